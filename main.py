"""Starts News Archive Reader from a checkout: the same as the installed command ``news-reader``."""

import sys

from reader.app import main

if __name__ == "__main__":
    sys.exit(main())
