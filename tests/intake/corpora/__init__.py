"""Stories as records: JSON, tables and the XML of agencies."""
