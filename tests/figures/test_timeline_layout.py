"""Tests how a timeline is laid out: nothing is lost, nothing hides anything else."""

from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.domain.model import NATION, Comparator, Theme
from commitments.figures import text_measuring
from commitments.figures.timelines import axis as timeline_axis
from commitments.figures.timelines import layout
from commitments.figures.timelines.layout import Plan
from commitments.queries import schedule
from commitments.queries.schedule import Density, Grouping, Period, View

TODAY = 2026
PLACES = (NATION, "Hebei", "Jilin", "Tibet")
YEARS = (2023, 2024, 2025, 2026, 2027, 2030, 2035, 2050, 2060, None)
MARK = 5.5  # half the side of a mark's box
SUMMARIES = (
    "Air is clean",
    "The state of the environment keeps getting better in towns and in the countryside",
    "Land inside the ecological red line keeps its function, its status and its area, "
    "whatever else is planned, decided or built around it in all the years to come",
)


def row(number: int, **given_values: object) -> dict[str, object]:
    """Return one described commitment, a figure unless its value is None."""
    known: dict[str, object] = {
        "id": f"row-{number}", "province": "Hebei", "province_name": "Hebei", "place": "",
        "place_name": "", "scope": "", "theme": "ecology",
        "indicator": "forest_coverage", "indicator_name": "Forest coverage",
        "comparator": "at_least", "value": 30.0, "drawn": 30.0, "drawn_high": float("nan"),
        "value_high": float("nan"), "corrected_value": float("nan"), "year": 2030,
        "base_year": "", "summary": "", "symbol": "%", "printed_symbol": "%", "inferred": False,
        "evidence": "A", "source_date": "2024", "source_title": "Opinions", "where": "",
        "sentence": "Forest coverage: at least 30 %, due 2030.",
    }  # fmt: skip
    made = known | given_values
    if made["value"] is None:
        words = {"value": float("nan"), "drawn": float("nan"), "comparator": ""}
        return made | words | {"summary": made["summary"] or SUMMARIES[0]}
    return made | {"drawn": made["value"]}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=list(row(0)))
    return found.assign(
        year=found["year"].astype("Int64"), value=found["value"].astype(float), id=found["id"]
    )


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    """Draw up to 40 commitments, figures and words, dated or not, of few places."""
    count = draw(st.integers(1, 40))
    made = [
        row(
            number,
            province=draw(st.sampled_from(PLACES)),
            place=draw(st.sampled_from(("", "", "Daqing"))),
            theme=str(draw(st.sampled_from(list(Theme)))),
            indicator=draw(st.sampled_from(("a", "b", "c"))),
            comparator=str(draw(st.sampled_from([c for c in Comparator if c != "between"]))),
            value=draw(st.sampled_from((None, 10.0, 20.5, 36390.0))),
            year=draw(st.sampled_from(YEARS)),
            summary=draw(st.sampled_from(SUMMARIES)),
        )
        for number in range(count)
    ]
    return frame(*made)


views = st.builds(
    View,
    theme=st.none(),
    provinces=st.just(PLACES[1:]),
    national=st.just(True),
    group=st.sampled_from(Grouping),
    density=st.sampled_from(Density),
    period=st.sampled_from(Period),
)
randomly = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def boxes(plan: Plan) -> list[tuple[float, float, float, float, str]]:
    """Return what each mark and its words cover: left, right, top, bottom and the id."""
    found = []
    for mark in plan.marks.to_dict("records"):
        words = layout.TEXT_INDENT + mark["text_width"] if mark["text"] else 0
        below = (mark["lines"] - 1) * layout.LINE
        x, y = mark["x"], mark["y"]
        right = x + max(MARK, words)
        found.append((x - MARK, right, y - MARK, y + MARK + below, mark["id"]))
    return found


def laid(rows: pd.DataFrame, view: View) -> Plan:
    return layout.plan(rows, view, TODAY, {})


def hebei(density: Density = Density.COMPACT, **chosen: object) -> View:
    return View(provinces=("Hebei",), national=False, density=density, **chosen)  # type: ignore[arg-type]


# ---- random tables ----


@pytest.mark.long
@given(tables(), views)
@randomly
def test_every_commitment_of_the_years_in_view_is_drawn_once(
    rows: pd.DataFrame, view: View
) -> None:
    first, last = schedule.span(view.period, TODAY)
    wanted = [
        one.id
        for one in rows.itertuples()
        if pd.isna(one.year)
        or ((first <= one.year or first == schedule.FIRST_YEAR) and one.year <= (last or 9999))
    ]
    drawn = laid(rows, view).marks
    assert sorted(drawn["id"]) == sorted(wanted)
    assert not drawn[["x", "y"]].isna().any(axis=None)


@pytest.mark.long
@given(tables(), views)
@randomly
def test_no_mark_and_no_words_cover_another(rows: pd.DataFrame, view: View) -> None:
    for one, other in combinations(boxes(laid(rows, view)), 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)


@pytest.mark.long
@given(tables(), views)
@randomly
def test_marks_and_words_stay_in_their_lane_and_on_the_page(rows: pd.DataFrame, view: View) -> None:
    plan = laid(rows, view)
    lanes = plan.lanes.set_index("lane")
    lane_of = plan.marks.set_index("id")["lane"]
    for left, right, top, bottom, mark in boxes(plan):
        lane = lanes.loc[lane_of[mark]]
        assert lane["top"] <= top
        assert bottom <= lane["top"] + lane["height"]
        assert left >= 0
        assert right <= plan.axis.width


@pytest.mark.long
@given(tables(), views)
@randomly
def test_marks_stand_in_the_column_of_their_year(rows: pd.DataFrame, view: View) -> None:
    plan = laid(rows, view)
    for mark in plan.marks.itertuples():
        year = None if pd.isna(mark.year) else int(mark.year)
        column = plan.axis.columns[plan.axis.at(year)]
        assert column.left < mark.x < column.right


@pytest.mark.long
@given(tables(), views)
@randomly
def test_steps_join_only_successive_figures_of_one_indicator(
    rows: pd.DataFrame, view: View
) -> None:
    plan = laid(rows, view)
    known = plan.marks.set_index("id")
    for step in plan.steps.drop_duplicates(["one", "other"]).itertuples():
        one, other = known.loc[step.one], known.loc[step.other]
        assert one["year"] < other["year"]
        assert one["kind"] == other["kind"] == "figure"
        for thing in schedule.ONE_THING:
            assert one[thing] == other[thing]
        between = known[(known["year"] > one["year"]) & (known["year"] < other["year"])]
        same = between["value"].notna()
        for thing in schedule.ONE_THING:
            same &= between[thing] == one[thing]
        assert not same.any()


@pytest.mark.long
@given(tables(), views)
@randomly
def test_steps_cross_no_mark_and_no_words(rows: pd.DataFrame, view: View) -> None:
    plan = laid(rows, view)
    covered = boxes(plan)
    for step in plan.steps.itertuples():
        top, bottom = sorted((step.y, step.y2))
        for left, right, above, below, mark in covered:
            if mark in (step.one, step.other):
                continue
            clear = step.x2 <= left or right <= step.x or bottom <= above or below <= top
            assert clear, (step, mark)


@given(st.text(max_size=80), st.floats(20, 400), st.integers(1, 4))
@randomly
def test_broken_text_keeps_to_its_room_and_its_lines(text: str, room: float, most: int) -> None:
    found = text_measuring.lines(text, room, layout.TEXT_SIZE, most)
    assert len(found) <= most
    assert all(
        text_measuring.width(line, layout.TEXT_SIZE) <= room or len(line) <= 2 for line in found
    )


# ---- lanes ----


def test_an_empty_lane_has_its_height_and_says_why() -> None:
    view = View(provinces=("Hebei", "Tibet"), national=False)
    plan = layout.plan(frame(row(1)), view, TODAY, {"Tibet": "No document read."})
    assert plan.lanes["lane"].tolist() == ["Hebei", "Tibet"]
    assert plan.lanes["note"].tolist() == ["", "No document read."]
    assert (plan.lanes["height"] >= timeline_axis.PITCH).all()


def test_lanes_of_themes_keep_the_nation_apart() -> None:
    view = View(provinces=("Hebei",), group=Grouping.THEME)
    rows = frame(row(1), row(2, province=NATION), row(3, theme="air"))
    plan = laid(rows, view)
    assert plan.lanes["lane"].tolist() == [NATION, "air", "water", "carbon", "ecology", "overall"]
    assert plan.marks.set_index("id")["lane"].to_dict() == {
        "row-1": "ecology", "row-2": NATION, "row-3": "air",
    }  # fmt: skip


def test_years_are_written_again_below_a_tall_lane() -> None:
    tall = frame(*(row(n, value=None, indicator=f"i{n}") for n in range(60)))
    view = View(provinces=("Hebei", "Jilin"), national=False, density=Density.OPEN)
    jilin = layout.plan(tall, view, TODAY, {}).lanes.set_index("lane").loc["Jilin"]
    written = layout.plan(tall, view, TODAY, {}).years
    assert len(written) == 3
    assert written[1] < jilin["top"] < written[2]


# ---- years ----


def test_years_run_evenly_to_2035_and_later_ones_stand_apart() -> None:
    years = frame(*(row(n, year=y) for n, y in enumerate((2025, 2050, 2060, None))))["year"]
    axis = timeline_axis.axis(years, Density.COMPACT, 2024, None)
    named = [column.year for column in axis.columns]
    assert named == [*range(2024, 2036), 2050, 2060, None]
    assert len({round(c.width, 6) for c in axis.columns[:12]}) == 1
    assert len(axis.breaks) == 2
    assert all(a.right <= b.left + 1e-6 for a, b in pairwise(axis.columns))


@pytest.mark.parametrize("density", Density)
@pytest.mark.parametrize("last", [None, 2030, 2035])
def test_the_plot_always_fills_its_width(density: Density, last: int | None) -> None:
    years = frame(row(1, year=2030))["year"]
    axis = timeline_axis.axis(years, density, 2024, last)
    assert axis.width == pytest.approx(timeline_axis.PLOT_WIDTH)


def test_words_of_dated_marks_end_before_what_has_no_date() -> None:
    told = [row(n, year=2035, indicator_name=name) for n, name in enumerate(SUMMARIES)]
    rows = frame(*told, row(8, year=2060), row(9, year=None))
    view = View(provinces=("Hebei",), national=False, density=Density.OPEN)
    plan = layout.plan(rows, view, TODAY, {})
    undated = plan.axis.columns[-1]
    assert undated.year is None
    dated = plan.marks[plan.marks["year"].notna()]
    ends = dated["x"] + layout.TEXT_INDENT + dated["text_width"]
    assert len(ends) == 4
    assert (ends <= undated.left).all()


def test_the_line_of_today_leaves_what_is_said_in_an_empty_lane() -> None:
    view = View(provinces=("Hebei", "Tibet"), national=False)
    note = "No commitment was found in the documents read of this province."
    plan = layout.plan(frame(row(1)), view, TODAY, {"Tibet": note})
    lane = plan.lanes.iloc[1]
    middle = lane["top"] + lane["height"] / 2
    crossed = layout.clear_of_words(plan, 100.0, 36.0)
    assert [top < middle < bottom for top, bottom in crossed] == [False, False]
    assert crossed[0] == (36.0, middle - layout.ROW / 2)
    assert crossed[1] == (middle + layout.ROW / 2, plan.height)
    assert layout.clear_of_words(plan, 900.0, 36.0) == [(36.0, plan.height)]


def test_an_earlier_year_opens_the_axis() -> None:
    years = frame(row(1, year=2021))["year"]
    assert timeline_axis.axis(years, Density.COMPACT, 2024, None).columns[0].year == 2021


def test_what_has_no_date_has_a_column_only_where_there_is_some() -> None:
    dated = timeline_axis.axis(frame(row(1))["year"], Density.COMPACT, 2024, None)
    assert None not in [column.year for column in dated.columns]


@pytest.mark.parametrize("period", Period)
def test_what_has_no_date_is_in_view_in_all_years(period: Period) -> None:
    plan = laid(frame(row(1, year=None)), hebei(period=period))
    assert plan.marks["id"].tolist() == ["row-1"]


def test_stages_end_where_the_view_ends() -> None:
    years = frame(row(1, year=2030))["year"]
    to_2030 = timeline_axis.axis(years, Density.COMPACT, 2024, 2030)
    assert [name for _, _, name in to_2030.stages()] == ["2024–2027", "2028–2030"]
    whole = timeline_axis.axis(years, Density.COMPACT, 2024, None)
    first, second, third = whole.stages()
    assert (first[0], third[1]) == (0, whole.columns[11].right)
    assert first[1] == pytest.approx(second[0])


def test_today_stands_in_its_year_between_two_marks() -> None:
    axis = timeline_axis.axis(frame(row(1))["year"], Density.COMPACT, 2024, None)
    column = axis.columns[axis.at(2026)]
    at = axis.moment(2026.4)
    assert column.left <= at <= column.right
    assert (at - column.left - timeline_axis.PAD) % timeline_axis.PITCH == pytest.approx(0)
    exact = column.left + 0.4 * column.width
    assert abs(at - exact) <= timeline_axis.PITCH / 2


def test_today_is_not_drawn_where_its_year_is_out_of_view() -> None:
    axis = timeline_axis.axis(frame(row(1))["year"], Density.COMPACT, 2024, None)
    assert axis.moment(2040.5) is None


# ---- steps ----


def rising(**other: object) -> pd.DataFrame:
    return frame(row(1, year=2027, value=24.0), row(2, year=2035, value=30.0, **other))


def test_a_rising_figure_steps_up_on_one_line() -> None:
    plan = laid(rising(), hebei())
    first, second = plan.marks.set_index("id").loc[["row-1", "row-2"], "y"]
    assert first == second
    tread, riser, last = plan.steps.to_dict("records")
    assert tread["y"] == tread["y2"] > last["y"] == last["y2"]
    assert riser["x"] == riser["x2"]
    assert tread["x"] > plan.marks["x"].min()


def test_a_falling_figure_steps_down() -> None:
    plan = laid(frame(row(1, year=2027, value=28.0), row(2, year=2035, value=25.0)), hebei())
    assert plan.steps["y"].iloc[0] < plan.steps["y"].iloc[2]


def test_open_a_figure_stands_below_the_one_it_follows() -> None:
    plan = laid(rising(), hebei(Density.OPEN))
    first, second = plan.marks.set_index("id").loc[["row-1", "row-2"], "y"]
    assert second == first + layout.ROW
    down, along = plan.steps.to_dict("records")
    assert down["x"] == down["x2"] == along["x"]
    assert down["y2"] == along["y"] == second


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "wetland_protection"},
        {"place": "Daqing", "place_name": "Daqing"},
        {"scope": "mainland coast"},
        {"base_year": "2005"},
        {"province": "Jilin"},
        {"comparator": "at_most"},
        {"value": None},
        {"year": None},
        {"year": 2027},
    ],
    ids=lambda other: next(iter(other)),
)
def test_different_things_are_never_joined(other: dict[str, object]) -> None:
    view = View(provinces=("Hebei", "Jilin"), national=False)
    rows = frame(row(1, year=2027, value=24.0), row(2, **({"year": 2035, "value": 30.0} | other)))
    assert laid(rows, view).steps.empty


def test_a_figure_that_comes_first_is_joined_to_nothing_before_it() -> None:
    assert laid(frame(row(1, year=2035)), hebei()).steps.empty


def test_of_two_figures_for_one_year_the_better_known_is_joined() -> None:
    weak = row(1, year=2027, value=24.0, evidence="C")
    known = row(2, year=2027, value=24.1, evidence="A")
    later = row(3, year=2035)
    assert schedule.successive(frame(weak, known, later)) == [["row-2", "row-3"]]


# ---- words ----


def test_open_marks_carry_their_sign_unit_and_indicator() -> None:
    plan = laid(frame(row(1, value=45.8)), hebei(Density.OPEN))
    assert plan.marks["text"].tolist() == ["≥\u00a045.8\u00a0% forest coverage"]


def test_open_words_carry_our_summary_shortened_at_a_word() -> None:
    plan = laid(frame(row(1, value=None, summary=SUMMARIES[2], year=2024)), hebei(Density.OPEN))
    text = plan.marks["text"].iloc[0]
    assert text.endswith("…")
    assert SUMMARIES[2].startswith(text[:-1] + " ") or SUMMARIES[2].startswith(text[:-1] + ",")


def test_open_lanes_of_themes_say_whose_it_is() -> None:
    view = View(provinces=("Hebei",), group=Grouping.THEME, density=Density.OPEN)
    plan = laid(frame(row(1)), view)
    assert plan.marks["text"].iloc[0].startswith("Hebei: ≥")


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    text = "≥\u00a036,390\u00a0km² ecological red line"
    assert text_measuring.lines(text, 70, 12, 4)[0] == "≥\u00a036,390\u00a0km²"


def test_a_word_wider_than_its_room_is_broken() -> None:
    found = text_measuring.lines("生态文明建设示范区和生态文明", 60, 12, 4)
    assert len(found) > 1
    assert "".join(found) == "生态文明建设示范区和生态文明"
