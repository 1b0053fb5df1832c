"""Column types: documents read back as the type they were written as, and times in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Document(TypeDecorator[Any]):
    """A JSON column holding one pydantic-typed value.

    A stored document of another shape raises ``pydantic.ValidationError`` when it is read: it is never
    handed on half understood.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 — any type pydantic can describe
        super().__init__(none_as_null=True)
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Value to JSON."""
        return None if value is None else TypeAdapter(self.kind).dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """JSON to value."""
        return None if value is None else TypeAdapter(self.kind).validate_python(value, strict=False)


class Instant(TypeDecorator[datetime]):
    """A time in UTC; SQLite, which forgets time zones, gives it back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a naive time."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"got the naive time {value}, expected one with a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give it back in UTC."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)
