"""Stories are listed by size under ids that find them again."""

import pytest

from dateline.errors import OptionsError
from dateline.records import Format, Report, Storyline, Told
from dateline.timeline import stories, story

BIG = Storyline(id="s1234aaaa00000000", reports=("r1234aaaa00000000", "r2"), events=(), main=None)
SMALL = Storyline(id="s1234bbbb00000000", reports=("r1234bbbb00000000",), events=(), main=None)


def report(identity, **fields):
    return Report(
        id=identity, sha256="", path="a.txt", format=Format.TEXT, encoding="utf-8", language="en", text="", **fields
    )


def test_the_largest_comes_first_under_the_shortest_id_that_tells_it_apart():
    assert [entry.id for entry in stories([SMALL, BIG], [], {})] == ["s1234a", "s1234b"]


def test_a_story_without_events_is_told_by_its_first_reports_title_and_days():
    titled = report("r1234aaaa00000000", title=Told(value="A day at sea", rule="x"))
    dated = report("r2", published=Told(value="2021-05-04", rule="x"))
    (entry,) = stories([BIG], [], {one.id: one for one in (titled, dated)})
    assert (entry.line, str(entry.first), str(entry.last)) == ("A day at sea", "2021-05-04", "2021-05-04")


@pytest.mark.parametrize("asked", ["s1234a", "1234aa", "s1234aaaa00000000", " s1234a "])
def test_an_id_finds_its_story_whole_or_cut_short(asked):
    assert story([BIG, SMALL], asked) == BIG


@pytest.mark.parametrize(
    ("asked", "told"), [("s9", "dateline stories"), ("", "dateline stories"), ("s1234", "Give more")]
)
def test_an_id_that_finds_none_or_several_says_what_to_do(asked, told):
    with pytest.raises(OptionsError, match=told):
        story([BIG, SMALL], asked)
