"""Modulation once for each level is the modulation diffusers computes for each token."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from generator.echo import modulation
from generator.echo.backbone import Backbone
from generator.echo.layout import Layout
from generator.echo.modulation import Spread
from generator.echo.policy import OneFive
from generator.echo.sampling import Pair
from tests.generator.echo_shots import GRID, STEP, memories, normal, plain, transformer, words

FRAME = normal(1, 128, 1, 2, 3, seed=8)
CASES = {
    "one level": OneFive().story([], GRID),
    "two levels": OneFive().story(memories(4, 3), GRID),
    "two levels, no voice": OneFive().story(memories(None, None), GRID),
    "a first frame": OneFive().story([], GRID, FRAME),
    "memory and a first frame": OneFive().story(memories(4, 3), GRID, FRAME),
}


ROUNDING = 5e-6
"""Two rows or twenty go through other matrix kernels; measured: below 1e-6, of outputs around 1."""


def close(found: Pair, wanted: Pair) -> None:
    torch.testing.assert_close(found.video, wanted.video, atol=ROUNDING, rtol=0)
    torch.testing.assert_close(found.audio, wanted.audio, atol=ROUNDING, rtol=0)


@pytest.mark.parametrize("case", CASES)
def test_a_network_modulated_by_level_says_what_it_said_token_by_token(case: str) -> None:
    layout, model = CASES[case], transformer()
    theirs = plain(model, layout)
    modulation.install(model)
    close(plain(model, layout), theirs)


@pytest.mark.parametrize("case", CASES)
def test_a_network_taken_over_says_what_it_said_before(case: str) -> None:
    layout, model = CASES[case], transformer()
    theirs = plain(model, layout)
    with Backbone.of(model).shot(layout, words()) as shot:
        ours = shot(Pair(normal(1, 12, 128, seed=3), normal(1, 6, 128, seed=103)), STEP)
    close(ours, theirs)


def rows_computed(model: Any, layout: Layout) -> tuple[list[int], list[int]]:
    """How many rows went through the two large modulation layers in each forward pass."""
    counts: tuple[list[int], list[int]] = ([], [])
    for layer, seen in zip((model.time_embed.linear, model.audio_time_embed.linear), counts, strict=True):
        layer.register_forward_pre_hook(lambda _m, given, seen=seen: seen.append(given[0].shape[0]))
    plain(model, layout)
    return counts


def test_a_shot_costs_as_many_rows_as_it_has_levels() -> None:
    model = transformer()
    modulation.install(model)
    assert rows_computed(model, CASES["one level"]) == ([1], [1])
    assert rows_computed(model, CASES["two levels"])[0][0] == 2
    assert rows_computed(model, CASES["a first frame"])[1][0] == 1
    assert rows_computed(transformer(), CASES["two levels"]) == ([24], [13])


def test_shots_with_and_without_memory_take_turns_without_a_trace() -> None:
    model = transformer()
    modulation.install(model)
    alone = plain(model, CASES["one level"])
    plain(model, CASES["memory and a first frame"])
    again = plain(model, CASES["one level"])
    assert torch.equal(again.video, alone.video)
    assert torch.equal(again.audio, alone.audio)


def test_any_number_of_levels_goes_through() -> None:
    # Chunks of a live picture stand at many levels at once: not only 0 and sigma may occur.
    layout, model = CASES["one level"], transformer()
    levels = torch.tensor([[1000.0, 750.0, 500.0, 0.0, 250.0, 500.0] * 2])

    def asked() -> Tensor:
        with torch.no_grad():
            video, _ = model(
                hidden_states=normal(1, 12, 128, seed=3),
                audio_hidden_states=normal(1, 6, 128, seed=4),
                encoder_hidden_states=words().video,
                audio_encoder_hidden_states=words().audio,
                timestep=levels,
                audio_timestep=levels[:, :6],
                sigma=torch.tensor([750.0]),
                audio_sigma=torch.tensor([750.0]),
                video_coords=layout.video.position,
                audio_coords=layout.audio.position,
                use_cross_timestep=True,
                return_dict=False,
            )
        return torch.as_tensor(video)

    theirs = asked()
    modulation.install(model)
    torch.testing.assert_close(asked(), theirs, atol=ROUNDING, rtol=0)


@settings(max_examples=50, deadline=None)
@given(index=st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_a_value_is_spread_to_the_tokens_of_its_level(index: list[int]) -> None:
    values = normal(1, 5, 3)
    spread = Spread(torch.tensor(index)).over(values)
    assert torch.equal(spread, torch.stack([values[:, level] for level in index], dim=1))


def test_one_level_is_left_to_broadcast() -> None:
    value = normal(1, 1, 3)
    assert Spread().over(value) is value
