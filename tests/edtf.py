"""A reader of the Extended Date/Time Format as far as Dateline writes it, apart from the code that writes it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

ONE = timedelta(days=1)
SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12}  # the first month, north of the equator


def days(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that a text names, None for an open end; raise ValueError for what is none.

    >>> days("2020-02"), days("[2020-04-05,2020-05-04]")[1], days("2019-24")[1]
    ((datetime.date(2020, 2, 1), datetime.date(2020, 2, 29)), datetime.date(2020, 5, 4), datetime.date(2020, 2, 29))
    """
    if match := re.fullmatch(r"\[(.+),(.+)\]", text):
        return days(match[1])[0], days(match[2])[1]
    if "/" in text:
        first, last = text.split("/")
        return days(first)[0] if first else None, days(last)[1] if last else None
    text = text.removesuffix("~")
    if "T" in text:
        moment = datetime.fromisoformat(text)
        return moment.date(), moment.date()
    if match := re.fullmatch(r"(\d{2,3})(X{1,2})", text):
        low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
        return date(max(low, 1), 1, 1), date(high, 12, 31)
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        month = SEASONS[match[2]]
        return date(int(match[1]), month, 1), _end(int(match[1]), month + 2)
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text):
        year, month, day = (int(part) if part else None for part in match.groups())
        if day and month:
            return date(year, month, day), date(year, month, day)
        return date(year, month or 1, 1), _end(year, month or 12)
    raise ValueError(f"no EDTF that we write: {text!r}")


def _end(year: int, month: int) -> date:
    """Return the last day of a month, counted on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(9999, 12, 31) if (year, month) == (9999, 12) else date(year + month // 12, month % 12 + 1, 1) - ONE
