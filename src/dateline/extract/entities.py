"""Who a word refers to in its report: a word in, its entity mention and the fullest name of its chain out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.extract.tree import Tree
from dateline.records import EntityForm, EntityMention, EntityType, Parsed, Report, Span
from dateline.resources.countries import by_name

ACTING = frozenset(
    {
        EntityType.PERSON,
        EntityType.ORGANISATION,
        EntityType.GEOPOLITICAL,
        EntityType.NATIONALITY,
        EntityType.FACILITY,
    }
)
# What the model may add to the listed nouns.
GROUPS = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.FACILITY})
# Of third-person pronouns linked with at least this share on held-out texts 80 % are right and 63 % are found, of all
# that are linked 77 and 82 %. From .4 on, more names are missed in our stories than wrong ones kept out (docs/log.md).
SURE = 0.3
COUNTED = frozenset("dozens scores tens hundreds thousands others".split())


@cache
def actor_nouns() -> dict[str, str]:
    """Return the nouns that can take part in an event: lemma to person, group or facility."""
    text = (files("dateline.resources") / "nouns" / "actors.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


class Entities:
    """The entity mentions of one report, by word and by chain."""

    def __init__(self, report: Report, parsed: Parsed, tree: Tree) -> None:
        self.report = report
        self.tree = tree
        self.timed = {i for time in parsed.times for i in range(time.first, time.last)}
        self._mentions = parsed.entities
        self._by_head: dict[int, EntityMention] = {}
        self._inside: dict[int, int] = {}
        self._names: dict[int, EntityMention] = {}
        for mention in parsed.entities:
            known = self._by_head.get(mention.head)
            if known is None or (mention.form is EntityForm.NAME and known.form is not EntityForm.NAME):
                self._by_head[mention.head] = mention
            if mention.form is EntityForm.NAME:
                self._inside.update(dict.fromkeys(range(mention.first, mention.last), mention.head))
            if mention.chain is not None and mention.form is not EntityForm.PRONOUN:
                best = self._names.get(mention.chain)
                if best is None or self._rank(mention) > self._rank(best):
                    self._names[mention.chain] = mention

    @staticmethod
    def _rank(mention: EntityMention) -> tuple[bool, int]:
        """Rank mentions by how well they name: names before nouns, then the longer."""
        return mention.form is EntityForm.NAME, min(mention.span.end - mention.span.start, 60)

    def at(self, token: int) -> EntityMention | None:
        """Return the entity mention that the token heads."""
        return self._by_head.get(token)

    def whole(self, token: int) -> int:
        """Return the head of the name that a word is part of where the tree hangs both side by side, else the word."""
        head = self._inside.get(token)
        beside = head is not None and self.tree.tokens.head[head] == self.tree.tokens.head[token] != head
        return head if head is not None and beside and token not in self._by_head else token

    def conjuncts(self, token: int) -> list[int]:
        """Return the nouns joined to a word behind it, each a name or a noun of its own: no part of the word's name."""
        mention = self._by_head.get(token)
        last = mention.last if mention is not None and mention.form is EntityForm.NAME else token
        found: list[int] = []
        for kid in self.tree.kids(token, "conj"):
            if kid >= max(last, token) and kid != token and self.tree.tokens.upos[kid] != "VERB":
                found += [kid, *self.conjuncts(kid)]
        for kid in self.tree.kids(token, "appos", "nmod:unmarked"):
            behind = self.conjuncts(kid)
            if (found or behind) and self._is_state(token, kid):
                found += [kid, *behind]
        return sorted(found)

    def _is_state(self, *tokens: int) -> bool:
        """Say whether words name states, none of which describes another: "Kenya, Chile and Ecuador"."""
        mentions = [self._by_head.get(token) for token in tokens]
        return all(m is not None and by_name(m.span.of(self.report.text)) for m in mentions)

    def chain(self, token: int) -> int | None:
        """Return the chain of the mention that the token heads, None where it is in doubt."""
        mention = self._by_head.get(token)
        return mention.chain if mention and self.sure(mention) else None

    def sure(self, mention: EntityMention) -> bool:
        """Say whether a mention may be named by its chain: every pronoun on its way back to a noun must be likely."""
        at: EntityMention | None = mention
        while at is not None and at.form is EntityForm.PRONOUN:
            if at.score < SURE:
                return False
            at = self._mentions[at.antecedent] if at.antecedent is not None else None
        return True

    def acts(self, token: int) -> bool:
        """Say whether the word can take part in an event: a person, a group, a state, a structure."""
        upos = self.tree.tokens.upos[token]
        mention = self._by_head.get(token)
        tree_word = self.tree.word(token)
        if upos == "PRON":
            best = self._names.get(mention.chain) if mention and mention.chain is not None else None
            return best is not None and best is not mention and self.acts(best.head)
        if mention is not None and mention.form is EntityForm.NAME:
            return mention.type in ACTING
        if upos in {"NUM", "DET"}:  # "eight of the men"
            return any("of" in self.tree.marks(kid) and self.acts(kid) for kid in self.tree.kids(token, "nmod"))
        if self.tree.lemma(token) == "side":  # two sides act, one side is a place
            return self.tree.tokens.xpos[token] == "NNS"
        if upos not in {"NOUN", "PROPN", "ADJ"} or (upos == "ADJ" and self.tree.rel(token) == "amod"):
            return False
        if tree_word in COUNTED and self.tree.tokens.xpos[token] == "NNS":  # "dozens were hurt"
            return all(self.acts(kid) for kid in self.tree.kids(token, "nmod") if "of" in self.tree.marks(kid))
        if self.tree.tokens.xpos[token] == "NNPS" and mention is None:  # a people or party that the model gave no type
            return True
        whose = any(self.tree.word(kid) == "whose" for kid in self.tree.kids(token, "nmod"))
        return self._known(token) or (mention is not None and mention.type in GROUPS and upos == "NOUN" and not whose)

    def _known(self, token: int) -> bool:
        """Say whether the noun is listed, also where a capital made a name of it: "Gendarmes fired"."""
        lemma = self.tree.lemma(token).rpartition("-")[2]  # "co-workers"
        if lemma.endswith("men"):
            lemma = f"{lemma[:-3]}man"
        name = self.tree.tokens.upos[token] == "PROPN"
        plural = self.tree.tokens.xpos[token] in {"NNS", "NNPS"} or name
        return lemma in actor_nouns() or (plural and self.tree.word(token).removesuffix("s") in actor_nouns())

    def _same_name(self, short: EntityMention, full: EntityMention) -> bool:
        """Say whether one name can be the other in short: a word of it, or its initials."""
        words = [self.tree.word(i) for i in range(short.first, short.last)]
        others = [self.tree.word(i) for i in range(full.first, full.last)]
        person = short.type is EntityType.PERSON or full.type is EntityType.PERSON
        initials = "".join(word[0] for word in others if word not in {"of", "the", "and", "for"})
        shared = set(words) & set(others) - {"of", "the", "and"}
        return (person and bool(shared)) or "".join(words).replace(".", "") in initials

    def _with_hyphen(self, last: int) -> int:
        """Return the end of a name with the part behind its hyphen: "Yau Wai-ching"."""
        spans, words = self.tree.tokens.span, self.tree.tokens.text
        while last + 1 < len(words) and words[last] in {"-", "‑"} and words[last + 1][:1].isalpha():
            if not spans[last - 1].end == spans[last].start < spans[last].end == spans[last + 1].start:
                break
            last += 2
        return last

    def _holds_name(self, token: int) -> bool:
        """Say whether a description says by itself which one it means: "the town of Goma", "the Paris office"."""
        upos = self.tree.tokens.upos
        return any(upos[i] == "PROPN" for i in self.tree.phrase(token) if i != token)

    def _bare(self, mention: EntityMention) -> Span:
        """Return a name without its article and its possessive ending."""
        first, last = mention.first, mention.last
        upos = self.tree.tokens.upos
        while last - first > 1 and upos[last - 1] in {"PART", "PUNCT"}:
            last -= 1
        last = self._with_hyphen(last)
        while last - first > 1 and upos[first] == "DET":
            first += 1
        return self.tree.span((first, last - 1))

    def words(self, token: int) -> Span:
        """Return the noun phrase that the token heads, without its article and what hangs behind it."""
        tree = self.tree
        apart = [*self.conjuncts(token), *(kid for kid in tree.kids(token, "nmod") if "by" in tree.marks(kid))]
        others = frozenset().union(*(tree.subtree(kid) for kid in apart))
        mention = self._by_head.get(token)
        named = mention is not None and mention.form is EntityForm.NAME
        end = self._with_hyphen(mention.last) if mention is not None and named else len(tree.tokens)
        end = min((i for i in tree.phrase(token) if i > token and i in self.timed), default=end)  # "a court on Monday"
        end = min((i for i in others if i > token), default=end) if end > token else end  # "doctors and nurses at work"
        tokens = [i for i in tree.phrase(token) if i not in others and (i < end or i == token)]
        while len(tokens) > 1 and tree.tokens.upos[tokens[0]] in {"DET", "PUNCT"} and tree.word(tokens[1]) != "of":
            tokens = tokens[1:]
        while len(tokens) > 1 and tree.tokens.upos[tokens[-1]] in {"PART", "PUNCT", "CCONJ", "ADP"}:
            tokens = tokens[:-1]
        return tree.span((*tokens, *self._origin(token, tokens[-1])))

    def _origin(self, token: int, last: int) -> frozenset[int]:
        """Return where those behind a preposition are from, hung on the verb instead: "fired on a patrol from Chad"."""
        tree = self.tree
        if tree.rel(token) != "obl" or self.at(token) is None or last + 1 >= len(tree.tokens):
            return frozenset()
        for kid in tree.kids(tree.tokens.head[token], "obl"):
            mention = self.at(kid)
            named = mention is not None and mention.form is EntityForm.NAME and mention.type is EntityType.GEOPOLITICAL
            if named and min(tree.subtree(kid)) == last + 1 and tree.word(last + 1) == "from" and self.acts(token):
                return tree.subtree(kid)
        return frozenset()

    def name(self, token: int) -> str:
        """Return the words to show: the phrase itself, or the chain's fullest name for a pronoun or a surname."""
        mention = self._by_head.get(token)
        phrase = self.report.words(self.words(token))
        best = self._names.get(mention.chain) if mention and mention.chain is not None and self.sure(mention) else None
        if mention is not None and mention.form is EntityForm.NAME:
            if mention.type is EntityType.PERSON:  # the name alone, without the office before it
                phrase = self.report.words(self._bare(mention))
            if best is not None and not self._same_name(mention, best):
                best = None
        if mention is not None and best is not None and best is not mention:
            named = self.words(best.head) if best.form is EntityForm.NOMINAL else self._bare(best)
            bare = mention.form is EntityForm.PRONOUN or len(phrase.split()) == 1
            described = mention.form is EntityForm.NOMINAL and not self._holds_name(token)
            if bare or (best.form is EntityForm.NAME and described):
                phrase = self.report.words(named)
        return " ".join(phrase.split())
