"""Where tokens stand, in what order, and which of them are given: against numbers worked out by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from generator.echo.layout import (
    TARGET,
    Grid,
    Layout,
    Part,
    Run,
    Stream,
    audio_position,
    centred,
    grid,
    stream,
    video_position,
)
from generator.echo.memory import Slot
from generator.echo.policy import (
    RELEASED,
    One,
    OneFive,
    Policy,
    Switches,
    Version,
    packed,
    policy,
    unpacked,
)
from tests.generator.echo_shots import GRID, memories, normal, transformer

SHOT = Grid(frames=31, height=23, width=40, audio=241)
"""A shot of the default size: 241 frames of 1280x736."""
FULL = 920
"""Tokens of one of its latent frames."""
BOTH = [One(), OneFive()]


def spans(position: Tensor) -> list[tuple[float, float]]:
    """Start and end in seconds of every token."""
    return [(start, end) for start, end in position[0, 0].tolist()]


def of_group(part: Stream, group: int) -> Tensor:
    (run,) = [run for run in part.runs if run.group == group]
    return part.position[:, :, run.span]


def near(*seconds: tuple[float, float]) -> Any:
    """Seconds to within one float32 step at 800: moving a token rounds twice, by half a step each."""
    return [pytest.approx(span, abs=6.2e-5) for span in seconds]


@cache
def rope() -> Any:
    """diffusers' own transformer, which knows where its tokens stand."""
    return transformer()


def full_size(rules: Policy, *voices: int | None, first_frame: Tensor | None = None) -> Layout:
    blank = torch.zeros(1, 128, 1, 23, 40)
    slots = [Slot(blank, None if v is None else torch.zeros(1, v, 128), "a shot") for v in voices]
    return rules.story(slots, SHOT, first_frame)


# The grid.


def test_a_shot_of_the_default_size_has_28520_video_and_241_audio_tokens() -> None:
    assert grid(241, 736, 1280, 25.0) == SHOT
    assert SHOT.video == 28_520


@pytest.mark.parametrize(("frames", "fps", "audio"), [(1, 25.0, 1), (25, 25.0, 25), (121, 24.0, 126)])
def test_the_sound_is_as_long_as_the_picture(frames: int, fps: float, audio: int) -> None:
    assert grid(frames, 64, 64, fps).audio == audio


@pytest.mark.parametrize(
    "wrong", [(240, 736, 1280), (0, 736, 1280), (-7, 736, 1280), (241, 720, 1280), (9, 64, 65)]
)
def test_a_size_the_autoencoder_cannot_hold_is_refused(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"expected 8k\+1 frames and sides in steps of 32"):
        grid(*wrong, 25.0)


# Positions of the target.


def test_the_first_video_latent_lasts_one_picture_and_every_other_eight() -> None:
    times = spans(video_position(31, 1, 1, 24.0))
    assert times[:3] == near((0, 1 / 24), (1 / 24, 9 / 24), (9 / 24, 17 / 24))
    assert times[30] == pytest.approx((233 / 24, 241 / 24))


def test_video_tokens_run_across_then_down_then_in_time() -> None:
    position = video_position(2, 2, 3, 24.0)
    assert position.shape == (1, 3, 12, 2)
    assert position[0, 1, :, 0].tolist() == [0, 0, 0, 32, 32, 32] * 2
    assert position[0, 1, :, 1].tolist() == [32, 32, 32, 64, 64, 64] * 2
    assert position[0, 2, :, 0].tolist() == [0, 32, 64] * 4
    assert position[0, 2, :, 1].tolist() == [32, 64, 96] * 4
    assert spans(position) == near(*[(0, 1 / 24)] * 6, *[(1 / 24, 9 / 24)] * 6)


def test_audio_latents_last_four_hops_but_the_first() -> None:
    times = spans(audio_position(241))
    assert times[:4] == near((0, 0.01), (0.01, 0.05), (0.05, 0.09), (0.09, 0.13))
    assert times[240] == pytest.approx((9.57, 9.61))


@settings(max_examples=40, deadline=None)
@given(
    frames=st.integers(1, 40),
    height=st.integers(1, 9),
    width=st.integers(1, 9),
    fps=st.sampled_from([24.0, 25.0, 30.0, 23.976, 12.5]),
)
def test_video_positions_are_those_of_diffusers_bit_for_bit(
    frames: int, height: int, width: int, fps: float
) -> None:
    theirs = rope().rope.prepare_video_coords(1, frames, height, width, torch.device("cpu"), fps=fps)
    assert torch.equal(video_position(frames, height, width, fps), theirs)


@settings(max_examples=30, deadline=None)
@given(length=st.integers(0, 2000))
def test_audio_positions_are_those_of_diffusers_bit_for_bit(length: int) -> None:
    theirs = rope().audio_rope.prepare_audio_coords(1, length, torch.device("cpu"))
    assert torch.equal(audio_position(length), theirs)


@pytest.mark.parametrize("rules", BOTH)
def test_the_target_starts_at_zero_whatever_is_remembered(rules: Policy) -> None:
    for voices in ((), (96, 96), (96, None, 96)):
        layout = full_size(rules, *voices)
        assert torch.equal(of_group(layout.video, TARGET), video_position(31, 23, 40, 24.0))
        assert torch.equal(of_group(layout.audio, TARGET), audio_position(241))


# Memory of 1.0: consecutive latent frames, consecutive voices, both from 0.


def test_1_0_slots_are_consecutive_latent_frames_from_zero() -> None:
    layout = full_size(One(), 96, 96, 96)
    edges = [0, 1 / 24, 9 / 24, 17 / 24]
    for slot in range(3):
        assert list(set(spans(of_group(layout.video, slot)))) == near((edges[slot], edges[slot + 1]))
        assert torch.equal(of_group(layout.video, slot)[:, 1:], video_position(1, 23, 40, 24.0)[:, 1:])


def test_1_0_voices_follow_one_another_from_zero_without_a_gap() -> None:
    layout = full_size(One(), 96, 50, 96)
    first, second, third = (spans(of_group(layout.audio, slot)) for slot in range(3))
    assert [first[0], first[95]] == near((0, 0.01), (3.77, 3.81))
    assert [second[0], second[49]] == near((3.81, 3.85), (5.77, 5.81))
    assert [third[0], third[95]] == near((5.81, 5.85), (9.61, 9.65))


def test_a_1_0_slot_without_a_voice_has_a_face_and_no_sound() -> None:
    layout = full_size(One(), 96, None, 96)
    assert layout.video.runs == (Run(0, 0, 920), Run(1, 920, 1840), Run(2, 1840, 2760), Run(-1, 2760, 31_280))
    assert layout.audio.runs == (Run(0, 0, 96), Run(2, 96, 192), Run(-1, 192, 433))
    assert spans(of_group(layout.audio, 2))[0] == pytest.approx((3.81, 3.85))


def test_seven_1_0_slots_come_before_the_target() -> None:
    layout = full_size(One(), *[96] * 7)
    assert layout.video.tokens == 34_960
    assert layout.audio.tokens == 913
    assert [run.group for run in layout.video.runs] == [0, 1, 2, 3, 4, 5, 6, TARGET]
    assert layout.video.target == slice(6440, 34_960)
    assert layout.audio.target == slice(672, 913)


# Memory of 1.5: every slot a moment of its own, 500 + 50 k.


@pytest.mark.parametrize("slot", range(7))
def test_a_1_5_face_stands_at_500_and_50_for_every_slot_before_it(slot: int) -> None:
    place = of_group(full_size(OneFive(), *[None] * 7).video, slot)
    centre = 500 + 50 * slot
    assert place.shape == (1, 3, FULL, 2)
    assert list(set(spans(place))) == near((centre - 1 / 48, centre + 1 / 48))
    assert torch.equal(place[:, 1:], video_position(1, 23, 40, 24.0)[:, 1:])


@pytest.mark.parametrize("slot", range(7))
def test_a_1_5_voice_is_centred_where_its_face_is(slot: int) -> None:
    times = spans(of_group(full_size(OneFive(), *[241] * 7).audio, slot))
    centre = 500 + 50 * slot
    assert [times[0], times[1], times[240]] == near(
        (centre - 4.805, centre - 4.795), (centre - 4.795, centre - 4.755), (centre + 4.765, centre + 4.805)
    )


def test_centring_rounds_as_diffusers_rounds() -> None:
    # At 800 s a float32 step turns the fastest phase by a tenth of a radian: the order of operations matters.
    theirs = rope().audio_rope.prepare_audio_coords(1, 241, torch.device("cpu")).clone()
    middle = (theirs[:, 0, :1, 0] + theirs[:, 0, -1:, 1]) * 0.5
    theirs[:, 0] += (800.0 - middle).view(1, 1, 1)
    assert torch.equal(centred(audio_position(241), 800.0), theirs)


def test_a_1_5_slot_without_a_voice_is_as_silent_as_the_first_voice_is_long() -> None:
    layout = OneFive().story(memories(None, 5, 3), GRID)
    assert layout.audio.runs == (Run(0, 0, 5), Run(1, 5, 10), Run(2, 10, 13), Run(TARGET, 13, 19))
    assert not layout.audio.latent[:, :5].any()
    assert layout.audio.clean[:13].all()


def test_1_5_slots_without_any_voice_make_no_audio_memory() -> None:
    layout = OneFive().story(memories(None, None), GRID)
    assert layout.audio.runs == (Run(TARGET, 0, 6),)
    assert [run.group for run in layout.video.runs] == [0, 1, TARGET]


# Origin, frame rate and the other switches.


@pytest.mark.parametrize(("rules", "start"), [(One, 300.0), (OneFive, 300.0 - 1 / 48)])
def test_memory_has_a_clock_of_its_own_when_it_is_given_an_origin(rules: Any, start: float) -> None:
    moved = full_size(rules(Switches(memory_origin=300.0)), 96)
    assert spans(of_group(moved.video, 0))[0][0] == pytest.approx(start, abs=3e-5)
    assert torch.equal(of_group(moved.video, TARGET), video_position(31, 23, 40, 24.0))
    assert torch.equal(of_group(moved.audio, TARGET), audio_position(241))


@pytest.mark.parametrize("rules", [*BOTH, One(Switches(memory_origin=60.0))])
def test_a_longer_target_leaves_memory_where_it_is(rules: Policy) -> None:
    short, long = (rules.story(memories(4, 4), Grid(n, 2, 3, 8 * n)) for n in (1, 5))
    for group in (0, 1):
        assert torch.equal(of_group(short.video, group), of_group(long.video, group))
        assert torch.equal(of_group(short.audio, group), of_group(long.audio, group))


@pytest.mark.parametrize("rules", [One, OneFive])
def test_video_can_be_placed_at_the_rate_it_is_shown_at(rules: Any) -> None:
    true = rules(Switches(position_fps=25.0)).story(memories(4), GRID)
    assert spans(of_group(true.video, TARGET))[6] == pytest.approx((1 / 25, 9 / 25))
    assert spans(of_group(true.audio, TARGET)) == spans(audio_position(6))


@pytest.mark.parametrize("wrong", [{"tau": 0.0}, {"tau": -1.0}, {"position_fps": 0.0}, {"window": 0}])
def test_switches_below_their_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected each above 0"):
        Switches(**wrong)


def test_a_version_has_its_policy() -> None:
    assert policy(Version.ONE) == One(RELEASED)
    assert policy(Version("1.5")) == OneFive(RELEASED)
    assert (One().clip_frames, One().window, OneFive().clip_frames, OneFive().window) == (9, 96, 1, None)


# What is given and what is generated.


@pytest.mark.parametrize("rules", BOTH)
def test_memory_is_clean_and_the_target_is_not(rules: Policy) -> None:
    slots = memories(4, 3)
    layout = rules.story(slots, GRID)
    assert layout.video.clean.tolist() == [True] * 12 + [False] * 12
    assert layout.audio.clean.tolist() == [True] * 7 + [False] * 6
    assert torch.equal(layout.video.latent[:, :6], packed(slots[0].video))
    assert slots[1].audio is not None
    assert torch.equal(layout.audio.latent[:, 4:7], slots[1].audio)
    assert layout.video.levels(500.0).tolist() == [[0.0] * 12 + [500.0] * 12]


@pytest.mark.parametrize("rules", BOTH)
def test_a_first_frame_is_clean_and_tells_the_stream_that_it_is(rules: Policy) -> None:
    frame = normal(1, 128, 1, 2, 3, seed=9)
    layout = rules.story(memories(4), GRID, frame)
    assert layout.video.clean.tolist() == [True] * 12 + [False] * 6
    assert torch.equal(layout.video.held(torch.ones(1, 12, 128))[:, :6], packed(frame))
    assert torch.equal(layout.video.held(torch.ones(1, 12, 128))[:, 6:], torch.ones(1, 6, 128))
    assert layout.video_level(725.0) == 0.0
    assert rules.story(memories(4), GRID).video_level(725.0) == 725.0


@pytest.mark.parametrize("rules", [One, OneFive])
def test_the_true_level_can_be_told_with_a_first_frame(rules: Any) -> None:
    told = rules(Switches(first_frame_zeroes_sigma=False)).story([], GRID, normal(1, 128, 1, 2, 3))
    assert told.video_level(725.0) == 725.0


@pytest.mark.parametrize("rules", BOTH)
def test_a_shot_without_memory_is_all_target(rules: Policy) -> None:
    layout = rules.story([], GRID)
    assert layout.video.runs == (Run(TARGET, 0, 12),)
    assert layout.audio.runs == (Run(TARGET, 0, 6),)
    assert not layout.video.clean.any()


def test_a_filled_stream_is_memory_and_then_the_target_in_its_dtype() -> None:
    part = OneFive().story(memories(4), GRID).audio
    filled = part.filled(torch.ones(1, 6, 128, dtype=torch.bfloat16))
    assert filled.dtype == torch.bfloat16
    assert torch.equal(filled[:, :4], part.latent[:, :4].bfloat16())
    assert (filled[:, 4:] == 1).all()
    assert not part.latent[:, 4:].any()


def test_tokens_are_latents_row_by_row_and_back() -> None:
    shape = Grid(frames=2, height=2, width=3, audio=0)
    latent = normal(1, 5, 2, 2, 3)
    tokens = packed(latent)
    assert tokens.shape == (1, 12, 5)
    assert torch.equal(tokens[0, 1 * 6 + 1 * 3 + 2], latent[0, :, 1, 1, 2])
    assert torch.equal(unpacked(tokens, shape), latent)


def test_runs_that_leave_a_gap_are_refused() -> None:
    latent, clean, position = torch.zeros(1, 3, 8), torch.zeros(3, dtype=torch.bool), torch.zeros(1, 1, 3, 2)
    for runs in [(Run(0, 0, 1), Run(-1, 2, 3)), (Run(-1, 0, 2),), (Run(0, 0, 2), Run(-1, 1, 3)), ()]:
        with pytest.raises(ValueError, match="do not cover 3 tokens"):
            Stream(latent, clean, position, runs)


def test_a_stream_can_hold_any_token_of_its_target() -> None:
    held = torch.tensor([False, True, False])
    target = Part(TARGET, torch.full((1, 3, 128), 7.0), audio_position(3))
    made = stream([], target, held).held(torch.zeros(1, 3, 128))
    assert made[0, :, 0].tolist() == [0.0, 7.0, 0.0]
