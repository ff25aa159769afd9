"""Tests of commitments/server."""
