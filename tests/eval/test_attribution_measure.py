"""The measure of attributions against hand-worked spans."""

from eval.attribution import Attribution, Tally

TEXT = "Ann said “we won” here. Bo claimed that it rained."
DIRECT = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 17),))
INDIRECT = Attribution(source=((24, 26),), cue=((27, 34),), content=((35, 49),))


def test_all_that_is_found_to_the_character_is_all_right():
    tally = Tally()
    tally.add(TEXT, [DIRECT, INDIRECT], [DIRECT, INDIRECT], 1)
    assert tally.scores()["cue"] == {"overlap_f1": 100.0, "exact_f1": 100.0}
    assert tally.scores("direct")["source"] == {"overlap_f1": 100.0, "exact_f1": 100.0}


def test_a_manner_is_scored_apart_from_the_others():
    tally = Tally()
    tally.add(TEXT, [DIRECT, INDIRECT], [DIRECT], 1)
    assert tally.scores("direct")["content"]["exact_f1"] == 100.0
    assert tally.scores("indirect")["content"]["exact_f1"] == 0.0
    assert tally.scores()["content"]["exact_f1"] == 66.67


def test_a_part_of_a_span_counts_by_its_words():
    tally = Tally()
    part = Attribution(source=((24, 26),), cue=((27, 34),), content=((43, 49),))
    tally.add(TEXT, [INDIRECT], [part], 1)
    assert tally.scores()["content"] == {"overlap_f1": 50.0, "exact_f1": 0.0}


def test_annotators_of_one_text_share_its_weight():
    tally = Tally()
    tally.add(TEXT, [DIRECT], [DIRECT], 0.5)
    tally.add(TEXT, [INDIRECT], [DIRECT], 0.5)
    assert tally.scores()["source"]["exact_f1"] == 50.0
