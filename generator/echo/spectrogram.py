"""Sound as the released audio encoder hears it: 16 kHz stereo, then log-mel (echo-facts 2.6; E20).

Works block by block, so that ten minutes of sound need little more memory than the sound itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import torch
from torch import Tensor
from torch.nn import functional

from generator.mel import FFT, HOP, RATE, mel_filters

FLOOR = 1e-5
"""The smallest magnitude that is told from silence."""

_ZERO_CROSSINGS = 6
_ROLLOFF = 0.99
_BLOCK = 1 << 17
"""Samples worked on at once: small enough to stay in the cache, which is also the fastest."""


def heard(wave: Tensor, rate: int) -> Tensor:
    """What the encoder listens to: float32 [2, n], 16 kHz, at least one FFT long.

    Args:
        wave: float [C, n] or [n], -1 to 1. Mono is doubled; channels after the second are left out.
        rate: samples a second.

    Raises:
        ValueError: no samples, no channels, another shape, or a rate that is not positive.
    """
    if rate < 1:
        raise ValueError(f"got {rate} samples a second, expected at least 1")
    both = stereo(wave)
    # Padded before it is resampled, as released: the last sample of the sound rings into the silence.
    lacking = max(0, math.ceil(FFT * rate / RATE) - both.shape[1])
    return resample(functional.pad(both, (0, lacking)), rate, RATE)


def stereo(wave: Tensor) -> Tensor:
    """float32 [2, n] of float [C, n] or [n]: mono doubled, channels after the second left out.

    Raises:
        ValueError: no samples, no channels, or another shape.
    """
    channels = wave[None] if wave.ndim == 1 else wave
    if channels.ndim != 2 or 0 in channels.shape:
        raise ValueError(
            f"sound: got shape {list(wave.shape)}, expected [channels, samples], at least one each"
        )
    return channels[:2].float().expand(2, -1)


def resample(wave: Tensor, rate_in: int, rate_out: int) -> Tensor:
    """Change the sample rate with a windowed sinc: float32 [C, n] to [C, ceil(n * rate_out / rate_in)].

    Six zero crossings under a Hann window, cut off at 0.99 of the lower Nyquist frequency: what the release
    was trained with (torchaudio's default).
    """
    if rate_in == rate_out:
        return wave
    common = math.gcd(rate_in, rate_out)
    taken, given = rate_in // common, rate_out // common
    kernel = _sinc(taken, given).to(wave)  # [given, 1, taps]
    taps, length = kernel.shape[2], wave.shape[1]
    before = (taps - taken) // 2
    blocks = []
    for first, last in _blocks(length // taken + 1, _BLOCK // taken + 1):
        piece = _silent_outside(wave, first * taken - before, (last - 1) * taken - before + taps)
        phases = functional.conv1d(piece[:, None], kernel, stride=taken)  # [C, given, steps]
        blocks.append(phases.transpose(1, 2).flatten(1))
    return torch.cat(blocks, dim=1)[:, : math.ceil(length * given / taken)]


def log_mel(wave: Tensor, mels: int = 64) -> Tensor:
    """Logarithm of the mel magnitude, clamped at 1e-5: float32 [1, 2, T, mels], T = n // 160 + 1.

    Hann window of 1024 samples, hop 160, centred with reflection, Slaney scale and norm from 0 to 8 kHz,
    power 1 (echo-facts 2.6).

    Args:
        wave: float32 [2, n] at 16 kHz; padded with silence to one FFT.
        mels: bands: 64 for the encoder, 128 for choosing what to remember.
    """
    return torch.cat(list(mel_blocks(wave, mels)), dim=1).log()[None]


def mel_blocks(wave: Tensor, mels: int) -> Iterator[Tensor]:
    """The magnitudes behind :func:`log_mel`, never below 1e-5, as float32 [2, t, mels] block by block."""
    wave = functional.pad(wave, (0, max(0, FFT - wave.shape[1])))
    window = torch.hann_window(FFT, device=wave.device)
    filters = torch.from_numpy(mel_filters(mels).T.copy()).to(wave)  # [513, mels]
    for first, last in _blocks(wave.shape[1] // HOP + 1, _BLOCK // HOP):
        piece = _reflected_outside(wave, first * HOP - FFT // 2, (last - 1) * HOP + FFT // 2)
        spectra = torch.fft.rfft(piece.unfold(1, FFT, HOP) * window)  # [2, t, 513]
        yield (spectra.abs() @ filters).clamp(min=FLOOR)


@cache
def _sinc(taken: int, given: int) -> Tensor:
    """One filter for each of ``given`` phases, float32 [given, 1, taps]; ``taken`` samples go by a step."""
    pass_band = min(taken, given) * _ROLLOFF
    width = math.ceil(_ZERO_CROSSINGS * taken / pass_band)
    taps = torch.arange(-width, width + taken, dtype=torch.float64) / taken
    phases = torch.arange(given, dtype=torch.float64)[:, None] / given
    crossings = ((taps - phases) * pass_band).clamp(-_ZERO_CROSSINGS, _ZERO_CROSSINGS)
    hann = torch.cos(crossings * (math.pi / _ZERO_CROSSINGS / 2)) ** 2
    return (torch.sinc(crossings) * hann * (pass_band / taken)).float()[:, None]


def _blocks(count: int, size: int) -> Iterator[tuple[int, int]]:
    return ((first, min(first + size, count)) for first in range(0, count, size))


def _silent_outside(wave: Tensor, start: int, stop: int) -> Tensor:
    """Samples ``start`` to ``stop`` of [C, n]; zeros before the first and after the last."""
    length = wave.shape[1]
    return functional.pad(wave[:, max(start, 0) : stop], (max(-start, 0), max(stop - length, 0)))


def _reflected_outside(wave: Tensor, start: int, stop: int) -> Tensor:
    """Samples ``start`` to ``stop`` of [C, n]; mirrored at the first and at the last."""
    last = wave.shape[1] - 1
    places = torch.arange(start, stop, device=wave.device).abs()
    return wave[:, last - (last - places).abs()]
