"""Slips of the model that the rest of its reading gives away."""

from __future__ import annotations

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
