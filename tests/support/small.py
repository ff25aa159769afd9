"""Makes small atlases for tests: a tiny codebook and a few rows, read by the project.

Rows are written as files, checked and read by `load.atlas()`, so that no test stands on a frame
which the project itself would refuse.
"""

import csv
import shutil
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from commitments import ROOT
from commitments.atlas import boundaries, load
from commitments.atlas.check import judging
from commitments.atlas.check import rules as check
from commitments.atlas.load import Atlas
from commitments.domain.model import (
    IN_CHINESE,
    INDICATOR_COLUMNS,
    INDICATOR_COLUMNS_OF_RESULTS,
    INDICATOR_COLUMNS_ZH,
    SOURCE_COLUMNS,
    SOURCE_COLUMNS_ZH,
    TARGET_COLUMNS,
    InvalidTable,
)
from commitments.domain.results import RESULT_COLUMNS, RESULTS_IN_CHINESE, SCOPE_COLUMNS

Row = Mapping[str, str]

ISO_TAILS = {
    "Beijing": "bj", "Hebei": "he", "Heilongjiang": "hl", "Hong Kong": "hk", "Jilin": "jl",
    "Shaanxi": "sn", "Shandong": "sd", "Shanxi": "sx", "Tibet": "xz", "National": "cn",
}  # fmt: skip

INDICATORS = {
    "forest_coverage": {
        "name": "Forest cover, share", "name_zh": "森林覆盖率", "theme": "ecology", "unit": "%",
        "better": "higher", "lower_bound": "0", "upper_bound": "100", "limits": "20;40;60",
        "definition": "Share of the land under forest.",
    },
    "red_line_area": {
        "name": "Ecological red line, area", "name_zh": "生态保护红线面积", "theme": "ecology",
        "unit": "km2", "better": "none", "bounded_by_area": "yes", "limits": "",
        "definition": "Area inside the ecological red line.",
    },
    "pm25_mean": {
        "name": "Fine particles (PM2.5), yearly mean", "name_zh": "细颗粒物年均浓度",
        "theme": "air", "unit": "µg/m3", "better": "lower", "lower_bound": "0", "limits": "20;30",
        "definition": "Average concentration of fine particles over a year.",
    },
    "wind_solar_capacity": {
        "name": "Wind and solar power capacity", "name_zh": "风电光伏装机", "theme": "carbon",
        "unit": "GW", "better": "none", "limits": "", "definition": "Capacity that is installed.",
    },
    "forest_stock": {
        "name": "Forest stock volume", "name_zh": "森林蓄积量", "theme": "ecology",
        "unit": "million m3", "better": "higher", "lower_bound": "0", "limits": "",
        "definition": "Volume of stems.", "series": "old forest survey / new forest survey",
    },
    "good_air_days": {
        "name": "Days with good air, share", "name_zh": "空气质量优良天数比率", "theme": "air",
        "unit": "%", "better": "higher", "lower_bound": "0", "upper_bound": "100", "limits": "",
        "definition": "Share of days with good air.",
        "series": "sand storms left out / sand storms included | cities at prefecture level / "
        "cities",
    },
    "water_use_cap": {
        "name": "Water use, at most", "name_zh": "用水总量控制", "theme": "water",
        "unit": "million m3", "better": "lower", "limits": "", "definition": "Water, at most.",
        "reported_as": "water_use",
    },
    "water_use": {
        "name": "Water use", "name_zh": "用水总量", "theme": "water", "unit": "million m3",
        "better": "lower", "limits": "", "definition": "Water that is used.",
    },
    "co2_per_gdp_cut": {
        "name": "Carbon per unit of output, cut", "name_zh": "单位产值碳排放降低率",
        "theme": "carbon", "unit": "%", "better": "higher", "lower_bound": "0",
        "upper_bound": "100", "limits": "", "definition": "Fall of carbon per unit of output.",
    },
    "carbon_peak": {
        "name": "Carbon peak", "name_zh": "碳达峰", "theme": "carbon", "unit": "",
        "better": "none", "limits": "", "definition": "When emissions of carbon dioxide peak.",
    },
}  # fmt: skip

SOURCES = {
    "hebei-official": {
        "title": "Hebei Opinions", "title_zh": "河北意见", "title_zh_basis": "official",
        "issuer": "Hebei Government", "issuer_zh": "河北省人民政府",
        "place": "Hebei", "kind": "official text", "issued": "2024-05-11", "evidence": "A",
        "number": "Ji Fa 2024 No. 1", "date_basis": "stated", "read": "whole text",
        "publisher": "Hebei Daily", "url": "https://example.org/hebei",
    },
    "hebei-news": {
        "title": "News of Hebei", "place": "Hebei", "kind": "news report",
        "published": "2025-02", "evidence": "C", "read": "news summary",
    },
    "jilin-outline": {
        "title": "Jilin Outline", "title_zh": "美丽吉林建设规划纲要", "issuer": "Jilin Government",
        "place": "Jilin", "kind": "translation", "published": "2024", "evidence": "B",
    },
    "daqing-news": {
        "title": "News of Daqing", "place": "Daqing", "kind": "news report",
        "published": "2024", "evidence": "C",
    },
    "tibet-plan": {
        "title": "Tibet Plan", "place": "Tibet", "kind": "official text", "issued": "2023",
        "evidence": "A",
    },
    "nation-opinions": {
        "title": "Opinions of the Nation", "place": "National", "kind": "official text",
        "issued": "2023-12-27", "evidence": "A",
    },
    "undated-notice": {
        "title": "Undated Notice", "place": "Shandong", "kind": "news report", "evidence": "C",
    },
}  # fmt: skip

REPORTS = {  # by the year that they are of; each speaks of the year before
    f"{issuer}-{year}": {
        "title": f"Report of {issuer} {year}",
        "place": "National",
        "kind": kind,
        "issued": f"{year}-01-20",
        "evidence": grade,
    }
    for issuer, kind, grade in (
        ("report", "official text", "A"),
        ("bulletin", "official text", "B"),
        ("press", "news report", "C"),
    )
    for year in range(2020, 2027)
}

SCOPES = {
    "cities at prefecture level": {"whole_for": "air"},
    "cities": {},
    "sand storms left out": {},
    "sand storms included": {},
    "old forest survey": {},
    "new forest survey": {},
    "ports": {},
}

CHINESE_UNITS = {
    "%": "%",
    "km2": "平方公里",
    "µg/m3": "微克/立方米",
    "GW": "万千瓦",
    "million m3": "万立方米",
}

PLACES = {
    "Daqing": {"province": "Heilongjiang", "lat": "46.583", "lon": "125.0"},
    "Baiyangdian": {"province": "Hebei", "lat": "38.9", "lon": "116.0"},
}


def figure(
    province: str = "Hebei",
    indicator: str = "forest_coverage",
    comparator: str = "at_least",
    value: str = "36.5",
    year: str = "2035",
    **cells: str,
) -> Row:
    """Return a row that states a figure, in its indicator's unit unless it says otherwise."""
    given = {
        "comparator": comparator,
        "value": value,
        "unit": INDICATORS[indicator]["unit"],
        "as_printed": value,
    }
    return _row(province, indicator, year, given | cells)


def result(
    province: str = "Hebei",
    indicator: str = "forest_coverage",
    value: str = "36.7",
    year: str = "2025",
    **cells: str,
) -> Row:
    """Return a reported value, told in the report of the year after it."""
    given = {
        "province": province,
        "indicator": indicator,
        "comparator": "reach",
        "value": value,
        "unit": INDICATORS[indicator]["unit"],
        "as_printed": value,
        "year": year,
        "year_basis": "stated",
        "source": f"report-{int(year) + 1}",
    } | dict(cells)
    said = {zh: "某事。" for english, zh in RESULTS_IN_CHINESE.items() if given.get(english)}
    return {name: (said | given).get(name, "") for name in RESULT_COLUMNS}


def words(
    province: str = "Hebei",
    indicator: str = "carbon_peak",
    summary: str = "Emissions peak in good order.",
    year: str = "2030",
    **cells: str,
) -> Row:
    """Return a row in words alone."""
    return _row(province, indicator, year, {"summary": summary} | cells)


def _row(province: str, indicator: str, year: str, cells: Row) -> Row:
    given = {
        "province": province,
        "theme": INDICATORS[indicator]["theme"],
        "indicator": indicator,
        "year": year,
        "year_basis": "stated" if year else "none",
        "source": "hebei-official",
    } | dict(cells)
    said = {zh: "某事。" for english, zh in IN_CHINESE.items() if given.get(english)}
    return {name: (said | given).get(name, "") for name in TARGET_COLUMNS}


def atlas(*rows: Row, results: Sequence[Row] = (), **changes: Mapping[str, Row]) -> Atlas:
    """Return the atlas of some rows; each gets the id that fits it, numbered in their order.

    `results` are reported values, which get theirs likewise.

    `changes` are cells of the codebook by table and key: `sources={"tibet-plan": {"title": "T"}}`.
    """
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        home = Path(folder)
        write_codebook(home, **changes)
        patch.setattr(load, "CODEBOOK", home)
        patch.setattr(boundaries, "GEODATA", home)
        patch.delenv(boundaries.SHAPES_SETTING, raising=False)
        if not changes:  # it is checked once and then known to be sound, which saves much time
            codebook = _sound_codebook()
            patch.setattr(load, "codebook_tables", lambda: codebook)
            patch.setattr(check, "codebook_problems", lambda _: [])
        if results:
            write(home / load.RESULTS, RESULT_COLUMNS, numbered(results))
        return load.atlas(write(home / "targets.csv", TARGET_COLUMNS, numbered(rows)))


@lru_cache(maxsize=1)
def _sound_codebook() -> check.Codebook:
    """Read the tiny codebook as it stands; the caller has laid it where the project looks."""
    codebook = load.codebook_tables()
    problems = check.codebook_problems(codebook)
    assert not problems, InvalidTable(problems)
    return codebook


def codebook(**changes: Mapping[str, Row]) -> check.Codebook:
    """Return the tiny codebook, with some cells changed, as the project reads it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        write_codebook(Path(folder), **changes)
        patch.setattr(load, "CODEBOOK", Path(folder))
        patch.setattr(boundaries, "GEODATA", Path(folder))
        patch.delenv(boundaries.SHAPES_SETTING, raising=False)
        return load.codebook_tables()


def numbered(rows: Sequence[Row]) -> list[Row]:
    """Give rows without an id the one that fits them."""
    return [
        {
            **row,
            "id": row["id"]
            or f"{ISO_TAILS[row['province']]}-{row['indicator']}-{row['year'] or 'nodate'}-{n}",
        }
        for n, row in enumerate(rows, start=1)
    ]


def write_codebook(folder: Path, **changes: Mapping[str, Row]) -> None:
    """Write the tiny codebook, the project's units and its shapes into one folder."""
    shutil.copy(ROOT / "codebook" / "units.csv", folder)
    (folder / "former_ids.csv").write_text("former,id\n", encoding="utf-8")
    shutil.copy(ROOT / "geodata" / "provinces.geojson", folder)
    shutil.copy(ROOT / "geodata" / "tiles.csv", folder)
    (folder / "edition.txt").write_text("2026-11-20\n", encoding="utf-8")
    plain = {"additive": "no", "bounded_by_area": "no"}
    tables = {
        "indicators": ("id", INDICATORS, plain),
        "sources": ("id", SOURCES | REPORTS, {"language": "en"}),
        "scopes": ("property", SCOPES, {}),
        "places": ("name", PLACES, {"source": "GeoNames"}),
    }
    columns = {
        "indicators": (
            *INDICATOR_COLUMNS,
            "limits",
            *INDICATOR_COLUMNS_ZH,
            *INDICATOR_COLUMNS_OF_RESULTS,
        ),
        "scopes": SCOPE_COLUMNS,
        "sources": SOURCE_COLUMNS + SOURCE_COLUMNS_ZH,
        "places": judging.PLACE_COLUMNS + judging.PLACE_COLUMNS_ZH,
    }
    for name, (key, rows, always) in tables.items():
        changed = changes.get(name, {})
        cells = [
            _with_chinese(always | {key: k} | dict(row) | dict(changed.get(k, {})))
            for k, row in rows.items()
        ]
        write(folder / f"{name}.csv", columns[name], cells)


def _with_chinese(cells: Row) -> Row:
    """Give every English text without a Chinese one a Chinese one that stands for any."""
    said = {name: cells.get(name, "") for name in ("definition", "issuer", "publisher")}
    made = {f"{name}_zh": "某处某事" for name, english in said.items() if english}
    made |= {"unit_zh": CHINESE_UNITS[cells["unit"]]} if cells.get("unit") in CHINESE_UNITS else {}
    if "title" in cells:
        made |= {"title_zh": "某文件", "title_zh_basis": "translated"}
    if cells.get("date_basis"):
        made["date_basis_zh"] = "文中载明"
    if "property" in cells:
        made["property_zh"] = "某范围"
    if "lat" in cells:
        made["name_zh"] = "某地"
    return made | dict(cells)


def write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> Path:
    """Write rows as a table, blank where a cell is not given."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return path
