"""Write pairs.jsonl, which texts are edited how: `python -m eval.copies.make`. What is changed here changes the set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations, count
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Row = dict[str, Any]

SOURCES = {
    "development": (
        "copies/texts/state_turkey-republic-day.txt", "copies/texts/state_rewards-for-justice.txt",
        "copies/texts/state_camp-hurriya.txt", "copies/texts/state_loan-guarantee.txt",
        "copies/texts/centcom_syrian-arab-coalition.txt", "copies/texts/centcom_jordan-units.txt",
        "copies/texts/centcom_captured-tanks.txt", "copies/texts/centcom_hold-line.txt",
        "copies/texts/centcom_tinker.txt",
        "stories/ceasefire/000_62d4b8097f3ea1c5.txt", "stories/election/001_91c3e05ab7d2648f.txt",
        "stories/freighter/002_3a7c5e90d2f81b64.txt", "stories/trial/001_38ce60b4f7a1952d.txt",
        "stories/envoys/000_3f82c6e1d0a97b54.txt",
    ),
    "heldout": (
        "copies/texts/state_jabla-tartus.txt", "copies/texts/state_opposition-assistance.txt",
        "copies/texts/state_ishtar-gate.txt", "copies/texts/state_riyadh-conference.txt",
        "copies/texts/centcom_carter-abadi.txt", "copies/texts/centcom_airstrikes-weaken.txt",
        "copies/texts/centcom_gasmasks.txt", "copies/texts/centcom_task-force-50.txt",
        "copies/texts/centcom_fallen.txt", "copies/texts/centcom_vermont.txt",
        "heldout/dam/000_e7305b9ac1f4286d.txt", "heldout/governor/001_5d90be37f1c2864a.txt",
        "../examples/iraq-2020/2020-01-08_harbour-times.txt", "../examples/iraq-2020/2020-01-11_prairie-herald.txt",
    ),
}  # fmt: skip
# Texts that others' paragraphs are set into; they are in no pair as they stand.
HOSTS = {
    "development": (
        "copies/texts/state_attacks-in-iraq.txt", "copies/texts/state_blinken-travel.txt",
        "copies/texts/centcom_dayr-az-zawr.txt", "../examples/iraq-2020/2020-01-03_tidewater-gazette.txt",
    ),
    "heldout": (
        "copies/texts/state_hasaka.txt", "copies/texts/state_baghdad.txt",
        "../examples/iraq-2020/2020-02-11_tidewater-gazette.txt",
        "../examples/public-domain/2016-12_centcom_mosul-hospital.txt",
    ),
}  # fmt: skip
# What desks do together; three for each source, one after the other.
COPIES = (
    "headline", "headline cut", "reorder typos", "respell", "reword headline", "furniture", "blob headline",
    "cut credit", "sentences quotes", "own headline", "drop reword", "tighten", "credit reword numbers",
    "furniture cut typos", "blob reword furniture", "respell drop quotes", "own credit sentences",
    "tighten headline respell", "quotes numbers blob", "reword reorder", "contributed reword", "cut respell typos",
    "drop sentences furniture",
)  # fmt: skip
PARTS = (
    "",
    "reword",
    "respell typos",
    "sentences",
    "contributed reword",
    "furniture tighten",
    "quotes",
    "reword numbers",
)
# Whole stories: each pair of reports is of two desks, but for the one that signs the other's agency.
STORIES = {"development": "ceasefire election envoys freighter mine trial", "heldout": "dam governor"}
WIRE = {("000_0a6c93e1f4d82b57.txt", "001_7f18be0245ac9d36.txt")}
REAL = (
    ("development", "partly", "state_coalition-ministers", "state_coalition-berlin"),
    ("development", "partly", "strikes-january-9", "strikes-january-10"),
    ("heldout", "partly", "strikes-january-10", "strikes-january-11"),
    ("heldout", "copy", "2020-01-05_gulf-ledger", "2020-01-06_kestrel-post"),
    ("development", "independent", "state_attacks-in-iraq", "state_camp-hurriya"),
    ("development", "independent", "centcom_hold-line", "centcom_captured-tanks"),
    ("development", "independent", "2020-01-03_tidewater-gazette", "2020-01-05_gulf-ledger"),
    ("heldout", "independent", "state_baghdad", "state_hasaka"),
    ("heldout", "independent", "centcom_raqqah-advance", "centcom_raqqah-next-phase"),
    ("heldout", "independent", "centcom_airstrikes-weaken", "centcom_carter-abadi"),
    ("heldout", "independent", "2020-01-08_harbour-times", "2020-01-08_capitol-wire"),
    ("heldout", "independent", "2020-01-08_capitol-wire", "2020-02-11_tidewater-gazette"),
    ("heldout", "independent", "2020-01-11_prairie-herald", "2020-02-11_tidewater-gazette"),
)
RETOLD = {
    "development": ("state_camp-hurriya", "centcom_captured-tanks", "state_loan-guarantee"),
    "heldout": ("centcom_gasmasks", "state_opposition-assistance", "centcom_fallen"),
}


def rows() -> Iterator[Row]:
    """Yield the pairs of both parts."""
    for split, sources in SOURCES.items():
        hosts = HOSTS[split]
        recipe, part, seed = count(), count(), count(1 if split == "development" else 1001)
        for source in sources:
            for _ in range(3):
                edits = COPIES[next(recipe) % len(COPIES)].split()
                yield _row(split, "copy", source, {"path": source, "edits": edits, "seed": next(seed)})
            for _ in range(2):
                nth = next(part)
                made = {"path": source, "edits": PARTS[nth % len(PARTS)].split(), "seed": next(seed)}
                yield _row(split, "partly", source, made | {"into": hosts[nth % len(hosts)], "take": 2 + nth % 2})
        for source in sources[1::2]:
            made = {
                "path": source,
                "edits": [],
                "seed": next(seed),
                "into": hosts[next(part) % len(hosts)],
                "quote": True,
            }
            yield _row(split, "independent", source, made)
        for source, host in zip(sources[:4], hosts, strict=True):
            both = {"edits": ["background"], "seed": next(seed)}
            yield _row(split, "independent", {"path": source} | both, {"path": host} | both)
        folder = "stories" if split == "development" else "heldout"
        for story in STORIES[split].split():
            files = sorted(path.name for path in (HERE.parent / folder / story).glob("*.txt"))
            for left, right in combinations(files, 2):
                label = "copy" if (left, right) in WIRE else "independent"
                yield _row(split, label, f"{folder}/{story}/{left}", f"{folder}/{story}/{right}")
        for name in RETOLD[split]:
            yield _row(split, "independent", _path(name), f"copies/texts/retold_{name}.txt")
    for split, label, left, right in REAL:
        yield _row(split, label, _path(left), _path(right))


def _path(name: str) -> str:
    """Find the one text whose name ends so."""
    folders = ("copies/texts", "../examples/public-domain", "../examples/iraq-2020")
    found = [f"{folder}/{path.name}" for folder in folders for path in (HERE.parent / folder).glob(f"*{name}.txt")]
    (path,) = [path for path in found if "retold_" not in path]
    return path


def _row(split: str, label: str, left: str | Row, right: str | Row) -> Row:
    sides = [side if isinstance(side, dict) else {"path": side} for side in (left, right)]
    return {"split": split, "label": label, "left": sides[0], "right": sides[1]}


if __name__ == "__main__":
    lines = [json.dumps({"id": f"p{nth:03}"} | row) for nth, row in enumerate(rows(), start=1)]
    (HERE / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
