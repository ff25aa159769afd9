"""Carries a briefing from page to page in a browser, as a reader puts it together."""

from playwright.sync_api import Locator, expect

from browser.reading import View


def add(shown: View) -> None:
    shown.page.get_by_role("button", name="Add to briefing").click()
    expect(shown.page.get_by_role("link", name="in the briefing: open it")).to_be_visible()


def go(shown: View, page: str) -> None:
    shown.page.locator(".masthead .menu").get_by_role("link", name=page, exact=True).click()
    expect(shown.page).to_have_title(f"{page} · Provincial Commitments Atlas")
    shown.ready()


def listed(shown: View) -> Locator:
    return shown.page.locator("[class*=st-key-briefing-item-]")


def test_a_briefing_goes_along_from_page_to_page(view):
    shown = view("Map?indicator=forest_coverage&year=2025")
    add(shown)
    go(shown, "Timeline")
    add(shown)
    go(shown, "Targets")
    add(shown)
    go(shown, "Briefing")
    expect(listed(shown)).to_have_count(3)
    expect(listed(shown).first).to_contain_text("Forest coverage, due 2025")
    assert shown.faults() == []


def test_words_typed_just_before_another_language_or_page_are_kept(view):
    shown = view("Map?theme=air")
    add(shown)
    go(shown, "Briefing")
    note = shown.page.locator("[class*=st-key-item-note] textarea")
    note.fill("Ask Hebei")
    go(shown, "Map")
    go(shown, "Briefing")
    expect(note).to_have_value("Ask Hebei")
    shown.page.get_by_label("Title", exact=True).fill("For Monday")
    shown.page.get_by_label("Line under it").fill("Draft")
    shown.page.keyboard.press("Enter")
    shown.page.locator(".masthead .forms a", has_text="中文").click()
    expect(shown.page.get_by_label("标题", exact=True)).to_have_value("For Monday")
    shown.ready()
    expect(shown.page.get_by_label("标题下的一行")).to_have_value("Draft")
    expect(note).to_have_value("Ask Hebei")
    assert not shown.faults()
