"""One pass over the picture of a clip: every frame small, and a few of them whole."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from generator.footage import Pixels, opened, video_of

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

BLOCK = 8
"""Pixels that a cell of the small picture stands for, each way."""
FEWEST, MOST = 64, 160
"""Cells across: a small clip is seen finer than its blocks, a large one never costs more than this."""


@dataclass(frozen=True, slots=True)
class Screening:
    """A clip as it is measured; 241 frames of any size are at most 13 MB of cells."""

    cells: npt.NDArray[np.uint8]
    """[frames, 3, rows, columns]: mean luma (16 black to 235 white) and the two colour differences."""
    whole: dict[int, Pixels]
    """The frames asked for, uint8 [H, W, 3] RGB."""


def screen(path: Path, wanted: Set[int]) -> Screening:
    """Decode a video once; frames numbered in ``wanted`` are kept whole.

    Raises:
        ValueError: the file is missing, corrupt or has no picture; the message names it.
    """
    cells: list[npt.NDArray[np.uint8]] = []
    whole: dict[int, Pixels] = {}
    with opened(path) as container:
        video = video_of(container, path)
        video.thread_type = "AUTO"
        width = min(max(video.width // BLOCK, FEWEST), MOST, video.width)
        height = max(1, round(video.height * width / video.width))
        for number, frame in enumerate(container.decode(video)):
            cells.append(_small(frame, width, height))
            if number in wanted:
                rgb = frame.to_ndarray(format="rgb24", src_colorspace="ITU709", dst_color_range="JPEG")
                whole[number] = np.asarray(rgb, dtype=np.uint8)
    return Screening(np.stack(cells) if cells else np.zeros((0, 3, height, width), np.uint8), whole)


def _small(frame: VideoFrame, width: int, height: int) -> npt.NDArray[np.uint8]:
    small = frame.reformat(width=width, height=height, format="yuv444p", interpolation="AREA", threads=1)
    planes = [
        np.frombuffer(memoryview(plane), np.uint8).reshape(height, plane.line_size)[:, :width]
        for plane in small.planes
    ]
    return np.stack(planes)
