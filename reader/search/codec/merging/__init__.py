"""Several segments into one: terms, postings, positions."""
