"""Photo captions and credits, marked in a draft: their dates and acts belong to a picture, not to the report."""

from __future__ import annotations

import re

from dateline.read.dates import moments
from dateline.read.draft import LINE, WORD, Draft, ends, sentence_of, sentence_starts, words
from dateline.records import FurnitureKind

LONGEST_SENTENCE = 500  # characters of the sentence before a credit
LONGEST = 75  # words in a line that is one caption
AGENCY = (
    r"(?:AP|A\.P\.|AFP|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?|EPA(?:-EFE)?|EFE|Sputnik|TASS|Xinhua|"
    r"Anadolu|AA|dpa|DPA|PTI|ANI|Shutterstock|Alamy|Corbis|Bloomberg|PA|PA Wire|WireImage|Flickr|Wikimedia|iStock|Pool|"
    r"Handout|AP Photo|AP Images|NurPhoto|SIPA|Sipa|Zuma|ZUMA|UPI|Kyodo|Yonhap|Press Association|Associated Press|"
    r"Agence France-Presse|Rex|REX|Redux|Magnum|Storyful|Maxar|Planet Labs|"
    r"U\.?S\.? (?:Army|Navy|Air Force|Marine Corps))"
)
_PERSON = r"(?:[A-ZÀ-Þ][\w.'’-]*|al-\w+|de|van|von|bin)"
_PERSONS = rf"{_PERSON}(?:[ ](?!(?:The|In|On|At|A|An)\b){_PERSON}){{0,2}}"
CREDIT = re.compile(
    rf"(?<!\w)©\s{{0,3}}(?!\s*(?:19|20)\d\d|\s*Copyright)(?:{AGENCY}(?:\s?/\s?{_PERSONS})?|"
    rf"{_PERSONS}(?:\s?/\s?[\w. ]{{2,30}})?)?"
    rf"|\b{AGENCY}(?: [Pp]hoto| Images)?\s?/\s?{_PERSONS}(?:\s?/\s?{_PERSONS})?"
    rf"|\b{_PERSONS}\s?/\s?(?:{_PERSONS}\s?/\s?)?{AGENCY}(?: Images| via {AGENCY})?"
    rf"|\b(?:[Pp]hotograph|[Pp]hoto|[Pp]icture|[Ii]mage|PHOTO|IMAGE|PICTURE)s?(?:\s?(?:[Cc]redit|[Cc]ourtesy|[Ss]ource|CREDIT))?"
    rf"\s?(?::|by\b|courtesy(?: of)?\b|\bvia\b|©)\s{{0,2}}{_PERSON}[^.\n()]{{0,60}}?"
    rf"(?:\s?/\s?[^.\n()]{{2,40}}?)?(?=[.\n)\]]|$)"
    rf"|\(?\b[Vv]ia {AGENCY}\b\)?"
    rf"|\([^()\n]{{0,60}}(?:[Ff]ile (?:[Pp]hoto|[Pp]icture|[Ii]mage|[Pp]ic)|FILE(?: PHOTO)?|[Hh]andout|[Cc]ourtesy|"
    rf"AP Photo|[Pp]hoto(?: by|:|graph)|[Ss]creen(?:grab|shot)|Getty|/\s?{AGENCY})[^()\n]{{0,60}}\)"
    rf"|\[[^\[\]\n]{{0,80}}(?:/\s?{AGENCY}|[Ff]ile(?:\s|:|\])|{AGENCY}|[Pp]hoto)[^\[\]\n]{{0,40}}\]"
    rf"|\bGetty Images\b|\bAP Photo\b|\b[Cc]redit\s?:\s?{_PERSONS}(?:\s?/\s?[\w. ]{{2,30}})?"
    rf"|\b(?:FILE PHOTO|File photo|File picture|File image|Stock photo)\b"
)
OPENING = re.compile(
    r"(?:FILE PHOTO|FILE PICTURE|FILE IMAGE|FILE|TOPSHOT|PHOTO|IMAGE|Photo|Image|Photos|File photo|File picture|"
    r"Caption|Photo caption|Pictured|PICTURED|In this (?:[A-Z][\w., ]{2,30} )?(?:file |handout |undated |combination )?"
    r"(?:photo|picture|image|photograph)\w*|This (?:file |handout |undated |combination |satellite )?"
    r"(?:photo|picture|image|photograph)|"
    r"(?:A|An) (?:file|handout|undated|satellite|combination|general|aerial) (?:photo|picture|image|view)\w*)"
    r"\b(?:\s?[:–—-]\s|\s(?=shows|of|from|taken|provided|released|made|posted|obtained|in|by)|,\s|\s?\()"
)
SIDES = re.compile(
    r"\((?:L|R|C|C-[LR]|[2-4](?:nd)? ?[LR]|left|right|cent(?:re|er)|(?:front|back|top|bottom) ?\w*|pictured)\)"
)
LEADING = re.compile(
    rf"(?:{AGENCY}|AP:Associated Press)(?:\s?[-–/|:]\s?(?:{AGENCY}|Contributor|Stringer))?\s+(?=[A-Z0-9])"
)
TAKEN = re.compile(r"\b(?:[Pp]icture|[Pp]hoto|[Ii]mage)s?(?: was| were)? taken\b")
POST = re.compile(r"(?:—|–|-)\s?[^\n()]{1,60}\(@\w{1,30}\)\s{1,2}[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}$")
PAST = re.compile(r"\b(?:said|told|had|was|were|announced|reported|added|according|did)\b")


def mark_credits(draft: Draft) -> None:
    """Mark posts of others that are set into the page, and captions by their credit."""
    for start, end in draft.pieces():
        if end - start < 700 and POST.search(draft.text, start, end):
            draft.mark(start, end, FurnitureKind.RELATED, "a post with its writer's handle and date")
    for line in LINE.finditer(draft.text):
        for start, end in draft.free(*line.span()):
            _mark_credited(draft, start, end)


def mark_captions(draft: Draft) -> None:
    """Mark captions without a credit by what their wording shows."""
    pieces = draft.pieces()
    for index, (start, end) in enumerate(pieces):
        if end - start > 600:
            continue
        reasons = _wording(draft.text, start, end, first=index == 0, last=index == len(pieces) - 1)
        if reasons:
            draft.mark(start, end, FurnitureKind.CAPTION, "; ".join(reasons))


def _mark_credited(draft: Draft, start: int, end: int) -> None:
    text = draft.text
    found = [match for match in CREDIT.finditer(text, start, end) if _stands_alone(text, match, start, end)]
    if not found:
        return
    count = len(WORD.findall(text, start, min(end, start + 2_000)))
    starts = sentence_starts(text, start, end)
    tail = len(WORD.findall(text, found[-1].end(), min(end, found[-1].end() + 300)))
    if count <= LONGEST and tail <= 2 and not (len(starts) > 3 and PAST.search(text, start, found[-1].start())):
        draft.mark(start, end, FurnitureKind.CAPTION, f"a line that ends with the credit {_short(found[-1][0])}")
        return
    if count <= LONGEST and found[0].start() == start and found[0].end() - start < 60 and not ends(text, start, end):
        draft.mark(start, end, FurnitureKind.CAPTION, f"a line that opens with the credit {_short(found[0][0])}")
        return
    for credit in found:
        first = _caption_start(text, starts, credit.start(), end)
        draft.mark(first, credit.end(), FurnitureKind.CAPTION, f"the sentence before the credit {_short(credit[0])}")


def _stands_alone(text: str, credit: re.Match[str], start: int, end: int) -> bool:
    """Say whether a credit is no part of a sentence, as in "a Reuters/Ipsos poll" or "found via AP's site"."""
    if credit[0].startswith(("(", "[", "©")):
        return True
    behind = text[credit.end() : min(end, credit.end() + 12)].lstrip()
    ahead = text[max(start, credit.start() - 12) : credit.start()].split()
    if (behind and (behind[0].islower() or behind[0] in "'’-")) or re.match(r"(?:Poll|Politics|News|Survey)\b", behind):
        return False
    return not (ahead and ahead[-1].lower() in {"a", "an", "the", "new", "latest", "recent", "by", "of", "to", "for"})


def _caption_start(text: str, starts: list[int], at: int, end: int) -> int:
    """Return where the caption begins whose credit stands at an offset, on a line that holds more than the caption."""
    first, _ = sentence_of(starts, at, end)
    if at - first > LONGEST_SENTENCE:
        return at
    index = starts.index(first)
    own = len(WORD.findall(text, first, at))
    while index > 0 and (own <= 3 or TAKEN.search(text, first, at)):
        own = len(WORD.findall(text, starts[index - 1], first))
        if own > 60 or PAST.search(text, starts[index - 1], first):
            break
        index -= 1
        first = starts[index]
    return first


def _wording(text: str, start: int, end: int, *, first: bool, last: bool) -> list[str]:
    """Return why a piece without a credit is a caption; empty where it is not one."""
    tokens = WORD.findall(text, start, end)
    if not 4 <= len(tokens) <= 60 or text[end - 1] == ":":
        return []
    opening = OPENING.match(text, start, end)
    if opening and not PAST.search(text, opening.end(), end):
        return [f"opens with {_short(opening[0])}"]
    stopped = ends(text, start, end)
    leading = LEADING.match(text, start, end)
    if leading and not stopped and len(tokens) >= 5:
        return [f"opens with the credit {_short(leading[0])} and has no full stop"]
    present = words("present-verbs")
    signs = []
    if SIDES.search(text, start, end):
        signs.append("says who stands where")
    quoted = any(mark in text[start:end] for mark in '"“”')
    if any(token in present for token in tokens) and not quoted and not PAST.search(text, start, end):
        signs.append("tells a sight in the present tense")
    dated = [moment for moment in moments(text, start, end) if moment.year]
    if dated and end - dated[-1].span.end <= 2:
        signs.append("ends with a full date")
    if not stopped and not first and not last:
        signs.append("has no full stop")
    return signs if len(signs) >= (3 if first else 2) and (stopped or len(signs) >= 2) else []


def _short(words_: str) -> str:
    return f'"{" ".join(words_.split())[:40]}"'
