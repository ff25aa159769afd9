"""A reader's own table: read, judged, reported, and joined to the atlas for that reader."""
