"""Trains the model that chooses the story, and the models that measure it on sites they have not seen."""
