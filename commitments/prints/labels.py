"""Labels of a printed map, arranged so that none touches another.

A label goes inside its area where it fits with some air around it. Else it stands at sea or beyond
the border, tied to its area by a line; it then touches no land, no other label and no other line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import shapely

from commitments.prints.label_positions import (
    COARSE,
    Placed,
    Shape,
    Taken,
    Wanted,
    close,
    prepared,
)
from commitments.prints.label_search import FARTHEST, Sea, Search
from commitments.prints.sizes import Box

SHORT: Final = 6.0  # ems of a line that is better than a figure inside without its name


ORDERS: Final[tuple[Callable[[Search], float], ...]] = (
    # in which labels are placed; the arrangement with the shortest lines is taken
    lambda area: area.label.shape.area if area.label.shape else 0.0,
    lambda area: -area.label.anchor[0],
    lambda area: area.label.anchor[1],
    lambda area: -area.label.anchor[1],
)


def placed(
    wanted: Sequence[Wanted],
    land: Mapping[str, Shape],
    frame: Box,
    blocked: Sequence[Box],
    em: float,
) -> list[Placed]:
    """Give labels their places; one for which there is no room anywhere is left out."""
    taken = Taken([shapely.box(b.left, b.top, b.right, b.bottom) for b in blocked])
    whole = prepared(shapely.unary_union(list(land.values())))
    sea = Sea(whole, whole.simplify(COARSE), frame, em)
    found = [spot for label in wanted if not label.shape and (spot := close(label, taken, em))]
    areas = [Search(label, label.shape, sea) for label in wanted if label.shape]
    left = []
    for area in areas:
        spot = area.inside(area.label.inside[:1], taken)
        found += [spot] if spot else []
        left += [] if spot else [area]
    tries = [_arranged(sorted(left, key=order), taken.copy()) for order in ORDERS]
    return found + min(tries, key=lambda spots: _dearness(spots, len(left)))


def _arranged(left: Sequence[Search], taken: Taken) -> list[Placed]:
    """Place labels one by one: by a short line, else the figure alone inside, else a long line."""
    found = []
    for area in left:
        spot = (
            area.beside(taken, longest=SHORT)
            or area.inside(area.label.inside[1:], taken)
            or area.beside(taken, longest=FARTHEST)
        )
        if spot:
            found.append(spot)
    return found


def _dearness(spots: Sequence[Placed], wanted: int) -> float:
    """Weigh an arrangement: what its lines cost, and what is missing altogether."""
    return sum(spot.cost for spot in spots) + FARTHEST * 2 * (wanted - len(spots))
