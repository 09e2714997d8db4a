"""Words that name acts, to their acts, classes and PLOVER types."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.parsed import parsed

from dateline.extract.coder import Word
from dateline.extract.coder import load as load_coder
from dateline.extract.kinds import children, kind, told
from dateline.resources import kinds
from dateline.resources.kinds import OURS, PLOVER, Kind

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


@pytest.mark.parametrize(("beside", "type_"), [("election", "ELECTION"), ("candidate", "ELECTION"), ("terrorist", "")])
def test_a_campaign_is_one_of_votes_only_where_words_beside_it_say_so(beside, type_):
    assert kinds.ours("campaign", [beside]).type == type_


def test_our_list_speaks_our_kinds():
    assert {row[2] for row in kinds.rows("own.tsv")} == kinds.OURS
    assert not kinds.OURS & kinds.PLOVER


def test_every_group_that_a_pattern_of_ours_names_is_there():
    groups = {row[0] for row in kinds.rows("groups.tsv")}
    named = {w[1:] for row in kinds.rows("own.tsv") for t in row[1].split() for w in t.split("|") if w[:1] == "@"}
    assert named <= groups


KILLED = """
{0} {1} NOUN NN 2 nsubj
killed kill VERB VBD 0 root
miners miner NOUN NNS 2 obj
"""


@pytest.mark.parametrize(
    ("what", "kind_"), [("earthquake", "DEATH"), ("gunman", "ASSAULT"), ("avalanche", "DEATH"), ("rocket", "ASSAULT")]
)
def test_what_kills_without_a_will_is_no_assault(what, kind_):
    _, read = parsed(f"{what} killed miners", KILLED.format(what, what))
    known = kind(read.tokens, 1)
    assert known.type == "ASSAULT"  # it is found as one, so that its dead are counted
    assert told(read.tokens, 1, known, act="kill", below=children(read.tokens)).kind.type == kind_


OUTCOME = """
    {0} {0} NOUN NN 2 nsubj
    {1} {2} VERB VBD 0 root
    , , PUNCT , 2 punct
    killing kill VERB VBG 2 advcl
    miners miner NOUN NNS 4 obj
    and and CCONJ CC 7 cc
    injuring injure VERB VBG 4 conj
    guards guard NOUN NNS 7 obj
"""


@pytest.mark.parametrize(
    ("who", "word", "act", "kind_"),
    [
        ("train", "derailed", "derail", "DEATH"),
        ("bus", "plunged", "plunge", "DEATH"),
        ("earthquake", "struck", "strike", "DEATH"),
        ("explosion", "tore", "tear", "DEATH"),
        ("gunmen", "fired", "fire", "ASSAULT"),
        ("rebels", "attacked", "attack", "ASSAULT"),
    ],
)
def test_what_a_participle_tells_as_an_outcome_is_as_willed_as_what_it_comes_of(who, word, act, kind_):
    _, read = parsed(f"{who} {word} , killing miners and injuring guards", OUTCOME.format(who, word, act))
    below = children(read.tokens)
    for token, harm in ((3, "kill"), (6, "injure")):
        assert told(read.tokens, token, kind(read.tokens, token), act=harm, below=below).kind.type == kind_


BURNT = """
    {0} {0} {1} 4 {2}
    at at ADP IN 3 case
    hotels hotel NOUN NNS {3} {4}
    killed kill VERB VBD 0 root
    guests guest NOUN NNS 4 obj
"""


def test_a_fire_at_a_hotel_is_no_shooting_and_kills_without_a_will():
    _, read = parsed("fire at hotels killed guests", BURNT.format("fire", "NOUN NN", "nsubj", 1, "nmod"))
    below = children(read.tokens)
    found = [
        told(read.tokens, at, kind(read.tokens, at), act=act, below=below).kind
        for at, act in ((0, "fire"), (3, "kill"))
    ]
    assert [one.type for one in found] == ["ACCIDENT", "DEATH"]


def test_to_fire_at_a_hotel_is_to_shoot():
    _, read = parsed(
        "guards fired at hotels",
        """
        guards guard NOUN NNS 2 nsubj
        fired fire VERB VBD 0 root
        at at ADP IN 4 case
        hotels hotel NOUN NNS 2 obl
        """,
    )
    found = told(read.tokens, 1, kind(read.tokens, 1), act="fire", below=children(read.tokens))
    assert found.kind[:2] == ("ASSAULT", "firearms")


STRAFED = """
    {0} {0} {1} NNS 2 nsubj
    strafed {2} VERB VBD 0 root
    miners miner NOUN NNS 2 obj
"""


def coding(who="jets", upos="NOUN", act="strafe"):
    _, read = parsed(f"{who} strafed miners", STRAFED.format(who, upos, act))
    return told(read.tokens, 1, kind(read.tokens, 1), act=act, below=children(read.tokens))


def test_a_word_in_no_list_has_the_kind_that_its_meaning_tells():
    found = coding()
    assert found.kind.type == "ASSAULT"
    assert found.kind.rule.startswith("the meaning of strafe")
    assert found.score >= load_coder().threshold > found.runner_up_score


def test_a_word_whose_meaning_is_unknown_has_no_kind_and_no_runner_up():
    assert coding(act="zzz") == (Kind("", ""), None, "", None)


def test_what_a_list_says_stands_and_the_next_likeliest_kind_beside_it():
    found = coding(act="arrest")
    assert (found.kind.type, found.kind.rule) == ("COERCE", "arrest")
    assert found.runner_up not in {"", "COERCE"}
    assert 0 <= found.runner_up_score <= 1


@given(st.sampled_from(("Iraqis", "Americans", "Smith", "London", "Police", "March")))
def test_a_name_changes_nothing_in_what_the_coder_says(name):
    assert coding(name, "PROPN") == coding("Zzyzx", "PROPN")


@given(st.lists(st.sampled_from(("village", "curfew", "treaty", "zzz", "goal")), max_size=4))
def test_chances_of_kinds_add_up_to_one_whatever_stands_around(words):
    found = load_coder().code([Word("act", "impose"), *(Word("object", word) for word in words)])
    assert sum(found.chances.values()) == pytest.approx(1.0, abs=1e-4)
    assert set(found.chances) == {"", *PLOVER, *OURS}
    assert found.runner_up(found.best) not in {"", found.best}
    assert set(found.evidence) <= {"impose", *words}


@pytest.mark.parametrize(("type_", "mode"), [(row[2], (*row, "")[3]) for row in kinds.rows("lexicon.tsv") if row[2:3]])
def test_whatever_the_lexicon_gives_has_a_cameo_code(type_, mode):
    assert bool(kinds.cameo(type_, mode)) == bool(type_)


@pytest.mark.parametrize(
    ("type_", "mode", "code"),
    [
        ("ASSAULT", "destroy", "1712"),  # under 17 in CAMEO, which the table of 2021 gives as a mode of "seize"
        ("COERCE", "restrict", "172"),  # not REJECT or SANCTION, where blockades once stood
        ("COERCE", "seize", "171"),
        ("SANCTION", "convict", "116"),  # ACCUSE in the table, SANCTION in the manual
        ("ACCUSE", "investigate", "090"),
        ("ASSAULT", "crowd-control", "175"),
        ("ASSAULT", "", "190"),
        ("DISASTER", "", ""),
    ],
)
def test_the_errata_of_the_conversion_table_are_mended(type_, mode, code):
    assert kinds.cameo(type_, mode) == code


def test_the_contexts_are_those_of_the_manual():
    assert [row[0] for row in kinds.rows("contexts.tsv")] == (
        """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy
        economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity
        inequality diplomatic territory peacekeeping health asylum migration disasters natural_resource environment
        technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split()
    )


def test_a_mode_gives_the_context_of_its_name():
    for name in ("cyber", "misinformation"):
        assert kinds.contexts([], kind="COERCE", mode=name, sectors=[]) == (name,)


def test_nothing_told_gives_no_context():
    assert kinds.contexts(["they", "talked"], kind="", mode="", sectors=["CVL"]) == ()
