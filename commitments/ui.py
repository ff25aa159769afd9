"""This module is the only one that speaks Streamlit: the frame, the choices, the clicks, the words."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

import altair as alt
import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from commitments import captions, flat, load, maps, palette, query
from commitments.load import Atlas
from commitments.model import (
    NATION,
    Evidence,
    Filters,
    InvalidTable,
    Problem,
    Selection,
    Theme,
    Unreadable,
)
from commitments.provenance import Record

TITLE: Final = "Provincial Commitments Atlas"
PAGES: Final = {
    "Overview": "app.py",
    "Map": "pages/1_Map.py",
    "Timeline": "pages/2_Timeline.py",
    "Targets": "pages/4_Targets.py",
    "Method": "pages/7_Method.py",
}
CARRIED: Final = ("theme", "indicator", "year", "province")
ALL: Final = "all"
THEMES: Final = (ALL, "air", "water", "carbon", "ecology")
STYLE: Final = load.ROOT / "static" / "atlas.css"
MAP_HEIGHT: Final = 600  # pixels
PROBLEMS_SHOWN: Final = 200
BOUNDARY_CREDIT: Final = "Shapes: Natural Earth, no view on any boundary."
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$~:&])")


# ---- the frame -----------------------------------------------------------------------------


def page(name: str) -> Atlas:
    """Open a page: frame, menu and the checked atlas; a broken table ends it with its problems."""
    st.set_page_config(page_title=f"{name} · {TITLE}", layout="wide")
    st.html(STYLE)
    _masthead()
    try:
        return _atlas(_stamp())
    except InvalidTable as fault:
        _problems("The tables have problems, so nothing is drawn.", fault.problems)
    except Unreadable as fault:
        st.error(plain(str(fault)))
    st.stop()


def _masthead() -> None:
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        st.page_link(PAGES["Overview"], label=f"**{TITLE}**", query_params=_carried())
        with st.container(key="menu", horizontal=True, gap="small"):
            for label, file in PAGES.items():
                st.page_link(file, label=label, query_params=_carried())


def _carried() -> dict[str, str]:
    """Return the choices that go along from page to page."""
    return {key: st.query_params[key] for key in CARRIED if key in st.query_params}


def _problems(heading: str, problems: Sequence[Problem]) -> None:
    st.error(heading)
    shown = [{"Problem": str(problem)} for problem in problems[:PROBLEMS_SHOWN]]
    st.dataframe(pd.DataFrame(shown), hide_index=True)
    if len(problems) > PROBLEMS_SHOWN:
        st.caption(f"The first {PROBLEMS_SHOWN} of {len(problems)}.")


def _stamp() -> tuple[float, ...]:
    """Return when the tables last changed, so that an edit is seen on the next run."""
    files = [load.TARGETS, load.shapes_file(), load.DRAWING, *sorted(load.CODEBOOK.iterdir())]
    return tuple(file.stat().st_mtime for file in files if file.exists())


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(stamp: tuple[float, ...]) -> Atlas:  # noqa: ARG001 (the key under which it is kept)
    atlas = load.atlas()
    load.require_drawing()
    gc.collect()
    gc.freeze()  # Streamlit collects garbage after every run; what is loaded here never is any
    return atlas


def plain(text: str) -> str:
    """Write text so that Markdown shows it letter for letter."""
    return _MARKDOWN.sub(r"\\\1", text)


# ---- the choices: each in the URL, each restored from it -----------------------------------


def theme(*, label: str = "Theme") -> Theme | None:
    """Offer the themes; None is all of them."""
    _restore("theme", THEMES, ALL)
    chosen = st.segmented_control(
        label, THEMES, key="theme", required=True, format_func=str.capitalize,
        label_visibility="collapsed",
    )
    _keep("theme", chosen, ALL)
    return None if chosen in (None, ALL) else Theme(chosen)


def selection(atlas: Atlas) -> Selection:
    """Offer theme, indicator and due year of a map; never a choice without a figure."""
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        chosen = theme()
        indicator = _one("Indicator", query.indicators(atlas, chosen), "indicator",
                         names=atlas.indicators["name"].to_dict())
        years = query.due_years(atlas, indicator)
        year = _one("Due year", years, "year", default=query.fullest_year(atlas, indicator))
        province = _province(atlas, label="Province")
    due = None if year == query.NO_DATE else int(year)
    return Selection(chosen, indicator, due, (province,) if province else ())


def province(atlas: Atlas) -> str | None:
    """Offer the provinces, as a list beside the map's clicks."""
    return _province(atlas, label="Province")


def provinces(atlas: Atlas, *, default: Sequence[str]) -> tuple[str, ...]:
    """Offer several provinces at once, in the URL as `province=Hebei,Jilin`."""
    known = ["National", *sorted(atlas.provinces.index)]
    if "provinces" not in st.session_state:
        came = [name for name in st.query_params.get("province", "").split(",") if name]
        _say_ignored("province", [name for name in came if name not in known])
        kept = [name for name in came if name in known]
        st.session_state["provinces"] = kept or list(default)
    chosen = st.multiselect("Provinces", known, key="provinces", placeholder="Choose provinces")
    _keep("province", ",".join(chosen), ",".join(default))
    return tuple(chosen)


def filters(atlas: Atlas) -> Filters:
    """Offer a search and the filters of the Targets page."""
    _restore_text("q")
    words = st.text_input(
        "Search", key="q", placeholder="Words in English or Chinese, then Enter", max_chars=200
    )
    _keep("q", words, "")
    with st.container(key="choices", horizontal=True, vertical_alignment="bottom"):
        chosen = theme()
        area = _optional("Province", [NATION, *sorted(atlas.provinces.index)], "area", "province")
        kind = _optional("Kind", ["figure", "words"], "kind")
        year = _optional("Due", query.all_years(atlas), "year")
        evidence = _optional("Evidence", list(Evidence), "evidence")
    return Filters(words, chosen, area, kind, "", year, "", evidence)


def _restore_text(key: str) -> None:
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(key, "")[:200]


def _optional(
    label: str, options: Sequence[str], key: str, parameter: str | None = None
) -> str:
    known = ["", *map(str, options)]
    name = parameter or key
    _restore(key, known, "", came=st.query_params.get(name, "").split(",")[0])
    chosen = st.selectbox(label, known, key=key, format_func=lambda option: option or "any")
    _keep(name, chosen, "")
    return str(chosen)


def _province(atlas: Atlas, *, label: str) -> str | None:
    known = ["", *sorted(atlas.provinces.index)]
    first = st.query_params.get("province", "").split(",")[0]
    _restore("area", known, "", came=first)
    chosen = st.selectbox(
        label, known, key="area", format_func=lambda name: name or "Click the map, or choose"
    )
    _keep("province", chosen, "")
    return chosen or None


def _one(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    default: str | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    first = default if default is not None else options[0]
    _restore(key, options, first)
    named = names or {}
    chosen = st.selectbox(label, options, key=key, format_func=lambda o: named.get(o, o))
    _keep(key, chosen, None)
    return str(chosen)


def _restore(
    key: str, options: Sequence[str], default: str, *, came: str | None = None
) -> None:
    """Set a choice from the URL on its first run; say so where the URL asks for the unknown."""
    if st.session_state.get(key) in options:
        return
    asked = came if came is not None else st.query_params.get(key)
    fresh = key not in st.session_state
    if fresh and asked and asked not in options:
        _say_ignored(key, [asked])
    st.session_state[key] = asked if fresh and asked in options else default


def _say_ignored(key: str, unknown: Sequence[str]) -> None:
    key = "province" if key == "area" else key
    for word in unknown:
        st.info(
            f"The link asks for the {key} “{plain(word[:60])}”, which is not here; "
            "another is shown instead."
        )


def _keep(key: str, value: str | None, default: str | None) -> None:
    """Write a choice to the URL; a default leaves it short."""
    if value is None or value == default:
        if key in st.query_params:
            del st.query_params[key]
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


def address(name: str, **choices: str | int | None) -> str:
    """Return the short link of a view, as it stands on a figure: `Map?theme=water&…`."""
    given = {key: value for key, value in choices.items() if value not in (None, "", ALL)}
    file = PAGES[name].removesuffix(".py").rsplit("/", 1)[-1].split("_", 1)[-1]
    page_name = "" if name == "Overview" else file
    return f"{page_name}?{urlencode(given)}" if given else page_name or "/"


# ---- what is shown -------------------------------------------------------------------------


@contextmanager
def figure(title: str, subtitle: str, *foot: str) -> Iterator[None]:
    """Frame a figure so that a picture of it can be cited: title, filters, sources, credit, date."""
    with st.container(border=True, key="figure"):
        st.markdown(f"### {plain(title)}")
        st.caption(plain(subtitle))
        yield
        for line in foot:
            st.caption(plain(line))


def imprint(atlas: Atlas, link: str) -> str:
    """Return the foot line of every figure: boundary credit, data date and version, link."""
    return f"{BOUNDARY_CREDIT} {TITLE}, data of {atlas.edition} ({atlas.version}) · {link}"


def show_map(paint: folium.FeatureGroup, *, key: str, height: int = MAP_HEIGHT) -> None:
    """Show a map; a click on an area chooses its province, and the map keeps its zoom."""

    def clicked() -> None:
        answer = st.session_state.get(key) or {}
        if answer.get("province"):
            st.session_state["area"] = answer["province"]

    st_folium(
        maps.base(f"{maps.STATIC}/{load.DRAWING.name}?{_drawing_version()}"),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=paint,
        returned_objects=[],
        on_change=clicked,
    )


@st.cache_data(show_spinner=False)
def _drawing_version() -> str:
    return flat.made_from(load.DRAWING) or ""


def show_chart(chart: alt.LayerChart, *, key: str, stretch: bool = True) -> None:
    """Show a chart in its own frame; a wide one scrolls sideways within it."""
    with st.container(key=f"chart-{key}"):
        st.altair_chart(chart, width="stretch" if stretch else "content", key=key, theme=None)


def show_table(rows: pd.DataFrame, columns: Mapping[str, str], *, height: int | None = None) -> None:
    """Show some columns of a frame under the names a reader knows."""
    named = rows[list(columns)].rename(columns=dict(columns))
    st.dataframe(named, hide_index=True, height=height or "content")


def choose_row(rows: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Any] | None:
    """Show a table of which one row can be chosen; return it, or the one that the link names."""
    shown = rows[list(names)].rename(columns=dict(names))
    event = st.dataframe(
        shown, hide_index=True, height=420, key="rows", on_select="rerun",
        selection_mode="single-row",
    )
    picked = event.selection.rows
    if picked:
        chosen = rows.iloc[picked[0]]
    else:
        linked = rows[rows["id"] == st.query_params.get("row", "")]
        if linked.empty:
            return None
        chosen = linked.iloc[0]
    _keep("row", str(chosen["id"]), None)
    return {str(name): value for name, value in chosen.to_dict().items()}


def show_provenance(record: Record) -> None:
    """Show where a commitment is written: the facts as a list, then what to mind."""
    with st.container(border=True, key="provenance"):
        heading(record.heading)
        st.markdown(f"**{plain(record.sentence)}**")
        for caution in record.cautions:
            st.markdown(f"- {plain(caution)}")
        st.markdown("\n".join(f"- {name}: {plain(words)}" for name, words in record.facts))
        if record.url:
            st.link_button("Open the document", record.url)
        st.caption(plain(f"Link to this row: {address('Targets', row=record.id)}"))


def prose(file: str) -> None:
    """Show a text of the project's own, kept under docs/."""
    st.markdown((load.ROOT / "docs" / file).read_text(encoding="utf-8"))


def today() -> float:
    """Return today as a year with its fraction."""
    now = datetime.now(UTC)
    return now.year + (now.timetuple().tm_yday - 1) / 366


def lead(markdown: str) -> None:
    """Show the sentence that opens a page, in the project's own words."""
    st.markdown(markdown)


def note(words: str) -> None:
    """Show a quiet remark."""
    st.caption(plain(words))


def heading(words: str) -> None:
    """Show a heading."""
    st.markdown(f"#### {plain(words)}")


def key_to_marks(chosen: Theme | None) -> None:
    """Explain the marks of the timeline: a colour for each theme, a shape for figure and words."""
    themes = [chosen] if chosen else list(Theme)
    swatches = "".join(
        f'<span><i style="background:{palette.theme_colour(theme)}"></i>{theme}</span>'
        for theme in themes
    )
    shapes = (
        '<span><i class="figure"></i>figure</span><span><i class="open"></i>figure, year inferred'
        '</span><span><i class="words"></i>words only</span>'
    )
    st.html(f'<div class="key">{swatches}{shapes}</div>')


def province_summary(atlas: Atlas, name: str) -> None:
    """Show one province: what was found by theme, what is due next, the documents read."""
    rows = atlas.targets[atlas.targets["province"] == name]
    heading(f"{name} {atlas.provinces.at[name, 'name_zh']}")
    if rows.empty:
        note(maps.STATE_SENTENCE[query.coverage(atlas, None).at[name, "state"]])
        return
    show_table(
        query.counted_by_theme(atlas, name),
        {"theme": "Theme", "figures": "With a figure", "words": "In words"},
    )
    st.markdown("**Due next**")
    for row in query.described(query.due_next(atlas, name, int(today()))).to_dict("records"):
        where = f"{row['place']}: " if row["place"] else ""
        st.markdown(f"- {plain(where + row['sentence'])}")
    st.markdown("**Documents read**")
    for _, source in query.documents(atlas, name).iterrows():
        st.markdown(f"- {plain(source['title'])}  \n{plain(captions.document_line(source))}")


def holdings(atlas: Atlas, chosen: Theme | None) -> None:
    """Show what the atlas holds, while no province is chosen."""
    heading("Most found")
    found = query.coverage(atlas, chosen).sort_values("found", ascending=False)
    found = found[found["found"] > 0].reset_index()
    show_table(
        found.rename(columns={found.columns[0]: "name"}),
        {"name": "Province", "found": "Found", "figures": "With a figure", "words": "In words"},
        height=420,
    )
    note("Click a province on the map, or choose it above, to see its documents and what is due.")


def columns(widths: Sequence[float]) -> Any:  # noqa: ANN401 (Streamlit's own list of columns)
    """Return columns side by side; they stack on a phone."""
    return st.columns(widths, gap="large")
