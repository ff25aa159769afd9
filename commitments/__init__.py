"""What China's provinces have committed to, by when, and where it is written."""
