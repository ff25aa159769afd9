"""Tests of commitments/downloads."""
