"""What a plug-in of the critics is: it adds to the measures what its model makes of a clip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from generator.footage import Pixels, Samples
from generator.interface import SAMPLE_RATE, Heard, Measures, Unsupported
from generator.mel import RATE
from generator.truth import Truth

Wave = npt.NDArray[np.float32]
"""A sound: [n], mono, 16 kHz."""


@dataclass(frozen=True, slots=True)
class Footage:
    """A clip as it was measured: a plug-in reads no file again."""

    sound: Samples
    """Float32 [2, n], 48 kHz."""
    truth: Truth | None
    at: Mapping[str, Sequence[int]]
    """By tag, the frames in which a person is looked at."""
    whole: Mapping[int, Pixels]
    """Those frames, uint8 [H, W, 3] RGB."""


class Plugin(Protocol):
    """An optional model of the critics."""

    def add(self, measures: Measures, footage: Footage) -> Measures:
        """The measures, with what the model makes of the clip.

        Raises:
            Unsupported: the model or its library is not there; the message says what to do.
        """


def folder_of(path: Path, what: str, setting: str) -> Path:
    """The folder of a model; nothing is ever downloaded.

    Raises:
        Unsupported: there is none, or no model in it.
    """
    if not (path / "config.json").is_file():
        missing = f"{path} has no config.json" if path.is_dir() else f"there is no folder {path}"
        raise Unsupported(
            f"{what}: {missing}, expected a model in the layout of transformers with its config.json. "
            f"Copy one there, or leave {setting} empty."
        )
    return path


@contextmanager
def loaded(folder: Path, what: str) -> Iterator[None]:
    """Load a model in this block; what its library raises becomes a word about the folder."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise Unsupported(
            f"{what} in {folder} cannot be loaded: {error}. Copy the whole model there again."
        ) from error


def window_of(sound: Samples, heard: Heard) -> Wave:
    """The sound of a line as models hear it."""
    from scipy.signal import resample_poly

    piece = sound[:, int(heard.start * SAMPLE_RATE) : int(heard.end * SAMPLE_RATE)].mean(axis=0)
    return np.asarray(resample_poly(piece, 1, SAMPLE_RATE // RATE), np.float32)


def unit(vector: npt.NDArray[np.float32]) -> tuple[float, ...]:
    """A vector as it is kept: of length 1, four digits each."""
    length = float(np.linalg.norm(vector)) or 1.0
    return tuple(round(float(value) / length, 4) for value in vector)
