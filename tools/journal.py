"""The journal: every command leaves who, what, and every row before and after, in its own transaction.

A function marked :func:`command` is the only place where rows may change. A flush outside one is refused,
as is a bulk statement that would pass the journal by (E48).
"""

from __future__ import annotations

import functools
import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydantic import BaseModel, TypeAdapter
from sqlalchemy import event
from sqlalchemy import inspect as look
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.base import PASSIVE_OFF
from sqlalchemy.orm.unitofwork import UOWTransaction

from tools.records import Base, JournalRow

P = ParamSpec("P")
R = TypeVar("R")


class OutsideCommand(RuntimeError):
    """A programming fault: something tried to change the film without a command."""


@dataclass
class _Call:
    tool: str
    arguments: dict[str, Any]
    changes: list[dict[str, Any]] = field(default_factory=list)
    film_id: int | None = None
    pending: list[tuple[Base, dict[str, Any] | None, str]] = field(default_factory=list)


def command(
    function: Callable[Concatenate[Session, P], R],
) -> Callable[Concatenate[Session, P], R]:
    """Mark a function as a command: its changes, and those of commands it calls, become one journal row."""
    signature = inspect.signature(function)

    @functools.wraps(function)
    def run(session: Session, *args: P.args, **kwargs: P.kwargs) -> R:
        if "call" in session.info:
            return function(session, *args, **kwargs)
        bound = signature.bind(session, *args, **kwargs).arguments
        given = {name: _plain(value) for name, value in list(bound.items())[1:]}
        call = _Call(f"{function.__module__.removeprefix('tools.')}.{function.__name__}", given)
        session.info["call"] = call
        try:
            result = function(session, *args, **kwargs)
            session.flush()
            if call.changes:
                _write(session, call)
            return result
        finally:
            del session.info["call"]

    return cast("Callable[Concatenate[Session, P], R]", run)


def watch(sessions: type[Session]) -> None:
    """Attach the journal to a session class. Called once, where the database is opened."""
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "after_flush", _after_flush)
    event.listen(sessions, "do_orm_execute", _refuse_bulk)


def _write(session: Session, call: _Call) -> None:
    session.add(
        JournalRow(
            film_id=call.film_id,
            turn_id=session.info.get("turn_id"),
            actor=session.info.get("actor", "system"),
            tool=call.tool,
            arguments=call.arguments,
            changes=call.changes,
        )
    )
    session.flush()


def _journaled(row: object) -> bool:
    return isinstance(row, Base) and getattr(row, "journaled", True)


def _before_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    touched = [(row, "new") for row in session.new]
    touched += [(row, "dirty") for row in session.dirty if session.is_modified(row)]
    touched += [(row, "deleted") for row in session.deleted]
    rows = [(row, how) for row, how in touched if _journaled(row)]
    call: _Call | None = session.info.get("call")
    if rows and call is None:
        raise OutsideCommand(f"{type(rows[0][0]).__name__} was changed outside a command of tools/")
    for row, how in rows:
        assert call is not None  # noqa: S101 — for the type checker: refused above
        before = None if how == "new" else _before(row)
        call.pending.append((row, before, how))


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    call: _Call | None = session.info.get("call")
    if call is None:
        return
    for row, before, how in call.pending:
        after = None if how == "deleted" else _values(row)
        call.changes.append({"table": row.__tablename__, "id": _key(row), **_difference(before, after)})
        film = row.id if row.__tablename__ == "film" else getattr(row, "film_id", None)  # type: ignore[attr-defined]
        call.film_id = call.film_id or film
    call.pending.clear()


def _difference(before: dict[str, Any] | None, after: dict[str, Any] | None) -> dict[str, Any]:
    """Both sides whole for a new or a deleted row, only what changed for any other."""
    if before is None or after is None:
        return {"before": before, "after": after}
    changed = [name for name in after if before[name] != after[name]]
    return {"before": {n: before[n] for n in changed}, "after": {n: after[n] for n in changed}}


def _key(row: Base) -> Any:  # noqa: ANN401 — whatever the table's key is
    state = look(row)
    return (state.identity or state.mapper.primary_key_from_instance(row))[0]


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is None or getattr(mapper.class_, "journaled", True):
        raise OutsideCommand("a bulk statement would pass the journal by; change the rows instead")


def _values(row: Base) -> dict[str, Any]:
    return {a.key: _column(row, a.key, getattr(row, a.key)) for a in look(row).mapper.column_attrs}


def _before(row: Base) -> dict[str, Any]:
    state, values = look(row), {}
    for attribute in state.mapper.column_attrs:
        history = state.get_history(attribute.key, PASSIVE_OFF)
        old = history.deleted[0] if history.deleted else getattr(row, attribute.key)
        values[attribute.key] = _column(row, attribute.key, old)
    return values


def _column(row: Base, key: str, value: object) -> Any:  # noqa: ANN401 — JSON
    kind = getattr(look(row).mapper.columns[key].type, "kind", None)
    if kind is not None and value is not None:
        return TypeAdapter(kind).dump_python(value, mode="json")
    return _plain(value)


def _plain(value: object) -> Any:  # noqa: ANN401, PLR0911 — JSON, one kind of value a line
    """A value as JSON; bytes are named by their digest, since the rows keep them."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case datetime():
            return value.isoformat()
        case bytes():
            return {"sha256": hashlib.sha256(value).hexdigest(), "bytes": len(value)}
        case BaseModel():
            return value.model_dump(mode="json")
        case dict():
            return {str(k): _plain(v) for k, v in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(v) for v in value]
        case _:
            return (
                repr(value)
                if not hasattr(value, "__dataclass_fields__")
                else _plain({name: getattr(value, name) for name in value.__dataclass_fields__})
            )
