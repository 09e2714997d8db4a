"""A CSV of a user's own register of actors in, its rows and what is wrong with others out."""

from __future__ import annotations

import csv
import re
from collections.abc import Container, Iterable
from datetime import date
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from dateline.errors import OptionsError
from dateline.records import ActorKind, OwnActor, Problem, Result
from dateline.resources import countries
from dateline.resources.places import key
from dateline.timeline import day_of

COLUMNS = ("id", "name", "aliases", "kind", "country", "sector", "parent", "from", "to")
# PLOVER's sectors, and the register's own for bodies between states.
SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO", "EUR",
)  # fmt: skip
ID = re.compile(r"[a-z]+:[^\s:@]+(?::[^\s:@]+)*")
WORDS = re.compile(r"\w+")


def load_register(path: str) -> Result[OwnActor]:
    """Read a register; a row that cannot be is left out, with a problem that names its line."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise OptionsError(
            f"{path}: cannot be read ({error.strerror}). Check that it is there and may be read."
        ) from error
    except UnicodeDecodeError as error:
        raise OptionsError(f"{path}: is no UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    reader = csv.DictReader(StringIO(text, newline=""), restkey="more")
    missing = {"name", "kind"} - set(reader.fieldnames or ())
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if missing or unknown:
        wrong = f"lacks {', '.join(sorted(missing))}" if missing else f"has {', '.join(sorted(unknown))}"
        raise OptionsError(
            f"{path}: its first line {wrong}. The columns are {','.join(COLUMNS)}; name and kind must be."
        )
    found: dict[str, OwnActor] = {}
    problems = []
    for row in reader:
        try:
            actor = _actor(row, found)
        except (OptionsError, ValueError) as error:
            message = f"{path}:{reader.line_num}: {error}. The row is left out."
            problems.append(Problem(code="run/bad-actor", stage="run", message=message, path=path))
        else:
            found[actor.id] = actor
    return Result(tuple(found.values()), tuple(problems))


def _actor(cells: dict[str, str | None], known: Container[str]) -> OwnActor:
    """Make an actor of one row, or say what is wrong with it; `known` are the ids on the lines before."""
    row = {name: value.strip() for name, value in cells.items() if isinstance(value, str)}
    if "more" in cells:
        raise OptionsError("there are more cells than columns; put names with a comma between quotation marks")
    if not row.get("name"):
        raise OptionsError("it has no name")
    id_ = row.get("id") or "own:" + "-".join(WORDS.findall(key(row["name"])))
    if id_ in known:
        raise OptionsError(f"the id {id_!r} stands on a line before")
    if not ID.fullmatch(id_):
        raise OptionsError(f"{id_!r} is no id; write one as group:my-group or organ:KEN:MIL:my-unit")
    country = row.get("country", "").upper()
    if country and country not in countries.countries():
        raise OptionsError(f"no country has the code {country!r}; use three letters of ISO 3166-1, as KEN")
    first, last = row.get("from", ""), row.get("to", "")
    return OwnActor(
        id=id_,
        name=row["name"],
        aliases=tuple(filter(None, (one.strip() for one in row.get("aliases", "").split("|")))),
        kind=ActorKind(_of(row.get("kind", "").lower(), [kind.value for kind in ActorKind], "kind")),
        country=country or None,
        sector=_of(row["sector"].upper(), SECTORS, "sector") if row.get("sector") else None,
        parent=_parent(row.get("parent", "")),
        first=_day(first, last=False),
        last=_day(last, last=True),
    )


def _of(value: str, known: Iterable[str], what: str) -> str:
    listed = list(known)
    if value in listed:
        return value
    near = get_close_matches(value, listed, n=1)
    hint = f"the nearest is {near[0]!r}" if near else f"use one of {', '.join(listed)}"
    raise OptionsError(f"no {what} is called {value!r}; {hint}")


def _parent(told: str) -> str | None:
    if not told:
        return None
    if told.upper() in countries.countries():
        return f"state:{told.upper()}"
    if not ID.fullmatch(told):
        raise OptionsError(f"{told!r} is no id of a parent; write one as state:KEN or group:my-group")
    return told


def _day(told: str, *, last: bool) -> date | None:
    try:
        return day_of(told, last=last) if told else None
    except OptionsError as error:
        raise OptionsError(str(error).rstrip(".").partition(". ")[0]) from error
