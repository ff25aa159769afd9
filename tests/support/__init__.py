"""What many tests share: tiny atlases, databases, the list of pages."""
