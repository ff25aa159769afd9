"""The end of a briefing: what a reader must know of the method, and the documents used."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from commitments.atlas.load import Atlas
from commitments.domain.model import YOURS, Evidence
from commitments.language import named, say
from commitments.words import wording


def method(atlas: Atlas, cite: str) -> list[tuple[str, str]]:
    """Return what a reader must know, as headings with their text; `cite` says how to cite."""
    grades = [
        say("method.grade", grade=wording.grade(grade), meaning=say(f"evidence.{grade}"))
        for grade in (*Evidence, YOURS)
    ]
    signs = [
        say("method.sign", sign=sign.strip(), meaning=named("comparator", how))
        for how, sign in wording.SIGN.items()
    ]
    words = {"title": say("title"), "edition": atlas.edition, "version": atlas.version}
    evidence = say("sources.between").join(grades)
    return [
        (say("method.figures"), say("method.figures-told", signs=say("list.between").join(signs))),
        (say("method.missing"), say("method.missing-told")),
        (say("method.evidence"), say("method.evidence-told", grades=evidence)),
        (say("method.shapes"), say("method.shapes-told")),
        (say("method.cite"), say(cite, **words)),
    ]


def documents(atlas: Atlas, rows: pd.DataFrame, provinces: Sequence[str]) -> pd.DataFrame:
    """Return the sources of some rows: those of the chosen provinces first, then the most used."""
    used = atlas.sources.loc[rows["source"].unique()]
    ours = set(rows.loc[rows["province"].isin(provinces), "source"])
    counts = rows["source"].value_counts().reindex(used.index)
    ranked = used.assign(ours=used.index.isin(ours), counted=counts)
    return ranked.sort_values(["ours", "counted"], ascending=[False, False], kind="stable")
