"""The printed small multiples: a panel for each province, what was promised beside what came."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.model import DOWNWARD, UPWARD, Comparator, Selection
from commitments.domain.results import AnswerKind
from commitments.figures import palette
from commitments.figures.progress import captions, scales, views
from commitments.figures.progress.panel_layout import PROMISED_DOT, Band
from commitments.figures.progress.scales import Frame
from commitments.figures.progress.views import ProgressView
from commitments.language import joined, named, say
from commitments.prints import progress_panel as print_panel
from commitments.prints import typography as letters
from commitments.prints.frame import View, described
from commitments.prints.progress_panel import GAP, HAIR, LABEL, LINE, Look, Place
from commitments.prints.sheet import Box, Sheet
from commitments.queries import progress
from commitments.queries.progress import Panel
from commitments.words import wording

GUTTER: Final = 1.1  # ems between two panels
REGION: Final = 0.82  # of the sheet's text, the names of regions
ABOVE: Final = 1.5  # ems over a row of panels, for the names of regions
KEY: Final = 2.0  # ems for the key
KEY_ROOM: Final = (2.4, 1.5)  # ems for a mark of it, and behind its words
KEY_HIGH: Final = 16.0  # of a mark, in units of the layout
NAME: Final = 0.95  # of the sheet's text
ANSWER: Final = 0.9  # of the sheet's small type
LABELS: Final = 0.86  # of the sheet's small type, the least that labels are drawn in
LARGEST: Final = 1.15  # of the sheet's text, the most
NAME_GROWS: Final = 1.15  # of the type of labels, where that is large
ANSWER_GROWS: Final = 0.95
LINES: Final = 2  # of an answer
BEST: Final = (130.0, 75.0)  # the shape of a drawing that shows most, width and height
FEWEST: Final = 2  # columns of a sheet
DAYS_OF_A_YEAR: Final = 365.25


def view(atlas: Atlas, asked: Selection) -> View:
    """Return the panels of an indicator, of all provinces or of those chosen."""
    shown = views.progress_view(atlas, progress.asked_by(asked))
    told = [wording.unstopped(captions.panel_in_words(one)) for one in shown.panels]
    return View(
        title=shown.title,
        subtitle=shown.subtitle,
        notes=(shown.how_to_read,),
        rows=shown.rows,
        link=shown.link,
        description=described(wording.unstopped(joined(shown.alt)), told),
        draw=partial(draw, shown, asked, day(atlas)),
        reports=shown.reports,
    )


def day(atlas: Atlas) -> float:
    """Return the day of the data as a year with its fraction; a table of one's own has today."""
    dated = date.fromisoformat(atlas.dated) if atlas.dated else datetime.now(UTC).date()
    return dated.year + (dated.timetuple().tm_yday - 1) / DAYS_OF_A_YEAR


def draw(shown: ProgressView, asked: Selection, today: float, sheet: Sheet, body: Box) -> None:
    """Draw the key, then panels in the grid in which their drawings are largest."""
    em = sheet.form.text
    hue = palette.theme_colour(shown.theme)
    _key(sheet, shown.panels, body, hue)
    room = Box(body.left, body.top + em * KEY, body.right, body.bottom)
    grid = _grid(sheet, room, len(shown.panels))
    unit = _unit(sheet, grid)
    name, said = _type(sheet, unit)
    lines = _answers(shown.panels, said, grid.wide)
    look = Look(name, said, unit, max(map(len, lines)), hue)
    frame = Frame(grid.wide / unit, (grid.high - look.head) / unit)
    years, common = scales.years(shown.panels, frame), scales.values(shown.panels, frame)
    region = ""
    for at, (panel, answer) in enumerate(zip(shown.panels, lines, strict=True)):
        box = grid.box(at)
        values = scales.values([panel], frame) if asked.own_scales else common
        print_panel.draw(sheet, box, panel, answer, look, (years, values), today)
        if panel.region not in ("", region) and not asked.by_name:
            _region(sheet, panel.region, box)
        region = panel.region


def _region(sheet: Sheet, region: str, box: Box) -> None:
    """Name a region over the first of its panels."""
    em = sheet.form.text
    foot, quiet = box.top - em * print_panel.RULE_GAP, palette.QUIET_INK
    sheet.write(box.left, foot, named("region", region), size=em * REGION, colour=quiet)
    sheet.line([(box.left, box.top), (box.right, box.top)], quiet, sheet.form.line)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where panels stand: so many columns, from left to right and then below."""

    room: Box
    columns: int
    rows: int
    gutter: float
    above: float

    @property
    def wide(self) -> float:
        return (self.room.width - self.gutter * (self.columns - 1)) / self.columns

    @property
    def high(self) -> float:
        return self.room.height / self.rows - self.above

    def box(self, at: int) -> Box:
        row, column = divmod(at, self.columns)
        left = self.room.left + column * (self.wide + self.gutter)
        top = self.room.top + row * (self.high + self.above) + self.above
        return Box(left, top, left + self.wide, top + self.high)


def _grid(sheet: Sheet, room: Box, panels: int) -> _Grid:
    """Choose the number of columns at which the drawings of the panels come out largest."""
    em, small = sheet.form.text, sheet.form.small
    head = Look(em * NAME, small * ANSWER, 1.0, LINES, "").head
    wide, high = BEST

    def drawn(columns: int) -> float:
        one = _Grid(room, columns, math.ceil(panels / columns), em * GUTTER, em * ABOVE)
        return min(one.wide / wide, (one.high - head) / high)

    columns = max(range(FEWEST, max(panels, FEWEST) + 1), key=drawn)
    return _Grid(room, columns, math.ceil(panels / columns), em * GUTTER, em * ABOVE)


def _answers(panels: Sequence[Panel], size: float, room: float) -> list[list[str]]:
    """Break the answers into lines: the fullest form that all panels have room for."""
    forms: tuple[Callable[[Panel], str], ...] = (
        captions.answer,
        lambda one: captions.in_brief(one)[0],
        lambda one: captions.in_brief(one)[1],
    )
    lines: list[list[str]] = []
    for form in forms:
        lines = [letters.wrapped(form(one), size, room) for one in panels]
        if max(map(len, lines)) <= LINES:
            return lines
    return [letters.shortened(one, LINES, size, room, letters.REGULAR) for one in lines]


def _unit(sheet: Sheet, grid: _Grid) -> float:
    """Choose how large the drawings are: labels in small type, larger where there is room."""
    head = Look(*_type(sheet, 0.0), 1.0, LINES, "").head
    least, most = sheet.form.small * LABELS / LABEL, sheet.form.text * LARGEST / LABEL
    roomy = min(grid.wide / scales.WIDTH, (grid.high - head) / scales.HEIGHT)
    return min(max(least, roomy), most)


def _type(sheet: Sheet, unit: float) -> tuple[float, float]:
    """Return the sizes of names and answers, which grow with the drawings."""
    return (
        max(sheet.form.text * NAME, LABEL * unit * NAME_GROWS),
        max(sheet.form.small * ANSWER, LABEL * unit * ANSWER_GROWS),
    )


def _key(sheet: Sheet, panels: Sequence[Panel], body: Box, hue: str) -> None:
    """Explain the marks that occur in one line, in smaller type where the line is long."""
    em = sheet.form.text
    kinds = [(_key_name(name), draw_mark) for name, draw_mark in _kinds(panels)]
    wide = sum(letters.width(words, em * ANSWER) + em * sum(KEY_ROOM) for words, _ in kinds)
    share = min(1.0, body.width / wide)
    size, unit = em * ANSWER * share, em * ANSWER * share / LABEL
    x, y = body.left, body.top + em * 0.6
    for words, draw_mark in kinds:
        draw_mark(Place(sheet, x, y - KEY_HIGH / 2 * unit, Look(em, em, unit, 0, hue)))
        x += em * share * KEY_ROOM[0]
        sheet.centre(x, y, words, size=size, colour=palette.QUIET_INK)
        x += letters.width(words, size) + em * share * KEY_ROOM[1]


def _key_name(name: str) -> str:
    return say("publish.day-of-data") if name == "today" else named("progress-key", name)


def _kinds(panels: Sequence[Panel]) -> list[tuple[str, Callable[[Place], None]]]:
    """Return the marks that occur, each with how to draw it in the key."""
    runs = [len(panel.runs) for panel in panels]
    targets = [one for panel in panels for one in panel.targets]
    hows = {Comparator(one.row["comparator"]) for one in targets}
    found = {
        "reported": any(runs),
        "at-least": not hows.isdisjoint(UPWARD),
        "at-most": not hows.isdisjoint(DOWNWARD),
        "reach": Comparator.REACH in hows,
        "missed": any(one.kind == AnswerKind.MISSED for one in targets),
        "break": max(runs, default=0) > 1,
        "today": True,
    }
    return [(name, partial(_key_mark, name)) for name, occurs in found.items() if occurs]


def _key_mark(name: str, place: Place) -> None:
    """Draw one mark of the key, in a box 24 units wide and 16 high."""
    if name == "reported":
        place.run([(3, 11), (17, 6)], first=True)
    elif name in ("at-least", "at-most"):
        up = name == "at-least"
        place.band(Band(5, -1, 18, 12, "up") if up else Band(5, 4, 18, 17, "down"))
        place.lines([((5, 12), (18, 12))] if up else [((5, 4), (18, 4))], place.look.hue, LINE)
    elif name == "reach":
        place.circle((12, 8), PROMISED_DOT, place.look.hue, place.look.hue, 0)
    elif name == "missed":
        place.lines([((12, 0), (12, 16))], palette.OCHRE, GAP)
    elif name == "break":
        place.lines([((4, 12), (6, 5)), ((7, 12), (9, 5))], palette.QUIET_INK, HAIR)
        place.run([(17, 8)], first=False)
    else:
        place.day(12, 0, 16)
