"""Starts a real nginx, as deploy/ configures it: before replicas, or for a published folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.views import ROOT

from browser.serving import HOST, free_port, stop, wait_until_up

DEPLOYED = ROOT / "deploy" / "nginx"
SBIN = "/usr/sbin:/usr/local/sbin"  # where Debian puts nginx, outside a developer's path
REPLICAS = ("127.0.0.1:8501", "127.0.0.1:8502")  # as the configuration names them
AROUND = """
daemon off; worker_processes 1; pid {home}/pid; {account}
events {{}}
http {{
    include /etc/nginx/mime.types;
    log_format served '$upstream_addr $upstream_cache_status $uri';
    access_log {home}/served.log served;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    {site}
}}
"""


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its address, and what it noted of each request."""

    address: str
    home: Path

    def served(self, path: str) -> list[str]:
        """Return which replica answered each request of a path, oldest first."""
        lines = (self.home / "served.log").read_text(encoding="utf-8").splitlines()
        return [line.split()[-3] for line in lines if line.split()[-1] == path]

    def kept(self, path: str) -> bool:
        """Say whether a request of a path was answered from what nginx keeps."""
        lines = (self.home / "served.log").read_text(encoding="utf-8").splitlines()
        return "HIT" in {line.split()[-2] for line in lines if line.split()[-1] == path}


def program() -> str | None:
    """Return where nginx is installed."""
    return shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", ""), SBIN)))


@contextmanager
def proxying(replicas: Sequence[str], home: Path) -> Iterator[Proxy]:
    """Start nginx before two replicas on a free port, with its files in an empty folder."""
    port = free_port()
    shutil.copy(DEPLOYED / "atlas-headers.conf", home)
    site = (DEPLOYED / "atlas.conf").read_text(encoding="utf-8")
    places = {
        "listen 80;": f"listen {HOST}:{port};",
        "/var/cache/nginx/atlas": str(home / "cache"),
    } | {
        f"server {named} ": f"server {real.removeprefix('http://')} "
        for named, real in zip(REPLICAS, replicas, strict=True)
    }
    for named, real in places.items():
        assert site.count(named) == 1, named
        site = site.replace(named, real)
    with nginx(site, home, port, "/_stcore/health") as started:
        yield started


@contextmanager
def publishing(folder: Path, home: Path) -> Iterator[Proxy]:
    """Start nginx on a free port, as deploy/ configures it, with a published folder."""
    port = free_port()
    site = (DEPLOYED / "published.conf").read_text(encoding="utf-8")
    places = {"listen 80;": f"listen {HOST}:{port};", "/srv/atlas/current;": f"{folder};"}
    for named, real in places.items():
        assert site.count(named) == 1, named
        site = site.replace(named, real)
    with nginx(site, home, port, "/assets/site.css") as started:
        yield started


@contextmanager
def nginx(site: str, home: Path, port: int, path: str) -> Iterator[Proxy]:
    """Start nginx with a site, its files in an empty folder; wait until a path is answered."""
    account = "user root;" if os.geteuid() == 0 else ""
    (home / "nginx.conf").write_text(AROUND.format(home=home, account=account, site=site))
    log = home / "error.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(program()), "-e", "stderr", "-p", str(home), "-c", str(home / "nginx.conf")],
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_until_up(f"http://{HOST}:{port}{path}", server, log)
            yield Proxy(f"http://{HOST}:{port}", home)
        finally:
            stop(server)
