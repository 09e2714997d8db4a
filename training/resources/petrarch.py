"""Write tables of people in office and of bodies from PETRARCH2's actor dictionaries (MIT, Open Event Data Alliance).

    python -m training.resources.petrarch DICTIONARIES src/dateline/resources/actors

DICTIONARIES is the folder `petrarch2/data/dictionaries` of openeventdata/petrarch2. Out:
- `petrarch-people.tsv`: name, other spellings, country, PLOVER sector, terms in it as first day/last day. Of
  Phoenix.Countries.actors.txt are kept persons of two name parts and more whose role has dates and ends after 1984;
  mere surnames are not, nor what names a party or a ministry. Terms less than a quarter of a year apart are one. A role
  without an end ends with the source, on 2014-01-30.
- `petrarch-bodies.tsv`: id, kind, country, sector, name, other names. Of Phoenix.MilNonState.actors.txt armed groups
  with a word for a group in their name, of Phoenix.International.actors.txt international bodies, aid organisations and
  companies of 20 billion dollars of market value and more, which it tells.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dateline.resources import actors, countries
from dateline.resources.places import key

LAST = "2014-01-30"  # the source's own date
ROLE = re.compile(r"\[([A-Z]{3})([A-Z]{3})?[A-Z]*\s*([<>]?)\s*(\d{6,8})?(?:\s*-\s*(\d{6,8}))?\s*\]")
CODE = re.compile(r"\[\s*([A-Za-z]+)")
WORTH = re.compile(r"\$(\d+),(\d{3}),000,000")
FIRST = "1985"  # roles that ended before are left out
APART = 92  # days between two terms that are one
GROUP = re.compile(
    r"\b(?:brigades?|army|front|movement|organi[sz]ation|party|forces?|liberation|jihad|mujahid\w+|mujahed\w+|league|"
    r"cells?|nucle\w+|faction|resistance|union|command|guards?|militia|battalion|squad|network|alliance|ansar|jaish|"
    r"jaysh|jamaat|lashkar|harakat|tigers|defenders|fighters|commandos?|corps|legion|vanguard|warriors)\b",
    re.I,
)
OFFICE = re.compile(
    r"\b(?:envoys?|peacekeepers?|chief|president|ministers?|secretary|spokes\w+|officials?|countries|nations|soldiers?|"
    r"troops|representatives?|ambassador|director|leaders?|members?|experts?|observers?|inspectors?|general|diplomats?|"
    r"workers?|staff|employees?|lawyers?|peacekeeping|commissioner)$",
    re.I,
)
LARGE = 20  # billions of dollars
SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})
GOVERNING = re.compile(r"GOV(MIL|LEG|JUD|SPY|COP)")
NO_PERSON = re.compile(
    r"\b(?:party|ministry|government|army|movement|council|committee|court|congress|senate|police|force|forces|front|of|"
    r"the|minister|president|king|queen|prince|sheikh|emir|general|office|department|agency|union|republic|assembly|"
    r"commission|authority|bank|embassy|palace|house|group|organization|guard|service|board|secretary|chancellor)\b"
)
SMALL = frozenset("of the and for in de la du des et to on al el y".split())
VAGUE = re.compile(r"^(?:people|youth|revolutionary|popular|workers|armed|free|new) \w+s?$")


class Entry(NamedTuple):
    """One block of a dictionary: its names, then its codes with their comments."""

    names: list[str]
    codes: str


def entries(path: Path) -> Iterator[Entry]:
    """Read a dictionary: a name at the margin, more behind `+`, codes in brackets on any line."""
    names: list[str] = []
    codes = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        words, _, _ = line.partition("#")
        name = words.partition("[")[0].strip()
        if not words.strip():
            continue
        if not line.startswith(("+", "\t", " ", "#")) and name:
            if names:
                yield Entry(names, codes)
            names, codes = [], ""
        if name:
            names.append(name.lstrip("+"))
        codes += line[line.find("[") :] if "[" in line else ""
    if names:
        yield Entry(names, codes)


def plain(name: str) -> str:
    """Return a name as news prints it: "ABU_SAYYAF_GROUP_(ASG)_" is "Abu Sayyaf Group"."""
    words = re.sub(r"\([^)]*\)?", " ", name).replace("_", " ").split()
    shown = [w.lower() if i and w.lower() in SMALL else _cased(w) for i, w in enumerate(words)]
    return " ".join(shown).strip(" ,.-")


def _cased(word: str) -> str:
    return "-".join(part if part[:1].islower() else part[:1] + part[1:].lower() for part in word.split("-"))


def day(told: str) -> str:
    """Return a date of six digits or eight as YYYY-MM-DD, "" where it is none.

    >>> day("991231"), day("20100702"), day("000101")
    ('1999-12-31', '2010-07-02', '2000-01-01')
    """
    if len(told) == 6:
        told = f"{'20' if int(told[:2]) <= 14 else '19'}{told}"
    if len(told) != 8 or not ("01" <= told[4:6] <= "12" and "01" <= told[6:] <= "31"):
        return ""
    return f"{told[:4]}-{told[4:6]}-{told[6:]}"


def people(path: Path) -> Iterator[tuple[str, ...]]:
    """Give each person once for each country and sector they served in, with their terms."""
    known = countries.countries()
    spellings: dict[tuple[str, str, str], list[str]] = {}
    terms: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for entry in entries(path):
        names = [name for name in dict.fromkeys(map(plain, entry.names)) if is_person(name)]
        for match in ROLE.finditer(entry.codes) if names else ():
            country, role, sign, first, last = match.groups()
            if country not in known or role not in SECTORS or not first or sign == "<":
                continue
            governs = GOVERNING.search(match[0])
            start, end = day(first), day(last) if last else LAST
            if start and end and start <= end and end >= FIRST:
                who = (names[0], country, governs[1] if governs else role)
                spellings.setdefault(who, []).extend(n for n in names[1:] if n not in spellings.get(who, ()))
                terms.setdefault(who, []).append((start, end))
    for (name, country, sector), told in terms.items():
        spans = "|".join("/".join(term) for term in joined(told))
        yield name, "|".join(spellings[name, country, sector]), country, sector, spans


def is_person(name: str) -> bool:
    """Say whether a name may be a person's: two parts and more, none of them a word for a body or an office."""
    parts = name.split()
    return len(parts) > 1 and not NO_PERSON.search(name.lower()) and all(p[:1].isalpha() for p in parts)


def joined(terms: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join terms that touch or nearly do.

    >>> joined([("2003-01-01", "2004-01-31"), ("2004-02-01", "2005-05-05"), ("2009-01-01", "2009-02-01")])
    [('2003-01-01', '2005-05-05'), ('2009-01-01', '2009-02-01')]
    """
    found: list[tuple[str, str]] = []
    for first, last in sorted(terms):
        if found and (_ordinal(first) - _ordinal(found[-1][1])) <= APART:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _ordinal(told: str) -> int:
    return date.fromisoformat(f"{told[:8]}{min(int(told[8:]), 28):02}").toordinal()


def bodies(folder: Path, registry: Path) -> Iterator[tuple[str, ...]]:
    """Give armed groups, international bodies, aid organisations and large companies that the register lacks."""
    known = countries.countries()
    own = own_names(registry)
    for entry in entries(folder / "Phoenix.MilNonState.actors.txt"):
        code = CODE.search(entry.codes)
        if code is not None and GROUP.search(plain(entry.names[0])):
            country = code[1][:3] if code[1][:3] in known else ""
            yield from _body(entry, "armed group", country=country, sector="REB", prefix="group", own=own)
    for entry in entries(folder / "Phoenix.International.actors.txt"):
        code = CODE.search(entry.codes)
        if code is None or "rulers" in entry.codes:
            continue
        country = code[1][3:6] if code[1][3:6] in known else ""
        if code[1].startswith("IGO") and "NGO_Actors" in entry.codes:
            yield from _body(entry, "international body", country="", sector="IGO", prefix="org", own=own)
        elif code[1].startswith("NGO"):
            yield from _body(entry, "other", country=country, sector="NGO", prefix="org", own=own)
        elif code[1].startswith("MNC"):
            worth = WORTH.search(entry.codes)
            if worth is not None and int(worth[1]) >= LARGE:
                yield from _body(entry, "other", country=country, sector="BUS", prefix="org", own=own)


def own_names(registry: Path) -> frozenset[str]:
    """Return the names of the register written by hand, which go before the source's."""
    rows = (line.split("\t") for line in registry.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(key(name) for row in rows for cell in row[4:] for name in cell.split("|"))


def _body(
    entry: Entry, kind: str, *, country: str, sector: str, prefix: str, own: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    names = [actors.without_form(plain(name)) for name in entry.names]
    least = 1 if sector == "BUS" else 2
    names = [n for n in dict.fromkeys(names) if len(n.split()) >= least and len(key(n)) > 4 and not VAGUE.match(key(n))]
    names = [
        n for n in names if not (countries.by_name(n) or countries.by_seat(n) or key(n) in own or OFFICE.search(n))
    ]
    if names:
        slug = "-".join(re.findall(r"\w+", key(names[0])))
        yield f"{prefix}:{slug}", kind, country, sector, names[0], "|".join(names[1:])


def write(path: Path, head: str, rows: Iterator[tuple[str, ...]]) -> int:
    """Write a table, each row once, in order; return how many."""
    found = sorted({"\t".join(row) for row in rows})
    path.write_text("\n".join((f"# {head}", *found)) + "\n", encoding="utf-8")
    return len(found)


def main() -> None:
    """Write both tables."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    made = "made by training/resources/petrarch.py from PETRARCH2's dictionaries (LICENSE-PETRARCH)"
    told = write(
        out / "petrarch-people.tsv",
        f"name, other spellings, country, sector, terms; {made}",
        people(source / "Phoenix.Countries.actors.txt"),
    )
    named = write(
        out / "petrarch-bodies.tsv",
        f"id, kind, country, sector, name, other names; {made}",
        bodies(source, out / "registry.tsv"),
    )
    sys.stdout.write(f"{told} roles of people, {named} bodies\n")


if __name__ == "__main__":
    main()
