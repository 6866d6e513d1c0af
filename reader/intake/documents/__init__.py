"""Documents that hold a story in markup of their own: Markdown, rich text, Word, PDF, books."""
