"""What a robot wears over its plates: apron, tie and scarf on the body, a hat on the head."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from generator.animatic.acting.anatomy import Body
from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Look
from generator.animatic.cards.wardrobe import Headwear, Top
from generator.animatic.palette import darker
from generator.animatic.pen import Pen, polygon
from generator.animatic.people.accessories import apron, necktie, neckwear
from generator.animatic.people.hats import back_of_hood, hat_from_the_back, headwear
from generator.animatic.people.limbs import seated
from generator.animatic.people.pieces import draw

_HEM, _LAP = 0.24, 0.07
"""How far an apron hangs below the hips, and how far it lies on the lap of who sits, body units."""


def on_the_body(pen: Pen, look: Look, pose: Pose, body: Body) -> None:
    """Apron, tie and scarf, from before or from behind; body units."""
    wears, (nx, ny), (hx, hy) = look.wears, body.neck, body.hip
    if pose.back > 0.5:
        _from_behind(pen, look, body)
        return
    cx = nx + 0.06 * pose.turn
    if wears.apron:
        half, hem = body.build.wide * 0.98, hy + (_LAP if seated(body) else _HEM)
        sides = [(nx - half, ny - 0.06), (nx + half, ny - 0.06), (hx + half, hem), (hx - half, hem)]
        with pen.inside(polygon(sides)):
            apron(pen, wears.apron, cx, body, hem)
    if wears.tie:
        necktie(pen, wears.tie, cx, ny + 0.01, 0.3)
    neckwear(pen, _without_collar(look), body, pose.turn)


def behind_the_head(pen: Pen, look: Look, pose: Pose) -> None:
    """The inside of a hood; head units."""
    if pose.back <= 0.5:
        back_of_hood(pen, look)


def on_the_head(pen: Pen, look: Look, pose: Pose) -> None:
    """The hat, from before or from behind; head units."""
    if pose.back > 0.5:
        draw(pen, hat_from_the_back(look.wears.headwear), look.wears.headwear_color)
    else:
        headwear(pen, look, pose.head_turn)


def hatless(look: Look) -> bool:
    """True when there is room for an antenna."""
    return look.wears.headwear is Headwear.NONE


def _from_behind(pen: Pen, look: Look, body: Body) -> None:
    """The strings of the apron, the scarf without its ends."""
    wears, (nx, ny), (hx, hy) = look.wears, body.neck, body.hip
    if wears.apron:
        y, half = (ny + hy) / 2 + 0.07, body.build.hips * 0.9
        pen.line([(hx - half, y), (hx + half, y)], wears.apron, 0.022)
        for side in (-1, 1):
            pen.line([(hx, y), (hx + side * 0.05, y + 0.13)], wears.apron, 0.016)
    if wears.scarf:
        pen.blob([(nx - 0.13, ny - 0.01), (nx - 0.1, ny - 0.075), (nx, ny - 0.06), (nx + 0.1, ny - 0.075),
                  (nx + 0.13, ny - 0.01), (nx + 0.1, ny + 0.04), (nx - 0.1, ny + 0.04)],
                 wears.scarf, 1.2)  # fmt: skip
        pen.curve([(nx - 0.1, ny - 0.02), (nx + 0.1, ny - 0.015)], darker(wears.scarf, 0.32), 0.01)


@lru_cache(maxsize=64)
def _without_collar(look: Look) -> Look:
    """A robot has no garment by lot, so no roll neck and no hood on its shoulders either."""
    return replace(look, wears=replace(look.wears, top=Top.SHIRT))
