"""Slips of the model that the rest of its reading gives away."""

from __future__ import annotations

from dataclasses import replace

from dateline.parse.model import Reading
from dateline.parse.slips import mend


def read(rows: str) -> tuple[list[str], Reading]:
    """Build a reading from lines of FORM UPOS XPOS HEAD DEPREL, heads as CoNLL counts them."""
    words, upos, xpos, heads, deprel = (list(c) for c in zip(*(r.split() for r in rows.splitlines()), strict=True))
    size = len(words)
    head = [int(h) - 1 if h != "0" else i for i, h in enumerate(heads)]
    return words, Reading(upos, xpos, ["VerbForm=Part"] * size, [""] * size, head, deprel, [], [])


def test_a_gerund_with_a_possessor_is_a_noun() -> None:
    words, reading = read(
        "Talks NOUN NNS 2 nsubj\nended VERB VBD 0 root\nafter SCONJ IN 6 mark\nRoe PROPN NNP 6 nsubj\n"
        "'s PART POS 4 case\nkilling VERB VBG 2 advcl"
    )
    mended = mend(words, reading)
    assert mended.deprel == ["nsubj", "root", "case", "nmod:poss", "case", "obl"]
    assert (mended.upos[5], mended.xpos[5], mended.upos[2], mended.feats[5]) == ("NOUN", "NN", "ADP", "_")


def test_a_verb_with_an_object_and_no_auxiliary_is_active() -> None:
    words, reading = read("Oslo PROPN NNP 2 nsubj:pass\nexpelled VERB VBN 0 root\nenvoys NOUN NNS 2 obj")
    mended = mend(words, reading)
    assert (mended.deprel[0], mended.xpos[1]) == ("nsubj", "VBD")


def test_a_headline_without_its_auxiliary_stays_passive() -> None:
    words, reading = read(
        "Envoys NOUN NNS 2 nsubj:pass\nexpelled VERB VBN 0 root\nafter ADP IN 4 case\nvote NOUN NN 2 obl"
    )
    assert mend(words, reading).deprel[0] == "nsubj:pass"


def test_a_small_word_is_no_proper_noun_outside_names() -> None:
    words, reading = read("the DET DT 2 det\nferry PROPN NNP 0 root")
    mended = mend(words, reading)
    assert (mended.upos[1], mended.xpos[1]) == ("NOUN", "NN")


def test_the_reading_given_is_left_as_it_was() -> None:
    words, reading = read("the DET DT 2 det\nferry PROPN NNP 0 root")
    mend(words, reading)
    assert reading.xpos[1] == "NNP"


def test_a_word_that_can_only_be_a_past_is_one() -> None:
    words, reading = read("Parties NOUN NNS 2 nsubj\norganised VERB VBP 0 root\nrallies NOUN NNS 2 obj")
    assert mend(words, reading).xpos[1] == "VBD"


def test_a_verb_that_ends_in_ed_by_nature_stays_a_present() -> None:
    words, reading = read("They PRON PRP 2 nsubj\nneed VERB VBP 0 root\nfood NOUN NN 2 obj")
    assert mend(words, reading).xpos[1] == "VBP"


def test_a_name_beyond_the_verb_is_no_end_of_the_name_before_it() -> None:
    words, reading = read(
        "Roe PROPN NNP 2 nsubj\nsued VERB VBD 0 root\nVan PROPN NNP 4 compound\nDuc PROPN NNP 1 flat\n"
        "for ADP IN 6 case\nfraud NOUN NN 2 obl"
    )
    mended = mend(words, replace(reading, names=[(0, 1, "person"), (2, 4, "person")]))
    assert (mended.head[3], mended.deprel[3]) == (1, "obj")


def test_a_name_beyond_the_verb_and_behind_a_preposition_is_an_oblique() -> None:
    words, reading = read(
        "Roe PROPN NNP 3 nsubj:pass\nwas AUX VBD 3 aux:pass\nsued VERB VBN 0 root\nby ADP IN 6 case\n"
        "Van PROPN NNP 6 compound\nDuc PROPN NNP 1 flat"
    )
    mended = mend(words, replace(reading, names=[(0, 1, "person"), (4, 6, "person")]))
    assert (mended.head[5], mended.deprel[5]) == (2, "obl")


def test_on_is_a_preposition_where_a_noun_follows_that_has_none() -> None:
    words, reading = read(
        "Peru PROPN NNP 2 nsubj\ncalled VERB VBD 0 root\non ADP RP 2 compound:prt\nChile PROPN NNP 2 obl\n"
        "to PART TO 6 mark\nstop VERB VB 2 advcl"
    )
    mended = mend(words, reading)
    assert (mended.head[2], mended.deprel[2], mended.xpos[2]) == (3, "case", "IN")


def test_a_noun_right_behind_a_conjunct_is_what_both_describe() -> None:
    words, reading = read(
        "raided VERB VBN 0 root\nby ADP IN 3 case\nChadian PROPN NNP 1 obl\nand CCONJ CC 5 cc\n"
        "Sudanese ADJ JJ 3 conj\nrebels NOUN NNS 3 conj"
    )
    mended = mend(words, reading)
    assert [mended.head[i] for i in (1, 2, 4, 5)] == [5, 5, 2, 0]
    assert (mended.deprel[2], mended.deprel[5]) == ("compound", "obl")


def test_a_noun_right_behind_a_conjunct_takes_it_where_the_first_is_a_noun_of_its_own() -> None:
    words, reading = read(
        "army NOUN NN 5 nsubj\nand CCONJ CC 3 cc\nUN PROPN NNP 1 conj\ntroops NOUN NNS 1 conj\nleft VERB VBD 0 root"
    )
    mended = mend(words, reading)
    assert [mended.head[i] for i in range(4)] == [4, 3, 3, 0]
    assert mended.deprel[2] == "compound"
