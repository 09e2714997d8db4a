"""The event mentions of one report: Parsed in, mentions out.

The order is visible here: attributions first, since their cues are no events; then the acts; then, for each, who takes
part, what is said of its reality, who says it, where, how many; and last the time expressions each act is tied to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract import clauses, times
from dateline.extract.acts import Act
from dateline.extract.attribution import Attributed, attribute, chain
from dateline.extract.coder import load
from dateline.extract.corrections import correction
from dateline.extract.entities import Entities
from dateline.extract.events import find, told_by
from dateline.extract.kinds import around, told
from dateline.extract.modality import Reality, modality
from dateline.extract.numbers import Numbers
from dateline.extract.quotes import odd, quotes
from dateline.extract.roles import Roles
from dateline.extract.stance import stances
from dateline.extract.tree import Tree
from dateline.records import Attribution, Mention, Modality, Parsed, Report, Result, Role, Span

VERSION = "rules 3"

__all__ = ["VERSION", "extract"]


def extract(report: Report, parsed: Parsed, *, given: Sequence[Span] = ()) -> Result[Mention]:
    """Return the event mentions of a report, in order of their triggers, with time and place as written.

    Words in `given` tell an event whatever the rules think of them.
    """
    tree = Tree(parsed)
    entities = Entities(report, parsed, tree)
    attributed = attribute(report, parsed)
    found = find(parsed, tree, entities, {one.trigger for one in attributed if one.telling})
    acts = _with_given(tree, found, given)
    roles, places = Roles(parsed, tree, entities), clauses.Places(parsed, tree, entities)
    numbers = Numbers(tree, entities, acts)
    coder = load().version
    vectors = {predicate.token: predicate.vector for predicate in parsed.predicates}
    mentions = []
    for act in acts:
        attribution = chain(attributed, act.clause)
        reality = _reality(tree, act, attribution)
        stance = stances(tree, reality, attribution)
        trigger = tree.span(range(*act.trigger))
        tellers = _tellers(attributed, act)
        parties = roles.of(act, tellers)
        acted = any(one.role is Role.BY for one in parties)
        coding = told(parsed.tokens, act.token, act.kind, act=act.lemma, below=tree.children)
        mentions.append(
            Mention(
                id=_id(report, tree, act),
                report=report.id,
                sentence=parsed.tokens.sentence[act.token],
                trigger=trigger,
                clause=clauses.words(tree, act, tellers | _cue(attributed, act), named=acted),
                act=act.lemma,
                kind=coding.kind.type,
                mode=coding.kind.mode,
                kind_rule=coding.kind.rule,
                kind_score=coding.score,
                kind_runner_up=coding.runner_up,
                kind_runner_up_score=coding.runner_up_score,
                lemma=tree.lemma(act.token),
                words=tuple(sorted(around(parsed.tokens, act.token, tree.children))),
                roles=parties,
                modality=reality.modality,
                by_narrator=stance.by_narrator,
                by_source=stance.by_source,
                negated=reality.negated,
                correction=correction(report.text, tree.sentence(act.token).span),
                attribution=attribution,
                numbers=numbers.of(act),
                tense=clauses.tense(tree, act),
                same_as=(_id(report, tree, act.told_before),) if act.told_before else (),
                place=places.of(act),
                score=round(act.score, 3),
                vector=vectors.get(act.token, b""),
                made_by=f"extract {VERSION}; {coder}; {parsed.model}",
            )
        )
    ids = {token: _id(report, tree, act) for act in acts for token in (act.token, *act.lenders)}
    tied = times.link(parsed, ids)
    linked = tuple(replace(mention, times=tied.get(mention.id, ())) for mention in mentions)
    return Result(linked, tuple(odd(report, tree, quotes(report, tree))))


def _with_given(tree: Tree, acts: Sequence[Act], given: Sequence[Span]) -> Sequence[Act]:
    """Add the given words that no act has for its trigger."""
    taken = {token for act in acts for token in range(*act.trigger)}
    added = []
    for span in given:
        act = told_by(tree, span)
        if act is not None and taken.isdisjoint(range(*act.trigger)):
            taken.update(range(*act.trigger))
            added.append(act)
    return sorted([*acts, *added], key=lambda act: act.token) if added else acts


def _reality(tree: Tree, act: Act, attribution: Attribution) -> Reality:
    """Return the act's modality: by its own word, else by the verb that it shares a clause with."""
    own = modality(tree, act.token, attribution)
    if act.clause == act.token or own.modality is not Modality.ASSERTED:
        return own
    return modality(tree, act.clause, attribution)


def _tellers(attributed: Sequence[Attributed], act: Act) -> frozenset[int]:
    """Return the words of who tells the act and is named only after it: "the port was shut, the minister said"."""
    return frozenset(
        word
        for one in attributed
        if one.telling and act.token in one.content and act.token < min(one.source, default=0)
        for word in one.source
    )


def _cue(attributed: Sequence[Attributed], act: Act) -> frozenset[int]:
    """Return the cues behind the act that tell it: "according to", "said"."""
    return frozenset(
        word for one in attributed if one.telling and act.token in one.content for word in one.cue if word > act.token
    )


def _id(report: Report, tree: Tree, act: Act) -> str:
    return f"m{report.id[1:]}-{tree.tokens.span[act.trigger[0]].start}"
