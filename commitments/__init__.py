"""What China's provinces have committed to, by when, and where it is written."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent  # of the checkout
