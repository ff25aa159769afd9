"""Tests that no view gives another answer than the one rule, for all that fell due."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from commitments.atlas.load import Atlas
from commitments.domain.model import Basis
from commitments.domain.results import Answer, AnswerKind
from commitments.downloads import results as downloads
from commitments.figures import captions
from commitments.figures.province import captions as sheet_captions
from commitments.figures.province import markup
from commitments.publish import map_pages, target_pages
from commitments.publish import site as sites
from commitments.publish.site import Site
from commitments.queries import (
    answers,
    map_readings,
    progress,
    province_sheet,
    query,
    result_provenance,
)
from commitments.words import answers as answer_words

pytestmark = pytest.mark.long

NOT_DUE = (AnswerKind.WORDS, AnswerKind.UNDATED, AnswerKind.AHEAD)
BY_REPORT = (AnswerKind.REACHED, AnswerKind.MISSED, AnswerKind.NOT_COMPARABLE, AnswerKind.DIFFER)
SHEETS = 3  # provinces whose whole page is looked at: those with most answers by a report

Ruled = dict[str, Answer]
View = Callable[[Atlas, Ruled], Iterator[tuple[str, AnswerKind]]]


@pytest.fixture(scope="module")
def ruled(real_atlas: Atlas) -> Ruled:
    """Return what the rule says of each commitment that fell due, by its id."""
    found = answers.answers(real_atlas)
    due = real_atlas.targets[~found["answer"].isin([str(kind) for kind in NOT_DUE])]
    return {name: answers.answer(real_atlas, name) for name in due["id"]}


@pytest.fixture(scope="module")
def site(real_atlas: Atlas) -> Site:
    return sites.of(real_atlas)


def due_rows(atlas: Atlas, ruled: Ruled, *kinds: AnswerKind) -> pd.DataFrame:
    """Return the commitments that fell due, or those of some answers."""
    wanted = [name for name, found in ruled.items() if not kinds or found.kind in kinds]
    return atlas.targets[atlas.targets["id"].isin(wanted)]


def numbers(text: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", text)]


def of_progress(atlas: Atlas, ruled: Ruled) -> Iterator[tuple[str, AnswerKind]]:
    """Yield the answers of every panel of indicators that a report answers."""
    for indicator in due_rows(atlas, ruled, *BY_REPORT)["indicator"].unique():
        for panel in progress.panels(atlas, progress.Asked(indicator)):
            yield from ((one.row["id"], one.kind) for one in panel.targets)


def of_maps(atlas: Atlas, ruled: Ruled) -> Iterator[tuple[str, AnswerKind]]:
    """Yield the answers of every map that holds several given by reports."""
    drawn = due_rows(atlas, ruled, *BY_REPORT).groupby(["indicator", "year"]).size()
    for indicator, year in drawn[drawn > 1].index:
        areas = query.figure_map(atlas, indicator, int(year))
        read, scheme = map_readings.read(atlas, areas, indicator, int(year), Basis.ANSWERS)
        told = read[read["answer"].notna()]
        for row in told.to_dict("records"):
            assert scheme.answers[row["step"]] == row["answer"]
            yield row["id"], row["answer"]


def of_sheets(atlas: Atlas, ruled: Ruled) -> Iterator[tuple[str, AnswerKind]]:
    """Yield the answers of some provinces' pages, whose counts are those of their lines."""
    wide = due_rows(atlas, ruled, *BY_REPORT)
    for name in wide["province"].value_counts().index[:SHEETS]:
        sheet = province_sheet.sheet(atlas, name)
        told = [one for few in sheet.lines.values() for line in few for one in line.panel.targets]
        assert sheet.answers == Counter(one.kind for one in told)
        counts = [sheet.answers[kind] for kind in sheet_captions.SHOWN if kind in sheet.answers]
        assert numbers(sheet_captions.counted(sheet)) == counts
        assert numbers(markup._counted(sheet)) == counts
        yield from ((one.row["id"], one.kind) for one in told)


@pytest.mark.parametrize("view", [of_progress, of_maps, of_sheets])
def test_drawn_answers_are_those_of_the_rule(view: View, real_atlas: Atlas, ruled: Ruled) -> None:
    told = [(name, kind) for name, kind in view(real_atlas, ruled) if kind not in NOT_DUE]
    assert len(told) > 50
    assert [one for one in told if ruled[one[0]].kind != one[1]] == []


def test_told_answers_are_those_of_the_rule(real_atlas: Atlas, site: Site, ruled: Ruled) -> None:
    """Targets, the figures of Progress and Province and the pages that are published."""
    reported = {row["id"]: row for row in real_atlas.results.to_dict("records")}
    rows = due_rows(real_atlas, ruled)
    told = {one.row["id"]: one.sentence for one in progress.answered(real_atlas, rows)}
    published = map_pages._with_answers(site, rows).set_index("id")["answer"]
    for row in rows.to_dict("records"):
        found = ruled[row["id"]]
        results = [reported[one] for one in found.results]
        sentence = answer_words.sentence(row, found, results)
        outcome = result_provenance.outcome(real_atlas, row["id"])
        assert outcome is not None
        assert (outcome.sentence, told[row["id"]]) == (sentence, sentence)
        assert tuple(one.id for one in outcome.reports) == found.results
        assert outcome.rule == result_provenance.rule(real_atlas, found)
        assert published[row["id"]] == answer_words.in_short(row, found, results)


def test_published_pages_say_what_the_rule_says(real_atlas: Atlas, ruled: Ruled) -> None:
    for name in due_rows(real_atlas, ruled, *BY_REPORT)["id"]:
        page = target_pages._answer(real_atlas, {"id": name})
        assert page["told"] == answers.told(real_atlas, name)
        assert len(page["reports"]) == len(ruled[name].results)
    table = zip(real_atlas.targets["id"], target_pages._answers_in_short(real_atlas), strict=True)
    named = {name: answer_words.name(found.kind) for name, found in ruled.items()}
    assert {name: told for name, told in table if told} == named


def test_downloads_hold_the_answers_of_the_rule(real_atlas: Atlas, ruled: Ruled) -> None:
    held = downloads.answers_of(real_atlas, set(ruled)).set_index("target")
    assert set(held.index) == set(ruled)
    for name, row in held.iterrows():
        found = ruled[str(name)]
        assert row["answer"] == found.kind
        assert tuple(filter(None, row["results"].split("; "))) == found.results
        gap = None if pd.isna(row["difference"]) else row["difference"]
        assert gap == (None if found.difference is None else pytest.approx(found.difference))


def test_overview_counts_the_answers_of_the_rule(real_atlas: Atlas, ruled: Ruled) -> None:
    counts = Counter(found.kind for found in ruled.values())
    by_report = [counts[kind] for kind in captions.TOLD_OF_DUE if counts[kind]]
    assert numbers(captions.fallen_due(real_atlas)) == [len(ruled), sum(by_report), *by_report]
