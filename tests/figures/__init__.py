"""Tests of commitments/figures."""
