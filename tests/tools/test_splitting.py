from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from generator.interface import FPS, MAX_FRAMES, Camera, Line, Scale, Setup
from tests.tools import drafts, filmed
from tools import board, planning, revising, splitting, undo
from tools.db import Database
from tools.errors import Conflict, ToolError
from tools.records import ShotStatus
from tools.story import Brief, Screenplay, ScriptScene, ShotDraft, ShotListDraft, Speech, legal_frames


def _said(text: str, start: float, end: float) -> Line:
    return Line(speaker="ID_A", text=text, start=start, end=end)


SPOKEN = drafts.shot(10, "ID_A", frames=121).model_copy(
    update={"lines": (_said("The boat is late.", 0.5, 1.5), _said("It is not coming.", 3.5, 4.3))}
)


def _codes(session: Session, film_id: int) -> list[str]:
    return [s.code.split("_", 1)[1] for s in board.shots(session, film_id)]


def _with(session: Session, plan: ShotDraft) -> int:
    film_id = drafts.film(session)
    planning.write_story(session, film_id, drafts.STORY, "house 1")
    planning.write_cast(session, film_id, drafts.CAST)
    planning.write_scenes(session, film_id, drafts.SCENES)
    planning.write_shots(session, film_id, ShotListDraft(shots=(plan, drafts.shot(10, "ID_B"))))
    return film_id


def test_the_second_half_follows_in_its_scene_and_waits_to_be_filmed(database: Database) -> None:
    with database.write() as session:
        film_id = _with(session, SPOKEN)
        whole = board.shots(session, film_id)[0]
        take_id = filmed.take(session, whole.id)
        whole = board.shot_row(session, whole.id)
        splitting.split_shot(session, whole.id, whole.version, line=2)
        assert _codes(session, film_id) == ["010_0010", "010_0015", "010_0020"]
        first, second, third = board.shots(session, film_id)
        assert (first.take_id, first.status) == (take_id, ShotStatus.REVIEW)
        assert (second.take_id, second.status) == (None, ShotStatus.TODO)
        assert [line.text for line in first.plan.lines] == ["The boat is late."]
        assert [line.text for line in second.plan.lines] == ["It is not coming."]
        assert [s.position for s in (first, second, third)] == [0, 1, 2]


def test_the_halves_last_as_long_as_the_whole_and_the_words_are_heard_when_they_were() -> None:
    first, second = splitting.halves(SPOKEN, "A", 2)
    assert first.frames + second.frames == SPOKEN.frames + 1
    assert second.lines[0].start + first.frames / FPS == pytest.approx(3.5, abs=0.01)


def test_the_middle_never_divides_a_line() -> None:
    plan = SPOKEN.model_copy(update={"lines": (_said("A long word.", 1.0, 3.2), _said("Yes.", 3.6, 4.2))})
    first, second = splitting.halves(plan, "A")
    assert [line.text for line in first.lines] == ["A long word."]
    assert first.frames / FPS >= 3.2
    assert second.lines[0].text == "Yes."


def test_a_shot_is_divided_before_its_first_word() -> None:
    first, second = splitting.halves(SPOKEN, "A", 1)
    assert first.lines == ()
    assert [line.text for line in second.lines] == [line.text for line in SPOKEN.lines]


def test_lines_without_a_planned_time_are_divided_by_how_long_they_take() -> None:
    lines = tuple(Line(speaker="ID_A", text=text) for text in ("One two three four five six.", "Yes."))
    first, second = splitting.halves(SPOKEN.model_copy(update={"lines": lines}), "A", 2)
    assert first.frames > second.frames
    assert second.lines == lines[1:]


def test_the_second_half_opens_with_the_set_up_that_was_on() -> None:
    close, wide = Camera(scale=Scale.CLOSE), Camera(scale=Scale.WIDE)
    plan = SPOKEN.model_copy(
        update={"cuts": (Setup(frame=20, camera=close), Setup(frame=100, camera=wide)), "lines": ()}
    )
    first, second = splitting.halves(plan, "A")
    assert [cut.frame for cut in first.cuts] == [20]
    assert second.camera == close
    assert [(cut.frame, cut.camera) for cut in second.cuts] == [(100 - first.frames, wide)]


def test_each_half_can_be_told_what_happens_in_it(database: Database) -> None:
    with database.write() as session:
        film_id = _with(session, SPOKEN)
        whole = board.shots(session, film_id)[0]
        splitting.split_shot(session, whole.id, whole.version, second="She reads the letter.")
        actions = [s.plan.action for s in board.shots(session, film_id)][:2]
        assert actions == [SPOKEN.action, "She reads the letter."]


def test_a_shot_that_was_changed_since_is_not_divided(database: Database) -> None:
    with database.write() as session:
        film_id = _with(session, SPOKEN)
        whole = board.shots(session, film_id)[0]
        planning.change_shot(session, whole.id, whole.version, {"action": "Rain."})
        with pytest.raises(Conflict, match="changed by somebody else"):
            splitting.split_shot(session, whole.id, whole.version)


@pytest.mark.parametrize("line", [3, -1])
def test_a_line_that_is_not_there_is_refused(line: int) -> None:
    with pytest.raises(ToolError, match="expected 1 to 2, or 0 for the middle"):
        splitting.halves(SPOKEN, "LAMP_010_0010", line)


def test_a_shot_too_short_for_two_is_not_divided() -> None:
    with pytest.raises(ToolError, match=r"lasts 0.4 s, expected at least 0.7 s"):
        splitting.halves(drafts.shot(frames=9), "LAMP_010_0010")


def test_a_film_that_keeps_its_script_can_be_divided_between_its_lines(database: Database) -> None:
    words = [line.text for line in SPOKEN.lines]
    script = Screenplay(
        scenes=(
            ScriptScene(
                heading="INT. ROOM - NIGHT",
                blocks=tuple(Speech(speaker="MARA", text=text, index=n) for n, text in enumerate(words)),
            ),
        )
    )
    lines = tuple(line.model_copy(update={"speech": n}) for n, line in enumerate(SPOKEN.lines))
    with database.write() as session:
        film_id = planning.create_film(
            session,
            Brief(kind="fountain", text="", literal=True),
            script,
            source_name="lamp.fountain",
            title="The Lamp",
            engine="slate",
            size=(128, 128),
        )
        planning.write_story(session, film_id, drafts.STORY, "house 1")
        planning.write_cast(session, film_id, drafts.CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        plan = SPOKEN.model_copy(update={"lines": lines})
        planning.write_shots(session, film_id, ShotListDraft(shots=(plan,)))
        whole = board.shots(session, film_id)[0]
        splitting.split_shot(session, whole.id, whole.version, line=2)
        said = [line.text for s in board.shots(session, film_id) for line in s.plan.lines]
        assert said == words


def test_undo_makes_one_shot_of_the_halves_again(database: Database) -> None:
    with database.write() as session:
        film_id = _with(session, SPOKEN)
        turn_id = planning.open_turn(session, film_id, "user", "split")
    with database.write("user", turn_id) as session:
        whole = board.shots(session, film_id)[0]
        splitting.split_shot(session, whole.id, whole.version, line=2, first="She waits.")
    with database.write() as session:
        undo.undo_turn(session, turn_id)
        whole, other = board.shots(session, film_id)
        assert whole.plan == SPOKEN
        assert other.position == 1


def test_an_insert_still_fits_between_the_halves(database: Database) -> None:
    with database.write() as session:
        film_id = _with(session, SPOKEN)
        whole = board.shots(session, film_id)[0]
        splitting.split_shot(session, whole.id, whole.version)
        revising.insert_shot(session, whole.id, drafts.shot(10))
        assert _codes(session, film_id) == ["010_0010", "010_0012", "010_0015", "010_0020"]


@given(
    frames=st.integers(2, (MAX_FRAMES - 1) // 8).map(lambda k: 8 * k + 1),
    times=st.lists(st.floats(0, MAX_FRAMES / FPS), max_size=6),
    at=st.integers(0, 3),
)
def test_both_halves_are_legal_shots_and_no_word_is_lost(frames: int, times: list[float], at: int) -> None:
    marks = sorted(round(min(moment, frames / FPS), 3) for moment in times)
    spans = [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False) if b - a > 0.01]
    lines = tuple(_said(f"Line {n}.", a, b) for n, (a, b) in enumerate(spans))
    plan = SPOKEN.model_copy(update={"frames": frames, "lines": lines, "cuts": ()})
    both = splitting.halves(plan, "A", min(at, len(lines)))
    assert [line.text for half in both for line in half.lines] == [line.text for line in lines]
    assert sum(half.frames for half in both) <= frames + 1 + 8
    for half in both:
        assert half.frames == legal_frames(half.frames / FPS)
        assert all(0 <= line.start < line.end <= half.frames / FPS + 0.001 for line in half.lines)
