"""A line in a voice, in the time it has."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from generator.animatic.sound import espeak, formant
from generator.animatic.sound.phones import Utterance
from generator.animatic.sound.pitch import median_pitch
from generator.animatic.sound.stretch import compress
from generator.animatic.sound.voices import Voice
from generator.interface import SAMPLE_RATE

Mono = npt.NDArray[np.float32]

_FADE = SAMPLE_RATE // 200
_DENSEST, _SHORTEST = 120, 200
"""Characters a second beyond which a voice is noise (ordinary speech has 15); so many are always said."""
_TRIES = 4
_NEAR = 0.015
"""Share by which a line's median F0 may miss the voice's before it is said again."""


def synthesizer() -> str:
    """Which synthesizer speaks on this machine, with its version: part of the engine's version."""
    return f"espeak-{espeak.version()}" if espeak.available() else "formant-1"


def speak(text: str, voice: Voice, language: str, seconds: float, *, clear: bool | None = None) -> Utterance:
    """Say ``text`` within ``seconds``.

    A line that needs longer is first spoken faster, then compressed in time; no word is cut, but of a line
    that nobody could follow any more only the first words are heard.

    Args:
        text: the words.
        voice: whose.
        language: a BCP 47 tag.
        seconds: the longest it may last.
        clear: True for espeak-ng, False for the formant voice; None takes the first when it is installed.
    """
    if seconds <= 0:
        raise ValueError(f"speech: got {seconds} seconds for a line, expected more than none.")
    use_espeak = espeak.available() if clear is None else clear
    text = text[: max(_SHORTEST, round(_DENSEST * seconds))]
    said = _clearly(text, voice, language, seconds) if use_espeak else formant.say(text, voice, seconds)
    wave = compress(said.wave, int(seconds * SAMPLE_RATE))
    edge = min(_FADE, wave.size // 2)
    if edge:
        ramp = np.linspace(0.0, 1.0, edge, dtype=np.float32)
        wave[:edge] *= ramp
        wave[-edge:] *= ramp[::-1]
    return said.paced(wave)


def _clearly(text: str, voice: Voice, language: str, seconds: float) -> Utterance:
    """Said until it is as high and as short as it should be: every text bends the melody its own way."""
    pace, pitch = espeak.PACE * voice.rate, voice.pitch
    fastest = max(pace, espeak.FASTEST)
    with espeak.Throat(text, voice, language) as throat:
        said = throat.say(pace, pitch)
        for _ in range(_TRIES):
            heard = None if voice.breath >= 1.0 else median_pitch(said.wave, voice.pitch)
            off = voice.pitch / heard if heard else 1.0
            needed = said.seconds / seconds
            if abs(off - 1.0) < _NEAR and (needed <= 1.0 or pace >= fastest):
                break
            pitch *= off
            if needed > 1.0:
                # Pauses do not shrink with the pace, so ask for a little more than the ratio.
                pace = min(pace * needed * 1.08, fastest)
            said = throat.say(pace, pitch)
    return Utterance(_roughened(said.wave, voice), said.phones)


def _roughened(said: Mono, voice: Voice) -> Mono:
    """Breath over the voice: noise that follows its loudness."""
    if said.size == 0 or voice.breath < 0.2 or voice.breath >= 1.0:
        return said
    from scipy.ndimage import uniform_filter1d
    from scipy.signal import butter, sosfilt

    seed = hashlib.sha256(f"breath {voice.colour} {said.size}".encode()).digest()
    noise = np.random.default_rng(int.from_bytes(seed[:8], "big")).standard_normal(said.size)
    air = np.asarray(sosfilt(butter(2, (1500.0, 7000.0), "bandpass", fs=SAMPLE_RATE, output="sos"), noise))
    level = np.asarray(uniform_filter1d(np.abs(said).astype(np.float64), SAMPLE_RATE // 50))
    out = said + 0.5 * voice.breath * air * level
    return np.asarray(out / np.abs(out).max(), dtype=np.float32)
