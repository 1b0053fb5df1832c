"""A take keeps what the camera generated, and how it was set up

House rules: plain SQL types only, never today's code; columns are added in place (see below).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Columns are added in place. A batch that copies the table would drop the old one, and with it, by
    # their cascades, every slot and key moment and every circled take. Alembic would do that for a foreign
    # key on SQLite, or leave it without its name.
    op.execute(
        "ALTER TABLE take ADD COLUMN latents VARCHAR "
        "CONSTRAINT fk_take_latents_media REFERENCES media (sha256)"
    )
    op.add_column("take", sa.Column("camera", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("take", "camera")
    op.drop_column("take", "latents")
