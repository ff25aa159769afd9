"""The questions asked of the atlas: frame in, frame out, nothing drawn."""
