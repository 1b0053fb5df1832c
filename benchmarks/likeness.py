"""What the animatic promises of its people and their voices, measured on the clips it renders.

Twenty-four characters speak two lines each; one of them plays thirty more shots. What is measured is pixels
and samples; the truth beside each clip says where to look and what was meant.
"""

from __future__ import annotations

import colorsys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.engines import camera
from app.settings import Settings
from benchmarks.cast import CAST
from benchmarks.figure import Figure
from generator.footage import read_frames, read_sound
from generator.interface import FPS, SAMPLE_RATE, Camera, Line, Place, Scale, ShotRequest
from generator.interface import Figure as Person
from generator.loudness import loudness
from generator.truth import Truth, read_truth

ROOM = Place(heading="INT. STUDIO - DAY", name="STUDIO", time="DAY")
WORDS = (
    "The boat is late again, and the lamp is burning low.",
    "Maybe we should wait here until the morning comes.",
)
DEEDS = ("waits", "waves", "points at the door", "holds a cup", "sits", "reads a book", "walks", "looks up",
         "nods", "turns")  # fmt: skip
SCALES = (Scale.FULL, Scale.MEDIUM, Scale.MEDIUM_CLOSE)

Wave = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """A clip, read back."""

    truth: Truth
    picture: npt.NDArray[np.uint8]
    """The frame in the middle, [H, W, 3]."""
    sound: npt.NDArray[np.float32]
    """[2, samples] from the lossless file."""
    coded: npt.NDArray[np.float32]
    """[2, samples] as the MP4 plays it."""


def measure() -> list[Figure]:
    """The figures, worst of all clips each."""
    with tempfile.TemporaryDirectory() as folder:
        cast = [_render(person, n, Path(folder)) for n, person in enumerate(CAST)]
        shots = [_shot(n, Path(folder)) for n in range(30)]
    speech = [(clip, line) for clip in cast for line in range(len(clip.truth.lines))]
    lips = [_lips(clip, line) for clip, line in speech]
    loud = [loudness(clip.sound) or -120.0 for clip in cast]
    peaks = [_true_peak(wave) for clip in cast for wave in (clip.sound, clip.coded)]
    return [
        Figure("one coat over 30 shots, largest difference of hue", _spread(shots), "turns", 0.02),
        Figure("pairs of 24 characters that look alike", float(_alike(cast)), "of 276", 0.5),
        Figure("lips with the voice, least correlation", min(c for c, _ in lips), "", 0.7, at_least=True),
        Figure("lips before or after the voice, most", max(abs(lag) for _, lag in lips), "frames", 1.0),
        Figure("F0 against the card, most", max(_off_pitch(clip) for clip in cast), "%", 5.0),
        Figure("loudness, farthest from -16 LUFS", max(abs(value + 16.0) for value in loud), "LU", 1.0),
        Figure("true peak, highest", max(peaks), "dBTP", -1.0),
        Figure("clipped samples", float(sum(_clipped(clip.sound) for clip in cast)), "", 0.5),
    ]


def _render(person: Person, number: int, folder: Path) -> Seen:
    lines = tuple(
        Line(speaker=person.tag, text=text, start=0.3 + 4.2 * n, end=4.3 + 4.2 * n)
        for n, text in enumerate(WORDS)
    )
    return _seen(
        ShotRequest(
            code=f"CAST_010_{number:04d}", prompt="", width=256, height=384, frames=225, place=ROOM,
            figures=(person.model_copy(update={"action": ""}),), lines=lines, camera=Camera(scale=Scale.FULL),
        ),
        folder / f"cast-{number}",
    )  # fmt: skip


def _shot(number: int, folder: Path) -> Seen:
    """One of thirty shots of somebody in a green coat."""
    person = CAST[0].model_copy(update={"action": DEEDS[number % len(DEEDS)], "wardrobe": "dark green coat"})
    return _seen(
        ShotRequest(
            code=f"COAT_010_{number:04d}", prompt="", width=768, height=512, frames=25, place=ROOM,
            seed=number, figures=(person,), camera=Camera(scale=SCALES[number % len(SCALES)]),
        ),
        folder / f"coat-{number}",
    )  # fmt: skip


def _seen(request: ShotRequest, folder: Path) -> Seen:
    folder.mkdir()
    clip = camera(Settings(), "animatic").render(request, folder, Path, lambda _: None)
    if clip.truth is None:
        raise RuntimeError("the animatic wrote no truth beside its clip")
    (picture,) = read_frames(clip.picture, [request.frames // 2])
    return Seen(read_truth(clip.truth), picture, read_sound(clip.sound), read_sound(clip.picture))


# -- colours --------------------------------------------------------------------------------------------


def _spread(shots: list[Seen]) -> float:
    """The largest difference of two hues, in turns of the colour circle."""
    hues = [_coat(shot) for shot in shots]
    return max(abs((one - other + 0.5) % 1.0 - 0.5) for one, other in combinations(hues, 2))


def _coat(shot: Seen) -> float:
    """Hue of the upper garment: the commonest below the head, as wide as the shoulders, where the picture is
    coloured at all."""
    head = shot.truth.figures[0].head[shot.truth.frames // 2]
    if head is None:
        raise RuntimeError("nobody is in the middle of the shot")
    left, top, right, bottom = head
    tall, wide = bottom - top, right - left
    rows = slice(round(bottom + 0.35 * tall), round(bottom + 1.1 * tall))
    columns = slice(max(0, round(left - 0.5 * wide)), round(right + 0.5 * wide))
    colors = shot.picture[rows, columns].reshape(-1, 3) / 255.0
    told = [colorsys.rgb_to_hsv(*color) for color in colors]
    hues = np.array([hue for hue, saturation, value in told if saturation > 0.2 and value > 0.1])
    counts, edges = np.histogram(hues, bins=100, range=(0.0, 1.0))
    middle = edges[int(counts.argmax())] + 0.005
    return float(np.median(hues[np.abs((hues - middle + 0.5) % 1.0 - 0.5) < 0.02]))


def _alike(cast: list[Seen]) -> int:
    """Pairs that neither the silhouette nor the colours of head, trunk and legs tell apart."""
    return sum(_same(one, other) for one, other in combinations([_portrait(clip) for clip in cast], 2))


@dataclass(frozen=True, slots=True)
class Portrait:
    """Somebody cut out of the picture: outline and colours."""

    box: tuple[float, float]
    """Width and height, in heights of the picture's metres."""
    colors: npt.NDArray[np.float64]
    """Mean sRGB of the top, upper middle, lower middle and foot of the box, [4, 3], 0 to 1."""


def _portrait(clip: Seen) -> Portrait:
    middle = clip.truth.frames // 2
    body = clip.truth.figures[0].body[middle]
    if body is None:
        raise RuntimeError("nobody is in the middle of the shot")
    left, top, right, bottom = (round(v) for v in body)
    metre = clip.truth.height / clip.truth.view[middle][2]
    inner = (right - left) // 4
    bands = np.array_split(
        clip.picture[max(top, 0) : bottom, left + inner : right - inner] / 255.0, 4, axis=0
    )
    colors = np.array([band.reshape(-1, 3).mean(axis=0) for band in bands])
    return Portrait(((right - left) / metre, (bottom - top) / metre), colors)


def _same(one: Portrait, other: Portrait) -> bool:
    size = max(abs(a - b) / max(a, b) for a, b in zip(one.box, other.box, strict=True))
    return size < 0.12 and float(np.abs(one.colors - other.colors).max()) < 0.08


# -- sound ----------------------------------------------------------------------------------------------


def _lips(clip: Seen, line: int) -> tuple[float, float]:
    """Correlation of the mouth's opening with the loudness of the voice; how many frames it is late."""
    said = clip.truth.lines[line]
    speaker = next(f for f in clip.truth.figures if f.tag == said.speaker)
    first, after = max(0, int(said.start * FPS) - 4), min(clip.truth.frames, int(said.end * FPS) + 5)
    frames = clip.sound.mean(axis=0).astype(np.float64).reshape(clip.truth.frames, -1)
    heard = np.sqrt((frames**2).mean(axis=1))
    heard = np.convolve(heard, np.ones(3) / 3, mode="same")[first:after]
    opening = np.array(speaker.opening[first:after])
    by_lag = {lag: _correlation(np.roll(opening, -lag), heard) for lag in range(-4, 5)}
    best = max(by_lag, key=lambda lag: by_lag[lag])
    return by_lag[0], _vertex(by_lag, best)


def _correlation(one: Wave, other: Wave) -> float:
    return float(np.corrcoef(one, other)[0, 1]) if one.std() and other.std() else 0.0


def _vertex(by_lag: dict[int, float], best: int) -> float:
    """The lag between whole frames at which the parabola through the best and its neighbours is highest."""
    if best - 1 not in by_lag or best + 1 not in by_lag:
        return float(best)
    before, here, after = by_lag[best - 1], by_lag[best], by_lag[best + 1]
    curve = before - 2 * here + after
    return best + 0.5 * (before - after) / curve if curve else float(best)


def _off_pitch(clip: Seen) -> float:
    """How far the median F0 of all lines is from the card's, percent."""
    voice = clip.truth.figures[0].voice
    tones = [tone for line in clip.truth.lines for tone in _tones(clip, line.start, line.end)]
    return 100 * abs(float(np.median(tones)) / voice.pitch - 1)


def _tones(clip: Seen, start: float, end: float) -> Iterator[float]:
    """F0 of every voiced 50 ms, Hz: the first high peak of the autocorrelation between 60 and 450 Hz."""
    wave = clip.sound.mean(axis=0).astype(np.float64)[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
    size, shortest, longest = SAMPLE_RATE // 20, SAMPLE_RATE // 450, SAMPLE_RATE // 60
    floor = 0.25 * np.sqrt(np.mean(wave**2))
    for first in range(0, wave.size - 2 * size, size // 2):
        piece = wave[first : first + 2 * size]
        if np.sqrt(np.mean(piece**2)) < floor:
            continue
        spectrum = np.fft.rfft(piece * np.hanning(piece.size), 4 * size)
        likeness = np.fft.irfft(np.abs(spectrum) ** 2)[: longest + 1]
        window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(piece.size), 4 * size)) ** 2)[: longest + 1]
        likeness = likeness / window / (likeness[0] / window[0])
        field = likeness[shortest:]
        if field.max() < 0.6:
            continue
        peaks = np.flatnonzero((field[1:-1] >= field[:-2]) & (field[1:-1] > field[2:])) + 1
        high = peaks[field[peaks] > 0.9 * field.max()]
        if high.size:
            yield SAMPLE_RATE / (shortest + int(high[0]))


def _true_peak(sound: npt.NDArray[np.float32]) -> float:
    """dBTP: the highest of four times as many samples (ITU-R BS.1770-4, annex 2)."""
    from scipy.signal import resample_poly

    return float(20 * np.log10(max(np.abs(resample_poly(sound, 4, 1, axis=1)).max(), 1e-9)))


def _clipped(sound: npt.NDArray[np.float32]) -> int:
    return int((np.abs(sound) >= 32767 / 32768).sum())
