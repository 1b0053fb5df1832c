"""Which animals go on four legs, and how each kind is built."""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.cards.look import Age, Creature, Look


class Beast(NamedTuple):
    """A grown animal on four legs, metres; small ones are drawn larger than life, so that they are seen."""

    back: float
    """Height of the withers."""
    length: float
    """From the withers to the hips."""
    chest: float
    """Half the depth of the body at the shoulders."""
    haunch: float
    """Half the depth at the hips."""
    leg: float
    """Thickness of a leg."""
    neck: float
    """Half the thickness of the neck."""
    reach: tuple[float, float]
    """The middle of the head from the middle of the shoulders: forward, and downwards."""
    head: float
    """Half the height of the head."""


BEASTS: dict[Creature, Beast] = {
    Creature.DOG: Beast(0.46, 0.41, 0.118, 0.1, 0.077, 0.09, (0.155, -0.22), 0.165),
    Creature.CAT: Beast(0.38, 0.42, 0.1, 0.1, 0.062, 0.075, (0.14, -0.21), 0.155),
    Creature.FOX: Beast(0.44, 0.46, 0.11, 0.1, 0.056, 0.09, (0.17, -0.22), 0.16),
    Creature.WOLF: Beast(0.64, 0.6, 0.165, 0.13, 0.092, 0.14, (0.23, -0.24), 0.185),
    Creature.BEAR: Beast(0.94, 0.84, 0.28, 0.3, 0.2, 0.2, (0.34, -0.2), 0.26),
    Creature.LION: Beast(0.88, 0.88, 0.2, 0.18, 0.13, 0.16, (0.3, -0.26), 0.22),
    Creature.RABBIT: Beast(0.36, 0.28, 0.1, 0.145, 0.058, 0.07, (0.12, -0.2), 0.155),
    Creature.MOUSE: Beast(0.28, 0.25, 0.088, 0.115, 0.036, 0.07, (0.14, -0.13), 0.15),
    Creature.HORSE: Beast(1.36, 0.96, 0.24, 0.25, 0.12, 0.17, (0.46, -0.58), 0.28),
    Creature.COW: Beast(1.2, 1.02, 0.29, 0.27, 0.13, 0.18, (0.44, -0.16), 0.26),
    Creature.SHEEP: Beast(0.74, 0.56, 0.22, 0.22, 0.07, 0.12, (0.3, -0.18), 0.175),
    Creature.PIG: Beast(0.6, 0.6, 0.2, 0.2, 0.085, 0.15, (0.3, -0.06), 0.19),
}

_CUB = 0.7
"""Size of a young animal's body against a grown one's."""

_SMALL, _LARGE = 0.75, 1.2
"""Sizes of what a card calls small or tiny, and large or huge."""
_USUAL = {Age.CHILD: 1.165, Age.TEEN: 1.525, Age.ADULT: 1.705, Age.ELDER: 1.645}
_HERS = 0.07
_NOTED = 0.05
"""The height that a look has by its age, how much less hers is, and how far chance leads from it, metres:
what is farther off was said."""
_BROAD = 1.2
"""The girth above which a card has said that somebody is big."""


def wild(look: Look) -> bool:
    """True for an animal that goes as animals do; else it walks and dresses like a person."""
    return look.creature not in (Creature.HUMAN, Creature.ROBOT) and not look.dressed


def size_of(look: Look) -> float:
    """Size of an animal against others of its kind and age: what a card calls small, large or huge."""
    grown = look.feminine and look.age is not Age.CHILD
    over = look.height - _USUAL[look.age] + _HERS * grown
    if over < -_NOTED:
        return _SMALL
    return _LARGE if over > _NOTED or look.girth > _BROAD else 1.0


def beast_of(look: Look) -> Beast:
    """The build of an animal on four legs: a young one is smaller with a larger head."""
    beast = _sized(BEASTS[look.creature], size_of(look))
    wide = min(1.15, max(0.9, look.girth))
    if look.age is not Age.CHILD:
        return beast._replace(chest=beast.chest * wide, haunch=beast.haunch * wide)
    return Beast(
        beast.back * _CUB, beast.length * _CUB, beast.chest * _CUB * wide, beast.haunch * _CUB * wide,
        beast.leg * 0.85, beast.neck * 0.85, (beast.reach[0] * _CUB, beast.reach[1] * 0.85), beast.head * 0.9,
    )  # fmt: skip


def _sized(beast: Beast, size: float) -> Beast:
    """A smaller beast has a larger head for its body."""
    x, y = beast.reach
    back, length, chest, haunch, leg, neck = (size * part for part in beast[:6])
    return Beast(back, length, chest, haunch, leg, neck, (size * x, size * y), size**0.85 * beast.head)
