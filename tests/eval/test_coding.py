import pytest
from eval.coding import Answer, Gold, Side, Tally, baseline, gold, marked, pair, read_record
from tests.parsed import parsed

from dateline.records import Span

TEXT = "Chad bombed rebel camps and Niger agreed to talks with Mali ."
ROWS = """
Chad Chad PROPN NNP 2 nsubj
bombed bomb VERB VBD 0 root
rebel rebel NOUN NN 4 compound
camps camp NOUN NNS 2 obj
and and CCONJ CC 7 cc
Niger Niger PROPN NNP 7 nsubj
agreed agree VERB VBD 2 conj
to to ADP IN 9 case
talks talk NOUN NNS 7 obl
with with ADP IN 11 case
Mali Mali PROPN NNP 9 nmod
. . PUNCT . 2 punct
"""
ENTITIES = [(name, "geopolitical", "name", None) for name in ("Chad", "Niger", "Mali")]


def tree():
    return parsed(TEXT, ROWS, entities=ENTITIES)[1]


def at(words):
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def side(words, head=None, name=""):
    return Side(at(words), at(head or words), name)


def record(type_, mode, event, by, to):
    return Gold(TEXT, type_, mode, tuple(map(at, by)), tuple(map(at, to)), tuple(map(at, event)))


def answer(type_, mode, trigger, by=(), to=()):
    return Answer(type_, mode, at(trigger), tuple(map(side, by)), tuple(map(side, to)))


WANTED = [
    record("ASSAULT", "aerial", ["bombed"], ["Chad"], ["rebel"]),
    record("AGREE", "", ["agreed"], ["Niger"], ["Mali"]),
]


def test_a_worked_example():
    tally = Tally()
    ours = [
        answer("ASSAULT", "explosives", "bombed", ["Chad"], ["rebel camps"]),  # type right, mode wrong, both sides
        answer("CONSULT", "", "agreed", ["Niger"], ["Chad"]),  # type wrong, actor right, recipient wrong
        answer("PROTEST", "", "camps", [], ["rebel"]),  # beside the gold
    ]
    tally.add(WANTED, ours, tree())
    assert tally.scores() == {
        "type_acc": 0.5,
        "mode_acc": 0.0,
        "actor_f1": 1.0,
        "recipient_f1": 0.5,
        "extra": 1.0,
        "answered": 1.0,
        "events": 2,
    }


def test_of_two_answers_the_one_of_the_right_type_is_paired():
    wrong, good = answer("CONSULT", "", "agreed", ["Niger"]), answer("AGREE", "", "talks", ["Niger"])
    assert pair(WANTED[1:], [wrong, good], tree()) == {0: 1}


def test_an_answer_elsewhere_that_shares_no_side_answers_nothing():
    assert pair(WANTED[1:], [answer("AGREE", "", "bombed", ["Chad"])], tree()) == {}


def test_a_record_without_an_answer_misses_its_names():
    tally = Tally()
    tally.add(WANTED[:1], [], tree())
    scores = tally.scores()
    assert (scores["type_acc"], scores["actor_f1"], scores["extra"]) == (0.0, 0.0, 0.0)


def test_a_pronoun_is_right_by_the_name_that_it_stands_for():
    tally = Tally()
    it = Side(at("and"), at("and"), "Niger")
    tally.add(WANTED[1:], [Answer("AGREE", "", at("agreed"), (it,), ())], tree())
    assert tally.scores()["actor_f1"] == 1.0


@pytest.mark.parametrize(
    ("event", "mode", "type_", "now"),
    [
        ("DEMAND", "", "REQUEST", ""),
        ("INVESTIGATE", None, "ACCUSE", "investigate"),
        ("FIGHT", "firearms", "ASSAULT", "firearms"),
        ("PROTEST", "strike-hun", "PROTEST", "hunger"),
        ("COERCE", "destroy", "ASSAULT", "destroy"),
        ("COERCE", "other", "COERCE", ""),
    ],
)
def test_types_and_modes_of_the_draft_are_read_as_those_of_the_manual(event, mode, type_, now):
    found = read_record({"event": event, "mode": mode, "text": "Chad left.", "textInfo": {"markup": ""}})
    assert (found.type, found.mode) == (type_, now)


def test_marks_are_found_in_the_sentence_also_inside_one_another_and_beside_stray_brackets():
    text = "Chad opened) its border to the regional (east) force."
    marks = marked("(SRC: Chad) opened) its border (EVT: to the (TAR: regional (east) force)).", text)
    assert {key: [span.of(text) for span in spans] for key, spans in marks.items()} == {
        "SRC": ["Chad"],
        "EVT": ["to the regional (east) force"],
        "TAR": ["regional (east) force"],
    }


def test_names_without_marks_are_found_by_their_words():
    found = read_record({
        "event": "AID", "text": "Chad helped Mali.", "textInfo": None,
        "source": [{"actorText": "Chad"}], "target": "Mali",
    })  # fmt: skip
    assert [span.of(found.text) for span in (*found.actors, *found.recipients)] == ["Chad", "Mali"]


def test_the_documentation_record_and_other_json_are_no_gold(tmp_path):
    (tmp_path / "PLOVER_GSR_X.txt").write_text('[{"event": "DOCUMENT"}, {"event": "AID", "text": "Chad helped."}]')
    (tmp_path / "other.json").write_text('{"text": "no"}')
    assert [one.type for one in gold(tmp_path)] == ["AID"]


def test_the_baseline_takes_the_first_known_verb_and_the_names_beside_it():
    (found,) = baseline(tree())
    assert found.type == "ASSAULT"
    assert [one.span.of(TEXT) for one in (*found.actors, *found.recipients)] == ["Chad", "Niger"]
