"""Days in, Extended Date/Time Format out (ISO 8601-2, levels 0 and 1: open and unknown ends, `~` for about)."""

from __future__ import annotations

import calendar
from datetime import date


def written(first: date | None, last: date | None, *, approximate: bool = False) -> str | None:
    """Write a stretch of days, both ends inside; an end that is not known is left out.

    >>> written(date(2020, 1, 1), date(2020, 1, 31)), written(None, date(2020, 1, 16))
    ('2020-01', '/2020-01-16')
    """
    mark = "~" if approximate else ""
    if first is None and last is None:
        return None
    if first is None or last is None:
        return f"{first or ''}/{last or ''}"
    if first == last:
        return f"{first}{mark}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}{mark}"
    month_end = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day == month_end:
        return f"{first.year:04}-{first.month:02}{mark}"
    return f"{first}{mark}/{last}{mark}"
