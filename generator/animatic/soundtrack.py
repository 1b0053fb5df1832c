"""All that is heard in a shot: voices, place, effects and a held chord, mixed for a film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.animatic.ambience import ambience
from generator.animatic.effects import Effect, effects
from generator.animatic.mix import Stereo, at_loudness, faded, limited, panned
from generator.animatic.mouths import opening
from generator.animatic.pad import pad, wants_music
from generator.animatic.speech import speak
from generator.animatic.voices import Voice, delivered, voice_of
from generator.animatic.windows import windows
from generator.interface import SAMPLE_RATE, Cue, Figure, Line, ShotRequest

SPEECH_LUFS = -16.0
"""Integrated loudness of a shot in which somebody speaks."""
AMBIENCE_LUFS = -32.0
"""Loudness of the place alone; 4 dB less under speech."""
MUSIC_LUFS = -36.0
EFFECT_LUFS = -20.0

_WIDTH = 0.45


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """The sound of a shot and what the pictures need to know of it."""

    samples: npt.NDArray[np.float32]
    """float32 [2, frames * 1920], 48 kHz; peak under -1 dBFS, never digitally silent."""
    mouths: dict[str, npt.NDArray[np.float32]]
    """Tag of every figure -> float32 [frames], opening of the mouth from 0 to 1."""
    cues: tuple[Cue, ...]
    """When each line is heard, in the order of the lines."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A line as it sounds: mono samples at their place."""

    line: Line
    first: int
    wave: npt.NDArray[np.float32]
    side: float

    @property
    def last(self) -> int:
        return self.first + self.wave.size


def soundtrack(request: ShotRequest) -> Soundtrack:
    """Make the sound of a shot; same request, same samples, in any process with the same synthesizer.

    Every line ends inside its window and inside the clip. A line spoken by nobody in the request gets a voice
    drawn from its tag.
    """
    count = request.frames * SAMPLE_RATE // request.fps
    spoken = _spoken(request, count)
    cues = tuple(
        Cue(line=index, start=said.first / SAMPLE_RATE, end=said.last / SAMPLE_RATE)
        for index, said in enumerate(spoken)
    )
    mouths = {
        figure.tag: opening(_seen(figure.tag, spoken, count), request.frames) for figure in request.figures
    }
    return Soundtrack(samples=_mixed(request, spoken, cues, count), mouths=mouths, cues=cues)


def _spoken(request: ShotRequest, count: int) -> list[_Spoken]:
    known = {figure.tag: figure for figure in (*request.voices, *request.figures)}
    spoken = []
    for line, (start, end) in zip(request.lines, windows(request.lines, count / SAMPLE_RATE), strict=True):
        figure = known.get(line.speaker) or Figure(tag=line.speaker, name="")
        voice = delivered(voice_of(figure), line.delivery)
        first = int(start * SAMPLE_RATE)
        length = min(int(end * SAMPLE_RATE), count) - first
        wave = speak(line.text, voice, request.language, length / SAMPLE_RATE)[:length]
        spoken.append(_Spoken(line, first, _levelled(wave, voice), _side(line, request.figures)))
    return spoken


def _levelled(wave: npt.NDArray[np.float32], voice: Voice) -> npt.NDArray[np.float32]:
    """One loudness for every voice, deep or high, then the delivery's own gain."""
    even = at_loudness(np.stack([wave, wave]), SPEECH_LUFS)[0]
    return np.asarray(even * 10 ** (voice.gain / 20), dtype=np.float32)


def _side(line: Line, figures: Sequence[Figure]) -> float:
    """Left to right as blocked; who is not seen is heard from the middle."""
    tags = [figure.tag for figure in figures]
    if line.voice_over or line.speaker not in tags or len(tags) == 1:
        return 0.0
    return _WIDTH * (2.0 * tags.index(line.speaker) / (len(tags) - 1) - 1.0)


def _seen(tag: str, spoken: Sequence[_Spoken], count: int) -> npt.NDArray[np.float32]:
    """The voice of ``tag`` where its mouth is seen to move: float32 [count]."""
    out = np.zeros(count, np.float32)
    for said in spoken:
        if said.line.speaker == tag and not said.line.voice_over:
            out[said.first : said.last] += said.wave
    return out


def _mixed(request: ShotRequest, spoken: Sequence[_Spoken], cues: Sequence[Cue], count: int) -> Stereo:
    quiet = -4.0 if spoken else 0.0
    place = ambience(request.place, request.sound, request.seed, count)
    out = at_loudness(place, AMBIENCE_LUFS + quiet)
    if wants_music(request.music):
        out = out + at_loudness(pad(request.music, count), MUSIC_LUFS + quiet / 2)
    busy = [(cue.start, cue.end) for cue in cues]
    for effect in effects(request.action, request.sound, request.seed, count / SAMPLE_RATE, busy):
        wave = panned(effect.wave.astype(np.float32), 0.0)
        _lay(out, at_loudness(wave, _effect_lufs(effect, busy), most=6.0), effect.start)
    if spoken:
        voices = np.zeros((2, count), np.float32)
        for said in spoken:
            voices[:, said.first : said.last] += panned(said.wave, said.side)
        # A limiter takes some of the loudness away; the second pass gives it back.
        out = at_loudness(limited(out + at_loudness(limited(voices), SPEECH_LUFS)), SPEECH_LUFS, most=6.0)
    return faded(limited(out.astype(np.float32)))


def _effect_lufs(effect: Effect, busy: Sequence[tuple[float, float]]) -> float:
    """Quieter where somebody speaks: the words come first."""
    end = effect.start + effect.wave.size / SAMPLE_RATE
    spoken_over = any(effect.start < last and end > first for first, last in busy)
    return EFFECT_LUFS - (8.0 if spoken_over else 0.0)


def _lay(out: Stereo, wave: Stereo, seconds: float) -> None:
    first = int(seconds * SAMPLE_RATE)
    room = min(wave.shape[1], out.shape[1] - first)
    if room > 0:
        out[:, first : first + room] += wave[:, :room]
