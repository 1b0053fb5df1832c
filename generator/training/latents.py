"""Shots as the transformer learns them: encoded once, drawn in batches that remember others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from generator.echo.codec import Codec
from generator.echo.layout import PIXELS_PER_LATENT, Grid, grid
from generator.echo.policy import TAUGHT, packed
from generator.echo.profiles import Profile
from generator.echo.window import loudest
from generator.mel import RATE
from generator.toon.words import REGISTERS, tokens
from generator.toon.world import FPS, LATENTS_PER_SECOND
from generator.training.corpus import Corpus, Shot
from generator.training.encoding import encoded_sound, encoded_video

_AT_ONCE = 16
"""Shots of one length that are encoded together."""
_SAMPLES = RATE // LATENTS_PER_SECOND
"""Of sound in a latent."""


class Batch(NamedTuple):
    """Shots of one length that remember equally much."""

    video: Tensor
    """Clean picture of the target: float32 [B, T, C]."""
    audio: Tensor
    """Clean sound of the target: float32 [B, T', C']."""
    memory: Sequence[tuple[Tensor, Tensor]]
    """For each slot its still [B, h w, C] and its voice [B, L, C']."""
    tokens: Tensor
    """Words: int64 [B, N, 3]."""
    grid: Grid

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        memory = [(still.to(device), voice.to(device)) for still, voice in self.memory]
        return Batch(self.video.to(device), self.audio.to(device), memory, self.tokens.to(device), self.grid)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A shot as latents."""

    video: Tensor
    """float32 [T, C], frame by frame."""
    audio: Tensor
    """float32 [T', C']."""
    tokens: Tensor
    """int64 [N, 3]."""
    loudest: int
    """First latent of the fullest window of the sound."""
    frames: int


class Library:
    """Every story of a corpus, encoded.

    Args:
        shots: of all stories, in order.
        size: width and height of their pictures in pixels.
        each: shots of a story.
        silence: float32 [window, C'], what the encoder makes of no sound: a memory of a place, or of somebody
            who says nothing, has no other voice.
        quiet: how often a voice is replaced by it.

    Raises:
        ValueError: a shot is shorter than the window: it could not be remembered.
    """

    def __init__(
        self,
        shots: Sequence[Encoded],
        size: tuple[int, int],
        each: int,
        silence: Tensor,
        quiet: float = 0.2,
    ) -> None:
        window = len(silence)
        if (shortest := min(len(shot.audio) for shot in shots)) < window:
            raise ValueError(f"got a shot of {shortest} audio latents, expected {window} or more")
        self._silence, self._quiet, self._size = silence, quiet, size
        self._still = (size[0] // PIXELS_PER_LATENT) * (size[1] // PIXELS_PER_LATENT)
        self.stories = [shots[start : start + each] for start in range(0, len(shots), each)]
        self._of_length: dict[int, list[tuple[int, int]]] = {}
        for number, story in enumerate(self.stories):
            for place, shot in enumerate(story):
                self._of_length.setdefault(shot.frames, []).append((number, place))

    @property
    def lengths(self) -> tuple[int, ...]:
        """Lengths of shots there are, in frames."""
        return tuple(sorted(self._of_length))

    def batch(self, dice: torch.Generator, size: int, frames: int, slots: int) -> Batch:
        """``size`` shots of ``frames`` frames, each with ``slots`` others of its story in an order by chance.

        Where no shot has just this length, the beginnings of the next longer ones are taken: the encoder
        looks back only, so a beginning is what a shorter shot would be.

        Raises:
            ValueError: no shot is so long, or more slots than a story has other shots.
        """
        length = next((length for length in self.lengths if length >= frames), None)
        if length is None:
            raise ValueError(f"got {frames} frames, expected no more than {self.lengths[-1]}")
        choices = self._of_length[length]
        picked = [choices[n] for n in torch.randint(len(choices), (size,), generator=dice).tolist()]
        targets = [self.stories[number][place] for number, place in picked]
        remembered = [self._others(number, place, slots, dice) for number, place in picked]
        width, height = self._size
        room = grid(frames, height, width, FPS)
        return Batch(
            video=torch.stack([shot.video[: room.video] for shot in targets]),
            audio=torch.stack([shot.audio[: room.audio] for shot in targets]),
            memory=[
                (
                    torch.stack([others[slot].video[: self._still] for others in remembered]),
                    torch.stack([self._voice(others[slot], dice) for others in remembered]),
                )
                for slot in range(slots)
            ],
            tokens=padded([shot.tokens for shot in targets]),
            grid=room,
        )

    def _others(self, number: int, place: int, slots: int, dice: torch.Generator) -> list[Encoded]:
        story = self.stories[number]
        if slots >= len(story):
            raise ValueError(f"got {slots} slots, expected fewer than the {len(story)} shots of a story")
        order = [n for n in torch.randperm(len(story), generator=dice).tolist() if n != place]
        return [story[n] for n in order[:slots]]

    def _voice(self, shot: Encoded, dice: torch.Generator) -> Tensor:
        if float(torch.rand((), generator=dice)) < self._quiet:
            return self._silence
        return shot.audio[shot.loudest : shot.loudest + len(self._silence)]


def silence(codec: Codec, window: int = TAUGHT.window) -> Tensor:
    """What the encoder makes of no sound: float32 [window, C']."""
    return codec.encode_sound(np.zeros(window * _SAMPLES, np.float32), RATE)[0, :window].cpu()


def padded(words: Sequence[Tensor]) -> Tensor:
    """Token lists as one batch: int64 [B, N, 3], padded on the left to the longest."""
    longest = max((len(said) for said in words), default=REGISTERS)
    return torch.stack([torch.nn.functional.pad(said, (0, 0, longest - len(said), 0)) for said in words])


def fullest(wave: npt.NDArray[np.float32], latents: int, window: int) -> int:
    """First latent of the ``window`` with most energy: float32 [latents * 640] at 16 kHz."""
    energy = torch.from_numpy(wave[: latents * _SAMPLES].reshape(latents, -1)).square().sum(dim=1)
    return loudest(energy.double(), min(window, latents), 1)


def encoded(
    profile: Profile, codec: Codec, corpus: Corpus, stories: Sequence[int], window: int = TAUGHT.window
) -> list[Encoded]:
    """The shots of these stories, drawn, spoken and encoded, in order.

    Args:
        profile: sizes.
        codec: the autoencoders, taught before.
        corpus: whose stories.
        stories: their numbers.
        window: audio latents of a voice in memory.
    """
    shots = [shot for number in stories for shot in corpus.story(number)]
    found: list[Encoded | None] = [None] * len(shots)
    for length in {shot.toon.frames for shot in shots}:
        numbers = [n for n, shot in enumerate(shots) if shot.toon.frames == length]
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            for number, shot in zip(
                some, _together(profile, codec, [shots[n] for n in some], window), strict=True
            ):
                found[number] = shot
    return [shot for shot in found if shot is not None]


def _together(profile: Profile, codec: Codec, shots: Sequence[Shot], window: int) -> list[Encoded]:
    pictures = np.stack([shot.drawn(*profile.size).frames for shot in shots])
    waves = np.stack([shot.spoken() for shot in shots])
    latents = shots[0].toon.frames * LATENTS_PER_SECOND // FPS
    video = packed(encoded_video(codec, pictures)).cpu()
    audio = encoded_sound(codec, waves)[:, :latents].cpu()
    return [
        Encoded(
            # Copies: a view would keep the whole batch of another shot alive.
            video=video[n].clone(),
            audio=audio[n].clone(),
            tokens=tokens(shot.toon),
            loudest=fullest(waves[n], latents, window),
            frames=shot.toon.frames,
        )
        for n, shot in enumerate(shots)
    ]
