from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.house import House
from agent.writer import BadReply
from generator.interface import FPS, MAX_FRAMES, Camera, Move, Scale
from tests.agent.house_plans import Plan, act, captions, lamp, numbered, plan, say, scene, script
from tools.editorial.literal import differences
from tools.story import Action, Brief, Coverage, ScenesDraft, ScriptScene, ShotDraft, ShotListDraft, Speech

NAMES = ["MARA", "TOM", "OLD MARA", "MAN #2", "Ines", "林婉", "McCLANE"]
PROSE = st.text(alphabet="abc xyz,.!? '\"éあ好。\n", min_size=1, max_size=120).filter(
    lambda t: bool(t.strip())
)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "MARA (60s, tall) opens the LETTER.",
            "Tom walks to the door and waits for Mara, Ines and Tom.",
            "Rain.",
            "She picks up the lamp. He laughs. They wait.",
            "A crow lands on the rail, looks at the key, and leaves again without a sound, as if ashamed.",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
SPEECHES = st.builds(
    Speech,
    speaker=st.sampled_from(NAMES),
    text=st.one_of(PROSE, st.integers(1, 120).map(lambda n: "One two three, four five. " * n)),
    parenthetical=st.sampled_from(["", "whispering", "not looking up"]),
    extension=st.sampled_from(["", "", "V.O.", "O.S.", "CONT'D"]),
    dual=st.booleans(),
    index=st.just(0),
)
SCENES = st.builds(
    ScriptScene,
    heading=st.sampled_from(["", "INT. KITCHEN - NIGHT", "EXT. PIER - DAWN", "INT. SOMEWHERE - LATER"]),
    interior=st.booleans(),
    place=st.sampled_from(["", "KITCHEN", "PIER"]),
    time=st.sampled_from(["", "NIGHT", "CONTINUOUS"]),
    blocks=st.lists(
        st.one_of(SPEECHES, st.one_of(PROSE, SENTENCES).map(lambda t: Action(text=t))), max_size=8
    ).map(tuple),
)
EXCHANGES = (
    ("It was here this morning.", "Then somebody took it from you."),
    ("Nobody comes up here any more, and you know it very well.", "I come up here every day to look at it."),
    ("To look at what, for heaven's sake, with a lamp?", "At the sea, and the boats, and you down there."),
)
TALK = script(
    *(
        scene(
            f"INT. {place} - DAY",
            act("MARA and TOM sit at the table."),
            *(
                say(who, f"{text} {place}.")
                for pair in EXCHANGES
                for who, text in zip(NAMES, pair, strict=False)
            ),
            act("Tom looks away."),
        )
        for place in ("BARN", "KITCHEN", "CELLAR", "PIER", "TOWER")
    )
)
"""Two people talking in five places."""


def flat(text: str) -> str:
    return "".join(text.split())


def is_sound(made: Plan) -> None:
    shots, tags = made.shots.shots, {card.tag for card in made.cast.characters}
    assert differences(made.story.screenplay, [line for shot in shots for line in shot.lines]) == []
    for shot in shots:
        assert shot.frames <= MAX_FRAMES
        assert shot.frames % 8 == 1
        assert {*shot.tags, *(line.speaker for line in shot.lines)} <= tags
        assert len(set(shot.tags)) == len(shot.tags) <= 4
        assert all(0 <= line.start < line.end <= shot.frames / FPS for line in shot.lines)
        assert all(line.voice_over or line.speaker in shot.tags for line in shot.lines)
        assert shot.action.strip()
    numbers = [shot.scene for shot in shots]
    assert numbers == sorted(numbers)
    assert set(numbers) == {draft.number for draft in made.scenes.scenes}


@given(st.lists(SCENES, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_screenplay_is_covered_completely_in_order_and_within_the_limits(
    scenes: list[ScriptScene],
) -> None:
    is_sound(script(*scenes))


@given(st.lists(st.one_of(SENTENCES, st.just("A long silence.")), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_every_sentence_of_action_is_in_exactly_one_shot_in_order(texts: list[str]) -> None:
    made = script(
        scene("INT. KITCHEN - NIGHT", *(act(t) for t in texts), say("MARA", "Well."), say("TOM", "Well."))
    )
    written = flat(" ".join(texts)).replace("MARA(60s,tall)", "Mara")
    filmed = flat("".join(shot.action for shot in made.shots.shots))
    place = 0
    for sentence in written.split("."):
        place = filmed.index(sentence, place) + len(sentence)


def test_the_same_request_gives_the_same_plan_in_another_process() -> None:
    code = "import sys; from tests.agent import house_plans as h; "
    code += "sys.stdout.buffer.write(h.captions(h.lamp()).encode())"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert out.decode() == captions(lamp())


def test_a_four_hundred_word_speech_is_split_and_never_cut() -> None:
    text = "I came by the road, as I said I would, and the road was not there. " * 25
    made = script(scene("INT. KITCHEN - NIGHT", say("MARA", text.strip()), say("TOM", "I see.")))
    is_sound(made)
    assert sum(bool(shot.lines) for shot in made.shots.shots) > 10


def test_headings_alone_give_establishing_shots() -> None:
    made = script(*(scene(f"EXT. {p} - DAY") for p in ("PIER", "PIER", "FIELD")))
    assert [shot.coverage for shot in made.shots.shots] == [Coverage.ESTABLISHING] * 3
    assert all(3 <= shot.frames / FPS <= 4 for shot in made.shots.shots)


def test_dual_dialogue_is_one_two_shot_with_overlapping_lines() -> None:
    made = script(
        scene(
            "INT. CAR - DAY",
            say("MARA", "Left at the church!"),
            say("TOM", "Right at the church!", dual=True),
        )
    )
    (shot,) = [shot for shot in made.shots.shots if shot.lines]
    assert shot.coverage is Coverage.TWO_SHOT
    first, second = shot.lines
    assert second.start < first.end


def test_a_voice_over_is_heard_while_somebody_else_is_seen() -> None:
    made = script(
        scene("INT. CAR - DAY", act("TOM drives."), say("MARA", "He never liked this road.", ext="V.O."))
    )
    (shot,) = [shot for shot in made.shots.shots if shot.lines]
    assert shot.lines[0].voice_over
    assert shot.tags == ("ID_A",)
    assert made.cast.characters[0].name == "Tom"


def test_a_new_place_is_established_and_a_known_one_is_not() -> None:
    talk = (say("MARA", "So."), say("TOM", "So."))
    made = script(
        scene("EXT. PIER - DAY", *talk), scene("INT. BARN - DAY", *talk), scene("EXT. PIER - NIGHT", *talk)
    )
    first = {s.number: next(x for x in made.shots.shots if x.scene == s.number) for s in made.scenes.scenes}
    assert first[10].coverage is first[20].coverage is Coverage.ESTABLISHING
    assert first[10].camera.scale is Scale.EXTREME_WIDE
    assert first[30].coverage is not Coverage.ESTABLISHING


def test_people_keep_their_side_of_the_frame() -> None:
    for made in (
        lamp(),
        script(scene("INT. BARN - DAY", say("TOM", "A."), say("MARA", "B."), say("TOM", "C."))),
    ):
        for shot in made.shots.shots:
            assert list(shot.tags) == sorted(shot.tags)


def test_neighbouring_shots_of_the_same_people_differ_in_size() -> None:
    for made in (lamp(), TALK):
        shots = made.shots.shots
        assert all(_last_framing(a) != _framing(b, b.camera) for a, b in pairwise(shots) if a.people)


def _last_framing(shot: ShotDraft) -> tuple[Scale, tuple[str, ...]]:
    return _framing(shot, shot.camera_at(shot.frames))


def _framing(shot: ShotDraft, camera: Camera) -> tuple[Scale, tuple[str, ...]]:
    return camera.scale, shot.faces(camera)


def test_a_dialogue_is_also_seen_over_the_shoulders_of_those_who_listen() -> None:
    talk = [s for s in TALK.shots.shots if s.lines]
    over = [s for s in talk if s.camera.over]
    assert {(s.camera.on, s.camera.over) for s in over} == {("ID_A", "ID_B"), ("ID_B", "ID_A")}
    assert len(over) < len(talk) / 2
    assert not talk[0].camera.over
    for shot in over:
        assert shot.camera.scale in {Scale.MEDIUM, Scale.MEDIUM_CLOSE}
        assert shot.tags == ("ID_A", "ID_B")
        assert shot.faces(shot.camera) == (shot.camera.on,) == (shot.lines[0].speaker,)
        assert "listens" in {p.tag: p.action for p in shot.people}[shot.camera.over]
    for a, b in pairwise(over):
        assert a.camera.on != b.camera.on


def test_no_shoulder_is_looked_over_before_both_have_been_seen_together_in_the_scene() -> None:
    made = script(
        scene("INT. BARN - DAY", say("TOM", "Mara?"), say("MARA", "Here I am, in the hay, asleep."))
    )
    assert [s.camera.over for s in made.shots.shots] == [""] * len(made.shots.shots)


def test_a_long_two_shot_may_cut_to_whoever_answers_as_they_begin() -> None:
    cut = [s for s in TALK.shots.shots if s.cuts]
    assert cut
    for shot in cut:
        starts = {int(line.start * FPS): line.speaker for line in shot.lines}
        assert shot.coverage is Coverage.TWO_SHOT
        assert shot.frames > 5 * FPS
        assert len(shot.cuts) <= 2
        assert all(starts[c.frame] == c.camera.on for c in shot.cuts)
        assert shot.cuts[0].camera.on == shot.lines[1].speaker
        edges = [0, *(c.frame for c in shot.cuts), shot.frames]
        assert min(b - a for a, b in pairwise(edges)) > FPS
    assert all(not s.cuts for s in TALK.shots.shots if s.coverage is not Coverage.TWO_SHOT)


def test_a_shock_is_zoomed_in_on_and_nothing_else_is() -> None:
    made = script(
        scene("INT. BARN - DAY", act("MARA sweeps the floor with care and a broom all morning long.")),
        scene("INT. CELLAR - DAY", act("Mara freezes.")),
        scene("INT. ATTIC - DAY", act("Mara waits.")),
    )
    zoomed = [s.action for s in made.shots.shots if s.camera.move is Move.ZOOM_IN]
    assert zoomed == ["Mara freezes."]


def test_a_film_may_end_on_a_rising_camera_outside_but_never_in_a_room() -> None:
    ends = {
        place: {
            script(scene(f"{place} {n} - DAY", act("MARA sits."))).shots.shots[-1].camera.move
            for n in range(8)
        }
        for place in ("INT. ROOM", "EXT. FIELD")
    }
    assert ends == {"INT. ROOM": {Move.PULL_OUT}, "EXT. FIELD": {Move.PULL_OUT, Move.CRANE_UP}}


def test_the_camera_comes_closer_as_a_scene_goes_on() -> None:
    lines = [
        say(who, text)
        for text in (
            "No, and I have told you why not before, twice.",
            "Then I will go there alone and you can watch me go.",
        )
        * 4
        for who in ("MARA", "TOM")
    ]
    made = script(scene("INT. BARN - DAY", *lines), scene("EXT. PIER - DAY", say("MARA", "Oh.")))
    singles = [s.camera.scale for s in made.shots.shots if s.coverage is Coverage.SINGLE and s.scene == 10]
    assert singles[0] in {Scale.MEDIUM, Scale.MEDIUM_CLOSE}
    assert Scale.CLOSE in singles[-3:]
    assert Scale.CLOSE not in singles[:2]


def test_a_short_script_of_two_scenes_gives_a_dozen_shots() -> None:
    made = lamp()
    assert 8 <= len(made.shots.shots) <= 14
    assert 40 <= sum(s.frames for s in made.shots.shots) / FPS <= 75


def test_things_sounds_and_what_stays_are_read_from_the_words() -> None:
    shots = lamp().shots.shots
    opened = next(s for s in shots if "opens it" in s.action)
    assert "letter" in opened.props
    assert "rustling paper" in opened.sound
    assert "Mara still wears a yellow oilskin coat" in opened.continuity
    assert any(s.coverage is Coverage.INSERT for s in shots)
    assert shots[0].music != "no music"
    assert shots[-1].music != "no music"
    assert {s.music for s in shots[1:-1]} == {"no music"}


def test_an_empty_heading_gets_a_sensible_one() -> None:
    made = script(
        ScriptScene(heading="", blocks=(act("Waves. The harbour is asleep."), say("BO", "Hm."))),
        ScriptScene(heading="", blocks=(say("BO", "Hm."),)),
    )
    assert [s.heading for s in made.scenes.scenes] == ["EXT. HARBOUR - DAY", "INT. ROOM - DAY"]
    assert all(s.light for s in made.scenes.scenes)


def test_continuous_keeps_the_light_of_the_scene_before() -> None:
    made = script(scene("INT. BARN - NIGHT", act("Dark.")), scene("INT. CELLAR - CONTINUOUS", act("Darker.")))
    assert made.scenes.scenes[0].light == made.scenes.scenes[1].light


def test_a_renamed_card_still_speaks_its_lines() -> None:
    made = lamp()
    renamed = made.cast.model_copy(
        update={
            "characters": (
                made.cast.characters[0].model_copy(update={"name": "Ruth"}),
                *made.cast.characters[1:],
            )
        }
    )
    values = {
        "story": made.story,
        "cast": renamed,
        "scenes": made.scenes,
        "brief": Brief(kind="fountain", text=""),
    }
    shots = House().ask("shots", values, ShotListDraft)
    is_sound(Plan(made.story, renamed, made.scenes, shots))


def test_a_speaker_without_a_card_and_missing_scenes_are_refused_with_the_reason() -> None:
    made, brief = lamp(), Brief(kind="fountain", text="")
    values = {"story": made.story, "cast": made.cast, "scenes": made.scenes, "brief": brief}
    short = made.cast.model_copy(update={"characters": made.cast.characters[:1]})
    with pytest.raises(BadReply, match="'TOM' has no card"):
        House().ask("shots", {**values, "cast": short}, ShotListDraft)
    with pytest.raises(BadReply, match="got 1 scene cards for 2 scenes"):
        House().ask("shots", {**values, "scenes": ScenesDraft(scenes=made.scenes.scenes[:1])}, ShotListDraft)


def test_at_most_two_people_are_framed_unless_one_sentence_names_more() -> None:
    made = plan(
        Brief(kind="fountain", text=""),
        numbered(
            scene(
                "INT. BARN - DAY",
                act("MARA sits. TOM sits. INES sits."),
                say("INES", "Cold."),
                say("MARA", "Yes."),
            )
        ),
    )
    assert max(len(s.people) for s in made.shots.shots) == 2
