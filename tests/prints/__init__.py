"""Tests of commitments/prints."""
