"""Tests the command that says what differs between two editions."""

from pathlib import Path

import pytest
from support import small

from commitments.cli.main import main
from commitments.domain.model import TARGET_COLUMNS
from commitments.domain.results import RESULT_COLUMNS

FOREST = dict(small.figure()) | {"id": "he-forest_coverage-2035"}
PEAK = dict(small.words()) | {"id": "he-carbon_peak-2030", "summary_zh": "碳排放有序达峰。"}
DUST = dict(small.figure("Jilin", "pm25_mean", "between", "25", "2027", value_high="28")) | {
    "id": "jl-pm25_mean-2027"
}
REPORTED = dict(small.result()) | {"id": "he-forest_coverage-2025"}


def folder(home: Path, name: str, targets: list[dict], results: list[dict] | None = None) -> str:
    made = home / name
    made.mkdir()
    small.write(made / "targets.csv", TARGET_COLUMNS, targets)
    if results is not None:
        small.write(made / "results.csv", RESULT_COLUMNS, results)
    return str(made)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["diff", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


Capture = pytest.CaptureFixture[str]


@pytest.fixture
def both(home: Path) -> tuple[str, str]:
    small.write_codebook(home)
    (home / "former_ids.csv").write_text(
        "former,id\nhe-peak-2030,he-carbon_peak-2030\n", encoding="utf-8"
    )
    changed = FOREST | {"value": "37", "note": "Another basis.", "note_zh": "口径不同。"}
    old = folder(
        home, "old", [FOREST, PEAK | {"id": "he-peak-2030", "note": "A."}, DUST], [REPORTED]
    )
    new = folder(
        home,
        "new",
        [changed, PEAK | {"note": "B."}, dict(small.figure("Jilin")) | {"id": "jl-f-2035"}],
        [REPORTED],
    )
    return old, new


def test_differences_by_province_and_indicator(capsys: Capture, both: tuple[str, str]) -> None:
    assert said(capsys, *both) == [
        "targets.csv: 1 added, 2 changed and 1 withdrawn",
        "",
        "Hebei",
        "- Carbon peak: changed he-carbon_peak-2030, formerly he-peak-2030; note reworded",
        "- Forest cover, share: changed he-forest_coverage-2035, value 36.5 → 37; note (blank) → "
        "Another basis.; note_zh (blank) → 口径不同。",
        "",
        "Jilin",
        "- Forest cover, share: added jl-f-2035, at least 36.5 % (2035)",
        "- Fine particles (PM2.5), yearly mean: withdrawn jl-pm25_mean-2027, between 25 and 28 "
        "µg/m³ (2027)",
        "results.csv: no difference",
    ]


def test_differences_in_chinese(capsys: Capture, both: tuple[str, str]) -> None:
    told = said(capsys, *both, "--lang", "zh")
    assert told[0] == "targets.csv：新增1行、修改2行和删去1行"
    assert "- 森林覆盖率：新增jl-f-2035，不低于36.5%（2035年）" in told
    assert told[-1] == "results.csv：没有差异"


def test_two_files_of_results(capsys: Capture, home: Path) -> None:
    small.write_codebook(home)
    other = REPORTED | {"value": "36.8", "as_printed": "36.8"}
    old = small.write(home / "a.csv", RESULT_COLUMNS, [REPORTED])
    new = small.write(home / "b.csv", RESULT_COLUMNS, [other])
    assert said(capsys, str(old), str(new)) == [
        "results.csv: 1 changed",
        "",
        "Hebei",
        "- Forest cover, share: changed he-forest_coverage-2025, value 36.7 → 36.8; "
        "as_printed 36.7 → 36.8",
    ]


def test_words_are_told_by_their_summary(capsys: Capture, home: Path) -> None:
    small.write_codebook(home)
    old, new = folder(home, "old", []), folder(home, "new", [PEAK])
    assert said(capsys, old, new)[-1] == (
        "- Carbon peak: added he-carbon_peak-2030, Emissions peak in good order (2030)"
    )


def test_a_column_that_came_later_is_blank_before(capsys: Capture, home: Path) -> None:
    small.write_codebook(home)
    old = small.write(home / "a.csv", [c for c in TARGET_COLUMNS if c != "nature"], [
        {name: cell for name, cell in FOREST.items() if name != "nature"}
    ])  # fmt: skip
    new = small.write(home / "b.csv", TARGET_COLUMNS, [FOREST | {"nature": "binding"}])
    assert said(capsys, str(old), str(new))[-1].endswith("nature (blank) → binding")


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda path: path.mkdir(), "holds neither targets.csv nor results.csv"),
        (lambda path: path.write_text("a,b\n1,2\n", encoding="utf-8"), "id"),
        (lambda _: None, "is missing"),
    ],
)
def test_what_is_no_edition(capsys: Capture, home: Path, make, complaint: str) -> None:
    small.write_codebook(home)
    make(home / "thing")
    assert main(["diff", str(home / "thing"), str(home / "thing")]) == 2
    assert complaint in capsys.readouterr().err
