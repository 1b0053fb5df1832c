"""What can be measured on a clip without a model: black, freeze, clipping, loudness, silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generator.footage import opened, read_sound, video_of
from generator.interface import Clip, Measures
from generator.loudness import loudness

BLACK_LUMA = 24
"""Luma (16 is black, 235 white) under which a block counts as black: a night scene stays above."""
BLACK_SHARE = 0.99
"""The share of black blocks that makes a black frame."""
FROZEN_LUMA = 2
"""Two frames are equal when no block differs by more: a key frame over a still picture gives this much."""
BLOCK = 8
"""Side of a block in pixels."""
FULL_SCALE = 32767 / 32768
"""The largest sample a 16-bit file holds."""


def measure(clip: Clip) -> Measures:
    """Measure the lossless sound and the coded picture of ``clip``.

    Raises:
        ValueError: a file is missing or corrupt, or has another number of frames than the clip says.
    """
    sound = read_sound(clip.sound)
    black, frozen, frames = count_frames(small_luma(clip.picture))
    if frames != clip.frames:
        raise ValueError(f"{clip.picture}: holds {frames} frames, expected {clip.frames}. Render it again.")
    return Measures(
        seconds=clip.frames / clip.fps,
        loudness_lufs=loudness(sound),
        peak_dbfs=peak_dbfs(sound),
        clipped_samples=int(np.count_nonzero(np.abs(sound) >= FULL_SCALE)),
        black_frames=black,
        frozen_frames=frozen,
    )


def peak_dbfs(sound: npt.NDArray[np.float32]) -> float | None:
    """Largest sample in dB of full scale, or None for digital silence; ``sound`` is float32 [2, samples]."""
    peak = float(np.abs(sound).max(initial=0.0))
    return 20.0 * float(np.log10(peak)) if peak > 0 else None


def count_frames(lumas: Iterable[npt.NDArray[np.uint8]]) -> tuple[int, int, int]:
    """How many small luma pictures, uint8 [h, w], are black, equal the one before, and are there at all."""
    black = frozen = count = 0
    before: npt.NDArray[np.int16] | None = None
    for luma in lumas:
        count += 1
        black += float(np.mean(luma < BLACK_LUMA)) >= BLACK_SHARE
        now = luma.astype(np.int16)
        frozen += before is not None and int(np.abs(now - before).max()) <= FROZEN_LUMA
        before = now
    return black, frozen, count


def small_luma(path: Path) -> Iterator[npt.NDArray[np.uint8]]:
    """Decode a video into the mean luma of every 8x8 block: uint8 [height / 8, width / 8] a frame."""
    with opened(path) as container:
        video = video_of(container, path)
        video.thread_type = "AUTO"
        width, height = max(2, video.width // BLOCK), max(2, video.height // BLOCK)
        for frame in container.decode(video):
            small = frame.reformat(
                width=width, height=height, format="yuv420p", interpolation="AREA", threads=1
            )
            plane = small.planes[0]
            yield (
                np.frombuffer(memoryview(plane), np.uint8).reshape(height, plane.line_size)[:, :width].copy()
            )
