"""Tests what a reader sees when a file of the atlas is broken or gone."""

import os
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support.views import PAGES, ROOT, named

from commitments.atlas import documents, editions, load
from commitments.figures import assets

pytestmark = pytest.mark.long

SECONDS = 90
WRONG = "row 2, province: 'Nowhere' is not a province"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the atlas read a copy of its table, and return the copy."""
    copy = tmp_path / "targets.csv"
    copy.write_bytes(load.TARGETS.read_bytes())
    monkeypatch.setattr(load, "TARGETS", copy)
    return copy


def rewrite(path: Path, text: str) -> None:
    """Write a file, a second later than it was."""
    later = path.stat().st_mtime_ns + 10**9
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(later, later))


def break_row(path: Path) -> None:
    """Put a province that is none into the first row."""
    header, first, rest = path.read_text(encoding="utf-8").split("\n", 2)
    cells = first.split(",")
    cells[header.split(",").index("province")] = "Nowhere"
    rewrite(path, "\n".join([header, ",".join(cells), rest]))


def opened(page: Path | str, **link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    for name, value in link.items():
        app.query_params[name] = value
    if str(page) != "app.py":
        app.switch_page(str(page))
    return app.run()


def problems(app: AppTest) -> str:
    return "\n".join(tables(app))


def tables(app: AppTest) -> list[str]:
    """Return the tables of words on a page, as markup without its signs."""
    shown = [html.proto.body for html in app.get("html")]
    return [unescape(re.sub("<[^>]+>", " ", one)) for one in shown if 'class="words"' in one]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_broken_edit_is_told_on_every_page_and_the_last_table_stays(page, table):
    app = opened(page)
    assert not app.warning
    shown = len(app.main.children)
    break_row(table)
    app.run()
    assert not app.exception and not app.error
    assert "You see the last sound edition" in app.warning[0].value.replace("\\", "")
    assert app.expander[0].label == "What is wrong with it"
    assert WRONG in problems(app)
    assert len(app.main.children) == shown + 1


def test_a_sound_edit_appears_on_the_next_run(table):
    app = opened("pages/6_Targets.py", q="forest")
    held = len(load.table(table))
    lines = table.read_text(encoding="utf-8").splitlines()
    rewrite(table, "\n".join(lines[:-1]) + "\n")
    app.run()
    assert not app.warning and not app.exception
    assert f"of {held - 1:,} commitments" in " ".join(text.value for text in app.markdown)


def test_at_start_a_broken_table_gives_its_problems(table):

    editions.keeper.cache_clear()
    break_row(table)
    app = opened("pages/1_Map.py")
    assert not app.exception
    assert app.error[0].value == "The tables have problems, so nothing is drawn."
    assert WRONG in problems(app)
    editions.keeper.cache_clear()


# ---- files that the atlas is drawn with ----

GONE = ROOT / "static" / "gone"


def warned(app: AppTest) -> list[str]:
    assert not app.exception and not app.error
    return [warning.value.replace("\\", "") for warning in app.warning]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_page_opens_without_any_of_its_parts(page, monkeypatch):
    from commitments.ui import frame

    for name, instead in {"MAP": (GONE,), "MATRIX": (GONE,)}.items():
        monkeypatch.setattr(assets, name, instead)
    monkeypatch.setattr(frame, "STYLES", (GONE,))
    app = opened(page)
    assert warned(app)[0].startswith("The pages are plain: static/gone cannot be read.")
    later = {"Overview": ["No map can", "The matrix"], "Map": ["No map can"]}.get(named(page), [])
    assert [words[:10] for words in warned(app)[1:]] == later
    monkeypatch.undo()
    assert warned(app.run()) == []


def test_the_method_without_its_texts(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    first, second = warned(opened("pages/9_Method.py"))
    assert first == (
        "A text of this page cannot be shown: docs/method.md cannot be read. All else works."
    )
    assert "docs/boundaries.md" in second


def test_documents_that_are_not_there(monkeypatch, tmp_path):
    monkeypatch.setenv(documents.DOCUMENTS_SETTING, str(tmp_path / "nowhere"))
    app = opened("pages/6_Targets.py", row="he-red_line_area-2035")
    assert not warned(app)
    said = " ".join(text.value.replace("\\", "") for text in app.caption)
    assert "The folder of documents that ATLAS_DOCUMENTS names is not there" in said


# ---- in Chinese ----

LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
LATIN = {
    *(ROOT / "tests" / "fixtures" / "latin_in_chinese.txt").read_text("utf-8").split(),
    "targets",
    "csv",
}
METHOD = "pages/9_Method.py"
BROKEN = {"a wrong row": break_row, "no table": lambda path: rewrite(path, ""), "gone": os.remove}


def english_in(app: AppTest) -> set[str]:
    """Return the English words that a page says of what is wrong; what is quoted is a table's."""
    told = [*(text.value for text in [*app.warning, *app.error, *app.caption])]
    told += [expander.label for expander in app.expander]
    told += tables(app)[:1]
    said = re.sub(
        r"\S*\?\S+|“[^”]*”|\([0-9a-f]{7}\)|（[0-9a-f]{7}）", "", "\n".join(told).replace("\\", "")
    )
    return set(LATIN_WORD.findall(said)) - LATIN


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_table_is_told_in_chinese_to_the_last_word(table, fault):

    app = opened(METHOD, lang="zh")
    BROKEN[fault](table)
    app.run()
    assert not app.exception
    assert "现在显示的是最后一个无误的版本" in app.warning[0].value.replace("\\", "")
    assert english_in(app) == set()
    editions.keeper.cache_clear()
    app = opened(METHOD, lang="zh")
    assert not app.exception
    assert app.error
    assert english_in(app) == set()
    editions.keeper.cache_clear()
