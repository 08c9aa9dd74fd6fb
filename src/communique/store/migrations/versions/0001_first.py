"""The first version of the store."""

import sqlalchemy as sa
from alembic import op

from communique.errors import StoreError

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _happening()
    _redirect()
    _run()
    _blob()
    _correction()
    _happening_party()
    _issue()
    _source()
    _article()
    _issue_claim()
    _source_check()
    _text()
    _coded()
    _duplicate()
    _passage()
    _problem()
    _reading()
    _skipped()
    _happening_reading()
    _membership()
    _merge_step()
    _reading_party()
    _text_search()


def downgrade() -> None:
    raise StoreError("the first version has nothing before it", advice="Keep a copy of the file instead.")


def _happening() -> None:
    op.create_table(
        "happening",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("auxiliary", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("day_start", sa.Date(), nullable=True),
        sa.Column("day_end", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happening")),
    )
    op.create_index("ix_happening_kind_day", "happening", ["kind", "day"])


def _redirect() -> None:
    op.create_table(
        "redirect",
        sa.Column("happening_id", sa.String(), nullable=False),
        sa.Column("into_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("happening_id", name=op.f("pk_redirect")),
    )
    op.create_index(op.f("ix_redirect_into_id"), "redirect", ["into_id"])


def _run() -> None:
    op.create_table(
        "run",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_run")),
        sa.UniqueConstraint("id", name=op.f("uq_run_id")),
        sqlite_autoincrement=True,
    )


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_blob_run_number")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_correction_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_correction")),
        sa.UniqueConstraint("id", name=op.f("uq_correction_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_correction_subject"), "correction", ["subject"])
    op.create_index(op.f("ix_correction_text_sha256"), "correction", ["text_sha256"])


def _happening_party() -> None:
    op.create_table(
        "happening_party",
        sa.Column("happening_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_happening_party_happening_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("happening_id", "place", name=op.f("pk_happening_party")),
    )
    op.create_index(op.f("ix_happening_party_country"), "happening_party", ["country"])
    op.create_index(op.f("ix_happening_party_key"), "happening_party", ["key"])


def _issue() -> None:
    op.create_table(
        "issue",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("focus", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("cutoff", sa.Date(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_issue_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issue")),
        sa.UniqueConstraint("id", name=op.f("uq_issue_id")),
    )
    op.create_index(op.f("ix_issue_content_hash"), "issue", ["content_hash"])


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_source_run_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_article_run_number")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_article_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_address"), "article", ["address"])
    op.create_index(op.f("ix_article_source_id"), "article", ["source_id"])


def _issue_claim() -> None:
    op.create_table(
        "issue_claim",
        sa.Column("issue_number", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["issue_number"], ["issue.number"], name=op.f("fk_issue_claim_issue_number")),
        sa.PrimaryKeyConstraint("issue_number", "claim_id", name=op.f("pk_issue_claim")),
    )
    op.create_index(op.f("ix_issue_claim_claim_id"), "issue_claim", ["claim_id"])


def _source_check() -> None:
    op.create_table(
        "source_check",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_source_check_run_number")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_check_source_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_source_check")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_check_source_id_day", "source_check", ["source_id", "day"])


def _text() -> None:
    op.create_table(
        "text",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.String(), nullable=False),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("credited_agency", sa.String(), nullable=True),
        sa.Column("based_on", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("bytes_sha256", sa.String(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.Column("first_seen", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_text_article_id")),
        sa.ForeignKeyConstraint(["bytes_sha256"], ["blob.sha256"], name=op.f("fk_text_bytes_sha256")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_text_run_number")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_text_source_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_text")),
        sa.UniqueConstraint("id", name=op.f("uq_text_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_text_article_id"), "text", ["article_id"])
    op.create_index(op.f("ix_text_latest"), "text", ["latest"])
    op.create_index(op.f("ix_text_published"), "text", ["published"])
    op.create_index(op.f("ix_text_sha256"), "text", ["sha256"])
    op.create_index(op.f("ix_text_source_id"), "text", ["source_id"])


def _coded() -> None:
    op.create_table(
        "coded",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("coder_version", sa.String(), nullable=False),
        sa.Column("base_version", sa.String(), nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_coded_run_number")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_coded_text_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_coded")),
        sa.UniqueConstraint(
            "text_id",
            "coder",
            "coder_version",
            "base_version",
            name=op.f("uq_coded_text_id_coder_coder_version_base_version"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_coded_latest"), "coded", ["latest"])


def _duplicate() -> None:
    op.create_table(
        "duplicate",
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("of_text_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["of_text_id"], ["text.id"], name=op.f("fk_duplicate_of_text_id")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_duplicate_run_number")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_duplicate_text_id")),
        sa.PrimaryKeyConstraint("text_id", "of_text_id", name=op.f("pk_duplicate")),
    )
    op.create_index(op.f("ix_duplicate_of_text_id"), "duplicate", ["of_text_id"])


def _passage() -> None:
    op.create_table(
        "passage",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_passage_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
    )
    op.create_index(op.f("ix_passage_text_id"), "passage", ["text_id"])


def _problem() -> None:
    op.create_table(
        "problem",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.Column("coded_number", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coded_number"], ["coded.number"], name=op.f("fk_problem_coded_number")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_problem_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_problem")),
        sa.UniqueConstraint("id", name=op.f("uq_problem_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_problem_cause"), "problem", ["cause"])
    op.create_index(op.f("ix_problem_coded_number"), "problem", ["coded_number"])


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("coded_number", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.String(), nullable=False),
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("auxiliary", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("day_start", sa.Date(), nullable=True),
        sa.Column("day_end", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coded_number"], ["coded.number"], name=op.f("fk_reading_coded_number")),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name=op.f("fk_reading_passage_id")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_reading_run_number")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_reading_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_coded_number"), "reading", ["coded_number"])
    op.create_index("ix_reading_kind_day", "reading", ["kind", "day"])
    op.create_index(op.f("ix_reading_passage_id"), "reading", ["passage_id"])
    op.create_index(op.f("ix_reading_text_id"), "reading", ["text_id"])


def _skipped() -> None:
    op.create_table(
        "skipped",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("coded_number", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coded_number"], ["coded.number"], name=op.f("fk_skipped_coded_number")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_skipped_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_skipped")),
        sa.UniqueConstraint("id", name=op.f("uq_skipped_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_skipped_coded_number"), "skipped", ["coded_number"])
    op.create_index(op.f("ix_skipped_reason"), "skipped", ["reason"])


def _happening_reading() -> None:
    op.create_table(
        "happening_reading",
        sa.Column("happening_id", sa.String(), nullable=False),
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["happening_id"], ["happening.id"], name=op.f("fk_happening_reading_happening_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_happening_reading_reading_id")),
        sa.PrimaryKeyConstraint("happening_id", "reading_id", name=op.f("pk_happening_reading")),
    )
    op.create_index(op.f("ix_happening_reading_reading_id"), "happening_reading", ["reading_id"])


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("happening_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_membership_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_happening_id"), "membership", ["happening_id"])


def _merge_step() -> None:
    op.create_table(
        "merge_step",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("happening_id", sa.String(), nullable=False),
        sa.Column("reading_id", sa.String(), nullable=True),
        sa.Column("into_id", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_merge_step_reading_id")),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_merge_step_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_merge_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_merge_step_happening_id"), "merge_step", ["happening_id"])
    op.create_index(op.f("ix_merge_step_into_id"), "merge_step", ["into_id"])
    op.create_index(op.f("ix_merge_step_made_by"), "merge_step", ["made_by"])
    op.create_index(op.f("ix_merge_step_reading_id"), "merge_step", ["reading_id"])


def _reading_party() -> None:
    op.create_table(
        "reading_party",
        sa.Column("reading_id", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name=op.f("fk_reading_party_reading_id")),
        sa.PrimaryKeyConstraint("reading_id", "place", name=op.f("pk_reading_party")),
    )
    op.create_index(op.f("ix_reading_party_country"), "reading_party", ["country"])
    op.create_index(op.f("ix_reading_party_key"), "reading_party", ["key"])


def _text_search() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE text_search USING fts5("
            "title, body, content='text', content_rowid='number', tokenize='unicode61 remove_diacritics 2')"
        )
