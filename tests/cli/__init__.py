"""Tests of commitments/cli."""
