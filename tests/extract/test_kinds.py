"""Words that name acts, to their acts, classes and PLOVER types."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.parsed import parsed

from dateline.extract.kinds import kind
from dateline.resources import kinds

CASES = Path(__file__).parent / "cases"
TYPES = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE
    COERCE ASSAULT""".split()
)
MODES = frozenset(
    """visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield meet
    disapprove investigate allege restrict arrest relations expel territory violence demo riot strike hunger boycott
    obstruct vandalize convict discontinue troops weapons police militia seize censor curfew martial-law deport withhold
    misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial
    drone heavy-weapons crowd-control unconventional""".split()
)


@pytest.mark.parametrize("case", load(CASES / "kinds.jsonl"))
def test_an_act_has_its_kind(case):
    found = kinds.lookup(case["lemma"], case["around"])
    assert (found.type, found.mode) == (case["type"], case["mode"])


@pytest.mark.parametrize(
    ("noun", "act"),
    [
        ("assassination", "assassinate"),
        ("killing", "kill"),
        ("resumption", "resume"),
        ("deployment", "deploy"),
        ("decision", "decide"),
        ("talks", "talk"),
        ("invasion", "invade"),
        ("war", "war"),
        ("ceasefire", "ceasefire"),
        ("explosion", "explode"),
        ("withdrawal", "withdraw"),
    ],
)
def test_an_event_noun_names_the_act_of_its_verb(noun, act):
    assert kinds.act(noun, "NOUN") == act


def test_words_for_one_act_share_a_class_and_opposites_do_not():
    assert kinds.same_class("assassinate", "kill")
    assert kinds.same_class("suspend", "halt")
    assert not kinds.same_class("halt", "resume")
    assert not kinds.same_class("arrest", "release")


def test_the_lexicon_speaks_plover():
    found = [row[2:] for row in kinds.rows("lexicon.tsv")]
    assert {row[0] for row in found if row} <= TYPES | {""}
    assert {row[1] for row in found if len(row) > 1} <= MODES | {""}


def test_every_group_that_a_pattern_names_is_there():
    groups = {row[0] for row in kinds.rows("groups.tsv")}
    named = {w[1:] for row in kinds.rows("lexicon.tsv") for t in row[1].split() for w in t.split("|") if w[:1] == "@"}
    assert named <= groups


ROWS = """
{0} {0} PROPN NNP 2 nsubj
bombed bomb VERB VBD 0 root
{1} {1} PROPN NNP 2 obj
with with ADP IN 5 case
jets jet NOUN NNS 2 obl
"""
NAMES = st.sampled_from(["Chad", "Niger", "Peru", "Fiji", "Oman", "Laos"])


@settings(deadline=None, max_examples=30)
@given(NAMES, NAMES)
def test_swapping_the_sides_changes_no_kind(left, right):
    kinds_found = []
    for by, to in ((left, right), (right, left)):
        _, read = parsed(f"{by} bombed {to} with jets", ROWS.format(by, to))
        kinds_found.append(kind(read.tokens, 1))
    assert kinds_found[0] == kinds_found[1]
    assert kinds_found[0][:2] == ("ASSAULT", "aerial")


def test_a_noun_that_only_says_how_much_is_seen_through():
    _, read = parsed(
        "Oslo suspended part of a military aid program",
        """
        Oslo Oslo PROPN NNP 2 nsubj
        suspended suspend VERB VBD 0 root
        part part NOUN NN 2 obj
        of of ADP IN 8 case
        a a DET DT 8 det
        military military ADJ JJ 8 amod
        aid aid NOUN NN 8 compound
        program program NOUN NN 3 nmod
        """,
    )
    assert kind(read.tokens, 1)[:2] == ("SANCTION", "discontinue")


def test_a_bridge_says_what_it_is_whatever_its_name():
    _, read = parsed(
        "Workers blocked Lions Bridge",
        """
        Workers worker NOUN NNS 2 nsubj
        blocked block VERB VBD 0 root
        Lions Lions PROPN NNP 4 compound
        Bridge Bridge PROPN NNP 2 obj
        """,
    )
    assert kind(read.tokens, 1)[:2] == ("PROTEST", "obstruct")
