"""Starts a server of the atlas for a test, and stops it."""

import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60
FIRST_PORT, PORTS_EACH = 20_000, 1_000  # no browser refuses any of them
ENTRY = "serve.py"  # what `make run` and deploy/ start
TEMPORARY = "temporary"  # the folder of the server's temporary files, in its home
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT")


@contextmanager
def serving(checkout: Path, home: Path) -> Iterator[str]:
    """Serve a checkout on a free port from a clean environment; yields its address.

    `home` is an empty folder, so that no setting of the developer's own reaches the server.
    """
    with replica(checkout, home) as (address, _):
        yield address


@contextmanager
def replica(
    checkout: Path, home: Path, port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a checkout in the same way; yields its address and its process."""
    address = f"http://{HOST}:{port or free_port()}"
    (home / TEMPORARY).mkdir(exist_ok=True)
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", ENTRY, "--server.headless", "true",
             "--server.address", HOST, "--server.port", address.rsplit(":", 1)[-1]],
            cwd=checkout, env=_environment(home), stdout=output, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_until_up(f"{address}/_stcore/health", server, log)
            yield address, server
        finally:
            stop(server)


def _ports() -> Iterator[int]:
    """Yield the ports of this worker, round and round, from any of them on.

    They lie below those that a system hands out by itself, so that one which is free for a moment,
    as when a server is killed and started again, goes to no other process.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = FIRST_PORT + worker * PORTS_EACH
    start = random.randrange(PORTS_EACH)
    return cycle(first + (start + step) % PORTS_EACH for step in range(PORTS_EACH))


PORTS = _ports()


def free_port() -> int:
    """Return a port of this worker's on which nobody listens."""
    for port in PORTS:
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise AssertionError("there are ports without end")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    temporary = {"TMPDIR": str(home / TEMPORARY)}
    return kept | {"HOME": str(home), "USERPROFILE": str(home)} | temporary


def wait_until_up(health: str, server: subprocess.Popen[bytes], log: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), direct.open(health, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text(errors='replace')}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop this one server by its own process id."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=10)
