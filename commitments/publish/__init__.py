"""The atlas as plain pages: every view as HTML with its figure inline, and as a folder of files."""
