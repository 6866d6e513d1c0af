"""House rules that no tool checks."""
