"""The languages of the window: catalogs of translated texts, and their use by Qt."""
