"""The ways out of the window's thread: the reading thread, the worker, and what both look like from here."""
