"""Report in; its grammar out: tokens, trees, names and their chains, predicates with roles, time expressions."""

from dateline.parse.parser import Parser

__all__ = ["Parser"]
