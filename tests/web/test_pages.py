"""Each page says what it is for, and bad input gives a helpful page with the right status."""

import re
import sqlite3

import pytest
from tests.web.conftest import client_of

from dateline import run, timeline
from dateline.records import last_told
from dateline.store import SCHEMA, Store
from dateline.web.guard import Access


def events(client, query=""):
    return client.get(f"/api/v1/events?limit=200{query}").json()["items"]


def test_the_chronology_lists_events_with_their_marks(client):
    html = client.get("/?shown=all").text
    for event in events(client)[:100]:
        assert f"/event/{event['id']}" in html
    assert "accounts differ on" in html
    assert "planned" in html
    assert "origins" in html


def test_the_first_view_leaves_out_what_is_planned(client):
    told = client.get("/").text
    ahead = client.get("/?shown=ahead").text
    planned = [event["id"] for event in events(client, "&modality=planned")]
    assert planned
    for id_ in planned:
        assert f"/event/{id_}" not in told
        assert f"/event/{id_}" in ahead


def test_an_event_shows_every_account_and_where_they_differ(client):
    event = max(events(client), key=lambda one: (bool(one["disputed"]), len(one["mentions"])))
    html = client.get(f"/event/{event['id']}").text
    assert html.count('<article class="card telling"') == len(event["mentions"])
    assert "Where accounts differ" in html
    assert "Why this is one event" in html
    assert "Nearest kept apart" in html


def test_every_event_report_actor_and_place_has_a_page(client):
    found = events(client)
    links = {f"/event/{one['id']}" for one in found} | {
        f"/report/{m['report']}" for one in found for m in one["mentions"]
    }
    for link in sorted(links):
        html = client.get(link).text
        assert "<h1>" in html, link
        links_out = set(re.findall(r'href="(/(?:actor|place)/[^"]+)"', html))
        for other in list(links_out)[:2]:
            assert client.get(other).status_code == 200, other


def test_a_report_s_page_holds_its_text_and_leads_to_its_events(client):
    report = client.get("/api/v1/reports").json()["items"][0]
    whole = client.get(f"/api/v1/reports/{report['id']}").json()
    html = client.get(f"/report/{report['id']}").text
    for mention in whole["mentions"]:
        assert f'id="{mention["id"]}"' in html
    shown = re.sub(r'<span class="note">.*?</span></span>', "", html)
    words = re.sub(r"<[^>]+>", "", shown)
    assert whole["text"][:30].split()[0] in words


def test_an_id_cut_short_or_of_a_mention_leads_to_the_event(client):
    event = max(events(client), key=lambda one: len(one["mentions"]))
    for asked in (event["id"][1:9] + "-" + event["id"].partition("-")[2], event["mentions"][-1]["id"]):
        answer = client.get(f"/event/{asked}")
        assert (answer.status_code, answer.headers["location"]) == (307, f"/event/{event['id']}")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/event/effffffffffffffff-1", 404, "no event"),
        ("/event/%00%ff", 404, "no event"),
        ("/report/r0", 404, "no report"),
        ("/actor/person:nobody", 404, "no actor"),
        ("/place/0", 404, "no place"),
        ("/nowhere", 404, "no such page"),
        ("/?from=last+week", 400, "is no date"),
        ("/?from=2020-13-45", 400, "is no date"),
        ("/?page=many", 400, "page"),
        ("/?page=99999", 200, "Chronology"),
        ("/?who=nobody+of+that+name", 200, "No event passes these filters"),
        ("/search?q=", 200, "Look for words"),
        ("/search?q=xyzzy", 200, "Nothing holds"),
        ('/search?q="*^)(', 200, "Nothing holds"),
        ('/search?q="*^)(xyzzy NOT', 200, "Nothing holds"),
    ],
)
def test_bad_input_gives_a_helpful_page(client, path, status, words):
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_an_empty_database_says_how_to_fill_it(tmp_path):
    Store.open(tmp_path / "empty.db", create=True).close()
    with client_of(tmp_path / "empty.db", Access()) as client:
        for path in ("/", "/reports", "/actors", "/places", "/search?q=x", "/review"):
            assert client.get(path).status_code == 200, path
        assert "dateline add" in client.get("/").text


def test_a_database_that_vanishes_is_missed_and_not_made_anew(own_client, database):
    assert own_client.get("/").status_code == 200
    for file in database.parent.glob("copy.db*"):
        file.unlink()
    answer = own_client.get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "no database here" in answer.text
    assert not database.exists()


def test_a_database_of_a_newer_release_is_left_alone(own_client, database):
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.commit()
    connection.close()
    answer = own_client.get("/")
    assert answer.status_code == 503
    assert "made by a newer Dateline" in answer.text


def test_a_locked_database_is_said_to_be(own_client, database, monkeypatch):
    monkeypatch.setattr("dateline.web.record.WAIT", 0.05)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        answer = own_client.get("/")
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert answer.status_code == 503
    assert "locked" in answer.text


def test_a_fault_of_ours_is_no_stack_trace(own_client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret inside")

    monkeypatch.setattr("dateline.web.app.reports_page", broken)
    answer = own_client.get("/reports")
    assert answer.status_code == 500
    assert "fault of Dateline" in answer.text
    assert "secret" not in answer.text


def test_what_came_in_since_is_told_and_brought_up_to_date(own_client, database):
    with Store.open(database) as store, store.transaction(write=True) as connection:
        connection.exec_driver_sql("UPDATE state SET value = value + 1 WHERE key = 'revision'")
    assert "came in since" in own_client.get("/").text
    assert own_client.post("/refresh", data={"token": "the-token", "back": "/"}).status_code == 303
    assert "came in since" not in own_client.get("/").text


def test_who_is_who_is_said_on_an_actor_s_page_and_taken_back(own_client):
    actors = own_client.get("/api/v1/actors?limit=200").json()["items"]
    one, other = [actor["id"] for actor in actors if actor["kind"] == "person"][:2]
    assert "Say who this is" in own_client.get(f"/actor/{one}").text
    form = {"token": "the-token", "actor": one, "other": other, "verdict": "same", "back": "/review"}
    said = {"reason": "<b>one</b> man", "person": "Ben"}
    assert own_client.post("/judge-actor", data=form | said).status_code == 303
    assert own_client.get(f"/actor/{one}").status_code == 404, "it is known as the other now"
    page = own_client.get("/review").text.partition('id="who"')[2]
    assert "&lt;b&gt;one&lt;/b&gt; man" in page
    assert "Ben" in page
    number = re.search(r'action="/undo-actor".*?name="number" value="(\d+)"', page, re.DOTALL)[1]
    undo = {"token": "the-token", "number": number}
    assert own_client.post("/undo-actor", data=undo).status_code == 303
    assert own_client.get(f"/actor/{one}").status_code == 200
    assert "&lt;b&gt;one&lt;/b&gt; man" in own_client.get("/review").text, "it stays in the ledger"
    again = own_client.post("/undo-actor", data=undo)
    assert (again.status_code, "nothing to take back" in again.text) == (409, True)


def test_what_an_actor_is_part_of_is_named_and_not_by_its_identity(client):
    for actor in client.get("/api/v1/actors?limit=200").json()["items"]:
        if any(parent.startswith("organ:") for parent in actor["parents"]):
            assert "<bdi>organ:" not in client.get(f"/actor/{actor['id']}").text, actor["id"]


def test_an_actor_that_nobody_knows_cannot_be_named_as_the_other(own_client):
    actor = own_client.get("/api/v1/actors?limit=1").json()["items"][0]["id"]
    form = {"token": "the-token", "actor": actor, "other": "nobody of that name", "verdict": "same"}
    answer = own_client.post("/judge-actor", data=form)
    assert answer.status_code == 400
    assert "no actor" in answer.text


def test_an_event_that_was_merged_away_leads_to_the_one_that_holds_it_now(own_client):
    one, other = [event["id"] for event in events(own_client) if len(event["mentions"]) == 1][:2]
    form = {"token": "the-token", "verdict": "same", "left": "m" + one[1:], "right": "m" + other[1:], "reason": "one"}
    assert own_client.post("/judge", data=form).status_code == 303
    homes = {own_client.get(f"/api/v1/events/{id_}").json()["items"][0]["id"] for id_ in (one, other)}
    assert len(homes) == 1
    gone = ({one, other} - homes).pop()
    answer = own_client.get(f"/event/{gone}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/event/{homes.pop()}")


def test_a_way_past_the_background_is_offered(client, monkeypatch):
    assert "told as background" not in client.get("/").text, "a few are no hindrance"
    monkeypatch.setattr("dateline.web.pages.chronology.BACKGROUND", 1)
    page = client.get("/").text
    assert "told as background" in page
    assert "Begin on 3 Jan 2020" in page
    (link,) = re.findall(r'href="/\?([^"]+)">Begin on', page)
    assert link == "from=2020-01-03"
    assert "told as background" not in client.get(f"/?{link}").text


def test_what_lies_before_and_after_the_picture_is_a_link_to_just_those(client):
    page = client.get("/?shown=all").text
    (link, count) = re.search(r'href="\?([^"]+)">(\d+) events? before', page).groups()
    assert client.get(f"/?{link.replace('&amp;', '&')}").text.count('<li class="row') == int(count)


def test_accounts_of_an_unnamed_outlet_are_told_apart_by_their_reports(client):
    for event in events(client):
        page = client.get(f"/event/{event['id']}").text
        assert "(outlet not told)" not in page.partition('id="accounts"')[2].partition("</section>")[0]


def test_a_line_begins_with_a_capital_and_keeps_the_report_s_words(client):
    page = client.get("/?shown=all").text
    lines = re.findall(r'<p class="row-line"><a href="[^"]+"><bdi>([^<]+)<', page)
    told = {event["summary"] for event in events(client)}
    assert [line for line in lines if line[0].islower()] == []
    assert any(line not in told and line[0].lower() + line[1:] in told for line in lines)


def test_the_record_as_of_a_day_holds_only_what_was_published_by_then(client):
    then = client.get("/?shown=all&as_of=2020-01-03").text
    assert "published by 3 Jan 2020" in then
    assert then.count('<li class="row') < client.get("/?shown=all").text.count('<li class="row')
    links = re.findall(r'href="(/event/[^"]+)"', then)
    assert links
    assert all(link.endswith("?as_of=2020-01-03") for link in links)
    page = client.get(links[0]).text
    assert "published by 3 Jan 2020" in page
    assert "8 Jan 2020" not in page.partition("<main")[2]


def test_before_the_first_report_there_is_an_empty_record(client):
    assert "No events yet" in client.get("/?as_of=1999").text


@pytest.mark.parametrize("path", ["/?as_of=then", "/event/e0?as_of=then", "/diff?from=then&to=2020"])
def test_a_day_that_is_none_is_said_to_be(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    assert "is no date" in answer.text


def test_what_changed_between_two_days_is_told_in_words(client):
    assert "Compare" in client.get("/diff").text
    page = client.get("/diff?from=2020-01-03&to=2020-01-08").text
    assert "new: " in page
    assert "/event/" in page
    assert "Nothing changed" in client.get("/diff?from=2020-01-08&to=2020-01-08").text
    assert client.get("/diff?from=2020-01-08&to=2020-01-03").status_code == 400


def test_an_account_is_split_off_from_all_others_of_its_event(own_client):
    event = max(events(own_client), key=lambda one: len(one["mentions"]))
    assert len(event["mentions"]) > 2
    off = event["mentions"][-1]["id"]
    form = {"token": "the-token", "verdict": "different", "left": off, "right": event["id"], "reason": "another day"}
    assert own_client.post("/judge", data=form).status_code == 303
    home = own_client.get(f"/api/v1/events/{off}").json()["items"][0]
    assert {mention["id"] for mention in home["mentions"]}.isdisjoint(one["id"] for one in event["mentions"][:-1])
    assert "another day" in own_client.get("/review").text


def one(client, id_):
    (event,) = client.get(f"/api/v1/events/{id_}").json()["items"]
    return event


def test_a_field_set_for_one_account_is_shown_with_what_was_read_and_undone_in_review(own_client):
    event = max(events(own_client), key=lambda one: len(one["mentions"]))
    mention = event["mentions"][0]
    form = {"token": "the-token", "id": mention["id"], "field": "kind", "value": "DISASTER", "reason": "<b>a slip</b>"}
    answer = own_client.post("/set", data=form | {"back": f"/event/{event['id']}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/event/{event['id']}")
    assert one(own_client, event["id"])["kind"] == "DISASTER"
    html = own_client.get(f"/event/{event['id']}").text
    assert f"A person set the kind to <bdi>DISASTER</bdi>, read as <bdi>{mention['kind']}" in html
    assert "<b>a slip" not in html
    assert "c1" in own_client.get("/review").text
    assert own_client.post("/undo", data={"token": "the-token", "number": "c1"}).status_code == 303
    assert one(own_client, event["id"])["kind"] == event["kind"]


def test_who_acts_in_one_account_is_set_by_name_and_stands_on_the_actor_s_page(own_client):
    event = max(events(own_client), key=lambda one: len(one["mentions"]))
    mention = event["mentions"][0]
    form = {"token": "the-token", "id": mention["id"], "field": "by", "value": "Taleban; Harbour Wardens"}
    assert own_client.post("/set", data=form | {"reason": "a slip"}).status_code == 303
    found = one(own_client, event["id"])
    assert found["by"] == ["Taliban", "Harbour Wardens"]
    html = own_client.get(f"/event/{event['id']}").text
    assert "A person set who acts to <bdi>Taleban; Harbour Wardens</bdi>" in html
    assert f"/event/{event['id']}" in own_client.get("/actor/group:taliban").text
    assert f"/event/{event['id']}" in own_client.get("/?shown=all&who=Harbour+Wardens").text
    marks = own_client.get(f"/report/{mention['report']}").text
    assert "by: Taliban" not in marks, "no words of the report tell it"
    assert own_client.post("/undo", data={"token": "the-token", "number": "c1"}).status_code == 303
    assert one(own_client, event["id"])["by"] == event["by"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("policy=lowest", "Where accounts differ, the lowest number or day is shown."),
        ("as_known=2100-01-01", "what was judged, by 2100-01-01."),
        ("as_of=2020-01-05&policy=latest", "what was told last is shown"),
    ],
)
def test_a_viewpoint_is_said_and_kept_in_every_link(client, query, words):
    page = client.get(f"/?shown=all&{query}").text
    assert words in " ".join(page.split())
    links = re.findall(r'href="(/event/[^"]+)"', page)
    assert links
    assert {link.replace("&amp;", "&").partition("?")[2] for link in links} == {query}
    event = client.get(links[0].replace("&amp;", "&")).text
    assert words in " ".join(event.split())
    inside = re.findall(r'href="(/(?:report|actor|place)/[^"#]+)', event)
    assert inside
    for link in inside:
        assert link.replace("&amp;", "&").endswith(query)
    assert client.get(inside[0].replace("&amp;", "&")).status_code == 200
    assert f'href="/?{query.replace("&", "&amp;")}&amp;shown=ahead"' in page


def test_what_was_known_before_anything_was_read_is_nothing(client):
    assert "No events yet" in client.get("/?as_known=2001").text


def test_a_policy_chooses_the_values_that_dateline_show_chooses(client, made):
    with Store.open(made) as store:
        for policy in timeline.Policy:
            events = {one.id: one for one in run.View(store, policy=policy).chronology.events}
            items = client.get("/api/v1/events", params={"policy": policy.value, "limit": 200}).json()["items"]
            assert {one["id"]: one["when"]["edtf"] for one in items} == {
                id_: event.when.edtf for id_, event in events.items()
            }


def test_only_those_that_count_most_are_listed_as_dateline_show_has_them(client, made):
    with Store.open(made) as store:
        ranks = timeline.ranked(run.kept(store))
    best = sorted(ranks, key=lambda id_: ranks[id_].place)
    items = client.get("/api/v1/events?top=7").json()
    assert (items["total"], {one["id"] for one in items["items"]}) == (7, set(best[:7]))
    page = client.get("/?shown=all&top=7").text
    assert {id_ for id_ in ranks if f"/event/{id_}" in page} == set(best[:7])
    assert client.get("/?top=5").text.count('<li class="row') == 5, "of the part that is shown"


@pytest.mark.parametrize(
    ("query", "words"), [("top=many", "no number"), ("policy=loudest", "Use one of"), ("as_known=then", "no date")]
)
def test_a_viewpoint_that_is_none_is_said_to_be(client, query, words):
    for path in ("/", "/api/v1/events"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert words in answer.text


def test_a_plan_that_nobody_told_done_is_marked_as_unheard(client, made):
    with Store.open(made) as store:
        chronology = run.kept(store).events
    due = last_told(chronology)
    unheard = [event.id for event in chronology if event.unheard_since(due)]
    assert unheard
    page = client.get("/?shown=ahead").text
    assert page.count(">unheard<") == len(unheard)
    assert ">unheard<" in client.get(f"/event/{unheard[0]}").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("when", "yesterday", "2020-01-01/2020-01-05"),
        ("where", "Springfield", "may be several places"),
        ("who", "Ana", "It is one of when, where"),
        ("by", "Congo", "may be any of state:COD, state:COG"),
        ("to", "", "names nobody"),
    ],
)
def test_a_value_that_cannot_be_set_gives_a_page_that_says_what_to_write(own_client, field, value, said):
    event = events(own_client)[0]
    form = {"token": "the-token", "id": event["id"], "field": field, "value": value}
    answer = own_client.post("/set", data=form)
    assert answer.status_code == 400
    assert said in answer.text
    assert one(own_client, event["id"]) == event
