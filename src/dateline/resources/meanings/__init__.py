"""What words mean: one short vector for each of some 26,000 common words, alike where the meanings are.

Made by `training/meanings.py`; names are not among them. The vectors say how near two words are, not whether they are
the same, opposites or parts of one scene: "arrest" is near "release".
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


@cache
def _table() -> tuple[dict[str, int], npt.NDArray[np.int8]]:
    folder = files("dateline.resources.meanings")
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    rows = np.frombuffer((folder / "vectors.int8").read_bytes(), dtype=np.int8).reshape(len(words), -1)
    return {word: number for number, word in enumerate(words)}, rows


@cache
def vector(word: str) -> Vector | None:
    """Return the meaning of a lemma, or of the two words of a phrasal verb, as a unit vector; None where it is unknown.

    >>> vector("bombard").shape, vector("Baghdad") is None
    ((96,), True)
    """
    number, rows = _table()
    at = number.get(word)
    if at is None:
        return None
    found: Vector = rows[at].astype(np.float32)
    found /= np.linalg.norm(found)
    found.flags.writeable = False
    return found


def near(left: str, right: str) -> float:
    """Return how near two words are, from -1 to 1, the cosine of their vectors; 0 where either is unknown.

    >>> near("ratify", "approve") > 0.4 > near("ratify", "bombard")
    True
    """
    one, other = vector(left), vector(right)
    return 0.0 if one is None or other is None else float(one @ other)


def nearest(word: str, among: frozenset[str] | None = None, *, count: int = 10) -> list[tuple[str, float]]:
    """Return the words nearest to a word, of all or of some, the nearest first, and how near each is.

    >>> "bribery" in dict(nearest("bribe"))
    True
    """
    own = vector(word)
    if own is None:
        return []
    number, rows = _table()
    words = list(number)
    kept = np.arange(len(words)) if among is None else np.array(sorted(number[w] for w in among if w in number), int)
    block = rows[kept].astype(np.float32)
    close = block @ own / np.linalg.norm(block, axis=1)
    order = [int(i) for i in np.argsort(-close, kind="stable") if words[kept[i]] != word][:count]
    return [(words[kept[i]], float(close[i])) for i in order]
