"""The mentions of one report in; for each its type and the chain of mentions of the same thing out."""
