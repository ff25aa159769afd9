"""Tests the short links that stand on figures."""

from commitments.domain.links import address


def test_a_link_names_its_page_and_choices():
    assert address("Map", theme="water", year=2025, province="Hebei,Jilin") == (
        "Map?theme=water&year=2025&province=Hebei,Jilin"
    )


def test_what_is_not_chosen_leaves_the_link_short():
    assert address("Timeline", theme=None, province="") == "Timeline"
    assert address("Your data") == "Your_data"


def test_the_overview_opens_at_the_root():
    assert address("Overview") == "/"
    assert address("Overview", theme="air") == "/?theme=air"
