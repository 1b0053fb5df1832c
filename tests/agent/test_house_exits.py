"""Who is in the scene: people who go out are not framed or spoken to until they come back."""

from __future__ import annotations

import pytest

from tests.agent.house_plans import Plan, act, say, scene, script
from tools.story import Action, ShotDraft, Speech

TALK = (
    act("ODA (60s, a woman), KIP (30s) and FINN (a boy of nine) sit down."),
    say("ODA", "It is late, and the road is long and full of snow."),
    say("FINN", "I know the way home even in the dark, thank you."),
)


def room(*blocks: Action | Speech) -> Plan:
    return script(scene("INT. KITCHEN - NIGHT", *TALK, *blocks))


def shot_with(made: Plan, words: str) -> ShotDraft:
    return next(s for s in made.shots.shots if words in s.action or any(words in x.text for x in s.lines))


def names(made: Plan, shot: ShotDraft) -> list[str]:
    called = {c.tag: c.name for c in made.cast.characters}
    return sorted(called[tag] for tag in shot.tags)


@pytest.mark.parametrize(
    "leaving",
    [
        "Finn hugs Oda, then runs out with the loaf.",
        "Finn leaves.",
        "Finn quickly walks away.",
        "Finn nods. He goes.",
        "Oda watches as Finn leaves the room.",
        "Oda watches Finn leave.",
        "Oda gives Finn the loaf and he leaves.",
        "Finn exits through the back door.",
    ],
)
def test_whoever_has_gone_out_is_not_spoken_to(leaving: str) -> None:
    made = room(act(leaving), say("KIP", "You have no supper at all, and it is my fault."))
    shot = shot_with(made, "no supper")
    assert "Finn" not in names(made, shot)
    assert "Finn" not in " ".join(p.action for p in shot.people)


@pytest.mark.parametrize(
    "staying",
    [
        "Finn leaves the cup on the table.",
        "Finn turns to leave.",
        "Finn sweeps up dry leaves.",
        "Finn blinks as the lamp goes out.",
        "Finn runs out of breath.",
        "Finn never leaves.",
        "Finn looks out.",
    ],
)
def test_words_that_only_sound_like_leaving_take_nobody_away(staying: str) -> None:
    made = room(act(staying), say("KIP", "You have no supper at all, and it is my fault."))
    assert "speaks to Finn" in " ".join(p.action for p in shot_with(made, "no supper").people)


def test_who_runs_after_somebody_who_has_left_is_gone_as_well_and_both_leave_the_frame_to_the_others() -> (
    None
):
    made = room(
        act("REX (a small brown dog) barks."),
        act("Finn hugs Oda, then runs out. Rex runs after him. Oda waves at Finn and Rex."),
        say("KIP", "You have no supper at all, and it is my fault."),
    )
    assert names(made, shot_with(made, "Rex runs after him")) == ["Rex"]
    assert names(made, shot_with(made, "Oda waves")) == ["Kip", "Oda"]


def test_who_runs_after_somebody_in_the_room_stays() -> None:
    made = room(act("Kip runs after Finn round the table."), say("ODA", "Sit down, both of you, and eat."))
    assert names(made, shot_with(made, "runs after")) == ["Finn", "Kip"]
    assert "speaks to Finn" in shot_with(made, "Sit down").people[0].action


@pytest.mark.parametrize(
    "back", ["Finn comes back.", "The door opens and Finn runs in.", "He comes in again."]
)
def test_who_comes_back_is_in_the_scene_again(back: str) -> None:
    made = room(
        act("Finn leaves. Oda sits down by the window and looks at the snow for a long time."),
        act(back),
        say("FINN", "I forgot my cap, and it is cold out there."),
        say("ODA", "You forgot your manners too, and the door is open."),
    )
    assert "Finn" in names(made, shot_with(made, back))
    assert "speaks to Finn" in shot_with(made, "manners").people[0].action


def test_people_who_leave_in_chinese_are_gone_too() -> None:
    made = script(
        scene(
            "内景 厨房 夜",
            act("林婉（六十多岁）、阿诚（三十岁）和小豆（九岁的男孩）坐下。"),
            say("小豆", "我知道回家的路，天黑了也不怕。"),
            act("小豆跑出去了。"),
            say("阿诚", "你没有晚饭了，都是我不好。"),
        )
    )
    shot = shot_with(made, "晚饭")
    assert "小豆" not in names(made, shot)
    assert "小豆" not in " ".join(p.action for p in shot.people)


@pytest.mark.parametrize(
    ("deed", "line"),
    [
        ("Kip sits.", "Oda, that was our supper, and you know it."),
        ("Kip sits.", "That was our supper, and you know it, Oda."),
        ("Kip holds the plate out to Oda.", "That was our supper, and you know it."),
    ],
)
def test_a_line_is_meant_for_whom_it_names_or_whom_the_speaker_turns_to(deed: str, line: str) -> None:
    shot = shot_with(room(act(deed), say("KIP", line)), line)
    assert "speaks to Oda" in " ".join(p.action for p in shot.people)


def test_a_deed_done_together_is_done_by_both() -> None:
    shot = shot_with(room(act("Oda and Kip turn and look at the door.")), "turn and look")
    assert [p.action for p in shot.people] == ["Oda and Kip turn and look at the door"] * 2


def test_a_film_that_ends_in_a_room_ends_on_everybody_who_is_still_there_up_to_two() -> None:
    made = room(act("Finn leaves."), say("KIP", "I burned one too."), act("Oda laughs and breaks the bread."))
    assert names(made, made.shots.shots[-1]) == ["Kip", "Oda"]


def test_waving_makes_no_sound_of_the_sea_and_waves_do() -> None:
    assert "breaking" not in shot_with(room(act("Oda waves at the window.")), "waves at").sound
    assert "breaking" in shot_with(room(act("Waves beat on the wall.")), "Waves beat").sound


@pytest.mark.parametrize(
    ("deed", "framed"),
    [
        ("Oda hands him the loaf.", ["Finn", "Oda"]),
        ("Kip looks at her.", ["Kip", "Oda"]),
        ("Oda wipes her hands.", ["Oda"]),
        ("Oda pulls the shawl around her.", ["Oda"]),
        ("Kip shuts the door behind him.", ["Kip"]),
    ],
)
def test_him_and_her_bring_the_other_into_frame(deed: str, framed: list[str]) -> None:
    made = script(
        scene("INT. KITCHEN - NIGHT", *TALK, act(deed)), scene("EXT. ROAD - NIGHT", act("Snow falls."))
    )
    assert names(made, next(s for s in made.shots.shots if deed in s.action)) == framed
