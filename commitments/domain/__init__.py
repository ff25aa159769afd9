"""What a commitment is, the links to views, and what a figure can be asked to be."""
