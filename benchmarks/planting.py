"""Faults planted into clean clips: each gives a clip with one fault and the frame it begins at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generator.footage import Pixels, Samples, read_frames, read_sound
from generator.interface import SAMPLE_RATE, Clip
from generator.media import encode

TAIL, MISSING, LOST, LOUD = 15, 24, 8, 8
"""Frames: of a black tail, of a jump, of a clip cut short, and of a sound that clips."""

Pictures = npt.NDArray[np.uint8]
"""[frames, H, W, 4] BGRA."""


def black_tail(clip: Clip, folder: Path) -> tuple[Clip, int]:
    """The last frames are black."""
    frames, first = _frames(clip), clip.frames - TAIL
    frames[first:, :, :, :3] = 0
    return _coded(clip, folder, frames, read_sound(clip.sound)), first


def frozen_half(clip: Clip, folder: Path) -> tuple[Clip, int]:
    """The second half stands still."""
    frames, half = _frames(clip), clip.frames // 2
    frames[half + 1 :] = frames[half]
    return _coded(clip, folder, frames, read_sound(clip.sound)), half + 1


def jump(clip: Clip, folder: Path, longer: Clip) -> tuple[Clip, int]:
    """A piece of ``longer``, the same shot with so many frames more, is missing where that shows most."""
    frames = _frames(longer)
    places = range(clip.frames // 5, clip.frames * 4 // 5)
    at = max(places, key=lambda n: float(np.abs(frames[n - 1].astype(np.int16) - frames[n + MISSING]).mean()))
    kept = np.concatenate([frames[:at], frames[at + MISSING :]])
    return _coded(clip, folder, kept, read_sound(clip.sound)), at


def stray_cut(clip: Clip, folder: Path, other: Clip) -> tuple[Clip, int]:
    """The second half shows what belongs to another shot."""
    frames, strange, half = _frames(clip), _frames(other), clip.frames // 2
    frames[half:] = strange[np.arange(half, clip.frames) % other.frames]
    return _coded(clip, folder, frames, read_sound(clip.sound)), half


def wrong_length(clip: Clip, folder: Path) -> tuple[Clip, int]:
    """The clip ends too soon, picture and sound together."""
    count = clip.frames - LOST
    sound = read_sound(clip.sound)[:, : count * SAMPLE_RATE // clip.fps]
    made = _coded(clip, folder, _frames(clip)[:count], sound)
    return replace(made, frames=count, samples=sound.shape[1]), count


def clipped_sound(clip: Clip, folder: Path) -> tuple[Clip, int]:
    """A third of a second is far too loud."""
    sound, per_frame = read_sound(clip.sound).copy(), SAMPLE_RATE // clip.fps
    loudest = np.abs(sound).max(axis=0).reshape(clip.frames, per_frame).max(axis=1)
    first = int(np.convolve(loudest, np.ones(LOUD), "valid").argmax())
    piece = slice(first * per_frame, (first + LOUD) * per_frame)
    sound[:, piece] = np.clip(sound[:, piece] * 3.0 / np.abs(sound[:, piece]).max(), -1.0, 1.0)
    begins = int(np.flatnonzero(np.abs(sound).max(axis=0) >= 0.9999)[0]) // per_frame
    return with_sound(clip, folder, sound), begins


def with_sound(clip: Clip, folder: Path, sound: Samples) -> Clip:
    """The same pictures with another sound of the same length."""
    return _coded(clip, folder, _frames(clip), sound)


PLAIN: dict[str, Callable[[Clip, Path], tuple[Clip, int]]] = {
    "black tail": black_tail,
    "frozen half": frozen_half,
    "wrong length": wrong_length,
    "clipped sound": clipped_sound,
}
"""Those that need nothing but the clip."""


def _frames(clip: Clip) -> Pictures:
    rgb = np.stack(read_frames(clip.picture, range(clip.frames)))
    return np.concatenate([rgb[..., ::-1], np.full((*rgb.shape[:3], 1), 255, np.uint8)], axis=3)


def _coded(clip: Clip, folder: Path, frames: Pictures, sound: Samples) -> Clip:
    pixels: list[Pixels] = [np.ascontiguousarray(frame) for frame in frames]
    picture, lossless = encode(pixels, sound, folder, width=clip.width, height=clip.height)
    return replace(clip, picture=picture, sound=lossless)
