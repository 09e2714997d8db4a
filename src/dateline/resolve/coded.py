"""Mentions and a user's codebooks in, the same mentions with the types that these give them out.

Nothing stored changes: codes are laid over the mentions each time that they are asked for, so that a codebook may be
changed without reading a report again. A codebook's own words go first: a cue, of which the longest that is met wins;
then a kind of ours that a type names. Where neither speaks, the type whose words mean most nearly the same is given,
if it is near enough. What a type is kept away by, or must be told with, and a codebook's scope outrank all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.records import Candidate, Code, Codebook, CodebookType, Cue, Mention
from dateline.resolve.likeness import Likeness, weights

CUE, MODE, KIND, MEANING = range(4)  # what speaks for a type, the strongest first


class _Case(NamedTuple):
    """What speaks for one type of a mention; the least is the best."""

    by: int
    strength: float  # of two cues the longer is the less
    place: int  # of the type in its codebook
    type: str
    score: float
    reason: str


def coded(mentions: Iterable[Mention], codebooks: Sequence[Codebook]) -> tuple[Mention, ...]:
    """Lay the codebooks' types over mentions; each codebook gives a mention one type or none."""
    told = tuple(mentions)
    lemmas: dict[str, set[str]] = {}
    for one in told:
        lemmas.setdefault(one.report, set()).update(_own(one), one.words)
    coders = [_Coder(codebook) for codebook in codebooks]
    return tuple(
        replace(one, codes=tuple(filter(None, (coder.code(one, lemmas[one.report]) for coder in coders))))
        for one in told
    )


class _Coder:
    """One codebook, ready to be held against mentions."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.likeness = Likeness(codebook.types)

    def code(self, mention: Mention, report: set[str]) -> Code | None:
        """Return the type of a mention with what speaks for it and the runner-up, None where no type is near.

        `report` has the lemmas of the acts of the mention's report and of what hangs on them.
        """
        scope = self.codebook.scope
        if scope and not any(report.issuperset(cue.lemmas) for cue in scope):
            return None
        cases = sorted(self._cases(mention))
        if not cases:
            return None
        best, *others = cases
        second = next((Candidate(id=c.type, name=c.type, score=c.score, reason=c.reason) for c in others), None)
        if best.by == MEANING and best.score < weights().threshold:
            return None
        return Code(codebook=self.codebook.name, type=best.type, score=best.score, reason=best.reason, runner_up=second)

    def _cases(self, mention: Mention) -> Iterable[_Case]:
        alike = self.likeness.cases(mention)
        near = _own(mention).union(mention.words)
        for place, (one, like) in enumerate(zip(self.codebook.types, alike, strict=True)):
            if any(_met(cue, mention) for cue in one.unless) or (
                one.beside and not any(near.issuperset(cue.lemmas) for cue in one.beside)
            ):
                continue
            met = max((cue for cue in one.cues if _met(cue, mention)), key=lambda cue: len(cue.lemmas), default=None)
            named = _named(one, mention)
            if met is not None:
                yield _Case(CUE, -len(met.lemmas), place, one.name, 1.0, f"its cue “{met.text}”")
            elif named:
                by = MODE if "/" in named else KIND
                yield _Case(by, 0, place, one.name, 1.0, f"its kind {named}, by “{mention.kind_rule}”")
            else:
                yield _Case(MEANING, -like.score, place, one.name, like.score, like.reason)


def _met(cue: Cue, mention: Mention) -> bool:
    """Say whether all words of a cue are the act's or hang on it, one of them at least the act's own."""
    own, lemmas = _own(mention), set(cue.lemmas)
    return not lemmas.isdisjoint(own) and lemmas <= own.union(mention.words)


def _own(mention: Mention) -> set[str]:
    return {*mention.act.split(), mention.lemma}


def _named(one: CodebookType, mention: Mention) -> str:
    """Return the kind of ours by which a type claims a mention, the one with a mode first."""
    narrow = f"{mention.kind}/{mention.mode}"
    return next((kind for kind in (narrow, mention.kind) if kind and kind in one.kinds), "")
