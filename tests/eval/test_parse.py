from types import SimpleNamespace

import pytest
from eval.corpora import genre, held, sentences
from eval.parse import by_type, found_names, gold_names, worst_sentences
from training.examples import Example
from training.names import ANY

TREE = "1\tDogs\tdog\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tbark\tbark\tVERB\tVBP\tMood=Ind\t0\troot\t_\t_\n\n"
PLACE = frozenset({"B-geopolitical", "B-location", "B-facility"})


def named(words: str, names: dict[int, frozenset[str]], triggers: tuple[int, ...] = ()) -> Example:
    tokens = words.split()
    labels = [names.get(i, frozenset({"O"})) for i in range(len(tokens))]
    return Example(corpus="own", words=tokens, names=labels, triggers=[i in triggers for i in range(len(tokens))])


class Told:
    """A model that reads what it is told: names and triggers by the first word."""

    def __init__(self, **readings):
        self.readings = readings

    def read(self, sentences):
        return [self.readings[words[0]] for words in sentences]


def reading(names=(), triggers=()):
    return SimpleNamespace(names=list(names), acts=[SimpleNamespace(word=word, trigger=0.9) for word in triggers])


@pytest.fixture
def corpora(tmp_path):
    for name in ("en_own-ud-dev.conllu", "en_own-ud-train.conllu", "up/en_own-up-dev.conllu"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# newdoc id = weblog-a\n{TREE}# newdoc id = reviews-b\n{TREE}", encoding="utf-8")
    (tmp_path / "en_own-dev.iob2").write_text("1\tLima\tB-LOC\t-\t-\n\n", encoding="utf-8")
    return tmp_path


def test_a_folder_gives_the_parts_that_it_has_without_those_that_train(corpora):
    found = held(corpora)
    assert found.keys() == {"trees", "uner"}
    assert [genre for genre, _ in found["trees"]] == ["weblog", "reviews"]
    assert [example.words for example in sentences(found["uner"])] == [["Lima"]]


def test_a_document_without_a_genre_is_its_own():
    assert genre("minutes") == "minutes"


def test_places_of_all_sorts_are_one_and_unsure_labels_are_no_gold():
    example = named("Lima and Acme and X", {0: PLACE, 2: frozenset({"B-organisation", "B-product"}), 4: ANY})
    assert gold_names(example) == {(0, 1, "place")}
    seen = reading([(0, 1, "facility"), (2, 3, "organisation"), (4, 5, "person")])
    assert found_names(example, seen) == {(0, 1, "place"), (2, 3, "organisation")}


def test_names_are_scored_by_type():
    example = named("Lima met Ann", {0: PLACE, 2: frozenset({"B-person"})})
    model = Told(Lima=reading([(0, 1, "person"), (2, 3, "person")]))
    assert by_type(model, [example]) == {"organisation": 100.0, "person": 66.67, "place": 0.0}


def test_the_worst_sentences_say_what_went_wrong_and_right_ones_are_left_out():
    good = named("Ann won", {0: frozenset({"B-person"})}, (1,))
    bad = named("Lima sold Acme", {0: PLACE}, (1,))
    model = Told(Ann=reading([(0, 1, "person")], [1]), Lima=reading([(2, 3, "organisation")], [2]))
    told = worst_sentences(model, [good, bad], 5)
    triggers = "triggers missed: sold; triggers invented: Acme"
    names = "names missed: Lima (place); names invented: Acme (organisation)"
    assert told == [f"4 wrong. {triggers}; {names}. In: Lima sold Acme"]
