"""Opens every page on a wide screen and on a phone."""

import re

import pytest
from playwright.sync_api import expect
from support.views import PAGES, address, named

WIDTHS = {"wide": (1280, 800), "phone": (390, 844)}
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('[data-testid=stMain]')]
  .filter((box) => box.scrollWidth > box.clientWidth)
  .map((box) => `${box.dataset.testid || 'page'} is ${box.scrollWidth} of ${box.clientWidth}`)"""


@pytest.mark.parametrize("size", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_opens_without_error_and_fits(view, page, size):
    shown = view(address(page), size)
    assert not shown.faults()
    assert not shown.page.evaluate(TOO_WIDE)


def test_the_menu_leads_to_every_page_and_keeps_the_choices(view):
    shown = view("Map?theme=ecology&indicator=forest_coverage&province=Sichuan")
    for page in PAGES:
        link = shown.page.locator(".masthead .menu a", has_text=named(page).replace("_", " "))
        link.click()
        expect(shown.page).to_have_title(re.compile(f"^{named(page).replace('_', ' ')} ·"))
        shown.ready()
        assert "province=Sichuan" in shown.page.url
        assert not shown.faults()
