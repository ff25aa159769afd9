"""Asks axe-core what on a page a reader without eyes or mouse would stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from playwright.sync_api import Page

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS: Final = (
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
)  # fmt: skip
COLOURS: Final = ("color-contrast", "link-in-text-block")
PLACED: Final = ("target-size", "scrollable-region-focusable")  # what another width can break
# Without a copy of the styles: it would ask for what they import below another address.
RUN: Final = """asked => axe.run(document,
  { runOnly: asked, resultTypes: ['violations'], preload: false })"""


@dataclass(frozen=True)
class Exemption:
    """A rule that Streamlit's own markup breaks, where, and why it is let pass."""

    rule: str
    where: str  # a pattern of the element's markup
    page: str  # a page on which it occurs, so that a test can see whether it is still needed
    why: str

    def covers(self, broken: Broken) -> bool:
        """Say whether this is the fault that is let pass."""
        return broken.rule == self.rule and bool(re.search(self.where, broken.markup))


@dataclass(frozen=True)
class Broken:
    """One element that breaks one rule."""

    rule: str
    target: str
    markup: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.target}\n  {self.markup[:200]}\n  {self.why}"


EXEMPTIONS: Final = (
    Exemption(
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"',
        "Your_data",
        "Streamlit gives the field for files a name and calls it presentation; the button inside "
        "it has its own name, so nothing is lost to a reader.",
    ),
)


def broken(page: Page, rules: Sequence[str] = TAGS) -> list[Broken]:
    """List what breaks rules in a page and the frames within it: those named, or those of tags."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN, list(rules))
    return [
        Broken(rule["id"], str(node["target"]), node["html"], node.get("failureSummary") or "")
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def not_exempt(found: Iterable[Broken]) -> list[str]:
    """Keep what no exemption covers, in words."""
    return [str(one) for one in found if not any(e.covers(one) for e in EXEMPTIONS)]
