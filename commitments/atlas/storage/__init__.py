"""Where the tables of commitments and results are stored; all of it is read only."""
