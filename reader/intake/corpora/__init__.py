"""Collections of stories as records: JSON, JSON Lines, tables, and the XML of news agencies."""
