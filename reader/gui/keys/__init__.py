"""The keys of actions: which they are, how the reader changes them, and where they are shown."""
