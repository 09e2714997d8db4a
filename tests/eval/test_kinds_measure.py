from collections import Counter

from eval.kinds import examples

from dateline.resources.kinds import OURS, PLOVER


def test_every_kind_has_enough_sentences():
    told = Counter(one.kind for one in examples())
    assert told.keys() == PLOVER | OURS
    assert all(told[kind] >= 20 for kind in PLOVER)
    assert all(told[kind] >= 16 for kind in OURS)


def test_a_trigger_is_marked_once_and_is_no_blank():
    for one in examples():
        assert one.trigger.of(one.text).strip() == one.trigger.of(one.text) != ""
        assert "[" not in one.text
