"""What stands before a report's prose, marked in a draft: crawler line, bylines, timestamps, datelines, title."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from dateline.read.dateline import Dateline, dateline, place_name
from dateline.read.dates import CLOCK, DATE, MONTH, MONTHS, Moment, moments
from dateline.read.draft import LINE, WORD, Draft, bare, ends, sentence_starts, share_of, words
from dateline.records import FurnitureKind
from dateline.resources.outlets import identify

CRAWLER = re.compile(r"\s{0,20}date:?[ \t]{1,3}(?P<date>(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?)(?=\s|$)")
HEADER = re.compile(
    r"[ \t]*(?P<key>url|link|source|site|domain|title|headline|author|byline|date|published|publish_date|id|lang|"
    r"language|crawled|fetched|retrieved)[ \t]?[:=][ \t]?(?P<value>\S.{0,400})",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?P<label>(?:first |last |originally )?(?:published|posted|issued|created|updated|modified|upd|edited|uploaded|"
    r"publication date|date|time|last update|latest update|release date|pub(?:lished)? date|submitted)"
    r"(?: (?:on|at|date|by (?:[A-Z][\w.'’-]*[ ,]*){1,4}))?)\s{0,2}[:|–—-]?\s{0,2}",
    re.IGNORECASE,
)
AS_OF = re.compile(
    r"\b(?:data |situation )?as (?:of|at|on)(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?:? $", re.IGNORECASE
)
UPDATE = re.compile(r"upd|modif|edit|last|latest", re.IGNORECASE)
FILLER = re.compile(
    r"(?:published|posted|updated|modified|issued|last|first|on|at|by|date|time|edited|created|update|min|mins|minutes|"
    r"read|ist|gmt|utc|local|hrs|hours|et|est|edt|pst|am|pm|print|edition|story|article|in|\W|\d)+",
    re.IGNORECASE,
)
MONTH_LINE = re.compile(
    rf"(?:(?:published|posted|issued|date)\s?:?\s)?(?P<date>(?P<month>{MONTH}),?\s(?P<year>(?:19|20)\d\d))",
    re.IGNORECASE,
)
HEAD = 1_000  # characters in which a month alone may be the date of the page
BEFORE_PROSE_DATE = re.compile(
    r"\b(?:on|at|of|since|until|by|in|before|after|from|to|and|the|between|dated|for|till)\s*$", re.I
)
SPEAKER = re.compile(r"^[A-Z][A-Z .,]{2,40}:\s", re.MULTILINE)
_PART = r"(?:[A-ZÀ-ÞŁŚŞİĐČŠŽ][\w.'’-]*|de|la|del|van|von|der|den|bin|ibn|al|el|al-\w+|el-\w+|da|dos|di|le)"
_PERSON = rf"{_PART}(?:\s{_PART}){{0,4}}"
BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reported by|Story by|Text by|From)\s?:?\s{{1,3}}(?P<names>{_PERSON}"
    rf"(?:(?:\s?,\s|\s(?:and|&|AND|with)\s){_PERSON}){{0,5}})"
    rf"(?P<rest>(?:\s?[,|•·/–—-]\s?|\s)(?:(?:in|for|at|of|from)\s)?[^.!?\n]{{1,80}})?"
)
STEPS = ("in ", "for ", "at ", "of ", "from ")
LONGEST_TITLE = 40  # words
LONGEST_NAME = 60  # characters of an outlet's name
HEAD_BYLINES = 6  # pieces of text in which a byline may follow the heading on its line
JOINERS = frozenset({"and", "with"})
FILED = re.compile(rf"(?P<mark>(?P<date>{DATE.pattern})\s{{0,2}}[–—-]{{1,2}})\s(?=[\"“‘'A-Z])", re.IGNORECASE)
CHRONICLE = 3  # dates on lines of their own, each before prose, that make a page a chronicle
SHORTEST = 5  # words of a line of prose below such a date
LONGEST_DAY = 40  # characters of a date alone
HEAD_PIECES = 60  # pieces of text looked at for a title and the date of a page


def mark_crawler(draft: Draft) -> None:
    """Mark what the scraper wrote: its date, or a few lines of the kind "url: …"."""
    match = CRAWLER.match(draft.text)
    if match:
        draft.mark(match.start(), match.end(), FurnitureKind.CRAWLER, "the crawler's date")
        moment = next(moments(match["date"]), None)
        iso = moment.iso() if moment else None
        if iso:
            draft.say("crawler", iso, "the crawler's date", match.span("date"))
        return
    for index, line in enumerate(LINE.finditer(draft.text)):
        header = HEADER.fullmatch(draft.text, *line.span())
        if not header or index > 12:
            break
        _mark_header(draft, header)


def _mark_header(draft: Draft, header: re.Match[str]) -> None:
    key, value = header["key"].lower(), header["value"].strip()
    moment = next(moments(value), None)
    if key in {"title", "headline"}:
        draft.mark(header.start(), header.start("value"), FurnitureKind.CRAWLER, "the crawler's label")
        draft.say("title", value, "the crawler's title", (header.start("value"), header.start("value") + len(value)))
        return
    if key in {"date", "published", "publish_date"}:
        if not moment or not moment.iso():
            return
        draft.say("crawler", moment.iso() or "", "the crawler's date", header.span("value"))
    elif key in {"url", "link", "domain", "site", "source"}:
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", value).split("/")[0]
        if key in {"url", "link"} and "/" in value:
            draft.say("address", value, f"the crawler's {key}", header.span("value"))
        publisher = identify(host)
        if publisher and not publisher.agency:
            draft.say("outlet", publisher.name, f"the crawler's {key}", header.span("value"))
    draft.mark(header.start(), header.end(), FurnitureKind.CRAWLER, f"the crawler's {key}")


def mark_timestamps(draft: Draft) -> None:
    """Mark date lines, and dates with a label or an hour that stand in a line by themselves.

    The days of a chronicle that stand above what happened on them are part of the story. Where they run backwards, the
    first is that of the page, be it a chronicle or a story above older ones.
    """
    entries = _entries(draft)
    for start, end in draft.pieces():
        if start not in entries:
            _mark_timestamp(draft, start, end)
    days = list(entries.values())
    if days and days[0].iso() != min(day.iso() or "" for day in days):
        _note(draft, days[0], "")
    _mark_filed(draft)


def _mark_filed(draft: Draft) -> None:
    """Mark the date before a dash that a report begins with; of several, each heads an entry of a chronicle."""
    text = draft.text
    found = [match for start, end in draft.pieces() if (match := FILED.match(text, start, end))]
    if len(found) == 1:
        for moment in moments(text, *found[0].span("date")):
            if moment.year:
                draft.mark(*found[0].span("mark"), FurnitureKind.TIMESTAMP, "a date before the first sentence")
                _note(draft, moment, "")


def _entries(draft: Draft) -> dict[int, Moment]:
    """Return where the days of a chronicle begin: several in order of time, each a line before one of prose."""
    text = draft.text
    found: dict[int, Moment] = {}
    for (start, end), (first, last) in pairwise(draft.pieces()):
        alone = end - start <= LONGEST_DAY and DATE.fullmatch(text, start, end)
        if alone and ends(text, first, last) and len(WORD.findall(text, first, last)) >= SHORTEST:
            for moment in moments(text, start, end):
                if moment.year:
                    found[start] = moment
    told = [moment.iso() or "" for moment in found.values()]
    in_order = told in (sorted(told), sorted(told, reverse=True))
    return found if in_order and len(set(told)) >= CHRONICLE else {}


def _mark_timestamp(draft: Draft, start: int, end: int) -> None:
    text = draft.text
    found = [moment for moment in moments(text, start, min(end, start + 20_000)) if moment.year]
    if not found:
        _mark_month(draft, start, end)
        return
    if end - start <= 140 and _only_dates(text, start, end, found):
        draft.mark(start, end, FurnitureKind.TIMESTAMP, "a line of dates alone")
        for moment in found:
            _note(draft, moment, text[start : moment.span.start])
        return
    for moment in found:
        label = _label_before(text, start, moment) or _as_of(text, start, end, moment)
        after = text[moment.span.end : moment.span.end + 3]
        if not label and not (moment.clock and _between_sentences(text, start, moment, after)):
            continue
        first = label.start() if label else moment.span.start
        draft.mark(
            first, moment.span.end, FurnitureKind.TIMESTAMP, "a date with a label" if label else "a date and hour"
        )
        _note(draft, moment, label[0] if label else "")


def _mark_month(draft: Draft, start: int, end: int) -> None:
    """Mark a line of the head that tells no more than a month and a year."""
    told = MONTH_LINE.fullmatch(draft.text, start, end) if start < HEAD else None
    if told:
        draft.mark(start, end, FurnitureKind.TIMESTAMP, "a line of a month alone")
        value = f"{told['year']}-{MONTHS[told['month'].rstrip('.').lower()]:02}"
        draft.say("month", value, "the page's own month", told.span("date"))


def _label_before(text: str, start: int, moment: Moment) -> re.Match[str] | None:
    window = max(start, moment.span.start - 60)
    for match in LABEL.finditer(text, window, moment.span.start):
        opens = match.start() == start or text[match.start()].isupper() or text[match.start() - 1] in "|•·/(\u00a0"
        if opens and match.end() == moment.span.start and (":" in match[0] or text[match.start()].isupper()):
            return match
    return None


def _as_of(text: str, start: int, end: int, moment: Moment) -> re.Match[str] | None:
    """Return the words before the day that a situation report says in its heading to be of, which is no sentence."""
    heading = start < HEAD and not ends(text, start, end)
    return AS_OF.search(text, start, moment.span.start) if heading else None


def _between_sentences(text: str, start: int, moment: Moment, after: str) -> bool:
    """Say whether a date with an hour belongs to no sentence: no preposition before it, a new start after it."""
    ahead = text[max(start, moment.span.start - 20) : moment.span.start]
    if BEFORE_PROSE_DATE.search(ahead) or ahead.rstrip().endswith((",", "(")):
        return False
    behind = after.lstrip(" |•·\u00a0")
    return not behind or behind[0].isupper() or behind[0] in "\"“‘'©"


def _only_dates(text: str, start: int, end: int, found: list[Moment]) -> bool:
    rest = DATE.sub(" ", text[start:end])
    rest = CLOCK.sub(" ", rest)
    rest = FILLER.sub(" ", rest)
    left = [word for word in rest.split() if word[0].isalpha()]
    if len(left) > 4 or text[start:end].rstrip().endswith("."):
        return False
    if left and text[start : found[0].span.start].rstrip(" ").endswith("(") and not LABEL.search(text, start, end):
        return False
    return not left or (not any(word[0].islower() for word in left) and (len(left) <= 3 or "|" in text[start:end]))


def _note(draft: Draft, moment: Moment, label: str) -> None:
    name = "updated" if UPDATE.search(label) and not re.search(r"published", label, re.I) else "stamped"
    draft.say(
        name,
        moment.iso() or "",
        f"the page's own date{' of change' if name == 'updated' else ''}",
        (moment.span.start, moment.span.end),
    )


def mark_bylines(draft: Draft) -> None:
    """Mark "By NAME, Outlet" lines and lines that are an outlet's or agency's name alone."""
    for index, (start, end) in enumerate(draft.pieces()):
        text = draft.text
        publisher, (first, last) = None, bare(text, start, end)
        if last - first <= LONGEST_NAME:
            publisher = identify(text[first:last])
        if publisher:
            field = "agency" if publisher.agency else "outlet"
            draft.say(field, " ".join(text[first:last].split()), "a line with the name alone", (first, last))
            draft.mark(start, end, FurnitureKind.BYLINE, f"the {field}'s name alone")
            continue
        match = BYLINE.match(text, start, end)
        if not match and index < HEAD_BYLINES:
            match = _trailing(text, start, end)
        if not match or share_of(match["names"].split(), words("function-words") - JOINERS) > 0:
            continue
        stop = _byline_end(draft, match, end)
        if stop:
            draft.mark(match.start(), stop, FurnitureKind.BYLINE, "by and a name")
            _note_byline(draft, match, stop)


def _trailing(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the byline that ends a heading, where a page came without its line breaks."""
    at = text.rfind(" By ", max(start, end - 120), end) + 1
    match = BYLINE.match(text, at, end) if at else None
    return match if match and match.end() == end and len(text[at:end].split()) <= 10 else None


def _byline_end(draft: Draft, match: re.Match[str], end: int) -> int | None:
    """Return where a byline ends: with its line, or at the dateline or the mark after the names."""
    text = draft.text
    if match.end() == end and end - match.start() <= 160 and not _runs_on(match["rest"] or ""):
        return end
    if match.end("names") == end:
        return end
    for word in re.finditer(r"\s", text[match.start("names") : min(end, match.start("names") + 120)]):
        at = match.start("names") + word.end()
        before = text[match.start("names") : at].rstrip(" -–—|,")
        if len(before.split()) >= 2 and dateline(text, at, end) and text[at : at + 3].isupper():
            return at
    return None


def _runs_on(rest: str) -> bool:
    """Say whether the words after a name are a clause: a byline's have no verb and few small letters."""
    tokens = WORD.findall(rest)
    small = [
        token for token in tokens if token[0].islower() and token not in {"in", "for", "at", "of", "and", "the", "from"}
    ]
    return len(tokens) > 12 or len(small) > 4 or share_of(tokens, words("function-words")) > 0.5


def _note_byline(draft: Draft, match: re.Match[str], stop: int) -> None:
    start, end = match.start("names"), min(match.end("names"), stop)
    names = draft.text[start:end].rstrip()
    publisher = identify(names)
    if not publisher:
        head, comma, tail = names.rpartition(",")
        publisher = identify(tail) if comma else None
        if publisher:
            spot = start + len(head) + 1 + (len(tail) - len(tail.lstrip()))
            draft.say(
                "agency" if publisher.agency else "outlet", tail.strip(), "the byline", (spot, start + len(names))
            )
            names = head
        draft.say("byline", names, "by and a name", (start, start + len(names)))
    else:
        draft.say("agency" if publisher.agency else "outlet", names, "the byline", (start, start + len(names)))
    rest = (match["rest"] or "").lstrip(" ,|•·/–—-")
    for step in STEPS:
        rest = rest.removeprefix(step)
    known = identify(rest.strip())
    if known and match.end() <= stop:
        spot = draft.text.index(rest, match.start("rest"))
        draft.say("agency" if known.agency else "outlet", rest.strip(), "the byline", (spot, spot + len(rest.rstrip())))


def mark_datelines(draft: Draft) -> None:
    """Mark datelines where a line of prose opens, and one that follows a title on the same line."""
    noted = False
    for index, (start, end) in enumerate(draft.pieces()):
        found = dateline(draft.text, start, end)
        if found and _speaker(draft, found, index):
            continue
        if not found and not noted:
            found = _later(draft, start, end)
        alone = found and found.end >= end and (found.agency or found.clock or found.moment)
        wrapped = found is not None and found.moment is not None and found.moment.year is not None
        below = draft.text.find("\n\n", end)  # prose that was fitted to a width goes on in the next line
        if found and (alone or _has_prose(draft.text, found.end, below if wrapped and below > end else end)):
            draft.mark(found.start, found.end, FurnitureKind.DATELINE, "place or press before the first sentence")
            if not noted:
                _note_dateline(draft, found)
            noted = True


def _speaker(draft: Draft, found: Dateline, index: int) -> bool:
    """Say whether "NAME:" names who speaks, as in a transcript, or a heading; a city's colon stands once, on top."""
    words_ = draft.text[found.start : found.end].rstrip()
    if not words_.endswith(":") or found.agency or found.moment or found.clock:
        return False
    return index > 3 or len(SPEAKER.findall(draft.text)) > 1


def _later(draft: Draft, start: int, end: int) -> Dateline | None:
    """Find a dateline with a known press name behind a title on one line."""
    text = draft.text
    for match in re.finditer(r"(?<=\s)[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{3,}", text[start : min(end, start + 400)]):
        at = start + match.start()
        previous = text[start:at].split()[-1]
        if previous.isupper() and len(previous) > 3:
            continue
        found = dateline(text, at, end)
        if found and found.place and (found.agency or found.moment or found.clock):
            return found
    return None


def _has_prose(text: str, start: int, end: int) -> bool:
    return len(WORD.findall(text, start, min(end, start + 300))) >= 4


def _note_dateline(draft: Draft, found: Dateline) -> None:
    text = draft.text
    if found.place:
        draft.say("dateline_place", place_name(text[slice(*found.place)]), "the dateline", found.place)
    if found.outlet:
        draft.say("outlet", " ".join(text[slice(*found.outlet)].split()), "the dateline", found.outlet)
    if found.agency:
        draft.say("agency", " ".join(text[slice(*found.agency)].split()), "the dateline", found.agency)
    if found.moment:
        span = (found.moment.span.start, found.moment.span.end)
        if found.moment.year:
            draft.say("dateline", found.moment.iso() or "", "the dateline's date", span)
        else:
            draft.say("undated", f"{found.moment.month:02}-{found.moment.day:02}", "the dateline's day", span)
    if found.clock:
        draft.say("clock", f"{found.clock[0]:02}:{found.clock[1]:02}", "the dateline's hour", (found.start, found.end))


def mark_title(draft: Draft) -> None:
    """Note the title: the heading before the prose that looks most like one. It stays part of the text."""
    if draft.first("title"):
        return
    best: tuple[float, tuple[int, int]] | None = None
    pieces = draft.pieces()[:HEAD_PIECES]
    for index, (start, end) in enumerate(pieces):
        if _is_prose(draft.text, start, end):
            break
        score = _title_score(draft, start, end, pieces, index)
        if score > 0 and (best is None or score > best[0]):
            best = (score, (start, end))
    if best:
        start, end = best[1]
        value = re.split(r"\s[|]\s", draft.text[start:end])[0]
        draft.say("title", " ".join(value.split()), "the heading before the prose", (start, start + len(value)))


def _is_prose(text: str, start: int, end: int) -> bool:
    tokens = WORD.findall(text, start, min(end, start + 2_000))
    starts = sentence_starts(text, start, min(end, start + 2_000))
    if len(tokens) > LONGEST_TITLE or len(starts) > 2:
        return True
    return len(tokens) >= 8 and ends(text, start, end) and text[start:end].rstrip("\"”’' )]").endswith(".")


def _title_score(draft: Draft, start: int, end: int, pieces: list[tuple[int, int]], index: int) -> float:
    text = draft.text
    tokens = WORD.findall(text, start, end)
    if not 3 <= len(tokens) <= LONGEST_TITLE or not any(token[0].isupper() for token in tokens):
        return 0.0
    if index + 1 >= len(pieces):  # a heading heads something
        following = text[end : end + 400]
        if not following.strip():
            return 0.0
    score = 1.0 + min(len(tokens), 12) / 12 - 0.15 * index
    if text[start:end].endswith((",", ";", ":")):
        score -= 1.0
    tail = text[start:end].rstrip("\"”’' ")
    if tail.endswith(".") and not re.search(r"\b[A-Z]\.$|\.\.\.$", tail):
        score -= 1.5
    return score


def day_of(iso: str) -> date:
    """Return the day of an ISO moment."""
    return date.fromisoformat(iso[:10])
