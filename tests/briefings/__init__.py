"""Tests of commitments/briefings."""
