"""What rendering shots again would cost, from what rendering has cost so far. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import JSON, func, select, type_coerce
from sqlalchemy.orm import Session

from generator.interface import FPS
from tools.records import Call, Take, TakeState

LAST = 40
"""Takes the rate is measured on: the newest ones."""
CONDITION = "condition-writer "
"""What the calls that write a shot's condition begin with; they are made once a take."""


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs to render some shots."""

    shots: int
    seconds: float | None
    """Seconds of rendering; None while this engine has not rendered anything."""
    gpu_seconds: float
    """Seconds of a GPU; 0 where the engine runs on the processor, or nothing is known."""
    tokens: int
    """Tokens of a language model."""
    measured: bool
    """True when takes of this size by this engine were timed; False when it is scaled, or not known."""
    words: str
    """In a sentence's place: ``about 95 s of rendering``."""


FREE = Price(0, 0.0, 0.0, 0, measured=True, words="no render")


@dataclass(frozen=True, slots=True)
class Rate:
    """What an engine needs for a second of film."""

    seconds: float | None
    """Seconds of rendering a second of film; None before a first take."""
    measured: bool
    gpu: bool
    tokens: float
    """Tokens a take."""
    engine: str


def rate(session: Session, film_id: int, engine: str, size: tuple[int, int]) -> Rate:
    """How fast an engine was, newest takes first.

    Args:
        session: of the database.
        film_id: the film whose tokens are counted.
        engine: the name its takes carry, in any film.
        size: width and height in pixels; takes of another size count by their share of pixels, and only
            where there is none of this one.
    """
    request = type_coerce(Take.request, JSON)
    width, height = request["width"].as_integer(), request["height"].as_integer()
    rows = session.execute(
        select(Take.seconds, Take.camera, request["frames"].as_integer(), width, height)
        .where(Take.engine == engine, Take.state == TakeState.RENDERED, Take.seconds > 0)
        .order_by(Take.id.desc())
        .limit(LAST)
    ).all()
    timed = [
        (float(seconds), frames / FPS, wide * high / (size[0] * size[1]))
        for seconds, _, frames, wide, high in rows
        if seconds
    ]
    alike = [one for one in timed if one[2] == 1.0]
    chosen = alike or timed
    spent = sum(seconds / share for seconds, _, share in chosen)
    return Rate(
        seconds=spent / sum(length for _, length, _ in chosen) if chosen else None,
        measured=bool(alike),
        gpu=bool(rows) and str(rows[0][1].get("device", "")).startswith("cuda"),
        tokens=_tokens(session, film_id),
        engine=engine,
    )


def price(rate: Rate, frames: Sequence[int]) -> Price:
    """What it costs to render shots of these lengths."""
    tokens = round(rate.tokens * len(frames))
    if not frames:
        return FREE
    if rate.seconds is None:
        words = f"no take by {rate.engine} yet, so nobody knows how long it takes"
        return Price(len(frames), None, 0.0, tokens, measured=False, words=words)
    seconds = rate.seconds * sum(frames) / FPS
    gpu = seconds if rate.gpu else 0.0
    return Price(len(frames), seconds, gpu, tokens, rate.measured, _told(rate, seconds, gpu, tokens))


def _told(rate: Rate, seconds: float, gpu: float, tokens: int) -> str:
    parts = [f"about {_time(seconds)} of rendering"]
    if gpu:
        parts.append(f"{gpu:.0f} GPU-seconds")
    if tokens:
        parts.append(f"{tokens:,} tokens")
    if not rate.measured:
        parts.append("reckoned from takes of another size")
    return ", ".join(parts)


def _time(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _tokens(session: Session, film_id: int) -> float:
    """Tokens a take has cost in this film; 0 where no model writes its conditions."""
    spent = session.scalar(
        select(func.sum(Call.tokens_in + Call.tokens_out)).where(
            Call.film_id == film_id, Call.skill.startswith(CONDITION)
        )
    )
    rendered = session.scalar(
        select(func.count()).where(Take.film_id == film_id, Take.state == TakeState.RENDERED)
    )
    return (spent or 0) / rendered if rendered else 0.0
