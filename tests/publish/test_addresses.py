"""Tests of where a view of the live atlas stands for other sites and for programs."""

import pytest
from lxml import html

from commitments.domain.model import Basis, Selection
from commitments.language import Language, speaking
from commitments.publish import addresses


@pytest.mark.parametrize(
    ("asked", "data", "frame"),
    [
        (
            Selection(None, "pm25_mean", 2025, ("Hebei",)),
            "figure/zh/map/pm25_mean/2025.csv",
            "embed/zh/map/pm25_mean/2025/",
        ),
        (
            Selection(None, "pm25_mean", None, basis=Basis.REPORTED),
            "figure/zh/map/pm25_mean/no-date.csv",
            "",
        ),
        (Selection(None, "pm25_mean", 2025, tiles=True), "figure/zh/map/pm25_mean/2025.csv", ""),
    ],
)
def test_a_map_is_handed_on_as_it_is_framed(asked: Selection, data: str, frame: str) -> None:
    with speaking(Language.CHINESE):
        handed = addresses.of_map(asked)
    assert (handed.data, handed.frame) == (data, frame)


def test_the_code_of_a_frame_keeps_a_title_in_its_place() -> None:
    handed = addresses.Handed("data/x.csv", "embed/en/map/x/2025/")
    code = handed.framed("https://atlas.example", '"><script>alert(1)</script>')
    (frame,) = html.fragments_fromstring(code)
    assert frame.get("src") == "https://atlas.example/embed/en/map/x/2025/"
    assert frame.get("title") == '"><script>alert(1)</script>'
    assert addresses.of_indicator("pm25_mean").data == "data/pm25_mean.csv"


@pytest.mark.parametrize(
    ("page", "picture"),
    [
        ("en/", "figure/en/overview/all.card.png"),
        ("zh/theme/water/", "figure/zh/overview/water.card.png"),
        ("en/map/pm25_mean/2025/", "figure/en/map/pm25_mean/2025.card.png"),
        ("zh/timeline/inner-mongolia/", "figure/zh/timeline/inner-mongolia.card.png"),
        ("en/progress/pm25_mean/", "figure/en/progress/pm25_mean.card.png"),
        ("en/province/hebei/", "figure/en/province/hebei.card.png"),
        ("en/province/national/", ""),
        ("en/progress/", ""),
        ("en/target/he-forest_coverage-2035/", ""),
        ("data/", ""),
        ("", ""),
    ],
)
def test_a_page_is_shown_in_chats_by_the_picture_of_its_figure(page: str, picture: str) -> None:
    assert addresses.card(page) == picture
