"""Entry point of the command line: `python -m commitments`."""

import sys

from commitments.cli import pipes
from commitments.cli.main import main

if __name__ == "__main__":
    sys.exit(pipes.until_closed(main))
