"""Page to Article: which text is the story, what was removed and why. Pure functions."""
