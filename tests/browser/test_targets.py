"""Tests the way from a commitment to its document, and what a reader takes away."""

import csv
import io
import json
import re
import zipfile
from contextlib import closing

from playwright.sync_api import expect

from browser.reading import AREAS, View
from commitments.domain.model import TARGET_COLUMNS, Filters
from commitments.downloads import tables
from commitments.queries import query, search

RED_LINE = "he-red_line_area-nodate"
FOREST = "森林"
PACKED = {
    "README.txt", "targets.csv", "results.csv", "answers.csv", "indicators.csv", "sources.csv",
    "provinces.geojson",
}  # fmt: skip
SAID = ("Forest coverage, due 2025", "How to cite", "CC BY 4.0")


def fact(shown: View, term: str) -> str:
    """Return what the provenance says under a term."""
    return shown.page.locator(f".facts dt:text-is('{term}') + dd").inner_text()


def found(shown: View, count: int, of: int):
    return shown.page.get_by_role("heading", name=f"{count:,} of {of:,} commitments", exact=True)


LOOKS = 200  # at the clipboard, 50 ms apart


def copied(shown: View, name: str) -> str:
    """Press a button that copies, and return what the clipboard holds then."""
    shown.page.evaluate("navigator.clipboard.writeText('')")
    shown.page.get_by_role("button", name=name, exact=True).click()
    for _ in range(LOOKS):  # a long text comes from the server first
        if text := str(shown.page.evaluate("navigator.clipboard.readText()")):
            return text
        shown.page.wait_for_timeout(50)
    raise AssertionError(f"{name} put nothing on the clipboard")


def taken(shown: View, name: str) -> dict[str, bytes]:
    """Press a button that downloads, and return the files of the zip."""
    with shown.page.expect_download() as download:
        shown.page.get_by_role("button", name=name, exact=True).click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        return {entry: archive.read(entry) for entry in archive.namelist()}


def rows_of(file: bytes) -> list[dict[str, str]]:
    """Read a CSV file that must begin with the mark that spreadsheets need."""
    assert file.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def expect_no_formula(files: dict[str, bytes]) -> None:
    """Expect that no cell of any table would run in a spreadsheet."""
    for name, file in files.items():
        for row in rows_of(file) if name.endswith(".csv") else []:
            for cell in row.values():
                plain_number = re.fullmatch(r"[-+]?\d+(\.\d+)?", cell)
                assert plain_number or not cell.startswith(tables.FORMULA_STARTS), (name, cell)


def test_the_red_line_of_hebei_stands_as_printed_and_corrected(view):
    shown = view(f"Targets?row={RED_LINE}")
    panel = shown.page.locator(".st-key-provenance")
    expect(panel).to_contain_text("printed as 363,900 km²")
    assert fact(shown, "As printed") == "“no less than 363900 square kilometers”"
    assert fact(shown, "Corrected") == "36,390 km²"
    expect(panel).to_contain_text("Printed 363,900 km², drawn as 36,390 km²")
    assert fact(shown, "Place in it") == "section 2 (1), paragraph 25"


def test_an_unknown_row_is_named(view):
    shown = view("Targets?row=nonesuch")
    expect(shown.page.get_by_text("The link asks for the row “nonesuch”")).to_be_visible()
    expect(shown.page.locator(".st-key-provenance")).to_have_count(0)


def test_a_row_of_the_table_opens_its_provenance(view):
    shown = view("Targets?q=red+line+Hebei")
    panel = shown.page.locator(".st-key-provenance")
    shown.click_until(lambda: shown.click_row("found", 0), panel)
    expect(shown.page).to_have_url(re.compile(r"[?&]row=he-red_line_"))
    expect(panel).to_contain_text("Ecological red line")


def test_another_search_never_opens_a_row_that_nobody_chose(view):
    shown = view("Targets?q=jilin")
    panel = shown.page.locator(".st-key-provenance")
    shown.click_until(lambda: shown.click_row("found", 2), panel)
    expect(panel).to_contain_text("Jilin: ")
    opened = panel.inner_text()
    shown.choice("q").fill("jilin 2027")
    expect(shown.page).to_have_url(re.compile(r"q=jilin(\+|%20)2027"))
    shown.ready()
    assert panel.inner_text() == opened
    assert re.search(r"[?&]row=jl-", shown.page.url)
    shown.choice("q").fill("forest")
    expect(shown.page).to_have_url(re.compile(r"q=forest$"))
    shown.ready()
    expect(panel).to_have_count(0)
    shown.page.evaluate("history.back()")
    expect(panel).to_contain_text("Jilin: ")


def test_a_search_in_chinese_narrows_the_table(view, atlas):
    shown = view("Targets")
    everything = len(atlas.targets)
    expect(found(shown, everything, everything)).to_be_visible()
    shown.choice("q").press_sequentially(FOREST)
    wanted = len(search.matching(atlas, Filters(words=FOREST)))
    assert 0 < wanted < everything
    expect(found(shown, wanted, everything)).to_be_visible()


def test_a_search_without_result_says_why(view):
    shown = view("Targets?q=nonesuch")
    expect(shown.page.get_by_text("No commitment has “nonesuch”.")).to_be_visible()
    assert not shown.faults()


def test_the_zip_of_a_view_holds_the_view(view, atlas):
    shown = view("Map?theme=ecology&indicator=forest_coverage&year=2025")
    files = taken(shown, "Download this view")
    assert set(files) == PACKED
    rows = rows_of(files["targets.csv"])
    assert list(rows[0]) == list(TARGET_COLUMNS)
    wanted = query.all_found(atlas, "forest_coverage", 2025)
    assert {row["id"] for row in rows} == set(wanted["id"])
    assert [row["id"] for row in rows_of(files["indicators.csv"])] == ["forest_coverage"]
    reported = {row["source"] for row in rows_of(files["results.csv"])}
    assert reported
    assert {row["id"] for row in rows_of(files["sources.csv"])} == {*wanted["source"], *reported}
    shapes = json.loads(files["provinces.geojson"])["features"]
    assert len(shapes) == AREAS
    provinces = wanted.loc[wanted["province"].isin(atlas.provinces.index), "province"]
    assert sum(shape["properties"]["commitments"] for shape in shapes) == len(provinces)
    readme = files["README.txt"].decode()
    assert all(words in readme for words in (*SAID, atlas.edition, atlas.version))
    expect_no_formula(files)


def test_the_zip_of_everything_holds_every_row(view, atlas):
    files = taken(view("Targets?theme=air"), "Download everything")
    assert len(rows_of(files["targets.csv"])) == len(atlas.targets)
    expect_no_formula(files)


def test_copy_buttons_put_texts_on_the_clipboard(view, atlas):
    shown = view(f"Targets?row={RED_LINE}")
    assert "at least 36,390 km²" in copied(shown, "Copy sentence")
    citation = copied(shown, "Copy citation")
    assert "Hebei" in citation
    assert f"{atlas.version}" in citation
    assert copied(shown, "Copy BibTeX").startswith(f"@misc{{{RED_LINE},")
    assert copied(shown, "Copy link to this row") == f"{shown.address}/Targets?row={RED_LINE}"
    assert RED_LINE in copied(shown, "Report an error")
    table = copied(shown, "Copy table").splitlines()
    assert table[0].split("\t")[0] == "Province"


def test_a_copied_link_opens_the_same_view(view, opener):
    shown = view("Map?theme=water&province=Hebei")
    shown.pick("indicator", "Good surface water, share")
    expect(shown.page).to_have_url(re.compile("indicator=good_surface_water"))
    shown.ready()
    address = f"{shown.address}/figure/en/map/good_surface_water"
    assert copied(shown, "Copy data address").startswith(f"{address}/")
    framed = copied(shown, "Copy embed code")
    assert framed.startswith(f'<iframe src="{shown.address}/embed/en/map/')
    with closing(shown.page.context.new_page()) as page:
        page.set_viewport_size({"width": 1280, "height": 800})
        news = f"{shown.address}/news"  # answered within the browser
        page.route(news, lambda asked: asked.fulfill(body=framed, content_type="text/html"))
        page.goto(news)
        expect(page.frame_locator("iframe").locator(".legend .classes")).to_be_in_viewport(ratio=1)
    link = copied(shown, "Copy link")
    fills = shown.map().fills()
    again = opener(link.rsplit("/", 1)[0], link.rsplit("/", 1)[1])
    assert again.map().fills() == fills
    expect(again.choice("indicator")).to_have_value("Good surface water, share")
    again.expect_province("Hebei")


def test_a_browser_that_lets_nothing_be_copied_is_said(view):
    shown = view("Targets?theme=air")
    shown.page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));"
        " document.execCommand = () => false; }"
    )
    shown.page.get_by_role("button", name="Copy link", exact=True).click()
    expect(shown.page.get_by_role("button", name="Your browser does not let it")).to_be_visible()
