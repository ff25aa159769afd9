"""This module tests the shape of the program by its syntax: who imports whom, what a page holds."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "commitments"

# A module imports only from layers to its left; a new module takes its place here.
LAYERS = (
    {"model"},
    {"units"},
    {"cells"},
    {"check_codebook", "check_dates", "check_figures", "check_names"},
    {"check"},
    {"flat", "verify"},
    {"load"},
    {"wording"},
    {"palette"},
    {"query"},
    {"captions", "provenance"},
    {"maps", "plots"},
    {"timelines"},
    {"ui", "__main__"},
)
WITHIN_UI = ({"frame"}, {"choices", "figures"}, {"panels"}, {"__init__"})

PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
MODULES = sorted(PACKAGE.glob("*.py"))
UI = sorted((PACKAGE / "ui").glob("*.py"))
SHORTEST_PAGE, LONGEST_PAGE = 15, 60


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(source: str) -> Iterator[str]:
    """Yield the dotted name of everything a source imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name their module in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def siblings(source: str, package: str) -> set[str]:
    """Return the modules of a package that a source imports."""
    parts = len(package.split("."))
    found = {name.split(".")[parts] for name in imported(source) if name.startswith(f"{package}.")}
    known = {path.stem for path in (ROOT / package.replace(".", "/")).glob("*.py")} | {"ui"}
    return found & known


def layer_of(name: str, layers: tuple[set[str], ...]) -> int:
    found = [order for order, layer in enumerate(layers) if name in layer]
    assert found, f"{name} has no place in the layers of tests/test_imports.py; give it one"
    return found[0]


def not_to_the_left(
    name: str, source: str, layers: tuple[set[str], ...] = LAYERS, package: str = "commitments"
) -> list[str]:
    """Return the modules that a module may not import, and does."""
    place = layer_of(name, layers)
    return sorted(m for m in siblings(source, package) if layer_of(m, layers) >= place)


def speaks_streamlit(source: str) -> bool:
    tops = {name.split(".")[0] for name in imported(source)}
    return bool(tops & {"streamlit", "streamlit_folium"})


@pytest.mark.parametrize("path", [m for m in MODULES if m.stem != "__init__"], ids=named)
def test_module_imports_only_from_its_left(path: Path) -> None:
    assert not_to_the_left(path.stem, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", UI, ids=named)
def test_module_of_ui_imports_only_from_its_left(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not_to_the_left(path.stem, source, WITHIN_UI, "commitments.ui") == []
    assert "__main__" not in siblings(source, "commitments")


@pytest.mark.parametrize("path", [*MODULES, *PAGES], ids=named)
def test_only_ui_speaks_streamlit(path: Path) -> None:
    assert not speaks_streamlit(path.read_text(encoding="utf-8"))


def test_model_needs_the_standard_library_alone() -> None:
    tops = {name.split(".")[0] for name in imported((PACKAGE / "model.py").read_text("utf-8"))}
    assert tops <= sys.stdlib_module_names


@pytest.mark.parametrize("layers", [LAYERS, WITHIN_UI])
def test_every_place_in_the_layers_is_filled(layers: tuple[set[str], ...]) -> None:
    folder = PACKAGE if layers is LAYERS else PACKAGE / "ui"
    names = [name for layer in layers for name in layer]
    assert len(names) == len(set(names))
    there = {path.stem for path in folder.glob("*.py")} | ({"ui"} if layers is LAYERS else set())
    assert set(names) == there - ({"__init__"} if layers is LAYERS else set())


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("model", "from commitments import load", ["load"]),
        ("query", "from commitments.maps import paint", ["maps"]),
        ("maps", "def f():\n    import commitments.ui.frame", ["ui"]),
        ("maps", "from commitments.plots import styled", ["plots"]),
        ("maps", "from commitments import flat, palette", []),
        ("load", "from commitments.check import numbers", []),
    ],
)
def test_the_rule_sees_what_it_should(name: str, source: str, wrong: list[str]) -> None:
    assert not_to_the_left(name, source) == wrong


def test_streamlit_is_seen_wherever_it_is_imported() -> None:
    assert speaks_streamlit("def f():\n    import streamlit as st")
    assert speaks_streamlit("from streamlit_folium import st_folium")
    assert not speaks_streamlit("import folium")


# ---- pages ----

NO_BUSINESS_OF_A_PAGE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Try)


def out_of_place(source: str) -> list[str]:
    """Return what a page holds but should not: functions, session state, files, styles."""
    tree = ast.parse(source)
    found = [type(n).__name__ for n in ast.walk(tree) if isinstance(n, NO_BUSINESS_OF_A_PAGE)]
    words = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    words |= {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    found += sorted(words & {"session_state", "query_params", "open", "read_text", "html"})
    return found + sorted(
        {name for name in imported(source) if not name.startswith("commitments.")}
    )


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_page_is_a_short_paragraph(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert SHORTEST_PAGE <= len(source.splitlines()) <= LONGEST_PAGE
    assert out_of_place(source) == []
    assert ast.get_docstring(ast.parse(source)), "a page opens with what it shows"


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_page_is_opened_before_anything_else(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    (first,) = [n for n in body if not isinstance(n, ast.Expr | ast.ImportFrom)][:1]
    assert ast.unparse(first).startswith("atlas = ui.page(")


def test_the_rule_sees_what_is_out_of_place() -> None:
    page = "import streamlit as st\ndef f():\n    st.session_state['x'] = open('y')"
    assert out_of_place(page) == ["FunctionDef", "open", "session_state", "streamlit"]


def test_menu_names_every_page_in_the_order_of_the_files() -> None:
    from commitments.ui.frame import PAGES as MENU  # slow: it brings Streamlit

    assert list(MENU.values()) == [named(path) for path in PAGES]
    for label, file in MENU.items():
        source = (ROOT / file).read_text(encoding="utf-8")
        assert f'ui.page("{label}")' in source
        assert ast.get_docstring(ast.parse(source)).startswith(f"{label}: ")


# ---- habits ----

SOURCES = [
    path
    for folder in (PACKAGE, ROOT / "pages", ROOT / "geodata", ROOT / "benchmarks")
    for path in sorted(folder.rglob("*.py"))
] + [ROOT / "app.py"]


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_no_markup_is_let_through(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in source
    assert "unsafe_allow_javascript" not in source


@pytest.mark.parametrize("path", [*MODULES, *UI], ids=named)
def test_module_says_what_it_does(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    if path.stem != "__init__":
        assert said.startswith("This module "), "the docstring completes the sentence"
    assert said.endswith(".")


def broad(source: str) -> list[int]:
    """Return the lines that catch everything."""
    handlers = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ExceptHandler)]
    return [
        handler.lineno
        for handler in handlers
        if handler.type is None or "Exception" in ast.unparse(handler.type).split(".")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_only_what_can_be_explained_is_caught(path: Path) -> None:
    assert broad(path.read_text(encoding="utf-8")) == []


def test_the_rule_sees_a_broad_catch() -> None:
    assert broad("try:\n    x\nexcept Exception:\n    y") == [3]
    assert broad("try:\n    x\nexcept:\n    y") == [3]
    assert broad("try:\n    x\nexcept (KeyError, ValueError):\n    y") == []
