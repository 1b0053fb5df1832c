"""Finding a row by its id, or saying in words that there is none."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from tools.errors import NotFound
from tools.records import Base

Row = TypeVar("Row", bound=Base)


def one(session: Session, kind: type[Row], key: int) -> Row:
    """The row of this kind with this id.

    Raises:
        NotFound: there is none.
    """
    row = session.get(kind, key)
    if row is None:
        raise NotFound(f"there is no {kind.__tablename__} {key}")
    return row
