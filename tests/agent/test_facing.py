"""Screen direction: nobody is turned round by a cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.facing import directions
from generator.interface import Facing, Line
from tests.agent.house_plans import act, lamp, say, scene, script
from tools.story import Coverage, Performance, ShotDraft

LEFT, RIGHT = Facing.LEFT, Facing.RIGHT


def shot(*tags: str, does: str = "", speaker: str = "", number: int = 10) -> ShotDraft:
    """A shot of these people from left to right; the first does something."""
    people = [Performance(tag=tag, action=does if n == 0 else "") for n, tag in enumerate(tags)]
    return ShotDraft(
        scene=number,
        coverage=Coverage.SINGLE,
        frames=49,
        action="",
        people=tuple(people),
        lines=(Line(speaker=speaker, text="Yes."),) if speaker else (),
    )


def test_two_people_in_frame_look_at_each_other() -> None:
    (looks,) = directions([shot("ID_A", "ID_B")])
    assert looks == {"ID_A": RIGHT, "ID_B": LEFT}


def test_singles_of_a_dialogue_keep_the_direction_of_the_two_shot() -> None:
    scene = [
        shot("ID_A", speaker="ID_A"),
        shot("ID_A", "ID_B"),
        shot("ID_B", speaker="ID_B"),
        shot("ID_A", speaker="ID_A"),
    ]
    found = directions(scene)
    assert {looks["ID_A"] for looks in found if "ID_A" in looks} == {RIGHT}
    assert {looks["ID_B"] for looks in found if "ID_B" in looks} == {LEFT}


def test_the_frame_that_holds_both_tells_who_stands_left_not_the_alphabet() -> None:
    first, *_ = directions([shot("ID_A", speaker="ID_A"), shot("ID_B", "ID_A")])
    assert first == {"ID_A": LEFT}


def test_people_who_never_share_a_frame_stand_in_the_order_of_the_cast() -> None:
    found = directions([shot("ID_Z", speaker="ID_Z"), shot("ID_AA", speaker="ID_AA")])
    assert found == ({"ID_Z": RIGHT}, {"ID_AA": LEFT})


def test_of_three_the_one_in_the_middle_looks_at_whoever_speaks() -> None:
    (first, second) = directions(
        [shot("ID_A", "ID_B", "ID_C", speaker="ID_C"), shot("ID_A", "ID_B", "ID_C", speaker="ID_A")]
    )
    assert (first["ID_B"], second["ID_B"]) == (RIGHT, LEFT)
    assert (first["ID_A"], first["ID_C"]) == (RIGHT, LEFT)


def test_a_voice_from_outside_is_looked_for_where_its_owner_stands() -> None:
    found = directions([shot("ID_B", speaker="ID_A"), shot("ID_A", "ID_B")])
    assert found[0] == {"ID_B": LEFT}


def test_somebody_alone_in_a_scene_keeps_one_direction_and_not_all_scenes_the_same() -> None:
    by_scene = [directions([shot("ID_A", number=n)] * 3) for n in range(10, 200, 10)]
    assert all(len({looks["ID_A"] for looks in found}) == 1 for found in by_scene)
    assert {found[0]["ID_A"] for found in by_scene} == {LEFT, RIGHT}


def test_who_goes_off_to_one_side_comes_in_from_the_other() -> None:
    gone = [shot("ID_A", "ID_B"), shot("ID_A", does="Mara walks off", speaker="ID_A")]
    staying, coming = shot("ID_C", "ID_A"), _second_does(shot("ID_C", "ID_A"), "Mara comes in")
    assert directions([*gone, coming])[1:] == ({"ID_A": RIGHT}, {"ID_C": RIGHT, "ID_A": RIGHT})
    assert directions([*gone, staying])[2] == {"ID_C": RIGHT, "ID_A": LEFT}


def _second_does(one: ShotDraft, action: str) -> ShotDraft:
    first, second = one.people
    return one.model_copy(update={"people": (first, second.model_copy(update={"action": action}))})


def test_chinese_exits_and_entrances_are_read_as_well() -> None:
    gone = shot("ID_A", "ID_B", does="林婉走出门去")
    back = _second_does(shot("ID_B", "ID_A"), "林婉走进来")
    assert directions([gone, back])[1]["ID_A"] is RIGHT


TAGS = st.lists(st.sampled_from(["ID_A", "ID_B", "ID_C", "ID_D"]), unique=True, max_size=4)
DEEDS = st.sampled_from(["", "walks out", "comes in", "离开", "😀", "رجل"])


@given(st.lists(st.tuples(TAGS, DEEDS, st.sampled_from(["", "ID_A", "ID_E"])), max_size=6))
def test_everybody_in_frame_looks_somewhere_whatever_the_scene(
    rows: list[tuple[list[str], str, str]],
) -> None:
    scene = [shot(*tags, does=does, speaker=speaker) for tags, does, speaker in rows]
    found = directions(scene)
    assert [list(looks) for looks in found] == [list(s.tags) for s in scene]
    assert all(look for looks in found for look in looks.values())
    assert directions(scene) == found


def test_nobody_changes_sides_in_a_dialogue_of_two() -> None:
    for number in (10, 20):
        found = directions([s for s in lamp().shots.shots if s.scene == number])
        assert {looks["ID_A"] for looks in found if "ID_A" in looks} == {RIGHT}
        assert {looks["ID_B"] for looks in found if "ID_B" in looks} == {LEFT}


def test_the_camera_goes_where_the_one_in_frame_is_going() -> None:
    walks = [act(f"MARA walks along road {n}.") for n in range(5)]
    made = script(scene("EXT. ROAD - DAY", *walks), scene("EXT. FIELD - DAY", *walks, say("MARA", "There.")))
    sideways = {LEFT: {"track right", "pan right"}, RIGHT: {"track left", "pan left"}}
    moving = 0
    for number in (10, 20):
        shots = [s for s in made.shots.shots if s.scene == number]
        for one, looks in zip(shots, directions(shots), strict=True):
            moving += one.camera.move.startswith(("track", "pan")) and len(one.tags) == 1
            assert all(one.camera.move not in sideways[look] for look in looks.values())
    assert moving > 2
