"""Tests of commitments/slides."""
