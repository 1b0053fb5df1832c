from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.acting.anatomy import ANKLE, Body, body_of
from generator.animatic.acting.pose import Act, Gesture, Stance, Travel, pose_at
from generator.animatic.acting.reading import MAX_PHASES, act_of, phases_of
from generator.animatic.acting.stage import Actor, Stage, stage_of
from generator.animatic.cards.look import Look, look_of
from generator.interface import Camera, Cue, Facing, Figure, Line, Place, Scale, ShotRequest
from tests.generator.animatic_shots import MARA, TOM, request

JONAS = Figure(tag="ID_C", name="Jonas", appearance="a man in his thirties", wardrobe="blue sweater")
INES = Figure(tag="ID_D", name="Ines", appearance="a tall woman", wardrobe="red dress")
LOOKS = tuple(look_of(figure) for figure in (MARA, TOM, JONAS, INES))

DOINGS = [
    ("walks along the pier", "沿着码头走", Stance.WALK, Gesture.NONE),
    ("runs", "跑", Stance.RUN, Gesture.NONE),
    ("sneaks down the hall", "蹑手蹑脚", Stance.SNEAK, Gesture.NONE),
    ("sits on a bench", "坐在长椅上", Stance.SIT, Gesture.NONE),
    ("kneels", "跪着", Stance.KNEEL, Gesture.NONE),
    ("lies in bed", "躺在床上", Stance.LIE, Gesture.NONE),
    ("jumps", "跳起来", Stance.JUMP, Gesture.NONE),
    ("falls", "摔倒", Stance.FALL, Gesture.NONE),
    ("bows", "鞠躬", Stance.BOW, Gesture.NONE),
    ("dances", "跳舞", Stance.DANCE, Gesture.NONE),
    ("climbs a ladder", "爬梯子", Stance.CLIMB, Gesture.NONE),
    ("swims", "游泳", Stance.SWIM, Gesture.NONE),
    ("points at the house", "指着房子", Stance.STAND, Gesture.POINT),
    ("holds a key", "拿着钥匙", Stance.STAND, Gesture.HOLD),
    ("gives him a letter", "递给他一封信", Stance.STAND, Gesture.GIVE),
    ("hands Tom the letter", "把信交给汤姆", Stance.STAND, Gesture.GIVE),
    ("takes the key", "接过钥匙", Stance.STAND, Gesture.TAKE),
    ("opens the door", "打开门", Stance.STAND, Gesture.OPEN),
    ("waves", "挥手", Stance.STAND, Gesture.WAVE),
    ("hugs her", "拥抱她", Stance.STAND, Gesture.HUG),
    ("punches him", "揍了他", Stance.STAND, Gesture.FIGHT),
    ("shakes hands with him", "和他握手", Stance.STAND, Gesture.SHAKE),
    ("kisses her on the cheek", "吻她的脸颊", Stance.STAND, Gesture.KISS),
    ("drives", "开车", Stance.SIT, Gesture.DRIVE),
    ("writes a letter", "写信", Stance.STAND, Gesture.WRITE),
    ("talks on the phone", "打电话", Stance.STAND, Gesture.EAR),
    ("eats soup", "吃饭", Stance.STAND, Gesture.EAT),
    ("drinks tea", "喝茶", Stance.STAND, Gesture.DRINK),
    ("reads a book", "读书", Stance.STAND, Gesture.READ),
    ("throws a ball", "扔球", Stance.STAND, Gesture.THROW),
    ("cries", "哭了", Stance.STAND, Gesture.WEEP),
    ("knocks at the door", "敲门", Stance.STAND, Gesture.KNOCK),
    ("claps", "鼓掌", Stance.STAND, Gesture.CLAP),
    ("pours tea", "倒茶", Stance.STAND, Gesture.POUR),
    ("pushes a crate", "推箱子", Stance.STAND, Gesture.PUSH),
]


def staged(*figures: Figure, cues: tuple[Cue, ...] = (), width: float = 4.0, **changes: Any) -> Stage:
    asked: ShotRequest = request(**{"figures": figures, "frames": 101, **changes})
    return stage_of(asked, {}, {}, cues, width)


def doing(action: str, figure: Figure = JONAS, **changes: Any) -> Figure:
    return figure.model_copy(update={"action": action, **changes})


def alone(action: str, **changes: Any) -> Actor:
    (actor,) = staged(doing(action), **changes).actors
    return actor


def body(actor: Actor, frame: int) -> Body:
    return body_of(actor.look, actor.pose(frame))


def joints(body: Body) -> np.ndarray:
    limbs = [point for limb in (*body.arms, *body.legs) for point in limb]
    return np.array([body.hip, body.neck, body.head, *limbs])


@pytest.mark.parametrize(("english", "chinese", "stance", "gesture"), DOINGS)
def test_a_doing_is_read_in_both_languages(
    english: str, chinese: str, stance: Stance, gesture: Gesture
) -> None:
    for words in (english, chinese):
        act = act_of(words)
        assert (act.stance, act.gesture) == (stance, gesture), words


@pytest.mark.parametrize("words", [english for english, *_ in DOINGS if english != "lies in bed"])
def test_every_doing_differs_from_standing_in_the_middle_of_the_shot(words: str) -> None:
    stands, acts = alone(""), alone(words)
    poses = [acts.pose(frame) for frame in (46, 50, 54)]
    bodies = [joints(body_of(acts.look, pose)) for pose in poses]
    still = joints(body(stands, 50))
    moved = max(float(np.linalg.norm(b - still, axis=1).max()) for b in bodies)
    assert moved > 0.12 or abs(poses[1].roll) > 10 or poses[1].back > 0.5


def test_two_doings_never_look_the_same() -> None:
    words = [english for english, *_ in DOINGS if english not in ("lies in bed", "hands Tom the letter")]
    shapes = {}
    for word in words:
        actor = alone(word)
        pose = actor.pose(50)
        extra = [pose.roll / 90, pose.back, pose.height]
        shapes[word] = np.concatenate([joints(body_of(actor.look, pose)).ravel(), extra])
    close = [
        (one, other)
        for i, one in enumerate(words)
        for other in words[:i]
        if np.abs(shapes[one] - shapes[other]).max() < 0.02
    ]
    assert close == []


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("does not sit down", Stance.SIT),
        ("never jumps", Stance.JUMP),
        ("cannot dance", Stance.DANCE),
        ("没有跳舞", Stance.DANCE),
    ],
)
def test_a_denied_stance_is_not_taken(words: str, denied: Stance) -> None:
    assert act_of(words).stance is not denied


@pytest.mark.parametrize(
    "words",
    ["takes it in without a word", "takes a breath", "gives a small nod", "opens her eyes", "没有哭", "不吃",
     "falls silent", "snow falls"],
)  # fmt: skip
def test_a_turn_of_speech_moves_no_hand_and_lets_nobody_fall(words: str) -> None:
    act = act_of(words)
    assert (act.stance, act.gesture) == (Stance.STAND, Gesture.NONE)


@pytest.mark.parametrize(
    "words",
    ["stands up, walks to the window and looks out", "站起来，走到窗前，望向窗外"],
)
def test_several_doings_are_played_in_their_order(words: str) -> None:
    actor = alone(words, frames=151)
    stances = [actor.pose(frame).act.stance for frame in range(151)]
    assert body(actor, 0).hip[1] > body(actor, 40).hip[1] + 0.2
    assert Stance.WALK in stances[40:100]
    assert abs(float(actor.x[100] - actor.x[20])) > 0.4
    assert actor.pose(10).back < 0.1
    assert actor.pose(150).back > 0.9


def test_who_sits_down_and_reads_reads_sitting() -> None:
    actor = alone("sits down and reads a letter")
    assert body(actor, 0).hip[1] < body(actor, 100).hip[1] - 0.2
    assert (actor.pose(90).act.stance, actor.pose(90).act.gesture) == (Stance.SIT, Gesture.READ)
    assert actor.chair is not None
    assert actor.pose(0).chair == pytest.approx(0.0)


def test_a_state_that_lasts_is_there_from_the_first_frame() -> None:
    actor = alone("sits and reads a letter")
    assert (actor.pose(0).act.stance, actor.pose(0).act.gesture) == (Stance.SIT, Gesture.READ)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_action_has_one_to_three_phases(words: str) -> None:
    assert 1 <= len(phases_of(words)) <= MAX_PHASES


@pytest.mark.parametrize("words", ["", "🙂🙃", "שלום עולם", "walks and talks, " * 1700])
def test_any_action_gives_poses_with_finite_joints(words: str) -> None:
    actor = alone(words, frames=9)
    assert all(np.isfinite(joints(body(actor, frame))).all() for frame in range(9))


acts = st.builds(
    Act, stance=st.sampled_from(Stance), gesture=st.sampled_from(Gesture), travel=st.sampled_from(Travel),
    laughing=st.booleans(), leaning=st.booleans(), up=st.booleans(), answers=st.booleans(),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    acts,
    acts,
    st.floats(0, 10),
    st.floats(0, 1),
    st.floats(-1, 1),
    st.sampled_from(LOOKS),
    st.floats(0, 1),
    st.floats(-1, 1),
)
def test_no_limb_is_ever_longer_than_its_bones(
    act: Act,
    before: Act,
    time: float,
    mouth: float,
    turn: float,
    look: Look,
    blend: float,
    way: float,
) -> None:
    now, was = (pose_at(a, "Mara", time, mouth, mouth, turn, (turn, 0.0)) for a in (act, before))
    pose = replace(now.going_on_from(replace(was, way=way), blend), way=way)
    body = body_of(look, pose)
    assert np.isfinite(joints(body)).all()
    arm = (body.build.hip - body.build.shoulder) * 0.56 + 1e-6
    leg = -(body.build.hip - ANKLE) * 0.503 + 1e-6
    # A shin that goes away from the camera or towards it is drawn as long as it is seen.
    for limbs, bone in ((body.arms, arm), (body.legs, max(leg, 0.5))):
        for start, joint, end in limbs:
            assert math.dist(start, joint) <= bone
            assert math.dist(joint, end) <= bone


def test_a_jump_crouches_rises_and_lands() -> None:
    actor = alone("jumps")
    heights, hips = actor.y, [body(actor, frame).hip[1] for frame in range(101)]
    top = int(np.argmax(heights))
    assert heights[0] == heights[-1] == 0
    assert heights[top] > 0.3
    assert max(hips[:top]) > hips[0] + 0.1
    assert max(hips[top:]) > hips[0] + 0.1
    assert 35 < top < 65


def test_who_falls_ends_lying_where_they_stood() -> None:
    actor = alone("falls")
    assert actor.pose(0).roll == 0
    assert abs(actor.pose(100).roll) > 80
    middle = float(actor.x[100]) + math.sin(math.radians(actor.pose(100).roll)) * 0.85
    assert abs(middle - actor.home) < 0.2


def test_a_letter_changes_hands_in_the_middle() -> None:
    giver, taker = staged(doing("gives Ines a letter"), doing("", INES)).actors
    assert (giver.prop, taker.prop) == ("letter", "letter")
    hands = [actor.pose(30) for actor in (giver, taker)]
    assert [pose.act.gesture for pose in hands] == [Gesture.GIVE, Gesture.TAKE]
    assert [actor.pose(95).act.gesture for actor in (giver, taker)] == [Gesture.NONE, Gesture.HOLD]


@pytest.mark.parametrize("words", ["gives Ines a letter", "shakes hands with Ines"])
def test_hands_of_two_people_meet(words: str) -> None:
    left, right = staged(doing(words), doing("", INES), camera=Camera(scale=Scale.WIDE)).actors
    hands = []
    for actor in (left, right):
        drawn, size = body(actor, 40), actor.look.height / 1.7
        x, y = drawn.arms[drawn.lead][2]
        hands.append((x * size + float(actor.x[40]), y * size - actor.raised))
    assert math.dist(*hands) < 0.12


def test_two_people_step_together_to_hug_and_look_at_each_other() -> None:
    left, right = staged(doing("hugs Ines"), doing("", INES), camera=Camera(scale=Scale.WIDE)).actors
    assert float(right.x[60] - left.x[60]) < 0.5 < float(right.x[0] - left.x[0])
    assert left.gaze[60] > 0.5 > -0.5 > right.gaze[60]
    assert right.pose(60).act.gesture is Gesture.HUG


def test_the_one_who_is_named_is_the_other_one_and_not_the_nearest() -> None:
    actors = staged(doing("", MARA), doing("gives Ines a letter"), doing("", INES)).actors
    assert [actor.pose(30).act.gesture for actor in actors] == [Gesture.NONE, Gesture.GIVE, Gesture.TAKE]


@pytest.mark.parametrize(("facing", "side"), [(Facing.LEFT, -1), (Facing.RIGHT, 1)])
def test_screen_direction_is_kept_by_who_looks_walks_comes_and_goes(facing: Facing, side: int) -> None:
    def one(action: str) -> Actor:
        (actor,) = staged(doing(action, facing=facing)).actors
        return actor

    stands, walks, enters, leaves = map(one, ("", "walks", "enters", "leaves"))
    assert stands.turn * side > 0
    assert all(stands.pose(frame).look[0] * side > 0.2 for frame in range(101))
    assert float(walks.x[-1] - walks.x[0]) * side > 1
    assert float(enters.x[0]) * side < -1
    assert float(leaves.x[-1]) * side > 1


def test_words_about_the_side_are_stronger_than_the_screen_direction() -> None:
    (actor,) = staged(doing("enters from the right", facing=Facing.RIGHT)).actors
    assert float(actor.x[0]) > 2


@pytest.mark.parametrize("name", ["Jonas", "Mara", "Tom", "林"])
def test_nobody_looks_into_the_lens_unless_the_words_say_so(name: str) -> None:
    (quiet,) = staged(doing("waits", name=name), frames=241).actors
    assert min(abs(quiet.pose(frame).look[0]) for frame in range(241)) > 0.2
    (lens,) = staged(doing("looks into the camera", name=name)).actors
    assert abs(lens.pose(50).head_turn) < 0.25


def test_eyes_wander_but_stay_with_who_speaks() -> None:
    lines = (Line(speaker="ID_D", text="Stay where you are and listen."),)
    cues = (Cue(line=0, start=0.5, end=7.5),)
    left, right = staged(doing(""), doing("", INES), lines=lines, cues=cues, frames=201).actors
    assert min(left.gaze[20:185]) > 0.4
    assert max(right.gaze[20:185]) < -0.4
    assert float(np.ptp(left.gaze[20:185])) > 0.1


def test_what_is_looked_at_or_named_gets_the_eyes() -> None:
    watched = staged(doing("", MARA), doing("looks at Mara"), doing("", INES)).actors[1]
    assert watched.gaze[50] < -0.5
    reader = alone("reads a letter")
    assert reader.pose(50).look[1] > 0.3


def test_who_turns_away_is_seen_from_behind_unless_they_speak() -> None:
    assert alone("turns away").pose(100).back > 0.9
    assert alone("turns away").pose(0).back < 0.1
    speaks = (Line(speaker="ID_C", text="No."),)
    assert alone("turns away", lines=speaks).pose(100).back == 0


def test_of_three_the_middle_one_stands_behind_unless_the_shot_is_theirs() -> None:
    people = (doing("", MARA), doing(""), doing("", INES))
    assert [actor.depth for actor in staged(*people).actors] == [0, 1, 0]
    camera = Camera(scale=Scale.WIDE, on="ID_C")
    assert [actor.depth for actor in staged(*people, camera=camera).actors] == [1, 0, 1]


def test_a_child_never_stands_behind_others() -> None:
    people = (doing("", MARA), doing("", TOM), doing("", INES))
    assert [actor.depth for actor in staged(*people).actors] == [0, 0, 0]


def test_people_shiver_in_the_snow_and_when_they_are_afraid() -> None:
    def shake(figure: Figure, **changes: Any) -> float:
        (actor,) = staged(figure, **changes).actors
        sways = np.array([actor.pose(frame).sway for frame in range(101)])
        return float(np.abs(np.diff(sways, 2)).mean())

    snow = Place(heading="EXT. FIELD - DAY", name="FIELD", interior=False, description="Deep snow.")
    calm = shake(doing(""))
    assert shake(doing("", expression="terrified")) > 3 * calm
    assert shake(doing(""), place=snow) > 3 * calm


def test_a_listener_nods_when_the_other_one_has_finished() -> None:
    nods = []
    for text in ("One.", "Two.", "Three.", "Four.", "Five."):
        lines, cues = (Line(speaker="ID_D", text=text),), (Cue(line=0, start=0.2, end=2.0),)
        left, right = staged(doing(""), doing("", INES), lines=lines, cues=cues).actors
        assert float(right.nods.max()) == 0
        nods.append(float(left.nods[40:65].max()))
        assert float(left.nods[:35].max()) == 0
    assert max(nods) > 0.01


def test_the_same_request_gives_the_same_poses() -> None:
    first, again = (alone("stands up, dances and bows") for _ in range(2))
    assert [first.pose(frame) for frame in range(101)] == [again.pose(frame) for frame in range(101)]
