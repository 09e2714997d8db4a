"""What a report tells before lends its time to what it tells after."""

from __future__ import annotations

import pytest
from tests.parsed import parsed

from dateline.resolve.when import values

ROWS = """
Net net NOUN NN 2 nsubj
fell fall VERB VBD 0 root
in in ADP IN 4 case
ONE one NOUN NN 2 obl
, , PUNCT , 2 punct
from from ADP IN 7 case
TWO two NOUN NN 2 obl
to to ADP IN 9 case
THREE three NOUN NN 2 obl
"""
EARLIER, AGO = "offset:-1Y anchor:told", "offset:-1Y anchor:now"


def timexes(*forms: str) -> list[str]:
    text = "Net fell in ONE, from TWO to THREE"
    told = [(word, "DATE", form) for word, form in zip(("ONE", "TWO", "THREE"), forms, strict=False)]
    report, tree = parsed(text, ROWS, times=told, published="2019-10-26")
    return [value.timex for value in values(report, tree)[0]]


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        (("date:XXXX-Q3", EARLIER, AGO), ["2019-Q3", "2018-Q3", "2018-Q3"]),
        (("date:XXXX-Q2", "results:-4 unit:Q", "results:+0 unit:Q"), ["2019-Q2", "2018-Q2", "2019-Q2"]),
        (("date:2019-Q2", "date:2018-Q2", EARLIER), ["2019-Q2", "2018-Q2", "2018-Q2"]),
        (("date:2019-Q2", "duration:9M", EARLIER), ["2019-Q2", "P9M", "2018"]),
        (("date:XXXX-Q4", "results:+0 unit:Q", AGO), ["2019-Q4", "2019-Q3", "2018-Q3"]),
        (("weekday:5", EARLIER, EARLIER), ["2019-10-25", "2018", "2018"]),
        (("date:2015", EARLIER, EARLIER), ["2015", "2014", "2014"]),
    ],
    ids=[
        "a quarter's results are compared with the same quarter's",
        "the quarter is the one told before",
        "an older quarter only stands beside it",
        "nine months are compared with those of the year before",
        "a running quarter has no results yet",
        "what is compared twice is compared with the same year",
        "a year earlier than a year",
    ],
)
def test_results_are_compared_with_those_of_a_year_before(forms: tuple[str, ...], told: list[str]) -> None:
    assert timexes(*forms) == told
