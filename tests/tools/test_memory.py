from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import long_film
from tests.long_film import COAT, MARA, TOM
from tools import board, memory, revising
from tools.db import Database
from tools.journal import command
from tools.memory import Past
from tools.records import Character, Shot, Take

TENTH = 10
"""Position of a shot that shows Mara alone."""


def remembered(session: Session, film_id: int) -> Mapping[int, Past]:
    """What is known of every circled take, by the position of its shot."""
    found = memory.recollect(session, film_id, memory.circled(session, film_id))
    return {past.position: past for past in found}


def numbers(session: Session, film_id: int, past: Past) -> dict[str, int]:
    """Which version of whose card a take is remembered in."""
    people = session.scalars(select(Character).where(Character.film_id == film_id))
    versions = {card.id: (one.tag, card.number) for one in people for card in one.cards}
    return dict(versions[card_id] for _, card_id in past.cards)


def dressed(session: Session, film_id: int, wardrobe: str) -> None:
    """Mara in other clothes from the ninth shot on."""
    mara = memory.cards_at(session, film_id, 0)[MARA].character_id
    revising.change_card(session, mara, {"wardrobe": wardrobe}, from_position=8)


def filmed_again(session: Session, film_id: int, position: int) -> int:
    """Another take of a shot as it is planned now; gives its id."""
    return long_film.take(session, board.film(session, film_id), board.shots(session, film_id)[position], [])


def test_an_older_take_is_remembered_with_what_it_wore(database: Database) -> None:
    film_id = long_film.filmed(database, 12)
    with database.write("user") as session:
        dressed(session, film_id, "red coat")
        red = filmed_again(session, film_id, TENTH)
        dressed(session, film_id, COAT)
        past = remembered(session, film_id)[TENTH]
        assert past.take_id == red
        assert numbers(session, film_id, past) == {MARA: 2}
        assert past.cards != ((MARA, memory.cards_at(session, film_id, TENTH)[MARA].id),)


def test_a_take_from_before_a_change_is_not_remembered_in_the_new_clothes(database: Database) -> None:
    film_id = long_film.filmed(database, 12)
    with database.write("user") as session:
        dressed(session, film_id, "red coat")
        assert numbers(session, film_id, remembered(session, film_id)[TENTH]) == {MARA: 1}


def test_a_change_that_was_taken_back_leaves_a_take_in_the_clothes_of_today(database: Database) -> None:
    film_id = long_film.filmed(database, 12)
    with database.write("user") as session:
        dressed(session, film_id, "red coat")
        dressed(session, film_id, COAT)
        worn = memory.cards_at(session, film_id, TENTH)[MARA]
        assert worn.number > 1
        assert remembered(session, film_id)[TENTH].cards == ((MARA, worn.id),)


def test_nobody_is_remembered_in_clothes_a_take_says_nothing_of(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        before = remembered(session, film_id)
        _forget_inputs(session, film_id, 1)
        after = remembered(session, film_id)
    assert [tag for tag, _ in before[1].cards] == [TOM]
    assert after[1].cards == ()
    assert after[2] == before[2]


@command
def _forget_inputs(session: Session, film_id: int, position: int) -> None:
    chosen = select(Shot.take_id).where(Shot.film_id == film_id, Shot.position == position)
    for take in session.scalars(select(Take).where(Take.id.in_(chosen))):
        take.inputs = {}
