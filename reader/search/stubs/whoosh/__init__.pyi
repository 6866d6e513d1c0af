"""What this program uses of Whoosh."""
