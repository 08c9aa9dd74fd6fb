"""The tables. Migrations are written from this; a test compares the two.

Records are kept whole as JSON (``record``) beside the columns that are searched. Moments are ISO strings with their
offset, days are dates. ``run_number`` says which run recorded a row (``NULL``: none was begun), so that ``--as-of``
can leave out what came later.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=True)


def _run() -> Column[int]:
    return Column("run_number", Integer, ForeignKey("run.number"), nullable=True)


run = Table(
    "run",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("verb", String, nullable=False),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("record", Text, nullable=False),
    sqlite_autoincrement=True,
)

source = Table(
    "source",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("location", String, nullable=False),
    Column("record", Text, nullable=False),
    _run(),
)

article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("source_id", String, ForeignKey("source.id"), nullable=False, index=True),
    Column("address", String, nullable=False, index=True),
    _run(),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    _run(),
)

text = Table(
    "text",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("article_id", String, ForeignKey("article.id"), nullable=False, index=True),
    Column("source_id", String, ForeignKey("source.id"), nullable=False, index=True),
    Column("address", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("published", Date, index=True),
    Column("published_basis", String, nullable=False),
    Column("authors", Text, nullable=False),
    Column("credited_agency", String),
    Column("based_on", String),
    Column("sha256", String, nullable=False, index=True),
    Column("bytes_sha256", String, ForeignKey("blob.sha256"), nullable=False),
    Column("extractor", String, nullable=False),
    Column("extractor_version", String, nullable=False),
    Column("first_seen", String, nullable=False),
    Column("signature", LargeBinary),
    Column("latest", Boolean, nullable=False, index=True),
    _run(),
    sqlite_autoincrement=True,
)

duplicate = Table(
    "duplicate",
    metadata,
    Column("text_id", String, ForeignKey("text.id"), primary_key=True),
    Column("of_text_id", String, ForeignKey("text.id"), primary_key=True, index=True),
    Column("kind", String, nullable=False),
    Column("similarity", Float, nullable=False),
    _run(),
)

coded = Table(
    "coded",
    metadata,
    _number(),
    Column("text_id", String, ForeignKey("text.id"), nullable=False),
    Column("coder", String, nullable=False),
    Column("coder_version", String, nullable=False),
    Column("base_version", String, nullable=False),
    Column("latest", Boolean, nullable=False, index=True),
    _run(),
    UniqueConstraint("text_id", "coder", "coder_version", "base_version"),
    sqlite_autoincrement=True,
)

passage = Table(
    "passage",
    metadata,
    Column("id", String, primary_key=True),
    Column("text_id", String, ForeignKey("text.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("id", String, primary_key=True),
    Column("coded_number", Integer, ForeignKey("coded.number"), nullable=False, index=True),
    Column("text_id", String, ForeignKey("text.id"), nullable=False, index=True),
    Column("passage_id", String, ForeignKey("passage.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),  # event type, encounter format or statement act
    Column("auxiliary", String, nullable=False),  # of an event; of an encounter its status; of a statement empty
    Column("day", Date),  # When.anchor
    Column("day_start", Date),
    Column("day_end", Date),
    Column("basis", String),
    Column("confidence", Float, nullable=False),
    Column("record", Text, nullable=False),
    _run(),
    Index("ix_reading_kind_day", "kind", "day"),
)

reading_party = Table(
    "reading_party",
    metadata,
    Column("reading_id", String, ForeignKey("reading.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("country", String, index=True),
    Column("role", String, nullable=False),
)

merge_step = Table(
    "merge_step",
    metadata,
    _number(),
    Column("action", String, nullable=False),
    Column("happening_id", String, nullable=False, index=True),
    Column("reading_id", String, ForeignKey("reading.id"), index=True),
    Column("into_id", String, index=True),
    Column("made_by", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
    _run(),
    sqlite_autoincrement=True,
)

membership = Table(
    "membership",
    metadata,
    Column("reading_id", String, ForeignKey("reading.id"), primary_key=True),
    Column("happening_id", String, nullable=False, index=True),
)

redirect = Table(
    "redirect",
    metadata,
    Column("happening_id", String, primary_key=True),
    Column("into_id", String, nullable=False, index=True),
)

happening = Table(
    "happening",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("auxiliary", String, nullable=False),
    Column("day", Date),
    Column("day_start", Date),
    Column("day_end", Date),
    Column("basis", String),
    Column("record", Text, nullable=False),
    Index("ix_happening_kind_day", "kind", "day"),
)

happening_party = Table(
    "happening_party",
    metadata,
    Column("happening_id", String, ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("country", String, index=True),
    Column("role", String, nullable=False),
)

happening_reading = Table(
    "happening_reading",
    metadata,
    Column("happening_id", String, ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True),
    Column("reading_id", String, ForeignKey("reading.id"), primary_key=True, index=True),
)

decision = Table(
    "decision",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("action", String, nullable=False),
    Column("undoes", String),
    Column("record", Text, nullable=False),
    Column("unbound", Text),  # the Problem of one that finds nothing to hold, as of the last merge
    _run(),
    sqlite_autoincrement=True,
)

happening_link = Table(
    "happening_link",
    metadata,
    Column("kind", String, primary_key=True),
    Column("of_id", String, ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("to_id", String, ForeignKey("happening.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("record", Text, nullable=False),
)

check = Table(
    "source_check",
    metadata,
    _number(),
    Column("source_id", String, ForeignKey("source.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("outcome", String, nullable=False),
    Column("record", Text, nullable=False),
    _run(),
    Index("ix_source_check_source_id_day", "source_id", "day"),
    sqlite_autoincrement=True,
)

problem = Table(
    "problem",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("cause", String, nullable=False, index=True),
    Column("source_id", String),
    Column("coded_number", Integer, ForeignKey("coded.number"), index=True),
    Column("record", Text, nullable=False),
    _run(),
    sqlite_autoincrement=True,
)

skipped = Table(
    "skipped",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("reason", String, nullable=False, index=True),
    Column("coded_number", Integer, ForeignKey("coded.number"), index=True),
    Column("record", Text, nullable=False),
    _run(),
    sqlite_autoincrement=True,
)

issue = Table(
    "issue",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("focus", String, nullable=False),
    Column("series", String, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("cutoff", Date, nullable=False),
    Column("content_hash", String, nullable=False, index=True),
    Column("record", Text, nullable=False),
    _run(),
)

issue_claim = Table(
    "issue_claim",
    metadata,
    Column("issue_number", Integer, ForeignKey("issue.number"), primary_key=True),
    Column("claim_id", String, primary_key=True, index=True),
    Column("place", Integer, nullable=False),
    Column("left_out", Boolean, nullable=False),
    Column("outcome", String),
)

correction = Table(
    "correction",
    metadata,
    _number(),
    Column("id", String, nullable=False, unique=True),
    Column("text_sha256", String, nullable=False, index=True),
    Column("subject", String, nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("undoes", String),
    Column("record", Text, nullable=False),
    _run(),
    sqlite_autoincrement=True,
)
