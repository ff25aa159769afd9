"""Tests of the project as a whole: its layout, settings, fonts, deployment, languages."""
