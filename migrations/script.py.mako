"""${message}

House rules: plain SQL types only, never today's code; a rename is three steps (add, copy, drop in a later
release); on SQLite `batch_alter_table` copies a
table, and dropping the old one takes its dependents with it: new columns are added in place (see 0002).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
