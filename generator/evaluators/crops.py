"""Where in a picture of the toon world to look for somebody."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from generator.echo.codec import fitted

Frames = npt.NDArray[np.uint8]
"""A film: uint8 [T, H, W, 3], RGB."""

WIDTH, HEIGHT = 128, 96
"""The picture that is judged, pixels; films of other sizes are resized."""
SIDE = 80
"""Pixels across in which one person is looked for; two sides overlap, for people walk and dance."""


def sized(frames: Frames) -> Frames:
    """A film at the size that is judged: uint8 [T, 96, 128, 3].

    Raises:
        ValueError: another type or shape, or no frames.
    """
    if frames.dtype != np.uint8 or frames.ndim != 4 or frames.shape[3] != 3 or 0 in frames.shape:
        raise ValueError(f"got {frames.dtype} {list(frames.shape)}, expected uint8 pictures [T, H, W, 3]")
    if frames.shape[1:3] == (HEIGHT, WIDTH):
        return frames
    return np.stack([fitted(frame, WIDTH, HEIGHT) for frame in frames])


def left_edge(place: int, people: int) -> int:
    """The first pixel of somebody's side: one person has the middle, two the left and the right."""
    if people == 1:
        return (WIDTH - SIDE) // 2
    return 0 if place == 0 else WIDTH - SIDE


def side(frames: Frames, place: int, people: int) -> Frames:
    """Somebody's part of a film at the size that is judged: uint8 [T, 96, 80, 3].

    Args:
        frames: uint8 [T, 96, 128, 3].
        place: 0 for the first from the left.
        people: in the picture, 1 or 2.
    """
    left = left_edge(place, people)
    return frames[:, :, left : left + SIDE]


def levels(pictures: Tensor) -> Tensor:
    """uint8 [..., H, W, 3] as networks see it: float32 [..., 3, H, W], -1 to 1."""
    return pictures.movedim(-1, -3).float().div(127.5).sub(1.0)


def seen(frames: Frames) -> Tensor:
    """The same of a film: float32 [T, 3, H, W]."""
    return levels(torch.from_numpy(np.ascontiguousarray(frames)))
