"""Mentions and what a person set right of them in, the same mentions with that out.

Nothing stored changes: a person's word is laid over what was read each time that events are made, and what was read
stands beside it. The person names days as an Extended Date/Time (ISO 8601-2), places by name or GeoNames id, actors by
name or id; whom an actor's name means is settled when it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from difflib import get_close_matches

from dateline.errors import OptionsError
from dateline.records import (
    SAID,
    Basis,
    Candidate,
    Correctable,
    Correction,
    Mention,
    Modality,
    Participant,
    Polarity,
    Precision,
    Role,
    Stance,
    Step,
    Stretch,
    When,
    Where,
    edtf,
    kilometres,
)
from dateline.resolve.senses import SIZE, Sense, named, senses
from dateline.resources import countries, kinds

NONE = "none"  # the kind of what has none, the side that nobody is on
SIDES = {Correctable(role.value): role for role in Role}
NEAR = 161.0  # km, between places of one name that are the same for a reader
LONGEST = 200  # letters of an actor's name
LISTED = 5  # places of one name that are told apart in an error
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_PRECISIONS = {len("2020-01-31"): Precision.DAY, len("2020-01"): Precision.MONTH, len("2020"): Precision.YEAR}


def set_right(mentions: Iterable[Mention], said: Iterable[Correction]) -> tuple[Mention, ...]:
    """Lay what people said over mentions, the last word on each field; what is no event is left out."""
    last: dict[str, dict[Correctable, Correction]] = {}
    for one in said:
        last.setdefault(one.mention, {})[one.field] = one
    return tuple(
        _laid(mention, last[mention.id]) if mention.id in last else mention
        for mention in mentions
        if Correctable.NOT_AN_EVENT not in last.get(mention.id, ())
    )


def check(field: Correctable, value: str) -> None:
    """Raise where a value is none of a field, and say what to write."""
    if field is Correctable.WHEN:
        days(value)
    elif field is Correctable.WHERE:
        place(value)
    elif field is Correctable.KIND:
        kind(value)
    elif field is Correctable.MODALITY:
        modality(value)
    elif field in SIDES:
        people(field, value)
    elif value:
        raise OptionsError(f"{field}: takes no value, got {value!r}.")


def days(value: str) -> Stretch:
    """Read a day, month, year, or an interval of two; an end left out is not known.

    >>> days("2020-01/2020-02-03")
    Stretch(earliest=datetime.date(2020, 1, 1), latest=datetime.date(2020, 2, 4))
    """
    first, interval, last = (part.strip() for part in value.strip().partition("/"))
    start, end = (_whole(first, value), _whole(last if interval else first, value))
    found = Stretch(start.earliest, end.latest)
    if found == Stretch():
        raise OptionsError(f"when: {value!r} names no day. {_DAYS}")
    if found.empty:
        raise OptionsError(f"when: {value!r} runs backward. Write the earlier day first.")
    return found


_DAYS = "Write it as 2020-01-03, 2020-01, 2020, or from one to another as 2020-01-01/2020-01-05."


def _whole(text: str, value: str) -> Stretch:
    """Return the days of a day, a month or a year; none of an end left out."""
    if text in {"", ".."}:
        return Stretch()
    match = _DAY.fullmatch(text)
    year, month, day = (int(part) if part else None for part in match.groups()) if match else (0, None, None)
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
        if day is not None:
            last = first + timedelta(days=1)
        else:
            last = date(first.year + 1, 1, 1) if month in {None, 12} else date(first.year, first.month + 1, 1)
    except (ValueError, OverflowError) as error:
        raise OptionsError(f"when: {value!r} is no date. {_DAYS}") from error
    return Stretch(first, last)


def place(value: str) -> Sense:
    """Return the place of a GeoNames id, or of a name that means one place above all; a country may stand behind it.

    A name means the place that has ten times the weight in people of the next one elsewhere.

    >>> place("Nairobi").country, place("Lexington, USA").id == place("4297983").id
    ('KEN', True)
    """
    asked = value.strip()
    if asked.isdecimal():
        found = named(asked)
        if found is None:
            raise OptionsError(f"where: no place here has the GeoNames id {asked}. Look it up on geonames.org.")
        return found
    ranked = sorted(_meant(asked[:1].upper() + asked[1:]), key=lambda sense: -sense.weight)
    if not ranked:
        raise OptionsError(
            f"where: the gazetteer knows no place {value!r}. Write its name as 'Erbil' or 'Erbil, Iraq', or its "
            "GeoNames id."
        )
    rivals = [one for one in ranked[1:] if ranked[0].weight - one.weight < SIZE and _elsewhere(ranked[0], one)]
    if rivals:
        listed = "; ".join(f"{_title(one)}: {one.id}" for one in (ranked[0], *rivals)[:LISTED])
        raise OptionsError(f"where: {value!r} may be several places. Write the GeoNames id of one: {listed}.")
    return ranked[0]


def _meant(asked: str) -> Sequence[Sense]:
    whole = senses(asked)
    name, comma, country = (part.strip() for part in asked.rpartition(","))
    if whole or not comma:
        return whole
    inside = {country.upper()} & countries.countries().keys() or set(countries.by_name(country))
    return [one for one in senses(name) if one.country in inside]


def _elsewhere(one: Sense, other: Sense) -> bool:
    if one.point and other.point:
        return kilometres(one.point, other.point) > NEAR
    return one.id != other.id and one.country != other.country


def _title(sense: Sense) -> str:
    division = sense.division[1] if sense.division and sense.division[1].isalpha() else ""
    return ", ".join(filter(None, (f"{sense.name} ({sense.precision})", division, sense.country)))


def kind(value: str) -> tuple[str, str]:
    """Return a kind and its mode of KIND, KIND/mode or "none".

    >>> kind("protest/strike"), kind("none")
    (('PROTEST', 'strike'), ('', ''))
    """
    name, _, mode = (part.strip() for part in value.partition("/"))
    if (name.lower(), mode) == (NONE, ""):
        return "", ""
    told = f"{name.upper()}/{mode.lower()}" if mode else name.upper()
    known = kinds.names()
    if told not in known:
        near = get_close_matches(told, sorted(known), n=1)
        others = sorted(one for one in known if "/" not in one)
        hint = f"Did you mean {near[0]}?" if near else f"Write one of {', '.join(others)}, or none."
        raise OptionsError(f"kind: no kind of event is called {value!r}. {hint}")
    return name.upper(), mode.lower()


def modality(value: str) -> Modality:
    """Return the modality of a word."""
    try:
        return Modality(value.strip().lower())
    except ValueError as error:
        raise OptionsError(f"modality: {value!r} is none. Write one of {', '.join(Modality)}.") from error


def people(field: Correctable, value: str) -> tuple[str, ...]:
    """Return the names and ids of who is on a side, parted by semicolons; "none" is nobody.

    >>> people(Correctable.BY, "Iran; the Wardens"), people(Correctable.TO, "none")
    (('Iran', 'the Wardens'), ())
    """
    names = tuple(dict.fromkeys(" ".join(name.split()) for name in value.split(";") if name.strip()))
    if not names:
        raise OptionsError(
            f"{field}: {value!r} names nobody. Write a name or an id, several parted by semicolons, or none."
        )
    if len(long := max(names, key=len)) > LONGEST:
        raise OptionsError(f"{field}: a name of {len(long)} letters is none. Part names by semicolons.")
    return () if [name.lower() for name in names] == [NONE] else names


def _laid(mention: Mention, said: Mapping[Correctable, Correction]) -> Mention:
    corrected = tuple(replace(one, before=_read(mention, one.field)) for one in said.values())
    for one in corrected:
        mention = _LAID[one.field](mention, one)
    return replace(mention, corrected=corrected)


def _read(mention: Mention, field: Correctable) -> str:
    """Say what was read of a field."""
    if field is Correctable.WHEN:
        return mention.when.edtf or "undated"
    if field is Correctable.WHERE:
        return mention.where.name if mention.where else "no place"
    if field is Correctable.KIND:
        return f"{mention.kind or NONE}{f'/{mention.mode}' if mention.mode else ''}"
    if field in SIDES:
        return "; ".join(one.name for one in mention.roles if one.role is SIDES[field]) or "nobody"
    return mention.modality.value


def _reason(one: Correction) -> str:
    return ": ".join(filter(None, (SAID, one.words())))


def _with_days(mention: Mention, one: Correction) -> Mention:
    told = days(one.value)
    text = edtf(told.earliest, told.last)
    steps = (Step(SAID, one.words()), Step("read before that", one.before), *mention.when.steps)
    return replace(
        mention,
        when=When(
            earliest=told.earliest,
            latest=told.latest,
            precision=_PRECISIONS.get(len(text or ""), Precision.INTERVAL),
            edtf=text,
            steps=steps,
            basis=Basis.PERSON,
        ),
    )


def _with_place(mention: Mention, one: Correction) -> Mention:
    sense, old = place(one.value), mention.where
    latitude, longitude = sense.point or (None, None)
    others: tuple[Candidate, ...] = ()
    if old is not None and old.id != sense.id:
        id_ = f"geonames:{old.id}" if old.id else old.name
        others = (Candidate(id=id_, name=old.name, score=0, reason=old.reason), *old.runners_up)
    return replace(
        mention,
        where=Where(
            # A place that no words tell stands by the act's own.
            span=old.span if old else mention.place or mention.trigger,
            name=sense.name,
            id=sense.id,
            country=sense.country,
            latitude=latitude,
            longitude=longitude,
            radius=sense.radius,
            precision=sense.precision,
            runners_up=others,
            reason=_reason(one),
        ),
    )


def _with_kind(mention: Mention, one: Correction) -> Mention:
    name, mode = kind(one.value)
    return replace(
        mention,
        kind=name,
        mode=mode,
        kind_rule=_reason(one),
        kind_score=None,
        kind_runner_up="",
        kind_runner_up_score=None,
    )


def _with_modality(mention: Mention, one: Correction) -> Mention:
    told = modality(one.value)
    if told is not Modality.ASSERTED:
        return replace(mention, modality=told)
    by_source = _positive(mention.by_source) if mention.by_source else None
    return replace(
        mention, modality=told, negated=False, by_narrator=_positive(mention.by_narrator), by_source=by_source
    )


def _with_side(mention: Mention, one: Correction) -> Mention:
    role = SIDES[one.field]
    old = [told for told in mention.roles if told.role is role]
    before = tuple(told.link.target for told in old if told.link)
    new = (
        Participant(
            role=role,
            # An actor whom no words tell stands by the act's own.
            span=old[0].span if old else mention.trigger,
            name=link.target.name,
            rule=SAID,
            link=replace(
                link,
                target=replace(link.target, reason=_reason(one)),
                runners_up=tuple(other for other in before if other.id != link.target.id),
            ),
        )
        for link in one.who
    )
    return replace(mention, roles=(*(told for told in mention.roles if told.role is not role), *new))


def _positive(stance: Stance) -> Stance:
    return replace(stance, polarity=Polarity.POSITIVE) if stance.polarity is Polarity.NEGATIVE else stance


_LAID = {
    Correctable.WHEN: _with_days,
    Correctable.WHERE: _with_place,
    Correctable.KIND: _with_kind,
    Correctable.MODALITY: _with_modality,
    **dict.fromkeys(SIDES, _with_side),
}
