"""Tests that a setting which the program reads is one that the README explains."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitments import ROOT
from commitments.atlas.storage import origin

FOLDERS = ("commitments", "pages")
SOURCES = [ROOT / "app.py", *sorted(p for f in FOLDERS for p in (ROOT / f).rglob("*.py"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXPLAINED = set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", README, re.MULTILINE))
OF_THE_MAKEFILE = {"PORT"}
ENVIRONMENT = re.compile(r"\bos\.(environ|getenv)\b")


def settings(source: str) -> Iterator[str]:
    """Yield each setting by its name in the environment: the values of the names …_SETTING."""
    if "_SETTING" not in source:  # most sources need not be parsed
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Constant):
            targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
            if any(isinstance(t, ast.Name) and t.id.endswith("_SETTING") for t in targets):
                yield str(node.value.value)


def unnamed(source: str) -> list[str]:
    """Return what is read from the environment by a name that is not a constant …_SETTING."""
    if not ENVIRONMENT.search(source):
        return []
    asked = [
        node.args[0] if isinstance(node, ast.Call) else node.slice
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Call) and node.args and _of_environment(node.func))
        or (isinstance(node, ast.Subscript) and _of_environment(node.value))
    ]
    return [ast.unparse(n) for n in asked if not ast.unparse(n).endswith("_SETTING")]


def _of_environment(node: ast.expr) -> bool:
    return bool(ENVIRONMENT.match(ast.unparse(node)))


READ = {name for path in SOURCES for name in settings(path.read_text(encoding="utf-8"))}
READ |= {
    kind.setting(name) for kind in (origin.TARGETS, origin.RESULTS) for name in origin.SETTINGS
}


@pytest.mark.parametrize("name", sorted(READ))
def test_a_setting_is_explained(name: str) -> None:
    assert name in EXPLAINED


def test_nothing_is_explained_that_is_not_read() -> None:
    assert EXPLAINED == READ | OF_THE_MAKEFILE


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_setting_is_read_by_its_constant(path: Path) -> None:
    assert unnamed(path.read_text(encoding="utf-8")) == []


def test_the_rules_see_what_they_should() -> None:
    source = "\n".join(
        ["A_SETTING: Final = 'A'", "os.environ.get(A_SETTING)", "os.environ['B']", "os.getenv('C')"]
    )
    assert list(settings(source)) == ["A"]
    assert sorted(unnamed(source)) == ["'B'", "'C'"]
