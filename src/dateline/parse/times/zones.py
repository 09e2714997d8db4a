"""Names of time zones behind a clock time, and two clock times that tell one moment: "03:00 (00:00 GMT)"."""

from __future__ import annotations

import re

from dateline.parse.times.rule import Found
from dateline.records import TimeType
from dateline.resources import zones

_ABBREVIATIONS = "|".join(map(re.escape, zones.abbreviations()))
_PLACE = r"(?:U\.[SK]\. |US |UK )?[A-Z][\w’'-]+\.?(?: [A-Z][\w’'-]+){0,2}|U\.?[KS]\.?|UAE"
ZONE = (
    rf"(?:(?:GMT|UTC)(?: ?[+−–-] ?\d{{1,2}}(?::?[0-5]\d)?)?\b|(?-i:(?:the )?(?:{_ABBREVIATIONS})\b"
    rf"|(?:{_PLACE}) [Tt]ime\b|(?:Eastern|Central|Mountain|Pacific)\b(?! [A-Z]))|(?:the )?local time)"
)
_BETWEEN = re.compile(r" ?[(\[/] ?| ?(?:,|or|, or) ")
_TIME = re.compile(r"\btime:(\d\d:\d\d)")
_WEEKDAY = re.compile(r"\bweekday:\d")


def zone(words: str) -> str:
    """Write a zone as told in the form language.

    >>> zone("Baghdad time"), zone("the local time"), zone("GMT+3")
    (' zone:Baghdad', ' zone:local', ' zone:GMT+3')
    """
    name = re.sub(r"^the | time$", "", words.strip(), flags=re.IGNORECASE)
    if re.match(r"(?:GMT|UTC)\b", name, re.IGNORECASE):
        name = name.upper().replace("−", "-").replace("–", "-").replace(" ", "")
    return f" zone:{'local' if name.lower() == 'local' else name.replace(' ', '_')}"


def twinned(found: list[Found], text: str) -> list[Found]:
    """Join two clock times of one moment, the second as `as:`: one of the two names its zone or "local time"."""
    out: list[Found] = []
    for one in found:
        out.append(one)
        while len(out) > 1 and (twin := _twin(out[-2], out[-1], text)):
            out[-2:] = [twin]
    return out


def _twin(left: Found, right: Found, text: str) -> Found | None:
    first, second = _TIME.search(left.form), _TIME.search(right.form)
    between = text[left.end : right.start]
    if not (first and second and _BETWEEN.fullmatch(between)) or "as:" in left.form:
        return None
    told = {side: _zone_of(side) for side in (left, right)}
    if not told[right] or told[left] == told[right] or _apart(left.form, right.form):
        return None
    end = right.end
    if between.strip() in {"(", "["}:
        close = re.match(r" ?[)\]]", text[end:])
        if not close:
            return None
        end += close.end()
    # The day told is that of the clock that it stands beside.
    main, other, clock = (left, right, second) if not _has_day(right) or _has_day(left) else (right, left, first)
    form = f"{main.form} as:{clock[1]}/{told[other] or 'local'}" if "as:" not in main.form else main.form
    return Found(left.start, end, TimeType.TIME, form, f"{left.rule}+{right.rule}")


def _zone_of(found: Found) -> str:
    told = re.search(r"\bzone:(\S+)", found.form)
    return told[1] if told else ""


def _has_day(found: Found) -> bool:
    return not found.form.startswith("time:")


def _apart(left: str, right: str) -> bool:
    """Say whether both tell a weekday, and ones that no two clocks can show at one moment."""
    days = [int(match[0][-1]) for form in (left, right) if (match := _WEEKDAY.search(form))]
    return len(days) == 2 and (days[1] - days[0]) % 7 not in {0, 1, 6}
