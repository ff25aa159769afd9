"""Tests the small multiples: marks, scales, and that text stays text."""

import re
from xml.etree import ElementTree as ET

import pytest
from support import small

from commitments.domain.results import AnswerKind
from commitments.figures.progress import markup, panel_layout, scales, views
from commitments.queries.progress import Asked, Order

HOSTILE = '"><img src=x onerror=alert(1)>{{ 7*7 }}'


@pytest.fixture(scope="module")
def view():
    return views.progress_view(atlas(), Asked("forest_coverage"))


def atlas():
    return small.atlas(
        small.figure("Hebei", value="36.5", year="2025", comparator="at_least"),
        small.figure("Jilin", value="46", year="2025", comparator="at_least", scope=HOSTILE),
        small.figure("Tibet", value="12", year="2060"),
        results=[
            small.result("Hebei", "forest_coverage", "35", "2023"),
            small.result("Hebei", "forest_coverage", "36", "2025"),
            small.result("Jilin", "forest_coverage", "45", "2025"),
        ],
    )


def drawn(view, *, own_scales: bool = False) -> str:
    return markup.multiples(
        view.panels, theme="ecology", own_scales=own_scales, by_region=True, today=2026.9,
        chosen=("Hebei",), address=lambda name: f"Overview?province={name}",
    )  # fmt: skip


def panel(markup: str, name: str) -> ET.Element:
    return next(a for a in ET.fromstring(markup).iter("a") if a.findtext("b") == name)


def test_every_panel_is_a_link_with_its_answer(view) -> None:
    hebei = panel(drawn(view), "Hebei")
    assert hebei.get("href") == "Overview?province=Hebei"
    assert hebei.get("class") == "panel picked"
    assert hebei.findtext("span") == "≥ 36.5 % by 2025: not reached, 0.5 percentage points below"
    assert len(list(ET.fromstring(drawn(view)).iter("a"))) == 31


def test_a_missed_figure_is_joined_to_its_value_by_a_thin_line(view) -> None:
    (gap,) = [p for p in panel(drawn(view), "Hebei").iter("path") if p.get("class") == "gap"]
    x, upper, lower = map(float, re.findall(r"[\d.]+", gap.get("d")))
    years, values = scales.years(view.panels), scales.values(view.panels)
    assert x == pytest.approx(years(2025), abs=0.1)
    assert (upper, lower) == pytest.approx((values(36), values(36.5)), abs=0.1)


def test_one_scale_holds_all_values_and_own_scales_differ(view) -> None:
    values = scales.values(view.panels)
    assert values.low <= 12
    assert values.high >= 46
    assert drawn(view) != drawn(view, own_scales=True)


def test_a_promised_dot_is_seen_around_a_reported_one_of_the_same_value() -> None:
    found = small.atlas(
        small.figure("Hebei", value="36", year="2025", comparator="reach"),
        results=[small.result("Hebei", "forest_coverage", "36", "2025")],
    )
    hebei = panel(drawn(views.progress_view(found, Asked("forest_coverage"))), "Hebei")
    groups = {
        g.get("class"): g.find("circle") for g in hebei.iter("g") if g.find("circle") is not None
    }
    promised, told = groups["target reach"], groups["run"]
    assert (promised.get("cx"), promised.get("cy")) == (told.get("cx"), told.get("cy"))
    assert float(promised.get("r")) >= float(told.get("r")) + 1


def test_the_table_below_stands_in_the_order_of_the_panels() -> None:
    found = small.atlas(
        small.figure("Jilin", value="46", year="2030"),
        small.figure("Hebei", value="38", year="2030"),
        small.figure("Jilin", value="45", year="2025"),
        small.figure("National", value="25", year="2030"),
        small.figure("Shandong", value="31", year="2025"),
        results=[
            small.result("Jilin", "forest_coverage", "45", "2024"),
            small.result("Hebei", "forest_coverage", "36", "2024"),
        ],
    )
    of_region = views.progress_view(found, Asked("forest_coverage"))
    of_name = views.progress_view(found, Asked("forest_coverage", Order.NAME))
    told = [(row["province"], int(row["year"])) for _, row in of_region.rows.iterrows()]
    assert told == [
        ("National", 2030), ("Hebei", 2030), ("Jilin", 2025), ("Jilin", 2030), ("Shandong", 2025),
    ]  # fmt: skip
    assert list(of_name.rows["province"]) == ["National", "Hebei", "Jilin", "Jilin", "Shandong"]
    assert list(of_region.reports["province"]) == ["Hebei", "Jilin"]


def test_years_beyond_the_even_ones_stand_behind_a_gap(view) -> None:
    years = scales.years(view.panels)
    assert years.far == (2060,)
    assert years(2035) < years(2060) < scales.WIDTH
    assert years(2030) - years(2025) == pytest.approx(years(2025) - years(2020))


def test_text_of_a_table_stays_text(view) -> None:
    said = panel(drawn(view), "Jilin").findtext("span")
    assert HOSTILE in said
    assert not list(ET.fromstring(drawn(view)).iter("img"))


def test_the_alternative_text_tells_what_became_of_the_figures_due(view) -> None:
    assert view.alt[1] == (
        "Of 2 figures due 2025, a value for 2025 was found for 2: 1 not, 1 cannot be compared."
    )
    assert view.alt[-1].startswith("No reported value was found for Beijing")


def test_the_table_of_words_has_a_row_for_each_figure_and_each_silent_province(view) -> None:
    assert len(view.words) == 31
    row = view.words[view.words["Province"] == "Hebei"].iloc[0]
    assert row["Last reported"] == "36 % (2025)"


def test_answers_are_those_of_the_one_rule(view) -> None:
    kinds = {one.row["id"]: one.kind for each in view.panels for one in each.targets}
    assert set(kinds.values()) == {AnswerKind.MISSED, AnswerKind.NOT_COMPARABLE, AnswerKind.AHEAD}


def test_a_label_without_room_behind_its_mark_stands_above_it() -> None:
    frame = scales.Frame(90, 80)
    told = views.progress_view(atlas(), Asked("forest_coverage", provinces=("Tibet",)))
    years, values = scales.years(told.panels, frame), scales.values(told.panels, frame)
    tibet = panel_layout.laid_out(told.panels[-1], years, values, today=2026.9)
    (label,), (mark,) = tibet.labels, tibet.marks
    assert label.text == "≥ 12"
    assert label.right <= frame.width + panel_layout.OVERHANG
    assert label.y == pytest.approx(mark.at[1] - panel_layout.LABEL_GAP)


def test_the_alternative_text_tells_who_promised_more_than_was_last_reported() -> None:
    ahead = small.atlas(
        small.figure("Hebei", value="38", year="2030"),
        small.figure("Jilin", value="45", year="2030"),
        small.figure("Tibet", value="13", year="2030"),
        results=[
            small.result("Hebei", "forest_coverage", "35", "2025"),
            small.result("Jilin", "forest_coverage", "45", "2025"),
        ],
    )
    told = views.progress_view(ahead, Asked("forest_coverage")).alt
    assert told[1] == (
        "Of 3 figures due 2030, the last comparable report lies below 1 (Hebei); at 1 (Jilin); "
        "no report compares for 1 (Tibet)."
    )
