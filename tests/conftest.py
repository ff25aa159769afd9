"""Fixtures of every test, and the order and the groups in which the workers take the tests."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import local_script_runner
from support import real, small

from commitments.atlas import boundaries, load
from commitments.atlas.load import Atlas

BROWSER = Path(__file__).parent / "browser"

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Take one worker more than there are cores: in a browser's test much is waiting."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes long, and side by side what shares something expensive.

    Each worker begins with a stretch of the tests and takes half of another's rest when it is
    through: tests that stand side by side mostly run in one worker, and what they share is made
    there once. (Groups of the plugin's own do nothing under this pytest: pytest-xdist issue 1386.)
    """
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)
    first = {_share(item): at for at, item in reversed([*enumerate(items)])}
    items.sort(key=lambda item: (_turn(item), first[_share(item)]))


def _share(item: pytest.Item) -> tuple[object, ...]:
    return (item.path, *(mark.args[0] for mark in item.iter_markers("together")))


def _turn(item: pytest.Item) -> int:
    kinds = ("browser", "long")
    return next((turn for turn, kind in enumerate(kinds) if item.get_closest_marker(kind)), 2)


@pytest.fixture(scope="session", autouse=True)
def sessions_open_as_on_a_server() -> Iterator[None]:
    """Let AppTest look once for installed components and compile a page once, as a server does.

    For each session it would read the metadata of every installed package: most of its time.
    """
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        patch.setattr(local_script_runner, "ScriptCache", cache(ScriptCache))
        yield


@pytest.fixture(scope="session")
def real_atlas() -> Atlas:
    """Return everything the project holds, checked; no test may change it."""
    return real.atlas()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds the tiny codebook, and let the project read from it alone."""
    small.write_codebook(tmp_path)
    monkeypatch.setattr(load, "CODEBOOK", tmp_path)
    monkeypatch.setattr(boundaries, "GEODATA", tmp_path)
    monkeypatch.delenv(boundaries.SHAPES_SETTING, raising=False)
    return tmp_path
