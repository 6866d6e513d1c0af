"""Values only: what the other packages hand to each other. No I/O, no third-party imports."""
