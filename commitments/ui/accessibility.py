"""Accessible names and descriptions of what Streamlit leaves unnamed, or names in English alone."""

from __future__ import annotations

from typing import Final

from commitments.figures import assets
from commitments.language import current, say
from commitments.ui import scripts, streamlit_strings

TIMELINE: Final = ".st-key-timeline-plot"  # where it scrolls within the page
NAMES: Final = ".st-key-timeline-names"  # a picture of names that the timeline beside it tells


def say_page() -> None:
    """Say of a page its language, its regions, and the words for what Streamlit says in English."""
    data = {
        "language": str(current()),
        "pages": say("streamlit.pages"),
        "regions": {TIMELINE: say("access.timeline-scrolls")},
        "hidden": NAMES,
        "words": _addresses(),
    }
    scripts.run(assets.ACCESS, assets.NO_ACCESS, data, key="access")


def _addresses() -> dict[str, str]:
    """Return where a page finds the words that stand in the place of Streamlit's."""
    files = {"script": assets.WORDS, "texts": streamlit_strings.FILE}
    return {what: f"./app/static/{assets.versioned(file)}" for what, file in files.items()}
