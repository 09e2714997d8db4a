"""Derive the table from event nouns to the verbs that name the same act from WordNet 3.0's derivational links.

    python -m training.resources.acts WORDNET_DIR > src/dateline/resources/kinds/acts.tsv

In: the `dict` folder of WordNet 3.0 (data.noun, cntlist.rev; Debian package wordnet-base). Out: noun, verb. A noun is
kept where one of its senses is an act, an event, a communication, a process or a state, and it is derived from a
verb that shares its first three letters; the verb with the most use among those derivations wins.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

LEXNAMES = {"04", "10", "11", "22", "26", "19"}  # act, communication, event, process, state, phenomenon
AGENTS = {"18", "03", "05", "06", "14"}  # person, tops, animal, artifact, group: a noun seen mostly as these is no act


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  ")]


def _uses(folder: Path) -> Counter[tuple[str, str]]:
    uses: Counter[tuple[str, str]] = Counter()
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        uses[lemma, rest[0]] += int(count)
    return uses


def _verbs(folder: Path) -> dict[str, list[str]]:
    verbs = {}
    for line in _lines(folder / "data.verb"):
        fields = line.split(" ")
        size = int(fields[3], 16)
        verbs[fields[0]] = [fields[4 + 2 * i].lower() for i in range(size)]
    return verbs


def derive(folder: Path) -> dict[str, str]:
    """Map each event noun to the verb it is derived from."""
    uses, verbs = _uses(folder), _verbs(folder)
    order = {}  # noun -> offsets by sense, the most frequent first
    for line in _lines(folder / "index.noun"):
        fields = line.split()
        order[fields[0]] = [f for f in fields if len(f) == 8 and f.isdigit()]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line in _lines(folder / "data.noun"):
        fields = line.split(" ")
        if fields[1] not in LEXNAMES:
            continue
        size = int(fields[3], 16)
        nouns = [fields[4 + 2 * i].lower() for i in range(size)]
        start = 4 + 2 * size
        for i in range(int(fields[start])):
            symbol, offset, pos, ends = fields[start + 1 + 4 * i : start + 5 + 4 * i]
            if symbol != "+" or pos != "v":
                continue
            noun, verb = nouns[int(ends[:2], 16) - 1], verbs[offset][int(ends[2:], 16) - 1]
            senses = order.get(noun, [])
            rank = senses.index(fields[0]) if fields[0] in senses else 9
            if noun.isalpha() and verb.isalpha() and noun[:3] == verb[:3] and rank <= 3:
                votes[noun][verb] += 1 + 3 // (1 + rank)
    best = {}
    for noun, found in votes.items():
        verb = max(found, key=lambda v: (v == noun, found[v], uses[v, "2"], v))
        if uses[verb, "2"] >= 1 or len(noun) >= 7:
            best[noun] = verb
    return best


if __name__ == "__main__":
    for noun, verb in sorted(derive(Path(sys.argv[1])).items()):
        sys.stdout.write(f"{noun}\t{verb}\n")
