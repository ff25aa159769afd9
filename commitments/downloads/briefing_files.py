"""Files of a briefing: slides, the pages of a PDF, a zip of its figures."""

from __future__ import annotations

import gc
import io
from functools import partial

from pypdf import PdfReader, PdfWriter

from commitments.atlas.load import Atlas
from commitments.briefings import views as brief_views
from commitments.briefings.formats import File, Progress, no_progress, titled
from commitments.briefings.items import Brief, in_language, with_own, written
from commitments.domain import links
from commitments.domain.figure_request import Format
from commitments.downloads import tables
from commitments.figures import captions
from commitments.language import say, speaking
from commitments.prints import briefing as print_briefing
from commitments.prints import sources as print_sources
from commitments.prints import tagging
from commitments.prints.figures import Print
from commitments.slides import deck as slides
from commitments.slides import typography as slide_type


def made(
    atlas: Atlas,
    brief: Brief,
    file: File,
    *,
    today: float,
    host: str = "",
    progress: Progress = no_progress,
) -> bytes:
    """Return a briefing as the bytes of a file; NotOffered where a text cannot be drawn.

    It is in the language of the atlas; `host` is the address that its links are printed with.
    Drawn figures refer to themselves in circles, tens of megabytes of them, for which Python would
    look much later. The words that were measured are let go too: they may be a reader's own.
    """
    try:
        with speaking(atlas.language), links.reached(host):
            return _made(atlas, brief, file, today, progress)
    finally:
        slide_type.width.cache_clear()
        gc.collect()


def _made(atlas: Atlas, brief: Brief, file: File, today: float, progress: Progress) -> bytes:
    if file == File.PPTX:
        pictures = partial(print_briefing.pictures, atlas)
        return slides.deck(atlas, brief, pictures, today=today, progress=progress)
    if file == File.PDF:
        return _pages(atlas, brief, int(today), progress)
    return _figures(atlas, brief, int(today), progress)


def _pages(atlas: Atlas, brief: Brief, today: int, progress: Progress) -> bytes:
    """Join the printed items, and a last page of sources, as one PDF."""
    joined = PdfWriter()
    every = len(brief.items) + 1
    described: list[str] = []  # page by page; the pages of sources are text, and read as such
    for at, item in enumerate(titled(brief)):
        progress(at, every, brief_views.name(atlas, item))
        for one in print_briefing.printed(atlas, item, today):
            joined.append(PdfReader(io.BytesIO(one.file(Format.PDF))))
            described.append(one.description)
    progress(every - 1, every, say("sources.and-method"))
    for one in print_sources.sources(atlas, brief, today):
        joined.append(PdfReader(io.BytesIO(one.file(Format.PDF))))
    tagging.tag(joined, described + [""] * (len(joined.pages) - len(described)))
    joined.add_metadata({"/Title": brief.title or say("title"), "/Author": say("title")})
    joined.compress_identical_objects()
    kept = io.BytesIO()
    joined.write(kept)
    return kept.getvalue()


def _figures(atlas: Atlas, brief: Brief, today: int, progress: Progress) -> bytes:
    """Pack every item in every format, with a README of sources and the briefing itself."""
    files: dict[str, bytes] = {}
    listed, sources = [], []
    items = titled(brief)
    for at, item in enumerate(items):
        progress(at, len(items), brief_views.name(atlas, item))
        for part, one in enumerate(print_briefing.printed(atlas, item, today), start=1):
            name = f"{at + 1:02}-{item.kind}" + (f"-{part}" if part > 1 else "")
            files |= {f"{name}.{form}": one.file(form) for form in Format}
            listed.append(f"{name}  {one.texts.title}")
            sources.append(_told(name, one))
    readme = say(
        "readme.figures",
        title=brief.title or say("title"),
        note=brief.note,
        edition=captions.edition(atlas),
        figures="\n".join(listed) or say("readme.no-figure"),
        credit=say("boundary-credit"),
    )
    whole = "\n\n".join([readme.strip(), *sources]) + "\n"
    own = with_own(in_language(brief, atlas.language), str(atlas.own.use) if atlas.own else "")
    words = {"README.txt": whole.encode(), "briefing.toml": written(own).encode()}
    return tables.zipped(words | files)


def _told(name: str, one: Print) -> str:
    missing = [one.missing] if one.missing else []
    head = say("readme.figure", name=name, title=one.texts.title)
    return "\n".join([head, *missing, *(f"- {s}" for s in one.sources)])
