"""The prose of a report: furniture left out, repairs applied, every character mapped back."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.parse.view import view
from dateline.records import Format, Furniture, FurnitureKind, Repair, Report, Span, Told


def report(
    text: str, *, furniture: tuple[Furniture, ...] = (), repairs: tuple[Repair, ...] = (), title: Span | None = None
) -> Report:
    told = Told(value=title.of(text), rule="by hand", span=title) if title else None
    return Report(
        id="r0123456789abcdef", sha256="0" * 64, path="made-by-hand.txt", format=Format.TEXT, encoding="utf-8",
        language="en", text=text, title=told, furniture=furniture, repairs=repairs,
    )  # fmt: skip


def wall(start: int, end: int, *, inline: bool = False) -> Furniture:
    return Furniture(span=Span(start, end), kind=FurnitureKind.MARKUP, reason="by hand", inline=inline)


def test_furniture_parts_two_blocks() -> None:
    text = "Rain fell. READ MORE Rivers rose."
    assert [b.text.strip() for b in view(report(text, furniture=(wall(11, 20),)))] == ["Rain fell.", "Rivers rose."]


def test_prose_runs_on_across_inline_furniture() -> None:
    text = "Rain <b>fell</b> again."
    blocks = view(report(text, furniture=(wall(5, 8, inline=True), wall(12, 16, inline=True))))
    assert [b.text for b in blocks] == ["Rain fell again."]
    assert blocks[0].span(5, 9).of(text) == "fell"


def test_repaired_words_are_read_as_they_should_be() -> None:
    text = "Rock &amp; sand"
    block = view(report(text, repairs=(Repair(span=Span(5, 10), text="&", reason="entity"),)))[0]
    assert block.text == "Rock & sand"
    assert block.span(5, 6).of(text) == "&amp;"


def test_title_is_a_block_of_its_own_even_inside_furniture() -> None:
    text = "<title>Dam breaks</title>The dam broke."
    blocks = view(report(text, furniture=(wall(0, 25),), title=Span(7, 17)))
    assert [(b.text, b.title) for b in blocks] == [("Dam breaks", True), ("The dam broke.", False)]


def test_line_broken_to_fit_a_width_is_joined() -> None:
    text = "The river rose again on Monday and\nflooded the lower town. Nobody was\nhurt, he said.\n\nHeading\n\nMore."
    assert [b.text.replace("\n", " ") for b in view(report(text))] == [
        "The river rose again on Monday and flooded the lower town. Nobody was hurt, he said.", "Heading", "More.",
    ]  # fmt: skip


def test_lines_in_capitals_are_joined_though_each_begins_with_one() -> None:
    text = (
        "REBELS OF THE\nRURITANIAN FRONT SHELLED THE PORT OF\nSTRELSAU ON MONDAY.\nTHE TOWN WAS CALM.\n\nTWO MEN DIED."
    )
    assert [" ".join(b.text.split()) for b in view(report(text))] == [
        "REBELS OF THE",
        "RURITANIAN FRONT SHELLED THE PORT OF STRELSAU ON MONDAY.",
        "THE TOWN WAS CALM.",
        "TWO MEN DIED.",
    ]


def test_short_lines_are_blocks() -> None:
    assert [b.text for b in view(report("Dam breaks\nThe dam broke on Monday."))] == [
        "Dam breaks",
        "The dam broke on Monday.",
    ]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.sampled_from("ab .\n&\r"), min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(itertools.pairwise(cuts))
    chosen = [pair for pair in pairs if draw(st.booleans())]
    furniture = tuple(wall(a, b, inline=draw(st.booleans())) for a, b in chosen[::2])
    repairs = tuple(
        Repair(span=Span(a, b), text=draw(st.sampled_from(["&", "ab", ""])), reason="x") for a, b in chosen[1::2]
    )
    title = draw(st.sampled_from([None, *(Span(a, b) for a, b in pairs)]))
    return report(text, furniture=furniture, repairs=repairs, title=title)


@settings(deadline=None)
@given(reports())
def test_map_back_is_monotone_and_blocks_are_disjoint(given_report: Report) -> None:
    last, before = 0, (-1, -1)
    for block in view(given_report):
        assert len(block.text) == len(block.start) == len(block.end)
        for start, end in zip(block.start.tolist(), block.end.tolist(), strict=True):
            assert start < end <= len(given_report.text)
            assert start >= last or (start, end) == before
            before, last = (start, end), max(last, start)
