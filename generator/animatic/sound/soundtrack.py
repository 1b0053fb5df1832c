"""All that is heard in a shot: voices, place, effects and music, mixed for a film."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.ambience import ambience, layers
from generator.animatic.sound.effects import Effect, effects
from generator.animatic.sound.mix import Stereo, at_loudness, faded, limited, mastered, panned
from generator.animatic.sound.mouths import opening
from generator.animatic.sound.music import music_for, wants_music
from generator.animatic.sound.phones import Phone, Utterance, opening_of
from generator.animatic.sound.speech import speak
from generator.animatic.sound.voices import Voice, delivered, voice_of
from generator.animatic.sound.windows import windows
from generator.interface import SAMPLE_RATE, Cue, Figure, Line, ShotRequest
from generator.truth import Phoneme, SoundTruth, SpokenLine

FILM_LUFS = -16.0
"""Integrated loudness of a clip in which there is more than its place."""
MUSIC_UNDER_SPEECH, MUSIC_UNDER_EFFECTS = -20.0, -10.0
"""LU against the words, and against the effects of a shot without words."""
EFFECT_BESIDE_SPEECH, EFFECT_UNDER_SPEECH = -8.0, -14.0
"""LU against the words: in a gap between them, and where somebody speaks: the words come first."""

_WIDTH = 0.45
_AT_ONCE = 4
"""Lines said at the same time."""


@dataclass(frozen=True)
class Soundtrack:
    """The sound of a shot and what the pictures need to know of it."""

    mix: Callable[[], Stereo]
    """Makes :attr:`samples`."""
    mouths: dict[str, npt.NDArray[np.float32]]
    """Tag of every figure -> float32 [frames], opening of the mouth from 0 to 1."""
    cues: tuple[Cue, ...]
    """When each line is heard, in the order of the lines."""
    spoken: tuple[SpokenLine, ...] = ()
    """The lines sound by sound, in the order of the lines."""
    effects: tuple[SoundTruth, ...] = ()
    """What is heard once, in order of time."""
    ambience: str = ""
    """The sounds of the place, the loudest first: ``sea, gulls``."""
    music: bool = False

    @cached_property
    def samples(self) -> Stereo:
        """float32 [2, frames * 1920], 48 kHz; true peak under -1 dBTP, never digitally silent. Mixed when
        first asked for: pictures are drawn to the words, not to the mix."""
        return self.mix()


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A line at its place in the clip."""

    line: Line
    first: int
    wave: npt.NDArray[np.float32]
    phones: tuple[Phone, ...]
    """Seconds from the start of the clip."""
    side: float
    gain: float
    """How loud against ordinary speech, dB."""

    @property
    def last(self) -> int:
        return self.first + self.wave.size


def soundtrack(request: ShotRequest) -> Soundtrack:
    """Make the sound of a shot; same request, same samples, in any process with the same synthesizer.

    Every line ends inside its window and inside the clip. A line spoken by nobody in the request gets a voice
    drawn from its tag.
    """
    count = request.frames * SAMPLE_RATE // request.fps
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="voice") as pool:
        # The synthesizers are processes of their own; the place is made while they speak.
        saying = [pool.submit(_said, request, *turn) for turn in _turns(request, count)]
        place = ambience(request.place, request.sound, count)
        spoken = [said.result() for said in saying]
    busy = [(said.first / SAMPLE_RATE, said.last / SAMPLE_RATE) for said in spoken]
    heard = effects(request, busy)
    return Soundtrack(
        mix=partial(_mixed, request, spoken, heard, place),
        mouths={figure.tag: _mouth(figure.tag, spoken, request) for figure in request.figures},
        cues=tuple(Cue(line=index, start=start, end=end) for index, (start, end) in enumerate(busy)),
        spoken=tuple(_told(index, said) for index, said in enumerate(spoken)),
        effects=tuple(_noted(effect, request) for effect in heard),
        ambience=", ".join(layers(request.place, request.sound)),
        music=wants_music(request.music),
    )


def _turns(request: ShotRequest, count: int) -> list[tuple[Line, int, int]]:
    """Every line with the first sample of its window and that after the last."""
    spans = windows(request.lines, count / SAMPLE_RATE)
    return [
        (line, int(start * SAMPLE_RATE), min(int(end * SAMPLE_RATE), count))
        for line, (start, end) in zip(request.lines, spans, strict=True)
    ]


def _said(request: ShotRequest, line: Line, first: int, after: int) -> _Spoken:
    known = {figure.tag: figure for figure in (*request.voices, *request.figures)}
    figure = known.get(line.speaker) or Figure(tag=line.speaker, name="")
    voice = delivered(voice_of(figure), line.delivery)
    seconds = (after - first) / SAMPLE_RATE
    said: Utterance = speak(line.text, voice, request.language, seconds).cut(0, after - first)
    moved = tuple(
        Phone(symbol, start + first / SAMPLE_RATE, end + first / SAMPLE_RATE)
        for symbol, start, end in said.phones
    )
    return _Spoken(line, first, _levelled(said.wave, voice), moved, _side(line, request.figures), voice.gain)


def _levelled(wave: npt.NDArray[np.float32], voice: Voice) -> npt.NDArray[np.float32]:
    """One loudness for every voice, deep or high, then the delivery's own gain."""
    even = at_loudness(np.stack([wave, wave]), FILM_LUFS)[0]
    return np.asarray(even * 10 ** (voice.gain / 20), dtype=np.float32)


def _side(line: Line, figures: Sequence[Figure]) -> float:
    """Left to right as blocked; who is not seen is heard from the middle."""
    tags = [figure.tag for figure in figures]
    if line.voice_over or line.speaker not in tags or len(tags) == 1:
        return 0.0
    return _WIDTH * (2.0 * tags.index(line.speaker) / (len(tags) - 1) - 1.0)


def _mouth(tag: str, spoken: Sequence[_Spoken], request: ShotRequest) -> npt.NDArray[np.float32]:
    """The mouth of ``tag`` where it is seen to move."""
    voice = np.zeros(request.frames * SAMPLE_RATE // request.fps, np.float32)
    phones: list[Phone] = []
    for said in spoken:
        if said.line.speaker == tag and not said.line.voice_over:
            voice[said.first : said.last] += said.wave
            phones += said.phones
    return opening(voice, phones, request.frames)


def _told(index: int, said: _Spoken) -> SpokenLine:
    return SpokenLine(
        line=index,
        speaker=said.line.speaker,
        start=said.first / SAMPLE_RATE,
        end=said.last / SAMPLE_RATE,
        phonemes=tuple(
            Phoneme(symbol=symbol, start=start, end=end, opening=opening_of(symbol))
            for symbol, start, end in said.phones
        ),
    )


def _noted(effect: Effect, request: ShotRequest) -> SoundTruth:
    return SoundTruth(name=effect.name, start=effect.start, end=min(effect.end, request.frames / request.fps))


def _mixed(request: ShotRequest, spoken: Sequence[_Spoken], heard: Sequence[Effect], place: Stereo) -> Stereo:
    front = np.zeros_like(place)
    if spoken:
        for said in spoken:
            front[:, said.first : said.last] += panned(said.wave, said.side)
        # Every line has been levelled as if it were heard in both ears; panned, it has half the power.
        front *= np.float32(np.sqrt(2.0) * 10 ** (-max(said.gain for said in spoken) / 20))
    for effect in heard:
        wave = at_loudness(panned(effect.wave, 0.0), FILM_LUFS + _effect_level(effect, spoken))
        _lay(front, wave, effect.start)
    if wants_music(request.music):
        under = MUSIC_UNDER_SPEECH if spoken else MUSIC_UNDER_EFFECTS if heard else 0.0
        front = front + at_loudness(music_for(request.music, place.shape[1]), FILM_LUFS + under)
    return mastered(front, place, FILM_LUFS) if front.any() else limited(faded(place))


def _effect_level(effect: Effect, spoken: Sequence[_Spoken]) -> float:
    """LU against the words of the shot, if there are any."""
    if not spoken:
        return 0.0
    over = any(
        effect.start < said.last / SAMPLE_RATE and effect.end > said.first / SAMPLE_RATE for said in spoken
    )
    return EFFECT_UNDER_SPEECH if over else EFFECT_BESIDE_SPEECH


def _lay(out: Stereo, wave: Stereo, seconds: float) -> None:
    first = int(seconds * SAMPLE_RATE)
    room = min(wave.shape[1], out.shape[1] - first)
    if room > 0:
        out[:, first : first + room] += wave[:, :room]
