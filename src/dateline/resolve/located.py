"""Names of places that tell where something happened, not where somebody comes from: toponyms in, spans out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.records import Span
from dateline.resolve.context import Context
from dateline.resolve.toponyms import Form, Toponym

AT = frozenset("in at near outside inside across around off on within throughout".split())
ORIGIN = frozenset(
    "born raised based headquartered listed registered educated trained native resident living residing".split()
)
DESCRIBING = re.compile(
    r"[-‑–](?:born|raised|based|headquartered|listed|registered|educated|trained|backed|led|bound)\b"
)
KINDS = frozenset(
    """province governorate region state district county oblast prefecture city town village municipality capital suburb
    neighborhood neighbourhood area camp island peninsula department division territory""".split()
)
SPOTS = frozenset(
    """airport airbase base air airfield international hospital university prison jail port harbour harbor station
    bridge embassy consulate square street road highway market mosque church cathedral temple synagogue school stadium
    camp border crossing suburb suburbs outskirts countryside dam refinery mine factory plant field naval military
    central old city town district province region area""".split()
)


def find(context: Context, toponyms: Iterable[Toponym]) -> Iterator[Span]:
    """Yield the names behind a locative word: "in Goma", not "born in Goma" nor "in Goma-based firms"."""
    tokens = context.parsed.tokens
    for one in toponyms:
        inside = context.tokens(one.span)
        if one.form is not Form.NAME or not inside or inside.start == 0:
            continue
        at = inside.start - 1
        if tokens.text[at].lower() == "the" and at > 0:
            at -= 1
        origin = at > 0 and tokens.text[at - 1].lower() in ORIGIN
        if tokens.text[at].lower() in AT and not origin and not _describes(one.span, inside, context):
            yield one.span


def _describes(span: Span, inside: range, context: Context) -> bool:
    """Say whether a place only tells what kind of thing is behind it: "in London-listed firms", "in Texas firms"."""
    if DESCRIBING.match(context.report.text, span.end):
        return True
    tokens = context.parsed.tokens
    top = next((t for t in inside if tokens.head[t] not in inside), inside[-1])
    governor = tokens.head[top]
    return tokens.deprel[top] in {"compound", "amod"} and tokens.lemma[governor].lower() not in SPOTS | KINDS
