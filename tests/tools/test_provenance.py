from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import long_film
from tests.long_film import MARA
from tools import board, ledger, provenance, revising
from tools.db import Database
from tools.journal import command
from tools.ledger import Entry
from tools.provenance import Dependent, Edge, Web
from tools.provenance_price import FREE, Rate, price, rate
from tools.records import CallOutcome, Take


def read(database: Database, count: int) -> Web:
    """A film of so many takes, each remembering the two before it."""
    film_id = long_film.filmed(database, count)
    with database.read() as session:
        return provenance.read(session, film_id)


# -- the graph ------------------------------------------------------------------------------------------


def test_a_take_rests_on_cards_and_through_slots_on_the_moments_of_takes(database: Database) -> None:
    web = read(database, 2)
    first, second = (take.name for take in web.takes.values())
    assert provenance.edges(web) == [
        Edge("card Mara 1", first, "as they look, dress and sound"),
        Edge(first, f"moment of {first}", "frame 4"),
        Edge("card Tom 1", second, "as they look, dress and sound"),
        Edge(second, f"moment of {second}", "frame 4"),
        Edge(f"moment of {first}", f"slot 1 of {second}", "scene"),
        Edge(f"slot 1 of {second}", second, "the same place"),
    ]


def test_a_take_says_which_version_of_a_card_it_was_made_from(database: Database) -> None:
    film_id = long_film.filmed(database, 1)
    with database.write("user") as session:
        revising.change_card(session, 1, {"wardrobe": "a nightdress"})
        row = board.shots(session, film_id)[0]
        long_film.take(session, board.film(session, film_id), row, [])
        web = provenance.read(session, film_id)
    worn = [[(c.tag, c.number) for c in provenance.worn_by(t.inputs, web.cards)] for t in web.takes.values()]
    assert worn == [[(MARA, 1)], [(MARA, 2)]]


def test_who_remembers_a_take_depends_on_it_directly_or_through_others(database: Database) -> None:
    web = read(database, 4)
    names = [take.name for take in web.takes.values()]
    assert provenance.dependents(web, {1: ""}) == [
        Dependent(2, 2, names[1], 1, f"remembers {names[0]} (scene)"),
        Dependent(3, 3, names[2], 1, f"remembers {names[0]} (scene)"),
        Dependent(4, 4, names[3], 2, f"remembers {names[1]} (scene); remembers {names[2]} (scene)"),
    ]
    assert provenance.dependents(web, {4: ""}) == []


def test_dependents_come_in_the_order_of_the_film_and_once_each(database: Database) -> None:
    film_id = long_film.filmed(database, 8)
    with database.write("user") as session:
        rows = board.shots(session, film_id)
        revising.move_shot(session, rows[6].id, 2)
        web = provenance.read(session, film_id)
    places = {shot.id: shot.position for shot in web.shots}

    @given(st.sets(st.integers(1, 8), min_size=1))
    def whatever_is_asked(roots: set[int]) -> None:
        found = provenance.dependents(web, dict.fromkeys(roots, "asked about"))
        order = [places[one.shot_id] for one in found]
        assert order == sorted(set(order))
        reached = set(roots)
        for take in range(1, 9):  # each remembers the two before it
            reached |= {take} if {take - 1, take - 2} & reached else set()
        assert {one.take_id for one in found} == reached

    whatever_is_asked()


# -- prices ---------------------------------------------------------------------------------------------


@command
def _set_up(session: Session, camera: dict[str, str]) -> None:
    for take in session.scalars(select(Take)).all():
        take.camera = camera


def test_a_rate_is_measured_on_takes_of_the_same_engine_and_size(database: Database) -> None:
    film_id = long_film.filmed(database, 3)  # a second of rendering for every 9 frames
    with database.read() as session:
        fast = rate(session, film_id, "slate", (128, 128))
        assert fast == Rate(fast.seconds, measured=True, gpu=False, tokens=0.0, engine="slate")
        assert fast.seconds == pytest.approx(25 / 9)
        assert rate(session, film_id, "echo", (128, 128)).seconds is None
        double = rate(session, film_id, "slate", (256, 128))
    assert double.seconds == pytest.approx(50 / 9)
    assert not double.measured
    assert price(fast, []) == FREE
    assert price(fast, [9, 9]).seconds == pytest.approx(2.0)


def test_seconds_on_a_gpu_are_counted_where_the_camera_ran_on_one(database: Database) -> None:
    film_id = long_film.filmed(database, 1)
    with database.write("system") as session:
        _set_up(session, {"device": "cuda:0"})
        fast = rate(session, film_id, "slate", (128, 128))
    assert price(fast, [9]).gpu_seconds == pytest.approx(1.0)
    assert "1 GPU-seconds" in price(fast, [9]).words


def test_tokens_are_those_the_condition_writer_has_taken_a_take(database: Database) -> None:
    film_id = long_film.filmed(database, 2)
    call = Entry(
        skill="condition-writer 1.0.0",
        purpose="writing",
        model="any",
        tokens_in=900,
        tokens_out=100,
        counted=True,
        seconds=1.0,
        attempts=1,
        cost=None,
        outcome=CallOutcome.GOOD,
        request_digest="x",
        request="{}",
    )
    with database.write("director") as session:
        for _ in range(3):
            ledger.record_call(session, film_id, call)
        fast = rate(session, film_id, "slate", (128, 128))
    assert fast.tokens == 1500.0
    assert price(fast, [9, 9]).tokens == 3000
