from __future__ import annotations

import pytest

from tests.making import Home
from tools import notes, viewing
from tools.errors import NotFound, ToolError
from tools.records import NoteCategory


@pytest.fixture
def take(home: Home) -> viewing.TakeRow:
    home.make()
    return home.takes()[0]


def test_a_note_stays_open_until_it_is_resolved(home: Home, take: viewing.TakeRow) -> None:
    with home.database.write("mara") as session:
        note = notes.add_note(session, take.id, "Hold longer.", NoteCategory.ACTION, author="mara", frame=3)
        assert viewing.take(session, take.id).notes == ("Hold longer.",)
        notes.resolve_note(session, note)
        assert viewing.take(session, take.id).notes == ()


@pytest.mark.parametrize(("words", "frame"), [("", None), ("  ", 0), ("Late.", -1), ("Late.", 10_000)])
def test_a_note_without_words_or_outside_the_take_is_refused(
    home: Home, take: viewing.TakeRow, words: str, frame: int | None
) -> None:
    with pytest.raises(ToolError, match="expected"), home.database.write() as session:
        notes.add_note(session, take.id, words, NoteCategory.SYNC, author="mara", frame=frame)


def test_a_note_on_no_take_is_refused(home: Home) -> None:
    with pytest.raises(NotFound, match="no take 99"), home.database.write() as session:
        notes.add_note(session, 99, "Late.", NoteCategory.SYNC, author="mara")
