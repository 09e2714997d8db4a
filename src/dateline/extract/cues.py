"""Find who tells what inside one sentence: trees in, (cue, source, content) out, before quotations and names.

The constructions are those of the PolNeAR guidelines (Newell, Margolin and Ruths 2018) and of Pareti (2012): verbs with
a clause, an infinitive, a quotation or an aside ("X, officials said"); "as" and "according to" phrases; a source's own
source ("citing Y", "as quoted by Y"); nouns with a clause ("the claim that"); hedges ("reportedly"); headlines.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.extract.asides import according, bare, flat, hedge, nouns, per, voice
from dateline.extract.found import VERBAL, Found, Sort, cue_words, introduced, matrix_of, spoken_verb, union, without
from dateline.extract.headlines import front, tail
from dateline.extract.relays import relayed
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon


def find(tree: Tree) -> list[Found]:
    """Find all cues of a report that need no quotation to be seen."""
    found: list[Found] = []
    for token in range(len(tree.tokens)):
        upos, lemma = tree.tokens.upos[token], tree.lemma(token)
        if upos == "VERB" and tree.tokens.deprel[token] != "amod":
            found.extend(_verb(tree, token, lemma))
        elif upos == "NOUN" and lemma in lexicon("noun"):
            found.extend(nouns(tree, token, lemma))
        elif lemma in lexicon("hedge"):
            found.extend(hedge(tree, token))
        elif upos == "ADJ" and lemma in lexicon("hedged") and tree.head(token) is not None:
            head = tree.tokens.head[token]
            found.append(bare(token, frozenset({head})))
        if tree.word(token) == "according":
            found.extend(according(tree, token))
        elif tree.word(token) == "per":
            found.extend(per(tree, token))
        elif upos == "NOUN" and lemma in lexicon("voice"):
            found.extend(voice(tree, token))
    for sentence in tree.parsed.sentences:
        led = list(front(tree, sentence.first, sentence.last, title=sentence.title))
        found.extend(led)
        if sentence.title and not led:
            found.extend(tail(tree, sentence.first, sentence.last))
    return relayed(tree, flat(tree, found))


# --- verbs --------------------------------------------------------------------------------------------------------


def _verb(tree: Tree, verb: int, lemma: str) -> Iterator[Found]:
    if lemma in {"quote", "cite", "report", "say", "tell"} and _as_by(tree, verb):
        agent = _agent(tree, verb)
        matrix = _teller(tree, verb)
        if agent is not None and matrix is not None:
            content = _before_comma(tree, verb) or without(tree, matrix_of(tree, matrix), verb)
            yield Found(
                trigger=verb,
                cue=cue_words(tree, verb) | _by(tree, agent),
                source=agent,
                content=content,
                sort=Sort.REPORT,
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
    if source is None and sort is Sort.REPORT:
        source = _inverted(tree, verb) or _interrupted(tree, verb)
        if source is not None and source > verb:
            content -= tree.subtree(source)
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
    yield Found(
        trigger=verb, cue=cue_words(tree, verb), source=source, content=content - cue_words(tree, verb), sort=sort
    )


def _content(tree: Tree, verb: int, lemma: str) -> tuple[frozenset[int], bool]:
    """Return the words that the verb tells, and whether it stands aside of them ("X, officials said")."""
    content = _clauses(tree, verb, lemma)
    if content:
        return content, False
    if _aside(tree, verb, lemma):
        return without(tree, matrix_of(tree, tree.tokens.head[verb]), verb), True
    return _infinitive(tree, verb, lemma) or _charge(tree, verb, lemma) or _object(tree, verb, lemma), False


def _clauses(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    heads = [kid for kid in tree.kids(verb, "ccomp") if not _participle(tree, kid)]
    if tree.kids(verb, "expl"):
        heads += tree.kids(verb, "csubj")  # "it is understood that"
    content = union(tree, heads) - union(tree, (run for kid in heads for run in _run_ons(tree, kid, verb)))
    if content or not spoken_verb(lemma):
        return content
    that = verb + 1
    if that < len(tree.tokens) and tree.word(that) == "that" and tree.tokens.deprel[that] == "mark":
        told = tree.tokens.head[that]  # a tree that hangs the clause elsewhere is wrong: "adding that"
        if told > that:
            return tree.subtree(told) - frozenset(range(verb + 1))
    medium = [kid for noun in tree.kids(verb, "obl", "obj") for kid in tree.kids(noun, "acl") if noun > verb]
    hung = [kid for kid in medium if any(tree.word(mark) == "that" for mark in tree.kids(kid, "mark"))]
    if hung:
        return union(tree, hung)  # "wrote in letters that they were beaten"
    beside = [kid for kid in tree.kids(verb, "parataxis") if not _aside(tree, kid, tree.lemma(kid))]
    return union(tree, beside[:1])


def _interrupted(tree: Tree, verb: int) -> int | None:
    """Return the noun before a relative clause that parts it from its verb: "the mayor, who was there, said"."""
    first = tree.sentence(verb).first
    if verb - 1 <= first or tree.word(verb - 1) != ",":
        return None
    comma = next((i for i in range(verb - 2, first, -1) if tree.word(i) == ","), None)
    if comma is None or tree.word(comma + 1) not in {"who", "which", "whose"}:
        return None
    noun = comma - 1
    while first <= tree.tokens.head[noun] < comma and tree.tokens.upos[tree.tokens.head[noun]] in {"NOUN", "PROPN"}:
        if tree.tokens.head[noun] == noun:
            break
        noun = tree.tokens.head[noun]
    return noun if tree.tokens.upos[noun] in {"NOUN", "PROPN"} else None


def _inverted(tree: Tree, verb: int) -> int | None:
    """Return the noun that follows a verb of telling after a quotation or comma, where the tree sees no subject."""
    first = tree.sentence(verb).first
    if verb == first or tree.tokens.xpos[verb] not in {"VBD", "VBZ", "VBP"} or tree.tokens.upos[verb - 1] != "PUNCT":
        return None
    told = [kid for kid in tree.kids(verb, "ccomp", "parataxis") if kid < verb]
    hung = [kid for clause in told for kid in tree.kids(clause, "nsubj", "obj", "obl", "dep") if kid > verb]
    own = tree.kids(verb, "obj", "iobj", "dep", "xcomp", "ccomp", "obl", "parataxis", "dislocated")
    for kid in own + hung:  # the parser may hang the speaker from what is told: "the raid failed, said two aides"
        nominal = tree.tokens.upos[kid] in {"NOUN", "PROPN", "PRON"} and not tree.kids(kid, "case")
        if nominal and min(tree.phrase(kid)) == verb + 1:
            return kid
    return None


def _run_ons(tree: Tree, told: int, verb: int) -> list[int]:
    """Return clauses that a comma, a conjunction and a subject of their own part from what is told before them."""
    if told < verb:
        return []
    return [
        kid
        for kid in tree.kids(told, "conj")
        if tree.kids(kid, "nsubj")
        and tree.kids(kid, "cc")
        and tree.word(min(tree.subtree(kid))) in {",", "and", "but", "while"}
        and tree.tokens.text[min(tree.kids(kid, "cc")) - 1] == ","
        and not tree.kids(kid, "mark")
    ]


def _participle(tree: Tree, token: int) -> bool:
    """Say whether a clause is a participle of telling, which adds to the telling and is not told: "said, adding"."""
    return tree.tokens.xpos[token] == "VBG" and spoken_verb(tree.lemma(token)) and not tree.kids(token, "aux", "nsubj")


def _aside(tree: Tree, verb: int, lemma: str) -> bool:
    """Say whether the verb and its subject stand beside what they tell: "X, officials said", "as officials said"."""
    rel, marks = tree.rel(verb), introduced(tree, verb)
    unmarked = rel == "advcl" and not tree.kids(verb, "mark") and tree.kid(verb, "nsubj") is not None
    beside = rel == "parataxis" or (rel == "advcl" and "as" in marks) or unmarked
    bare = not tree.kids(verb, "obj", "xcomp") or lemma in {"tell", "add", "put"}  # "as she put it"
    if not (beside and bare and spoken_verb(lemma) and tree.head(verb) is not None):
        return False
    return tree.subject(verb) is not None or _inverted(tree, verb) is not None


def _infinitive(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return what is promised, wanted or asked for with an infinitive."""
    if not any(lemma in lexicon(name) for name in ("intent", "directive", "report", "belief")):
        return frozenset()
    heads = [k for k in tree.kids(verb, "xcomp") if tree.tokens.upos[k] in VERBAL or tree.kids(k, "mark", "cop")]
    if not heads and lemma in lexicon("directive") and tree.kids(verb, "obj", "obl"):
        heads = [kid for kid in tree.kids(verb, "advcl") if "to" in tree.marks(kid)]
    if heads and lemma in lexicon("calling"):  # "called for the troops to leave"
        heads += [kid for kid in tree.kids(verb, "obl") if "for" in tree.marks(kid)]
    return union(tree, heads)


def _charge(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return what somebody is accused of, and who is."""
    if lemma not in {"accuse", "blame", "suspect", "charge"}:
        return frozenset()
    heads = [kid for kid in tree.kids(verb, "advcl", "obl") if tree.marks(kid) & {"of", "for", "with"}]
    return union(tree, [*heads, *tree.kids(verb, "obj")]) if heads else frozenset()


def _object(tree: Tree, verb: int, lemma: str) -> frozenset[int]:
    """Return the noun phrase that is announced, called for or judged."""
    if lemma in lexicon("calling"):
        return union(tree, [k for k in tree.kids(verb, "obl", "advcl") if tree.marks(k) & {"for", "on", "upon"}])
    if any(lemma in lexicon(name) for name in ("object", "judgement")):
        return union(tree, tree.kids(verb, "obj"))
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
    if lemma in lexicon("calling"):
        return Sort.REPORT
    if infinitive and lemma in lexicon("intent"):
        return Sort.INTENT
    if infinitive and lemma in lexicon("belief"):
        return Sort.BELIEF
    return Sort.JUDGEMENT


# --- the source's source ------------------------------------------------------------------------------------------


def _as_by(tree: Tree, verb: int) -> bool:
    """Say whether the verb heads an aside such as "as quoted by"."""
    return tree.tokens.xpos[verb] in {"VBN", "VBD"} and ("as" in introduced(tree, verb) or "as" in _before(tree, verb))


def _before_comma(tree: Tree, verb: int) -> frozenset[int]:
    """Return the sentence up to the comma before an aside that ends it: ", as quoted by"."""
    first = tree.sentence(verb).first
    opening = next((i for i in (verb - 1, verb - 2) if i > first and tree.word(i) == "as"), first)
    if opening - 1 > first and tree.word(opening - 1) in {",", "”", '"'}:
        return frozenset(range(first, opening - 1))
    return frozenset()


def _teller(tree: Tree, verb: int) -> int | None:
    """Return what an aside on the whole sentence hangs from: the verb of telling where it was hung inside the told."""
    at = tree.head(verb)
    while at is not None and tree.rel(at) in {"ccomp", "parataxis"}:
        head = tree.tokens.head[at]
        if not spoken_verb(tree.lemma(head)) or not min(tree.subtree(at)) < head < verb:
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
        if "as" not in introduced(tree, saying) or not spoken_verb(tree.lemma(saying)):
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
                content = without(tree, matrix_of(tree, head), verb)
        cue = cue_words(tree, verb) | {saying, *tree.kids(saying, "mark", "case")}
        yield Found(trigger=saying, cue=cue, source=speaker, content=content, sort=Sort.REPORT)
        if outlet is not None:
            told = content | tree.subtree(speaker) | {saying}
            yield Found(trigger=verb, cue=cue, source=outlet, content=told - {verb}, sort=Sort.REPORT)
