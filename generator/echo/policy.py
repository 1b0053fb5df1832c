"""How a checkpoint was taught to remember: which tokens memory becomes, where they stand, who sees whom."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import torch
from torch import Tensor

from generator.echo.layout import (
    CLAPPER,
    TARGET,
    Grid,
    Layout,
    Part,
    Sight,
    audio_position,
    centred,
    stream,
    video_position,
)
from generator.echo.memory import Slot
from generator.echo.profiles import RELEASE, TOON_128, Widths

CPU = torch.device("cpu")
CHANNELS = 128
"""Channels of the release's video token and audio token (8 channels of 16 mel bins)."""


class Version(StrEnum):
    """What weights were taught to remember. The released two have the same tensors: a wrong pairing loads
    and misleads."""

    ONE = "1.0"
    ONE_FIVE = "1.5"
    TOON = "toon"
    """Our own, of the cartoon world."""


RELEASES = (Version.ONE, Version.ONE_FIVE)
"""The versions that are published."""


@dataclass(frozen=True, slots=True)
class Switches:
    """What can be set differently from the release. The defaults are the release, its slips included.

    A slip is kept because the weights were trained or distilled with it, or may have been; each can be
    turned off here to hear and see what it does.
    """

    bf16_sigmas: bool = True
    """Noise levels rounded to bfloat16, as the release computes them (.98125 becomes .98046875). The sampler
    then hears of slightly other levels than it removes; turned off, both are float32."""
    position_fps: float = 24.0
    """Frames a second by which video tokens are placed in time. The film runs at 25: the release stamps 24,
    so picture and sound drift apart by 4 % inside the network. 25 helps the lips and shifts the accent."""
    first_frame_zeroes_sigma: bool = True
    """With a clean first frame the release tells the video's text modulation, and the sound, that the whole
    picture is clean (sigma 0): it reads the level off the first token. Turned off, the true level is told."""
    window_rate_slip: bool = True
    """1.0's own bank looks for the loudest window in 48 kHz sound as if it were 16 kHz: the window is 1.27 s,
    not 3.81 s, and its frame three times too late, most often the last. Only for choosing on its own; a
    director that names frame and seconds is not affected. Turned off, the true rate is used."""
    released_noise: bool = True
    """Noise drawn as [1, F, 128, H, W], frames before channels; turned off, as packed tokens [1, T, 128]."""
    tau: float = 1.0
    """Temperature of the target video's self-attention, softmax(QK / (tau sqrt d)) (E35): below 1 sharpens.
    The release has none; 1 is bit-identical to it."""
    one_way: bool = False
    """Eq. 10 as printed: in the early audio layers the target does not see memory, but memory sees the
    target. The release keeps both apart. For 1.0 only."""
    memory_origin: float | None = None
    """Second at which memory's own clock starts (E24), so that memory and target never share a time. None
    is the release: 0, overlapping the target, for 1.0; 500 for 1.5."""
    window: int = 96
    """Audio latents of a 1.0 slot, 25 a second (E20; D of Eq. 8 is not given in the paper)."""
    early: float = 0.7
    """Share of the layers that keep the voices of memory from the target (E25); 0 never does. Not for 1.5."""
    slot_mask: bool = True
    """Faces and voices meet only inside their slot (Eq. 11). Turned off, every face is heard with every
    voice. Not for 1.5."""

    def __post_init__(self) -> None:
        if self.tau <= 0 or self.position_fps <= 0 or self.window < 1:
            got = f"tau {self.tau}, position_fps {self.position_fps}, window {self.window}"
            raise ValueError(f"got {got}; expected each above 0")
        if not 0 <= self.early <= 1:
            raise ValueError(f"got early {self.early}; expected a share of the layers, 0 to 1")


RELEASED = Switches()
TAUGHT = Switches(
    bf16_sigmas=False,
    position_fps=25.0,
    first_frame_zeroes_sigma=False,
    window_rate_slip=False,
    released_noise=False,
    memory_origin=12.0,
    window=12,
)
"""How the weights of the cartoon world were taught: none of the slips, memory behind the longest shot."""


def defaults(version: Version) -> Switches:
    """How the weights of a version were taught."""
    return TAUGHT if version is Version.TOON else RELEASED


class Rounding(NamedTuple):
    """What the release rounds to bfloat16: the level the network works at, and the shares of the re-noise."""

    levels: bool
    shares: bool


EXACT = Rounding(levels=False, shares=False)


class Policy(Protocol):
    """What a checkpoint expects of its memory."""

    @property
    def version(self) -> Version:
        """The weights it belongs to."""

    @property
    def switches(self) -> Switches:
        """How it departs from the release."""

    @property
    def widths(self) -> Widths:
        """Values of a token."""

    @property
    def clip_frames(self) -> int:
        """Pictures a slot's latent is made of: 9, of whose two latents the last is kept (E22), or 1."""

    @property
    def window(self) -> int | None:
        """Audio latents of a slot's voice; None means the whole sound."""

    @property
    def fullest(self) -> bool:
        """Whether the window is the fullest of what a slot names, not the middle of it."""

    def story(
        self,
        memory: Sequence[Slot],
        grid: Grid,
        first_frame: Tensor | None = None,
        device: torch.device = CPU,
    ) -> Layout:
        """Lay out a shot: memory in slot order, then the target.

        Args:
            memory: at most seven slots, on the device of the shot, latents of ``grid``'s height and width.
            grid: the size of the target in latents.
            first_frame: [1, C, 1, h, w] the shot must begin with, clean.
            device: where the shot is made; the latents given are there.

        Raises:
            ValueError: the memory of a network whose latents have other channels.
        """

    def rounding(self, remembers: bool) -> Rounding:
        """What is rounded to bfloat16, for a shot with or without memory."""


@dataclass(frozen=True, slots=True)
class One:
    """Version 1.0: memory and target both start at 0; masks pair each slot's face with its voice.

    Video slots are numbered as consecutive latent frames 0, 1, 2 …; audio slots follow one another from 0.
    Audio memory and audio target are kept apart in the first 70 % of the layers (33 of 48), and picture and
    sound see each other only inside a slot, in all layers (Eq. 10, 11; E25, E26, E27).
    """

    switches: Switches = RELEASED
    version: Version = Version.ONE
    widths: Widths = RELEASE.widths
    clip_frames: int = 9
    fullest: bool = False

    @property
    def window(self) -> int | None:
        """Audio latents of a slot's voice."""
        return self.switches.window

    def story(
        self,
        memory: Sequence[Slot],
        grid: Grid,
        first_frame: Tensor | None = None,
        device: torch.device = CPU,
    ) -> Layout:
        """See :class:`Policy`. A slot without a voice has no audio tokens."""
        _check_widths(memory, self.widths)
        video, audio = _numbered(memory, grid, self.switches)
        return _layout(self, video, audio, grid, first_frame, _paired(self.switches), device)

    def rounding(self, remembers: bool) -> Rounding:
        """The release's first shot, which has no memory, works at exact levels."""
        return Rounding(levels=self.switches.bf16_sigmas and remembers, shares=self.switches.bf16_sigmas)


@dataclass(frozen=True, slots=True)
class OneFive:
    """Version 1.5: everybody sees everybody; a slot's face and voice share a place in time, 500 + 50 k.

    One still per slot; the whole voice. A slot without a voice gets zeros as long as the first slot that has
    one; when none has, there is no audio memory at all (echo-facts 4.3).
    """

    switches: Switches = RELEASED
    version: Version = Version.ONE_FIVE
    widths: Widths = RELEASE.widths
    clip_frames: int = 1
    window: int | None = None
    fullest: bool = False

    def story(
        self,
        memory: Sequence[Slot],
        grid: Grid,
        first_frame: Tensor | None = None,
        device: torch.device = CPU,
    ) -> Layout:
        """See :class:`Policy`."""
        _check_widths(memory, self.widths)
        still = video_position(1, grid.height, grid.width, self.switches.position_fps)
        voices = [m.audio for m in memory if m.audio is not None]
        origin = 500.0 if self.switches.memory_origin is None else self.switches.memory_origin
        video, audio = [], []
        for slot, m in enumerate(memory):
            centre = origin + 50.0 * slot
            video.append(Part(slot, packed(m.video), centred(still, centre)))
            if voices:
                voice = torch.zeros_like(voices[0]) if m.audio is None else m.audio
                audio.append(Part(slot, voice, centred(audio_position(voice.shape[1]), centre)))
        return _layout(self, video, audio, grid, first_frame, Open(), device)

    def rounding(self, remembers: bool) -> Rounding:  # noqa: ARG002
        """Everything is rounded, memory or not."""
        return Rounding(levels=self.switches.bf16_sigmas, shares=self.switches.bf16_sigmas)


@dataclass(frozen=True, slots=True)
class Toon:
    """The cartoon world: 1.0's masks and clock, 1.5's stills, memory behind the longest shot, and a clapper.

    RoPE tells tokens only how far apart they are, so among pure noise nobody can know the time. Each stream
    begins with one clean token of zeros at second 0: everybody sees it, and it sees only itself.
    """

    switches: Switches = TAUGHT
    version: Version = Version.TOON
    widths: Widths = TOON_128.widths
    clip_frames: int = 1
    fullest: bool = True

    @property
    def window(self) -> int | None:
        """Audio latents of a slot's voice: 12 are 0.48 s, three syllables."""
        return self.switches.window

    def story(
        self,
        memory: Sequence[Slot],
        grid: Grid,
        first_frame: Tensor | None = None,
        device: torch.device = CPU,
    ) -> Layout:
        """See :class:`Policy`. Both streams: clapper, memory, target."""
        _check_widths(memory, self.widths)
        video, audio = _numbered(memory, grid, self.switches)
        video.insert(
            0, _clapper(self.widths.video, video_position(1, 1, 1, self.switches.position_fps), device)
        )
        audio.insert(0, _clapper(self.widths.audio, audio_position(1), device))
        return _layout(self, video, audio, grid, first_frame, Clapped(_paired(self.switches)), device)

    def rounding(self, remembers: bool) -> Rounding:  # noqa: ARG002
        """Nothing, unless it is asked for."""
        return Rounding(levels=self.switches.bf16_sigmas, shares=self.switches.bf16_sigmas)


def policy(version: Version, switches: Switches | None = None) -> Policy:
    """The policy of a version of the weights, as they were taught unless ``switches`` say otherwise."""
    known = defaults(version) if switches is None else switches
    match version:
        case Version.ONE:
            return One(known)
        case Version.ONE_FIVE:
            return OneFive(known)
        case Version.TOON:
            return Toon(known)


@dataclass(frozen=True, slots=True)
class Open:
    """Everybody sees everybody (1.5)."""

    def video(self, query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG002
        """Always."""
        return True

    audio = across = video


@dataclass(frozen=True, slots=True)
class Paired:
    """Voices are kept from the target in the early layers; faces and voices meet only in their slot (1.0)."""

    one_way: bool = False
    """Memory may look at the target, the target not at memory (Eq. 10 as printed)."""
    early: float = 0.7
    """Share of the layers, rounded down, that keep the voices apart."""
    slots: bool = True
    """False lets every face meet every voice."""

    def video(self, query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG002
        """Always: faces and places are carried over here."""
        return True

    def audio(self, query: int, key: int, layer: int, layers: int) -> bool:
        """Memory among itself and the target by itself; all together in the late layers (Eq. 10)."""
        late = layer >= int(layers * self.early)
        return late or (query == TARGET) == (key == TARGET) or (self.one_way and query != TARGET)

    def across(self, query: int, key: int, layer: int, layers: int) -> bool:  # noqa: ARG002
        """Slot i with slot i, target with target (Eq. 11; E27: lips follow the speech of the shot)."""
        return query == key or not self.slots


@dataclass(frozen=True, slots=True)
class Clapped:
    """Another rule, and a clapper: all see it, it sees itself."""

    rule: Sight

    def video(self, query: int, key: int, layer: int, layers: int) -> bool:
        """The rule's, or the clapper."""
        return key == CLAPPER or (query != CLAPPER and self.rule.video(query, key, layer, layers))

    def audio(self, query: int, key: int, layer: int, layers: int) -> bool:
        """The rule's, or the clapper."""
        return key == CLAPPER or (query != CLAPPER and self.rule.audio(query, key, layer, layers))

    def across(self, query: int, key: int, layer: int, layers: int) -> bool:
        """The rule's, or the other stream's clapper."""
        return key == CLAPPER or (query != CLAPPER and self.rule.across(query, key, layer, layers))


def packed(latent: Tensor) -> Tensor:
    """[1, C, f, h, w] as tokens [1, f h w, C], frame by frame, row by row."""
    return latent.flatten(2).transpose(1, 2)


def unpacked(tokens: Tensor, grid: Grid) -> Tensor:
    """Tokens [1, f h w, C] as [1, C, f, h, w]."""
    return tokens.transpose(1, 2).reshape(1, -1, grid.frames, grid.height, grid.width)


def _cut(position: Tensor, lengths: Sequence[int]) -> list[Tensor]:
    """[1, A, N, 2] as pieces of these lengths, in order."""
    ends = list(itertools.accumulate(lengths, initial=0))
    return [position[:, :, start:stop] for start, stop in itertools.pairwise(ends)]


def _later(position: Tensor, seconds: float) -> Tensor:
    moved = position.clone()
    moved[:, 0] += seconds
    return moved


def _check_widths(memory: Sequence[Slot], widths: Widths) -> None:
    for m in memory:
        got = Widths(m.video.shape[1], widths.audio if m.audio is None else m.audio.shape[2])
        if got != widths:
            raise ValueError(
                f"the memory of {m.source}: got latents of {got.video} and {got.audio} channels, expected "
                f"{widths.video} and {widths.audio}: another network made them"
            )


def _numbered(memory: Sequence[Slot], grid: Grid, switches: Switches) -> tuple[list[Part], list[Part]]:
    """Memory on one clock of its own: looks as latent frames 0, 1, 2 …, voices one after another."""
    fps, origin = switches.position_fps, switches.memory_origin or 0.0
    voiced = [(slot, m.audio) for slot, m in enumerate(memory) if m.audio is not None]
    frame = grid.height * grid.width
    places = _cut(video_position(len(memory), grid.height, grid.width, fps), [frame] * len(memory))
    times = _cut(audio_position(sum(v.shape[1] for _, v in voiced)), [v.shape[1] for _, v in voiced])
    video = [
        Part(n, packed(m.video), _later(place, origin))
        for n, (m, place) in enumerate(zip(memory, places, strict=True))
    ]
    audio = [Part(n, voice, _later(t, origin)) for (n, voice), t in zip(voiced, times, strict=True)]
    return video, audio


def _paired(switches: Switches) -> Paired:
    return Paired(one_way=switches.one_way, early=switches.early, slots=switches.slot_mask)


def _clapper(width: int, position: Tensor, device: torch.device) -> Part:
    return Part(CLAPPER, torch.zeros((1, 1, width), device=device), position)


def _layout(
    policy: Policy,
    video: list[Part],
    audio: list[Part],
    grid: Grid,
    first_frame: Tensor | None,
    sight: Sight,
    device: torch.device,
) -> Layout:
    blank = torch.zeros((1, grid.video, policy.widths.video), device=device)
    held = None
    if first_frame is not None:
        size = grid.height * grid.width
        held = torch.arange(grid.video) < size
        blank[:, :size] = packed(first_frame)
    target_video = Part(
        TARGET, blank, video_position(grid.frames, grid.height, grid.width, policy.switches.position_fps)
    )
    silent = torch.zeros((1, grid.audio, policy.widths.audio), device=device)
    return Layout(
        video=stream(video, target_video, held),
        audio=stream(audio, Part(TARGET, silent, audio_position(grid.audio))),
        sight=sight,
        video_sigma_follows_first_token=policy.switches.first_frame_zeroes_sigma,
    )
