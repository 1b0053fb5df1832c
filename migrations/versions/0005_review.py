"""Pins, what a critic measured, how many takes are wanted and from which seed

House rules: plain SQL types only, never today's code; columns are added in place (see 0002).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("shot_id", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.Integer(), nullable=False),
        sa.Column("character", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_pin_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shot_id"], ["shot.id"], name=op.f("fk_pin_shot_id_shot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["take.id"], name=op.f("fk_pin_take_id_take"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
        sa.UniqueConstraint("shot_id", "take_id", "character", name=op.f("uq_pin_shot_id_take_id_character")),
    )
    for name in ("film_id", "shot_id", "take_id"):
        op.create_index(op.f(f"ix_pin_{name}"), "pin", [name], unique=False)
    op.add_column("note", sa.Column("evidence", sa.JSON(), nullable=True))
    op.add_column("note", sa.Column("label", sa.String(), nullable=False, server_default=""))
    op.add_column("shot", sa.Column("wanted", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("shot", sa.Column("seed", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("shot", "seed")
    op.drop_column("shot", "wanted")
    op.drop_column("note", "label")
    op.drop_column("note", "evidence")
    op.drop_table("pin")
