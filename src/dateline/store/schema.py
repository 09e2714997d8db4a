"""The tables as they are after the last migration; `migrations` is what makes them.

A record is kept whole as JSON in `record`; the other columns are what SQL has to find, order or guard it by.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

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
Index("reading_report", reading.c.report)
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

# Whom a report tells of, by the identity that its readings gave them; of a reading that is superseded as well.
told_of = Table(
    "told_of",
    metadata,
    Column("actor", Text, primary_key=True),
    Column("report", Text, primary_key=True),
    sqlite_with_rowid=False,
)

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
    Column("number", Integer, primary_key=True),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),  # "" where it is of one event
    Column("field", Text, nullable=False),
    Column("record", Text, nullable=False),
)
Index("disagreement_first", disagreement.c.first)
Index("disagreement_second", disagreement.c.second)

contradiction = Table(
    "contradiction",
    metadata,
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("record", Text, nullable=False),
)
Index("contradiction_left", contradiction.c.left)
Index("contradiction_right", contradiction.c.right)

copy = Table(
    "copy",
    metadata,
    Column("report", Text, primary_key=True),
    Column("first", Text, primary_key=True),
    Column("record", Text, nullable=False),
)
Index("copy_first", copy.c.first)

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

# --- what merging keeps: all of it can be made anew -------------------------------------------------------------------

# Reports that were read, or of which something was set right, since events were last made.
waiting = Table(
    "waiting",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Text, nullable=False, unique=True),
)

# Reports whose mentions are merged, with what their pairs are compared by.
merged = Table(
    "merged",
    metadata,
    Column("report", Text, primary_key=True),
    Column("reading", Integer, nullable=False),  # as which it is merged
    Column("published", Text, nullable=False),
    Column("columns", LargeBinary, nullable=False),
)

# The prints of reports, each with where the report stands among copies.
bucket = Table(
    "bucket",
    metadata,
    Column("print", Integer, primary_key=True),
    Column("place", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Reports that are no copies, as stories are found by them, with the cell and the story that each is in.
text = Table(
    "text",
    metadata,
    Column("report", Text, primary_key=True),
    Column("published", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("cell", Integer),
    Column("story", Text),
)
Index("text_cell", text.c.cell)

# The weightiest words of texts, in order of time.
word = Table(
    "word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("published", Text, primary_key=True),
    Column("report", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# Texts that are alike, each both ways round.
link = Table(
    "link",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("likeness", REAL, nullable=False),
    sqlite_with_rowid=False,
)

older = Table(
    "older",
    metadata,
    Column("report", Text, primary_key=True),
    Column("newest", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("older_newest", older.c.newest)

# The names by which versions of one report are found: its address and path.
version = Table(
    "version",
    metadata,
    Column("name", Text, primary_key=True),
    Column("report", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("version_report", version.c.report)

# Mentions that are merged: where they stand in their report's columns, whose text they are, their block keys and event.
placed = Table(
    "placed",
    metadata,
    Column("mention", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("opening", Integer, nullable=False),  # told in the report's title or lead
    Column("keys", LargeBinary, nullable=False),
    Column("event", Text),
)
Index("placed_id", placed.c.id, unique=True)
Index("placed_report", placed.c.report, placed.c.place)
Index("placed_text", placed.c.text, sqlite_where=placed.c.text != placed.c.report)

block = Table(
    "block",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("mention", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# How many mentions have a key, of keys that many have.
crowd = Table("crowd", metadata, Column("key", Integer, primary_key=True), Column("size", Integer, nullable=False))

# Pairs that are worth keeping, each both ways round.
pair = Table(
    "pair",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("score", REAL, nullable=False),
    Column("rule", Integer, nullable=False),
    Column("by_key", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Mentions that a report tells as before or after one another, each both ways round.
tie = Table(
    "tie",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# What tells at a glance what an event may have to do with others.
gist = Table(
    "gist",
    metadata,
    Column("event", Text, primary_key=True),
    Column("record", Text, nullable=False),
    sqlite_with_rowid=False,
)

answer = Table(
    "answer",
    metadata,
    Column("asker", Text, primary_key=True),
    Column("event", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("record", Text, nullable=False),
)
Index("answer_event", answer.c.event)
Index("answer_about", answer.c.about)

# What people judged of pairs, as it was when events were last made.
judged = Table(
    "judged",
    metadata,
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("record", Text, nullable=False),
    sqlite_with_rowid=False,
)
