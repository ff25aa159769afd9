"""Entry point of the command line: `python -m commitments`."""

import gc
import sys
from typing import Final

OBJECTS: Final = 50_000  # made between two looks for garbage; Python's own 700 look at what stays


def run() -> int:
    """Run one command; little of what is imported and made for it is garbage before it ends."""
    gc.set_threshold(OBJECTS)
    from commitments.cli import pipes
    from commitments.cli.main import main

    return pipes.until_closed(main)


if __name__ == "__main__":
    sys.exit(run())
