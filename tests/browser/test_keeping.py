"""This module fetches files that are made on a click while other readers' pages run."""

import re
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from views import ROOT

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
        url = made(reader, page.one("download_button", "Download this view"))
        for _ in range(RUNS):
            other.open("Method")
        direct = build_opener(ProxyHandler({}))
        assert direct.open(f"{address}{url}").read().startswith(b"PK")
        reader.close(), other.close()
    assert not re.search(r"Traceback|ScriptRunContext", (Path(tmp_path) / "server.log").read_text())


def made(reader, button):
    """Let a file be made, as a browser does before it fetches it; return its address."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "file"
    asked.backend_operation_request.session_id = reader.session
    asked.backend_operation_request.deferred_file.file_id = button.deferred_file_id
    reader._send(asked)
    answer = reader._until("backend_operation_response").backend_operation_response
    return answer.deferred_file.url
