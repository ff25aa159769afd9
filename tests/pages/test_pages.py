"""Opens every page as Streamlit runs it: bare, by every choice, and by bad links."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.state.common import TESTING_KEY
from streamlit.testing.v1 import AppTest
from support import real
from support.views import PAGES, ROOT, named

from commitments.atlas import load
from commitments.queries import map_readings, query
from commitments.ui.frame import PAGES as MENU

OPTIONS_TRIED = 3  # of a long list, evenly spread, and the last
KINDS = ("selectbox", "button_group", "multiselect", "checkbox", "toggle", "radio")
FREE_TEXT = ("q",)  # takes any words
OF_A_DRAFT = "draft-"  # what the next draft is made of; the draft itself goes into the link
UNKNOWN = "nonesuch"
HOSTILE = (
    "<script>window.x=1</script>",
    "{{ 7*7 }}${alert(1)}`",
    "\u0000\ud7ff\U0010ffff",
    "Hebei,,Hebei",
    "-1",
    "9" * 400,
)

pytestmark = pytest.mark.long
every_page = pytest.mark.parametrize(
    "page",
    [  # the tests of a page share the walk through its choices
        pytest.param(page, id=named(page), marks=pytest.mark.together(f"page {named(page)}"))
        for page in PAGES
    ],
)


@dataclass(frozen=True)
class Step:
    """What a page was after one choice."""

    choice: str
    link: dict[str, str]
    values: dict[str, Any]
    faults: list[str]
    said: str


def opened(page: Path, **link: str) -> AppTest:
    """Open a page in a new session, by the choices of a link."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        at.query_params[name] = value
    if page != PAGES[0]:
        at.switch_page(str(page))
    return at.run()


def faults(at: AppTest) -> list[str]:
    """List what went wrong on a page: exceptions, and the errors it shows."""
    return [found.value for found in [*at.exception, *at.error]]


def said(at: AppTest) -> str:
    """Return the remarks of a page as one text, without the escapes of Markdown."""
    return "\n".join(remark.value for remark in at.info).replace("\\", "")


def link_of(at: AppTest) -> dict[str, str]:
    return {name: at.query_params[name] for name in at.query_params}


def choices(at: AppTest) -> dict[str, Any]:
    """Return the choices that a page offers, by key."""
    offered = [w for kind in KINDS for w in at.get(kind) if w.key and not w.disabled]
    return {w.key: w for w in offered if not w.key.startswith(OF_A_DRAFT)}


def values(at: AppTest) -> dict[str, Any]:
    return {key: widget.value for key, widget in choices(at).items()}


def alternatives(widget: Any) -> list[Any]:
    """Return a few options of a choice, by the words that stand on them."""
    if widget.type in ("checkbox", "toggle"):
        return [not widget.value]
    some = widget.options[:: max(1, len(widget.options) // OPTIONS_TRIED)]
    options = dict.fromkeys([*some, *widget.options[-1:]])
    return [[option] if widget.type == "multiselect" else option for option in options]


def choose(at: AppTest, key: str, shown: Any) -> None:
    """Choose an option by the words that stand on it."""
    widget = choices(at)[key]
    at.session_state[TESTING_KEY][widget.id] = str  # AppTest would word an option's value itself
    widget.set_value(shown).run()


def step(at: AppTest, choice: str) -> Step:
    return Step(choice, link_of(at), values(at), faults(at), said(at))


@cache
def restored(page: Path, link: tuple[tuple[str, str], ...]) -> Step:
    """Open a page in a new session by the choices of a link; each link is opened once."""
    return step(opened(page, **dict(link)), "as the link restores it")


@cache
def walk(page: Path) -> list[Step]:
    """Take the choices of a page one after the other, in one session."""
    at = opened(page)
    steps = [step(at, "as it opens")]
    for key in choices(at):
        for shown in alternatives(choices(at)[key]) if key in choices(at) else []:
            choose(at, key, shown)
            steps.append(step(at, f"{key}: {shown}"))
    return steps


def parameters(page: Path) -> list[str]:
    """Return the names that a page writes into its link."""
    return sorted({name for step in walk(page) for name in step.link} - set(FREE_TEXT))


def test_every_page_is_in_the_menu():
    assert [Path(file) for file in MENU.values()] == PAGES


@every_page
def test_opens(page):
    at = opened(page)
    assert not faults(at)
    assert not said(at)
    assert any("<nav" in one.proto.body for one in at.get("html"))


@every_page
def test_every_choice_opens_and_its_link_restores_it(page):
    for step in walk(page):
        assert not step.faults, step.choice
        again = restored(page, tuple(step.link.items()))
        assert not again.faults, step.choice
        assert not again.said, step.choice
        assert again.values == step.values, step.choice
        assert again.link == step.link, step.choice


@every_page
def test_an_unknown_value_is_named_and_left_out(page):
    for name in parameters(page):
        at = opened(page, **{name: UNKNOWN})
        assert not faults(at), name
        assert f"“{UNKNOWN}”" in said(at), name
        assert UNKNOWN not in link_of(at).values(), name


@every_page
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_link_opens_the_page(page, value):
    names = {*parameters(page), "row", *FREE_TEXT}
    assert not faults(opened(page, **dict.fromkeys(names, value)))


@pytest.fixture(scope="module")
def atlas() -> load.Atlas:
    return real.atlas()


def test_every_indicator_opens_on_the_map(atlas):
    for indicator in query.indicators(atlas, None):
        basis = str(map_readings.offered(atlas, indicator)[-1])
        at = opened(Path(MENU["Map"]), indicator=indicator, basis=basis)
        assert not faults(at) and not said(at), indicator
        assert at.selectbox(key="indicator").value == indicator
        assert at.selectbox(key="year").value == query.fullest_year(atlas, indicator)
        assert choices(at)["basis"].value == basis


@every_page
def test_another_page_takes_over_the_choices_in_its_link(page):
    """The menu's links carry choices; AppTest keeps them in the address, as the links do."""
    link = {"theme": "water", "province": "Hebei"}
    for other in set(PAGES) - {page}:
        at = opened(other, **link)
        at.switch_page(str(page)).run()
        assert not faults(at) and not said(at), other
        taken_over = restored(other, tuple(link.items())).link
        assert values(at) == restored(page, tuple(taken_over.items())).values, other
        assert link.items() <= link_of(at).items(), other


def test_choices_that_contradict_each_other_are_said():
    at = opened(Path(MENU["Map"]), theme="water", indicator="forest_coverage")
    assert not faults(at)
    assert "The link asks for the indicator “forest_coverage”" in said(at)
    assert choices(at)["theme"].value == "water"


def test_the_row_of_a_link_opens_its_provenance():
    at = opened(Path(MENU["Targets"]), row="he-red_line_area-nodate")
    shown = "\n".join(html.proto.body for html in at.get("html"))
    assert "no less than 363900 square kilometers" in shown
    assert "36,390 km²" in shown


def test_an_unknown_row_is_named():
    at = opened(Path(MENU["Targets"]), row=UNKNOWN)
    assert not faults(at)
    assert f"“{UNKNOWN}”" in said(at)
