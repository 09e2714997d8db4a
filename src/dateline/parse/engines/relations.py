"""A dependency tree of some parser in; a lawful tree with the relations of Universal Dependencies 2 out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

BASE = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed "
    "flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative "
    "xcomp".split()
)
# The subtypes that the model that ships knows (EWT 2.15); others are cut off.
KEPT = frozenset(
    "acl:relcl advcl:relcl aux:pass cc:preconj compound:prt csubj:outer csubj:pass det:predet nmod:desc nmod:poss "
    "nmod:unmarked nsubj:outer nsubj:pass obl:agent obl:unmarked".split()
)
RENAMED = {
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
}


def is_universal(labels: Iterable[str]) -> bool:
    """Say whether relations are those of Universal Dependencies 2, subtypes of any sort allowed."""
    return {label.lower().partition(":")[0] for label in labels} <= BASE


def universal(label: str) -> str:
    """Return a relation of UD 2 as the model that ships spells it.

    >>> universal("ROOT"), universal("obl:tmod"), universal("flat:name"), universal("acl:relcl")
    ('root', 'obl:unmarked', 'flat', 'acl:relcl')
    """
    label = RENAMED.get(label.lower(), label.lower())
    return label if label in KEPT else label.partition(":")[0]


def lawful(heads: Sequence[int], labels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return a tree with one root, which every word reaches; "root" stands on the root alone.

    Further roots hang from the first as parataxis; a word that does not reach a root hangs from it as "dep".
    """
    head, label = list(heads), list(labels)
    size = len(head)
    if not size:
        return [], []
    roots = [i for i in range(size) if head[i] == i or not 0 <= head[i] < size]
    root = next((i for i in roots if label[i] == "root"), roots[0] if roots else 0)
    for i in roots:
        head[i], label[i] = (i, "root") if i == root else (root, "parataxis")
    head[root], label[root] = root, "root"
    reaches = {root}
    for i in range(size):
        path = [i]
        while path[-1] not in reaches and head[path[-1]] not in path:
            path.append(head[path[-1]])
        if path[-1] not in reaches:  # a circle
            head[path[-1]], label[path[-1]] = root, "dep"
        reaches.update(path)
    return head, ["dep" if one == "root" and i != root else one for i, one in enumerate(label)]
