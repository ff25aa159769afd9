"""Rules that a table and its codebook must obey, one small function each."""
