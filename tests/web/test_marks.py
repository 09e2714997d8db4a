"""A report's text in pieces is the text, and each mark lies on its words."""

from hypothesis import given
from hypothesis import strategies as st
from tests import strategies

from dateline.web.marks import marks, pieces


@given(strategies.readings())
def test_pieces_make_up_the_text(reading):
    _, report, mentions = reading
    found = pieces(report, marks(report, mentions, events={}))
    assert "".join(piece.text for piece in found) == report.text


@given(strategies.readings(), st.data())
def test_every_mark_is_told_on_all_its_words(reading, data):
    _, report, mentions = reading
    made = list(marks(report, mentions, events={}))
    if not made:
        return
    mark = data.draw(st.sampled_from(made))
    at, covered = 0, ""
    for piece in pieces(report, made):
        if mark.span.start <= at < mark.span.end:
            assert (mark.sort, mark.note) in piece.notes
            covered += piece.text
        at += len(piece.text)
    assert covered == mark.span.of(report.text)
