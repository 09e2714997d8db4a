"""Cues that are no verb with a clause: "according to", "in the words of", nouns, hedges, and what a comma tells.

Trees in, attributions as found out. Each function looks for one construction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.found import VERBAL, Found, Sort, cue_words, matrix_of, without
from dateline.extract.tree import Tree
from dateline.extract.words import lexicon

EDGES = frozenset({",", "”", '"', "''"})  # what parts a clause from who told it


def flat(tree: Tree, found: list[Found]) -> list[Found]:
    """Add "X, the ministry said" where the tree did not see it: by the comma, the noun phrase and the verb alone."""
    told = {one.trigger: one for one in found if one.sort is Sort.REPORT}
    verbs = (lexicon("quoting") | lexicon("report")) - lexicon("vague")
    extra = []
    for verb in range(len(tree.tokens)):
        if tree.lemma(verb) not in verbs or tree.tokens.xpos[verb] not in {"VBD", "VBZ", "VBP", "VBN"}:
            continue
        if tree.tokens.xpos[verb] == "VBN" and tree.tokens.deprel[verb] == "acl":
            continue  # "people briefed on the matter said"
        first = tree.sentence(verb).first
        source = _source_before(tree, verb, first)
        if source is None:
            continue
        content = frozenset(range(first, source[0] - 1))
        if sum(tree.tokens.upos[i] in VERBAL for i in content) == 0 or _opening(tree, first, verb):
            continue
        head = next((i for i in reversed(source) if tree.tokens.head[i] not in source), source[-1])
        cue = cue_words(tree, verb)
        phrase = frozenset(source) - cue
        tree_s = told.get(verb)
        if tree_s is not None:
            goes_on = tree.tokens.text[verb + 1 : verb + 2] == (",",) or any(
                kid > verb for kid in tree.kids(verb, "ccomp", "parataxis", "xcomp")
            )
            content |= frozenset(i for i in tree_s.content - phrase if i < verb or goes_on)
            if tree_s.source in phrase:
                head = tree_s.source
        extra.append(Found(trigger=verb, cue=cue, source=head, content=content, sort=Sort.REPORT, phrase=phrase))
    spoken = {one.trigger for one in extra}
    kept = []
    for one in found:
        hung: frozenset[int] = frozenset().union(*(x.phrase | x.cue for x in extra if x.trigger > one.trigger))
        if one.trigger not in spoken:
            kept.append(replace(one, content=one.content - hung))
    return [one for one in kept if one.content] + extra


def _opening(tree: Tree, first: int, verb: int) -> bool:
    """Say whether the clause in front only says when or why: "After they voted, the mayor said she was glad"."""
    marked = tree.tokens.upos[first] in {"SCONJ", "ADP"} or tree.rel(first) == "mark"
    marked = marked or tree.word(first) in lexicon("leading") | {"when"}
    return marked and any(kid > verb for kid in tree.kids(verb, "ccomp"))


def _source_before(tree: Tree, verb: int, first: int) -> list[int] | None:
    """Return the noun phrase between a comma or closing mark and the verb, an apposition closed by a comma included."""
    at = verb - 1
    while at > first and (tree.tokens.upos[at] in {"AUX", "ADV"}):
        at -= 1
    last, commas = at, 1 if tree.word(at) == "," else 0
    if commas:
        at -= 1
    while at > first:
        upos, word = tree.tokens.upos[at], tree.word(at)
        if word in EDGES:
            if word != "," or commas == 0:
                break
            commas -= 1
        elif upos in {"VERB", "AUX", "SCONJ", "PUNCT"} and tree.tokens.xpos[at] not in {"HYPH", "POS", "VBN"}:
            return None
        at -= 1
    if at <= first + 1 or tree.word(at) not in EDGES:
        return None
    source = [i for i in range(at + 1, last + 1) if tree.word(i) != "," or i != last]
    nominal = [i for i in source if tree.tokens.upos[i] in {"NOUN", "PROPN", "PRON"}]
    leading = bool(source) and tree.tokens.upos[source[0]] in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"}
    related = any(tree.word(i) in {"which", "that"} for i in source if tree.tokens.upos[i] in {"PRON", "SCONJ"})
    return source if nominal and leading and not related else None


def per(tree: Tree, token: int) -> Iterator[Found]:
    """Read "Per Y, X" and "X, per Y" where Y is somebody: a rate ("per day") stands behind no comma."""
    noun, sentence = tree.head(token), tree.sentence(token)
    if noun is None or tree.rel(token) != "case" or noun < token:
        return
    if token != sentence.first and tree.word(token - 1) not in EDGES:
        return
    content = _whole(tree, token, noun)
    if content:
        yield Found(trigger=token, cue=frozenset({token}), source=noun, content=content, sort=Sort.REPORT)


def voice(tree: Tree, noun: int) -> Iterator[Found]:
    """Read "in the words of Y, X" and "X, in Y's view"."""
    case = tree.kid(noun, "case")
    if case is None or tree.word(case) not in {"in", "by"} or tree.rel(noun) not in {"obl", "nmod"}:
        return
    owners = tree.kids(noun, "nmod")
    owner = next((k for k in owners if tree.tokens.deprel[k] == "nmod:poss" or "of" in tree.marks(k)), None)
    if owner is None or not (case == tree.sentence(case).first or tree.word(case - 1) in EDGES):
        return
    phrase = tree.subtree(noun)
    behind = max(phrase - {i for i in phrase if tree.tokens.upos[i] == "PUNCT"}) + 1
    last = tree.sentence(noun).last
    if case == tree.sentence(case).first and behind < last and tree.word(behind) == ",":
        content = frozenset(range(behind + 1, last))
    elif all(tree.tokens.upos[i] == "PUNCT" for i in range(behind, last)):
        content = frozenset(range(tree.sentence(noun).first, case - 1))
    elif behind < last and tree.word(behind) == ",":
        content = without(tree, matrix_of(tree, noun), noun)
    else:
        return
    cue = frozenset({case, noun, *tree.kids(owner, "case")})
    yield Found(trigger=noun, cue=cue, source=owner, content=content, sort=Sort.REPORT)


def according(tree: Tree, token: int) -> Iterator[Found]:
    """Read "according to Y, X" and "X, according to Y"."""
    if token + 1 >= len(tree.tokens) or tree.word(token + 1) != "to":
        return
    noun = tree.head(token) if tree.rel(token) in {"case", "mark", "fixed"} else tree.kid(token, "obl", "obj", "nmod")
    if noun is None:
        return
    top = noun if tree.rel(token) in {"case", "mark", "fixed"} else token
    matrix = tree.head(top)
    if matrix is None:
        return
    content = _whole(tree, token, noun) or without(tree, matrix_of(tree, matrix), top)
    yield Found(trigger=token, cue=frozenset({token, token + 1}), source=noun, content=content, sort=Sort.REPORT)


def _whole(tree: Tree, token: int, noun: int) -> frozenset[int]:
    """Return the rest of the sentence where the phrase stands at its end behind a comma, or opens it."""
    sentence, phrase = tree.sentence(token), tree.phrase(noun)
    ends = all(tree.tokens.upos[i] == "PUNCT" for i in range(max(phrase) + 1, sentence.last))
    if ends and token > sentence.first and tree.word(token - 1) in EDGES:
        return frozenset(range(sentence.first, token - 1))
    behind = max(phrase) + 1
    if token == sentence.first and behind < sentence.last and tree.word(behind) == ",":
        return frozenset(range(behind + 1, sentence.last))
    return frozenset()


# --- nouns, hedges, headlines -------------------------------------------------------------------------------------


def nouns(tree: Tree, noun: int, lemma: str) -> Iterator[Found]:
    """Read a noun of telling with a clause: "the army's claim that X", "issued a warning that X"."""
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
        cue = (
            frozenset(range(min(cue_words(tree, verb)), noun + 1)) if verb < noun and noun - verb <= 4 else cue | {verb}
        )
        cue -= content
    yield Found(trigger=noun, cue=cue, source=source, content=content - cue, sort=sort)


def hedge(tree: Tree, token: int) -> Iterator[Found]:
    """Read "reportedly" and its like, which tell their clause in nobody's name."""
    head = tree.head(token)
    if head is None:
        return
    clause = (
        head
        if tree.tokens.upos[head] in {"NOUN", "ADJ", "NUM"} and not tree.kids(head, "cop", "nsubj")
        else tree.clause(head)
    )
    yield bare(token, tree.subtree(clause))


def bare(token: int, content: frozenset[int]) -> Found:
    """Return an attribution that names no source."""
    return Found(trigger=token, cue=frozenset({token}), source=None, content=content - {token}, sort=Sort.REPORT)
