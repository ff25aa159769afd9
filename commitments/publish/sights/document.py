"""Streamlit's page with a view in it: title, language, description, previews, and the view."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from commitments.figures import assets
from commitments.language import current, named, say
from commitments.publish.sights import style
from commitments.publish.sights.asked import Asked
from commitments.publish.sights.known import Known

SCRIPT: Final = assets.STATIC / "atlas-sight.js"
# The parts of a page, which are fetched while Streamlit's own scripts are; any other comes later.
PARTS: Final = (assets.PARTS, assets.ACCESS, assets.FOLLOWING)
PARTS_OF: Final = {
    "Overview": assets.MATRIX,
    "Map": (*assets.DOTS, *assets.ROWS),
    "Progress": (*assets.PROGRESS, *assets.ROWS),
}
AHEAD: Final = {
    ".js": '<link rel="modulepreload" href="{address}">',
    ".css": '<link rel="preload" as="style" href="{address}">',
}
PICTURE: Final = {"width": 1200, "height": 630}
# What Streamlit's page has, once each, and what stands in its place. A test holds that it is so.
ROOT: Final = '<div id="root"></div>'
TITLE: Final = "<title>Streamlit</title>"
LANGUAGE: Final = '<html lang="en">'
NO_SCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
FONT: Final = re.compile(r'href="(\./static/media/SourceSansVF-Upright[^"]+)"')
TOLD: Final = "<!--told-->"  # in a view, where what this reader alone is told goes
CHOSEN: Final = (
    '<style>path[data-iso="{code}"]{{stroke:var(--ink);stroke-width:15;paint-order:stroke}}</style>'
)
# The measures of the page that is to come: .streamlit/config.toml has the size, a test compares.
# Until Streamlit has heard of it, it has another, by which all would grow for a while.
MEASURES: Final = (
    "<style>html{{font-size:15px!important}}body{{margin:0}}@font-face{{font-family:"
    '"Source Sans";src:url("{font}") format("woff2");font-weight:200 900;font-display:swap}}'
    "@media print{{#first-sight~#root{{display:none}}}}</style>"
)


def missing(page: str) -> list[str]:
    """Name what Streamlit's page lacks, or has more than once, of what is looked for in it."""
    counts = {mark: page.count(mark) for mark in (ROOT, TITLE, LANGUAGE)}
    counts |= {way.pattern: len(way.findall(page)) for way in (NO_SCRIPT, FONT)}
    return [mark for mark, count in counts.items() if count != 1]


def plain(page: str, name: str) -> str:
    """Return the page of a name with its title, language and description, and no view."""
    told = f"<noscript><p>{escape(say('sight.no-script'))}</p></noscript>"
    head = _described(named("page", name), say("publish.about"))
    return _with(page, head, told, ROOT)


def seen(page: str, written: bytes, asked: Asked, known: Known, home: str = "") -> str:
    """Return the page with a view in it, in the language spoken now.

    `home` is the address of the atlas that its installer names: without it none is whole.
    """
    sight = json.loads(written)
    font = FONT.findall(page)[0]
    script = f"./app/static/{assets.versioned(SCRIPT)}"
    head = [
        _described(sight["title"], sight["description"]),
        _previewed(sight, home) if home else "",
        MEASURES.format(font=escape(font)),
        f'<script type="module" src="{escape(script)}"></script>',
        *(_ahead(file) for file in (*PARTS, *PARTS_OF.get(asked.page, ()))),
    ]
    shown = _told(sight["markup"], asked, known)
    view = (
        '<div id="first-sight"><template shadowrootmode="open">'
        f"<style>{style.stylesheet()}</style>{shown}</template></div>"
    )
    return _with(page, "".join(head), "", view + ROOT)


def _ahead(file: Path) -> str:
    """Return what lets a browser fetch a file of a part before the page asks for it."""
    address = f"./app/static/{assets.versioned(file)}"
    return AHEAD[file.suffix].format(address=escape(address))


def _with(page: str, head: str, without_script: str, body: str) -> str:
    """Put everything in its place; what is put in is never looked through again."""
    before, root, after = page.partition(ROOT)
    before = before.replace(LANGUAGE, f'<html lang="{current()}">').replace(TITLE, head)
    return NO_SCRIPT.sub(lambda _: without_script, before) + root.replace(ROOT, body) + after


def _described(title: str, description: str) -> str:
    whole = title if title == say("title") else f"{title} · {say('title')}"
    return (
        f'<title>{escape(whole)}</title><meta name="description" content="{escape(description)}">'
    )


def _previewed(sight: Mapping[str, Any], home: str) -> str:
    """Return the links that lead to this view, and what a chat shows of it."""
    link = home + sight["link"].lstrip("/")
    told = {
        "og:type": "website",
        "og:site_name": say("title"),
        "og:title": sight["title"],
        "og:description": sight["description"],
        "og:url": link,
    }
    if sight["picture"]:
        told["og:image"] = home + sight["picture"]
        told |= {f"og:image:{side}": str(size) for side, size in PICTURE.items()}
    card = "summary_large_image" if sight["picture"] else "summary"
    others = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(home + other.lstrip("/"))}">'
        for language, other in sight["others"].items()
    )
    return (
        f'<link rel="canonical" href="{escape(link)}">{others}'
        + "".join(f'<meta property="{name}" content="{escape(one)}">' for name, one in told.items())
        + f'<meta name="twitter:card" content="{card}">'
    )


def _told(markup: str, asked: Asked, known: Known) -> str:
    """Add what this reader alone is told: what the link asks for in vain, the chosen province."""
    said = [
        say("choice.ignored", what=named("asked", what), asked=word) for what, word in asked.ignored
    ]
    told = "".join(f'<p class="told-to-one">{escape(one)}</p>' for one in said)
    if asked.chosen:
        told += CHOSEN.format(code=known.codes[asked.chosen])
        option = f'<option value="{escape(asked.chosen)}"'
        markup = markup.replace('<option value="" selected>', '<option value="">', 1)
        markup = markup.replace(f"{option}>", f"{option} selected>", 1)
    return markup.replace(TOLD, told, 1)
