"""Goes back and forward in a browser: each choice is one step, and comes again."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from browser.handing_in import hand_in, menu

TABLE = b"province,indicator,value,unit,year\nHebei,forest_coverage,41,%,2030\n"


def at(shown, link):
    """Expect that the address bar shows a link, and that the page is drawn."""
    expect(shown.page).to_have_url(re.compile(f"/{re.escape(link)}$"))
    shown.ready()
    assert unquote(urlsplit(shown.page.url)._replace(scheme="", netloc="").geturl()) == f"/{link}"


def back(shown, link):
    shown.page.evaluate("history.back()")
    at(shown, link)


def test_a_choice_is_one_step_and_back_restores_all_of_it(view):
    opened = "Map?theme=ecology&indicator=forest_coverage&year=2025"
    shown = view(opened)
    shown.press("shapes", "Tiles")
    at(shown, f"{opened}&shapes=tiles")
    shown.press("theme", "Water")
    at(shown, "Map?theme=water&indicator=rural_sewage&year=2025&shapes=tiles")
    back(shown, f"{opened}&shapes=tiles")
    shown.expect_pressed("theme", "Ecology")
    shown.expect_pressed("shapes", "Tiles")
    expect(shown.choice("indicator")).to_have_value("Forest coverage")
    back(shown, opened)
    shown.expect_pressed("shapes", "Map")
    shown.page.evaluate("history.forward()")
    at(shown, f"{opened}&shapes=tiles")
    shown.expect_pressed("shapes", "Tiles")


def test_a_page_of_the_menu_is_one_step(view):
    shown = view("Compare?theme=water")
    menu(shown, "Map")
    expect(shown.page).to_have_url(re.compile("indicator=.*year="))
    menu(shown, "Targets")
    shown.page.evaluate("history.back()")
    expect(shown.page).to_have_title(re.compile("^Map "))
    back(shown, "Compare?theme=water")


def test_ticks_come_again_after_a_square_was_opened(view):
    shown = view()
    shown.page.get_by_role("checkbox", name="Hebei").check()
    shown.page.get_by_role("checkbox", name="Jilin").check()
    expect(shown.page).to_have_url(re.compile("compare=Hebei(,|%2C)Jilin$"))
    shown.page.locator(".matrix a.cell").first.click()
    expect(shown.page.locator(".st-key-provenance")).to_be_visible()
    shown.page.evaluate("history.back()")
    expect(shown.page.locator(".matrix .offer")).to_contain_text("Hebei, Jilin")
    shown.page.evaluate("history.back()")
    expect(shown.page.locator(".matrix input:checked")).to_have_count(1)


def listen(socket, told):
    """Write down in order what is asked of the server, and when it begins to answer."""

    def sent(frame):
        asked = BackMsg.FromString(frame).rerun_script
        clicked = any(one.trigger_value for one in asked.widget_states.widgets)
        told.append("-> click" if clicked else "-> page")

    def received(frame):
        if ForwardMsg.FromString(frame).WhichOneof("type") == "new_session":
            told.append("<- run")

    socket.on("framesent", sent)
    socket.on("framereceived", received)


def test_a_link_waits_until_the_click_before_it_is_taken_up(view):
    told = []
    shown = view("Map?indicator=forest_coverage&year=2025")
    shown.page.on("websocket", lambda socket: listen(socket, told))
    shown.open("Map?indicator=forest_coverage&year=2025")
    told.clear()
    shown.page.evaluate(
        """() => { const named = (all, name) =>
          [...document.querySelectorAll(all)].find((one) => one.innerText.includes(name));
        named('button', 'Add to briefing').click();
        setTimeout(() => named('.masthead .menu a', 'Briefing').click()) }"""
    )
    expect(shown.page).to_have_title(re.compile("^Briefing "))
    shown.ready()
    expect(shown.page.get_by_role("button", name="PowerPoint")).to_be_visible()
    click, answer, page = told[:3]
    assert (click, answer, page) == ("-> click", "<- run", "-> page")


@pytest.mark.parametrize(
    ("link", "leads"),
    [("?province=Hebei", ".st-key-profile a"), ("Compare?province=Hebei,Jilin", ".compare tbody a"),
     ("", ".matrix a.cell")],
)  # fmt: skip
def test_a_link_in_a_figure_keeps_the_readers_own_table(view, link, leads):
    shown = view("Your_data")
    hand_in(shown, TABLE)
    name, _, choices = link.partition("?")
    menu(shown, name or "Overview")
    shown.page.evaluate(
        "given => { history.pushState({}, '', given);"
        " dispatchEvent(new PopStateEvent('popstate')) }",
        f"/{name}?{choices}&yours=beside",
    )
    if choices:
        expect(shown.page.locator(leads.split()[0])).to_contain_text("Hebei")
    shown.page.locator(leads).first.click()
    expect(shown.page).to_have_title(re.compile("^(Targets|Timeline) "))
    expect(shown.page).to_have_url(re.compile("yours=beside"))
    shown.ready()
    expect(shown.page.get_by_text("This link needs your table")).to_have_count(0)


def test_a_link_opens_in_a_new_tab_where_the_reader_asks_for_it(view):
    shown = view("Map?indicator=forest_coverage&year=2025")
    with shown.page.context.expect_page() as other:
        shown.page.locator(".masthead .menu a", has_text="Targets").click(modifiers=["Control"])
    expect(other.value).to_have_url(re.compile("/Targets"))
    expect(shown.page).to_have_title(re.compile("^Map "))
    other.value.close()


def test_the_menu_carries_what_was_chosen_last(view):
    shown = view("Map?theme=ecology&indicator=forest_coverage&year=2025")
    shown.press("theme", "Water")
    chosen = "theme=water&indicator=rural_sewage&year=2025"
    at(shown, f"Map?{chosen}")
    with shown.page.context.expect_page() as other:
        shown.page.locator(".masthead .menu a", has_text="Timeline").click(modifiers=["Control"])
    expect(other.value).to_have_url(re.compile("/Timeline.*theme=water"))
    other.value.close()
    menu(shown, "Timeline")
    expect(shown.page).to_have_url(re.compile("/Timeline.*theme=water"))
    shown.expect_pressed("theme", "Water")


@pytest.mark.parametrize("switch", ["中文", "As text"])
def test_the_switches_keep_what_was_chosen_last(view, switch):
    shown = view("Targets?theme=ecology")
    shown.choice("q").fill("black soil")
    shown.page.keyboard.press("Enter")
    expect(shown.page).to_have_url(re.compile(r"q=black(\+|%20)soil"))
    shown.ready()
    shown.page.locator(".masthead .forms a", has_text=switch).click()
    expect(shown.page).to_have_url(
        re.compile(r"(?=.*theme=ecology)(?=.*q=black(\+|%20)soil).*(zh|text)")
    )
    shown.ready()
    expect(shown.choice("q")).to_have_value("black soil")
