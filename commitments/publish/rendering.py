"""Templates filled with views: every text is escaped, every link is relative."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from commitments.domain.model import Theme
from commitments.figures import assets, escaping, palette
from commitments.language import Language, count, current, has, named, say
from commitments.publish import addresses
from commitments.publish.site import Site

TEMPLATES: Final = Path(__file__).parent / "templates"
TWO_FORMS: Final = re.compile(r"light-dark\((#[0-9a-f]{6,8}), #[0-9a-f]{6,8}\)")
BY_NAME: Final = re.compile(r"var\(--([a-z-]+)\)")
STYLE_LENGTH: Final = 8  # letters and digits that tell one style from another
MENU: Final = {
    "": "Overview",
    "map": "Map",
    "timeline": "Timeline",
    "progress": "Progress",
    "province": "Provinces",
    "targets": "Targets",
    "method": "Method",
}
WEB: Final = ("http", "https")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"say": say, "count": count, "named": named, "has": has, "themes": list(Theme)}
    made.globals |= {"menu": MENU, "languages": list(Language)}
    made.tests["web_address"] = is_web_address
    return made


def is_web_address(address: object) -> bool:
    """Say whether a text is an address that a page may lead to."""
    try:
        return urlsplit(str(address)).scheme in WEB
    except ValueError:
        return False


def text(template: str, **context: object) -> str:
    """Fill a template."""
    return _environment().get_template(template).render(context)


def page(site: Site, template: str, address: str, **context: object) -> bytes:
    """Fill the template of a page that stands at an address of a site."""
    language = current()
    whole = {
        "site": site,
        "address": address,
        "card": site.live and addresses.card(address),
        "language": language,
        "to": partial(addresses.relative, here=address),
        "home": addresses.page(language),
        "style": style_version(),
        "other": _in_other_language(address),
    }
    return text(template, **whole, **context).encode()


def _in_other_language(address: str) -> Mapping[str, str]:
    """Return the same page in each language."""
    here = f"/{address}"
    return {
        str(one): re.sub(r"/(en|zh)/", f"/{one}/", here, count=1).removeprefix("/")
        for one in Language
    }


@lru_cache(maxsize=1)
def style_version() -> str:
    """Return what tells the style and script of the pages from any others."""
    files = (stylesheet().encode(), (TEMPLATES / "assets" / "site.js").read_bytes())
    return hashlib.sha256(b"".join(files)).hexdigest()[:STYLE_LENGTH]


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """Return the style of the pages: named colours, their own look, that of the live drawings."""
    parts = (TEMPLATES / "assets" / "site.css", assets.PROGRESS[1], assets.DOTS[1])
    return palette.stylesheet() + "".join(part.read_text(encoding="utf-8") for part in parts)


def on_paper(drawing: str, theme: Theme | None) -> str:
    """Write a drawing in the colours of paper, which every program that opens SVG knows."""
    named_colours = {name: light for name, (light, _) in palette.NAMED.items()}
    named_colours["hue"] = palette.theme_colour(theme)
    plain = TWO_FORMS.sub(r"\1", drawing)
    return BY_NAME.sub(lambda found: named_colours.get(found[1], found[0]), plain)


def prose() -> MarkdownIt:
    """Return what turns the project's own texts into markup; tags in them stay text."""
    return MarkdownIt("js-default")


def inline(text: str) -> Markup:
    """Return a text of the project's own, a line of Markdown, as markup."""
    return escaping.markup(prose().renderInline(text))
