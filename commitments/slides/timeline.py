"""The timeline on a slide as native shapes: stages, lanes, dots, bars, today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Final

from commitments.domain.model import State, Theme
from commitments.figures import palette
from commitments.figures.timelines.axis import LAST_EVEN_YEAR, STAGES
from commitments.language import named, say
from commitments.slides import reports
from commitments.slides import typography as letters
from commitments.slides.axis import NAMES
from commitments.slides.label_positions import DOT_ROOM, Mark
from commitments.slides.lanes import COMPACT_PITCH, LINE, WORDS_PITCH, Lane, Plan
from commitments.slides.long_texts import theme_named
from commitments.slides.page import Box, Page
from commitments.slides.text import Run

DOT: Final = 0.115  # inches
BAR: Final = (0.045, 0.14)  # a commitment in words: width and height
BAR_INK: Final = 0.55  # how much of the theme's colour it has
NAME_SIZE: Final = 12  # points
EVERY: Final = (1, 2, 5, 10, 20)  # years from one that is named to the next
YEAR_ROOM: Final = 0.3  # inches that a year's name takes
YEAR_SIZE: Final = 10
COUNT_SIZE: Final = 9
STAGE_PAD: Final = 0.07  # inches from a stage's edge to its name
STAGE_WIDTH: Final = 0.75
TODAY_WIDTH: Final = 0.45
TEXT_SPARE: Final = 0.05  # inches that a label may be wider than measured
KEY_SIZE: Final = 9
KEY_HEIGHT: Final = 0.24


def draw(
    page: Page, box: Box, plan: Plan, *, today: float, blanks: Mapping[str, str], alt: str
) -> None:
    """Draw a laid out timeline; `blanks` say why a lane is empty, `alt` is the alternative."""
    bottom = plan.lanes[-1].top + plan.lanes[-1].height
    with page.group(say("shape.timeline"), alt):
        _stages(page, plan, box, bottom, today)
        _today(page, plan, box, bottom, today)
        _years(page, plan, box)
        for lane in plan.lanes:
            _lane(page, plan, lane, box, plan.axis.moment(today), blanks)
        page.line((box.left, bottom), (box.right, bottom), palette.RULE, name=say("shape.lane"))
    _key(page, plan, Box(box.left + NAMES, bottom + 0.08, box.width - NAMES, KEY_HEIGHT))


def _stages(page: Page, plan: Plan, box: Box, bottom: float, today: float) -> None:
    """Draw the stages of the plans as light bands with their names, as far as they are in view."""
    now = plan.axis.moment(today)
    half, years = plan.axis.step / 2, plan.axis.years
    for (first, last), fill in zip(STAGES, cycle(palette.STAGE_FILLS), strict=False):
        seen = [year for year in range(first, last + 1) if year in years]
        if seen:
            left, right = years[seen[0]] - half, years[seen[-1]] + half
            page.rectangle(
                Box(left, box.top, right - left, bottom - box.top), fill, name=f"{first}–{last}"
            )
            place = Box(left + STAGE_PAD, box.top + 0.01, STAGE_WIDTH, 0.18)
            hidden = now is not None and left - TODAY_WIDTH < now < place.right
            if place.right < right and not hidden:
                run = Run(f"{first}–{last}", colour=palette.QUIET_INK)
                page.text(place, [run], size=COUNT_SIZE, name=say("shape.stage"))


def _years(page: Page, plan: Plan, box: Box) -> None:
    """Write the years, those in which something falls due in ink."""
    due = {mark.row["year"] for lane in plan.lanes for mark in lane.marks}
    half = max(plan.axis.step / 2, 0.25)
    every = next((step for step in EVERY if step * plan.axis.step >= YEAR_ROOM), EVERY[-1])
    for year, x in plan.axis.years.items():
        if year % every and year <= LAST_EVEN_YEAR:
            continue
        used = year in due
        run = Run(str(year), bold=used, colour=palette.INK if used else palette.QUIET_INK)
        place = Box(x - half, box.top + 0.2, 2 * half, 0.2)
        page.text(place, [run], size=YEAR_SIZE, align="center", name=say("shape.year"))
    for x in plan.axis.breaks:
        _quiet(page, Box(x - 0.2, box.top + 0.2, 0.3, 0.2), "//")
    if plan.axis.no_date is not None:
        _quiet(page, Box(plan.axis.no_date - DOT / 2, box.top + 0.2, 1.2, 0.2), say("due.none"))


def _quiet(page: Page, box: Box, text: str) -> None:
    page.text(box, [Run(text, colour=palette.QUIET_INK)], size=YEAR_SIZE, name=say("shape.year"))


def _today(page: Page, plan: Plan, box: Box, bottom: float, today: float) -> None:
    x = plan.axis.moment(today)
    if x is None:
        return
    red = palette.NATIONAL_LINE
    page.line((x, box.top + 0.04), (x, bottom), red, points=1, name=say("shape.today"))
    place = Box(x + 0.05, box.top + 0.01, 0.6, 0.18)
    page.text(
        place, [Run(say("slide.today"), colour=red)], size=COUNT_SIZE, name=say("shape.today")
    )


def _lane(
    page: Page, plan: Plan, lane: Lane, box: Box, now: float | None, blanks: Mapping[str, str]
) -> None:
    """Draw one lane: its name, its marks with their labels, its steps."""
    page.line((box.left, lane.top), (box.right, lane.top), palette.RULE, name=say("shape.lane"))
    shown = named("province", lane.name)
    wide = letters.width(shown, NAME_SIZE, bold=True)
    size = min(NAME_SIZE, lane.height * 0.8 * letters.POINTS, NAME_SIZE * NAMES / wide)
    page.text(
        Box(box.left, lane.top, NAMES + TEXT_SPARE, min(lane.height, 0.42)),
        [Run(shown, bold=True)],
        size=size,
        anchor="middle",
        name=shown,
    )
    if not lane.marks:
        at = Box(box.left + NAMES, lane.top, 4, lane.height)
        said = Run(blanks.get(lane.name, ""), colour=palette.QUIET_INK, italic=True)
        page.text(at, [said], size=COUNT_SIZE, anchor="middle", name=say("shape.nothing-found"))
    for before, after in lane.steps:
        start = before.x + DOT_ROOM + _first_width(before, plan.size or 0) + TEXT_SPARE
        if start < after.x - DOT:
            colour = palette.theme_colour(Theme(after.row["theme"]))
            page.line((start, after.y), (after.x - DOT, after.y), colour, name=say("shape.step"))
    for mark in lane.marks:
        _mark(page, mark, plan, now)
    if plan.size:
        _counts(page, lane, now)


def _mark(page: Page, mark: Mark, plan: Plan, now: float | None) -> None:
    """Draw a figure as a dot, open where its year is inferred, or words as a pale bar."""
    colour = palette.theme_colour(Theme(mark.row["theme"]))
    words = {"province": mark.row["province_name"], "sentence": mark.row["sentence"]}
    name = say("slide.row-named", **words)
    if mark.wordy:
        across, high = BAR
        high = min(high, COMPACT_PITCH * 0.85) if plan.size is None else high
        bar = Box(mark.x - across / 2, mark.y - high / 2, across, high)
        page.rectangle(bar, palette.mixed(colour, BAR_INK), name=name)
        return
    page.dot(mark.x, mark.y, DOT, colour, opened=bool(mark.row["inferred"]), name=name)
    reports.within(page, mark.row, (mark.x, mark.y), DOT, colour)
    if plan.size:
        _write(page, mark, plan.size, now, name)


def _write(page: Page, mark: Mark, size: float, now: float | None, name: str) -> None:
    """Write a label beside its mark, from the mark's own line downwards."""
    wide = mark.wide + TEXT_SPARE
    crossed = now is not None and mark.x < now < mark.x + DOT_ROOM + wide
    left = mark.x - DOT_ROOM - wide if mark.before else mark.x + DOT_ROOM
    line = size * LINE / letters.POINTS
    page.text(
        Box(left, mark.y - line / 2, wide, line * len(mark.lines)),
        _label(mark),
        size=size,
        align="right" if mark.before else "left",
        anchor="top",
        name=name,
        ground=_ground(mark) if crossed else "",
    )


def _ground(mark: Mark) -> str:
    """Return the fill of the stage that a label stands on, so that the line of today lies below."""
    year = mark.row["year"]
    for (first, last), fill in zip(STAGES, cycle(palette.STAGE_FILLS), strict=False):
        if year == year and first <= year <= last:
            return fill
    return palette.WHITE


def _label(mark: Mark) -> list[list[Run]]:
    """Write the figure and beside it the indicator's name, which may go on below."""
    first, *more = mark.lines
    beside = [Run(f"  {first}", colour=palette.QUIET_INK)] if first else []
    below = [[Run(line, colour=palette.QUIET_INK)] for line in more]
    return [[Run(mark.row["full_label"], bold=True), *beside], *below]


def _first_width(mark: Mark, size: float) -> float:
    """Return how wide the line of a label beside its mark is."""
    return sum(letters.width(run.text, size, bold=run.bold) for run in _label(mark)[0])


def _counts(page: Page, lane: Lane, now: float | None) -> None:
    """Say behind the bars of a year how many commitments are in words."""
    bars = [mark for mark in lane.marks if mark.wordy]
    last = {str(mark.row["year"]): mark for mark in bars}
    counted = Counter(str(mark.row["year"]) for mark in bars)
    for year, mark in last.items():
        said = say("slide.in-words", number=counted[year])
        wide = letters.width(said, COUNT_SIZE) * letters.WIDER
        place = Box(mark.x + WORDS_PITCH, mark.y - 0.08, wide, 0.16)
        crossed = now is not None and place.left < now < place.right
        page.text(
            place, [Run(said, colour=palette.QUIET_INK)], size=COUNT_SIZE, anchor="middle",
            name=say("shape.in-words"), ground=_ground(mark) if crossed else "",
        )  # fmt: skip


def _key(page: Page, plan: Plan, box: Box) -> None:
    """Explain the marks that occur, and the themes where there are several."""
    marks = [mark for lane in plan.lanes for mark in lane.marks]
    themes = [theme for theme in Theme if any(m.row["theme"] == theme for m in marks)]
    ink = palette.theme_colour(themes[0]) if len(themes) == 1 else palette.QUIET_INK
    x, y = box.left, box.top + box.height / 2
    with page.group(say("shape.key"), say("slide.key")):
        for kind, words in _kinds(marks):
            if kind == "words":
                across, high = BAR
                bar = Box(x - across / 2, y - high / 2, across, high)
                page.rectangle(bar, palette.mixed(ink, BAR_INK), name=say("shape.key"))
            else:
                page.dot(x, y, DOT, ink, opened=kind == "open", name=say("shape.key"))
            x = _worded(page, x, y, words)
        for theme in themes if len(themes) > 1 else ():
            swatch = Box(x - DOT / 2, y - DOT / 2, DOT, DOT)
            page.rectangle(swatch, palette.theme_colour(theme), name=say("shape.key"))
            found = sum(mark.row["theme"] == theme for mark in marks)
            alt = say("slide.number-of", what=theme_named(theme), number=found)
            x = _worded(page, x, y, alt)


def _kinds(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """List the kinds of marks that occur, with their meaning and how many there are."""
    dots = [mark for mark in marks if not mark.wordy]
    inferred = sum(bool(mark.row["inferred"]) for mark in dots)
    return [
        (kind, say("slide.number-of", what=words, number=found))
        for kind, words, found in (
            ("figure", named("state", State.FIGURE), len(dots) - inferred),
            ("open", say("slide.figure-inferred"), inferred),
            ("words", named("state", State.WORDS), len(marks) - len(dots)),
        )
        if found
    ]


def _worded(page: Page, x: float, y: float, words: str) -> float:
    """Write what a mark of the key means; return where the next may stand."""
    wide = letters.width(words, KEY_SIZE)
    place = Box(x + DOT, y - 0.1, wide + 0.12, 0.2)
    run = Run(words, colour=palette.QUIET_INK)
    page.text(place, [run], size=KEY_SIZE, anchor="middle", name=say("shape.key"))
    return x + DOT + wide + 0.35
