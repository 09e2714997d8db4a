"""The API gives the export's JSON in parts, page by page, and describes itself."""

import json

import msgspec
import pytest

from dateline import export, run
from dateline.export.document import EventItem, MentionItem, ReportItem
from dateline.store import Store
from dateline.web.answers import PREFIX, SCHEMAS, SENT

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
    event = most_told(own_client)
    left, right = (mention["id"] for mention in event["mentions"][:2])
    asked = {"left": left, "right": right, "verdict": "different", "reason": "two raids", "person": "Ben"}
    answer = own_client.post(f"{PREFIX}/judgements", json=asked, headers=TOKEN)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["person"], made["reason"], made["undone"]) == ("Ben", "two raids", None)
    assert home(own_client, left) != home(own_client, right)
    undone = own_client.delete(f"{PREFIX}/judgements/{made['number']}", headers=TOKEN).json()
    assert undone == made | {"undone": undone["undone"]}
    assert undone["undone"]
    assert own_client.get(f"{PREFIX}/judgements/{made['number']}").json() == undone
    assert home(own_client, left) == home(own_client, right) == event["id"]


def most_told(client):
    return max(client.get(f"{PREFIX}/events?limit=200").json()["items"], key=lambda one: len(one["mentions"]))


def test_what_is_set_right_is_what_the_export_says_and_is_taken_back(own_client):
    event = most_told(own_client)
    asked = {"id": event["id"], "field": "by", "value": "Taleban", "reason": "a slip", "person": "Ben"}
    answer = own_client.post(f"{PREFIX}/corrections", json=asked, headers=TOKEN)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["number"], made["who"], made["undone"]) == ("c1", ["group:taliban"], None)
    assert set(made["mentions"]) == {mention["id"] for mention in event["mentions"]}
    (found,) = own_client.get(f"{PREFIX}/events/{event['id']}").json()["items"]
    assert found["by"] == ["Taliban"]
    for mention in (one for one in found["mentions"] if one["id"] in made["mentions"]):
        (told,) = mention["corrected"]
        assert {name: told[name] for name in ("field", "value", "reason", "person")} == {
            name: made[name] for name in ("field", "value", "reason", "person")
        }
    assert own_client.get(f"{PREFIX}/corrections").json()["items"] == [made]
    undone = own_client.delete(f"{PREFIX}/corrections/c1", headers=TOKEN).json()
    assert undone["undone"]
    (back,) = own_client.get(f"{PREFIX}/events/{event['id']}").json()["items"]
    assert back == event


def test_who_is_who_is_judged_with_reason_and_person_and_taken_back(own_client):
    one, other = [
        actor["id"]
        for actor in own_client.get(f"{PREFIX}/actors?limit=200").json()["items"]
        if actor["kind"] == "person"
    ][:2]
    asked = {"actor": one, "other": other, "verdict": "same", "reason": "one man", "person": "Ben"}
    made = own_client.post(f"{PREFIX}/actor-judgements", json=asked, headers=TOKEN).json()
    assert (made["left"], made["right"], made["reason"], made["person"]) == (one, other, "one man", "Ben")
    assert own_client.get(f"{PREFIX}/actors/{one}").status_code == 404, "it is known as the other now"
    undone = own_client.delete(f"{PREFIX}/actor-judgements/{made['number']}", headers=TOKEN).json()
    assert undone["undone"]
    assert own_client.get(f"{PREFIX}/actors/{one}").status_code == 200


def test_what_was_said_comes_in_pages_the_latest_first(own_client):
    event = most_told(own_client)
    for value in ("2020-01-01", "2020-01-02", "2020-01-03"):
        asked = {"id": event["mentions"][0]["id"], "field": "when", "value": value}
        assert own_client.post(f"{PREFIX}/corrections", json=asked, headers=TOKEN).json()["person"] == "Ana"
    assert [one["number"] for one in pages(own_client, "/corrections", limit=2)] == ["c3", "c2", "c1"]


@pytest.mark.parametrize("path", ["/judgements", "/actor-judgements", "/corrections"])
def test_nothing_is_said_without_the_token_or_from_another_origin(own_client, path):
    event = most_told(own_client)
    asked = {"id": event["id"], "field": "kind", "value": "none"}
    for headers in ({}, {"x-dateline-token": "another"}, TOKEN | {"origin": "http://evil.example"}):
        assert own_client.post(PREFIX + path, json=asked, headers=headers).status_code == 403
        assert own_client.delete(f"{PREFIX}{path}/1", headers=headers).status_code == 403
    assert own_client.get(PREFIX + path).json() == {"items": [], "total": 0, "next": None}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/judgements/7", 404, "nothing here has the number '7'"),
        ("/corrections/1", 404, "nothing here has the number '1'"),
        ("/actor-judgements/x", 404, "nothing here has the number 'x'"),
    ],
)
def test_a_number_that_nobody_said_is_not_taken_back(own_client, path, status, words):
    answer = own_client.delete(PREFIX + path, headers=TOKEN)
    assert (answer.status_code, words in answer.json()["error"]) == (status, True)


def test_what_was_taken_back_is_not_taken_back_twice(own_client):
    asked = {"id": most_told(own_client)["id"], "field": "kind", "value": "none"}
    number = own_client.post(f"{PREFIX}/corrections", json=asked, headers=TOKEN).json()["number"]
    codes = [own_client.delete(f"{PREFIX}/corrections/{number}", headers=TOKEN).status_code for _ in range(2)]
    assert codes == [200, 409]


def test_words_find_the_actors_they_may_name_those_of_the_record_first(client):
    found = client.get(f"{PREFIX}/actors", params={"q": "ira"}).json()["items"]
    names = [one["name"] for one in found]
    assert {"Iran", "Iraq"} <= set(names)
    events = [one["events"] for one in found]
    assert events.index(0) == len([one for one in events if one]), "the registers' others come behind"
    taliban = client.get(f"{PREFIX}/actors", params={"q": "taliban"}).json()["items"]
    assert ("group:taliban", 0) in {(one["id"], one["events"]) for one in taliban}
    assert client.get(f"{PREFIX}/actors", params={"q": "xyzzy"}).json()["items"] == []


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
    ("path", "asked"),
    [
        ("/judgements", {}),
        ("/judgements", {"left": "m0-1", "right": "m0-1", "verdict": "same"}),
        ("/judgements", {"left": "m0-1", "right": "m0-2", "verdict": "perhaps"}),
        ("/actor-judgements", {"actor": "nobody", "other": "nobody else", "verdict": "same"}),
        ("/corrections", {"id": "m0-1", "field": "kind", "value": "none"}),
        ("/corrections", {"id": "m0-1", "field": "colour", "value": "red"}),
        ("/corrections", {"id": "m0-1", "field": "kind", "value": "none", "more": 1}),
    ],
)
def test_what_cannot_be_said_is_refused_with_words(own_client, path, asked):
    answer = own_client.post(PREFIX + path, json=asked, headers=TOKEN)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert own_client.get(PREFIX + path).json()["items"] == []


def test_the_description_tells_what_to_send_and_that_changes_need_the_token(client):
    found = client.get(f"{PREFIX}/openapi.json").json()
    assert found["components"]["securitySchemes"]["token"]["name"] == "X-Dateline-Token"
    for path, sent in SENT.items():
        post = found["paths"][PREFIX + path]["post"]
        assert post["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith(f"/{sent.__name__}")
        delete = found["paths"][f"{PREFIX}{path}/{{number}}"]["delete"]
        assert post["security"] == delete["security"] == [{"token": []}]
        assert "security" not in found["paths"][PREFIX + path]["get"]


def test_the_description_names_every_path_and_its_schema(client):
    found = client.get(f"{PREFIX}/openapi.json").json()
    assert set(found["paths"]) == {PREFIX + path for path in SCHEMAS}
    assert {"EventItem", "MentionItem", "ReportItem", "Refusal"} <= set(found["components"]["schemas"])
    text = json.dumps(found)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(found["components"]["schemas"])
    assert export.schema()["$defs"].keys() - {"Document"} <= found["components"]["schemas"].keys() | {"ProblemItem"}
