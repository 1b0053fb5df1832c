"""An insert: one thing, large, on a table."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from generator.animatic.camera import View
from generator.animatic.lettering import fitted, width_of, write
from generator.animatic.palette import darker, hsv, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.props import draw_prop, prop_of
from generator.animatic.wording import dice, words
from generator.interface import ShotRequest

VIEW = View(0.0, -0.95, 0.62)
"""What the camera sees of an insert, metres."""
_TABLE = -1.13


@dataclass(frozen=True)
class Thing:
    """What an insert shows."""

    kind: str
    """A known prop, or empty for a labelled card."""
    label: str


def thing_of(request: ShotRequest) -> Thing:
    """The prop of an insert: the first of the shot's props, else one named in the action."""
    for text in (*request.props, request.action):
        kind = prop_of(text)
        if kind:
            return Thing(kind, text)
    label = next((p for p in request.props if p.strip()), "") or " ".join(words(request.action)[:4])
    return Thing("", label.strip() or request.place.name or request.place.heading)


def draw_table(pen: Pen) -> None:
    """The table top under the thing."""
    wood = rgb(0x8F6B4C)
    pen.fade(-6, _TABLE, 12, 1.6, lighter(wood, 0.1), darker(wood, 0.4))
    pen.rect(-6, _TABLE - 0.006, 12, 0.012, lighter(wood, 0.35))
    roll = dice("table")
    for _ in range(26):
        y = _TABLE + 0.03 + 0.6 * roll.random()
        x = roll.uniform(-1.5, 1.2)
        pen.curve([(x, y), (x + 0.2, y + 0.006), (x + 0.5, y - 0.004)], darker(wood, 0.25), 0.004, 0.5)


def draw_thing(canvas: skia.Canvas, pen: Pen, thing: Thing, sway: float) -> None:
    """The thing itself; ``sway`` (-1 to 1) turns it a little, as if seen by a living eye."""
    x, y = VIEW.x, VIEW.y - 0.0
    pen.oval(x + 0.02, y + 0.1, 0.17, 0.06, (0.05, 0.04, 0.08), 0.4, 0.022)
    pen.glow(x, y - 0.05, 0.42, pen.light.key, 0.28)
    size = 0.36
    small = pen.sized(size)
    with pen.moved(x, y, turn=sway * 1.2, size=size):
        if thing.kind:
            draw_prop(small, thing.kind, thing.label)
        else:
            _card(canvas, small, thing.label)


def _card(canvas: skia.Canvas, pen: Pen, label: str) -> None:
    """A neat card with the name of what the animatic has no drawing for."""
    tone = hsv(dice("card", label.lower()).random(), 0.35, 0.55)
    pen.rect(-0.62, -0.36, 1.24, 0.78, (0.05, 0.04, 0.08), 0.22, r=0.05)
    pen.rect(-0.64, -0.4, 1.28, 0.78, rgb(0xF3EDDF), r=0.04)
    pen.rect(-0.64, -0.4, 1.28, 0.12, tone, r=0.03)
    block = fitted(label or "—", 112.0, 22.0, 9.0)
    with pen.moved(0, 0.1, size=0.01):
        paint = skia.Paint(skia.Color4f(*pen.light(rgb(0x35313A)), 1.0))
        paint.setAntiAlias(True)
        for i, line in enumerate(block.lines):
            y = (i - (len(block.lines) - 1) / 2) * block.size * 1.2 + block.size * 0.3
            write(canvas, line, -width_of(line, block.size) / 2, y, block.size, paint)
