"""Tests of commitments/uploads."""
