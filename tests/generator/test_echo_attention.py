"""Attention by group is attention under a dense mask, without the mask; tau tempers only the target video."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor
from torch.nn import functional

from generator.echo.attention import Call, Kind, Visible, calls, grouped_attention, plan
from generator.echo.layout import TARGET, Layout, Run, Stream
from generator.echo.policy import One, OneFive, Policy, Switches
from tests.generator.echo_shots import (
    GRID,
    Rule,
    camera,
    memories,
    noisy,
    normal,
    only_its_own,
    plain,
    transformer,
    velocity,
)


def fused(query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
    """torch's own attention, [B, N, H, D]."""
    query, key, value = (t.transpose(1, 2) for t in (query, key, value))
    return functional.scaled_dot_product_attention(query, key, value, scale=scale).transpose(1, 2)


def mask_of(queries: Sequence[Run], keys: Sequence[Run], visible: Visible) -> Tensor:
    """The same rule as a dense mask: bool [N, M]."""
    mask = torch.zeros(queries[-1].stop, keys[-1].stop, dtype=torch.bool)
    for query in queries:
        for key in keys:
            mask[query.span, key.span] = visible(query.group, key.group)
    return mask


def masked(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """torch's attention under a dense mask; zeros where a query sees nothing."""
    query, key, value = (t.transpose(1, 2) for t in (query, key, value))
    seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2)
    return torch.where(mask.any(dim=1)[None, :, None, None], seen, 0.0)


def runs(*shape: tuple[int, int]) -> tuple[Run, ...]:
    """Runs from (group, length), one after another."""
    made, start = [], 0
    for group, length in shape:
        made.append(Run(group, start, start + length))
        start += length
    return tuple(made)


def rows(*shapes: int, seed: int = 0, heads: int = 2, width: int = 8) -> list[Tensor]:
    return [normal(1, n, heads, width, seed=seed + i) for i, n in enumerate(shapes)]


SHAPES = st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 5)), min_size=1, max_size=7)


@settings(max_examples=100, deadline=None)
@given(
    query_shape=SHAPES,
    key_shape=SHAPES,
    pairs=st.sets(st.tuples(st.integers(-1, 4), st.integers(-1, 4))),
    temper=st.booleans(),
    seed=st.integers(0, 9999),
)
def test_grouped_attention_is_attention_under_a_dense_mask(
    query_shape: list[tuple[int, int]],
    key_shape: list[tuple[int, int]],
    pairs: set[tuple[int, int]],
    temper: bool,
    seed: int,
) -> None:
    queries, keys = runs(*query_shape), runs(*key_shape)
    query, key, value = rows(queries[-1].stop, keys[-1].stop, keys[-1].stop, seed=seed)

    def visible(q: int, k: int) -> bool:
        return (q, k) in pairs

    plan = calls(queries, keys, visible, temper=temper)
    found = grouped_attention(query, key, value, plan, fused)
    wanted = masked(query, key, value, mask_of(queries, keys, visible))
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=0)


def test_queries_that_see_nothing_get_zeros() -> None:
    queries, keys = runs((0, 3), (TARGET, 4)), runs((0, 2))
    query, key, value = rows(7, 2, 2)
    found = grouped_attention(query, key, value, calls(queries, keys, lambda q, k: q == k), fused)
    assert not found[:, 3:].any()
    assert found[:, :3].abs().min() > 0


def test_nobody_who_sees_anybody_makes_zeros_and_no_call() -> None:
    shape = runs((0, 3), (TARGET, 4))
    assert calls(shape, shape, lambda _q, _k: False) == []
    query, key, value = rows(7, 7, 7)
    assert not grouped_attention(query, key, value, [], fused).any()


@pytest.mark.parametrize("empty", [(0, 0), (TARGET, 0)])
def test_a_group_without_tokens_takes_part_in_nothing(empty: tuple[int, int]) -> None:
    shape, full = runs((1, 3), empty, (2, 2)), runs((1, 3), (2, 2))
    for temper in (False, True):
        assert calls(shape, shape, lambda q, k: q == k, temper=temper) == calls(
            full, full, lambda q, k: q == k
        )


def test_when_everybody_sees_everybody_there_is_one_call_on_the_tensors_as_they_are() -> None:
    shape = runs((0, 3), (1, 2), (TARGET, 4))
    plan = calls(shape, shape, lambda _q, _k: True)
    assert plan == [Call((slice(0, 9),), (slice(0, 9),))]
    given: list[Tensor] = []

    def watched(query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        given.extend([query, key, value])
        return fused(query, key, value, scale)

    query, key, value = rows(9, 9, 9)
    grouped_attention(query, key, value, plan, watched)
    assert all(got is put for got, put in zip(given, (query, key, value), strict=True))


def test_neighbours_that_see_the_same_share_a_call_and_a_span() -> None:
    shape = runs((0, 3), (1, 2), (TARGET, 4))
    plan = calls(shape, shape, lambda q, k: (q == TARGET) == (k == TARGET))
    assert plan == [Call((slice(0, 5),), (slice(0, 5),)), Call((slice(5, 9),), (slice(5, 9),))]


def test_interleaved_runs_of_a_group_share_a_call() -> None:
    shape = runs((0, 3), (1, 2), (0, 4), (1, 1))
    plan = calls(shape, shape, lambda q, k: q == k)
    assert plan == [
        Call((slice(0, 3), slice(5, 9)), (slice(0, 3), slice(5, 9))),
        Call((slice(3, 5), slice(9, 10)), (slice(3, 5), slice(9, 10))),
    ]


# The plan of a shot, layer by layer of the released 48.


def seated(rules: Policy, tau: float = 1.0) -> dict[tuple[Kind, int], list[Call]]:
    layout = rules.story(memories(4, None, 5), GRID)
    return {
        (kind, layer): plan(layout, kind, layer, 48, temper=tau != 1.0)
        for kind in Kind
        for layer in range(48)
    }


def test_the_1_0_plan_is_two_calls_for_voices_in_33_layers_and_one_in_15() -> None:
    plans = seated(One())
    apart = [Call((slice(0, 9),), (slice(0, 9),)), Call((slice(9, 15),), (slice(9, 15),))]
    together = [Call((slice(0, 15),), (slice(0, 15),))]
    assert [plans[Kind.AUDIO, layer] for layer in range(48)] == [apart] * 33 + [together] * 15


def test_the_1_0_plan_pairs_face_and_voice_and_leaves_a_mute_face_out() -> None:
    plans = seated(One())
    faces, voices = (slice(0, 6), slice(12, 18), slice(18, 30)), (slice(0, 4), slice(4, 9), slice(9, 15))
    to_video = [Call((face,), (voice,)) for face, voice in zip(faces, voices, strict=True)]
    to_audio = [Call((voice,), (face,)) for face, voice in zip(faces, voices, strict=True)]
    for layer in range(48):
        assert plans[Kind.AUDIO_TO_VIDEO, layer] == to_video
        assert plans[Kind.VIDEO_TO_AUDIO, layer] == to_audio
        assert plans[Kind.VIDEO, layer] == [Call((slice(0, 30),), (slice(0, 30),))]


def test_the_1_5_plan_is_one_call_everywhere() -> None:
    for found in seated(OneFive()).values():
        assert len(found) == 1
        assert not found[0].tempered


def test_a_temperature_gives_the_target_video_a_call_of_its_own() -> None:
    plans = seated(OneFive(), tau=0.8)
    whole = (slice(0, 30),)
    assert plans[Kind.VIDEO, 7] == [
        Call((slice(0, 18),), whole),
        Call((slice(18, 30),), whole, tempered=True),
    ]
    assert not any(call.tempered for (kind, _), plan in plans.items() if kind != Kind.VIDEO for call in plan)


# Temperature (E35).


def tempered(tau: float) -> tuple[Tensor, Tensor]:
    """Attention weights [9 queries, 9 keys] of one head, memory's and target's: values are the unit."""
    shape = runs((0, 2), (1, 3), (TARGET, 4))
    query, key = rows(9, 9, heads=1, width=9)
    value = torch.eye(9)[None, :, None]
    plan = calls(shape, shape, lambda _q, _k: True, temper=True)
    weights = grouped_attention(2 * query, 2 * key, value, plan, fused, tau)[0, :, 0]
    return weights[:5], weights[5:]


def test_the_weights_are_softmax_of_qk_over_tau_root_d() -> None:
    query, key = rows(9, 9, heads=1, width=9)
    for tau in (0.5, 1.0, 2.0):
        by_hand = torch.softmax(4 * query[0, :, 0] @ key[0, :, 0].T / (tau * 3.0), dim=-1)
        torch.testing.assert_close(tempered(tau)[1], by_hand[5:], atol=1e-6, rtol=0)


def test_a_lower_temperature_sharpens_every_row_of_the_target() -> None:
    def entropy(tau: float) -> Tensor:
        weights = tempered(tau)[1]
        return -(weights * weights.clamp(min=1e-30).log()).sum(dim=-1)

    falling = [entropy(tau) for tau in (4.0, 2.0, 1.0, 0.7, 0.4, 0.2)]
    assert (falling[0] < math.log(9)).all()
    for warmer, colder in itertools.pairwise(falling):
        assert (colder < warmer).all()


@pytest.mark.parametrize("tau", [0.5, 0.9, 3.0])
def test_the_rows_of_memory_do_not_feel_the_temperature(tau: float) -> None:
    memory, target = tempered(tau)
    assert torch.equal(memory, tempered(1.0)[0])
    assert not torch.equal(target, tempered(1.0)[1])


def test_a_temperature_of_one_is_bit_for_bit_no_temperature() -> None:
    shape = runs((0, 5), (TARGET, 40))
    query, key, value = rows(45, 45, 45, heads=4, width=32)
    marked = calls(shape, shape, lambda _q, _k: True, temper=True)
    unmarked = [call._replace(tempered=False) for call in marked]
    told = grouped_attention(query, key, value, marked, fused, 1.0)
    assert torch.equal(told, grouped_attention(query, key, value, unmarked, fused))


@pytest.mark.parametrize("rules", [One(), OneFive()])
def test_a_shot_at_temperature_one_is_bit_for_bit_the_shot_without(rules: Policy) -> None:
    layout = rules.story(memories(4, 3), GRID)
    told, plainly = velocity(layout, tau=1.0), velocity(layout)
    assert torch.equal(told.video, plainly.video)
    assert torch.equal(told.audio, plainly.audio)


@pytest.mark.parametrize("tau", [0.5, 1.5])
def test_another_temperature_changes_the_shot(tau: float) -> None:
    layout = OneFive().story(memories(4, 3), GRID)
    told, plainly = velocity(layout, tau=tau), velocity(layout)
    assert (told.video - plainly.video).abs().max() > 1e-3
    assert (told.audio - plainly.audio).abs().max() > 1e-4


def test_a_temperature_lasts_as_long_as_its_shot() -> None:
    layout = OneFive().story(memories(4), GRID)
    before = velocity(layout)
    velocity(layout, tau=0.5)
    assert torch.equal(velocity(layout).video, before.video)


# The whole network against diffusers' own attention and dense masks.


@dataclass(frozen=True, slots=True)
class Masking:
    """diffusers' blocks with the masks they accept and their model never passes."""

    layout: Layout
    layers: int

    def install(self, model: Any) -> None:
        for layer, block in enumerate(model.transformer_blocks):
            block.register_forward_pre_hook(self._giving(layer), with_kwargs=True)

    def _giving(self, layer: int) -> Any:
        video, audio, sight = self.layout.video, self.layout.audio, self.layout.sight
        masks = {
            "self_attention_mask": self._additive(video, video, sight.video, layer),
            "audio_self_attention_mask": self._additive(audio, audio, sight.audio, layer),
            "a2v_cross_attention_mask": self._additive(video, audio, sight.across, layer),
            "v2a_cross_attention_mask": self._additive(audio, video, sight.across, layer),
        }
        return lambda _block, args, kwargs: (args, kwargs | masks)

    def _additive(self, queries: Stream, keys: Stream, sees: Any, layer: int) -> Tensor:
        mask = mask_of(queries.runs, keys.runs, lambda q, k: sees(q, k, layer, self.layers))
        return torch.zeros(mask.shape).masked_fill(~mask, float("-inf"))[None]


OTHERWISE = Rule(among_video=lambda q, k, n, _: q == k or n % 2 == 0, between=only_its_own)


@pytest.mark.parametrize("case", ["1.0", "1.0 one way", "1.0 first frame", "1.5", "another rule"])
def test_the_network_is_diffusers_network_under_dense_masks(case: str) -> None:
    others: dict[str, Policy] = {"1.5": OneFive(), "1.0 one way": One(Switches(one_way=True))}
    rules = others.get(case, One())
    first = normal(1, 128, 1, 2, 3, seed=8) if case == "1.0 first frame" else None
    layout = rules.story(memories(4, 3, 5), GRID, first)
    if case == "another rule":
        layout = replace(layout, sight=OTHERWISE)
    model = transformer()
    Masking(layout, len(model.transformer_blocks)).install(model)
    theirs, ours = plain(model, layout), velocity(layout)
    torch.testing.assert_close(ours.video, theirs.video, atol=1e-5, rtol=0)
    torch.testing.assert_close(ours.audio, theirs.audio, atol=1e-5, rtol=0)


# What is refused.


def test_the_network_does_not_run_without_a_layout() -> None:
    layout = OneFive().story(memories(4), GRID)
    with pytest.raises(RuntimeError, match=r"run it inside Seats.taken\(layout\)"):
        plain(camera().transformer, layout)


def test_a_mask_from_outside_is_refused() -> None:
    layout = OneFive().story([], GRID)
    model, target = camera().transformer, noisy()
    with camera().seats.taken(layout), pytest.raises(ValueError, match="expected none"):
        model.transformer_blocks[0].attn1(target.video, attention_mask=torch.zeros(1, 12, 12))
