"""The style of a view at first sight: that of the published pages, within the view alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from commitments.publish import rendering

_FROM_ELSEWHERE: Final = re.compile(r"@(?:font-face|import)[^;{]*(?:\{[^}]*\}|;)")
_BETWEEN: Final = re.compile(r"\s*\n\s*")
_REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the style; a view has the page's own fonts, and a root of its own."""
    own = (rendering.TEMPLATES / "assets" / "sight.css").read_text(encoding="utf-8")
    whole = _REMARK.sub("", rendering.stylesheet() + own)
    kept = _FROM_ELSEWHERE.sub("", whole).replace(":root", ":host")
    return _BETWEEN.sub("\n", kept).strip()
