"""Maps, in frames that can be cited."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import folium
import streamlit as st
from streamlit_folium import st_folium

from commitments.atlas import boundaries, projection
from commitments.atlas.load import Atlas
from commitments.domain.model import NATION
from commitments.figures import answer_marks, assets, captions, live_map, text_tables
from commitments.language import say
from commitments.ui import widget_values
from commitments.ui.address_bar import link, whole_link
from commitments.ui.frame import plain
from commitments.ui.print_view import on_paper, show_words
from commitments.ui.text_view import as_text

MAP_HEIGHT: Final = 520  # pixels: map, title and choices fit a small laptop
FONT_FILE: Final = "static/static/media/SourceSansVF-Upright*.woff2"


@contextmanager
def figure(title: str, subtitle: str, *foot: str, name: str = "figure") -> Iterator[None]:
    """Frame a figure so that a picture of it can be cited: title, filters, sources, date."""
    with st.container(border=not as_text(), key=name):
        st.markdown(f"## {plain(title)}")
        st.caption(plain(subtitle))
        yield
        st.caption("  \n".join(plain(line) for line in foot))
        on_paper(say("paper.link", link=whole_link(link())), key=f"paper-{name}")


def in_words(alt: Sequence[str]) -> None:
    """Tell a figure in words, folded away below it; open where the page is read as text."""
    words = "\n\n".join(plain(sentence) for sentence in alt)
    if words and as_text():
        st.markdown(words)
    elif words:
        with st.expander(say("told.heading")):
            st.markdown(words)


def imprint(atlas: Atlas, link: str) -> str:
    """Return the foot line of every figure: boundary credit, data date and version, link."""
    return captions.imprint(atlas, link)


def show_map(
    paint: folium.FeatureGroup, *, key: str, height: int = MAP_HEIGHT, tiles: bool = False
) -> None:
    """Show a map; a click on an area chooses its province, and the map keeps its zoom."""
    if as_text():
        show_words(text_tables.of_legend(paint))
        show_words(text_tables.of_map(paint))
        return
    drawing = boundaries.TILES if tiles else boundaries.DRAWING
    lost = assets.lost([*assets.MAP, drawing], assets.NO_MAP)
    if lost:
        st.warning(plain(lost))
        return
    version = _drawing_version(drawing, assets.changed(drawing))

    def clicked() -> None:
        choose("area", widget_values.text(st.session_state.get(key), "province"))

    st_folium(
        live_map.base(f"{live_map.STATIC}/{drawing.name}?{version}", _font_address()),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=paint,
        returned_objects=[],
        on_change=clicked,
    )


def choose(choice: str, province: str) -> None:
    """Take a province chosen in a figure over into the choice that all figures share."""
    if province and province != NATION:
        st.session_state[choice] = province


@lru_cache(maxsize=4)
def _drawing_version(drawing: Path, changed: int) -> str:  # noqa: ARG001 (the key it is kept under)
    return projection.made_from(drawing) or ""


@lru_cache(maxsize=1)
def _font_address() -> str:
    """Return where the page's own font lies, so that the map's frame writes in the same type."""
    found = sorted(Path(st.__file__).parent.glob(FONT_FILE))
    return f"../../static/media/{found[0].name}" if found else ""


def show_values_key(answers: Collection[str], theme: str) -> None:
    """Explain the marks of reported values beside a chart; nothing where it has none."""
    if answers and not as_text():
        st.html(answer_marks.values_key(answers, theme))


def columns(widths: Sequence[float]) -> Any:  # noqa: ANN401 (Streamlit's own list of columns)
    """Return columns side by side; they stack on a phone."""
    return st.columns(widths, gap="large")
