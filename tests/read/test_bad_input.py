"""Files that are no reports: each gets a message that names the file and the next step."""

import pytest

from dateline.read import read
from dateline.records import Span


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "read/empty"),
        (b" \r\n\t", "read/empty"),
        (b"%PDF-1.7 ...", "read/binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "read/binary"),
        (bytes(range(256)) * 20, "read/binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(raw, code):
    result = read(raw, path="in/strange.txt")
    assert result.items == ()
    assert [problem.code for problem in result.problems] == [code]
    assert "in/strange.txt" in result.problems[0].message


def test_a_file_over_the_limit_is_refused():
    result = read(b"The dam broke. " * 100, path="big.txt", limit=1_000)
    assert result.items == ()
    assert result.problems[0].code == "read/too-large"


def test_a_truncated_file_is_read_with_its_damage_told():
    raw = "date 2021-05-03 The café by the dam was flooded.é".encode()[:-1]
    result = read(raw, path="cut.txt")
    assert result.items[0].text.startswith("date 2021-05-03 The café by the dam was flooded.")
    assert [problem.code for problem in result.problems] == ["read/truncated"]


def test_a_damaged_character_does_not_turn_the_rest_into_another_encoding():
    raw = "date 2021-05-03 “Café”, naïve — and “more”.".encode() + b"\xff and on"
    result = read(raw, path="hurt.txt")
    assert "“Café”, naïve — and “more”." in result.items[0].text
    assert [problem.code for problem in result.problems] == ["read/damaged"]


def test_a_western_code_page_is_read():
    raw = "date 2021-05-03 The mayor said “leave” — and all did.".encode("cp1252")
    report = read(raw, path="old.txt").items[0]
    assert (report.encoding, "“leave” — and" in report.text) == ("cp1252", True)


def test_utf_16_with_its_mark_is_read_without_it():
    report = read("date 2021-05-03 The dam broke.".encode("utf-16"), path="wide.txt").items[0]
    assert report.text == "date 2021-05-03 The dam broke."


def test_furniture_alone_is_kept_and_told():
    result = read(b"date 2021-05-03\nHome\nWorld\nSport\nAdvertisement", path="menu.txt")
    assert len(result.items) == 1
    assert [problem.code for problem in result.problems] == ["read/no-prose"]


def test_another_language_is_kept_and_told():
    text = "date 2021-05-03 La presa se rompió el lunes, dijeron las autoridades del valle, tras tres días de lluvia."
    result = read(text.encode(), path="presa.txt")
    assert result.items[0].language == "es"
    assert [problem.code for problem in result.problems] == ["read/not-english"]


def test_broken_encoding_is_repaired_in_reading_and_kept_in_the_text():
    text = "date 2021-05-03 The dam wasnâ€™t safe &amp; broke on Monday."
    report = read(text.encode(), path="broken.txt").items[0]
    assert report.text == text
    assert report.words(Span(16, len(text))) == "The dam wasn’t safe & broke on Monday."


def test_soft_hyphens_and_zero_width_characters_part_no_word():
    text = "Dam breaks in Car\u00adthage\n\nThe min\u00adister of Lis\u200dbon, in Car&shy;thage on Monday, told all."
    report = read(text.encode(), path="a.txt").items[0]
    assert report.title is not None
    assert report.words(report.title.span) == "Dam breaks in Carthage"
    assert "The minister of Lisbon, in Carthage on Monday" in report.words(Span(0, len(report.text)))
