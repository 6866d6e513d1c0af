"""Tags of stories: the editor and what it asks of the worker."""
