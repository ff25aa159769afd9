"""The command `brief`: briefings drafted and made."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from commitments.atlas import editions, load
from commitments.atlas.translation import translated
from commitments.briefings import drafts
from commitments.briefings import items as briefing
from commitments.briefings import reading as brief_reading
from commitments.briefings.formats import File
from commitments.briefings.items import Brief, InvalidBrief
from commitments.cli import languages
from commitments.cli.writing import write
from commitments.domain.figure_request import NotOffered
from commitments.domain.model import Theme, Unreadable
from commitments.language import Language, count, current, either, file_errors, lazy, say
from commitments.queries import schedule

DONE: Final = 0
WRONG: Final = 2
DRAFT: Final = "--draft"
EXAMPLE: Final = """
  title = "Hebei, Jilin and Shandong: ecology"
  language = "en"           # or "zh"

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
""".strip("\n")
DRAFTING: Final = """
  python -m commitments brief --draft Hebei,Jilin,Shandong --theme ecology --out ecology.toml
  python -m commitments brief ecology.toml --out ecology.pptx
""".strip("\n")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `brief`."""
    making = commands.add_parser(
        "brief",
        help=say("command.brief"),
        description=say(
            "command.brief-help",
            example=EXAMPLE.format(kinds=", ".join(briefing.Kind), themes=", ".join(Theme)),
            drafting=DRAFTING,
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    making.add_argument(
        "spec", nargs="?", type=Path, metavar=say("metavar.spec"), help=say("command.brief-spec")
    )
    making.add_argument(DRAFT, metavar=say("metavar.draft"), help=say("command.brief-draft"))
    themes = say("command.brief-theme", themes=", ".join(Theme))
    making.add_argument("--theme", default="", metavar=say("metavar.theme"), help=themes)
    endings = say("command.brief-out", endings=", ".join(File))
    file = say("metavar.file")
    making.add_argument("--out", type=Path, required=True, metavar=file, help=endings)
    address = say("command.brief-address")
    making.add_argument("--address", default="", metavar=say("metavar.address"), help=address)
    languages.add_to(making)
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
        endings = either([*File, "toml"])
        raise NotOffered(say("not-offered.no-briefing-file", file=asked.out.name, endings=endings))
    if not asked.out.resolve().parent.is_dir():
        raise NotOffered(say("not-offered.no-folder", folder=asked.out.parent))
    if (asked.spec is None) == (asked.draft is None):
        raise NotOffered(say("not-offered.views-or-draft", option=DRAFT))
    whole = editions.whole()
    atlas = translated(whole, current())
    brief = _drafted(atlas, asked) if asked.draft else brief_reading.read(_bytes(asked.spec), atlas)
    if not asked.lang and brief.language:
        atlas = translated(whole, Language(brief.language))
    if brief.yours:
        print(say("command.without-table"), file=sys.stderr)
    content = _content(atlas, brief, ending, asked.address)
    write(asked.out, content)
    words = {
        "title": brief.title or say("command.untitled"),
        "kilobytes": f"{len(content) / 1000:,.0f}",
    }
    print(count("command.brief-made", len(brief.items), file=asked.out.name, **words))
    return DONE


def _content(atlas: load.Atlas, brief: Brief, ending: str, host: str) -> bytes:
    if ending == "toml":
        return briefing.written(briefing.in_language(brief, atlas.language)).encode()
    from commitments.downloads import briefing_files as brief_files

    today = schedule.moment(datetime.now(UTC))
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
        raise Unreadable(lazy("fault.missing", file=file.name)) from None
    except OSError as fault:
        words = {"file": file.name, "reason": file_errors.of_system(fault)}
        raise Unreadable(lazy("fault.unreadable-because", **words)) from None
