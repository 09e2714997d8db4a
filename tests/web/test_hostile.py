"""Text from outside is shown, never run: whatever stands in a report or in any field of a record."""

from types import MappingProxyType

import lxml.html
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import strategies

from dateline.records import Chronology, Event
from dateline.run import Story
from dateline.web.file import to_html
from dateline.web.paint import DECEIVING, paint, shown

RUNS = frozenset({"script", "iframe", "object", "embed", "base", "frame", "applet", "foreignobject", "animate", "set"})
OWN = frozenset({"/static/page.js"})


def dangers(html, *, inline=0):
    """Give what could run or load in a page beyond our own files."""
    tree = lxml.html.document_fromstring(html)
    scripts = [one for one in tree.iter("script") if one.get("src") not in OWN]
    yield from (f"script {one.get('src')}" for one in scripts[inline:])
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        if one.tag.lower() in RUNS - {"script"}:
            yield f"<{one.tag}>"
        for name, value in one.attrib.items():
            if name.lower().startswith("on") or name in {"style", "srcdoc", "formaction"}:
                yield f"{name}={value}"
            if name in {"href", "src", "action"} and not value.startswith(("/", "#", "?")):
                yield f"{name}={value}"


def paths(client):
    yield from ("/", "/?shown=all", "/reports", "/actors?everyone=1", "/places", "/review", "/search?q=alert")
    yield from ('/?who=<script>alert(1)</script>&q="><img src=x onerror=alert(1)>', "/event/<script>", "/search?q=<b>x")
    found = client.get("/api/v1/events?limit=200").json()["items"]
    for event in found:
        yield f"/event/{event['id']}"
    yield from {f"/report/{m['report']}" for event in found for m in event["mentions"]}


def test_no_page_of_hostile_reports_runs_anything(client):
    seen = ""
    for path in paths(client):
        html = client.get(path).text
        assert list(dangers(html)) == [], path
        assert not DECEIVING.search(html.replace("\n", " ")), path
        seen += html
    assert "&lt;script&gt;alert" in seen, "the hostile words are shown as words"


TEXTS = st.sampled_from(
    ["<script>alert(1)</script>", '" onclick="x', "javascript:x", "\u202egnp", "</style>", "{{ 7*7 }}", "'><img src=x>"]
) | st.text(max_size=5)


@st.composite
def stories(draw):
    """Return any story at all whose events hold mentions that there are."""
    readings = draw(st.lists(strategies.readings(), min_size=1, max_size=3, unique_by=lambda one: one[1].id))
    mentions = {mention.id: mention for _, _, told in readings for mention in told}
    events = []
    for number, id_ in enumerate(mentions):
        event = draw(strategies.records(Event))
        values = {name: getattr(event, name) for name in event.__dataclass_fields__}
        events.append(
            Event(**(values | {"id": f"e{number}", "mentions": (id_,), "summary": draw(TEXTS), "lifecycle": ()}))
        )
    chronology = Chronology(events=tuple(events), disagreements=(), judgements=(), copies=())
    return Story(reports=tuple(r for _, r, _ in readings), mentions=MappingProxyType(mentions), chronology=chronology)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(stories())
def test_any_story_at_all_can_be_laid_out_in_one_file(story):
    html = to_html(story)
    assert list(dangers(html, inline=1)) == []
    assert html.count('<details class="panel') == len(story.chronology.events)


def test_what_turns_the_direction_of_text_is_shown_as_odd():
    assert shown("a\u202eb\u2066c") == "a\ufffdb\ufffdc"
    assert shown(7) == 7


def test_a_template_escapes_all_it_is_given():
    page = paint("error.html", title="<b>", words="<script>", status=404, url=None, here="", database="<i>",
                 stale=False, view=None, token='"><x>', person="", version="1")  # noqa: S106  # fmt: skip
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<i>" not in page
