from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.interface import Camera, Setup
from tests.tools import drafts
from tools import board, memory, planning
from tools.db import Database
from tools.errors import Conflict, NotFound, ToolError
from tools.story import ShotListDraft, film_code, legal_frames, tag_for


def test_shots_are_numbered_in_tens_within_their_scene(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        codes = [s.code for s in board.shots(session, film_id)]
    assert codes == ["LAMP_010_0010", "LAMP_010_0020", "LAMP_020_0010"]


def test_two_films_of_one_title_have_two_codes(database: Database) -> None:
    with database.write() as session:
        ids = [drafts.film(session) for _ in range(3)]
        assert [board.film(session, i).code for i in ids] == ["LAMP", "LAMP2", "LAMP3"]


def test_a_change_made_from_an_old_version_is_refused_and_loses_nothing(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        shot = board.shots(session, film_id)[0]
    with database.write() as session:
        planning.change_shot(session, shot.id, shot.version, {"action": "First."})
    with pytest.raises(Conflict, match="version 2, yours was 1"), database.write() as session:
        planning.change_shot(session, shot.id, shot.version, {"action": "Second."})
    with database.read() as session:
        assert board.shots(session, film_id)[0].plan.action == "First."


def test_of_two_writers_at_once_one_wins_and_the_other_is_told(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        shot = board.shots(session, film_id)[0]
    barrier, results = threading.Barrier(2), []

    def change(words: str) -> None:
        barrier.wait()
        try:
            with database.write(words) as session:
                planning.change_shot(session, shot.id, shot.version, {"action": words})
            results.append("done")
        except Conflict:
            results.append("refused")

    threads = [threading.Thread(target=change, args=(words,)) for words in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "refused"]


def test_a_plan_cannot_be_confirmed_before_the_story(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
    with pytest.raises(ToolError, match="before the story"), database.write() as session:
        planning.confirm_plan(session, film_id)


def test_new_clothes_hold_from_their_shot_on(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        mara = memory.cards_at(session, film_id, 0)["ID_A"].character_id
        planning.dress(session, mara, "a red dress", from_position=1)
        worn = [memory.cards_at(session, film_id, n)["ID_A"].wardrobe for n in range(3)]
    assert worn == ["a yellow coat", "a red dress", "a red dress"]


def test_an_unknown_film_is_answered_with_the_known_ones(database: Database) -> None:
    with database.write() as session:
        drafts.film(session)
    with database.read() as session, pytest.raises(NotFound, match="the films are LAMP"):
        board.film(session, "LIGHT")


@pytest.mark.parametrize("name", ["LAMP_010_0020", "lamp_010_0020", "010_0020", "0020", "#2"])
def test_a_shot_is_found_by_its_code_its_end_or_its_place(database: Database, name: str) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        found = board.shot(session, board.film(session, film_id), name)
    assert found.code == "LAMP_010_0020"


@pytest.mark.parametrize("name", ["0010", "0030", "#9", "", "#x"])
def test_a_name_that_fits_no_shot_or_several_is_refused(database: Database, name: str) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        with pytest.raises(NotFound):
            board.shot(session, board.film(session, film_id), name)


@given(st.floats(min_value=-5, max_value=60))
def test_lengths_are_eight_k_plus_one_and_never_over_241(seconds: float) -> None:
    frames = legal_frames(seconds)
    assert frames % 8 == 1
    assert 9 <= frames <= 241
    assert frames == 241 or frames >= seconds * 25 - 1e-6


@given(st.text(max_size=80))
def test_any_title_gives_a_code_that_can_name_a_file(title: str) -> None:
    code = film_code(title)
    assert code.isascii()
    assert code.isalnum()
    assert 1 <= len(code) <= 8


@given(st.integers(min_value=0, max_value=18_000))
def test_tags_are_letters_and_never_meet(index: int) -> None:
    tag = tag_for(index)
    assert tag.removeprefix("ID_").isalpha()
    assert tag != tag_for(index + 1)


@pytest.mark.parametrize("where", ["camera", "cuts"])
def test_a_camera_on_somebody_who_is_not_in_frame_is_refused(database: Database, where: str) -> None:
    over = Camera(on="ID_A", over="ID_B")
    wrong = {"camera": over} if where == "camera" else {"cuts": (Setup(frame=25, camera=over),)}
    shots = ShotListDraft(shots=(drafts.shot(10, "ID_A").model_copy(update=wrong),))
    with database.write() as session:
        film_id = drafts.film(session)
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        with pytest.raises(ToolError, match=r"shot 1 looks at or over \['ID_B'\]; in frame are \['ID_A'\]"):
            planning.write_shots(session, film_id, shots)
