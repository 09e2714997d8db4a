"""The API gives the export's JSON in parts, page by page, and describes itself."""

import json

import msgspec
import pytest

from dateline import export, run
from dateline.export.document import EventItem, MentionItem, ReportItem
from dateline.store import Store
from dateline.web.answers import PREFIX, SCHEMAS

TOKEN = {"x-dateline-token": "the-token"}


def pages(client, path, limit=7):
    """Give the items of a list, page by page."""
    cursor = ""
    for _ in range(1000):
        page = client.get(f"{PREFIX}{path}", params={"limit": limit, "cursor": cursor}).json()
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = page["next"]
    raise AssertionError("the pages never end")


@pytest.fixture(scope="module")
def whole(made):
    with Store.open(made) as store:
        story = run.load(store)
    return json.loads(story.export())


def test_events_and_reports_are_the_export_s(client, whole):
    found = list(pages(client, "/events"))
    assert sorted(found, key=lambda one: one["id"]) == sorted(whole["events"], key=lambda one: one["id"])
    first = [one["when"]["earliest"] or one["when"]["latest"] or "~" for one in found]
    assert first == sorted(first)
    assert list(pages(client, "/reports", limit=3)) == whole["reports"]
    assert sorted(pages(client, "/stories", limit=1), key=str) == sorted(whole["stories"], key=str)


def test_items_keep_to_the_export_s_structs(client):
    event = client.get(f"{PREFIX}/events?limit=1").json()["items"][0]
    msgspec.convert(event, EventItem, strict=False)
    mention = client.get(f"{PREFIX}/mentions/{event['mentions'][0]['id']}").json()
    assert msgspec.convert(mention, MentionItem, strict=False).id == event["mentions"][0]["id"]
    report = client.get(f"{PREFIX}/reports/{mention['report']}").json()
    assert msgspec.convert(report["report"], ReportItem, strict=False).id == mention["report"]
    assert report["text"][mention["start"] : mention["end"]] == mention["trigger"]


def test_disagreements_come_with_their_events(client, whole):
    disputed = [one for one in whole["events"] if one["disputed"]]
    found = client.get(f"{PREFIX}/events/{disputed[0]['id']}").json()
    mine = [one for one in whole["disagreements"] if disputed[0]["id"] in one["events"]]
    assert found["disagreements"] == mine


@pytest.mark.parametrize("path", ["/actors", "/places"])
def test_every_actor_and_place_is_listed_once_and_found_by_its_id(client, path):
    key = "id" if path == "/actors" else "key"
    found = list(pages(client, path))
    assert len({one[key] for one in found}) == len(found)
    for one in found[:5]:
        assert client.get(f"{PREFIX}{path}/{one[key]}").json() == one


def test_a_search_tells_where_the_words_stand(client):
    found = client.get(f"{PREFIX}/search", params={"q": "parliament"}).json()
    assert found["events"]
    for hit in found["reports"]:
        text = client.get(f"{PREFIX}/reports/{hit['report']}").json()["text"]
        assert {text[start:end].lower() for start, end in hit["hits"]} <= {"parliament", "parliaments", "parliament's"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events/none", 404),
        ("/reports/r0", 404),
        ("/mentions/m0-1", 404),
        ("/actors/nobody", 404),
        ("/places/nowhere", 404),
        ("/nothing", 404),
        ("/events?limit=0", 400),
        ("/events?limit=many", 400),
        ("/events?cursor=e0", 400),
        ("/events?from=soon", 400),
        ("/search", 400),
    ],
)
def test_bad_input_is_answered_in_json(client, path, status):
    answer = client.get(f"{PREFIX}{path}")
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_judgement_is_kept_and_taken_back(own_client):
    event = max(own_client.get(f"{PREFIX}/events?limit=200").json()["items"], key=lambda one: len(one["mentions"]))
    left, right = (mention["id"] for mention in event["mentions"][:2])
    asked = {"left": left, "right": right, "verdict": "different", "reason": "two raids", "person": "Ben"}
    answer = own_client.post(f"{PREFIX}/judgements", json=asked, headers=TOKEN)
    assert answer.status_code == 201
    made = answer.json()["items"][0]
    assert (made["person"], made["reason"], made["undone"]) == ("Ben", "two raids", None)
    assert home(own_client, left) != home(own_client, right)
    undone = own_client.delete(f"{PREFIX}/judgements/{made['number']}", headers=TOKEN)
    assert undone.json()["items"][0]["undone"]
    assert home(own_client, left) == home(own_client, right) == event["id"]


def home(client, mention):
    return client.get(f"{PREFIX}/events/{mention}").json()["items"][0]["id"]


def test_a_day_gives_the_record_by_then_and_two_days_what_changed(client):
    then = client.get(f"{PREFIX}/events", params={"as_of": "2020-01-03", "limit": 200}).json()
    now = client.get(f"{PREFIX}/events", params={"limit": 200}).json()
    assert 0 < then["total"] < now["total"]
    found = client.get(f"{PREFIX}/diff", params={"from": "2020-01-03", "to": "2020-01-08"}).json()["items"]
    assert {"new"} <= {one["sort"] for one in found}
    assert client.get(f"{PREFIX}/diff", params={"from": "", "to": "2020"}).status_code == 400


@pytest.mark.parametrize(
    "asked",
    [{}, {"left": "m0-1", "right": "m0-1", "verdict": "same"}, {"left": "m0-1", "right": "m0-2", "verdict": "perhaps"}],
)
def test_what_is_no_judgement_is_refused_with_words(own_client, asked):
    answer = own_client.post(f"{PREFIX}/judgements", json=asked, headers=TOKEN)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert own_client.get(f"{PREFIX}/judgements").json()["items"] == []


def test_the_description_names_every_path_and_its_schema(client):
    found = client.get(f"{PREFIX}/openapi.json").json()
    assert set(found["paths"]) == {PREFIX + path for path in SCHEMAS}
    assert {"EventItem", "MentionItem", "ReportItem", "Refusal"} <= set(found["components"]["schemas"])
    text = json.dumps(found)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(found["components"]["schemas"])
    assert export.schema()["$defs"].keys() - {"Document"} <= found["components"]["schemas"].keys() | {"ProblemItem"}
