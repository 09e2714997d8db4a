"""Training sentences in; the closed sets of labels that the model's heads choose from out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.examples import Example
from training.names import LABELS as NAME_LABELS

ROLE_FLOOR, LEMMA_FLOOR, RELATION_FLOOR = 20, 3, 3


def lemma_script(word: str, lemma: str) -> str:
    """Return how to turn the word into the lemma: letters to drop at the end, letters to add; case is set apart.

    >>> lemma_script("killed", "kill"), lemma_script("was", "be"), lemma_script("Iraq", "Iraq")
    ('2|', '3|be', '0|')
    """
    word, lemma = word.lower(), lemma.lower()
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return f"{len(word) - shared}|{lemma[shared:]}"


def collect(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Collect the label sets, frequent enough to be learnt, in a stable order."""
    counts: dict[str, Counter[str]] = {
        layer: Counter() for layer in ("upos", "xpos", "feats", "lemma", "deprel", "roles")
    }
    for example in examples:
        counts["upos"].update(example.upos or ())
        counts["xpos"].update(example.xpos or ())
        counts["feats"].update(example.feats or ())
        counts["deprel"].update(example.deprel or ())
        if example.lemma:
            counts["lemma"].update(lemma_script(w, x) for w, x in zip(example.words, example.lemma, strict=True))
        for _, roles in example.predicates or ():
            counts["roles"].update(role[2:] for role in roles if role.startswith("B-"))
    floors = {
        "upos": 1,
        "xpos": 1,
        "feats": RELATION_FLOOR,
        "deprel": RELATION_FLOOR,
        "lemma": LEMMA_FLOOR,
        "roles": ROLE_FLOOR,
    }
    kept = {layer: sorted(x for x, n in counts[layer].items() if n >= floors[layer]) for layer in counts}
    kept["roles"] = ["O", *(f"{p}-{role}" for role in kept["roles"] for p in "BI")]
    kept["names"] = list(NAME_LABELS)
    return kept
