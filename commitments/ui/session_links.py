"""Links between the pages that open in the session, each as one step of the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final

from commitments.domain import links
from commitments.figures import assets
from commitments.ui import scripts, text_view

FIRST: Final = "app"  # its page stands at the root
FORMS: Final = (links.LANG, text_view.KEY)  # of a page, which every link keeps


def follow_links(pages: Mapping[str, str], carried: Sequence[str]) -> None:
    """Follow the links to some pages, by their files; without the script a browser loads them.

    The menu carries some choices from page to page.
    """
    paths = [path_of(file) for file in pages.values()]
    data = {"pages": paths, "carried": list(carried), "forms": list(FORMS)}
    scripts.run(assets.FOLLOWING, assets.NO_FOLLOWING, data, key="following")


def path_of(file: str) -> str:
    """Return the last part of a page's address: `Your_data` of `pages/8_Your_data.py`."""
    name = PurePath(file).stem
    return "" if name == FIRST else name.split("_", 1)[1]
