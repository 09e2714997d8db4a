"""Counts and amounts told of acts: a report's acts in, the numbers of each out.

A number belongs to one act: the one whose object, subject or phrase it counts ("killing 12"), the one that a toll is
told of ("the death toll of the blast rose to 21"), or the act of the clause where only a state is told ("12 dead").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.acts import Act
from dateline.extract.entities import Entities, actor_nouns
from dateline.extract.quantities import Quantities, Quantity
from dateline.extract.tolls import ACTED_ON, CROWDS, SENTENCING, TERMS, of_act, of_total, state, units
from dateline.extract.tree import Tree
from dateline.records import Number

INSIDE = frozenset("including include among amongst".split())
PARTS = frozenset("them whom which".split())
ARTICLES = frozenset("a an another".split())
NOBODY = frozenset("nobody none".split())
SUFFERED = frozenset("killed wounded missing arrested captive rescued freed infected".split())
LINKS = frozenset("obj iobj nsubj nmod obl nummod compound conj xcomp appos amod dep".split())
POWERS = frozenset("square cubic nautical".split())
FAR = 4  # steps from an amount to the act that it is told of


@dataclass(frozen=True, slots=True)
class Counted:
    """A number as written, the noun that it counts where one stands there, and the word that hangs in the clause."""

    quantity: Quantity
    noun: int | None
    place: int


@dataclass(frozen=True, slots=True)
class Found:
    """An act's number, before its words are read."""

    act: int
    what: str
    unit: str = ""
    earlier: bool = False
    part: bool = False


class Numbers:
    """Finds the numbers of one report's acts."""

    def __init__(self, tree: Tree, entities: Entities, acts: Sequence[Act]) -> None:
        self.tree = tree
        self.entities = entities
        self.acts = {act.token: act for act in acts}
        self.owner = {token: act.token for act in acts for token in (*range(*act.trigger), *act.lenders)}
        self.owner |= {act.token: act.token for act in acts}
        self.by_act: dict[int, list[Number]] = defaultdict(list)
        whole: tuple[int, Number] | None = None
        for one in self._counted():
            found = self._find(one)
            if found is None or found.part:
                if whole is not None and found is not None and self._beside(one, whole[1]):
                    own = self.owner.get(tree.tokens.head[one.place]) if tree.rel(one.place) == "nsubj" else None
                    self._add(one, Found(whole[0] if own is None else own, whole[1].what, part=True), whole[1])
                continue
            if found.earlier and whole is not None and not found.what and self._beside(one, whole[1]):
                found = replace(found, act=whole[0], what=whole[1].what)
            if not found.what:
                continue
            number = self._add(one, found, None)
            whole = (found.act, number) if not found.unit and not found.earlier else whole

    def of(self, act: Act) -> tuple[Number, ...]:
        """Return the counts and amounts told of the act, in the order of their words."""
        return tuple(sorted(self.by_act[act.token], key=lambda number: (number.span.start, number.what)))

    def _add(self, one: Counted, found: Found, whole: Number | None) -> Number:
        quantity, tree = one.quantity, self.tree
        group = "" if one.noun is None or found.unit else tree.lemma(one.noun)
        number = Number(
            span=tree.span(range(quantity.first, quantity.last)),
            low=quantity.low,
            high=quantity.high,
            what=found.what,
            unit=found.unit,
            group=group,
            counted=tree.span([one.noun]) if one.noun is not None and group else None,
            approximate=quantity.approximate,
            of=whole.span if whole is not None else None,
            earlier=found.earlier,
        )
        self.by_act[found.act].append(number)
        return number

    def _beside(self, one: Counted, whole: Number) -> bool:
        """Say whether a number stands in the sentence of the whole told before it."""
        span = self.tree.sentence(one.place).span
        return span.start <= whole.span.start and whole.span.end <= self.tree.tokens.span[one.quantity.first].start

    # --- what is counted

    def _counted(self) -> Iterator[Counted]:
        """Yield the numbers with their nouns, and who is counted without one: "a man", "nobody", "no casualties".

        Headlines leave the article out: "Drone kills general".
        """
        tree = self.tree
        found = [Counted(one, *self._noun(one)) for one in Quantities(tree).all()]
        taken = {i for one in found for i in range(one.quantity.first, one.quantity.last)}
        taken |= {one.noun for one in found if one.noun is not None}
        for token in range(len(tree.tokens)):
            word, head = tree.word(token), tree.tokens.head[token]
            if word in NOBODY or (word == "one" and token and tree.word(token - 1) == "no"):
                found = [one for one in found if one.quantity.first != token]
                first = token - (word == "one")
                found.append(Counted(_exact(first, token + 1, token, 0), None, token))
            elif word in {"no", "without"} and head not in taken and tree.rel(token) in {"det", "case"}:
                if word == "no" or state(tree.lemma(head)):
                    found.append(Counted(_exact(token, token + 1, token, 0), head, head))
            elif word in ARTICLES and tree.rel(token) == "det" and head not in taken and self._person(head):
                found.append(Counted(_exact(token, token + 1, token, 1), head, head))
            elif token not in taken and self._bare(token):
                found.append(Counted(_exact(token, token + 1, token, 1), token, token))
        yield from sorted(found, key=lambda one: one.quantity.first)

    def _noun(self, one: Quantity) -> tuple[int | None, int]:
        """Return the noun that a number counts, and the word that stands for both in the clause."""
        tree, anchor = self.tree, one.anchor
        head = tree.tokens.head[anchor]
        inner = {kid for i in range(one.first, one.last) for kid in tree.children[i]}
        for kid in sorted(inner):
            if tree.rel(kid) == "nmod" and "of" in tree.marks(kid) and kid >= one.last:
                return (None if tree.tokens.upos[kid] == "PRON" else kid), anchor
        modifies = tree.rel(anchor) in {"nummod", "amod", "det", "compound"} and head != anchor
        if modifies and (tree.rel(head) == "conj" or head >= one.last or tree.lemma(head) in units()):
            return head, head
        return None, anchor

    def _person(self, token: int) -> bool:
        """Say whether the word is one unnamed person."""
        return self.tree.tokens.xpos[token] == "NN" and actor_nouns().get(self.tree.lemma(token)) == "person"

    def _bare(self, token: int) -> bool:
        """Say whether the word is one unnamed person without an article, as in headlines."""
        tree = self.tree
        relation = tree.rel(token)
        if relation not in {"obj", "nsubj"} or not self._person(token):
            return False
        alone = tree.kids(tree.tokens.head[token], relation) == [token]
        return alone and not tree.kids(token, "det", "nmod:poss", "flat", "appos", "conj")

    def _is_part(self, one: Counted) -> bool:
        tree = self.tree
        inside = bool(tree.marks(one.place) & INSIDE) or (
            one.quantity.hedged > 0 and tree.word(one.quantity.hedged - 1) in INSIDE
        )
        of = any(tree.word(kid) in PARTS for kid in tree.kids(one.quantity.anchor, "nmod"))
        return inside or of

    # --- what it is told of

    def _find(self, one: Counted) -> Found | None:
        """Return the act that a number is told of and what it counts there."""
        tree = self.tree
        lemma = tree.lemma(one.noun) if one.noun is not None else ""
        if one.noun is not None and lemma in units() and (unit := units()[lemma]):
            power = next((tree.word(kid) for kid in tree.kids(one.noun, "amod") if tree.word(kid) in POWERS), "")
            return self._amount(one, f"{power} {unit}".strip())
        if self._dated(one):
            return None
        if self._is_part(one):
            return Found(one.place, "", part=True)
        if (total := self._total(one)) is not None:
            return total
        above = tree.tokens.head[one.place]
        if "from" in tree.marks(one.place) and tree.word(above) in {"up", "down"}:
            return Found(self._clause(one.place) or one.place, "", earlier=True)
        return self._told(one) or self._clausal(one)

    def _dated(self, one: Counted) -> bool:
        """Say whether a number belongs to a time, or is a year or the whole that "two of the three" is taken from."""
        tree, quantity = self.tree, one.quantity
        if any(i in self.entities.timed for i in range(quantity.first, quantity.last)):
            return True
        if one.noun is None:
            year = quantity.low == quantity.high and 1900 <= quantity.low <= 2100
            return year and bool(tree.marks(one.place) & {"in", "since", "of", "until", "by"})
        taken = "of" in tree.marks(one.noun) and one.noun == one.place
        return taken and tree.tokens.upos[tree.tokens.head[one.noun]] in {"NUM", "PRON", "DET"}

    def _amount(self, one: Counted, unit: str) -> Found | None:
        tree = self.tree
        timed = any(i in self.entities.timed for i in range(one.quantity.first, one.quantity.last))
        at = one.place
        for _ in range(FAR):
            act = self.owner.get(at)
            if act is not None:
                term = unit in TERMS
                if term != (self.acts[act].lemma.partition(" ")[0] in SENTENCING) and (term or timed):
                    return None
                return Found(act, "amount", unit)
            if tree.rel(at) not in LINKS:
                return None
            at = tree.tokens.head[at]
        return None

    def _total(self, one: Counted) -> Found | None:
        """Read a number told of a toll: "the death toll rose to 21", "put the crowd at 8,000", "a toll of 30"."""
        tree = self.tree
        marks = tree.marks(one.place)
        head = tree.tokens.head[one.place]
        up = tree.word(head) in {"up", "down"}
        verb = tree.tokens.head[head] if up else head
        for token in (verb, *tree.kids(verb, "nsubj", "obj", "nsubj:pass"), *tree.kids(one.place, "nsubj")):
            what = of_total(tree, token) if token != one.place else ""
            if not what or (tree.lemma(token) in CROWDS and one.noun is not None):
                continue
            if "by" in marks:
                return None
            own = [self.owner[i] for i in sorted(tree.subtree(token)) if i in self.owner and i != verb]
            beside = [self.owner[kid] for kid in (verb, *tree.kids(verb, "nsubj")) if kid in self.owner]
            act = next((one for one in (*own, *beside) if one != self.owner.get(verb)), self.owner.get(verb))
            return Found(act, what, earlier="from" in marks) if act is not None else None
        return None

    def _told(self, one: Counted) -> Found | None:
        """Read a number that counts who acts or is acted on."""
        tree = self.tree
        after = (one.noun if one.noun is not None and one.noun >= one.quantity.last else one.quantity.last - 1) + 1
        for kid in tree.kids(one.place, "acl"):
            relation = "nsubj:pass" if tree.passive(kid) else "nsubj"
            act = self.owner.get(kid)
            if act is not None and (told := of_act(tree, self.acts[act], relation)):
                return Found(act, told)
        if after < len(tree.tokens) and (said := state(tree.lemma(after), tree.word(after))):
            passive = tree.tokens.upos[after] == "VERB" and tree.kids(after, "obj")
            act = None if passive else self._near(after)
            if act is not None:
                return Found(act, said)
        place = self._top(one.place)
        head = tree.tokens.head[place]
        act = self.owner.get(place if place in self.owner and one.noun is None else head)
        if act is None:
            return None
        relation = self._relation(place)
        what = of_act(tree, self.acts[act], relation) if relation else ""
        if one.noun is not None and (said := state(tree.lemma(one.noun))):
            return Found(act, said)
        if what == "freed" and one.noun is not None and actor_nouns().get(tree.lemma(one.noun)) in {None, "facility"}:
            what = ""  # land is freed as well as prisoners
        if one.quantity.high == 0 and not what:
            return None
        lone = one.quantity.first == one.noun or tree.word(one.quantity.first) in ARTICLES
        if lone and one.quantity.last - one.quantity.first == 1:
            return Found(act, what) if what in SUFFERED else None
        return Found(act, what) if what else self._thing(one, act, relation)

    def _thing(self, one: Counted, act: int, relation: str) -> Found | None:
        """Read a number of things, or of people of whom no toll is told."""
        tree = self.tree
        if self.acts[act].lemma == "vote" and one.noun is None:
            return Found(act, "vote")
        if one.noun is None or not relation:
            return None
        definite = any(tree.word(kid) in {"the", "these", "those", "both"} for kid in tree.kids(one.noun, "det"))
        return None if definite or tree.kids(one.noun, "nmod:poss") else Found(act, tree.lemma(one.noun))

    def _relation(self, place: int) -> str:
        """Return how a word stands to its governor, "" where it takes no part there: "in 12 towns"."""
        tree = self.tree
        deprel, marks = tree.tokens.deprel[place], tree.marks(place)
        if deprel in ACTED_ON or tree.rel(place) == "nsubj":
            return deprel if deprel in ACTED_ON else "nsubj"
        if tree.rel(place) in {"nmod", "obl"}:
            return next((mark for mark in ("of", "by", "with") if mark in marks), "" if marks else "obj")
        return "obj" if tree.rel(place) in {"root", "xcomp", "dep"} else ""

    def _top(self, place: int) -> int:
        """Return the first of coordinated words: "12 soldiers and three policemen"."""
        tree = self.tree
        seen = {place}
        while tree.rel(place) == "conj" and tree.tokens.upos[tree.tokens.head[place]] not in {"VERB", "AUX"}:
            place = tree.tokens.head[place]
            if place in seen:
                break
            seen.add(place)
        return place

    def _near(self, token: int) -> int | None:
        """Return the act that a word for a state belongs to: its own, else that of its clause."""
        return self.owner[token] if token in self.owner else self._clause(token)

    def _clausal(self, one: Counted) -> Found | None:
        """Read a toll that no act of its own tells: "12 dead", "no casualties were reported after the explosion"."""
        said = state(self.tree.lemma(one.noun)) if one.noun is not None else ""
        act = self._clause(one.place) if said else None
        return Found(act, said) if act is not None else None

    def _clause(self, token: int) -> int | None:
        """Return the act nearest above a word, else one that stands beside it in a clause above."""
        tree = self.tree
        for at in (token, *tree.ancestors(token)):
            if at in self.owner:
                return self.owner[at]
            for kid in tree.kids(at, "nsubj", "obj", "obl", "nmod", "compound"):
                if kid in self.owner:
                    return self.owner[kid]
        return None


def _exact(first: int, last: int, anchor: int, count: int) -> Quantity:
    return Quantity(first=first, last=last, anchor=anchor, low=count, high=count, hedged=first)
