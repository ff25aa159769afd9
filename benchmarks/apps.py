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

from relay import HOST, Relay, relayed

ROOT: Final = Path(__file__).resolve().parent.parent
ENTRIES: Final = {
    "atlas": "serve.py",
    "large": "serve.py",
    "naive": "benchmarks/peers/naive_app.py",
    "empty": "benchmarks/peers/empty_app.py",
}
LARGE: Final = "large"  # the atlas with the table that LARGE_TABLE names
PEERS: Final = ("naive", "empty")
PATHS: Final = {"atlas": "/Map", LARGE: "/Map", "naive": "/", "empty": "/"}
LARGE_TABLE: Final = "ATLAS_BENCH_TABLE"
# The peers run as Streamlit does without a configuration file; the atlas brings its own.
DEFAULTS: Final = (
    "--server.enableWebsocketCompression",
    "false",
    "--server.fileWatcherType",
    "auto",
    "--runner.postScriptGC",
    "true",
)
# The atlas is started as `make run` starts it; the peers as Python starts them.
ALLOCATOR: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
START_SECONDS: Final = 90
SCHEDULER_CLOCK: Final = 2  # CPUCLOCK_SCHED, of include/linux/posix-timers.h


@dataclass(frozen=True)
class Server:
    """One running app: its process id and address."""

    name: str
    pid: int
    relay: Relay
    started: float

    @property
    def address(self) -> str:
        """Return where a browser reaches the app: through the relay that counts."""
        return f"http://{HOST}:{self.relay.port}"

    @property
    def stream(self) -> str:
        """Return where a session is opened at the app itself, past the relay."""
        return f"ws://{HOST}:{self.relay.target}/_stcore/stream"

    def cpu(self) -> float:
        """Return the CPU seconds spent so far, user and system, of all threads that ever ran.

        Linux numbers the clock of another process after its id; it counts in nanoseconds, where
        /proc counts in hundredths of a second.
        """
        return time.clock_gettime((~self.pid << 3) | SCHEDULER_CLOCK)

    def memory(self) -> float:
        """Return the resident memory in MB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
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
        "--server.address", HOST, "--server.headless", "true",
        "--browser.gatherUsageStats", "false", *(DEFAULTS if name in PEERS else ()),
    ]  # fmt: skip
    table = {"TARGETS_URL": os.environ[LARGE_TABLE]} if name == LARGE else {}
    started = time.time()
    environment = os.environ | ({"TMPDIR": str(temporary)} if temporary else {})
    environment |= {} if name in PEERS else ALLOCATOR
    with (log or Path(os.devnull)).open("ab") as told:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=told, stderr=subprocess.STDOUT, env=environment | table
        )
    try:
        _wait(f"http://{HOST}:{port}/_stcore/health", process)
        with relayed(port) as relay:
            yield Server(name, process.pid, relay, started)
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
