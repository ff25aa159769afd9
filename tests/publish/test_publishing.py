"""Tests of a whole published site: made again the same, made anew only where it must be."""

import csv
import hashlib
import json
import re
import shutil
import threading
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html
from support import small

from commitments.atlas.load import Atlas
from commitments.publish import addresses, pieces, publishing, requests, target_pages
from commitments.publish import site as sites
from commitments.publish.folder import MANIFEST, Folder

pytestmark = pytest.mark.long

BASE, LIVE = "https://pages.example/atlas/", "https://live.example/"
VOID = {"meta", "link", "input", "br", "hr", "img"}
SOURCES = {row["url"] for row in small.SOURCES.values() if row.get("url")}
NAMESPACES = ("http://www.w3.org/", "http://www.sitemaps.org/", "https://schema.org")


def rows(**changed: str) -> list[small.Row]:
    return [
        small.figure("Hebei", value="36.5", year="2025", **changed),
        small.figure("Jilin", value="45.8", year="2025", source="jilin-outline"),
        small.figure("Jilin", value="46", year="2035", source="jilin-outline"),
        small.figure("Tibet", "pm25_mean", "at_most", "12", "2025", source="tibet-plan"),
        small.figure("Hebei", "pm25_mean", "at_most", "38", "2025"),
        small.words("Tibet", "forest_coverage", "Forests grow denser.", "2025"),
        small.figure("National", value="24.1", year="2025", source="nation-opinions"),
    ]


def published(atlas: Atlas, into: Path, base: str = BASE) -> publishing.Outcome:
    return publishing.publish(sites.of(atlas, base, LIVE), Folder(into))


def held(folder: Path) -> dict[str, str]:
    """Return every file of a folder with its checksum."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(*rows())


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("published") / "site"
    published(atlas, into)
    return into


@pytest.fixture(scope="module")
def pages(folder: Path) -> Mapping[str, str]:
    found = sorted(folder.rglob("*.html"))
    return {str(page.relative_to(folder)): page.read_text(encoding="utf-8") for page in found}


def test_a_rerun_is_the_same_to_the_byte_and_makes_nothing(atlas: Atlas, folder: Path) -> None:
    before = held(folder)
    done = published(atlas, folder)
    assert (done.made, done.written, done.deleted) == (0, 0, 0)
    assert held(folder) == before


def test_no_process_is_begun_by_a_fork_beside_another_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Beside a browser's thread all processes waited for good in Arrow."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert publishing.may_fork()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not publishing.may_fork()


def test_another_folder_gets_the_same_bytes(atlas: Atlas, folder: Path, tmp_path: Path) -> None:
    published(atlas, tmp_path / "site")
    assert held(tmp_path / "site") == held(folder)


def test_a_file_that_was_spoilt_is_made_again(atlas: Atlas, folder: Path) -> None:
    before = held(folder)
    (folder / "en" / "method" / "index.html").write_text("spoilt")
    done = published(atlas, folder)
    assert (done.made, done.written) == (1, 1)
    assert held(folder) == before


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the published folder, for a test that publishes something else into it."""
    return shutil.copytree(folder, tmp_path / "site")


def test_only_what_speaks_of_a_changed_row_is_made_anew(copied: Path) -> None:
    before = held(copied)
    published(small.atlas(*rows(note="Read again.", note_zh="重新读过。")), copied)
    after = held(copied)
    changed = {path for path, was in before.items() if after.get(path) != was}
    assert "en/map/forest_coverage/2025/index.html" in changed
    assert "en/target/he-forest_coverage-2025-1/index.html" in changed
    assert "zh/province/hebei/index.html" in changed
    assert "data/targets.csv" in changed
    assert "feed.xml" in changed
    assert "en/province/tibet/index.html" not in changed
    assert "en/target/jl-forest_coverage-2025-2/index.html" not in changed
    assert "en/timeline/tibet/index.html" not in changed
    assert "data/pm25_mean.csv" not in changed


def test_what_is_gone_is_deleted_and_what_was_added_by_hand_stays(copied: Path) -> None:
    (copied / "en" / "own.html").write_text("by hand")
    gone = copied / "en" / "target" / "xz-pm25_mean-2025-4"
    assert gone.is_dir()
    few = rows()
    del few[3]
    published(small.atlas(*few), copied)
    assert not gone.exists()
    assert (copied / "en" / "own.html").exists()
    feed = (copied / "feed.xml").read_text()
    assert "1 withdrawn" in feed or "withdrawn" in feed
    assert len(etree.fromstring(feed.encode()).findall("{*}entry")) == 4


class Nesting(HTMLParser):
    """Hears whether elements are closed in the order in which they were opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.ids += [value for name, value in attrs if name == "id"]
        self.faults += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, _tag: str, attrs: list) -> None:
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


def faults_of(page: str) -> list[str]:
    heard = Nesting()
    heard.feed(page)
    heard.close()
    twice = {one for one in heard.ids if heard.ids.count(one) > 1}
    return [*heard.faults, *heard.open, *twice]


def test_every_page_is_well_formed(pages: Mapping[str, str]) -> None:
    assert {path: faults for path, page in pages.items() if (faults := faults_of(page))} == {}


def test_no_image_holds_a_link_and_no_heading_of_a_table_is_blank(pages: Mapping[str, str]) -> None:
    """Screen readers know nothing within an image; `make site-check` asks axe."""
    held = {
        path
        for path, page in pages.items()
        if html.fromstring(page).xpath(
            "//*[@role='img']//*[name()='a'] | //th[not(normalize-space())]"
        )
    }
    assert held == set()


def test_every_drawing_feed_and_sitemap_is_xml(folder: Path) -> None:
    files = [*folder.rglob("*.svg"), *folder.rglob("*.xml")]
    assert len(files) > 20
    for file in files:
        etree.parse(file)


def test_the_table_of_targets_has_pages_that_lead_to_each_other(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target_pages, "ROWS", 3)
    site = sites.of(atlas, BASE, LIVE)
    files = target_pages.table_files(site)
    assert list(files) == [
        "en/targets/index.html", "en/targets/2/index.html", "en/targets/3/index.html",
        "data/rows-en.json",
    ]  # fmt: skip
    trees = [html.fromstring(page) for page in list(files.values())[:3]]
    ids = [tree.xpath("//tbody/tr/@id") for tree in trees]
    assert [len(few) for few in ids] == [3, 3, 1]
    every = [one for few in ids for one in few]
    assert every == list(atlas.targets["id"])
    held = json.loads(files["data/rows-en.json"])
    assert [row[0] for row in held["rows"]] == every
    assert held["rows"][0][1:4] == ["ecology", "Hebei", f"en/target/{every[0]}/"]
    assert trees[1].xpath("//nav[@class='pages'][1]//a/@href") == [
        "../../../en/targets/", "../../../en/targets/2/", "../../../en/targets/3/"
    ]  # fmt: skip
    assert trees[1].xpath("//tbody/tr[1]//a/@href") == [f"../../../en/target/{every[3]}/"]


def test_every_link_within_the_site_leads_to_a_file(pages: Mapping[str, str], folder: Path) -> None:
    lost = set()
    for path, page in pages.items():
        for lead in html.fromstring(page).xpath("//@href | //@src"):
            whole = urljoin(f"{BASE}{path}", lead)
            if not whole.startswith(BASE) or lead.startswith(("#", "data:")):
                continue
            there = urlsplit(whole).path.removeprefix(urlsplit(BASE).path)
            if not (folder / addresses.file(there)).is_file():
                lost.add((path, lead))
    assert lost == set()


def test_every_page_has_the_chinese_font_for_readers_without_one(
    pages: Mapping[str, str], folder: Path
) -> None:
    """An @import after a rule, as in a style of several parts, is passed over by browsers."""
    assert "@import" not in (folder / "assets/site.css").read_text(encoding="utf-8")
    assert "Atlas Chinese" in (folder / "assets/fonts/chinese.css").read_text(encoding="utf-8")
    without = {
        path
        for path, page in pages.items()
        if not any(
            lead.endswith("assets/fonts/chinese.css")
            for lead in html.fromstring(page).xpath("//link[@rel='stylesheet']/@href")
        )
    }
    assert without == set()


def test_no_other_host_is_named(folder: Path) -> None:
    known = (BASE.rstrip("/"), LIVE, *NAMESPACES, *SOURCES)
    named = set()
    for file in folder.rglob("*"):
        if file.suffix in {".html", ".svg", ".xml", ".css", ".js", ".txt", ".json"}:
            named |= set(re.findall(r"https?://[^\s\"'<>)]+", file.read_text(encoding="utf-8")))
    assert {one for one in named if not one.startswith(known)} == set()


def test_a_page_names_the_picture_that_the_live_atlas_draws_of_it(
    atlas: Atlas, pages: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "_picture", lambda *_: b"drawn")
    alone = pieces.Pieces(sites.of(atlas, alone=True))
    named = {
        path: html.fromstring(page).xpath("//meta[@property='og:image']/@content")
        for path, page in pages.items()
    }
    assert {path.split("/")[1] for path, there in named.items() if there} == {
        "index.html", "map", "progress", "province", "theme", "timeline"
    }  # fmt: skip
    for image in {one for there in named.values() for one in there}:
        path = image.removeprefix(LIVE)
        assert requests.answer(alone, path) == {path: b"drawn"}


def test_without_a_base_there_is_no_whole_address(atlas: Atlas) -> None:
    site = sites.of(atlas)
    made = pieces.Pieces(site)
    for kind in ("map", "overview", "door"):
        piece = next(one for one in made.all() if one.kind == kind)
        for path, content in made.files(piece).items():
            if path.endswith(".html"):
                assert b"canonical" not in content
                assert BASE.encode() not in content


def test_the_data_of_a_figure_are_its_rows(folder: Path) -> None:
    told = json.loads((folder / "figure/en/map/forest_coverage/2025.json").read_text())
    assert told["title"] == "Forest cover, share, due 2025"
    labels = {one["iso"]: one["label"] for one in told["areas"] if one["label"]}
    assert labels == {"CN-HE": "≥ 36.5", "CN-JL": "≥ 45.8"}
    assert sum(one["count"] for part in told["legend"].values() for one in part) == 34
    table = (folder / "figure/zh/map/forest_coverage/2025.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(table.splitlines()))
    assert {line["province"]: line["value"] for line in lines} == {
        "Jilin": "45.8", "Hebei": "36.5", "National": "24.1", "Tibet": "",
    }  # fmt: skip


def test_the_feed_tells_what_was_published(folder: Path) -> None:
    feed = etree.parse(folder / "feed.xml").getroot()
    told = [entry.findtext("{*}summary") for entry in feed.findall("{*}entry")]
    assert told == ["7 commitments are published", "已发布7项承诺"]


def test_the_sitemap_lists_every_page_once(folder: Path, pages: Mapping[str, str]) -> None:
    listed = [node.text for node in etree.parse(folder / "sitemap.xml").iter("{*}loc")]
    assert len(listed) == len(set(listed))
    own = {path.removesuffix("index.html") for path in pages if path[:3] in ("en/", "zh/")}
    assert set(listed) == {f"{BASE}{path}" for path in own}


def test_a_dataset_is_described(pages: Mapping[str, str]) -> None:
    page = pages["en/map/forest_coverage/2025/index.html"]
    (told,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    described = json.loads(told)
    assert described["@type"] == "Dataset"
    assert described["url"] == f"{BASE}en/map/forest_coverage/2025/"
    assert [one["encodingFormat"] for one in described["distribution"]] == [
        "text/csv",
        "application/json",
    ]


def test_the_manifest_names_every_file(folder: Path) -> None:
    listed = Folder(folder).manifest.files()
    assert set(listed) | {MANIFEST} == set(held(folder))
