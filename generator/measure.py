"""What is measured on a clip: picture and sound decoded once each, and models only where asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from generator.footage import read_sound
from generator.interface import SAMPLE_RATE, Clip, Measures
from generator.loudness import loudness
from generator.measuring import hearing, people
from generator.measuring.motion import motion
from generator.measuring.screening import screen
from generator.plugins.plugin import Footage, Plugin
from generator.truth import read_truth

_SPREAD = 8


def measure(clip: Clip, plugins: Sequence[Plugin] = ()) -> Measures:
    """Measure the lossless sound and the coded picture of ``clip``.

    Looks are measured where the clip has a truth that says where people are, voices where its cues (or else
    its phrases) are. ``plugins`` add what optional models make of them.

    Raises:
        ValueError: a file is missing or corrupt, or has another number of frames than the clip says.
    """
    sound = read_sound(clip.sound)
    truth = read_truth(clip.truth) if clip.truth else None
    at = people.looked_at(truth, clip.cues) if truth else {}
    wanted = {number for numbers in at.values() for number in numbers}
    screening = screen(clip.picture, wanted if truth or not plugins else _spread(clip.frames))
    if len(screening.cells) != clip.frames:
        raise ValueError(
            f"{clip.picture}: holds {len(screening.cells)} frames, expected {clip.frames}. Render it again."
        )
    moves = motion(screening.cells)
    count, clipping = hearing.clipped(sound, clip.fps)
    measures = Measures(
        seconds=clip.frames / clip.fps,
        loudness_lufs=loudness(sound),
        peak_dbfs=peak_dbfs(sound),
        clipped_samples=count,
        black_frames=sum(run.frames for run in moves.black),
        frozen_frames=sum(run.frames for run in moves.frozen),
        sound_seconds=sound.shape[1] / SAMPLE_RATE,
        black=moves.black,
        frozen=moves.frozen,
        cuts=moves.cuts,
        jumps=moves.jumps,
        plain=moves.plain,
        clipping=clipping,
        silent=hearing.silent(sound, clip.fps),
        heard=hearing.heard(sound, clip.cues),
        people=people.seen(truth, at, screening.whole) if truth else (),
    )
    footage = Footage(sound, truth, at, screening.whole)
    for plugin in plugins:
        measures = plugin.add(measures, footage)
    return measures


def _spread(frames: int) -> set[int]:
    """Some frames for models to look at where nobody knows who is where, evenly over the clip."""
    return {round(place * (frames - 1) / (_SPREAD - 1)) for place in range(_SPREAD)}


def peak_dbfs(sound: npt.NDArray[np.float32]) -> float | None:
    """Largest sample in dB of full scale, or None for digital silence; ``sound`` is float32 [2, samples]."""
    peak = float(np.abs(sound).max(initial=0.0))
    return 20.0 * float(np.log10(peak)) if peak > 0 else None
