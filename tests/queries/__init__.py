"""Tests of commitments/queries."""
