"""Drawing on one slide, in inches from its upper left corner: text, lines, shapes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from commitments.figures import palette
from commitments.language import say
from commitments.slides import master as slide_master
from commitments.slides import typography as letters
from commitments.slides.text import Run, colour_of, fill, paragraphs_of

BODY_TOP: Final = 1.6  # inches; under title and subtitle
BODY_BOTTOM: Final = 6.5
SOURCES_TOP: Final = 6.74  # the line of sources, over the footer
SMALL: Final = 9  # points
ANCHOR: Final = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a slide, in inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends to the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.top + self.height


BODY: Final = Box(
    slide_master.MARGIN,
    BODY_TOP,
    slide_master.WIDTH - 2 * slide_master.MARGIN,
    BODY_BOTTOM - BODY_TOP,
)


class Page:
    """One slide to draw on."""

    def __init__(self, slide: Slide) -> None:
        self.slide = slide
        self.shapes: Any = slide.shapes

    @contextmanager
    def group(self, name: str, alt: str) -> Iterator[None]:
        """Draw what follows as one group, which a screen reader tells in words."""
        before = len(self.shapes)
        yield
        group = self.shapes.add_group_shape(list(self.shapes)[before:])  # measured once, at the end
        group.name = name
        describe(group, alt)

    def heading(self, title: str, subtitle: str) -> None:
        """Set the slide's own title and what stands under it, as large as they fit."""
        place = title_of(self.slide)
        room = place.width / Inches(1)
        size = next(
            (
                points
                for points, most in ((slide_master.TITLE_SIZE, 1), (20, 1), (17, 2), (14, 2))
                if len(letters.lines(title, points, room, bold=True)) <= most
            ),
            12,
        )
        fill(place.text_frame, [[Run(title, bold=True)]], size=size)
        below = self.slide.placeholders[slide_master.SUBTITLE_PLACE]
        alt = letters.shortened(subtitle, slide_master.SUBTITLE_SIZE, room, most=2)
        fill(below.text_frame, [[Run(alt, colour=palette.QUIET_INK)]])

    def text(
        self,
        box: Box,
        said: str | Sequence[Run] | Sequence[Sequence[Run]],
        *,
        size: float,
        align: str = "left",
        anchor: str = "top",
        space: float = 0,
        name: str = "",
        ground: str = "",
    ) -> None:
        """Write a text, or runs of it, or paragraphs of runs, in a box without margins."""
        shape = self.shapes.add_textbox(*_emu(box))
        shape.name = name or say("shape.text")
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        # where Arial is not, its wider stand-in is made smaller and never lies over what is below
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        frame.vertical_anchor = ANCHOR[anchor]
        if ground:
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour_of(ground)
        fill(frame, paragraphs_of(said), size=size, align=align, space=space)

    def rectangle(self, box: Box, colour: str, *, name: str = "", round_: bool = False) -> Any:  # noqa: ANN401
        """Fill a rectangle."""
        kind = MSO_SHAPE.ROUNDED_RECTANGLE if round_ else MSO_SHAPE.RECTANGLE
        return self._filled(kind, box, colour, name or say("shape.band"))

    def fading(self, box: Box, colour: str, *, rising: bool, name: str = "") -> None:
        """Fill a rectangle that fades away to the right (rising) or to the left."""
        shape = self._filled(MSO_SHAPE.RECTANGLE, box, colour, name or say("shape.band"))
        shape.fill.gradient()
        shape.fill.gradient_angle = 0
        ends = (colour, palette.WHITE) if rising else (palette.WHITE, colour)
        for stop, end in zip(shape.fill.gradient_stops, ends, strict=True):
            stop.color.rgb = colour_of(end)

    def dot(self, x: float, y: float, size: float, colour: str, *, opened: bool, name: str) -> None:
        """Draw a dot of a diameter; an open one is white within."""
        box = Box(x - size / 2, y - size / 2, size, size)
        shape = self._filled(
            MSO_SHAPE.OVAL, box, palette.WHITE if opened else colour, name, edge=colour
        )
        shape.line.width = Pt(1.5 if opened else 0.75)

    def sign(
        self,
        at: tuple[float, float],
        size: float,
        colour: str,
        edge: str,
        *,
        square: bool,
        name: str,
    ) -> None:
        """Draw a diamond around a point, or a square."""
        box = Box(at[0] - size / 2, at[1] - size / 2, size, size)
        kind = MSO_SHAPE.RECTANGLE if square else MSO_SHAPE.DIAMOND
        self._filled(kind, box, colour, name, edge=edge)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        points: float = 0.75,
        dashed: bool = False,
        name: str = "",
    ) -> None:
        """Draw a straight line."""
        ends = [Inches(value) for value in (*start, *end)]
        shape = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        shape.name = name or say("shape.line")
        _unstyled(shape)
        shape.line.color.rgb = colour_of(colour)
        shape.line.width = Pt(points)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH

    def outline(self, shape: Any, colour: str) -> None:  # noqa: ANN401
        """Draw the edge of a shape."""
        shape.line.color.rgb = colour_of(colour)
        shape.line.width = Pt(1)

    def picture(self, png: bytes, box: Box, alt: str, *, name: str) -> None:
        """Place a picture as large as it fits, with its text alternative."""
        shape = self.shapes.add_picture(io.BytesIO(png), Inches(box.left), Inches(box.top))
        scale = min(Inches(box.width) / shape.width, Inches(box.height) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.left = Inches(box.left) + (Inches(box.width) - shape.width) // 2
        shape.top = Inches(box.top) + (Inches(box.height) - shape.height) // 2
        shape.name = name
        describe(shape, alt)

    def sources(self, said: str, note: str = "") -> None:
        """Write the line of sources over the footer, and the reader's own note above it."""
        room = BODY.width
        alt = letters.shortened(said, SMALL, room)
        self.line((BODY.left, SOURCES_TOP - 0.08), (BODY.right, SOURCES_TOP - 0.08), palette.RULE)
        self.text(
            Box(BODY.left, SOURCES_TOP, room, 0.2),
            [Run(alt, colour=palette.QUIET_INK)],
            size=SMALL,
            name=say("shape.sources"),
        )
        if note:
            box = Box(BODY.left, SOURCES_TOP - 0.12 - note_height(note), room, note_height(note))
            self.text(box, note_shown(note), size=NOTE_SIZE, name=say("shape.note"))

    def notes(self, said: str) -> None:
        """Write the speaker's notes."""
        slide_master.name_places(self.slide.notes_slide, slide_master.ON_NOTES)
        frame: Any = self.slide.notes_slide.notes_text_frame
        frame.text = said

    def _filled(self, kind: Any, box: Box, colour: str, name: str, edge: str = "") -> Any:  # noqa: ANN401
        shape = self.shapes.add_shape(kind, *_emu(box))
        shape.name = name
        _unstyled(shape)
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour_of(colour)
        if edge:
            shape.line.color.rgb = colour_of(edge)
        else:
            shape.line.fill.background()
        return shape


NOTE_SIZE: Final = 12  # points
NOTE_LINES: Final = 3


def note_shown(note: str) -> str:
    """Return a note as it stands on the slide; what is too long stands in full in the notes."""
    flat = " ".join(note.split())
    return letters.shortened(flat, NOTE_SIZE, BODY.width, most=NOTE_LINES)


def note_height(note: str) -> float:
    """Return the room that a note takes on the slide, in inches."""
    if not note:
        return 0.0
    return letters.height(len(letters.lines(note_shown(note), NOTE_SIZE, BODY.width)), NOTE_SIZE)


def body(note: str) -> Box:
    """Return the room for the figure over the reader's note."""
    taken = note_height(note) + 0.1 if note else 0.0
    return Box(BODY.left, BODY.top, BODY.width, BODY.height - taken)


def title_of(slide: Slide) -> Any:  # noqa: ANN401 (python-pptx allows that there is none)
    """Return the placeholder of a slide's title."""
    return slide.shapes.title


def describe(shape: Any, alt: str) -> None:  # noqa: ANN401 (shapes have no common type)
    """Give a shape the words that a screen reader tells."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _unstyled(shape: Any) -> None:  # noqa: ANN401
    """Take away the theme's style, which would bring a shadow."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)


def _emu(box: Box) -> tuple[int, int, int, int]:
    return (
        Inches(box.left),
        Inches(box.top),
        max(Inches(box.width), 1),
        max(Inches(box.height), 1),
    )
