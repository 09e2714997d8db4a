"""Sentences in; the same sentences as they may reach us, with the same labels, out.

Every variant keeps the words one for one, so that gold labels stay; only a dropped final stop takes its word with it.
Chance is drawn from the sentence itself, so that a variant is the same in every run.
"""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from training.examples import Example

LETTER_NOISE = 0.01  # a letter in a hundred, as a poor scan has
SMALL = frozenset("a an the and or but nor of in on at to for by with from as is per via vs".split())
PLAIN = {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
MARKED = str.maketrans("aceinosuyzACEINOSUYZ", "áčéíñöšüýžÁČÉÍÑÖŠÜÝŽ")
LOOKALIKE = {
    "l": "1", "o": "0", "e": "c", "i": "l", "h": "b", "s": "5", "u": "v", "c": "e", "t": "f", "a": "o", "n": "u",
    "m": "rn", "g": "q", "d": "cl", "r": "n", "b": "h", "y": "v", "w": "vv", "f": "t", "v": "y", "p": "q", "k": "lc",
    "I": "l", "O": "0", "S": "5", "B": "8", "E": "F", "C": "G", "D": "O", "T": "I", "A": "4", "N": "H", "M": "H",
}  # fmt: skip

Variant = Callable[[Example], Example]


def chance(example: Example, salt: str) -> random.Random:
    """Return draws that depend on the words alone."""
    seed = hashlib.sha256("\0".join([salt, *example.words]).encode()).digest()
    return random.Random(seed)  # noqa: S311


def each(change: Callable[[str], str]) -> Variant:
    """Make a variant that changes every word alike."""
    return lambda example: replace(example, words=[change(word) for word in example.words])


def titled(example: Example) -> Example:
    """Put a capital on every word but the small ones inside, as headlines have."""
    words = [
        word if i and word.lower() in SMALL else word[:1].upper() + word[1:] for i, word in enumerate(example.words)
    ]
    return replace(example, words=words)


def plain(word: str) -> str:
    """Take the marks off letters.

    >>> plain("Škoda-Łódź")
    'Skoda-Lodz'
    """
    parted = unicodedata.normalize("NFKD", word)
    return "".join(PLAIN.get(c, c) for c in parted if not unicodedata.combining(c)) or word


def marked(example: Example) -> Example:
    """Put marks on letters of capitalised words inside the sentence: names are where diacritics stand."""

    def mark(place: int, word: str) -> str:
        return word.translate(MARKED) if place and len(word) > 1 and word[0].isupper() else word

    return replace(example, words=[mark(i, word) for i, word in enumerate(example.words)])


def curled(example: Example) -> Example:
    """Make typographic quotes of straight ones."""
    words, opened = [], False
    for word in example.words:
        if word in {'"', "``", "''"}:
            opened = not opened if word == '"' else word == "``"
            words.append("“" if opened else "”")
        else:
            words.append(word.replace("'", "’").replace("`", "‘"))
    return replace(example, words=words)


def dashed(word: str) -> str:
    """Make dashes of hyphens.

    >>> dashed("--"), dashed("long-range")
    ('—', 'long–range')
    """
    return "—" if word in {"--", "---"} else word.replace("-", "–")


def bare(word: str) -> str:
    """Leave out the apostrophes inside words; one that stands alone stays.

    >>> [bare(word) for word in ("n't", "'s", "O'Neil", "'")]
    ['nt', 's', 'ONeil', "'"]
    """
    return word.replace("'", "").replace("’", "") or word


def misread(example: Example) -> Example:
    """Swap letters for ones that a scan takes them for."""
    draw = chance(example, "letters")

    def seen(letter: str) -> str:
        return LOOKALIKE.get(letter, letter) if draw.random() < LETTER_NOISE else letter

    return replace(example, words=["".join(map(seen, word)) for word in example.words])


def unstopped(example: Example) -> Example:
    """Drop the final stop where nothing hangs on it."""
    last = len(example.words) - 1
    hangs = example.head is not None and (last in example.head or example.head[last] < 0)
    if last < 1 or example.words[last] not in {".", "!", "?"} or hangs:
        return example
    columns = {name: getattr(example, name) for name in COLUMNS}
    return replace(
        example,
        words=example.words[:last],
        predicates=example.predicates and [(word, tags[:last]) for word, tags in example.predicates if word != last],
        **{name: column[:last] for name, column in columns.items() if column is not None},
    )


COLUMNS = ("upos", "xpos", "lemma", "feats", "head", "deprel", "names", "triggers")


def all_of(variants: Iterable[Variant]) -> Variant:
    """Make a variant of several, one after the other."""
    order = tuple(variants)

    def apply(example: Example) -> Example:
        for variant in order:
            example = variant(example)
        return example

    return apply


VARIANTS: dict[str, Variant] = {
    "capitals": each(str.upper),
    "title_case": titled,
    "lower_case": each(str.lower),
    "no_diacritics": each(plain),
    "diacritics": marked,
    "curly_quotes": curled,
    "dashes": each(dashed),
    "no_apostrophes": each(bare),
    "misread_letters": misread,
    "no_final_stop": unstopped,
    "scraped": all_of((curled, each(dashed), misread, unstopped)),
}
