"""What a word that may take part in an act is: a place to go to, a way, a sort of act, a weapon, who bears a title."""

from __future__ import annotations

from dateline.extract.acts import happenings
from dateline.extract.clauses import PLACES
from dateline.extract.entities import Entities, actor_nouns
from dateline.extract.tree import Tree
from dateline.records import EntityForm, EntityType
from dateline.resources import kinds
from dateline.resources.countries import by_adjective, by_name

WAYS = frozenset("flight trip journey visit tour road highway route way train bus bridge path ticket march way".split())
GROUNDS = frozenset(
    "airport hospital port station base country city town village island house home office mine camp prison".split()
)


class Words:
    """Tells the words of one report's phrases apart."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self.tree = tree
        self.entities = entities

    def is_ground(self, token: int) -> bool:
        """Say whether the word is a place that one goes to or leaves, rather than a vehicle or a person."""
        mention = self.entities.at(token)
        if mention is not None and mention.form is EntityForm.NAME:
            return mention.type in PLACES
        grounded = mention is not None and mention.type in PLACES - {EntityType.FACILITY}
        return grounded or self.tree.lemma(token) in GROUNDS

    def is_way(self, noun: int, token: int) -> bool:
        """Say whether a place is only where a way leads: "a flight to Madrid", "the road to Goma"."""
        return self.tree.lemma(noun) in WAYS and bool(self.tree.marks(token) & {"to", "for", "into"})

    def is_sort(self, noun: int, token: int, *, struck: bool) -> bool:
        """Say whether a modifier only says what sort of act it is, or where: "missile launch", "the Goma blast"."""
        mention = self.entities.at(token)
        if mention is None or mention.form is not EntityForm.NAME:
            return actor_nouns().get(self.tree.lemma(token)) == "facility"
        if mention.type not in PLACES:
            return False
        name = mention.span.of(self.entities.report.text)
        state = bool(by_name(name) or by_adjective(name))
        return self.tree.lemma(noun) in happenings() or (struck and not state)

    def is_weapon(self, token: int) -> bool:
        """Say whether a word names what is thrown or fired."""
        return kinds.in_group(self.tree.lemma(token), "weapon") or self.tree.lemma(token) in {
            "round",
            "shot",
            "gas",
            "drone",
        }

    def person_in(self, token: int) -> int:
        """Return the name beside a title ("the president, Jane Roe"), the noun that a relative pronoun stands for."""
        if self.tree.tokens.xpos[token] in {"WDT", "WP"}:
            clause = self.tree.clause(token)
            noun = self.tree.head(clause) if self.tree.tokens.deprel[clause].startswith("acl") else None
            token = token if noun is None else noun
        inner = [kid for kid in self.tree.kids(token, "nmod") if "of" in self.tree.marks(kid)]
        if actor_nouns().get(self.tree.lemma(token)) != "person":
            inner = []
        for noun in (token, *inner):  # "the ministers of both states, Ann Roe and Bo Ek", hung from the states
            for kid in self.tree.kids(noun, "appos", "flat"):
                mention = self.entities.at(kid)
                if mention is not None and mention.form is EntityForm.NAME and mention.type is EntityType.PERSON:
                    return kid
        return token
