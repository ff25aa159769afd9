"""Tests that the server is configured for public use, and tools are what they seem."""

import tomllib

import pytest
from streamlit import config as streamlit_config
from support.views import ROOT

from commitments.uploads import files

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
PUBLIC = {
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": True,
    "server.enableAgentApi": False,
    "server.allowRunOnSave": False,
    "server.headless": True,
    "server.maxUploadSize": files.MEGABYTES,
    "server.disconnectedSessionTTL": 300,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "global.minCachedMessageSize": 400,
}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_use(name):
    section, option = name.split(".")
    assert CONFIG[section][option] == PUBLIC[name]


def test_every_line_is_an_option_that_streamlit_knows():
    known = set(streamlit_config.get_config_options())
    given = {
        f"{section}.{name}"
        for section, lines in CONFIG.items()
        for name, value in lines.items()
        if not isinstance(value, dict)
    }
    assert given <= known


@pytest.mark.parametrize(
    ("given", "megabytes"), [("5", 5), ("", 20), ("0", 20), ("-3", 20), ("x", 20), ("٣", 20)]
)
def test_limits_as_an_installer_sets_them(monkeypatch, given, megabytes):
    monkeypatch.setenv(files.MEGABYTES_SETTING, given)
    monkeypatch.setenv(files.ROWS_SETTING, "1000")
    assert (files.configured().megabytes, files.configured().rows) == (megabytes, 1000)


def test_the_folder_that_is_served_holds_no_program_of_the_server():
    served = {file.suffix for file in (ROOT / "static").rglob("*") if file.is_file()}
    assert served <= {"", ".css", ".js", ".json", ".svg", ".ttf", ".woff2", ".md", ".txt"}
