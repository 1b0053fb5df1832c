"""The mathematics of training, by hand numbers: objective, noise levels, amplification, smoothed momentum."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from generator.echo.layout import Layout
from generator.echo.policy import One
from generator.training.amplify import Amplification, amplified
from generator.training.levels import Levels, LogitNormal, Shifted, evenly
from generator.training.momentum import SMOOTHED, smooth_momentum
from generator.training.objective import (
    cleaned,
    memory_length_weight,
    noise_like,
    noised,
    rf_loss,
    total,
    velocity,
)
from tests.generator.echo_shots import GRID, STEP, memories, noisy, transformer, words


def dice(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


# The straight way between data and noise.


def test_a_quarter_of_the_way_is_three_quarters_data() -> None:
    clean, noise = torch.tensor([[[8.0]], [[8.0]]]), torch.tensor([[[-4.0]], [[-4.0]]])
    way = noised(clean, noise, torch.tensor([0.25, 1.0]))
    assert way.flatten().tolist() == [5.0, -4.0]  # 0.75 * 8 - 0.25 * 4, and nothing but noise
    assert velocity(clean, noise).flatten().tolist() == [-12.0, -12.0]


def test_every_token_may_have_its_own_level() -> None:
    way = noised(torch.zeros(1, 2, 3), torch.ones(1, 2, 3), torch.tensor([[0.0, 0.5]]))
    assert way.tolist() == [[[0.0] * 3, [0.5] * 3]]


@settings(deadline=None)
@given(sigma=st.floats(0, 1), seed=st.integers(0, 1000))
def test_going_back_along_the_velocity_gives_the_data_again(sigma: float, seed: int) -> None:
    clean = torch.randn(2, 3, 4, generator=dice(seed))
    noise, level = noise_like(clean, dice(seed + 1)), torch.full((2,), sigma)
    back = cleaned(noised(clean, noise, level), velocity(clean, noise), level)
    torch.testing.assert_close(back, clean, atol=1e-5, rtol=0)


def test_a_perfect_model_has_no_loss() -> None:
    clean = torch.randn(2, 5, 3, generator=dice())
    target = velocity(clean, noise_like(clean, dice(1)))
    assert rf_loss(target, target).item() == 0.0


def test_the_loss_is_the_mean_square_over_counted_tokens() -> None:
    prediction = torch.tensor([[[1.0, 3.0], [100.0, 100.0]]])
    assert rf_loss(prediction, torch.zeros(1, 2, 2), torch.tensor([True, False])).item() == 5.0  # (1 + 9) / 2
    assert rf_loss(prediction, prediction + 2).item() == 4.0


def test_nothing_counted_is_no_loss() -> None:
    assert rf_loss(torch.ones(1, 2, 2), torch.zeros(1, 2, 2), torch.zeros(2, dtype=torch.bool)).item() == 0.0


def test_what_memory_tokens_say_gets_no_gradient_at_all() -> None:
    layout = One().story(memories(4, 4), GRID)
    said = torch.randn(1, layout.video.tokens, 128, generator=dice()).requires_grad_()
    rf_loss(said, torch.zeros_like(said), ~layout.video.clean).backward()  # type: ignore[no-untyped-call]
    assert said.grad is not None
    assert not said.grad[:, layout.video.clean].any()
    assert said.grad[:, layout.video.target].ne(0).all()


def test_noise_is_the_same_wherever_it_goes() -> None:
    assert torch.equal(
        noise_like(torch.zeros(3, dtype=torch.float64), dice()).float(), noise_like(torch.zeros(3), dice())
    )


# How streams are weighed.


@pytest.mark.parametrize(
    ("slots", "factor", "weight"),
    [(0, 2.0, 1.0), (7, 2.0, 2.0), (7, 4.0, 4.0), (0, 4.0, 1.0), (1, 2.0, 8 / 7), (3, 4.0, 16 / 7)],
)
def test_the_picture_weighs_more_the_more_is_remembered(slots: int, factor: float, weight: float) -> None:
    assert memory_length_weight(slots, 7, factor) == pytest.approx(weight)


def test_a_memory_that_is_never_kept_weighs_nothing() -> None:
    assert memory_length_weight(0, 0, 4.0) == 1.0


@pytest.mark.parametrize("slots", [-1, 8])
def test_more_slots_than_the_longest_memory_are_refused(slots: int) -> None:
    with pytest.raises(ValueError, match="expected 0 to 7"):
        memory_length_weight(slots)


def test_streams_are_added_with_their_weights() -> None:
    video, audio = torch.tensor(3.0), torch.tensor(4.0)
    assert total(video, audio, memory_length_weight(7, 7, 4.0)).item() == 16.0  # Eq. 13
    assert total(video, audio, 1.0, audio_share=0.5).item() == 5.0  # Eq. 15


# Noise levels.

CURVES = [Shifted(), LogitNormal(), Shifted(0.6), LogitNormal(0.6, spread=0.5)]


@pytest.mark.parametrize("curve", CURVES)
def test_half_of_all_levels_lie_above_the_median(curve: Any) -> None:
    drawn = curve.draw(dice(), 1000)
    assert drawn.shape == (1000,)
    assert ((drawn > 0) & (drawn < 1)).all()
    assert (drawn > curve.median).sum() == 500


@pytest.mark.parametrize("curve", CURVES)
def test_the_same_dice_give_the_same_levels(curve: Levels) -> None:
    assert torch.equal(curve.draw(dice(3), 9), curve.draw(dice(3), 9))
    assert not torch.equal(curve.draw(dice(3), 9), curve.draw(dice(4), 9))


def test_an_unshifted_curve_is_uniform() -> None:
    torch.testing.assert_close(Shifted(0.5).draw(dice(), 8), evenly(dice(), 8))


def test_a_narrow_curve_stays_at_its_median() -> None:
    torch.testing.assert_close(
        LogitNormal(0.7, spread=1e-4).draw(dice(), 8), torch.full((8,), 0.7), atol=1e-3, rtol=0
    )


def test_what_would_fall_outside_the_bounds_is_moved_to_them() -> None:
    drawn = Shifted(0.5, lowest=0.4, highest=0.6).draw(dice(), 100)
    assert (drawn.min().item(), drawn.max().item()) == pytest.approx((0.4, 0.6))


@settings(deadline=None)
@given(count=st.integers(1, 200), seed=st.integers(0, 100))
def test_every_part_of_the_curve_is_drawn_from_once(count: int, seed: int) -> None:
    drawn = evenly(dice(seed), count)
    inner = (drawn * count).sort().values
    assert (inner - torch.arange(count) - 0.5).abs().max().item() <= 0.5 + 1e-3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Shifted(1.0),
        lambda: Shifted(0.5, lowest=0.7, highest=0.6),
        lambda: LogitNormal(0.0),
        lambda: LogitNormal(spread=0.0),
    ],
)
def test_impossible_curves_are_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        wrong()


# Amplification of what the picture hears.


def gradients(model: nn.Module, layout: Layout) -> tuple[Tensor, dict[str, Tensor]]:
    """The video the tiny network gives, and the gradient of its square in every parameter."""
    target = noisy()
    model.requires_grad_(True).zero_grad()
    video, _ = model(
        hidden_states=layout.video.filled(target.video),
        audio_hidden_states=layout.audio.filled(target.audio),
        encoder_hidden_states=words().video,
        audio_encoder_hidden_states=words().audio,
        timestep=layout.video.levels(STEP.timestep),
        audio_timestep=layout.audio.levels(STEP.timestep),
        sigma=torch.tensor([STEP.timestep]),
        audio_sigma=torch.tensor([STEP.timestep]),
        video_coords=layout.video.position,
        audio_coords=layout.audio.position,
        use_cross_timestep=True,
        return_dict=False,
    )
    video.square().mean().backward()
    return video.detach(), {
        name: parameter.grad.clone()
        for name, parameter in model.named_parameters()
        if parameter.grad is not None
    }


def test_a_gradient_comes_back_exactly_gamma_times_as_strong() -> None:
    values = torch.randn(4, generator=dice()).requires_grad_()
    louder = amplified(values, 6.0)
    assert torch.equal(louder, values)
    (louder * torch.tensor([1.0, 2.0, 3.0, -0.5])).sum().backward()  # type: ignore[no-untyped-call]
    assert values.grad is not None
    assert values.grad.tolist() == [6.0, 12.0, 18.0, -3.0]


@pytest.mark.parametrize("gamma", [2.0, 6.0])
def test_the_network_says_the_same_and_learns_more_from_what_it_hears(gamma: float) -> None:
    model, layout = transformer(), One().story([], GRID)
    said, plain = gradients(model, layout)
    amplification = Amplification(model, gamma)
    again, strong = gradients(model, layout)
    assert torch.equal(again, said)
    last = f"transformer_blocks.{len(model.transformer_blocks) - 1}."
    heard = [name for name in plain if name.startswith(last + "audio_to_video_attn.")]
    behind = [name for name in plain if name.startswith((last + "ff.", "proj_out."))]
    assert heard
    assert behind
    for name in heard:
        torch.testing.assert_close(strong[name], gamma * plain[name])
    for name in behind:
        assert torch.equal(strong[name], plain[name])
    amplification.remove()
    amplification.remove()
    _, after = gradients(model, layout)
    assert all(torch.equal(after[name], plain[name]) for name in plain)


@pytest.mark.parametrize("gamma", [2.0, 6.0])
def test_amplification_can_be_kept_to_the_weights_that_hear(gamma: float) -> None:
    model, layout = transformer(), One().story([], GRID)
    said, plain = gradients(model, layout)
    Amplification(model, gamma, own=True)
    again, strong = gradients(model, layout)
    assert torch.equal(again, said)
    for name, gradient in plain.items():
        factor = gamma if ".audio_to_video_attn." in name else 1.0
        torch.testing.assert_close(strong[name], factor * gradient, rtol=1e-3, atol=1e-6)


# Smoothed momentum.

BETAS = (0.9, 0.99)


class Learner:
    """One weight, zero at first, and the Adam that moves it."""

    def __init__(self, size: int, share: float | None, at: Tensor | None = None) -> None:
        self.weight = nn.Parameter(torch.zeros(size) if at is None else at.clone())
        self.optimizer = torch.optim.Adam([self.weight], lr=0.1, betas=BETAS)
        if share is not None:
            smooth_momentum(self.optimizer, share)

    def pushed(self, gradient: Tensor) -> Tensor:
        """How far one update moves it."""
        before = self.weight.detach().clone()
        self.weight.grad = gradient.clone()
        self.optimizer.step()
        return self.weight.detach() - before


def descend(share: float | None, pushes: Tensor) -> Tensor:
    """The updates made of gradients [steps, N]: [steps, N]."""
    learner = Learner(pushes.shape[1], share)
    return torch.stack([learner.pushed(push) for push in pushes])


def test_a_steady_gradient_moves_as_without_smoothing() -> None:
    pushes = torch.tensor([[1.0, -2.0]]).expand(40, 2)
    torch.testing.assert_close(descend(0.9, pushes), descend(None, pushes))


def test_a_noisy_gradient_shakes_less_and_goes_the_same_way() -> None:
    pushes = 0.5 + torch.randn(600, 64, generator=dice())
    plain, smooth = (descend(share, pushes)[100:] for share in (None, 0.9))
    assert smooth.var(dim=0).mean() < 0.5 * plain.var(dim=0).mean()
    torch.testing.assert_close(smooth.mean(), plain.mean(), rtol=0.05, atol=0)


def test_two_steps_by_hand() -> None:
    learner = Learner(1, 0.5)
    learner.pushed(torch.tensor([1.0]))
    learner.pushed(torch.tensor([3.0]))
    # Adam without bias: 1, then (0.9 * 0.1 * 1 + 0.1 * 3) / 0.19; half of each remains.
    mean = 0.5 * 1.0 + 0.5 * 0.39 / 0.19
    state = learner.optimizer.state[learner.weight]
    assert state[SMOOTHED].item() == pytest.approx(mean)
    assert state["exp_avg"].item() == pytest.approx(mean * 0.19)


def test_no_share_of_the_past_is_plain_adam_bit_for_bit() -> None:
    pushes = torch.randn(20, 8, generator=dice())
    assert torch.equal(descend(0.0, pushes), descend(None, pushes))


def test_smoothing_can_be_taken_out() -> None:
    learner = Learner(1, None)
    smooth_momentum(learner.optimizer, 0.9).remove()
    learner.pushed(torch.ones(1))
    assert SMOOTHED not in learner.optimizer.state[learner.weight]


@pytest.mark.parametrize("cut", [1, 5, 9])
def test_a_saved_optimiser_goes_on_as_if_nothing_had_happened(cut: int) -> None:
    pushes = torch.randn(10, 4, generator=dice())
    first = Learner(4, 0.9)
    for push in pushes[:cut]:
        first.pushed(push)
    second = Learner(4, 0.9, at=first.weight.detach())
    second.optimizer.load_state_dict(first.optimizer.state_dict())
    after = torch.stack([second.pushed(push) for push in pushes[cut:]])
    assert torch.equal(after, descend(0.9, pushes)[cut:])


@pytest.mark.parametrize("share", [-0.1, 1.0])
def test_a_share_outside_its_range_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="expected 0 to less than 1"):
        smooth_momentum(torch.optim.Adam([nn.Parameter(torch.zeros(1))]), share)


def test_an_optimiser_without_adams_momentum_is_refused() -> None:
    with pytest.raises(ValueError, match="Adam family"):
        smooth_momentum(torch.optim.SGD([nn.Parameter(torch.zeros(1))]), 0.9)
