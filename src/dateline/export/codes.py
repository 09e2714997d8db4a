"""One report's mentions in, PLOVER codes out: one of the 16 types, its mode, and who stands on the two sides.

A mention keeps the kind of its act whatever is said of its reality, so that a plan and the deed can be one event.
PLOVER codes the saying instead where a type of its own holds it (manual of 2023, 2.3 and the ambiguities of each type):
help that is promised is AGREE, a withdrawal that is announced CONCEDE, an attack that is announced THREATEN, what
somebody must do REQUEST, what somebody will not do REJECT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import ActorKind, Hop, Mention, Modality, Participant, Role
from dateline.resources.kinds import MEANING, PLOVER

HELPFUL = frozenset({"SUPPORT", "CONSULT", "COOPERATE", "AID", "AGREE"})
YIELDING = frozenset({"RETREAT", "CONCEDE"})
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"})
OWN = frozenset("her his its my our their".split())
SAID = frozenset({"REJECT", "REQUEST", "THREATEN"})  # their modes are of what is said
NEEDING = frozenset({"AID", "COOPERATE", "SANCTION"})  # a recipient, where only one side acts
WILLING = frozenset("offer offered offers pledged promised prepared ready willing".split())
FOILED = frozenset("thwarted thwarts foiled foils botched repelled repulsed".split())  # what was tried came to nothing
TRIED = frozenset("attempt attempted attempting attempts tried tries try trying".split())
IF = frozenset("if in provided should unless until whether".split())  # what a condition hangs on is not told
ASKED = {
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "RETREAT": "yield", "CONCEDE": "yield",
    "CONSULT": "meet", "AGREE": "meet",
}  # fmt: skip
THREATENED = {
    "arrest": "arrest", "deport": "expel", "expel": "expel", "seize": "territory",
    "ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations", "PROTEST": "relations",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One PLOVER event, and the mention and the rule that give it."""

    mention: str
    type: str
    mode: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    rule: str


def codes(mentions: Sequence[Mention], text: str) -> tuple[Code, ...]:
    """Return the codes of one report's mentions; what PLOVER leaves out has none.

    Left out are kinds that are ours, acts told as not done, acts that only fill another code ("demanded that it
    withdraw"), acts without any side, and an act told twice in one sentence.
    """
    found: list[tuple[int, Code]] = []
    filled = {mention.id: _filled(mention, mentions, text) for mention in mentions}
    for mention in mentions:
        if filled[mention.id] is not None:
            continue
        inside = [other for other in mentions if filled[other.id] == mention.id]
        code = _code(mention, inside, cue(mention, text))
        if code is None or not _whole(code, mention):
            continue
        if not any(sentence == mention.sentence and _repeats(code, other) for sentence, other in found):
            found.append((mention.sentence, code))
    return tuple(code for _, code in found)


def cue(mention: Mention, text: str) -> str:
    """Return the word that tells a mention's modality, in lower case."""
    return next((span.of(text).lower() for span in mention.stance.cues), "")


def coded(mention: Mention, cue: str = "") -> tuple[str, str, str]:
    """Return the type and mode under which PLOVER holds a mention, each "" where it does not, and the rule."""
    kind, mode, reality = mention.kind, mention.mode, mention.modality
    if reality is Modality.DEMANDED and (mention.attribution.hops or kind in PLOVER):
        return "REQUEST", ASKED.get(kind, "change"), f"{kind or mention.act} demanded"
    if kind not in PLOVER:
        return "", "", "not in PLOVER"
    refused = mention.negated and cue in {"not", "n't", "never", "no longer"} and mention.tense == "future"
    if refused and kind in HELPFUL | YIELDING:
        return "REJECT", ASKED[kind], f"{kind} refused"
    if reality is Modality.DENIED and cue in FOILED and kind in HARMFUL:
        return kind, mode, f"{kind} tried"
    if reality is Modality.DENIED or mention.negated:
        return "", "", f"{kind} not done"
    if reality is Modality.ASSERTED or (reality is Modality.POSSIBLE and cue in TRIED):
        return kind, mode, "as told"
    if cue == "to" or reality is Modality.POSSIBLE or (reality is Modality.CONDITIONAL and cue in IF):
        return "", "", f"{kind} {reality}"
    return _announced(mention, cue)


def _announced(mention: Mention, cue: str) -> tuple[str, str, str]:
    """Return the code of an act that is to come, or would come."""
    kind, mode, rule = mention.kind, mention.mode, f"{mention.kind} {mention.modality}"
    if kind in HELPFUL or (kind in YIELDING and cue in WILLING):
        return "AGREE", "", rule
    if kind in YIELDING:
        return "CONCEDE", "", rule
    if kind in HARMFUL or (kind == "PROTEST" and mention.attribution.hops):
        return "THREATEN", THREATENED.get(mode, THREATENED[kind]), rule
    return kind, mode, rule


def _code(mention: Mention, inside: Sequence[Mention], cue: str) -> Code | None:
    """Return the code of a mention; what it asks for or promises, and at last its place, tell whom it is aimed at."""
    type_, mode, rule = coded(mention, cue)
    if not type_:
        return None
    if mention.act == "order":  # who orders an act of power does it
        done = next((one for one in inside if one.kind in HARMFUL | {"MOBILIZE"}), None)
        type_, mode, rule = (done.kind, done.mode, f"{done.kind} ordered") if done else (type_, mode, rule)
    if type_ in SAID and not mode:
        mode = next((told for one in inside if (told := _said(type_, one))), "")
    by = _on(Role.BY, mention)
    to = _on(Role.TO, mention) + _on(Role.WITH, mention)
    brought = tuple(one for one in by if one.rule.startswith("between"))
    if rule.endswith("demanded"):
        by, to = tuple(map(_speaker, mention.attribution.hops[-1:])), by + to
    elif brought and (mode == "third-party" or len(brought) < len(by)):  # who brings others together acts on them
        by, to = tuple(one for one in by if one not in brought), to + brought
    elif type_ == "CONSULT" and not _on(Role.TO, mention):
        by, to = by + to, ()
    to = _aim(mention, inside, by, to)
    return Code(mention=mention.id, type=type_, mode=mode, actors=by, recipients=to, rule=rule)


def _said(type_: str, mention: Mention) -> str:
    """Return the mode of a threat, a request or a refusal by what is threatened, asked for or refused."""
    if type_ == "THREATEN":
        return THREATENED.get(mention.mode) or THREATENED.get(mention.kind, "")
    return ASKED.get(mention.kind, "")


def _aim(
    mention: Mention, inside: Sequence[Mention], by: Sequence[Participant], to: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return whom a code is aimed at: sides before things, others before one's own, then what it asks, then places."""
    acting = {one.name for one in by}
    others = [one for one in (to or _on(Role.ABOUT, mention)) if one.name not in acting]
    for role in (Role.TO, Role.WITH, Role.BY):
        others = others or [one for other in inside for one in _on(role, other) if one.name not in acting]
    places = [*_place(mention), *(one for other in inside for one in _place(other))]
    if mention.kind in HARMFUL:
        return tuple(others or places[:1])
    sides = [one for one in others if one.link is None or one.link.kind is not ActorKind.OTHER]
    foreign = [one for one in sides if one.name.split()[0].lower() not in OWN]
    return tuple(foreign or places[:1] or sides or others)


def _on(role: Role, mention: Mention) -> tuple[Participant, ...]:
    return tuple(one for one in mention.roles if one.role is role)


def _speaker(hop: Hop) -> Participant:
    return Participant(role=Role.BY, span=hop.span, name=hop.name, rule="who says so")


def _place(mention: Mention) -> tuple[Participant, ...]:
    """Return the place of an act as who it is done to: "lifted a curfew in Java"."""
    if mention.where is None:
        return ()
    where = mention.where
    return (Participant(role=Role.TO, span=where.span, name=where.name, rule="where it happens"),)


def _whole(code: Code, mention: Mention) -> bool:
    """Say whether a code has the sides that it needs.

    A noun, and an act that no list knows, is coded where it tells both sides, since in "talks were held after the raid"
    it is background; AID,
    COOPERATE and SANCTION need a recipient (manual), where not several act on one another.
    """
    named = any(one.role is not Role.BY for one in mention.roles)
    if len(code.actors) > 1 or (code.actors and code.recipients and (named or mention.tense)):
        return True
    listed = mention.tense and not mention.kind_rule.startswith(MEANING)
    return bool(listed) and bool(code.actors or code.recipients) and code.type not in NEEDING


def _filled(mention: Mention, mentions: Sequence[Mention], text: str) -> str | None:
    """Return the mention that this one only fills: the one whose trigger tells its modality."""
    if not mention.stance.cues:
        return None
    decisive = mention.stance.cues[0]
    spoken = [
        one
        for one in mentions
        if one.sentence == mention.sentence
        and one.id != mention.id
        and one.kind in SPOKEN
        and one.trigger.start < mention.trigger.start
    ]
    told = next((one.id for one in spoken if one.trigger.overlaps(decisive)), None)
    if told is None and cue(mention, text) in {"to", "should", "must"} and spoken:
        return spoken[-1].id
    return told


def _repeats(code: Code, other: Code) -> bool:
    """Say whether two codes of one sentence are one event: of one type, with no side that they do not share."""
    if code.type != other.type:
        return False
    for mine, theirs in ((code.actors, other.actors), (code.recipients, other.recipients)):
        if mine and theirs and not {p.name for p in mine} & {p.name for p in theirs}:
            return False
    return True
