"""Tests the decks: what stands on each slide, natively, and that it opens elsewhere."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Emu
from pypdf import PdfReader
from support import real

from commitments.briefings import drafts
from commitments.briefings import reading as brief_reading
from commitments.briefings import tables as brief_tables
from commitments.briefings.formats import File
from commitments.briefings.items import Brief, Item, Kind
from commitments.cli import main as command
from commitments.domain.model import Selection, Theme
from commitments.downloads import briefing_files as brief_files
from commitments.queries import query, schedule
from commitments.slides import deck as slides
from commitments.slides import label_positions
from commitments.slides import table as slide_table
from commitments.slides import typography as letters
from commitments.slides.table import SIDE, Grid
from commitments.slides.text import Run

pytestmark = pytest.mark.long

TRIO = ("Hebei", "Jilin", "Shandong")
TITLE = "Hebei, Jilin and Shandong: ecology"
DUE = "What falls due when: ecology"
BESIDE = "Hebei, Jilin and Shandong side by side: ecology"
TODAY = 2026.9
LARGEST = 4_000_000  # bytes of a deck
TIGHT = Emu(15_000)  # lines of two labels may come this near: a sixtieth of an inch
OFFICE = shutil.which("soffice")
FOREST = Selection(None, "forest_coverage", 2025, ("Hebei",))


@pytest.fixture(scope="module")
def atlas():
    return real.atlas()


def pictures(_item, width, height):
    """Draw a grey picture, where a test is about anything but pictures."""
    kept = io.BytesIO()
    Image.new("RGB", (int(width * 40), int(height * 40)), "grey").save(kept, "PNG")
    return [kept.getvalue()]


def made(atlas, *items, title="A title", host=""):
    content = slides.deck(atlas, Brief(title, "", items), pictures, today=TODAY, host=host)
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    """Make the slides from the command line, as an analyst would."""
    folder = tmp_path_factory.mktemp("deck")
    spec, out = folder / "ecology.toml", folder / "ecology.pptx"
    names = ",".join(TRIO)
    draft = ["brief", "--draft", names, "--theme", "ecology", "--out", str(spec)]
    assert command.main(draft) == 0
    assert command.main(["brief", str(spec), "--out", str(out)]) == 0
    return out


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from every_shape(shape.shapes)


def texts(slide):
    return [s.text_frame.text for s in every_shape(slide.shapes) if s.has_text_frame]


def alternative(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr", "")


def timelines(deck):
    """Return the slides of the timeline, which goes on where one does not hold all."""
    return [one for one in Presentation(deck).slides if titled(one).startswith(DUE)]


def comparison(deck):
    """Return the first slide of the comparison."""
    return next(one for one in Presentation(deck).slides if titled(one).startswith(BESIDE))


def titled(slide):
    return slide.shapes.title.text_frame.text


def test_slides_have_native_titles(deck):
    opened = Presentation(deck)
    assert [titled(slide) for slide in opened.slides] == [
        TITLE,
        DUE,
        f"{DUE} (continued, 2 of 3)",
        f"{DUE} (continued, 3 of 3)",
        BESIDE,
        f"{BESIDE} (continued, 2 of 3)",
        f"{BESIDE} (continued, 3 of 3)",
        "Sources and method",
    ]
    assert deck.stat().st_size < LARGEST


def test_one_master_one_layout_and_sixteen_to_nine(deck):
    opened = Presentation(deck)
    assert len(opened.slide_masters) == 1
    assert len(opened.slide_layouts) == 1
    assert round(opened.slide_width / opened.slide_height, 2) == 1.78


@pytest.mark.parametrize("which", ["draft", "long"])
def test_nothing_reaches_over_the_edge_of_a_slide(deck, which, atlas):
    if which == "draft":
        opened = Presentation(deck)
    else:
        everyone = tuple(atlas.provinces.index)
        opened = made(
            atlas,
            Item(Kind.TIMELINE, Selection(provinces=everyone)),
            Item(Kind.DOTS, FOREST, title="A very long title " * 9, note="A long note. " * 80),
            Item(Kind.TABLE, Selection(provinces=("Hebei",))),
        )
    for slide in opened.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= opened.slide_width + Emu(2), shape.name
            assert shape.top + shape.height <= opened.slide_height + Emu(2), shape.name


def test_texts_shrink_in_their_frames_where_a_wider_type_stands_in_for_arial(deck):
    frames = [
        shape.text_frame
        for slide in Presentation(deck).slides
        for shape in every_shape(slide.shapes)
        if shape.has_text_frame and shape.shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    ]
    assert len(frames) > 20
    assert {frame.auto_size for frame in frames} == {MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE}


def test_a_table_has_room_for_a_wider_type():
    words, room = "Land covered by forest", 1.9
    assert len(letters.lines(words, 12, room)) == 1
    assert len(letters.lines(words, 12 * letters.WIDER, room)) == 2
    (cell,) = ([[Run(words)]],)
    grid = Grid((), ((cell,),), (room + 2 * SIDE,), 12)
    assert slide_table.height((cell,), grid) > letters.height(2, 12)


def test_the_comparison_is_a_native_table_with_its_comparators(deck):
    slide = comparison(deck)
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Indicator", "Hebei  河北", "Jilin  吉林", "Shandong  山东"]
    farmland = next(row for row in cells if row[0].startswith("Cultivated land retained"))
    assert farmland[1:] == [
        "≥ 58,670 km²  due 2035",
        "≥ 72,960 km²  due 2035",
        "≥ 63,270 km²  due 2035",
    ]
    assert any("nothing found in what was read" in cell for row in cells for cell in row)


def test_chinese_runs_have_a_chinese_font(deck):
    slide = comparison(deck)
    table = next(shape for shape in slide.shapes if shape.has_table)
    runs = table._element.xpath(".//a:r[a:t='河北']")
    assert runs and runs[0].xpath("./a:rPr/a:ea/@typeface") == [letters.CHINESE]


def test_the_timeline_is_native_and_tells_every_figure(deck, atlas):
    shapes = [shape for slide in timelines(deck) for shape in slide.shapes]
    assert not [shape for shape in shapes if shape.shape_type == 13]
    drawn = [one for group in shapes if group.name == "Timeline" for one in group.shapes]
    rows = atlas.targets[
        (atlas.targets["theme"] == "ecology") & atlas.targets["province"].isin(TRIO)
    ]
    ovals = [one for one in drawn if one.shape_type == 1 and ": " in one.name]
    assert len(ovals) == len(rows)
    assert any("≥ 58,670 km²" in text for slide in timelines(deck) for text in texts(slide))


def labels(slides):
    """Return the labels of a timeline's marks, by what the marks are called."""
    drawn: dict[str, list[str]] = {}
    for shape in (one for slide in slides for one in every_shape(slide.shapes)):
        if shape.has_text_frame and shape.text_frame.text:
            drawn.setdefault(shape.name, []).append(" ".join(shape.text_frame.text.split()))
    return drawn


def test_every_label_of_the_timeline_names_its_indicator_in_full(atlas):
    drawn = labels(made(atlas, Item(Kind.TIMELINE, Selection(Theme.AIR, provinces=TRIO))).slides)
    rows = query.figures(schedule.timeline(atlas, Theme.AIR, TRIO))
    assert len(rows) > 5
    for row in query.described(rows).to_dict("records"):
        told = f"{row['full_label']} {label_positions.named(row)}"
        assert " ".join(told.split()) in drawn[f"{row['province']}: {row['sentence']}"]


def test_a_crowded_timeline_keeps_the_figure_of_every_label(deck, atlas):
    drawn = labels(timelines(deck))
    rows = query.figures(schedule.timeline(atlas, Theme.ECOLOGY, TRIO))
    assert len(rows) > 50
    for row in query.described(rows).to_dict("records"):
        told = drawn[f"{row['province']}: {row['sentence']}"]
        assert any(one.startswith(row["full_label"]) for one in told)


def test_labels_of_a_lane_never_lie_on_each_other(atlas):
    chosen = Selection(provinces=("National", "Hebei", "Guangdong"))
    opened = made(atlas, Item(Kind.TIMELINE, chosen))
    for slide in opened.slides:
        boxes = [
            shape
            for shape in every_shape(slide.shapes)
            if ": " in shape.name and shape.has_text_frame and shape.text_frame.text
        ]
        for one, other in combinations(boxes, 2):
            apart = (
                one.left + one.width <= other.left
                or other.left + other.width <= one.left
                or one.top + one.height <= other.top + TIGHT
                or other.top + other.height <= one.top + TIGHT
            )
            assert apart, (one.text_frame.text, other.text_frame.text)


def test_a_picture_has_an_alternative_made_from_its_data(deck):
    slide = Presentation(deck).slides[0]
    picture = next(shape for shape in slide.shapes if shape.shape_type == 13)
    told = alternative(picture)
    assert told.startswith("Cultivated land retained, due 2035.")
    assert "27 of 31 provinces state a figure" in told
    assert "Highest: Heilongjiang, at least 166,600 km²." in told
    assert "Lowest: Shanghai, at least 1,200 km²." in told


def test_the_notes_name_every_source_in_full(deck, atlas):
    slide = Presentation(deck).slides[2]
    notes = slide.notes_slide.notes_text_frame.text
    assert "Reply on the Territorial Spatial Plan of Jilin Province (2021–2035). " in notes
    rows = atlas.targets
    used = rows[(rows["indicator"] == "farmland_area") & rows["province"].isin(TRIO)]["source"]
    for _, source in atlas.sources.loc[used.unique()].iterrows():
        assert source["title"] in notes and source["issuer"] in notes and source["url"] in notes
    assert (
        "Hebei: Cultivated land retained: at least " in notes and "58,670 km²), due 2035." in notes
    )
    assert atlas.version in notes


def test_the_foot_carries_credit_edition_and_link(atlas):
    opened = made(atlas, Item(Kind.DOTS, FOREST), host="https://atlas.example")
    foot = next(s for s in opened.slides[1].placeholders if s.name == "Footer")
    assert "Natural Earth" in foot.text_frame.text
    assert atlas.edition in foot.text_frame.text
    address = foot.text_frame.paragraphs[0].runs[-1].hyperlink.address
    assert address.startswith("https://atlas.example/Map?indicator=forest_coverage")
    assert foot.text_frame.text.endswith(f" · {address}")


def test_a_long_table_goes_on_on_the_next_slide(atlas):
    opened = made(atlas, Item(Kind.TABLE, Selection(provinces=("Hebei",))))
    titles = [slide.shapes.title.text_frame.text for slide in opened.slides]
    assert titles[2].startswith("The commitments of Hebei (continued, 2 of ")
    tables = [s.table for slide in opened.slides for s in slide.shapes if s.has_table]
    rows = sum(len(table.rows) - 1 for table in tables)
    assert (atlas.targets["province"] == "Hebei").sum() > rows == brief_tables.ROWS_TOLD
    assert all(table.cell(0, 1).text_frame.text == "Commitment" for table in tables)


def test_own_words_stand_on_the_slide_and_first_in_its_notes(atlas):
    opened = made(atlas, Item(Kind.DOTS, FOREST, title="森林 in my words", note="Mind the signs."))
    slide = opened.slides[1]
    assert slide.shapes.title.text_frame.text == "森林 in my words"
    assert "Mind the signs." in texts(slide)
    assert slide.notes_slide.notes_text_frame.text.startswith("Mind the signs.")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Item(Kind.TIMELINE, Selection(provinces=("Taiwan",))), "No commitments of Taiwan"),
        (Item(Kind.COMPARE, Selection(provinces=("Taiwan", "Macau"))), "No commitments of Taiwan"),
        (Item(Kind.TABLE, Selection(provinces=("Taiwan",))), "No commitments of Taiwan"),
        (Item(Kind.FACTS, Selection(provinces=("Taiwan",))), "Nothing was found"),
        (
            Item(Kind.DOTS, Selection(None, "ecological_security", 2027)),
            "No province states a figure",
        ),
    ],
)
def test_nothing_to_show_is_a_sentence(item, said, atlas):
    opened = made(atlas, item)
    assert any(text.startswith(said) for slide in opened.slides for text in texts(slide))


def test_every_kind_makes_a_slide(atlas):
    chosen = Selection(Theme.ECOLOGY, "forest_coverage", 2025, ("Hebei", "Jilin"))
    alone = replace(chosen, provinces=("Jilin",))
    opened = made(atlas, *(Item(kind, alone if kind == Kind.PROVINCE else chosen) for kind in Kind))
    assert len(opened.slides) >= len(Kind) + 1


def test_an_empty_set_still_has_its_title_and_method(atlas):
    assert len(made(atlas).slides) == 2


def test_text_is_cut_between_words_and_never_wider_than_its_room():
    cut = letters.shortened("Building land per unit of GDP, cut by far", 10, 2.0)
    assert cut.endswith("…")
    assert letters.width(cut, 10) <= 2.0
    assert letters.by_script("Hebei 河北 north") == ["Hebei ", "河北", " north"]


@pytest.mark.parametrize("out", ["deck.doc", "deck"])
def test_the_command_names_the_formats(out, tmp_path, capsys):
    assert command.main(["brief", "--draft", "Hebei", "--out", str(tmp_path / out)]) == 2
    assert "its name ends in pptx, pdf, zip or toml" in capsys.readouterr().err


def test_the_command_says_what_is_wrong_with_a_file(tmp_path, capsys):
    spec = tmp_path / "x.toml"
    spec.write_text("[[item]]\nkind = 'pie'\n")
    assert command.main(["brief", str(spec), "--out", str(tmp_path / "x.pptx")]) == 2
    assert "x.toml: item 1, kind: “pie” is not here; choose facts" in capsys.readouterr().err
    assert command.main(["brief", str(tmp_path / "no.toml"), "--out", "x.pptx"]) == 2
    assert "no.toml is missing" in capsys.readouterr().err


def test_the_pages_hold_the_same_views_and_every_source(atlas):
    brief = drafts.draft_comparison(atlas, TRIO, Theme.ECOLOGY)
    pages = PdfReader(io.BytesIO(brief_files.made(atlas, brief, File.PDF, today=TODAY))).pages
    read = [page.extract_text() for page in pages]
    assert TITLE in read[0]
    assert "≥ 58,670 km²" in read[2]
    last = next(at for at, text in enumerate(read) if text.startswith("Sources and method"))
    assert "Territorial Spatial Plan of Zhejiang" in " ".join(read[last:])


def test_the_zip_holds_each_figure_in_each_format_with_its_sources(atlas):
    brief = Brief("森林", "", (Item(Kind.DOTS, FOREST),))
    content = brief_files.made(atlas, brief, File.ZIP, today=TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert sorted(packed.namelist()) == [
            "01-dots.pdf", "01-dots.png", "01-dots.svg", "README.txt", "briefing.toml",
        ]  # fmt: skip
        readme = packed.read("README.txt").decode()
        assert brief_reading.read(packed.read("briefing.toml"), atlas) == brief
    used = query.all_found(atlas, "forest_coverage", 2025)["source"].unique()
    assert all(title in readme for title in atlas.sources.loc[used, "title"])


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_it_and_shows_every_page(deck, tmp_path):
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "pdf", "--outdir", str(tmp_path), str(deck)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    pages = PdfReader(tmp_path / "ecology.pdf").pages
    read = [" ".join(page.extract_text().split()) for page in pages]
    assert len(read) == len(Presentation(deck).slides)
    assert TITLE in read[0] and "70" in read[0]
    assert "≥ 58,670 km²" in read[1] and "today" in read[1]
    assert "河北" in read[4] and "Permanent basic farmland" in read[4]
    assert "How to cite" in read[-1]
    for page in pages:
        assert round(float(page.mediabox.width) / float(page.mediabox.height), 2) == 1.78


def test_a_fact_sheet_is_a_native_table_that_stays_on_its_slides(atlas):
    opened = made(atlas, Item(Kind.PROVINCE, Selection(provinces=("Jilin",))))
    tables = [shape.table for slide in opened.slides for shape in slide.shapes if shape.has_table]
    cells = [[cell.text_frame.text for cell in row.cells] for one in tables for row in one.rows]
    particles = next(row for row in cells if row[0].startswith("Fine particles"))
    assert particles[1:] == ["< 27 µg/m³ by 2027", "28.5 µg/m³ (2025)", "not yet due"]
    assert all(cell for row in cells for cell in row), (
        "an empty cell is as high as its largest type"
    )
