"""Tests what deploy/ holds: files that exist, a unit that systemd accepts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commitments import ROOT

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "atlas@.service"
STARTED_BY = (ROOT / "Makefile", UNIT, DEPLOY / "Containerfile")
EXPOSED = 20  # tenths of systemd's own mark, whose best is 0 and whose worst is 100
DEVELOPERS_OWN = {  # what no reader needs; everything else goes into the container
    ".ci", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CITATION.cff",
    "CONTRIBUTING.md", "datapackage.json",
    "Makefile", "README.md", "SECURITY.md", "benchmarks", "deploy", "pyproject.toml",
    "requirements-dev.txt", "tests",
}  # fmt: skip


def copied() -> list[str]:
    """Return everything of the checkout that the container gets."""
    lines = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text("utf-8"), re.M)
    return [name for line in lines for name in line.split()]


def checked_in() -> set[str]:
    """Return what stands at the top of the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split("/")[0] for name in listed.stdout.split("\0") if name}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout: what belongs is not known")
def test_the_container_gets_what_the_atlas_reads() -> None:
    assert set(copied()) == checked_in() - DEVELOPERS_OWN


def test_all_start_the_same_app() -> None:
    """What `make run` starts is what the unit and the container start."""
    plain = {file: re.sub(r'["\[\],]', "", file.read_text("utf-8")) for file in STARTED_BY}
    started = {file: re.findall(r"-m streamlit run (\S+)", plain[file]) for file in STARTED_BY}
    assert started[ROOT / "Makefile"]
    assert all(names == started[ROOT / "Makefile"] for names in started.values()), started
    assert {name for names in started.values() for name in names} <= set(copied())


def test_all_give_memory_back_alike() -> None:
    """What the bench starts gives memory back as `make run`, the unit and the container do."""
    setting = r"(?:MALLOC|ARROW)_\w+"
    said = [set(re.findall(rf"{setting}=\w+", file.read_text("utf-8"))) for file in STARTED_BY]
    measured = (ROOT / "benchmarks" / "apps.py").read_text("utf-8")
    found = re.findall(rf'"({setting})": "(\w+)"', measured)
    wanted = {f"{name}={said}" for name, said in found}
    assert wanted
    assert said == [wanted] * len(STARTED_BY)


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Lay the unit where systemd can look at it, with a Python that is there."""
    made = tmp_path / "atlas@8501.service"
    text = UNIT.read_text(encoding="utf-8")
    made.write_text(text.replace("/opt/atlas/.venv/bin/python", sys.executable), encoding="utf-8")
    return made


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd is installed")
@pytest.mark.parametrize(
    "asked", [["verify"], ["security", "--offline=true", f"--threshold={EXPOSED}"]], ids=" ".join
)
def test_systemd_accepts_the_unit(unit: Path, asked: list[str]) -> None:
    done = subprocess.run(
        ["systemd-analyze", *asked, str(unit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-400:] + done.stderr
    assert str(unit) not in done.stderr  # a word it does not know is a warning that names the file


def test_every_file_is_told_of() -> None:
    told = (DEPLOY / "README.md").read_text(encoding="utf-8")
    names = [path.name for path in DEPLOY.rglob("*") if path.is_file() and path.name != "README.md"]
    assert [name for name in names if name not in told] == []
