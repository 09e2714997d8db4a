"""The exported chronology: valid against its schema, complete, and in the reports' own words."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import readings, records, report_of, whens

from dateline.export import COLUMNS, FORMATS, build, schema, schema_text
from dateline.records import (
    Account,
    Attribution,
    Chronology,
    Disagreement,
    Event,
    Field,
    Furniture,
    FurnitureKind,
    Hop,
    Mention,
    Modality,
    Participant,
    Problem,
    Role,
    SourceKind,
    Span,
    Step,
    Told,
    When,
)

PUBLISHED = Path(__file__).parents[2] / "docs" / "chronology.schema.json"


def span(report, words):
    start = report.text.index(words)
    return Span(start, start + len(words))


def story():
    _, report = report_of(
        "Dockers struck on Monday with sailors, the union said.\nShare",
        path="b.txt",
        outlet=Told(value="Harbour Times", rule="dateline"),
        published=Told(value="2024-05-08", rule="crawler"),
    )
    report = replace(
        report, furniture=(Furniture(span=span(report, "Share"), kind=FurnitureKind.SHARING, reason="list"),)
    )
    people = (
        Participant(role=Role.BY, span=span(report, "Dockers"), name="Dockers", rule="nsubj"),
        Participant(role=Role.WITH, span=span(report, "sailors"), name="sailors", rule="obl:with"),
    )
    when = When(
        earliest=date(2024, 5, 6),
        latest=date(2024, 5, 7),
        edtf="2024-05-06",
        phrase=span(report, "Monday"),
        steps=(Step("weekday", "the Monday before 8 May 2024"),),
    )
    struck = span(report, "struck")
    hop = Hop(name="the union", kind=SourceKind.PARTY, span=span(report, "the union"), cue=span(report, "said"))
    mention = Mention(
        id=f"m{report.id[1:]}-{struck.start}",
        report=report.id,
        sentence=0,
        trigger=struck,
        clause=span(report, "Dockers struck on Monday with sailors"),
        act="strike",
        kind="PROTEST",
        roles=people,
        attribution=Attribution(hops=(hop,)),
        when=when,
    )
    event = Event(
        id="e" + mention.id[1:],
        mentions=(mention.id,),
        kind="PROTEST",
        mode="strike",
        when=when,
        where=None,
        participants=people,
        modality=Modality.ASSERTED,
        disputed=(Field.WHEN,),
        outlets=1,
        texts=1,
        origins=1,
        first_told=date(2024, 5, 8),
        last_told=date(2024, 5, 8),
        summary="Dockers struck on Monday with sailors",
        summary_of=mention.id,
    )
    disagreement = Disagreement(
        events=(event.id,), field=Field.WHEN, values=(Account(value="2024-05-06", mentions=(mention.id,)),)
    )
    chronology = Chronology(events=(event,), disagreements=(disagreement,), judgements=(), copies=())
    problem = Problem(code="read/empty", stage="read", message="a.txt: empty.", path="a.txt")
    return build([report], [mention], chronology=chronology, problems=[problem])


def exported():
    return json.loads(FORMATS["json"](story()))


def test_the_json_holds_what_the_design_promises():
    found = exported()
    (report,), (event,) = found["reports"], found["events"]
    (mention,) = event["mentions"]
    assert found["version"] == 1
    assert (report["path"], report["published"], report["outlet"]) == ("b.txt", "2024-05-08", "Harbour Times")
    assert report["furniture"] == [{"start": 55, "end": 60, "kind": "sharing", "reason": "list"}]
    assert (event["by"], event["to"], event["about"]) == (["Dockers"], ["sailors"], [])
    assert (event["when"]["earliest"], event["when"]["latest"]) == ("2024-05-06", "2024-05-06")
    assert (mention["start"], mention["end"], mention["said_by"]) == (8, 14, ["the union"])
    assert mention["when"]["phrase"] == {"start": 18, "end": 24, "text": "Monday"}
    assert found["disagreements"][0]["values"][0]["mentions"] == [{"report": report["id"], "start": 8, "end": 14}]
    assert found["problems"][0]["code"] == "read/empty"


def test_the_json_keeps_to_its_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(exported(), schema())


def test_the_published_schema_is_the_one_that_is_kept_to():
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run: dateline export --schema > " + str(PUBLISHED)


def test_the_schema_refuses_a_missing_key():
    found = exported()
    del found["events"][0]["modality"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema())


def test_a_line_of_jsonl_is_an_event_of_the_json():
    (line,) = FORMATS["jsonl"](story()).splitlines()
    assert json.loads(line) == exported()["events"][0]


def test_a_row_of_csv_is_an_event():
    (row,) = csv.DictReader(io.StringIO(FORMATS["csv"](story())))
    assert list(row) == list(COLUMNS)
    assert (row["earliest"], row["by"], row["to"], row["said_by"]) == ("2024-05-06", "Dockers", "sailors", "the union")
    assert (row["disputed"], row["reports"]) == ("when", "b.txt")


@given(readings(), whens(), st.data())
@settings(deadline=None, max_examples=30)
def test_any_chronology_keeps_to_the_schema_in_every_format(reading, when, data):
    _, report, mentions = reading
    events = tuple(
        replace(
            event,
            id="e" + m.id[1:],
            mentions=(m.id,),
            summary_of=m.id,
            when=when,
            lifecycle=tuple(replace(step, report=report.id) for step in event.lifecycle),
        )
        for m in mentions
        for event in [data.draw(records(Event))]
    )
    chronology = Chronology(events=events, disagreements=(), judgements=(), copies=())
    document = build([report], mentions, chronology=chronology)
    jsonschema.validate(json.loads(FORMATS["json"](document)), schema())
    assert len(list(io.StringIO(FORMATS["jsonl"](document)))) == len(events)
    assert len(list(csv.DictReader(io.StringIO(FORMATS["csv"](document))))) == len(events)
