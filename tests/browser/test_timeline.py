"""Tests that the Timeline draws every commitment that it counts."""

import re

from playwright.sync_api import expect

from browser.reading import View
from commitments.atlas.check.names import NATION_IN_IDS
from commitments.domain.model import NATION, Theme
from commitments.queries import query, schedule


def of_provinces(shown: View) -> set[str]:
    """Return the provinces' commitments that the timeline draws; the nation's stand on top."""
    drawn = {row["id"] for row in shown.drawn() if "id" in row}
    return {name for name in drawn if not name.startswith(f"{NATION_IN_IDS}-")}


def test_draws_a_mark_for_every_commitment(view, atlas):
    shown = view("Timeline")
    provinces = tuple(query.fullest_provinces(atlas, 4))
    assert of_provinces(shown) == set(schedule.timeline(atlas, None, provinces)["id"])


def test_draws_what_the_link_asks_for(view, atlas):
    shown = view("Timeline?theme=water&province=Hebei,Jilin")
    wanted = schedule.timeline(atlas, Theme.WATER, ("Hebei", "Jilin"))
    assert of_provinces(shown) == set(wanted["id"])
    assert {row["province_name"] for row in shown.drawn() if "id" in row} == {
        "Hebei",
        "Jilin",
        NATION,
    }


def test_another_theme_draws_other_marks(view, atlas):
    shown = view("Timeline?theme=water&province=Hebei,Jilin")
    shown.press("theme", "Air")
    expect(shown.page).to_have_url(re.compile("theme=air"))
    shown.ready()
    expect(shown.page.get_by_role("heading", name=re.compile("air"))).to_be_visible()
    assert of_provinces(shown) == set(schedule.timeline(atlas, Theme.AIR, ("Hebei", "Jilin"))["id"])
