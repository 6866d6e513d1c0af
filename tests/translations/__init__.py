"""Texts of the window and their translations: ``make translations`` brings the catalogs up to date."""
