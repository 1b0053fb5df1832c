"""The places of the toon world: flat areas and one or two large shapes, so that each is known at a glance."""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.animatic.palette import Color
from generator.toon.brush import fill
from generator.toon.world import Scene, Setting

if TYPE_CHECKING:
    import skia

_FAR = 3.0
"""Half the width of what is painted, in picture heights: wide pictures and pans see beyond the edges."""
_GROUND = 0.28
"""Where the floor begins, below the middle."""


def painted(scene: Scene, setting: Setting, aspect: float) -> skia.Picture:
    """A place, recorded once and played behind every frame.

    Args:
        scene: which.
        setting: how it looks in this story.
        aspect: width of the picture over its height: things stand near its edges.
    """
    import skia

    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(skia.Rect.MakeLTRB(-_FAR, -_FAR, _FAR, _FAR))
    if setting.mirrored:
        canvas.scale(-1.0, 1.0)
    brush = _Brush(canvas, setting.tint, aspect / 2)
    _PLACES[scene](brush)
    return recorder.finishRecordingAsPicture()


class _Brush:
    def __init__(self, canvas: skia.Canvas, tint: float, edge: float) -> None:
        self._canvas, self._tint, self.edge = canvas, tint, edge

    def _fill(self, code: int) -> skia.Paint:
        return fill(_tinted(code, self._tint))

    def halves(self, wall: int, floor: int, line: float = _GROUND) -> None:
        self.box(-_FAR, -_FAR, _FAR, line, wall)
        self.box(-_FAR, line, _FAR, _FAR, floor)

    def box(self, left: float, top: float, right: float, bottom: float, color: int) -> None:
        import skia

        self._canvas.drawRect(skia.Rect.MakeLTRB(left, top, right, bottom), self._fill(color))

    def disc(self, x: float, y: float, radius: float, color: int) -> None:
        self._canvas.drawCircle(x, y, radius, self._fill(color))

    def hill(self, x: float, base: float, half: float, height: float, color: int) -> None:
        import skia

        path = skia.Path()
        path.moveTo(x - half, base)
        path.lineTo(x, base - height)
        path.lineTo(x + half, base)
        path.close()
        self._canvas.drawPath(path, self._fill(color))


def _tinted(code: int, tint: float) -> Color:
    red, green, blue = ((code >> shift & 255) / 255 for shift in (16, 8, 0))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    return colorsys.hls_to_rgb((hue + tint) % 1.0, light, full)


def _room(b: _Brush) -> None:
    b.halves(0xD9C2A0, 0x8A5A3C)
    b.box(-b.edge + 0.05, -0.38, -b.edge + 0.29, -0.06, 0xA9D4EC)
    b.box(-b.edge + 0.155, -0.38, -b.edge + 0.185, -0.06, 0x7A5236)


def _kitchen(b: _Brush) -> None:
    b.halves(0xCFE3DA, 0x9AA6A8)
    b.box(b.edge - 0.28, 0.05, b.edge + 1, 0.42, 0xB8483E)
    b.box(b.edge - 0.28, 0.05, b.edge + 1, 0.09, 0x5E2A26)
    b.box(-_FAR, -0.40, -0.1, -0.30, 0x7FA493)


def _street(b: _Brush) -> None:
    b.halves(0xA8C8E0, 0x5A5D66)
    b.box(-b.edge - 0.4, -0.32, -b.edge + 0.26, 0.28, 0xB0694A)
    b.box(b.edge - 0.20, -0.45, b.edge + 0.5, 0.28, 0x7C6A78)
    for y in (-0.22, -0.02):
        b.box(-b.edge + 0.06, y, -b.edge + 0.17, y + 0.11, 0xF2D98A)


def _forest(b: _Brush) -> None:
    b.halves(0xBFE0C0, 0x4E7A45)
    for x in (-b.edge + 0.12, b.edge - 0.14):
        b.box(x - 0.035, -0.1, x + 0.035, 0.32, 0x6B4A2F)
        b.hill(x, 0.05, 0.22, 0.48, 0x2F6B3F)


def _sea(b: _Brush) -> None:
    b.halves(0xBDE3F2, 0x2E7DA8, 0.06)
    b.box(-_FAR, 0.34, _FAR, _FAR, 0xE6CF95)
    b.hill(-b.edge + 0.20, 0.06, 0.12, 0.26, 0xF5F2EA)


def _desert(b: _Brush) -> None:
    b.halves(0xF3D7A4, 0xDD9F52, 0.16)
    b.disc(b.edge - 0.16, -0.34, 0.085, 0xF6F0C8)
    b.hill(-b.edge + 0.15, 0.16, 0.34, 0.22, 0xC07F3E)


def _snow(b: _Brush) -> None:
    b.halves(0xB9CCE6, 0xF4F7FB, 0.14)
    b.hill(b.edge - 0.15, 0.14, 0.40, 0.46, 0x8FA3C4)
    b.hill(b.edge - 0.15, -0.17, 0.135, 0.15, 0xFFFFFF)


def _night(b: _Brush) -> None:
    b.halves(0x1B2146, 0x232A3A)
    b.disc(-b.edge + 0.17, -0.32, 0.10, 0xF3EFCB)
    for x, y in ((-0.1, -0.42), (0.25, -0.36), (0.5, -0.2), (-0.45, -0.08)):
        b.disc(x, y, 0.016, 0xFFFFFF)


def _field(b: _Brush) -> None:
    b.halves(0x9FD0F0, 0x8DBB4E, 0.14)
    b.disc(b.edge - 0.20, 0.06, 0.16, 0x4F8A3C)
    b.disc(-b.edge + 0.22, -0.36, 0.08, 0xFFFFFF)
    b.disc(-b.edge + 0.32, -0.35, 0.065, 0xFFFFFF)


def _cave(b: _Brush) -> None:
    b.halves(0x4A4048, 0x36302F, 0.30)
    for x in (-b.edge + 0.10, -b.edge + 0.34, b.edge - 0.10):
        b.hill(x, -0.6, 0.10, -0.36, 0x2B2529)
    b.disc(b.edge - 0.22, 0.2, 0.06, 0xE98A35)


def _workshop(b: _Brush) -> None:
    b.halves(0x8D8F7A, 0x6A5B49)
    b.box(-_FAR, 0.16, -b.edge + 0.34, 0.24, 0xC39A5A)
    b.box(-b.edge + 0.06, -0.16, -b.edge + 0.20, 0.16, 0x486B82)
    b.disc(b.edge - 0.18, -0.26, 0.10, 0xD9D4C0)


def _stage(b: _Brush) -> None:
    b.halves(0x5B1E2E, 0x9B6B43, 0.32)
    for x in (-b.edge, b.edge - 0.20):
        b.box(x - 0.4 * (x < 0), -_FAR, x + 0.20 + 0.4 * (x > 0), 0.32, 0xA62A35)
    b.disc(0.0, -0.08, 0.36, 0x7A3240)


_PLACES: dict[Scene, Callable[[_Brush], None]] = {
    Scene.ROOM: _room,
    Scene.KITCHEN: _kitchen,
    Scene.STREET: _street,
    Scene.FOREST: _forest,
    Scene.SEA: _sea,
    Scene.DESERT: _desert,
    Scene.SNOW: _snow,
    Scene.NIGHT: _night,
    Scene.FIELD: _field,
    Scene.CAVE: _cave,
    Scene.WORKSHOP: _workshop,
    Scene.STAGE: _stage,
}
