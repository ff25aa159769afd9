"""Tests that the examples of Method are true to the tables and told as every view tells them."""

import re

import pytest

from commitments.atlas.load import Atlas
from commitments.atlas.translation import translated
from commitments.domain.results import AnswerKind
from commitments.figures import assets
from commitments.language import Language, speaking
from commitments.queries import answers

EXAMPLES = {
    "sd-pm25_mean-2025": AnswerKind.REACHED,
    "hi-pm25_mean-2025": AnswerKind.MISSED,
    "nx-forest_coverage-2025": AnswerKind.NOT_COMPARABLE,
}
QUOTED = re.compile(r"^- \*.*?\*[:：] ?“(.*?[.。])”(.*)$", re.MULTILINE)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def printed(atlas: Atlas, target: str) -> set[float]:
    """Return the figures and years that the tables hold of a commitment's thing and document."""
    row = atlas.targets.set_index("id").loc[target]
    told = atlas.reported_on(row["indicator"])
    told = told[(told["province"] == row["province"]) & (told["place"] == row["place"])]
    own = [row["value"], row["base_value"], row["base_year"], str(row["source_date"])[:4]]
    values = [*own, row["year"], *told["value"], *told["year"]]
    return {float(one) for one in values if one not in ("", "nan") and one == one}


@pytest.mark.parametrize("language", list(Language))
def test_the_examples_are_those_of_the_tables(real_atlas: Atlas, language: Language) -> None:
    text = assets.prose("method.md", language).read_text(encoding="utf-8")
    quoted = QUOTED.findall(text)
    assert len(quoted) == len(EXAMPLES)
    with speaking(language):
        atlas = translated(real_atlas, language)
        for (name, kind), (sentence, rest) in zip(EXAMPLES.items(), quoted, strict=True):
            assert answers.answer(atlas, name).kind == kind
            assert sentence == answers.told(atlas, name)
            assert {float(one) for one in NUMBER.findall(rest)} <= printed(atlas, name)
            assert NUMBER.search(rest)
