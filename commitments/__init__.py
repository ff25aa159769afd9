"""What China's provinces have committed to, by when, where it is written, and what became of it."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent  # of the checkout
