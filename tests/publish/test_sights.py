"""Tests of first sight: what a link asks for, and the view that stands in the first answer."""

import json
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest
from lxml import html
from support import small

import serve
from commitments import ROOT
from commitments.atlas.load import Atlas
from commitments.domain.model import Selection
from commitments.figures import escaping, views
from commitments.language import Language, speaking
from commitments.publish import site as sites
from commitments.publish.pieces import Pieces
from commitments.publish.sights import answers, document, fields, known, style
from commitments.publish.sights.asked import Asked, read
from commitments.publish.sights.known import Known
from commitments.ui import frame

pytestmark = pytest.mark.long

TODAY = 2026.9153
ENGLISH, CHINESE = Language.ENGLISH, Language.CHINESE
STREAMLIT = (
    '<!DOCTYPE html><html lang="en"><head><link rel="preload" '
    'href="./static/media/SourceSansVF-Upright.ttf.x.woff2"><title>Streamlit</title></head>'
    '<body><noscript><p>You need JavaScript.</p></noscript><div id="root"></div></body></html>'
)
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"


@pytest.fixture(scope="module")
def held(real_atlas: Atlas) -> Pieces:
    return Pieces(sites.of(real_atlas, alone=True))


@pytest.fixture(scope="module")
def ids(held: Pieces) -> Known:
    return known.read(answers.answer(held, answers.KNOWN)[answers.KNOWN])


def asked(ids: Known, page: str, language: Language = ENGLISH, **given: str) -> Asked:
    found = read(ids, page, given, language)
    assert found
    return found


def written(held: Pieces, link: Asked) -> bytes:
    name = answers.name_of(link.name, TODAY)
    return answers.answer(held, name)[name]


def seen(held: Pieces, ids: Known, page: str, home: str = "", **given: str) -> str:
    """Return the page that a link is answered with."""
    link = asked(ids, page, **given)
    with speaking(link.language):
        return document.seen(STREAMLIT, written(held, link), link, ids, home)


# ---- what a link asks for ----


def test_a_fresh_map_is_the_one_that_the_page_opens_with(ids: Known, real_atlas: Atlas) -> None:
    first = asked(ids, "Map")
    assert first.choices["indicator"] == ids.mapped["all"][0]
    assert first.choices["year"] == ids.fullest_year[first.choices["indicator"]]
    assert asked(ids, "Map", **Selection(None, "pm25_mean", 2025).choices()).name == (
        "en/Map?theme=all&indicator=pm25_mean&year=2025&basis=figures&shapes=map"
    )
    assert not first.ignored
    assert set(ids.codes) == set(real_atlas.provinces.index)


def test_what_is_not_known_is_told_and_makes_no_view_of_its_own(ids: Known) -> None:
    usual = asked(ids, "Map", indicator="pm25_mean", year="2025")
    odd = asked(
        ids, "Map", indicator="pm25_mean", year="2025", basis="astrology", utm="x", province="Mars",
        view="smell", theme=HOSTILE, lang="fr", shapes="globe",
    )  # fmt: skip
    assert odd.name == usual.name
    assert [name for name, _ in odd.ignored] == [
        "lang", "view", "theme", "province", "basis", "shapes",
    ]  # fmt: skip


def test_a_chosen_province_is_marked_on_the_same_map(ids: Known) -> None:
    plain, marked = asked(ids, "Map"), asked(ids, "Map", province="Hebei,Jilin")
    assert (plain.name, marked.chosen) == (marked.name, "Hebei")


def test_a_year_of_another_indicator_is_left_out(ids: Known) -> None:
    link = asked(ids, "Map", indicator="pm25_mean", year="1066")
    assert link.ignored == [("year", "1066")]
    assert link.choices["year"] == ids.fullest_year["pm25_mean"]


@pytest.mark.parametrize(
    ("given", "provinces"),
    [
        ({}, "Hebei,Heilongjiang,Inner Mongolia,Jilin"),
        ({"province": "Jilin,Mars,Jilin,Hebei"}, "Jilin,Hebei"),
        ({"province": ""}, ""),
        ({"every": "on", "province": "Jilin"}, ""),
    ],
)
def test_the_lanes_of_a_timeline(ids: Known, given: dict[str, str], provinces: str) -> None:
    assert asked(ids, "Timeline", **given).choices["province"] == provinces


def test_a_readers_own_table_is_never_seen_at_first_sight(ids: Known) -> None:
    assert read(ids, "Map", {"yours": "alone"}, ENGLISH) is None


def test_of_a_theme_of_which_there_is_nothing_no_view_is_drawn() -> None:
    atlas = small.atlas(small.figure("Hebei", value="36.5", year="2025"))
    assert read(known.of(atlas), "Map", {"theme": "air"}, ENGLISH) is None


def test_the_language_of_the_link_goes_before_the_browsers(ids: Known) -> None:
    assert asked(ids, "Map", CHINESE).language == CHINESE
    assert asked(ids, "Map", CHINESE, lang="en").language == ENGLISH


# ---- the view ----


def links_of() -> Iterator[tuple[str, dict[str, str]]]:
    for basis, shapes in product(("figures", "nation", "reported", "answers"), ("map", "tiles")):
        full = {"nation": "against the nation"}.get(basis, basis)
        yield "Map", {"indicator": "pm25_mean", "basis": full, "shapes": shapes}
    for page in ("Map", "Progress", "Overview", "Timeline", "Province"):
        yield page, {}
        yield page, {"view": "text"}
    yield "Progress", {"panels": "name", "scales": "own", "theme": "water"}
    yield "Overview", {"province": "Hebei", "theme": "air"}
    yield "Overview", {"province": "Macau"}
    yield "Timeline", {"group": "theme", "density": "open", "years": "2030", "national": "off"}
    yield "Timeline", {"province": "Macau", "national": "off"}


@pytest.mark.parametrize("language", Language)
def test_every_page_is_seen_in_all_its_forms(held: Pieces, ids: Known, language: Language) -> None:
    for page, given in links_of():
        link = asked(ids, page, language, **given)
        assert not link.ignored, (page, given)
        sight = json.loads(written(held, link))
        shown = html.fromstring(f"<div>{sight['markup']}</div>")
        assert sight["title"], page
        assert len(shown.xpath("//main//h1")) == 1
        assert shown.xpath("//a[@aria-current='page']/text()")[0]
        figures = shown.xpath("//main//*[name()='svg' and @role='img']") or shown.xpath(
            "//*[contains(@class, 'progress') or contains(@class, 'sheet')]"
        )
        if given.get("view") == "text" and page != "Province":
            assert not shown.xpath("//main//*[name()='svg' and @role='img']"), page
        elif given.get("province") != "Macau":
            assert figures, (page, given)


def test_the_map_has_the_title_labels_and_colours_of_the_live_one(
    held: Pieces, ids: Known, real_atlas: Atlas
) -> None:
    given = {"indicator": "pm25_mean", "year": "2025"}
    shown = html.fromstring(seen(held, ids, "Map", **given))
    view = views.map_view(real_atlas, Selection(None, "pm25_mean", 2025))
    job = escaping.unpacked(view.job)
    assert shown.xpath("//article//h2/text()") == [view.title]
    fills = {one.get("data-iso"): one.get("fill") for one in shown.xpath("//*[@data-iso]")}
    assert {iso: fills[iso] for iso, one in job["areas"].items() if one["state"] == "figure"} == {
        iso: one["fill"] for iso, one in job["areas"].items() if one["state"] == "figure"
    }
    assert len(fills) == 34


def test_the_fields_stand_as_the_link_has_them(held: Pieces, ids: Known) -> None:
    shown = html.fromstring(
        seen(
            held, ids, "Map", indicator="pm25_mean", year="2025", province="Jilin", basis="reported"
        )
    )
    chosen = shown.xpath("//select/option[@selected]/@value")
    assert chosen == ["pm25_mean", "2025", "Jilin"]
    assert shown.xpath("//form/@action") == ["/Map"]
    assert shown.xpath("//input[@type='hidden']/@value") == ["reported"]
    leads = shown.xpath("//div[contains(@class, 'few')]//a/@href")
    assert "/Map?indicator=pm25_mean&year=2025&basis=reported&theme=air" in leads


def test_the_menu_is_that_of_the_live_page() -> None:
    assert tuple(frame.PAGES) == fields.PAGES
    assert {name.replace("_", " ") for name in serve.PAGES} == set(frame.PAGES) - {"Overview"}


# ---- the page it stands in ----


def test_what_the_link_asks_for_in_vain_is_said_as_the_live_page_says_it(
    held: Pieces, ids: Known
) -> None:
    page = seen(held, ids, "Map", indicator="pm25_mean", year=HOSTILE)
    assert "<script>alert" not in page
    told = html.fromstring(page).xpath("//p[@class='told-to-one']")
    assert [one.text_content() for one in told] == [
        f"The link asks for the year “{HOSTILE}”, which is not here; the view opens without it."
    ]


def test_the_page_has_title_description_and_language(held: Pieces, ids: Known) -> None:
    page = html.fromstring(seen(held, ids, "Map", lang="zh", indicator="pm25_mean", year="2025"))
    assert page.xpath("//title/text()")[0].endswith("· 省级承诺图集")
    assert page.xpath("//meta[@name='description']/@content")
    assert page.get("lang") == "zh"


def test_nothing_on_it_is_whole_where_the_installer_names_no_address(
    held: Pieces, ids: Known
) -> None:
    page = seen(held, ids, "Map", indicator="pm25_mean", year="2025")
    assert "og:" not in page
    assert "canonical" not in page
    assert "http" not in html.fromstring(page).xpath("string(//head)")


def test_a_chat_is_shown_the_map_and_a_search_engine_the_other_language(
    held: Pieces, ids: Known
) -> None:
    home = "https://atlas.example/"
    page = html.fromstring(seen(held, ids, "Map", home, indicator="pm25_mean", year="2025"))
    told = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
    assert told["og:image"] == f"{home}figure/en/map/pm25_mean/2025.card.png"
    assert told["og:url"] == f"{home}Map?indicator=pm25_mean&year=2025"
    assert page.xpath("//link[@rel='canonical']/@href") == [told["og:url"]]
    others = {
        one.get("hreflang"): one.get("href") for one in page.xpath("//link[@rel='alternate']")
    }
    assert others == {
        "en": f"{home}Map?indicator=pm25_mean&year=2025&lang=en",
        "zh": f"{home}Map?indicator=pm25_mean&year=2025&lang=zh",
    }


@pytest.mark.parametrize(
    ("page", "choices", "picture"),
    [
        ("Overview", {"theme": "water"}, "overview/water"),
        ("Map", {"indicator": "pm25_mean", "year": "2025"}, "map/pm25_mean/2025"),
        ("Timeline", {"province": "Hebei"}, "timeline/hebei"),
        ("Timeline", {"theme": "air", "every": "on"}, "timeline/air"),
        ("Timeline", {}, "timeline/all"),
        ("Progress", {"indicator": "pm25_mean"}, "progress/pm25_mean"),
        ("Province", {"province": "Inner Mongolia"}, "province/inner-mongolia"),
    ],
)  # fmt: skip
def test_a_chat_is_shown_a_picture_of_every_view(
    held: Pieces, ids: Known, page: str, choices: dict[str, str], picture: str
) -> None:
    home = "https://atlas.example/"
    shown = html.fromstring(seen(held, ids, page, home, **choices))
    (image,) = shown.xpath("//meta[@property='og:image']/@content")
    assert image == f"{home}figure/en/{picture}.card.png"
    assert shown.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


@pytest.mark.parametrize("choices", [{"theme": "air"}, {"province": "Hebei,Jilin"}])
def test_a_choice_that_no_picture_shows_has_none(
    held: Pieces, ids: Known, choices: dict[str, str]
) -> None:
    shown = html.fromstring(seen(held, ids, "Timeline", "https://atlas.example/", **choices))
    assert shown.xpath("//meta[@property='og:image']") == []
    assert shown.xpath("//meta[@name='twitter:card']/@content") == ["summary"]


def test_no_script_of_the_view_is_inline(held: Pieces, ids: Known) -> None:
    scripts = html.fromstring(seen(held, ids, "Timeline")).xpath("//script")
    assert [(one.get("src").split("?")[0], one.text) for one in scripts] == [
        ("./app/static/atlas-sight.js", None)
    ]


def test_the_files_of_a_page_are_fetched_ahead(held: Pieces, ids: Known) -> None:
    page = html.fromstring(seen(held, ids, "Map"))
    ahead = page.xpath("//link[@rel='modulepreload' or (@rel='preload' and @as='style')]/@href")
    names = [address.removeprefix("./app/static/").split("?") for address in ahead]
    assert [name for name, _ in names] == [
        "atlas-parts.js", "atlas-access.js", "atlas-following.js",
        "atlas-dots.js", "atlas-dots.css", "atlas-rows.js", "atlas-rows.css",
    ]  # fmt: skip
    for name, version in names:
        assert int(version) == (ROOT / "static" / name).stat().st_mtime_ns


def test_a_page_without_a_view_has_its_title_and_words_for_those_without_script() -> None:
    with speaking(CHINESE):
        page = html.fromstring(document.plain(STREAMLIT, "Compare"))
    assert page.xpath("//title/text()") == ["比较 · 省级承诺图集"]
    assert "脚本" in page.xpath("string(//noscript)")
    assert not page.xpath("//*[@id='first-sight']")


def test_text_of_a_table_stays_text() -> None:
    atlas = small.atlas(
        small.figure("Hebei", value="36.5", year="2025", note=HOSTILE),
        small.figure("Jilin", value="45.8", year="2025", scope=HOSTILE),
    )
    held = Pieces(sites.of(atlas, alone=True))
    ids = known.of(atlas)
    for page in ("Map", "Progress", "Overview", "Timeline", "Province"):
        shown = seen(held, ids, page, province="Jilin")
        assert "<script>alert" not in shown, page
        assert "49" not in html.fromstring(shown).xpath("string(//main//table)"), page


def test_the_measures_are_those_of_the_page_that_is_to_come() -> None:
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert f"font-size:{told['theme']['baseFontSize']}px" in document.MEASURES


def test_the_style_of_a_view_fetches_nothing_and_has_a_root_of_its_own() -> None:
    text = style.stylesheet()
    assert ":host {" in text
    for away in ("@import", "url(", "@font-face", ":root", "</style"):
        assert away not in text
