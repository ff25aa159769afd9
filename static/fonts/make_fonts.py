"""This module makes the fonts of the printed figures from two pinned npm packages.

It takes the regular and the semibold of Source Sans 3 as they are, and cuts the medium of Noto
Sans SC down to the characters that the tables use and those that Chinese uses most. Without an
argument it fetches the packages with npm; --check writes nothing and exits 1 if the fonts lack a
character of the tables.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
TABLES: Final = ("targets.csv", "codebook/*.csv", "geodata/places.csv", "geodata/provinces.geojson")


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
        "package/500Medium/NotoSansSC_500Medium.ttf": "NotoSansSC-Medium-subset.ttf",
        "package/LICENSE_FONT": "LICENSE-NotoSansSC.txt",
    },
)
MOST_USED_ROWS: Final = range(0xB0, 0xD8)  # GB 2312, level 1: the 3 755 commonest characters
CELLS: Final = range(0xA1, 0xFF)
PUNCTUATION: Final = (range(0x3001, 0x3012), range(0xFF01, 0xFF5F))  # Chinese and full-width marks
WITHOUT_A_GLYPH: Final = frozenset("\ufeff\u200b\u00ad")


def table_characters() -> set[str]:
    """Return every visible character of the tables."""
    files = [file for pattern in TABLES for file in sorted(ROOT.glob(pattern))]
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
    for file in HERE.glob("*.ttf"):
        drawn |= set(TTFont(file, lazy=True).getBestCmap())
    return sorted(c for c in characters if ord(c) not in drawn)


def cut_down(font: bytes, characters: set[str]) -> bytes:
    """Keep only the glyphs of some characters, without hints and layout features."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    opened = TTFont(io.BytesIO(font))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in characters])
    cutter.subset(opened)
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue()


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
        wanted = table_characters() | common_characters()
        for name, content in made.items():
            cut = cut_down(content, wanted) if name.endswith("subset.ttf") else content
            (HERE / name).write_bytes(cut)
    missing = lacking(table_characters())
    print(f"characters of the tables without a glyph: {' '.join(missing) or 'none'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
