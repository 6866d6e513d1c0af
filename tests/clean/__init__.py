"""The cleaner: from pages to clean stories."""
