"""This module writes a finished sheet as PNG, SVG or PDF, with its texts in the file's own data."""

from __future__ import annotations

import io
from typing import Final

import matplotlib
import numpy as np
from PIL import Image, PngImagePlugin

from commitments.orders import Format
from commitments.print_page import STYLE, Sheet

COLOURS: Final = 256  # of a palette: flat fills stay exact, and a slide under 600 KB
WHITE_CODE: Final = 0xFFFFFF  # the largest colour, as a number


def written(sheet: Sheet, kind: Format, *, title: str, description: str, sources: str) -> bytes:
    """Return a sheet as the bytes of a file."""
    about = {"Title": title, "Description": description, "Source": sources}
    if kind == Format.PNG:
        return _png(sheet, about)
    kept = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        sheet.figure.savefig(kept, format=str(kind), metadata=_metadata(kind, about))
    return kept.getvalue()


def _metadata(kind: Format, about: dict[str, str]) -> dict[str, str | None]:
    """Name what the file is about in the format's own terms; without the date of the run."""
    if kind == Format.SVG:
        return {**about, "Date": None, "Creator": None}
    return {
        "Title": about["Title"],
        "Subject": about["Description"],
        "Keywords": about["Source"],
        "CreationDate": None,
        "Creator": None,
        "Producer": None,
    }


def _png(sheet: Sheet, about: dict[str, str]) -> bytes:
    """Write a picture with a palette of its commonest colours, which keeps flat fills exact."""
    drawn = io.BytesIO()
    with matplotlib.rc_context(STYLE):
        sheet.figure.savefig(drawn, format="png")
    picture = Image.open(drawn).convert("RGB")
    text = PngImagePlugin.PngInfo()
    for name, words in about.items():
        text.add_itxt(name, words)
    kept = io.BytesIO()
    dpi = (sheet.form.dpi, sheet.form.dpi)
    _quantised(picture).save(kept, "png", optimize=True, dpi=dpi, pnginfo=text)
    return kept.getvalue()


def _quantised(picture: Image.Image) -> Image.Image:
    """Reduce a picture to its commonest colours; each pixel takes the nearest of them."""
    codes = np.asarray(picture).astype(np.uint32) @ np.array([65536, 256, 1], dtype=np.uint32)
    found, counts = np.unique(codes, return_counts=True)
    kept = found[np.argsort(counts)[::-1][:COLOURS]]
    ramp, every = (np.stack([c >> 16, c >> 8 & 255, c & 255], axis=1) for c in (kept, found))
    apart = ((every[:, None].astype(int) - ramp[None].astype(int)) ** 2).sum(axis=2)
    nearest = np.zeros(WHITE_CODE + 1, dtype=np.uint8)
    nearest[found] = apart.argmin(axis=1)
    made = Image.fromarray(nearest[codes])
    made.putpalette(ramp.astype(np.uint8).tobytes())
    return made
