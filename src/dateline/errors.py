"""The exceptions that a person can mend.

DatelineError
├── ModelError     the model file is missing, broken or of another version
├── OptionsError   an option has a value that cannot be used
└── StoreError     the database cannot be opened, read or written
    └── LedgerError    what is to be taken back does not stand

Odd data is a `records.Problem`; a fault of ours is a ValueError or TypeError.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Any failure whose message says what went wrong, where, and what to do next."""


class ModelError(DatelineError):
    """The model file is missing, broken or of another version."""


class OptionsError(DatelineError):
    """An option has a value that cannot be used."""


class StoreError(DatelineError):
    """The database cannot be opened, read or written."""


class LedgerError(StoreError):
    """What is to be taken back does not stand: nobody said it, or it was taken back before."""
