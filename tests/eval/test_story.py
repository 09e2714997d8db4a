from eval.story import score

GOLD = {
    "documents": {"a": "a.txt"},
    "events": [
        {"id": "blast", "core": True, "when": "2021-05-03", "actors": {"by": [], "to": ["Harbour police"]}},
        {"id": "arrest", "core": True, "when": None, "actors": {"by": ["Ministry of Interior"], "to": []}},
        {"id": "aside", "core": False},
    ],
    "mentions": [
        {"event": "blast", "doc": "a", "start": 10, "end": 15, "said_by": [], "modality": "asserted"},
        {"event": "blast", "doc": "a", "start": 40, "end": 46, "said_by": ["the governor"], "modality": "asserted"},
        {"event": "arrest", "doc": "a", "start": 70, "end": 78, "said_by": [], "modality": "planned"},
        {"event": "aside", "doc": "a", "start": 90, "end": 95, "said_by": [], "modality": "asserted"},
    ],
    "furniture": [{"doc": "a", "start": 0, "end": 10}],
    "reports": {"a": {"published": "2021-05-04", "outlet": "Coast Daily"}},
    "disagreements": [{"events": ["blast"], "fields": ["when"]}],
}


def mention(start, end, said_by=(), modality="asserted"):
    return {"report": "r1", "start": start, "end": end, "said_by": list(said_by), "modality": modality}


def system(events, **more):
    report = {
        "id": "r1",
        "path": "in/a.txt",
        "published": "2021-05-04T10:00",
        "outlet": "The Coast Daily",
        "furniture": [],
    }
    return {"reports": [report | more.pop("report", {})], "events": events, "disagreements": [], **more}


def event(name, mentions, when=None, by=(), to=()):
    return {"id": name, "mentions": mentions, "when": when, "by": list(by), "to": list(to)}


def test_a_perfect_chronology_scores_one_everywhere():
    blast = event(
        "e1",
        [mention(10, 15), mention(40, 46, ["Governor"])],
        {"earliest": "2021-05-02", "latest": "2021-05-04"},
        to=["harbour police"],
    )
    arrest = event("e2", [mention(70, 78, modality="planned")], by=["Ministry of Interior"])
    found = score(
        GOLD,
        system(
            [blast, arrest],
            report={"furniture": [{"start": 0, "end": 10}]},
            disagreements=[{"events": ["e1"], "field": "when", "values": []}],
        ),
    )
    assert found.pop("extra") == 0.0
    assert set(found.values()) == {1.0}


def test_mentions_kept_apart_are_counted_as_split():
    found = score(GOLD, system([event("e1", [mention(10, 15)]), event("e2", [mention(40, 46)])]))
    assert found["split"] == 2.0
    assert found["lumped"] == 1.0
    assert found["b3_f1"] == round(2 * 1 * 0.5 / 1.5, 4)


def test_two_events_in_one_are_counted_as_lumped():
    found = score(GOLD, system([event("e1", [mention(10, 15), mention(70, 78)])]))
    assert found["lumped"] == 2.0
    assert found["found"] == round(2 / 3, 4)


def test_a_date_much_wider_than_the_gold_is_not_right():
    wide = event("e1", [mention(10, 15)], {"earliest": "2021-05-01", "latest": "2021-05-20"})
    assert score(GOLD, system([wide]))["dated"] == 0.0


def test_a_mention_that_answers_no_gold_mention_is_extra():
    assert score(GOLD, system([event("e1", [mention(50, 52)])]))["extra"] == 0.25


def test_a_named_source_for_the_narrators_words_is_wrong():
    found = score(GOLD, system([event("e1", [mention(10, 15, ["somebody"])])]))
    assert found["said_by"] == 0.0
