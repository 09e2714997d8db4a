"""Derive from WordNet 3.1 which acts can name one another: `python -m training.resources.synonyms WORDNET_DIR`.

In: the `dict` folder of WordNet (Fellbaum 1998; index.verb, data.verb, index.noun, data.noun). Out: a line for
each lemma that names an act, with the numbers of its commonest senses and of the wider senses right above them. Senses
that stand above very many others ("move", "make") say nothing and are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.merge.words import stem, weights
from dateline.resources.kinds import act

SENSES = 7  # of a verb, the most used first
NOUN_SENSES = 2
CROWD = 40  # senses below one that is too wide to tell anything
HAPPENINGS = frozenset(("04", "10", "11", "19", "22", "26"))  # act, communication, event, phenomenon, process, state


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("  "):
            yield line.partition(" | ")[0].split()


def _above(folder: Path, pos: str) -> dict[str, tuple[str, ...]]:
    """Return the senses right above each sense; of nouns, only those that name happenings have an entry."""
    found = {}
    for fields in _lines(folder / f"data.{pos}"):
        start = 4 + 2 * int(fields[3], 16)
        if pos == "noun" and fields[1] not in HAPPENINGS:
            continue
        pointers = [fields[start + 1 + 4 * i : start + 5 + 4 * i] for i in range(int(fields[start]))]
        found[fields[0]] = tuple(p[1] for p in pointers if p[0] == "@" and p[2] == pos[0])
    return found


def derive(folder: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Map each lemma of an act to its own senses and those right above them."""
    out: dict[str, tuple[list[str], list[str]]] = {}
    for pos, most in (("verb", SENSES), ("noun", NOUN_SENSES)):
        above = _above(folder, pos)
        crowd = Counter(sense for senses in above.values() for sense in senses)
        for fields in _lines(folder / f"index.{pos}"):
            lemma = fields[0]
            plain = lemma.replace("_", "", 1 if pos == "verb" else 0)  # "call_off" too
            if not plain.isalpha() or lemma in out:
                continue
            if pos == "noun" and (stem(lemma) not in weights() or act(lemma, "NOUN") != lemma):
                continue  # rare, or read as the verb that it comes from
            senses = fields[-int(fields[2]) :][:most]
            own = [sense for sense in senses if sense in above]
            if own and (pos == "verb" or own[0] == senses[0]):
                wider = {sense for one in own for sense in above[one] if crowd[sense] <= CROWD}
                kept = [sense for sense in own if crowd[sense] <= CROWD]
                if kept or wider:
                    out[lemma.replace("_", " ")] = (
                        [pos[0] + s for s in kept],
                        sorted(pos[0] + s for s in wider - set(kept)),
                    )
    return out


def main(folder: Path) -> None:
    """Write the table; senses that only one lemma has are left out, and the rest are numbered anew."""
    table = derive(folder)
    often = Counter(sense for own, wider in table.values() for sense in {*own, *wider})
    number: dict[str, int] = {}
    sys.stdout.write("# Derived by training/resources/synonyms.py from WordNet 3.1 (licence: LICENSE-WORDNET).\n")
    for lemma, parts in sorted(table.items()):
        kept = [[str(number.setdefault(s, len(number))) for s in part if often[s] > 1] for part in parts]
        if any(kept):
            sys.stdout.write("\t".join((lemma, *(" ".join(part) for part in kept))) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
