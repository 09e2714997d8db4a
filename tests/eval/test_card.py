import hashlib
import json

import pytest
from eval import card
from training.examples import Example
from training.fingerprints import fingerprints

from dateline.parse.card import FORMAT

PINS = {"corpora": {"ewt": "aa"}, "floors": {"las": 90.0, "happened_r": 0.7}}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"weights")
    sums = {"encoder.onnx": hashlib.sha256(b"weights").hexdigest()}
    told = {
        "name": "tiny",
        "version": "1",
        "format": FORMAT,
        "files": sums,
        "labels": {"upos": ["X"]},
        "data": {"ewt": "aa"},
    }
    (tmp_path / "model.json").write_text(json.dumps({**told, "scores": {"las": 90.1, "happened_r": 0.71}}))
    return tmp_path


def change(folder, **fields):
    (folder / "model.json").write_text(json.dumps({**card.read(folder), **fields}))


def test_a_card_of_its_files_at_its_floors_passes(folder):
    assert card.check(PINS, folder) == []


def test_a_card_of_other_files_fails_even_without_floors(folder):
    (folder / "encoder.onnx").write_bytes(b"other weights")
    assert "not of the files that ship" in card.check({}, folder)[0]


def test_a_score_a_little_under_its_floor_is_chance_and_more_is_a_fault(folder):
    change(folder, scores={"las": 89.8, "happened_r": 0.698})
    assert card.check(PINS, folder) == []
    change(folder, scores={"las": 89.5, "happened_r": 0.69})
    assert [fault.partition(":")[0] for fault in card.check(PINS, folder)] == ["happened_r", "las"]


def test_scores_of_other_sentences_are_not_compared(folder):
    change(folder, data={"ewt": "bb"})
    assert "(ewt)" in card.check(PINS, folder)[0]


def test_a_card_that_does_not_say_what_it_was_measured_on_fails(folder):
    told = card.read(folder)
    del told["data"]
    (folder / "model.json").write_text(json.dumps(told))
    assert "on what" in card.check(PINS, folder)[0]


def test_a_floor_without_a_score_fails(folder):
    change(folder, scores={"las": 91.0})
    assert card.check(PINS, folder) == ["happened_r has a floor and no score"]


def test_faults_are_better_when_fewer():
    assert card.under({"bias.changed": 0.02, "robustness.mean_loss.capitals": 1.0}, {
        "bias.changed": 0.05, "robustness.mean_loss.capitals": 0.5,
    }) == ["bias.changed: 0.0500 is worse than its floor 0.0200"]  # fmt: skip


def test_floors_only_go_up():
    floors = {"las": 90.0, "bias.changed": 0.02}
    assert card.raised(floors, {"las": 89.9, "bias.changed": 0.021, "uas": 92.0}) == {**floors, "uas": 92.0}
    assert card.raised(floors, {"las": 90.5, "bias.changed": 0.01}) == {"las": 90.5, "bias.changed": 0.01}


def test_a_measurement_that_the_card_does_not_claim_is_told(folder):
    found = {"scores": {"las": 88.0, "happened_r": 0.71}, "data": {"ewt": "aa"}}
    assert card.apart(card.read(folder), found) == ["las: the card says 90.1, measured 88.0"]
    assert "other sentences" in card.apart(card.read(folder), {**found, "data": {"ewt": "bb"}})[0]


def test_fingerprints_do_not_hang_on_the_order_of_sets_and_do_on_labels():
    def one(*names):
        return {"own": [Example(corpus="own", words=["a"], names=[frozenset(names)], happened={0: 1.5})]}

    assert fingerprints(one("O", "B-person")) == fingerprints(one("B-person", "O"))
    assert fingerprints(one("O")) != fingerprints(one("B-person"))


def test_every_measure_has_a_checksum_that_changes_with_its_files(tmp_path):
    before = card.checksums(tmp_path)
    path = tmp_path / "english" / "gum" / "coref" / "own.conll"
    path.parent.mkdir(parents=True)
    path.write_text("1\ta\t(person-1)\n")
    after = card.checksums(tmp_path)
    assert before.keys() == after.keys() == card.MEASURES.keys()
    assert {name for name in before if before[name] != after[name]} == {"parse", "robustness", "chains"}
    assert "(chains, parse, robustness)" in card.moved(before, after)[0]
    assert card.moved({}, after) == []
