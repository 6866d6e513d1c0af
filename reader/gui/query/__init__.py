"""What stands around the query: its colours, completions, past queries and saved searches."""
