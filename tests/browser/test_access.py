"""Tests every page by the rules of WCAG 2.2 AA, at the widths that readers have."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect
from support.views import PAGES, address, named

from browser.reading import View
from browser.rules import COLOURS, EXEMPTIONS, PLACED, TAGS, Exemption, broken, not_exempt
from browser.test_dark import GROUND, rgb
from commitments.briefings.drafts import draft
from commitments.briefings.links import packed
from commitments.domain.model import Theme

WIDTHS = ((1280, 800), (768, 1024), (390, 844), (320, 640))  # 320: 1280 pixels enlarged four times
LAID_OUT = WIDTHS[::2]  # as on a desk and as on a phone: between them the same elements stand
LANGUAGES = ["", "lang=zh", "view=text"]  # what a link adds for a language, and for the text
DARK_IN = ("", "view=text")  # colours are the same in another language
PAGES_AND_MORE = [
    *[pytest.param(address(page), id=named(page)) for page in PAGES],
    pytest.param("?theme=water&province=Hebei&compare=Hebei,Jilin", id="Overview of a province"),
    pytest.param("Map?indicator=forest_coverage&year=2035&shapes=tiles&province=Jilin", id="tiles"),
    pytest.param("Timeline?group=theme&density=open&row=he-forest_coverage-2035", id="open lanes"),
    pytest.param("Targets?row=he-forest_coverage-2035", id="provenance"),
]
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
UNREADABLE = """() => [...document.querySelectorAll('p, h1, h2, h3, dd, dt, button, th, td')]
  .filter((node) => !node.closest('.unseen, [aria-hidden=true], .st-key-access'))
  .filter((node) => ['hidden', 'clip'].includes(getComputedStyle(node).overflowX))
  .filter((node) => node.clientWidth > 1 && node.scrollWidth > node.clientWidth + 1
    && getComputedStyle(node).textOverflow !== 'ellipsis')
  .map((node) => node.outerHTML.slice(0, 150))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def added(link: str, language: str) -> str:
    """Add a language to a link."""
    return f"{link}{'&' if '?' in link else '?'}{language}" if language else link


def expect_sound(shown: View, language: str) -> None:
    """Expect that a page breaks no rule, and that at no width it scrolls sideways.

    The dark differs by its colours alone: what else there is to say was said of the light.
    """
    faults = []
    for width in WIDTHS:
        look_at(shown, "light", width)
        if shown.page.evaluate(SIDEWAYS) > 0:
            faults.append(f"{width[0]} pixels: the page scrolls sideways")
        rules = TAGS if width in LAID_OUT else PLACED
        faults += [f"light, {width[0]} pixels, {one}" for one in faults_in(shown, rules)]
    for width in LAID_OUT if language in DARK_IN else ():
        look_at(shown, "dark", width)
        faults += [f"dark, {width[0]} pixels, {one}" for one in faults_in(shown, COLOURS)]
    assert not faults, "\n".join(faults)


def faults_in(shown: View, rules: Sequence[str]) -> list[str]:
    return not_exempt(broken(shown.page, rules))


def look_at(shown: View, scheme: str, width: tuple[int, int]) -> None:
    """Show a page in a scheme of colours and at a width, and wait until it is drawn so."""
    shown.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    shown.page.set_viewport_size({"width": width[0], "height": width[1]})
    ground = rgb(GROUND[scheme])
    expect(shown.page.get_by_test_id("stApp")).to_have_css("background-color", ground)
    shown.ready()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("link", PAGES_AND_MORE)
def test_a_page_breaks_no_rule_and_never_scrolls_sideways(view, link, language):
    expect_sound(view(added(link, language)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_briefing_breaks_no_rule(view, atlas, language):
    brief = packed(draft(atlas, "Hebei", Theme.WATER))
    expect_sound(view(added(f"Briefing?brief={brief}", language)), language)


@pytest.mark.parametrize("exemption", EXEMPTIONS, ids=lambda exemption: exemption.rule)
def test_an_exemption_is_still_needed(view, exemption: Exemption):
    found = broken(view(exemption.page).page)
    assert any(map(exemption.covers, found)), "nothing breaks this rule any more; take it out"


def test_a_rule_that_is_broken_is_found(view):
    """Control: the rules see into the page, the map's frame and the matrix's own tree."""
    shown = view()
    for frame in shown.page.frames:
        frame.evaluate("document.body.append(document.createElement('button'))")
    shown.page.evaluate(
        "document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot"
        ".append(document.createElement('button'))"
    )
    assert (
        sum(one.rule == "button-name" for one in broken(shown.page)) == len(shown.page.frames) + 1
    )


@pytest.mark.parametrize("link", [address(page) for page in PAGES], ids=map(named, PAGES))
def test_a_page_says_what_and_where_it_is(view, link):
    page = view(link).page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    menu = page.get_by_role("navigation", name="Pages of the atlas")
    here = menu.locator("[aria-current=page]")
    expect(here).to_have_count(1)
    expect(page).to_have_title(re.compile(f"^{here.inner_text()} · "))
    expect(page.get_by_role("heading", level=1)).to_have_text(here.inner_text())


def test_the_menu_says_where_the_reader_is_after_a_change_of_page(view):
    page = view("Map").page
    menu = page.get_by_role("navigation", name="Pages of the atlas")
    menu.get_by_role("link", name="Method").click()
    expect(menu.locator("[aria-current=page]")).to_have_text("Method")
    expect(menu.locator("[aria-current]")).to_have_count(1)


def test_a_link_to_the_first_page_leads_there_in_a_new_tab_too(view):
    shown = view("Map?theme=water")
    first = shown.page.get_by_role("navigation").get_by_role("link", name="Overview")
    with shown.page.context.expect_page() as other:
        first.click(modifiers=["Control"])
    expect(other.value).to_have_url(re.compile(r"/\?theme=water&"))
    other.value.close()


@pytest.mark.parametrize("link", ["Map", "Timeline", "Compare", "Targets"])
def test_more_space_between_letters_and_lines_hides_no_text(view, link):
    shown = view(link)
    shown.page.add_style_tag(content=SPACED)
    assert shown.page.evaluate(UNREADABLE) == []


def test_nothing_moves_for_readers_who_want_no_motion(view):
    shown = view("Map")
    shown.page.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll('*')].filter((node) =>
      getComputedStyle(node).transitionDuration.split(', ').some((time) => parseFloat(time) > 0))
      .map((node) => node.outerHTML.slice(0, 120))"""
    assert shown.page.evaluate(moving) == []
    assert shown.map().frame.evaluate(moving) == []


def focus_ring(page: Page) -> bool:
    """Say whether the element in focus looks different from itself without."""
    return bool(
        page.evaluate("""async () => {
          const drawn = () => new Promise((done) => setTimeout(done, 50));
          const node = document.activeElement;
          const around = [node];
          for (let i = 0; i < 4; i += 1) around.push(around.at(-1).parentElement);
          const look = () => around.map((part) => {
            const s = getComputedStyle(part);
            return [s.outline, s.boxShadow, s.borderColor, s.textDecoration].join();
          }).join();
          const with_focus = look();
          node.blur();
          await drawn();
          const without = look();
          node.focus();
          await drawn();
          return with_focus !== without;
        }""")
    )


@pytest.mark.parametrize("link", ["Map", "Compare", "Briefing"])
def test_the_focus_is_seen_wherever_tab_leads(view, link):
    page = view(link).page
    page.emulate_media(reduced_motion="reduce")  # so that a border changes at once
    unseen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        kind = page.evaluate("document.activeElement.tagName")
        if kind in ("IFRAME", "BODY"):  # the map's own ring has its own test
            break
        if not focus_ring(page):
            unseen.append(here)
    assert not unseen, "\n".join(unseen)
