"""The window itself: its parts put together, what can be done in it, where it starts and what it remembers."""
