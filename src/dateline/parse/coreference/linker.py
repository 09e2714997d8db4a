"""The mentions of one report in; what each refers back to, its type and its chain out.

Rules join what is sure (`sieve`), boosted trees choose among what grammar allows (`pairs`, `scorer`), and every choice
is told with its share and its runner-up (`decide`). The mention-ranking shape is that of Denis and Baldridge (2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.parse.coreference import scorer
from dateline.parse.coreference.columns import Columns, columns
from dateline.parse.coreference.decide import Choice, decide
from dateline.parse.coreference.pairs import Pairs, pairs
from dateline.parse.coreference.sieve import Sieve
from dateline.parse.groups import Told
from dateline.records import EntityForm, EntityMention, EntityType, Sentence, Span, Tokens


@dataclass(frozen=True, slots=True)
class Table:
    """A report's mentions with the groups that rules made, their columns, and the pairs that may be one thing."""

    told: Sequence[Told]
    sieve: Sieve
    columns: Columns
    pairs: Pairs


def table(tokens: Tokens, sentences: Sequence[Sentence], told: Sequence[Told]) -> Table:
    """Join what is sure and lay out the pairs that are left to be scored."""
    sieve = Sieve(tokens, told)
    sieve.names()
    sieve.structure()
    groups = [sieve.group(k) for k in range(len(told))]
    rows = columns(tokens, sentences, told, groups)
    nouns = [tokens.lemma[t.head].lower() for t in told]
    names = [" ".join(tokens.text[t.first : t.last]) for t in told]
    return Table(told, sieve, rows, pairs(rows, groups, nouns, names))


def link(tokens: Tokens, sentences: Sequence[Sentence], told: Sequence[Told]) -> tuple[EntityMention, ...]:
    """Return the mentions with their types and chains."""
    laid, model = table(tokens, sentences, told), scorer.load()
    found = decide(laid.sieve, laid.columns, laid.pairs, model(laid.pairs.rows), model.least)
    return mentions(tokens, laid, found)


def why(tokens: Tokens, sentences: Sequence[Sentence], told: Sequence[Told], k: int) -> dict[str, float]:
    """Return what spoke for and against the choice of mention k: by how much each feature moves its log-odds.

    The strongest stands first; there is nothing where a rule joined the mention or it refers to nothing before it.
    """
    laid, model = table(tokens, sentences, told), scorer.load()
    choice = decide(laid.sieve, laid.columns, laid.pairs, model(laid.pairs.rows), model.least).get(k)
    found = model.effects(laid.pairs.rows[choice.row]) if choice is not None else {}
    return dict(sorted(((name, moved) for name, moved in found.items() if moved), key=lambda pair: -abs(pair[1])))


def mentions(tokens: Tokens, laid: Table, found: dict[int, Choice]) -> tuple[EntityMention, ...]:
    """Write the mentions as records: slight ones only where something refers to them.

    A pronoun that finds nobody has no chain and no type; a name that the model did not see has no type.
    """
    told = laid.told
    groups = [laid.sieve.group(k) for k in range(len(told))]
    kept = [k for k, mention in enumerate(told) if not mention.slight or len(groups[k].members) > 1]
    place = {k: i for i, k in enumerate(kept)}
    chains: dict[int, int] = {}
    latest: dict[int, int] = {}
    entities = []
    for k in kept:
        mention, group, choice = told[k], groups[k], found.get(k)
        pronoun, unseen = mention.form is EntityForm.PRONOUN, mention.form is EntityForm.NAME and mention.slight
        alone = pronoun and len(group.members) == 1
        chain = None if alone else chains.setdefault(id(group), len(chains))
        before = latest.get(id(group)) if choice is None else place[choice.antecedent]
        latest[id(group)] = place[k]
        entities.append(
            EntityMention(
                first=mention.first,
                last=mention.last,
                head=mention.head,
                span=Span(tokens.span[mention.first].start, tokens.span[mention.last - 1].end),
                type=group.type if pronoun or (mention.type is EntityType.OTHER and not unseen) else mention.type,
                form=mention.form,
                chain=chain,
                antecedent=before,
                rival=place.get(choice.rival) if choice is not None and choice.rival is not None else None,
                score=choice.score if choice is not None else 1.0,
            )
        )
    return tuple(entities)
