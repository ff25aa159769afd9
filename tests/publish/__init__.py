"""Tests of the published atlas."""
