"""Find who tells what inside one sentence: trees in, (cue, source, content) out, before quotations and names.

The constructions are those of the PolNeAR guidelines (Newell, Margolin and Ruths 2018) and of Pareti (2012): verbs with
a clause, an infinitive, a quotation or an aside ("X, officials said"); "as" and "according to" phrases; a source's own
source ("citing Y", "as quoted by Y"); nouns with a clause ("the claim that"); hedges ("reportedly"); headlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dateline.extract.sources import lexicon
from dateline.extract.tree import Tree

SPEECH_LISTS = ("report", "quoting", "directive")
VERBAL = frozenset({"VERB", "AUX"})
DASHES = frozenset({"-", "–", "—", "--"})


class Sort(StrEnum):
    """What the cue says of the source: that it tells, thinks, means to, or judges."""

    REPORT = "report"
    BELIEF = "belief"
    INTENT = "intent"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A cue with what it attributes to whom; tokens of one report. `source` is the head of the source's words."""

    trigger: int
    cue: frozenset[int]
    source: int | None
    content: frozenset[int]
    sort: Sort
    inside: int | None = None  # trigger of the cue that this one stands behind, where content does not tell
    phrase: frozenset[int] = frozenset()  # the source's words, where they are not the head's noun phrase


def find(tree: Tree) -> list[Found]:
    """Find all cues of a report that need no quotation to be seen."""
    found: list[Found] = []
    for token in range(len(tree.tokens)):
        upos, lemma = tree.tokens.upos[token], tree.lemma(token)
        if upos == "VERB" and tree.tokens.deprel[token] != "amod":
            found.extend(_verb(tree, token, lemma))
        elif upos == "NOUN" and lemma in lexicon("noun"):
            found.extend(_noun(tree, token, lemma))
        elif lemma in lexicon("hedge"):
            found.extend(_hedge(tree, token))
        elif upos == "ADJ" and lemma in lexicon("hedged") and tree.head(token) is not None:
            head = tree.tokens.head[token]
            found.append(_bare(tree, token, frozenset({head})))
        if tree.word(token) == "according":
            found.extend(_according(tree, token))
    for sentence in tree.parsed.sentences:
        found.extend(_colon(tree, sentence.first, sentence.last))
        if sentence.title:
            found.extend(_dash(tree, sentence.first, sentence.last))
    return _citing(tree, found)


# --- verbs --------------------------------------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
    if lemma in {"quote", "cite", "report", "say", "tell"} and _as_by(tree, verb):
        agent = _agent(tree, verb)
        matrix = _teller(tree, verb)
        if agent is not None and matrix is not None:
            content = _without(tree, _matrix(tree, matrix), verb)
            yield Found(
                trigger=verb, cue=_cue(tree, verb) | _by(tree, agent), source=agent, content=content, sort=Sort.REPORT
            )
            return
    if lemma in lexicon("citing") or (lemma == "report" and tree.passive(verb)):
        yield from _quoted_as_saying(tree, verb)
    content, aside = _content(tree, verb, lemma)
    if not content:
        return
    sort = _sort(tree, verb, lemma, aside)
    if sort is None:
        return
    source = tree.subject(verb)
    if tree.passive(verb):
        source = _agent(tree, verb)
        raised = tree.kid(verb, "nsubj:pass")
        if tree.kids(verb, "xcomp") and raised is not None:  # "the general is said to have left"
            if lemma in lexicon("directive") and not tree.kids(verb, "ccomp"):
                source = _agent(tree, verb)
            else:
                content |= tree.subtree(raised)
        elif raised is not None and lemma in {"tell", "inform", "notify", "warn", "convince", "concern", "brief"}:
            return  # "they were told that": the source is not named
    if source is not None and tree.tokens.deprel[source] == "expl":
        source = None
    if source is not None and source in content and tree.rel(verb) != "acl":
        source = None
    yield Found(trigger=verb, cue=_cue(tree, verb), source=source, content=content - _cue(tree, verb), sort=sort)


def _content(tree: Tree, verb: int, lemma: str) -> tuple[frozenset[int], bool]:
    """Return the words that the verb tells, and whether it stands aside of them ("X, officials said")."""
    content = _clauses(tree, verb, lemma)
    if content:
        return content, False
    if _aside(tree, verb, lemma):
        return _without(tree, _matrix(tree, tree.tokens.head[verb]), verb), True
    return _infinitive(tree, verb, lemma) or _charge(tree, verb, lemma) or _object(tree, verb, lemma), False


def _union(tree: Tree, heads: Iterable[int]) -> frozenset[int]:
    return frozenset().union(*(tree.subtree(head) for head in heads))


def _clauses(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    content = _union(tree, [kid for kid in tree.kids(verb, "ccomp") if not _participle(tree, kid)])
    if content or not _spoken_verb(lemma):
        return content
    that = verb + 1
    if that < len(tree.tokens) and tree.word(that) == "that" and tree.tokens.deprel[that] == "mark":
        told = tree.tokens.head[that]  # a tree that hangs the clause elsewhere is wrong: "adding that"
        if told > that:
            return tree.subtree(told) - frozenset(range(verb + 1))
    beside = [kid for kid in tree.kids(verb, "parataxis") if not _aside(tree, kid, tree.lemma(kid))]
    return _union(tree, beside[:1])


def _participle(tree: Tree, token: int) -> bool:
    """Say whether a clause is a participle of telling, which adds to the telling and is not told: "said, adding"."""
    return tree.tokens.xpos[token] == "VBG" and _spoken_verb(tree.lemma(token)) and not tree.kids(token, "aux", "nsubj")


def _aside(tree: Tree, verb: int, lemma: str) -> bool:
    """Say whether the verb and its subject stand beside what they tell: "X, officials said", "as officials said"."""
    rel, marks = tree.rel(verb), _introduced(tree, verb)
    unmarked = rel == "advcl" and not tree.kids(verb, "mark") and tree.kid(verb, "nsubj") is not None
    beside = rel == "parataxis" or (rel == "advcl" and "as" in marks) or unmarked
    bare = not tree.kids(verb, "obj", "xcomp") or lemma in {"tell", "add"}
    return beside and bare and _spoken_verb(lemma) and tree.head(verb) is not None and tree.subject(verb) is not None


def _infinitive(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return what is promised, wanted or asked for with an infinitive."""
    if not any(lemma in lexicon(name) for name in ("intent", "directive", "report", "belief")):
        return frozenset()
    heads = [k for k in tree.kids(verb, "xcomp") if tree.tokens.upos[k] in VERBAL or tree.kids(k, "mark", "cop")]
    if not heads and lemma in lexicon("directive") and tree.kids(verb, "obj", "obl"):
        heads = [kid for kid in tree.kids(verb, "advcl") if "to" in tree.marks(kid)]
    return _union(tree, heads)


def _charge(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return what somebody is accused of, and who is."""
    if lemma not in {"accuse", "blame", "suspect", "charge"}:
        return frozenset()
    heads = [kid for kid in tree.kids(verb, "advcl", "obl") if tree.marks(kid) & {"of", "for", "with"}]
    return _union(tree, [*heads, *tree.kids(verb, "obj")]) if heads else frozenset()


def _object(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return the noun phrase that is announced, called for or judged."""
    if lemma == "call":
        return _union(tree, [k for k in tree.kids(verb, "obl", "advcl") if tree.marks(k) & {"for", "on", "upon"}])
    if any(lemma in lexicon(name) for name in ("object", "judgement")):
        return _union(tree, tree.kids(verb, "obj"))
    return frozenset()


def _sort(tree: Tree, verb: int, lemma: str, aside: bool) -> Sort | None:
    clause = bool(tree.kids(verb, "ccomp", "parataxis")) or aside
    infinitive = bool(tree.kids(verb, "xcomp", "advcl"))
    if clause:
        if lemma in lexicon("report") | lexicon("quoting") | lexicon("directive"):
            return Sort.REPORT
        if lemma in lexicon("belief"):
            return Sort.BELIEF
        if lemma in lexicon("intent"):
            return Sort.INTENT
        return Sort.REPORT if lemma in lexicon("judgement") else None
    if infinitive and lemma in lexicon("directive") | lexicon("report"):
        return Sort.REPORT
    if lemma in lexicon("object"):
        return Sort.BELIEF if lemma in lexicon("belief") else Sort.REPORT
    if lemma == "call":
        return Sort.REPORT
    if infinitive and lemma in lexicon("intent"):
        return Sort.INTENT
    if infinitive and lemma in lexicon("belief"):
        return Sort.BELIEF
    return Sort.JUDGEMENT


def _spoken_verb(lemma: str) -> bool:
    return any(lemma in lexicon(name) for name in SPEECH_LISTS) or lemma in lexicon("belief")


def _introduced(tree: Tree, verb: int) -> set[str]:
    return tree.marks(verb) | {tree.word(kid) for kid in tree.kids(verb, "advmod")}


def _cue(tree: Tree, verb: int) -> frozenset[int]:
    """Return the verb with its auxiliaries, negation and particle."""
    found = {verb}
    for kid in tree.kids(verb, "aux", "compound:prt"):
        found.add(kid)
    for kid in tree.kids(verb, "advmod"):
        if tree.word(kid) in {"not", "n't", "n’t", "never"} and kid < verb:
            found.add(kid)
    return frozenset(found)


# --- the source's source ------------------------------------------------------------------------------------------


def _as_by(tree: Tree, verb: int) -> bool:
    """Say whether the verb heads an aside such as "as quoted by"."""
    return tree.tokens.xpos[verb] in {"VBN", "VBD"} and ("as" in _introduced(tree, verb) or "as" in _before(tree, verb))


def _teller(tree: Tree, verb: int) -> int | None:
    """Return what an aside on the whole sentence hangs from: the verb of telling where it was hung inside the told."""
    at = tree.head(verb)
    while at is not None and tree.rel(at) in {"ccomp", "parataxis"}:
        head = tree.tokens.head[at]
        if not _spoken_verb(tree.lemma(head)) or not min(tree.subtree(at)) < head < verb:
            break
        at = head
    return at


def _before(tree: Tree, verb: int) -> str:
    return tree.word(verb - 1) if verb > tree.sentence(verb).first else ""


def _agent(tree: Tree, verb: int) -> int | None:
    for kid in tree.kids(verb, "obl", "nmod"):
        if "by" in tree.marks(kid) or tree.tokens.deprel[kid] == "obl:agent":
            return kid
    return None


def _by(tree: Tree, agent: int) -> frozenset[int]:
    return frozenset(kid for kid in tree.kids(agent, "case") if tree.word(kid) == "by")


def _quoted_as_saying(tree: Tree, verb: int) -> Iterator[Found]:
    """Read "Y quoted X as saying that" and "X was quoted by Y as saying that"."""
    for saying in tree.kids(verb, "advcl", "xcomp", "obl"):
        if "as" not in _introduced(tree, saying) or not _spoken_verb(tree.lemma(saying)):
            continue
        content = frozenset().union(*(tree.subtree(kid) for kid in tree.kids(saying, "ccomp", "obj", "parataxis")))
        passive = tree.passive(verb)
        speaker = tree.kid(verb, "nsubj:pass") if passive else tree.kid(verb, "obj")
        outlet = _agent(tree, verb) if passive else tree.subject(verb)
        if speaker is None:
            continue
        if not content:
            rel, head = tree.rel(verb), tree.head(verb)
            if rel in {"parataxis", "advcl"} and head is not None:
                content = _without(tree, _matrix(tree, head), verb)
        cue = _cue(tree, verb) | {saying, *tree.kids(saying, "mark", "case")}
        yield Found(trigger=saying, cue=cue, source=speaker, content=content, sort=Sort.REPORT)
        if outlet is not None:
            told = content | tree.subtree(speaker) | {saying}
            yield Found(trigger=verb, cue=cue, source=outlet, content=told - {verb}, sort=Sort.REPORT)


def _citing(tree: Tree, found: list[Found]) -> list[Found]:
    """Add "citing Y": Y stands behind the source of the clause it hangs from."""
    by_trigger = {one.trigger: i for i, one in enumerate(found)}
    extra: list[Found] = []
    for verb in range(len(tree.tokens)):
        if tree.lemma(verb) not in lexicon("citing") or tree.tokens.xpos[verb] != "VBG":
            continue
        cited = tree.kid(verb, "obj")
        if cited is None:
            cited = next((kid for kid in tree.kids(verb, "obl") if not tree.kids(kid, "case")), None)
        head = tree.head(verb)
        if cited is None or head is None:
            continue
        teller = next((a for a in (head, *tree.ancestors(head)) if a in by_trigger), None)
        content: frozenset[int] = frozenset().union(*(tree.subtree(kid) for kid in tree.kids(verb, "ccomp")))
        if teller is not None:
            outer = found[by_trigger[teller]]
            content |= outer.content - tree.subtree(cited)
            found[by_trigger[teller]] = replace(outer, content=(outer.content | content) - {verb})
        elif _spoken_verb(tree.lemma(head)) and content:
            outer = Found(
                trigger=head, cue=_cue(tree, head), source=tree.subject(head), content=content, sort=Sort.REPORT
            )
            by_trigger[head] = len(found)
            found.append(outer)
            teller = head
        elif not content:
            content = _without(tree, _matrix(tree, head), verb)
        if content:
            extra.append(
                Found(
                    trigger=verb,
                    cue=frozenset({verb}),
                    source=cited,
                    content=content - {verb},
                    sort=Sort.REPORT,
                    inside=teller,
                )
            )
    kept = [one for one in found if one.trigger not in {e.trigger for e in extra}]
    return kept + extra


def _according(tree: Tree, token: int) -> Iterator[Found]:
    if token + 1 >= len(tree.tokens) or tree.word(token + 1) != "to":
        return
    noun = tree.head(token) if tree.rel(token) in {"case", "mark", "fixed"} else tree.kid(token, "obl", "obj", "nmod")
    if noun is None:
        return
    top = noun if tree.rel(token) in {"case", "mark", "fixed"} else token
    matrix = tree.head(top)
    if matrix is None:
        return
    content = _without(tree, _matrix(tree, matrix), top)
    yield Found(trigger=token, cue=frozenset({token, token + 1}), source=noun, content=content, sort=Sort.REPORT)


# --- nouns, hedges, headlines -------------------------------------------------------------------------------------


def _noun(tree: Tree, noun: int, lemma: str) -> Iterator[Found]:
    content: frozenset[int] = frozenset()
    infinitive = False
    for kid in tree.kids(noun, "acl", "ccomp"):
        if tree.tokens.deprel[kid] == "acl:relcl":
            continue
        if "that" in tree.marks(kid):
            content |= tree.subtree(kid)
        elif "to" in tree.marks(kid) and lemma in lexicon("intent_noun"):
            content |= tree.subtree(kid)
            infinitive = True
    for kid in tree.kids(noun, "nmod") if lemma in {"call", "demand", "appeal"} and not content else ():
        if "for" in tree.marks(kid):
            content |= tree.subtree(kid)
    if not content:
        return
    source = tree.kid(noun, "nmod:poss")
    for kid in tree.kids(noun, "nmod"):
        if source is None and tree.marks(kid) & {"of", "by", "from", "among"} and kid not in content:
            source = kid
    verb = tree.head(noun)
    light = verb is not None and tree.tokens.upos[verb] == "VERB" and tree.rel(noun) == "obj"
    if source is None and light and verb is not None and not tree.passive(verb):
        source = tree.subject(verb)
    if source is None and lemma not in lexicon("rumour_noun"):
        return
    sort = Sort.INTENT if infinitive else Sort.REPORT
    cue = frozenset({noun})
    if light and verb is not None and source is not None and source == tree.subject(verb):
        cue = frozenset(range(min(_cue(tree, verb)), noun + 1)) if verb < noun and noun - verb <= 4 else cue | {verb}
        cue -= content
    yield Found(trigger=noun, cue=cue, source=source, content=content - cue, sort=sort)


def _hedge(tree: Tree, token: int) -> Iterator[Found]:
    head = tree.head(token)
    if head is None:
        return
    clause = (
        head
        if tree.tokens.upos[head] in {"NOUN", "ADJ", "NUM"} and not tree.kids(head, "cop", "nsubj")
        else tree.clause(head)
    )
    yield _bare(tree, token, tree.subtree(clause))


def _bare(tree: Tree, token: int, content: frozenset[int]) -> Found:
    del tree
    return Found(trigger=token, cue=frozenset({token}), source=None, content=content - {token}, sort=Sort.REPORT)


def _dash(tree: Tree, first: int, last: int) -> Iterator[Found]:
    """Read a headline's tail: "Ministers meet in secret – reports"."""
    dash = next((i for i in range(last - 2, max(first, last - 7), -1) if tree.tokens.text[i] in DASHES), None)
    if dash is None or dash - first < 3:
        return
    tail = [i for i in range(dash + 1, last) if tree.tokens.upos[i] != "PUNCT"]
    if not tail:
        return
    noun = tail[-1]
    told = {
        "report",
        "source",
        "official",
        "media",
        "police",
        "agency",
        "tv",
        "ministry",
        "spokesman",
        "witness",
        "minister",
        "army",
        "military",
    }
    named = tree.tokens.upos[noun] == "PROPN" or tree.lemma(noun) in told or tree.word(noun) in lexicon("media")
    spaced = tree.tokens.span[dash - 1].end < tree.tokens.span[dash].start
    if named and spaced and not any(tree.tokens.upos[i] in {"VERB", "AUX", "ADP"} for i in tail[:-1]):
        yield Found(
            trigger=noun,
            cue=frozenset({noun}),
            source=noun,
            content=frozenset(range(first, dash)),
            sort=Sort.REPORT,
            phrase=frozenset(tail),
        )


def _colon(tree: Tree, first: int, last: int) -> Iterator[Found]:
    """Read "Minister: talks will go on": a short noun phrase, a colon, then a clause."""
    colon = next((i for i in range(first + 1, min(first + 7, last - 2)) if tree.tokens.text[i] == ":"), None)
    if colon is None:
        return
    before, after = range(first, colon), range(colon + 1, last)
    allowed = {"PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "PUNCT", "NUM"}
    if any(tree.tokens.upos[i] not in allowed for i in before) or not any(
        tree.tokens.upos[i] in {"VERB", "AUX"} for i in after
    ):
        return
    head = next((i for i in reversed(before) if tree.tokens.upos[i] in {"PROPN", "NOUN"}), None)
    people = {
        "official",
        "minister",
        "ministry",
        "police",
        "spokesman",
        "spokeswoman",
        "army",
        "military",
        "report",
        "reports",
        "source",
        "expert",
        "witness",
        "president",
        "premier",
        "mayor",
        "general",
    }
    if head is None:
        return
    source = next(
        (
            m
            for m in tree.parsed.entities
            if first <= m.first and m.last <= colon and m.type in {"person", "organisation", "geopolitical"}
        ),
        None,
    )
    if source is None and tree.lemma(head) not in people:
        return
    yield Found(
        trigger=colon,
        cue=frozenset({colon}),
        source=head,
        content=frozenset(after),
        sort=Sort.REPORT,
        phrase=frozenset(before),
    )


def _matrix(tree: Tree, token: int) -> frozenset[int]:
    """Return the clause that an aside is about."""
    if tree.tokens.upos[token] in {"VERB", "AUX"} or tree.kids(token, "nsubj", "cop"):
        return tree.subtree(token)
    return tree.subtree(tree.clause(token))


def _without(tree: Tree, content: frozenset[int], aside: int) -> frozenset[int]:
    return content - tree.subtree(aside)
