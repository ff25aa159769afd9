"""The command `publish`: the whole atlas as a folder of pages for any web server."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from commitments.atlas import editions
from commitments.cli import languages
from commitments.domain.figure_request import NotOffered
from commitments.language import count, say

DONE: Final = 0
WRONG: Final = 2
WEB: Final = ("http", "https")
STEPS: Final = 20  # lines of progress, where they stand one below the other


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `publish`."""
    publishing = languages.command(commands, "publish")
    folder, told = say("metavar.folder"), say("command.publish-folder")
    publishing.add_argument("folder", type=Path, metavar=folder, help=told)
    for option in ("base", "live"):
        told = say(f"command.publish-{option}")
        publishing.add_argument(
            f"--{option}", default="", metavar=say("metavar.address"), help=told
        )
    languages.add_to(publishing)
    publishing.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    try:
        return _publish(asked)
    except NotOffered as fault:
        print(fault, file=sys.stderr)
        return WRONG


def _publish(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    base, live = _address(asked.base), _address(asked.live)
    from commitments.publish import publishing, site
    from commitments.publish.folder import Folder

    folder = Folder(asked.folder)
    done = publishing.publish(site.of(editions.whole(), base, live), folder, _told)
    seconds = f"{time.monotonic() - began:,.0f}"
    print(count("command.published", done.pages, files=f"{done.files:,}", folder=asked.folder.name))
    print(count("command.published-anew", done.written, deleted=done.deleted, seconds=seconds))
    if not base:
        print(say("command.published-without-base"))
    return DONE


def _address(given: str) -> str:
    """Return an address with a slash at its end; blank stays blank."""
    if not given:
        return ""
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    plain = parts.scheme in WEB and parts.netloc and not (parts.query or parts.fragment)
    if not plain or any(sign.isspace() or sign in "\"'<>" for sign in given):
        raise NotOffered(say("not-offered.address", given=given))
    return given.rstrip("/") + "/"


def _told(done: int, every: int) -> None:
    """Tell how far publishing is: on a terminal in one line, elsewhere line by line."""
    one_line = sys.stderr.isatty()
    if one_line or done % max(every // STEPS, 1) == 0 or done == every:
        told = say("command.publishing", done=f"{done:,}", every=f"{every:,}")
        start = "\r" if one_line else ""
        end = "" if one_line and done < every else "\n"
        print(f"{start}{told}", end=end, file=sys.stderr, flush=True)
