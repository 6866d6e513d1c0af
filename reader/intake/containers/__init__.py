"""Files that hold other files: each member is recognised in its turn."""
