"""Tests what a map says and draws, and that no cell of a table can run as code."""

import base64
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import folium
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, _get_header, _get_html, _get_map_string
from support import small

from commitments import ROOT
from commitments.atlas import projection
from commitments.atlas.load import Atlas
from commitments.domain.model import NO_DATE, Basis, State, Theme
from commitments.figures import choropleth, escaping, live_map, map_legend, palette, tooltips
from commitments.queries import map_readings, query

FORBIDDEN = "{}<>&'`$%#"
LITERAL = r'("(?:[^"\\]|\\.)*")'
PARSED = rf"Atlas\.paint\({LITERAL}, JSON\.parse\({LITERAL}\)\)"

# ---- text that is written so that nothing can run it ----

texts = st.text(max_size=30)
data = st.dictionaries(
    texts,
    st.recursive(
        texts | st.integers() | st.booleans() | st.none() | st.floats(allow_nan=False),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=3,
)


def read_back(literal: str) -> Any:
    """Read what a browser reads: a JavaScript string, which for ASCII is a JSON one, then JSON."""
    assert literal.isascii()
    return json.loads(json.loads(literal))


def unpack(literal: str) -> Any:
    """Read what a browser reads of a packed job: base64, compressed JSON."""
    return json.loads(zlib.decompress(base64.b64decode(json.loads(literal), validate=True)))


@given(data.filter(lambda d: "inf" not in repr(d)))
def test_packed_data_are_letters_and_digits_and_read_back_as_they_were(job: dict[str, Any]) -> None:
    assert re.fullmatch(r'"[A-Za-z0-9+/=]+"', escaping.packed(job))
    assert unpack(escaping.packed(job)) == job


@given(data.filter(lambda d: "inf" not in repr(d)))
def test_inert_text_is_read_back_as_it_was(job: dict[str, Any]) -> None:
    assert read_back(escaping.inert(job)) == job


@given(
    st.dictionaries(st.text("{}<>&'`$%#\\\"u0/\u2028😀 a"), st.text("{}<>&'`$%#\\\"u0;\u2028😀"))
)
def test_no_character_survives_that_a_template_or_page_could_run(job: dict[str, str]) -> None:
    literal = escaping.inert(job)
    assert not set(literal) & set(FORBIDDEN)
    assert re.fullmatch(r'"([^"\\\n]|\\.)*"', literal)
    assert read_back(literal) == job


def test_inert_refuses_what_json_has_no_number_for() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        escaping.inert({"x": float("nan")})
    with pytest.raises(ValueError, match="JSON compliant"):
        escaping.packed({"x": float("nan")})


def drawn(
    atlas: Atlas, indicator: str, year: int | None, basis: Basis = Basis.STATED
) -> tuple[pd.DataFrame, map_legend.Legend]:
    """Return the areas and the legend of a figure map, as its page makes them."""
    areas = query.figure_map(atlas, indicator, year)
    areas, scheme = map_readings.read(atlas, areas, indicator, year, basis)
    return choropleth.choropleth(areas, scheme), map_legend.of_areas(areas, scheme)


# ---- hostile cells, through folium and streamlit-folium ----

HOSTILE = (
    "{{ 7*7 }}",
    "{{ ' }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{% raw %}",
    "{# gone #}",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\\\");alert(1)//",
    "'); alert(1); ('",
    "&lt;b&gt;",
    "<!-- %s %(x)s #{x} -->",
)  # fmt: skip


def sent(group: folium.FeatureGroup) -> str:
    """Return all that is made of one paint job: the script that is sent, and the page.

    Folium renders its scripts as templates a second time when it makes a page.
    """
    base = live_map.base("shapes.json")
    base.get_root().render()
    script = _get_feature_group_string(group, map=base)
    return re.sub("[0-9a-f]{32}", "", script + base.get_root().render())


def painted(script: str) -> dict[str, Any]:
    """Return the paint job and the choice as the browser reads them from a script."""
    found = set(re.findall(PARSED, script))
    assert len(found) == 1
    job, choice = found.pop()
    return unpack(job) | read_back(choice)


def around_the_data(script: str) -> str:
    return re.sub(PARSED, "parsed", script)


NOTHING = map_legend.Legend("", (), (), "")
HARMLESS = around_the_data(sent(live_map.paint(choropleth.job(pd.DataFrame(), NOTHING, name=""))))


def hostile_atlas(cell: str) -> Atlas:
    """Return an atlas in which every cell that a person may write freely holds the same text."""
    said = {"note": cell, "scope": cell}
    fault = {"corrected_value": "30", "correction": cell}
    named = {"name": cell, "name_zh": cell, "definition": cell}
    source = {"title": cell, "title_zh": cell, "issuer": cell, "publisher": cell, "number": cell}
    return small.atlas(
        small.figure("Hebei", value="37", as_printed=cell, section=cell, **said, **fault),
        small.words("Jilin", "forest_coverage", cell, "2035", source="jilin-outline", **said),
        small.figure("Heilongjiang", "forest_coverage", "reach", "44", place=cell, **said),
        indicators={"forest_coverage": named},
        sources={
            "hebei-official": source,
            "jilin-outline": source,
            "daqing-news": source | {"place": cell},
        },
        places={"Daqing": {"name": cell}},
    )


@pytest.mark.parametrize("cell", HOSTILE)
def test_hostile_cell_in_a_figure_map(cell: str) -> None:
    atlas = hostile_atlas(cell)
    areas, legend = drawn(atlas, "forest_coverage", 2035)
    legend = replace(legend, title=cell)
    points = choropleth.place_points(
        query.points(atlas, "forest_coverage", 2035), theme=Theme.ECOLOGY
    )
    job = choropleth.job(areas, legend, name=cell, points=points)
    script = sent(live_map.paint(job, [cell, "Hebei"]))

    job = painted(script)
    assert around_the_data(script) == HARMLESS
    assert cell not in script
    assert job["name"] == job["legend"]["title"] == cell
    assert f"{cell}, Heilongjiang" in job["points"][0]["tip"]
    assert job["areas"]["CN-HE"]["tip"][1].startswith(f"{cell} ({cell}): at least 30 %")
    assert job["areas"]["CN-JL"]["tip"][1] == f"{cell.rstrip('.')}, due 2035."
    assert job["selected"] == [cell, "Hebei"]


@pytest.mark.parametrize("cell", HOSTILE)
def test_hostile_name_of_an_area(cell: str) -> None:
    areas = pd.DataFrame(
        {"iso": ["CN-HE"], "fill": [cell], "state": [cell], "label": [cell], "tip": [[cell]]},
        index=[cell],
    )
    legend = map_legend.Legend(cell, ({"label": cell},), ({"label": cell},), cell)
    points = [{"x": 0, "y": 0, "fill": cell, "tip": [cell]}]
    script = sent(live_map.paint(choropleth.job(areas, legend, name=cell, points=points)))
    assert around_the_data(script) == HARMLESS
    assert cell not in script
    area = {"fill": cell, "state": cell, "label": cell, "short": cell, "tip": [cell]}
    assert painted(script)["areas"]["CN-HE"] == area | {"ink": palette.ink_on_screen(cell)}


def test_hostile_address_of_the_shapes() -> None:
    hostile = ('x");alert(1)//</script>', "'><img onerror=x>")
    base = live_map.base(*hostile)
    base.render()
    opened = r"Atlas\.open\(\s*\w+, (.*),\s*JSON\.parse\((.*)\)\s*\);"
    ((given, words),) = re.findall(opened, _get_map_string(base))
    assert tuple(json.loads(f"[{given}]")) == hostile
    assert json.loads(json.loads(words)) == live_map.words()
    assert not set("<>'") & set(given)


def test_folium_itself_evaluates_what_the_atlas_keeps_inert() -> None:
    """Control: made by the same functions, a cell handed to folium is run on the server."""
    group = folium.FeatureGroup()
    folium.Marker([0, 0], tooltip="{{ 7919*7907 }}").add_to(group)
    assert str(7919 * 7907) in sent(group)


# ---- the constant map ----


def test_the_constant_map_is_the_same_each_time() -> None:
    one, other = (live_map.base("shapes.json?1") for _ in range(2))
    for made in (one, other):
        made.render()
    numbered = re.compile(r"(map|shapes)_[0-9a-f]{32}|map_div")
    assert numbered.sub("", _get_map_string(one)) == numbered.sub("", _get_map_string(other))


def test_the_map_asks_no_other_host_for_anything() -> None:
    made = live_map.base("shapes.json", "font.woff2")
    made.render()
    everything = _get_map_string(made) + _get_html(made) + _get_header(made)
    for element in (made, *made._children.values()):
        links = [*getattr(element, "default_js", []), *getattr(element, "default_css", [])]
        everything += " ".join(link for _, link in links)
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", everything) == []


def test_files_of_the_map_are_there() -> None:
    made = live_map.base("shapes.json")
    for element in (made, *made._children.values()):
        for _, link in [*getattr(element, "default_js", []), *getattr(element, "default_css", [])]:
            assert (ROOT / "static" / link.removeprefix(f"{live_map.STATIC}/")).is_file(), link


# ---- colours and legend ----


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return small.atlas(
        small.figure("Hebei", value="10", year="2025"),
        small.figure("Jilin", value="0", comparator="reach", year="2025"),
        small.figure("Shandong", value="20", comparator="about", year="2025", scope="plains"),
        small.figure("Shanxi", value="70", comparator="reach", year="2025"),
        small.figure("Shaanxi", value="40", comparator="hold", year="2035"),
        small.words("Beijing", "forest_coverage", "Forests grow denser.", "2025"),
        small.figure("Heilongjiang", value="99", year="2025", place="Daqing"),
        small.figure(
            "Tibet", value="363", year="2035", corrected_value="36", correction="A digit too many."
        ),
    )  # fmt: skip


def total(legend: map_legend.Legend) -> int:
    return sum(entry["count"] for entry in (*legend.classes, *legend.states))


def shown(legend: map_legend.Legend) -> dict[str, int]:
    """Return how often each fill occurs, as the legend says."""
    entries = (*legend.classes, *legend.states)
    return {entry["fill"]: entry["count"] for entry in entries if entry["count"]}


def by_label(entries: tuple[Mapping[str, Any], ...]) -> dict[str, int]:
    return {entry["label"]: entry["count"] for entry in entries}


def test_legend_counts_classes_and_states(atlas: Atlas) -> None:
    _, legend = drawn(atlas, "forest_coverage", 2025)
    assert by_label(legend.classes) == {
        "60 and more": 1, "40 to 60": 0, "20 to 40": 1, "under 20": 2,
    }  # fmt: skip
    assert by_label(legend.states) == {
        "words only": 1,
        "nothing found": 3,
        "no document read": 23,
        "outside the plans": 3,
    }
    assert total(legend) == 34


def test_zero_is_drawn_in_a_class_and_labelled(atlas: Atlas) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2025)
    assert areas.at["Jilin", "fill"] == palette.class_colours(Theme.ECOLOGY, 4)[0]
    assert areas.at["Jilin", "label"] == "0"


def test_missing_never_takes_a_class_colour(atlas: Atlas) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2025)
    empty = areas[areas["state"] != State.FIGURE]
    assert empty["fill"].tolist() == [palette.STATE_FILL[state] for state in empty["state"]]
    assert set(empty["label"]) == {""}
    assert len(empty) == 30


def test_figure_of_a_city_is_a_point_and_no_colour(atlas: Atlas) -> None:
    areas, legend = drawn(atlas, "forest_coverage", 2025)
    assert areas.at["Heilongjiang", "fill"] == palette.NOTHING_FILL
    (point,) = choropleth.place_points(
        query.points(atlas, "forest_coverage", 2025), theme=Theme.ECOLOGY
    )
    assert (point["x"], point["y"]) == projection.point(125.0, 46.583)
    assert point["fill"] == palette.on_screen(palette.theme_colour(Theme.ECOLOGY))
    assert point["label"] == "≥ 99"
    assert point["tip"] == [
        "Daqing, Heilongjiang",
        "Forest cover, share: at least 99 %, due 2025.",
    ]
    assert total(legend) == 34


def test_points_are_explained_beside_the_areas_and_not_counted_among_them(atlas: Atlas) -> None:
    areas, legend = drawn(atlas, "forest_coverage", 2025)
    points = choropleth.place_points(
        query.points(atlas, "forest_coverage", 2025), theme=Theme.ECOLOGY
    )
    with_points, without = (
        unpack(choropleth.job(areas, legend, name="", points=given))["legend"]
        for given in (points, [])
    )
    (explained,) = with_points["points"]
    assert (explained["label"], explained["count"]) == ("city, lake or area", 1)
    assert without["points"] == []
    assert total(legend) == 34


def test_places_with_several_figures_are_one_point(atlas: Atlas) -> None:
    twice = pd.concat([query.points(atlas, "forest_coverage", 2025)] * 2)
    (point,) = choropleth.place_points(twice, theme=None)
    assert len(point["tip"]) == 3


def test_no_points_without_places(atlas: Atlas) -> None:
    assert choropleth.place_points(query.points(atlas, "forest_coverage", 2035), theme=None) == []


def test_corrected_figure_takes_the_class_of_its_correction(atlas: Atlas) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2035)
    assert areas.at["Tibet", "fill"] == palette.class_colours(Theme.ECOLOGY, 4)[1]
    assert areas.at["Tibet", "label"] == "≥ 36†"


def test_legend_does_not_move_with_the_year(atlas: Atlas) -> None:
    legends = [drawn(atlas, "forest_coverage", year)[1] for year in (2025, 2035)]
    one, other = ([(e["label"], e["fill"]) for e in legend.classes] for legend in legends)
    assert one == other
    assert len(one) == 4


def test_legend_of_a_map_without_figures_has_no_classes(atlas: Atlas) -> None:
    _, legend = drawn(atlas, "forest_coverage", 2031)
    assert legend.classes == ()
    assert total(legend) == 34


MAPS_LOOKED_AT = 14  # the indicators of most provinces; all of them would take ten seconds


@pytest.mark.long
def test_real_maps_have_the_legend_of_their_colours(real_atlas: Atlas) -> None:
    for indicator in query.indicators(real_atlas, None)[:MAPS_LOOKED_AT]:
        scales = set()
        for year in query.due_years(real_atlas, indicator):
            areas, legend = drawn(real_atlas, indicator, None if year == NO_DATE else int(year))
            assert total(legend) == 34, (indicator, year)
            assert shown(legend) == areas["fill"].value_counts().to_dict(), (indicator, year)
            if legend.classes:
                scales.add(tuple((e["label"], e["fill"]) for e in legend.classes))
        assert len(scales) <= 1, f"the legend of {indicator} moves with the year"


@pytest.mark.parametrize("basis", [Basis.NATION, Basis.SHARE])
def test_every_way_of_reading_has_the_legend_of_its_colours(
    real_atlas: Atlas, basis: Basis
) -> None:
    read = 0
    for indicator in query.indicators(real_atlas, None)[:MAPS_LOOKED_AT]:
        if basis in map_readings.offered(real_atlas, indicator):
            fullest = query.fullest_year(real_atlas, indicator)
            year = None if fullest == NO_DATE else int(fullest)
            areas, legend = drawn(real_atlas, indicator, year, basis)
            assert total(legend) == 34, indicator
            assert shown(legend) == areas["fill"].value_counts().to_dict(), indicator
            read += 1
    assert read > 2


@pytest.mark.parametrize("theme", [None, *Theme])
def test_coverage_has_the_legend_of_its_colours(real_atlas: Atlas, theme: Theme | None) -> None:
    found, scheme = map_readings.found(query.coverage(real_atlas, theme), theme)
    areas, legend = choropleth.coverage(found, scheme), map_legend.of_areas(found, scheme)
    assert total(legend) == 34
    assert shown(legend) == areas["fill"].value_counts().to_dict()


def test_coverage_counts_are_the_labels(atlas: Atlas) -> None:
    areas = choropleth.coverage(*map_readings.found(query.coverage(atlas, None), None))
    assert areas.at["Hebei", "label"] == "1"
    assert areas.at["Hebei", "tip"] == ["Hebei", "1 commitment found: 1 with a figure, 0 in words."]
    assert areas.at["Heilongjiang", "label"] == ""
    assert areas.at["Heilongjiang", "tip"][1] == tooltips.state_sentence(State.NOTHING)


# ---- tooltips ----


def test_tooltip_of_a_figure(atlas: Atlas) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2035)
    assert areas.at["Tibet", "tip"] == [
        "Tibet",
        "Forest cover, share: at least 36 % (printed as 363 %), due 2035.",
        "",
        "Hebei Opinions · evidence A.",
        "Printed 363 %, drawn as 36 %: A digit too many.",
        "",
    ]


def test_tooltip_counts_what_else_was_found() -> None:
    atlas = small.atlas(
        small.figure(value="30"),
        small.figure(value="31", source="hebei-news"),
        small.words(indicator="forest_coverage", year="2035"),
    )
    areas, _ = drawn(atlas, "forest_coverage", 2035)
    assert areas.at["Hebei", "tip"][-1] == "2 more found, in the table below."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Shaanxi", "Nothing found in what was read. That is not the same as no target."),
        ("Heilongjiang", "Nothing found in what was read. That is not the same as no target."),
        ("Gansu", "No document of this province was read."),
        ("Taiwan", "These plans do not cover it."),
        ("Beijing", "Forests grow denser, due 2025."),
    ],
)
def test_tooltip_of_an_area_without_a_figure(atlas: Atlas, name: str, sentence: str) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2025)
    assert areas.at[name, "tip"][:2] == [name, sentence]


def test_tooltip_of_an_empty_area_names_the_years_for_which_something_was_found(
    atlas: Atlas,
) -> None:
    areas, _ = drawn(atlas, "forest_coverage", 2025)
    assert areas.at["Shaanxi", "tip"][2] == "Found for other years: 2035."
    assert areas.at["Heilongjiang", "tip"][2] == ""


def test_long_tooltip_is_cut_at_a_word() -> None:
    assert tooltips.cut("short") == "short"
    assert tooltips.cut("x" * tooltips.LENGTH) == "x" * tooltips.LENGTH
    assert tooltips.cut("one two three", 10) == "one two…"


@given(st.text(max_size=60), st.integers(min_value=2, max_value=50))
def test_cut_text_is_never_too_long(text: str, length: int) -> None:
    cut = tooltips.cut(text, length)
    assert len(cut) <= length
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def job_of(areas: pd.DataFrame, legend: map_legend.Legend, *selected: str) -> dict[str, Any]:
    return painted(
        sent(live_map.paint(choropleth.job(areas, legend, name="forest 2025"), selected))
    )


def test_tooltips_that_are_sent_are_cut(atlas: Atlas) -> None:
    areas, legend = drawn(atlas, "forest_coverage", 2025)
    areas.at["Hebei", "tip"] = ["Hebei", "word " * 4000, ""]
    tip = job_of(areas, legend)["areas"]["CN-HE"]["tip"]
    assert len(tip) == 2
    assert max(map(len, tip)) <= tooltips.LENGTH


# ---- the paint job ----


def test_paint_names_every_area_by_its_code(atlas: Atlas) -> None:
    job = job_of(*drawn(atlas, "forest_coverage", 2025), "Jilin", "Hebei")
    assert job["name"] == "forest 2025"
    assert sorted(job["areas"]) == sorted(atlas.provinces["iso"])
    assert job["selected"] == ["Jilin", "Hebei"]
    assert job["areas"]["CN-HE"]["label"] == "≥ 10"
    assert "label" not in job["areas"]["CN-GS"]
    assert job["areas"]["CN-GS"]["line"] == palette.on_screen(palette.STATE_LINE[State.NO_DOCUMENT])
    assert job["legend"]["states"][0]["label"] == "words only"


def test_choosing_a_province_changes_the_choice_and_not_the_job(atlas: Atlas) -> None:
    job = choropleth.job(*drawn(atlas, "forest_coverage", 2025), name="forest 2025")
    scripts = [sent(live_map.paint(job, chosen)) for chosen in ((), ("Hebei",))]
    jobs, choices = zip(*(set(re.findall(PARSED, script)).pop() for script in scripts), strict=True)
    assert jobs[0] == jobs[1]
    assert [read_back(choice) for choice in choices] == [{"selected": []}, {"selected": ["Hebei"]}]


def test_leaders_belong_to_areas_of_the_map(real_atlas: Atlas) -> None:
    assert set(projection.LEADERS) <= set(real_atlas.provinces["iso"])


def test_label_at_a_leader_keeps_its_place() -> None:
    atlas = small.atlas(small.figure("Shandong", value="20"))
    area = job_of(*drawn(atlas, "forest_coverage", 2035))["areas"]["CN-SD"]
    assert tuple(area["leader"]) == projection.point(*projection.LEADERS["CN-SD"])
    assert area["short"] == "Shandong"


def test_tooltip_says_what_is_binding() -> None:
    atlas = small.atlas(small.figure(nature="binding"), small.figure("Jilin"))
    areas = query.figure_map(atlas, "forest_coverage", 2035).assign(said="")
    told = tooltips.of_figure("Hebei", areas.loc["Hebei"].to_dict())
    assert "Binding in the plan." in told
    assert not any("plan" in line for line in tooltips.of_figure("Jilin", areas.loc["Jilin"]))
