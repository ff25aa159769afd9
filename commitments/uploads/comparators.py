"""Comparators as people write them: `≥`, at least, 不低于, 左右."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commitments.atlas.cells import quoted
from commitments.domain.model import Comparator
from commitments.language import LazyText, lazy, listed, named, say
from commitments.uploads import names as upload_names
from commitments.uploads.units import plain_text

BEFORE: Final = {
    Comparator.AT_LEAST: (
        "≥ ≧ ⩾ >= => 大于等于 大于或等于 "
        "不低于 不少于 不小于 不得低于 不得少于 至少 最低",
        "at least|not? (?:be )?(?:less|lower|fewer) than|not below",
    ),
    Comparator.MORE_THAN: ("> 超过 高于 大于 多于", "more than|above|over|higher than"),
    Comparator.AT_MOST: (
        "≤ ≦ ⩽ <= =< 小于等于 小于或等于 "
        "不超过 不高于 不大于 不多于 不得超过 不得高于 至多 最多 控制在 控制到",
        "at most|not exceed(?:ing)?|not? (?:be )?(?:more|higher) than|not above",
    ),
    Comparator.LESS_THAN: ("< 低于 小于 少于", "less than|below|under|lower than"),
    Comparator.ABOUT: ("≈ ~ 约 大约 约为", "about|around|approx(?:\\.|imately)?|circa|ca\\."),
    Comparator.REACH: (
        "达到 达 提高到 提高至 提升到 提升至 增加到 增至 增长到 "
        "下降到 下降至 降到 降至 降低到",
        "reach(?:es|ed|ing)?|(?:increase|rise|fall|grow)s? to",
    ),
    Comparator.HOLD: (
        "保持在 保持 维持在 维持 稳定在 稳定",
        "hold(?:s|ing)?(?: at)?|maintain(?:ed)?(?: at)?|remain(?:s|ed)?(?: at)?|"
        "stabili[sz]ed at|stable at|kept at",
    ),
}  # fmt: skip
AFTER: Final = {
    Comparator.AT_LEAST: ("以上 及以上", "or more|or above|and above|or higher"),
    Comparator.AT_MOST: ("以下 及以下 以内 之内", "or less|or below|or lower"),
    Comparator.ABOUT: ("左右 上下", "or so"),
}
_WEAK: Final = (Comparator.REACH, Comparator.HOLD)


def _signs(words: dict[Comparator, tuple[str, str]]) -> list[tuple[str, Comparator]]:
    """List the signs as patterns, long Chinese ones first, so that 不低于 is not read as 低于."""
    chinese = [(re.escape(w), c) for c, (listed, _) in words.items() for w in listed.split()]
    english = [(rf"\b(?:{pattern})(?![a-z])", c) for c, (_, pattern) in words.items()]
    return english + sorted(chinese, key=lambda sign: -len(sign[0]))


_BEFORE: Final = [(re.compile(p, re.IGNORECASE), c) for p, c in _signs(BEFORE)]
_AFTER: Final = [(re.compile(p + r"\s*$", re.IGNORECASE), c) for p, c in _signs(AFTER)]
_FILLER: Final = re.compile(
    r"(?:\b(?:shall|should|will|to|be|is)\b|[为在要:]|力争|争取|努力|确保)\s*", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"(?:between|from)\b\s*", re.IGNORECASE)
_NUMBER_STARTS: Final = re.compile(r"[+-]?[.]?[0-9]")


class Unclear(ValueError):
    """Raised with the reason why a cell cannot be read for certain, by its key and its words."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.message = lazy(key, **words)

    def __str__(self) -> str:
        return str(self.message)


def sign(cell: str) -> str:
    """Read a comparator written as a word, a sign or an id; Unclear with the reason."""
    text = plain_text(cell).casefold()
    named = text.replace(" ", "_").replace("-", "_")
    if named in list(Comparator):
        return named
    for patterns in (_BEFORE, _AFTER):
        for pattern, comparator in patterns:
            if pattern.fullmatch(text):
                return str(comparator)
    if text in ("=", "equal", "equals", "等于"):
        return str(Comparator.REACH)
    if text in ("range", "区间", "范围"):
        return str(Comparator.BETWEEN)
    choices = LazyText(upload_names.choices, tuple(Comparator), family="comparator")
    raise Unclear("upload.not-a-sign", cell=quoted(cell), listed=choices)


def signs_before(text: str) -> tuple[frozenset[Comparator], str]:
    """Take the signs before a number off, and say which they were."""
    signs: set[Comparator] = set()
    rest = _BETWEEN.sub("", text, count=1) if _BETWEEN.match(text) else text
    while rest and not _NUMBER_STARTS.match(rest):
        for pattern, comparator in _BEFORE:
            found = pattern.match(rest)
            if found:
                signs.add(comparator)
                rest = rest[found.end() :].lstrip()
                break
        else:
            found = _FILLER.match(rest)
            if not found:
                break
            rest = rest[found.end() :]
    return frozenset(signs), rest


def signs_after(text: str) -> tuple[frozenset[Comparator], str]:
    """Take the sign behind a number off, and say which it was."""
    bare = text.strip("()[] ") if text.endswith((")", "]")) else text
    for pattern, comparator in _AFTER:
        found = pattern.search(bare)
        if found:
            return frozenset({comparator}), bare[: found.start()].strip()
    return frozenset(), text


def _at_once(bounds: Sequence[str], is_range: bool) -> str:
    """List the signs of one cell as they are spoken."""
    ranges = [say("upload.a-range")] if is_range else []
    return listed([*(named("comparator", bound) for bound in bounds), *ranges])


def one_sign(cell: str, signs: frozenset[Comparator], *, is_range: bool) -> str:
    """Reduce the signs of a cell to one: a bound is stronger than reach or hold."""
    bounds = sorted(signs - frozenset(_WEAK))
    if len(bounds) > 1 or (bounds and is_range):
        told = LazyText(_at_once, bounds, is_range)
        raise Unclear("upload.signs-at-once", cell=quoted(cell), signs=told)
    if is_range:
        return str(Comparator.BETWEEN)
    if bounds:
        return str(bounds[0])
    return str(next((weak for weak in reversed(_WEAK) if weak in signs), ""))
