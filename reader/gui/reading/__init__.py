"""The reading pane: a story as our own flat HTML, its hits, its removed view and its original text."""
