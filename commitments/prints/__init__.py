"""Figures for paper and slides, drawn without a browser by matplotlib."""
