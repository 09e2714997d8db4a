"""A draft of an HTML page in, its furniture, head and article marked out.

trafilatura chooses the article and htmldate its date; their answers are sought again in the page as received, so that
every span points into the raw file. What they leave out is set aside, and the rules for plain text run over the rest.
"""

from __future__ import annotations

import html
import logging
import re
from bisect import bisect_right
from dataclasses import dataclass

import htmldate
import trafilatura

from dateline.read import captions, head, phrases
from dateline.read.align import align
from dateline.read.dates import moments
from dateline.read.draft import Draft, trim
from dateline.read.markup import INLINE, TOKEN, WORD, Run, Word, form, page_words, runs, shown_with_offsets
from dateline.read.repairs import repairs as text_repairs
from dateline.records import FurnitureKind, Repair
from dateline.resources.outlets import identify

CANONICAL = re.compile(
    r"<(?:link|meta)\b[^>]{0,400}\b(?:rel|property)\s?=\s?[\"']?(?:canonical|og:url)\b[^>]{0,400}>", re.I
)
LINK = re.compile(r"\b(?:href|content)\s?=\s?[\"'](?P<address>https?://[^\"'\s<>]{4,400})[\"']", re.I)
PUBLISHED = re.compile(
    r"(?:article:published_time|datePublished|og:published_time|parsely-pub-date|publish-date|sailthru\.date|dc\.date"
    r"(?:\.issued)?|pubdate)[\"']?\s*(?:content\s*=|:)\s*[\"']([^\"']{8,40})[\"']",
    re.IGNORECASE,
)
SITE_MARK = re.compile(r"\s+[|*»·•]\s+")
TRAIL = re.compile(r"(?P<head>.{12,}?)\s+[-–—]\s+(?P<site>[^–—]{2,40})$")
LAST_DATE = "2100-01-01"  # htmldate's own default is today, and reading must not depend on the day
RULES = (
    phrases.mark_phrases,
    head.mark_timestamps,
    head.mark_bylines,
    head.mark_datelines,
    captions.mark_credits,
    captions.mark_captions,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the libraries made of a page."""

    text: str
    title: str
    author: str
    site: str


def mark(draft: Draft) -> None:
    """Mark a page."""
    page = draft.text
    found, text_runs = _extract(page), runs(page)
    words = page_words(page, text_runs)
    keep = _article(draft, found, text_runs, words)
    title = _title(draft, found, text_runs, words)
    keep.update(title)
    for name, value in (*_authors(found.author), ("outlet", found.site)):
        _say(draft, name, value, text_runs, words)
    _date(draft)
    _address(draft)
    kept = sorted(keep.items())
    _set_aside(draft, [(max(text_runs[i].start, s), e) for i, (s, e) in kept])
    _prose_rules(draft, [(text_runs[i].block, s, e) for i, (s, e) in kept if i not in title])


def repairs(draft: Draft) -> tuple[Repair, ...]:
    """Return the repairs of the page's prose; what is set aside needs none."""
    found = text_repairs(draft.text)
    return tuple(repair for repair in found if not any(draft.taken[repair.span.start : repair.span.end]))


def _extract(page: str) -> _Found:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    except Exception:  # the page is the world's: whatever it breaks in a parser, its text is still read
        document = None
    if document is None or isinstance(document, dict):
        return _Found("", "", "", "")
    return _Found(document.text or "", document.title or "", document.author or "", document.sitename or "")


def _article(draft: Draft, found: _Found, text_runs: list[Run], words: list[Word]) -> dict[int, tuple[int, int]]:
    """Return the runs of text that make the article, each with what of it belongs."""
    paragraphs = [[form(word) for word in WORD.findall(line)] for line in found.text.split("\n")]
    flags = align([word.form for word in words], paragraphs)
    if not any(flags):
        draft.wonder("no-article", "no article found in this page; all text outside menus is read, check the result")
        return {i: (run.start, run.end) for i, run in enumerate(text_runs) if not run.aside}
    totals: dict[int, int] = {}
    inside: dict[int, list[Word]] = {}
    for word, flag in zip(words, flags, strict=True):
        totals[word.run] = totals.get(word.run, 0) + 1
        if flag:
            inside.setdefault(word.run, []).append(word)
    keep: dict[int, tuple[int, int]] = {}
    for index, among in inside.items():
        run = text_runs[index]
        whole = len(among) >= 0.6 * totals[index]
        keep[index] = (run.start, run.end) if whole else (among[0].start, among[-1].end)
    _add_marks(keep, text_runs, totals)
    return keep


def _add_marks(keep: dict[int, tuple[int, int]], text_runs: list[Run], totals: dict[int, int]) -> None:
    """Keep what is only punctuation beside kept words of one block: a quotation mark after a link."""
    for index, run in enumerate(text_runs):
        if index in keep or totals.get(index):
            continue
        if any(
            i in keep and text_runs[i].block == run.block for i in (index - 1, index + 1) if 0 <= i < len(text_runs)
        ):
            keep[index] = (run.start, run.end)


def _seek(value: str, text_runs: list[Run], words: list[Word], *, tags: tuple[str, ...] = ()) -> list[Word]:
    """Find a value's words in the page, in one block, first inside the tags named."""
    wanted = [form(word) for word in WORD.findall(value)]
    if not wanted:
        return []
    hits: list[list[Word]] = []
    for index, word in enumerate(words):
        if word.form == wanted[0] and [w.form for w in words[index : index + len(wanted)]] == wanted:
            hit = words[index : index + len(wanted)]
            if text_runs[hit[0].run].block == text_runs[hit[-1].run].block:
                hits.append(hit)
    for tag in tags:
        for hit in hits:
            if text_runs[hit[0].run].tag == tag:
                return hit
    return hits[0] if hits else []


def _title(draft: Draft, found: _Found, text_runs: list[Run], words: list[Word]) -> dict[int, tuple[int, int]]:
    """Note the title; return the runs that hold it, which stay part of the text."""
    value = _without_site(" ".join(html.unescape(found.title).split()), found.site)
    hit = _seek(value, text_runs, words, tags=("h1", "title", "h2"))
    heading = "" if hit else _heading(draft.text, text_runs)
    if heading:
        value, hit = heading, _seek(heading, text_runs, words, tags=("h1",))
    if not hit:
        draft.say("title", value, "the page's title, by trafilatura", None)
        return {}
    rule = f"the page's <{text_runs[hit[0].run].tag or 'text'}>, by trafilatura"
    indexes = range(hit[0].run, hit[-1].run + 1)
    whole = {index: (text_runs[index].start, text_runs[index].end) for index in indexes}
    first, last = hit[0].start, hit[-1].end
    block = [word for word in words[_first_of(words, indexes[0]) :][:200] if word.run in whole]
    if len(block) == len(hit):  # no site's name beside the title: its quotation marks and stops belong to it
        start, end = whole[indexes[0]][0], whole[indexes[-1]][1]
        first, last = trim(draft.text, start, end) or (first, last)
    whole[indexes[0]] = (max(whole[indexes[0]][0], first), whole[indexes[0]][1])
    whole[indexes[-1]] = (whole[indexes[-1]][0], min(whole[indexes[-1]][1], last))
    draft.say("title", value, rule, (first, last))
    return whole


def _heading(page: str, text_runs: list[Run]) -> str:
    """Return the words of the page's one first-rank heading; "" where it has none, several or a short one."""
    blocks: dict[int, list[Run]] = {}
    for run in text_runs:
        if run.tag == "h1":
            blocks.setdefault(run.block, []).append(run)
    shown = ["".join(shown_with_offsets(page, run.start, run.end)[0] for run in block) for block in blocks.values()]
    long = [" ".join(words.split()) for words in shown if 4 <= len(words.split()) <= 40]
    return long[0] if len(long) == 1 else ""


def _without_site(title: str, site: str) -> str:
    """Cut the site's name off a page's title."""
    head, *rest = SITE_MARK.split(title)
    if rest and len(head.split()) >= 3:
        title = head
    cut = TRAIL.match(title)
    if cut and (identify(cut["site"]) or cut["site"].casefold() == site.casefold()):
        title = cut["head"]
    return title


def _first_of(words: list[Word], run: int) -> int:
    return bisect_right(words, run - 1, key=lambda word: word.run)


def _authors(listed: str) -> list[tuple[str, str]]:
    """Part a page's list of authors into names and agencies, without doubles and addresses."""
    names: list[str] = []
    agencies: list[str] = []
    for author in filter(None, (part.strip() for part in listed.split(";"))):
        publisher = identify(author)
        plain = author.replace("-", " ").casefold()
        if publisher and publisher.agency:
            agencies.append(author)
        if not re.search(r"https?\b|\bwww\b|\.com\b|[Cc]ond[eé] Nast", author, re.I) and plain not in (
            name.replace("-", " ").casefold() for name in names
        ):
            names.append(author)
    if any(" " in name for name in names):
        names = [name for name in names if " " in name or name in agencies]
    found = [("byline", "; ".join(names))] if names else []
    return found + [("agency", agency) for agency in agencies]


def _say(draft: Draft, name: str, value: str, text_runs: list[Run], words: list[Word]) -> None:
    if not value:
        return
    hit = _seek(value, text_runs, words)
    publisher = identify(value) if name == "outlet" else None
    field = "agency" if publisher and publisher.agency else name
    draft.say(field, value, "the page's own data, by trafilatura", (hit[0].start, hit[-1].end) if hit else None)


def _date(draft: Draft) -> None:
    for match in PUBLISHED.finditer(draft.text):
        moment = next(moments(match[1]), None)
        if moment and (iso := moment.iso()):
            draft.say("page", iso, "the page's own data", (match.start(1), match.end(1)))
            return
    try:
        day = htmldate.find_date(draft.text, original_date=True, outputformat="%Y-%m-%d", max_date=LAST_DATE)
    except Exception:  # as above
        day = None
    if day and not (day.endswith("-01-01") and day not in draft.text):  # a year alone, from a copyright line
        draft.say("page", day, "the page's date, by htmldate", None)


def _address(draft: Draft) -> None:
    """Note where the page says that it stands: its canonical link, else what it tells those who share it."""
    for tag in CANONICAL.finditer(draft.text):
        link = LINK.search(draft.text, *tag.span())
        if link:
            draft.say("address", html.unescape(link["address"]), "the page's canonical link", link.span("address"))
            return


def _set_aside(draft: Draft, kept: list[tuple[int, int]]) -> None:
    """Mark all that lies between the kept stretches: tags inside a sentence apart from all else."""
    at = 0
    for start, end in [*kept, (len(draft.text), len(draft.text))]:
        if start > at:
            _set_gap(draft, at, start, first=at == 0, last=start == len(draft.text))
        at = max(at, end)


def _set_gap(draft: Draft, start: int, end: int, *, first: bool, last: bool) -> None:
    gap = draft.text[start:end]
    if not gap.strip():
        return
    tags = list(TOKEN.finditer(gap))
    bare = TOKEN.sub("", gap)
    inline = all((tag["name"] or "").lower() in INLINE or tag[0].startswith("<!--") for tag in tags)
    if not re.search(r"\w", bare):
        if inline and not first and not last:
            for tag in tags:
                draft.mark(
                    start + tag.start(), start + tag.end(), FurnitureKind.MARKUP, "a tag in a sentence", inline=True
                )
        else:
            draft.mark(start, end, FurnitureKind.MARKUP, "tags between blocks")
        return
    draft.mark(start, end, FurnitureKind.NAVIGATION, "outside the article that trafilatura finds")


def _prose_rules(draft: Draft, kept: list[tuple[int, int, int]]) -> None:
    """Run the rules for plain text over the article as a reader sees it, and carry their marks into the page."""
    shown: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    previous: int | None = None
    for block, first, last in kept:
        if previous is not None and block != previous:
            shown.append("\n")
            starts.append(first)
            ends.append(first)
        text, text_starts, text_ends = shown_with_offsets(draft.text, first, last)
        shown.append(re.sub(r"[\r\n\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", " ", text))
        starts += text_starts
        ends += text_ends
        previous = block
    view = Draft("".join(shown), draft.path)
    for rule in RULES:
        rule(view)
    for mark_ in view.marks:
        draft.mark(starts[mark_.span.start], ends[mark_.span.end - 1], mark_.kind, mark_.reason)
    for name, values in view.told.items():
        for told in values:
            span = (starts[told.span.start], ends[told.span.end - 1]) if told.span else None
            draft.say(name, told.value, told.rule, span)
