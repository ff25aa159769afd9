"""Where things stand in a grid of cells: the header, the areas, the titles above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commitments.uploads import names as upload_names
from commitments.uploads.shapes.known import Known, is_number, is_year

SAMPLED: Final = 400  # rows in which it shows what a column holds
HEAD: Final = 40  # rows in which the header stands
HEADER_ROWS: Final = 3
MOST: Final = 0.5  # of a column's cells name areas where it is that of provinces
FEWEST: Final = 2  # provinces in a header, or cells in a row of one

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of the provinces, of the header's rows, and of the first row below it."""

    province: int | None  # the column; None where provinces stand in the header, or nowhere
    header: tuple[int, ...]  # rows, from above; none where there is no header
    data: int

    @property
    def top(self) -> int:
        """The first row that is no title."""
        return self.header[0] if self.header else self.data


def cell(row: Sequence[str], place: int) -> str:
    """Return a cell, blank where the row is shorter."""
    return row[place] if place < len(row) else ""


def cell_rows(rows: Rows, at: int) -> list[str]:
    """Return a row without blank cells at its end; none where the table is shorter."""
    return list(rows[at][: max(filled(rows[at]), default=-1) + 1]) if 0 <= at < len(rows) else []


def filled(row: Sequence[str]) -> list[int]:
    """Return the places of a row that hold something."""
    return [place for place, text in enumerate(row) if text]


def frame(rows: Rows, known: Known) -> Frame | None:
    """Find provinces in a column or a header, else a header alone; None where there is nothing."""
    column = _province_column(rows, known)
    across = _province_row(rows, known)
    if column is not None:
        place, first, found = column
        first = _first_figures(rows, first, place)
        if across is None or found >= across[1]:
            return Frame(place, _header_above(rows, first, place), first)
    if across is not None:
        return Frame(None, across[:1], across[0] + 1)
    return _header_alone(rows)


def _province_column(rows: Rows, known: Known) -> tuple[int, int, int] | None:
    """Return the column that names most areas, its first such row, and how many there are."""
    sample = list(rows[: SAMPLED + HEAD])
    best: tuple[tuple[bool, int, int], tuple[int, int, int]] | None = None
    for place in range(max(map(len, sample), default=0)):
        cells = [cell(row, place) for row in sample]
        areas = [
            at
            for at, text in enumerate(cells)
            if text and known.is_area(text) and len(filled(sample[at])) > 1  # else a title
        ]
        provinces = any(known.is_province(cells[at]) for at in areas)
        if not provinces and not any(known.city(cells[at]) for at in areas):
            continue
        between = [text for text in cells[areas[0] : areas[-1] + 1] if text]
        if len(areas) < MOST * len(between):
            continue
        named = sum(not cells[at].isdigit() for at in areas)
        rank = (provinces, min(named, 1) * len(areas), -place)
        if best is None or rank > best[0]:
            best = (rank, (place, areas[0], len({cells[at] for at in areas})))
    return best[1] if best else None


def _first_figures(rows: Rows, first: int, province: int) -> int:
    """Return the first row with figures: one above the first known area may have a slip in it."""
    while first and _has_figures(rows[first - 1], province):
        first -= 1
    return first


def _has_figures(row: Sequence[str], province: int) -> bool:
    """Say whether a row holds a name, and numbers that are no years."""
    beside = [text for place, text in enumerate(row) if text and place != province]
    numbers = [text for text in beside if is_number(text) and not is_year(text)]
    name = cell(row, province)
    is_name = bool(name) and not upload_names.column(name)
    return is_name and len(numbers) > MOST * len(beside)


def _province_row(rows: Rows, known: Known) -> tuple[int, int] | None:
    """Return the row whose cells are provinces or cities, and how many; None where no row is."""
    for at, row in enumerate(rows[:HEAD]):
        areas = {known.province(text) or known.city(text) for text in row if known.is_named(text)}
        if len(areas) >= FEWEST and len(areas) >= MOST * len(filled(row)):
            return at, len(areas)
    return None


def _header_above(rows: Rows, first: int, province: int) -> tuple[int, ...]:
    """Return the rows of the header above the first row of figures."""
    found: list[int] = []
    width = len(filled(rows[first]))
    for at in range(first - 1, -1, -1):
        places = filled(rows[at])
        if not places:
            if found:
                break
            continue
        if len(found) == HEADER_ROWS or is_title(rows[at], province, alone=not found, width=width):
            break
        found.insert(0, at)
    return tuple(found)


def is_title(row: Sequence[str], province: int, *, alone: bool, width: int) -> bool:
    """Say whether a row above a table is a title or a note, and no header."""
    places = filled(row)
    texts = {row[place] for place in places}
    if row[places[0]].startswith("#"):
        return True
    if len(texts) == 1:
        return not (alone and places[0] != province and width <= FEWEST)
    labelled = any(":" in row[place] or "：" in row[place] for place in places)
    return len(places) <= FEWEST < width and labelled


def _header_alone(rows: Rows) -> Frame | None:
    """Return the first row of names with figures below it, where no province is named."""
    for at, row in enumerate(rows[:HEAD]):
        if len(filled(row)) < FEWEST or not _is_header(row) or _is_line_of_area(rows, at):
            continue
        below = [one for one in rows[at + 1 : at + 1 + SAMPLED] if len(filled(one)) >= FEWEST]
        if any(is_number(text) for one in below for text in one):
            return Frame(None, (at,), at + 1)
    return None


def _is_line_of_area(rows: Rows, at: int) -> bool:
    """Say whether a row is a line above the header: `地区` in one cell, `深圳市` in the next."""
    texts = [text for text in rows[at] if text]
    is_labelled = len(texts) == FEWEST and labelled(":".join(texts))[0] == "province"
    following = rows[at + 1] if at + 1 < len(rows) else []
    return is_labelled and len(filled(following)) >= FEWEST and _is_header(following)


def _is_header(row: Sequence[str]) -> bool:
    texts = [text for text in row if text]
    return all(is_year(text) or not is_number(text) for text in texts)


def joined_header(rows: Rows, header: Sequence[int], width: int, province: int) -> list[list[str]]:
    """Return the words of each column's header from above; merged cells reach to the right."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for order, at in enumerate(header):
        over = ""
        for place in range(width):
            text = cell(rows[at], place)
            below = [cell(rows[other], place) for other in header[order + 1 :]]
            over = text or (over if place > province and any(below) else "")
            if over and over not in columns[place]:
                columns[place].append(over)
    return columns


def labelled(text: str) -> tuple[str, str]:
    """Part a line `指标：森林覆盖率(%)` into what it is about, or nothing, and what it says."""
    head, found, rest = text.lstrip("# ").replace("：", ":").partition(":")
    for about in ("indicator", "year", "unit", "province"):
        if found and upload_names.means(head, f"label.{about}"):
            return about, rest.strip()
    return "", text
