"""The calls of language models: what each cost, and what has been answered before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.journal import command
from tools.records import Call, CallOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What is known of a call."""

    skill: str
    """Name and version: ``story 1.0.0``."""
    purpose: str
    """``writing``, ``vision`` or ``cheap``."""
    model: str
    tokens_in: int
    tokens_out: int
    counted: bool
    """True when the server counted the tokens."""
    seconds: float
    attempts: int
    cost: float | None
    outcome: CallOutcome
    request_digest: str
    reply_digest: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(CallFacts):
    """One call, to be written down with its texts."""

    request: str
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow(CallFacts):
    """A call at a glance."""

    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Spent:
    """What a film has used up."""

    calls: int
    tokens: int
    cost: float
    seconds: float


@command
def record_call(session: Session, film_id: int, entry: Entry, turn_id: int | None = None) -> int:
    """Write a call down, whatever became of it; gives its id."""
    values = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    values |= {name: _storable(values[name]) for name in ("request", "reply", "error")}
    row = Call(film_id=film_id, turn_id=turn_id, **values)
    session.add(row)
    session.flush()
    return row.id


def _storable(text: str) -> str:
    """A text without what no database takes: zeros, and halves of characters that a model split."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def answered_before(session: Session, film_id: int, request_digest: str) -> str | None:
    """The newest good answer to this very request: after an interruption it is not paid for twice."""
    return session.scalar(
        select(Call.reply)
        .where(
            Call.film_id == film_id,
            Call.request_digest == request_digest,
            Call.outcome == CallOutcome.GOOD,
        )
        .order_by(Call.id.desc())
        .limit(1)
    )


def bad_before(session: Session, film_id: int, request_digest: str) -> int:
    """How often this very request was given up after two answers that could not be used."""
    return (
        session.scalar(
            select(func.count()).where(
                Call.film_id == film_id,
                Call.request_digest == request_digest,
                Call.outcome == CallOutcome.BAD,
            )
        )
        or 0
    )


def spent(session: Session, film_id: int) -> Spent:
    """What a film has used up so far."""
    calls, tokens, cost, seconds = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(Call.tokens_in + Call.tokens_out), 0),
            func.coalesce(func.sum(Call.cost), 0.0),
            func.coalesce(func.sum(Call.seconds), 0.0),
        ).where(Call.film_id == film_id)
    ).one()
    return Spent(calls, tokens, cost or 0.0, seconds)


def calls(session: Session, film_id: int) -> list[CallRow]:
    """All calls of a film, oldest first."""
    rows: Iterable[Call] = session.scalars(select(Call).where(Call.film_id == film_id).order_by(Call.id))
    return [CallRow(**{name: getattr(row, name) for name in CallRow.__dataclass_fields__}) for row in rows]
