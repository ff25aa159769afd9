"""A finished sheet written as PNG, SVG or PDF, with its texts in the file's own data."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from typing import Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image, PngImagePlugin

from commitments.domain.figure_request import Format
from commitments.figures import assets
from commitments.prints import typography as letters
from commitments.prints.sheet import Sheet, styled

COLOURS: Final = 256  # of a palette: flat fills stay exact, and a slide under 600 KB
RARE: Final = 24  # of them, for what is small and of a colour of its own
TITLE: Final = "figure-title"
DESCRIPTION: Final = "figure-description"
LAYOUT: Final = ("GSUB", "GPOS", "GDEF")  # tables of a font by which text is set
NOT_NEEDED: Final = [*LAYOUT, "BASE", "DSIG", "vhea", "vmtx", "VORG"]  # of a font


def written(sheet: Sheet, kind: Format, *, title: str, description: str, sources: str) -> bytes:
    """Return a sheet as the bytes of a file."""
    about = {"Title": title, "Description": description, "Source": sources}
    if kind == Format.PNG:
        return _png(sheet, about)
    kept = io.BytesIO()
    with styled(), _set_text():
        sheet.figure.savefig(kept, format=str(kind), metadata=_metadata(kind, about))
    if kind == Format.SVG:
        return _with_words(_with_fonts(kept.getvalue(), sheet), description)
    from commitments.prints import tagging  # brings pypdf

    return tagging.tagged(kept.getvalue(), description)


@contextmanager
def _set_text() -> Iterator[None]:
    """Leave the rules of layout out of the fonts in a file, whose text is set; within `styled`.

    To cut these rules to the letters of a page was most of the work of a PDF, and matplotlib has
    no setting for it: this changes what fontTools leaves out unasked.
    """
    from fontTools.subset import Options

    usual = Options._drop_tables_default
    Options._drop_tables_default = [*usual, *LAYOUT]
    try:
        yield
    finally:
        Options._drop_tables_default = usual


def _with_words(drawing: bytes, description: str) -> bytes:
    """Give an SVG file the role of a picture and, beside its title, the words that describe it."""
    alt = f'<desc id="{DESCRIPTION}">{escape(description)}</desc>'.encode()
    named = f'<svg role="img" aria-labelledby="{TITLE} {DESCRIPTION}" '.encode()
    return (
        drawing.replace(b"<svg ", named, 1)
        .replace(b"<title>", f'<title id="{TITLE}">'.encode(), 1)
        .replace(b"</title>", b"</title>" + alt, 1)
    )


def _with_fonts(drawing: bytes, sheet: Sheet) -> bytes:
    """Put the glyphs that an SVG file writes into it, so that it looks the same everywhere."""
    written: dict[int, set[str]] = {}
    for text in sheet.axes.texts:
        written.setdefault(int(text.get_fontweight()), set()).update(text.get_text())
    rules = []
    for file, family, weight in letters.FILES:
        cut = _glyphs(file, frozenset(written.get(weight, ())))
        if cut:
            data = base64.b64encode(cut).decode("ascii")
            rules.append(
                f"@font-face{{font-family:'{family}';font-weight:{weight};"
                f"src:url(data:font/woff;base64,{data})}}"
            )
    style = f'<style type="text/css">{"".join(rules)}</style>'.encode()
    return drawing.replace(b"<defs>", b"<defs>" + style, 1)


@lru_cache(maxsize=64)
def _glyphs(file: str, characters: frozenset[str]) -> bytes:
    """Return some glyphs of a font as WOFF; nothing where it has none of them."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    latin = file.startswith("Source")
    wanted = {ord(c) for c in characters if (c in letters.latin()) == latin}
    with TTFont(assets.FONTS / file, lazy=True, recalcTimestamp=False) as font:
        known = wanted & set(font.getBestCmap())
        if not known:
            return b""
        cutter = subset.Subsetter(
            subset.Options(hinting=False, layout_features=[], drop_tables=NOT_NEEDED)
        )
        cutter.populate(unicodes=known)
        cutter.subset(font)
        font.flavor = "woff"
        kept = io.BytesIO()
        font.save(kept)
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
    canvas = FigureCanvasAgg(sheet.figure)
    with styled():
        canvas.draw()  # type: ignore[no-untyped-call]
    drawn = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    pixels = np.asarray(drawn)
    text = PngImagePlugin.PngInfo()
    for name, words in about.items():
        text.add_itxt(name, words)
    kept = io.BytesIO()
    dpi = (sheet.form.dpi, sheet.form.dpi)
    _quantised(pixels).save(kept, "png", dpi=dpi, pnginfo=text)
    return kept.getvalue()


def _rare(found: np.ndarray, counts: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return the colours that a palette of the commonest would change most: a thin line's, say."""
    ramp, every = _channels(kept), _channels(found)
    apart = ((every[:, None] - ramp[None]) ** 2).sum(axis=2).min(axis=1)
    return found[np.argsort(apart * counts)[::-1][:RARE]]


def _channels(codes: np.ndarray) -> np.ndarray:
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(int)


def _runs(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each run of pixels of one colour begins, row after row, and its colour's code.

    There are a hundred times fewer of them than of pixels.
    """
    flat = np.ascontiguousarray(pixels).view(np.uint32).ravel()
    begins = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1]]))
    colours = pixels.reshape(-1, pixels.shape[2])[begins].astype(np.uint32)
    return begins, colours[:, 0] << 16 | colours[:, 1] << 8 | colours[:, 2]


def _quantised(pixels: np.ndarray) -> Image.Image:
    """Reduce a picture to its commonest colours and some rare; each pixel takes the nearest."""
    begins, codes = _runs(pixels)
    lengths = np.diff(begins, append=pixels.shape[0] * pixels.shape[1])
    found, which = np.unique(codes, return_inverse=True)
    counts = np.bincount(which, weights=lengths).astype(int)
    kept = found[np.argsort(counts)[::-1][: COLOURS - RARE]]
    kept = np.concatenate([kept, _rare(found, counts, kept)])
    ramp, every = _channels(kept), _channels(found)
    apart = ((every[:, None] - ramp[None]) ** 2).sum(axis=2)
    nearest = apart.argmin(axis=1).astype(np.uint8)
    made = Image.fromarray(np.repeat(nearest[which], lengths).reshape(pixels.shape[:2]))
    made.putpalette(ramp.astype(np.uint8).tobytes())
    return made
