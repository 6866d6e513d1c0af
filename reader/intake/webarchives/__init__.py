"""Pages that were saved with their parts: one story, its pictures, and where and when it was saved."""
