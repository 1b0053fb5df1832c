"""What a character wears, read from the words of the card."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum

from generator.animatic.palette import Color, colour_in, hsv, lighter, rgb
from generator.animatic.wording import is_han, says


class Top(StrEnum):
    """Garment of the upper body; a coat, dress or gown also covers the legs."""

    SHIRT = "shirt"
    TSHIRT = "t-shirt"
    SWEATER = "sweater"
    CARDIGAN = "cardigan"
    COAT = "coat"
    JACKET = "jacket"
    SUIT = "suit"
    DRESS = "dress"
    UNIFORM = "uniform"
    HOODIE = "hoodie"
    VEST = "vest"
    OVERALLS = "overalls"


class Bottom(StrEnum):
    """Garment of the legs."""

    TROUSERS = "trousers"
    SKIRT = "skirt"
    SHORTS = "shorts"


class Pattern(StrEnum):
    """What is woven into or printed on the upper garment."""

    PLAIN = "plain"
    STRIPES = "stripes"
    PINSTRIPES = "pinstripes"
    CHECKS = "checks"
    DOTS = "dots"
    FLOWERS = "flowers"


class Headwear(StrEnum):
    """What is on the head."""

    NONE = "none"
    CAP = "cap"
    BEANIE = "beanie"
    BRIM = "brim"
    HOOD = "hood"
    KERCHIEF = "kerchief"
    HELMET = "helmet"


@dataclass(frozen=True)
class Wardrobe:
    """Clothes and their colours."""

    top: Top
    top_color: Color
    inner_color: Color
    """The shirt under an open or buttoned garment."""
    bottom: Bottom
    bottom_color: Color
    shoes: Color
    scarf: Color | None
    tie: Color | None
    apron: Color | None
    headwear: Headwear
    headwear_color: Color
    pattern: Pattern = Pattern.PLAIN
    pattern_color: Color = (0.93, 0.91, 0.86)
    under: Top = Top.SHIRT
    """What shows under an open or buttoned garment: a shirt, a t-shirt or a sweater."""


_TOPS: tuple[tuple[Top, tuple[str, ...]], ...] = (
    (Top.COAT, ("coat", "overcoat", "raincoat", "trench", "trenchcoat", "cloak", "parka", "robe",
                "oilskin", "cape",
                "oilskins", "peacoat", "greatcoat", "slicker", "mackintosh", "lab coat", "大衣", "外套",
                "雨衣")),
    (Top.DRESS, ("dress", "gown", "sundress", "nightgown", "frock", "kimono", "sari", "裙")),
    (Top.UNIFORM, ("uniform", "officer", "soldier", "livery", "scrubs", "tunic", "制服")),
    (Top.OVERALLS, ("overalls", "dungarees", "jumpsuit", "boiler suit", "coveralls", "spacesuit", "工装")),
    (Top.SUIT, ("suit", "tuxedo", "blazer", "dinner jacket", "西装")),
    (Top.HOODIE, ("hoodie", "sweatshirt", "hooded top", "卫衣")),
    (Top.JACKET, ("jacket", "bomber", "windbreaker", "anorak", "leathers", "夹克")),
    (Top.CARDIGAN, ("cardigan", "shawl", "开衫")),
    (Top.VEST, ("vest", "waistcoat", "gilet", "马甲")),
    (Top.SWEATER, ("sweater", "jumper", "pullover", "turtleneck", "knit", "jersey", "roll neck", "毛衣")),
    (Top.TSHIRT, ("t shirt", "tee", "tank top", "t-shirt", "undershirt", "singlet", "T恤")),
    (Top.SHIRT, ("shirt", "blouse", "flannel", "polo", "衬衫", "衬衣")),
)  # fmt: skip
_BOTTOMS: tuple[tuple[Bottom, tuple[str, ...]], ...] = (
    (Bottom.SKIRT, ("skirt", "kilt", "短裙")),
    (Bottom.SHORTS, ("shorts", "short trousers")),
    (Bottom.TROUSERS, ("trousers", "pants", "jeans", "slacks", "corduroys", "leggings", "裤")),
)
_HEADWEAR: tuple[tuple[Headwear, tuple[str, ...]], ...] = (
    (Headwear.HOOD, ("hood", "hooded", "兜帽")),
    (Headwear.HELMET, ("helmet", "hard hat", "头盔")),
    (Headwear.KERCHIEF, ("headscarf", "kerchief", "bandana", "hijab", "veil", "turban", "头巾")),
    (Headwear.BEANIE, ("beanie", "wool hat", "woolen hat", "woollen hat", "knit cap", "knitted hat",
                       "watch cap",
                       "wool cap", "woolly hat", "bobble hat", "毛线帽")),
    (Headwear.CAP, ("cap", "peaked cap", "baseball cap", "flat cap", "beret", "captain hat", "鸭舌帽")),
    (Headwear.BRIM, ("hat", "fedora", "bowler", "straw hat", "sun hat", "sou'wester", "trilby", "top hat",
                     "帽")),
)  # fmt: skip

_FABRIC_HUES = (0.01, 0.05, 0.1, 0.14, 0.3, 0.42, 0.5, 0.56, 0.61, 0.68, 0.78, 0.93)


def wardrobe_of(text: str, feminine: bool, child: bool, roll: random.Random) -> Wardrobe:
    """What ``text`` says is worn; the rest from ``roll``."""
    hue = roll.choice(_FABRIC_HUES)
    free = (
        hsv(hue, roll.uniform(0.38, 0.58), roll.uniform(0.5, 0.74)),
        lighter(hsv(hue + 0.08, 0.12, 0.9), 0.3),
    )
    tops = (Top.CARDIGAN, Top.DRESS, Top.SHIRT, Top.SWEATER, Top.JACKET) if feminine else (
        Top.SHIRT, Top.SWEATER, Top.JACKET, Top.VEST, Top.HOODIE)  # fmt: skip
    chance_top = roll.choice((Top.TSHIRT, Top.SWEATER, Top.OVERALLS, Top.HOODIE) if child else tops)
    legs = roll.choice((0x3A3F4F, 0x4B4A45, 0x5A4A3E, 0x2F3542, 0x6B6558, 0x3C4A5E))
    shoes = roll.choice((0x2C2623, 0x4A3328, 0x3A3A42))
    text = text.replace("\n", " ")
    named = [kind for kind, stems in _TOPS if says(text, *stems)]
    top = named[0] if named else chance_top
    named_bottom = next((kind for kind, stems in _BOTTOMS if says(text, *stems)), None)
    if not named and named_bottom is Bottom.SKIRT and top is Top.DRESS:
        top = Top.SHIRT
    top_color = garment_colour(text, _stems(_TOPS, top)) or _loose_colour(text, bool(named)) or free[0]
    if top is Top.COAT and says(text, "lab coat") and not garment_colour(text, ("lab coat",)):
        top_color = rgb(0xEDECE6)
    if top is Top.COAT and says(text, "oilskin*", "slicker") and not garment_colour(text, _stems(_TOPS, top)):
        top_color = rgb(0xD9A62F)
    inner = next((c for kind in named[1:] if (c := garment_colour(text, _stems(_TOPS, kind)))), None)
    bottom = named_bottom or Bottom.TROUSERS
    leg_color = garment_colour(text, _stems(_BOTTOMS, bottom)) or rgb(legs)
    if "jeans" in text.lower() and not garment_colour(text, ("jeans",)):
        leg_color = rgb(0x4B678A)
    head = next((kind for kind, stems in _HEADWEAR if says(text, *stems)), Headwear.NONE)
    head_color = garment_colour(text, _stems(_HEADWEAR, head)) or (
        top_color
        if head is Headwear.HOOD
        else rgb(roll.choice((0x5A4636, 0x3D4149, 0x2F3B52, 0x60613F, 0x8A6F52)))
    )
    has_tie = says(text, "tie", "necktie", "领带") or (top is Top.SUIT and not feminine)
    return Wardrobe(
        top=top, top_color=top_color, inner_color=inner or free[1],
        bottom=bottom, bottom_color=leg_color,
        shoes=garment_colour(text, ("boots", "shoes", "sneakers", "boot", "鞋", "靴")) or rgb(shoes),
        scarf=_worn(text, ("scarf", "neckerchief", "围巾"), hsv(hue + 0.45, 0.55, 0.68)),
        tie=(garment_colour(text, ("tie", "necktie", "领带")) or hsv(hue + 0.4, 0.5,
            0.5)) if has_tie else None,
        apron=_worn(text, ("apron", "围裙"), rgb(0xD9D3C3)),
        headwear=head, headwear_color=head_color,
    )  # fmt: skip


def _stems(table: tuple[tuple[Top, tuple[str, ...]], ...] | tuple[tuple[Bottom, tuple[str, ...]], ...]
           | tuple[tuple[Headwear, tuple[str, ...]], ...], kind: StrEnum) -> tuple[str, ...]:  # fmt: skip
    return next((stems for known, stems in table if known == kind), ())


def _worn(text: str, stems: tuple[str, ...], otherwise: Color) -> Color | None:
    if not says(text, *stems):
        return None
    return garment_colour(text, stems) or otherwise


def garment_colour(text: str, stems: tuple[str, ...]) -> Color | None:
    """The colour said of the first garment of ``stems``: in its own phrase, before the noun."""
    for phrase in re.split(r"[,.;，。；、]|\band\b|\bwith\b|\bover\b|\bunder\b|和|戴", text):
        for stem in stems:
            found = re.search(
                re.escape(stem) if is_han(stem[0]) else rf"\b{re.escape(stem)}s?\b", phrase.lower()
            )
            color = colour_in(phrase[: found.end()]) if found else None
            if color:
                return color
    return None


def _loose_colour(text: str, named: bool) -> Color | None:
    """A colour in a wardrobe that names no garment the animatic knows ("all in black")."""
    return None if named else colour_in(text.split(".", maxsplit=1)[0])
