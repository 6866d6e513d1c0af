"""Which pieces of a page are the story: a trained model over structure, named reasons, guards."""

from reader.clean.choice.choose import choose, choose_with

__all__ = ["choose", "choose_with"]
