"""What a change would do to the takes there are, before it is made: it is made, looked at and given up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agent.crew import Crew
from agent.house_router import clauses, understood
from agent.impact import WayOut, speed, ways_out
from agent.stage import Stage
from agent.stale import Stale, standing
from agent.toolbox import shelf
from agent.toolbox.kit import Hand
from tools import provenance
from tools.db import Database
from tools.errors import ToolError


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a change would do."""

    told: str
    """What was understood, in the words of the tools."""
    stale: tuple[Stale, ...]
    """The takes that fit now and would not any more, or for more reasons than now."""
    ways: tuple[WayOut, ...]


def foreseen(crew: Crew, film_id: int, words: str) -> Foreseen:
    """What a change, said in words that the house understands, would do to the takes there are.

    Raises:
        ToolError: it was not understood, or it cannot be made.
    """
    able = crew.camera.capabilities
    with rehearsal(crew.database) as (stage, session):
        before = standing(provenance.read(session, film_id), able)
        told = _play(replace(crew, database=stage), film_id, words)
        web = provenance.read(session, film_id)
        after = standing(web, able)
        fast = speed(session, web.film, able)
    news = [one for shot_id, one in after.items() if _more(before.get(shot_id), one)]
    return Foreseen(told, tuple(news), tuple(ways_out(web, news, fast, able)))


@contextmanager
def rehearsal(database: Database) -> Iterator[tuple[Database, Session]]:
    """A database in which everything can be done and nothing is kept, and a session that sees it."""
    with database.write() as session:
        yield _Rehearsal(database, session), session
        session.rollback()


class _Rehearsal(Database):
    """One open session for all who read and write."""

    def __init__(self, database: Database, session: Session) -> None:
        self.url, self.engine, self._session = database.url, database.engine, session

    @contextmanager
    def read(self) -> Iterator[Session]:
        yield self._session

    @contextmanager
    def write(self, actor: str = "system", turn_id: int | None = None) -> Iterator[Session]:
        with self._session.begin_nested():
            self._session.info.update(actor=actor, turn_id=turn_id)
            yield self._session


def _play(crew: Crew, film_id: int, words: str) -> str:
    told: list[str] = []
    for part in clauses(words):
        call = understood(part)
        if call is None:
            raise ToolError(f"got {part!r}, expected a change such as: make her coat red from shot 9 on")
        done = shelf.use(Hand(crew, film_id, 0), Stage.RENDERING, call[0], shelf.written(call[1]))
        if not done.done:
            raise ToolError(done.text)
        told.append(done.text)
    return "; ".join(told)


def _more(before: Stale | None, after: Stale) -> bool:
    return before is None or bool(set(after.words) - set(before.words))
