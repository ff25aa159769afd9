"""This module prints every page: A4, white, nothing to press, none blank, with sources and link."""

import re
import subprocess
from pathlib import Path

import pytest

from browser.conftest import Opener

A4 = (595, 842)  # points
PHONE, LAPTOP = (390, 844), (1280, 800)
FIGURES = {
    "": ("How many commitments were found", "Which indicators each province speaks of"),
    "Map": ("Farmland kept, due 2035", "Heilongjiang", "Nothing found: "),
    "Timeline": ("What falls due when: all themes", "Jilin"),
    "Compare": ("Hebei and Jilin side by side", "Fine particles"),
}
WITHOUT = {
    "Targets?row=he-forest_coverage-2035": ("Hebei: Forest coverage", "paragraph 47"),
    "Your_data": ("What a table may hold",),
    "Method": ("A commitment is a dated or numbered aim",),
}
PRESSED = ("Copy link", "Download", "Add to briefing", "More filters", "Overview\n", "Order by")


def printed(view: Opener, link: str, file: Path, size: tuple[int, int]) -> list[str]:
    """Print a view that stands on a dark screen; return the text of each page of paper."""
    page = view(link, size=size).page
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(500)
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True
    )
    return text.stdout.split("\f")[:-1]


def shades(file: Path) -> list[tuple[int, int]]:
    """Return the darkest and the lightest grey in the corner of each page."""
    stem = file.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "10", "-gray", str(file), str(stem)], check=True)
    pixels = [picture.read_bytes()[-60:] for picture in sorted(file.parent.glob("*.pgm"))]
    return [(min(corner), max(corner)) for corner in pixels]


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("link", [*FIGURES, *WITHOUT])
def test_a_page_prints_clean(
    view: Opener, tmp_path: Path, link: str, size: tuple[int, int]
) -> None:
    file = tmp_path / "page.pdf"
    pages = printed(view, link, file, size)
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
