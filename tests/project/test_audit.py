"""Tests what is said of the known weaknesses of packages."""

import importlib.util

import pytest
from support.views import ROOT

WEAK = {
    "name": "soft", "version": "1.0",
    "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}, {"id": "CVE-2", "fix_versions": []}],
}  # fmt: skip


@pytest.fixture
def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_pinned_package_is_looked_up(audit):
    wanted = audit.pins(audit.PINNED)
    assert "streamlit==1.67.0" in wanted and any(one.startswith("pytest==") for one in wanted)
    assert all("==" in one for one in wanted)


def test_no_answer_is_said_and_asked_for_once(audit, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(audit, "looked_up", lambda wanted: asked.append(wanted))
    assert audit.main() == 0
    assert capsys.readouterr().out.strip() == audit.UNREACHABLE
    assert len(asked) == 1


def test_a_weakness_fails_the_check_unless_a_reason_exempts_it(audit, monkeypatch, capsys):
    monkeypatch.setattr(audit, "looked_up", lambda _: [WEAK])
    assert audit.main() == 1
    said = capsys.readouterr().out
    assert "soft 1.0: CVE-1, mended in 1.1" in said
    assert "soft 1.0: CVE-2, mended in no version yet" in said
    monkeypatch.setattr(audit, "EXEMPT", {"CVE-1": "not called", "CVE-2": "not called"})
    assert audit.main() == 0
