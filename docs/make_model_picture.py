"""The pieces of the model in, docs/model.svg out: run `python docs/make_model_picture.py` after a change to them."""

from __future__ import annotations

from pathlib import Path

PICTURE = Path(__file__).with_name("model.svg")
WIDTH, HEIGHT = 920, 760
FONT = 'font-family="sans-serif" font-size="13"'
TIP = """<defs><marker id="tip" markerWidth="9" markerHeight="9" refX="8" refY="4" orient="auto">
<path d="M0,0 L9,4 L0,8 z" fill="#555"/></marker></defs>"""
FILLS = {"data": "#ffffff", "graph": "#dbe9f6", "code": "#e9f3e1", "lists": "#fbf0d9"}
Box = tuple[int, int, int, int, str, tuple[str, ...]]  # x, y, width, height, kind, lines

PACKED = (("[CLS]", 1), ("rebels", 1), ("shell", 1), ("##ed", 1), ("aleppo", 1), ("[SEP]", 1),
          ("[CLS]", 2), ("two", 2), ("died", 2), ("[SEP]", 2), ("", 0), ("", 0))  # fmt: skip
SEGMENTS = {0: "#f0f0f0", 1: "#f6dbe0", 2: "#e4dcf3"}

BOXES: tuple[Box, ...] = (
    (330, 190, 260, 62, "graph", ("encoder: six layers, 384 wide", "a piece sees its own sentence only")),
    (330, 282, 260, 46, "data", ("one state a word, 384 numbers", "(that of its first piece; [CLS] is the root)")),
    (20, 366, 200, 66, "graph", ("tags", "17 UPOS · 49 Penn · 12 features", "206 lemma scripts")),
    (240, 366, 150, 66, "graph", ("names", "19 labels", "(9 types, BIO)")),
    (410, 366, 190, 66, "graph", ("marks", "predicate · trigger", "happened (−3 to 3)")),
    (620, 366, 280, 66, "graph", ("arcs: biaffine, 256 wide", "words × words", "who is whose head")),
    (20, 462, 200, 46, "lists", ("table and spelling rules", "lemma")),
    (240, 462, 150, 46, "code", ("Viterbi", "spans of names")),
    (410, 462, 190, 46, "code", ("over a threshold", "words that have roles")),
    (620, 462, 280, 46, "code", ("best spanning tree", "one root, every word reaches it")),
    (620, 538, 280, 46, "graph", ("relations: bilinear, 64 × 64", "51 relations of a word to its head")),
    (620, 614, 280, 46, "code", ("paths: a number for each word", "how it hangs on the predicate")),
    (240, 576, 350, 84, "graph",
     ("roles: all predicates in one pass", "word and predicate, their path and distance",
      "71 labels (35 roles, BIO)")),
    (240, 690, 350, 46, "code", ("Viterbi, one span for each numbered role", "who did what to whom")),
    (20, 690, 200, 46, "lists", ("scorer of references", "who is he, it, the minister")),
)  # fmt: skip
ARROWS = (
    ((460, 152), (460, 190)), ((460, 252), (460, 282)),
    ((380, 328), (120, 366)), ((430, 328), (315, 366)), ((490, 328), (505, 366)), ((540, 328), (760, 366)),
    ((120, 432), (120, 462)), ((315, 432), (315, 462)), ((505, 432), (505, 462)), ((760, 432), (760, 462)),
    ((760, 508), (760, 538)), ((760, 584), (760, 614)), ((620, 637), (590, 637)), ((505, 508), (505, 576)),
    ((415, 660), (415, 690)), ((120, 508), (120, 690)), ((256, 508), (170, 690)),
)  # fmt: skip


def picture() -> str:
    """Return the picture as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        "<title>The model: packed rows, one encoder, heads, and what is decoded between the graphs</title>",
        TIP,
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_legend(),
        *_packed(),
        *(_arrow(*ends) for ends in ARROWS),
        *(line for box in BOXES for line in _box(*box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _text(x: float, y: float, words: str, extra: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="middle"{extra}>{words}</text>'


def _box(x: int, y: int, width: int, height: int, kind: str, lines: tuple[str, ...]) -> list[str]:
    top = y + height / 2 - 8.5 * (len(lines) - 1) + 4.5
    rows = [
        _text(x + width / 2, top + 17 * k, line, ' font-weight="bold"' if k == 0 else ' font-size="12"')
        for k, line in enumerate(lines)
    ]
    shape = f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="6" fill="{FILLS[kind]}" stroke="#555"/>'
    return [shape, *rows]


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f'<path d="M{start[0]},{start[1]} L{end[0]},{end[1]}" stroke="#555" fill="none" marker-end="url(#tip)"/>'


def _packed() -> list[str]:
    """Draw a row of pieces with the sentence that each belongs to."""
    size, left, top = 72, 28, 74
    drawn = [_text(WIDTH / 2, 62, "a row of 64, 128 or 256 word pieces: several sentences share it", ' font-size="12"')]
    for k, (piece, segment) in enumerate(PACKED):
        x = left + k * size
        drawn.append(f'<rect x="{x}" y="{top}" width="{size}" height="30" fill="{SEGMENTS[segment]}" stroke="#555"/>')
        drawn.append(_text(x + size / 2, top + 20, piece))
        drawn.append(_text(x + size / 2, top + 46, str(segment), ' font-size="11" fill="#555"'))
    drawn.append(_text(WIDTH / 2, top + 66, "numbers: the sentence of each piece, 0 is padding; beside them go the "
                       "piece, its place in the sentence, and the shape of its word", ' font-size="12"'))  # fmt: skip
    return drawn


def _legend() -> list[str]:
    drawn = []
    names = {"graph": "learned, int8 in ONNX", "code": "decoded, numpy", "lists": "after the model"}
    for k, (kind, name) in enumerate(names.items()):
        x = 200 + 190 * k
        drawn.append(f'<rect x="{x}" y="18" width="16" height="16" rx="3" fill="{FILLS[kind]}" stroke="#555"/>')
        drawn.append(f'<text x="{x + 24}" y="31">{name}</text>')
    return drawn


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
