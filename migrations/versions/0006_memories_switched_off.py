"""A memory can be switched off as well as pinned

House rules: plain SQL types only, never today's code; columns are added in place (see 0002).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pin", sa.Column("never", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("pin", "never")
