"""The preview of a briefing's view, and the briefing as files and as a link."""

from __future__ import annotations

import io
from threading import Lock
from typing import Final

import streamlit as st
from PIL import Image

from commitments.atlas.load import Atlas
from commitments.briefings import formats as brief_orders
from commitments.briefings import items as briefing
from commitments.briefings import views as brief_views
from commitments.briefings.formats import MIME, File
from commitments.briefings.items import Brief, Item
from commitments.briefings.showing import Shown
from commitments.domain import links
from commitments.domain.figure_request import Format, NotOffered
from commitments.domain.model import Unreadable
from commitments.language import current, named, say
from commitments.ui import own_table
from commitments.ui.address_bar import link, whole_link
from commitments.ui.briefing import EDITED, HELD, held, written
from commitments.ui.copy_and_download import copy
from commitments.ui.frame import heading, kept, note, plain, today
from commitments.ui.tables import show_table
from commitments.ui.text_view import as_text
from commitments.words import columns

PREVIEW: Final = (1200, 675)  # pixels, enough for a column of a large screen
MADE: Final = "briefing-made"  # the file that was made last, with the set it was made of
LEAST_SAID: Final = 100_000  # bytes; a smaller file is told as 0.1 MB, never as 0.0
MAKING: Final = Lock()  # one file at a time: each takes a whole core, and memory held for long


def brief_preview(atlas: Atlas, brief: Brief, at: int) -> None:
    """Show one view as it is printed, and offer its title and note to be changed."""
    item = brief_orders.titled(brief)[at]
    if as_text():
        _in_words(brief_views.shown(atlas, item, int(today())))
        _own_words(atlas, brief.items[at], at)
        return
    asked = (item, int(today()), links.home())
    try:
        png = kept(_picture, atlas, asked)
    except (NotOffered, Unreadable) as fault:
        st.error(plain(str(fault)))
    else:
        with st.container(border=True, key="briefing-preview"):
            st.image(png, width="stretch", alt=kept(_told, atlas, asked))
    _own_words(atlas, brief.items[at], at)


def _told(atlas: Atlas, asked: tuple[Item, int, str]) -> str:
    item, year, _ = asked
    return brief_views.description(brief_views.shown(atlas, item, year))


def _in_words(view: Shown) -> None:
    """Show a view of the briefing as its sentences and the commitments that it draws."""
    heading(view.title)
    st.markdown(plain(brief_views.description(view)))
    for fact in view.facts:
        st.markdown(f"- **{plain(fact.number)}** {plain(fact.words)}")
    for line in (view.missing, *view.notes):
        if line:
            note(line)
    if len(view.rows):
        show_table(view.rows, columns.TIMELINE, key="briefing-rows")


def _picture(atlas: Atlas, asked: tuple[Item, int, str]) -> bytes:
    """Print the first sheet of a view, in a size that a page can carry."""
    from commitments.prints import briefing as print_briefing

    item, year, _ = asked
    first = print_briefing.printed(atlas, item, year)[0]
    with Image.open(io.BytesIO(first.file(Format.PNG))) as opened:
        smaller = opened.convert("RGB").resize(PREVIEW, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    smaller.save(written, "png", optimize=True)
    return written.getvalue()


def _own_words(atlas: Atlas, item: Item, at: int) -> None:
    edited = st.session_state.get(EDITED, 0)
    title, words = f"item-title-{edited}-{at}", f"item-note-{edited}-{at}"

    def retell() -> None:
        now = held()
        if at < len(now.items):
            before = now.items[at]
            given = {
                "title": written(title, before.title, briefing.TITLE_LENGTH),
                "note": written(words, before.note, briefing.NOTE_LENGTH),
            }
            st.session_state[HELD] = now.retold(at, **given)

    st.text_input(
        say("briefing.item-title"),
        item.title,
        key=title,
        on_change=retell,
        placeholder=brief_views.name(atlas, Item(item.kind, item.selection)),
    )
    st.text_area(
        say("briefing.item-note"),
        item.note,
        key=words,
        on_change=retell,
        height=80,
        placeholder=say("briefing.item-note-hint"),
    )


def brief_take_away(atlas: Atlas, brief: Brief) -> None:
    """Offer the briefing as slides, pages or figures, as a link and as a file to open again."""
    asked = None
    saved = briefing.with_own(briefing.in_language(brief, atlas.language), own_table.mode())
    with st.container(key="briefing-take-away", horizontal=True, gap="small"):
        for file in File:
            if st.button(
                _called(file), key=f"make-{file}", help=named("briefing-file-meaning", file)
            ):
                asked = file
        st.download_button(
            say("briefing.save"),
            briefing.written(saved),
            file_name=brief_orders.file_name(brief, "toml"),
            mime="application/toml",
            help=say("briefing.save-help"),
            on_click="ignore",
        )
        if "brief" in st.query_params:
            copy(say("download.copy-link"), whole_link(link()), key="briefing-link")
        else:
            note(say("briefing.too-long"))
    if asked:
        _make(atlas, brief, asked)
    _hand_over(brief)


def _make(atlas: Atlas, brief: Brief, file: File) -> None:
    """Make a file, telling how far it is; what goes wrong is said in a sentence."""
    from commitments.downloads import briefing_files as brief_files

    st.session_state.pop(MADE, None)
    with st.status(say("briefing.making", file=_called(file))) as status, MAKING:

        def progress(done: int, every: int, what: str) -> None:
            words = {"file": _called(file), "at": done + 1, "every": every, "what": what}
            status.update(label=plain(say("briefing.making-at", **words)))

        try:
            content = brief_files.made(
                atlas, brief, file, today=today(), host=links.home(), progress=progress
            )
        except (NotOffered, Unreadable) as fault:
            status.update(label=say("briefing.failed"), state="error", expanded=True)
            st.error(plain(str(fault)))
            return
        status.update(label=say("briefing.ready", file=_called(file)), state="complete")
    st.session_state[MADE] = ((brief, current()), file, content)


def _hand_over(brief: Brief) -> None:
    """Offer the file that was made, as long as the briefing is still the one it was made of."""
    of, file, content = st.session_state.get(MADE, (None, None, b""))
    if of != (brief, current()) or file is None:
        return
    name = brief_orders.file_name(brief, file)
    st.download_button(
        say("briefing.download", name=name, size=f"{max(len(content), LEAST_SAID) / 1e6:.1f}"),
        content,
        file_name=name,
        mime=MIME[file],
        type="primary",
        key="briefing-download",
        on_click="ignore",
    )


def _called(file: File) -> str:
    return named("briefing-file", file)
