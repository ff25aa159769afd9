"""Text in a slide's shapes: runs in their style, Chinese in its own font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from commitments.figures import palette
from commitments.slides import typography as letters

ALIGN: Final = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: str
    bold: bool = False
    colour: str = palette.INK
    size: float | None = None
    italic: bool = False


def fill(
    frame: Any,  # noqa: ANN401
    paragraphs: Sequence[Sequence[Run]],
    *,
    size: float | None = None,
    align: str = "left",
    space: float = 0,
) -> None:
    """Write paragraphs of runs into a frame; Chinese runs get a Chinese font."""
    for at, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGN[align]
        if at and space:
            paragraph.space_before = Pt(space)
        for run in runs:
            for part in letters.by_script(run.text):
                _write(paragraph, part, run, size)


def _write(paragraph: Any, text: str, style: Run, size: float | None) -> None:  # noqa: ANN401
    run = paragraph.add_run()
    run.text = text
    run.font.bold, run.font.italic = style.bold, style.italic or None
    run.font.color.rgb = colour_of(style.colour)
    points = style.size or size
    if points:
        run.font.size = Pt(points)
    settings = run._r.get_or_add_rPr()
    settings.set("lang", "zh-CN" if letters.is_chinese(text) else "en-GB")
    if letters.is_chinese(text):
        font = settings.makeelement(qn("a:ea"), {"typeface": letters.CHINESE})
        settings.append(font)


def paragraphs_of(said: str | Sequence[Any]) -> Sequence[Sequence[Run]]:
    """Return a text, a list of runs, or paragraphs of runs as paragraphs of runs."""
    if isinstance(said, str):
        return [[Run(line)] for line in said.split("\n")]
    if said and isinstance(said[0], Run):
        return [list(said)]
    return list(said)


def colour_of(colour: str) -> RGBColor:
    """Return a colour of the palette as slides know it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))
