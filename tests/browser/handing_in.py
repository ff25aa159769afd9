"""Hands tables to the page Your data, hostile ones among them, and follows them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from playwright.sync_api import expect

from browser.hostile import CELLS, FORMULA
from browser.reading import View

HEADER = (
    "province", "indicator", "value", "unit", "year", "theme", "better", "definition", "place",
    "lat", "lon", "scope", "summary", "source", "note", "section", "paragraph", "{{x}}",
)  # fmt: skip
FORMULAS = (FORMULA, "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "＝1+1")
PROVINCES = ("Hebei", "Jilin", "Shandong", "Hunan", "Yunnan", "Tibet")
HOSTILE_NAME = '"><img src=x onerror=window.x=1>{{ 7191*7 }}${window.x=1}.csv'


INDICATORS = (CELLS[0], CELLS[1], CELLS[3], CELLS[7])


def hostile_table() -> bytes:
    """Return a table of sound rows in whose free columns stands every hostile text and formula."""
    rows = []
    for number, text in enumerate((*CELLS, *FORMULAS)):
        place, indicator = f"{text} place" if number % 2 else "", number % len(INDICATORS)
        degrees = ("38.0", "114.5") if place else ("", "")
        province = "Hebei" if place else PROVINCES[number % len(PROVINCES)]
        rows.append(
            (province, INDICATORS[indicator], str(10 + number), CELLS[indicator - 1], "2030",
             "ecology", "higher", text, place, *degrees, f"{text} scope", f"{text} words",
             f"{text} paper", text, text, "", text)
        )  # fmt: skip
    return written(rows)


def broken_table() -> bytes:
    """Return a table in which hostile texts stand in every cell, and no row is sound."""
    return written([(text,) * len(HEADER) for text in (*CELLS, *FORMULAS)])


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows as CSV below the header."""
    file = io.StringIO()
    csv.writer(file).writerows([HEADER, *rows])
    return file.getvalue().encode()


def hand_in(shown: View, table: bytes, name: str = "plan.csv") -> None:
    """Hand a table in on the page Your data and wait until it is read."""
    shown.page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": table}
    )
    expect(shown.page.get_by_text("How it was read", exact=True)).to_be_visible()
    shown.ready()


def menu(shown: View, name: str) -> None:
    """Open a page by the menu, so that the session, and with it the table, stays."""
    shown.page.locator(".masthead .menu a", has_text=name).first.click()
    expect(shown.page).to_have_title(re.compile(f"^{name} ·"))
    shown.ready()
