"""Which negations deny what another account tells."""

import pytest
from tests.merge.build import day, mention, report

from dateline.merge.denials import denies
from dateline.merge.facts import Prose, facts
from dateline.records import Modality, Polarity, Span, Stance


@pytest.mark.parametrize(
    ("text", "trigger", "cue", "tense", "answer"),
    [
        ("No shot was fired at the boat.", "fired", "No", "past", True),
        ("They denied that shots were fired.", "fired", "denied", "past", True),
        ("Nobody will be freed for anybody.", "freed", "Nobody", "future", True),
        ("We are not closing the port.", "closing", "not", "present", True),
        ("The navy does not fire at boats.", "fire", "not", "present", False),
        ("They could not reach the boat.", "reach", "not", "past", False),
        ("They cannot export coal.", "export", "not", "", False),
        ("They left without firing a shot.", "firing", "without", "past", False),
    ],
)
def test_an_act_is_denied_where_somebody_says_that_it_was_not_done(text, trigger, cue, tense, answer):
    of = report(text, published="2021-05-04")
    at = text.index(cue)
    stance = Stance(polarity=Polarity.NEGATIVE, cues=(Span(at, at + len(cue)),))
    told = {"modality": Modality.DENIED, "negated": True, "tense": tense}
    one = mention(of, trigger, "act", said_by="the navy", by_source=stance, **told)
    own = mention(of, trigger, "act", by_narrator=stance, **told)
    dated = mention(of, trigger, "act", by_narrator=stance, when=day("2021-05-03"), **told)
    said, narrated, of_a_day = facts([one, own, dated], {of.id: Prose(of)})
    assert denies(said) is answer
    assert denies(of_a_day) is answer
    assert not denies(narrated), "what a report itself says was not done is news"
