"""The shape of the program by its syntax: which room uses which, what a page holds."""

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from commitments import ROOT

PACKAGE = ROOT / "commitments"

# From the ground up: a room uses only rooms that stand before it, and itself without a circle.
STACK = (
    "language", "domain", "atlas", "words", "queries", "figures", "briefings", "prints", "slides",
    "downloads", "publish", "uploads", "server", "cli", "ui",
)  # fmt: skip
BY_THEMSELVES = {"__init__.py", "__main__.py"}  # the only modules beside the rooms

PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
EVERY = sorted(path for path in PACKAGE.rglob("*.py") if path.stem != "__init__")
UI = [path for path in EVERY if path.parent.name == "ui"]
MODULES = [path for path in EVERY if path not in UI]
IN_ROOMS = [path for path in EVERY if path.parent != PACKAGE]
GROUND = [path for path in EVERY if {"language", "domain"} & set(path.parts)]
SHORTEST_PAGE, LONGEST_PAGE = 15, 60
LONGEST_MODULE = 300  # lines; a module that passes about 250 has a second subject in it


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


def dotted(path: Path) -> str:
    """Return the name of a module within the package: `maps`, `prints.page`."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def siblings(source: str) -> set[str]:
    """Return the modules of the package that a source imports, by their names within it."""
    known = {dotted(path) for path in EVERY}
    inside = [name.split(".")[1:] for name in imported(source) if name.startswith("commitments.")]
    ends = {".".join(parts[:end]) for parts in inside for end in (1, 2, 3)}
    return ends & known


def room_of(name: str) -> str:
    """Return the room of a module: `figures` for `figures.compare.table`."""
    return name.partition(".")[0]


def not_below(name: str, source: str) -> list[str]:
    """Return the modules that a module may not import, and does."""
    here = room_of(name)
    below = STACK[: STACK.index(here) + 1]
    return sorted(module for module in siblings(source) if room_of(module) not in below)


def circles(imports: Mapping[str, set[str]]) -> list[str]:
    """Return the first circle of imports, as a path; nothing where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        return [str(name) for name in circle.args[1]]
    return []


def speaks_streamlit(source: str) -> bool:
    tops = {name.split(".")[0] for name in imported(source)}
    return bool(tops & {"streamlit", "streamlit_folium"})


@pytest.mark.parametrize("path", IN_ROOMS, ids=named)
def test_a_room_uses_only_rooms_below_it(path: Path) -> None:
    assert not_below(dotted(path), path.read_text(encoding="utf-8")) == []


def test_every_room_has_its_place_in_the_stack() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"}
    assert rooms == set(STACK)


def test_no_module_stands_beside_the_rooms() -> None:
    assert {path.name for path in PACKAGE.glob("*.py")} == BY_THEMSELVES


@pytest.mark.parametrize("room", STACK)
def test_the_tests_of_a_room_stand_in_a_folder_of_its_name(room: str) -> None:
    assert list((ROOT / "tests" / room).glob("test_*.py"))


def test_no_imports_go_in_a_circle() -> None:
    imports = {dotted(path): siblings(path.read_text(encoding="utf-8")) for path in EVERY}
    assert circles(imports) == []


@pytest.mark.parametrize("path", [*MODULES, *PAGES], ids=named)
def test_only_ui_speaks_streamlit(path: Path) -> None:
    assert not speaks_streamlit(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GROUND, ids=named)
def test_the_ground_needs_the_standard_library_and_babel_alone(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path.read_text(encoding="utf-8"))}
    assert tops - {"commitments", "babel"} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("name", "source", "wrong"),
    [
        ("domain.model", "from commitments.atlas import load", ["atlas.load"]),
        ("queries.query", "from commitments.figures.views import map_view", ["figures.views"]),
        ("figures.views", "def f():\n    import commitments.ui.frame", ["ui.frame"]),
        ("atlas.check.names", "from commitments.words import wording", ["words.wording"]),
        ("figures.timelines.chart", "from commitments.figures.dot_plot.plot import Dot", []),
        ("figures.choropleth", "from commitments.atlas import projection", []),
        ("atlas.load", "from commitments.atlas.check.rules import numbers", []),
        (
            "words.wording",
            "from commitments.figures.compare import table",
            ["figures.compare.table"],
        ),
    ],
)
def test_the_rule_sees_what_it_should(name: str, source: str, wrong: list[str]) -> None:
    assert not_below(name, source) == wrong


def test_a_circle_is_seen() -> None:
    assert set(circles({"maps": {"plots"}, "plots": {"maps"}})) == {"maps", "plots"}
    assert circles({"maps": {"plots"}, "plots": set()}) == []


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


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_module_says_what_it_does(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = said.partition("\n")[0]
    assert first.endswith(".")
    assert not first.startswith(("This ", "A module ")), "it names the thing itself"


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


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


def direct_requirements() -> set[str]:
    """Return the packages that requirements.txt gives a reason and a licence."""
    head, _ = (ROOT / "requirements.txt").read_text().split("# Brought in by those")
    lines = [line for line in head.splitlines() if line and not line.startswith("#")]
    return {line.split("==")[0].lower() for line in lines if ";" in line.partition("#")[2]}


def test_every_package_that_is_imported_has_its_reason_and_licence():
    known = packages_distributions()
    named = {
        name.partition(".")[0]
        for source in (*ROOT.glob("commitments/**/*.py"), *ROOT.glob("geodata/*.py"), *PAGES)
        for name in imported(source.read_text())
    }
    others = named - sys.stdlib_module_names - {"commitments", "__future__"}
    needed = {dist.lower().replace("_", "-") for name in others for dist in known[name]}
    assert needed <= direct_requirements()
