"""Dialogs: preferences, keys, about, paste, links, faults; and the welcome sheet."""
