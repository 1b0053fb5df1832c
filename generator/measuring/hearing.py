"""How the sound of a clip is: where it clips, where there is none, and what is heard when somebody speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE, Cue, Heard, Run
from generator.measuring.motion import runs
from generator.mel import HOP, RATE, mel_filters

FULL_SCALE = 32767 / 32768
"""The largest sample a 16-bit file holds."""
LEAST_DB = -100.0
"""What silence counts as, dBFS."""

Wave = npt.NDArray[np.float32]

_SIZE, _FFT = 800, 2048
"""Samples at 16 kHz in a piece of 50 ms, and in its spectrum."""
_LOWEST, _HIGHEST = 60, 430
"""Hz between which a voice is looked for."""
_PERIODIC = 0.6
"""Autocorrelation from which a piece is voiced."""
_AUDIBLE = 0.25
"""Share of a window's mean level under which a piece of it is a pause."""
_SPEECH_BAND = (200.0, 4000.0)
_SYLLABLES = (2.5, 10.0)
"""Hz at which speech grows louder and softer."""
_MARGIN = 0.15
"""Seconds around a line that belong to it."""
_MELS, _CEPSTRA = 26, 13
_RISE, _PAUSE, _SHORTEST = 8.0, 0.3, 0.25
"""How a phrase is found without cues: dB above the floor, the silence that ends it, its least seconds."""


def clipped(sound: Wave, fps: int) -> tuple[int, tuple[Run, ...]]:
    """How many samples of float32 [2, n] are at full scale, and the runs of frames that hold them."""
    full = np.asarray(np.abs(sound) >= FULL_SCALE, np.bool_)
    return int(np.count_nonzero(full)), runs(_frames_with(full, fps))


def silent(sound: Wave, fps: int) -> tuple[Run, ...]:
    """Runs of frames without any sound at all: every sample is 0."""
    return runs(~_frames_with(np.asarray(sound != 0, np.bool_), fps))


def heard(sound: Wave, cues: Sequence[Cue]) -> tuple[Heard, ...]:
    """What is heard where lines are said; without cues, in every phrase that stands out of its clip.

    Args:
        sound: float32 [2, n], 48 kHz.
        cues: when each line is said, by the engine's own account.
    """
    if not sound.shape[1]:
        return ()
    ear = _Ear.of(sound)
    windows: list[tuple[int | None, float, float]] = [(cue.line, cue.start, cue.end) for cue in cues]
    windows = windows or [(None, start, end) for start, end in ear.phrases()]
    outside = ear.outside([(start, end) for _, start, end in windows])
    return tuple(ear.listen(line, start, end, outside) for line, start, end in windows)


@dataclass(frozen=True, slots=True)
class _Ear:
    """A sound made ready: mono at 16 kHz, and how loud it is every 10 ms in the band of speech."""

    wave: npt.NDArray[np.float64]
    level: npt.NDArray[np.float64]
    """dBFS."""
    beat: npt.NDArray[np.float64]
    """How the level swings at the pace of syllables, in amplitude."""

    @classmethod
    def of(cls, sound: Wave) -> _Ear:
        from scipy.signal import butter, resample_poly, sosfilt, sosfiltfilt

        wave = np.asarray(resample_poly(sound.mean(axis=0), 1, SAMPLE_RATE // RATE), np.float64)
        if wave.size < _SIZE:
            wave = np.pad(wave, (0, _SIZE - wave.size))
        band = sosfilt(butter(2, _SPEECH_BAND, "bandpass", fs=RATE, output="sos"), wave)
        amplitude = np.sqrt((_pieces(np.asarray(band)) ** 2).mean(axis=1))
        swing = butter(2, _SYLLABLES, "bandpass", fs=RATE / HOP, output="sos")
        beat = sosfiltfilt(swing, amplitude, padlen=min(15, amplitude.size - 1))
        return cls(wave, _decibels(amplitude), np.asarray(beat, np.float64))

    @property
    def times(self) -> npt.NDArray[np.float64]:
        """The middle of every piece, seconds."""
        return np.asarray((np.arange(self.level.size) * HOP + _SIZE / 2) / RATE, np.float64)

    def phrases(self) -> list[tuple[float, float]]:
        """Start and end in seconds of what stands out of the rest for as long as a word."""
        floor = float(np.percentile(self.level, 10))
        loud = (self.level > floor + _RISE) & (self.level > -50.0)
        joined: list[list[float]] = []
        for run in runs(loud):
            start, end = run.first * HOP / RATE, (run.last * HOP + _SIZE) / RATE
            if joined and start - joined[-1][1] < _PAUSE:
                joined[-1][1] = end
            else:
                joined.append([start, end])
        return [(start, end) for start, end in joined if end - start >= _SHORTEST]

    def outside(self, windows: Sequence[tuple[float, float]]) -> float | None:
        """The usual level where nobody speaks; None where there is hardly such a place."""
        times = self.times
        free = np.ones(times.size, np.bool_)
        for start, end in windows:
            free &= (times < start - _MARGIN) | (times > end + _MARGIN)
        return float(np.median(self.level[free])) if np.count_nonzero(free) >= _PAUSE * RATE / HOP else None

    def listen(self, line: int | None, start: float, end: float, outside: float | None) -> Heard:
        """Measure one window."""
        times = self.times
        inside = (times >= start) & (times < end)
        if not inside.any():
            inside[np.abs(times - (start + end) / 2).argmin()] = True
        level, amplitude = self.level[inside], 10 ** (self.level[inside] / 20)
        voiced, pitches, spectra = _voiced(self.wave[int(start * RATE) : max(int(end * RATE), _SIZE)])
        usual = float(np.median(level))
        return Heard(
            line=line,
            start=round(start, 3),
            end=round(end, 3),
            level=round(usual, 1),
            rise=round(usual - outside, 1) if outside is not None else None,
            beat=round(float(np.sqrt((self.beat[inside] ** 2).mean()) / max(amplitude.mean(), 1e-9)), 3),
            voiced=round(float(voiced.mean()), 3),
            pitch=round(float(np.median(pitches[voiced])), 1) if voiced.any() else None,
            timbre=_timbre(spectra[voiced]) if np.count_nonzero(voiced) >= 10 else (),
        )


def _voiced(
    wave: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Whether every 10 ms are voiced, their F0 in Hz, and their power spectra.

    F0 is the first peak of the autocorrelation nearly as high as the highest.
    """
    pieces = _pieces(np.pad(wave, (0, max(0, _SIZE - wave.size))))
    pieces = pieces - pieces.mean(axis=1, keepdims=True)
    window, longest = np.hanning(_SIZE), RATE // _LOWEST + 2
    spectra = np.abs(np.fft.rfft(pieces * window, _FFT)) ** 2
    own = np.fft.irfft(np.abs(np.fft.rfft(window, _FFT)) ** 2)[:longest]
    likeness = np.fft.irfft(spectra)[:, :longest] / own
    likeness /= np.maximum(likeness[:, :1], 1e-12)
    shortest = RATE // (_HIGHEST + 20)
    field = likeness[:, shortest:]
    best = field.max(axis=1)
    peaks = (field[:, 1:-1] >= field[:, :-2]) & (field[:, 1:-1] > field[:, 2:])
    peaks &= field[:, 1:-1] > 0.9 * best[:, None]
    pitches = RATE / (shortest + 1.0 + peaks.argmax(axis=1))
    loud = np.sqrt((pieces**2).mean(axis=1))
    audible = loud > max(_AUDIBLE * float(np.sqrt((loud**2).mean())), 1e-4)
    return peaks.any(axis=1) & (best > _PERIODIC) & (pitches < _HIGHEST) & audible, pitches, spectra


def _timbre(spectra: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Twelve cepstra of the mean mel spectrum in decades, loudness left out: the colour of a voice."""
    from scipy.fft import dct

    # Every other bin of this spectrum is one of the mel filters' own.
    bands = np.log(np.sqrt(spectra[:, ::2]) @ mel_filters(_MELS).T + 1e-4)
    cepstra = dct(bands, type=2, norm="ortho", axis=1)[:, 1:_CEPSTRA].mean(axis=0)
    return tuple(round(float(value), 2) for value in cepstra)


def _pieces(wave: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.lib.stride_tricks.sliding_window_view(wave, _SIZE)[::HOP]


def _frames_with(marks: npt.NDArray[np.bool_], fps: int) -> npt.NDArray[np.bool_]:
    """Frames that hold a marked sample of either channel; one cut short is filled up with its last mark.

    ``marks`` is [2, n]; gives [frames].
    """
    size = SAMPLE_RATE // fps
    either = np.asarray(marks[0] | marks[1])
    whole = np.pad(either, (0, -either.size % size), mode="edge" if either.size else "constant")
    return np.asarray(whole.reshape(-1, size).max(axis=1, initial=False), np.bool_)


def _decibels(amplitude: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(20.0 * np.log10(np.maximum(amplitude, 10 ** (LEAST_DB / 20))), np.float64)
