from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge import reference, test_sides
from tests.merge.build import mention, party, report

from dateline.merge import rules, score
from dateline.merge.columns import Columns, columns
from dateline.merge.facts import Prose, facts
from dateline.merge.features import NAMES
from dateline.merge.marks import identity
from dateline.merge.pairs import compare
from dateline.records import (
    ActorKind,
    Attribution,
    Basis,
    Candidate,
    Correctable,
    Correction,
    Hop,
    Link,
    Modality,
    Number,
    Order,
    Participant,
    PlacePrecision,
    Precision,
    Role,
    SourceKind,
    Span,
    TimeLink,
    When,
    Where,
)

ACTS = (
    ("shelled", "shell"),
    ("killed", "kill"),
    ("slain", "slay"),
    ("wounded", "wound"),
    ("strike", "strike"),
    ("bombed", "bomb"),
    ("died", "die"),
)
ACTS += (("resigned", "resign"), ("strikes", "strike"), ("arrested", "arrest"), ("talks", "negotiate"), ("met", "meet"))
ACTS += (("sold", "sell"), ("bought", "buy"), ("received", "receive"), ("voted", "vote"), ("expelled", "expel"))
ACTS += (("advance", "advance"), ("operation", "operation"), ("accused", "accuse"), ("warned", "threaten"))
NAMES_OF = ("the army", "Queen Flavia", "Flavia", "Ruritania", "the Zenda militia", "a group", "the Syldavian navy")
LEADS = ("", "the drone ", "an earlier ", "their ", "the deadly ")
TAILS = (" to Ruritania", " from Flavia", "", " on Zenda", " of the port of Strelsau", " in Klow")
TAILS += (" every week", " to isolate Klow")
SPAN = Span(0, 1)


KNOWN = (
    ("person:flavia", ActorKind.PERSON, "RUR"),
    ("person:rupert", ActorKind.PERSON, "SYL"),
    ("state:RUR", ActorKind.STATE, "RUR"),
    ("state:SYL", ActorKind.STATE, "SYL"),
)


@st.composite
def links(draw):
    id_, kind, country = draw(
        st.sampled_from(KNOWN)
        | st.tuples(
            st.sampled_from(("noun:group", "x:1", "x:2", "x:3")),
            st.sampled_from((*ActorKind, None)),
            st.sampled_from((None, "RUR", "SYL")),
        )
    )
    return Link(
        target=Candidate(id=id_, name="", score=1, reason=""),
        kind=kind,
        country=country,
        sector=draw(st.sampled_from((None, "MIL", "GOV"))),
        parents=draw(st.sampled_from(((), ("x:1",), ("x:2", "x:3")))),
    )


@st.composite
def participants(draw):
    return Participant(
        role=draw(st.sampled_from((Role.BY, Role.TO, Role.BY, Role.TO, *Role))),
        span=SPAN,
        name=draw(st.sampled_from(NAMES_OF)),
        rule="test",
        link=draw(links() | st.none()),
    )


@st.composite
def whens(draw):
    start = date(2021, 5, 1) + timedelta(days=draw(st.integers(0, 90)))
    end = start + timedelta(days=draw(st.integers(1, 9)))
    return When(
        earliest=draw(st.sampled_from((start, start, None))),
        latest=draw(st.sampled_from((end, end, None))),
        precision=draw(st.sampled_from((Precision.DAY, Precision.DAY, Precision.INTERVAL, Precision.MONTH))),
        edtf=draw(st.sampled_from((start.isoformat(), f"{start}~", None))),
        bounded=draw(st.booleans()),
        basis=draw(st.sampled_from((Basis.PHRASE, Basis.NEWS, Basis.PERSON))),
    )


@st.composite
def wheres(draw):
    point = draw(st.none() | st.tuples(st.integers(-60, 60), st.integers(-170, 170)))
    return Where(
        span=SPAN,
        name="Zenda",
        id=draw(st.sampled_from((None, "1", "2"))),
        country=draw(st.sampled_from((None, "RUR", "SYL"))),
        latitude=point and float(point[0]),
        longitude=point and float(point[1]),
        precision=draw(st.sampled_from((None, PlacePrecision.PLACE, PlacePrecision.DISTRICT, PlacePrecision.PROVINCE))),
    )


@st.composite
def numbers(draw):
    low = draw(st.sampled_from((1, 2, 2.0)))
    high = draw(st.sampled_from((low, low, None, 2, 3)))
    what = draw(st.sampled_from(("killed", "killed", "wounded", "crowd")))
    return Number(span=SPAN, low=low, high=high, what=what, approximate=draw(st.integers(0, 4)) == 0)


@st.composite
def fields(draw):
    """Return whatever else a mention may tell that is compared."""
    hops = tuple(
        Hop(name=name, kind=SourceKind.OFFICIAL, span=SPAN, cue=SPAN)
        for name in draw(st.sampled_from(((), ("AP",), ("Ana", "ap"))))
    )
    made = {
        "when": draw(st.just(When()) | whens()),
        "where": draw(st.none() | wheres()),
        "modality": draw(st.sampled_from(Modality)),
        "negated": draw(st.booleans()),
        "sentence": draw(st.sampled_from((0, 2))),
        "tense": draw(st.sampled_from(("", "past"))),
        "mode": draw(st.sampled_from(("", "a", "b"))),
        "numbers": tuple(draw(st.lists(numbers(), max_size=2))),
        "attribution": Attribution(hops=hops),
        "vector": bytes(draw(st.lists(st.integers(0, 31) | st.integers(225, 255), min_size=8, max_size=8))),
    }
    if draw(st.booleans()):
        made |= draw(
            st.sampled_from(
                (
                    {"kind": "DEATH", "kind_rule": "die"},
                    {"kind": "DEATH", "kind_rule": "kill with quake"},
                    {"kind": "ASSAULT"},
                )
            )
        )
    if draw(st.integers(0, 4)) == 0:
        made["corrected"] = (Correction(mention="", field=Correctable.WHERE),)
    if draw(st.integers(0, 4)) == 0:
        made["vector"] = b""
    return made


@st.composite
def piles(draw):
    """Return facts of two to five mentions in one to three reports."""
    texts, told = [], []
    for _ in range(draw(st.integers(1, 3))):
        parts = draw(
            st.lists(st.tuples(st.sampled_from(LEADS), st.sampled_from(ACTS), st.sampled_from(TAILS)), max_size=3)
        )
        parts.append(("", draw(st.sampled_from(ACTS)), ""))
        joint = draw(st.sampled_from((". ", " and ")))
        texts.append((joint.join(f"Guards saw {lead}{act[0]}{tail}" for lead, act, tail in parts) + ".", parts))
    reports = [report(f"{text} Report {place}.", outlet=f"{place}") for place, (text, _) in enumerate(texts)]
    for of, (_, parts) in zip(reports, texts, strict=True):
        seen: dict[str, int] = {}
        for _, (word, act), _ in parts:
            seen[word] = seen.get(word, 0) + 1
            roles = draw(st.lists(participants(), max_size=3))
            told.append(mention(of, word, act, *roles, nth=seen[word], **draw(fields())))
    ids = [one.id for one in told]
    told = [replace(one, same_as=(draw(st.sampled_from(ids)),)) if draw(st.booleans()) else one for one in told]
    return facts(list({one.id: one for one in told}.values()), {of.id: Prose(of) for of in reports})


def compared(found, table=None, copies=False):
    pairs = np.array([(i, j) for i in range(len(found)) for j in range(len(found)) if i != j]).reshape(-1, 2)
    table = columns(found) if table is None else table
    return pairs, compare(table, pairs[:, 0], pairs[:, 1], np.full(len(pairs), copies))


@given(piles(), st.booleans())
@settings(deadline=None, max_examples=150)
def test_columns_say_of_every_pair_what_plain_functions_say(found, copies):
    check(found, copies=copies)


def check(found, copies=False):
    """Hold what columns say of all pairs to what plain functions say, and return the reasons."""
    pairs, told = compared(found, copies=copies)
    reasons = []
    for (i, j), row, rule in zip(pairs.tolist(), told.rows, told.rules.tolist(), strict=True):
        left, right = sorted((found[i], found[j]), key=lambda one: identity(one.id))  # as pairs are turned
        expected = dict(zip(NAMES, reference.row(left, right), strict=True))
        assert dict(zip(NAMES, row.tolist(), strict=True)) == pytest.approx(expected, abs=1e-5)
        why = reference.cannot(left, right) or reference.must(left, right, copies=copies)
        assert (rules.reason(rule, left, right) if rule else "") == why
        reasons.append(why)
    assert told.scores == pytest.approx(score.probabilities(told.rows))
    assert not (told.cannot & told.must).any()
    return reasons


def test_dealings_and_swapped_sides_are_told_alike_in_columns():
    person = {"kind": ActorKind.PERSON}
    nobody = {"kind": ActorKind.OTHER}
    told = [
        test_sides.SOLD,
        test_sides.BOUGHT,
        test_sides.RESOLD,
        test_sides.LOST,
        test_sides.LOST_TO,
        test_sides.told("Rudolf met Flavia.", "meet", "met", by=["Rudolf"], to=["Flavia"], **person),
        test_sides.told("Flavia met Rudolf.", "meet", "met", by=["Flavia"], to=["Rudolf"], **person),
        test_sides.told("Flavia met Michael.", "meet", "met", by=["Flavia"], to=["Michael"], **person),
        test_sides.told("Velda seized a Morano boat.", "seize", "seized", by=["Velda"], to=["Morano boat"], **nobody),
        test_sides.told("Morano seized a Velda boat.", "seize", "seized", by=["Morano"], to=["Velda boat"], **nobody),
    ]
    found = test_sides.both(*told)
    assert any(reference.crossed(one, other) for one in found for other in found)
    assert any(reference.exchanged(one, other) for one in found for other in found)
    assert "done by the other side" in check(found)


def test_decisions_are_told_alike_in_columns():
    texts = ("Ruritania voted to expel envoys.", "Ruritania resolved to expel envoys.", "Syldavia voted to bomb Klow.")
    texts += ("Ruritania voted to bomb Klow.",)
    reports = [report(text, outlet=text) for text in texts]
    told = []
    for of in reports:
        body = of.text.split()[0]
        for word, act in (("voted", "vote"), ("resolved", "resolve"), ("expel", "expel"), ("bomb", "bomb")):
            if word in of.text:
                roles = [party(of, body, Role.BY, ActorKind.STATE, id_=f"state:{body}", country=body[:3].upper())]
                told.append(mention(of, word, act, *roles))
    found = facts(told, {of.id: Prose(of) for of in reports})
    assert {"decided by another body", "decisions on other matters"} <= set(check(found))
    assert any(reference.once(one, other) == reference.DECIDED for one in found for other in found)


def counted(many, what="killed", **fields):
    return Number(span=SPAN, low=many, high=many, what=what, **fields)


def test_counts_and_causes_are_told_alike_in_columns():
    words = ("killed miners", "killed nurses", "killed bakers", "killed clerks", "killed guards")
    of = report("A day. So they said. " + " ".join(f"It {one}." for one in words))
    rebels = party(of, "It", Role.BY, ActorKind.ARMED_GROUP)
    fields = [
        {"numbers": (counted(2),)},
        {"numbers": (counted(3), counted(5, "wounded"))},
        {"numbers": (counted(2), counted(4, "wounded"))},
        {"numbers": (counted(9, approximate=True),), "said_by": "AP"},
        {"numbers": (counted(3, of=SPAN),), "kind": "DEATH", "kind_rule": "kill with quake"},
    ]
    told = [
        mention(of, word, "kill", *((rebels,) if at % 2 else ()), **more)
        for at, (word, more) in enumerate(zip(words, fields, strict=True))
    ]
    titles = [replace(one, id=f"{one.id}0", sentence=at) for at, one in enumerate(told[:2])]
    voices = [replace(mention(of, words[0], "kill", numbers=(counted(7),), said_by="CP"), id=f"{told[0].id}00")]
    found = facts([*told, *titles, *voices], {of.id: Prose(of)})
    reasons = check(found)
    counts, causes = "counted otherwise by one teller in one report", "one is told with who did it"
    assert 2 < sum(why == counts for why in reasons) < len(reasons) / 2
    assert any(why.startswith(causes) for why in reasons)


@given(piles(), st.randoms())
@settings(deadline=None, max_examples=40)
def test_columns_stored_apart_and_joined_say_the_same(found, chance):
    apart = [Columns.from_bytes(columns([one]).to_bytes()) for one in found]
    joined = Columns.join(apart)
    whole = columns(found)
    _, told = compared(found, whole)
    _, again = compared(found, joined)
    assert all(np.array_equal(one, other) for one, other in zip(told, again, strict=True))
    order = chance.sample(range(len(found)), len(found))
    back = np.argsort(order)
    _, taken = compared(found, whole.take(order).take(back))
    assert all(np.array_equal(one, other) for one, other in zip(told, taken, strict=True))
    assert len(joined.reports) == len({one.report for one in found})


@given(piles())
@settings(deadline=None, max_examples=25)
def test_a_pair_is_compared_the_same_alone_as_among_others(found):
    table = columns(found)
    pairs, told = compared(found, table)
    for place, (i, j) in enumerate(pairs):
        alone = compare(table, np.array([i]), np.array([j]), np.zeros(1, dtype=bool))
        assert all(np.array_equal(one[place : place + 1], other) for one, other in zip(told, alone, strict=True))


def test_nothing_is_compared_where_there_is_no_pair():
    told = compare(columns(()), np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0, dtype=bool))
    assert (told.rows.shape, len(told.scores), len(told.rules)) == ((0, len(NAMES)), 0, 0)
    assert len(Columns.from_bytes(Columns.join([]).to_bytes())) == 0


def test_columns_of_another_layout_are_refused():
    _, *told = msgspec.msgpack.decode(columns(()).to_bytes())
    with pytest.raises(ValueError, match="make them anew"):
        Columns.from_bytes(msgspec.msgpack.encode((0, *told)))


def parted_in_one_report(text, left, right, **more):
    of = report(text, published="2021-06-02")
    first, second = (mention(of, word, act, tense="") for word, act in (left, right))
    second = replace(second, **{name: value(first) for name, value in more.items()})
    found = compare(columns(facts([first, second], {of.id: Prose(of)})), [0], [1], np.array([False]))
    return rules.WORDS.get(rules.Rule(found.rules[0]))


def test_what_a_report_puts_one_after_the_other_is_two():
    def after(first):
        return (TimeLink(order=Order.AFTER, mention=first.id, rule='"in retaliation"'),)

    def narrated(first):
        return (TimeLink(order=Order.AFTER, mention=first.id, rule="narrative order"),)

    text = "A strike hit Zenda, and in retaliation a raid hit Klow."
    told = parted_in_one_report(text, ("strike", "strike"), ("raid", "raid"), times=after)
    assert told == "the report itself says that one came after the other"
    assert parted_in_one_report(text, ("strike", "strike"), ("raid", "raid"), times=narrated) is None


def test_what_two_known_speakers_say_is_said_twice():
    accused = [
        side(of, "accused", "accuse", who)
        for of, who in ((report("Flavia accused Klow.", published="2021-06-02"), "Flavia"),
                        (report("Rupert accused Klow.", published="2021-06-03"), "Rupert"))
    ]  # fmt: skip
    prose = {of.id: Prose(of) for of, _ in accused}
    found = compare(columns(facts([told for _, told in accused], prose)), [0], [1], np.array([False]))
    assert rules.WORDS[rules.Rule(found.rules[0])] == "said by somebody else"


def side(of, word, act, who):
    return of, mention(of, word, act, party(of, who, Role.BY, ActorKind.PERSON))
