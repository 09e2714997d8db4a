"""What `dateline why` tells of copies can be read without the export."""

from dataclasses import replace

from tests.merge.build import report

from dateline.cli.copies import copied
from dateline.merge.families import copies
from dateline.records import Told

WORDS = (
    "Dockers in Strelsau walked out on Monday after the port authority cut the night shift without notice.",
    "The walkout left nineteen freighters waiting in the outer harbour, the harbour master told reporters there.",
    "Union leaders said they would stay out until the authority puts the old rota back in writing.",
    "A strike of the same crews in spring lasted eleven days and emptied shelves across the north.",
)


def made(*parts, name, day, title, **fields):
    one = report("\n\n".join(parts), published=day, **fields)
    return replace(one, path=name, title=Told(value=title, rule="test"))


def test_a_copy_is_told_with_what_was_changed():
    own = "Bakers along the quay told this paper that flour for a week is left."
    first = made(*WORDS, name="wire.txt", day="2021-05-04", title="Walkout", outlet="AP")
    edited = WORDS[1].replace("left nineteen", "kept nineteen")
    later = made(WORDS[0], edited, WORDS[2], own, name="post.txt", day="2021-05-05", title="Port still", agency="AP")
    lines = "\n".join(copied(copies([first, later]), {later.id}, {first.id: first, later.id: later}))
    assert "post.txt: a copy of wire.txt (78% of its own words; published earlier)" in lines
    assert "credits the associated press" in lines
    assert "headline “Walkout” became “Port still”" in lines
    assert "left out 1 passage: “A strike of the same crews" in lines
    assert "edited 1 passage: “The walkout kept nineteen" in lines
    assert "added 1 passage: “Bakers along the quay" in lines


def test_reports_of_their_own_are_passed_over():
    one = made(*WORDS[:2], name="a.txt", day="2021-05-04", title="A")
    assert list(copied(copies([one]), {one.id}, {one.id: one})) == []
