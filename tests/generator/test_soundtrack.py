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

from generator.animatic.sound.ambience import layers
from generator.animatic.sound.built_up import BUILT_UP
from generator.animatic.sound.calls import CALLS
from generator.animatic.sound.effect_words import IN_SOUND
from generator.animatic.sound.effects import effects
from generator.animatic.sound.motions import MOTIONS
from generator.animatic.sound.music import mood_of_music, music_for, wants_music
from generator.animatic.sound.noises import LOOP, RATE, dice_for
from generator.animatic.sound.open_air import OPEN_AIR
from generator.animatic.sound.soundtrack import Soundtrack, soundtrack
from generator.animatic.sound.struck import STRUCK
from generator.animatic.sound.windows import windows
from generator.interface import Figure, Line, Place, ShotRequest

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
    ("heading", "interior", "sound", "heard"),
    [
        ("EXT. HARBOUR - DAY", False, "", {"lapping water", "gulls"}),
        ("EXT. FOREST - DAY", False, "", {"leaves", "birds"}),
        ("EXT. FOREST - DAWN", False, "", {"leaves", "dawn chorus"}),
        ("EXT. FOREST - NIGHT", False, "", {"leaves", "crickets", "owl"}),
        ("EXT. STREET - DAY", False, "", {"traffic", "birds"}),
        ("EXT. STREET - NIGHT", False, "", {"far city"}),
        ("EXT. FIELD - NIGHT", False, "wind", {"wind", "crickets"}),
        ("INT. CAFÉ - DAY", True, "", {"murmur", "cups"}),
        ("INT. CHURCH - DAY", True, "", {"nave"}),
        ("INT. KITCHEN - DAY", True, "rain on the window", {"rain on windows", "fridge"}),
        ("INT. KITCHEN - DAY", True, "没有钟的滴答，下雨声", {"rain on windows", "fridge"}),
        ("EXT. HARBOUR - STORMY NIGHT", False, "", {"lapping water"}),
        ("内景 厨房 白天", True, "", {"fridge", "clock"}),
        ("", True, "", {"room"}),
    ],
)
def test_a_place_sounds_like_its_words(heading: str, interior: bool, sound: str, heard: set[str]) -> None:
    assert heard <= set(layers(Place(heading=heading, interior=interior, name=heading), sound))


def test_weather_is_heard_and_birds_hide_from_it() -> None:
    garden = Place(heading="EXT. GARDEN - DAY", interior=False, name="GARDEN", description="A storm breaks.")
    assert {"rain", "thunder"} <= set(layers(garden, ""))
    assert "birds" not in layers(garden, "")


def test_at_least_twenty_places_sound_different() -> None:
    inside = ("KITCHEN", "BEDROOM", "HOSPITAL", "SCHOOL", "OFFICE", "LIBRARY", "TRAIN", "CAR", "CAFE", "BAR",
              "SHOP", "CHURCH", "PRISON", "WORKSHOP", "STAIRS", "LAMP ROOM")  # fmt: skip
    outside = ("HARBOUR", "LIGHTHOUSE", "ROOFTOP", "BEACH", "FOREST", "MOUNTAIN", "DESERT", "GARDEN",
               "STREET", "FIELD", "PLATFORM")  # fmt: skip
    beds = {layers(Place(heading=f"INT. {name} - DAY", name=name, interior=True), "") for name in inside}
    beds |= {layers(Place(heading=f"EXT. {name} - DAY", name=name, interior=False), "") for name in outside}
    assert len(beds) >= 25


@pytest.mark.parametrize("name", sorted(OPEN_AIR | BUILT_UP))
def test_every_sound_of_a_place_goes_round_without_a_seam(name: str) -> None:
    loop = (OPEN_AIR | BUILT_UP)[name](dice_for("a place"))
    steps = np.abs(np.diff(loop, axis=1))
    assert loop.shape == (2, LOOP)
    assert np.abs(loop[:, 0] - loop[:, -1]).max() <= steps.max()
    assert np.isfinite(loop).all()
    assert loop.any()


def test_a_place_begins_alike_in_every_shot() -> None:
    short, long = (soundtrack(request(frames, seed=frames, figures=())).samples for frames in (25, 97))
    assert np.array_equal(short[:, :40_000], long[:, :40_000])
    elsewhere = soundtrack(request(25, figures=(), place=ROOM.model_copy(update={"name": "OTHER LAMP ROOM"})))
    assert not np.array_equal(short, elsewhere.samples)


def test_what_is_denied_is_not_heard() -> None:
    street = Place(heading="EXT. STREET - DAY", interior=False, time="DAY", name="STREET")
    assert "traffic" in layers(street, "")
    assert "traffic" not in layers(street, "footsteps, no traffic")
    assert "birds" not in layers(street, "no birds")
    assert "birds" not in layers(street, "没有鸟声")
    assert "rain" not in layers(street, "without rain or wind")
    assert not any(wants_music(words) for words in ("", "no music", "none", "没有音乐"))
    asked = ("soft strings", "one sparse piano phrase, then none", "一句疏落的钢琴")
    assert all(wants_music(words) for words in asked)


def names(asked: ShotRequest) -> list[str]:
    return [effect.name for effect in effects(asked, [])]


def test_a_knock_is_heard_in_a_gap_between_lines() -> None:
    busy = [(0.5, 1.8), (3.2, 4.8)]
    asked = request(121, action="Tom listens, then knocks on the door and waits.")
    (knock,) = effects(asked, busy)
    assert knock.name == "knock"
    assert all(knock.end <= start or knock.start >= stop for start, stop in busy)
    assert [effect.name for effect in soundtrack(asked).effects] == ["knock"]
    assert names(request(97, action="She waits at the door.")) == []


def test_what_happens_late_in_the_action_is_heard_late() -> None:
    first, second = effects(request(241, action="She opens the door. Later, far away, a dog barks."), [])
    assert (first.name, second.name) == ("door", "dog")
    assert second.start - first.start > 1.5


def test_steps_are_as_many_as_the_walk_has() -> None:
    def steps(action: str) -> int:
        (walk,) = effects(request(121, action=action), [])
        loud = np.abs(walk.wave).reshape(-1)[: walk.wave.size // 480 * 480].reshape(-1, 480).max(axis=1)
        beats = np.flatnonzero((loud[1:] > 0.25) & (loud[:-1] < 0.1))
        return len(beats)

    assert steps("Tom walks across the room.") in range(7, 12)
    assert steps("Tom runs across the room.") > steps("Tom walks across the room.")


def test_the_ground_is_heard_under_the_feet() -> None:
    def brightness(place: Place) -> float:
        (walk,) = effects(request(97, action="Tom walks.", place=place), [])
        power = np.abs(np.fft.rfft(walk.wave)) ** 2
        return float(np.sum(np.arange(power.size) * power) / np.sum(power) * 24_000 / power.size)

    wood = brightness(Place(heading="INT. BEDROOM - DAY", name="BEDROOM"))
    stone = brightness(Place(heading="INT. CHURCH - DAY", name="CHURCH"))
    assert stone > 1.2 * wood


def test_no_more_than_four_things_happen_and_none_over_the_end() -> None:
    action = "He knocks, opens the door, a dog barks, a bell tolls, glass shatters, she laughs."
    track = soundtrack(request(97, action=action))
    assert len(track.effects) == 4
    assert all(0 <= effect.start < effect.end <= 97 / 25 for effect in track.effects)


def test_music_is_heard_only_when_asked_for() -> None:
    plain, none, with_music = (soundtrack(request(49, music=m)) for m in ("", "no music", "sad strings"))
    assert np.array_equal(plain.samples, none.samples)
    assert not np.array_equal(plain.samples, with_music.samples)


def test_the_same_request_is_the_same_samples_in_another_process() -> None:
    asked = request(33, (says("ID_A", "Hello there."),), sound="rain", music="strings", action="A knock.")
    program = (
        "import hashlib, sys; from generator.animatic.sound.soundtrack import soundtrack; "
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


def test_a_full_shot_takes_well_under_its_own_time() -> None:
    asked = request(241, TALK, sound="rain, distant thunder", music="sad strings", action="She knocks.")
    soundtrack(asked)
    start = time.perf_counter()
    soundtrack(asked)
    assert time.perf_counter() - start < 4.0


@pytest.mark.parametrize("words", ["rain", "wind", "waves", "birds", "crowd", "campfire", "clock", "silence"])
def test_every_place_is_heard_in_both_ears(words: str) -> None:
    track = soundtrack(request(73, sound=words, figures=()))
    left, right = (float(np.mean(side**2)) for side in track.samples)
    assert 0.4 < left / right < 2.5
    assert not np.array_equal(track.samples[0], track.samples[1])


@pytest.mark.parametrize("name", sorted(STRUCK | CALLS | MOTIONS))
def test_every_effect_starts_and_ends_quietly_and_can_be_asked_for(name: str) -> None:
    wave = (STRUCK | CALLS | MOTIONS)[name](dice_for("test"))
    assert 0.1 < np.abs(wave).max() < 6.0
    assert 0.05 < wave.size / RATE <= 3.0
    assert np.abs(wave[[0, -1]]).max() < 0.1 * np.abs(wave).max()
    assert name in {found.meaning for found in IN_SOUND.find(asked_for(name))}


def asked_for(name: str) -> str:
    """Words for a sound whose name is not among them."""
    others = {
        "shutter": "a shutter", "beeps": "it beeps", "neigh": "a horse neighs", "sob": "she sobs",
        "bird": "a bird sings", "gulls": "the gulls go up", "cloth": "she puts on a coat", "chime": "magic",
        "glass": "glass shatters", "camera": "takes a photo", "sword": "draws his sword", "saw": "saws",
        "boat engine": "it putters away", "bicycle": "pedals", "pouring": "pours", "clock": "clock strikes",
        "wolf": "a wolf howls", "whoosh": "throws it", "owl": "hoots", "typing": "types",
    }  # fmt: skip
    return others.get(name, name)


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("He knocks.", "knock"), ("The door slams.", "door"), ("Thunder.", "thunder"),
        ("The phone rings.", "phone"), ("The glass shatters.", "glass"), ("A bell tolls.", "bell"),
        ("She walks in.", "steps"), ("The switch clicks.", "switch"), ("She pours tea.", "pouring"),
        ("He writes a letter.", "writing"), ("Emil blows one short note.", "whistle"),
        ("他敲门。", "knock"), ("远处打雷。", "thunder"), ("她倒茶。", "pouring"), ("狗叫了起来。", "dog"),
        ("他走进来。", "steps"), ("电话响了。", "phone"), ("她写信。", "writing"), ("教堂的钟声。", "bell"),
    ],
)  # fmt: skip
def test_an_action_is_heard(action: str, name: str) -> None:
    assert name in names(request(97, action=action))


@pytest.mark.parametrize(
    "action", ["She does nothing.", "No knocking.", "He sees the bell.", "信任", "她看着门。"]
)
def test_what_is_not_done_is_not_heard(action: str) -> None:
    assert names(request(97, action=action)) == []


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("sad strings", "sad"), ("tense, low", "tense"), ("a cheerful tune", "happy"), ("史诗般的", "epic"),
        ("mysterious bells", "mysterious"), ("soft piano", "calm"), ("浪漫的弦乐", "romantic"),
        ("playful pizzicato", "playful"), ("hopeful", "hopeful"),
    ],
)  # fmt: skip
def test_music_has_the_mood_of_its_words(words: str, mood: str) -> None:
    assert mood_of_music(words) == mood


def test_music_comes_in_and_goes_softly_and_is_the_same_for_the_same_words() -> None:
    piece, again, other = (music_for(words, 96_000) for words in ("sad piano", "Sad  piano", "happy piano"))
    assert np.array_equal(piece, again)
    assert not np.array_equal(piece, other)
    assert np.abs(piece[:, :480]).max() < 0.02
    assert np.abs(piece[:, -480:]).max() < 0.02
