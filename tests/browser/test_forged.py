"""Answers for figures and lists what no browser answers: the page goes on."""

import json
import re

import pytest
from support.views import ROOT

from browser.serving import serving
from commitments.figures.timelines.marks import CHOICE

STRANGE = (
    [], {}, 5, "x", {"province": {"a": 1}}, {"province": ["Hebei"]}, {"province": "x" * 200_000},
    {"ticked": 5}, {"ticked": [{}]}, {"ticked": ["Hebei"] * 999}, {"opened": {"a": 1}},
    {"compared": [{}]}, {"selection": {"rows": [-99_999]}}, {"selection": {"rows": ["a"]}},
    {"selection": {"rows": [99_999]}}, {"selection": {CHOICE: [{"id": {}}]}},
    {"selection": {CHOICE: 5}}, {"chosen": {}}, {"chosen": "nonesuch"},
)  # fmt: skip
AS_TEXT = ("dataframe", "arrow_data_frame", "vega_lite_chart", "arrow_vega_lite_chart")
AS_DATA = ("component_instance", "bidi_component")
LISTS = ("selectbox",)
READ_BY = ("clicked", "_clicked", "_picked", "_keep_ticked", "_follow", "chosen_mark", "searchable")


@pytest.fixture(scope="module")
def light(chromium):  # noqa: ARG001
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        yield __import__("light")


@pytest.fixture(scope="module")
def home(chromium, tmp_path_factory):  # noqa: ARG001
    home = tmp_path_factory.mktemp("home")
    with serving(ROOT, home) as address:
        yield address, home / "server.log"


def forged(page):
    """Yield for each figure and list of a page what a browser could be made to answer."""
    for element in page.elements:
        kind = element.WhichOneof("type")
        name = getattr(getattr(element, kind), "id", "")
        if name and kind in AS_TEXT:
            yield from ({"id": name, "stringValue": json.dumps(one)} for one in STRANGE)
        elif name and kind in AS_DATA:
            yield from ({"id": name, "jsonValue": json.dumps(one)} for one in STRANGE)
        elif name and kind in LISTS:
            yield {"id": name, "stringValue": "nonesuch"}
        elif name and kind == "text_input":
            yield {"id": name, "jsonValue": "[]"}
            yield {"id": name, "stringArrayValue": {"data": ["x"]}}


def at(light, address, link):
    """Open a page, and again: only then does the reader know its number, as a browser does."""
    reader = light.Light(address)
    reader.open(link)
    reader.open(link)
    return reader


@pytest.mark.parametrize("link", ["", "Map", "Timeline?province=Hebei", "Targets"])
def test_a_page_outlives_whatever_a_browser_answers(home, light, link):
    address, log = home
    reader = at(light, address, link)
    answers = list(forged(reader.page))
    assert len(answers) > len(STRANGE)
    for answer in answers:
        reader.widgets = {"forged": answer}
        try:
            reader._run()
        except light.Fault:  # Streamlit's own reading of the answer may fail, not the atlas's
            reader.close()
            reader = at(light, address, link)
    reader.close()
    said = re.sub(r"\x1b\[[0-9;]*m", "", log.read_text())
    assert not re.findall(f"in (?:{'|'.join(READ_BY)})\\b", said)
