"""This module describes the machine that figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from typing import Any, Final

from apps import ROOT

PACKAGES: Final = ("streamlit", "folium", "streamlit-folium", "pandas", "altair", "geopandas")


def machine() -> dict[str, Any]:
    """Describe what the figures were measured on."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "commit": commit,
    }
