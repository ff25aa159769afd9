"""A sparkline: the reported values of one indicator and its promised figures, as an image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import quote

from commitments.domain.model import Theme
from commitments.figures import palette
from commitments.queries.progress import Panel, Row

WIDTH: Final = 132.0
HEIGHT: Final = 30.0
MARGIN: Final = 4.0
FIRST_YEAR: Final = 2020
LAST_YEAR: Final = 2035  # what falls due later stands at the right edge
DOT: Final = 1.6
LAST_DOT: Final = 2.4
MARK: Final = 4.5  # half the width of a promised figure's stroke


@dataclass(frozen=True, slots=True)
class Course:
    """Where a sparkline's marks stand, in a box `WIDTH` by `HEIGHT`: for screens and for paper."""

    promised: tuple[tuple[float, float], ...]
    runs: tuple[tuple[tuple[float, float], ...], ...]


def course(panel: Panel) -> Course:
    """Lay a sparkline out."""
    targets = [one for one in panel.targets if one.dated]
    drawn = [float(row["drawn"]) for run in panel.runs for row in run]
    drawn += [float(one.row["drawn"]) for one in targets]
    low, high = min(drawn, default=0.0), max(drawn, default=1.0)
    span = (high - low) or 1.0

    def x(year: float) -> float:
        share = (min(max(year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
        return MARGIN + MARK + share * (WIDTH - 2 * (MARGIN + MARK))

    def y(value: float) -> float:
        return HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN)

    return Course(
        promised=tuple((x(one.year), y(float(one.row["drawn"]))) for one in targets),
        runs=tuple(
            tuple((x(_year(row)), y(float(row["drawn"]))) for row in run) for run in panel.runs
        ),
    )


def sparkline(panel: Panel, theme: Theme) -> str:
    """Return the image as an address, for `src`; it speaks both light and dark screens."""
    found = course(panel)
    hue, ink = palette.on_screen(palette.theme_colour(theme)), palette.on_screen(palette.INK)
    promised = "".join(f"M{cx - MARK:.1f} {cy:.1f}h{2 * MARK:g}" for cx, cy in found.promised)
    runs = "".join(_run(run, ink) for run in found.runs)
    inner = f'<path d="{promised}" stroke="{hue}" stroke-width="2" fill="none"/>{runs}'
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'width="{WIDTH:g}" height="{HEIGHT:g}" style="color-scheme:light dark">{inner}</svg>'
    )
    return f"data:image/svg+xml,{quote(svg, safe=' =:/,;')}".replace(" ", "%20")


def _year(row: Row) -> int:
    return int(row["year"])


def _run(at: Sequence[tuple[float, float]], ink: str) -> str:
    line = "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in pairwise(at))
    dots = "".join(
        f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{LAST_DOT if one == len(at) - 1 else DOT:g}" '
        f'fill="{ink}"/>'
        for one, (cx, cy) in enumerate(at)
    )
    return f'<path d="{line}" stroke="{ink}" stroke-width="1.2" fill="none"/>{dots}'
