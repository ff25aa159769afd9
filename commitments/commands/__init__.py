"""What the command line does beside checking: figures and briefings."""
