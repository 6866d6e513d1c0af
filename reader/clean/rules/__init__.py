"""The line rules: small pure functions in one ordered table (``reader.clean.rules.table``)."""
