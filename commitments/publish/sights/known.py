"""What links may choose on the pages that are seen at first sight, of one edition of the atlas."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from commitments.atlas.load import Atlas
from commitments.domain.model import Theme
from commitments.queries import coverage, map_readings, query

ALL: Final = "all"
THEMES: Final = (ALL, "air", "water", "carbon", "ecology")
FEW: Final = 4  # provinces of a fresh timeline

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Known:
    """The ids that a link can name: small enough to be sent from process to process."""

    mapped: Lists  # indicators by theme, as the page Map offers them
    measured: Lists  # the same of Progress
    years: Lists  # due years by indicator
    bases: Lists  # ways of reading by indicator
    fullest_year: Mapping[str, str]
    codes: Mapping[str, str]  # of provinces and other areas, as shapes are known by
    covered: Sequence[str]  # the provinces that the plans cover
    fullest: Sequence[str]  # provinces of a fresh timeline
    first: str  # the province of a fresh fact sheet

    def written(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def read(written: bytes) -> Known:
    """Read it back."""
    return Known(**json.loads(written))


def of(atlas: Atlas) -> Known:
    """Work out what links may choose."""
    themes = {name: None if name == ALL else Theme(name) for name in THEMES}
    mapped = {name: query.indicators(atlas, theme) for name, theme in themes.items()}
    names = mapped[ALL]
    covered = coverage.in_the_plans(atlas)
    return Known(
        mapped=mapped,
        measured={name: query.measured(atlas, theme) for name, theme in themes.items()},
        years={name: query.due_years(atlas, name) for name in names},
        bases={name: [str(one) for one in map_readings.offered(atlas, name)] for name in names},
        fullest_year={name: query.fullest_year(atlas, name) for name in names},
        codes={str(name): str(code) for name, code in atlas.provinces["iso"].items()},
        covered=sorted(covered),
        fullest=query.fullest_provinces(atlas, FEW),
        first=next(iter(query.fullest_provinces(atlas, 1)), covered[0]),
    )
