"""The scorer of MUC-4 against a hand-worked report."""

from collections import defaultdict

import pytest
from eval.muc import Count, head, score, templates

KEY = """
0.  MESSAGE: ID                     DEV-MUC3-9001 (NOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  03 JAN 90
3.  INCIDENT: LOCATION              RURITANIA: STRELSAU (CITY)
4.  INCIDENT: TYPE                  KIDNAPPING
9.  PERP: INDIVIDUAL ID             "REBELS"
10. PERP: ORGANIZATION ID           "RURITANIAN FRONT" / "RF"
12. PHYS TGT: ID                    *
18. HUM TGT: NAME                   "ANA SILVA"
19. HUM TGT: DESCRIPTION            "MAYOR": "ANA SILVA"
                                    ? "DRIVER"

0.  MESSAGE: ID                     DEV-MUC3-9001 (NOSC)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  - 05 JAN 90
3.  INCIDENT: LOCATION              RURITANIA
4.  INCIDENT: TYPE                  BOMBING
9.  PERP: INDIVIDUAL ID             -
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    "TOWN HALL" /
                                    "HALL"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            -

0.  MESSAGE: ID                     DEV-MUC3-9002 (NOSC)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def event(act, actors, *, kind="ASSAULT", when=(None, None), where=None):
    return {
        "kind": kind,
        "mentions": [{"act": act}],
        "actors": [{"role": role, "name": name, "kind": sort} for role, name, sort in actors],
        "when": {"earliest": when[0], "latest": when[1]},
        "where": where,
    }


def counted(*events):
    counts = defaultdict(Count)
    score(templates(KEY)["DEV-MUC3-9001"], events, counts)
    return counts


def test_a_key_is_read_with_alternatives_names_options_and_dates():
    key = templates(KEY)
    kidnapping, bombing = key["DEV-MUC3-9001"]
    assert key["DEV-MUC3-9002"] == []
    assert [f.words for f in kidnapping.slots["organisation"]] == [("RURITANIAN FRONT", "RF")]
    assert [(f.words, f.optional) for f in kidnapping.slots["victim"]] == [
        (("ANA SILVA", "MAYOR"), False),
        (("DRIVER",), True),
    ]
    assert (kidnapping.date, kidnapping.places) == ("1990-01-03", ("RURITANIA", "STRELSAU"))
    assert (bombing.optional, bombing.date) == (True, "")  # some time before the fifth
    assert [f.words for f in bombing.slots["target"]] == [("TOWN HALL", "HALL")]


def test_the_hand_worked_report_scores_as_worked_by_hand():
    counts = counted(
        event(
            "kidnap",
            [("by", "RF", "armed group"), ("to", "the mayor", "person"), ("to", "a guard", "unnamed")],
            when=("1990-01-03", "1990-01-04"),
            where="Strelsau",
        ),
        event("kill", [("by", "soldiers", "unnamed"), ("to", "a farmer", "unnamed")]),
    )
    # The organisation by its short name: one given, one asked for. The mayor for Ana Silva, a guard and a farmer for
    # nobody: one of three. Soldiers for nobody, the rebels not found. The optional template is not asked for.
    assert counts["organisation"].scores() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert counts["victim"].scores() == {"precision": 0.3333, "recall": 1.0, "f1": 0.5}
    assert counts["individual"].scores() == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert (counts["target"].asked, counts["template"].asked, counts["template"].found) == (0, 1, 1)
    assert counts["date"].scores()["f1"] == counts["place"].scores()["f1"] == 1.0
    assert counts["type"].scores()["precision"] == 1.0


def test_an_optional_template_counts_where_it_is_found():
    counts = counted(event("bomb", [("to", "the town hall", "other")]))
    assert (counts["target"].found, counts["target"].asked) == (1, 1)
    assert (counts["template"].found, counts["template"].asked) == (1, 2)


def test_what_is_no_violence_fills_nothing():
    assert counted(event("visit", [("by", "RF", "armed group")], kind="CONSULT"))["organisation"].given == 0


@pytest.mark.parametrize(
    ("words", "governor"),
    [("TWO MEMBERS OF THE FRONT", "member"), ("the Town Hall", "hall"), ("ANA SILVA", "silva"), ("", "")],
)
def test_the_head_of_a_phrase_stands_before_what_hangs_from_it(words, governor):
    assert head(words) == governor
