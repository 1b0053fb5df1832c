"""The course of what is done once: a jump, a fall, a bow; clocks in seconds since it began."""

from __future__ import annotations

import math

from generator.animatic.acting.pose import ease

_JUMP = (0.34, 0.88, 1.3)
"""Seconds at which a jump leaves the ground, lands, and is over."""


def jump_height(clock: float) -> float:
    """Metres a jumper is over the ground ``clock`` seconds after beginning to crouch."""
    leaves, lands, _ = _JUMP
    k = (clock - leaves) / (lands - leaves)
    return 1.6 * k * (1 - k) if 0 < k < 1 else 0.0


def fall_share(clock: float) -> float:
    """How far somebody who falls has tipped over, 0 to 1: first a little back, then faster and faster."""
    if clock < 0.3:
        return -0.07 * math.sin(math.pi * max(clock, 0.0) / 0.3)
    k = min(1.0, (clock - 0.3) / 0.5)
    bounce = 0.07 * math.sin(math.pi * min(1.0, (clock - 0.8) / 0.22)) if clock > 0.8 else 0.0
    return k * k - max(0.0, bounce)


def arms_up(clock: float) -> float:
    """How far the arms of a jumper have swung up, 0 to 1: from the crouch until after the landing."""
    leaves, lands, _ = _JUMP
    return ease((clock - leaves + 0.14) / 0.4) * (1 - ease((clock - lands + 0.2) / 0.4))


def crouch(clock: float) -> float:
    """How deep a jumper crouches, 0 to 1: before the jump, and to catch the landing."""
    leaves, lands, over = _JUMP
    if clock < leaves:
        return ease(clock / 0.24) * (1 - ease((clock - 0.24) / 0.1))
    caught = (clock - lands + 0.08) / (over - lands)
    return 0.8 * math.sin(math.pi * caught) if 0 < caught < 1 else 0.0


def bow_share(clock: float) -> float:
    """How deep somebody bows, 0 to 1: down, a moment, and up again."""
    return ease(clock / 0.7) * (1 - ease((clock - 2.0) / 0.8))
