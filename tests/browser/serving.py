"""Starts a server of the atlas for a test, and stops it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60
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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


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
