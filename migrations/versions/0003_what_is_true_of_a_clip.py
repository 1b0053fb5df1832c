"""A take keeps what is true of every frame of its clip

House rules: plain SQL types only, never today's code; columns are added in place (see 0002).
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE take ADD COLUMN truth VARCHAR CONSTRAINT fk_take_truth_media REFERENCES media (sha256)"
    )


def downgrade() -> None:
    op.drop_column("take", "truth")
