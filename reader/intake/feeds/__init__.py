"""Saved feeds: RSS, Atom, RDF and JSON Feed, each entry with a text as a story."""
