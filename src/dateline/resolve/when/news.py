"""What a report tells as its news: drafts in, the days that newness alone supports, always as bounds.

A report's lead dates its news. What its main clauses tell in the simple past or present perfect, with no time of their
own, belongs to that news, and so does what its voices say "had" happened. Background is told in the narrator's past
perfect, in relative clauses, or beside an older time, which holds until its paragraph ends or a fresh time is told. The
tenses after Reichenbach; the span of an older time after the discourse segments of Webber (1988).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dateline.records import Basis, Modality, Order, Parsed, Precision, Report, Step, Stretch, plus
from dateline.resolve.when.calendar import one_day
from dateline.resolve.when.clauses import (
    HAD,
    HAVE,
    helpers_of,
    is_main,
    is_perfect,
    is_pluperfect,
    kids_of,
    relation,
    token_at,
    tokens_of,
    upwards,
    verb_of,
)
from dateline.resolve.when.draft import Draft, shown
from dateline.resolve.when.lead import FRESH, SENTENCES, Lead, lead, parties
from dateline.resolve.when.paragraphs import paragraphs
from dateline.resolve.when.value import Value

_HAD_SLACK = 2  # days before the news that its voices say things "had" happened
_NAMING = frozenset({"acl", "compound", "amod", "appos", "dislocated", "parataxis"})
_EARLIER = frozenset("earlier previously originally initially once formerly before ago long ever never always".split())


# --- the present ----------------------------------------------------------------------------------------------------


def present(report: Report, parsed: Parsed, drafts: Mapping[str, Draft]) -> None:
    """Date to the report's day what the narrator tells in the present, and what "comes" so long after an event."""
    day = report.day
    if day is None:
        return
    told = lead(report, parsed, drafts)
    for draft in drafts.values():
        mention = draft.mention
        if (
            draft.phrase is not None
            or draft.unread is not None
            or mention.attribution.told is not None
            or mention.modality is not Modality.ASSERTED
        ):
            continue
        comes = any("told in the present" in link.rule for link in mention.times)
        if told is not None and parsed.sentences[mention.sentence].title and _headline(parsed, draft):
            draft.days = one_day(told.day)
            draft.steps = [Step("headline", f"it tells the news of the lead, which is of {told.day}")]
        elif comes or _headline(parsed, draft):
            draft.days = Stretch(plus(day, -2), plus(day, 1))
            how = "told in the present" if comes else "told as the report's news"
            draft.steps = [Step(how, f"news of the report's day, {day}, or of the two before")]
        elif mention.tense == "present" and not parsed.sentences[mention.sentence].title:
            draft.days = one_day(day)
            draft.steps = [Step("told in the present", f"going on on the report's day, {day}")]
        else:
            continue
        draft.approximate = draft.bounded = True
        draft.basis = Basis.NEWS
        draft.precision, draft.edtf = Precision.DAY, f"{draft.days.last or day}~"


def _headline(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a mention is the report's own news: a headline's present or participle, a lead's present perfect."""
    tokens, mention = parsed.tokens, draft.mention
    at = token_at(parsed, mention)
    if at is None or mention.negated or tokens.deprel[at].split(":")[0] not in {"root", "conj", "ccomp", "parataxis"}:
        return False
    sentence = parsed.sentences[mention.sentence]
    helpers = [
        i for i in range(sentence.first, sentence.last) if tokens.head[i] == at and tokens.deprel[i][:3] == "aux"
    ]
    if sentence.title:
        return tokens.xpos[at] in {"VBZ", "VBP", "VBN"} and not any(tokens.xpos[i] in {"VBD", "MD"} for i in helpers)
    return mention.sentence == _lead(parsed) and mention.tense == "perfect"


def _lead(parsed: Parsed) -> int | None:
    return next((number for number, one in enumerate(parsed.sentences) if not one.title), None)


# --- the news -------------------------------------------------------------------------------------------------------


def fresh(report: Report, parsed: Parsed, drafts: Mapping[str, Draft], read: Sequence[Value]) -> bool:
    """Let what a report tells as news begin with the news of its lead; say whether any event was so dated."""
    verbs = {id_: verb for id_, draft in drafts.items() if (verb := verb_of(parsed, draft.mention)) is not None}
    news = _first_day(report, parsed, drafts, verbs, read)
    if news is None:
        return False
    monday = news == report.day and news.isoweekday() == 1
    start = plus(news, -3 if monday else -1)  # on a Monday the news reaches back over the weekend
    old = _background(report, parsed, read, start, drafts, verbs)
    told = lead(report, parsed, drafts)
    nouns = {i for id_, draft in drafts.items() if id_ not in verbs for i in tokens_of(parsed, draft.mention)}
    changed = False
    for id_, verb in verbs.items():
        draft = drafts[id_]
        if (
            draft.mention.modality is not Modality.ASSERTED
            or draft.phrase is not None
            or draft.unread is not None
            or draft.approximate
            or (draft.days.earliest is not None and draft.days.earliest >= start)
            or old.get(draft.mention.sentence, 0) > is_perfect(parsed, verb)
            or parsed.sentences[draft.mention.sentence].title
            or not _told_as_news(parsed, verb)
            or _subject(parsed, verb) in nouns
            or _answers_old(draft, drafts, start)
        ):
            continue
        had = is_pluperfect(parsed, verb)
        if had and draft.mention.attribution.told is not None:
            continue
        met = draft.days.meet(Stretch(min(start, plus(news, -_HAD_SLACK)) if had else start, None))
        if told is not None and not had and _of_the_party(told, draft, parsed, verb):
            met = met.meet(one_day(told.day))
        if not met.empty and met != draft.days:
            draft.days, draft.bounded, draft.basis, changed = met, True, Basis.NEWS, True
            draft.steps.append(Step("news", f"told with the news of {news}: {shown(met)}"))
    return changed


def _of_the_party(told: Lead, draft: Draft, parsed: Parsed, verb: int) -> bool:
    """Say whether the lead's party goes on: what it then says and does is of the lead's day."""
    return not is_perfect(parsed, verb) and bool(told.parties & parties(draft.mention))


def _first_day(
    report: Report, parsed: Parsed, drafts: Mapping[str, Draft], verbs: Mapping[str, int], read: Sequence[Value]
) -> date | None:
    """Return the earliest fresh day of the lead: of its main clauses, else of its telling, else of anything in it.

    The lead is the first sentence that dates anything, among the first few: a page's name may stand before it.
    """
    inside = [one for one in drafts.values() if not parsed.sentences[one.mention.sentence].title]
    for sentence in sorted({one.mention.sentence for one in inside})[:SENTENCES]:
        news = _days_of(report, parsed, sentence, drafts, verbs, read)
        if news:
            return min(news)
    return None


def _days_of(
    report: Report,
    parsed: Parsed,
    sentence: int,
    drafts: Mapping[str, Draft],
    verbs: Mapping[str, int],
    read: Sequence[Value],
) -> list[date]:
    """Return the fresh days of a sentence: of its main clauses, else of its telling, else of anything in it."""
    own = {id_: draft for id_, draft in drafts.items() if draft.mention.sentence == sentence}
    done = {id_: draft for id_, draft in own.items() if draft.mention.modality is Modality.ASSERTED}
    main = [draft.days.earliest for id_, draft in done.items() if id_ in verbs and is_main(parsed, verbs[id_])]
    told = [read[at].days.earliest for one in own.values() if (at := one.mention.attribution.told) is not None]
    for days in (main, told, [draft.days.earliest for draft in done.values()]):
        news = [day for day in days if day and report.day and plus(report.day, -FRESH) <= day <= report.day]
        if news:
            return news
    return []


def _told_as_news(parsed: Parsed, verb: int) -> bool:
    """Say whether a verb tells in a main clause what happened: simple past or present perfect, nothing called older."""
    tokens, kids = parsed.tokens, kids_of(parsed, verb)
    if not is_main(parsed, verb):
        return False
    if any(tokens.text[i].lower() in _EARLIER for i in kids if relation(parsed, i) == "advmod"):
        return False
    if any(_first_time(parsed, i) for i in kids if relation(parsed, i) == "advcl"):
        return False
    helpers = helpers_of(parsed, verb)
    sentence = parsed.sentences[tokens.sentence[verb]]
    words = {tokens.text[i].lower() for i in range(sentence.first, sentence.last)}
    if helpers & HAVE and "since" in words:
        return False
    if helpers & HAD:  # what a party says had happened; the narrator's is background, and so is what is said again
        return relation(parsed, verb) == "ccomp" and "again" not in words
    # A participle with a subject and no auxiliary is a past that was taken for one: "The party denied that".
    if tokens.xpos[verb] == "VBD" or (not helpers and any(tokens.deprel[i] == "nsubj" for i in kids)):
        return tokens.xpos[verb] in {"VBD", "VBN"}
    return tokens.xpos[verb] == "VBN" and bool(helpers & ({"was", "were"} | HAVE))


def _first_time(parsed: Parsed, verb: int) -> bool:
    """Say whether a clause goes back to a beginning: "when it first introduced the tax"."""
    words = {parsed.tokens.text[i].lower() for i in kids_of(parsed, verb)}
    return "when" in words and bool(words & (_EARLIER | {"first"}))


def _subject(parsed: Parsed, verb: int) -> int | None:
    """Return the subject of an active verb."""
    return next((i for i in kids_of(parsed, verb) if parsed.tokens.deprel[i] in {"nsubj", "csubj"}), None)


def _answers_old(draft: Draft, drafts: Mapping[str, Draft], start: date) -> bool:
    """Say whether words other than the mere narrative tie an event to one that is older than the news."""
    for link in draft.mention.times:
        other = drafts.get(link.mention or "")
        if other is None or link.rule.startswith("narrative") or link.order not in {Order.AFTER, Order.AT}:
            continue
        if other.days.latest is not None and other.days.latest <= start:
            return True
    return False


def _background(
    report: Report,
    parsed: Parsed,
    read: Sequence[Value],
    start: date,
    drafts: Mapping[str, Draft],
    verbs: Mapping[str, int],
) -> dict[int, int]:
    """Return the sentences that an older time holds: 2 where it is told, 1 to the paragraph's end or fresh news.

    What has been done by now, in the present perfect, is held only where the older time stands beside it.
    """
    times: dict[int, list[bool]] = {}
    asides: set[int] = set()
    for expression, value in zip(parsed.times, read, strict=True):
        if value.days.latest is None or (report.day and value.days.latest > plus(report.day, 1)):
            continue
        older, number = value.days.latest <= start, parsed.tokens.sentence[expression.first]
        if not _names(parsed, expression.first, expression.last):
            times.setdefault(number, []).append(older)
        elif value.days.latest <= plus(start, -FRESH) and _in_clause(parsed, expression.first):
            asides.add(number)
    for id_, verb in verbs.items():
        days = drafts[id_].days
        if days.latest is not None and days.latest <= start and is_main(parsed, verb):
            times.setdefault(drafts[id_].mention.sentence, []).append(True)
    old: dict[int, int] = {}
    held = False
    place = paragraphs(report, parsed)
    for number, sentence in enumerate(parsed.sentences):
        if number and place[number] != place[number - 1]:
            held = False
        told = times.get(number)
        if told:
            held = any(told)
        if held and not sentence.title:
            old[number] = 2 if told else 1
        held = held or (number in asides and not told)
    return old


def _names(parsed: Parsed, first: int, last: int) -> bool:
    """Say whether a time only tells apart a thing or stands in an aside: "the 2021 tender", "who left on May 3"."""
    heads = parsed.tokens.head
    at = next((i for i in range(first, last) if not first <= heads[i] < last or heads[i] == i), last - 1)
    return any(relation(parsed, i) in _NAMING or parsed.tokens.deprel[i] == "nmod:poss" for i in upwards(parsed, at))


def _in_clause(parsed: Parsed, token: int) -> bool:
    """Say whether a word stands in a clause that hangs from a noun: what follows may go on about it."""
    return any(relation(parsed, i) == "acl" for i in upwards(parsed, token))
