"""This module is the part of the command line that prints figures: `figure` and `examples`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, Final

from commitments import editions, load, selecting
from commitments.commands.writing import write
from commitments.orders import (
    KIND_MEANING,
    SIZE_MEANING,
    Format,
    Kind,
    NotOffered,
    Order,
    Size,
)

DONE: Final = 0
WRONG: Final = 2
GALLERY: Final = load.ROOT / "docs" / "gallery"
EXAMPLES: Final[tuple[tuple[str, Kind, dict[str, Any]], ...]] = (
    ("map", Kind.MAP, {"indicator": "forest_coverage", "year": "2025"}),
    ("tiles", Kind.TILES, {"indicator": "pm25_mean", "year": "2025"}),
    ("dots", Kind.DOTS, {"indicator": "non_fossil_share", "year": "2025"}),
    ("timeline", Kind.TIMELINE, {"theme": "ecology", "provinces": ["Hebei", "Jilin", "Shandong"]}),
    ("compare", Kind.COMPARE, {"provinces": ["Hebei", "Jilin", "Shandong"]}),
    ("matrix", Kind.MATRIX, {}),
)
HELP: Final = """\
Prints a figure that can be cited as it stands: title, filters, legend with counts, sources, date
and the link that opens the same view in the atlas.

kinds:
{kinds}

sizes:
{sizes}

examples:
  python -m commitments figure map --indicator forest_coverage --year 2025 --out forest.png
  python -m commitments figure map --theme water --out water.svg
  python -m commitments figure dots --indicator pm25_mean --size half-a4 --out pm25.pdf
  python -m commitments figure tiles --indicator red_line_area --basis share --out red-line.png
  python -m commitments figure timeline --theme ecology --province Hebei,Jilin --out due.png
  python -m commitments figure compare --province Hebei --province 吉林 --out compare.svg
  python -m commitments figure matrix --theme carbon --size square --out carbon.png
  python -m commitments figure map --indicator farmland_area --title "Farmland kept to 2035" \\
      --note "Prepared for the spring briefing." --out farmland.pdf

Without --indicator a map shows how many commitments were found; without --year it shows the year
in which most provinces state the indicator. PNG files suit slides, SVG files stay editable, PDF
files suit print.
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands `figure` and `examples`."""
    kinds = "\n".join(f"  {kind:10}{meaning}" for kind, meaning in KIND_MEANING.items())
    sizes = "\n".join(f"  {size:10}{meaning}" for size, meaning in SIZE_MEANING.items())
    drawing = commands.add_parser(
        "figure",
        help="print a map, tile grid, dot plot, timeline, comparison or matrix",
        description=HELP.format(kinds=kinds, sizes=sizes),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    drawing.add_argument("kind", metavar="KIND", help=", ".join(Kind))
    drawing.add_argument("--theme", default="", help=", ".join(selecting.THEMES))
    drawing.add_argument("--indicator", default="", metavar="ID", help="an id of indicators.csv")
    drawing.add_argument("--year", default="", help="the due year, or “no date”")
    drawing.add_argument(
        "--province",
        action="append",
        default=[],
        metavar="NAME",
        help="English or Chinese name, or code; several with commas or by repeating the option; "
        "timeline and compare take National too",
    )
    drawing.add_argument(
        "--basis",
        default="",
        help="how a map's figures are read: stated, against the nation's (nation), or as a share "
        "of the province's area (share)",
    )
    drawing.add_argument("--size", default=str(Size.SLIDE), help=", ".join(Size))
    drawing.add_argument("--title", default="", help="your own title")
    drawing.add_argument("--subtitle", default="", help="your own line under the title")
    drawing.add_argument("--note", default="", help="a note under the figure")
    drawing.add_argument(
        "--out", type=Path, metavar="FILE", help="its name ends in png, svg or pdf"
    )
    drawing.set_defaults(run=_figure)
    showing = commands.add_parser("examples", help="print one figure of each kind into a folder")
    showing.add_argument("folder", nargs="?", type=Path, default=GALLERY, metavar="FOLDER")
    showing.set_defaults(run=_examples)


def _figure(asked: argparse.Namespace) -> int:
    try:
        return _write(asked)
    except NotOffered as fault:
        print(fault, file=sys.stderr)
        return WRONG


def _write(asked: argparse.Namespace) -> int:
    kind = selecting.one_of(asked.kind, Kind, "a kind of figure")
    size = selecting.one_of(asked.size, Size, "a size")
    if asked.out is None:
        raise NotOffered(f"Name the file with --out; its name ends in {', '.join(Format)}.")
    ending = asked.out.suffix.removeprefix(".") or asked.out.name
    form = selecting.one_of(ending, Format, "a format of figures")
    if not asked.out.resolve().parent.is_dir():
        raise NotOffered(f"There is no folder {asked.out.parent}; make it, or name another.")
    atlas = editions.whole()
    chosen = selecting.selection(
        atlas,
        kind,
        theme=asked.theme,
        indicator=asked.indicator,
        year=asked.year,
        provinces=[name for given in asked.province for name in given.split(",")],
        basis=asked.basis,
    )
    from commitments.prints import (
        figures as prints,  # it imports matplotlib, which other commands do without
    )

    made = prints.figure(atlas, Order(kind, chosen, size, asked.title, asked.subtitle, asked.note))
    content = made.file(form)
    write(asked.out, content)
    if made.missing:
        print(made.missing)
    print(f"{asked.out.name}: {made.texts.title}, {size}, {len(content) / 1000:,.0f} KB")
    return DONE


def _examples(asked: argparse.Namespace) -> int:
    from commitments.prints import figures as prints

    atlas = editions.whole()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, kind, given in EXAMPLES:
        content = example(prints, atlas, kind, given)
        write(asked.folder / f"{name}.png", content)
        print(f"{name}.png: {len(content) / 1000:,.0f} KB")
    return DONE


def example(prints: Any, atlas: load.Atlas, kind: Kind, given: dict[str, Any]) -> bytes:  # noqa: ANN401
    """Return one figure of the gallery as PNG."""
    chosen = selecting.selection(atlas, kind, **given)
    made: bytes = prints.figure(atlas, Order(kind, chosen)).file(Format.PNG)
    return made
