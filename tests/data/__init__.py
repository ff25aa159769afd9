"""Tests of the tables and shapes that the project holds."""
