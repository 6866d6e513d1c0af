"""Reading whole HTML pages."""
