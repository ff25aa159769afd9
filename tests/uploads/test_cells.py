"""Tests how a reader's figures, signs, years and provinces are understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.atlas import load
from commitments.atlas.cells import NUMBER, YEAR
from commitments.domain.model import Comparator
from commitments.uploads import names as upload_names
from commitments.uploads.cells import Figure, figure, year
from commitments.uploads.comparators import Unclear, sign
from commitments.uploads.units import UnitWords

CODEBOOK = load.codebook_tables()
UNITS = UnitWords(CODEBOOK.units)
PROVINCES = upload_names.provinces(CODEBOOK.provinces)

CERTAIN = {
    "45%": Figure("45", unit="%"),
    "≥45": Figure("45", comparator="at_least"),
    "约25%": Figure("25", comparator="about", unit="%"),
    "不低于36390平方公里": Figure("36390", comparator="at_least", unit="km2"),
    "1.37亿千瓦": Figure("137000000", unit="kW"),
    "3000万亩": Figure("30000000", unit="mu"),
    "36,390": Figure("36390"),
    "36 390 km²": Figure("36390", unit="km2"),
    "３６，３９０": Figure("36390"),
    "４５％": Figure("45", unit="%"),
    "-0": Figure("0"),
    ".5": Figure("0.5"),
    "45.80": Figure("45.80"),
    "1.37E+08": Figure("137000000"),
    "20-25%": Figure("20", "25", "between", "%"),
    "20%–25%": Figure("20", "25", "between", "%"),
    "between 20 and 25 %": Figure("20", "25", "between", "%"),
    "20~25万亩": Figure("200000", "250000", "between", "mu"),
    "达到45%以上": Figure("45", comparator="at_least", unit="%"),
    "稳定在45%": Figure("45", comparator="hold", unit="%"),
    "達到5000萬千瓦左右": Figure("50000000", comparator="about", unit="kW"),
    "不超过79.9亿立方米": Figure("7990000000", comparator="at_most", unit="m3"),
    "控制在0.9%以内": Figure("0.9", comparator="at_most", unit="%"),
    "下降到28微克/立方米以下": Figure("28", comparator="at_most", unit="µg/m3"),
    "below 27 μ g/m3": Figure("27", comparator="less_than", unit="µg/m3"),
    "not be less than 14,000 square kilometers": Figure("14000", comparator="at_least", unit="km2"),
    "maintained at about 85%": Figure("85", comparator="about", unit="%"),
    "大于等于45%": Figure("45", comparator="at_least", unit="%"),
    "小于或等于45%": Figure("45", comparator="at_most", unit="%"),
    "300亿元": Figure("30", unit="billion yuan"),
}
REFUSED = {
    "45,8": "'45,8' has a comma that is not for thousands; write a point",
    "1.234,5": "'1.234,5' has a comma that is not for thousands; write a point",
    "1.2.3": "'1.2.3' has more than one kind of separator; write 1234.5",
    "1e400": "'1e400' is too large to be a figure; check the digits",
    "1e-400": "'1e-400' is too small to be a figure; check the digits",
    "NaN": "'NaN' is not a number; leave the cell blank where there is none",
    "n/a": "'n/a' stands for no value; leave the cell blank, and say in summary what is committed",
    "四十五": "'四十五' holds no number in digits; put words into summary",
    "١٢": "'١٢' holds no number in digits; put words into summary",
    "10²": "'²' behind the number is not a unit that is known; write the unit into the column unit",
    "≥约45%": "'≥约45%' says about and at least at once; keep one",
    "约20-25%": "'约20-25%' says about and a range at once; keep one",
    "20%-25km2": "'20%-25km2' gives the two ends different units; write one",
    "40%提高到45%": "'40%提高到45%' speaks of a change; write the number alone if the indicator "
    "measures the change",
    "2030年达到45%": "'2030年达到45%' holds the year and the figure; write the year into year",
    "10 20 30": "'10 20 30' holds more than one number; give each a row of its own",
    "下降65%以上": "'下降65%以上' speaks of a change; write the number alone if the indicator "
    "measures the change",
    "優于86%": "'优于' before the number is not a sign that is known; "
    "write one like ≥, at least, 不低于, about or 约",
    "#REF!": "'#REF!' is an error of the spreadsheet; mend its formula",
}
YEARS = {
    "2030": "2030",
    "2030年": "2030",
    "２０３０年底": "2030",
    "by 2035": "2035",
    "2030.0": "2030",
}
NO_YEARS = {
    "2030-12-31": "'2030-12-31' is a date; write the year alone, four digits",
    "1905-07-22": "'1905-07-22' is a date; write the year alone, four digits",
    "2025-2030": "'2025-2030' holds two years; write the one in which it falls due",
    "0203": "'0203' is before 1949; no plan is so old, check the digits",
    "soon": "'soon' is not a year; write four digits, or leave it blank",
}
NAMES = {
    "Hebei": "Hebei Province|河北|河北省|CN-HE|cn-he|130000|HE| he bei |Ｈｅｂｅｉ|HEBEI PROVINCE",
    "Inner Mongolia": "Nei Mongol|Inner Mongolia Autonomous Region|内蒙古|內蒙古自治區|NM",
    "Tibet": "Xizang|Tibet Autonomous Region|西藏自治区",
    "Guangxi": "Guangxi Zhuang|Guangxi Zhuang Autonomous Region|广西壮族自治区|廣西",
    "Shaanxi": "陕西|陝西省|SN|610000|shaanxi province",
    "Shanxi": "山西|山西省|SX|140000",
    "Hong Kong": "Hong Kong SAR|香港|香港特别行政区",
    "Beijing": "北京市|Beijing Municipality|Beijing City",
    "National": "全国|China|national",
}
NO_NAMES = (
    *("Shanxii", "Shǎnxī", "Shānxī", "Hebe", "He bei jing", "bei", "Hubei and Hebei", "河"),
    *("Shan'xii", "Hebéi", "Nei", ""),
)


@pytest.mark.parametrize("cell", CERTAIN)
def test_figure_that_is_certain(cell):
    assert figure(cell, UNITS) == CERTAIN[cell]


@pytest.mark.parametrize("cell", REFUSED)
def test_figure_that_is_refused(cell):
    with pytest.raises(Unclear) as refused:
        figure(cell, UnitWords(CODEBOOK.units))
    assert str(refused.value) == REFUSED[cell]


@pytest.mark.parametrize("cell", YEARS)
def test_year(cell):
    assert year(cell) == YEARS[cell]


@pytest.mark.parametrize("cell", NO_YEARS)
def test_year_that_is_refused(cell):
    with pytest.raises(Unclear) as refused:
        year(cell)
    assert str(refused.value) == NO_YEARS[cell]


@pytest.mark.parametrize(
    ("cell", "comparator"),
    [("≥", "at_least"), ("No less than", "at_least"), ("不低于", "at_least"), ("低于", "less_than"),
     ("以上", "at_least"), ("at_most", "at_most"), ("at most", "at_most"), ("约", "about"),
     ("=", "reach"), ("保持在", "hold"), ("range", "between")],
)  # fmt: skip
def test_sign(cell, comparator):
    assert sign(cell) == comparator


@pytest.mark.parametrize(
    ("written", "name"), [(one, name) for name, words in NAMES.items() for one in words.split("|")]
)
def test_province_under_any_of_its_names(written, name):
    assert PROVINCES[upload_names.key(written)] == name


@pytest.mark.parametrize("written", NO_NAMES)
def test_a_near_miss_is_no_province(written):
    assert upload_names.key(written) not in PROVINCES


def test_every_province_goes_by_its_names_and_codes():
    for name, row in CODEBOOK.provinces.iterrows():
        for written in (name, row["name_zh"], row["iso"], row["iso"][-2:], row["adcode"]):
            assert PROVINCES[upload_names.key(written)] == name


LIKE_FIGURES = st.lists(
    st.sampled_from([*"0123456789.,-+~%≥约万亿eE ()", "不低于", "以上", "左右", "km2", "亩", "to"]),
    max_size=12,
).map("".join)


@given(st.one_of(st.text(max_size=60), LIKE_FIGURES))
def test_whatever_is_typed_is_a_plain_figure_or_a_reason(cell):
    try:
        found = figure(cell, UNITS)
    except Unclear as refused:
        assert str(refused)
        return
    assert NUMBER.fullmatch(found.value)
    assert found.comparator in ("", *Comparator)
    assert found.unit in ("", *CODEBOOK.units.expressions)
    assert bool(found.value_high) == (found.comparator == "between")


@given(st.one_of(st.text(max_size=40), LIKE_FIGURES))
def test_whatever_is_typed_is_a_year_or_a_reason(cell):
    try:
        assert YEAR.fullmatch(year(cell))
    except Unclear as refused:
        assert str(refused)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_sign_or_a_reason(cell):
    try:
        assert sign(cell) in list(Comparator)
    except Unclear as refused:
        assert str(refused)


@given(st.text(max_size=40))
def test_whatever_is_typed_names_a_province_only_by_its_names(cell):
    found = PROVINCES.get(upload_names.key(cell))
    assert found is None or found in [*CODEBOOK.provinces.index, "National"]


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=10**9, places=3),
    st.sampled_from(["", "≥", "约", "不超过"]),
    st.sampled_from(["", "%", " km²", "平方公里"]),
)
def test_a_number_keeps_its_value_with_separators_and_full_width_digits(value, before, behind):
    plain = format(value, "f")
    full = plain.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    for written in (plain, f"{value:,}", full):
        assert Decimal(figure(before + written + behind, UNITS).value) == value
