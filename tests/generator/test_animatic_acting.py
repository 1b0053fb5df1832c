from __future__ import annotations

import pytest

from generator.animatic.acting.pose import Act, Feeling, Gesture, Stance, Travel, blink_at, pose_at
from generator.animatic.acting.reading import act_of
from generator.animatic.acting.stage import stage_of
from generator.animatic.camera import Subject, at_depth, framing, moved
from generator.animatic.caption import captions_of
from generator.animatic.places.mood import Hour, mood_of
from generator.animatic.places.place import kind_of
from generator.animatic.things.props import kinds, prop_of
from generator.interface import Camera, Cue, Line, Move, Place, Scale
from tests.generator.animatic_shots import MARA, TOM, request


@pytest.mark.parametrize(
    ("words", "stance", "gesture", "travel"),
    [
        ("sits at the table", Stance.SIT, Gesture.NONE, Travel.NONE),
        ("kneels by the box", Stance.KNEEL, Gesture.NONE, Travel.NONE),
        ("lies in bed", Stance.LIE, Gesture.NONE, Travel.NONE),
        ("walks along the pier", Stance.WALK, Gesture.NONE, Travel.CROSS),
        ("enters and stops", Stance.WALK, Gesture.NONE, Travel.ENTER),
        ("runs off", Stance.RUN, Gesture.NONE, Travel.EXIT),
        ("points at the sea", Stance.STAND, Gesture.POINT, Travel.NONE),
        ("waves to the boat", Stance.STAND, Gesture.WAVE, Travel.NONE),
        ("holds a key", Stance.STAND, Gesture.HOLD, Travel.NONE),
        ("reaches for the door", Stance.STAND, Gesture.REACH, Travel.NONE),
        ("", Stance.STAND, Gesture.NONE, Travel.NONE),
    ],
)
def test_action_words_choose_stance_gesture_and_travel(
    words: str, stance: Stance, gesture: Gesture, travel: Travel
) -> None:
    act = act_of(words)
    assert (act.stance, act.gesture, act.travel) == (stance, gesture, travel)


def test_the_expression_decides_the_face_before_the_action_does() -> None:
    assert act_of("smiles", "furious").feeling is Feeling.ANGRY
    assert act_of("smiles").feeling is Feeling.HAPPY


def test_eyes_blink_a_few_times_in_ten_seconds_and_never_stay_shut() -> None:
    shut = [blink_at("Mara", frame / 25) > 0.5 for frame in range(250)]
    assert 4 <= sum(shut) <= 40
    assert not any(all(shut[i : i + 6]) for i in range(245))


def test_nobody_is_ever_quite_still() -> None:
    poses = {pose_at(Act(), "Mara", frame / 25, 0.0, 0.0, 0.3, (0.0, 0.0)) for frame in range(10)}
    assert len(poses) == 10


def test_who_enters_starts_outside_the_picture_and_ends_at_home() -> None:
    walker = MARA.model_copy(update={"action": "enters from the left"})
    actor = stage_of(request(figures=(walker,), frames=121), {}, {}, (), 4.0).actors[0]
    assert abs(float(actor.x[0])) > 2.0
    assert float(actor.x[-1]) == pytest.approx(actor.home, abs=0.01)
    assert actor.pose(120).act.stance is Stance.STAND


def test_two_people_face_each_other_and_listeners_look_at_who_speaks() -> None:
    asked = request(lines=(Line(speaker="ID_B", text="Look!"),), frames=49)
    left, right = stage_of(asked, {}, {}, (Cue(line=0, start=0.4, end=1.6),), 4.0).actors
    assert left.turn > 0 > right.turn
    assert left.gaze[25] > 0.5
    assert right.gaze[25] < -0.5


def test_people_alone_in_their_shots_look_in_opposite_directions() -> None:
    (mara,) = stage_of(request(figures=(MARA,)), {}, {}, (), 4.0).actors
    (tom,) = stage_of(request(figures=(TOM,)), {}, {}, (), 4.0).actors
    assert mara.turn * tom.turn < 0


@pytest.mark.parametrize("aspect", [0.56, 1.0, 1.74, 2.4])
@pytest.mark.parametrize("scale", [s for s in Scale if s is not Scale.INSERT])
def test_every_scale_keeps_the_eyes_in_the_upper_half(scale: Scale, aspect: float) -> None:
    people = [Subject(0.0, 1.5, 1.66, 0.31, 0.3)]
    _, top, _, bottom = framing(scale, people, aspect).rect(aspect)
    share = (-people[0].eye - top) / (bottom - top)
    assert 0.1 < share < (0.62 if scale is not Scale.EXTREME_WIDE else 0.7)


def test_closer_scales_show_less_and_less() -> None:
    people = [Subject(0.0, 1.5, 1.66, 0.31, 0.3)]
    order = (Scale.EXTREME_WIDE, Scale.WIDE, Scale.FULL, Scale.MEDIUM, Scale.MEDIUM_CLOSE, Scale.CLOSE,
             Scale.EXTREME_CLOSE)  # fmt: skip
    heights = [framing(scale, people, 1.74).height for scale in order]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


def test_both_heads_are_inside_a_close_two_shot() -> None:
    people = [Subject(-0.24, 1.5, 1.66, 0.31, 0.4), Subject(0.24, 1.35, 1.5, 0.3, -0.4)]
    left, top, right, bottom = framing(Scale.CLOSE, people, 1.74).rect(1.74)
    for person in people:
        assert left < person.x - person.head * 0.45
        assert person.x + person.head * 0.45 < right
        assert top < -person.top
        assert -(person.eye - person.head / 2) < bottom


@pytest.mark.parametrize("move", [m for m in Move if m is not Move.STATIC])
def test_every_move_changes_the_view(move: Move) -> None:
    view = framing(Scale.MEDIUM, [Subject(0.0, 1.5, 1.66, 0.31, 0.3)], 1.74)
    assert moved(view, move, 0.0, 0.0) != moved(view, move, 1.0, 4.0)


def test_what_is_far_moves_less_than_what_is_near() -> None:
    view = framing(Scale.WIDE, [], 1.74)
    start, end = (moved(view, Move.TRACK_RIGHT, share, 0.0) for share in (0.0, 1.0))
    shifts = [at_depth(end, d, Camera()).x - at_depth(start, d, Camera()).x for d in (0.1, 0.5, 1.0)]
    assert 0 < shifts[0] < shifts[1] < shifts[2]


@pytest.mark.parametrize(
    ("heading", "interior", "kind"),
    [
        ("LIGHTHOUSE - LAMP ROOM", True, "lamp room"),
        ("LIGHTHOUSE - KITCHEN", True, "kitchen"),
        ("LIVING ROOM", True, "living room"),
        ("MARA'S BEDROOM", True, "bedroom"),
        ("POLICE STATION", True, "office"),
        ("GARAGE", True, "workshop"),
        ("HOSPITAL CORRIDOR", True, "hospital"),
        ("THE BLUE CAFÉ", True, "cafe"),
        ("NIGHT TRAIN", True, "train"),
        ("ZORB", True, "room"),
        ("TRAIN STATION", False, "platform"),
        ("OLD PIER", False, "harbour"),
        ("BEACH", False, "sea"),
        ("ROOFTOP", False, "rooftop"),
        ("MOUNTAIN PASS", False, "mountain"),
        ("ZORB", False, "field"),
        ("森林", False, "forest"),
    ],
)
def test_headings_name_places(heading: str, interior: bool, kind: str) -> None:
    assert kind_of(Place(heading=heading, name=heading, interior=interior)) == kind


def test_time_and_weather_words_set_the_mood() -> None:
    place = Place(heading="EXT. STREET - NIGHT", interior=False, time="NIGHT", description="Heavy rain, fog.")
    mood = mood_of(place, "film noir")
    assert (mood.hour, mood.rain, mood.fog, mood.snow) == (Hour.NIGHT, True, True, False)
    assert mood.light.saturation < 0.2


def test_at_least_twenty_props_are_known_by_their_words() -> None:
    assert len(kinds()) >= 20
    words = [
        "letter",
        "phone",
        "key",
        "lamp",
        "cup",
        "book",
        "photo",
        "knife",
        "gun",
        "watch",
        "map",
        "suitcase",
    ]
    assert all(prop_of(f"an old {word}") for word in words)
    assert prop_of("a theremin") == ""


def test_a_caption_shows_the_line_while_it_is_heard_with_the_name() -> None:
    asked = request(lines=(Line(speaker="ID_A", text="Go home, Tom."),), action="They wait.", frames=121)
    action, line = captions_of(asked, (Cue(line=0, start=2.0, end=3.0),), {})
    assert (action.text, action.speaker, action.first) == ("They wait.", "", 0)
    assert (line.text, line.speaker, line.first) == ("Go home, Tom.", "Mara", 50)
    assert action.last <= line.first < 75 <= line.last
