"""Legs and arms with what is worn on them, shoes and hands."""

from __future__ import annotations

from generator.animatic.acting import Stance
from generator.animatic.anatomy import Body, long_garment
from generator.animatic.look import Look
from generator.animatic.palette import Color, darker
from generator.animatic.pen import Pen, smooth
from generator.animatic.wardrobe import Bottom, Top


def legs(pen: Pen, look: Look, body: Body, turn: float, stance: Stance) -> None:
    """Legs, shoes and the lower garment; knees of a seated coat or dress are covered."""
    wears, build = look.wears, body.build
    f = 1.0 if turn >= 0 else -1.0
    dress = wears.top is Top.DRESS
    bare = dress or wears.bottom in (Bottom.SKIRT, Bottom.SHORTS)
    color = wears.top_color if wears.top is Top.OVERALLS else wears.bottom_color
    cover = wears.top_color if dress else wears.bottom_color
    for limb in body.legs if f > 0 else body.legs[::-1]:
        hip, knee, foot = limb
        pen.limb(limb, look.skin if bare else color, build.leg * (0.68 if bare else 1.0))
        if bare or (stance in (Stance.SIT, Stance.KNEEL) and long_garment(look)):
            over = cover if bare else wears.top_color
            reach = 0.95 if stance is Stance.SIT else 0.8
            end = (hip[0] + (knee[0] - hip[0]) * reach, hip[1] + (knee[1] - hip[1]) * reach)
            if stance in (Stance.SIT, Stance.KNEEL) or wears.bottom is Bottom.SHORTS:
                pen.limb([hip, ((hip[0] + end[0]) / 2, (hip[1] + end[1]) / 2), end], over, build.leg * 1.1)
        _shoe(pen, foot, f, abs(turn), wears.shoes)
    if wears.bottom is Bottom.SKIRT and not dress and stance not in (Stance.SIT, Stance.KNEEL):
        hx, hy = body.hip
        pen.shape(smooth([(hx - build.hips, hy - 0.06), (hx + build.hips, hy - 0.06),
                          (hx + build.hips * 1.5, hy + 0.34),
                          (hx, hy + 0.36), (hx - build.hips * 1.5, hy + 0.34)], tension=0.5),
                          wears.bottom_color)  # fmt: skip


def _shoe(pen: Pen, foot: tuple[float, float], f: float, turned: float, color: Color) -> None:
    x, y = foot[0], foot[1] + 0.052
    toe = f * (0.05 + 0.09 * turned)
    pen.blob([(x - f * 0.06, y - 0.055), (x + f * 0.03, y - 0.06), (x + toe + f * 0.02, y - 0.02),
              (x + toe + f * 0.03, y + 0.03), (x - f * 0.065, y + 0.03)], color, 1.0)  # fmt: skip


def sleeve(pen: Pen, look: Look, body: Body, index: int) -> None:
    """One arm: sleeve, hand."""
    wears, build = look.wears, body.build
    shoulder, elbow, hand = body.arms[index]
    inner = wears.top in (Top.VEST, Top.OVERALLS)
    color = wears.inner_color if inner else wears.top_color
    bare = wears.top in (Top.TSHIRT, Top.DRESS)
    dx, dy = hand[0] - elbow[0], hand[1] - elbow[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    ux, uy = dx / length, dy / length
    cuff = (hand[0] - ux * 0.035, hand[1] - uy * 0.035)
    size = 0.041 if look.feminine else 0.047
    _hand(pen, look, (hand[0] + ux * 0.012, hand[1] + uy * 0.012), (ux, uy), size)
    if bare:
        pen.limb([shoulder, elbow, cuff], look.skin, build.arm * 0.74)
        half = (shoulder[0] + (elbow[0] - shoulder[0]) * 0.62, shoulder[1] + (elbow[1] - shoulder[1]) * 0.62)
        pen.limb([shoulder, half], color, build.arm * 1.04)
        return
    pen.limb([shoulder, elbow, cuff], color, build.arm)
    if wears.top in (Top.SUIT, Top.COAT, Top.UNIFORM, Top.SWEATER, Top.HOODIE):
        px, py = -uy * build.arm * 0.46, ux * build.arm * 0.46
        at = (cuff[0] - ux * 0.01, cuff[1] - uy * 0.01)
        pen.line([(at[0] - px, at[1] - py), (at[0] + px, at[1] + py)], darker(color, 0.3), 0.016)


def _hand(pen: Pen, look: Look, at: tuple[float, float], along: tuple[float, float], size: float) -> None:
    x, y = at
    ux, uy = along
    side = 1 if uy * ux >= 0 else -1
    px, py = -uy * side, ux * side
    pen.limb([(x + px * size * 0.5, y + py * size * 0.5), (x + px * size * 1.05 + ux * size * 0.55,
              y + py * size * 1.05 + uy * size * 0.55)], look.skin, size * 0.62)  # fmt: skip
    pen.limb(
        [(x - ux * size * 0.2, y - uy * size * 0.2), (x + ux * size * 0.75, y + uy * size * 0.75)],
        look.skin,
        size * 1.6,
    )
