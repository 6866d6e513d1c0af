"""Files made to harm: bombs, lies, endless nesting, names that lead out. Each ends in a sentence or a story."""
