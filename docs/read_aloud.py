"""Write into docs/access.md what a screen reader is told: python docs/read_aloud.py ADDRESS.

It reads the accessibility tree that Chromium hands to assistive technology, frames included, from
top to bottom, and sets it down between the marks `<!-- told: … -->` of the document. What repeats
is counted after the first few.
"""

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright
from screenshots import FLAGS, settled

DOCUMENT = Path(__file__).parent / "access.md"
VIEWS = {  # the mark in the document: the view that it shows, without its language
    "Map": "Map?theme=ecology&indicator=forest_coverage&year=2025&province=Hebei",
    "Timeline": "Timeline?province=Hebei&theme=water",
    "Compare": "Compare?province=Hebei,Jilin&theme=air",
}
SIZE = {"width": 1280, "height": 800}
FIRST = {"row": 6, "listitem": 3, "option": 3}  # of a longer run of these the rest is counted
LONGEST = 220  # characters of one line; the document is to be read by people
SILENT = {"none", "generic", "InlineTextBox", "paragraph", "rowgroup", "LabelText"}
PLACES = {"main", "navigation", "table", "list"}  # told also without a name
WHOLE = {  # told with all that is written in them, and not again piece by piece
    "heading", "link", "button", "radio", "option", "image", "img", "checkbox", "switch",
    "columnheader", "rowheader", "gridcell", "cell", "listitem", "term", "definition", "row",
    "combobox", "textbox", "DisclosureTriangle", "status", "note",
}  # fmt: skip
CALLED = {
    "StaticText": "", "image": "picture", "img": "picture", "combobox": "list field",
    "Iframe": "frame", "DisclosureTriangle": "folded text", "textbox": "text field",
    "radiogroup": "group of choices", "listbox": "list of choices", "gridcell": "cell",
}  # fmt: skip
STATES = {
    "checked": "chosen", "selected": "chosen", "expanded": "open", "disabled": "cannot be used",
}  # fmt: skip
HERE = "aria-current"  # which link of the menu is this page; the tree leaves it out


class Tree:
    """The accessibility tree of one document, with those of its frames."""

    def __init__(self, session: CDPSession, frame: str | None = None) -> None:
        asked = {"frameId": frame} if frame else {}
        nodes = session.send("Accessibility.getFullAXTree", asked)["nodes"]
        self.session = session
        self.nodes = {node["nodeId"]: node for node in nodes}
        self.root = nodes[0]

    def children(self, node: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what stands within a node, in the order of reading."""
        return [self.nodes[key] for key in node.get("childIds", []) if key in self.nodes]

    def words(self, node: dict[str, Any]) -> str:
        """Return all that is written within a node."""
        if node["role"]["value"] == "StaticText" or (not node["ignored"] and named(node)):
            return named(node)
        return " ".join(filter(None, map(self.words, self.children(node))))

    def told(self, node: dict[str, Any], depth: int = 0) -> Iterator[tuple[int, str, str]]:
        """Yield depth, role and words of what is told of a node and of what stands in it."""
        role = node["role"]["value"]
        if role == "Iframe":
            yield depth, role, line(node, named(node))
            described = self.session.send(
                "DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]}
            )
            within = Tree(self.session, described["node"]["frameId"])
            yield from within.told(within.root, depth + 1)
        elif role in WHOLE and not node["ignored"]:
            yield depth, role, line(node, self._whole(node)) + self._here(node)
        elif role == "StaticText":
            yield depth, role, named(node)
        else:
            told = not node["ignored"] and role != "RootWebArea"
            if told and (named(node) or role in PLACES):
                yield depth, role, line(node, named(node))
                depth += 1
            for child in self.children(node):
                yield from self.told(child, depth)

    def _here(self, node: dict[str, Any]) -> str:
        if node["role"]["value"] != "link":
            return ""
        asked = {"backendNodeId": node["backendDOMNodeId"]}
        given = self.session.send("DOM.describeNode", asked)["node"].get("attributes", [])
        return ", current page" if HERE in given[::2] else ""

    def _whole(self, node: dict[str, Any]) -> str:
        if node["role"]["value"] == "row":
            cells = [cell for cell in self._cells(node) if not cell["ignored"]]
            return " | ".join(self._cell(cell) for cell in cells)
        return named(node) or self.words(node)

    def _cells(self, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in self.children(node):
            if child["ignored"] or child["role"]["value"] in SILENT:
                yield from self._cells(child)
            else:
                yield child

    def _cell(self, cell: dict[str, Any]) -> str:
        words = named(cell) or self.words(cell)
        leads = any(one["role"]["value"] == "link" for one in self._below(cell))
        return f"link: {words}" if leads else words

    def _below(self, node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in self.children(node):
            yield child
            yield from self._below(child)


def named(node: dict[str, Any]) -> str:
    """Return the name of a node."""
    return " ".join(str(node.get("name", {}).get("value", "")).split())


def line(node: dict[str, Any], words: str) -> str:
    """Write a node as it is spoken: what it is, what it is called, its value, its state."""
    role = node["role"]["value"]
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    called = CALLED.get(role, role)
    if role == "heading":
        called = f"heading {states.get('level', '')}"
    told = f"{called}: {words}" if called and words else called or words
    value = str(node.get("value", {}).get("value", ""))
    if value and value != words:
        told += f" = {value}"
    described = str(node.get("description", {}).get("value", ""))
    if described and described not in words:
        told += f" ({described})"
    held = [name for key, name in STATES.items() if str(states.get(key)).lower() == "true"]
    return ", ".join([told, *held])


def abridged(lines: list[tuple[int, str, str]]) -> Iterator[str]:
    """Write what is told line by line; of a long run of equals the first few, and how many more."""
    for (depth, role), run in groupby(lines, key=lambda one: one[:2]):
        told = [words for _, _, words in run]
        first = FIRST.get(role, len(told))
        for words in told[:first]:
            short = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
            yield f"{'  ' * depth}{short}"
        if len(told) > first:
            yield f"{'  ' * depth}… and {len(told) - first} more"


def read_out(page: Page) -> list[str]:
    """Return what is told of a page, line by line."""
    session = page.context.new_cdp_session(page)
    tree = Tree(session)
    lines = [one for one in tree.told(tree.root) if one[2].strip() not in ("", *WHOLE)]
    session.detach()
    return list(abridged(lines))


def written(document: str, mark: str, lines: list[str]) -> str:
    """Return the document with one of its marked parts anew."""
    start, end = f"<!-- told: {mark} -->", "<!-- end -->"
    block = "\n".join([start, "```text", *lines, "```", end])
    found = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if not found.search(document):
        raise SystemExit(f"access.md has no place for {mark}")
    return found.sub(lambda _: block, document, count=1)


def main(address: str) -> None:
    """Read every view in both languages."""
    document = DOCUMENT.read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for mark, view in VIEWS.items():
            for language in ("en", "zh"):
                page = browser.new_page(viewport=SIZE)
                page.goto(f"{address}/{view}&lang={language}")
                settled(page)
                document = written(document, f"{mark}, {language}", read_out(page))
                page.close()
    DOCUMENT.write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
