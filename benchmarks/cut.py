"""How long the cut of a five-minute film takes: thirty-one clips of 241 frames at 1280×736."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure
from generator.interface import SAMPLE_RATE, Reel
from generator.lab import Lab
from generator.media import encode

CLIPS, DIFFERENT, FRAMES, WIDTH, HEIGHT = 31, 3, 241, 1280, 736


def measure() -> list[Figure]:
    """Median of three cuts."""
    with tempfile.TemporaryDirectory() as name:
        reels = _reels(Path(name))
        times = []
        for n in range(4):
            start = time.perf_counter()
            Lab().join(reels, Path(name) / f"film{n}.mp4")
            times.append(time.perf_counter() - start)
    return [Figure("cut of a five-minute film", statistics.median(times[1:]), "s", 5.0)]


def _reels(folder: Path) -> list[Reel]:
    dice = np.random.default_rng(0)
    made = []
    for n in range(DIFFERENT):
        (folder / str(n)).mkdir()
        sound = (dice.standard_normal((2, FRAMES * SAMPLE_RATE // 25)) * 0.1).astype(np.float32)
        frames = (_frame(n, k) for k in range(FRAMES))
        made.append(encode(frames, sound, folder / str(n), width=WIDTH, height=HEIGHT))
    return [Reel(*made[n % DIFFERENT], FRAMES, f"FILM_{n:04d}") for n in range(CLIPS)]


def _frame(clip: int, number: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    ramp = np.add.outer(np.arange(HEIGHT), np.arange(WIDTH) + 3 * number + 50 * clip) % 256
    return np.repeat(ramp[:, :, None].astype(np.uint8), 4, axis=2)
