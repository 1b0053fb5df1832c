"""How loud a sound is to people: ITU-R BS.1770-4 for 48 kHz stereo."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

SILENCE_LUFS = -70.0
"""Blocks below this count as silence (BS.1770-4, absolute gate)."""

_BLOCK = int(0.4 * SAMPLE_RATE)
_STEP = _BLOCK // 4
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
