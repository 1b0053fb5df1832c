"""Slots of a request as latents: read the media, cut out the moment, encode it as the weights expect."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from torch import Tensor

from generator.echo.codec import Codec, fitted
from generator.echo.layout import LATENTS_PER_SECOND
from generator.echo.memory import Slot, SlotCache
from generator.echo.policy import Policy
from generator.echo.window import around, clip_frames, loudest_start
from generator.footage import Pixels, Samples, probe, read_frames, read_sound
from generator.interface import FPS, MAX_FRAMES, SAMPLE_RATE, Media, MemorySlot


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns the slots of a request into memory; what was encoded once is kept by content."""

    codec: Codec
    policy: Policy
    weights: str
    """Whose latents may be taken as they are; those of other weights mean something else."""
    cache: SlotCache

    def read(self, slot: MemorySlot, media: Media, width: int, height: int) -> Slot:
        """One slot as latents (Eq. 7).

        Args:
            slot: where to look; ``voice`` empty means silence.
            media: gives the file of a sha256.
            width: of the shot in pixels: memory stands on the same grid.
            height: the same.

        Raises:
            ValueError: a file is missing, or is no picture or sound; the message names it.
        """
        look = ("look", slot.picture, slot.clip, slot.frame, width, height)
        voice = ("voice", slot.voice, slot.latents, slot.audio_start, slot.audio_end)
        return Slot(
            video=self.cache.get_or(look, lambda: self._look(slot, media, width, height)),
            audio=self.cache.get_or(voice, lambda: self._voice(slot, media)),
            source=slot.clip or slot.picture,
        )

    def still(self, sha256: str, media: Media, width: int, height: int) -> Tensor:
        """A picture as one latent frame, [1, C, 1, h, w]."""
        return self.cache.get_or(
            ("still", sha256, width, height),
            lambda: self.codec.encode_still(_picture(media(sha256)), width, height),
        )

    def _look(self, slot: MemorySlot, media: Media, width: int, height: int) -> Tensor:
        """One latent frame: of the still (1.5), or the last of the nine frames around it (1.0, E22)."""
        if self.policy.clip_frames == 1:
            return self.codec.encode_still(_picture(media(slot.picture)), width, height)
        frames = (
            _around(media(slot.clip), slot.frame)
            if slot.clip
            else [_picture(media(slot.picture))] * self.policy.clip_frames
        )
        clip = np.stack([fitted(frame, width, height) for frame in frames])
        return self.codec.encode_frames(clip)[:, :, -1:]

    def _voice(self, slot: MemorySlot, media: Media) -> Tensor | None:
        """A voice as tokens [1, L, C], or None for silence where the policy has a way of its own (1.5)."""
        window = self.policy.window
        if window is None:
            return self._encoded(_longest(read_sound(media(slot.voice)))) if slot.voice else None
        if not slot.voice:
            return self._encoded(np.zeros((2, _samples(window)), np.float32))[:, :window]
        generated = _generated(media(slot.latents), self.weights) if slot.latents else None
        if generated is not None:
            middle = round(sum(self._named(slot, media)) / 2 * LATENTS_PER_SECOND)
            return generated[:, around(middle, generated.shape[1], window)]
        sound = read_sound(media(slot.voice))
        first, last = (int(second * SAMPLE_RATE) for second in self._named(slot, media))
        cut = sound[:, first:last] if last > first else _longest(sound)
        return self._encoded(cut)[:, :window]

    def _named(self, slot: MemorySlot, media: Media) -> tuple[float, float]:
        """The seconds of the voice that a slot names; of them the fullest, where less will be kept."""
        named, window = (slot.audio_start, slot.audio_end), self.policy.window
        if window is None or not self.policy.fullest:
            return named
        sound = read_sound(media(slot.voice))
        first, last = (int(second * SAMPLE_RATE) for second in named)
        cut = sound[:, first:last] if last > first else sound
        wanted = _samples(window)
        start = (first if last > first else 0) + loudest_start(cut, SAMPLE_RATE, wanted)
        return start / SAMPLE_RATE, (start + wanted) / SAMPLE_RATE

    def _encoded(self, sound: Samples) -> Tensor:
        return self.codec.encode_sound(sound, SAMPLE_RATE)


def _picture(path: Path) -> Pixels:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            return np.array(image.convert("RGB"))
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError(
            f"{path}: cannot be read as a picture ({error}); choose another reference"
        ) from error


def _around(path: Path, frame: int) -> list[Pixels]:
    numbers = clip_frames(frame, probe(path).frames)
    return read_frames(path, numbers)


def _longest(sound: Samples) -> Samples:
    """As much of a sound as a shot can be long: a reference voice may run for minutes."""
    limit = MAX_FRAMES * SAMPLE_RATE // FPS
    start = loudest_start(sound, SAMPLE_RATE, limit)
    return sound[:, start : start + limit]


def _samples(latents: int) -> int:
    return latents * SAMPLE_RATE // LATENTS_PER_SECOND


def _generated(path: Path, weights: str) -> Tensor | None:
    """The audio latents [1, T, C] kept beside a clip, or None when other weights made them."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt") as kept:
            own = (kept.metadata() or {}).get("weights") == weights
            return kept.get_tensor("audio").float() if own else None
    except SafetensorError as error:
        raise ValueError(f"{path}: cannot be read as latents ({error}); render that take again") from error
