"""The mentions of one report in; for each its type and the chain of mentions of the same thing out.

A sieve of rules, the surest first, each seeing what those before it joined (Lee et al. 2013): equal names, acronyms and
shorter names, appositions and relative pronouns, definite nouns by head, by the words of a name or by its sort ("the
bloc"), and pronouns by agreement, syntactic rank and distance. Precision comes first: what finds nobody stays alone.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.parse.groups import Group, Told
from dateline.parse.sorts import LANDS, is_a
from dateline.records import EntityForm, EntityType, Sentence, Tokens
from dateline.resources.actors import known, titles
from dateline.resources.countries import by_name

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
WOMEN = frozenset("woman girl mother daughter wife sister queen princess spokeswoman mrs ms actress aunt lady".split())
MEN = frozenset(
    "man boy father son husband brother king prince spokesman mr sheikh imam ayatollah pope sir uncle".split()
)
COLLECTIVE = frozenset(
    "police force government group team army military committee family staff media crew council party".split()
)
WINDOW = 3  # sentences that a pronoun or a sort looks back
ACRONYM = 6  # letters, stops counted
REACH = 12  # sentences that a repeated noun looks back


def chains(tokens: Tokens, sentences: Sequence[Sentence], told: Sequence[Told]) -> list[tuple[EntityType, int | None]]:
    """Return the type and chain of each mention; a pronoun that finds nobody has no chain."""
    sieve = _Sieve(tokens, told)
    sieve.names()
    sieve.structure()
    sieve.in_order({k for k, sentence in enumerate(sentences) if sentence.title})
    numbers: dict[int, int] = {}
    found: list[tuple[EntityType, int | None]] = []
    for k, mention in enumerate(told):
        group = sieve.group(k)
        if mention.form is EntityForm.PRONOUN and len(group.members) == 1:
            found.append((EntityType.OTHER, None))
        else:
            kind = (
                group.type if mention.form is EntityForm.PRONOUN or mention.type is EntityType.OTHER else mention.type
            )
            found.append((kind, numbers.setdefault(id(group), len(numbers))))
    return found


class _Sieve:
    def __init__(self, tokens: Tokens, told: Sequence[Told]) -> None:
        self.tokens, self.told = tokens, told
        self._groups = [self._alone(k) for k in range(len(told))]
        self._by_head = {mention.head: k for k, mention in enumerate(told)}

    def group(self, k: int) -> Group:
        """Return the group that mention k belongs to."""
        return self._groups[k]

    def _alone(self, k: int) -> Group:
        mention, tokens = self.told[k], self.tokens
        group = Group([k], mention.type)
        lemma = tokens.lemma[mention.head].lower()
        if mention.form is EntityForm.NAME:
            group.names = {tuple(word.casefold() for word in tokens.text[mention.first : mention.last])}
            group.plural = tokens.xpos[mention.head] == "NNPS" and mention.type is EntityType.NATIONALITY
        else:
            group.heads = {lemma} if mention.form is EntityForm.NOMINAL else set()
            if mention.form is EntityForm.NOMINAL:
                group.plural = tokens.xpos[mention.head] == "NNS"
        group.words = {
            tokens.lemma[i].lower()
            for i in range(max(0, mention.first - 4), mention.first)
            if self._describes(i, mention)
        }
        if mention.type is EntityType.PERSON:
            at = mention.first - 1
            while at >= 0 and tokens.text[at].lower().rstrip(".") in titles():
                group.words.add(tokens.lemma[at].lower())
                at -= 1
        said = group.words | group.heads
        if mention.form is EntityForm.PRONOUN:
            said = {tokens.text[mention.head].lower()}
        group.female = True if said & (WOMEN | FEMALE) else False if said & (MEN | MALE) else None
        return group

    def _describes(self, i: int, mention: Told) -> bool:
        tokens = self.tokens
        return (
            mention.form is EntityForm.NAME
            and mention.first <= tokens.head[i] < mention.last
            and tokens.deprel[i] in {"nmod:desc", "compound", "flat", "appos", "amod"}
            and (tokens.upos[i] in {"NOUN", "PROPN"} or tokens.xpos[i] == "NNP")
        ) or (
            mention.form is EntityForm.NAME
            and tokens.deprel[i] in {"compound", "amod", "nmod:desc"}
            and tokens.head[i] < mention.first
            and tokens.head[i] >= mention.first - 3
            and mention.first <= tokens.head[tokens.head[i]] < mention.last
        )

    def join(self, a: int, b: int) -> None:
        """Make two mentions' groups one."""
        one, other = self._groups[a], self._groups[b]
        if one is other:
            return
        if one.type is EntityType.OTHER or (not one.names and other.names):
            one.type = other.type
        for k in other.members:
            insort(one.members, k)
        one.names |= other.names
        one.heads |= other.heads
        one.words |= other.words
        one.female = one.female if one.female is not None else other.female
        one.plural = one.plural if one.plural is not None else other.plural
        for k in other.members:
            self._groups[k] = one

    def _sentence(self, k: int) -> int:
        return self.tokens.sentence[self.told[k].head]

    # --- names ---

    def names(self) -> None:
        """Join equal names, acronyms and shorter forms of one name."""
        seen: dict[tuple[str, ...], int] = {}
        named = [k for k, mention in enumerate(self.told) if mention.form is EntityForm.NAME]
        for k in named:
            same = self._key(k)
            if same in seen:
                self.join(seen[same], k)
            else:
                seen[same] = k
        holding: dict[str, list[int]] = defaultdict(list)
        for k in sorted(seen.values()):
            words = self._words(k)
            for word in {*words, _initials(words)} if len(words) > 1 else ():
                holding[word].append(k)
        for k in sorted(seen.values()):
            words = self._words(k)
            other = self._longer(k, words, holding.get(words[0].replace(".", ""), []) or holding.get(words[0], []))
            if other is not None:
                self.join(other, k)

    def _key(self, k: int) -> tuple[str, ...]:
        mention = self.told[k]
        words = self.tokens.text[mention.first : mention.last]
        whole = " ".join(words)
        country, actor = by_name(whole), known(whole)
        if len(country) == 1:
            return ("country", country[0])
        if actor is not None:
            return ("actor", actor.id)
        return (mention.type, *(word.casefold() for word in words))

    def _words(self, k: int) -> list[str]:
        return [word.casefold() for word in self.tokens.text[self.told[k].first : self.told[k].last]]

    def _longer(self, k: int, words: list[str], holding: list[int]) -> int | None:
        """Return the mention of a longer name that this one shortens, None where none or more than one fits."""
        mention = self.told[k]
        if by_name(" ".join(words)) or mention.type in {EntityType.GEOPOLITICAL, EntityType.NATIONALITY}:
            return None
        fits = []
        for other in holding:
            long = self._words(other)
            if len(long) > len(words) and self._shortens(k, words, other, long):
                fits.append(other)
        before = [other for other in fits if other < k]
        chosen = before or fits
        return (
            chosen[-1]
            if chosen and (len({id(self._groups[o]) for o in chosen}) == 1 or mention.type is EntityType.PERSON)
            else None
        )

    def _shortens(self, k: int, words: list[str], other: int, long: list[str]) -> bool:
        mine, theirs = self.told[k].type, self.told[other].type
        acronym = len(words) == 1 and 1 < len(words[0]) <= ACRONYM and self.tokens.text[self.told[k].head].isupper()
        if acronym and words[0].replace(".", "") == _initials(long) and theirs is not EntityType.PERSON:
            return True
        if mine is not theirs:
            return False
        if mine is EntityType.PERSON:
            tail = long[-len(words) :] == words
            return tail or (len(words) == 1 and words[0] in long and len(words[0]) > 2)
        return mine in {EntityType.ORGANISATION, EntityType.FACILITY} and (
            long[: len(words)] == words or (len(words) > 1 and long[-len(words) :] == words)
        )

    # --- structure ---

    def structure(self) -> None:
        """Join appositions and relative pronouns with their nouns."""
        tokens = self.tokens
        for k, mention in enumerate(self.told):
            head = mention.head
            governor = self._by_head.get(tokens.head[head])
            if tokens.deprel[head] == "appos" and governor is not None and governor != k:
                pair = (self.told[governor], mention)
                forms = {m.form for m in pair}
                types = {m.type for m in pair}
                if (
                    EntityForm.NOMINAL in forms
                    and EntityForm.PRONOUN not in forms
                    and (len(types) == 1 or EntityType.OTHER in types)
                ):
                    self.join(governor, k)
            elif mention.form is EntityForm.PRONOUN and tokens.xpos[head] in {"WP", "WDT", "WP$"}:
                at = head
                for _ in range(4):
                    if tokens.deprel[at] == "acl:relcl":
                        found = self._by_head.get(tokens.head[at])
                        if found is not None:
                            self.join(found, k)
                        break
                    at = tokens.head[at]

    # --- definite nouns and pronouns, in the order of the text ---

    def in_order(self, titles: set[int]) -> None:
        """Resolve definite nouns and pronouns from left to right."""
        by_sentence: dict[int, list[int]] = defaultdict(list)
        for k in range(len(self.told)):
            by_sentence[self._sentence(k)].append(k)
        for k, mention in enumerate(self.told):
            if len(self._groups[k].members) > 1 and mention.form is not EntityForm.NOMINAL:
                continue
            found = None
            if mention.form is EntityForm.NOMINAL and not self._groups[k].names:
                found = self._same_noun(k, by_sentence)
            elif mention.form is EntityForm.PRONOUN and self.tokens.xpos[mention.head] in {"PRP", "PRP$"}:
                found = self._antecedent(k, by_sentence, titles)
            if found is not None:
                self.join(found, k)

    def _before(self, k: int, by_sentence: dict[int, list[int]], reach: int) -> Iterator[int]:
        """Yield the mentions before k, the nearest sentence first."""
        here = self._sentence(k)
        for sentence in range(here, max(-1, here - reach - 1), -1):
            yield from (j for j in reversed(by_sentence[sentence]) if self.told[j].head < self.told[k].first)

    def _same_noun(self, k: int, by_sentence: dict[int, list[int]]) -> int | None:
        mention, tokens = self.told[k], self.tokens
        left = range(mention.first, mention.head)
        if not any(tokens.lemma[j] in {"the", "this", "that", "these", "those"} for j in left):
            return None
        noun = tokens.lemma[mention.head].lower()
        plural = tokens.xpos[mention.head] == "NNS"
        extra = {tokens.lemma[j].lower() for j in left if tokens.upos[j] in {"NOUN", "PROPN", "ADJ", "NUM"}}
        for j in self._before(k, by_sentence, REACH):
            group, other = self._groups[j], self.told[j]
            if other.form is EntityForm.PRONOUN or (group.plural or False) != plural:
                continue
            said = {word for name in group.names for word in name} | group.words | group.heads
            if other.form is EntityForm.NOMINAL and tokens.lemma[other.head].lower() == noun:
                theirs = {
                    tokens.lemma[i].lower()
                    for i in range(other.first, other.head)
                    if tokens.upos[i] in {"NOUN", "PROPN", "ADJ", "NUM"}
                }
                if extra <= theirs | said:
                    return j
            elif (
                group.names
                and noun in said
                and extra <= said
                and mention.type in {group.type, EntityType.OTHER, EntityType.FACILITY}
            ):
                return j
        if extra or plural:
            return None
        return self._of_sort(k, noun, by_sentence)

    def _of_sort(self, k: int, noun: str, by_sentence: dict[int, list[int]]) -> int | None:
        """Return the nearest name of the sort that the noun tells; one that only modifies a noun is no candidate.

        "The country" is rarely the one that acts on it: further back only a country where something happens will do.
        """
        tokens, mention = self.tokens, self.told[k]
        for j in self._before(k, by_sentence, WINDOW):
            other = self.told[j]
            relation = tokens.deprel[other.head]
            if other.form is not EntityForm.NAME or relation in {"compound", "amod", "nmod:poss", "nmod:desc", "flat"}:
                continue
            if (
                noun in LANDS
                and relation not in {"obl", "nmod"}
                and (relation in SUBJECTS or self._sentence(j) != self._sentence(k))
            ):
                continue
            if is_a(noun, " ".join(tokens.text[other.first : other.last]), other.type) and mention.first > other.last:
                return j
        return None

    def _antecedent(self, k: int, by_sentence: dict[int, list[int]], titles: set[int]) -> int | None:
        mention, tokens = self.told[k], self.tokens
        word = tokens.text[mention.head].lower()
        if word not in MALE | FEMALE | NEUTER | PLURAL:
            return None
        here = self._sentence(k)
        best, top = None, -4.0
        for j in self._before(k, by_sentence, WINDOW):
            group, other = self._groups[j], self.told[j]
            if not self._agrees(word, group) or not self._may_bind(k, j):
                continue
            score = -1.6 * (here - self._sentence(j)) - 0.02 * (mention.head - other.head)
            relation = tokens.deprel[other.head]
            score += 2.0 if relation in SUBJECTS else 0.6 if relation in {"obj", "iobj", "obl:agent"} else -0.4
            score += 0.5 if group.names else -0.8 if group.type is EntityType.OTHER else 0.0
            score += 0.25 * min(bisect_left(group.members, k), 4)
            if relation in SUBJECTS and tokens.deprel[mention.head] in SUBJECTS:
                score += 0.6
            if relation in SUBJECTS and tokens.deprel[tokens.head[other.head]] == "root":
                score += 0.4
            if word in PLURAL and not group.plural:
                score -= 1.5
            if self._sentence(j) in titles:
                score -= 2.0
            if score > top:
                best, top = j, score
        return best

    def _agrees(self, word: str, group: Group) -> bool:
        person = group.type is EntityType.PERSON
        if word in MALE | FEMALE:
            return person and not group.plural and group.female is not (word in MALE)
        if word in NEUTER:
            return (
                not person
                and not group.plural
                and group.type is not EntityType.NATIONALITY
                and bool(group.names or group.heads)
            )
        if group.plural:
            return True
        if person or group.type is EntityType.OTHER:
            return False
        return bool(group.heads & COLLECTIVE) or group.type in {EntityType.ORGANISATION, EntityType.GEOPOLITICAL}

    def _may_bind(self, k: int, j: int) -> bool:
        """Rule out what grammar rules out: two arguments of one verb, and a noun inside its own possessor."""
        mention, other, tokens = self.told[k], self.told[j], self.tokens
        word = tokens.text[mention.head].lower()
        if tokens.xpos[mention.head] == "PRP$":
            return tokens.head[mention.head] != other.head
        same = tokens.head[mention.head] == tokens.head[other.head] and tokens.deprel[other.head] in SUBJECTS | {
            "obj",
            "iobj",
        }
        reflexive = word.endswith(("self", "selves"))
        return same if reflexive else not same


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word.isalpha() and word not in {"of", "the", "and", "for", "in"})
