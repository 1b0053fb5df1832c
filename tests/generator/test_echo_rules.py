"""Eq. 10 and 11, by perturbation: a change reaches whom the rules allow, layer by layer, and no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.echo import sampling
from generator.echo.layout import TARGET, Layout, Part, stream
from generator.echo.policy import One, OneFive, Open, Paired, Policy, Switches
from tests.generator.echo_shots import (
    EARLY,
    GRID,
    LATE,
    LAYERS,
    Place,
    Rule,
    Seen,
    camera,
    memories,
    normal,
    only_its_own,
    places,
    reach,
    velocity,
    words,
)

MEMORY = {(name, slot) for name in ("video", "audio") for slot in (0, 1, 2)}
SHOT = {("video", TARGET), ("audio", TARGET)}


def laid_out(policy: Policy, *voices: int | None) -> Layout:
    return policy.story(memories(*(voices or (4, 3, 5))), GRID)


def ruled(rule: Rule) -> Layout:
    return replace(laid_out(One()), sight=rule)


def apart_but(audio: Seen) -> Rule:
    """Picture and sound of a slot as one, and nothing between slots but this audio self-attention."""
    return Rule(among_video=only_its_own, among_audio=audio, between=only_its_own)


# Who sees whom, in the released 48 layers: the boundary is int(48 * 0.7) = 33.


@pytest.mark.parametrize("layer", range(48))
def test_voices_of_memory_and_target_are_apart_in_33_of_48_layers(layer: int) -> None:
    rule, late = Paired(), layer >= 33
    assert rule.audio(TARGET, 0, layer, 48) is late
    assert rule.audio(0, TARGET, layer, 48) is late
    assert rule.audio(0, 1, layer, 48)
    assert rule.audio(1, 0, layer, 48)
    assert rule.audio(TARGET, TARGET, layer, 48)


@pytest.mark.parametrize("layer", range(48))
def test_faces_and_voices_meet_only_in_their_slot_in_all_layers(layer: int) -> None:
    rule = Paired()
    seen = {(q, k) for q in (0, 1, TARGET) for k in (0, 1, TARGET) if rule.across(q, k, layer, 48)}
    assert seen == {(0, 0), (1, 1), (TARGET, TARGET)}
    assert all(rule.video(q, k, layer, 48) for q in (0, 1, TARGET) for k in (0, 1, TARGET))


@pytest.mark.parametrize("layer", [0, 32, 33, 47])
def test_as_printed_memory_hears_the_target_and_is_not_heard(layer: int) -> None:
    rule = Paired(one_way=True)
    assert rule.audio(0, TARGET, layer, 48)
    assert rule.audio(TARGET, 0, layer, 48) is (layer >= 33)


@pytest.mark.parametrize("layer", [0, 32, 33, 47])
def test_1_5_keeps_nobody_apart(layer: int) -> None:
    groups = (0, 6, TARGET)
    assert all(
        see(q, k, layer, 48)
        for see in (Open().video, Open().audio, Open().across)
        for q in groups
        for k in groups
    )


@pytest.mark.parametrize(("layers", "boundary"), [(48, 33), (10, 7), (2, 1), (1, 0)])
def test_the_early_layers_are_seven_tenths_rounded_down(layers: int, boundary: int) -> None:
    assert [Paired().audio(TARGET, 0, n, layers) for n in range(layers)] == [
        n >= boundary for n in range(layers)
    ]


# What that makes of a change, on random weights.


@pytest.mark.parametrize("slot", [0, 1, 2])
def test_in_1_0_a_voice_reaches_the_shot_only_by_way_of_the_faces(slot: int) -> None:
    seen = reach(laid_out(One()), ("audio", slot))
    # Voices of memory hear one another, then each changes its own face; the target's first block saw the
    # faces as they were. One block later it sees the changed ones, and its sound its picture.
    assert seen[0] == MEMORY
    assert seen[1:] == [MEMORY | SHOT] * (LAYERS - 1)


def test_in_1_0_the_sound_of_the_shot_reaches_memory_only_by_way_of_the_picture() -> None:
    seen = reach(laid_out(One()), ("audio", TARGET))
    assert seen[0] == SHOT
    assert seen[1:] == [MEMORY | SHOT] * (LAYERS - 1)


@pytest.mark.parametrize("group", [1, TARGET])
def test_in_1_0_a_face_reaches_everybody_at_once(group: int) -> None:
    assert reach(laid_out(One()), ("video", group)) == [MEMORY | SHOT] * LAYERS


@pytest.mark.parametrize("start", [("audio", 1), ("video", 2), ("audio", TARGET), ("video", TARGET)])
def test_in_1_5_everything_reaches_everybody_at_once(start: Place) -> None:
    assert reach(laid_out(OneFive()), start) == [MEMORY | SHOT] * LAYERS


@pytest.mark.parametrize("slot", [0, 2])
def test_eq_10_holds_a_voice_back_from_the_target_until_layer_seven(slot: int) -> None:
    seen = reach(ruled(apart_but(Paired().audio)), ("audio", slot))
    assert [seen[n] for n in EARLY] == [MEMORY] * 7
    assert [seen[n] for n in LATE] == [MEMORY | SHOT] * 3


def test_eq_10_holds_the_target_back_from_the_voices_as_long() -> None:
    seen = reach(ruled(apart_but(Paired().audio)), ("audio", TARGET))
    assert [seen[n] for n in EARLY] == [SHOT] * 7
    assert [seen[n] for n in LATE] == [MEMORY | SHOT] * 3


def test_as_printed_eq_10_lets_memory_hear_the_target_from_the_first_layer() -> None:
    rule = apart_but(Paired(one_way=True).audio)
    assert reach(ruled(rule), ("audio", TARGET)) == [MEMORY | SHOT] * LAYERS
    seen = reach(ruled(rule), ("audio", 1))
    assert [seen[n] for n in EARLY] == [MEMORY] * 7
    assert [seen[n] for n in LATE] == [MEMORY | SHOT] * 3


def test_the_one_way_switch_is_the_rule_of_a_1_0_layout() -> None:
    assert laid_out(One(Switches(one_way=True))).sight == Paired(one_way=True)
    assert laid_out(One()).sight == Paired()


@pytest.mark.parametrize("group", [0, 1, 2, TARGET])
@pytest.mark.parametrize("name", ["video", "audio"])
def test_eq_11_keeps_a_change_in_its_slot_in_all_layers(name: str, group: int) -> None:
    seen = reach(ruled(apart_but(only_its_own)), (name, group))
    assert seen == [{("video", group), ("audio", group)}] * LAYERS


def predicted(layout: Layout, start: Place) -> list[set[Place]]:
    """Reach worked out on paper: self-attentions first; then both crossings, from what those left."""
    here, seen = {start}, []
    for layer in range(LAYERS):
        after_self = here | {
            (name, q)
            for name, q in places(layout)
            for other, k in here
            if other == name and getattr(layout.sight, name)(q, k, layer, LAYERS)
        }
        here = after_self | {
            (name, q)
            for name, q in places(layout)
            for other, k in after_self
            if other != name and layout.sight.across(q, k, layer, LAYERS)
        }
        seen.append(here)
    return seen


GROUPS = st.sampled_from([0, 1, 2, TARGET])
EDGES = st.sets(
    st.tuples(st.sampled_from(["video", "audio", "across"]), GROUPS, GROUPS, st.integers(0, LAYERS - 1)),
    max_size=40,
)


@settings(max_examples=8, deadline=None)
@given(edges=EDGES, name=st.sampled_from(["video", "audio"]), group=st.sampled_from([0, 2, TARGET]))
def test_under_any_rule_a_change_reaches_exactly_whom_it_may(
    edges: set[tuple[str, int, int, int]], name: str, group: int
) -> None:
    def allows(kind: str) -> Seen:
        return lambda query, key, layer, _layers: (kind, query, key, layer) in edges

    rule = Rule(allows("video"), allows("audio"), allows("across"))
    layout = replace(laid_out(One(), 4, None, 5), sight=rule)
    assert reach(layout, (name, group)) == predicted(layout, (name, group))


# Order and number.


def stored(layout: Layout, video: list[int], audio: list[int]) -> Layout:
    """The same tokens, places and groups, with the slots stored in another order."""

    def moved(name: str, order: list[int]) -> list[Part]:
        of = getattr(layout, name)
        spans = {run.group: run.span for run in of.runs}
        return [Part(g, of.latent[:, spans[g]], of.position[:, :, spans[g]]) for g in (*order, TARGET)]

    pictures, sounds = moved("video", video), moved("audio", audio)
    return replace(
        layout,
        video=stream(pictures[:-1], pictures[-1]),
        audio=stream(sounds[:-1], sounds[-1]),
    )


@pytest.mark.parametrize("policy", [One(), One(Switches(one_way=True)), OneFive()])
@pytest.mark.parametrize(("video", "audio"), [([2, 0, 1], [2, 0, 1]), ([1, 0, 2], [0, 2, 1])])
def test_the_shot_does_not_depend_on_the_order_slots_are_stored_in(
    policy: Policy, video: list[int], audio: list[int]
) -> None:
    layout = laid_out(policy)
    told, again = velocity(layout), velocity(stored(layout, video, audio))
    torch.testing.assert_close(again.video, told.video, atol=1e-5, rtol=0)
    torch.testing.assert_close(again.audio, told.audio, atol=1e-5, rtol=0)


@pytest.mark.parametrize("policy", [One(), OneFive()])
def test_the_shot_depends_on_which_number_a_slot_has(policy: Policy) -> None:
    first, second, third = memories(4, 4, 4)
    told = velocity(policy.story([first, second, third], GRID))
    swapped = velocity(policy.story([third, second, first], GRID))
    assert (told.video - swapped.video).abs().max() > 1e-4
    assert (told.audio - swapped.audio).abs().max() > 1e-4


# Memory is a condition only (E18).


@pytest.mark.parametrize("policy", [One(), OneFive()])
def test_memory_and_a_given_first_frame_stay_bit_for_bit_through_the_whole_loop(policy: Policy) -> None:
    first = normal(1, 128, 1, 2, 3, seed=50)
    layout = policy.story(memories(4, 3), GRID, first)
    pictures: list[torch.Tensor] = []
    sounds: list[torch.Tensor] = []
    model = camera().transformer
    hooks = [
        model.proj_in.register_forward_pre_hook(lambda _m, given: pictures.append(given[0].clone())),
        model.audio_proj_in.register_forward_pre_hook(lambda _m, given: sounds.append(given[0].clone())),
    ]
    noise = sampling.ReleasedNoise(torch.Generator().manual_seed(4), GRID)
    with camera().shot(layout, words()) as shot:
        made = sampling.denoise(shot, noise, layout, sampling.schedule())
    for hook in hooks:
        hook.remove()

    frame = first.flatten(2).transpose(1, 2)
    assert len(pictures) == len(sounds) == 8
    assert all(torch.equal(seen[:, :12], layout.video.latent[:, :12]) for seen in pictures)
    assert all(torch.equal(seen[:, 12:18], frame) for seen in pictures)
    assert all(torch.equal(seen[:, :7], layout.audio.latent[:, :7]) for seen in sounds)
    assert len({seen[0, 18, 0].item() for seen in pictures}) == 8
    assert torch.equal(made.video[:, :6], frame)
    assert made.video.shape == (1, 12, 128)
    assert made.audio.shape == (1, 6, 128)


def test_memory_is_told_to_be_clean_and_the_shot_noisy() -> None:
    layout = laid_out(One())
    assert layout.video.levels(800.0).tolist() == [[0.0] * 18 + [800.0] * 12]
    assert layout.audio.levels(800.0).tolist() == [[0.0] * 12 + [800.0] * 6]
