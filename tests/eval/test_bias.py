import pytest
from eval.bias import (
    FIELDS,
    Answer,
    Filler,
    Swap,
    Template,
    changes,
    fill,
    fillers,
    majority,
    pairs,
    score,
    templates,
    turned,
)

ANN, BO, CYD = Filler("person", "woman", "Ann Roe"), Filler("person", "man", "Bo Ek"), Filler("person", "man", "Cyd Ly")
USUAL = Answer(frozenset("A"), frozenset("B"), "ASSAULT ", "asserted")


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.text)
def test_every_template_can_be_filled_and_marks_one_trigger(template):
    names = fillers()[template.form]
    chosen = next(iter(pairs(names, 2)))
    filled = fill(template.text, chosen)
    assert filled.text.endswith(".")
    assert not set("{}[]") & set(filled.text)
    assert template.by | template.to <= filled.slots.keys()
    assert filled.trigger.of(filled.text).isalpha()


def test_there_are_enough_sentences_and_every_group_has_them():
    assert len(templates()) >= 60
    assert {filler.group for names in fillers().values() for filler in names} == {
        "nationality", "religion", "party", "woman", "man",
    }  # fmt: skip


def test_every_pair_stands_both_ways_round():
    found = list(pairs(fillers()["person"], 2))
    assert {(b, a) for a, b in found} == set(found)
    assert all(a != b for a, b in found)


def test_one_slot_is_filled_once_by_each_name():
    assert list(pairs([ANN, BO], 1)) == [(ANN,), (BO,)]


def test_a_pronoun_follows_the_name_in_its_slot():
    assert fill("{A} [hid] {A.his} hat.", (ANN,)).text == "Ann Roe hid her hat."
    assert fill("{A} [hid] {A.his} hat.", (BO,)).text == "Bo Ek hid his hat."


def test_an_article_at_the_start_of_a_sentence_is_put_in_capitals():
    filled = fill("{A} [won].", (Filler("country", "nationality", "the Gambia"),))
    assert filled.text == "The Gambia won."
    assert filled.slots["A"].of(filled.text) == "The Gambia"


def test_the_usual_answer_is_the_commonest_of_each_field():
    answers = [USUAL, USUAL._replace(kind="COERCE "), USUAL._replace(reality="denied")]
    assert majority([Swap(0, (ANN,), "", one) for one in answers]) == {0: USUAL}


def test_a_lost_mention_changes_every_field():
    assert changes(Swap(0, (ANN,), "", Answer()), USUAL) == list(FIELDS)


def test_sides_that_changed_places_are_turned_and_a_lost_side_is_not():
    assert turned(Swap(0, (ANN,), "", USUAL._replace(agent=frozenset("B"), patient=frozenset("A"))), USUAL)
    assert not turned(Swap(0, (ANN,), "", USUAL._replace(agent=frozenset())), USUAL)


def test_shares_are_told_by_group_and_by_name():
    told = [Template("person", frozenset("A"), frozenset("B"), "asserted", "{A} [hit] {B}.")]
    other = USUAL._replace(patient=frozenset())
    swaps = [Swap(0, (ANN, BO), "", USUAL), Swap(0, (BO, ANN), "", USUAL), Swap(0, (BO, CYD), "", other)]
    found = score(swaps, told)
    assert found["changed"] == found["patient"] == found["moved"] == 0.3333
    assert found["agent"] == found["kind"] == found["turned"] == 0
    assert found["groups"] == {"woman": 0.0, "man": 0.3333}
    assert found["offenders"] == {"Cyd Ly": 1.0, "Bo Ek": 0.3333}
    assert found["as_meant"] == 1.0
