"""The fact sheet of a province as markup: its head, its tables by theme, its sparklines."""
