"""The list of stories: model, delegate, view, and the searches that fill it."""
