"""The body of an animal on four legs: one outline, with the legs growing out of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import skia

from generator.animatic.acting.pose import Pose
from generator.animatic.cards.look import Creature, Look
from generator.animatic.creatures.four_legs import Frame, Leg
from generator.animatic.creatures.kinds import Beast
from generator.animatic.creatures.markings import face_color, mane_color, muzzle_color
from generator.animatic.creatures.tails import tail
from generator.animatic.palette import Color, darker, luma, mix
from generator.animatic.pen import Pen, Point, smooth
from generator.animatic.wording import dice

_HOOFED = (Creature.HORSE, Creature.COW, Creature.SHEEP, Creature.PIG)
_STOCKINGS = (Creature.FOX, Creature.WOLF)
_EDGE = 0.42
_NARROW = 0.12
"""The least width of what turns round: seen from the front it is no line."""


@contextmanager
def mirrored(pen: Pen, facing: float) -> Iterator[None]:
    """Draw so that what looks to the right looks to ``facing``, 1 or -1; what turns round gets narrow."""
    pen.canvas.save()
    pen.canvas.scale(math.copysign(max(abs(facing), _NARROW), facing), 1.0)
    try:
        yield
    finally:
        pen.canvas.restore()


def hide(pen: Pen, look: Look, pose: Pose, beast: Beast, frame: Frame) -> None:
    """Tail, body and legs, looking to the right; the head comes after."""
    fur, far = look.skin, darker(look.skin, 0.2)
    tail(
        pen, look, pose, _tail_root(beast, frame), _tail_size(look, beast), floor=frame.seated or frame.lying
    )
    for leg, hind in ((frame.hind[0], True), (frame.fore[0], False)):
        _whole_leg(pen, look, beast, leg, far, hind=hind)
    near = ((frame.hind[1], True), (frame.fore[1], False))
    for leg, _ in near:
        pen.limb(leg, face_color(look), beast.leg)
        _foot(pen, look, beast, leg[2], fur)
    body = _outline(beast, frame)
    if look.creature is Creature.SHEEP:
        _fleece(pen, look, beast, frame)
        return
    pen.shape(body, fur)
    with pen.inside(body):
        _painted(pen, look, beast, frame)
    for leg, hind in near:
        pen.path(_bone(leg, frame), fur, 1.0, beast.leg)
        if hind or not (frame.seated or frame.lying):
            _haunch(pen, look, beast, leg, hind=hind, low=frame.seated or frame.lying)
        _foot(pen, look, beast, leg[2], fur)
    if look.creature is Creature.HORSE:
        _horse_mane(pen, look, beast, frame)


def _tail_size(look: Look, beast: Beast) -> float:
    usual = 0.25 if look.creature is Creature.HORSE else 0.12
    return min(1.9, max(0.75, beast.haunch / usual))


def _tail_root(beast: Beast, frame: Frame) -> Point:
    (hx, hy), (ux, uy) = frame.hips, _along(frame)
    return (
        hx - ux * beast.haunch * 0.85 + uy * beast.haunch * 0.5,
        hy - uy * beast.haunch * 0.85 - ux * beast.haunch * 0.5,
    )


def _along(frame: Frame) -> Point:
    """The direction from the hips to the withers."""
    dx, dy = frame.withers[0] - frame.hips[0], frame.withers[1] - frame.hips[1]
    length = math.hypot(dx, dy) or 1e-6
    return (dx / length, dy / length)


def _outline(beast: Beast, frame: Frame) -> skia.Path:
    """Rump, back, nape, throat, breast and belly in one line."""
    (hx, hy), (wx, wy), (px, py) = frame.hips, frame.withers, frame.head
    ux, uy = _along(frame)
    vx, vy = uy, -ux
    rear, front = beast.haunch, beast.chest
    nx, ny = px - wx, py - wy
    length = math.hypot(nx, ny) or 1e-6
    n = beast.neck

    def off(at: Point, along: float, up: float) -> Point:
        return (at[0] + ux * along + vx * up, at[1] + uy * along + vy * up)

    middle = ((hx + wx) / 2, (hy + wy) / 2)
    deep = (rear + front) / 2
    points = [
        off((hx, hy), -rear * 0.96, -rear * 0.1), off((hx, hy), -rear * 0.72, rear * 0.74),
        off((hx, hy), rear * 0.1, rear), off(middle, 0.0, deep * 0.86), off((wx, wy), -front * 0.35, front),
        (wx + nx * 0.5 + n * ny / length, wy + ny * 0.5 - n * 0.5),
        (px - n * 0.7, py), (px + n * 0.5, py + n * 0.4),
        (wx + nx * 0.5 + n * 1.05, wy + ny * 0.42 + n * 0.5),
        off((wx, wy), front * 0.86, -front * 0.3), off((wx, wy), front * 0.2, -front),
        off(middle, -deep * 0.2, -deep * 0.72), off((hx, hy), rear * 0.2, -rear * 0.86),
        off((hx, hy), -rear * 0.6, -rear * 0.8),
    ]  # fmt: skip
    return smooth(points, tension=0.9)


def _bone(leg: Leg, frame: Frame) -> skia.Path:
    """The line of a leg, from where it leaves the body."""
    (x, y), joint, paw = leg
    share = 0.0 if frame.seated or frame.lying else 0.4
    return smooth(
        [(x + (joint[0] - x) * share, y + (joint[1] - y) * share), joint, paw], closed=False, tension=0.55
    )


def _whole_leg(pen: Pen, look: Look, beast: Beast, leg: Leg, color: Color, *, hind: bool) -> None:
    tone = darker(face_color(look), 0.2) if look.creature is Creature.SHEEP else color
    pen.limb(leg, tone, beast.leg)
    _foot(pen, look, beast, leg[2], color)
    if hind:
        x, y = leg[0]
        pen.oval(x, y + beast.haunch * 0.2, beast.haunch * 0.7, beast.haunch * 0.8, color)


def _foot(pen: Pen, look: Look, beast: Beast, at: Point, color: Color) -> None:
    (x, y), w = at, beast.leg
    if look.creature in _HOOFED:
        pen.blob([(x - w * 0.5, y - w * 0.5), (x + w * 0.5, y - w * 0.5), (x + w * 0.72, y + w * 0.4),
                  (x - w * 0.6, y + w * 0.4)], (0.25, 0.21, 0.21), 1.0)  # fmt: skip
        return
    tone = darker(color, 0.7) if look.creature in _STOCKINGS else color
    pen.blob([(x - w * 0.55, y - w * 0.3), (x + w * 0.2, y - w * 0.55), (x + w * 0.95, y - w * 0.1),
              (x + w * 0.95, y + w * 0.35), (x - w * 0.55, y + w * 0.35)], tone, 1.0)  # fmt: skip
    for toe in (0.35, 0.65):
        pen.line([(x + w * toe, y + w * 0.05), (x + w * (toe + 0.03), y + w * 0.33)], darker(tone, _EDGE))


def _haunch(pen: Pen, look: Look, beast: Beast, leg: Leg, *, hind: bool, low: bool) -> None:
    """The thigh over the body, with the line of its front."""
    x, y = leg[0]
    fur, r = look.skin, beast.haunch if hind else beast.chest
    if hind:
        knee = leg[1]
        mid = (x * 0.55 + knee[0] * 0.45, y * 0.55 + knee[1] * 0.45)
        wide = r * (1.02 if low else 0.74)
        if low or look.creature is not Creature.COW:
            pen.oval(mid[0], mid[1] if low else y + r * 0.25, wide, wide * (0.86 if low else 1.05), fur)
        at = (mid[0], mid[1]) if low else (x, y + r * 0.25)
        arc = [(at[0] - wide * 0.2, at[1] - wide * 0.82), (at[0] + wide * 0.62, at[1] - wide * 0.54),
               (at[0] + wide * 0.98, at[1] + wide * 0.1),
               (at[0] + wide * 0.7, at[1] + wide * 0.6)]  # fmt: skip
        pen.curve(arc, darker(fur, 0.3), alpha=0.9)
    else:
        pen.curve([(x - r * 0.5, y - r * 0.1), (x - r * 0.52, y + r * 0.5),
                   (x - beast.leg * 0.5, y + r * 1.0)],
                  darker(fur, 0.3), alpha=0.8)  # fmt: skip


def _painted(pen: Pen, look: Look, beast: Beast, frame: Frame) -> None:
    """Belly, breast, stripes and patches, and the shadow underneath."""
    (hx, hy), (wx, wy), (px, py) = frame.hips, frame.withers, frame.head
    kind, fur = look.creature, look.skin
    ux, uy = _along(frame)
    vx, vy = uy, -ux
    if kind in (Creature.DOG, Creature.CAT, Creature.FOX, Creature.WOLF, Creature.RABBIT, Creature.MOUSE):
        light = muzzle_color(look)
        pen.blob([(px - beast.neck * 0.1, py + beast.head * 0.5),
                  (px + beast.neck * 2, py + beast.head * 0.5),
                  (wx + beast.chest * 1.3, wy + beast.chest * 0.5),
                  (wx + beast.chest * 0.3, wy + beast.chest * 1.4),
                  (wx + beast.chest * 0.3, wy)], light)  # fmt: skip
    if kind is Creature.CAT:
        for i in range(5):
            at = 0.12 + 0.19 * i
            x, y = hx + (wx - hx) * at, hy + (wy - hy) * at
            r = beast.chest * 1.2
            pen.poly([(x + vx * r - ux * 0.022, y + vy * r - uy * 0.022),
                      (x + vx * r + ux * 0.022, y + vy * r + uy * 0.022),
                      (x + vx * r * 0.1, y + vy * r * 0.1)], darker(fur, 0.3))  # fmt: skip
    if kind is Creature.COW or (kind is Creature.DOG and dice("spots", look.name).random() < 0.4):
        _patches(pen, look, beast, frame)
    if frame.seated:
        return
    shade = beast.chest * 0.55
    low = [(hx - vx * shade - ux * beast.haunch * 1.5, hy - vy * shade - uy * beast.haunch * 1.5),
           (wx - vx * shade + ux * beast.chest * 1.5, wy - vy * shade + uy * beast.chest * 1.5)]  # fmt: skip
    deep = beast.chest * 2
    pen.poly([*low, (low[1][0] - vx * deep, low[1][1] - vy * deep),
              (low[0][0] - vx * deep, low[0][1] - vy * deep)],
             darker(fur, 0.6), pen.light.shade * 0.7)  # fmt: skip


def _patches(pen: Pen, look: Look, beast: Beast, frame: Frame) -> None:
    """Large patches, in other places on every animal."""
    roll, (hx, hy), (wx, wy) = dice("patches", look.name), frame.hips, frame.withers
    color = darker(look.skin, 0.75) if luma(look.skin) > 0.4 else mix(look.skin, (0.95, 0.92, 0.86), 0.85)
    for at in (0.05, 0.45, 0.9):
        x = hx + (wx - hx) * (at + roll.uniform(-0.08, 0.08))
        y = hy + (wy - hy) * at + beast.chest * roll.uniform(-0.7, 0.3)
        r = beast.chest * roll.uniform(0.5, 0.85)
        pen.blob([(x - r, y - r * 0.2), (x - r * 0.3, y - r * 0.8), (x + r * 0.7, y - r * 0.6),
                  (x + r, y + r * 0.3),
                  (x + r * 0.1, y + r * 0.7), (x - r * 0.8, y + r * 0.5)], color)  # fmt: skip


def _fleece(pen: Pen, look: Look, beast: Beast, frame: Frame) -> None:
    """The body as one cloud of wool."""
    (hx, hy), (wx, wy) = frame.hips, frame.withers
    (ux, uy), r = _along(frame), beast.chest * 0.5
    half = math.hypot(wx - hx, wy - hy) / 2 + beast.chest * 0.62
    puffs = []
    for i in range(14):
        along, up = half * math.cos(math.tau * i / 14), beast.chest * 0.66 * math.sin(math.tau * i / 14)
        puffs.append(((hx + wx) / 2 + ux * along - uy * up, (hy + wy) / 2 + uy * along + ux * up))
    for grow, color in ((pen.hair, darker(look.skin, _EDGE)), (0.0, look.skin)):
        for x, y in puffs:
            pen.oval(x, y, r + grow, r + grow, color)
    pen.path(smooth(puffs), look.skin)
    for x, y in puffs[1:-1:2]:
        pen.curve(
            [(x - r * 0.5, y + r * 0.1), (x, y - r * 0.25), (x + r * 0.5, y + r * 0.05)],
            darker(look.skin, 0.2),
        )


def _horse_mane(pen: Pen, look: Look, beast: Beast, frame: Frame) -> None:
    (wx, wy), (px, py) = frame.withers, frame.head
    pen.blob([(px - beast.neck * 0.6, py - beast.head * 0.7), (px - beast.neck * 0.1, py),
              (wx + beast.chest * 0.25, wy - beast.chest * 0.8),
              (wx - beast.chest * 0.5, wy - beast.chest * 0.95),
              (px - beast.neck * 1.7, py + beast.head * 0.7)],
             mane_color(look), 1.0)  # fmt: skip
