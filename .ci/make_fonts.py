"""This module makes the fonts of the printed figures and of the browser from two npm packages.

It takes the regular and the semibold of Source Sans 3 as they are, and cuts those of Noto Sans SC
down to the characters that the atlas uses and those that Chinese uses most. For browsers it cuts
the regular into two: the characters of the atlas, and the rest of the common ones, which a browser
fetches only where a reader's own table needs them. Published pages get the Latin ones, cut down to
Western letters and signs. Without an argument it fetches the packages
with npm; --check writes nothing and exits 1 if the fonts lack a character of the atlas.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT: Final = Path(__file__).resolve().parents[1]
FONTS: Final = ROOT / "static" / "fonts"
USED_IN: Final = (
    "targets.csv", "results.csv", "codebook/*.csv", "geodata/*.csv",
    "geodata/provinces.geojson", "languages/**/*.po", "docs/*.md",
)  # fmt: skip
TYPED: Final = ("traditional.csv", "province_names.csv")  # by readers, and never shown


class Package(NamedTuple):
    """One npm package: its pinned name, the hash of its tarball and what is taken from it."""

    name: str
    sha512: str
    members: dict[str, str]


LATIN: Final = Package(
    "source-sans@3.52.0",
    "c6c9bbaa5308fc9c31c0d769ea9be947a97e6998e7f747f33b3a1e533feaa288"
    "4861b29b0f040d448cf9fc8b58b3bfe1bea2e2ad0354a031465d2540dd353db7",
    {
        "package/TTF/SourceSans3-Regular.ttf": "SourceSans3-Regular.ttf",
        "package/TTF/SourceSans3-Semibold.ttf": "SourceSans3-Semibold.ttf",
        "package/LICENSE.md": "LICENSE-SourceSans3.md",
    },
)
CHINESE: Final = Package(
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "f6b0307454c51db3bfbba0acd208f68d96d6ef84c62226853509d7607dace700"
    "356f3564c1b6af88be2df18515eb8d9e1988e0f3a787e8390011099f3470e771",
    {
        "package/600SemiBold/NotoSansSC_600SemiBold.ttf": "NotoSansSC-SemiBold-subset.ttf",
        "package/400Regular/NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
        "package/LICENSE_FONT": "LICENSE-NotoSansSC.txt",
    },
)
MOST_USED_ROWS: Final = range(0xB0, 0xD8)  # GB 2312, level 1: the 3 755 commonest characters
CELLS: Final = range(0xA1, 0xFF)
PUNCTUATION: Final = (range(0x3001, 0x3012), range(0xFF01, 0xFF5F))  # Chinese and full-width marks
WHOLE: Final = "NotoSansSC-Regular.ttf"  # cut up for prints and browsers, and not kept
OF_PRINTS: Final = "NotoSansSC-Regular-subset.ttf"
OF_THE_ATLAS: Final = "NotoSansSC-Regular-atlas.woff2"
COMMON: Final = "NotoSansSC-Regular-common.woff2"
OF_PAGES: Final = {  # of published pages, each with what it is cut from
    "AtlasSans-Regular.woff2": "SourceSans3-Regular.ttf",
    "AtlasSans-Semibold.woff2": "SourceSans3-Semibold.ttf",
}
WESTERN: Final = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x2010, 0x2027),
    range(0x2080, 0x208A),
)
SIGNS: Final = "‹›→←≈≤≥−²³µ₂†‡…€℃"
NAMES: Final = (1, 3, 4, 6, 16)  # of the family, the face and the file, in a font's own table
OWN_NAME: Final = "AtlasSans"
FEATURES: Final = ["kern", "tnum", "mark", "ccmp", "locl"]
FIRST_CHINESE: Final = 0x2E80  # what comes before is in every font of a browser
EVERY_CHINESE: Final = "U+2e80-9fff, U+ff00-ffef"
FACE: Final = """@font-face {{
  font-family: "Atlas Chinese";
  src: url("{file}") format("woff2");
  font-display: swap;
  unicode-range: {ranges};
}}
"""
WITHOUT_A_GLYPH: Final = frozenset("\ufeff\u200b\u00ad")


def used_characters() -> set[str]:
    """Return every visible character of the tables, the texts and the catalogues."""
    found = [file for pattern in USED_IN for file in sorted(ROOT.glob(pattern))]
    files = [file for file in found if file.name not in TYPED]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return {c for c in text if not c.isspace()} - WITHOUT_A_GLYPH


def common_characters() -> set[str]:
    """Return the characters that Chinese uses most, and its marks."""
    coded = (bytes([row, cell]) for row in MOST_USED_ROWS for cell in CELLS)
    level_one = "".join(code.decode("gb2312", "ignore") for code in coded)
    marks = "".join(chr(code) for block in PUNCTUATION for code in block)
    return set(level_one + marks)


def lacking(characters: set[str]) -> list[str]:
    """Return the characters that none of the fonts has."""
    drawn: set[int] = set()
    for file in (*FONTS.glob("*.ttf"), *FONTS.glob("*.woff2")):
        drawn |= set(TTFont(file, lazy=True).getBestCmap())
    return sorted(c for c in characters if ord(c) not in drawn)


def cut_down(
    font: bytes,
    characters: set[str],
    flavor: str | None = None,
    features: Sequence[str] = (),
) -> bytes:
    """Keep only the glyphs of some characters, without hints, and of the features only some."""
    options = subset.Options(hinting=False, layout_features=[*features], notdef_outline=True)
    opened = TTFont(io.BytesIO(font))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in characters])
    cutter.subset(opened)
    opened.flavor = flavor
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def for_browsers(font: bytes) -> dict[str, bytes]:
    """Cut a Chinese font into the parts that browsers fetch, and write the stylesheet for them."""
    of_the_atlas = {c for c in used_characters() if ord(c) >= FIRST_CHINESE}
    common = {c for c in common_characters() if ord(c) >= FIRST_CHINESE} - of_the_atlas
    style = "/* Made by .ci/make_fonts.py. The later part wins where the ranges overlap. */\n"
    made = {}
    for file, characters, written in (
        (COMMON, common, EVERY_CHINESE),
        (OF_THE_ATLAS, of_the_atlas, ranges(of_the_atlas)),
    ):
        made[file] = cut_down(font, characters, "woff2")
        style += FACE.format(file=file, ranges=written)
    return made | {"chinese.css": style.encode()}


def named_anew(font: bytes) -> bytes:
    """Give a font a name of the atlas's: its own is reserved for the whole font."""
    opened = TTFont(io.BytesIO(font))
    for record in opened["name"].names:
        if record.nameID in NAMES:
            record.string = OWN_NAME
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


def for_pages(fonts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Cut the Latin fonts down to what published pages write in them."""
    western = {chr(code) for block in WESTERN for code in block} | set(SIGNS)
    renamed = {whole: named_anew(fonts[whole]) for whole in OF_PAGES.values()}
    return {
        name: cut_down(renamed[whole], western, "woff2", FEATURES)
        for name, whole in OF_PAGES.items()
    }


def ranges(characters: set[str]) -> str:
    """Write characters as a stylesheet does: `U+4e00, U+4e07-4e0b`."""
    codes = sorted(map(ord, characters))
    starts = [code for code in codes if code - 1 not in set(codes)]
    ends = [code for code in codes if code + 1 not in set(codes)]
    return ", ".join(
        f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in zip(starts, ends, strict=True)
    )


def taken(package: Package, folder: Path) -> dict[str, bytes]:
    """Fetch a package with the npm client and return its wanted files; exit if it is another."""
    packed = subprocess.run(
        ["npm", "pack", package.name, "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    tarball = (folder / packed.stdout.split()[-1]).read_bytes()
    if hashlib.sha512(tarball).hexdigest() != package.sha512:
        sys.exit(f"{package.name} is not the package that is pinned")
    with tarfile.open(fileobj=io.BytesIO(tarball)) as opened:
        found = {name: opened.extractfile(member) for member, name in package.members.items()}
        return {name: file.read() for name, file in found.items() if file}


def main() -> int:
    """Make the fonts, or check that they have every character of the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    if not parser.parse_args().check:
        with tempfile.TemporaryDirectory() as folder:
            made = taken(LATIN, Path(folder)) | taken(CHINESE, Path(folder))
        made[OF_PRINTS] = made.pop(WHOLE)
        made |= for_browsers(made[OF_PRINTS])
        made |= for_pages(made)
        wanted = used_characters() | common_characters()
        for name, content in made.items():
            cut = cut_down(content, wanted) if name.endswith("subset.ttf") else content
            (FONTS / name).write_bytes(cut)
    missing = lacking(used_characters())
    print(f"characters of the atlas without a glyph: {' '.join(missing) or 'none'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
