"""Provinces side by side: a line for each indicator, a cell for each province."""
