"""What the atlas holds, counted for the text of the method."""

from __future__ import annotations

from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, Evidence
from commitments.language import by_name, count, enumerated, named, say
from commitments.queries import query

WIDE: Final = 20  # provinces with a figure, from which on an indicator compares most of them
NARROW: Final = 3  # provinces, below which an indicator compares next to nothing
FEW_FIGURES: Final = 20  # of a province, below which it is told as thin
FAR: Final = 2030  # the due year that the plans after those of 2025 lead to


def counts(atlas: Atlas) -> dict[str, str]:
    """Count what the text of the method tells in numbers, each by its name in it."""
    undated = f"{int(atlas.targets['year'].isna().sum()):,}"
    every = count("count.commitment", len(atlas.targets))
    stored = int((atlas.sources["text"] != "").sum())
    return {
        "undated": say("method.undated", undated=undated, commitments=every),
        "stored": count("count.document", stored),
        "commitments": every,
        "figures": f"{len(query.figures(atlas.targets)):,}",
        "words": f"{len(query.words(atlas.targets)):,}",
        "reported": f"{len(atlas.results):,}",
        "evidence": _by_evidence(atlas),
        "years": _by_year(query.figures(atlas.targets)),
        "provinces": _by_province(atlas),
        **_width(atlas),
    }


def _by_evidence(atlas: Atlas) -> str:
    """Tell how many figures rest on which evidence, and the share of official text."""
    graded = query.figures(atlas.targets)["evidence"].value_counts()
    numbers = {grade.lower(): int(graded.get(grade, 0)) for grade in Evidence}
    every = max(sum(numbers.values()), 1)
    official = round(100 * (numbers["a"] + numbers["b"]) / every)
    told = {grade: f"{number:,}" for grade, number in numbers.items()}
    return say("method.holdings", official=official, **told)


def _by_year(figures: pd.DataFrame) -> str:
    """List the due years of the figures, each with how many fall due in it."""
    years = figures["year"].value_counts().sort_index()
    told = [say("method.of-year", year=year, number=f"{n:,}") for year, n in years.items()]
    without = int(figures["year"].isna().sum())
    return enumerated([*told, *([count("method.without-year", without)] if without else [])])


def _by_province(atlas: Atlas) -> str:
    """Lay out a table of each province: figures, aims in words, reported values."""
    tables = (query.figures(atlas.targets), query.words(atlas.targets), atlas.results)
    each = [table["province"].value_counts() for table in tables]
    held = [name for name in atlas.provinces.index if any(name in one.index for one in each)]
    names = by_name("province", held)
    lines = [
        say("method.province-row"),
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {named('province', name)} | "
            + " | ".join(f"{int(one.get(name, 0)):,}" for one in each)
            + " |"
            for name in (*names, NATION)
        ),
    ]
    return "\n".join(lines)


def _width(atlas: Atlas) -> dict[str, str]:
    """Tell how widely indicators and provinces are covered, and where little was found."""
    figures = query.province_wide(query.figures(atlas.targets))
    spread = figures.groupby("indicator")["province"].nunique().sort_values(ascending=False)
    each = figures["province"].value_counts()
    names = atlas.indicators["name"]
    thin = [
        say("method.thin-province", province=named("province", name), number=int(number))
        for name, number in each[each < FEW_FIGURES].sort_index().items()
    ]
    far = figures.loc[figures["year"] == FAR, "province"].nunique()
    return {
        "wide_indicators": _names(names, spread[spread >= WIDE]),
        "wide": f"{int((spread >= WIDE).sum())}",
        "narrow_indicators": _names(names, spread[spread < NARROW]),
        "thin_provinces": enumerated(thin) if thin else say("method.none"),
        "far": f"{far}",
    }


def _names(names: pd.Series, spread: pd.Series) -> str:
    """Name indicators, each with the number of its provinces."""
    told = [
        say("method.spread", indicator=names[one], number=int(number))
        for one, number in spread.items()
    ]
    return enumerated(told) if told else say("method.none")
