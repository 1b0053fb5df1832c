from __future__ import annotations

import pytest

from tests.making import Home
from tools import board, ledger
from tools.db import Database
from tools.records import CallOutcome


@pytest.fixture
def film_id(home: Home) -> int:
    home.begin()
    return home.film().id


def record(database: Database, film_id: int, **changes: object) -> int:
    facts: dict[str, object] = {
        "skill": "story 1.0.0",
        "purpose": "writing",
        "model": "big",
        "tokens_in": 100,
        "tokens_out": 10,
        "counted": True,
        "seconds": 0.5,
        "attempts": 2,
        "cost": None,
        "outcome": CallOutcome.GOOD,
        "request_digest": "question",
        "request": "{}",
        "reply": "first",
    }
    with database.write("director") as session:
        return ledger.record_call(session, film_id, ledger.Entry(**(facts | changes)))  # type: ignore[arg-type]


def test_calls_are_listed_as_they_were_made(database: Database, film_id: int) -> None:
    first = record(database, film_id)
    second = record(database, film_id, outcome=CallOutcome.FAILED, error="silence", cost=0.25)
    with database.read() as session:
        rows = ledger.calls(session, film_id)
        spent = ledger.spent(session, film_id)
    assert [(row.id, row.outcome, row.error) for row in rows] == [
        (first, CallOutcome.GOOD, ""),
        (second, CallOutcome.FAILED, "silence"),
    ]
    assert spent == ledger.Spent(calls=2, tokens=220, cost=0.25, seconds=1.0)


def test_a_film_without_calls_has_spent_nothing(database: Database, film_id: int) -> None:
    with database.read() as session:
        assert ledger.spent(session, film_id) == ledger.Spent(0, 0, 0.0, 0.0)


@pytest.mark.parametrize("outcome", [o for o in CallOutcome if o is not CallOutcome.GOOD])
def test_only_a_good_answer_is_an_answer_and_the_newest_counts(
    database: Database, film_id: int, outcome: CallOutcome
) -> None:
    record(database, film_id, outcome=outcome)
    with database.read() as session:
        assert ledger.answered_before(session, film_id, "question") is None
    record(database, film_id, reply="second")
    record(database, film_id, reply="third")
    record(database, film_id, reply="none", outcome=outcome)
    with database.read() as session:
        assert ledger.answered_before(session, film_id, "question") == "third"
        assert ledger.answered_before(session, film_id + 1, "question") is None


def test_a_call_is_no_change_of_the_film(database: Database, film_id: int) -> None:
    with database.read() as session:
        before = len(board.journal(session, film_id))
    record(database, film_id)
    with database.read() as session:
        assert len(board.journal(session, film_id)) == before


def test_what_no_database_takes_is_left_out_of_a_text(database: Database, film_id: int) -> None:
    record(database, film_id, reply="a\x00b\ud800c", error="\x00")
    with database.read() as session:
        assert ledger.answered_before(session, film_id, "question") == "ab?c"
