"""Tests the short links that stand on figures."""

import pytest

from commitments.domain import links
from commitments.domain.links import address
from commitments.language import Language, speaking


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


# ---- the whole address, as it is printed ----

SETTING = "ATLAS_ADDRESS"


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)


def test_a_link_without_an_address_says_what_it_is_a_link_of() -> None:
    assert links.printed("Map?theme=water") == "in the atlas: Map?theme=water"
    with speaking(Language.CHINESE):
        assert links.printed("Map?theme=water") == "图集内：Map?theme=water"


@pytest.mark.parametrize("named", ["https://atlas.example", " https://atlas.example/ "])
def test_the_setting_makes_printed_links_whole(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv(SETTING, named)
    assert links.printed("Map?theme=water") == "https://atlas.example/Map?theme=water"
    assert links.printed("/?theme=water") == "https://atlas.example/?theme=water"


def test_a_page_names_the_readers_address_unless_the_installer_names_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with links.reached(""):
        links.reach("http://10.0.0.7:8501")
        assert links.printed("Map") == "http://10.0.0.7:8501/Map"
        monkeypatch.setenv(SETTING, "https://atlas.example")
        links.reach("http://10.0.0.7:8501")
        assert links.printed("Map") == "https://atlas.example/Map"
    assert links.home() == "https://atlas.example"


def test_what_a_command_names_counts_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "https://atlas.example")
    with links.reached("https://other.example/"):
        assert links.printed("Map") == "https://other.example/Map"
    assert links.printed("Map") == "https://atlas.example/Map"
    with links.reached(""):
        assert links.printed("Map") == "https://atlas.example/Map"
