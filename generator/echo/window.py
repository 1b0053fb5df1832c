"""What the 1.0 release remembers of a shot: its fullest sound and the picture with it (Eq. 8; E20, E22)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from generator.echo.spectrogram import heard, mel_blocks, stereo
from generator.footage import Samples
from generator.mel import HOP, RATE

CLIP_FRAMES = 9
"""Frames of picture that become one memory latent (E22)."""
LATENTS = 96
"""Audio latents in a memory: 3.84 s (E20)."""

_MELS = 128
_TIE = 1e-9
"""Windows within this fraction of the best count as equally loud: it hides the rounding of running sums."""


class Window(NamedTuple):
    """Where in a shot its memory is taken."""

    start: float
    """Start of the loudest window, seconds on the chooser's clock (three times slow with the rate bug)."""
    end: float
    """Its end, on the same clock; may lie a hop or two behind the end of the sound."""
    frame: int
    """The frame of the picture at its middle."""
    clip: tuple[int, ...]
    """The nine frames around that frame; the last one is repeated when the film is shorter."""
    audio: slice
    """The audio latents around its middle: ``window`` of them, or all there are."""


def choose_window(
    wave: Samples,
    rate: int,
    *,
    frames: int,
    latents: int,
    fps: int = 25,
    window: int = LATENTS,
    rate_bug: bool,
) -> Window:
    """``tau* = argmax_tau |Mel[tau - D/2 : tau + D/2]|_1`` and what it means in frames and latents (Eq. 8).

    As the 1.0 release does it (echo-facts 4.1): 128 mel bands, windows a quarter of their length apart plus
    the last one, summed magnitude, first on ties. So silence gives the first window, and a sound shorter
    than the window is one window.

    Args:
        wave: float32 [C, n] or [n], any number of channels.
        rate: samples a second.
        frames: frames of the shot, F.
        latents: audio latents of the shot, T.
        fps: frames a second.
        window: audio latents to remember; D is ``4 * window - 3`` mel frames.
        rate_bug: the release tells its chooser that its 48 kHz sound is 16 kHz. The window is then 1.27 s
            long and its time three times too late, so most shots are remembered by their last frames; the
            latents are right, for they are counted by proportion. True is what the 1.0 weights met at
            inference; False listens at the true rate, which is surely what was meant.

    Raises:
        ValueError: no samples, frames, latents or window, or a wave of another shape.
    """
    if min(frames, latents, window, fps) < 1:
        sizes = f"{frames} frames, {fps} fps, {latents} latents and a window of {window}"
        raise ValueError(f"got {sizes}; expected at least 1 of each")
    sound = torch.from_numpy(np.require(wave, np.float32, ["C", "W"]))
    loud = loudness(stereo(sound) if rate_bug else heard(sound, rate))
    duration = sound.shape[-1] / (RATE if rate_bug else rate)
    width = min(4 * window - 3, len(loud))
    first = loudest(loud, width, max(1, width // 4))
    middle = min((first + width / 2) * HOP / RATE, duration)
    frame = _middle_frame(first, first + width, frames, fps)
    return Window(
        start=first * HOP / RATE,
        end=(first + width) * HOP / RATE,
        frame=frame,
        clip=clip_frames(frame, frames),
        audio=around(round(middle / duration * (latents - 1)), latents, window),
    )


def loudest_start(wave: Samples, rate: int, samples: int) -> int:
    """First sample of the fullest ``samples`` of a sound that is too long; 0 when it is not.

    Measured as in :func:`choose_window`, at the true rate and every 10 ms.

    Args:
        wave: float32 [C, n] or [n].
        rate: samples a second.
        samples: how many are wanted, at least 1.
    """
    spare: int = wave.shape[-1] - samples
    if spare <= 0:
        return 0
    loud = loudness(heard(torch.from_numpy(np.require(wave, np.float32, ["C", "W"])), rate))
    width = max(1, samples * RATE // rate // HOP)
    first = loudest(loud, min(width, len(loud)), 1)
    return min(first * HOP * rate // RATE, spare)


def loudness(wave: Tensor) -> Tensor:
    """Mel magnitude of every 10 ms, over channels and 128 bands: float64 [T] of float32 [2, n] at 16 kHz."""
    return torch.cat([block.sum(dim=(0, 2), dtype=torch.float64) for block in mel_blocks(wave, _MELS)])


def loudest(loud: Tensor, width: int, stride: int) -> int:
    """First start of the ``width`` values of float64 [T] with the largest sum.

    Starts are 0, ``stride``, 2 ``stride`` … as long as they fit, and the last that fits; 1 <= width <= T.
    """
    last = len(loud) - width
    starts = torch.tensor(sorted({*range(0, last + 1, stride), last}))
    running = torch.nn.functional.pad(loud.cumsum(0), (1, 0))
    totals = running[starts + width] - running[starts]
    best = totals.max()
    return int(starts[totals >= best - best.abs() * _TIE][0])


def clip_frames(centre: int, frames: int) -> tuple[int, ...]:
    """The nine frames from ``centre - 4`` on, moved inside the film; short films repeat their last (E22)."""
    first = max(0, min(centre - CLIP_FRAMES // 2, frames - CLIP_FRAMES))
    return tuple(min(first + step, frames - 1) for step in range(CLIP_FRAMES))


def _middle_frame(first: int, stop: int, frames: int, fps: int) -> int:
    """The middle one of the frames shown from mel frame ``first`` to ``stop``, the earlier of two."""
    # Whole numbers: 8.56 s * 25 is a hair over 214 in floating point, and its ceiling a frame late.
    earliest = min(-(-first * HOP * fps // RATE), frames - 1)
    latest = min(-(-stop * HOP * fps // RATE) - 1, frames - 1)
    return earliest + max(0, latest - earliest) // 2


def around(centre: int, latents: int, window: int) -> slice:
    """``window`` of ``latents`` around one of them, kept inside; all when there are fewer (E20)."""
    start = max(0, min(centre - window // 2, latents - window))
    return slice(start, min(start + window, latents))
