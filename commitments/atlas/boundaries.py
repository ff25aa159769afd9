"""Province boundaries in use, and the files made from them; both must agree."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

import pandas as pd

from commitments import ROOT
from commitments.atlas import projection
from commitments.domain.model import RANKED_IN_CHINESE, Unreadable
from commitments.language import lazy

GEODATA: Final = ROOT / "geodata"
DRAWING: Final = ROOT / "static" / "provinces.json"
TILES: Final = ROOT / "static" / "tiles.json"
OUTLINES: Final = GEODATA / "outlines.json"
OUTLINES_SCRIPT: Final = "make_outlines.py"
SHAPES_SETTING: Final = "ATLAS_SHAPES"


def file_in_use() -> Path:
    """Return the boundaries in use: the atlas's own, or the file an installer named."""
    named = os.environ.get(SHAPES_SETTING)
    return Path(named) if named else GEODATA / "provinces.geojson"


def provinces() -> pd.DataFrame:
    """Read the properties of the 34 shapes, indexed by English name."""
    path = file_in_use()
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        frame = pd.DataFrame([feature["properties"] for feature in features]).set_index("name")
    except FileNotFoundError:
        raise Unreadable(lazy("fault.no-shapes", file=path.name)) from None
    except OSError:
        raise Unreadable(lazy("fault.unreadable", file=path.name)) from None
    except (ValueError, KeyError, TypeError):
        raise Unreadable(lazy("fault.not-geojson", file=path.name)) from None
    if "name_zh" in frame:
        full = [RANKED_IN_CHINESE.get(name, f"{zh}省") for name, zh in frame["name_zh"].items()]
        frame["name_zh_full"] = full
    return frame


def tile_grid() -> bytes:
    """Read where each province stands in the tile grid, as CSV bytes."""
    try:
        return (GEODATA / "tiles.csv").read_bytes()
    except OSError:
        raise Unreadable(lazy("fault.missing-or-unreadable", file="tiles.csv")) from None


def outlines() -> pd.DataFrame:
    """Read who borders whom, and each province's outline at thumbnail size, by English name."""
    try:
        made = json.loads(OUTLINES.read_text(encoding="utf-8"))
        drawn = pd.DataFrame.from_dict(made["provinces"], orient="index")
        return drawn.assign(frame=f"{made['width']} {made['height']}")
    except (OSError, ValueError, KeyError):
        words = {"file": OUTLINES.name, "command": f"python geodata/{OUTLINES_SCRIPT}"}
        raise Unreadable(lazy("fault.no-outlines", **words)) from None


def as_stored() -> bytes:
    """Return the shapes in use as they stand on disk."""
    try:
        return file_in_use().read_bytes()
    except OSError:
        told = lazy("fault.missing-or-unreadable", file=file_in_use().name)
        raise Unreadable(told) from None


def drawn() -> list[dict[str, Any]]:
    """Return the areas that browsers and prints draw, as GeoJSON features in kilometres."""
    try:
        return list(json.loads(DRAWING.read_text(encoding="utf-8"))["features"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Unreadable(lazy("fault.no-drawing", file=DRAWING.name)) from None


def require_drawing(drawing: Path = DRAWING, *, remedy: str = "make shapes") -> None:
    """Make sure that a file which browsers draw was made from the shapes in use."""
    if projection.made_from(drawing) != projection.fingerprint(as_stored()):
        words = {"drawing": drawing.name, "shapes": file_in_use().name, "command": remedy}
        raise Unreadable(lazy("fault.other-shapes", **words))


def require_outlines() -> None:
    """Make sure that thumbnails and neighbours were made from the shapes in use."""
    require_drawing(OUTLINES, remedy=f"python geodata/{OUTLINES_SCRIPT} {file_in_use()}")
