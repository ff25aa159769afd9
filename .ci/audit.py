"""Look up the pinned packages among the known weaknesses; say so where they cannot be reached."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PINNED = ROOT / "requirements-dev.txt"  # and with it requirements.txt
UNREACHABLE = "The list of known weaknesses cannot be reached from here; no package was looked up."
# A weakness that does not touch the atlas: its id, and the reason why it does not.
EXEMPT: dict[str, str] = {}


def pins(file: Path) -> list[str]:
    """Return the pinned requirements of a file and of those that it includes."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        wanted = line.split("#")[0].strip()
        if wanted.startswith("-r "):
            found += pins(file.parent / wanted.removeprefix("-r ").strip())
        elif wanted:
            found.append(wanted)
    return found


def looked_up(wanted: list[str]) -> list[dict[str, Any]] | None:
    """Return what is known of some packages; None where nothing could be looked up."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "requirements.txt"
        listed.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pip_audit", "-r", str(listed), "--no-deps", "--disable-pip",
             "--progress-spinner", "off", "--format", "json"],
            capture_output=True, text=True,
        )  # fmt: skip
    try:
        packages: list[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        return None
    known = [one for one in packages if "skip_reason" not in one]
    return known or None


def main() -> int:
    """Print what is known of the pinned packages; 1 where one of them is weak."""
    wanted = pins(PINNED)
    if looked_up(wanted[:1]) is None:  # one question first: without an answer, no more are asked
        print(UNREACHABLE)
        return 0
    known = looked_up(wanted) or []
    found = [
        f"{one['name']} {one['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
        for one in known
        for weakness in one["vulns"]
        if weakness["id"] not in EXEMPT
    ]
    print(
        "\n".join([*found, f"{len(known)} of {len(wanted)} packages looked up, {len(found)} weak"])
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
