"""The features of a pair of mentions: two facts in, a row of numbers that can be explained out."""

from __future__ import annotations

from dateline.merge.aspect import Aspect, aspect
from dateline.merge.facts import Facts, Prose, Sides, alike, anyone, facing, side, subject, turned
from dateline.merge.parties import Party, meet
from dateline.merge.synonyms import near
from dateline.merge.words import likeness, overlap
from dateline.records import ActorKind, Modality, PlacePrecision, Precision, Role, When, Where

# What the trained part sees. ECB+ has no publication dates, so time and place are weighed by hand in score.py.
LEARNED = (
    "act_equal",
    "act_class",
    "act_weight",
    "word_prefix",
    "kind",
    "mode",
    "cosine",
    "by",
    "to",
    "about",
    "anyone",
    "turned",
    "clause_words",
    "context_words",
    "same_report",
    "distance",
    "subject",
    "modality",
    "negated",
    "nominal",
    "definite",
    "numbers",
    "near",
    "only",
    "opening",
)
WEIGHED = ("gap_days", "soft_gap", "same_days", "place", "copies", "said_same", "once", "result", "taken_up")
NAMES = LEARNED + WEIGHED
UNREAL = frozenset((Modality.PLANNED, Modality.POSSIBLE, Modality.CONDITIONAL, Modality.DEMANDED))
BLOWS = frozenset(("strike", "bomb", "shoot", "fire"))  # classes of resources/kinds/classes.tsv, or lemmas
DEATHS = frozenset(("kill", "die"))
HARMS = frozenset(("kill", "wound", "die"))
ALIKE = 0.6  # likeness from which two parties may be one
SAME = 0.9  # likeness from which two parties are one identity or one name
DECIDED = 0.75  # that two decisions of one body on like acts are one
NARROW = 3  # days; a time this narrow is told, not bounded
SHARED = 0.5  # of a noun's own words that stand in the clause of an act it points back to
OPENING = 2  # sentences that are a report's title and lead
FINE = frozenset((PlacePrecision.ADDRESS, PlacePrecision.PLACE, PlacePrecision.DISTRICT))


class Pairs:
    """Works out the features of pairs; likeness of whole texts is kept, since many pairs share it."""

    def __init__(self, prose: dict[str, Prose]) -> None:
        self.prose = prose
        self._subjects: dict[tuple[str, str], tuple[float, float]] = {}

    def texts(self, left: str, right: str) -> tuple[float, float]:
        """Return how far two reports are on one subject, and how far one text."""
        key = (left, right) if left < right else (right, left)
        if key not in self._subjects:
            one, other = self.prose[key[0]], self.prose[key[1]]
            self._subjects[key] = (1.0, 1.0) if left == right else (subject(one, other), alike(one, other))
        return self._subjects[key]

    def row(self, left: Facts, right: Facts) -> tuple[float, ...]:
        """Return the features of one pair, in the order of NAMES."""
        one, other = left.mention, right.mention
        same_report = left.report == right.report
        on_subject, copied = self.texts(left.report, right.report)
        gap, same_days = days(one.when, other.when)
        firm = not (one.when.bounded or other.when.bounded)
        return (
            float(left.act == right.act),
            float(not left.classes.isdisjoint(right.classes)),
            min(left.weight, right.weight) if left.act == right.act else 0.0,
            prefix(left, right),
            kind(left, right),
            agree(one.mode, other.mode),
            float(left.vector @ right.vector) if left.vector is not None and right.vector is not None else 0.0,
            side(left, right, Role.BY),
            side(left, right, Role.TO),
            side(left, right, Role.ABOUT),
            anyone(left, right),
            turned(left, right),
            likeness(left.clause, right.clause),
            likeness(left.context, right.context),
            float(same_report),
            min(abs(one.sentence - other.sentence), 10.0) if same_report else 10.0,
            on_subject,
            modality(one.modality, other.modality),
            float(one.negated != other.negated),
            float(left.nominal) + float(right.nominal),
            float(left.definite) + float(right.definite),
            numbers(left, right),
            near(left.act, right.act),
            only(left, right),
            float(one.sentence < OPENING) + float(other.sentence < OPENING),
            gap if firm else 0.0,
            0.0 if firm else gap,
            same_days,
            place(one.where, other.where),
            copied if not same_report else 0.0,
            said_same(left, right),
            once(left, right),
            result(left, right),
            taken_up(left, right),
        )


def prefix(left: Facts, right: Facts) -> float:
    """Say how much of the longer trigger the two share from the start: "strike" and "striking"."""
    shared = 0
    for one, other in zip(left.word, right.word, strict=False):
        if one != other:
            break
        shared += 1
    return shared / (max(len(left.word), len(right.word)) or 1)


def agree(left: str, right: str) -> float:
    """Return 1 for equal labels, -1 for different ones, 0 where either is missing."""
    if not left or not right:
        return 0.0
    return 1.0 if left == right else -1.0


def kind(left: Facts, right: Facts) -> float:
    """Compare the PLOVER types, as far as the words are not of one class: "halt" a drill, "suspend" trade."""
    agreed = agree(left.mention.kind, right.mention.kind)
    return agreed if left.classes.isdisjoint(right.classes) else max(agreed, 0.0)


def modality(left: Modality, right: Modality) -> float:
    """Return 1 for one modality, -1 where one tells a deed and the other a plan, 0 else."""
    if left is right:
        return 1.0
    return -1.0 if (left in UNREAL) != (right in UNREAL) else 0.0


def numbers(left: Facts, right: Facts) -> float:
    """Return 1 where a count of one thing is equal, -1 where it differs, 0 where none is shared."""
    found = 0.0
    for one in left.mention.numbers:
        for other in right.mention.numbers:
            if one.what == other.what:
                if (one.low, one.high) == (other.low, other.high):
                    return 1.0
                found = -1.0
    return found


def only(left: Facts, right: Facts) -> float:
    """Return 1 where each of the two is the only act of its class in its report, less the more there are."""
    return 1.0 / max(left.rivals, right.rivals)


def exact(when: When) -> bool:
    """Say whether a time is told by a phrase to within a few days."""
    return bool(
        when.earliest
        and when.latest
        and not when.bounded
        and when.precision in {Precision.DAY, Precision.MINUTE, Precision.INTERVAL, Precision.WEEK}
        and (when.latest - when.earliest).days <= NARROW
    )


def days(left: When, right: When) -> tuple[float, float]:
    """Return the days between two times (0 where they may be one), and 1 where both name the same few days."""
    if not left.may_equal(right):
        early, late = (left, right) if _before(left, right) else (right, left)
        assert early.latest is not None  # noqa: S101 - two times that cannot be one have these ends
        assert late.earliest is not None  # noqa: S101
        return float(min((late.earliest - early.latest).days + 1, 60)), 0.0
    return 0.0, float(exact(left) and exact(right))


def _before(left: When, right: When) -> bool:
    return bool(left.latest and right.earliest and left.latest <= right.earliest)


def place(left: Where | None, right: Where | None) -> float:
    """Return 1 for one fine place, .3 for one country, -1 for other countries or other fine places, 0 for unknown."""
    if left is None or right is None:
        return 0.0
    if left.id and left.id == right.id:
        return 1.0 if left.precision in FINE else 0.3
    if left.country and right.country and left.country != right.country:
        return -1.0
    if left.precision in FINE and right.precision in FINE and left.id and right.id:
        return -0.5  # a village near the town that another report names is often the same place
    return 0.2 if left.country and left.country == right.country else 0.0


def said_same(left: Facts, right: Facts) -> float:
    """Return 1 where two accounts name the same source nearest to the event."""
    one, other = left.mention.attribution.hops, right.mention.attribution.hops
    return float(bool(one and other and one[-1].name.casefold() == other[-1].name.casefold()))


def once(left: Facts, right: Facts) -> float:
    """Return 1 for an act that one known person can do or suffer but once, .5 for one that must be undone first.

    A body decides a matter once, in whatever words: it votes to do a thing, or passes a resolution that asks for it.
    """
    if left.classes.isdisjoint(right.classes):
        return 0.0
    if not left.content.isdisjoint(right.content) and side(left, right, Role.BY) >= SAME:
        return DECIDED
    lasts = {aspect(left.act), aspect(right.act)}
    if not lasts <= {Aspect.EVER, Aspect.UNDONE}:
        return 0.0
    shared = same_bodies(left, right)
    if lasts == {Aspect.EVER} and any(party.kind is ActorKind.PERSON for party in shared):
        return 1.0
    return 0.5 if shared else 0.0


def same_bodies(left: Facts, right: Facts) -> list[Party]:
    """Return the known persons and bodies both are told of: those acted on where told, else those who act."""
    one, other = map(_told_of, facing(left, right))
    return [a for a in one if any(meet(a, b) >= SAME for b in other)]


def _told_of(sides: Sides) -> list[Party]:
    for role in (Role.TO, Role.BY):
        if known := [party for party in sides.get(role, ()) if party.id]:
            return known
    return []


def result(left: Facts, right: Facts) -> float:
    """Return 1 where one act is the blow and the other what it did, told in one sentence; .5 for deaths elsewhere."""
    blow = (left, right) if left.classes & BLOWS else (right, left)
    if not (blow[0].classes & BLOWS and blow[1].classes & HARMS) or left.classes & right.classes:
        return 0.0
    near = left.report == right.report and left.mention.sentence == right.mention.sentence
    if near:
        return 1.0
    return 0.5 if blow[1].classes & DEATHS else 0.0


def taken_up(left: Facts, right: Facts) -> float:
    """Return 1 where the later of two acts of a report is a noun that points back, as "the strike" does.

    A noun that says by words of its own which act it is points back only where most of them stand in the other's
    clause; two such nouns without a word in common are two acts (-1): "the drone strike", "the missile attack on Goma".
    """
    early, late = sorted((left, right), key=lambda one: one.mention.trigger.start)
    if left.report != right.report or not late.definite:
        return 0.0
    if not late.described or overlap(late.described, early.clause.words) >= SHARED:
        return 1.0
    return -1.0 if early.described and late.described.keys().isdisjoint(early.described) else 0.0
