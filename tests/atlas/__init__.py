"""Tests of commitments/atlas."""
