"""Tests of the addresses for machines: what is answered, to whom, and how it is kept."""

import asyncio
import json
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from support import small

from commitments.publish import pieces, requests
from commitments.publish import site as sites
from commitments.publish.pieces import Pieces
from commitments.server import addresses
from commitments.server import drawings as drawing
from commitments.server.drawings import MOST_WAITING, OK, WRONG, Drawings

HOST = (b"host", b"atlas.example")


def made(path: str, base: str) -> tuple[int, dict[str, bytes]]:
    if "nope" in path:
        return WRONG, {path: b"There is no indicator nope."}
    return OK, {path: f"{path} of {base or 'nowhere'}".encode(), "data/other.csv": b"other"}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TARGETS_URL", "RESULTS_URL", "ATLAS_OPEN", "ATLAS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def drawings() -> Drawings:
    return Drawings(make=made, stamp=lambda: 1)


async def behind(_scope: object, _receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})  # type: ignore[operator]
    await send({"type": "http.response.body", "body": b"streamlit"})  # type: ignore[operator]


def asked(
    drawings: Drawings, path: str, method: str = "GET", query: str = "", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Ask for one address; return status, headers and body."""
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "http.request"}

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query.encode(),
        "headers": [HOST, *given],
    }  # fmt: skip
    guard = addresses.Addresses(behind, lambda: drawings)
    asyncio.run(guard(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, sent[1]["body"]


@pytest.mark.parametrize("path", ["/", "/Map", "/dataset", "/app/static/provinces.json", "/embed"])
def test_other_addresses_go_on_to_streamlit(drawings: Drawings, path: str) -> None:
    assert asked(drawings, path)[0] == 299


def test_data_come_with_their_tag_and_open_to_all(drawings: Drawings) -> None:
    status, headers, body = asked(drawings, "/data/targets.csv")
    assert (status, body) == (200, b"data/targets.csv of nowhere")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["etag"].startswith('"')
    assert "set-cookie" not in headers


@pytest.mark.parametrize("weak", ["", "W/"])
def test_who_has_it_is_not_sent_it_again(drawings: Drawings, weak: str) -> None:
    tag = asked(drawings, "/data/targets.csv")[1]["etag"]
    status, _, body = asked(drawings, "/data/targets.csv", if_none_match=f'"x", {weak}{tag}')
    assert (status, body) == (304, b"")


def test_head_has_the_headers_alone(drawings: Drawings) -> None:
    status, headers, body = asked(drawings, "/data/targets.csv", "HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", "27")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_taken(drawings: Drawings, method: str) -> None:
    status, headers, _ = asked(drawings, "/data/targets.csv", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_what_is_not_offered_is_told_in_a_sentence(drawings: Drawings) -> None:
    status, headers, body = asked(drawings, "/figure/en/map/nope/2025.svg")
    assert (status, body) == (400, b"There is no indicator nope.")
    assert headers["content-type"].startswith("text/plain")
    assert "etag" not in headers


def test_only_a_frame_may_be_framed_by_others(drawings: Drawings) -> None:
    frame = asked(drawings, "/embed/en/map/pm25_mean/2025/")[1]["content-security-policy"]
    figure = asked(drawings, "/figure/en/map/pm25_mean/2025.svg")[1]["content-security-policy"]
    assert "frame-ancestors *" in frame
    assert "frame-ancestors 'self'" in figure
    assert "script-src" not in figure


def test_a_table_of_an_installers_own_is_closed_unless_they_open_it(
    drawings: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TARGETS_URL", "postgresql://reader@host/own")
    assert "access-control-allow-origin" not in asked(drawings, "/data/targets.csv")[1]
    monkeypatch.setenv("ATLAS_OPEN", "yes")
    assert asked(drawings, "/data/targets.csv")[1]["access-control-allow-origin"] == "*"


def test_whole_addresses_are_the_installers_and_never_the_requests(
    drawings: Drawings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"atlas.example" not in asked(drawings, "/data/targets.csv")[2]
    monkeypatch.setenv("ATLAS_ADDRESS", "https://known.example/atlas")
    assert b"https://known.example/atlas/" in asked(drawings, "/data/targets.csv")[2]


def test_choices_lead_to_the_address(drawings: Drawings) -> None:
    query = "indicator=pm25_mean&year=no+date"
    status, headers, _ = asked(drawings, "/figure/zh/map", query=query)
    assert (status, headers["location"]) == (307, "/figure/zh/map/pm25_mean/no-date.svg")
    status, headers, _ = asked(drawings, "/embed/en/map", query="indicator=a%0d%0ab&year=2025")
    assert headers["location"] == "/embed/en/map/a%0D%0Ab/2025/"


def test_one_address_is_made_once_for_all_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    async def slow(self: Drawings, path: str, base: str) -> tuple[int, dict[str, bytes]]:  # noqa: ARG001
        calls.append(path)
        await asyncio.sleep(0)
        return made(path, base)

    monkeypatch.setattr(Drawings, "_run", slow)
    drawings = Drawings(stamp=lambda: 1)

    async def all_at_once() -> list:
        same = [drawings.answer("data/targets.csv", "") for _ in range(5)]
        return await asyncio.gather(*same)

    assert len({answer.tag for answer in asyncio.run(all_at_once())}) == 1
    assert calls == ["data/targets.csv"]


def test_past_its_end_the_queue_asks_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(self: Drawings, path: str, base: str) -> tuple[int, dict[str, bytes]]:  # noqa: ARG001
        await asyncio.sleep(0.01)
        return made(path, base)

    monkeypatch.setattr(Drawings, "_run", never)
    drawings = Drawings(stamp=lambda: 1)

    async def too_many() -> list[int]:
        many = [drawings.answer(f"data/{at}.csv", "") for at in range(MOST_WAITING + 2)]
        return [one.status for one in await asyncio.gather(*many)]

    statuses = asyncio.run(too_many())
    assert statuses.count(503) == 2


def test_what_was_made_along_is_kept_and_another_edition_is_made_anew() -> None:
    stamp = [1]
    calls = []

    def counted(path: str, base: str) -> tuple[int, dict[str, bytes]]:
        calls.append(path)
        return made(path, base)

    drawings = Drawings(make=counted, stamp=lambda: stamp[0])
    asked(drawings, "/data/targets.csv")
    asked(drawings, "/data/other.csv")
    assert calls == ["data/targets.csv"]
    stamp[0] = 2
    asked(drawings, "/data/targets.csv")
    assert calls == ["data/targets.csv", "data/targets.csv"]


# ---- what an address means ----


@pytest.fixture(scope="module")
def held() -> Iterator[Pieces]:
    atlas = small.atlas(
        small.figure("Hebei", value="36.5", year="2025"),
        small.figure("Jilin", value="45.8", year="2035", source="jilin-outline"),
    )
    yield Pieces(sites.of(atlas, "https://atlas.example/", alone=True))


@pytest.mark.parametrize(
    "path",
    [
        "data/",
        "data/targets.csv",
        "data/openapi.json",
        "data/forest_coverage.csv",
        "data/forest_coverage.metadata.json",
        "figure/en/map/forest_coverage/2025.svg",
        "figure/zh/tiles/forest_coverage/2035.svg",
        "figure/en/map/forest_coverage/2025.json",
        "figure/en/timeline/hebei.svg",
        "embed/en/map/forest_coverage/2025",
        "embed/en/map/forest_coverage/2025/",
        "assets/site.css",
    ],
)
def test_every_address_is_answered(held: Pieces, path: str) -> None:
    assert requests.answer(held, path)[path]


@pytest.mark.long
def test_a_card_has_the_size_in_which_chats_show_a_link(held: Pieces) -> None:
    for path in (
        "map/forest_coverage/2025", "overview/all", "timeline/hebei", "timeline/all",
        "progress/forest_coverage", "province/hebei",
    ):  # fmt: skip
        (card,) = requests.answer(held, f"figure/en/{path}.card.png").values()
        with Image.open(BytesIO(card)) as picture:
            assert picture.size == (1200, 630)
            assert len(picture.getcolors(10**6) or ()) > 20, "something is drawn on it"


def test_a_map_of_one_figure_has_an_address_if_no_page(held: Pieces) -> None:
    assert held.site.maps == ()
    page = requests.answer(held, "embed/en/map/forest_coverage/2025/")
    shown = page["embed/en/map/forest_coverage/2025/index.html"].decode()
    assert 'href="/Map?indicator=forest_coverage&amp;year=2025"' in shown
    assert "https://atlas.example/Map?indicator=forest_coverage&amp;year=2025" in shown


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/nope.csv", "There is no indicator nope. `/data/indicators.json` lists them."),
        ("figure/en/map/forest_coverage/1999.svg", "1999 is no due year of forest_coverage. "
         "There are: 2025, 2035."),
        ("figure/en/map/carbon_peak/2025.svg", "2025 is no due year of carbon_peak. "
         "There are: none."),
        ("figure/zh/map/nope/2025.svg", "没有指标nope。`/data/indicators.json` 列有全部指标。"),
        ("figure/fr/map/forest_coverage/2025.svg", "fr is no language of the atlas: `en` or `zh`."),
        ("figure/en/pie/forest_coverage/2025.svg", "pie is no figure of one indicator: map, "
         "tiles, dots."),
        ("figure/en/dots/forest_coverage/2025.csv", "There is no csv of this figure: svg, "
         "png, card.png."),
        ("figure/en/overview/mars.png", "mars is no theme: all, air, water, carbon, ecology, "
         "overall."),
        ("figure/en/overview/all.svg", "There is no svg of this figure: png, card.png."),
        ("figure/en/timeline/atlantis.svg", "atlantis is neither a theme nor a province. Themes "
         "are `air`, `water`, `carbon`, `ecology` and `overall`; provinces go by their English "
         "names, such as `inner-mongolia`."),
        ("figure/en/timeline/macau.svg", "No commitment of Macau was found, so there is no "
         "timeline of it."),
        ("figure/en/timeline/atlantis.png", "atlantis is neither a theme nor a province. Themes "
         "are `air`, `water`, `carbon`, `ecology` and `overall`; provinces go by their English "
         "names, such as `inner-mongolia`."),
        ("figure/en/timeline/all.svg", "There is no svg of this figure: png, card.png."),
        ("figure/en/timeline/hebei.gif", "There is no gif of this figure: svg, png, card.png."),
        ("figure/en/progress/nope.png", "There is no indicator nope. `/data/indicators.json` "
         "lists them."),
        ("figure/en/province/atlantis.card.png", "atlantis is no province with a fact sheet: "
         "provinces go by their English names, such as `inner-mongolia`."),
        ("data/../codebook/units.csv", "There is nothing at data/../codebook/units.csv. `/data/` "
         "says what there is."),
        ("assets/../../serve.py", "There is nothing at assets/../../serve.py. `/data/` says what "
         "there is."),
    ],
)  # fmt: skip
def test_what_there_is_not_is_told(held: Pieces, path: str, said: str) -> None:
    with pytest.raises(requests.NotOffered) as refused:
        requests.answer(held, path)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("figure/en/map/forest_coverage/2025.csv", 200),
        ("figure/en/map/forest_coverage/1999.svg", 404),  # a year in which nothing falls due
        ("figure/en/timeline/macau.svg", 404),
        ("data/nope", 404),
        ("figure/en/map/nope/2025.svg", 400),
        ("figure/fr/map/forest_coverage/2025.svg", 400),
    ],
)
def test_what_could_be_there_is_missing_and_what_could_not_is_wrong(
    held: Pieces, monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    monkeypatch.setattr(drawing, "_pieces", lambda *_: held)
    assert drawing.make(path, "")[0] == status


def test_a_search_engine_is_led_to_the_tables(held: Pieces) -> None:
    page = requests.answer(held, "data/")["data/"].decode()
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    files = [one["contentUrl"] for one in json.loads(told)["distribution"]]
    home = "https://atlas.example/data/"
    assert files == [f"{home}{name}.csv" for name in ("targets", "results")] + [
        f"{home}indicators.json", f"{home}sources.csv",
    ]  # fmt: skip


def test_of_words_alone_there_is_a_map_and_no_dot_plot() -> None:
    atlas = small.atlas(small.words("Hebei", "forest_coverage", year="2025"))
    words = Pieces(sites.of(atlas, "https://atlas.example/", alone=True))
    drawing = "figure/en/map/forest_coverage/2025.svg"
    assert requests.answer(words, drawing)[drawing]
    with pytest.raises(requests.NothingHeld) as refused:
        requests.answer(words, "figure/en/dots/forest_coverage/2025.svg")
    assert str(refused.value) == "There is no svg of this figure: png, card.png."


NAMES = st.text(max_size=30) | st.sampled_from(
    ["en", "zh", "forest_coverage", "2025", "all", "air", "hebei", "..", "%00", "no-date", "a/b"]
)
TEMPLATES = (
    "data/{}.csv", "data/{}.json", "data/{}.metadata.json", "data/{}", "figure/{}/map/{}/{}.json",
    "figure/{}/dots/{}/{}.svg", "figure/{}/{}/{}/{}.{}", "figure/{}/timeline/{}.svg",
    "figure/{}/overview/{}.{}", "embed/{}/map/{}/{}/", "embed/{}/{}", "assets/{}", "{}",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(template=st.sampled_from(TEMPLATES), names=st.lists(NAMES, min_size=5, max_size=5))
def test_any_address_is_answered_or_refused_in_a_sentence(
    held: Pieces, template: str, names: list[str]
) -> None:
    path = template.format(*names)
    try:
        found = requests.answer(held, path)
    except requests.NotOffered as refused:
        assert str(refused)
    else:
        assert found[path]
    assert requests.led_on(path, {"indicator": names[0], "year": names[1]}).count("..") <= (
        "".join(names).count("..") * 2
    )


@pytest.mark.long
def test_every_address_of_the_openapi_is_one_that_is_answered(held: Pieces) -> None:
    told = json.loads(requests.answer(held, "data/openapi.json")["data/openapi.json"])
    sound = {
        "indicator": "forest_coverage", "language": "zh", "year": "2025", "subject": "ecology",
        "theme": "ecology", "lanes": "national", "province": "jilin",
    }  # fmt: skip
    for address in told["paths"]:
        path = address.lstrip("/").format(**sound)
        assert requests.answer(held, path)[path], address


def test_the_openapi_names_the_years_and_every_subject_of_a_timeline(held: Pieces) -> None:
    paths = json.loads(requests.answer(held, "data/openapi.json")["data/openapi.json"])["paths"]
    (_, _, year) = paths["/figure/{language}/map/{indicator}/{year}.svg"]["get"]["parameters"]
    assert "2025" in year["schema"]["enum"]
    _, subject = paths["/figure/{language}/timeline/{subject}.svg"]["get"]["parameters"]
    assert subject["schema"]["enum"][:2] == ["air", "water"]
    for name in subject["schema"]["enum"][5:]:
        path = f"figure/en/timeline/{name}.svg"
        assert requests.answer(held, path)[path]


def test_the_styles_of_a_frame_are_those_of_the_pages() -> None:
    assert set(pieces.assets()) >= {"assets/site.css", "assets/fonts/AtlasSans-Regular.woff2"}
