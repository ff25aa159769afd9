"""This package tests the atlas as a reader meets it: a real server, a real Chromium."""
