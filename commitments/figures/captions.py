"""Captions of a figure: title, filters in words, the imprint at its foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain import links
from commitments.domain.model import (
    NATION,
    NO_DATE,
    OUTSIDE_THE_PLANS,
    PROVINCES_IN_THE_PLANS,
    Basis,
    Better,
    Filters,
    State,
    Theme,
)
from commitments.domain.results import AnswerKind
from commitments.language import count, joined, named, say
from commitments.queries import answers
from commitments.queries.nothing_found import Blame, Finding, Nothing
from commitments.words import answers as answer_words
from commitments.words import wording

SOON_YEARS: Final = 2
TOLD_OF_DUE: Final = (
    AnswerKind.REACHED, AnswerKind.MISSED, AnswerKind.DIFFER, AnswerKind.NOT_COMPARABLE,
)  # fmt: skip
MARKS: Final = {"*": "scope", "†": "corrected", "‡": "yours"}  # each with what it says


def headline(atlas: Atlas, today: int) -> str:
    """Say in one sentence what the atlas holds and how much falls due soon."""
    rows = atlas.targets
    stated = int(rows["value"].notna().sum())
    return say(
        "overview.headline",
        commitments=count("count.commitment", len(rows)),
        documents=count("count.document", rows["source"].nunique()),
        whose=_whose(rows),
        stated=f"{stated:,}",
        wordy=f"{len(rows) - stated:,}",
        soon=f"{int(rows['year'].between(today, today + SOON_YEARS).sum()):,}",
        year=today + SOON_YEARS,
    )


def fallen_due(atlas: Atlas) -> str:
    """Say what became of the figures that fell due; blank where nothing is reported."""
    counts = answers.counted(atlas, atlas.targets)
    due = {kind: counts[kind] for kind in (*TOLD_OF_DUE, AnswerKind.NO_RESULT)}
    found = sum(due.values()) - due[AnswerKind.NO_RESULT]
    parts = [
        count(f"progress.count-{kind.name.lower()}", due[kind]) for kind in TOLD_OF_DUE if due[kind]
    ]
    if not found:
        return ""
    told = say("told.between").join(parts)
    return say("overview.fallen-due", due=f"{sum(due.values()):,}", found=f"{found:,}", counts=told)


def _whose(rows: pd.DataFrame) -> str:
    """Count the provinces of some rows, and name the nation where it is among them."""
    number = rows.loc[rows["province"] != NATION, "province"].nunique()
    provinces = count("count.province", number)
    if not (rows["province"] == NATION).any():
        return provinces
    return say("overview.with-the-nation", provinces=provinces) if number else say("the-nation")


def coverage_title(theme: Theme | None) -> str:
    """Name the coverage map."""
    if theme is None:
        return say("coverage.title")
    return say("coverage.title-of-theme", theme=named("theme", theme))


def coverage_subtitle(areas: pd.DataFrame) -> str:
    """Say how many provinces have something, and how to read the colours."""
    some = int((areas["found"] > 0).sum())
    if _beyond_the_plans(areas):
        return say("coverage.subtitle-areas", some=some, every=len(areas))
    return say("coverage.subtitle", some=some, every=PROVINCES_IN_THE_PLANS)


def _beyond_the_plans(areas: pd.DataFrame) -> bool:
    """Say whether something is drawn of Hong Kong, Macau or Taiwan: a reader's own figures."""
    outside = areas.loc[areas.index.isin(OUTSIDE_THE_PLANS), "state"]
    return bool((outside != State.OUTSIDE).any())


def map_title(indicator: pd.Series, year: int | None, basis: Basis = Basis.STATED) -> str:
    """Name a map by its indicator, due year and the way its figures are read."""
    due = say("due.stated", year=year) if year else say("due.none")
    if basis == Basis.REPORTED or (basis == Basis.OF_YEAR and year is None):
        return say("map.title-reported", indicator=indicator["name"])
    if basis == Basis.OF_YEAR:
        return say("map.title-of-year", indicator=indicator["name"], year=year)
    if basis == Basis.STATED:
        return say("map.title", indicator=indicator["name"], due=due)
    return say("map.title-read", indicator=indicator["name"], due=due, basis=named("basis", basis))


READ_SO: Final = {
    Basis.SHARE: "map.as-computed",
    Basis.REPORTED: "map.as-reported",
    Basis.OF_YEAR: "map.as-reported-for-the-year",
    Basis.ANSWERS: "map.as-answered",
}
STATED: Final = {  # by whether some are in words, and whether areas outside the plans are drawn
    (False, False): "map.stated",
    (True, False): "map.stated-and-words",
    (False, True): "map.stated-areas",
    (True, True): "map.stated-and-words-areas",
}
REPORTED: Final = {False: "map.reported", True: "map.reported-areas"}


def map_subtitle(areas: pd.DataFrame, indicator: pd.Series, basis: Basis = Basis.STATED) -> str:
    """Say what is measured, in which unit, and how many provinces state it."""
    symbol = areas["symbol"].iloc[0]
    counts = areas["state"].value_counts()
    figures, wordy = int(counts.get(State.FIGURE, 0)), int(counts.get(State.WORDS, 0))
    defined = indicator["definition"].rstrip(".。")
    beyond = _beyond_the_plans(areas)
    is_reported = basis in (Basis.REPORTED, Basis.OF_YEAR)
    found = REPORTED[beyond] if is_reported else STATED[bool(wordy), beyond]
    every = len(areas) if beyond else PROVINCES_IN_THE_PLANS
    parts = [
        say("map.defined", definition=defined, unit=symbol) if symbol else defined,
        say(found, figures=figures, every=every, wordy=wordy),
        say(READ_SO.get(basis, "map.as-stated")),
    ]
    return " · ".join(parts)


def how_to_read(areas: pd.DataFrame, indicator: pd.Series, rule: str) -> str:
    """Say under a map what dark means, what the marks mean, and by which rule."""
    told = [rule or direction(indicator), *marks_in_words(areas["label"])]
    return joined(told)


def due_in_words(year: int, counts: Mapping[AnswerKind, int]) -> str:
    """Say what became of the figures that fell due in a year, counted by their answer."""
    due = sum(counts.values())
    found = due - counts.get(AnswerKind.NO_RESULT, 0)
    parts = [
        count(f"progress.count-{kind.name.lower()}", counts[kind])
        for kind in TOLD_OF_DUE
        if counts.get(kind)
    ]
    said = say("told.between").join(parts)
    key = "progress.year-told" if parts else "progress.year-silent"
    return say(key, due=due, year=year, found=found, counts=said)


def direction(indicator: pd.Series) -> str:
    """Say what dark means, and which direction is the wanted one."""
    return say(f"map.darker-{indicator['better']}")


def wanted(indicator: pd.Series) -> str:
    """Say which direction of an indicator is the wanted one, where there is one."""
    return "" if indicator["better"] == Better.NONE else say(f"wanted.{indicator['better']}")


def marks_in_words(labels: pd.Series) -> list[str]:
    """Explain the marks that occur on the labels of a map."""
    shown = "".join(labels)
    return [say(f"mark.{meaning}") for mark, meaning in MARKS.items() if mark in shown]


def printed_marks(labels: pd.Series) -> list[str]:
    """Explain on a printed figure the marks that occur on its labels."""
    shown = "".join(labels)
    return [say(f"printed-mark.{meaning}") for mark, meaning in MARKS.items() if mark in shown]


def reported_marks(areas: pd.DataFrame) -> list[str]:
    """Explain the marks of reported values beside figures, where there are any."""
    told = "reported" in areas and areas["reported"].notna().any()
    return [say("print.reported-mark")] if told else []


def not_ranked(areas: pd.DataFrame) -> str:
    """List the provinces that have no figure, by the reason; never ranked."""
    parts = [] if (areas["state"] == State.FIGURE).any() else [say("not-ranked.none-stated")]
    some_elsewhere = False
    for state in (State.WORDS, State.NOTHING, State.NO_DOCUMENT):
        found = areas.loc[areas["state"] == state, "elsewhere"]
        found = found[~found.index.isin(OUTSIDE_THE_PLANS)]
        if len(found):
            told = [_elsewhere(str(name), years) for name, years in found.items()]
            parts.append(say(f"not-ranked.{state}", provinces=say("list.between").join(told)))
            some_elsewhere |= any(found != "")
    brackets = [say("not-ranked.brackets")] if some_elsewhere else []
    return joined(parts + brackets)


def _elsewhere(province: str, years: str) -> str:
    """Name a province, with the years for which it says something after all."""
    name = named("province", province)
    return say("not-ranked.elsewhere", province=name, years=years) if years else name


def imprint(atlas: Atlas, link: str) -> str:
    """Return the foot line of every figure: boundary credit, data date and version, link."""
    link = f"/{link}" if link.startswith("?") else link  # the first page has no name of its own
    words = {"credit": say("boundary-credit"), "edition": edition(atlas)}
    if atlas.own is None:
        return say("imprint", **words, link=links.printed(link))
    link = links.printed(links.with_own(link, atlas.own.use))
    return say("imprint.yours", **words, link=link)


def edition(atlas: Atlas) -> str:
    """Name the atlas with the date and version of its data."""
    return say("edition", title=say("title"), date=atlas.edition, version=atlas.version)


def continued(title: str, at: int, every: int) -> str:
    """Return the title of a sheet or slide that goes on where another ended."""
    return title if at == 1 else say("view.parted", title=title, at=at, every=every)


def nothing_to_map(theme: Theme | None) -> str:
    """Say why there is no map."""
    if theme is None:
        return say("map.nothing")
    return say("map.nothing-of-theme", theme=named("theme", theme))


def search_in_words(asked: Filters) -> str:
    """Say what was searched and filtered for."""
    given = {
        "words": asked.words,
        "theme": named("theme", asked.theme or ""),
        "province": named("province", asked.province),
        "kind": named("kind", asked.kind),
        "comparator": named("comparator", asked.comparator),
        "due": say("choice.no-date") if asked.year == NO_DATE else asked.year,
        "source": asked.source,
        "evidence": wording.grade(asked.evidence),
        "answer": answer_words.in_link(asked.answer),
        "flag": named("flag", asked.flag),
    }
    said = [
        say("search.given", what=named("searched", name), value=value)
        for name, value in given.items()
        if value
    ]
    return (
        say("search.with", given=say("sources.between").join(said)) if said else say("search.all")
    )


def not_listed(shown: int, every: int) -> str:
    """Say that a table under a map leaves some out; nothing where it does not."""
    if shown == every:
        return ""
    return say("map.not-listed", shown=f"{shown:,}", every=f"{every:,}")


def nothing_found(why: Nothing) -> str:
    """Say which word finds nothing, and what would find something."""
    told = [_blame(one) for one in why.blamed]
    if why.others:
        told.append(count("search.others", why.others))
    if why.without:
        told.append(say("search.not-together", findings=_findings(why.without)))
    if why.unfiltered:
        told.append(count("search.unfiltered", why.unfiltered))
    return joined([*told, say("search.nothing")])


def _blame(one: Blame) -> str:
    if not one.near:
        return say("search.unknown", word=one.word)
    return say("search.unknown-near", word=one.word, findings=_findings(one.near))


def _findings(found: Sequence[Finding]) -> str:
    return say("sources.between").join(
        say("search.finding", word=word, number=f"{number:,}") for word, number in found
    )


def found_of(found: int, all_rows: int) -> str:
    """Say how many of all commitments are shown."""
    return say("search.found-of", found=f"{found:,}", every=f"{all_rows:,}")
