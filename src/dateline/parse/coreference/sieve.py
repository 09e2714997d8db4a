"""The mentions of one report in; groups of those that are surely one thing out.

Rules, the surest first, each seeing what those before it joined (Lee et al. 2013): equal names, acronyms and shorter
names, appositions and relative pronouns. What they leave alone is scored.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Sequence

from dateline.parse.groups import Group, Told
from dateline.records import EntityForm, EntityType, Tokens
from dateline.resources.actors import known, titles
from dateline.resources.countries import by_name

MALE, FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
WOMEN = frozenset("woman girl mother daughter wife sister queen princess spokeswoman mrs ms actress aunt lady".split())
MEN = frozenset(
    "man boy father son husband brother king prince spokesman mr sheikh imam ayatollah pope sir uncle".split()
)
ACRONYM = 6  # letters, stops counted


class Sieve:
    """The groups of a report's mentions as they grow."""

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


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word.isalpha() and word not in {"of", "the", "and", "for", "in"})
