"""Opens the Timeline page by its links, and reads what its charts are told to draw."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from support import real

from commitments import ROOT
from commitments.atlas.load import Atlas
from commitments.domain.model import NATION, OUTSIDE_THE_PLANS, Theme
from commitments.figures import palette
from commitments.figures.timelines import captions as timeline_captions
from commitments.figures.timelines import chart as timelines
from commitments.figures.timelines import layout
from commitments.figures.timelines import marks as timeline_marks
from commitments.figures.timelines import views as timeline_views
from commitments.language import say
from commitments.queries import outcomes, query, schedule
from commitments.queries.schedule import Density, Grouping, Period, View

pytestmark = pytest.mark.long

TODAY = 2026.4


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return real.atlas()


def opened(**link: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.switch_page("pages/2_Timeline.py")
    for name, value in link.items():
        at.query_params[name] = value
    at.run()
    assert [fault.value for fault in [*at.exception, *at.error]] == []
    return at


def said(at: AppTest) -> str:
    """Return the captions and remarks of a page without the escapes of Markdown."""
    shown = [*at.caption, *at.info, *at.markdown]
    return "\n".join(element.value for element in shown).replace("\\", "")


def asked(at: AppTest, name: str) -> str:
    """Return a choice as it stands in the link."""
    value = at.query_params[name]
    return value if isinstance(value, str) else value[0]


def drawn(at: AppTest) -> list[Any]:
    return list(at.get("vega_lite_chart"))


def spec(plan: layout.Plan, **options: Any) -> Any:
    return timelines.chart(plan, today=TODAY, **options)


def cells(made: dict[str, Any], column: str) -> list[dict[str, Any]]:
    """Return the rows of the datasets that have a column."""
    found = [rows for rows in made["datasets"].values() if rows and column in rows[0]]
    return [row for rows in found for row in rows]


def plan_of(atlas: Atlas, view: View) -> layout.Plan:
    rows = outcomes.beside(atlas, query.described(schedule.chosen(atlas, view)))
    notes = timeline_captions.empty_lanes(atlas, rows, view, int(TODAY))
    return layout.plan(rows, view, int(TODAY), notes)


def everything(atlas: Atlas) -> tuple[str, ...]:
    return tuple(sorted(n for n in atlas.provinces.index if n not in OUTSIDE_THE_PLANS))


# ---- by link ----


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({}, "Hebei, Heilongjiang, Inner Mongolia, Jilin, the nation"),
        ({"theme": "ecology"}, "What falls due when: ecology"),
        ({"province": "Jilin"}, "Jilin, the nation · "),
        ({"province": "Jilin", "national": "off"}, "Jilin · "),
        ({"every": "on"}, "All 31 provinces and the nation · "),
        ({"years": "2030"}, "due after 2030 not drawn"),
        ({"years": "ahead"}, "due earlier not drawn"),
        ({"density": "open"}, "density=open"),
        ({"group": "theme"}, "group=theme"),
    ],
    ids=lambda case: "-".join(case.values()) if isinstance(case, dict) else "",
)
def test_each_choice_opens_by_its_link_and_stays_in_it(link: dict[str, str], words: str) -> None:
    at = opened(**link)
    assert words in said(at)
    assert len(drawn(at)) == 2
    assert {name: asked(at, name) for name in link} == link
    assert not at.info


@pytest.mark.parametrize(
    ("name", "called"),
    [
        *((name, name) for name in ("theme", "years", "group", "density")),
        ("national", "setting of the national commitments"),
        ("every", "setting of every province"),
    ],
)
def test_an_unknown_choice_is_ignored_with_a_sentence(name: str, called: str) -> None:
    at = opened(**{name: "nonesuch"})
    assert f"The link asks for the {called} “nonesuch”, which is not here" in said(at)
    assert name not in at.query_params


def test_a_link_to_a_mark_shows_where_it_is_written() -> None:
    at = opened(row="he-red_line_area-nodate")
    assert "printed as 363,900 km²" in said(at)
    assert asked(at, "row") == "he-red_line_area-nodate"


def test_a_mark_out_of_view_shows_nothing_and_leaves_the_link() -> None:
    at = opened(row="he-environmental_quality-2050", years="2030")
    assert "row" not in at.query_params
    assert at.selectbox(key="mark-listed").value == ""


def test_a_commitment_chosen_in_the_list_shows_where_it_is_written() -> None:
    at = opened(province="Hebei")
    listed = at.selectbox(key="mark-listed")
    listed.set_value("he-red_line_area-nodate").run()
    assert "printed as 363,900 km²" in said(at)
    assert asked(at, "row") == "he-red_line_area-nodate"
    at.selectbox(key="mark-listed").set_value("").run()
    assert "row" not in at.query_params


def test_the_list_holds_each_commitment_that_is_drawn(atlas: Atlas) -> None:
    at = opened(province="Hebei", theme="water", national="off")
    options = at.selectbox(key="mark-listed").options
    drawn = schedule.chosen(atlas, View(Theme.WATER, ("Hebei",), False))
    assert len(options) == 1 + len(drawn)
    assert all(option.startswith("Hebei · ") for option in options[1:])


def test_an_unknown_mark_is_ignored_with_a_sentence() -> None:
    assert "the row “nonesuch”" in said(opened(row="nonesuch"))


def test_all_provinces_leave_the_chosen_ones_in_the_link() -> None:
    at = opened(province="Jilin", every="on")
    at.toggle(key="every").set_value(False).run()
    assert at.multiselect(key="provinces").value == ["Jilin"]


def test_31_names_fit_the_link(atlas: Atlas) -> None:
    names = everything(atlas)
    at = opened(province=",".join(names))
    assert tuple(at.multiselect(key="provinces").value) == names


def test_nothing_chosen_says_so() -> None:
    at = opened(national="off", province="Jilin")
    at.multiselect(key="provinces").set_value([]).run()
    assert say("timeline.nothing-chosen") in said(at)
    assert not drawn(at)


def test_an_empty_timeline_says_why() -> None:
    at = opened(theme="water", province="Tibet", national="off")
    assert "No water commitment was found for Tibet in the documents read." in said(at)
    assert not drawn(at)
    assert say("timeline.table") not in said(at)


# ---- the real table ----


@pytest.mark.parametrize("group", Grouping)
@pytest.mark.parametrize("density", Density)
def test_all_commitments_of_all_provinces_are_drawn_once(
    atlas: Atlas, group: Grouping, density: Density
) -> None:
    plan = plan_of(atlas, View(provinces=everything(atlas), group=group, density=density))
    assert sorted(plan.marks["id"]) == sorted(atlas.targets["id"])
    assert not plan.marks[["x", "y"]].duplicated().any()


def test_the_nation_is_the_first_lane(atlas: Atlas) -> None:
    assert plan_of(atlas, View(provinces=("Jilin",))).lanes["lane"].tolist() == [NATION, "Jilin"]


@pytest.mark.parametrize(
    ("view", "lane", "note"),
    [
        (
            View(provinces=("Guangxi", "Jilin"), theme="air", period=Period.AHEAD, national=False),
            "Guangxi",
            "No air commitment was found for these years; other years have some.",
        ),
        (
            View(provinces=("Tibet", "Jilin"), theme="water", national=False),
            "Tibet",
            "No water commitment was found in the documents read.",
        ),
        (
            View(provinces=("Hong Kong", "Jilin"), national=False),
            "Hong Kong",
            "No document read.",
        ),
    ],
    ids=["other years", "nothing found", "no document"],
)
def test_an_empty_lane_says_why(atlas: Atlas, view: View, lane: str, note: str) -> None:
    plan = plan_of(atlas, view)
    assert plan.lanes.set_index("lane").at[lane, "note"] == note
    assert note in [row["note"] for row in cells(spec(plan), "note")]


def test_a_reader_who_cannot_see_it_is_told_the_counts_of_each_lane(atlas: Atlas) -> None:
    told = timeline_captions.in_words(plan_of(atlas, View(provinces=("Beijing",), national=False)))
    held = (atlas.targets["province"] == "Beijing").sum()
    assert told.startswith(f"Timeline of {held} commitments. Beijing: ")
    assert "due 2025" in told


# ---- what is drawn ----


def test_stages_and_years_are_named(atlas: Atlas) -> None:
    made = spec(plan_of(atlas, View(provinces=("Jilin",))))
    names = {row["name"] for row in cells(made, "fill")}
    assert {"2024–2027", "2028–2030", "2031–2035"} <= names
    texts = {row["text"] for row in cells(made, "text")}
    assert {"2024", "2035", "2050", "no date given", "//"} <= texts


def test_today_is_drawn_between_two_marks(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",)))
    flag = [row for row in cells(spec(plan), "text") if row["text"] == "today"]
    assert [row["x"] for row in flag] == [plan.axis.moment(TODAY)]
    assert (abs(plan.marks["x"] - flag[0]["x"]) >= layout.MARK_REACH - 0.1).all()


def test_today_crosses_no_words(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Hebei", "Jilin"), density=Density.OPEN))
    at = plan.axis.moment(TODAY)
    marks = plan.marks
    end = marks["x"] + layout.TEXT_INDENT + marks["text_width"]
    crossed = marks[(marks["x"] < at) & (at < end)]
    assert len(crossed)
    for line in [row for row in cells(spec(plan), "bottom") if row["x"] == at]:
        assert line["bottom"] - line["top"] >= layout.ROW or line["bottom"] == plan.height
        for mark in crossed.itertuples():
            assert not line["top"] < mark.y < line["bottom"]


def test_a_mark_says_figure_or_words_inferred_and_part_of_a_province(atlas: Atlas) -> None:
    told = timeline_marks.told(plan_of(atlas, View(provinces=("Hebei", "Heilongjiang")))).set_index(
        "id"
    )
    assert set(told["shape"]) == set(timeline_marks.SHAPES)
    rows = atlas.targets.set_index("id").loc[told.index]
    assert (told["open"] == rows["inferred"]).all()
    assert (told["shape"].astype("str").str.endswith("part") == (rows["place"] != "")).all()
    assert (told["shape"].astype("str").str.startswith("words") == rows["value"].isna()).all()
    assert told.index[told["dagger"]].tolist() == ["he-red_line_area-nodate"]


def test_every_colour_is_the_colour_of_its_theme(atlas: Atlas) -> None:
    made = spec(plan_of(atlas, View(provinces=("Jilin",))))
    scales = [
        layer["encoding"]["stroke"]["scale"]
        for layer in made["layer"]
        if "scale" in layer["encoding"].get("stroke", {})
    ]
    colours = [palette.theme_colour(theme) for theme in Theme]
    colours = [palette.on_screen(colour) for colour in colours]
    assert scales == [{"domain": list(schedule.THEMES), "range": colours}]


def test_a_chosen_mark_is_ringed_from_the_start(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",)))
    chosen = plan.marks["id"].iloc[0]
    drawing = spec(plan)
    (picked,) = timelines.chosen(drawing, chosen)["params"]
    assert (picked["name"], picked["value"]) == (timeline_marks.CHOICE, [{"id": chosen}])
    assert "value" not in drawing["params"][0]
    assert "value" not in timelines.chosen(drawing, "")["params"][0]


def test_a_click_changes_nothing_that_other_readers_see(atlas: Atlas) -> None:
    asked = (View(provinces=("Jilin",)), TODAY)
    view = timeline_views.timeline_view(atlas, asked)
    before = json.dumps(view.drawing["params"])
    timelines.chosen(view.drawing, view.rows["id"].iloc[0])
    assert json.dumps(view.drawing["params"]) == before


def test_the_page_sends_the_same_marks_as_an_export(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",)))
    drawing = spec(plan)
    sent = timelines.light(drawing, plan)["datasets"][timeline_marks.MARKS]
    assert sent.to_dict("records") == drawing["datasets"][timeline_marks.MARKS]


def test_an_export_carries_the_names_of_its_lanes(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",)))
    assert not cells(spec(plan), "name")[0].get("lane")
    whole = spec(plan, names=True)
    assert {row["lane"] for row in cells(whole, "lane")} == {NATION, "Jilin"}
    assert whole["width"] == plan.axis.width + timelines.names_width()


def test_lane_names_and_timeline_are_equally_high(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",)))
    assert timelines.lane_names(plan)["height"] == spec(plan)["height"]


def test_hostile_text_is_data_and_nothing_else(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Jilin",), density=Density.OPEN))
    hostile = "datum.x</script>{{ 7*7 }}${1}"
    marks = plan.marks.assign(sentence=hostile, source_title=hostile, where=hostile)
    made = spec(layout.Plan(plan.axis, plan.lanes, marks, plan.steps, plan.years, plan.height))
    assert hostile not in json.dumps(made["layer"])


def test_what_was_reached_has_a_tick_and_what_was_not_a_gap(atlas: Atlas) -> None:
    plan = plan_of(atlas, View(provinces=("Hainan", "Beijing")))
    told = timeline_marks.told(plan).set_index("id")
    assert told.loc["hi-pm25_mean-2025", "look"] == "missed"
    assert told.loc["bj-pm25_mean-2025", "look"] == "reached"
    assert told.loc["hi-pm25_mean-2025", "sentence"].endswith(
        "Reported 11.8 µg/m³ (2025), at most 11 µg/m³ promised: not reached, 0.8 µg/m³ above."
    )
    ahead = plan.marks["year"] > atlas.year
    assert set(told["look"][ahead.fillna(False).to_numpy(bool)]) == {""}
    looks = {
        layer["transform"][0]["filter"]["equal"]: layer["mark"]["shape"]
        for layer in spec(plan)["layer"]
        if "equal" in str(layer.get("transform", ""))
    }
    assert looks == {"reached": timeline_marks.TICK, "missed": timeline_marks.GAP}


def test_the_page_explains_and_tells_what_was_reached() -> None:
    app = opened(province="Hainan,Beijing", theme="air")
    shown = " ".join(one.proto.body for one in app.get("html"))
    assert '<i class="figure signed reached"></i>reached' in shown
    assert '<i class="figure signed missed"></i>not reached' in shown
    told = " ".join(app.markdown.values)
    assert "reports of the due year say\\: 2 reached, 1 not reached, 1 cannot be compared" in told
    later = opened(province="Hainan,Beijing", theme="air", years="ahead")
    assert "signed" not in " ".join(one.proto.body for one in later.get("html"))
