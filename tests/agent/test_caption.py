from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.caption import LIMIT, caption
from generator.interface import (
    Angle,
    Camera,
    Figure,
    Fragment,
    Grammar,
    Line,
    Move,
    Place,
    Scale,
    Setup,
    ShotRequest,
)
from tests.agent.house_plans import idea, lamp, requests

MARA = Figure(
    tag="ID_A",
    name="Mara",
    appearance="a woman, 60s, tall, silver hair in a bun",
    wardrobe="yellow oilskin coat",
    voice="low and rough, unhurried, with a dry edge and long vowels",
    action="speaks to Tom",
    expression="weary",
)
TOM = Figure(
    tag="ID_B",
    name="Tom",
    appearance="a man, 19, thin",
    wardrobe="red sweater",
    voice="soft",
    action="listens to Mara",
)
LAMP = Place(
    heading="INT. LAMP ROOM - NIGHT",
    name="LAMP ROOM",
    time="NIGHT",
    light="one warm lamp",
    description="Brass and glass.",
)


def ask(**facts: object) -> ShotRequest:
    base = ShotRequest(
        code="LIGHT_010_0020",
        prompt="",
        width=640,
        height=384,
        frames=121,
        place=LAMP,
        figures=(MARA, TOM),
        lines=(Line(speaker="ID_A", text="You're late.", delivery="not turning"),),
        action="Mara trims the lamp.",
        props=("lamp",),
        camera=Camera(scale=Scale.MEDIUM, move=Move.PUSH_IN),
        sound="wind",
        music="no music",
        style="muted",
    )
    return base.model_copy(update=facts)


def test_the_caption_follows_the_order_the_camera_was_trained_on() -> None:
    assert caption(ask(continuity="Tom still wears a red sweater")) == (
        "ID_A is Mara, a woman, 60s, tall, silver hair in a bun. ID_A wears a yellow oilskin coat. "
        "ID_A's voice is low and rough, unhurried, with a dry edge and long vowels.\n\n"
        "ID_B is Tom, a man, 19, thin. ID_B wears a red sweater.\n\n"
        "This video has exactly 1 shot.\n"
        "shot1: Mara trims the lamp. Mara's face: weary. Tom listens to Mara. "
        "Mara, not turning, says, \"You're late.\" Then Mara's mouth closes. "
        "Camera: medium shot, at eye level, slow push in. Inside: LAMP ROOM, night. Brass and glass. "
        "Light: one warm lamp. Seen clearly: lamp. Unchanged: Tom still wears a red sweater. "
        "Sounds: wind. No music. Style: muted. Nobody but Mara speaks; all other mouths stay closed. "
        "Faces, hair and clothes stay the same; nobody looks into the lens. No text or subtitles on screen."
    )


def test_only_those_who_speak_have_voice_words() -> None:
    text = caption(ask())
    assert "ID_A's voice is" in text
    assert "ID_B's voice" not in text


def test_a_voice_from_outside_is_heard_and_nobody_in_the_picture_speaks() -> None:
    off = ask(figures=(TOM,), voices=(MARA,), lines=(Line(speaker="ID_A", text="Tom!", voice_over=True),))
    text = caption(off)
    assert 'Mara is heard off screen, "Tom!"' in text
    assert "Heard, not seen." in text
    assert "Only the voice of Mara is heard; nobody in the picture speaks." in text
    assert "mouth closes" not in text


def test_a_shot_without_people_says_so() -> None:
    text = caption(ask(figures=(), lines=()))
    assert text.startswith("This video has exactly 1 shot.")
    assert "There are no people in this shot." in text


def test_a_silent_shot_keeps_all_mouths_closed() -> None:
    assert "Nobody speaks; all mouths stay closed." in caption(ask(lines=()))


def test_music_is_stated_even_when_there_is_none() -> None:
    assert "No music." in caption(ask(music=""))
    assert "Music: one piano phrase." in caption(ask(music="one piano phrase"))


def test_a_caption_speaks_the_language_of_its_dialogue() -> None:
    for request in requests(idea("奶奶教孙女修一台坏了的收音机")):
        text = caption(request)
        assert "没有文字和字幕" in text
        assert "This video" not in text


def test_dialogue_keeps_its_line_breaks_and_quotes() -> None:
    words = 'He said "no".\nThen he left.'
    assert f'"{words}"' in caption(ask(lines=(Line(speaker="ID_A", text=words),)))


def test_the_description_gives_way_before_the_people_do() -> None:
    text = caption(ask(place=LAMP.model_copy(update={"description": "Shelf upon shelf of brass. " * 60})))
    assert len(text) <= LIMIT
    assert "silver hair in a bun" in text
    assert "Shelf upon shelf" in text
    assert text.count("Shelf upon shelf") < 10


def test_a_shot_whose_dialogue_alone_is_too_long_is_refused_by_name_and_amount() -> None:
    with pytest.raises(
        ValueError, match=r"LIGHT_010_0020: .* more than the 1500 a camera reads\. Split the shot"
    ):
        caption(ask(lines=(Line(speaker="ID_A", text="x" * 1_500),)))


ON_TOM = Setup(frame=60, camera=Camera(scale=Scale.CLOSE, on="ID_B"))
ANSWERED = (
    Line(speaker="ID_A", text="You're late.", start=0.5, end=1.5),
    Line(speaker="ID_B", text="The fog.", start=2.4, end=3.0),
)


def test_a_look_over_a_shoulder_says_over_whose_and_on_whom() -> None:
    over = Camera(scale=Scale.MEDIUM_CLOSE, on="ID_A", over="ID_B")
    said = "Camera: medium close-up, at eye level, static. Over Tom's shoulder, on Mara. Inside: "
    assert said in caption(ask(camera=over))
    chinese = (Line(speaker="ID_A", text="你来晚了。"),)
    assert "越过Tom的肩膀拍Mara。" in caption(ask(camera=over, lines=chinese, action="她擦着灯。"))


def test_a_shot_with_a_cut_is_told_as_two_with_each_line_where_it_begins() -> None:
    assert caption(ask(cuts=(ON_TOM,), lines=ANSWERED)).partition("This video")[2] == (
        " has exactly 2 shots.\n"
        "shot1: Mara trims the lamp. Mara's face: weary. Mara says, \"You're late.\" "
        "Then Mara's mouth closes. Camera: medium shot, at eye level, slow push in. "
        "Inside: LAMP ROOM, night. Brass and glass. Light: one warm lamp. Seen clearly: lamp.\n"
        'shot2: Tom says, "The fog." Then Tom\'s mouth closes. '
        "Camera: close-up, at eye level, static. On Tom.\n"
        "Sounds: wind. No music. Style: muted. Nobody but Mara and Tom speaks; all other mouths stay closed. "
        "Faces, hair and clothes stay the same; nobody looks into the lens. No text or subtitles on screen."
    )


def test_a_cut_back_to_all_names_them_and_lines_without_a_time_stay_in_the_first_shot() -> None:
    back = Setup(frame=90, camera=Camera(scale=Scale.FULL))
    untimed = tuple(line.model_copy(update={"start": 0.0, "end": 0.0}) for line in ANSWERED)
    text = caption(ask(cuts=(ON_TOM, back), lines=untimed))
    assert "This video has exactly 3 shots." in text
    assert text.index("The fog.") < text.index("shot2: Camera: close-up")
    assert "shot3: Camera: full shot, at eye level, static. On Mara and Tom.\n" in text


def test_a_chinese_shot_with_a_cut_is_told_in_chinese() -> None:
    lines = (
        Line(speaker="ID_A", text="你来晚了。", start=0.5, end=1.5),
        Line(speaker="ID_B", text="有雾。", start=2.4, end=3.0),
    )
    text = caption(ask(cuts=(ON_TOM,), lines=lines, action="她擦着灯。"))
    assert "本视频共有2个镜头。\nshot1：她擦着灯。" in text
    assert 'shot2：Tom说："有雾。"然后Tom闭上嘴。镜头：特写，平视，固定机位。拍Tom。\n声音' in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_size_height_and_move_of_the_camera_has_its_own_words(language: str) -> None:
    bare = ask(lines=(), action="", language=language)
    told = [
        caption(bare.model_copy(update={"camera": Camera(**{name: value})}))
        for name, kind in (("scale", Scale), ("move", Move), ("angle", Angle))
        for value in kind
    ]
    assert len(set(told)) == len(told) - 2  # a medium shot, static, at eye level is told three times


def test_the_plain_order_is_one_run_with_the_style_before_the_camera() -> None:
    assert caption(ask(), "plain") == (
        "ID_A is Mara, a woman, 60s, tall, silver hair in a bun. ID_A wears a yellow oilskin coat. "
        "ID_A's voice is low and rough, unhurried, with a dry edge and long vowels. "
        "ID_B is Tom, a man, 19, thin. ID_B wears a red sweater. "
        "Mara trims the lamp. Mara's face: weary. Tom listens to Mara. "
        "Mara, not turning, says, \"You're late.\" Then Mara's mouth closes. Style: muted. "
        "Camera: medium shot, at eye level, slow push in. Inside: LAMP ROOM, night. Brass and glass. "
        "Light: one warm lamp. Seen clearly: lamp. Sounds: wind. No music. "
        "Nobody but Mara speaks; all other mouths stay closed. "
        "Faces, hair and clothes stay the same; nobody looks into the lens. No text or subtitles on screen."
    )


def test_the_plain_order_keeps_its_labels_where_there_are_cuts() -> None:
    told = caption(ask(cuts=(ON_TOM,), lines=ANSWERED), "plain").splitlines()[4:]
    assert told[0] == "This video has exactly 2 shots."
    assert "Then Mara's mouth closes. Style: muted. Camera: medium shot" in told[1]
    assert told[2].startswith('shot2: Tom says, "The fog."')
    assert told[3].startswith("Sounds: wind. No music. Nobody but Mara and Tom speaks")


def test_the_plain_order_is_told_in_chinese_without_spaces() -> None:
    line = Line(speaker="ID_A", text="你今天来晚了。")
    text = caption(ask(lines=(line,), action="她擦着灯。", style="水墨"), "plain")
    assert "shot1" not in text
    assert "个镜头" not in text
    assert '说："你今天来晚了。"然后Mara闭上嘴。风格：水墨。镜头：中景' in text


@pytest.mark.parametrize("grammar", ["released", "plain"])
def test_fragments_are_told_with_their_seconds(grammar: Grammar) -> None:
    parts = (
        Fragment(start=0, text="she bends to the wick"),
        Fragment(start=3.24, text="The flame steadies."),
    )
    text = caption(ask(fragments=parts), grammar)
    assert "mouth closes. At 0 s: She bends to the wick. At 3.2 s: The flame steadies. " in text
    cut = caption(ask(fragments=parts, cuts=(ON_TOM,)), grammar)
    assert cut.index("At 0 s") < cut.index("shot2: At 3.2 s: The flame steadies.")
    chinese = ask(fragments=parts[:1], lines=(Line(speaker="ID_A", text="你今天来晚了。"),))
    assert "第0秒：" in caption(chinese, grammar)


def test_fragments_give_way_before_anything_else() -> None:
    parts = tuple(Fragment(start=n, text="word " * 60) for n in range(5))
    full = caption(ask(fragments=parts))
    assert full == caption(ask())


def test_a_line_from_somebody_the_camera_turns_away_from_is_heard() -> None:
    lines = (ANSWERED[0], Line(speaker="ID_A", text="You know it.", start=2.6, end=3.4))
    text = caption(ask(cuts=(ON_TOM,), lines=lines))
    assert "Mara says, \"You're late.\" Then Mara's mouth closes. Camera" in text
    assert 'shot2: Mara is heard off screen, "You know it." Camera: close-up' in text
    over = Setup(frame=60, camera=Camera(scale=Scale.CLOSE, on="ID_B", over="ID_A"))
    assert 'shot2: Mara says, "You know it." Then Mara' in caption(ask(cuts=(over,), lines=lines))


def test_only_dialogue_stands_in_double_quotes() -> None:
    request = ask(action='A sign says "CLOSED".', sound="“hush” from the 「sea」", lines=())
    text = caption(request)
    assert "A sign says 'CLOSED'." in text
    assert "Sounds: ‘hush’ from the ‘sea’." in text
    assert '"' not in text


def test_the_dialogue_decides_the_language_unless_little_is_said() -> None:
    said = Line(speaker="ID_A", text="你今天来得太晚了。")
    assert "没有文字和字幕" in caption(ask(lines=(said,), action="Mara trims the lamp and waits for Tom."))
    shout = Line(speaker="ID_A", text="OK!")
    assert "没有文字和字幕" in caption(ask(lines=(shout,), action="她擦着灯，没有回头，等着他走上楼梯。"))


def test_echo_says_which_order_its_weights_read() -> None:
    from generator.echo.policy import RELEASES, Version
    from generator.echo.setup import Setup as EchoSetup
    from generator.echo.setup import prepare

    read = {v: prepare(EchoSetup(version=v)).capabilities().grammar for v in RELEASES}
    assert read == {Version.ONE: "plain", Version.ONE_FIVE: "released"}


WORDS = st.text(max_size=700)
FIGURES = st.builds(
    Figure,
    tag=st.sampled_from(["ID_A", "ID_B"]),
    name=st.sampled_from(["Mara", "Tom", "林婉"]),
    appearance=WORDS,
    wardrobe=WORDS,
    voice=WORDS,
    action=WORDS,
    expression=WORDS,
)
LINES = st.builds(
    Line,
    speaker=st.sampled_from(["ID_A", "ID_B"]),
    text=st.text(min_size=1, max_size=170),
    delivery=WORDS,
    voice_over=st.booleans(),
)


@given(
    st.lists(FIGURES, max_size=3),
    st.lists(LINES, max_size=2),
    WORDS,
    WORDS,
    WORDS,
    st.builds(Place, heading=WORDS, name=WORDS, time=WORDS, light=WORDS, description=WORDS),
    st.booleans(),
    st.sampled_from(["released", "plain"]),
)
@settings(max_examples=80, deadline=None)
def test_no_caption_is_longer_than_the_limit_and_every_line_is_in_it_byte_for_byte(
    figures: list[Figure],
    lines: list[Line],
    action: str,
    style: str,
    continuity: str,
    place: Place,
    cut: bool,
    grammar: Grammar,
) -> None:
    request = ask(
        figures=tuple(figures),
        lines=tuple(lines),
        action=action,
        style=style,
        sound=style,
        music=action,
        place=place,
        props=(style,),
        cuts=(ON_TOM,) * cut,
        continuity=continuity,
        fragments=(Fragment(start=2.5, text=style or "."),),
    )
    text = caption(request, grammar)
    assert len(text) <= LIMIT
    assert all(f'"{line.text}"' in text for line in lines)


def test_every_caption_of_a_whole_film_fits_and_names_everybody_in_frame() -> None:
    for request in requests(lamp()):
        text = caption(request)
        assert len(text) <= LIMIT
        assert [f.tag for f in request.figures] == [
            f.tag for f in request.figures if f"{f.tag} is {f.name}" in text
        ]
