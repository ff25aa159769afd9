"""Keys of a table in a briefing's file, read and judged one by one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from commitments.language import either, say

QUOTED_LENGTH: Final = 40  # characters of a wrong value that are repeated
LISTED: Final = 40  # names; more are no longer an answer


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one table, which `where` names; `problems` takes up every fault in words."""

    where: str
    data: Mapping[str, Any]
    problems: list[str]

    def fault(self, key: str, what: str, **words: object) -> None:
        """Say what is wrong with one key, after its place."""
        why = say(f"set-fault.{what}", **words)
        self.problems.append(say("set-fault.at-key", where=self.where, name=key, why=why))

    def only(self, known: Sequence[str]) -> None:
        """Refuse keys other than the known."""
        listed = say("list.between").join(known)
        strange = [quoted(key) for key in self.data if key not in known]
        told = [say("set-fault.unknown-key", name=key, known=listed) for key in strange]
        self.problems.extend(say("set-fault.at", where=self.where, why=why) for why in told)

    def text(self, key: str, most: int) -> str:
        """Return a text of at most so many characters; blank where it is not given or no text."""
        text = self.data.get(key, "")
        if not isinstance(text, str):
            self.fault(key, "text-form")
            return ""
        if len(text) > most:
            self.fault(key, "text-length", length=len(text), most=most)
        return text.strip()

    def one(self, key: str, known: Iterable[str], *, needed: bool = False) -> str:
        """Return a choice that must be one of the known; blank where it may be left out and is."""
        asked = self.data.get(key, "")
        if asked in ("", None) and not needed:
            return ""
        offered = [str(one) for one in known]
        if isinstance(asked, str) and asked in offered:
            return asked
        self.fault(key, "not-here", asked=quoted(asked), offer=offer(asked, offered))
        return ""


def quoted(value: object) -> str:
    """Repeat a wrong value, the first of its characters."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= QUOTED_LENGTH else text[:QUOTED_LENGTH] + '…'}”"


def offer(asked: object, known: Sequence[str]) -> str:
    """Name what could be meant, or what there is; a long list is left to the Method page."""
    near = difflib.get_close_matches(str(asked)[:QUOTED_LENGTH], known)
    if near:
        return say("set-fault.near", names=either(near))
    if len(known) > LISTED:
        return say("set-fault.many", number=len(known))
    return say("set-fault.choose", names=either(known))
