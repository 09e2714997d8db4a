"""Who takes part in an act, and on which side: an act in, its participants out.

PropBank roles first, then the tree where the model gave none; for nouns the possessor, the compound and the "of"
phrase, which are the one who acts or the one acted on by the act's own bent (Meyers et al. 2004, NomBank). Coordinated
names are participants of their own; an event noun in a role passes the role on to who stands in its own phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.extract.acts import Act, happenings, verb_classes
from dateline.extract.clauses import PLACES
from dateline.extract.compounds import COMPANY, Compounds
from dateline.extract.entities import Entities, actor_nouns
from dateline.extract.side_words import Words
from dateline.extract.tree import Tree
from dateline.records import EntityForm, Parsed, Participant, Role
from dateline.resources import kinds

# Acts whose bare possessor is the one acted on: "the minister's killing", "her arrest".
SUFFERED = frozenset(
    """abduct appoint arrest assassinate behead bury capture convict crown defeat deport depose destroy detain
    disappear displace elect eliminate evacuate evict execute expel extradite free hang hospitalise impeach imprison
    inaugurate injure jail kidnap kill murder nominate oust overthrow poison promote prosecute rape release remove
    rescue sentence shoot torture trap strand wound""".split()
)
# What happens to a building or a vehicle rather than what it does.
FAILING = frozenset("capsize cave collapse crash derail overturn sink".split())
MUTUAL = frozenset({"with"})
AGAINST = frozenset({"against", "at", "on", "upon", "to", "for", "toward", "towards", "over", "into"})
TOPIC = frozenset({"about", "on", "over"})
WAYS = frozenset({"along", "past", "through", "via"})
BY_ROLES = frozenset({"ARG0", "ARGA"})
SUFFERING = frozenset({"suffer", "sustain", "undergo", "receive", "face", "incur"})  # light verbs of who is acted on
THROWN = frozenset("fire launch lob hurl throw drop rain use test shoot toss".split())  # what they throw is no side
MOTION = frozenset(
    """arrive board bring come depart drive enter escort exit fly go leave move reach return rush sail take transfer
    travel walk withdraw""".split()
)
ASKING = frozenset({"REQUEST", "ACCUSE"})  # aimed at who is to do it, or has done it
ANSWERING = {  # a refusal is aimed at whose request it refuses, praise and blame are about whose act they are for
    "ACCUSE": Role.ABOUT, "AGREE": Role.ABOUT, "CONCEDE": Role.TO, "REJECT": Role.TO, "SUPPORT": Role.ABOUT,
}  # fmt: skip
BLAMING = frozenset({"blame", "pin"})  # an act on somebody: "blamed the raid on the rebels"
AIMED = frozenset({"ACCUSE", "REQUEST", "SANCTION", "THREATEN"})
AIMS = frozenset({"accuse", "call", "demand", "protest", "reject"})  # what a protest is for or against
WHOSE = frozenset({"by", "from", "of"})


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a role, before its words and name are read."""

    role: Role
    token: int
    rule: str


class Roles:
    """Finds the participants of one report's acts."""

    def __init__(self, parsed: Parsed, tree: Tree, entities: Entities) -> None:
        self.parsed = parsed
        self.tree = tree
        self.entities = entities
        self.words = Words(tree, entities)
        self.compounds = Compounds(tree, entities)
        self.predicates = {predicate.token: predicate for predicate in parsed.predicates}
        self.thrown = False  # the act at hand throws its object
        self.typed = False  # the act at hand is of a known kind
        self.aimed = False  # the act at hand is aimed at states and people, and not done at a place
        self.answering: Role | None = None  # the side of whose act the act at hand answers

    def of(self, act: Act, tellers: frozenset[int] = frozenset()) -> tuple[Participant, ...]:
        """Return who takes part in the act, each once; `tellers` are named after it, as those who say so."""
        self.typed = bool(act.kind.type)
        self.aimed = act.kind.type in AIMED
        self.answering = ANSWERING.get(act.kind.type)
        self.thrown = act.lemma.partition(" ")[0] in THROWN
        found: dict[int, Found] = {}
        for one in (*(self._noun(act) if act.noun else self._verb(act)), *self._grievance(act)):
            bound = one.role is Role.TO and act.lemma.partition(" ")[0] in MOTION and self.words.is_ground(one.token)
            asker = one.role is Role.BY and one.token == self._asker(act.token)
            if one.token not in tellers and one.token not in act.parts and not bound and not asker:
                found.setdefault(one.token, one)
        if not any(one.role in {Role.TO, Role.WITH} for one in found.values()):
            found.update((one.token, one) for one in self._thing(act) if one.token not in found)
        participants = []
        named: set[tuple[Role, str]] = set()
        chains: set[int] = set()
        for one in found.values():
            sides = self.compounds.sides(one.token)
            chain = self.entities.chain(one.token) if len(sides) == 1 else None
            if chain is not None and chain in chains:
                continue
            for side in sides:
                if (one.role, side.name) not in named:
                    participants.append(
                        Participant(role=one.role, span=side.span, name=side.name, rule=one.rule, chain=chain)
                    )
                    named.add((one.role, side.name))
                    if chain is not None:
                        chains.add(chain)
        return tuple(participants)

    def _thing(self, act: Act) -> Iterator[Found]:
        """Yield the thing acted on where nobody is: "dismissed the account", "blew up a bus"."""
        tree = self.tree
        if act.noun or act.kind.type != "ASSAULT" or self.thrown or verb_classes().get(tree.lemma(act.token)):
            return
        direct = tree.kids(act.token, "obj", "nsubj:pass")
        for kid in (*direct, *(other for one in direct for other in self.entities.conjuncts(one))):
            inside = act.trigger[0] <= kid < act.trigger[1] or kid in act.parts or kid in act.content
            happens = kinds.is_event_noun(tree.lemma(kid)) or tree.lemma(kid) in happenings()
            none = "no" in {tree.word(one) for one in tree.kids(kid, "det")}
            told = inside or happens or none or kid in self.entities.timed
            if tree.tokens.upos[kid] == "NOUN" and not told:
                yield Found(Role.TO, kid, f"what is acted on by {tree.tokens.text[act.token]}")

    def _asker(self, token: int) -> int | None:
        """Return the subject of the verb above an infinitive that somebody else is asked to carry out."""
        head = self.tree.head(token)
        bare = self.tree.tokens.xpos[token] == "VB" or self.tree.charged(token)
        if head is None or self.tree.rel(token) not in {"xcomp", "advcl"} or not bare:
            return None
        asking, doing = self.tree.subject(head), self.tree.subject(token)
        return asking if doing is not None and doing != asking else None

    # --- verbs

    def _verb(self, act: Act) -> Iterator[Found]:
        """Yield who acts and who is acted on, from the act, its lenders and the nouns it is on."""
        tree = self.tree
        word = tree.tokens.text[act.token]
        struck = act.kind.type == "ASSAULT"
        heads = (act.token, *reversed(act.lenders))
        borrowed = act.lemma.partition(" ")[0] != tree.lemma(act.token)  # "suffered injuries"
        for one in self._propbank(act.token):
            lent = borrowed and one.role is Role.BY
            yield replace(one, role=self._lent(act.token)) if lent else one
        for lender in act.lenders:
            yield from (replace(one, role=self._lent(lender)) for one in self._propbank(lender) if one.role is Role.BY)
        for head in heads:
            if tree.tokens.upos[head] == "VERB":
                yield from self._syntax(head, word, struck=struck)
                if act.kind.type in ASKING:
                    yield from self._addressed(head, word)
        if act.token not in act.lenders and tree.tokens.upos[act.token] != "VERB":
            yield from self._phrase(act.token, act.lemma, struck=struck)
        for noun in act.content:
            yield from self._phrase(noun, "", struck=False, sides=(Role.WITH, Role.TO))
        yield from self._complement(act, word)

    def _lent(self, verb: int) -> Role:
        """Return the side of a lending verb's subject: who suffers losses or receives a sentence is acted on."""
        return Role.TO if self.tree.lemma(verb) in SUFFERING and not self.tree.passive(verb) else Role.BY

    def _propbank(self, token: int) -> Iterator[Found]:
        predicate = self.predicates.get(token)
        if predicate is None:
            return
        word = self.tree.tokens.text[token]
        only_theme = not any(a.role in BY_ROLES for a in predicate.arguments)
        doer = self._doer(token)
        if doer is not None:
            yield from self._named(doer, Role.BY, f"noun before {word}")
        for argument in predicate.arguments:
            head = self._head(argument.first, argument.last)
            if self._misplaced(token, head) or (argument.role in BY_ROLES and doer not in {None, head}):
                continue
            if argument.role in BY_ROLES:  # a passive subject is acted on, whatever the model says
                role = Role.TO if head == self.tree.kid(token, "nsubj:pass") else Role.BY
                if role is Role.BY and self.tree.marks(head) & MUTUAL:
                    role = Role.WITH  # "a deal with Peru"
            elif argument.role == "ARG1":
                intransitive = only_theme and self.tree.rel(head) == "nsubj" and not self.tree.passive(token)
                role = Role.BY if intransitive and not self._suffers(token) else Role.TO
            elif argument.role in {"ARG2", "ARG3", "ARG4"}:
                marks = self.tree.marks(head)
                role = Role.WITH if marks & MUTUAL else Role.TO
                if marks & TOPIC and not marks & AGAINST:
                    role = Role.ABOUT
            else:
                continue
            rule = f"{argument.role} of {word}"
            if "between" in self.tree.marks(head):  # both act: "talks between Peru and Chile"
                role, rule = Role.BY, f"between, {rule}"
            yield from self._named(head, role, rule)

    def _doer(self, token: int) -> int | None:
        """Return who does what a gerund behind a noun says ("led to the chamber passing a law"), where one acts."""
        tree = self.tree
        noun = tree.head(token) if tree.tokens.deprel[token] == "acl" else None
        beside = token - 1  # the same, hung one step too high
        if (
            tree.rel(token) == "advcl"
            and beside in tree.kids(tree.tokens.head[token], "obl")
            and "to" in tree.marks(beside)
        ):
            noun = beside
        acts = noun is not None and tree.tokens.xpos[token] == "VBG" and self.entities.acts(noun)
        return noun if acts else None

    def _misplaced(self, token: int, head: int) -> bool:
        """Say whether a role is no side: where it happened, what sort it is, or who describes it behind "that"."""
        tree = self.tree
        if self._blamed(token, head):
            return True
        if tree.marks(head) & {"in", "near", "off", "across"} and self._is_place(head):
            return True
        if "as" in tree.marks(head) and tree.tokens.upos[token] == "VERB":
            return True  # "resigned as mayor": what one is, not whom one does it to
        if tree.marks(head) & WAYS:
            return True  # "marched through the quarter": where one passes
        if "from" in tree.marks(head) and (self.words.is_ground(head) or tree.lemma(head) in {"post", "power"}):
            return True  # "forced from office": where one leaves
        if tree.tokens.upos[token] == "VERB":
            where = any(tree.word(kid) in {"where", "when"} for kid in tree.children[token])
            return where and tree.tokens.deprel[token] == "acl:relcl" and head in tree.ancestors(token)
        if tree.rel(head) == "compound" and tree.tokens.head[head] == token:
            return self.words.is_sort(token, head, struck=True)
        return any(tree.tokens.deprel[kid] == "acl:relcl" and head in tree.subtree(kid) for kid in tree.children[token])

    def _blamed(self, noun: int, token: int) -> bool:
        """Say whether a word, the last behind "on", tells whom an act is blamed on, hung from the act."""
        tree = self.tree
        head = tree.head(noun)
        if head is None or tree.lemma(head) not in BLAMING or tree.rel(noun) != "obj":
            return False
        behind = [*tree.kids(noun, "nmod"), *tree.kids(head, "obl")]
        return token == max((kid for kid in behind if "on" in tree.marks(kid)), default=None)

    def _suffers(self, token: int) -> bool:
        lemma = self.tree.lemma(token)
        return lemma in SUFFERED | FAILING or bool(kinds.classes(lemma) & {"die", "kill", "wound"})

    def _befalls(self, lemma: str) -> bool:
        """Say whether a noun's possessor is acted on: "the minister's killing", "his death"."""
        return lemma in SUFFERED or "die" in kinds.classes(lemma)

    def _head(self, first: int, last: int) -> int:
        """Return the word of an argument that governs the others."""
        head = self.tree.tokens.head
        tops = [i for i in range(first, last) if not first <= head[i] < last or head[i] == i]
        nominal = [i for i in tops if self.tree.tokens.upos[i] in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB"}]
        return (nominal or tops or [first])[0]

    def _syntax(self, verb: int, word: str, *, struck: bool) -> Iterator[Found]:
        """Yield roles from the tree alone; a place is acted on where it is `struck`."""
        tree = self.tree
        passive = tree.passive(verb)
        subject = tree.subject(verb)
        if subject is not None:
            side = Role.TO if passive or (self._suffers(verb) and not tree.kids(verb, "obj")) else self._lent(verb)
            yield from self._named(subject, side, f"subject of {word}")
        for kid in tree.kids(verb, "obj", "iobj"):
            yield from self._named(kid, Role.TO, f"object of {word}")
        for kid in tree.kids(verb, "obl"):
            marks = tree.marks(kid)
            if marks & {"accord", "according"}:
                continue
            if marks & COMPANY and subject is not None and kid < verb:
                yield from self._named(kid, side, f"{min(marks & COMPANY)}, beside the subject of {word}")
            elif passive and "by" in marks:
                yield from self._named(kid, Role.BY, f"agent of {word}")
            elif marks & MUTUAL:
                yield from self._named(kid, Role.WITH, f"with, beside {word}")
            elif marks & (AGAINST - {"for", "over"}) and (
                (struck and not self._grounds(verb, kid)) or not self._is_place(kid)
            ):
                yield from self._named(kid, Role.TO, f"{min(marks)}, behind {word}")

    def _grounds(self, verb: int, token: int) -> bool:
        """Say whether a place is only where somebody else is struck: "killed 12 at the plant"."""
        whom = () if self.thrown else self.tree.kids(verb, "obj", "nsubj:pass")
        struck = any(self.entities.acts(one) or self.tree.tokens.upos[one] == "NUM" for one in whom)
        return struck and self._is_place(token)

    def _is_place(self, token: int) -> bool:
        """Say whether a phrase tells where: a name or a structure behind "in", "at", "on" or "near"."""
        if not self.tree.marks(token) & {"in", "near", "on", "at", "off", "across", "into"}:
            return False
        mention = self.entities.at(token)
        named = mention is not None and mention.form is EntityForm.NAME and mention.type in PLACES
        if named and self.aimed and self.tree.marks(token) == {"on"}:
            return False  # "sanctions on Peru"
        return named or actor_nouns().get(self.tree.lemma(token)) == "facility" or self.tree.lemma(token) == "side"

    def _addressed(self, verb: int, word: str) -> Iterator[Found]:
        """Yield who a demand, a threat or an accusation is aimed at: the subject or object of what is told."""
        for clause in self.tree.kids(verb, "ccomp", "xcomp"):
            own = self.tree.kid(clause, "nsubj", "nsubj:pass")
            if own is not None:
                yield from self._named(own, Role.TO, f"subject of what is told by {word}")

    def _complement(self, act: Act, word: str) -> Iterator[Found]:
        """Yield who is meant in an infinitive that says what was voted, decided or agreed."""
        if self.tree.kids(act.token, "obj", "iobj") or self.tree.passive(act.token):
            return  # who is asked does what is asked
        for clause in self.tree.kids(act.token, "xcomp"):
            if self.tree.tokens.upos[clause] != "VERB":
                continue
            for kid in self.tree.kids(clause, "obj", "iobj"):
                yield from self._named(kid, Role.TO, f"object of {self.tree.tokens.text[clause]}, after {word}")

    def _grievance(self, act: Act) -> Iterator[Found]:
        """Yield whom a protest is about: who stands in the clause or phrase that says what it is for or against."""
        if act.kind.type != "PROTEST":
            return
        tree = self.tree
        for kid in tree.kids(act.clause, "advcl", "obl", "nmod", "xcomp"):
            goal = tree.rel(kid) in {"advcl", "xcomp"} and bool(kinds.classes(tree.lemma(kid)) & AIMS)
            if not goal and not (tree.lemma(kid) in AIMS or tree.marks(kid) & {"against", "over"}):
                continue
            for word in sorted(tree.subtree(kid)):
                mention = self.entities.at(word)
                named = mention is not None and mention.form is EntityForm.NAME and not self._is_place(word)
                if named and self.entities.acts(word):
                    yield Found(Role.ABOUT, word, f"what {tree.tokens.text[act.token]} is about")

    # --- nouns

    def _noun(self, act: Act) -> Iterator[Found]:
        yield from self._phrase(act.token, act.lemma, struck=act.kind.type == "ASSAULT")
        yield from self._propbank(act.token)

    def _phrase(
        self, noun: int, lemma: str, *, struck: bool, sides: tuple[Role, Role] = (Role.BY, Role.TO)
    ) -> Iterator[Found]:
        """Yield who stands in a noun's own phrase; a place is acted on where it is `struck`."""
        tree = self.tree
        word = tree.tokens.text[noun]
        acts, suffers = sides
        after = [*tree.kids(noun, "nmod"), *self._hung_elsewhere(noun)]
        of = [kid for kid in after if "of" in tree.marks(kid)]
        if sides[0] is Role.BY:
            for kid in (*tree.kids(noun, "nmod:poss"), *tree.kids(noun, "compound", "amod")):
                if tree.tokens.deprel[kid] != "nmod:poss" and self.words.is_sort(noun, kid, struck=struck):
                    continue
                turned = self._befalls(lemma) and not of and tree.tokens.deprel[kid] == "nmod:poss"
                rule = "possessor" if tree.tokens.deprel[kid] == "nmod:poss" else "modifier"
                yield from self._named(kid, suffers if turned else acts, f"{rule} of {word}")
        for kid in after:
            marks = tree.marks(kid)
            if tree.tokens.deprel[kid] == "nmod:poss" and not marks:
                continue
            if "by" in marks:
                if acts is Role.BY:
                    yield from self._named(kid, Role.BY, f"by, behind {word}")
            elif "of" in marks:
                yield from self._named(kid, suffers, f"of, behind {word}")
                for deep in tree.kids(kid, "nmod") if acts is Role.BY else ():
                    if "by" in tree.marks(deep):  # hung one step too low
                        yield from self._named(deep, Role.BY, f"by, behind {word}")
            elif marks & MUTUAL or "between" in marks:
                yield from self._named(kid, Role.WITH if marks & MUTUAL else Role.BY, f"{min(marks)}, behind {word}")
            elif self._blamed(noun, kid):
                continue
            elif marks & AGAINST and (struck or not (self._is_place(kid) or self.words.is_way(noun, kid))):
                yield from self._named(kid, Role.TO, f"{min(marks)}, behind {word}")

    def _hung_elsewhere(self, noun: int) -> tuple[int, ...]:
        """Return what stands behind a noun's preposition and hangs from a word that the noun is no part of.

        "The strike on Roe led Peru's parliament to vote", where the tree joins "Roe" to "parliament".
        """
        tree = self.tree
        case = noun + 1
        if case >= tree.sentence(noun).last or tree.rel(case) != "case":
            return ()
        behind = tree.tokens.head[case]
        elsewhere = noun not in tree.ancestors(behind) and tree.head(behind) not in {None, *tree.ancestors(noun)}
        return (behind,) if behind > case and elsewhere else ()

    # --- names

    def _named(self, token: int, role: Role, rule: str) -> Iterator[Found]:
        """Yield the word and its conjuncts that can take part; a thing passes the role on to who stands in it."""
        tree = self.tree
        token = self.entities.whole(token)
        group = [token, *self.compounds.company(token)]
        people = {one: self.words.person_in(one) for one in group}
        group += [other for one, who in people.items() if who != one for other in self.entities.conjuncts(who)]
        for one in group:
            who = people.get(one, one)
            if self.entities.acts(who) and not (self.thrown and role is Role.TO and self.words.is_weapon(one)):
                yield Found(role, who, rule)
            elif role is not Role.BY and tree.tokens.upos[one] == "NOUN":
                if self.answering is not None:
                    yield from self._whose(one, self.answering, rule)
                for kid in tree.kids(one, "nmod"):
                    marks = tree.marks(kid)
                    aimed = self.thrown or not (self._is_place(kid) or self.words.is_way(one, kid))
                    if marks & (AGAINST | {"of"}) and aimed:
                        for side in (kid, *self.compounds.company(kid)):
                            if self.entities.acts(side):
                                yield Found(role, side, f"{rule}, through {tree.tokens.text[one]}")
            elif role is Role.BY and tree.tokens.upos[one] == "NOUN" and self.typed:
                for kid in tree.kids(one, "nmod:poss", "compound", "amod", "nmod"):
                    mention = self.entities.at(kid)
                    held = tree.tokens.deprel[kid] == "nmod" and not tree.marks(kid) & {"by", "of"}
                    sort = tree.tokens.deprel[kid] == "compound" and self.words.is_sort(one, kid, struck=True)
                    if mention is not None and mention.form is EntityForm.NAME and not held and not sort:
                        yield Found(role, kid, f"{rule}, through {tree.tokens.text[one]}")

    def _whose(self, noun: int, role: Role, rule: str) -> Iterator[Found]:
        """Yield whose act or words a noun is: "a Peruvian request", "the court's order", "an appeal from the mayor"."""
        for kid in self.tree.kids(noun, "nmod:poss", "compound", "amod", "nmod"):
            relation = self.tree.tokens.deprel[kid]
            if relation == "nmod" and not self.tree.marks(kid) & WHOSE:
                continue
            mention = self.entities.at(kid)
            name = mention is not None and mention.form is EntityForm.NAME
            if self.entities.acts(kid) and (name or relation != "compound"):
                for side in (kid, *(one for one in self.entities.conjuncts(kid) if self.entities.acts(one))):
                    yield Found(role, side, f"{rule}, whose {self.tree.tokens.text[noun]}")
