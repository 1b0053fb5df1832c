"""The head and the shoulder of somebody the camera looks past, large and out of focus."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import skia

from generator.animatic.acting.pose import Stance
from generator.animatic.camera import View
from generator.animatic.cards.look import Look
from generator.animatic.palette import Light
from generator.animatic.pen import Pen
from generator.animatic.people.behind import from_behind
from generator.animatic.people.figure import eye_height, head_height
from generator.canvas import image_of, surface_on
from generator.interface import FPS

_HEAD = 0.56
"""Height of the head in picture heights."""
_EYES = 0.47
"""Where its eyes would be, from the top, in picture heights."""
_FROM_EDGE = 0.15
"""The middle of the head from the edge of the picture, in picture heights."""
_SOFT = 3.0
"""Standard deviation of the blur, pixels of a picture 736 high."""
_NEARER = 1.5
"""How much more than the people in focus it moves when the camera does."""


@dataclass(frozen=True)
class Shoulder:
    """Somebody seen from behind at one edge of the picture."""

    image: skia.Image
    left: float
    side: float
    """-1 at the left edge, 1 at the right."""

    def draw(self, canvas: skia.Canvas, first: View, view: View, height: int, frame: int) -> None:
        """Draw it into a picture ``height`` pixels high; ``first`` is where the camera stood at the start."""
        k = height / view.span
        breath = 0.003 * height * math.sin(frame / FPS * 1.7)
        left = self.left + (first.x - view.x) * k * _NEARER + (first.pan - view.pan) * height
        top = (first.y - view.y) * k * _NEARER + (first.tilt - view.tilt) * height + breath
        canvas.drawImage(self.image, left, top + 0.004 * height)


def shoulder_of(look: Look, side: float, light: Light, size: tuple[int, int]) -> Shoulder:
    """Draw somebody from behind once, for a picture of ``size`` pixels; ``side`` is the edge, -1 or 1."""
    width, height = size
    k = _HEAD * height / head_height(look)
    across, down = round(1.3 * height), round(1.3 * height)
    pixels = np.zeros((down, across, 4), np.uint8)
    canvas = surface_on(pixels).getCanvas()
    soft = _SOFT * height / 736
    canvas.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(soft, soft)))
    canvas.translate(across / 2, _EYES * height + eye_height(look, Stance.STAND) * k)
    canvas.scale(k, k)
    from_behind(Pen(canvas, light, 2.2 * height / 736 / k), look)
    canvas.restore()
    middle = _FROM_EDGE * height
    return Shoulder(image_of(pixels), (middle if side < 0 else width - middle) - across / 2, side)
