"""What newness alone supports: the lead dates the news, and background stays only bounded from above."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.parsed import parsed, phrase_tokens

from dateline.records import Basis, Mention, Order, Participant, Role, TimeLink, When
from dateline.resolve.when import dates

LEAD = """
Rebels rebel NOUN NNS 2 nsubj
seized seize VERB VBD 0 root
Goma Goma PROPN NNP 2 obj
Thursday Thursday PROPN NNP 2 obl
. . PUNCT . 2 punct
"""
SEIZED = "Rebels seized Goma Thursday."
PROTESTED = """
Kigali Kigali PROPN NNP 2 nsubj
protested protest VERB VBD 0 root
. . PUNCT . 2 punct
"""
KILLING = """
The the DET DT 2 det
killing killing NOUN NN 3 nsubj
angered anger VERB VBD 0 root
Kigali Kigali PROPN NNP 3 obj
. . PUNCT . 3 punct
"""
HAD = """
Troops troops NOUN NNS 3 nsubj
had have AUX VBD 3 aux
fled flee VERB VBN 0 root
. . PUNCT . 3 punct
"""
WHO = """
Kigali Kigali PROPN NNP 6 nsubj
, , PUNCT , 4 punct
which which PRON WDT 4 nsubj
trained train VERB VBD 1 acl:relcl
, , PUNCT , 1 punct
protested protest VERB VBD 0 root
. . PUNCT . 6 punct
"""
MISSING = """
Troops troops NOUN NNS 2 nsubj
left leave VERB VBD 0 root
men man NOUN NNS 2 obj
who who PRON WP 6 nsubj
are be AUX VBP 6 aux
missing miss VERB VBG 3 acl:relcl
in in ADP IN 8 case
March March PROPN NNP 6 obl
. . PUNCT . 2 punct
"""
FELL = """
Khan Khan PROPN NNP 2 nsubj
resigned resign VERB VBD 0 root
after after SCONJ IN 6 mark
a a DET DT 5 det
bridge bridge NOUN NN 6 nsubj
fell fall VERB VBD 2 advcl
and and CCONJ CC 8 cc
killed kill VERB VBD 2 conj
two two NUM CD 8 obj
. . PUNCT . 2 punct
"""
SAID = """
Kigali Kigali PROPN NNP 2 nsubj
said say VERB VBD 0 root
troops troops NOUN NNS 5 nsubj
had have AUX VBD 5 aux
fled flee VERB VBN 2 ccomp
. . PUNCT . 2 punct
"""
SINCE = """
Kigali Kigali PROPN NNP 3 nsubj
has have AUX VBZ 3 aux
lost lose VERB VBN 0 root
towns town NOUN NNS 3 obj
{since}. . PUNCT . 3 punct
"""
MARCH = """
In in ADP IN 2 case
March March PROPN NNP 4 obl
troops troops NOUN NNS 4 nsubj
left leave VERB VBD 0 root
. . PUNCT . 4 punct
"""


def run(
    text: str,
    rows: list[str],
    words: dict[str, int],
    published: str | None = "2021-03-19",
    thursday: str = "weekday:4",
    roles: dict[str, tuple[str, ...]] | None = None,
) -> dict[str, When]:
    """Date words by the sentences they stand in; the lead's Thursday is tied to its verb, March to the word near it."""
    times = ([("Thursday", "DATE", thursday)] if "Thursday" in text else []) + (
        [("March", "DATE", "date:2020-03")] if "March" in text else []
    )
    report, tree = parsed(text, "\n\n".join(row.strip() for row in rows), times=times, published=published)
    mentions = []
    for word, sentence in words.items():
        span = tree.tokens.span[phrase_tokens(tree.tokens, report.text, word)[0]]
        tied = {"seized": 0, "left" if "missing" not in words else "missing": 1}.get(word)
        acting = (roles or {}).get(word, ())
        fields: dict[str, Any] = {
            "roles": tuple(Participant(role=Role.BY, span=span, name=name, rule="x") for name in acting)
        }
        if tied is not None:
            fields["times"] = (TimeLink(order=Order.AT, expression=tied, rule="x"),)
        mentions.append(
            Mention(
                id=word, report=report.id, sentence=sentence, trigger=span, clause=span, act=word, kind="",
                tense="present" if word in {"missing", "seize"} else "past", **fields,
            )
        )  # fmt: skip
    found, _ = dates(report, tree, mentions)
    return found


def test_a_main_clause_without_a_time_belongs_to_the_news() -> None:
    found = run(f"{SEIZED} Kigali protested.", [LEAD, PROTESTED], {"seized": 0, "protested": 1})["protested"]
    assert (found.earliest, found.latest, found.bounded) == (date(2021, 3, 17), date(2021, 3, 20), True)
    assert found.steps[-1].rule == "news"


def test_a_lead_without_a_fresh_day_dates_no_news() -> None:
    rows = [LEAD, PROTESTED]
    text = f"{SEIZED} Kigali protested."
    found = run(text, rows, {"protested": 1})["protested"]
    assert found.earliest is None
    assert run(text, rows, {"seized": 0, "protested": 1}, published=None)["protested"].earliest is None


def test_background_is_not_news() -> None:
    found = run(f"{SEIZED} Troops had fled.", [LEAD, HAD], {"seized": 0, "fled": 1})["fled"]
    assert found.earliest is None
    found = run(f"{SEIZED} Kigali, which trained, protested.", [LEAD, WHO], {"seized": 0, "trained": 1})["trained"]
    assert found.earliest is None


def test_what_an_event_brought_about_is_not_dated_as_a_partys_act() -> None:
    words = {"seized": 0, "killing": 1, "angered": 1}
    assert run(f"{SEIZED} The killing angered Kigali.", [LEAD, KILLING], words)["angered"].earliest is None


def test_an_older_time_holds_until_its_paragraph_ends() -> None:
    words = {"seized": 0, "left": 1, "protested": 2}
    rows = [LEAD, MARCH, PROTESTED]
    same = run(f"{SEIZED}\n\nIn March troops left. Kigali protested.", rows, words)["protested"]
    assert same.earliest is None
    new = run(f"{SEIZED}\n\nIn March troops left.\n\nKigali protested.", rows, words)["protested"]
    assert new.earliest == date(2021, 3, 17)


def test_what_has_been_done_is_news_unless_it_adds_up_since_then() -> None:
    words = {"seized": 0, "lost": 1}
    done = run(f"{SEIZED} Kigali has lost towns.", [LEAD, SINCE.format(since="")], words)["lost"]
    assert done.earliest == date(2021, 3, 17)
    since = SINCE.format(since="since since ADV RB 3 advmod\n")
    assert run(f"{SEIZED} Kigali has lost towns since.", [LEAD, since], words)["lost"].earliest is None


def test_what_voices_say_had_happened_is_news_a_day_more_loosely() -> None:
    found = run(f"{SEIZED} Kigali said troops had fled.", [LEAD, SAID], {"seized": 0, "fled": 1})["fled"]
    assert (found.earliest, found.latest, found.bounded) == (date(2021, 3, 16), date(2021, 3, 20), True)


def test_on_a_monday_the_news_reaches_back_over_the_weekend() -> None:
    text, words = f"{SEIZED} Kigali protested.", {"seized": 0, "protested": 1}
    monday = [("weekday:4", "2021-03-18", date(2021, 3, 17)), ("weekday:1", "2021-03-22", date(2021, 3, 19))]
    for form, published, earliest in monday:
        found = run(text, [LEAD, PROTESTED], words, published, thursday=form)["protested"]
        assert found.earliest == earliest


def test_a_day_that_is_over_is_not_of_a_state_that_lasts() -> None:
    words = {"seized": 0, "left": 1, "missing": 1}
    found = run(f"{SEIZED} Troops left men who are missing in March.", [LEAD, MISSING], words)
    assert found["left"].edtf == "2020-03"
    assert found["missing"].phrase is None


def test_what_goes_on_from_a_lower_clause_is_not_the_news() -> None:
    words = {"seized": 0, "resigned": 1, "killed": 1}
    found = run(f"{SEIZED} Khan resigned after a bridge fell and killed two.", [LEAD, FELL], words)
    assert found["resigned"].earliest == date(2021, 3, 17)
    assert found["killed"].earliest is None


def test_what_is_said_again_to_have_happened_is_background() -> None:
    again = SAID.replace("fled flee VERB VBN 2 ccomp", "fled flee VERB VBN 2 ccomp\nagain again ADV RB 2 advmod")
    text = f"{SEIZED} Kigali said troops had fled again."
    assert run(text, [LEAD, again], {"seized": 0, "fled": 1})["fled"].earliest is None


TITLE = """
# title
Rebels rebel NOUN NNS 2 nsubj
seize seize VERB VBP 0 root
Goma Goma PROPN NNP 2 obj
"""
THEY = """
They they PRON PRP 2 nsubj
burned burn VERB VBD 0 root
farms farm NOUN NNS 2 obj
. . PUNCT . 2 punct
"""
FIRST = """
Khan Khan PROPN NNP 2 nsubj
praised praise VERB VBD 0 root
it it PRON PRP 2 obj
when when ADV WRB 7 advmod
he he PRON PRP 7 nsubj
first first ADV RB 7 advmod
saw see VERB VBD 2 advcl
it it PRON PRP 7 obj
. . PUNCT . 2 punct
"""


def test_a_headline_is_of_the_day_that_the_lead_tells() -> None:
    found = run(f"Rebels seize Goma\n\n{SEIZED}", [TITLE, LEAD], {"seize": 0, "seized": 1})["seize"]
    assert (found.earliest, found.last_day, found.basis) == (date(2021, 3, 18), date(2021, 3, 18), Basis.NEWS)
    undated = run(f"Rebels seize Goma\n\n{SEIZED}", [TITLE, LEAD], {"seize": 0})["seize"]
    assert (undated.earliest, undated.last_day) == (date(2021, 3, 17), date(2021, 3, 19))


def test_what_the_leads_party_goes_on_to_do_is_of_the_leads_day() -> None:
    for party, first in (("rebels", date(2021, 3, 18)), ("troops", date(2021, 3, 17))):
        roles = {"seized": ("rebels",), "burned": (party,)}
        found = run(f"{SEIZED} They burned farms.", [LEAD, THEY], {"seized": 0, "burned": 1}, roles=roles)["burned"]
        assert (found.earliest, found.bounded) == (first, True)


def test_what_goes_back_to_a_first_time_is_no_news() -> None:
    found = run(f"{SEIZED} Khan praised it when he first saw it.", [LEAD, FIRST], {"seized": 0, "praised": 1})[
        "praised"
    ]
    assert (found.earliest, found.basis) == (None, Basis.REPORT)


def test_a_leads_undated_past_is_only_bounded() -> None:
    found = run("Kigali protested.", [PROTESTED], {"protested": 0})["protested"]
    assert (found.earliest, found.last_day, found.basis) == (None, date(2021, 3, 19), Basis.REPORT)
