"""The head of a page: the atlas's name, its menu, and this view as text or in another language.

It is one element that is the same whatever is chosen on the page, so that a browser keeps it. A
link gets what is chosen from `static/atlas-following.js` once a reader turns to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from commitments.domain import links
from commitments.language import Language, current, named, say
from commitments.ui import text_view
from commitments.ui.session_links import FORMS, path_of

HEAD: Final = Markup(
    '<header class="masthead"><a class="title" href="{first}">{title}</a>'
    '<nav class="menu" aria-label="{menu}">{pages}</nav>'
    '<div class="forms">{forms}</div></header><h1 class="unseen">{here}</h1>'
)
LINK: Final = Markup('<a href="{link}">{words}</a>')
HERE: Final = Markup('<a href="{link}" aria-current="page">{words}</a>')
SPOKEN: Final = Markup('<a href="{link}" lang="{language}">{words}</a>')


def show(here: str, pages: Mapping[str, str]) -> None:
    """Show the head of the page `here`, one of some pages with their files."""
    form = {key: st.query_params[key] for key in FORMS if key in st.query_params}
    menu = [
        (HERE if name == here else LINK).format(link=_link(file, form), words=named("page", name))
        for name, file in pages.items()
    ]
    st.html(
        HEAD.format(
            first=_link(pages["Overview"], form),
            title=say("title"),
            menu=say("access.menu"),
            pages=Markup().join(menu),
            forms=Markup().join([_other_form(pages[here], form), *_languages(pages[here], form)]),
            here=named("page", here),
        )
    )


def _other_form(file: str, form: Mapping[str, str]) -> str:
    if text_view.as_text():
        drawn = {key: value for key, value in form.items() if key != text_view.KEY}
        return LINK.format(link=_link(file, drawn), words=say("view.drawn"))
    words = {**form, text_view.KEY: text_view.TEXT}
    return LINK.format(link=_link(file, words), words=say("view.text"))


def _languages(file: str, form: Mapping[str, str]) -> list[str]:
    """Return the links to the languages that are not spoken now."""
    return [
        SPOKEN.format(
            link=_link(file, {**form, links.LANG: language}),
            language=language,
            words=named("language", language),
        )
        for language in Language
        if language != current()
    ]


def _link(file: str, form: Mapping[str, str]) -> str:
    return f"./{path_of(file)}{'?' if form else ''}{urlencode(form)}"
