"""The preview of a reader's table: how it was understood, each part to be changed with a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from commitments.atlas.load import Atlas
from commitments.domain.model import Unreadable
from commitments.language import enumerated, say
from commitments.ui.figures import columns
from commitments.ui.frame import heading, note, plain
from commitments.ui.print_view import show_words
from commitments.uploads.pipeline import codebook
from commitments.uploads.shapes import choices, preview
from commitments.uploads.shapes import reading as shapes
from commitments.uploads.shapes.known import Known
from commitments.uploads.shapes.reading import Reading
from commitments.uploads.shapes.understanding import Kind, Missing, Shares, Understanding

KEY: Final = "preview"
FAULT: Final = "preview-fault"
UNUSED_SHOWN: Final = 8  # columns that are not used
Change = Callable[[], None]


def show_preview(reading: Reading, atlas: Atlas, change: Callable[[Reading], None]) -> bool:
    """Show how a table was understood; say whether its reader wants it used so."""
    heading(say("preview.title", name=reading.opened.name))
    note(preview.summary(reading))
    if FAULT in st.session_state:
        st.warning(plain(str(st.session_state.pop(FAULT))))
    panel = _Panel(reading, atlas, change)
    panel.ask()
    used = _offer_use(reading)
    left, right = columns((1, 1))
    with left:
        st.markdown(say("preview.before"))
        show_words(preview.before(reading))
    with right:
        st.markdown(say("preview.after"))
        show_words(preview.after(reading, atlas))
    panel.offer_parts()
    _say_left_out(reading)
    return used


def _offer_use(reading: Reading) -> bool:
    """Offer to use the table; while something is open, say so in its place."""
    if not reading.is_answered:
        note(say("preview.answer-first"))
    return st.button(
        say("preview.use"), type="primary", disabled=not reading.is_answered, key="preview-use"
    )


def _say_left_out(reading: Reading) -> None:
    notes = [plain(str(one)) for one in (*reading.raw.notes, preview.plain_numbers(reading)) if one]
    unused = [plain(one) for one in reading.raw.unknown if one]
    if unused:
        notes.append(say("upload.undrawn", listed=enumerated(unused[:UNUSED_SHOWN])))
    if notes:
        st.markdown(say("preview.left-out"))
        st.caption("\n".join(f"- {one}" for one in notes))


class _Panel:
    """The fields by which an understanding is changed."""

    def __init__(self, reading: Reading, atlas: Atlas, change: Callable[[Reading], None]) -> None:
        self.reading, self.atlas, self._take = reading, atlas, change
        self.made = reading.made
        self.known = Known(codebook(atlas))

    def ask(self) -> None:
        """Ask what the table leaves open, with the fields that answer it."""
        missing = self.reading.open.missing
        if not missing:
            return
        with st.container(border=True, key="preview-question"):
            for question in preview.questions(self.reading):
                st.markdown(f"**{plain(question)}**")
            if Missing.INDICATOR in missing:
                first, second = st.columns(2)
                with first:
                    self._meaning("", asked=True)
                with second:
                    self._unit("")
            for name in list(self.reading.open.near)[: preview.ROWS]:
                self._meaning(name, asked=True)
            for name in self.reading.open.unitless[: preview.ROWS]:
                if name:
                    self._unit(name, asked=True)
            if Missing.YEAR in missing:
                self._year(asked=True)
            if Missing.SHARES in missing:
                self._shares()

    def offer_parts(self) -> None:
        """Offer every part that was understood, to be changed."""
        st.markdown(say("preview.parts"))
        asked = self.reading.open.missing
        with st.container(key="preview-parts"):
            offered = {
                self._provinces: not self.made.contract,
                self._year: Missing.YEAR not in asked,
                self._kind: True,
            }
            fields = [field for field, is_offered in offered.items() if is_offered]
            for field, place in zip(fields, st.columns(3), strict=False):
                with place:
                    field()
            if not self.made.contract:
                self._figures()
            names = [name for name in choices.names(self.reading) if name]
            if names:
                self._names(names)
            if self.reading.open.shares and Missing.SHARES not in asked:
                self._shares()

    def _names(self, names: Sequence[str]) -> None:
        """Offer the meaning and the unit of one name at a time."""
        first, second, third = st.columns(3)
        with first:
            asked = str(st.session_state.get(f"{KEY}-name"))
            chosen = asked if asked in names else names[0]
            name = str(self._field("name", say("preview.name"), names, chosen, str))
        near = name in self.reading.open.near
        with second:
            if not near:
                self._meaning(name)
        with third:
            if not near and name not in self.reading.open.unitless:
                self._unit(name)

    def _provinces(self) -> None:
        options = choices.province_options(self.reading, self.atlas)
        self._choose(
            "province", say("preview.province"), options, choices.province_chosen(self.made),
            lambda one: choices.place_called(one, self.made),
            lambda one: choices.with_province(self.made, one),
        )  # fmt: skip

    def _year(self, *, asked: bool = False) -> None:
        self._choose(
            "year", say("preview.year"), choices.year_options(self.reading),
            choices.year_chosen(self.made) or None,
            lambda one: choices.place_called(one, self.made),
            lambda one: choices.with_year(self.made, one), asked=asked,
        )  # fmt: skip

    def _kind(self) -> None:
        self._choose(
            "kind", say("preview.kind"), [str(one) for one in Kind], str(self.made.kind),
            lambda one: say(f"preview.kind-{one}"),
            lambda one: replace(self.made, kind=Kind(one)),
        )  # fmt: skip

    def _shares(self) -> None:
        given, shown = preview.example(self.reading)
        answers = [str(Shares.OF_ONE), str(Shares.PER_CENT)]
        key = f"{KEY}-shares"

        def chosen() -> None:
            if st.session_state.get(key):
                self._changed(replace(self.made, shares=Shares(st.session_state[key])))

        st.segmented_control(
            say("preview.shares"),
            answers,
            default=str(self.made.shares) or None,
            key=key,
            format_func=lambda one: say(f"preview.shares-{one}", given=given, shown=shown),
            on_change=chosen,
        )

    def _figures(self) -> None:
        places, key = choices.figure_columns(self.reading), f"{KEY}-figures"

        def chosen() -> None:
            wanted = st.session_state.get(key) or []
            self._changed(choices.with_figures(self.made, wanted, self.known))

        with st.expander(say("preview.figure-columns", chosen=len(self.made.places("value")))):
            st.multiselect(
                say("preview.columns"),
                places,
                default=[at for at in self.made.places("value") if at in places],
                key=key,
                format_func=lambda at: choices.header_of(at, self.made),
                on_change=chosen,
                select_all=False,  # Enter takes the first match, not all of them
            )

    def _meaning(self, name: str, *, asked: bool = False) -> None:
        label = say("preview.indicator-of", name=name) if name else say("preview.indicator")
        self._choose(
            f"meaning-{name}", label, choices.indicator_options(self.reading, name, self.atlas),
            self.made.meanings.get(name) or None,
            lambda one: choices.called(one, name, self.atlas),
            lambda one: choices.with_meaning(self.made, name, one, self.atlas),
            asked=asked, typed=not name,
        )  # fmt: skip

    def _unit(self, name: str, *, asked: bool = False) -> None:
        label = say("preview.unit-of", name=name) if name else say("preview.unit")
        self._choose(
            f"unit-{name}", label, choices.unit_options(self.reading, name, self.known),
            choices.said_unit(self.reading, name) or None,
            lambda one: str(self.known.codebook.units.symbols.get(one) or one),
            lambda one: choices.with_unit(self.made, name, one), asked=asked, typed=True,
        )  # fmt: skip

    def _choose(
        self,
        what: str,
        label: str,
        options: Sequence[str],
        chosen: str | None,
        called: Callable[[str], str],
        changed: Callable[[str], Understanding],
        *,
        asked: bool = False,
        typed: bool = False,
    ) -> None:
        """Offer one part from a list; another choice is another understanding."""
        key = f"{KEY}-{'asked-' if asked else ''}{what}"

        def take() -> None:
            answer = st.session_state.get(key)
            if answer and answer != chosen:
                self._changed(changed(str(answer)))

        self._field(what, label, options, None if asked else chosen, called, take, key, typed=typed)

    def _field(
        self,
        what: str,
        label: str,
        options: Sequence[str],
        chosen: str | None,
        called: Callable[[str], str],
        take: Change | None = None,
        key: str = "",
        *,
        typed: bool = False,
    ) -> object:
        key = key or f"{KEY}-{what}"
        if chosen is not None and chosen not in options:
            options = [chosen, *options]
        if st.session_state.get(key, "") != chosen:
            st.session_state[key] = chosen
        return st.selectbox(
            plain(label),
            options,
            key=key,
            format_func=called,
            on_change=take,
            placeholder=say("preview.choose"),
            accept_new_options=typed,
        )

    def _changed(self, made: Understanding) -> None:
        """Understand the table so from now on; where nothing is left of it then, say why."""
        try:
            self._take(shapes.changed(self.reading, made, self.atlas))
        except Unreadable as fault:
            st.session_state[FAULT] = fault.message
