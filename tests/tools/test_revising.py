from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from generator.interface import FPS, Camera, Line, Setup
from tests.tools import drafts
from tools import board, memory, pacing, planning, revising
from tools.db import Database
from tools.errors import Conflict, ToolError
from tools.records import Character, Film, Shot, ShotStatus
from tools.story import (
    LINE_PAUSE,
    Brief,
    Screenplay,
    ScriptScene,
    ShotListDraft,
    Speech,
    legal_frames,
    speech_seconds,
)


def _codes(session: Session, film_id: int) -> list[str]:
    return [s.code.split("_", 1)[1] for s in board.shots(session, film_id)]


def _ids(session: Session, film_id: int) -> list[int]:
    return [s.id for s in board.shots(session, film_id)]


def _mara(session: Session, film_id: int) -> Character:
    row = session.get(Character, memory.cards_at(session, film_id, 0)["ID_A"].character_id)
    assert row is not None
    return row


def _worn(session: Session, film_id: int) -> list[str]:
    return [memory.cards_at(session, film_id, n)["ID_A"].wardrobe for n in range(4)]


def test_shots_change_places_and_keep_their_codes(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        first, _, third = _ids(session, film_id)
        revising.swap_shots(session, first, third)
        assert _codes(session, film_id) == ["020_0010", "010_0020", "010_0010"]
        assert [s.position for s in board.shots(session, film_id)] == [0, 1, 2]


def test_shots_of_two_films_do_not_change_places(database: Database) -> None:
    with database.write() as session:
        one, two = drafts.planned(session), drafts.planned(session)
        with pytest.raises(ToolError, match="shots of two films"):
            revising.swap_shots(session, _ids(session, one)[0], _ids(session, two)[0])


def test_a_moved_shot_leaves_no_gap(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        first = _ids(session, film_id)[0]
        revising.move_shot(session, first, 2)
        assert _codes(session, film_id) == ["010_0020", "020_0010", "010_0010"]
        assert [s.position for s in board.shots(session, film_id)] == [0, 1, 2]
        with pytest.raises(ToolError, match="got place 4, expected 1 to 3"):
            revising.move_shot(session, first, 3)


def test_an_inserted_shot_is_numbered_half_way_and_the_cards_after_it_move_on(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        revising.change_card(session, _mara(session, film_id).id, {"wardrobe": "a red coat"}, 1)
        revising.insert_shot(session, _ids(session, film_id)[0], drafts.shot(20, "ID_A"))
        assert _codes(session, film_id) == ["010_0010", "010_0015", "010_0020", "020_0010"]
        assert _worn(session, film_id) == ["a yellow coat", "a yellow coat", "a red coat", "a red coat"]


def test_a_shot_can_be_put_before_the_first_and_after_the_last_of_a_scene(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        first, second, _ = _ids(session, film_id)
        revising.insert_shot(session, first, drafts.shot(10), before=True)
        revising.insert_shot(session, second, drafts.shot(10))
        assert _codes(session, film_id) == ["010_0005", "010_0010", "010_0020", "010_0030", "020_0010"]


def test_when_no_number_is_left_it_is_said_and_nothing_is_made(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        first = _ids(session, film_id)[0]
        for _ in range(3):
            revising.insert_shot(session, first, drafts.shot(10))
        with pytest.raises(ToolError, match="no number left between 0010 and 0011"):
            revising.insert_shot(session, first, drafts.shot(10))
        assert _codes(session, film_id)[:4] == ["010_0010", "010_0011", "010_0012", "010_0015"]


def test_an_inserted_shot_may_name_only_the_cast(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        with pytest.raises(ToolError, match=r"LAMP_010_0015 names \['ID_Q'\]; the cast is"):
            revising.insert_shot(session, _ids(session, film_id)[0], drafts.shot(10, "ID_Q"))


def test_an_omitted_shot_keeps_its_place_and_comes_back(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        second = _ids(session, film_id)[1]
        revising.omit_shot(session, second)
        assert board.film(session, film_id).shots == 2
        with pytest.raises(ToolError, match="restore it before"):
            revising.retake(session, [second])
        revising.restore_shot(session, second)
        assert board.shots(session, film_id)[1].status is ShotStatus.TODO
        with pytest.raises(ToolError, match="it is in the film already"):
            revising.restore_shot(session, second)


def test_clothes_from_a_shot_on_do_not_take_away_what_was_decided_later(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        mara = _mara(session, film_id)
        revising.change_card(session, mara.id, {"wardrobe": "a ball gown"}, 2)
        revising.change_card(session, mara.id, {"wardrobe": "a red coat"}, 1)
        assert _worn(session, film_id) == ["a yellow coat", "a red coat", "a ball gown", "a ball gown"]
        revising.change_card(session, mara.id, {"appearance": "short hair"}, 0)
        assert _worn(session, film_id) == ["a yellow coat", "a red coat", "a ball gown", "a ball gown"]
        assert memory.cards_at(session, film_id, 3)["ID_A"].appearance == "short hair"


def test_clothes_for_one_shot_only_are_two_cards(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        mara = _mara(session, film_id)
        revising.change_card(session, mara.id, {"wardrobe": "a red coat"}, 1, until=2)
        assert _worn(session, film_id) == ["a yellow coat", "a red coat", "a yellow coat", "a yellow coat"]
        assert len(mara.cards) == 3


def test_a_change_to_what_is_worn_already_adds_no_card(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        mara = _mara(session, film_id)
        revising.change_card(session, mara.id, {"wardrobe": "a yellow coat"}, 1)
        assert len(mara.cards) == 1


@pytest.mark.parametrize("changes", [{"shoes": "red"}, {"wardrobe": " "}, {"wardrobe": "x" * 3_000}])
def test_a_card_takes_only_what_a_card_holds(database: Database, changes: dict[str, str]) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        with pytest.raises(ToolError, match="expected"):
            revising.change_card(session, _mara(session, film_id).id, changes)


def test_two_people_never_have_one_name(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        mara = _mara(session, film_id)
        with pytest.raises(ToolError, match="that nobody else is called"):
            revising.rename(session, mara.id, "jonas")
        revising.rename(session, mara.id, "Ines")
        assert board.cast(session, film_id).characters[0].name == "Ines"


def test_the_time_of_a_scene_changes_in_its_heading_too(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        scene_id = board.shots(session, film_id)[0].scene_id
        revising.change_scene(session, scene_id, {"time": "dawn", "light": "pink"})
        scene = board.scenes(session, film_id).scenes[0]
    assert (scene.heading, scene.time, scene.light) == ("INT. ROOM - DAWN", "DAWN", "pink")


def test_title_and_style_change_in_film_and_story(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        revising.change_story(session, film_id, title="The Flame", style="woodcut")
        told = board.story(session, film_id)
        film = board.film(session, film_id)
    assert told is not None
    assert (told[0].title, told[0].style) == (film.title, film.style) == ("The Flame", "woodcut")


def _spoken(*texts: str, lead: float = 0.0, tail: float = 0.0) -> ShotListDraft:
    lines, clock = [], lead
    for text in texts:
        start = clock + LINE_PAUSE
        clock = start + speech_seconds(text)
        lines.append(Line(speaker="ID_A", text=text, start=round(start, 3), end=round(clock, 3)))
    frames = legal_frames(clock + LINE_PAUSE + tail)
    plan = drafts.shot(10, "ID_A", frames=frames).model_copy(update={"lines": tuple(lines)})
    return ShotListDraft(shots=(plan,))


def _film_of(session: Session, draft: ShotListDraft) -> int:
    film_id = drafts.film(session)
    planning.write_story(session, film_id, drafts.STORY, "house 1")
    planning.write_cast(session, film_id, drafts.CAST)
    planning.write_scenes(session, film_id, drafts.SCENES)
    planning.write_shots(session, film_id, draft)
    return film_id


def test_a_shot_too_short_for_its_dialogue_is_refused_with_the_least(database: Database) -> None:
    with database.write() as session:
        film_id = _film_of(session, _spoken("The boat is late tonight.", lead=2.0))
        shot = board.shots(session, film_id)[0]
        with pytest.raises(ToolError, match=r"got 1 s, expected 2\.7 to 9\.64 s: its dialogue needs"):
            revising.stretch_shot(session, shot.id, shot.version, 1.0)
        revising.stretch_shot(session, shot.id, shot.version, 2.7)
        assert board.shots(session, film_id)[0].plan.frames == legal_frames(2.7)
        with pytest.raises(Conflict):
            revising.stretch_shot(session, shot.id, shot.version, 3.0)


words = st.text("ab ", min_size=1, max_size=20).filter(str.strip)


@given(
    st.lists(words, max_size=3),
    st.floats(0, 2),
    st.floats(0, 2),
    st.floats(0.2, 9.64),
)
def test_lines_stay_inside_their_shot_in_order_at_any_length(
    texts: list[str], lead: float, tail: float, seconds: float
) -> None:
    plan = _spoken(*texts, lead=lead, tail=tail).shots[0]
    least = pacing.least_seconds(plan)
    try:
        paced = pacing.paced(plan, seconds)
    except ToolError:
        assert seconds < least
        return
    assert paced.frames == legal_frames(seconds)
    assert [line.text for line in paced.lines] == texts
    clock = 0.0
    for line, old in zip(paced.lines, plan.lines, strict=True):
        assert line.start >= clock - 0.002
        assert line.end - line.start == pytest.approx(old.end - old.start, abs=0.003)
        clock = line.end
    assert clock <= paced.frames / FPS + 0.002


def test_a_shot_held_longer_keeps_its_words_where_they_are() -> None:
    plan = _spoken("The boat is late.").shots[0]
    assert pacing.paced(plan, 6.0).lines == plan.lines


def test_a_set_up_inside_a_shot_moves_with_the_line_it_begins_on() -> None:
    plan = _spoken("The boat is late.", "It is not coming.", lead=2.0).shots[0]
    cut = Setup(frame=round(plan.lines[1].start * FPS), camera=Camera())
    plan = plan.model_copy(update={"cuts": (cut,)})
    shorter = pacing.paced(plan, pacing.least_seconds(plan))
    assert shorter.cuts[0].frame == pytest.approx(shorter.lines[1].start * FPS, abs=1)


def test_longer_words_lengthen_their_shot_and_move_what_follows() -> None:
    plan = _spoken("The boat is late.", "Yes.").shots[0]
    longer = plan.lines[0].model_copy(update={"text": "The boat is late and it will never come back again."})
    changed = pacing.worded(plan, [longer, plan.lines[1]])
    assert changed.frames > plan.frames
    assert changed.lines[1].start == pytest.approx(changed.lines[0].end + LINE_PAUSE, abs=0.002)
    with pytest.raises(ToolError, match="in one shot"):
        pacing.worded(plan, [longer.model_copy(update={"text": "word " * 60}), plan.lines[1]])


def test_without_its_first_line_a_shot_still_plans_the_second() -> None:
    plan = _spoken("The boat is late.", "Yes.").shots[0]
    assert [line.text for line in pacing.worded(plan, plan.lines[1:]).lines] == ["Yes."]


def test_a_film_is_made_shorter_by_air_alone(database: Database) -> None:
    draft = ShotListDraft(
        shots=(
            drafts.shot(10, "ID_A", frames=121),
            drafts.shot(10, "ID_A", frames=49),
            *_spoken("Yes, it is very late by now.").shots,
        )
    )
    with database.write() as session:
        film_id = _film_of(session, draft)
        spoken = board.shots(session, film_id)[2].plan.frames
        lasts = revising.shorten_film(session, film_id, 1.0)
        frames = [s.plan.frames for s in board.shots(session, film_id)]
    assert frames == [legal_frames(2.0), 49, spoken] or frames[1] == legal_frames(pacing.LOOK)
    assert lasts == sum(frames) / FPS


SPEECHES = Screenplay(
    title="The Lamp",
    scenes=(
        ScriptScene(
            heading="INT. ROOM",
            blocks=(
                Speech(speaker="MARA", text="It is late.", index=0),
                Speech(speaker="JONAS", text="Then go.", index=1),
            ),
        ),
    ),
)


def _literal(session: Session) -> int:
    film_id = planning.create_film(
        session,
        Brief(kind="fountain", text="", literal=True),
        SPEECHES,
        source_name="lamp.fountain",
        title="The Lamp",
        engine="slate",
        size=(128, 128),
    )
    planning.write_cast(session, film_id, drafts.CAST)
    planning.write_scenes(session, film_id, drafts.SCENES)
    says = [
        Line(speaker=tag, text=speech.text, speech=speech.index, start=0.5, end=1.5)
        for tag, speech in zip(("ID_A", "ID_B"), SPEECHES.speeches(), strict=True)
    ]
    shots = [drafts.shot(10, line.speaker).model_copy(update={"lines": (line,)}) for line in says]
    planning.write_shots(session, film_id, ShotListDraft(shots=(*shots, drafts.shot(10))))
    return film_id


def test_a_film_that_keeps_its_script_refuses_every_change_of_its_words(database: Database) -> None:
    with database.write() as session:
        film_id = _literal(session)
        first, second, silent = board.shots(session, film_id)
    said = first.plan.lines[0].model_copy(update={"text": "It is very late."})
    changes: tuple[Callable[[Session], object], ...] = (
        lambda s: planning.change_shot(s, first.id, first.version, {"lines": [said]}),
        lambda s: revising.swap_shots(s, first.id, second.id),
        lambda s: revising.move_shot(s, second.id, 0),
        lambda s: revising.omit_shot(s, first.id),
    )
    for change in changes:
        with pytest.raises(ToolError, match="keeps its script word for word"), database.write() as session:
            change(session)
    with database.write() as session:
        revising.omit_shot(session, silent.id)
        revising.stretch_shot(session, first.id, first.version, 4.0)
        assert session.get_one(Film, film_id).brief.literal
        assert session.get_one(Shot, first.id).plan.frames == legal_frames(4.0)


def test_a_plan_that_cannot_be_is_refused_in_words(database: Database) -> None:
    with database.write() as session:
        film_id = drafts.planned(session)
        shot = board.shots(session, film_id)[0]
        with pytest.raises(ToolError, match="got 4 as the frames of LAMP_010_0010"):
            planning.change_shot(session, shot.id, shot.version, {"frames": 4})
