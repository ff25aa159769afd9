"""Columns and provinces that a table names in its own way.

A near miss is never guessed: Shaanxi (陕西) and Shanxi (山西) are two provinces, and their names
written with tone marks differ by one accent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

import pandas as pd

from commitments.domain.model import NATION, YearBasis
from commitments.language import Language, enumerated, in_either, named, say, speaking
from commitments.uploads.units import TRADITIONAL

COLUMN_WORDS: Final = {
    "id": "编号|序号|row id",
    "province": "省份|省|省市|省区市|省级|省级行政区|地区|省份名称|provinces|province name",
    "place": "地点|城市|市|地市|city|location",
    "scope": "范围|适用范围|coverage",
    "theme": "主题|领域|类别|topic",
    "indicator": "指标|指标名称|指标代码|indicators|indicator id",
    "comparator": "限定词|措辞|比较符|比较|限定|符号|sign|operator",
    "value": "数值|值|目标值|指标值|目标|values|target|target value|figure",
    "value_high": "上限|数值上限|最大值|upper value|value to|high",
    "unit": "单位|计量单位|units|unit of measure",
    "year": "年份|年|目标年|目标年份|到期年份|完成年份|due|due year|target year",
    "year_basis": "年份依据",
    "base_year": "基准年|基年|基期|基准年份|baseline year",
    "base_value": "基准年数值|基期值|基准值|基数|baseline|baseline value",
    "summary": "摘要|概述|内容|承诺|表述|文字表述|commitment|words|description|text",
    "as_printed": "原文|原文数字|原文表述|wording|quote",
    "corrected_value": "更正值|订正值|corrected",
    "correction": "更正说明|订正说明|更正",
    "source": "来源|文件|出处|文件名称|资料来源|sources|document",
    "section": "章节|节|条款",
    "paragraph": "段落|段",
    "note": "备注|注|说明|注释|附注|notes|remark|remarks|comment|comments",
    "summary_zh": "中文摘要|中文概述|摘要中文",
    "scope_zh": "中文范围|范围中文",
    "correction_zh": "中文更正说明",
    "note_zh": "中文备注|中文注释|备注中文",
    "indicator_name": "指标英文名|指标英文名称|name",
    "indicator_name_zh": "指标中文名|指标中文名称|name zh",
    "better": "方向|优劣方向|direction|wanted|wanted direction",
    "definition": "定义|指标定义|指标解释",
    "lat": "纬度|latitude",
    "lon": "经度|longitude|lng",
}  # the contract's columns, then those that describe a new indicator or place
PROVINCE_WORDS: Final = {
    "Beijing": "Peking",
    "Guangxi": "Guangxi Zhuang|广西壮族自治区",
    "Hong Kong": "Hong Kong SAR|HKSAR|Xianggang",
    "Inner Mongolia": "Nei Mongol|Nei Menggu|Neimenggu|内蒙",
    "Macau": "Macao|Macau SAR|Macao SAR|Aomen",
    "Ningxia": "Ningxia Hui|宁夏回族自治区",
    "Tibet": "Xizang",
    "Xinjiang": "Xinjiang Uyghur|Xinjiang Uygur|Xinjiang Uighur|新疆维吾尔自治区",
}
NATION_WORDS: Final = (NATION, "nation", "nationwide", "china", "cn", "全国", "国家", "中国")
PASSED_OVER: Final = (
    " \t\n-_'’.·\u200b\u200c\u200d\ufeff\u00ad"  # blanks, hyphens, what has no width
)
LONGEST_NAMED: Final = 300  # characters: a document's title
RANKS: Final = (
    "province", "municipality", "city", "autonomous region", "special administrative region",
)  # fmt: skip
RANKS_ZH: Final = ("省", "市", "自治区", "特别行政区")


def key(text: str) -> str:
    """Write a name without case, blanks, hyphens and full-width letters; accents stay.

    What is longer than any name is none, and stays as it is: eighteen letters can stand in one.
    """
    return narrowed(text) if len(text) <= LONGEST_NAMED else text


@lru_cache(maxsize=65536)
def narrowed(text: str) -> str:
    """Write a name so that those that read alike are alike; kept until a table is read."""
    narrow = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).casefold()
    return "".join(c for c in narrow if c not in PASSED_OVER)


_COLUMNS: Final = {
    key(word): column
    for column, words in COLUMN_WORDS.items()
    for word in (column, *words.split("|"))
}


def column(header: str) -> str:
    """Return the column that a header names, in English or Chinese; blank for any other."""
    return _COLUMNS.get(key(header), "")


def provinces(known: pd.DataFrame) -> Mapping[str, str]:
    """Return every way to write a province (by `key`) with its English name; the nation too."""
    words = {key(word): NATION for word in NATION_WORDS}
    for name, row in known.iterrows():
        english = (str(name), *PROVINCE_WORDS.get(str(name), "").split("|"))
        chinese = str(row.get("name_zh", ""))
        codes = (str(row["iso"]), str(row["iso"])[-2:], str(row.get("adcode", "")))
        ranked = (f"{word} {rank}" for word in english if word for rank in RANKS)
        ranked_zh = (chinese + rank for rank in RANKS_ZH if chinese)
        for word in (*english, chinese, *codes, *ranked, *ranked_zh):
            words[key(word)] = str(name)
    words.pop("", None)
    return words


def province_names(known: pd.DataFrame) -> list[str]:
    """List the names that are offered in place of a mistyped one, English and Chinese."""
    chinese: Iterable[str] = known.get("name_zh", ())
    return [*map(str, known.index), NATION, *chinese]


def written(word: str, *, family: str) -> str:
    """Return how a reader writes one of a few words: `at_least`, `不低于`."""
    return in_either(str(word), named(family, str(word)))


def choices(words: Sequence[str], *, family: str) -> str:
    """List the words that a cell can hold, as a reader writes them."""
    return enumerated([written(word, family=family) for word in words])


def places(known: pd.DataFrame) -> dict[str, str]:
    """Return every way to write a known place (by `key`) with its name."""
    chinese: Iterable[str] = known.get("name_zh", ())
    words = {key(str(word)): str(name) for word, name in zip(chinese, known.index, strict=False)}
    words.pop("", None)
    return words | {key(str(name)): str(name) for name in known.index}


def year_bases() -> dict[str, str]:
    """Return what is said of how a year is known, in either language, with the contract's word."""
    found: dict[str, str] = {}
    for language in Language:
        with speaking(language):
            found |= {key(say(f"year-basis.{basis}")): str(basis) for basis in YearBasis}
    return found


def problem_headers() -> set[str]:
    """Return what the column of problems is called that is added to a table handed back."""
    found = set()
    for language in Language:
        with speaking(language):
            found.add(say("upload.problems"))
    return found


def code(cell: str) -> str:
    """Write a number code without the decimals that a spreadsheet adds: `130000.0`."""
    return cell.removesuffix(".0") if cell.removesuffix(".0").isdecimal() else cell
