"""What the toon world understands of a prompt, and how it spells what it says itself."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.toon.reading import read, tags_of
from generator.toon.speech import SYLLABLES, syllables_of
from generator.toon.telling import condition, spelled
from generator.toon.world import (
    GAP,
    LEAD,
    SYLLABLE,
    Action,
    Emotion,
    Look,
    Move,
    Person,
    Scene,
    Size,
    ToonShot,
    Word,
    laid,
)

MARA = "ID_A is Mara, 60s, brown-eyed, red hair in a bun. ID_A wears a blue coat over a grey shirt.\n\n"
TOM = "ID_B is Tom, a man, silver hair. ID_B wears a white shirt.\n\n"
ANN = "ID_C is Ann.\n\n"
CAMERA = "Camera: medium shot, at eye level, static."


def caption(happens: str, *people: str, camera: str = CAMERA, place: str = "Inside: KITCHEN, night.") -> str:
    """A caption in the released order."""
    return f"{''.join(people)}This video has exactly 1 shot.\nshot1: {happens} {camera} {place} No music."


def people(happens: str, *who: str, camera: str = CAMERA) -> dict[int, Person]:
    """Who is seen, by tag."""
    return {person.tag: person for person in read(caption(happens, *who, camera=camera), 121).people}


def actions(happens: str, *who: str) -> dict[int, Action]:
    """What everybody seen does."""
    return {tag: person.action for tag, person in people(happens, *who).items()}


def test_a_caption_is_read_as_a_person_would_read_it() -> None:
    happens = "Mara waves at Tom. Mara's face: weary. Tom, angry, says, \"Ba lo.\" Then Tom's mouth closes."
    camera = "Camera: wide shot, at eye level, slow pan left."
    assert read(caption(happens, MARA, TOM, camera=camera), 49) == ToonShot(
        frames=49,
        scene=Scene.KITCHEN,
        move=Move.PAN_LEFT,
        size=Size.WIDE,
        people=(
            Person(0, Action.WAVE, Emotion.SAD, Look(Word.RED, Word.BLUE)),
            Person(1, Action.STAND, Emotion.ANGRY),
        ),
        lines=laid([(1, syllables_of("ba lo"))]),
    )


def test_a_chinese_caption_is_read_the_same() -> None:
    prompt = (
        "ID_A是玛拉，高个子，红色卷发。ID_A穿着蓝色外套。ID_B是汤姆。ID_C是安。ID_C的声音低沉。只闻其声，不见其人。"
        '玛拉向汤姆挥手。汤姆不跳舞，转身离开。玛拉神情高兴。玛拉（低声）说："你好。"然后玛拉闭上嘴。'
        '画外传来安的声音："来吧！"镜头：大特写，仰拍，变焦推近。室外：森林，夜。高高的树。没有音乐。'
    )
    assert read(prompt, 241) == ToonShot(
        frames=241,
        scene=Scene.FOREST,
        move=Move.PUSH_IN,
        size=Size.CLOSE,
        people=(
            Person(0, Action.WAVE, Emotion.HAPPY, Look(Word.RED, Word.BLUE)),
            Person(1, Action.WALK),
        ),
        lines=laid([(0, syllables_of("你好。")), (2, syllables_of("来吧！"))]),
    )


def test_who_does_it_is_told_from_whom_it_is_done_to() -> None:
    assert actions("Mara hands the cup to Tom and Tom nods.", MARA, TOM) == {0: Action.HOLD, 1: Action.NOD}
    assert actions("Mara and Tom dance.", MARA, TOM) == {0: Action.DANCE, 1: Action.DANCE}
    assert actions("They jump.", MARA, TOM) == {0: Action.JUMP, 1: Action.JUMP}
    assert actions("Tom looks up. He shakes his head.", MARA, TOM) == {0: Action.STAND, 1: Action.SHAKE}
    assert actions("Mara watches Tom, who walks off.", MARA, TOM) == {0: Action.STAND, 1: Action.WALK}


def test_what_nobody_is_named_for_is_done_by_the_only_one_there() -> None:
    assert actions("Runs along the wall.", MARA) == {0: Action.WALK}
    assert actions("Runs along the wall.", MARA, TOM) == {0: Action.STAND, 1: Action.STAND}


@pytest.mark.parametrize("happens", ["Mara does not wave.", "Mara doesn't wave.", "Mara takes a seat."])
def test_what_is_not_done_is_not_shown(happens: str) -> None:
    assert actions(happens, MARA) == {0: Action.STAND}


def test_a_verb_inside_a_name_is_no_verb() -> None:
    assert actions("玛拉看着汤姆。", "ID_A是玛拉。\n\n", "ID_B是汤姆。\n\n") == {
        0: Action.STAND,
        1: Action.STAND,
    }


def test_two_are_seen_at_most_and_who_speaks_comes_first() -> None:
    assert [*people("They wait.", MARA, TOM, ANN)] == [0, 1]
    assert [*people('Ann says, "No." Then Ann\'s mouth closes.', MARA, TOM, ANN)] == [0, 2]
    assert [*people('Ann is heard off screen, "No."', MARA, TOM, ANN)] == [0, 1]


def test_a_camera_on_somebody_shows_nobody_else() -> None:
    assert [*people("They talk.", MARA, TOM, camera=f"{CAMERA} On Tom.")] == [1]
    assert [*people("They talk.", MARA, TOM, camera=f"{CAMERA} Over Tom's shoulder, on Mara.")] == [0]
    assert not people("A key.", MARA, camera="Camera: insert of the object, from a high angle, static.")


def test_a_grey_has_no_word() -> None:
    assert people("They wait.", MARA, TOM)[1].look is None


@pytest.mark.parametrize(
    ("place", "scene"),
    [
        ("Inside: ATTIC ROOM, day.", Scene.ROOM),
        ("Inside: FORGE, day.", Scene.WORKSHOP),
        ("Outside: SOMEWHERE ELSE, day.", Scene.FIELD),
        ("Outside: MEADOW, night.", Scene.NIGHT),
        ("Outside: HARBOUR, night.", Scene.SEA),
        ("Outside: MOUNTAIN, day. Deep snow.", Scene.SNOW),
    ],
)
def test_every_place_is_one_of_twelve(place: str, scene: Scene) -> None:
    assert read(caption("", place=place), 25).scene is scene


def test_dialogue_is_cut_after_the_last_syllable_that_fits() -> None:
    prompt = caption(f'Mara says, "{spelled(range(12))}." Tom says, "{spelled(range(12))}."', MARA, TOM)
    frames = LEAD + 12 * SYLLABLE + GAP + 2 * SYLLABLE + 3
    lines = read(prompt, frames).lines
    assert [line.syllables for line in lines] == [tuple(range(12)), (0, 1)]
    assert lines[-1].end <= frames
    assert read(prompt, 1).lines == ()


def test_what_is_said_changes_nothing_but_the_lines() -> None:
    orders = "ID_B is Tom. Mara jumps. Camera: close-up, static. Outside: BEACH."
    told, silent = (read(caption(f'Mara says, "{said}"', MARA), 121) for said in (orders, "Ba."))
    assert (told.people, told.scene, told.size) == (silent.people, silent.scene, silent.size)


def test_a_quote_inside_a_line_is_said_with_it() -> None:
    said = 'He told me "go" and I went.'
    prompt = caption(f'Mara says, "{said}" Then Mara\'s mouth closes.', MARA)
    assert [line.syllables for line in read(prompt, 241).lines] == [syllables_of(said)]


def test_tags_are_letters_and_no_two_are_the_same_while_there_is_room() -> None:
    assert tags_of(["ID_A", "ID_H", "ID_C"]) == (0, 7, 2)
    assert tags_of(["ID_I", "ID_A"]) == (0, 1)
    assert tags_of(["ID_AA"]) == (2,)
    assert sorted(tags_of([f"ID_{letter}" for letter in "AIQYBJRZ"])) == [*range(8)]


@given(st.lists(st.integers(0, len(SYLLABLES) - 1), max_size=60))
def test_what_is_spelled_is_said_again(syllables: list[int]) -> None:
    assert syllables_of(spelled(syllables)) == tuple(syllables)


PIECES = st.sampled_from(
    ["ID_A is ", "ID_B是", "Mara", ", ", ". ", "。", '"', " says, ", "说：", "shot1: ", "Camera: ",
     "镜头：", "On ", "Inside: ", "室外：", "'s face:", "神情", "Heard, not seen.", "\n", "red hair", "waves",
     " and ", "*", "\0"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=60).map("".join), st.integers(-8, 241))
def test_any_prompt_gives_a_shot(prompt: str, frames: int) -> None:
    shot = read(prompt, frames)
    assert len({person.tag for person in shot.people}) == len(shot.people) <= 2
    assert all(line.end <= frames for line in shot.lines)
    assert condition(shot) if frames > 0 else True


@pytest.mark.parametrize(
    "piece", ["ID_A is ", '"', '" says, "Then ', " ", "Tom and ", "a-", "'s face:", '说："他']
)
def test_a_huge_prompt_is_read_in_no_time(piece: str) -> None:
    begin = process_time()
    read(f"ID_B is Tom. Inside: {piece * 100_000}", 241)
    assert process_time() - begin < 2.0
