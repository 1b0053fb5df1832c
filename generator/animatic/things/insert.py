"""An insert: one thing, large, on a table."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import skia

from generator.animatic.camera import View
from generator.animatic.palette import colour_in, darker, hsv, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.things.props import draw_prop, prop_at, prop_of
from generator.animatic.wording import dice, words
from generator.interface import ShotRequest
from generator.lettering import fitted, width_of, write

VIEW = View(0.0, -0.95, 0.62)
"""What the camera sees of an insert, metres."""
_TABLE = -1.13


@dataclass(frozen=True)
class Thing:
    """What an insert shows."""

    kind: str
    """A known prop, or empty for a labelled card."""
    label: str
    """Its words: they give the colour."""
    told: str = ""
    """What the shot says about it: a dial shows the time that is named there."""


def thing_of(request: ShotRequest) -> Thing:
    """The prop of an insert: the first of the shot's props, else one named in the action."""
    for text in (*request.props, request.action):
        kind = prop_of(text)
        if kind:
            near = words(request.action)
            at = prop_at(request.action)[0] if prop_of(request.action) == kind else -1
            label = " ".join(near[max(0, at - 2) : at + 1]) if at >= 0 else text
            return Thing(kind, label if colour_in(label) else text, request.action)
    label = next((p for p in request.props if p.strip()), "") or " ".join(words(request.action)[:4])
    return Thing("", label.strip() or request.place.name or request.place.heading)


def support_of(thing: Thing) -> Callable[[Pen], None] | None:
    """What carries the thing: a table, the water or a wall; None for what flies."""
    return {"gull": None, "eye": None, "boat": _water, "door": _wall, "window": _wall}.get(
        thing.kind, draw_table
    )


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


def _water(pen: Pen) -> None:
    blue = rgb(0x5E8A9C)
    pen.fade(-6, _TABLE + 0.12, 12, 1.6, lighter(blue, 0.15), darker(blue, 0.45))
    roll = dice("water")
    for _ in range(40):
        y = _TABLE + 0.14 + 0.5 * roll.random()
        x = roll.uniform(-1.3, 1.1)
        pen.line([(x, y), (x + roll.uniform(0.05, 0.2), y)], lighter(blue, 0.5), 0.004, 0.6)


def _wall(pen: Pen) -> None:
    plaster = rgb(0xCDBFA8)
    pen.fade(-6, -4, 12, 6, lighter(plaster, 0.1), darker(plaster, 0.2))
    roll = dice("wall")
    for _ in range(30):
        x, y = roll.uniform(-1.2, 1.2), roll.uniform(-1.4, -0.5)
        pen.line([(x, y), (x + 0.05, y)], darker(plaster, 0.15), 0.004, 0.5)


def draw_thing(canvas: skia.Canvas, pen: Pen, thing: Thing, sway: float, time: float) -> None:
    """The thing itself at ``time`` seconds; ``sway`` (-1 to 1) turns it a little, as if seen by a living
    eye."""
    x, y = VIEW.x, VIEW.y
    if thing.kind == "gull":
        _flock(pen, thing, time)
        return
    if support_of(thing) is draw_table:
        pen.oval(x + 0.02, y + 0.1, 0.17, 0.06, (0.05, 0.04, 0.08), 0.4, 0.022)
        pen.glow(x, y - 0.05, 0.42, pen.light.key, 0.28)
    size = 0.36
    small = pen.sized(size)
    with pen.moved(x, y, turn=sway * (4.0 if thing.kind == "boat" else 1.2), size=size):
        if thing.kind:
            draw_prop(small, thing.kind, thing.label, thing.told)
        else:
            _card(canvas, small, thing.label)


def _flock(pen: Pen, thing: Thing, time: float) -> None:
    """Birds that rise across the picture, each with its own beat of the wings."""
    for i, (x, y, size) in enumerate(((-0.3, 0.06, 0.17), (0.28, 0.02, 0.14), (-0.02, 0.0, 0.3))):
        beat = math.sin(time * 9.0 + i * 2.1)
        at = (VIEW.x + x + 0.03 * time, VIEW.y + y + 0.02 - 0.03 * time + 0.008 * beat)
        with pen.moved(*at, turn=-12, size=size, squash=0.8 + 0.3 * beat):
            draw_prop(pen.sized(size), thing.kind, thing.label)


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
