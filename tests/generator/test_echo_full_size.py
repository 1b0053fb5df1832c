"""The camera at the released size on a card that is not there: shapes, types, devices, bytes, operations.

Fake tensors say what a card would be asked for, and refuse to mix devices, without computing or storing a
number. What the numbers are, how fast they come and what a card's own kernels take is not said here.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch._subclasses.fake_tensor import (
    FakeTensor,
    FakeTensorDeviceMismatchError,
    FakeTensorMode,
    unset_fake_temporarily,
)
from torch.nn import functional
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map
from torch.utils.flop_counter import FlopCounterMode
from torch.utils.weak import WeakTensorKeyDictionary

from generator.echo import fp8, network, text
from generator.echo.backbone import Backbone
from generator.echo.codec import Codec
from generator.echo.layout import Layout, grid
from generator.echo.memory import Slot, SlotCache
from generator.echo.network import Network
from generator.echo.policy import Policy, Version, policy
from generator.echo.profiles import RELEASE, TEXT_TOKENS
from generator.echo.residency import TEXT, Size, work
from generator.echo.sampling import Pair, ReleasedNoise, denoise, schedule
from generator.echo.slots import Reader
from generator.echo.spectrogram import resample
from generator.echo.streaming import tensors_of
from generator.echo.text import Context, Hidden, Words
from generator.echo.weights import FULL_PRECISION
from generator.interface import SAMPLE_RATE, MemorySlot
from generator.media import write_png
from generator.mel import RATE

CARD = torch.device("cuda:0")
WIDTH, HEIGHT, FRAMES = 1280, 736, 241
SHOT = grid(FRAMES, HEIGHT, WIDTH, 25)
SIZE = Size(WIDTH, HEIGHT, FRAMES)
SAMPLES = FRAMES * SAMPLE_RATE // 25
SLOTS = 7
VOICE = {Version.ONE: 96, Version.ONE_FIVE: 241}
"""Audio latents of a slot: the window of 1.0, a whole shot in 1.5."""
BF16, F32 = torch.bfloat16, torch.float32
PFLOP = 1e15
_KNOWN = 1 << 19
_aten = torch.ops.aten


# A card that is not there


class Card(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Fake tensors on a CUDA device, counted; of small ones the values are known, so that code may ask them.

    Positions, noise levels and masks are small and begin with numbers, so they are computed beside the fakes
    on the CPU. Latents and weights begin with nothing and have no values.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._fakes = FakeTensorMode(allow_non_fake_inputs=True)
        self._values: Any = WeakTensorKeyDictionary()
        self._sizes: dict[int, int] = {}
        self.live = 0
        """Bytes of all tensors on the card now."""
        self.peak = 0
        """Most of them so far; set it to ``live`` to count anew."""
        self.widest = 0
        """Numbers in the largest float32 tensor so far."""
        self.believed = 0
        """Yes-or-no questions about unknown numbers; the answer was yes."""

    @contextmanager
    def on(self) -> Iterator[Card]:
        """All tensors made inside are fakes."""
        with self._fakes, self, Bindings():
            yield self

    def value(self, tensor: Tensor) -> Tensor | None:
        """What the card would hold, on the CPU; None when it is not known."""
        if not isinstance(tensor, FakeTensor):
            return tensor
        known: Tensor | None = self._values.get(tensor)
        return known

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if func is _aten._local_scalar_dense.default:
            return self._answer(args[0])
        if func is _aten._unique2.default:
            return self._unique(*args, **kwargs)
        if func is _aten.copy_.default and args[0].device == CARD:
            return self._copy(*args)
        out = func(*args, **kwargs)
        made = [leaf for leaf in tree_leaves(out) if isinstance(leaf, FakeTensor)]
        for tensor in made:
            self._count(tensor)
        self._follow(func, args, kwargs, made)
        return out

    def _answer(self, tensor: Tensor) -> Any:
        known = self.value(tensor)
        if known is None:
            assert tensor.dtype == torch.bool, "a number was asked for that only a card would know"
            self.believed += 1
            return True
        with unset_fake_temporarily():
            return known.item()

    def _unique(self, tensor: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, ...]:
        known = self.value(tensor)
        assert known is not None
        with unset_fake_temporarily():
            found = _aten._unique2(known, *args, **kwargs)
        made = tuple(torch.empty(value.shape, dtype=value.dtype, device=tensor.device) for value in found)
        for fake, value in zip(made, found, strict=True):
            self._values[fake] = value
        return made

    def _copy(self, into: Tensor, values: Tensor, *_: object) -> Tensor:
        assert torch.broadcast_to(values, into.shape).shape == into.shape
        old, new = self.value(into), self.value(values)
        if old is not None and new is not None:
            with unset_fake_temporarily():
                old.copy_(new)
        else:
            self._values.pop(into, None)
        return into

    def _follow(self, func: Any, args: Any, kwargs: Any, made: Sequence[FakeTensor]) -> None:
        """Compute on the CPU what can be known of what was made."""
        given = [self.value(leaf) for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, Tensor)]
        if any(value is None for value in given) or any(fake.numel() > _KNOWN for fake in made):
            for fake in made:
                self._values.pop(fake, None)
            return
        args, kwargs = tree_map(self._here, (args, kwargs))
        with unset_fake_temporarily():
            found = [leaf for leaf in tree_leaves(func(*args, **kwargs)) if isinstance(leaf, Tensor)]
        for fake, value in zip(made, found, strict=True):
            self._values[fake] = value

    def _here(self, leaf: object) -> object:
        if isinstance(leaf, Tensor):
            return self.value(leaf)
        return torch.device("cpu") if isinstance(leaf, torch.device) else leaf

    def _count(self, tensor: FakeTensor) -> None:
        storage = tensor.untyped_storage()
        if tensor.device != CARD or storage._cdata in self._sizes:
            return
        self._sizes[storage._cdata] = storage.nbytes()
        weakref.finalize(storage, self._free, storage._cdata)
        self.live += storage.nbytes()
        self.peak = max(self.peak, self.live)
        if tensor.dtype == F32:
            self.widest = max(self.widest, tensor.numel())

    def _free(self, storage: int) -> None:
        self.live -= self._sizes.pop(storage)


class Bindings(TorchFunctionMode):
    """Where Python's way into torch asks for a card before it looks whether tensors are fakes.

    A torch built without CUDA has no guard for its devices and refuses; so indexing is said in operators. And
    attention is the fused kernel that a card would choose, not the matrix a CPU without one would make.
    """

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        if func in _READ:
            return np.zeros(tuple(args[0].shape), str(args[0].dtype).removeprefix("torch."))
        if func is functional.scaled_dot_product_attention:
            return _attention(*args, **kwargs)
        fake = bool(args) and isinstance(args[0], FakeTensor) and args[0].device == CARD
        return (_SAID.get(func, func) if fake else func)(*args, **kwargs)


def _got(tensor: Tensor, index: Any) -> Tensor:
    view, places = _viewed(tensor, index)
    got: Tensor = _aten.index(view, places) if places else _aten.alias(view)
    return got


def _put(tensor: Tensor, index: Any, value: Any) -> None:
    view, places = _viewed(tensor, index)
    if not isinstance(value, Tensor):
        value = torch.full((), value, dtype=tensor.dtype, device=CARD)
    if places:
        _aten.index_put_(view, places, value)
    else:
        _aten.copy_(view, value)


def _contiguous(tensor: Tensor) -> Tensor:
    return tensor if tensor.is_contiguous() else tensor.clone(memory_format=torch.contiguous_format)


def _viewed(tensor: Tensor, index: Any) -> tuple[Tensor, list[Tensor | None]]:
    """``tensor[index]`` as far as it is a view, and the tensors that must still be looked up."""
    axis, places = 0, list[Tensor | None]()
    for part in _without_dots(index if isinstance(index, tuple) else (index,), tensor.ndim):
        match part:
            case None:
                tensor = tensor.unsqueeze(axis)
            case int():
                tensor, axis = tensor.select(axis, part), axis - 1
            case slice():
                tensor = _aten.slice(tensor, axis, part.start, part.stop, part.step or 1)
            case _:
                places += [*[None] * (axis - len(places)), part]
        axis += 1
    return tensor, places


def _without_dots(index: tuple[Any, ...], axes: int) -> Iterator[Any]:
    named = sum(part is not None and part is not Ellipsis for part in index)
    for part in index:
        yield from [slice(None)] * (axes - named) if part is Ellipsis else [part]


_READ: tuple[Any, ...] = (Tensor.numpy, Tensor.__array__)
_SAID: dict[Any, Any] = {
    Tensor.__getitem__: _got,
    Tensor.__setitem__: _put,
    Tensor.copy_: _aten.copy_,
    Tensor.contiguous: _contiguous,
}


def _attention(query: Tensor, key: Tensor, value: Tensor, *args: Any, **kwargs: Any) -> Tensor:
    plain = not args and kwargs.get("attn_mask") is None and not kwargs.get("is_causal")
    if not plain or query.device != CARD:
        return functional.scaled_dot_product_attention(query, key, value, *args, **kwargs)
    assert query.dtype in {BF16, torch.float16}, "no fused kernel takes any other"
    fused = _aten._scaled_dot_product_flash_attention
    out: Tensor = fused(query, key, value, 0.0, False, False, scale=kwargs.get("scale"))[0]
    return out


@contextmanager
def on_a_card(*parts: nn.Module) -> Iterator[Card]:
    """A card that is not there, with these parts on it; from here on all tensors are fakes."""
    # Kept for good by the code itself, so it must not be made of fakes.
    resample(torch.zeros(2, 16), SAMPLE_RATE, RATE)
    with Card().on() as card:
        for part in parts:
            part.to_empty(device=CARD)
        yield card


def test_a_tensor_left_on_the_cpu_is_noticed() -> None:
    with on_a_card(), pytest.raises(FakeTensorDeviceMismatchError):
        torch.zeros(3, device=CARD) + torch.zeros(3)


def test_small_values_are_known_and_bytes_counted() -> None:
    with on_a_card() as card:
        levels = torch.full((1, 9), 500.0, device=CARD)
        levels[:, torch.arange(9, device=CARD) < 4] = 0.0
        found, index = torch.unique(levels, return_inverse=True)
        assert found.device == CARD
        assert found.tolist() == [0.0, 500.0]
        assert index[0, 3:5].tolist() == [0, 1]
        assert card.believed == 0
        before = card.live
        kept = torch.empty(1000, device=CARD)
        assert card.live - before == kept.nbytes
        del kept
        assert card.live == before


# Words, memory, steps


def released(layers: int = 2) -> Network:
    """The released size without weights, in the types it is loaded in; of two layers one is an early one."""
    settings = dict(RELEASE.transformer) | {"num_layers": layers}
    parts = network.skeleton(replace(RELEASE, transformer=settings))
    for name, part in parts.parts().items():
        for tensor in tensors_of(part):
            tensor.data = tensor.data.to(F32 if name in FULL_PRECISION else BF16)
    return parts


class Silent:
    """A text encoder that has read a prompt of six tokens."""

    part = nn.Identity()

    def encode(self, prompt: str, frames: int = 0) -> Hidden:  # noqa: ARG002
        mask = (torch.arange(TEXT_TOKENS, device=CARD) >= TEXT_TOKENS - 6).long()[None]
        return Hidden(torch.zeros(1, TEXT_TOKENS, 3840, 49, dtype=BF16, device=CARD), mask)


@pytest.mark.slow
def test_words_become_two_contexts_that_wait_off_the_card() -> None:
    parts = released()
    with on_a_card(parts.connectors) as card:
        words = Words(Silent, parts.connectors, lambda _: nullcontext())
        before = card.peak = card.live
        context = words.context("a lamp")
        assert card.peak - before == pytest.approx(work(SIZE, RELEASE)["connectors"], rel=0.06)
        assert card.live == before
    assert [list(tokens.shape) for tokens in context] == [[1, 1024, 4096], [1, 1024, 2048]]
    assert {(tokens.dtype, tokens.device.type) for tokens in context} == {(BF16, "cpu")}


@pytest.mark.slow
def test_the_text_encoder_gives_49_states_and_needs_what_is_counted() -> None:
    model = text.skeleton(RELEASE)
    with on_a_card(model) as card:
        before = card.peak = card.live
        hidden = text.Encoder(model, lambda _: [2, 10, 11], 0).encode("a lamp")
        assert card.peak - before == pytest.approx(work(SIZE, RELEASE)[TEXT], rel=0.02)
    assert hidden.states.shape == (1, 1024, 3840, 49)
    assert (hidden.states.dtype, hidden.states.device, hidden.mask.device) == (BF16, CARD, CARD)


@pytest.mark.parametrize(
    ("version", "voice"),
    [(Version.ONE, 96), pytest.param(Version.ONE_FIVE, None, marks=pytest.mark.slow)],
)
def test_a_picture_without_a_voice_becomes_a_slot_of_920_tokens(
    version: Version, voice: int | None, tmp_path: Path
) -> None:
    picture = tmp_path / "look.png"
    write_png(np.zeros((400, 500, 3), np.uint8), picture)
    parts = released()
    with on_a_card(parts.video_vae, parts.audio_vae) as card:
        reader = Reader(Codec(parts), policy(version), "random", SlotCache())
        before = card.peak = card.live
        slot = reader.read(MemorySlot(ordinal=0, picture="look"), lambda _: picture, WIDTH, HEIGHT)
        assert card.peak - before < work(SIZE, RELEASE)["video_vae"]
        assert card.live == before
    assert slot.video.shape == (1, 128, 1, 23, 40)
    assert (slot.video.dtype, slot.video.device.type) == (F32, "cpu")
    assert (None if slot.audio is None else slot.audio.shape) == (None if voice is None else (1, voice, 128))


def laid(rules: Policy, slots: int, *, first_frame: bool) -> Layout:
    """A shot laid out as the engine does it: memory comes from the CPU, as it is cached."""

    def still() -> Tensor:
        return torch.zeros(1, 128, 1, SHOT.height, SHOT.width).to(CARD)

    memory = [
        Slot(still(), torch.zeros(1, VOICE[rules.version], 128).to(CARD), "a shot") for _ in range(slots)
    ]
    return rules.story(memory, SHOT, still() if first_frame else None, CARD)


class Moved:
    """The released noise, drawn on the CPU: there is no generator for a card that is not there."""

    def __init__(self) -> None:
        self._noise = ReleasedNoise(torch.Generator(), SHOT, BF16)

    def draw(self) -> Pair:
        return Pair(*(tokens.to(CARD) for tokens in self._noise.draw()))


CASES = [
    (Version.ONE, 7, False),
    (Version.ONE_FIVE, 7, True),
    pytest.param(Version.ONE, 0, False, marks=pytest.mark.slow),
    pytest.param(Version.ONE_FIVE, 7, False, marks=pytest.mark.slow),
    pytest.param(Version.ONE_FIVE, 0, True, marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("version", "slots", "first_frame"), CASES)
def test_steps_stay_on_the_card_in_the_right_types_and_need_what_is_counted(
    version: Version, slots: int, first_frame: bool
) -> None:
    parts, rules = released(), policy(version)
    size = SIZE._replace(slots=slots, voice=slots * VOICE[version], first_frame=first_frame)
    given: list[dict[str, Any]] = []
    parts.transformer.register_forward_pre_hook(lambda _, __, told: given.append(told), with_kwargs=True)
    with on_a_card(parts.transformer) as card:
        backbone, layout = Backbone.of(parts.transformer), laid(rules, slots, first_frame=first_frame)
        steps = schedule(rounding=rules.rounding(slots > 0))[-2:]
        with backbone.shot(layout, context()) as velocity:
            before = card.peak = card.live
            target = denoise(velocity, Moved(), layout, steps)
            assert card.peak - before == pytest.approx(work(size, RELEASE)["transformer"], rel=0.02)
            assert card.widest <= layout.video.tokens * 4096, "the inner layer must not be float32"
        assert card.believed == 0
    levels = [sorted(set(known(card, told["timestep"]).flatten().tolist())) for told in given]
    sigmas = [known(card, told["sigma"]).item() for told in given]
    target_level = [step.timestep for step in steps]
    memory = [0.0] if slots or first_frame else []
    assert levels == [[*memory, level] for level in target_level]
    assert sigmas == ([0.0, 0.0] if first_frame else target_level)
    assert (layout.video.tokens, layout.audio.tokens) == size.tokens
    assert size.tokens == (28_520 + 920 * slots, 241 + VOICE[version] * slots)
    assert [tokens.shape for tokens in target] == [(1, 28_520, 128), (1, 241, 128)]
    assert {(tokens.dtype, tokens.device) for tokens in target} == {(BF16, CARD)}
    assert_as_the_network_wants(given)


def known(card: Card, tensor: Tensor) -> Tensor:
    value = card.value(tensor)
    assert value is not None
    return value


def context() -> Context:
    """Words as they are kept: on the CPU."""
    return Context(torch.zeros(1, 1024, 4096, dtype=BF16), torch.zeros(1, 1024, 2048, dtype=BF16))


def assert_as_the_network_wants(given: Sequence[dict[str, Any]]) -> None:
    """Latents and words in bfloat16; levels and positions in float32; words brought over once."""
    streams = {"hidden_states", "encoder_hidden_states"}
    levels = {"timestep", "sigma"}
    for told in given:
        for name in (each for base in streams | levels for each in (base, f"audio_{base}")):
            assert (told[name].dtype, told[name].device) == (BF16 if base_of(name) in streams else F32, CARD)
        for name in ("video_coords", "audio_coords"):
            assert (told[name].dtype, told[name].device) == (F32, CARD)
    first, second = given
    assert first["encoder_hidden_states"] is second["encoder_hidden_states"]
    assert first["audio_encoder_hidden_states"] is second["audio_encoder_hidden_states"]


def base_of(name: str) -> str:
    return name.removeprefix("audio_")


def test_positions_on_the_card_are_those_of_the_release() -> None:
    with on_a_card() as card:
        layout = laid(policy(Version.ONE_FIVE), SLOTS, first_frame=False)
    video, audio = (known(card, stream.position) for stream in (layout.video, layout.audio))
    centres = video[0, 0, : SLOTS * 920 : 920].mean(dim=-1)
    assert centres.tolist() == [500.0 + 50 * slot for slot in range(SLOTS)]
    assert video[0, :, -1, 1].tolist() == pytest.approx([241 / 24, 736, 1280])
    assert float(audio[0, 0, -1, 1]) == pytest.approx((4 * 241 - 3) / 100)


@pytest.mark.slow
def test_operations_of_a_step_are_those_of_the_release() -> None:
    """1.40 PFLOP alone and 1.92 with seven memories that all see each other (echo-facts 3.1)."""
    alone = operations(policy(Version.ONE_FIVE), 0)
    everything = operations(policy(Version.ONE_FIVE), SLOTS)
    paired = operations(policy(Version.ONE), SLOTS)
    assert alone / PFLOP == pytest.approx(1.40, rel=0.05)
    assert everything / PFLOP == pytest.approx(1.92, rel=0.05)
    assert alone < paired < everything


def operations(rules: Policy, slots: int) -> int:
    parts = released(48)
    with on_a_card(parts.transformer):
        backbone, layout = Backbone.of(parts.transformer), laid(rules, slots, first_frame=False)
        with (
            backbone.shot(layout, context()) as velocity,
            FlopCounterMode(display=False) as counted,
        ):
            velocity(Moved().draw(), schedule()[0])
    return int(counted.get_total_flops())


# Sound and picture


def test_a_voice_of_a_whole_shot_is_encoded_in_float32() -> None:
    parts = released()
    with on_a_card(parts.audio_vae):
        latent = Codec(parts).encode_sound(np.zeros((2, SAMPLES), np.float32), SAMPLE_RATE)
    assert latent.shape == (
        1,
        242,
        128,
    )  # one more than was generated: the sound was filled up to the picture
    assert (latent.dtype, latent.device) == (F32, CARD)


@pytest.mark.slow
def test_a_whole_film_is_decoded_within_what_is_counted() -> None:
    parts = released()
    with on_a_card(parts.video_vae) as card:
        before = card.peak = card.live
        frames = Codec(parts).decode_video(torch.zeros(1, 128, 31, 23, 40, dtype=BF16, device=CARD))
        assert sum(frame.shape == (HEIGHT, WIDTH, 3) for frame in frames) == FRAMES
        foreseen = work(SIZE, RELEASE)["video_vae"]
        assert 0.5 * foreseen < card.peak - before < foreseen
        assert card.live == before


@pytest.mark.slow
def test_sound_is_decoded_to_the_sample() -> None:
    parts = released()
    with on_a_card(parts.audio_vae, parts.vocoder) as card:
        before = card.peak = card.live
        sound = Codec(parts).decode_sound(torch.zeros(1, 241, 128, dtype=BF16, device=CARD), SAMPLES)
        assert card.peak - before < 512 << 20
        assert card.live == before
    assert sound.dtype == np.float32
    assert sound.shape == (2, SAMPLES)


# Eight bits


class Native(fp8.Fp8Linear):
    """A layer on a card with eight-bit tensor cores."""

    def _is_native(self, rows: Tensor) -> bool:
        return self.in_features % 16 == self.out_features % 16 == 0 and rows.dtype == BF16


def in_eight_bits(part: nn.Module) -> None:
    """Every linear layer of a part on ``meta``: the release does not say which; none may be refused."""
    linears = [(name, each) for name, each in part.named_modules() if type(each) is nn.Linear]
    for name, linear in linears:
        parent, _, last = name.rpartition(".")
        weight = torch.empty_like(linear.weight, dtype=fp8.E4M3, requires_grad=False)
        scale = torch.ones((), device="meta")
        part.get_submodule(parent).add_module(last, Native(weight, scale, linear.bias.detach()))


@pytest.mark.slow
def test_the_cards_eight_bit_product_takes_every_linear_layer_of_the_release() -> None:
    parts = released()
    layers = [each for part in (parts.transformer, parts.connectors) for each in part.modules()]
    sizes = {(each.in_features, each.out_features) for each in layers if isinstance(each, nn.Linear)}
    assert (4096, 32) in sizes  # the gates
    with on_a_card():
        for wide, out in sizes:
            weight = torch.empty(out, wide, dtype=fp8.E4M3, device=CARD)
            layer = Native(weight, torch.ones((), device=CARD), torch.empty(out, dtype=BF16, device=CARD))
            for rows in (1, 34_960):
                product = layer(torch.empty(1, rows, wide, dtype=BF16, device=CARD))
                assert (product.shape, product.dtype) == ((1, rows, out), BF16)


@pytest.mark.slow
@pytest.mark.parametrize("slots", [0, SLOTS])
def test_a_step_in_eight_bits_needs_what_is_counted(slots: int) -> None:
    parts, rules = released(), policy(Version.ONE_FIVE)
    in_eight_bits(parts.transformer)
    with on_a_card(parts.transformer) as card:
        backbone, layout = Backbone.of(parts.transformer), laid(rules, slots, first_frame=False)
        with backbone.shot(layout, context()) as velocity:
            before = card.peak = card.live
            velocity(Moved().draw(), schedule()[0])
            size = SIZE._replace(slots=slots, voice=slots * 241)
            foreseen = work(size, RELEASE, eight_bit=True)["transformer"]
            assert card.peak - before == pytest.approx(foreseen, rel=0.02)
