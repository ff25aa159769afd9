"""Values that widgets and figures send, read with care: a browser sends what it likes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text(answer: Any, *path: str | int) -> str:  # noqa: ANN401 (whatever a browser sends)
    """Return the text at the end of a path of keys and places; blank where there is none."""
    found = _at(answer, *path)
    return found if isinstance(found, str) else ""


def texts(answer: Any, *path: str | int) -> list[str]:  # noqa: ANN401
    """Return the texts of the list at the end of a path."""
    found = _at(answer, *path)
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _at(answer: Any, *path: str | int) -> Any:  # noqa: ANN401
    """Follow a path; None where it ends early."""
    for step in path:
        if isinstance(step, int):
            within = isinstance(answer, list) and step < len(answer)
        else:
            within = isinstance(answer, Mapping) and step in answer
        if not within:
            return None
        answer = answer[step]
    return answer
