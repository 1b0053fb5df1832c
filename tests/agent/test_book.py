from __future__ import annotations

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.book import LEAST_ANSWER, Book
from agent.model import OverBudget, Price
from tests.making import Home
from tools import knowledge, ledger, planning
from tools.db import Database
from tools.errors import Busy, NotFound
from tools.records import CallOutcome


def entry(tokens: int = 0, cost: float | None = None, **changes: object) -> ledger.Entry:
    facts: dict[str, object] = {
        "skill": "story 1.0.0",
        "purpose": "writing",
        "model": "big",
        "tokens_in": tokens,
        "tokens_out": 0,
        "counted": True,
        "seconds": 1.0,
        "attempts": 1,
        "cost": cost,
        "outcome": CallOutcome.GOOD,
        "request_digest": "d",
        "request": "{}",
        "reply": "yes",
    }
    return ledger.Entry(**(facts | changes))  # type: ignore[arg-type]


@pytest.fixture
def film_id(home: Home) -> int:
    home.begin()
    return home.film().id


def test_what_was_written_is_spent_and_remembered(database: Database, film_id: int) -> None:
    book = Book(database, film_id)
    book.write(entry(100, 0.5))
    book.write(entry(20, None, outcome=CallOutcome.BAD, request_digest="other"))
    assert book.spent() == ledger.Spent(calls=2, tokens=120, cost=0.5, seconds=2.0)
    assert (book.answered("d"), book.answered("other"), book.answered("never")) == ("yes", None, None)


def test_a_call_belongs_to_the_turn_it_was_made_for(database: Database, film_id: int) -> None:
    with database.write("user") as session:
        turn = planning.open_turn(session, film_id, "user", "Shorter.")
    Book(database, film_id, turn_id=turn).write(entry())
    assert Book(database, film_id).spent().calls == 1


def test_a_call_is_kept_when_the_step_that_asked_fails(database: Database, film_id: int) -> None:
    book = Book(database, film_id)
    book.write(entry(7))
    with pytest.raises(NotFound), database.write() as session:
        knowledge.detach(session, film_id, "nothing.md")
    assert book.spent().tokens == 7


def test_a_locked_database_is_told_and_not_waited_for_for_ever(
    database: Database, film_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.db.LOCK_SECONDS", 0.05)
    impatient = Database(database.url)
    other = sqlite3.connect(database.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        Book(impatient, film_id).write(entry())
    other.execute("ROLLBACK")
    other.close()
    Book(impatient, film_id).write(entry())
    impatient.close()


def test_without_limits_everything_is_allowed(database: Database, film_id: int) -> None:
    book = Book(database, film_id)
    book.write(entry(10**9, 1e6))
    assert book.allow(10**6, 4_000, Price(10, 10)) == 4_000


@pytest.mark.parametrize(
    ("tokens", "cost", "price", "allowed"),
    [
        (10_000, 0.0, None, 4_000),
        (3_000, 0.0, None, 1_000),
        (0, 1.0, None, 4_000),
        (0, 0.01, Price(1.0, 1.0), 4_000),
        (0, 0.01, Price(1.0, 4.0), 1_250),
        (0, 0.005, Price(1.0, 0.0), 4_000),
        (3_000, 0.01, Price(1.0, 4.0), 1_000),
    ],
)
def test_an_answer_may_be_as_long_as_what_is_left(
    database: Database, film_id: int, tokens: int, cost: float, price: Price | None, allowed: int
) -> None:
    book = Book(database, film_id, most_tokens=tokens and tokens + 3_000, most_cost=cost)
    book.write(entry(0, 0.0))
    assert book.allow(5_000, 4_000, price) == allowed


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"most_tokens": 1_200}, "1,000 of 1,200 tokens"),
        ({"most_cost": 0.26}, "0.25 of 0.26 in cost"),
        ({"most_tokens": 1_200, "most_cost": 9.0}, "1,000 of 1,200 tokens and 0.25 of 9.00 in cost"),
    ],
)
def test_with_too_little_left_the_question_is_refused_in_numbers(
    database: Database, film_id: int, limits: dict[str, float], words: str
) -> None:
    book = Book(database, film_id, **limits)  # type: ignore[arg-type]
    book.write(entry(1_000, 0.25))
    with pytest.raises(OverBudget, match="DAILIES_LLM_BUDGET_TOKENS") as caught:
        book.allow(300, 1_500, Price(10.0, 50.0))
    assert f"the film has used up {words}, and the next prompt alone takes about 300 tokens" in str(
        caught.value
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    most=st.integers(1, 20_000),
    prompt=st.integers(0, 10_000),
    answer=st.integers(16, 16_000),
    price=st.floats(0.1, 100),
    money=st.floats(0.001, 1),
)
def test_what_is_allowed_never_leads_beyond_the_limits(
    database: Database, film_id: int, most: int, prompt: int, answer: int, price: float, money: float
) -> None:
    book = Book(database, film_id, most_tokens=most, most_cost=money)
    try:
        allowed = book.allow(prompt, answer, Price(price, price))
    except OverBudget:
        left = min(most - prompt, money * 1e6 / price - prompt)
        assert left < min(answer, LEAST_ANSWER) + 1
    else:
        assert min(answer, LEAST_ANSWER) <= allowed <= answer
        assert prompt + allowed <= most
        assert (prompt + allowed) * price / 1e6 <= money * (1 + 1e-9)
