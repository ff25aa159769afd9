"""Tests the printed figures: every kind, in every format and size."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

import pypdf
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color
from matplotlib.ft2font import FT2Font
from matplotlib.transforms import Bbox
from PIL import Image
from support import real, small

from commitments.atlas.translation import translated
from commitments.domain import links
from commitments.domain.figure_request import Format, Kind, NotOffered, Order, Size
from commitments.domain.model import PROVINCES_IN_THE_PLANS
from commitments.figures import assets, choropleth, palette
from commitments.language import Language
from commitments.prints import figures as prints
from commitments.prints import files
from commitments.prints import typography as print_type
from commitments.queries import comparison as compare
from commitments.queries import coverage, map_readings, query, schedule, selection_parsing

pytestmark = pytest.mark.long

POINTS = {Size.SLIDE: (960, 540), Size.HALF_A4: (538.58, 368.5), Size.SQUARE: (540, 540)}
PIXELS = {Size.SLIDE: (2667, 1500), Size.HALF_A4: (2244, 1535), Size.SQUARE: (2160, 2160)}
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = {Format.PNG: 600_000, Format.SVG: 500_000, Format.PDF: 400_000}
GIVEN = {
    Kind.MAP: {"indicator": "good_air_days", "year": "2025", "provinces": ["Hebei"]},
    Kind.TILES: {"indicator": "pm25_mean", "year": "2025"},
    Kind.DOTS: {"indicator": "non_fossil_share", "year": "2025"},
    Kind.TIMELINE: {"theme": "ecology", "provinces": ["Hebei", "Jilin", "Shandong"]},
    Kind.PROGRESS: {"indicator": "pm25_mean"},
    Kind.COMPARE: {"provinces": ["Hebei", "Jilin", "Shandong"]},
    Kind.PROVINCE: {"provinces": ["Jilin"]},
    Kind.MATRIX: {},
}
SEEN = {
    Kind.MAP: ["≥ 90.7", "nothing found", "outside the plans", "Tianjin 72.6"],
    Kind.TILES: ["≤ 33", "Hong Kong", "outside the plans", "40 and more"],
    Kind.DOTS: ["nation ≈ 20 %", "Qinghai", "52.2", "Nothing found: Beijing"],
    Kind.TIMELINE: ["河北", "2024–2027", "≥ 51,100 km²", "words only"],
    Kind.PROGRESS: [
        "≤ 24.3 by 2025: not reached",
        "Northwest",
        "11.8",
        "30.5",
        "no figure promised",
    ],
    Kind.COMPARE: ["吉林", "≥ 51,100 km²", "85 %*", "Years differ"],
    Kind.PROVINCE: ["< 27 µg/m³ by 2027", "28.5 µg/m³ (2025)", "not yet due", "Forest coverage"],
    Kind.MATRIX: ["Inner Mongolia", "words only", "Cultivated land retained", "Ecology"],
}
LONG = "How the provinces of the north mean to bring back the forests of their river basins " * 4


@cache
def atlas():
    return real.atlas()


@cache
def made(kind, size=Size.SLIDE, title="", note="", **given):
    asked = {key: list(value) if key == "provinces" else value for key, value in given.items()}
    chosen = selection_parsing.selection(atlas(), kind, **(asked or GIVEN[kind]))
    return prints.figure(atlas(), Order(kind, chosen, size, title, "", note))


@cache
def written(kind, size, form):
    return made(kind, size).file(form)


@cache
def in_chinese(kind, size, **given):
    chinese = translated(atlas(), Language.CHINESE)
    chosen = selection_parsing.selection(chinese, kind, **(given or GIVEN[kind]))
    return prints.figure(chinese, Order(kind, chosen, size))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def svg_texts(content):
    return ["".join(found.itertext()) for found in ET.fromstring(content).iter(f"{SVG}text")]


def ink_boxes(drawn):
    """Return each text with the box of its ink, a little less than that of its line, in pixels."""
    figure = drawn.sheet.figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    boxes = []
    for text in drawn.sheet.axes.texts:
        box = text.get_window_extent(renderer)
        if text.get_rotation():
            inner = Bbox.from_extents(box.x0 + box.width * 0.2, box.y0, box.x1, box.y1)
        else:
            tall = box.height * 0.22
            inner = Bbox.from_extents(box.x0 + 1, box.y0 + tall, box.x1 - 1, box.y1 - tall)
        boxes.append((text.get_text(), inner))
    return boxes


def outside(drawn):
    page = drawn.sheet.figure.bbox
    return [
        text
        for text, box in ink_boxes(drawn)
        if box.x0 < page.x0 or box.x1 > page.x1 or box.y0 < page.y0 or box.y1 > page.y1
    ]


def overlapping(drawn):
    return [
        (a, b) for (a, one), (b, other) in combinations(ink_boxes(drawn), 2) if one.overlaps(other)
    ]


every_kind_and_size = pytest.mark.parametrize(
    ("kind", "size"),
    [  # the tests of a figure share it
        pytest.param(kind, size, marks=pytest.mark.together(f"print {kind} {size}"))
        for kind in Kind
        for size in Size
    ],
)


@every_kind_and_size
def test_png_opens_with_its_dimensions(kind, size):
    content = written(kind, size, Format.PNG)
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert picture.size == pytest.approx(PIXELS[size], abs=1)
        assert picture.mode == "P"
        assert picture.text["Title"] == made(kind, size).texts.title
        assert picture.text["Source"].startswith("Sources: ")
    assert len(content) < LARGEST[Format.PNG]


@every_kind_and_size
def test_svg_opens_with_its_dimensions_and_keeps_its_texts(kind, size):
    content = written(kind, size, Format.SVG)
    root = ET.fromstring(content)
    drawn = [float(root.get(side).removesuffix("pt")) for side in ("width", "height")]
    assert drawn == pytest.approx(POINTS[size], abs=0.01)
    texts = svg_texts(content)
    assert_carries_its_texts(" ".join(texts), made(kind, size))
    for words in SEEN[kind]:
        if size == Size.SLIDE:
            assert squeezed(words) in squeezed(" ".join(texts)), words
    assert len(content) < LARGEST[Format.SVG]


def test_fonts_in_a_pdf_hold_no_rules_of_layout():
    page = pypdf.PdfReader(io.BytesIO(written(Kind.DOTS, Size.SLIDE, Format.PDF))).pages[0]
    inside = []
    for one in page["/Resources"]["/Font"].values():
        font = one.get_object()
        font = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        inside.append(font["/FontDescriptor"]["/FontFile2"].get_data())
    assert inside
    tables = [set(TTFont(io.BytesIO(data)).keys()) for data in inside]
    assert all("glyf" in found and not found & set(files.LAYOUT) for found in tables)
    assert not set(files.LAYOUT) & set(subset.Options().drop_tables)  # of others' fonts


@every_kind_and_size
def test_pdf_opens_with_its_dimensions_and_can_be_searched(kind, size):
    content = written(kind, size, Format.PDF)
    page = pypdf.PdfReader(io.BytesIO(content)).pages[0]
    drawn = [float(page.mediabox.width), float(page.mediabox.height)]
    assert drawn == pytest.approx(POINTS[size], abs=0.1)
    assert_carries_its_texts(page.extract_text(), made(kind, size))
    assert b"/FontFile2" in content  # TrueType, embedded
    assert len(content) < LARGEST[Format.PDF]


def assert_carries_its_texts(found, drawn):
    given = drawn.texts
    for text in (given.title, given.subtitle, " ".join(given.notes), given.sources, given.imprint):
        assert squeezed(text) in squeezed(found)
    assert "of31provinces" in squeezed(found) or "Province?province=Jilin" in squeezed(found)
    assert atlas().version in squeezed(found)


@every_kind_and_size
def test_no_text_leaves_its_frame_or_overlaps_another(kind, size):
    drawn = made(kind, size)
    assert outside(drawn) == []
    assert overlapping(drawn) == []


@every_kind_and_size
def test_chinese_stays_in_its_frame_and_overlaps_nothing(kind, size):
    drawn = in_chinese(kind, size)
    assert outside(drawn) == []
    assert overlapping(drawn) == []


def test_the_same_figure_is_the_same_file_at_another_time(monkeypatch):
    drawn = [written.__wrapped__(Kind.MAP, Size.SLIDE, Format.SVG)]
    files._glyphs.cache_clear()
    monkeypatch.setattr("fontTools.ttLib.tables._h_e_a_d.timestampNow", lambda: 1)
    drawn.append(written.__wrapped__(Kind.MAP, Size.SLIDE, Format.SVG))
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("size", list(Size))
def test_a_full_map_in_chinese_has_labels_that_touch_nothing(size):
    assert overlapping(in_chinese(Kind.MAP, size, indicator="farmland_area")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_long_texts_wrap_and_stay_on_the_sheet(kind):
    drawn = made(kind, Size.SQUARE, title=LONG, note=LONG * 3)
    assert outside(drawn) == []
    assert overlapping(drawn) == []


@pytest.mark.parametrize(
    ("indicator", "size"),
    [("farmland_area", size) for size in Size] + [("red_line_area", Size.SLIDE)],
)
def test_a_full_map_has_every_label_and_none_touches_another(indicator, size):
    drawn = made(Kind.MAP, size, indicator=indicator)
    assert overlapping(drawn) == []
    labelled = " ".join(svg_texts(drawn.file(Format.SVG)))
    areas = query.drawn(
        query.figure_map(atlas(), indicator, selection_parsing._year(atlas(), indicator, ""))
    )
    for row in query.described(areas).to_dict("records"):
        assert row["label"] in labelled


def test_a_chinese_title_is_drawn_without_boxes():
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a glyph that it lacks
        drawn = made(
            Kind.DOTS, title="森林覆盖率：河北、吉林与山东的承诺", indicator="forest_coverage"
        )
        content = drawn.file(Format.SVG).decode()
        drawn.file(Format.PNG)
    assert "森林覆盖率：河北、吉林与山东的承诺" in content
    assert "font-family:'Noto Sans SC'" in content


def test_the_fonts_have_every_character_of_the_tables():
    glyphs = {
        code
        for file, *_ in print_type.FILES
        for code in FT2Font(str(assets.FONTS / file)).get_charmap()
    }
    atlas_ = atlas()
    written_in = [atlas_.targets[["summary", "place", "scope"]], atlas_.provinces[["name_zh"]]]
    written_in += [atlas_.indicators[["name", "name_zh"]], atlas_.sources[["title", "title_zh"]]]
    used = {c for frame in written_in for cell in frame.to_numpy().ravel() for c in str(cell)}
    assert sorted(c for c in used if ord(c) not in glyphs and c not in "\n\ufeff") == []


def test_a_character_without_a_glyph_is_refused_in_words():
    with pytest.raises(NotOffered, match="no glyph for 🌲; write it otherwise"):
        made(Kind.DOTS, title="Forests 🌲", indicator="forest_coverage")


def test_a_thin_line_keeps_its_colour_in_a_png():
    content = written(Kind.PROGRESS, Size.SLIDE, Format.PNG)
    with Image.open(io.BytesIO(content)) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors()}
    assert tuple(bytes.fromhex(palette.OCHRE[1:])) in colours


@pytest.mark.parametrize("kind", [Kind.MAP, Kind.TILES])
@pytest.mark.parametrize(
    "given",
    [{"indicator": "forest_coverage", "year": "2025"}, {"indicator": "carbon_peak"}, {}],
    ids=["figures", "words only", "coverage"],
)
def test_fills_are_those_of_the_screen(kind, given):
    drawn = made(kind, Size.SQUARE, **given) if given else made(kind, Size.SQUARE, theme="water")
    root = ET.fromstring(drawn.file(Format.SVG))
    fills = {}
    for group in root.iter(f"{SVG}g"):
        name = group.get("id", "")
        if name.startswith("area-"):
            style = group.find(f".//{SVG}path").get("style", "")
            fills[name.removeprefix("area-")] = re.search(r"fill: (#\w+)", style).group(1)
    assert fills == {iso: on_paper(fill) for iso, fill in on_screen(given).items()}


def on_screen(given):
    if not given:
        found, scheme = map_readings.found(query.coverage(atlas(), "water"), "water")
        return choropleth.coverage(found, scheme).set_index("iso")["fill"].to_dict()
    chosen = selection_parsing.selection(atlas(), Kind.MAP, **given)
    areas = query.figure_map(atlas(), chosen.indicator, chosen.year)
    classed, scheme = map_readings.read(atlas(), areas, chosen.indicator, chosen.year, chosen.basis)
    return choropleth.choropleth(classed, scheme).set_index("iso")["fill"].to_dict()


def on_paper(fill):
    """Return the ground that a hatch is drawn on, as the map sends it to the browser's script."""
    hatches = {
        f"url(#{name})": re.match(r"light-dark\((#\w+),", ground).group(1)
        for name, ground in choropleth.PATTERNS.items()
        if ground.startswith("light-dark")
    }
    return hatches.get(fill, fill)


def test_flat_fills_of_a_png_are_exact():
    content = written(Kind.TILES, Size.SLIDE, Format.PNG)
    with Image.open(io.BytesIO(content)) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24)}
    wanted = {fill for fill in on_screen(GIVEN[Kind.TILES]).values() if fill.startswith("#")}
    assert {tuple(bytes.fromhex(fill[1:])) for fill in wanted} <= colours


@pytest.mark.parametrize("kind", [Kind.MAP, Kind.TILES])
def test_the_legend_counts_every_area(kind):
    drawn = made(kind, Size.SQUARE, indicator="farmland_area")
    texts = svg_texts(drawn.file(Format.SVG))
    start, end = texts.index("km²"), texts.index("outside the plans") + 2
    counts = [int(text) for text in texts[start:end] if re.fullmatch(r"\d{1,2}", text)]
    assert sum(counts) == 34


def test_words_only_is_a_figure_that_says_so():
    drawn = made(Kind.MAP, indicator="ecological_security", year="2027")
    told = " ".join(svg_texts(drawn.file(Format.SVG)))
    assert drawn.missing == "No province states a figure for “Ecological security, due 2027”."
    assert "0 of 31 provinces state a figure, 3 words only" in told
    assert "Ecological security is reliably maintained, due 2027 (year inferred)." in told


def test_a_dot_plot_without_a_figure_says_so_in_its_place():
    drawn = made(Kind.DOTS, indicator="carbon_peak")
    told = squeezed(" ".join(svg_texts(drawn.file(Format.SVG))))
    assert squeezed(drawn.missing) in told
    assert "No province states a figure" in drawn.missing


def test_a_timeline_without_a_commitment_says_so_in_its_place():
    targets = atlas().targets
    assert targets[(targets["theme"] == "water") & (targets["province"] == "Tibet")].empty
    drawn = made(Kind.TIMELINE, theme="water", provinces=("Tibet",))
    told = squeezed(" ".join(svg_texts(drawn.file(Format.SVG))))
    said = "No commitments were found for Tibet (water) in the documents read."
    assert drawn.missing == said
    assert squeezed(said) in told


@pytest.mark.parametrize("kind", [Kind.TIMELINE, Kind.COMPARE, Kind.MATRIX])
def test_a_single_province_makes_a_figure(kind):
    drawn = made(kind, Size.HALF_A4, provinces=("Hebei",))
    told = " ".join(svg_texts(drawn.file(Format.SVG)))
    assert "Hebei" in told
    assert "1 of 31 provinces" in told
    assert overlapping(drawn) == []


@pytest.mark.parametrize(
    "given",
    [
        {"theme": "ecology", "provinces": ("National", "Hebei")},
        {"provinces": ("National", "Hebei")},
    ],
    ids=["named", "marked"],
)
def test_figures_that_follow_one_another_are_joined(given):
    drawn = made(Kind.TIMELINE, **given)
    chosen = selection_parsing.selection(atlas(), Kind.TIMELINE, **given)
    rows = schedule.timeline(atlas(), chosen.theme, chosen.provinces)
    pairs = sum(len(chain) - 1 for chain in schedule.successive(rows))
    lines = [one for one in drawn.sheet.axes.collections if one.get_gid() == "step"]
    assert len(lines) == pairs > 1
    for line in lines:
        ((x, y), (x2, y2)) = line.get_segments()[0]
        assert x < x2
        assert y == y2
    assert "1 of 31 provinces" in drawn.texts.subtitle


def test_names_on_a_timeline_wrap_before_they_are_cut():
    drawn = made(Kind.TIMELINE, theme="water", provinces=("Hebei", "Jilin", "Shandong"))
    assert [text for text in svg_texts(drawn.file(Format.SVG)) if "…" in text] == []


def test_thirty_one_lanes_stay_on_the_sheet():
    everyone = tuple(coverage.in_the_plans(atlas()))
    drawn = made(Kind.TIMELINE, provinces=everyone)
    assert outside(drawn) == []
    names = [text for text in drawn.sheet.axes.texts if text.get_text() in everyone]
    assert len(names) == PROVINCES_IN_THE_PLANS
    assert len({text.get_fontsize() for text in names}) == 1, "all lanes are named in one size"
    assert any("Timeline?every=on" in text.get_text() for text in drawn.sheet.axes.texts)


def whole(kind, size=Size.SLIDE, **given):
    chosen = selection_parsing.selection(atlas(), kind, **given)
    return prints.sheets(atlas(), Order(kind, chosen, size))


@pytest.mark.parametrize("size", list(Size))
def test_a_comparison_goes_on_until_every_shared_indicator_is_there(size):
    provinces = ("Hebei", "Jilin", "Shandong")
    sheets = whole(Kind.COMPARE, size, provinces=provinces)
    told = squeezed(" ".join(" ".join(svg_texts(one.file(Format.SVG))) for one in sheets))
    made_ = compare.lines(atlas(), None, provinces, today=2026)
    shared = [line for line in made_ if len(line.found) > 1]
    assert all(squeezed(line.name) in told for line in shared)
    assert (
        f"{len(made_) - len(shared)} more indicators were found for one of them only"
        in " ".join(svg_texts(sheets[-1].file(Format.SVG)))
    )
    assert sheets[1].texts.title.endswith(f"(continued, 2 of {len(sheets)})")
    assert [one for sheet in sheets for one in (*outside(sheet), *overlapping(sheet))] == []


def test_a_matrix_goes_on_until_every_shared_indicator_is_there():
    sheets = whole(Kind.MATRIX)
    grid = coverage.grid(atlas(), coverage.Layout())
    told = squeezed(" ".join(" ".join(svg_texts(one.file(Format.SVG))) for one in sheets))
    assert len(sheets) > 1
    assert all(squeezed(name) in told for name in grid.indicators["name"])
    assert [one for sheet in sheets for one in (*outside(sheet), *overlapping(sheet))] == []


def test_what_one_sheet_holds_stays_on_one():
    assert len(whole(Kind.MATRIX, theme="water")) == 1
    assert len(whole(Kind.COMPARE, theme="air", provinces=("Hebei", "Jilin"))) == 1


def test_what_does_not_fit_is_counted_on_the_figure():
    told = " ".join(svg_texts(written(Kind.COMPARE, Size.SLIDE, Format.SVG)))
    assert re.search(r"\d+ more indicators, stated by fewer, are not shown; the link opens", told)


@pytest.mark.parametrize("size", Size)
def test_a_figure_ends_in_an_address_that_can_be_typed(size):
    with links.reached("https://atlas.example"):
        drawn = prints.figure(
            atlas(), Order(Kind.MAP, selection_parsing.selection(atlas(), Kind.MAP), size)
        )
    assert drawn.texts.imprint.endswith(" · https://atlas.example/")
    assert "https://atlas.example/" in squeezed("".join(svg_texts(drawn.file(Format.SVG))))
    unknown = prints.figure(atlas(), Order(Kind.MAP, drawn_of(FOREST), size))
    assert unknown.texts.imprint.endswith(
        " · in the atlas: Map?indicator=forest_coverage&year=2025"
    )


FOREST = {"indicator": "forest_coverage", "year": "2025"}


def drawn_of(given):
    return selection_parsing.selection(atlas(), Kind.MAP, **given)


STROKE = "Upright stroke on a scale: the national figure for the same year."


@pytest.mark.parametrize(("year", "told"), [("2030", True), ("2035", False)])
def test_a_comparison_explains_the_nations_stroke_where_one_is_drawn(year, told):
    known = small.atlas(
        small.figure("Hebei", year="2030"),
        small.figure("Jilin", year="2030", source="jilin-outline"),
        small.figure("National", year=year, source="nation-opinions"),
    )
    chosen = selection_parsing.selection(known, Kind.COMPARE, provinces=["Hebei", "Jilin"])
    drawn = prints.figure(known, Order(Kind.COMPARE, chosen))
    notes = " ".join(drawn.texts.notes)
    assert (STROKE in notes) is told
    red = [
        drawn_lines
        for drawn_lines in drawn.sheet.axes.collections
        if same_color(drawn_lines.get_edgecolor(), [palette.NATIONAL_LINE])
    ]
    assert bool(red) is told
    assert "Red line" not in notes


def test_five_provinces_are_too_many_to_compare():
    five = ("Hebei", "Jilin", "Shandong", "Tibet", "Yunnan")
    with pytest.raises(NotOffered, match="5 provinces are too many to compare; choose two to 4"):
        made(Kind.COMPARE, provinces=five)


def test_every_source_is_named_in_full_beside_the_figure():
    drawn = made(Kind.DOTS)
    counted = int(re.search(r"Sources: (\d+) documents", drawn.texts.sources).group(1))
    assert len(drawn.sources) == counted
    assert all("evidence" in source for source in drawn.sources)


def test_the_description_tells_what_is_drawn():
    told = made(Kind.DOTS).description
    assert "Qinghai 52.2 %" in told
    assert "for 3 nothing was found in what was read" in told
    assert "Lowest: " in told
    assert "Highest: " in told


def test_an_svg_is_a_picture_with_a_title_and_a_description():
    drawn = made(Kind.DOTS)
    root = ET.fromstring(drawn.file(Format.SVG))
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{one}']") for one in root.get("aria-labelledby").split()]
    assert [node.tag.split("}")[1] for node in named] == ["title", "desc"]
    assert [node.text for node in named] == [drawn.texts.title, drawn.description]


def test_a_png_carries_its_title_and_description():
    drawn = made(Kind.DOTS)
    with Image.open(io.BytesIO(drawn.file(Format.PNG))) as picture:
        assert picture.text["Title"] == drawn.texts.title
        assert picture.text["Description"] == drawn.description


def test_a_pdf_is_tagged_as_a_figure_with_its_words():
    drawn = made(Kind.DOTS)
    document = pypdf.PdfReader(io.BytesIO(drawn.file(Format.PDF)))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    (figure,) = root["/StructTreeRoot"]["/K"]["/K"]
    assert figure.get_object()["/S"] == "/Figure"
    assert figure.get_object()["/Alt"] == drawn.description
    page = document.pages[0]
    assert page.get_contents().get_data().startswith(b"/Span <</MCID 0>> BDC")
    assert drawn.texts.title in page.extract_text()


@pytest.mark.parametrize("form", list(Format))
def test_the_same_order_makes_the_same_file(form):
    chosen = selection_parsing.selection(atlas(), Kind.DOTS, indicator="forest_coverage")
    order = Order(Kind.DOTS, chosen, Size.HALF_A4)
    one, other = (prints.figure(atlas(), order).file(form) for _ in range(2))
    assert one == other
