"""What merging compares of a mention, worked out once: a report and its mentions in, facts out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from dateline.merge.acts import classes
from dateline.merge.converses import End, ends
from dateline.merge.parties import Party, best, party_of
from dateline.merge.terms import DECISION
from dateline.merge.undertakings import purpose
from dateline.merge.words import RAREST, WORD, Bag, bag, likeness, stem, weigh, weighed, weights
from dateline.records import Mention, Order, Report, Role, When

TOPIC = 4  # stems of a report, by frequency here and rarity elsewhere, that say what it is on
WINDOW = 160  # characters on each side of a trigger that make its context
DEFINITE = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|their|its)|['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.I)
ANOTHER = re.compile(r"\b(?:another|previous|earlier|further|separate|similar)(?:\s+[\w-]+){0,2}\s+$", re.I)
BOTH = (Role.BY, Role.TO)
HABIT = re.compile(
    r"""\b(?:regularly|routinely|usually|normally|typically|often|frequently|always|generally|annually|periodically
    |(?:every|each)\ (?:other\ |second\ )?(?:day|night|morning|evening|week|weekend|month|year|summer|winter|spring
    |autumn|(?:mon|tues|wednes|thurs|fri|satur|sun)day)
    |(?:once|twice|times)\ (?:a|an|per|each|every)\ (?:day|week|month|year)
    |on\ (?:mon|tues|wednes|thurs|fri|satur|sun)days)\b""",
    re.I | re.X,
)
MANY = re.compile(r"[\w-]+(?:[^\Wsiu]s|ies)")  # a noun in the plural: no process, crisis or census
LONG = 60  # days in which acts told in the plural are many
COMPLEMENT = re.compile(r"\s+(?:on|against|of|by|in|at|near|over|that|which|who|from|into|to)((?:\s+[\w'’-]+){1,3})")


Sides = Mapping[Role, tuple[Party, ...]]


@dataclass(frozen=True, eq=False)
class Facts:
    """A mention with what is compared of it; what only pairs need is worked out when it is asked for."""

    mention: Mention
    prose: Prose
    act: str
    classes: frozenset[str]
    parties: tuple[Party, ...]  # one for each participant of the mention
    sides: Sides  # both sides of a mutual act are on the first
    ends: Mapping[End, tuple[Role, ...]]  # of dealings that it tells one end of, with its roles as told from the other
    content: frozenset[str] = frozenset()  # classes of the acts that a decision is on: "voted to expel the envoy"
    rivals: int = 1  # how many acts of its class its report tells, itself among them

    @property
    def id(self) -> str:
        """Return the mention's id."""
        return self.mention.id

    @property
    def report(self) -> str:
        """Return the report's id."""
        return self.mention.report

    @property
    def told(self) -> str:
        """Return the report's date of publication as told, "" where it is not."""
        return self.prose.told

    @cached_property
    def own(self) -> str:
        """Return the stem of the act."""
        return stem(self.act)

    @cached_property
    def word(self) -> str:
        """Return the stem of the trigger."""
        word = self.mention.trigger.of(self.prose.text).split()
        return stem(word[0]) if word else self.own

    @property
    def weight(self) -> float:
        """Return how rare the act's word is."""
        return weights().get(self.own, RAREST)

    @property
    def nominal(self) -> bool:
        """Say whether a noun tells it."""
        return not self.mention.tense

    @cached_property
    def definite(self) -> bool:
        """Say whether it is a noun told as known."""
        return self.nominal and bool(self._before(DEFINITE))

    @cached_property
    def another(self) -> bool:
        """Say whether it is told as one more: "an earlier attack"."""
        return self.nominal and bool(self._before(ANOTHER))

    @cached_property
    def habit(self) -> bool:
        """Say whether it is told as done again and again: "the group regularly meets", "attacks since 2016"."""
        if self.nominal:
            return bool(MANY.fullmatch(self.mention.trigger.of(self.prose.text))) and _is_long(self.mention.when)
        return bool(HABIT.search(self.mention.clause.of(self.prose.text)))

    @property
    def after(self) -> tuple[str, ...]:
        """Return the mentions that its report says, by an order word, came before it: "in retaliation for the raid"."""
        return tuple(
            link.mention
            for link in self.mention.times
            if link.mention and link.order is Order.AFTER and link.rule.startswith('"')
        )

    @cached_property
    def described(self) -> Mapping[str, float]:
        """Return a noun's own words that say which act it is: "the drone strike on Goma"."""
        if not self.nominal:
            return {}
        before = self._before(DEFINITE)
        after = COMPLEMENT.match(self.prose.text, self.mention.trigger.end)
        return _without(weigh(f"{before[0] if before else ''} {after[1] if after else ''}"), self.own)

    @cached_property
    def clause(self) -> Bag:
        """Return the words of its clause."""
        span = self.mention.clause
        return bag(_without(self.prose.weigh(span.start, span.end), self.own))

    @cached_property
    def context(self) -> Bag:
        """Return the words around it."""
        trigger = self.mention.trigger
        return bag(_without(self.prose.weigh(max(0, trigger.start - WINDOW), trigger.end + WINDOW), self.own))

    @cached_property
    def vector(self) -> NDArray[np.float32] | None:
        """Return the encoder's vector of length one, None where there is none."""
        if not self.mention.vector:
            return None
        vector = np.frombuffer(self.mention.vector, dtype=np.int8).astype(np.float32)
        return vector / (float(np.linalg.norm(vector)) or 1.0)

    def _before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = self.mention.trigger.start
        return pattern.search(self.prose.text, max(0, start - 60), start)


class Prose:
    """A report's own words, furniture left out, with their weights."""

    def __init__(self, report: Report) -> None:
        letters = list(report.text)
        for furniture in report.furniture:
            for place in range(furniture.span.start, min(furniture.span.end, len(letters))):
                letters[place] = " "
        self.text = "".join(letters)
        self.sketch = report.sketch
        self.told = report.published.value if report.published else ""

    @cached_property
    def words(self) -> Bag:
        """Return the weighted words of the whole text."""
        return bag(weigh(self.text))

    def weigh(self, start: int, end: int) -> dict[str, float]:
        """Return what `words.weigh` does of a stretch of the text; a word that it cuts counts as what is left of it."""
        ends, starts, words = self._words
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        if first >= last:
            return {}
        cut = "" if start <= starts[first] else self.text[start : min(end, ends[first])]
        over = "" if ends[last - 1] <= end else self.text[max(start, starts[last - 1]) : end]
        whole = words[first + bool(cut) : last - bool(over)]
        found = dict(filter(None, whole))
        return found | weigh(f"{cut} {over}") if cut or over else found

    @cached_property
    def _words(self) -> tuple[list[int], list[int], list[tuple[str, float] | None]]:
        """Return where words end and begin, and what they are and weigh, None for those that weigh nothing."""
        found = list(WORD.finditer(self.text))
        words = [weighed(match[0]) for match in found]
        return [match.end() for match in found], [match.start() for match in found], words

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """Return the stems that the report is on."""
        known = self.words.words
        often = Counter(map(stem, WORD.findall(self.text)))
        return tuple(sorted(known, key=lambda word: (-known[word] * often[word], word))[:TOPIC])


def facts(mentions: Sequence[Mention], prose: Mapping[str, Prose]) -> list[Facts]:
    """Work out the facts of mentions, in the same order."""
    known: dict[tuple[object, ...], Party] = {}
    found = [_facts(mention, prose[mention.report], known) for mention in mentions]
    often = Counter((one.report, name) for one in found for name in one.classes)
    inside = _contents(found)
    rivals = [max(often[one.report, name] for name in one.classes) for one in found]
    return [
        replace(one, rivals=many, content=inside.get(one.id, frozenset())) if many > 1 or one.id in inside else one
        for one, many in zip(found, rivals, strict=True)
    ]


def _is_long(when: When) -> bool:
    return bool(when.earliest and when.latest and (when.latest - when.earliest).days > LONG)


def _contents(found: Sequence[Facts]) -> dict[str, frozenset[str]]:
    """Return for each decision the classes of the verbs behind it in its clause: a noun there may be what led to it."""
    verbs: dict[str, list[Facts]] = defaultdict(list)
    for one in found:
        if not one.nominal:
            verbs[one.report].append(one)
    inside: dict[str, frozenset[str]] = {}
    for one in found:
        if DECISION in one.classes:
            first, last = one.mention.trigger.end, one.mention.clause.end
            content = (verb.classes for verb in verbs[one.report] if first <= verb.mention.trigger.start < last)
            inside[one.id] = frozenset().union(*content)
    return inside


def _facts(mention: Mention, prose: Prose, known: dict[tuple[object, ...], Party]) -> Facts:
    act = mention.act.lower()
    parties = tuple(party_of(participant, known) for participant in mention.roles)
    across = ends(mention, prose.text)
    return Facts(
        mention=mention,
        prose=prose,
        act=act,
        classes=classes(act) | {end.dealing for end in across} | purpose(act, prose.text, mention.trigger.end),
        parties=parties,
        sides=sides(parties, [participant.role for participant in mention.roles]),
        ends=across,
    )


def sides(parties: Sequence[Party], roles: Sequence[Role]) -> Sides:
    """Put parties on the sides of their roles; both sides of a mutual act are on the first."""
    found: dict[Role, tuple[Party, ...]] = {}
    for party, role in zip(parties, roles, strict=True):
        on = Role.BY if role is Role.WITH else role
        found[on] = (*found.get(on, ()), party)
    return found


def _without(words: dict[str, float], own: str) -> dict[str, float]:
    words.pop(own, None)
    return words


def facing(left: Facts, right: Facts) -> tuple[Sides, Sides]:
    """Return the sides of two mentions as one end of a dealing has them, where each may tell its own end."""
    for one, other in product(left.ends, right.ends) if left.ends and right.ends else ():
        if one.dealing == other.dealing and one.far != other.far:
            there, here = sides(left.parties, left.ends[one]), sides(right.parties, right.ends[other])
            if one not in right.ends:
                return (there, right.sides) if one.far else (left.sides, here)
            # Either side can be told first ("met"): what fits best is meant, and of equals what has who acts in common.
            return max(product((left.sides, there), (right.sides, here)), key=_fit)
    return left.sides, right.sides


def told_roles(one: Facts, beside: Facts) -> Sequence[Role]:
    """Return the roles of a mention's participants as they are from the end of a dealing that another tells."""
    plain = [participant.role for participant in one.mention.roles]
    for end, across in one.ends.items():
        if End(end.dealing, not end.far) in beside.ends:
            either = end in beside.ends
            ways = (plain, across) if either else (across,)
            return max(ways, key=lambda way: _fit((beside.sides, sides(one.parties, way))))
    return plain


def _fit(facing: tuple[Sides, Sides]) -> tuple[float, float]:
    by, to = (best(facing[0].get(role, ()), facing[1].get(role, ())) for role in BOTH)
    return by + to, by


def side(left: Facts, right: Facts, role: Role) -> float:
    """Compare the parties of one role: the best likeness of any two, 0 where a side tells nobody."""
    one, other = facing(left, right)
    return best(one.get(role, ()), other.get(role, ()))


def subject(left: Prose, right: Prose) -> float:
    """Say how far two texts are on one subject."""
    return likeness(left.words, right.words)
