"""The commands `figure` and `examples`: printed figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from commitments import ROOT
from commitments.atlas import editions, load
from commitments.atlas.translation import translated
from commitments.briefings import drafts
from commitments.briefings import formats as brief_orders
from commitments.cli import languages
from commitments.cli.writing import write
from commitments.domain.figure_request import Format, Kind, NotOffered, Order, Size
from commitments.language import current, named, say, speaking
from commitments.queries import selection_parsing

DONE: Final = 0
WRONG: Final = 2
GALLERY: Final = ROOT / "docs" / "gallery"
EXAMPLES: Final[tuple[tuple[str, Kind, dict[str, Any]], ...]] = (
    ("map", Kind.MAP, {"indicator": "forest_coverage", "year": "2025"}),
    ("tiles", Kind.TILES, {"indicator": "pm25_mean", "year": "2025"}),
    ("dots", Kind.DOTS, {"indicator": "non_fossil_share", "year": "2025"}),
    ("progress", Kind.PROGRESS, {"indicator": "pm25_mean"}),
    ("province", Kind.PROVINCE, {"provinces": ["Jilin"]}),
    ("timeline", Kind.TIMELINE, {"theme": "ecology", "provinces": ["Hebei", "Jilin", "Shandong"]}),
    ("compare", Kind.COMPARE, {"provinces": ["Hebei", "Jilin", "Shandong"]}),
    ("matrix", Kind.MATRIX, {}),
)
TYPED: Final = r"""
  python -m commitments figure map --indicator forest_coverage --year 2025 --out forest.png
  python -m commitments figure map --theme water --lang zh --out water.svg
  python -m commitments figure dots --indicator pm25_mean --size half-a4 --out pm25.pdf
  python -m commitments figure tiles --indicator red_line_area --basis share --out red-line.png
  python -m commitments figure timeline --theme ecology --province Hebei,Jilin --out due.png
  python -m commitments figure progress --indicator pm25_mean --lang zh --out progress.pdf
  python -m commitments figure province --province 吉林 --size half-a4 --out jilin.pdf
  python -m commitments figure compare --province Hebei --province 吉林 --out compare.svg
  python -m commitments figure matrix --theme carbon --size square --out carbon.png
  python -m commitments figure map --indicator farmland_area --title "Cultivated land to 2035" \
      --note "Prepared for the spring briefing." --out farmland.pdf
""".strip("\n")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands `figure` and `examples`."""
    drawing = commands.add_parser(
        "figure",
        help=say("command.figure"),
        description=_help(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    drawing.add_argument("kind", metavar=say("metavar.kind"), help=", ".join(Kind))
    themes = ", ".join(selection_parsing.THEMES)
    drawing.add_argument("--theme", default="", metavar=say("metavar.theme"), help=themes)
    for option in ("indicator", "year", "basis", "panels", "scales", "title", "subtitle", "note"):
        metavar, told = say(f"metavar.{option}"), say(f"command.figure-{option}")
        drawing.add_argument(f"--{option}", default="", metavar=metavar, help=told)
    drawing.add_argument(
        "--province",
        action="append",
        default=[],
        metavar=say("metavar.province"),
        help=say("command.figure-province"),
    )
    sizes, size, file = ", ".join(Size), say("metavar.size"), say("metavar.file")
    drawing.add_argument("--size", default=str(Size.SLIDE), metavar=size, help=sizes)
    drawing.add_argument("--out", type=Path, metavar=file, help=say("command.figure-out"))
    languages.add_to(drawing)
    drawing.set_defaults(run=_figure)
    showing = languages.command(commands, "examples")
    folder, told = say("metavar.folder"), say("command.examples-folder")
    showing.add_argument("folder", nargs="?", type=Path, default=GALLERY, metavar=folder, help=told)
    languages.add_to(showing)
    showing.set_defaults(run=_examples)


def _help() -> str:
    return say(
        "command.figure-help",
        kinds="\n".join(f"  {kind:10}{named('figure-kind', kind)}" for kind in Kind),
        sizes="\n".join(f"  {size:10}{named('figure-size', size)}" for size in Size),
        examples=TYPED,
    )


def _figure(asked: argparse.Namespace) -> int:
    try:
        return _write(asked)
    except NotOffered as fault:
        print(fault, file=sys.stderr)
        return WRONG


def _write(asked: argparse.Namespace) -> int:
    kind = selection_parsing.one_of(asked.kind, Kind, "kind")
    size = selection_parsing.one_of(asked.size, Size, "size")
    if asked.out is None:
        raise NotOffered(say("not-offered.no-file", endings=say("list.between").join(Format)))
    ending = asked.out.suffix.removeprefix(".") or asked.out.name
    form = selection_parsing.one_of(ending, Format, "format")
    if not asked.out.resolve().parent.is_dir():
        raise NotOffered(say("not-offered.no-folder", folder=asked.out.parent))
    atlas = translated(editions.whole(), current())
    chosen = selection_parsing.selection(
        atlas,
        kind,
        theme=asked.theme,
        indicator=asked.indicator,
        year=asked.year,
        provinces=[name for given in asked.province for name in given.split(",")],
        basis=asked.basis,
        panels=asked.panels,
        scales=asked.scales,
    )
    from commitments.prints import figures as prints

    made = prints.figure(atlas, Order(kind, chosen, size, asked.title, asked.subtitle, asked.note))
    content = made.file(form)
    write(asked.out, content)
    if made.missing:
        print(made.missing)
    words = {"title": made.texts.title, "size": size, "kilobytes": f"{len(content) / 1000:,.0f}"}
    print(say("command.made", file=asked.out.name, **words))
    return DONE


def _examples(asked: argparse.Namespace) -> int:
    from commitments.prints import figures as prints

    atlas = translated(editions.whole(), current())
    asked.folder.mkdir(parents=True, exist_ok=True)
    made = [(name, example(prints, atlas, kind, given)) for name, kind, given in EXAMPLES]
    for name, content in [*made, *_slides(atlas)]:
        write(asked.folder / f"{name}.png", content)
        size = f"{len(content) / 1000:,.0f}"
        print(say("command.example-made", file=f"{name}.png", kilobytes=size))
    return DONE


def _slides(atlas: load.Atlas) -> Iterator[tuple[str, bytes]]:
    """Yield the slides of a small briefing, as the empty page Briefing shows them."""
    from commitments.prints import briefing as print_briefing

    with speaking(atlas.language):
        brief = drafts.drafted(atlas, *drafts.starts(atlas)[1])
    for at, item in enumerate(brief_orders.titled(brief), start=1):
        yield f"briefing-{at}", print_briefing.thumbnail(atlas, item, int(atlas.dated[:4]))


def example(prints: Any, atlas: load.Atlas, kind: Kind, given: dict[str, Any]) -> bytes:  # noqa: ANN401
    """Return one figure of the gallery as PNG."""
    chosen = selection_parsing.selection(atlas, kind, **given)
    made: bytes = prints.figure(atlas, Order(kind, chosen)).file(Format.PNG)
    return made
