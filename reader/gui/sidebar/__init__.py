"""The left side: views of the library, and the outlets, years and languages of a result."""
