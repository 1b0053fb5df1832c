"""Distillation: where samples are sent, how memory is worn, who is told what; on Gaussians one can solve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from generator.echo.sampling import SIGMAS, Pair
from generator.training.degrade import Wear, degraded, levels
from generator.training.distil import DistilTask, Options
from generator.training.dmd import direction, dmd_loss
from generator.training.objective import noise_like, noised


def dice(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def posterior(noisy: Tensor, sigma: Tensor, mean: Tensor, deviation: Tensor) -> Tensor:
    """E[x | z] where x is normal and ``z = (1 - sigma) x + sigma e``: what a perfect network cleans z to."""
    level = sigma.reshape(-1, 1, 1)
    signal = (1 - level) * deviation**2
    return mean + signal / ((1 - level) * signal + level**2) * (noisy - (1 - level) * mean)


# The direction.


def test_the_direction_by_hand() -> None:
    sample = torch.tensor([[[1.0, 2.0]], [[0.0, 0.0]]])
    real = torch.tensor([[[3.0, 2.0]], [[1.0, 3.0]]])  # away from the sample by 1 and by 2 on average
    fake = torch.tensor([[[1.0, 1.0]], [[2.0, 1.0]]])
    assert direction(sample, real, fake).tolist() == [[[-2.0, -1.0]], [[0.5, -1.0]]]


def test_the_loss_passes_the_direction_on_and_nothing_else() -> None:
    sample = torch.tensor([[[1.0, -3.0]]], requires_grad=True)
    uphill = torch.tensor([[[4.0, -2.0]]])
    loss = dmd_loss(sample, uphill)
    assert loss.item() == 5.0  # 0.5 * (16 + 4) / 2
    loss.backward()  # type: ignore[no-untyped-call]
    assert sample.grad is not None
    assert sample.grad.tolist() == [[[2.0, -1.0]]]  # the direction over two numbers


def test_a_sample_of_both_distributions_stays_where_it_is() -> None:
    sample = torch.randn(2, 3, 4, generator=dice())
    assert not direction(sample, sample, sample).any()


@settings(deadline=None)
@given(real=st.floats(-3, 3), student=st.floats(-3, 3), sigma=st.floats(0.05, 0.95))
def test_samples_are_sent_from_their_own_mean_to_the_real_one(
    real: float, student: float, sigma: float
) -> None:
    at, one = torch.full((64,), sigma), torch.ones(())
    sample = student + torch.randn(64, 1, 1, generator=dice())
    noisy = noised(sample, noise_like(sample, dice(1)), at)
    says = [posterior(noisy, at, torch.tensor(mean), one) for mean in (real, student)]
    way = -direction(sample, *says)
    assert (way * (real - student) >= -1e-4).all()
    if abs(real - student) > 0.01:
        assert (way * (real - student) > 0).all()


def test_a_student_that_follows_finds_the_real_mean_and_width() -> None:
    real = (torch.tensor(2.0), torch.tensor(0.5))
    mean, log_width = torch.tensor(-1.0, requires_grad=True), torch.tensor(0.3, requires_grad=True)
    optimizer, draws = torch.optim.Adam([mean, log_width], lr=0.03), dice()
    for _ in range(400):
        sample = mean + log_width.exp() * torch.randn(256, 1, 1, generator=draws)
        sigma = 0.02 + 0.96 * torch.rand(256, generator=draws)
        noisy = noised(sample.detach(), noise_like(sample, draws), sigma)
        says = (
            posterior(noisy, sigma, *real),
            posterior(noisy, sigma, mean.detach(), log_width.detach().exp()),
        )
        optimizer.zero_grad()
        dmd_loss(sample, direction(sample, *says)).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    assert mean.item() == pytest.approx(2.0, abs=0.1)
    assert log_width.exp().item() == pytest.approx(0.5, abs=0.1)


# Wear.

ROWS, COLUMNS = 3, 4
ALL = Wear()
PARTS = [
    Wear(blur=0, jitter=0, drift=0),
    Wear(noise=0, jitter=0, drift=0),
    Wear(noise=0, blur=0, drift=0),
    Wear(noise=0, blur=0, jitter=0),
    Wear(0, 0, 0, 0, through=lambda slot: Pair(slot.video * 0.5, slot.audio * 0.5)),
]


def slots(count: int = 2, size: int = 8, seed: int = 0) -> list[Pair]:
    draws = dice(seed)
    return [
        Pair(
            torch.randn(size, ROWS * COLUMNS, 6, generator=draws),
            torch.randn(size, 12, 5, generator=draws),
        )
        for _ in range(count)
    ]


def worn(memory: Sequence[Pair], level: float, wear: Wear = ALL) -> list[Pair]:
    at = torch.full((len(memory), len(memory[0].video)), level)
    return degraded(memory, at, dice(9), wear, COLUMNS)


def harm(memory: Sequence[Pair], after: Sequence[Pair]) -> Pair:
    """Mean distance, by stream."""
    return Pair(
        *(
            torch.stack([(a - b).abs().mean() for a, b in zip(x, y, strict=True)]).mean()
            for x, y in zip(zip(*memory, strict=True), zip(*after, strict=True), strict=True)
        )
    )


@pytest.mark.parametrize("wear", [ALL, *PARTS])
def test_level_0_is_the_memory_bit_for_bit(wear: Wear) -> None:
    memory = slots()
    memory[0].video[0, 0, 0] = -0.0
    for before, after in zip(memory, worn(memory, 0.0, wear), strict=True):
        for was, now in zip(before, after, strict=True):
            assert torch.equal(was.view(torch.int32), now.view(torch.int32))


@pytest.mark.parametrize("wear", [ALL, *PARTS])
def test_every_kind_of_wear_grows_with_the_level(wear: Wear) -> None:
    memory = slots()
    harms = [harm(memory, worn(memory, level, wear)) for level in (0.25, 0.5, 1.0)]
    for stream in zip(*harms, strict=True):
        assert 0 < stream[0] < stream[1] < stream[2]


def test_every_slot_of_every_sample_is_worn_by_its_own_level() -> None:
    memory = slots(count=2, size=2)
    after = degraded(memory, torch.tensor([[0.0, 1.0], [1.0, 0.0]]), dice(), ALL, COLUMNS)
    same = [
        [torch.equal(a.video[i], b.video[i]) for i in range(2)] for a, b in zip(memory, after, strict=True)
    ]
    assert same == [[True, False], [False, True]]


def test_blur_takes_the_mean_of_the_neighbours() -> None:
    picture = torch.zeros(1, 9, 1)
    picture[0, 4] = 4.0  # the middle of 3 x 3
    sound = torch.tensor([0.0, 2.0, 0.0])[None, :, None]
    level = torch.ones(1, 1)
    ((video, audio),) = degraded([(picture, sound)], level, dice(), Wear(0, 1.0, 0, 0), columns=3)
    assert video.flatten().tolist() == [0, 1, 0, 1, 0, 1, 0, 1, 0]
    assert audio.flatten().tolist() == [1, 0, 1]


def test_jitter_moves_a_picture_by_one_latent() -> None:
    picture = torch.zeros(64, 9, 1)
    picture[:, 4] = 1.0
    ((video, _),) = degraded(
        [(picture, torch.zeros(64, 3, 1))], torch.ones(1, 64), dice(), Wear(0, 0, 1.0, 0), columns=3
    )
    assert set(video.argmax(dim=1).flatten().tolist()) == {1, 3, 5, 7}
    assert (video.sum(dim=1) == 1).all()


def test_drift_is_one_gain_and_one_offset_a_channel() -> None:
    memory = slots(count=1)
    ((video, _),) = worn(memory, 1.0, Wear(noise=0, blur=0, jitter=0))
    was = memory[0].video
    slope = (video[:, 1:] - video[:, :1]) / (was[:, 1:] - was[:, :1])
    torch.testing.assert_close(slope, slope[:, :1].expand_as(slope), rtol=1e-3, atol=1e-3)
    assert slope[:, 0].std() == pytest.approx(0.25, rel=0.4)


def test_levels_reach_from_hardly_worn_to_worn() -> None:
    drawn = levels(dice(), 4, 500)
    assert drawn.shape == (4, 500)
    assert ((drawn >= 0) & (drawn <= 1)).all()
    assert drawn.mean() == pytest.approx(0.25, abs=0.05)
    assert drawn.max() > 0.9


def test_levels_outside_their_range_and_odd_strengths_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 to 1"):
        worn(slots(), 1.5)
    with pytest.raises(ValueError, match="2 slots"):
        degraded(slots(2), torch.zeros(1, 8), dice(), ALL, COLUMNS)
    with pytest.raises(ValueError, match="expected noise"):
        Wear(noise=-1)


# The task, with networks that know one number of each stream.

WIDTH = 0.5


class Hearing(nn.Module):
    """A block whose picture hears."""

    def __init__(self) -> None:
        super().__init__()
        self.audio_to_video_attn = nn.Identity()


class Bell(nn.Module):
    """Takes every number for a draw from a normal distribution around one it can learn."""

    def __init__(self, mean: float) -> None:
        super().__init__()
        self.transformer_blocks = nn.ModuleList([Hearing()])
        self.video, self.audio = (nn.Parameter(torch.tensor(mean)) for _ in range(2))

    def means(self) -> tuple[Tensor, Tensor]:
        """The picture's number is heard, the sound's is not."""
        heard: Tensor = self.transformer_blocks[0].get_submodule("audio_to_video_attn")(self.video)
        return heard, self.audio


class Nets(NamedTuple):
    transformer: Bell
    words: nn.Module
    connectors: nn.Module


class Shots(NamedTuple):
    video: Tensor
    audio: Tensor
    memory: list[Pair]
    tokens: Tensor


class Call(NamedTuple):
    nets: Nets
    shots: Shots
    sigma: Tensor
    learns: bool


class Studio:
    """Everything a task needs, and a list of who was asked what."""

    def __init__(self, mean: float = 2.0) -> None:
        self.teacher = Nets(Bell(mean), nn.Linear(2, 2), nn.Linear(2, 2))
        self.mean = mean
        self.calls: list[Call] = []
        self.drawn: list[Shots] = []

    def velocity(self, nets: Nets, shots: Shots, video: Tensor, audio: Tensor, sigma: Tensor) -> Pair:
        self.calls.append(Call(nets, shots, sigma, torch.is_grad_enabled()))
        level, width = sigma.reshape(-1, 1, 1), torch.tensor(WIDTH)
        clean = (
            posterior(noisy, sigma, mean, width)
            for noisy, mean in zip((video, audio), nets.transformer.means(), strict=True)
        )
        return Pair(*((z - x) / level for z, x in zip((video, audio), clean, strict=True)))

    def batch(self, draws: torch.Generator, size: int, frames: int, remembered: int) -> Shots:
        video, audio = (
            self.mean + WIDTH * torch.randn(size, length, 2, generator=draws) for length in (frames // 5, 3)
        )
        shots = Shots(video, audio, slots(remembered, size), torch.ones(size, 16, 3, dtype=torch.int64))
        self.drawn.append(shots)
        return shots

    def task(self, batch: int = 32, lr: float = 0.03, **options: Any) -> DistilTask[Nets, Shots]:
        return DistilTask(
            self.teacher,
            self.velocity,
            self.batch,
            held_out=self.batch,
            batch=batch,
            lr=lr,
            columns=COLUMNS,
            options=Options(**{"critic_lr": 2 * lr, "slots": (1.0,) * 5, **options}),
        )


def bell(task: DistilTask[Nets, Shots], name: str) -> Bell:
    module = task.modules()[name]
    assert isinstance(module, Bell)
    return module


def test_the_student_finds_the_teachers_shots_from_far_away() -> None:
    studio = Studio(mean=2.0)
    task, draws = studio.task(), dice()
    for name in task.modules():
        for parameter in task.modules()[name].parameters():
            nn.init.constant_(parameter, -1.0)
    for number in range(200):
        task.step(number, draws)
    student = bell(task, "transformer")
    assert student.video.item() == pytest.approx(2.0, abs=0.25)
    assert student.audio.item() == pytest.approx(2.0, abs=0.25)
    assert studio.teacher.transformer.video.item() == 2.0


def test_a_student_who_is_as_good_as_the_teacher_is_sent_nowhere_at_first() -> None:
    figures = Studio().task().step(0, dice())
    assert figures["loss"] == figures["student_video"] == figures["student_audio"] == 0.0
    assert figures["critic"] > 0


@pytest.mark.parametrize("degrade", [True, False])
def test_teacher_critic_and_student_are_told_the_very_same(degrade: bool) -> None:
    studio = Studio()
    task = studio.task(degrade=degrade)
    for number in range(6):
        studio.calls.clear()
        task.step(number, dice(number))
        told = {id(call.shots): call.shots for call in studio.calls}
        assert len(told) == 1
        assert {id(call.nets.transformer) for call in studio.calls} == {
            id(net) for net in (studio.teacher.transformer, *task.modules().values())
        }
        ((shots,),) = [list(told.values())]
        assert all(call.nets.words is studio.teacher.words for call in studio.calls)
        assert (shots is studio.drawn[-1]) == (not degrade or not shots.memory)


def test_judges_can_be_shown_memory_as_it_was() -> None:
    studio = Studio()
    task = studio.task(true_judges=True)
    task.step(0, dice(2))
    student = bell(task, "transformer")
    assert studio.drawn[-1].memory
    for call in studio.calls:
        assert (call.shots is studio.drawn[-1]) == (call.nets.transformer is not student)


def test_shots_are_made_by_the_released_steps_and_only_the_last_of_them_learns() -> None:
    studio = Studio()
    task, seen = studio.task(), set()
    for number in range(40):
        studio.calls.clear()
        task.step(number, dice(number))
        made = [call for call in studio.calls if call.nets.transformer is bell(task, "transformer")]
        assert [call.sigma[0].item() for call in made] == pytest.approx(SIGMAS[: len(made)])
        assert [call.learns for call in made] == [False] * (len(made) - 1) + [True]
        seen.add(len(made))
    assert seen == set(range(1, len(SIGMAS)))


def test_the_critic_learns_once_for_each_time_the_student_does() -> None:
    task, order = Studio().task(), list[str]()
    for name, optimizer in task.optimizers().items():
        optimizer.register_step_post_hook(lambda *_, name=name: order.append(name))
    for number in range(3):
        task.step(number, dice(number))
    assert order == ["student", "critic"] * 3


def test_the_teacher_and_the_words_never_learn() -> None:
    studio = Studio()
    task = studio.task()
    task.step(0, dice())
    for part in studio.teacher:
        assert all(p.grad is None and not p.requires_grad for p in part.parameters())
    assert all(p.requires_grad for module in task.modules().values() for p in module.parameters())


def test_what_the_picture_hears_is_amplified_in_the_student_alone() -> None:
    def pushes(gamma: float) -> list[float]:
        studio = Studio()
        task = studio.task(gradient_factor=gamma, clip=math.inf, slots=(1.0,))
        for name in task.modules():
            nn.init.constant_(bell(task, name).video, 1.0)
        task.step(0, dice())
        bells = [bell(task, name) for name in task.modules()]
        grads = [parameter.grad for module in bells for parameter in (module.video, module.audio)]
        return [0.0 if grad is None else grad.item() for grad in grads]

    plain, strong = pushes(1.0), pushes(6.0)
    assert plain[0] != 0
    assert strong == pytest.approx([6 * plain[0], *plain[1:]])


def test_the_sound_weighs_half_and_the_picture_by_its_memory() -> None:
    studio = Studio()
    task = studio.task()
    for name in task.modules():
        nn.init.constant_(bell(task, name).video, 0.0)
    for number in range(5):
        figures = task.step(number, dice(number))
        weight = 1 + 3 * len(studio.drawn[-1].memory) / 4
        for whole, part in (("loss", "student"), ("critic", "critic")):
            expected = weight * figures[f"{part}_video"] + 0.5 * figures[f"{part}_audio"]
            assert figures[whole] == pytest.approx(expected, rel=1e-5)


def test_longer_shots_come_in_smaller_batches() -> None:
    studio = Studio()
    task, lengths = studio.task(batch=30, frames=((25, 1.0), (75, 1.0))), set()
    for number in range(12):
        task.step(number, dice(number))
        lengths.add(tuple(studio.drawn[-1].video.shape[:2]))
    assert lengths == {(30, 5), (10, 15)}


def test_the_same_dice_teach_the_same() -> None:
    def taught() -> list[Any]:
        task, draws = Studio().task(), dice(5)
        return [task.step(number, draws) for number in range(4)]

    assert taught() == taught()


def test_what_is_measured_is_never_worn_and_tells_shots_that_are_not_the_teachers() -> None:
    studio = Studio()
    task = studio.task(batch=256)
    figures = task.measure()
    assert all(call.shots is studio.drawn[-1] for call in studio.calls)
    assert figures == task.measure()
    assert (
        0 < figures["video_spread"] < 1
    )  # Eight means of a posterior are plainer than what they are means of.
    assert figures["video_surprise"] < 1
    nn.init.constant_(bell(task, "transformer").video, 0.0)
    assert task.measure()["video_surprise"] > 1.5
