"""The same services for the terminal."""
