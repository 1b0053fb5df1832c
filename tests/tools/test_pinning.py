from __future__ import annotations

import pytest

from agent.stale import standing
from tests import long_film
from tests.long_film import MARA
from tools import board, pinning, planning, provenance, revising, undo
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


def test_a_memory_is_switched_off_once_and_can_be_switched_on_again(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        third = board.shots(session, film_id)[2]
        pinning.pin(session, third.id, 1, "her face", MARA)
        first = pinning.switch_off(session, third.id, 1)
        assert pinning.switch_off(session, third.id, 1, "the wrong light") == first
        assert pinning.pinned(session, third.id) == []
        (off,) = pinning.switched_off(session, third.id)
        assert (off.code, off.take_id, off.words) == ("LAMP_010_0010", 1, "the wrong light")
        pinning.unpin(session, third.id, 1)
        assert pinning.switched_off(session, third.id) == []


def test_pinning_what_is_switched_off_switches_it_on(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        third = board.shots(session, film_id)[2]
        pinning.switch_off(session, third.id, 1)
        pinning.pin(session, third.id, 1)
        assert pinning.switched_off(session, third.id) == []
        assert [kept.past.take_id for kept in pinning.pinned(session, third.id)] == [1]


def test_what_is_switched_off_takes_no_place_among_the_pins(database: Database) -> None:
    film_id = long_film.filmed(database, 9)
    with database.write("user") as session:
        last = board.shots(session, film_id)[-1]
        pinning.switch_off(session, last.id, 8)
        for take_id in range(1, 8):
            pinning.pin(session, last.id, take_id)
        assert len(pinning.pinned(session, last.id)) == 7


def test_only_what_could_be_remembered_can_be_switched_off(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with (
        database.write("user") as session,
        pytest.raises(ToolError, match="expected a take of an earlier shot"),
    ):
        pinning.switch_off(session, board.shots(session, film_id)[0].id, 2)


def test_a_take_that_remembers_what_is_switched_off_no_longer_fits(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        third = board.shots(session, film_id)[2]
        pinning.switch_off(session, third.id, 1)
        found = standing(provenance.read(session, film_id))
        assert found[third.id].reasons == ("remembers LAMP_010_0010 v001, which you switched off",)
        assert pinning.keep(session, third.id) == []


def test_swapping_a_memory_for_one_of_another_shot_switches_the_first_off(database: Database) -> None:
    film_id = long_film.filmed(database, 4)
    with database.write("user") as session:
        last = board.shots(session, film_id)[3]
        pinning.swap(session, last.id, 2, 1, "the better light")
        assert [off.take_id for off in pinning.switched_off(session, last.id)] == [2]
        (kept,) = pinning.pinned(session, last.id)
        assert (kept.past.take_id, kept.words) == (1, "the better light")
        with pytest.raises(ToolError, match="expected another take in its place"):
            pinning.swap(session, last.id, 1, 1)


def test_a_switched_off_memory_is_taken_back_with_its_turn(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        third = board.shots(session, film_id)[2]
        pinning.pin(session, third.id, 1, "her face", MARA)
        turn_id = planning.open_turn(session, film_id, "user", "not that one")
    with database.write("user", turn_id) as session:
        pinning.switch_off(session, third.id, 1)
    with database.write("user") as session:
        again = planning.open_turn(session, film_id, "user", "undo")
    with database.write("user", again) as session:
        undo.undo_turn(session, turn_id)
        assert pinning.switched_off(session, third.id) == []
        assert [kept.words for kept in pinning.pinned(session, third.id)] == ["her face"]
