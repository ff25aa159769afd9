"""Starts a PostgreSQL for a test, in a folder of its own, and stops it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser.serving import HOST, free_port

INSTALLED = "/usr/lib/postgresql"  # Debian keeps each version's programs in a folder here
ACCOUNT = "postgres"  # PostgreSQL refuses to run as root: there it runs as Debian's account for it
OWNER = "owner"
PASSWORD = "p@ss/word of:the owner"
PATIENCE = 60


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL: where it listens, and how it is stopped and started again."""

    port: int
    control: tuple[str, ...]

    def start(self) -> None:
        _run(*self.control, "--wait", "start")

    def stop(self) -> None:
        _run(*self.control, "--wait", "--mode=immediate", "stop")


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest where there are several."""
    found = sorted(Path(INSTALLED).glob("*/bin"), key=lambda path: float(path.parent.name))
    if found:
        return found[-1]
    there = shutil.which("pg_ctl")
    return Path(there).parent if there else None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start an empty PostgreSQL that listens on loopback alone; its folder goes with it."""
    with tempfile.TemporaryDirectory(prefix="atlas-postgresql-") as name:
        home, there = Path(name), programs()
        assert there
        secret = home / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:
            for path in (home, secret):
                shutil.chown(path, ACCOUNT)
        _run(str(there / "initdb"), "--pgdata", str(home / "data"), "--username", OWNER,
             "--pwfile", str(secret), "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync",
             "--locale=C.UTF-8")  # fmt: skip
        port = free_port()
        given = f"-c listen_addresses={HOST} -p {port} -c unix_socket_directories='' -c fsync=off"
        made = Cluster(port, (str(there / "pg_ctl"), "--pgdata", str(home / "data"), "--silent",
                              "--options", given, "--log", str(home / "log")))  # fmt: skip
        try:
            made.start()
            yield made
        finally:
            made.stop()


def _run(*command: str) -> None:
    account = ACCOUNT if os.geteuid() == 0 else None
    done = subprocess.run(
        command, user=account, group=account, extra_groups=[] if account else None, cwd="/",
        timeout=PATIENCE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
