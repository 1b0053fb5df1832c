"""Who speaks: how high, with how long a throat, and a vector that is near for the same voice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from generator.echo.spectrogram import log_mel, stereo
from generator.evaluators.layers import hearing, unit

Wave = npt.NDArray[np.float32]
"""A sound: float32 [n], mono, 16 kHz."""

BANDS = 128
"""Mel bands that are listened to: fine enough to tell the harmonics of a voice apart."""
PER_LATENT = 4
"""Mel frames in an audio latent: 10 ms each."""
WINDOW = 64
"""Mel frames of a voice that are heard at a time: four syllables."""
TIMBRE = 32
"""Numbers in the vector of a voice."""
LOWEST = 90.0
"""Hz of the lowest voice of the toon world."""

_FLOOR, _SCALE = -5.0, 2.5
"""The middle and the deviation of log-mels, roughly."""


def mels(wave: Wave) -> Tensor:
    """A sound as networks hear it: float32 [n // 160 + 1, 128], about -2 to 2.

    Raises:
        ValueError: not mono, or no samples.
    """
    if wave.ndim != 1 or not wave.size:
        raise ValueError(f"sound: got shape {list(wave.shape)}, expected [samples], mono at 16 kHz")
    heard = log_mel(stereo(torch.from_numpy(np.require(wave, np.float32, ["C", "W"]))), BANDS)[0, 0]
    return (heard - _FLOOR) / _SCALE


class Throat(NamedTuple):
    """What is heard of voices, one row each."""

    pitch: Tensor
    """[B]: F0 in octaves above 90 Hz."""
    tract: Tensor
    """[B]: scale of the formants, in octaves."""
    vector: Tensor
    """[B, 32], of unit length."""

    def together(self) -> Throat:
        """The rows as one: windows of the same voice."""
        return Throat(
            self.pitch.median(0, keepdim=True).values,
            self.tract.mean(0, keepdim=True),
            unit(self.vector.mean(0, keepdim=True)),
        )

    def hertz(self) -> Tensor:
        """F0 in Hz: [B]."""
        return LOWEST * torch.exp2(self.pitch)


class VoiceNet(nn.Module):
    """Listens to windows of one voice: float32 [B, 64, 128] (:func:`mels`)."""

    def __init__(self, width: int = 96) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            hearing(BANDS, width, kernel=3, stride=2),
            hearing(width, width, stride=2),
            hearing(width, width),
        )
        self.known = nn.Sequential(nn.Linear(2 * width, 128), nn.BatchNorm1d(128), nn.ReLU(inplace=True))
        self.pitch = nn.Linear(128, 1)
        self.tract = nn.Linear(128, 1)
        self.vector = nn.Linear(128, TIMBRE)

    def forward(self, windows: Tensor) -> Throat:
        """Whose voice every window is."""
        heard = self.layers(windows.transpose(1, 2))
        known = self.known(torch.cat([heard.mean(dim=2), heard.amax(dim=2)], dim=1))
        return Throat(self.pitch(known)[:, 0], self.tract(known)[:, 0], unit(self.vector(known)))


def windows(heard: Tensor, first: int, after: int) -> Tensor:
    """Windows of a line: [n, 64, 128] of mel frames [T, 128], half over each other.

    Args:
        heard: of the whole clip; silence follows where it is too short.
        first: mel frame at which the line begins.
        after: the first after it.
    """
    starts = range(first, max(after - WINDOW, first) + 1, WINDOW // 2)
    return torch.stack([window(heard, start) for start in starts])


def window(heard: Tensor, start: int) -> Tensor:
    """One window from ``start`` on: [64, 128]; its quietest sound fills what is missing."""
    piece = heard[max(start, 0) : start + WINDOW]
    rest = heard.min().expand(WINDOW - piece.shape[0], heard.shape[1])
    return torch.cat([piece, rest])
