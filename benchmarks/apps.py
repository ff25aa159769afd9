"""This module starts the atlas and its peers, and reads what they cost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
ENTRIES: Final = {
    "atlas": "app.py",
    "naive": "benchmarks/peers/naive_app.py",
    "empty": "benchmarks/peers/empty_app.py",
}
PATHS: Final = {"atlas": "/Map", "naive": "/", "empty": "/"}
START_SECONDS: Final = 40


@dataclass(frozen=True)
class Server:
    """One running app: its process id and address."""

    name: str
    pid: int
    address: str
    started: float

    def cpu(self) -> float:
        """Return the CPU seconds spent so far, user and system."""
        fields = (
            Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return the resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    name: str, *, log: Path | None = None, temporary: Path | None = None
) -> Iterator[Server]:
    """Start one app on loopback, wait until it answers, and stop it by its process id.

    `log` takes what it says, `temporary` is the folder of its temporary files.
    """
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", ENTRIES[name], "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    started = time.time()
    environment = os.environ | ({"TMPDIR": str(temporary)} if temporary else {})
    with (log or Path(os.devnull)).open("ab") as told:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT, env=environment
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/_stcore/health", process)
        yield Server(name, process.pid, address, started)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.time() + START_SECONDS
    while time.time() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{address} did not answer within {START_SECONDS} s")
