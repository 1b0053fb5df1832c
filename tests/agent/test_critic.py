"""Each critic on measures made by hand: what it finds, where, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.critic import CRITICS, Finding, Past, findings
from agent.critics.hues import hues_in
from generator.interface import (
    Camera,
    Figure,
    Heard,
    Line,
    Measures,
    Move,
    Place,
    Run,
    Scale,
    Seen,
    Setup,
    ShotRequest,
)
from tools.records import NoteCategory

FRAMES = 97
MARA = Figure(tag="ID_A", name="Mara", appearance="a woman, 60, grey hair", wardrobe="green coat, red scarf",
              voice="low and rough", action="trims the lamp")  # fmt: skip
LINE = Line(speaker="ID_A", text="The boat is late.", start=0.5, end=2.5)


def asked(**changes: Any) -> ShotRequest:
    """Mara says a line in a room."""
    facts: dict[str, Any] = {
        "code": "LIGHT_010_0010", "prompt": "", "frames": FRAMES, "width": 256, "height": 160,
        "place": Place(heading="INT. LAMP ROOM - NIGHT"), "figures": (MARA,), "lines": (LINE,),
    }  # fmt: skip
    return ShotRequest(**{**facts, **changes})


def voice(pitch: float = 180.0, **changes: Any) -> Heard:
    """Her line, well said."""
    facts: dict[str, Any] = {"line": 0, "start": 0.5, "end": 2.5, "level": -20.0, "rise": 18.0, "beat": 0.45,
                             "voiced": 0.7, "pitch": pitch, "timbre": (1.0,) * 12}  # fmt: skip
    return Heard(**{**facts, **changes})


def sight(**changes: Any) -> Seen:
    """Mara in her coat."""
    facts: dict[str, Any] = {"tag": "ID_A", "frame": 0, "hair": (120.0, 0.0, 0.0),
                             "face": (170.0, -10.0, 20.0),
                             "clothes": (70.0, -10.0, -14.0),
                             "hues": (0.1, 0, 0, 0, 0.7, 0, 0, 0, 0, 0, 0, 0, 0.2)}  # fmt: skip
    return Seen(**{**facts, **changes})


def measured(**changes: Any) -> Measures:
    """A take without a fault."""
    facts: dict[str, Any] = {
        "seconds": FRAMES / 25, "loudness_lufs": -16.0, "peak_dbfs": -3.0, "clipped_samples": 0,
        "black_frames": 0, "frozen_frames": 0, "sound_seconds": FRAMES / 25, "cuts": (),
        "heard": (voice(),), "people": (sight(),),
    }  # fmt: skip
    return Measures(**{**facts, **changes})


def past(**changes: Any) -> list[Past]:
    """One earlier take like the clean one."""
    return [Past("LIGHT_010_0005 v001", asked(), measured(**changes))]


def only(found: list[Finding]) -> Finding:
    assert len(found) == 1, found
    return found[0]


def test_a_clean_take_has_no_finding() -> None:
    assert findings(asked(), measured()) == []
    assert findings(asked(), measured(), past()) == []


def test_measures_of_the_first_versions_are_judged_by_what_they_have() -> None:
    old = Measures(seconds=FRAMES / 25, loudness_lufs=-16.0, peak_dbfs=-3.0, clipped_samples=0,
                   black_frames=0, frozen_frames=0)  # fmt: skip
    assert findings(asked(cuts=(Setup(frame=40, camera=Camera(scale=Scale.CLOSE)),)), old) == []


# -- the picture ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("frames", "at"), [(89, 89), (105, 96)])
def test_a_wrong_length_is_found_where_the_lengths_part(frames: int, at: int) -> None:
    found = only(findings(asked(), measured(seconds=frames / 25, sound_seconds=frames / 25)))
    assert (found.category, found.frame) == (NoteCategory.SYNC, at)
    assert "expected 3.88 s" in found.words


def test_black_frames_are_found_with_their_run() -> None:
    found = only(findings(asked(), measured(black=(Run(first=82, last=96),))))
    assert (found.category, found.frame) == (NoteCategory.LAYOUT, 82)
    assert found.evidence is not None
    assert (found.evidence.measure, found.evidence.value, found.evidence.last_frame) == ("black", 15, 96)
    assert found.words == "15 black frames, expected none (from frame 82 to 96)"


def test_a_frozen_half_is_found_where_somebody_should_act() -> None:
    found = only(findings(asked(), measured(frozen=(Run(first=49, last=96),))))
    assert (found.category, found.frame) == (NoteCategory.ACTION, 49)


def test_a_short_rest_is_no_fault() -> None:
    assert findings(asked(), measured(frozen=(Run(first=10, last=33),))) == []


def test_a_thing_may_lie_still_for_the_whole_shot() -> None:
    still = measured(frozen=(Run(first=1, last=96),), heard=(), people=())
    shot = {"figures": (), "lines": ()}
    assert findings(asked(camera=Camera(scale=Scale.INSERT), **shot), still) == []
    moving = Camera(scale=Scale.INSERT, move=Move.PUSH_IN)
    assert only(findings(asked(camera=moving, **shot), still)).category is NoteCategory.ACTION


def test_a_held_look_is_no_fault_unless_it_never_stirs() -> None:
    quiet = asked(figures=(MARA.model_copy(update={"action": ""}),), lines=())
    assert findings(quiet, measured(heard=(), frozen=(Run(first=20, last=96),))) == []
    assert len(findings(quiet, measured(heard=(), frozen=(Run(first=1, last=96),)))) == 1


def test_a_cut_nobody_asked_for_is_found_and_a_planned_one_is_not() -> None:
    closer = Setup(frame=40, camera=Camera(scale=Scale.CLOSE))
    found = only(findings(asked(cuts=(closer,)), measured(cuts=(41, 70))))
    assert (found.category, found.frame) == (NoteCategory.CAMERA, 70)
    assert findings(asked(cuts=(closer,)), measured(cuts=(), jumps=(40,))) == []


def test_a_jump_is_found_at_its_frame() -> None:
    found = only(findings(asked(), measured(jumps=(33,))))
    assert found.evidence is not None
    assert (found.category, found.frame, found.evidence.measure) == (NoteCategory.CAMERA, 33, "jump")


def test_a_cut_that_is_not_there_is_found_but_not_on_a_card() -> None:
    cut = asked(cuts=(Setup(frame=40, camera=Camera(scale=Scale.CLOSE)),))
    assert (
        only(findings(cut, measured())).words
        == "no cut at frame 40, where the camera should change to a close-up"
    )
    assert findings(cut, measured(plain=0.97)) == []
    same = asked(cuts=(Setup(frame=40, camera=Camera()),))
    assert findings(same, measured()) == []


# -- the sound --------------------------------------------------------------------------------------------


def test_clipping_is_one_finding_from_its_first_frame_to_its_last() -> None:
    swarm = measured(clipped_samples=90, clipping=(Run(first=30, last=31), Run(first=35, last=37)))
    found = only(findings(asked(), swarm))
    assert found.evidence is not None
    assert (found.category, found.frame, found.evidence.last_frame) == (NoteCategory.SYNC, 30, 37)


def test_a_sound_that_breaks_off_is_found() -> None:
    assert only(findings(asked(), measured(silent=(Run(first=80, last=96),)))).frame == 80
    assert findings(asked(), measured(silent=(Run(first=0, last=11), Run(first=80, last=96)))) == []


@pytest.mark.parametrize(
    ("seconds", "what"), [(3.0, "picture without sound"), (5.0, "sound without a picture")]
)
def test_picture_and_sound_must_end_together(seconds: float, what: str) -> None:
    assert what in only(findings(asked(), measured(sound_seconds=seconds))).words


@pytest.mark.parametrize("loud", [None, -60.0, -3.0])
def test_words_nobody_can_follow_are_found(loud: float | None) -> None:
    assert only(findings(asked(), measured(loudness_lufs=loud))).category is NoteCategory.DIALOGUE
    assert findings(asked(lines=()), measured(loudness_lufs=loud, heard=())) == []


@pytest.mark.parametrize(
    "heard",
    [
        {"level": -80.0, "rise": 0.0, "beat": 0.0, "voiced": 0.0, "pitch": None},  # nothing
        {"rise": 1.0, "beat": 0.05, "voiced": 0.0},  # the place alone
        {"rise": 14.0, "beat": 0.12, "voiced": 0.95},  # music
        {"rise": 14.0, "beat": 1.4, "voiced": 0.1},  # a clock
    ],
)
def test_a_line_nobody_says_is_found_at_its_start(heard: dict[str, Any]) -> None:
    found = only(findings(asked(), measured(heard=(voice(**heard),))))
    assert (found.category, found.frame) == (NoteCategory.DIALOGUE, 12)
    assert found.words == "no voice is heard where Mara says “The boat is late.”"


@pytest.mark.parametrize(
    "heard", [{"rise": 40.0, "beat": 0.0}, {"voiced": 0.0, "pitch": None}, {"rise": None}]
)
def test_a_tone_that_stands_for_a_voice_and_a_whisper_are_heard(heard: dict[str, Any]) -> None:
    assert findings(asked(), measured(heard=(voice(**heard),))) == []


def test_without_cues_a_phrase_in_the_planned_time_is_the_line() -> None:
    assert findings(asked(), measured(heard=(voice(line=None, start=0.7, end=1.9),))) == []
    late = only(findings(asked(), measured(heard=(voice(line=None, start=3.0, end=3.5),))))
    assert (late.category, late.frame) == (NoteCategory.DIALOGUE, 12)


# -- the story so far -------------------------------------------------------------------------------------


def test_another_face_and_hair_than_so_far_are_found_at_the_first_frame_they_are_in() -> None:
    other = sight(hair=(60.0, -20.0, 40.0), face=(110.0, -20.0, 30.0), frame=7)
    found = only(findings(asked(), measured(people=(other,)), past()))
    assert (found.category, found.frame) == (NoteCategory.APPEARANCE, 7)
    assert "in the hair most of all" in found.words
    assert findings(asked(), measured(people=(other,))) == []


def test_looks_are_not_compared_over_another_light_another_card_or_a_back() -> None:
    strange = measured(people=(sight(hair=(60.0, -20.0, 40.0)),))
    day = asked(place=Place(heading="EXT. PIER - DAY"))
    assert findings(day, strange, past()) == []
    cut = asked(figures=(MARA.model_copy(update={"appearance": "a woman, 60, red hair"}),))
    assert findings(cut, strange, past()) == []
    behind = asked(camera=Camera(over="ID_A"))
    assert findings(behind, strange, past()) == []


def test_a_book_before_the_coat_is_no_other_person() -> None:
    assert findings(asked(), measured(people=(sight(clothes=(110.0, 10.0, 10.0)),)), past()) == []


def test_clothes_in_colours_the_card_does_not_name_are_found_without_any_past() -> None:
    blue = (0.0,) * 7 + (0.9,) + (0.0,) * 4 + (0.1,)
    found = only(findings(asked(), measured(people=(sight(hues=blue),))))
    assert found.words == "Mara wears other colours than the card says: expected green coat, red scarf"
    white = asked(figures=(MARA.model_copy(update={"wardrobe": "green coat, white shirt"}),))
    assert findings(white, measured(people=(sight(hues=blue),))) == []


@pytest.mark.parametrize(
    ("words", "hues"),
    [("a dark green coat", (120.0,)), ("红色围巾", (0.0,)), ("a black coat, red scarf", ()), ("a coat", ())],
)
def test_hues_are_read_from_words(words: str, hues: tuple[float, ...]) -> None:
    assert hues_in(words) == hues


def test_another_voice_than_so_far_is_found_at_its_line() -> None:
    found = only(findings(asked(), measured(heard=(voice(110.0),)), past()))
    assert (found.category, found.frame) == (NoteCategory.DIALOGUE, 12)
    assert (
        found.words
        == "Mara speaks at 110 Hz, 9 semitones below so far, expected within 4 semitones of 180 Hz"
    )


def test_a_voice_a_little_off_is_another_only_with_another_timbre() -> None:
    off = 180.0 * 2 ** (3 / 12)
    assert findings(asked(), measured(heard=(voice(off),)), past()) == []
    assert len(findings(asked(), measured(heard=(voice(off, timbre=(3.0,) * 12),)), past())) == 1


def test_a_whisper_is_not_compared_with_a_voice() -> None:
    whispered = asked(lines=(LINE.model_copy(update={"delivery": "whispering"}),))
    assert findings(whispered, measured(heard=(voice(110.0),)), past()) == []


def test_a_baritone_does_not_speak_like_a_child() -> None:
    deep = asked(figures=(MARA.model_copy(update={"voice": "smooth baritone"}),))
    assert (
        "where the card says “smooth baritone”" in only(findings(deep, measured(heard=(voice(290.0),)))).words
    )
    assert findings(deep, measured(heard=(voice(110.0),))) == []


def test_what_an_optional_model_does_not_know_again_is_found() -> None:
    known, strange = {"clip": (1.0, 0.0)}, {"clip": (0.2, 0.98)}
    before = past(people=(sight(vectors=known),))
    found = only(findings(asked(), measured(people=(sight(vectors=strange),)), before))
    assert found.evidence is not None
    assert found.evidence.measure == "identity by clip"
    assert findings(asked(), measured(people=(sight(vectors=known),)), before) == []
    heard = past(heard=(voice(vectors={"speaker": (1.0, 0.0)}),))
    other = measured(heard=(voice(vectors={"speaker": (0.0, 1.0)}),))
    assert "sounds like somebody else" in only(findings(asked(), other, heard)).words


def test_a_line_said_with_other_words_is_found() -> None:
    found = only(findings(asked(), measured(heard=(voice(words="the goat was early today"),))))
    assert found.category is NoteCategory.DIALOGUE
    assert findings(asked(), measured(heard=(voice(words="The boat is late"),))) == []


# -- all of them ------------------------------------------------------------------------------------------

numbers = st.integers(0, 260)
runs = st.lists(st.builds(lambda a, b: Run(first=min(a, b), last=max(a, b)), numbers, numbers), max_size=3)


@given(st.integers(1, 260), runs, runs, runs, runs, st.lists(numbers, max_size=3), st.floats(0, 12))
def test_every_finding_can_be_pinned_to_the_take(
    frames: int, black: list[Run], frozen: list[Run], clipping: list[Run], silent: list[Run], cuts: list[int],
    start: float,
) -> None:  # fmt: skip
    take = measured(
        seconds=frames / 25, black=tuple(black), frozen=tuple(frozen), clipping=tuple(clipping),
        clipped_samples=len(clipping), silent=tuple(silent), cuts=tuple(cuts), jumps=tuple(cuts),
        heard=(voice(start=start, end=start + 1, level=-90.0),),
    )  # fmt: skip
    for found in findings(asked(), take, past()):
        assert found.words
        assert found.evidence is not None
        assert found.frame is None or 0 <= found.frame < FRAMES
        assert found.evidence.frame == found.frame


def test_every_critic_keeps_still_about_a_clean_take() -> None:
    assert [critic.__name__ for critic in CRITICS if list(critic(asked(), measured(), past()))] == []
