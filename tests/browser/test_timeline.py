"""This module tests that the Timeline draws every commitment that it counts."""

import re

from playwright.sync_api import expect

from commitments import query
from commitments.model import Theme


def ids(shown) -> set[str]:
    """Return the commitments that the charts of a page draw."""
    return {row["id"] for row in shown.drawn() if "id" in row}


def test_draws_a_mark_for_every_commitment(view, atlas):
    shown = view("Timeline")
    provinces = tuple(query.fullest_provinces(atlas, 4))
    assert ids(shown) == set(query.timeline(atlas, None, provinces)["id"])


def test_draws_what_the_link_asks_for(view, atlas):
    shown = view("Timeline?theme=water&province=Hebei,Jilin")
    wanted = query.timeline(atlas, Theme.WATER, ("Hebei", "Jilin"))
    assert ids(shown) == set(wanted["id"])
    expect(shown.page.get_by_text(re.compile(rf"\b{len(wanted)} commitments"))).to_be_visible()


def test_another_theme_draws_other_marks(view, atlas):
    shown = view("Timeline?theme=water&province=Hebei,Jilin")
    shown.press("theme", "Air")
    expect(shown.page).to_have_url(re.compile("theme=air"))
    shown.ready()
    expect(shown.page.get_by_role("heading", name=re.compile("air"))).to_be_visible()
    assert ids(shown) == set(query.timeline(atlas, Theme.AIR, ("Hebei", "Jilin"))["id"])
