"""Tests of commitments/language."""
