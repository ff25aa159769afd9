"""Fetches files that are made on a click while other readers' pages run."""

import re
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from support.views import ROOT

from browser.serving import serving

RUNS = 3  # of others; Streamlit itself lets a file go after two


@pytest.fixture(scope="module")
def light(chromium):  # noqa: ARG001
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks"))
        yield __import__("light")


def test_a_file_waits_for_its_browser_while_other_pages_run(light, tmp_path):
    with serving(ROOT, tmp_path) as address:
        reader, other = light.Light(address), light.Light(address)
        page = reader.open("Targets?province=Hebei")
        url = reader.let_make(page.one("download_button", "Download this view"))
        for _ in range(RUNS):
            other.open("Method")
        direct = build_opener(ProxyHandler({}))
        assert direct.open(f"{address}{url}").read().startswith(b"PK")
        reader.close(), other.close()
    assert not re.search(r"Traceback|ScriptRunContext", (Path(tmp_path) / "server.log").read_text())
