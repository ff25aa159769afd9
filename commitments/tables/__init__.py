"""This package reads the table of commitments from where an installer keeps it."""
