"""Tests of commitments/ui."""
