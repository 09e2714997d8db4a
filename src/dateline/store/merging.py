"""A transaction in, what merging keeps in it by point lookups out: rows and bytes, whose meaning `merge` alone knows.

Lists of numbers and ids go to SQLite as one JSON text each, so that a lookup of thousands is one statement. The
driver's own connection is used, for SQLAlchemy would double the cost of such rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dateline.records import (
    ActorJudgement,
    Correction,
    Event,
    Judgement,
    Maker,
    Mention,
    OwnActor,
    Redirect,
    Report,
)
from dateline.store import corrections, ledger, rows, schema, who
from dateline.store.codec import decode, decode_report, encode
from dateline.store.contents import former

IN = "IN (SELECT value FROM json_each(?))"
# All that events are made of and that can be made anew.
TABLES = (
    schema.merged, schema.older, schema.version, schema.placed, schema.block, schema.crowd, schema.pair, schema.tie,
    schema.answer, schema.disagreement, schema.contradiction, schema.judged, schema.event, schema.gist, schema.copy,
    schema.bucket, schema.text, schema.word, schema.link,
)  # fmt: skip


class Placed(NamedTuple):
    """A mention that is merged."""

    mention: int
    id: str
    report: str
    place: int
    text: str
    opening: int
    keys: bytes
    event: str | None


class Merging:
    """What merging keeps, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - a Dateline database is SQLite's
        self._run = driver.execute
        self._many = driver.executemany

    # --- reports and mentions -------------------------------------------------------------------------------------

    def waiting(self, limit: int | None) -> list[str]:
        """Return reports that wait to be merged, in the order in which they came."""
        query = "SELECT report FROM waiting ORDER BY number LIMIT ?"
        return [row[0] for row in self._run(query, (-1 if limit is None else limit,))]

    def waiting_count(self) -> int:
        """Return how many reports wait to be merged."""
        return int(self._run("SELECT count(*) FROM waiting").fetchone()[0])

    def merged_count(self) -> int:
        """Return how many reports are merged."""
        return int(self._run("SELECT count(*) FROM merged").fetchone()[0])

    def placed_count(self) -> int:
        """Return how many mentions are merged."""
        return int(self._run("SELECT count(*) FROM placed").fetchone()[0])

    def clear(self) -> None:
        """Forget all that was made, and let every report wait."""
        for table in TABLES:
            self._run(f"DELETE FROM {table.name}")
        self._run("DELETE FROM waiting")
        self._run("INSERT INTO waiting (report) SELECT report FROM reading WHERE superseded IS NULL ORDER BY number")

    def wait(self, reports: Iterable[str]) -> None:
        """Let reports wait that do not yet."""
        self._many("INSERT OR IGNORE INTO waiting (report) VALUES (?)", [(report,) for report in sorted(reports)])

    def done(self, reports: Iterable[str]) -> None:
        """Let reports wait no more."""
        self._many("DELETE FROM waiting WHERE report = ?", [(report,) for report in reports])

    def reports(self, ids: Collection[str]) -> dict[str, Report]:
        """Return live reports by id."""
        query = (
            "SELECT report.id, reading.record, report.raw FROM report JOIN reading ON reading.report = report.id "
            f"AND reading.superseded IS NULL WHERE report.id {IN}"
        )
        return {row[0]: decode_report(row[1], row[2]) for row in self._run(query, (_list(ids),))}

    def arrived(self, ids: Collection[str]) -> dict[str, str]:
        """Return when each of some reports was first read, the first of them first."""
        query = f"SELECT report, min(number), made FROM reading WHERE report {IN} GROUP BY report ORDER BY 2"
        return {row[0]: row[2] for row in self._run(query, (_list(ids),))}

    def read(self, reports: Collection[str]) -> dict[str, list[tuple[int, Mention]]]:
        """Return the live mentions of reports as they were read, with their numbers, in the order of their ids."""
        query = (
            "SELECT reading.report, mention.number, mention.record FROM reading JOIN mention "
            f"ON mention.reading = reading.number WHERE reading.superseded IS NULL AND reading.report {IN} "
            "ORDER BY mention.id"
        )
        found: dict[str, list[tuple[int, Mention]]] = {report: [] for report in reports}
        for report, number, record in self._run(query, (_list(reports),)):
            found[report].append((number, decode(Mention, record)))
        return found

    def mentions(self, numbers: Collection[int]) -> dict[int, Mention]:
        """Return mentions as they were read."""
        query = f"SELECT number, record FROM mention WHERE number {IN}"
        return {row[0]: decode(Mention, row[1]) for row in self._run(query, (_list(numbers),))}

    def former(self, ids: Iterable[str]) -> tuple[Mention, ...]:
        """Return mentions by id as they were last read, superseded or not."""
        return former(self._connection, ids)

    # --- what people say ------------------------------------------------------------------------------------------

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the live judgements of people, oldest first."""
        return tuple(one.judgement for one in ledger.judgements(self._connection, by=Maker.PERSON))

    def corrections(self) -> tuple[Correction, ...]:
        """Return what stands of what people set right, oldest first."""
        return tuple(one.correction for one in corrections.kept(self._connection))

    def register(self) -> tuple[OwnActor, ...]:
        """Return the user's own register, by id."""
        return rows.register(self._connection)

    def telling_of(self, actor: str) -> Iterator[str]:
        """Give the reports that tell of an actor as they were read, in order, and maybe some that once did."""
        return (row[0] for row in self._run("SELECT report FROM told_of WHERE actor = ? ORDER BY report", (actor,)))

    def actor_judgements(self) -> tuple[ActorJudgement, ...]:
        """Return the live judgements on actors, oldest first."""
        return tuple(one.judgement for one in who.kept(self._connection))

    def value(self, key: str) -> str | None:
        """Return the text kept under a key."""
        return rows.value(self._connection, key)

    def put(self, key: str, text: str) -> None:
        """Keep a text under a key."""
        rows.put(self._connection, key, text)

    # --- versions -------------------------------------------------------------------------------------------------

    def name(self, names: Iterable[tuple[str, str]]) -> None:
        """Keep names by which versions of reports are found: name, report."""
        self._many("INSERT OR IGNORE INTO version VALUES (?, ?)", list(names))

    def kin(self, reports: Collection[str]) -> set[str]:
        """Return the reports that share a name with some, or with one that does, and these themselves."""
        found = set(reports)
        edge = set(reports)
        while edge:
            query = (
                "SELECT DISTINCT other.report FROM version AS one JOIN version AS other ON other.name = one.name "
                f"WHERE one.report {IN}"
            )
            edge = {row[0] for row in self._run(query, (_list(edge),))} - found
            found |= edge
        return found

    def newest(self) -> list[str]:
        """Return the live reports that have no newer version, in the order in which they came."""
        query = "SELECT report FROM reading WHERE superseded IS NULL AND report NOT IN (SELECT report FROM older) "
        return [row[0] for row in self._run(query + "ORDER BY number")]

    def older(self, reports: Collection[str]) -> dict[str, str]:
        """Return the newest version of each of some reports that has one."""
        return dict(self._run(f"SELECT report, newest FROM older WHERE report {IN}", (_list(reports),)))

    def age(self, reports: Collection[str], newest: Mapping[str, str]) -> None:
        """Keep which of some reports are older versions of which."""
        self._run(f"DELETE FROM older WHERE report {IN}", (_list(reports),))
        self._many("INSERT INTO older VALUES (?, ?)", list(newest.items()))

    # --- what is merged -------------------------------------------------------------------------------------------

    def place(self, reports: Sequence[tuple[str, str, bytes]], rows: Sequence[Placed]) -> None:
        """Keep reports (id, when published, columns) and their mentions as merged."""
        query = "INSERT INTO merged SELECT ?1, number, ?2, ?3 FROM reading WHERE report = ?1 AND superseded IS NULL"
        self._many(query, reports)
        self._many("INSERT INTO placed VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def formerly(self, reports: Collection[str]) -> list[Report]:
        """Return reports as they were read when they were merged."""
        query = (
            "SELECT reading.record, report.raw FROM merged JOIN reading ON reading.number = merged.reading "
            f"JOIN report ON report.id = merged.report WHERE merged.report {IN}"
        )
        return [decode_report(*row) for row in self._run(query, (_list(reports),))]

    def displace(self, reports: Collection[str]) -> None:
        """Forget the mentions of reports, with all their pairs."""
        numbers = [row[0] for row in self._run(f"SELECT mention FROM placed WHERE report {IN}", (_list(reports),))]
        here = _list(numbers)
        for table in ("pair", "tie"):
            turned = f"SELECT one, other FROM {table} WHERE one {IN}"
            self._run(f"DELETE FROM {table} WHERE (other, one) IN ({turned})", (here,))
            self._run(f"DELETE FROM {table} WHERE one {IN}", (here,))
        self._run(f"DELETE FROM placed WHERE mention {IN}", (here,))
        self._run(f"DELETE FROM merged WHERE report {IN}", (_list(reports),))

    def placed(self, column: str, values: Collection[int] | Collection[str]) -> Iterator[Placed]:
        """Give the mentions whose column has one of some values, by report and place."""
        query = f"SELECT * FROM placed WHERE {column} {IN} ORDER BY report, place"
        return (Placed(*row) for row in self._run(query, (_list(values),)))

    def retold(self, reports: Collection[str]) -> Iterator[Placed]:
        """Give the mentions of other reports that stand in the words of some."""
        query = f"SELECT * FROM placed WHERE text {IN} AND text <> report ORDER BY report, place"
        return (Placed(*row) for row in self._run(query, (_list(reports),)))

    def told(self, reports: Collection[str]) -> Iterator[tuple[str, int]]:
        """Give the reports that are merged with their mentions, in order."""
        query = f"SELECT report, mention FROM placed WHERE report {IN} ORDER BY report, place"
        return self._run(query, (_list(reports),))

    def columns(self, reports: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Give the columns of reports."""
        return self._run(f"SELECT report, columns FROM merged WHERE report {IN}", (_list(reports),))

    def merged(self, reports: Collection[str]) -> set[str]:
        """Return which of some reports are merged."""
        return {row[0] for row in self._run(f"SELECT report FROM merged WHERE report {IN}", (_list(reports),))}

    # --- block keys -----------------------------------------------------------------------------------------------

    def block(self, rows: Sequence[tuple[int, int]], most: int) -> None:
        """Add keys and mentions; the keys that more than `most` mentions have are counted."""
        added: dict[int, int] = defaultdict(int)
        for key, _ in rows:
            added[key] += 1
        keys = _list(added)
        self._many("INSERT INTO block VALUES (?, ?)", sorted(rows))
        known = {row[0] for row in self._run(f"SELECT key FROM crowd WHERE key {IN}", (keys,))}
        self._many("UPDATE crowd SET size = size + ? WHERE key = ?", [(added[key], key) for key in known])
        query = f"SELECT key, count(*) FROM block WHERE key {IN} GROUP BY key HAVING count(*) > ?"
        new = self._run(query, (_list(added.keys() - known), most)).fetchall()
        self._many("INSERT INTO crowd VALUES (?, ?)", new)

    def unblock(self, rows: Sequence[tuple[int, int]]) -> None:
        """Take keys and mentions out."""
        self._many("DELETE FROM block WHERE key = ? AND mention = ?", rows)
        self._many("UPDATE crowd SET size = size - 1 WHERE key = ?", [(key,) for key, _ in rows])

    def members(self, keys: Collection[int], most: int) -> dict[int, Collection[int]]:
        """Return the mentions that have each key; of more than `most`, any that are more than `most`."""
        crowded = {
            row[0]: range(most + 1)
            for row in self._run(f"SELECT key FROM crowd WHERE size > ? AND key {IN}", (most, _list(keys)))
        }
        found: dict[int, Collection[int]] = dict(crowded)
        query = "SELECT block.key, block.mention FROM json_each(?) AS asked CROSS JOIN block ON block.key = asked.value"
        plain: dict[int, list[int]] = defaultdict(list)
        for key, mention in self._run(query, (_list(set(keys) - crowded.keys()),)):
            plain[key].append(mention)
        found.update(plain)
        return found

    # --- pairs ----------------------------------------------------------------------------------------------------

    def pairs(self, numbers: Collection[int]) -> Iterator[tuple[int, int, float, int, int]]:
        """Give the pairs of mentions, seen from each: one, other, score, rule, whether a key alone brought them."""
        return self._run(f"SELECT * FROM pair WHERE one {IN}", (_list(numbers),))

    def keep_pairs(self, rows: Sequence[tuple[int, int, float, int, bool]], lost: Iterable[tuple[int, int]]) -> None:
        """Keep pairs, given one way round, and drop others."""
        both = [row for i, j in lost for row in ((i, j), (j, i))]
        self._many("DELETE FROM pair WHERE one = ? AND other = ?", both)
        turned = [(j, i, *rest) for i, j, *rest in rows]
        self._many("INSERT OR REPLACE INTO pair VALUES (?, ?, ?, ?, ?)", sorted([*rows, *turned]))

    def tie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Keep ties, given one way round."""
        self._many("INSERT INTO tie VALUES (?, ?)", [row for i, j in pairs for row in ((i, j), (j, i))])

    def ties(self, numbers: Collection[int]) -> Iterator[tuple[int, int]]:
        """Give the ties of mentions."""
        return self._run(f"SELECT one, other FROM tie WHERE one {IN}", (_list(numbers),))

    # --- events ---------------------------------------------------------------------------------------------------

    def homes(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the events of mentions."""
        query = f"SELECT mention, event FROM placed WHERE event IS NOT NULL AND mention {IN}"
        return dict(self._run(query, (_list(numbers),)))

    def home(self, mentions: Collection[str]) -> dict[str, str]:
        """Return the events of mentions by id."""
        query = f"SELECT id, event FROM placed WHERE event IS NOT NULL AND id {IN}"
        return dict(self._run(query, (_list(mentions),)))

    def unsettled(self, after: int, limit: int) -> list[int]:
        """Return the first mentions after one that have no event."""
        query = "SELECT mention FROM placed WHERE mention > ? AND event IS NULL ORDER BY mention LIMIT ?"
        return [row[0] for row in self._run(query, (after, limit))]

    def settle(self, homes: Mapping[int, str]) -> None:
        """Keep the events of mentions."""
        self._many("UPDATE placed SET event = ? WHERE mention = ?", [(event, one) for one, event in homes.items()])

    def events(self, ids: Collection[str]) -> dict[str, Event]:
        """Return events by id."""
        query = f"SELECT id, record FROM event WHERE id {IN}"
        return {row[0]: decode(Event, row[1]) for row in self._run(query, (_list(ids),))}

    def put_events(self, events: Iterable[Event], gone: Iterable[str]) -> None:
        """Keep events, in the place of those of their ids, and take others out."""
        self._many("DELETE FROM event WHERE id = ?", [(id_,) for id_ in gone])
        rows = [(event.id, position(event), encode(event)) for event in events]
        self._many(
            "INSERT INTO event VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position, "
            "record = excluded.record WHERE record <> excluded.record",
            rows,
        )

    def gists(self, events: Collection[str]) -> Iterator[tuple[str, str]]:
        """Give the gists of events."""
        return self._run(f"SELECT event, record FROM gist WHERE event {IN}", (_list(events),))

    def put_gists(self, rows: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
        """Keep the gists of events, and take out those of others."""
        self._many("DELETE FROM gist WHERE event = ?", [(id_,) for id_ in gone])
        self._many("INSERT OR REPLACE INTO gist VALUES (?, ?)", list(rows))

    def answers(self, events: Collection[str]) -> list[str]:
        """Return the records of answers in which events take part."""
        query = " UNION ".join(
            f"SELECT asker, record FROM answer WHERE {column} {IN}" for column in ("asker", "event", "about")
        )
        return [row[1] for row in self._run(query, (_list(events),) * 3)]

    def put_answers(self, rows: Iterable[tuple[str, str, str, str]], askers: Iterable[str]) -> None:
        """Keep answers (asker, event, about, record) in the place of all that some asked."""
        self._many("DELETE FROM answer WHERE asker = ?", [(one,) for one in askers])
        self._many("INSERT INTO answer VALUES (?, ?, ?, ?)", list(rows))

    def put_disagreements(
        self,
        rows: Iterable[tuple[str, str, str, str]],
        events: Collection[str],
        pairs: Iterable[tuple[str, str, str]],
    ) -> None:
        """Keep disagreements (event, second event, field, record) in the place of those of events, and of pairs."""
        for column in ("first", "second"):
            self._run(f"DELETE FROM disagreement WHERE {column} {IN}", (_list(events),))
        both = [row for one, other, field in pairs for row in ((one, other, field), (other, one, field))]
        self._many("DELETE FROM disagreement WHERE first = ? AND second = ? AND field = ?", both)
        self._many("INSERT INTO disagreement (first, second, field, record) VALUES (?, ?, ?, ?)", list(rows))

    def put_contradictions(self, rows: Iterable[tuple[str, str, str]], mentions: Collection[str]) -> None:
        """Keep judgements that cannot all hold (left, right, record) in the place of those on mentions."""
        for column in ('"left"', '"right"'):
            self._run(f"DELETE FROM contradiction WHERE {column} {IN}", (_list(mentions),))
        self._many("INSERT INTO contradiction VALUES (?, ?, ?)", list(rows))

    def judged_by_machine(self, left: Collection[str]) -> Iterator[str]:
        """Give the records of what rules and the model judge of pairs, told by their first mentions."""
        live = "undone IS NULL AND maker <> 'person'"
        return (
            row[0] for row in self._run(f'SELECT record FROM judgement WHERE {live} AND "left" {IN}', (_list(left),))
        )

    def put_judgements(self, judgements: Iterable[Judgement], mentions: Collection[str]) -> None:
        """Bring the ledger's judgements by rule and model on some mentions to those given."""
        ledger.renew(self._connection, judgements, mentions)

    def redirect(self, redirects: Sequence[Redirect]) -> None:
        """Keep where events went."""
        ledger.redirect(self._connection, redirects)

    def remember(self) -> None:
        """Keep which events there are, and their mentions in order, until `forget`."""
        told = "SELECT event.id, told.key, told.value FROM event, json_each(event.record, '$.mentions') AS told"
        self._run("CREATE TEMP TABLE was (event TEXT, place INTEGER, mention TEXT, PRIMARY KEY (event, place))")
        self._run(f"INSERT INTO was {told} WHERE true")

    def moved(self) -> dict[str, tuple[str, ...]]:
        """Return the events remembered of which a mention is of another event now, or of none, with their mentions."""
        other = (
            "SELECT DISTINCT was.event FROM was LEFT JOIN placed ON placed.id = was.mention "
            "WHERE placed.event IS NOT was.event"
        )
        found: dict[str, list[str]] = defaultdict(list)
        query = f"SELECT event, mention FROM was WHERE event IN ({other}) ORDER BY event, place"
        for event, mention in self._run(query):
            found[event].append(mention)
        return {event: tuple(mentions) for event, mentions in found.items()}

    def forget(self) -> None:
        """Forget what was remembered."""
        self._run("DROP TABLE was")

    # --- what people judged when events were last made ------------------------------------------------------------

    def judged(self) -> list[str]:
        """Return the records of judgements that events were made with."""
        return [row[0] for row in self._run("SELECT record FROM judged")]

    def put_judged(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep judgements (left, right, record) in the place of all."""
        self._run("DELETE FROM judged")
        self._many("INSERT INTO judged VALUES (?, ?, ?)", list(rows))


def position(event: Event) -> str:
    """Return a text that sorts as events do."""
    first, last, id_ = event.order
    return f"{first.isoformat()} {last.isoformat()} {id_}"


def _list(values: Iterable[Any]) -> str:
    return json.dumps(list(values))
