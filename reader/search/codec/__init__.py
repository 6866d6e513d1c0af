"""A Whoosh codec whose segments are columns: postings, positions and document values as memory-mapped arrays."""
