"""The upload of a reader's table: what became of it, and letting it go again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import Unreadable, Use
from commitments.language import Language, count, current, named, say, speaking
from commitments.queries import query
from commitments.ui import made_files, own_table
from commitments.ui.figures import columns
from commitments.ui.frame import CARRIED, PAGES, base, heading, note, plain, row
from commitments.ui.preview import show_preview
from commitments.ui.print_view import show_words
from commitments.ui.tables import show_table
from commitments.uploads import captions as upload_captions
from commitments.uploads import opening, problem_kinds
from commitments.uploads import pipeline as uploads
from commitments.uploads import templates as upload_templates
from commitments.uploads.files import LIMITS
from commitments.uploads.pipeline import Report
from commitments.uploads.shapes import reading as shapes
from commitments.uploads.shapes.reading import Reading

KINDS: Final = ("csv", "tsv", "txt", "xlsx", "xls", "ods")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USES: Final = (Use.BESIDE, Use.ALONE, Use.OFF)
OWN_VIEWS: Final = ("Overview", "Map", "Timeline", "Targets")
OWN_VIEWS_REPORTED: Final = ("Map", "Progress")
_TAKEN: Final = "own-file"  # the id of the file that was read last, so that it is read once
_ROUND: Final = "own-round"  # a new uploader after each removal: the old one would keep its file
_FAULT: Final = "own-fault"
_SHEET: Final = "own-sheet"  # the sheet that was chosen
_SHEETS: Final = "own-sheets"  # the names of those that can be
_ASKED: Final = "own-asked"  # a table that could be used at once is shown first
_UNDER_WAY: Final = "own-under-way"  # the name of a file whose check has not come to its end


def offer_upload() -> None:
    """Offer to load a table; a new one is read and checked, with progress, and takes effect."""
    key = f"own-upload-{st.session_state.setdefault(_ROUND, 0)}"

    def changed() -> None:
        if st.session_state.get(key) is None:
            _forget()

    with st.container(key="upload"):
        file = st.file_uploader(
            say("your-data.file"),
            type=list(KINDS),
            key=key,
            on_change=changed,
            max_upload_size=LIMITS.megabytes,
        )
    st.caption(upload_captions.taken())
    if file is not None and st.session_state.get(_TAKEN) != file.file_id:
        _take(file)
    if file is not None:
        _choose_sheet()
    if _UNDER_WAY in st.session_state:
        st.warning(say("your-data.cut-short", name=plain(st.session_state[_UNDER_WAY])))
    if st.session_state.get(_FAULT):
        st.error(say("your-data.unusable", why=plain(str(st.session_state[_FAULT]))))


def _take(file: UploadedFile) -> None:
    """Read and check a table, and take it into the session; whoever leaves meanwhile cuts it short.

    Then the file counts as not taken: where it is still in the uploader it is read anew.
    """
    st.session_state[_UNDER_WAY] = file.name
    progress = st.progress(0.1, text=say("your-data.reading"))
    reading, report, fault = None, None, None
    try:
        reading = _understood(file)
        own_table.take_place(reading.raw)
        if reading.is_certain and not st.session_state.pop(_ASKED, False):
            progress.progress(0.4, text=count("your-data.checking", len(reading.raw.numbers)))
            report = uploads.judged(shapes.given(reading), base())
    except Unreadable as refused:
        reading, fault = None, refused.message
    st.session_state.update({_TAKEN: file.file_id, _FAULT: fault})
    del st.session_state[_UNDER_WAY]
    if report:
        own_table.hold(report)
    elif reading:
        own_table.wait(reading)
    st.rerun()


def _understood(file: UploadedFile) -> Reading:
    """Open the file, at the sheet that was chosen, and understand it."""
    data, chosen = file.getvalue(), st.session_state.get(_SHEET, "")
    opened = opening.opened(data, file.name, chosen)
    st.session_state[_SHEETS] = opened.sheets
    others = None if chosen else partial(opening.further, data)
    return shapes.begun(opened, base(), others)


def _choose_sheet() -> None:
    """Offer the other sheets of a workbook; another is read anew."""
    sheets = st.session_state.get(_SHEETS, ())
    if len(sheets) < 2:
        return

    def chosen() -> None:
        st.session_state[_SHEET] = st.session_state["own-sheet-field"]
        own_table.let_go()
        st.session_state.pop(_TAKEN, None)

    waiting = own_table.waiting()
    shown = st.session_state.get(_SHEET) or (waiting.opened.sheet if waiting else sheets[0])
    st.selectbox(
        say("preview.sheet"),
        sheets,
        index=sheets.index(shown) if shown in sheets else 0,
        key="own-sheet-field",
        on_change=chosen,
    )


def offer_preview() -> bool:
    """Show how a table was understood that waits for its reader; say whether one does."""
    reading = own_table.waiting()
    if reading is None:
        return False
    if show_preview(reading, base(), own_table.wait):
        _use_as_understood(reading)
    st.button(say("your-data.remove"), on_click=_remove, key="preview-remove")
    return True


def _use_as_understood(reading: Reading) -> None:
    """Judge a table as its reader has confirmed it, and take it into use."""
    with st.spinner(count("your-data.checking", len(reading.raw.numbers))):
        report = uploads.judged(shapes.given(reading), base())
    own_table.hold(report)
    st.rerun()


def offer_templates() -> None:
    """Offer empty tables to fill."""
    st.markdown(say("your-data.enough"))
    with st.container(horizontal=True, gap="small"):
        name, language = say("your-data.template-file"), current()
        xlsx = partial(upload_templates.xlsx_template, base(), language)
        csv = partial(upload_templates.csv_template, language)
        _download(say("your-data.template-xlsx"), xlsx, f"{name}.xlsx", XLSX)
        _download(say("your-data.template-csv"), csv, f"{name}.csv", "text/csv")


def own_report() -> Report | None:
    """Return what became of the table that this session holds; None where it holds none."""
    own = own_table.held()
    return own.report if own else None


def _choose_use(atlas: Atlas, report: Report) -> None:
    """Offer to use a table beside the atlas's own, alone or not at all, and to remove it."""
    own = own_table.held()
    if own is None or not report.used:
        st.button(say("your-data.remove"), on_click=_remove)
        return
    with row("use"):
        st.segmented_control(
            say("your-data.show-it"),
            list(USES),
            default=own.use,
            required=True,
            key="own-use",
            format_func=lambda use: named("use", use),
            on_change=_use,
        )
        st.button(say("your-data.remove"), on_click=_remove)
        st.button(say("preview.again"), on_click=_ask_again)
    note(named("use-meaning", own.use))
    if own.use != Use.OFF:
        _offer_views(atlas)


def _offer_views(atlas: Atlas) -> None:
    """Offer the way into the views, the map opened on the reader's own indicator and year.

    What is reported has no due year: a timeline or a list of commitments holds none of it.
    """
    carried = {key: st.query_params[key] for key in CARRIED if key in st.query_params}
    asked = carried | {links.YOURS: own_table.mode()}
    first = query.first_own_map(atlas)
    promises = not query.own_rows(atlas).empty
    beside = {"indicator": first["indicator"]} if "basis" in first else {}
    views = OWN_VIEWS if promises else OWN_VIEWS_REPORTED[: 2 if beside else 1]
    with st.container(key="own-views", horizontal=True, gap="small"):
        for name in views:
            chosen = {"Map": first, "Progress": beside}.get(name, {})
            st.page_link(
                PAGES[name],
                label=say("your-data.open", page=named("page", name)),
                query_params=asked | chosen,
            )


def show_report(atlas: Atlas, report: Report) -> None:
    """Show what became of a table, how it was read and how it is used."""
    heading(upload_captions.title(report))
    note(upload_captions.counted(report))
    left, right = columns((1, 1))
    with left:
        _choose_use(atlas, report)
    with right:
        st.markdown(say("your-data.how-read"))
        st.caption("\n".join(f"- {plain(str(one))}" for one in report.notes))
    if len(report.results):
        heading(say("your-data.results"))
        show_table(
            upload_captions.result_table(report),
            upload_captions.RESULT_COLUMNS,
            key="yours-results",
        )
    if report.problems:
        _show_problems(report)


def _show_problems(report: Report) -> None:
    """Show what is wrong by kind, with rows, columns and remedy, and offer every problem as files.

    A list of each problem is offered where the page tells many as one.
    """
    found = problem_kinds.kinds(report.problems)
    heading(upload_captions.problems_heading(report, len(found)))
    with st.container(key="problems"):
        show_words(problem_kinds.table(found[: upload_captions.KINDS_SHOWN]))
    with st.container(horizontal=True, gap="small"):
        for kind, made, mime in (
            ("XLSX", uploads.annotated_xlsx, XLSX),
            ("CSV", uploads.annotated_csv, "text/csv"),
        ):
            _download(
                say("your-data.annotated", kind=kind),
                partial(_spoken, current(), made, report),
                f"{say('your-data.annotated-file')}.{kind.lower()}",
                mime,
            )
        if len(report.problems) > len(found):
            _download(
                say("your-data.every-problem"),
                partial(_spoken, current(), _every_problem, report),
                f"{say('your-data.every-problem-file')}.csv",
                "text/csv",
            )


def _every_problem(report: Report) -> bytes:
    return problem_kinds.every_problem(report.problems)


def _spoken(language: Language, made: Callable[[Report], bytes], report: Report) -> bytes:
    """Make a file in the language of the page that offered it."""
    with speaking(language):
        return made(report)


def show_columns() -> None:
    """Show what each column of a table takes, while none is loaded."""
    heading(say("your-data.columns"))
    show_table(upload_captions.column_table(), upload_captions.COLUMN_COLUMNS, key="yours-columns")


def _download(label: str, made: Callable[[], bytes], name: str, mime: str) -> None:
    made_files.offer(label, made, name=name, mime=mime)


def _use() -> None:
    own_table.use(Use(st.session_state["own-use"]))


def _ask_again() -> None:
    """Let go of what was read, and show the file in its uploader as it would be read."""
    own_table.let_go()
    st.session_state.pop(_TAKEN, None)
    st.session_state[_ASKED] = True


def _remove() -> None:
    """Forget the table and offer an empty uploader."""
    _forget()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _forget() -> None:
    """Forget the table; the uploader stays, for it may be taking the next one in already."""
    own_table.let_go()
    for key in (_TAKEN, _FAULT, _UNDER_WAY, _SHEET, _SHEETS, _ASKED):
        st.session_state.pop(key, None)
