from __future__ import annotations

from typing import Any

import pytest

from agent import remarks
from agent.remarks import Heard, Remark, category
from agent.revision import Reach
from tests import long_film
from tests.making import Home
from tools import board, memory, notes, planning, undo, viewing
from tools.errors import ToolError
from tools.records import NoteCategory


@pytest.fixture
def film(home: Home) -> int:
    """A film of six shots whose takes are rows only; the first shows Mara, who speaks."""
    return long_film.filmed(home.database, 6)


def _take(home: Home, place: int = 0) -> viewing.TakeRow:
    with home.database.read() as session:
        return viewing.take(session, board.shots(session, home.film().id)[place].take_id or 0)


def _note(home: Home, words: str, place: int = 0, **more: Any) -> tuple[Heard, int]:
    film_id = home.film().id
    with home.database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, "user", words)
    return remarks.note(home.crew(), film_id, turn_id, _take(home, place), Remark(words, **more)), turn_id


def _said(home: Home) -> list[viewing.NoteRow]:
    with home.database.read() as session:
        return viewing.notes(session, home.film().id)


@pytest.mark.usefixtures("film")
def test_a_note_is_kept_at_its_frame_and_changes_exactly_what_it_names(home: Home) -> None:
    before = home.shots()
    heard, _ = _note(home, "closer", frame=4)
    after = home.shots()
    assert heard.understood
    assert [(one.field, one.after) for one in heard.differences] == [
        ("camera", ("medium close-up, static, eye level",))
    ]
    assert before[1:] == after[1:]
    assert before[0].plan.model_copy(update={"camera": after[0].plan.camera}) == after[0].plan
    (note,) = _said(home)
    assert (note.id, note.frame, note.category, note.author, note.text, note.open) == (
        heard.note_id,
        4,
        NoteCategory.CAMERA,
        notes.HUMAN,
        "closer",
        True,
    )


@pytest.mark.usefixtures("film")
def test_a_note_nobody_understands_is_kept_and_changes_nothing(home: Home) -> None:
    before = home.shots()
    heard, _ = _note(home, "it needs more soul")
    assert not heard.understood
    assert heard.text == "“it needs more soul” was not understood; it is kept as a note"
    assert home.shots() == before
    assert [note.open for note in _said(home)] == [True]


@pytest.mark.usefixtures("film")
def test_a_note_that_is_only_to_be_kept_is_only_kept(home: Home) -> None:
    before = home.shots()
    heard, _ = _note(home, "closer", only_note=True, category=NoteCategory.LAYOUT)
    assert (heard.understood, home.shots() == before) == (False, True)
    assert _said(home)[0].category is NoteCategory.LAYOUT


@pytest.mark.parametrize(
    ("reach", "worn"),
    [
        (None, [False, True, True]),
        (Reach.SHOT, [False, True, False]),
        (Reach.EVERYWHERE, [True, True, True]),
    ],
)
def test_clothes_change_from_the_shot_on_unless_it_is_said_otherwise(
    home: Home, film: int, reach: Reach | None, worn: list[bool]
) -> None:
    heard, _ = _note(home, "make her coat red", place=2, reach=reach)
    with home.database.read() as session:
        red = ["red" in memory.cards_at(session, film, n)[long_film.MARA].wardrobe for n in (0, 2, 4)]
    assert heard.understood
    assert red == worn


def test_everything_a_note_did_is_taken_back_as_one(home: Home, film: int) -> None:
    before = home.shots()
    _, turn_id = _note(home, "closer; she should whisper; make her coat red")
    with home.database.read() as session:
        assert {c.table for c in undo.turn_changes(session, turn_id)} == {"note", "shot", "card"}
    with home.database.write("user") as session:
        undo_id = planning.open_turn(session, film, "user", "undo")
    with home.database.write("user", undo_id) as session:
        undo.undo_turn(session, turn_id)
    assert [row.plan for row in home.shots()] == [row.plan for row in before]
    assert _said(home) == []


@pytest.mark.usefixtures("film")
def test_a_remark_about_another_shot_changes_that_one_and_not_its_own(home: Home) -> None:
    heard, _ = _note(home, "hold longer on 3")
    assert not heard.understood
    assert home.shots()[2].plan.frames > 9
    assert home.shots()[0].plan.frames == 9


@pytest.mark.usefixtures("film")
@pytest.mark.parametrize("words", ["undo", "approve 1", "retake 2", "yes"])
def test_a_remark_never_steers_the_work(home: Home, words: str) -> None:
    before = home.shots()
    heard, _ = _note(home, words)
    assert "was not understood" in heard.text
    assert home.shots() == before


@pytest.mark.usefixtures("film")
def test_what_cannot_be_done_is_said_and_the_rest_is_done(home: Home) -> None:
    heard, _ = _note(home, "no snow; closer")
    assert heard.understood
    assert heard.text == (
        f"the shot has no snow that could go; it is kept as a note; {home.shots()[0].code}, scale: closer"
    )


@pytest.mark.usefixtures("film")
def test_a_note_outside_the_take_is_refused_and_nothing_is_changed(home: Home) -> None:
    before = home.shots()
    with pytest.raises(ToolError, match="got frame 99, expected 0 to 8"):
        _note(home, "closer", frame=99)
    assert (home.shots(), _said(home)) == (before, [])


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("her coat should be red", NoteCategory.APPEARANCE),
        ("the lips are late", NoteCategory.SYNC),
        ("closer", NoteCategory.CAMERA),
        ("hold longer on his face", NoteCategory.CAMERA),
        ("she should whisper that line", NoteCategory.DIALOGUE),
        ("cut the last line", NoteCategory.DIALOGUE),
        ("he stands too far left", NoteCategory.LAYOUT),
        ("she should run", NoteCategory.ACTION),
    ],
)
def test_a_remark_is_filed_by_its_words(words: str, about: NoteCategory) -> None:
    assert category(words) is about
