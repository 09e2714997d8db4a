from dateline.merge.summary import summary
from dateline.records import Format, Mention, Participant, Report, Role, Span

TEXT = "Jane Roe resigned on Friday and called an election. She left the capital."


def report():
    return Report(
        id="r0123456789abcdef",
        sha256="0" * 64,
        path="a.txt",
        format=Format.TEXT,
        encoding="utf-8",
        language="en",
        text=TEXT,
    )


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(trigger, clause, who):
    return Mention(
        id=f"m0123456789abcdef-{span(trigger).start}",
        report=report().id,
        sentence=0,
        trigger=span(trigger),
        clause=span(clause),
        act=trigger,
        kind="",
        roles=(Participant(role=Role.BY, span=span(who), name="Jane Roe", rule="subject"),),
    )


def test_a_clause_with_its_subject_is_shown_as_it_stands():
    assert (
        summary(mention("resigned", "Jane Roe resigned on Friday", "Jane Roe"), report())
        == "Jane Roe resigned on Friday"
    )


def test_a_pronoun_is_followed_by_who_it_stands_for():
    told = mention("left", "She left the capital", "She")
    assert summary(told, report()) == "She [Jane Roe] left the capital"


def test_a_clause_without_its_subject_is_led_by_who_acts():
    told = mention("called", "called an election", "Jane Roe")
    assert summary(told, report()) == "[Jane Roe] called an election"
