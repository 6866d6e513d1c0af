"""Flattened text: labels and headlines of other stories glued to each other and to the next sentence."""
