from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.acting.anatomy import body_of
from generator.animatic.acting.held import gesture_with, thing_in_hand
from generator.animatic.acting.pose import Feeling, Gesture, Stance, Travel, pose_at
from generator.animatic.acting.reading import act_of
from generator.animatic.acting.stage import stage_of
from generator.animatic.cards.look import look_of
from generator.animatic.people.figure import eye_height
from generator.animatic.places.mood import mood_of
from generator.animatic.places.place import backdrop_of
from generator.animatic.places.railway import has_headlight, has_train
from generator.animatic.things.clock_face import time_in
from generator.animatic.things.insert import thing_of
from generator.animatic.things.props import kinds, prop_of
from generator.interface import Camera, Place, Scale
from tests.generator.animatic_shots import MARA, TOM, pictures, request

STATION = Place(
    heading="EXT. COUNTRY STATION - NIGHT",
    interior=False,
    name="COUNTRY STATION",
    time="NIGHT",
    description="An empty platform.",
)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The whistle, close.", "whistle"),
        ("red scarf", "scarf"),
        ("a brass cog", "gear"),
        ("The gulls go up.", "gull"),
        ("kettle", "kettle"),
        ("an old broom", "broom"),
        ("spanner", "tool"),
        ("hammer", "hammer"),
        ("her gloves", "gloves"),
        ("bread", "bread"),
        ("two bowls of soup", "bowl"),
        ("train ticket", "ticket"),
        ("wet coat", "coat"),
        ("oil can", "oil can"),
        ("small green boat", "boat"),
        ("blue door", "door"),
        ("kitchen window", "window"),
        ("a hand", "hand"),
        ("her fist", "fist"),
        ("an eye", "eye"),
        ("chain", "chain"),
        ("哨子", "whistle"),
    ],
)
def test_ordinary_things_have_a_drawing_of_their_own(words: str, kind: str) -> None:
    assert prop_of(words) == kind


def test_a_thing_is_named_by_the_last_noun_of_a_row_and_not_by_the_hand_that_holds_it() -> None:
    assert prop_of("the door key") == "key"
    assert prop_of("A hand closes over the letter.") == "letter"
    assert prop_of("the first letter, then the key") == "letter"


@pytest.mark.parametrize("kind", kinds())
def test_every_thing_that_is_known_fills_an_insert_without_its_name_on_a_card(kind: str) -> None:
    close = Camera(scale=Scale.INSERT)
    shown, card = (
        pictures(request(figures=(), props=(words,), camera=close, width=128, height=128), 4)[0]
        for words in (kind, "theremin")
    )
    assert thing_of(request(figures=(), props=(kind,), camera=close)).kind
    assert np.abs(shown.astype(int) - card.astype(int)).mean() > 3


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("The clock says nine minutes past eight.", (8, 9)),
        ("It says two minutes to eight", (7, 58)),
        ("half past twelve", (12, 30)),
        ("quarter to one", (0, 45)),
        ("twenty-five past six", (6, 25)),
        ("at three o'clock", (3, 0)),
        ("It is 21:40.", (21, 40)),
        ("a big white clock", None),
        ("from day to night", None),
    ],
)
def test_a_dial_shows_the_time_the_words_give(words: str, time: tuple[int, int] | None) -> None:
    assert time_in(words) == time


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("kneels under the lamp with a spanner", "tool"),
        ("kneels under the lamp with a spanner; lifts out a brass gear", "gear"),
        ("leans over the railing with an oil can", "oil can"),
        ("throws a rope into a small green boat", "rope"),
        ("sits with the suitcase on his knees", "bag"),
        ("pushes an old black bicycle up the hill", "bicycle"),
        ("closes her fist round the gear", "gear"),
        ("does not look at the clock", ""),
        ("walks past the boat", ""),
        ("looks at the chain in her hand", ""),
    ],
)
def test_people_hold_what_they_handle_and_not_what_is_near(words: str, kind: str) -> None:
    assert thing_in_hand(words, act_of(words).gesture, ())[0] == kind


def test_a_thing_in_hand_keeps_its_colour_words() -> None:
    assert thing_in_hand("runs in with a brown suitcase", Gesture.NONE, ()) == ("bag", "a brown suitcase")


def test_a_suitcase_hangs_from_the_arm_unless_its_owner_sits() -> None:
    assert gesture_with(Gesture.NONE, Stance.RUN, "bag") is Gesture.CARRY
    assert gesture_with(Gesture.NONE, Stance.SIT, "bag") is Gesture.HOLD


@pytest.mark.parametrize(
    ("words", "gesture"),
    [
        ("lifts her broom", Gesture.LIFT),
        ("winds his scarf round her neck", Gesture.LIFT),
        ("throws a rope", Gesture.THROW),
        ("throws the switch", Gesture.REACH),
        ("pushes the bread across the table", Gesture.PUSH),
        ("pours tea", Gesture.POUR),
        ("blows the whistle", Gesture.FACE),
        ("puts the whistle to his lips", Gesture.FACE),
        ("raises her hands", Gesture.RAISE),
        ("does not eat", Gesture.NONE),
    ],
)
def test_hands_do_what_the_verb_says_and_not_what_it_denies(words: str, gesture: Gesture) -> None:
    assert act_of(words).gesture is gesture


@pytest.mark.parametrize(
    "words", ["lifts a box", "throws a ball", "winds the clock", "kneels", "kneels and lifts"]
)
@pytest.mark.parametrize("turn", [-0.5, 0.5])
def test_no_hand_goes_over_the_shoulders_to_lift_throw_wind_or_kneel(words: str, turn: float) -> None:
    body = body_of(look_of(MARA), pose_at(act_of(words), "Mara", 2.0, 0.0, 0.0, turn, (0.0, 0.0)))
    assert all(arm[2][1] > body.neck[1] - 0.03 for arm in body.arms)


def test_kneeling_people_are_much_lower_than_standing_ones() -> None:
    look = look_of(MARA)
    assert eye_height(look, Stance.KNEEL) < 0.76 * eye_height(look, Stance.STAND)


def test_who_pedals_sits_on_a_bicycle_and_treads() -> None:
    rider = MARA.model_copy(update={"action": "still pedalling"})
    (actor,) = stage_of(request(figures=(rider,), frames=49), {}, {}, (), 4.0).actors
    assert (actor.act.stance, actor.act.gesture, actor.prop) == (Stance.RIDE, Gesture.PUSH, "bicycle")
    feet = [body_of(actor.look, actor.pose(frame)).legs[0][2][1] for frame in range(49)]
    assert max(feet) - min(feet) > 0.2


def test_sleepers_have_their_eyes_shut_and_their_heads_bowed() -> None:
    act = act_of("is asleep there, leaning on the bicycle")
    asleep, awake = (pose_at(a, "Nils", 1.0, 0.0, 0.0, 0.4, (0.0, 0.0)) for a in (act, act_of("waits")))
    assert asleep.blink == 1.0
    assert asleep.nod > awake.nod + 0.02
    assert act.stance is Stance.SIT
    assert act_of("does not open his eyes").shut
    assert not act_of("cannot sleep").asleep


def test_who_laughs_has_an_open_smile_without_a_word() -> None:
    act = act_of("laughs")
    assert act.feeling is Feeling.HAPPY
    assert all(pose_at(act, "Petra", t / 25, 0.0, 0.0, 0.3, (0.0, 0.0)).mouth > 0.2 for t in range(50))


def test_who_runs_while_others_stay_leaves_and_who_runs_alone_is_followed() -> None:
    runner = MARA.model_copy(update={"action": "runs for the door"})
    stays = TOM.model_copy(update={"action": "waits"})
    pair = stage_of(request(figures=(runner, stays), frames=97), {}, {}, (), 4.0)
    alone = stage_of(request(figures=(runner,), frames=97), {}, {}, (), 4.0)
    assert pair.actors[0].act.travel is Travel.EXIT
    assert abs(float(pair.actors[0].x[-1])) > 2.0
    assert pair.actors[0].pose(80).act.stance is Stance.RUN
    assert alone.actors[0].pose(48).act.stance is Stance.RUN
    assert float(np.ptp(alone.follow)) > 1.0


def test_nobody_holds_the_thing_of_somebody_else() -> None:
    giver = MARA.model_copy(update={"action": "lifts a lantern"})
    quiet = TOM.model_copy(update={"action": ""})
    first, other = stage_of(
        request(figures=(giver, quiet), action="Mara lifts a lantern."), {}, {}, (), 4.0
    ).actors
    assert (first.prop, other.prop) == ("lamp", "")


@pytest.mark.parametrize(
    ("action", "description", "train"),
    [
        ("", "An empty platform under one lamp.", False),
        ("", "", False),
        ("Ivo asks if the last train has gone.", "", False),
        ("A headlight grows on the rails.", "A train.", False),
        ("She waits.", "A green train stands at the platform.", True),
        ("The train pulls in.", "An empty platform.", True),
    ],
)
def test_a_train_stands_at_the_platform_only_when_the_words_have_one(
    action: str, description: str, train: bool
) -> None:
    assert has_train(action, description) is train


def test_the_platform_looks_different_with_a_train_and_with_a_light_on_the_rails() -> None:
    wide = Camera(scale=Scale.WIDE)
    empty, train, light = (
        pictures(request(figures=(), place=STATION, camera=wide, action=words), 8)[0][:, :, :3].astype(int)
        for words in ("Nothing.", "The train stands.", "A headlight grows.")
    )
    assert has_headlight("A headlight grows.")
    assert np.abs(empty - train).mean() > 4
    assert (light - empty).max() > 120
    assert backdrop_of(STATION, mood_of(STATION, ""), "The train stands.").kind == "platform"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.sampled_from(list(Gesture)))
def test_any_words_at_all_give_a_known_thing_or_none(words: str, gesture: Gesture) -> None:
    kind, _ = thing_in_hand(words, gesture, (words,))
    assert kind in ("", *kinds())
    assert prop_of(words) in ("", *kinds())
    time = time_in(words)
    assert time is None or (0 <= time[0] < 24 and 0 <= time[1] < 60)
