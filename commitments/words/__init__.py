"""A commitment in words: its label, its sentence, how it differs, which document it stands in."""
