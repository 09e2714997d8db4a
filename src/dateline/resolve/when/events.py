"""A report and its mentions in, when each event happened out: phrases first, then what the order of events adds.

Each event is a stretch of days. Expressions tied to it give the stretch; where there is none, the time of the telling
may date news, and the report's day bounds what is told as done. Links between events then narrow the ends that no
phrase gave, to a fixed point (interval constraint propagation, after Allen 1983 on the ends alone). A narrowing that
would empty a stretch is left undone and becomes a Problem.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import (
    Basis,
    Mention,
    Modality,
    Order,
    Parsed,
    Precision,
    Problem,
    Report,
    Step,
    Stretch,
    TimeLink,
    When,
    edtf,
    plus,
)
from dateline.resolve.when.clauses import is_pluperfect, token_at, upwards, verb_of
from dateline.resolve.when.draft import AHEAD, Draft, is_ahead
from dateline.resolve.when.entries import entries
from dateline.resolve.when.expressions import published_in, values
from dateline.resolve.when.links import propagate
from dateline.resolve.when.news import fresh, present
from dateline.resolve.when.phrases import tie
from dateline.resolve.when.value import Value

_ANNOUNCE = frozenset("announce confirm declare disclose report reveal".split())


def dates(report: Report, parsed: Parsed, mentions: Sequence[Mention]) -> tuple[dict[str, When], tuple[Problem, ...]]:
    """Work out when each mention's event happened; unknown where the words do not tell."""
    read, problems = values(report, parsed)
    found = list(problems)
    given = _given_back(report, parsed, mentions, read)
    told = [replace(one, times=given[one.id]) if one.id in given else one for one in mentions]
    heads = entries(report, parsed, read)
    drafts = {one.id: _draft(report, parsed, one, read, heads, found) for one in told}
    present(report, parsed, drafts)
    propagate(report, parsed, drafts, found)
    if fresh(report, parsed, drafts, read):
        propagate(report, parsed, drafts, found)
    for draft in drafts.values():
        _bound_ahead(report, draft)  # what was decided or asked lies after the deciding, where that is dated
    return {id_: _when(draft) for id_, draft in drafts.items()}, tuple(dict.fromkeys(found))


def _given_back(
    report: Report, parsed: Parsed, mentions: Sequence[Mention], read: Sequence[Value]
) -> dict[str, tuple[TimeLink, ...]]:
    """Give a day that is over to the clause above one that cannot have been on it.

    "Voted to expel them on May 5" dates the deciding; "resumed the search for men who are missing on May 5" the search.
    """
    given: dict[str, tuple[TimeLink, ...]] = {}
    for mention, head in _under(parsed, mentions):
        if head.modality in AHEAD or report.day is None or any(link.expression is not None for link in head.times):
            continue
        over = tuple(link for link in mention.times if _is_over(link, read, report.day))
        if over:
            given[mention.id] = tuple(link for link in mention.times if link not in over)
            given[head.id] = (*head.times, *over)
    return given


def _under(parsed: Parsed, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Return what is told as ahead or as lasting, each with what is told in the clause above it."""
    by_id = {mention.id: mention for mention in mentions}
    verbs = {verb: mention for mention in mentions if (verb := verb_of(parsed, mention)) is not None}
    out = []
    for mention in mentions:
        above = next((link.mention for link in mention.times if link.rule.startswith("complement of")), None)
        if mention.modality in AHEAD and above in by_id:
            out.append((mention, by_id[above]))
    for verb, mention in verbs.items():
        if mention.tense != "present" or parsed.tokens.deprel[verb] != "acl:relcl":
            continue
        head = next((verbs[at] for at in upwards(parsed, verb) if at != verb and at in verbs), None)
        if head is not None and head.tense == "past":
            out.append((mention, head))
    return out


def _is_over(link: TimeLink, read: Sequence[Value], day: date) -> bool:
    if link.expression is None or link.mention is not None or link.order is not Order.AT:
        return False
    last = read[link.expression].days.last
    return last is not None and last < day


# --- one event by its own words -------------------------------------------------------------------------------------


def _draft(
    report: Report,
    parsed: Parsed,
    mention: Mention,
    read: Sequence[Value],
    heads: Mapping[int, int],
    problems: list[Problem],
) -> Draft:
    draft = Draft(mention)
    for link in mention.times:
        if link.expression is not None and link.mention is None:
            tie(report, parsed, draft, link, read[link.expression], problems)
    if draft.phrase is None and draft.unread is None:
        if mention.sentence in heads and mention.attribution.told is None:
            _by_entry(report, parsed, draft, heads[mention.sentence], read, problems)
        else:
            _by_telling(report, parsed, draft, read)
    _bound_done(report, draft)
    if not any(link.rule.startswith("complement of") for link in mention.times):
        _bound_ahead(report, draft)
    return draft


def _by_entry(
    report: Report, parsed: Parsed, draft: Draft, head: int, read: Sequence[Value], problems: list[Problem]
) -> None:
    """Date by the time that heads its entry what a chronicle tells in its main clauses; bound by it all else there."""
    mention, days, verb = draft.mention, read[head].days, verb_of(parsed, draft.mention)
    to_come = report.day is not None and days.earliest is not None and days.earliest > report.day
    told = TimeLink(expression=head, order=Order.AT, rule="heads the entry")
    words = " ".join(parsed.times[head].span.of(report.text).split())
    phrase = Step("phrase", f'"{words}" ({told.rule})')
    if is_ahead(mention) and not to_come:
        draft.days, draft.bounded, draft.basis = Stretch(days.earliest, None), True, Basis.PHRASE
        draft.steps += [phrase, Step("ahead of the entry", f"not before {days.earliest}")]
    elif verb is not None and not is_pluperfect(parsed, verb) and _main(parsed, mention):
        tie(report, parsed, draft, told, read[head], problems)
    else:
        draft.days, draft.bounded, draft.basis = Stretch(None, days.latest), True, Basis.PHRASE
        draft.phrase = parsed.times[head].span
        draft.steps += [phrase, Step("beside the entry", f"not after {days.last}")]


def _by_telling(report: Report, parsed: Parsed, draft: Draft, read: Sequence[Value]) -> None:
    """Date news by its telling: "confirmed on Thursday that they have resumed" is Thursday, give or take."""
    told = _told(parsed, draft.mention)
    if told is None or told >= len(read) or not read[told].days.closed:
        return
    mention, days = draft.mention, read[told].days
    words = " ".join(parsed.times[told].span.of(report.text).split())
    phrase = Step("phrase", f'"{words}" (the time of the telling)')
    if mention.modality in AHEAD or mention.tense == "future":
        draft.days, draft.bounded, draft.basis = Stretch(days.earliest, None), True, Basis.NEWS
        draft.steps += [phrase, *read[told].steps, Step("ahead of the telling", f"not before {days.earliest}")]
        return
    if days.earliest is None:
        return
    verb = verb_of(parsed, mention)
    news = mention.tense in {"past", "perfect", "present"} and mention.modality is Modality.ASSERTED
    if verb is not None and is_pluperfect(parsed, verb) and not _announced(parsed, mention):
        news = False  # "said on Monday that they had met": when, is not told
    if news and _main(parsed, mention):
        draft.days, draft.basis = Stretch(plus(days.earliest, -1), days.latest), Basis.NEWS
        draft.phrase, draft.approximate, draft.precision = parsed.times[told].span, True, Precision.DAY
        draft.edtf = f"{days.earliest}~" if days.last == days.earliest else None
        draft.steps += [phrase, *read[told].steps, Step("dated to the telling", f"told as news on {days.earliest}")]
    else:
        draft.days, draft.bounded, draft.basis = Stretch(None, days.latest), True, Basis.NEWS
        draft.steps += [phrase, *read[told].steps, Step("before the telling", f"not after {days.last}")]


def _announced(parsed: Parsed, mention: Mention) -> bool:
    """Say whether what is told is brought up as news: "announced that they had resumed" shifts "have resumed" back."""
    tokens, cues = parsed.tokens, [hop.cue for hop in mention.attribution.hops]
    sentence = parsed.sentences[mention.sentence]
    inside = range(sentence.first, sentence.last)
    return any(tokens.lemma[i].lower() in _ANNOUNCE for i in inside if any(cue.covers(tokens.span[i]) for cue in cues))


def _main(parsed: Parsed, mention: Mention) -> bool:
    """Say whether a mention is what its content tells, and no aside or background inside it."""
    tokens = parsed.tokens
    at = token_at(parsed, mention)
    for _ in range(20):
        if at is None or tokens.head[at] == at:
            return True
        rel = tokens.deprel[at].split(":")[0]
        if rel in {"ccomp", "parataxis", "root"}:
            return True
        if rel in {"acl", "amod", "appos", "advcl", "nmod", "obl", "compound"}:
            return False
        at = tokens.head[at]
    return True


def _told(parsed: Parsed, mention: Mention) -> int | None:
    """Return the expression of the telling: attribution's, else one right after a cue ("confirmed on Friday")."""
    if mention.attribution.told is not None and not _vague(parsed, mention.attribution.told):
        return mention.attribution.told
    cues = [hop.cue for hop in mention.attribution.hops]
    if not cues:
        return None
    for index, expression in enumerate(parsed.times):
        if _vague(parsed, index):
            continue
        at = expression.first - 1
        if at >= 0 and parsed.tokens.upos[at] == "ADP":
            at -= 1
        near = at >= 0 and parsed.tokens.sentence[at] == parsed.tokens.sentence[expression.first]
        if near and any(cue.covers(parsed.tokens.span[at]) for cue in cues):
            return index
    return None


def _vague(parsed: Parsed, index: int) -> bool:
    """Say whether an expression only points to the past, the present or the future: "currently" dates no telling."""
    return parsed.times[index].form.startswith("ref:")


def _bound_done(report: Report, draft: Draft) -> None:
    """Let the report's day bound from above what is told as done; where only its month is told, the month's last."""
    month = published_in(report)
    day = report.day or (month.last if month else None)
    if day is None or is_ahead(draft.mention) or draft.days.latest is not None:
        return
    met = draft.days.meet(Stretch(None, plus(day, 1)))
    if not met.empty:
        draft.basis = Basis.REPORT if draft.days == Stretch() else draft.basis
        draft.days, draft.bounded = met, True
        when = f"the report's day, {day}" if report.day else f"the month of the report, the last day of which is {day}"
        draft.steps.append(Step("told as done", f"not after {when}"))


def _bound_ahead(report: Report, draft: Draft) -> None:
    """Let the report's day bound from below what is told as ahead and has no beginning yet."""
    day = report.day
    if day is None or not is_ahead(draft.mention) or draft.days.earliest is not None:
        return
    if draft.days.latest is None:
        draft.days, draft.bounded, draft.basis = Stretch(day, None), True, Basis.REPORT
    elif draft.days.latest > day:
        draft.days = Stretch(day, draft.days.latest)
    else:
        return
    draft.steps.append(Step("told as ahead", f"not before the report's day, {day}"))


# --- writing --------------------------------------------------------------------------------------------------------


def _when(draft: Draft) -> When:
    days = draft.days
    if days == Stretch():
        return When(
            phrase=draft.unread, steps=tuple(draft.steps) or (Step("unknown", "no words of the report date it"),)
        )
    text = draft.edtf or edtf(days.earliest, days.last, approximate=draft.approximate)
    precision = draft.precision
    if precision is Precision.UNKNOWN:
        precision = Precision.INTERVAL
    if days.last is not None and days.last == days.earliest and precision is Precision.INTERVAL:
        precision = Precision.DAY
    return When(
        earliest=days.earliest,
        latest=days.latest,
        precision=precision,
        edtf=text,
        phrase=draft.phrase or draft.unread,
        steps=tuple(dict.fromkeys(draft.steps)),
        bounded=draft.bounded,
        basis=draft.basis,
    )
