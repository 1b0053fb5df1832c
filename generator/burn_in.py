"""What is drawn on a review copy: the slate at its head, and the plates with shot, take and time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import skia

from generator.canvas import surface_on
from generator.footage import Pixels
from generator.interface import FPS, Leader, Reel
from generator.lettering import fitted, width_of, write

_GROUND = skia.Color(18, 20, 24)
_PLATE = skia.Color(8, 9, 12, 205)
_WHITE = skia.Color(246, 246, 242)
_GREY = skia.Color(186, 189, 196)
_ACCENT = skia.Color(226, 166, 62)


class BurnIn:
    """Burns shot, take, frame and time into pictures of one size.

    Args:
        size: width and height in pixels; letters are in proportion to it.
        timecode: gives a frame of the film its timecode.
    """

    def __init__(self, size: tuple[int, int], timecode: Callable[[int], str]) -> None:
        width, height = size
        self._timecode = timecode
        self._width = width
        self._size = min(0.036 * height, 0.05 * width)
        self._margin = 0.8 * self._size
        self._plate, self._white, self._grey = (_paint(color) for color in (_PLATE, _WHITE, _GREY))

    def __call__(self, pixels: Pixels, reel: Reel, frame: int, first: int) -> Pixels:
        """``pixels`` with its plates, drawn in place where the array can be written.

        Args:
            pixels: uint8 [H, W, 4] BGRA.
            reel: the clip the frame is of.
            frame: its number in the clip, from 0.
            first: frame of the film the clip begins at.
        """
        picture = np.require(pixels, np.uint8, ["C", "W"])
        easel = surface_on(picture)
        canvas = easel.getCanvas()
        name = f"{reel.label}  v{reel.take:03d}" if reel.take else reel.label
        time, place = self._timecode(first + frame), f"{frame + 1} / {reel.frames}"
        size = self._fitting(name, time)
        small, line = 0.72 * size, 1.5 * size
        top, left = self._margin, self._margin
        right = self._width - self._margin - self._wide(time, size)
        self._stamp(canvas, name, (left, top), size, self._white)
        self._stamp(canvas, place, (left, top + line + 0.15 * size), small, self._grey)
        self._stamp(canvas, time, (right, top), size, self._white)
        return picture

    def _fitting(self, name: str, time: str) -> float:
        """The size of letters at which name and time stand side by side."""
        room = self._width - 3 * self._margin
        wide = self._wide(name, self._size) + self._wide(time, self._size)
        return self._size * min(1.0, room / wide)

    def _wide(self, text: str, size: float) -> float:
        return width_of(text, size, bold=True) + 0.9 * size

    def _stamp(
        self, canvas: skia.Canvas, text: str, corner: tuple[float, float], size: float, ink: skia.Paint
    ) -> None:
        left, top = corner
        plate = skia.Rect.MakeXYWH(left, top, self._wide(text, size), 1.5 * size)
        canvas.drawRoundRect(plate, 0.3 * size, 0.3 * size, self._plate)
        write(canvas, text, left + 0.45 * size, top + 1.09 * size, size, ink, bold=True)


def slate(leader: Leader, shots: int, frames: int, size: tuple[int, int]) -> Pixels:
    """The card at the head of the copy: uint8 [H, W, 4] BGRA.

    Args:
        leader: title, code and engine.
        shots: how many the cut has.
        frames: its length.
        size: width and height in pixels.
    """
    width, height = size
    picture = np.zeros((height, width, 4), np.uint8)
    easel = surface_on(picture)
    canvas = easel.getCanvas()
    canvas.clear(_GROUND)
    unit, left = min(0.05 * height, 0.042 * width), 0.09 * width
    title = fitted(leader.title or leader.code, 0.82 * width, 2.2 * unit, 1.2 * unit)
    top = 0.2 * height
    canvas.drawRect(skia.Rect.MakeXYWH(left, top - 0.8 * unit, 2.4 * unit, 0.22 * unit), _paint(_ACCENT))
    for line in title.lines:
        top += 1.2 * title.size
        write(canvas, line, left, top, title.size, _paint(_WHITE), bold=True)
    top = max(top + 2.2 * unit, 0.52 * height)
    for name, text in _facts(leader, shots, frames):
        value = fitted(text, 0.91 * width - left - 4.6 * unit, unit, 0.6 * unit, most=1)
        write(canvas, name, left, top, unit, _paint(_GREY))
        write(canvas, value.lines[0], left + 4.6 * unit, top, value.size, _paint(_WHITE), bold=True)
        top += 1.5 * unit
    note = "Review copy: shot, take and time are burnt into every frame."
    words = fitted(note, 0.82 * width, 0.8 * unit, 0.4 * unit, most=1)
    write(canvas, words.lines[0], left, height - 1.6 * unit, words.size, _paint(_GREY))
    return picture


def _facts(leader: Leader, shots: int, frames: int) -> tuple[tuple[str, str], ...]:
    minutes, seconds = divmod(round(frames / FPS), 60)
    return (
        ("Film", leader.code),
        ("Shots", str(shots)),
        ("Length", f"{minutes}:{seconds:02d} min"),
        ("Engine", leader.engine),
    )


def _paint(color: int) -> skia.Paint:
    return skia.Paint(Color=color, AntiAlias=True)
