"""The dot plot: the figures of a map, sorted, each with the mark of its comparator."""
