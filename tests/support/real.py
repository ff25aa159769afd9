"""The atlas as the project holds it, read once for all tests; no test may change it."""

from functools import cache

from commitments.atlas import load
from commitments.atlas.load import Atlas


@cache
def atlas() -> Atlas:
    """Return everything that the project holds, checked."""
    return load.atlas()
