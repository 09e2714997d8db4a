import pytest
from eval.robustness.names import lists, new, renamed
from eval.robustness.variants import VARIANTS, chance
from hypothesis import given, settings
from hypothesis import strategies as st
from training.examples import Example

WORDS = ["The", "mayor", "of", "Gävle", "said", ":", '"', "I", "wo", "n't", "re-open", "it", '"', "."]
HEADS = [1, 4, 3, 1, -1, 4, 7, 10, 10, 10, 4, 10, 10, 4]


def example(words=WORDS, head=HEADS) -> Example:
    return Example(
        corpus="own",
        words=list(words),
        upos=["X"] * len(words),
        head=head and list(head),
        deprel=["dep"] * len(words),
        predicates=[(4, ["O"] * len(words))] if len(words) > 4 else [],
        triggers=[False] * len(words),
    )


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("capitals", 'THE MAYOR OF GÄVLE SAID : " I WO N\'T RE-OPEN IT " .'),
        ("title_case", 'The Mayor of Gävle Said : " I Wo N\'t Re-open It " .'),
        ("lower_case", 'the mayor of gävle said : " i wo n\'t re-open it " .'),
        ("no_diacritics", 'The mayor of Gavle said : " I wo n\'t re-open it " .'),
        ("diacritics", 'The mayor of Gävlé said : " I wo n\'t re-open it " .'),
        ("curly_quotes", "The mayor of Gävle said : “ I wo n’t re-open it ” ."),
        ("dashes", 'The mayor of Gävle said : " I wo n\'t re–open it " .'),
        ("no_apostrophes", 'The mayor of Gävle said : " I wo nt re-open it " .'),
        ("no_final_stop", 'The mayor of Gävle said : " I wo n\'t re-open it "'),
    ],
)
def test_a_variant_changes_what_it_names(variant, expected):
    assert " ".join(VARIANTS[variant](example()).words) == expected


def test_a_stop_that_something_hangs_on_is_not_dropped():
    held = example(["Stop", "."], [1, -1])
    assert VARIANTS["no_final_stop"](held).words == ["Stop", "."]


def test_about_one_letter_in_a_hundred_is_misread():
    before = example([f"word{chance(example(), str(i)).random()}" + "letter" * 5 for i in range(400)], None)
    after = VARIANTS["misread_letters"](before)
    changed = sum(a != b for a, b in zip(before.words, after.words, strict=True))
    assert 60 < changed < 180  # 400 words of 34 letters


@settings(deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=12), st.sampled_from([*VARIANTS])
)
def test_every_variant_keeps_all_layers_of_one_length_and_no_word_is_empty(words, variant):
    found = VARIANTS[variant](example(words, [-1, *[0] * (len(words) - 1)]))
    assert len(found.words) in {len(words), len(words) - 1}
    assert all(found.words)
    assert {len(found.upos), len(found.head), len(found.deprel), len(found.triggers)} == {len(found.words)}
    assert all(len(tags) == len(found.words) for _, tags in found.predicates)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=6), st.sampled_from([*VARIANTS]))
def test_a_variant_is_the_same_in_every_run(words, variant):
    assert VARIANTS[variant](example(words, None)).words == VARIANTS[variant](example(words, None)).words


def test_a_new_name_keeps_length_shape_and_the_words_that_tell_its_type():
    before = example(
        ["Jane", "D.", "ROE", "left", "the", "Ministry", "of", "Blue", "Rivers", "near", "Lake", "Foo"], None
    )
    spans = {(0, 3, "person"), (5, 9, "organisation"), (10, 12, "place")}
    after = renamed(lambda _: spans)(before).words
    assert after[0] in lists()["given"]
    assert after[1] == "D."
    assert after[2].isupper()
    assert after[2] != "ROE"
    assert [after[i] for i in (3, 4, 5, 6, 9, 10)] == ["left", "the", "Ministry", "of", "near", "Lake"]
    assert after[11] in lists()["place"]


def test_the_same_word_gets_the_same_new_one():
    assert new("Foomark", "place") == new("Foomark", "place") == new("FOOMARK", "place").capitalize()


def test_no_invented_word_is_a_word_that_is_kept():
    kept = set(lists()["kept"])
    assert not kept & {word.lower() for part in ("given", "surname", "place", "organisation") for word in lists()[part]}
