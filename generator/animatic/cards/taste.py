"""Clothes for somebody of whose clothes nothing is said: muted colours that go together."""

from __future__ import annotations

import random
from dataclasses import dataclass

from generator.animatic.cards.garments import Bottom, Top
from generator.animatic.palette import Color, darker, lighter, mix, rgb

# Ground, what shows under it, trousers, and one accent for scarf, tie and pattern.
_OUTFITS = (
    (0xA34E3E, 0xEFE3CF, 0x3D4350, 0x2F5B66), (0xC17B4C, 0xF1E6D2, 0x4B4A45, 0x35516E),
    (0xC9A048, 0xEFE7D6, 0x4A4038, 0x7A3B46), (0x868A4C, 0xEBE2C9, 0x4F4337, 0xB5632F),
    (0x5C7C54, 0xEDE6D2, 0x3F3A38, 0xC78B3C), (0x3F6F5C, 0xE9E4D4, 0x4B453C, 0xC9695A),
    (0x3C8182, 0xEFE8D8, 0x3B4150, 0xD08A4E), (0x38627B, 0xEDE8DC, 0x51463D, 0xC7A34B),
    (0x5F8BB0, 0xF2EEE4, 0x39414F, 0xA84F45), (0x4A5591, 0xE8E6EA, 0x3C3B40, 0xC98B4A),
    (0x74527F, 0xEBE2E4, 0x3F4147, 0x8FA15A), (0x9C7295, 0xF0E6E6, 0x474A57, 0x3F6B62),
    (0xC3778A, 0xF4EAE2, 0x4A4E5E, 0x4E7286), (0x7C3A4C, 0xEADFD3, 0x44423F, 0xC6A45A),
    (0xD0BC94, 0x7F9AA6, 0x5A4A3C, 0x8A4A3E), (0x5F6B78, 0xE9E4DA, 0x33363F, 0xBF5F4A),
    (0x87ABA0, 0xF1ECDF, 0x50483F, 0x9A5640), (0x8A5E3F, 0xE5D8BF, 0x39424C, 0x4F7F7A),
)  # fmt: skip
_SHOES = (0x2C2623, 0x4A3328, 0x3A3A42, 0x6B4A33)
_HATS = (0x5A4636, 0x3D4149, 0x2F3B52, 0x60613F, 0x8A6F52)
_HERS = (Top.CARDIGAN, Top.DRESS, Top.SHIRT, Top.SWEATER, Top.JACKET, Top.DRESS, Top.COAT)
_HIS = (Top.SHIRT, Top.SWEATER, Top.JACKET, Top.VEST, Top.HOODIE, Top.CARDIGAN, Top.COAT)
_SMALL = (Top.TSHIRT, Top.SWEATER, Top.OVERALLS, Top.HOODIE)
_UNDER = (Top.SHIRT, Top.TSHIRT, Top.SWEATER)


@dataclass(frozen=True)
class Taste:
    """What somebody would wear."""

    top: Top
    color: Color
    inner: Color
    bottom: Bottom
    legs: Color
    shoes: Color
    hat: Color
    accent: Color
    under: Top
    pictured: Color | None = None
    """The colour of the upper garment in a reference picture."""


def taste_of(feminine: bool, child: bool, roll: random.Random) -> Taste:
    """An outfit by lot; always the same number of throws, so that nothing moves when one word is new."""
    ground, inner, legs, accent = (rgb(code) for code in roll.choice(_OUTFITS))
    shade, share, below = roll.uniform(-0.16, 0.12), roll.random(), roll.random()
    shoes, hat = rgb(roll.choice(_SHOES)), rgb(roll.choice(_HATS))
    under = _UNDER[int(roll.random() * len(_UNDER))]
    tops = _SMALL if child else _HERS if feminine else _HIS
    top = tops[int(share * len(tops))]
    bare = Bottom.SKIRT if feminine else Bottom.SHORTS if child else Bottom.TROUSERS
    return Taste(
        top=top,
        color=darker(ground, -shade) if shade < 0 else lighter(ground, shade),
        inner=inner,
        bottom=bare if below < 0.36 else Bottom.TROUSERS,
        legs=mix(legs, accent, 0.25) if bare is Bottom.SKIRT and below < 0.36 else legs,
        shoes=shoes,
        hat=hat,
        accent=accent,
        under=under,
    )
