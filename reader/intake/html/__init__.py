"""A whole HTML page to its visible text in pieces, with the elements around them and what its head declares."""
