"""Prints every page: A4, white, nothing to press, none blank, with sources and link."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Opener
from browser.reading import View
from browser.test_dark import GROUND, rgb

A4 = (595, 842)  # points
PHONE, LAPTOP = (390, 844), (1280, 800)
FIGURES = {
    "": ("How many commitments were found", "Which indicators each province speaks of"),
    "Map": ("Non-fossil energy, share of use, due 2025", "Heilongjiang", "Nothing found: "),
    "Timeline?theme=air": ("What falls due when: air", "Jilin"),
    "Compare": ("Hebei and Jilin side by side", "Fine particles"),
}
WITHOUT = {
    "Targets?row=he-forest_coverage-2035": ("Hebei: Forest coverage", "paragraph 47"),
    "Your_data": ("What a table may hold", "CN-HE or 130000"),
    "Method": ("A commitment is a dated or numbered aim",),
}
PRESSED = ("Copy link", "Download", "Add to briefing", "More filters", "Overview\n", "Order by")


def printed(view: Opener, link: str, file: Path) -> list[str]:
    """Open a view on a dark screen and print it; return the text of each page of paper."""
    return on_paper(on_a_dark_screen(view, link), file)


def on_a_dark_screen(view: Opener, link: str) -> View:
    """Open a view on the screen of a laptop that is set to dark colours."""
    shown = view(link, size=LAPTOP)
    shown.page.emulate_media(color_scheme="dark")
    expect(shown.page.get_by_test_id("stApp")).to_have_css("background-color", rgb(GROUND["dark"]))
    return shown.ready()


def on_paper(shown: View, file: Path) -> list[str]:
    """Print a view as it stands; return the text of each page of paper."""
    shown.page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True
    )
    return text.stdout.split("\f")[:-1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_map_stands_on_one_sheet_and_its_table_follows(
    view: Opener, tmp_path: Path, language: str
) -> None:
    link = f"Map?indicator=forest_coverage&year=2025&lang={language}"
    figure, *table = printed(view, link, tmp_path / "page.pdf")
    assert re.search(r"http://127\.0\.0\.1:\d+/Map\?indicator=forest_coverage&year=2025", figure)
    assert "47.32" in "".join(table)
    rows = re.sub(r"(This view: |本页链接：)\S+", "", "".join(table))  # it may follow the figure
    assert not re.search(r"https?://", rows), "the rows, not a link to them"


def test_each_sheet_of_a_comparison_names_its_columns(view: Opener, tmp_path: Path) -> None:
    link = "Compare?province=Hebei,Jilin,Shandong"
    sheets = printed(view, link, tmp_path / "page.pdf")
    compared = [sheet for sheet in sheets if "nothing found in what was read" in sheet]
    assert len(compared) > 2
    assert all(re.search("Hebei.*Jilin.*Shandong", sheet) for sheet in compared)


def shades(file: Path) -> list[tuple[int, int]]:
    """Return the darkest and the lightest grey in the corner of each page."""
    stem = file.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "10", "-gray", str(file), str(stem)], check=True)
    pixels = [picture.read_bytes()[-60:] for picture in sorted(file.parent.glob("*.pgm"))]
    return [(min(corner), max(corner)) for corner in pixels]


@pytest.mark.parametrize("link", [*FIGURES, *WITHOUT])
def test_a_page_prints_clean_from_a_laptop_and_from_a_phone(
    view: Opener, tmp_path: Path, link: str
) -> None:
    shown = on_a_dark_screen(view, link)
    for name, (width, height) in {"laptop": LAPTOP, "phone": PHONE}.items():
        shown.page.set_viewport_size({"width": width, "height": height})
        folder = tmp_path / name
        folder.mkdir()
        file = folder / "page.pdf"
        expect_clean(on_paper(shown.ready(), file), link, file)


def expect_clean(pages: list[str], link: str, file: Path) -> None:
    """Expect of a print that no sheet is blank, nothing is there to press and paper is white."""
    whole = "\n".join(pages)
    assert all(page.strip() for page in pages), "a page is blank"
    for said in (FIGURES | WITHOUT)[link]:
        assert said in whole
    assert not [word for word in PRESSED if word in whole]
    if link in FIGURES:
        assert "Sources: " in whole
        assert "This view: http://" in whole
    assert all(low > 250 for low, _ in shades(file)), "paper is white"
    sizes = subprocess.run(
        ["pdfinfo", "-l", "99", str(file)], check=True, capture_output=True, text=True
    ).stdout
    given = [
        line.split(":")[1].split()
        for line in sizes.splitlines()
        if re.match(r"Page +\d+ size:", line)
    ]
    assert given
    assert all(sorted(round(float(n)) for n in (one[0], one[2])) == list(A4) for one in given)


@pytest.mark.parametrize(
    "link", ["Province?province=Inner+Mongolia", "Province?province=Hebei&lang=zh"]
)
def test_a_fact_sheet_takes_two_sheets(view: Opener, tmp_path: Path, link: str) -> None:
    sheets = printed(view, link, tmp_path / "page.pdf")
    assert len(sheets) == 2


def test_a_high_timeline_stands_below_its_title(view: Opener, tmp_path: Path) -> None:
    link = "Timeline?province=Hebei,Jilin,Shandong,Jiangsu"
    figure, *_ = printed(view, link, tmp_path / "page.pdf")
    for said in ("What falls due when: all themes", "Jiangsu", "This view: http://"):
        assert said in figure
    assert "1 to 50" not in figure, "no pages of a list that is not printed"


def test_a_timeline_of_many_sheets_begins_below_its_title(view: Opener, tmp_path: Path) -> None:
    sheets = printed(view, "Timeline?theme=ecology&every=on", tmp_path / "page.pdf")
    for said in ("What falls due when: ecology", "words only", "National", "Beijing"):
        assert said in sheets[0]
    assert all(sheet.strip() for sheet in sheets), "a sheet is blank"
    assert "This view: http://" in sheets[-1]


def test_all_panels_of_progress_stand_on_one_sheet(view: Opener, tmp_path: Path) -> None:
    figure, *_ = printed(view, "Progress?indicator=pm25_mean", tmp_path / "page.pdf")
    assert re.search("Xinjiang.*This view: http://", figure, re.DOTALL)
