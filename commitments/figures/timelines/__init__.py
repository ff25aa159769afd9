"""A timeline: what is due when, laid out in lanes and drawn."""
