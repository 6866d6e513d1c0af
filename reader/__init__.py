"""News Archive Reader: import, clean, search and read saved news articles, offline."""

__version__ = "0.1.0"
