"""The chronologies of the example reports, as a person reads them: a change shows up as a diff to be reviewed.

Scores are left out, so that another processor's rounding changes nothing here.
"""

import json
from pathlib import Path

import pytest

from dateline import run

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"


def lines(story):
    """Lay out a story: one line an event, with how it was told, and each mention's words, tellers and reality."""
    texts = {report.id: report for report in story.reports}
    for event in story.chronology.events:
        told = [story.mentions[name] for name in event.mentions]
        yield {
            "when": event.when.edtf,
            "event": event.summary,
            "kind": event.kind,
            "who": [f"{one.role.value} {one.name}" for one in event.participants],
            "where": event.where.name if event.where else None,
            "modality": event.modality.value,
            "counts": f"{event.outlets} outlets, {event.texts} texts, {event.origins} origins",
            "disputed": [field.value for field in event.disputed],
            "life": [f"{step.day} {step.phase} by {' < '.join(step.by)}" for step in event.lifecycle],
            "origins": [origin.name for origin in event.origin_tree],
            "framing": [", ".join(one.words) for framing in event.framings for one in framing.wordings],
            "mentions": [
                {
                    "report": Path(texts[mention.report].path).name,
                    "trigger": mention.trigger.of(texts[mention.report].text),
                    "said_by": [hop.name for hop in mention.attribution.hops],
                    "modality": mention.modality.value,
                    "stance": mention.by_narrator.code() + (f" {one.code()}" if (one := mention.by_source) else ""),
                }
                for mention in told
            ],
        }


@pytest.mark.parametrize("name", ["iraq-2020", "public-domain"])
def test_the_chronology_of_the_examples_is_the_reviewed_one(name, request):
    golden = HERE / f"{name}.jsonl"
    story = run.build([str(EXAMPLES / name)])
    made = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(story))
    if request.config.getoption("--update-golden"):
        golden.write_text(made, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == made
