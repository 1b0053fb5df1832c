"""What is heard in a shot, where it is heard, and how loud."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.ambience import layers
from generator.animatic.effects import effects
from generator.animatic.mix import CEILING, limited
from generator.animatic.pad import wants_music
from generator.animatic.soundtrack import Soundtrack, soundtrack
from generator.animatic.windows import windows
from generator.interface import Figure, Line, Place, ShotRequest
from generator.loudness import loudness

MARA = Figure(tag="ID_A", name="Mara", appearance="a woman in her thirties", voice="warm")
TOM = Figure(tag="ID_B", name="Tom", appearance="an old man", voice="deep")
ROOM = Place(heading="INT. LAMP ROOM - NIGHT", interior=True, name="LAMP ROOM", time="NIGHT")


def request(frames: int = 97, lines: tuple[Line, ...] = (), **more: Any) -> ShotRequest:
    facts: dict[str, Any] = {"place": ROOM, "figures": (MARA, TOM)} | more
    return ShotRequest(
        code="LIGHT_010_0010", prompt="", width=128, height=128, frames=frames, lines=lines, **facts
    )


def says(speaker: str, text: str, start: float = 0.0, end: float = 0.0, **more: Any) -> Line:
    return Line(speaker=speaker, text=text, start=start, end=end, **more)


TALK = (says("ID_A", "The lamp is out again.", 0.4, 1.8), says("ID_B", "Then light it.", 2.2, 3.5))


def rms(track: Soundtrack, start: float, end: float) -> float:
    return float(np.sqrt(np.mean(track.samples[:, int(start * 48_000) : int(end * 48_000)] ** 2)))


def test_a_shot_is_loud_where_lines_are_and_quiet_elsewhere() -> None:
    track = soundtrack(request(lines=TALK))
    for cue in track.cues:
        assert rms(track, cue.start, cue.end) > 6 * rms(track, 0.05, 0.38)
    assert rms(track, 0.05, 0.38) > 1e-4


@pytest.mark.parametrize("frames", [9, 41, 97])
def test_the_sound_is_as_long_as_the_picture_and_under_the_ceiling(frames: int) -> None:
    track = soundtrack(request(frames, (says("ID_A", "The lamp is out again, and nobody saw it."),)))
    assert track.samples.shape == (2, frames * 1920)
    assert track.samples.dtype == np.float32
    assert 20 * np.log10(np.abs(track.samples).max()) < -1.0


def test_speech_is_mixed_to_minus_sixteen_and_a_place_alone_to_minus_thirty_two() -> None:
    assert loudness(soundtrack(request(lines=TALK)).samples) == pytest.approx(-16.0, abs=1.0)
    assert loudness(soundtrack(request()).samples) == pytest.approx(-32.0, abs=1.0)


def test_both_ends_are_faded_so_that_cuts_do_not_click() -> None:
    track = soundtrack(request(lines=TALK))
    assert np.abs(track.samples[:, [0, -1]]).max() == 0.0
    assert np.abs(track.samples[:, :48]).max() < 0.01


def test_cues_are_inside_their_windows_and_in_order() -> None:
    track = soundtrack(request(lines=TALK))
    assert [cue.line for cue in track.cues] == [0, 1]
    for cue, line in zip(track.cues, TALK, strict=True):
        assert line.start - 1e-4 <= cue.start < cue.end <= line.end + 1e-9


def test_lines_without_a_plan_follow_one_another_with_air() -> None:
    lines = (says("ID_A", "The lamp is out."), says("ID_B", "I know."), says("ID_A", "Go and see."))
    cues = soundtrack(request(121, lines)).cues
    assert all(after.start - before.end > 0.2 for before, after in pairwise(cues))
    assert cues[-1].end < 121 / 25


def test_far_too_many_words_still_end_inside_the_clip() -> None:
    text = "There is nothing left to say about the lamp and the sea and the men who went away. " * 4
    track = soundtrack(request(49, (says("ID_A", text), says("ID_B", text))))
    assert track.cues[0].end <= track.cues[1].start
    assert track.cues[1].end <= 49 / 25
    assert rms(track, 1.5, 1.9) > 0.01


def test_a_mouth_moves_with_its_own_voice_and_no_other() -> None:
    track = soundtrack(request(lines=TALK))
    assert set(track.mouths) == {"ID_A", "ID_B"}
    level = np.sqrt(np.mean(track.samples.reshape(2, 97, 1920) ** 2, axis=(0, 2)))
    for tag, cue in zip(("ID_A", "ID_B"), track.cues, strict=True):
        mouth = track.mouths[tag]
        first, last = int(cue.start * 25), int(np.ceil(cue.end * 25))
        assert mouth.shape == (97,)
        assert mouth.dtype == np.float32
        assert 0.0 <= mouth.min() <= mouth.max() <= 1.0
        assert mouth[first:last].max() > 0.7
        assert not mouth[:first].any()
        assert not mouth[last:].any()
        likeness = [
            np.corrcoef(np.roll(mouth, lag)[first:last], level[first:last])[0, 1] for lag in (-1, 0, 1)
        ]
        assert likeness[1] > 0.8
        assert likeness[1] == max(likeness)


def test_a_voice_over_is_heard_and_moves_no_mouth() -> None:
    track = soundtrack(request(lines=(says("ID_A", "I remember that night.", 0.4, 3.0, voice_over=True),)))
    assert not track.mouths["ID_A"].any()
    assert rms(track, track.cues[0].start, track.cues[0].end) > 0.03


def test_somebody_outside_the_frame_is_heard() -> None:
    line = says("ID_C", "Open the door!", 0.3, 2.0)
    track = soundtrack(
        request(lines=(line,), figures=(MARA,), voices=(TOM.model_copy(update={"tag": "ID_C"}),))
    )
    assert set(track.mouths) == {"ID_A"}
    assert rms(track, track.cues[0].start, track.cues[0].end) > 0.03


def test_speakers_are_heard_where_they_stand() -> None:
    track = soundtrack(request(lines=TALK))
    left, right = (
        [
            float(np.mean(track.samples[side, int(c.start * 48_000) : int(c.end * 48_000)] ** 2))
            for c in track.cues
        ]
        for side in (0, 1)
    )
    assert left[0] > 1.5 * right[0]
    assert right[1] > 1.5 * left[1]


def test_a_character_sounds_the_same_in_two_shots() -> None:
    one = soundtrack(request(lines=TALK[:1], seed=1))
    other = soundtrack(request(lines=TALK[:1], seed=9, action="Mara walks.", figures=(MARA,)))
    assert one.cues == other.cues
    assert np.allclose(one.mouths["ID_A"], other.mouths["ID_A"])


@pytest.mark.parametrize(
    ("heading", "interior", "when", "sound", "heard"),
    [
        ("EXT. HARBOUR - NIGHT", False, "NIGHT", "", "sea"),
        ("EXT. FOREST - DAY", False, "DAY", "", "birds"),
        ("EXT. FIELD - NIGHT", False, "NIGHT", "wind", "wind"),
        ("EXT. COTTAGE - NIGHT", False, "NIGHT", "", "crickets"),
        ("INT. CAFÉ - DAY", True, "DAY", "", "crowd"),
        ("INT. KITCHEN - DAY", True, "DAY", "rain on the window", "rain"),
        ("INT. KITCHEN - DAY", True, "DAY", "", "room"),
        ("", False, "", "", "wind"),
    ],
)
def test_a_place_sounds_like_its_words(
    heading: str, interior: bool, when: str, sound: str, heard: str
) -> None:
    assert layers(Place(heading=heading, interior=interior, time=when), sound)[0] == heard


def test_what_is_denied_is_not_heard() -> None:
    street = Place(heading="EXT. STREET - DAY", interior=False, time="DAY")
    assert "traffic" in layers(street, "")
    assert "traffic" not in layers(street, "footsteps, no traffic")
    assert "rain" not in layers(ROOM, "without rain or wind")
    assert [wants_music(words) for words in ("", "no music", "soft strings", "none")] == [
        False,
        False,
        True,
        False,
    ]


def test_a_knock_is_heard_in_a_gap_between_lines() -> None:
    busy = [(0.5, 2.0), (3.2, 4.5)]
    made = effects("Tom listens, then knocks on the door and waits.", "", 3, 5.0, busy)
    assert [effect.name for effect in made] == ["knock"]
    end = made[0].start + made[0].wave.size / 48_000
    assert all(end <= start or made[0].start >= stop for start, stop in busy)
    loud, still = (
        soundtrack(request(97, action=action))
        for action in ("She knocks on the door.", "She waits at the door.")
    )
    assert np.abs(loud.samples).max() > 3 * np.abs(still.samples).max()


def test_music_is_heard_only_when_asked_for() -> None:
    plain, none, with_music = (soundtrack(request(49, music=m)) for m in ("", "no music", "sad strings"))
    assert np.array_equal(plain.samples, none.samples)
    assert not np.array_equal(plain.samples, with_music.samples)


def test_the_same_request_is_the_same_samples_in_another_process() -> None:
    asked = request(33, (says("ID_A", "Hello there."),), sound="rain", music="strings", action="A knock.")
    program = (
        "import hashlib, sys; from generator.animatic.soundtrack import soundtrack; "
        "from generator.interface import ShotRequest; "
        "track = soundtrack(ShotRequest.model_validate_json(sys.stdin.read())); "
        "print(hashlib.sha256(track.samples.tobytes()).hexdigest())"
    )
    theirs = subprocess.run(
        [sys.executable, "-c", program],
        input=asked.model_dump_json(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert theirs.stdout.strip() == hashlib.sha256(soundtrack(asked).samples.tobytes()).hexdigest()


@settings(max_examples=15, deadline=None)
@given(text=st.text(min_size=1, max_size=20), words=st.text(max_size=20), interior=st.booleans())
def test_any_words_make_a_sound(text: str, words: str, interior: bool) -> None:
    place = Place(heading=words, interior=interior, name=words)
    lines = (says("ID_Z", text),)
    track = soundtrack(request(9, lines, place=place, sound=words, music=words, action=words))
    assert np.isfinite(track.samples).all()
    assert track.samples.any()


@settings(max_examples=60, deadline=None)
@given(
    spans=st.lists(st.tuples(st.floats(0, 12), st.floats(0, 12)), max_size=6),
    frames=st.integers(9, 241),
)
def test_every_window_is_inside_the_clip(spans: list[tuple[float, float]], frames: int) -> None:
    lines = [says("ID_A", "words", start, end) for start, end in spans]
    found = windows(lines, frames / 25)
    assert len(found) == len(lines)
    assert all(0.0 <= start < end <= frames / 25 + 1e-9 for start, end in found)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 99), gain=st.floats(0.1, 30))
def test_the_limiter_never_lets_a_sample_over(seed: int, gain: float) -> None:
    sound = (gain * np.random.default_rng(seed).standard_normal((2, 9600))).astype(np.float32)
    assert np.abs(limited(sound)).max() <= CEILING + 1e-6


def test_a_full_shot_takes_well_under_its_own_time() -> None:
    asked = request(241, TALK, sound="rain, distant thunder", music="sad strings", action="She knocks.")
    soundtrack(asked)
    start = time.perf_counter()
    soundtrack(asked)
    assert time.perf_counter() - start < 4.0


@pytest.mark.parametrize(
    "words",
    [
        "rain",
        "wind",
        "waves",
        "birds",
        "traffic",
        "crowd",
        "crickets",
        "campfire",
        "train",
        "engine",
        "quiet room",
    ],
)
def test_every_place_is_heard_at_its_level_and_in_both_ears(words: str) -> None:
    track = soundtrack(request(25, sound=words, figures=()))
    assert loudness(track.samples) == pytest.approx(-32.0, abs=1.0)
    left, right = (float(np.mean(side**2)) for side in track.samples)
    assert 0.4 < left / right < 2.5
    assert not np.array_equal(track.samples[0], track.samples[1])


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("He knocks.", "knock"),
        ("The door slams.", "door"),
        ("Thunder.", "thunder"),
        ("The phone rings.", "phone"),
        ("The glass shatters.", "glass"),
        ("A bell tolls.", "bell"),
        ("She walks in.", "steps"),
        ("The switch clicks.", "click"),
    ],
)
def test_every_effect_starts_and_ends_quietly(action: str, name: str) -> None:
    made = effects(action, "", 1, 4.0, [])
    assert [effect.name for effect in made][:1] == [name]
    assert 0.05 < np.abs(made[0].wave).max() < 3.0
    assert abs(made[0].wave[0]) < 0.1
    assert np.abs(made[0].wave[-24:]).max() < 0.05
