"""Dateline turns news reports into a sourced chronology."""

__version__ = "0.1.0"
