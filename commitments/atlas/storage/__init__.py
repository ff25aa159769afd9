"""Where the table of commitments is stored: CSV, Parquet or a SQL database, read only."""
