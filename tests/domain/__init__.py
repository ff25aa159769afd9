"""Tests of commitments/domain."""
