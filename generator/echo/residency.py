"""What a shot needs on the card, and in which of three ways the weights can live there.

Every term of the estimate is a count of tensors that are alive at once, found by following one block of the
network; the tests count the same by running it. Bytes throughout, GiB in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

import psutil
import torch
from torch import nn

from generator.echo.codec import PIECE, TILE
from generator.echo.fp8 import ROWS
from generator.echo.layout import FRAMES_PER_LATENT, PIXELS_PER_LATENT, grid
from generator.echo.profiles import TEXT_TOKENS, Profile, Reading
from generator.echo.streaming import PLACES, blocks_of, size_of, tensors_of
from generator.interface import FPS, Unsupported

TEXT = "text"
"""The name of the text encoder among the parts: it is not counted as resident, because it can take turns."""
MARGIN = 0.1
"""Share of an estimate that must be free besides: fragments, and what fused kernels take to work in."""
_GIB = 2**30


class Residency(StrEnum):
    """When weights are on the card, fastest first."""

    RESIDENT = "resident"
    """Parts come once and stay."""
    SWAP = "swap"
    """A part comes for its stage and leaves after it."""
    LAYERS = "layers"
    """As swap, and the blocks of the transformer and of the text encoder pass through one after another."""


class Size(NamedTuple):
    """What decides how much a shot needs."""

    width: int
    height: int
    frames: int
    slots: int = 0
    voice: int = 0
    """Audio latents of all slots together."""
    first_frame: bool = False

    @property
    def tokens(self) -> tuple[int, int]:
        """Video and audio tokens, memory included: one latent picture a slot."""
        shot = grid(self.frames, self.height, self.width, FPS)
        return shot.video + self.slots * shot.height * shot.width, shot.audio + self.voice

    @property
    def levels(self) -> int:
        """Distinct noise levels among the tokens."""
        return 2 if self.slots or self.voice or self.first_frame else 1

    def __str__(self) -> str:
        memory = f" with {self.slots} memories" if self.slots else ""
        return f"{self.width}x{self.height}, {self.frames} frames{memory}"


class Held(NamedTuple):
    """Bytes of one part's weights on the card."""

    whole: int
    streamed: int
    """With its blocks passing through: what is around them, and the places of :class:`Relay`."""


def held(part: nn.Module) -> Held:
    """What a part's weights take; those of the ``meta`` device count as well."""
    blocks, whole = blocks_of(part), size_of(tensors_of(part))
    if not blocks:
        return Held(whole, whole)
    sizes = [size_of(tensors_of(block)) for block in blocks]
    return Held(whole, whole - sum(sizes) + PLACES * max(sizes))


def work(size: Size, profile: Profile, *, item: int = 2, eight_bit: bool = False) -> dict[str, int]:
    """What each stage needs besides its weights: by name of the part that works.

    Args:
        size: of the shot.
        profile: widths of the networks.
        item: bytes of a number the networks compute in.
        eight_bit: whether linear layers quantise what they are given.
    """
    return {
        TEXT: _encode_text(profile, item),
        "connectors": _connect(profile, item),
        "transformer": _transform(size, profile, item, eight_bit=eight_bit),
        "video_vae": _decode(size, profile, item),
    }


def estimate(parts: Mapping[str, Held], stages: Mapping[str, int]) -> dict[Residency, int]:
    """Peak bytes of a shot, for every way.

    Args:
        parts: weights by name; with :data:`TEXT` only when words must still be encoded.
        stages: what :func:`work` says.
    """
    resident = sum(size.whole for name, size in parts.items() if name != TEXT)
    apart = {name: size.whole + stages.get(name, 0) for name, size in parts.items()}
    together = resident + max(stages.get(name, 0) for name in parts if name != TEXT)
    streamed = max(size.streamed + stages.get(name, 0) for name, size in parts.items())
    return {
        Residency.RESIDENT: max(together, apart.get(TEXT, 0)),
        Residency.SWAP: max(apart.values()),
        Residency.LAYERS: streamed,
    }


def choose(
    free: int, size: Size, foresee: Callable[[Size], Mapping[Residency, int]], smallest: int = 32
) -> Residency:
    """The fastest way in which a shot fits.

    Args:
        free: bytes the shot may take: free on the card now, and those the camera itself holds.
        size: of the shot.
        foresee: bytes by residency for a size; only the ways it names are considered.
        smallest: the smallest side in pixels that may be proposed instead.

    Raises:
        Unsupported: it fits in no way; the message says what each needs, what is free, and what would fit.
    """
    needs = foresee(size)
    for residency in Residency:
        if residency in needs and _fits(needs[residency], free):
            return residency
    wanted = ", ".join(f"{_amount(needs[way])} {way}" for way in Residency if way in needs)
    fitting = _smaller(size, lambda s: any(_fits(n, free) for n in foresee(s).values()), smallest)
    advice = f"what fits: {'; or '.join(map(str, fitting))}" if fitting else "no smaller size fits either"
    raise Unsupported(
        f"{size} needs {wanted} (and {MARGIN:.0%} more to be safe), but {_amount(free)} are free; {advice}"
    )


def words(needs: Mapping[Residency, int], choice: Residency, free: int) -> str:
    """The choice as one line to print."""
    rest = [way for way in Residency if way in needs and way is not choice]
    others = ", ".join(f"{way} {_amount(needs[way])}" for way in rest)
    said = f"{choice}: about {_amount(needs[choice])} of {_amount(free)} free"
    return f"{said} ({others})" if others else said


def free_bytes(device: torch.device) -> int:
    """What can still be allocated: on a CUDA card with what its allocator keeps, else host memory."""
    if device.type != "cuda":
        return int(psutil.virtual_memory().available)
    kept = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return torch.cuda.mem_get_info(device)[0] + kept


def _fits(need: int, free: int) -> bool:
    return need * (1 + MARGIN) <= free


def _smaller(size: Size, fits: Callable[[Size], bool], smallest: int) -> list[Size]:
    """The largest fitting picture of the same shape and length, and the longest fitting shot of this size."""
    narrower = (
        size._replace(width=width, height=max(32, round(width * size.height / size.width / 32) * 32))
        for width in range(size.width - 32, smallest - 1, -32)
    )
    shorter = (size._replace(frames=frames) for frames in range(size.frames - 8, 0, -8))
    picture = next((s for s in narrower if s.height >= smallest and fits(s)), None)
    length = next((s for s in shorter if fits(s)), None)
    return [found for found in (picture, length) if found is not None]


def _amount(size: int) -> str:
    return f"{size / _GIB:.1f} GiB" if size >= _GIB / 10 else f"{size / 2**20:.0f} MiB"


def _widths(profile: Profile) -> tuple[int, int]:
    """Of a video and an audio token in the transformer; its text tokens come as wide from the connectors."""
    sizes = profile.connectors
    video, audio = (
        sizes[f"{kind}_connector_num_attention_heads"] * sizes[f"{kind}_connector_attention_head_dim"]
        for kind in ("video", "audio")
    )
    return video, audio


def _transform(size: Size, profile: Profile, item: int, *, eight_bit: bool) -> int:
    """The peak of one block: in the video's feed-forward, just after its GELU.

    For every video token, in numbers of the token's width:
    1 the residual stream, 1 the embedded time that the output layer reads, 6 what earlier parts of the block
    have left in its variables (normed and modulated inputs, attention outputs), 8 the feed-forward's inner
    layer (4 widths) before and after the GELU; 9 modulation rows when tokens stand at different levels, for
    one level broadcasts. On its way to eight bits the inner layer stands beside its copy of one byte a
    number, and some rows of it twice in float32.
    For every audio token 8 and 9 of the same, without a feed-forward. Two latents a token: in and predicted.
    RoPE is float32: cosine and sine of half a width, of its own and of the audio's for the cross-attention.
    Text: the two contexts, as they come and modulated.
    """
    (video, audio), (wide, narrow) = size.tokens, _widths(profile)
    rows = 9 if size.levels > 1 else 0
    numbers = video * wide * (1 + 1 + 6 + rows) + audio * narrow * (8 + rows)
    inner = 8 * video * wide * item
    if eight_bit:
        inner = max(inner, 4 * wide * (video * (item + 1) + min(video, ROWS) * 2 * 4))
    latents = 2 * (profile.widths.video * video + profile.widths.audio * audio)
    text = 2 * TEXT_TOKENS * (wide + narrow)
    rope = 4 * (video * (wide + narrow) + audio * 2 * narrow)
    return (numbers + latents + text) * item + inner + rope


def _encode_text(profile: Profile, item: int) -> int:
    """All hidden states, kept and then stacked; one layer's own work is small beside them."""
    return 2 * _hidden(profile) * item


def _connect(profile: Profile, item: int) -> int:
    """The stack of hidden states normed, masked, and scaled for each stream: five of its size at once."""
    return 5 * _hidden(profile) * item


def _hidden(profile: Profile) -> int:
    """Numbers in the hidden states of a prompt; of the cartoon world's few words, far more than there are."""
    if profile.reading is Reading.TOON:
        return int(TEXT_TOKENS * profile.text["width"])
    return int(TEXT_TOKENS * profile.text["hidden_size"] * (profile.text["num_hidden_layers"] + 1))


def _decode(size: Size, profile: Profile, item: int) -> int:
    """A tile in the decoder's last stage, and the pictures of a piece while they are joined.

    The last stage has a quarter of the sides and half the channels of the decoder's first width; five of
    its tensors are alive. The pictures exist three times: as tiles, as rows, joined.
    """
    frames = min(size.frames, (PIECE - 1) * FRAMES_PER_LATENT + 1)
    side = TILE * PIXELS_PER_LATENT
    tile = frames * min(size.width, side) * min(size.height, side)
    channels = profile.video_vae["decoder_block_out_channels"][0] // 2
    pictures = 3 * 3 * frames * size.width * size.height
    return int((5 * tile * channels / 16 + pictures) * item)
