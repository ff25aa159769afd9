"""Small multiples of promised figures beside reported values, one panel for each province."""
