"""The arithmetic of hits in their contexts: sorting them, and the words that stand near. No Qt, no files."""
