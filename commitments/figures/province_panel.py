"""The panel beside the overview's map: one province, or all, in brief.

It is markup; every text of a table is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Any, Final

import pandas as pd

from commitments.atlas.rows import records
from commitments.domain import links
from commitments.domain.model import Theme
from commitments.figures import answer_marks, palette
from commitments.figures.tooltips import cut
from commitments.language import Language, count, current, named, say
from commitments.words import references, wording
from commitments.words.wording import is_figure, unstopped

DOCUMENT_LENGTH: Final = 150  # characters of a title in the narrow panel
FULL: Final = 100.0  # percent


def province(
    name: str,
    area: pd.Series,
    *,
    themes: pd.DataFrame,
    ahead: pd.DataFrame,
    documents: pd.DataFrame,
    today: int,
    past: tuple[pd.DataFrame, int],
) -> str:
    """Write one province: its commitments by theme, what is due next, the documents read.

    `themes` counts figures and words by theme; `ahead` is described, soonest first; `past` are the
    figures that a report answers, as outcomes.fell_due returns them.
    """
    total = int(themes[["figures", "words"]].sum().sum())
    return _panel(
        _name(name, area),
        _quiet(_line(area["region"], total, len(documents))),
        _part(say("profile.by-theme"), _theme_bars(themes)),
        _part(say("profile.due-next"), _agenda(ahead) or _quiet(_nothing_ahead(today))),
        _past(*past),
        f"<a class='onward' href='{escape(links.address('Province', province=name))}'>"
        f"{escape(say('profile.sheet', province=named('province', name)))}</a> "
        f"<a class='onward' href='{escape(links.address('Timeline', province=name))}'>"
        f"{escape(_onward(name, total))}</a>",
        _part(say("profile.documents"), _documents(documents)),
    )


def empty(name: str, area: pd.Series, sentence: str) -> str:
    """Write an area of which nothing is held, with the reason."""
    return _panel(_name(name, area), _quiet(sentence))


def everywhere(
    themes: pd.DataFrame,
    years: pd.DataFrame,
    evidence: pd.Series,
    *,
    theme: Theme | None,
    hint: str = "",
) -> str:
    """Write all provinces together, while none is chosen: by theme, by due year, by evidence.

    `hint` says how one is chosen, where that is not as on the page of the live atlas.
    """
    return _panel(
        f"<h2>{escape(say('profile.all'))}</h2>",
        _quiet(hint or say("profile.choose")),
        _part(say("profile.by-theme"), _theme_bars(themes)),
        _part(_years_heading(theme), _bars(years, {}, _hue(theme))),
        _quiet(say("profile.key")),
        _part(count("profile.grades", int(evidence.sum())), _grades(evidence)),
        "" if hint else _to_method(),
    )


def _to_method() -> str:
    """Return the way to the documents; it lets a keyboard reach the panel where it scrolls."""
    href = escape(links.address("Method"))
    return f"<a class='onward' href='{href}'>{escape(named('page', 'Method'))}</a>"


def _panel(*parts: str) -> str:
    return f"<div class='profile'>{''.join(parts)}</div>"


def _name(name: str, area: pd.Series) -> str:
    other, lang = (area["name_zh"], "zh") if current() == Language.ENGLISH else (name, "en")
    shown = escape(named("province", name))
    return f"<h2>{shown} <span lang='{lang}'>{escape(other)}</span></h2>"


def _part(heading: str, inner: str) -> str:
    return f"<h3>{escape(heading)}</h3>{inner}"


def _quiet(words: str) -> str:
    return f"<p>{escape(words)}</p>"


def _hue(theme: Theme | None) -> str:
    return palette.on_screen(palette.theme_colour(theme))


def _theme_bars(counts: pd.DataFrame) -> str:
    hues = {str(theme): _hue(theme) for theme in Theme}
    return _bars(counts, hues, _hue(None), family="theme")


def _bars(counts: pd.DataFrame, hues: dict[str, str], hue: str, *, family: str = "") -> str:
    """Write counts as bars on a common scale: solid for figures, hatched for words."""
    most = max([1, *(counts["figures"] + counts["words"])])
    rows = counts.to_dict("index").items()
    lines = (
        _bar(
            named(family, str(name)) if family else str(name),
            row,
            FULL / most,
            hues.get(str(name), hue),
        )
        for name, row in rows
    )
    return f"<ul class='bars'>{''.join(lines)}</ul>"


def _bar(name: str, row: dict[Any, Any], scale: float, hue: str) -> str:
    parts = "".join(
        f"<i class='{kind}' style='width:{row[kind] * scale:.1f}%;--hue:{hue}'></i>"
        for kind in ("figures", "words")
        if row[kind]
    )
    told = escape(_told(row["figures"], row["words"]))
    return (
        f"<li title='{told}'><span>{escape(name)}</span><b>{row['figures'] + row['words']:,}</b>"
        f"<em>{parts}</em></li>"
    )


def _agenda(ahead: pd.DataFrame) -> str:
    """Write what is due, the year once before its commitments, each a link to its row."""
    years = groupby(records(ahead), key=lambda row: int(row["year"]))
    lines = "".join(_due(year, rows) for year, rows in years)
    return f"<dl>{lines}</dl>" if lines else ""


def _past(rows: pd.DataFrame, silent: int) -> str:
    """Write what fell due with its answers, and for how many figures no report was found."""
    years = groupby(records(rows), key=lambda row: int(row["year"]))
    lines = "".join(_due(year, found) for year, found in years)
    without = _quiet(count("profile.silent", silent)) if silent else ""
    told = f"<dl>{lines}</dl>" if lines else ""
    return _part(say("profile.fell-due"), told + without) if told or without else ""


def _due(year: int, rows: Iterable[dict[Any, Any]]) -> str:
    entries = "".join(
        f"<dd><a href='{escape(links.address('Targets', row=row['id']))}'"
        f" title='{escape(row['sentence'])}'"
        f" style='--hue:{_hue(Theme(row['theme']))}'>{escape(_brief(row))}</a>{_outcome(row)}</dd>"
        for row in rows
    )
    return f"<dt>{year}</dt>{entries}"


def _outcome(row: dict[Any, Any]) -> str:
    """Say what became of a commitment, with its sign; blank where that is not told."""
    if not row.get("outcome"):
        return ""
    hue = _hue(Theme(row["theme"]))
    sign = answer_marks.sign(row["answer"])
    return f"<small style='--row:{hue}'>{sign}{escape(row['outcome'])}</small>"


def _brief(row: dict[Any, Any]) -> str:
    """Say a commitment in the fewest words that keep its comparator."""
    told = unstopped(row["summary"])
    if is_figure(row):
        told = say("profile.figure", what=row["indicator_name"], figure=row["full_label"])
    return cut(say("profile.placed", place=row["place_name"], told=told) if row["place"] else told)


def _grades(evidence: pd.Series) -> str:
    lines = "".join(
        f"<dt>{escape(wording.grade(grade))}</dt>"
        f"<dd>{escape(count('count.document', number))} · {escape(named('evidence', grade))}</dd>"
        for grade, number in evidence.items()
    )
    return f"<dl class='grades'>{lines}</dl>"


def _documents(documents: pd.DataFrame) -> str:
    lines = "".join(
        f"<li>{escape(cut(row['title'], DOCUMENT_LENGTH))}"
        f"<small>{escape(references.document_line(row))}</small></li>"
        for _, row in documents.iterrows()
    )
    return f"<ul class='documents'>{lines}</ul>"


def _line(region: str, commitments: int, documents: int) -> str:
    """Say where a province lies and how much of it is held."""
    parts = [
        say("profile.region", region=named("region", region)),
        count("count.commitment", commitments),
        count("profile.read", documents),
    ]
    return " · ".join(parts)


def _onward(name: str, commitments: int) -> str:
    """Lead on from what is due next to everything of a province."""
    return count("profile.onward", commitments, province=named("province", name))


def _nothing_ahead(today: int) -> str:
    """Say that nothing was found that is still to fall due."""
    return say("profile.nothing-ahead", year=today)


def _years_heading(theme: Theme | None) -> str:
    """Head the counts by due year."""
    if theme is None:
        return say("profile.years")
    return say("profile.years-of-theme", theme=named("theme", theme))


def _told(figures: int, words: int) -> str:
    """Say how many state a figure and how many are words."""
    return say("profile.told", figures=f"{figures:,}", words=f"{words:,}")
