"""How loud a sound is to people, and how high it swings between its samples: ITU-R BS.1770-4, 48 kHz."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

SILENCE_LUFS = -70.0
"""Blocks below this count as silence (BS.1770-4, absolute gate)."""

_BLOCK = int(0.4 * SAMPLE_RATE)
_STEP = _BLOCK // 4
_TAPS = 12
# BS.1770-4, tables 1 and 2: the head's high shelf, then the high pass. One row: b0 b1 b2 a0 a1 a2.
_K_WEIGHTING = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


def loudness(sound: npt.NDArray[np.float32]) -> float | None:
    """Integrated loudness in LUFS, gated (ITU-R BS.1770-4).

    Args:
        sound: float32 [2, samples] at 48 kHz. Under 0.4 s the whole sound is the one block.

    Returns:
        LUFS, or None when every block is under -70 LUFS: silence.
    """
    powers = _block_powers(sound)
    loud = powers[powers > _power(SILENCE_LUFS)]
    if loud.size == 0:
        return None
    kept = loud[loud > loud.mean() * 0.1]
    return float(-0.691 + 10.0 * np.log10(kept.mean()))


def swings(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """How far the wave swings at and after each sample, seen four times as finely: float32 [2, samples].

    The largest of it is the true peak (BS.1770-4, annex 2): a player that joins the samples by a curve clips
    there although no sample does.
    """
    from scipy.ndimage import convolve1d

    out = np.abs(sound)
    places = np.arange(-_TAPS // 2 + 1, _TAPS // 2 + 1)
    for share in (0.25, 0.5, 0.75):
        taps = np.sinc(places - share) * np.cos(np.pi * (places - share) / (_TAPS + 1)) ** 2
        # convolve1d puts its middle at the tap of this index; reversed, a tap stands for the sample ahead.
        between = convolve1d(sound, taps[::-1].astype(np.float32), axis=1, mode="constant")
        out = np.maximum(out, np.abs(between))
    return np.asarray(out, dtype=np.float32)


def true_peak(sound: npt.NDArray[np.float32]) -> float:
    """The true peak in dBTP; minus infinity for silence."""
    with np.errstate(divide="ignore"):
        return float(20.0 * np.log10(swings(sound).max(initial=0.0)))


def _block_powers(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Mean K-weighted power of both channels together in every 400 ms block, four blocks overlapping."""
    from scipy.signal import sosfilt

    if sound.ndim != 2 or sound.shape[0] != 2:
        raise ValueError(f"sound: got shape {list(sound.shape)}, expected [2, samples].")
    if sound.shape[1] == 0:
        return np.zeros(0)
    weighted = np.asarray(sosfilt(_K_WEIGHTING, sound, axis=1), dtype=np.float64)
    total = np.concatenate([[0.0], np.cumsum((weighted**2).sum(axis=0))])
    size = min(_BLOCK, sound.shape[1])
    starts = np.arange(0, sound.shape[1] - size + 1, _STEP)
    return np.asarray((total[starts + size] - total[starts]) / size, dtype=np.float64)


def _power(lufs: float) -> float:
    return float(10.0 ** ((lufs + 0.691) / 10.0))
