"""Tests a reader's own table in the pages: loaded, used, marked, and gone again."""

import io
import zipfile
from dataclasses import replace
from weakref import WeakSet

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from support import real

from commitments import ROOT
from commitments.briefings import items as briefing
from commitments.briefings import links as brief_links
from commitments.briefings.formats import File
from commitments.briefings.items import Brief, Item, Kind
from commitments.domain.model import Selection, Use
from commitments.downloads import briefing_files as brief_files
from commitments.downloads import tables
from commitments.language import Language, speaking
from commitments.queries import provenance, query
from commitments.ui import own_table
from commitments.ui.own_table import Held
from commitments.uploads import joining
from commitments.uploads import pipeline as uploads
from commitments.words import references

pytestmark = pytest.mark.long

YOUR_DATA = "pages/8_Your_data.py"
BRIEFING = "pages/7_Briefing.py"
PAGES = ["app.py", *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "pages").glob("*.py")))]
SECONDS = 90
ATLAS = real.atlas()
HEADER = "province,indicator,value,unit,year,place,lat,lon,summary,source\n"
HOSTILE = '"<script>alert(1)</script> {{7*7}} ${x}"'
TABLES = {
    "small": "Hebei,forest_coverage,45,%,2030,,,,,\nJilin,whale count,12,pods,2035,,,,,Plan A\n",
    "words_only": "Hebei,grain_sown_area,,,2030,,,,Keep sowing.,\n",
    "one_city": "Hebei,forest_coverage,45,%,2030,Shijiazhuang,38.0,114.5,,\n",
    "nation_only": "National,forest_coverage,45,%,2030,,,,,\n",
    "no_date": "Hebei,red_line_area,36390,km2,,,,,,\n",
    "outside_the_plans": "Hong Kong,forest_coverage,45,%,2030,,,,,\n",
    "hostile": f'Hebei,{HOSTILE},45,"<img src=x>",2030,,,,,"=cmd|calc \'"\n'
    f'Jilin,{HOSTILE},50,"<img src=x>",2030,,,,,x\n',
    "extreme": "Hebei,growth of whales,-5,%,2030,,,,,\nJilin,growth of whales,0,%,2030,,,,,\n"
    "Hunan,growth of whales,1e14,%,2030,,,,,\n",
    "many_documents": "".join(
        f"Hebei,forest_coverage,{10 + n / 50},%,{2025 + n % 60},,,,,Doc {n}\n" for n in range(300)
    ),
}


def report(text, name="plan.csv"):
    return uploads.judged(uploads.read(text.encode(), name), ATLAS)


def opened(page, made=None, use=Use.BESIDE, **link):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
    for name, value in link.items():
        app.query_params[name] = value
    if made is not None:
        app.session_state["own-table"] = Held(made, use)
    if page != "app.py":
        app.switch_page(page)
    return app.run()


def words(app):
    shown = [*app.markdown, *app.caption, *app.info, *app.error]
    return " ".join(node.value for node in shown).replace("\\", "")


@pytest.mark.parametrize("use", [Use.ALONE, Use.BESIDE])
@pytest.mark.parametrize("table", TABLES)
def test_every_page_opens_with_the_table(table, use):
    made = report(HEADER + TABLES[table])
    assert made.problems == ()
    for page in PAGES:
        assert not opened(page, made, use).exception, page


@pytest.mark.parametrize("page", [page for page in PAGES if "Method" not in page])
def test_every_figure_says_that_it_needs_the_table(page):
    app = opened(page, report(HEADER + TABLES["small"]))
    said = words(app)
    assert app.query_params["yours"] == "beside"
    if "Natural Earth, no view" in said:
        assert "with your table “plan.csv” (" in said
        assert "yours=beside (this link needs your table)" in said


def test_a_link_without_its_table_says_so_and_opens():
    app = opened("pages/1_Map.py", yours="alone")
    assert not app.exception
    assert app.info[0].value == (
        "This link needs your table: it was made with a table shown alone. Load it on the page "
        "Your data; until then the atlas's own commitments are shown."
    )
    assert "needs your table)" not in words(app)


def bodies(app):
    return [one.proto.body for one in app.get("html")]


def test_a_table_is_loaded_shown_and_removed():
    app = opened(YOUR_DATA)
    assert "What a table may hold" in words(app)
    text = HEADER + TABLES["small"] + "Shanxii,forest_coverage,45,%,2030,,,,,\n"
    app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()
    assert not app.exception
    assert "plan.csv: 2 of 3 rows can be used" in words(app)
    problems = next(one for one in bodies(app) if 'class="words"' in one)
    assert '<th scope="row">4</th><td>province</td><td>&#x27;Shanxii&#x27; is not' in problems
    assert "did you mean Shanxi or Shaanxi or Shanghai?" in problems
    app.button_group(key="own-use").set_value(Use.ALONE).run()
    assert app.query_params["yours"] == "alone"
    app.button[0].click().run()
    assert "What a table may hold" in words(app)
    assert "yours" not in app.query_params


def test_a_preview_offers_the_names_of_a_table_as_they_are_written():
    app = opened(YOUR_DATA)
    hand_in(app, "地区：深圳市\n年份,PM2.5年均浓度(微克/立方米),PM10(微克/立方米)\n2021年,18,38\n")
    assert "All are of Shenzhen (Guangdong)." in words(app)
    assert app.selectbox(key="preview-name").options == ["PM2.5年均浓度", "PM10"]
    assert app.selectbox(key="preview-province").value == "city:深圳市"


def test_a_check_that_is_cut_short_is_said_until_the_file_is_handed_in_again(monkeypatch):
    text = HEADER + TABLES["small"]
    app = opened(YOUR_DATA)
    with monkeypatch.context() as leaving:
        leaving.setattr(uploads, "judged", lambda *_: st.stop())
        app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()
    app.switch_page("pages/1_Map.py").run()
    app.switch_page(YOUR_DATA).run()
    assert [one.value for one in app.warning] == [
        "**The check of plan\\.csv was cut short as you left this page.** Hand the file in again."
    ]
    app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()
    assert not app.warning
    assert app.session_state["own-table"].report.name == "plan.csv"


def test_a_check_that_is_cut_short_begins_anew_while_the_file_is_still_there(monkeypatch):
    app = opened(YOUR_DATA)
    with monkeypatch.context() as clicking:
        clicking.setattr(uploads, "judged", lambda *_: st.stop())
        text = HEADER + TABLES["small"]
        app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()
    assert "own-table" not in app.session_state
    app.run()
    assert not app.warning
    assert app.session_state["own-table"].report.name == "plan.csv"


def test_tables_of_all_readers_together_leave_room_for_the_atlas(monkeypatch):
    """A second reader's large table waits until the first is gone; a small one never waits."""
    monkeypatch.setattr(own_table, "_places", WeakSet())
    monkeypatch.setattr(own_table, "ROWS_ALWAYS", 1)
    monkeypatch.setattr(own_table, "LIMITS", replace(own_table.LIMITS, together=150))
    two, one = HEADER + TABLES["small"], HEADER + TABLES["one_city"]
    full = (
        "Tables of other readers fill the server at the moment. Try again in a few minutes, or "
        "hand in 1 rows at most."
    )
    first, second = opened(YOUR_DATA), opened(YOUR_DATA)
    hand_in(first, two)
    hand_in(first, two + "Hunan,forest_coverage,45,%,2030,,,,,\n")
    assert first.session_state["own-table"].report.rows == 3  # in place of the one before
    hand_in(second, two)
    assert full in words(second)
    assert "own-table" not in second.session_state
    hand_in(second, one)
    assert second.session_state["own-table"].report.rows == 1
    first.button[0].click().run()  # Remove
    hand_in(second, two)
    assert second.session_state["own-table"].report.rows == 2


def hand_in(app, text):
    app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()


def test_the_table_is_added_to_a_briefing():
    app = opened(YOUR_DATA, report(HEADER + TABLES["small"]))
    next(one for one in app.button if one.label == "Add to briefing").click().run()
    app.switch_page(BRIEFING).run()
    assert not app.exception
    assert any("from a reader's own table" in one.label for one in app.button)


def test_a_briefing_that_needs_the_table_waits_for_it():
    made = report(HEADER + TABLES["small"])
    joined = joining.joined(ATLAS, made, Use.BESIDE)
    (own,) = set(joined.indicators.index) - set(ATLAS.indicators.index)
    brief = Brief("Whales", items=(Item(Kind.MAP, Selection(None, own, 2035)),), yours="beside")
    app = opened(BRIEFING, yours="beside", brief=brief_links.packed(brief))
    assert not app.exception
    assert "cannot be read without it" in app.warning[0].value.replace("\\", "")
    assert "the set then opens here" in words(app)
    app.session_state["own-table"] = Held(made, Use.BESIDE)
    app.run()
    assert not app.exception
    assert app.session_state["briefing"] == brief


def test_a_file_that_cannot_be_read_says_why():
    app = opened(YOUR_DATA)
    app.file_uploader[0].set_value(("plan.csv", b"\x89PNG....", "text/csv")).run()
    assert not app.exception
    assert "The file is not a table but a PNG picture. Hand in CSV or XLSX." in words(app)


def test_a_link_asks_for_the_use_before_the_table_is_loaded():
    app = opened(YOUR_DATA, yours="alone")
    text = HEADER + TABLES["small"]
    app.file_uploader[0].set_value(("plan.csv", text.encode(), "text/csv")).run()
    assert app.query_params["yours"] == "alone"


def test_another_reader_sees_nothing_of_it():
    made = report(HEADER + "Hebei,whale count,12,pods,2035,,,,,\n")
    first = opened("pages/6_Targets.py", made, Use.ALONE, q="whale")
    second = opened("pages/6_Targets.py", q="whale")
    assert "1 of 1 commitments" in words(first)
    assert f"0 of {len(ATLAS.targets):,} commitments" in words(second)
    assert "whale count" not in words(second)


def test_views_kept_for_all_never_hold_a_reader_s_rows():
    made = report(HEADER + "Ningxia,farmland_area,11111,km2,2035,,,,,\n")
    link = {"indicator": "farmland_area", "year": "2035"}
    mine = opened("pages/1_Map.py", made, **link)
    assert "28 of 31 provinces state a figure" in words(mine)
    assert "27 of 31 provinces state a figure" in words(opened("pages/1_Map.py", **link))


def test_rows_are_marked_as_the_reader_s_own():
    joined = joining.joined(ATLAS, report(HEADER + TABLES["small"]), Use.BESIDE)
    rows = query.described(query.own_rows(joined))
    assert len(joined.targets) == len(ATLAS.targets) + 2
    assert rows["full_label"].tolist() == ["45 %‡", "12 pods‡"]
    assert rows["source_title"].tolist() == ["Yours: plan.csv", "Yours: Plan A"]
    assert set(rows["evidence"]) == set(rows["grade"]) == {"yours"}
    assert not ATLAS.targets["yours"].any()


def test_the_grade_of_a_reader_s_own_rows_is_chinese_on_a_chinese_page():
    made = report(HEADER + TABLES["small"])
    with speaking(Language.CHINESE):
        joined = joining.joined(ATLAS, made, Use.BESIDE)
        rows = query.described(query.own_rows(joined))
        first = rows.iloc[0].to_dict()
        facts = dict(provenance.record(joined, first).facts)
        printed = references.read_for(joined, joined.targets)
        line = references.document_line(joined.sources.loc[first["source"]])
    assert set(rows["grade"]) == {"自有表格"}
    assert facts["证据"] == "自有表格：您自己的表格，本图集未与文件核对"
    assert "自有表格2份" in printed
    assert line.endswith("证据：自有表格")


def test_the_atlas_s_own_figure_is_drawn_before_the_reader_s():
    joined = joining.joined(
        ATLAS, report(HEADER + "Jilin,farmland_area,1,km2,2035,,,,,\n"), Use.BESIDE
    )
    drawn = query.figure_map(joined, "farmland_area", 2035).loc["Jilin"]
    assert (drawn["figures"], bool(drawn["yours"])) == (2, False)


@pytest.mark.parametrize(("use", "rows"), [(Use.ALONE, 2), (Use.BESIDE, len(ATLAS.targets) + 2)])
def test_downloads_hold_the_rows_and_say_whose_they_are(use, rows):
    joined = joining.joined(ATLAS, report(HEADER + TABLES["hostile"]), use)
    packed = tables.package(joined, joined.targets["id"], "All.")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        table = archive.read("targets.csv").decode("utf-8-sig")
        note = archive.read("README.txt").decode()
        sources = archive.read("sources.csv").decode("utf-8-sig")
    assert table.count("\r\n") == rows + 1
    assert "your table “plan.csv”" in note
    assert "Yours: =cmd|calc '" in sources


@pytest.mark.parametrize("file", [File.PPTX, File.PDF])
@pytest.mark.parametrize("use", [Use.ALONE, Use.BESIDE])
def test_every_kind_of_figure_is_made_of_it(use, file):
    table = "Jilin,forest_coverage,46,%,2031,,,,,\nHebei,grain_sown_area,,,2030,,,,Sow.,\n"
    own = joining.joined(ATLAS, report(HEADER + TABLES["small"] + table), use)
    both, one = ("Hebei", "Jilin"), ("Jilin",)
    kinds = [kind for kind in briefing.Kind if kind not in ("dots", "progress")]
    views = [
        briefing.of(kind, None, one if kind == briefing.Kind.PROVINCE else both) for kind in kinds
    ]
    views.append(briefing.Item(briefing.Kind.PROGRESS, Selection(indicator="forest_coverage")))
    brief = briefing.Brief("Mine", "", tuple(views))
    assert brief_files.made(own, brief, file, today=2026.9)


@pytest.mark.parametrize("language", list(Language))
def test_the_way_into_the_map_keeps_the_language(language):
    made = report(HEADER + TABLES["small"])
    app = opened(YOUR_DATA, made, lang=str(language))
    ways = [node.proto for node in app.get("page_link") if "indicator=" in node.proto.query_string]
    assert [way.query_string for way in ways] == [
        f"yours=beside&lang={language}&indicator=forest_coverage&year=2030"
    ]
