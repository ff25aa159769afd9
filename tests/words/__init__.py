"""Tests of commitments/words."""
