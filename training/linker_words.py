"""Count in how many texts each word stands: `python -m training.linker_words DATA`, corpora in, words.tsv out.

Only corpora whose words may be counted for a shipped list are read: UD English EWT and GUM (data/README.md, "train" and
"train-sa"), cut into pieces of about a news report's length.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.merge.words import WORD, stem

PIECE = 300  # words; most EWT texts are shorter than a report, most GUM texts longer
RARE = 3  # words in fewer pieces weigh as much as unknown ones
TARGET = Path(__file__).parent.parent / "src/dateline/resources/linker/words.tsv"


def treebanks(data: Path) -> list[Path]:
    """Return the files whose words may be counted."""
    return [
        data / "english/ewt/en_ewt-ud-train.rebuilt.conllu",
        *sorted((data / "english/gum/dep").rglob("*.conllu")),
    ]


def texts(data: Path) -> Iterator[list[str]]:
    """Yield pieces of running text as lists of words."""
    for path in treebanks(data):
        piece: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc") or len(piece) >= PIECE:
                if len(piece) >= PIECE // 6:
                    yield piece
                    piece = []
            elif line[:1].isdigit():
                piece.append(line.split("\t")[1])
        if piece:
            yield piece


def main(data: Path) -> None:
    """Write the list, most common first."""
    counts: Counter[str] = Counter()
    total = 0
    for piece in texts(data):
        counts.update({stem(word) for form in piece for word in WORD.findall(form)})
        total += 1
    kept = sorted(((n, word) for word, n in counts.items() if n >= RARE), key=lambda row: (-row[0], row[1]))
    lines = [f"{word}\t{math.log((total + 1) / n):.2f}" for n, word in kept]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{total} pieces, {len(lines)} words\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
