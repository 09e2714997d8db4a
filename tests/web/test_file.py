"""The exported file holds all that it shows, and without text no words of the reports."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from dateline import run
from dateline.cli import cli
from dateline.records import Told
from dateline.store import Store
from dateline.web.file import to_html

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(made):
    with Store.open(made) as store:
        return run.load(store)


def test_the_file_is_made_by_the_command_and_the_same_each_time(made, story, tmp_path):
    target = tmp_path / "out.html"
    done = CliRunner().invoke(cli, ["export", "--db", str(made), "--format", "html", "--output", str(target)])
    assert done.exit_code == 0, done.output
    assert target.read_text(encoding="utf-8").count('<details class="panel') == len(story.chronology.events)
    assert to_html(story, now=NOW) == to_html(story, now=NOW)


def test_a_report_s_address_stands_as_words_and_not_without_text(story):
    address = "https://example.org/<b>a</b>"
    first = replace(story.reports[0], address=Told(value=address, rule="test"))
    told = replace(story, reports=(first, *story.reports[1:]))
    assert "https://example.org/&lt;b&gt;a&lt;/b&gt;" in to_html(told)
    assert "example.org" not in to_html(told, text=False)


def test_nothing_is_asked_of_another_file_or_host(story):
    html = to_html(story)
    assert re.findall(r'(?:src|href|action)="([^"#][^"]*)"', html) == []
    assert "url(" not in html


def test_style_and_script_are_allowed_by_their_hashes_alone(story):
    html = to_html(story)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1].replace("&#39;", "'")
    for tag in ("style", "script"):
        words = re.search(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[1]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")


def test_every_link_inside_leads_somewhere(story):
    html = to_html(story)
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert {link for link in re.findall(r'href="#([^"]*)"', html) if link} <= ids


def test_without_text_no_words_of_a_report_stand_in_it_but_hashes_and_offsets_do(story):
    html = to_html(story, text=False)
    for report in story.reports:
        assert report.sha256 in html
        words = report.text.split()
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        assert not [run_ for run_ in runs if run_ in html]
    mention = next(iter(story.mentions.values()))
    assert f"characters {mention.trigger.start}–{mention.trigger.end}" in html


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_no_format_holds_words_of_a_report_without_text(story, form):
    bare = story.export(form, text=False)
    for report in story.reports:
        words = report.text.split()
        runs = {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}
        assert not [run_ for run_ in runs if run_ in bare]
    assert story.reports[0].id in bare or form == "csv"


def test_an_empty_story_is_a_file_too():
    empty = run.Story(reports=(), mentions={}, chronology=run.build([]).chronology)
    assert "0 events from 0 reports" in to_html(empty)
