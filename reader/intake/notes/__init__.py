"""What people kept in programs for notes and references: Evernote, Joplin, Zotero and lists of references."""
