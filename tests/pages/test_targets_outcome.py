"""Tests the page Targets as it shows what was reported beside a commitment."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from support import small
from support.views import ROOT

from commitments.domain.results import RESULT_COLUMNS

ROW = "jl-pm25_mean-2027"
REPORTED = small.result(
    "Jilin", "pm25_mean", "27.6", "2023", source="jilin-outline-2024", paragraph="21"
) | {"id": "jl-pm25_mean-2023"}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    table = small.write(tmp_path / "reported.csv", RESULT_COLUMNS, [REPORTED])
    monkeypatch.setenv("RESULTS_URL", str(table))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.switch_page(str(next((ROOT / "pages").glob("*_Targets.py"))))
    return at


def said(at: AppTest) -> str:
    """Return what a page says, as its reader sees it."""
    assert not at.exception
    return " ".join(one.value for one in at.markdown).replace("\\", "")


def test_the_report_stands_below_the_commitment(page: AppTest) -> None:
    page.query_params["row"] = ROW
    page.run()
    assert "Last reported: 27.6 µg/m³ (2023)" in said(page)


def test_in_chinese(page: AppTest) -> None:
    page.query_params["row"], page.query_params["lang"] = ROW, "zh"
    page.run()
    assert "最近报告值：27.6微克/立方米（2023年）" in said(page)


def test_words_alone_have_no_report(page: AppTest) -> None:
    page.query_params["row"] = "he-environmental_quality-2027"
    page.run()
    assert "eported" not in said(page)


def listed(**link: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.switch_page(str(next((ROOT / "pages").glob("*_Targets.py"))))
    for name, value in link.items():
        at.query_params[name] = value
    return at.run()


def test_the_list_is_filtered_by_answer_and_the_link_keeps_it() -> None:
    at = listed(answer="not-reached", theme="air", row="hi-pm25_mean-2025")
    assert at.selectbox(key="answer").value == "not-reached"
    assert "not-reached" in at.query_params["answer"]  # a list once the page has written it
    assert "3 of " in said(at)
    assert "11.8 µg/m³ (2025), at most 11 µg/m³ promised: not reached" in said(at)


def test_where_no_row_has_the_answer_the_filters_are_told() -> None:
    at = listed(answer="not-reached", province="Tibet", q="PM2.5", area="Tibet")
    assert not at.exception
    assert any("without" in one.value or "filter" in one.value for one in at.caption)


def test_an_unknown_answer_is_ignored_with_a_word() -> None:
    at = listed(answer="nonesuch")
    assert "what came of it" in at.info[0].value


def test_a_link_opens_a_reported_value_with_what_it_answers() -> None:
    at = listed(result="hi-pm25_mean-2025", q="nothing like it")
    shown = said(at) + " ".join(one.body for one in at.get("html"))
    assert "Hainan: Fine particles (PM2.5), yearly mean" in shown
    assert "Reported: 11.8 µg/m³ (2025)" in shown
    assert "at most 11 µg/m³" in shown and "(Targets?row=hi-pm25_mean-2025" in shown
    assert "(year inferred)" in shown and ") not reached, 0" in shown.replace("\\", "")
    assert ") not yet due; of 2025: 11.8" in shown.replace("\\", "")
    (close,) = [one for one in at.button if one.label == "Close"]
    close.click().run()
    assert "result" not in at.query_params and not at.exception


def test_a_link_to_no_reported_value_says_so() -> None:
    at = listed(result="he-pm25_mean-1066")
    assert "the report “he-pm25_mean-1066”" in at.info[0].value.replace("\\", "")
