from __future__ import annotations

import pytest

from tests import long_film
from tests.long_film import MARA
from tools import board, pinning, planning, revising
from tools.db import Database
from tools.errors import NotFound, ToolError


def test_a_pin_is_kept_once_and_can_be_taken_out(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        third = board.shots(session, film_id)[2]
        first = pinning.pin(session, third.id, 1, "the old light", MARA)
        assert pinning.pin(session, third.id, 1, "her face", MARA) == first
        (kept,) = pinning.pinned(session, third.id)
        assert (kept.words, kept.past.take_id, kept.past.code) == ("her face", 1, "LAMP_010_0010")
        pinning.unpin(session, third.id, 1)
        assert pinning.pinned(session, third.id) == []
        with pytest.raises(
            ToolError, match="LAMP_010_0010 v001 is not pinned in LAMP_020_0010; pinned is nothing"
        ):
            pinning.unpin(session, third.id, 1)
        assert {entry.tool for entry in board.journal(session, film_id)} >= {"pinning.pin", "pinning.unpin"}


@pytest.mark.parametrize(
    ("shot", "take", "character", "words"),
    [
        (0, 1, "", "expected a take of an earlier shot"),
        (0, 2, "", "expected a take of an earlier shot"),
        (2, 1, "ID_Z", "expected one of ID_A, ID_B"),
    ],
)
def test_a_pin_that_cannot_be_is_refused(
    database: Database, shot: int, take: int, character: str, words: str
) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session, pytest.raises(ToolError, match=words):
        pinning.pin(session, board.shots(session, film_id)[shot].id, take, "", character)


def test_a_take_that_is_not_there_cannot_be_pinned(database: Database) -> None:
    film_id = long_film.filmed(database, 1)
    with database.write("user") as session, pytest.raises(NotFound):
        pinning.pin(session, board.shots(session, film_id)[0].id, 99)


def test_an_eighth_pin_is_refused(database: Database) -> None:
    film_id = long_film.filmed(database, 9)
    with database.write("user") as session:
        last = board.shots(session, film_id)[-1]
        for take_id in range(1, 8):
            pinning.pin(session, last.id, take_id)
        with pytest.raises(ToolError, match="has 7 pins already"):
            pinning.pin(session, last.id, 8)


def test_a_pin_to_what_is_left_out_or_comes_later_now_is_passed_over(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        rows = board.shots(session, film_id)
        pinning.pin(session, rows[2].id, 1)
        pinning.pin(session, rows[2].id, 2)
        revising.omit_shot(session, rows[0].id)
        revising.swap_shots(session, rows[1].id, rows[2].id)
        assert pinning.pinned(session, rows[2].id) == []


def test_a_pinned_take_is_known_as_it_was_asked_for(database: Database) -> None:
    film_id = long_film.filmed(database, 2)
    with database.write("user") as session:
        first, second = board.shots(session, film_id)
        pinning.pin(session, second.id, 1)
        nobody: dict[str, object] = {"people": (), "lines": (), "props": ()}
        planning.change_shot(session, first.id, first.version, nobody)
        revising.change_card(session, 1, {"wardrobe": "a nightdress"})
        (kept,) = pinning.pinned(session, second.id)
    assert kept.past.people == (MARA,)
    assert kept.past.speakers == {MARA}
    assert kept.past.props == {"lamp"}
    assert kept.past.cards == ((MARA, 1),)
