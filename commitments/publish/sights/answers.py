"""Answers to the server about first sight: what links may choose, and views by their names."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from commitments.language import Language, speaking
from commitments.publish.pieces import Pieces
from commitments.publish.sights import known, views

BEGINS: Final = "sight/"  # of the names that the server asks by; no address of the web begins so
KNOWN: Final = f"{BEGINS}known"


def name_of(view: str, today: float) -> str:
    """Return by what a view of a day is asked for: `sight/2026.91/en/Map?indicator=…`."""
    return f"{BEGINS}{today:.4f}/{view}"


def answer(held: Pieces, name: str) -> dict[str, bytes]:
    """Return what is asked for by a name."""
    if name == KNOWN:
        return {name: known.of(held.site.any).written()}
    day, language, view = name.removeprefix(BEGINS).split("/", 2)
    page, _, given = view.partition("?")
    choices = dict(parse_qsl(given, keep_blank_values=True))
    with speaking(Language(language)):
        return {name: views.sight(held.site, page, choices, float(day)).written()}
