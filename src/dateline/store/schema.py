"""The tables as they are after the last migration; `migrations` is what makes them.

A record is kept whole as JSON in `record`; the other columns are what SQL has to find, order or guard it by.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

migration = Table(
    "migration",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("applied", Text, nullable=False),
)

# What the events were made from: every write of a reading or a judgement raises `revision`.
state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", Text, nullable=False),
    Column("record", Text, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)

# One pass of the stages over one report's bytes. Reading again supersedes a reading; none is deleted.
reading = Table(
    "reading",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Text, ForeignKey("report.id"), nullable=False),
    Column("run", Integer, ForeignKey("run.number"), nullable=False),
    Column("made", Text, nullable=False),
    Column("superseded", Text),
    Column("record", Text, nullable=False),
)
Index("reading_live", reading.c.report, unique=True, sqlite_where=reading.c.superseded.is_(None))

mention = Table(
    "mention",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("reading", Integer, ForeignKey("reading.number"), nullable=False),
    Column("record", Text, nullable=False),
)
Index("mention_once", mention.c.reading, mention.c.id, unique=True)
Index("mention_id", mention.c.id)

problem = Table(
    "problem",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("run.number"), nullable=False),
    Column("reading", Integer, ForeignKey("reading.number")),
    Column("code", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("record", Text, nullable=False),
)
Index("problem_reading", problem.c.reading)

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("maker", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("undone", Text),
    Column("record", Text, nullable=False),
    Column("act", Integer),  # of a person's: the number of the first pair that was judged at one go with it
)
Index("judgement_live", judgement.c.maker, sqlite_where=judgement.c.undone.is_(None))
Index("judgement_left", judgement.c.left, sqlite_where=judgement.c.undone.is_(None))
Index("judgement_right", judgement.c.right, sqlite_where=judgement.c.undone.is_(None))
Index("judgement_act", judgement.c.act)

# Where events went that were made anew under other ids; it only grows.
redirect = Table(
    "redirect",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("old", Text, nullable=False),
    Column("record", Text, nullable=False),
)
Index("redirect_old", redirect.c.old)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", Text, nullable=False),  # what orders it, so that a new event moves no other row
    Column("record", Text, nullable=False),
)
Index("event_position", event.c.position)

disagreement = Table(
    "disagreement",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

contradiction = Table(
    "contradiction",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

copy = Table(
    "copy",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

storyline = Table(
    "storyline",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("record", Text, nullable=False),
)

# A user's own register: what `resolve.corrected` lays over the actors of all mentions.
actor = Table(
    "actor",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record", Text, nullable=False),
)

actor_judgement = Table(
    "actor_judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("written", Text, nullable=False),
    Column("undone", Text),
    Column("record", Text, nullable=False),
)

# What people set right of accounts: laid over the mentions each time that events are made; it only grows.
correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("act", Integer, nullable=False),  # the number of the first that was set right at one go with it
    Column("mention", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("undone", Text),
    Column("record", Text, nullable=False),
)
Index("correction_act", correction.c.act)

# A user's own ontologies: what `resolve.coded` lays over the kinds of all mentions.
codebook = Table(
    "codebook",
    metadata,
    Column("name", Text, primary_key=True),
    Column("record", Text, nullable=False),
)
