"""The eight-step loop, by hand: levels, maths, noise, what is held, and that any layout goes through it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import torch
from torch import Tensor

from generator.echo.layout import (
    TARGET,
    Layout,
    Part,
    Run,
    Stream,
    audio_position,
    centred,
    stream,
    video_position,
)
from generator.echo.policy import EXACT, One, OneFive, Open, Rounding, Switches
from generator.echo.sampling import (
    SIGMAS,
    PackedNoise,
    Pair,
    ReleasedNoise,
    Step,
    denoise,
    schedule,
)
from tests.generator.echo_shots import (
    GRID,
    LAYERS,
    Rule,
    camera,
    memories,
    normal,
    only_its_own,
    reach,
    words,
)

ALONE = OneFive().story([], GRID)
FEW = (1.0, 0.909375, 0.421875, 0.0)
BF16 = Rounding(levels=True, shares=True)


def shaped(video: float, audio: float | None = None) -> Pair:
    """A target that is one number everywhere."""
    sound = video if audio is None else audio
    return Pair(torch.full((1, 12, 128), video), torch.full((1, 6, 128), sound))


@dataclass(slots=True)
class Told:
    """Noise that was decided on beforehand; counts its draws."""

    draws: list[Pair]
    count: int = 0

    def draw(self) -> Pair:
        self.count += 1
        return self.draws[self.count - 1]


@dataclass(slots=True)
class Steady:
    """A network that says the same whatever it is given; remembers what it was given."""

    flow: Pair
    given: list[tuple[Pair, Step]] = field(default_factory=list)

    def __call__(self, target: Pair, step: Step) -> Pair:
        self.given.append((target, step))
        return self.flow


@dataclass(frozen=True, slots=True)
class Knowing:
    """A network that knows the picture: its velocity always points away from it."""

    clean: Pair

    def __call__(self, target: Pair, step: Step) -> Pair:
        return Pair(*((x - x0) / step.sigma for x, x0 in zip(target, self.clean, strict=True)))


def dice(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def shoot(layout: Layout, seed: int = 4, progress: Callable[[float], None] = lambda _: None) -> Pair:
    """A shot of the tiny camera, in three steps."""
    with camera().shot(layout, words()) as shot:
        return denoise(shot, ReleasedNoise(dice(seed), GRID), layout, schedule(FEW), progress)


def same(one: Pair, other: Pair) -> bool:
    return torch.equal(one.video, other.video) and torch.equal(one.audio, other.audio)


# Levels.


def test_the_schedule_is_the_released_table() -> None:
    steps = schedule()
    assert [s.sigma for s in steps] == [1.0, 0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875]
    assert [s.timestep for s in steps] == [1000.0, 993.75, 987.5, 981.25, 975.0, 909.375, 725.0, 421.875]
    assert [s.noise for s in steps] == [0.99375, 0.9875, 0.98125, 0.975, 0.909375, 0.725, 0.421875, 0.0]
    assert [s.keep for s in steps] == pytest.approx(
        [0.00625, 0.0125, 0.01875, 0.025, 0.090625, 0.275, 0.578125, 1.0], abs=1e-15
    )


def test_rounded_to_bfloat16_the_schedule_is_what_the_release_computes() -> None:
    steps = schedule(rounding=BF16)
    levels = [1.0, 0.9921875, 0.98828125, 0.98046875, 0.9765625, 0.91015625, 0.7265625, 0.421875]
    assert [s.sigma for s in steps] == levels
    assert [s.timestep for s in steps] == [1000, 992, 988, 980, 976, 912, 728, 422]
    assert [s.noise for s in steps] == [*levels[1:], 0.0]
    assert [s.keep for s in steps] == [
        0.0078125,
        0.01171875,
        0.01953125,
        0.0234375,
        0.08984375,
        0.2734375,
        0.578125,
        1.0,
    ]


def test_the_first_shot_of_1_0_works_at_exact_levels_and_rounded_shares() -> None:
    steps = schedule(rounding=One().rounding(remembers=False))
    assert [s.sigma for s in steps] == list(SIGMAS[:-1])
    assert [s.timestep for s in steps] == [1000.0, 993.75, 987.5, 981.25, 975.0, 909.375, 725.0, 421.875]
    assert [(s.keep, s.noise) for s in steps] == [(s.keep, s.noise) for s in schedule(rounding=BF16)]


def test_everything_else_is_rounded_unless_it_is_switched_off() -> None:
    assert One().rounding(remembers=True) == BF16
    assert OneFive().rounding(remembers=True) == OneFive().rounding(remembers=False) == BF16
    off = Switches(bf16_sigmas=False)
    assert {p.rounding(m) for p in (One(off), OneFive(off)) for m in (True, False)} == {EXACT}


@pytest.mark.parametrize(
    "levels",
    [[], [0.0], [1.0], [1.0, 0.5], [0.5, 1.0, 0.0], [1.0, 1.0, 0.0], [1.0, -0.5, 0.0], [1.0, 0.0, 0.0]],
)
def test_levels_that_do_not_fall_to_zero_are_refused(levels: list[float]) -> None:
    with pytest.raises(ValueError, match="expected them to fall to 0"):
        schedule(levels)


# Maths.


def test_the_loop_by_hand() -> None:
    # Dyadic numbers are exact in float32. Levels 1, 1/2, 1/4, 0; noise 8, 16, 32; velocity 4 (sound: 2).
    noise = Told([shaped(8.0), shaped(16.0), shaped(32.0)])
    network = Steady(shaped(4.0, 2.0))
    made = denoise(network, noise, ALONE, schedule([1.0, 0.5, 0.25, 0.0]))
    # 8 - 1 * 4 = 4, then 4 / 2 + 16 / 2 = 10; 10 - 4 / 2 = 8, then 8 * 3/4 + 32 / 4 = 14; 14 - 4 / 4 = 13.
    assert [given.video[0, 0, 0].item() for given, _ in network.given] == [8.0, 10.0, 14.0]
    # 8 - 1 * 2 = 6, then 6 / 2 + 16 / 2 = 11; 11 - 2 / 2 = 10, then 10 * 3/4 + 32 / 4 = 15.5; 15.5 - 2 / 4.
    assert [given.audio[0, 0, 0].item() for given, _ in network.given] == [8.0, 11.0, 15.5]
    assert same(made, shaped(13.0, 15.0))


def test_a_network_that_knows_the_picture_arrives_at_it() -> None:
    clean = Pair(normal(1, 12, 128, seed=5), normal(1, 6, 128, seed=6))
    for rounding in (EXACT, BF16):
        made = denoise(Knowing(clean), PackedNoise(dice(1), GRID), ALONE, schedule(rounding=rounding))
        torch.testing.assert_close(made.video, clean.video, atol=1e-6, rtol=0)
        torch.testing.assert_close(made.audio, clean.audio, atol=1e-6, rtol=0)


def test_a_single_step_takes_the_noise_off_at_once() -> None:
    noise = Told([shaped(3.0)])
    assert same(denoise(Steady(shaped(1.0)), noise, ALONE, schedule([1.0, 0.0])), shaped(2.0))
    assert noise.count == 1


def test_the_clean_prediction_is_taken_in_float32_whatever_the_dtype() -> None:
    start, flow = (
        Pair(normal(1, 12, 128, seed=n).bfloat16(), normal(1, 6, 128, seed=n + 1).bfloat16())
        for n in (20, 30)
    )
    made = denoise(Steady(flow), Told([start]), ALONE, [Step(0.909375, 909.375, 1.0, 0.0)])
    assert torch.equal(made.video, (start.video.float() - 0.909375 * flow.video.float()).bfloat16())
    assert torch.equal(made.audio, (start.audio.float() - 0.909375 * flow.audio.float()).bfloat16())
    assert not torch.equal(made.video, start.video - 0.909375 * flow.video)


def test_both_streams_stand_at_the_same_level_in_every_step() -> None:
    network = Steady(shaped(0.0))
    denoise(network, PackedNoise(dice(1), GRID), ALONE, schedule())
    assert [step for _, step in network.given] == schedule()


# Noise.


def test_noise_is_fresh_for_every_step_and_not_drawn_after_the_last() -> None:
    noise = Told([shaped(float(n)) for n in range(8)])
    network = Steady(shaped(0.0))
    denoise(network, noise, ALONE, schedule())
    assert noise.count == 8
    # With velocity 0 each input is the running mix of all draws so far: by hand from the second on.
    mix = 0.0
    for fresh, ((given, _), (before, now)) in enumerate(
        zip(network.given[1:], itertools.pairwise(SIGMAS[:-1]), strict=True), start=1
    ):
        assert before > now
        mix = mix * (1 - now) + fresh * now
        assert given.video[0, 0, 0].item() == pytest.approx(mix, rel=1e-5)


def test_the_released_noise_is_drawn_frames_before_channels_video_before_sound() -> None:
    noise = ReleasedNoise(dice(12345), GRID)
    by_hand = dice(12345)
    for _ in range(3):
        video = torch.randn(1, 2, 128, 2, 3, generator=by_hand)
        audio = torch.randn(1, 6, 128, generator=by_hand)
        drawn = noise.draw()
        assert drawn.video.shape == (1, 12, 128)
        assert torch.equal(drawn.audio, audio)
        for token, (frame, row, column) in enumerate(itertools.product(range(2), range(2), range(3))):
            assert torch.equal(drawn.video[0, token], video[0, frame, :, row, column])


def test_packed_noise_is_drawn_as_tokens_video_before_sound() -> None:
    noise, by_hand = PackedNoise(dice(42), GRID), dice(42)
    for _ in range(2):
        drawn = noise.draw()
        assert torch.equal(drawn.video, torch.randn(1, 12, 128, generator=by_hand))
        assert torch.equal(drawn.audio, torch.randn(1, 6, 128, generator=by_hand))


@pytest.mark.parametrize("kind", [PackedNoise, ReleasedNoise])
def test_noise_is_drawn_in_the_dtype_of_the_shot(kind: type[PackedNoise]) -> None:
    drawn = kind(dice(1), GRID, torch.bfloat16).draw()
    by_hand = torch.randn(1, 12, 128, generator=dice(1), dtype=torch.bfloat16)
    assert drawn.video.dtype == drawn.audio.dtype == torch.bfloat16
    assert torch.equal(drawn.video.flatten().sort().values, by_hand.flatten().sort().values)


def test_the_same_seed_makes_the_same_shot_and_another_another() -> None:
    layout = One().story(memories(4, 3), GRID)
    made = shoot(layout, seed=4)
    assert same(made, shoot(layout, seed=4))
    assert not same(made, shoot(layout, seed=5))


# What is held.


def test_a_first_frame_is_put_back_before_between_and_after() -> None:
    frame = normal(1, 128, 1, 2, 3, seed=8)
    layout = OneFive().story(memories(4), GRID, frame)
    tokens = frame.flatten(2).transpose(1, 2)
    network = Steady(shaped(5.0))
    made = denoise(network, PackedNoise(dice(1), GRID), layout, schedule())
    assert len(network.given) == 8
    for target in (*(given for given, _ in network.given), made):
        assert torch.equal(target.video[:, :6], tokens)
        assert (target.video[:, 6:] - tokens).abs().min() > 0


# Progress.


def test_progress_is_told_after_every_call_up_to_the_whole() -> None:
    heard: list[float] = []
    denoise(Steady(shaped(0.0)), PackedNoise(dice(1), GRID), ALONE, schedule(), heard.append)
    assert heard == [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0]


class Cut(Exception):
    """Somebody called it off."""


def test_a_shot_is_called_off_from_progress_and_the_camera_takes_another() -> None:
    def call_off(done: float) -> None:
        if done > 0.3:
            raise Cut

    network, noise = Steady(shaped(0.0)), Told([shaped(1.0)] * 8)
    with pytest.raises(Cut):
        denoise(network, noise, ALONE, schedule(), call_off)
    assert (len(network.given), noise.count) == (3, 3)
    with pytest.raises(Cut):
        shoot(OneFive().story(memories(4), GRID), progress=call_off)
    assert all(processor.plan is None for processor in camera().seats.processors.values())
    assert shoot(ALONE).video.isfinite().all()


# Other modes are other layouts: the loop, the attention and the network stay as they are.


def performance(speech: Tensor) -> Layout:
    """The picture of a given speech: the sound is the target's own, and clean from the first step on."""
    blank = Part(TARGET, torch.zeros(1, 12, 128), video_position(2, 2, 3, 24.0))
    spoken = Part(TARGET, speech, audio_position(6))
    return Layout(stream([], blank), stream([], spoken, torch.ones(6, dtype=torch.bool)), Open())


def test_a_given_speech_is_kept_to_the_bit_and_moves_the_picture() -> None:
    one, other = normal(1, 6, 128, seed=60), normal(1, 6, 128, seed=61)
    made, made_other = shoot(performance(one)), shoot(performance(other))
    assert torch.equal(made.audio, one)
    assert torch.equal(made_other.audio, other)
    assert (made.video - made_other.video).abs().max() > 1e-3
    assert performance(one).audio.levels(725.0).tolist() == [[0.0] * 6]


def live(past: list[Pair]) -> Layout:
    """The next chunk of a picture without end: earlier chunks are clean groups that never look ahead."""

    def parts(name: str) -> list[Part]:
        length = {"video": 12, "audio": 6}[name]
        place = video_position(2, 2, 3, 24.0) if name == "video" else audio_position(6)
        given = [*(getattr(chunk, name) for chunk in past), torch.zeros(1, length, 128)]
        groups = [*range(len(past)), TARGET]
        return [
            Part(group, latent, centred(place, second))
            for second, (group, latent) in enumerate(zip(groups, given, strict=True))
        ]

    def back(query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG001
        return query == TARGET or (key != TARGET and key <= query)

    video, audio = parts("video"), parts("audio")
    return Layout(stream(video[:-1], video[-1]), stream(audio[:-1], audio[-1]), Rule(back, back, back))


def test_a_chunk_of_a_live_picture_sees_its_past_and_is_not_seen_by_it() -> None:
    chunks = [Pair(normal(1, 12, 128, seed=s), normal(1, 6, 128, seed=s + 1)) for s in (70, 80)]
    layout = live(chunks)
    everything = {(name, group) for name in ("video", "audio") for group in (0, 1, TARGET)}
    later = {(name, group) for name, group in everything if group != 0}
    assert reach(layout, ("video", TARGET)) == [{("video", TARGET), ("audio", TARGET)}] * LAYERS
    assert reach(layout, ("audio", 1)) == [later] * LAYERS
    assert reach(layout, ("video", 0)) == [everything] * LAYERS
    other = chunks[0]._replace(video=-chunks[0].video)
    assert not same(shoot(layout), shoot(live([other, chunks[1]])))


def two_speakers(left: int = 91) -> Layout:
    """One picture of two regions, left and right, and two given speeches: each region hears its own."""
    place = video_position(2, 2, 3, 24.0)
    speech = torch.cat([normal(1, 3, 128, seed=left), normal(1, 3, 128, seed=92)], dim=1)
    video = Stream(
        latent=torch.zeros(1, 12, 128),
        clean=torch.zeros(12, dtype=torch.bool),
        position=place,
        runs=(Run(TARGET, 0, 6), Run(TARGET - 1, 6, 12)),
    )
    audio = Stream(
        latent=speech,
        clean=torch.ones(6, dtype=torch.bool),
        position=torch.cat([audio_position(3), audio_position(3)], dim=2),
        runs=(Run(TARGET, 0, 3), Run(TARGET - 1, 3, 6)),
    )
    return Layout(video, audio, Rule(only_its_own, only_its_own, only_its_own))


def test_a_target_of_two_regions_goes_through_the_same_loop_each_hearing_its_own_speech() -> None:
    layout = two_speakers()
    assert (layout.video.target, layout.audio.target) == (slice(0, 12), slice(0, 6))
    made, other = shoot(layout), shoot(two_speakers(left=93))
    assert torch.equal(made.audio, layout.audio.latent), "a given speech stays what it is"
    assert not torch.equal(made.video[:, :6], other.video[:, :6]), "the left speaker heard another speech"
    assert torch.equal(made.video[:, 6:], other.video[:, 6:]), "the right one did not"


def test_a_given_speech_tells_its_stream_that_it_is_clean() -> None:
    assert two_speakers().audio_level(975.0) == 0.0
    assert live([]).audio_level(975.0) == 975.0


def test_a_target_torn_apart_by_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="side by side"):
        Stream(
            latent=torch.zeros(1, 3, 128),
            clean=torch.zeros(3, dtype=torch.bool),
            position=audio_position(3),
            runs=(Run(TARGET, 0, 1), Run(0, 1, 2), Run(TARGET - 1, 2, 3)),
        )
