"""The master of a deck: 16:9, white, one typeface, one layout."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as PLACE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Pt

from commitments.domain.model import Theme
from commitments.figures import palette
from commitments.language import say
from commitments.slides.text import colour_of
from commitments.slides.typography import CHINESE, LATIN

WIDTH: Final = 13.333  # inches
HEIGHT: Final = 7.5
MARGIN: Final = 0.6
RIGHT: Final = WIDTH - MARGIN
TITLE: Final = (MARGIN, 0.42, WIDTH - 2 * MARGIN, 0.6)  # left, top, width, height in inches
SUBTITLE: Final = (MARGIN, 1.08, WIDTH - 2 * MARGIN, 0.46)
FOOTER: Final = (MARGIN, 7.0, WIDTH - 2 * MARGIN - 0.7, 0.24)
NUMBER: Final = (RIGHT - 0.6, 7.0, 0.6, 0.24)
TITLE_SIZE: Final = 24
SUBTITLE_SIZE: Final = 12
FOOTER_SIZE: Final = 8
LINK_AFTER: Final = " · "  # the sign before the link of a footer
LAYOUT: Final = "Title Only"
SUBTITLE_PLACE: Final = 13  # the placeholder's number
PLACES: Final = {  # how a program lists the places of a slide, by the ends of their keys
    PLACE.TITLE: "title",
    PLACE.BODY: "subtitle",
    PLACE.FOOTER: "footer",
    PLACE.SLIDE_NUMBER: "slide-number",
}
ON_NOTES: Final = PLACES | {PLACE.BODY: "notes", PLACE.SLIDE_IMAGE: "slide-picture"}
FOOTS: Final = (PLACE.FOOTER, PLACE.SLIDE_NUMBER)
ACCENTS: Final = (Theme.AIR, Theme.WATER, Theme.CARBON, Theme.ECOLOGY, Theme.OVERALL)


def empty() -> Deck:
    """Return a deck without slides, in the atlas's type and colours."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    layouts = deck.slide_layouts
    for layout in list(layouts):
        if layout.name != LAYOUT:
            layouts.remove(layout)
    _dress(deck)
    for holder in (deck.slide_master, layouts[0]):
        _without_dates(holder)
    _arrange(deck.slide_master)
    _add_subtitle(layouts[0])
    layouts[0].name = say("slide.figure")
    for holder in (deck.slide_master, layouts[0]):
        name_places(holder, PLACES)
    return deck


def add_slide(deck: Deck, footer: str, link: str = "") -> Slide:
    """Add a slide with its own footer and number; `link` is where the footer's end leads."""
    layout: Any = deck.slide_layouts[0]
    slide = deck.slides.add_slide(layout)
    for holder in layout.placeholders:
        if holder.placeholder_format.type in FOOTS:
            slide.shapes._spTree.append(deepcopy(holder._element))  # python-pptx leaves them off
    foot = next(s for s in slide.placeholders if s.placeholder_format.type == FOOTS[0])
    before, dot, last = footer.rpartition(LINK_AFTER)
    line = foot.text_frame.paragraphs[0]
    line.add_run().text = before + dot
    run = line.add_run()
    run.text = last
    if link:
        run.hyperlink.address = link
    _explicit(slide)
    name_places(slide, PLACES)
    return slide


def name_places(holder: Any, names: Mapping[PLACE, str]) -> None:  # noqa: ANN401 (of four kinds)
    """Name the places of a slide, its layout, its master or its notes, as a program lists them."""
    for shape in holder.placeholders:
        if shape.element.ph_type in names:
            shape.name = say(f"shape.{names[shape.element.ph_type]}")


def _explicit(slide: Slide) -> None:
    """Write the type of the feet into them: LibreOffice does not inherit it."""
    quiet = colour_of(palette.QUIET_INK)
    for shape in slide.placeholders:
        if shape.placeholder_format.type in FOOTS:
            paragraph = shape.text_frame.paragraphs[0]
            right = shape.placeholder_format.type == PLACE.SLIDE_NUMBER
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.name = Pt(FOOTER_SIZE), LATIN
                run.font.color.rgb = quiet


def _dress(deck: Deck) -> None:
    """Give the theme the atlas's type and colours, so that what is added later fits in."""
    part = deck.slide_master.part.part_related_by(RELATION.THEME)
    theme = etree.fromstring(part.blob)
    for font in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        font.find(qn("a:latin")).set("typeface", LATIN)
        font.find(qn("a:ea")).set("typeface", CHINESE)
    colours = {
        "dk1": palette.INK,
        "lt1": palette.WHITE,
        "dk2": palette.QUIET_INK,
        "lt2": palette.NOTHING_FILL,
        "accent6": palette.NATIONAL_LINE,
        "hlink": palette.QUIET_INK,
        "folHlink": palette.QUIET_INK,
        **{f"accent{i}": palette.theme_colour(t) for i, t in enumerate(ACCENTS, start=1)},
    }
    scheme = next(theme.iter(qn("a:clrScheme")))
    for name, colour in colours.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.lstrip("#"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_dates(holder: Any) -> None:  # noqa: ANN401 (a master or a layout)
    for shape in list(holder.placeholders):
        if shape.element.ph_type == PLACE.DATE:
            shape.element.getparent().remove(shape.element)


def _arrange(master: Any) -> None:  # noqa: ANN401 (python-pptx types it loosely)
    """Place the master's title, body, footer and number, and set their type."""
    places = {
        PLACE.TITLE: (TITLE, TITLE_SIZE),
        PLACE.BODY: ((MARGIN, 1.6, WIDTH - 2 * MARGIN, 4.9), SUBTITLE_SIZE),
        PLACE.FOOTER: (FOOTER, FOOTER_SIZE),
        PLACE.SLIDE_NUMBER: (NUMBER, FOOTER_SIZE),
    }
    for shape in master.placeholders:
        (left, top, width, height), size = places[shape.element.ph_type]
        shape.left, shape.top = Inches(left), Inches(top)
        shape.width, shape.height = Inches(width), Inches(height)
        _tight(shape.text_frame, shape.element.ph_type)
        for settings in shape.element.iter(qn("a:defRPr")):
            settings.set("sz", str(size * 100))
    styles = master.element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE * 100))
    title.find(qn("a:defRPr")).set("b", "1")
    for shape in master.placeholders:
        if shape.element.ph_type == PLACE.FOOTER:
            next(shape.element.iter(qn("a:lvl1pPr"))).set("algn", "l")


def _tight(frame: Any, kind: PLACE) -> None:  # noqa: ANN401
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if kind == PLACE.TITLE else MSO_ANCHOR.TOP
    frame.word_wrap = True


def _add_subtitle(layout: Any) -> None:  # noqa: ANN401
    """Give the layout a place for the subtitle: the filters in words."""
    left, top, width, height = (Inches(value) for value in SUBTITLE)
    quiet = palette.QUIET_INK.lstrip("#")
    layout.shapes._spTree.append(
        parse_xml(
            f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
            '<p:cNvPr id="20" name=""/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="body" sz="quarter" idx="{SUBTITLE_PLACE}"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
            '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
            '<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0">'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{SUBTITLE_SIZE * 100}"><a:solidFill><a:srgbClr val="{quiet}"/>'
            "</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
            f"<a:p><a:r><a:rPr/><a:t>{say('slide.what-is-shown')}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    )
