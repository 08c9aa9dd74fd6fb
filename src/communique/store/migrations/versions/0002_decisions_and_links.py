"""Editors' decisions, and links between happenings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("unbound", sa.Text(), nullable=True),
        sa.Column("run_number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_number"], ["run.number"], name=op.f("fk_decision_run_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decision")),
        sa.UniqueConstraint("id", name=op.f("uq_decision_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "happening_link",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_id", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["of_id"], ["happening.id"], name=op.f("fk_happening_link_of_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["to_id"], ["happening.id"], name=op.f("fk_happening_link_to_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("kind", "of_id", "to_id", name=op.f("pk_happening_link")),
    )
    op.create_index(op.f("ix_happening_link_of_id"), "happening_link", ["of_id"])
    op.create_index(op.f("ix_happening_link_to_id"), "happening_link", ["to_id"])


def downgrade() -> None:
    op.drop_table("happening_link")
    op.drop_table("decision")
