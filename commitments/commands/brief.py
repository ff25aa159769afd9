"""This module is the part of the command line that makes briefings: `brief`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from commitments import editions, load
from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import reading as brief_reading
from commitments.briefings.items import Brief, InvalidBrief
from commitments.briefings.orders import File
from commitments.commands.writing import write
from commitments.language import later
from commitments.model import Theme, Unreadable
from commitments.orders import NotOffered

DONE: Final = 0
WRONG: Final = 2
DRAFT: Final = "--draft"
WITHOUT_TABLE: Final = (
    "The set was made with a reader's own table, which the command line does not have: its views "
    "show the atlas's own commitments."
)
HELP: Final = """\
Makes a briefing from a file that lists its views: slides with native text, tables and shapes
(pptx), the same as pages (pdf), or each figure as PNG, SVG and PDF (zip).

  title = "Hebei, Jilin and Shandong: ecology"

  [[item]]
  kind = "facts"            # {kinds}
  theme = "ecology"         # {themes}
  indicator = "farmland_area"
  year = 2035               # or "no date"
  province = ["Hebei", "Jilin", "Shandong"]
  title = "My own title"    # each item may have its own title and note
  note = "What to say here."

  [[item]]
  kind = "table"
  theme = "water"
  search = {{ words = "river", kind = "figure", year = 2030 }}

The page Briefing of the atlas saves such files and opens them again. A first draft is written by

  python -m commitments brief --draft Hebei,Jilin,Shandong --theme ecology --out ecology.toml
  python -m commitments brief ecology.toml --out ecology.pptx
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `brief`."""
    making = commands.add_parser(
        "brief",
        help="make slides, a PDF or a zip of figures from a file that lists views",
        description=HELP.format(kinds=", ".join(briefing.Kind), themes=", ".join(Theme)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    making.add_argument("spec", nargs="?", type=Path, metavar="SPEC.toml", help="the views")
    making.add_argument(DRAFT, metavar="NAMES", help="one to four provinces, with commas")
    making.add_argument("--theme", default="", help="of a draft: " + ", ".join(Theme))
    making.add_argument(
        "--out", type=Path, required=True, metavar="FILE",
        help=f"its name ends in {', '.join(File)}, or toml for the list of views itself",
    )  # fmt: skip
    making.add_argument(
        "--address", default="", metavar="URL", help="where the atlas runs, for the links of slides"
    )
    making.set_defaults(run=_brief)


def _brief(asked: argparse.Namespace) -> int:
    try:
        return _make(asked)
    except InvalidBrief as fault:
        for problem in fault.problems:
            print(f"{asked.spec.name if asked.spec else DRAFT}: {problem}", file=sys.stderr)
    except NotOffered as fault:
        print(fault, file=sys.stderr)
    return WRONG


def _make(asked: argparse.Namespace) -> int:
    ending = asked.out.suffix.removeprefix(".")
    if ending not in (*File, "toml"):
        raise NotOffered(
            f"“{asked.out.name}” is no file of a briefing; its name ends in {', '.join(File)} "
            "or toml."
        )
    if not asked.out.resolve().parent.is_dir():
        raise NotOffered(f"There is no folder {asked.out.parent}; make it, or name another.")
    if (asked.spec is None) == (asked.draft is None):
        raise NotOffered(f"Name a file of views, or a draft with {DRAFT}; see brief --help.")
    atlas = editions.whole()
    brief = _drafted(atlas, asked) if asked.draft else brief_reading.read(_bytes(asked.spec), atlas)
    if brief.yours:
        print(WITHOUT_TABLE, file=sys.stderr)
    content = _content(atlas, brief, ending, asked.address)
    write(asked.out, content)
    views = f"{len(brief.items)} view{'' if len(brief.items) == 1 else 's'}"
    print(f"{asked.out.name}: {brief.title or 'no title'}, {views}, {len(content) / 1000:,.0f} KB")
    return DONE


def _content(atlas: load.Atlas, brief: Brief, ending: str, host: str) -> bytes:
    if ending == "toml":
        return briefing.written(brief).encode()
    from commitments.briefings import (
        files as brief_files,  # it imports matplotlib, which other commands do without
    )

    now = datetime.now(UTC)
    today = now.year + (now.timetuple().tm_yday - 1) / 366
    return brief_files.made(atlas, brief, File(ending), today=today, host=host)


def _drafted(atlas: load.Atlas, asked: argparse.Namespace) -> Brief:
    """Draft a briefing, its names and theme held to the rules of a file."""
    names = [name.strip() for name in asked.draft.split(",") if name.strip()]
    kind = briefing.Kind.FACTS if len(names) == 1 else briefing.Kind.COMPARE
    chosen = {"kind": str(kind), "province": names, "theme": asked.theme}
    checked = brief_reading.checked({"item": [chosen]}, atlas).items[0].selection
    return drafts.drafted(atlas, checked.provinces, checked.theme)


def _bytes(file: Path) -> bytes:
    """Read a file of views, no more of it than may be."""
    try:
        with file.open("rb") as opened:
            return opened.read(brief_reading.LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(later("fault.missing", file=file.name)) from None
    except OSError as fault:
        raise Unreadable(
            later("fault.unreadable-because", file=file.name, reason=fault.strerror)
        ) from None
