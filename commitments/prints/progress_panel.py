"""One printed panel of Progress, drawn from the layout that screens draw too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commitments.domain.model import NATION, Comparator
from commitments.figures import palette
from commitments.figures.progress import panel_layout
from commitments.figures.progress.panel_layout import (
    DOT,
    LAST_DOT,
    PROMISED_DOT,
    Band,
    Layout,
    Mark,
)
from commitments.figures.progress.scales import BOTTOM, TOP, Frame, Values, Years
from commitments.language import named
from commitments.prints import typography as letters
from commitments.prints.sheet import SEMIBOLD, Box, Sheet
from commitments.queries.progress import Panel

LABEL: Final = 10.5  # size of a label's type, in units of the layout
YEAR: Final = 9.5
YEAR_FOOT: Final = 4.0  # from the names of the years to the lower edge
LINE: Final = 2.2  # width of a promised figure's line
RUN: Final = 1.4
OTHER_RUN: Final = 1.0
GAP: Final = 1.6
HAIR: Final = 1.0
DARKEST: Final = 0.32  # of a band where it begins
FADES: Final = 9  # steps of a band: flat colours, the same in every format
DAY_INK: Final = 0.45  # of the line of the data's day
DAY_DASHES: Final = (2.0, 2.5)
ABOUT_DASHES: Final = (2.3, 0.7)
NAME_GAP: Final = 1.25  # ems from the rule to the feet of the name
RULE_GAP: Final = 0.2  # ems from the rule to what stands above it

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How large panels are drawn: type of names and answers, and points for a unit of layout."""

    name: float
    answer: float
    unit: float
    lines: int  # of an answer
    hue: str

    @property
    def head(self) -> float:
        """Return the height of a panel's name and answer."""
        return self.name * NAME_GAP + self.answer * letters.LEADING * self.lines


def draw(
    sheet: Sheet,
    box: Box,
    panel: Panel,
    answer: Sequence[str],
    look: Look,
    scales: tuple[Years, Values],
    today: float,
) -> None:
    """Draw a panel in its box: a rule, its name, the answer below it, what is laid out."""
    sheet.line([(box.left, box.top), (box.right, box.top)], palette.RULE, sheet.form.line)
    nation = panel.province == NATION
    sheet.write(
        box.left, box.top + look.name, named("province", panel.province), size=look.name,
        weight=SEMIBOLD, colour=palette.NATIONAL_LINE if nation else palette.INK,
    )  # fmt: skip
    below = Box(box.left, box.top + look.name * NAME_GAP, box.right, box.bottom)
    sheet.paragraph(below, answer, size=look.answer, colour=palette.QUIET_INK)
    frame = scales[0].frame
    place = Place(sheet, box.left, box.bottom - frame.height * look.unit, look)
    place.draw(panel_layout.laid_out(panel, *scales, today=today), frame)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a layout stands on a sheet; what it measures in units is drawn in points."""

    sheet: Sheet
    left: float
    top: float
    look: Look

    def draw(self, found: Layout, frame: Frame) -> None:
        """Draw a layout from the faintest to what the eye is to find first."""
        self._grid(found, frame)
        for mark in found.marks:
            for band in mark.bands:
                self.band(band)
        for mark in found.marks:
            self.mark(mark)
        for at, run in enumerate(found.runs):
            self.run(run, first=at == 0)
        self.lines(found.breaks, palette.QUIET_INK, HAIR)
        self.lines(found.gaps, palette.OCHRE, GAP)
        for label in found.labels:
            colour = self.look.hue if label.kind == "promised" else palette.INK
            x, y = self._at((label.x, label.y))
            size = LABEL * self.look.unit
            self.sheet.centre(x, y, label.text, size=size, weight=SEMIBOLD, colour=colour)

    def _at(self, point: Point) -> Point:
        x, y = point
        return self.left + x * self.look.unit, self.top + y * self.look.unit

    def lines(
        self,
        many: Sequence[Sequence[Point]],
        colour: str,
        width: float,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw lines of the layout alike."""
        if many:
            drawn = [[self._at(point) for point in line] for line in many]
            self.sheet.lines(drawn, colour, width * self.look.unit, dashes=dashes)

    def circle(self, at: Point, radius: float, fill: str, edge: str, width: float) -> None:
        """Draw a circle of the layout."""
        unit = self.look.unit
        self.sheet.circle(*self._at(at), radius * unit, fill, edge=edge, width=width * unit)

    def _grid(self, found: Layout, frame: Frame) -> None:
        base, size = frame.height - BOTTOM, YEAR * self.look.unit
        self.lines([((x, TOP), (x, base)) for x in found.grid], palette.RULE, HAIR)
        if found.today is not None:
            self.day(found.today, TOP, base)
        for x, name in found.years:
            at, foot = self._at((x, frame.height - YEAR_FOOT))
            self.sheet.write(at, foot, name, size=size, colour=palette.QUIET_INK, align="center")

    def day(self, x: float, top: float, bottom: float) -> None:
        """Draw the day of the data as a dashed line."""
        ink = palette.mixed(palette.QUIET_INK, DAY_INK)
        self.lines([((x, top), (x, bottom))], ink, HAIR, DAY_DASHES)

    def band(self, band: Band) -> None:
        """Draw a band that fades out from the figure on."""
        high = (band.bottom - band.top) / FADES
        boxes, fills = [], []
        for step in range(FADES):
            start = band.bottom - high * step if band.way == "up" else band.top + high * step
            end = start - high if band.way == "up" else start + high
            (left, top), (right, bottom) = (
                self._at((band.left, min(start, end))), self._at((band.right, max(start, end))),
            )  # fmt: skip
            boxes.append(Box(left, top, right, bottom))
            fills.append(palette.mixed(self.look.hue, DARKEST * (1 - step / FADES)))
        self.sheet.rectangles(boxes, fills)

    def mark(self, mark: Mark) -> None:
        """Draw a promised figure by its comparator."""
        hue = self.look.hue
        self.lines(mark.lines, hue, LINE, ABOUT_DASHES if mark.how == Comparator.ABOUT else ())
        if mark.dotted:
            fill = palette.WHITE if mark.opened else hue
            self.circle(mark.at, PROMISED_DOT, fill, hue, GAP if mark.opened else 0)
        if mark.ringed:
            self.circle(mark.at, DOT, palette.WHITE, hue, HAIR)

    def run(self, points: Sequence[Point], *, first: bool) -> None:
        """Draw the reported values of one series; the dots of any but the longest are open."""
        ink = palette.INK if first else palette.QUIET_INK
        if len(points) > 1:
            self.lines([points], ink, RUN if first else OTHER_RUN)
        for at, point in enumerate(points, start=1):
            radius = LAST_DOT if at == len(points) else DOT
            self.circle(point, radius, ink if first else palette.WHITE, ink, 0 if first else HAIR)
