"""Fountain in, scenes out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.editorial.screenplay import read
from tools.story import Action, Screenplay, Speech


def script(text: str) -> Screenplay:
    found = read(text.encode(), "film.fountain")
    assert found.kind == "fountain"
    assert found.screenplay is not None
    return found.screenplay


def speech(text: str) -> Speech:
    (only,) = script(f"INT. ROOM - DAY\n\n{text}\n").speeches()
    return only


def actions(text: str) -> list[str]:
    found = script(f"INT. ROOM - DAY\n\n{text}\n")
    return [block.text for scene in found.scenes for block in scene.blocks if isinstance(block, Action)]


def test_a_script_becomes_scenes_of_action_and_speech() -> None:
    found = script(
        "INT. LAMP ROOM - NIGHT\n\nA gull cries.\n\nMARA\nEst bien.\n\nEXT. PIER - DAY\n\nWaves.\n"
    )
    first, second = found.scenes
    assert (first.heading, first.interior, first.place, first.time) == (
        "INT. LAMP ROOM - NIGHT",
        True,
        "LAMP ROOM",
        "NIGHT",
    )
    assert first.blocks == (
        Action(text="A gull cries."),
        Speech(speaker="MARA", text="Est bien.", index=0),
    )
    assert (second.interior, second.place, second.time) == (False, "PIER", "DAY")


def test_the_title_page_gives_title_and_author_and_is_not_filmed() -> None:
    found = script(
        "Title:\n    _**The Lamp**_\nCredit: by\nAuthor: Ann Keeper\nMood: grey\n\nINT. ROOM - DAY\n\nRain.\n"
    )
    assert (found.title, found.author) == ("The Lamp", "Ann Keeper")
    assert [scene.heading for scene in found.scenes] == ["INT. ROOM - DAY"]
    assert found.scenes[0].blocks == (Action(text="Rain."),)


def test_a_title_page_may_run_straight_into_the_first_heading() -> None:
    assert [s.heading for s in script("Title: Rain\nINT. ROOM - DAY\nRain.").scenes] == ["INT. ROOM - DAY"]


def test_fade_in_is_neither_a_title_nor_a_scene_nor_action() -> None:
    found = script("FADE IN:\n\nINT. ROOM - DAY\n\nRain.\n\nCUT TO:\n\n> SMASH CUT:\n\nSun.\n\nFADE OUT.\n")
    assert found.scenes[0].blocks == (Action(text="Rain."), Action(text="Sun."))
    assert len(found.scenes) == 1


@pytest.mark.parametrize(
    ("line", "heading", "number"),
    [
        ("INT. ROOM - DAY #12A#", "INT. ROOM - DAY", "12A"),
        ("12 INT. ROOM - DAY 12", "INT. ROOM - DAY", "12"),
        (".LAMP ROOM #3#", "LAMP ROOM", "3"),
        (".ÉGLISE", "ÉGLISE", ""),
        (".灯塔 #4#", "灯塔", "4"),
        ("**INT. ROOM - DAY**", "INT. ROOM - DAY", ""),
        ("int. room - day", "int. room - day", ""),
        ("INT./EXT. CAR - DAY", "INT./EXT. CAR - DAY", ""),
        ("I/E CAR - DAY", "I/E CAR - DAY", ""),
        ("EST. CITY", "EST. CITY", ""),
        ("内景 厨房 夜", "内景 厨房 夜", ""),
    ],
)
def test_scene_headings_are_known_in_every_form(line: str, heading: str, number: str) -> None:
    found = script(f"{line}\n\nRain.\n\nMARA\nYes.\n")
    assert [(scene.heading, scene.number) for scene in found.scenes] == [(heading, number)]


@pytest.mark.parametrize(
    "line",
    [
        "Est bien.",
        "Ext bien.",
        "int the dark, he waits.",
        "#1 fan of yours.",
        "= two times four.",
        ".45 calibre.",
        "> further on",
        "!Hola!",
        "@mara knows.",
        "CUT TO:",
        "FADE IN: they said.",
        "Title: none",
        "*really* _now_ \\*",
        "MARA",
        "a (small) thing",
        "[12] and /12*/",
    ],
)
def test_words_of_a_speech_keep_their_bytes_whatever_they_look_like(line: str) -> None:
    assert speech(f"MARA\nWell.\n{line}").text == f"Well.\n{line}"


def test_the_same_person_is_one_speaker_and_says_how_they_are_heard() -> None:
    found = script(
        "INT. ROOM - DAY\n\n@McCLANE\nOne.\n\nMCCLANE (V.O.) (CONT'D)\nTwo.\n\n@McCLANE (O.S.) ^\nThree.\n"
    )
    assert [s.speaker for s in found.speeches()] == ["McCLANE"] * 3
    assert [s.extension for s in found.speeches()] == ["", "V.O., CONT'D", "O.S."]
    assert [s.voice_over for s in found.speeches()] == [False, True, True]
    assert [s.dual for s in found.speeches()] == [False, False, True]


@pytest.mark.parametrize("cue", ["ÉLODIE", "МАША", "@小明", "MRS. LOVE", "R2", "NURSE #2", "JOE JR."])
def test_cues_need_no_ascii_letters(cue: str) -> None:
    assert speech(f"{cue}\nNon.").speaker == cue.removeprefix("@")


@pytest.mark.parametrize("line", ["BANG!", "SILENCE.", "HE WAITS FOR:", "12", "WHO ARE YOU?"])
def test_a_shouted_line_of_action_is_not_a_cue(line: str) -> None:
    assert actions(f"{line}\nMara turns.") == [f"{line} Mara turns."]


def test_parentheticals_say_how_and_split_a_speech_in_the_middle() -> None:
    found = script(
        "INT. ROOM - DAY\n\nMARA (V.O.)\n(softly)\n(to him (again))\nOne.\n(beat)\nTwo.\n(she goes)\n"
    )
    first, second, action = found.scenes[0].blocks
    assert isinstance(first, Speech)
    assert isinstance(second, Speech)
    assert (first.parenthetical, first.text) == ("softly; to him (again)", "One.")
    assert (second.speaker, second.parenthetical, second.text, second.extension) == (
        "MARA",
        "beat",
        "Two.",
        "V.O.",
    )
    assert action == Action(text="MARA (she goes)")


def test_a_parenthetical_may_break_over_lines_and_an_open_bracket_is_words() -> None:
    assert speech("MARA\n(to him,\nturning)\nYes.").parenthetical == "to him, turning"
    assert speech("MARA\n(to him\nYes.").text == "(to him\nYes."


def test_two_spaces_keep_a_speech_going_and_other_blank_lines_end_it() -> None:
    assert speech("MARA\nOne.\n  \nTwo.").text == "One.\nTwo."
    found = script("INT. ROOM - DAY\n\nMARA\nOne.\n    \nShe goes.\n  \nJOE\nTwo.\n")
    assert [s.text for s in found.speeches()] == ["One.", "Two."]


def test_lyrics_in_a_speech_are_words_and_alone_are_action() -> None:
    assert speech("MARA\n~La la\nYes.").text == "La la\nYes."
    assert actions("~La la") == ["La la"]


def test_notes_are_kept_aside_and_boneyards_are_gone() -> None:
    found = script(
        "INT. ROOM - DAY\n\nA gull [[which\n one?]] cries.\n\n"
        "MARA\n[[angry]]\nWhere /* the hell */ were you?\n\n"
        "/*\nJOE\nOut. [[lost]]\n*/\n\nRain.\n"
    )
    assert found.notes == ("which one?", "angry")
    assert [b.text for b in found.scenes[0].blocks] == ["A gull cries.", "Where were you?", "Rain."]


def test_emphasis_leaves_action_and_stays_in_dialogue() -> None:
    assert actions("A ***big*** _**red**_ *coat*, 2 * 3, snake_case, \\*star\\*.") == [
        "A big red coat, 2 * 3, snake_case, *star*."
    ]
    assert speech("MARA\nNot *that* coat.").text == "Not *that* coat."


def test_paragraphs_of_action_flow_and_blank_lines_part_them() -> None:
    assert actions("A gull\n  cries.\n\n\nRain.\n\n> Centred <\n\n===\n\n!SUN\n!MOON") == [
        "A gull cries.",
        "Rain.",
        "Centred",
        "SUN MOON",
    ]
    assert actions("海鸥\n叫了。") == ["海鸥叫了。"]


def test_synopses_belong_to_their_scene_and_sections_to_none() -> None:
    found = script(
        "# Act one\n\n= She waits.\n\nINT. ROOM - DAY\n\n= In vain.\n\nRain.\n\n## Later\n= Sun.\n\n"
        "EXT. PIER - DAY\n\nSun.\n"
    )
    assert [scene.synopsis for scene in found.scenes] == ["She waits. In vain.", "Sun."]
    assert [b.text for scene in found.scenes for b in scene.blocks] == ["Rain.", "Sun."]


def test_a_script_without_headings_is_one_scene_with_an_empty_heading() -> None:
    (scene,) = script("She waits.\n\nMARA\nWell?\n").scenes
    assert (scene.heading, len(scene.blocks)) == ("", 2)


def test_a_script_of_headings_alone_gives_empty_scenes() -> None:
    found = script("INT. A - DAY\nINT. B - DAY\n\nEXT. C - NIGHT\n")
    assert [(scene.place, scene.blocks) for scene in found.scenes] == [("A", ()), ("B", ()), ("C", ())]


def test_a_speech_of_four_hundred_words_and_a_cast_of_sixty_are_kept_whole() -> None:
    long = " ".join(f"word{n}" for n in range(400))
    assert speech(f"MARA\n{long}").text == long
    cast = "".join(f"PERSON {n}\nLine {n}.\n\n" for n in range(60))
    assert len({s.speaker for s in script(f"INT. HALL - DAY\n\n{cast}").speeches()}) == 60


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
safe = lines.filter(
    lambda s: not s.startswith(("(", "~")) and "[[" not in s and "/*" not in s and set(s) != {"="}
)
names = st.sampled_from(["MARA", "JOE", "ÉLODIE", "MRS. LOVE"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, st.lists(safe, min_size=1, max_size=3)), min_size=1, max_size=6))
def test_any_dialogue_comes_back_byte_for_byte(spoken: list[tuple[str, list[str]]]) -> None:
    body = "\n".join(f"{name}\n{chr(10).join(said)}\n" for name, said in spoken)
    found = script(f"INT. ROOM - DAY\n\nRain.\n\n{body}")
    assert [(s.speaker, s.text) for s in found.speeches()] == [(n, "\n".join(said)) for n, said in spoken]
