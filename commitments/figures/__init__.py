"""Figures on screen: maps, plots, matrices, timelines, comparisons, with captions and alt text."""
