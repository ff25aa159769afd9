"""Tests of the middleware of first sight: which answers have a view, what none waits for."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit

from commitments.atlas import editions
from commitments.language import Language, speaking
from commitments.publish.sights import answers, document
from commitments.publish.sights.known import Known
from commitments.publish.sights.views import Sight
from commitments.server import drawings as drawing
from commitments.server import first_sight
from commitments.server.drawings import OK, WRONG, Drawings
from commitments.server.first_sight import FirstSight, Views, preferred_language

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
KNOWN = Known(
    mapped={name: ["pm25_mean", "forest"] for name in ("all", "air", "water", "carbon", "ecology")},
    measured={name: ["pm25_mean"] for name in ("all", "air", "water", "carbon", "ecology")},
    years={"pm25_mean": ["2025", "2030"], "forest": ["no date"]},
    bases={"pm25_mean": ["figures", "nation"], "forest": ["figures"]},
    fullest_year={"pm25_mean": "2025", "forest": "no date"},
    codes={"Hebei": "CN-HE", "Jilin": "CN-JL"},
    covered=["Hebei", "Jilin"],
    fullest=["Hebei"],
    first="Hebei",
)
PAGES = {"/": "Overview", "/Map": "Map", "/Compare": "Compare", "/Your_data": "Your data"}


class Made:
    """Makes views as the process of the drawings would, and counts them."""

    def __init__(self, broken: bool = False) -> None:
        self.asked: list[str] = []
        self.broken = broken

    def __call__(self, path: str, base: str) -> tuple[int, dict[str, bytes]]:  # noqa: ARG002
        self.asked.append(path)
        if self.broken:
            return WRONG, {path: b""}
        if path == answers.KNOWN:
            return OK, {path: KNOWN.written()}
        return OK, {
            path: Sight("A title", "It says", f"<main>{path[:9]}<!--told--></main>").written()
        }

    @property
    def views(self) -> list[str]:
        return [path.split("/", 2)[2] for path in self.asked if path != answers.KNOWN]


async def streamlits(_scope: object, _receive: object, send: Callable[..., Any]) -> None:
    headers = [
        (b"content-type", b"text/html"),
        (b"etag", b'"old"'),
        (b"cache-control", b"no-cache"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": INDEX.encode()})


def guarded(made: Made, server: Callable[..., Any] = streamlits) -> FirstSight:
    drawings = Drawings(make=made, stamp=lambda: 1)
    views = Views(lambda: drawings, stamp=lambda: 1)
    asyncio.run(views.known())
    return FirstSight(server, PAGES, views)


def asked(
    guard: FirstSight, path: str = "/Map", query: str = "", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query.encode(),
        "headers": given,
    }  # fmt: skip
    asyncio.run(guard(scope, None, send))  # type: ignore[arg-type]
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(one["body"] for one in sent[1:]).decode()


async def seen_twice(guard: FirstSight, between: float) -> list[bool]:
    """Ask for a page twice, some seconds between; return which answer has the view."""
    found = []
    for _ in range(2):
        page = await guard._dressed({"headers": [], "query_string": b""}, "Map", INDEX)
        found.append('id="first-sight"' in page)
        await asyncio.sleep(between)
    return found


def test_streamlits_page_has_what_the_view_is_put_in_by() -> None:
    """A new Streamlit that lacks one of these shows no view: say which."""
    assert document.missing(INDEX) == []


def test_a_page_that_lacks_them_is_sent_as_it_is() -> None:
    async def another(_scope: object, _receive: object, send: Callable[..., Any]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"<html lang=en><div id=app></div>"})

    made = Made()
    assert asked(guarded(made, another))[2] == "<html lang=en><div id=app></div>"
    assert made.views == []


def test_a_link_is_answered_with_its_view() -> None:
    status, headers, page = asked(guarded(Made()), query="indicator=pm25_mean&year=2030")
    assert status == 200
    assert "<title>A title · Provincial Commitments Atlas</title>" in page
    assert '<template shadowrootmode="open">' in page
    assert page.index('id="first-sight"') < page.index('<div id="root"></div>')
    assert "You need to enable JavaScript" not in page
    assert headers["content-length"] == str(len(page.encode()))
    assert (headers["vary"], headers["cache-control"]) == ("Accept-Language", "no-cache")
    assert headers["etag"] != '"old"'


def test_who_has_the_page_is_not_sent_it_again() -> None:
    guard = guarded(Made())
    tag = asked(guard)[1]["etag"]
    assert asked(guard, if_none_match=f"W/{tag}")[::2] == (304, "")


@pytest.mark.parametrize(
    ("path", "method"), [("/static/js/index.js", "GET"), ("/Nowhere", "GET"), ("/Map", "HEAD")]
)
def test_other_requests_go_on_to_streamlit(path: str, method: str) -> None:
    made = Made()
    assert asked(guarded(made), path, method=method)[2] == INDEX
    assert made.views == []


def test_a_page_without_a_view_has_its_title() -> None:
    page = asked(guarded(Made()), "/Your_data", "lang=zh")[2]
    assert "<title>您的数据 · 省级承诺图集</title>" in page
    assert '<html lang="zh">' in page
    assert 'id="first-sight"' not in page


def test_an_unknown_parameter_makes_no_view_of_its_own() -> None:
    made = Made()
    guard = guarded(made)
    for turn in range(5):
        page = asked(guard, query=f"utm_source={turn}&year=9{turn}&basis=x{turn}&province=Hebei")[2]
        assert f"“9{turn}”" in page
    assert len(made.views) == 1


def test_the_language_is_the_links_else_the_browsers() -> None:
    made = Made()
    guard = guarded(made)
    asked(guard, accept_language="zh-CN,zh;q=0.9,en;q=0.8")
    asked(guard, query="lang=en", accept_language="zh-CN")
    asked(guard, accept_language="fr, zh")
    assert [view.split("/")[0] for view in made.views] == ["zh", "en"]
    assert preferred_language([(b"accept-language", b"ZH;q=1")]) == Language.CHINESE
    assert preferred_language([]) == Language.ENGLISH


def test_a_readers_own_table_is_never_in_it() -> None:
    made = Made()
    assert (
        'id="first-sight"' not in asked(guarded(made), query="yours=alone&indicator=pm25_mean")[2]
    )
    assert made.views == []


def test_a_broken_table_is_left_to_the_page_to_tell() -> None:
    page = asked(guarded(Made(broken=True)))[2]
    assert 'id="first-sight"' not in page
    assert "<title>Map · Provincial Commitments Atlas</title>" in page


def test_an_edition_with_problems_is_left_to_the_page_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kept:
        def edition(self) -> Any:
            atlas = type("Atlas", (), {"fingerprint": "1"})
            return type("Edition", (), {"atlas": atlas, "problems": ("one",)})

    monkeypatch.setattr(editions, "keeper", Kept)
    monkeypatch.setattr(drawing, "_pieces", lambda *_: None)
    assert drawing.make(f"{answers.BEGINS}known", "") == (WRONG, {"sight/known": b""})


def test_a_page_does_not_wait_for_a_view_that_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    made, done = Made(), []

    async def slow(self: Drawings, path: str, base: str) -> tuple[int, dict[str, bytes]]:  # noqa: ARG001
        if path != answers.KNOWN:
            await asyncio.sleep(0.05)
            done.append(path)
        return made(path, base)

    monkeypatch.setattr(first_sight, "PATIENCE", 0.01)
    monkeypatch.setattr(Drawings, "_run", slow)
    drawings = Drawings(stamp=lambda: 1)
    views = Views(lambda: drawings, stamp=lambda: 1)
    guard = FirstSight(streamlits, PAGES, views)

    async def twice() -> list[bool]:
        await views.known()
        return await seen_twice(guard, 0.1)

    assert asyncio.run(twice()) == [False, True], "it is drawn to its end, for the next who asks"
    assert len(done) == 1


def test_while_the_process_of_the_drawings_begins_no_page_waits_for_it() -> None:
    made = Made()
    drawings = Drawings(make=made, stamp=lambda: 1)
    guard = FirstSight(streamlits, PAGES, Views(lambda: drawings, stamp=lambda: 1, pause=0))

    assert asyncio.run(seen_twice(guard, 0.01)) == [False, True]
    assert made.asked[0] == answers.KNOWN
    assert len(made.views) == 1, "the view of the first is drawn for the second"


def test_whole_addresses_are_the_installers_and_never_the_requests(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ATLAS_ADDRESS", raising=False)
    assert "evil.example" not in asked(guarded(Made()), host="evil.example")[2]
    monkeypatch.setenv("ATLAS_ADDRESS", "https://atlas.example/")
    page = asked(guarded(Made()), host="evil.example")[2]
    assert '<link rel="canonical" href="https://atlas.example/">' in page
    assert "evil.example" not in page


def test_words_of_a_link_cannot_leave_their_place() -> None:
    with speaking(Language.ENGLISH):
        page = asked(guarded(Made()), query="year=%3Cscript%3E%3Cdiv+id%3D%22root%22%3E")[2]
    assert "<script><div" not in page
    assert page.count('<div id="root"></div>') == 1
