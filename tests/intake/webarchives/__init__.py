"""Pages that were saved with their parts."""
