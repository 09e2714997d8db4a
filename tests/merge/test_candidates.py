"""Which pairs of a pile are compared: those that share a key that counts, and those of one report."""

from __future__ import annotations

import importlib

from tests.merge.build import mention, party, report

from dateline.merge.facts import Prose, facts
from dateline.records import ActorKind, Role

module = importlib.import_module("dateline.merge.candidates")


def pile(*texts):
    """Return the facts of one act in each text, by who is named first in it."""
    told = []
    for number, (text, word, act) in enumerate(texts):
        of = report(text, outlet=f"Outlet {number}", published="2021-05-04")
        side = party(of, text.split()[0], Role.BY, ActorKind.ARMED_GROUP, id_=f"group:{text.split()[0]}")
        told.append((of, mention(of, word, act, side)))
    return facts([one for _, one in told], {of.id: Prose(of) for of, _ in told})


def test_one_class_of_acts_by_one_party_is_compared_and_others_are_not():
    found = pile(
        ("Wardens shelled Klow.", "shelled", "shell"),
        ("Wardens bombed a bridge near Zenda.", "bombed", "bomb"),
        ("Dockers sang at dawn.", "sang", "sing"),
    )
    assert module.candidates(found) == [(0, 1)]


def test_acts_that_undo_one_another_are_compared():
    found = pile(("Wardens halted the ferries.", "halted", "halt"), ("Wardens resumed flights.", "resumed", "resume"))
    assert module.candidates(found) == [(0, 1)]


def test_a_key_that_too_many_share_tells_nothing(monkeypatch):
    found = pile(*((f"Wardens shelled a quay, wrote {name}.", "shelled", "shell") for name in ("Ana", "Ben", "Cy")))
    assert len(module.candidates(found)) == 3
    monkeypatch.setattr(module, "CROWD", 2)
    assert module.candidates(found) == []


def test_keys_are_the_same_on_every_machine():
    (one,) = pile(("Wardens shelled Klow.", "shelled", "shell"))
    assert module.hashed("act strike | group:Wardens") in module.keys(one)
    assert module.hashed("act strike | group:Wardens") == 9061838917451917172
