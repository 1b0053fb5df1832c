"""How Alembic runs: online, on the URL it is given, one transaction for all steps."""

from __future__ import annotations

from typing import Literal

from alembic import context

from tools.columns import Document, Instant
from tools.db import connect
from tools.records import Base


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the tables of the graph's checkpoints alone: their library migrates them."""
    return kind != "table" or name in Base.metadata.tables


def _plain_type(kind: str, column_type: object, _context: object) -> str | Literal[False]:
    """Write plain SQL types into migrations, so that old ones never import today's code."""
    if kind == "type" and isinstance(column_type, Document):
        return "sa.JSON()"
    if kind == "type" and isinstance(column_type, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def _run() -> None:
    url = context.config.attributes.get("url") or context.get_x_argument(as_dictionary=True)["url"]
    engine = connect(url)
    with engine.execution_options(write=True).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_name=_ours,
            render_item=_plain_type,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


_run()
