"""What a command prints into a pipe whose reader has gone: `check FILE | head`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

CUT_SHORT: Final = 141  # as a shell tells of a program that ended at a closed pipe


def until_closed(command: Callable[[], int]) -> int:
    """Run a command and print all it says; where nobody reads on, end without a word."""
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    except BrokenPipeError:
        # Python prints once more at its end, which would fail again.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return CUT_SHORT
