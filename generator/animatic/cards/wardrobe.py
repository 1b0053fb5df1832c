"""What a character wears, read from the words of the card."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.animatic.cards.garments import Bottom, Extra, Headwear, Kind, Pattern, Top
from generator.animatic.cards.taste import Taste
from generator.animatic.cards.traits import Age
from generator.animatic.cards.worn import Link, Worn, worn_in
from generator.animatic.palette import Color, darker, lighter, luma, rgb

__all__ = ["Bottom", "Headwear", "Pattern", "Top", "Wardrobe", "is_dressed", "wardrobe_of"]


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


_LAYERS = (Top.COAT, Top.UNIFORM, Top.SUIT, Top.JACKET, Top.CARDIGAN, Top.VEST, Top.OVERALLS, Top.HOODIE,
           Top.DRESS, Top.SWEATER, Top.SHIRT, Top.TSHIRT)  # fmt: skip
"""From the outermost garment to the one on the skin."""
_SHOWS = {Top.HOODIE: Top.SWEATER, Top.CARDIGAN: Top.SWEATER, Top.SWEATER: Top.SWEATER,
          Top.TSHIRT: Top.TSHIRT, Top.DRESS: Top.TSHIRT}  # fmt: skip
"""What the garment beneath looks like in an open front; a shirt where nothing else is said."""
_TIE = rgb(0x8A3B42)


def wardrobe_of(said: str, also: str, taste: Taste, feminine: bool, age: Age) -> Wardrobe:
    """What is worn: by ``said`` (the wardrobe), else ``also`` (the appearance), the rest by ``taste``.

    Both texts as :func:`~generator.animatic.wording.plain` gives them.
    """
    worn = worn_in(said)
    worn += [
        item for item in worn_in(also) if item.garment.kind is not Extra.CLOTHES and not _has(worn, item)
    ]
    clothes = _named(worn, Extra.CLOTHES)
    outer, inner = _layers(worn)
    top = outer.garment.kind if outer and isinstance(outer.garment.kind, Top) else taste.top
    school = outer is not None and _is_school(outer, age)
    top = Top.SUIT if school else top
    top_color = _top_color(outer or clothes, taste)
    bottom, legs = _legs(worn, outer, inner, taste, top_color)
    if school and legs is None:
        bottom, legs = Bottom.SKIRT if feminine else Bottom.TROUSERS, rgb(0x5B6068)
    head = next((w for w in worn if isinstance(w.garment.kind, Headwear)), None)
    scarf, tie, apron, shoes = (
        _named(worn, kind) for kind in (Extra.SCARF, Extra.TIE, Extra.APRON, Extra.SHOES)
    )
    pattern, pattern_color = _pattern(outer or clothes, top_color, taste)
    tied = tie or school or (top is Top.SUIT and not feminine)
    return Wardrobe(
        top=top,
        top_color=top_color,
        inner_color=_inner_color(outer, inner, top_color, school, taste),
        bottom=bottom,
        bottom_color=legs or taste.legs,
        shoes=(shoes.color if shoes else None) or taste.shoes,
        scarf=(scarf.color or taste.accent) if scarf else None,
        tie=((tie.color if tie else None) or (_TIE if school else taste.accent)) if tied else None,
        apron=apron.color or rgb(0xD9D3C3) if apron else None,
        headwear=head.garment.kind if head and isinstance(head.garment.kind, Headwear) else Headwear.NONE,
        headwear_color=_hat_color(head, top_color, taste),
        pattern=pattern,
        pattern_color=pattern_color,
        under=_shown(outer, inner, taste, school),
    )


def _has(worn: list[Worn], item: Worn) -> bool:
    """Whether something for the same part of the body is worn already."""
    kind = item.garment.kind
    return any(
        w.garment.kind is kind if isinstance(kind, Extra) else type(w.garment.kind) is type(kind)
        for w in worn
    )


def _named(worn: list[Worn], kind: Kind) -> Worn | None:
    return next((item for item in worn if item.garment.kind is kind), None)


def _layers(worn: list[Worn]) -> tuple[Worn | None, Worn | None]:
    """The outermost upper garment and the one that shows beneath it."""
    tops = [item for item in worn if isinstance(item.garment.kind, Top)]
    for one, other in pairwise(tops):
        if other.link in (Link.OVER, Link.UNDER):
            return (one, other) if other.link is Link.OVER else (other, one)
    ranked = sorted(tops, key=lambda item: _LAYERS.index(Top(item.garment.kind)))
    return (ranked[0] if ranked else None, ranked[1] if len(ranked) > 1 else None)


def _is_school(outer: Worn, age: Age) -> bool:
    """A school uniform; a child's uniform of which nothing else is said is one."""
    plain_uniform = outer.garment.kind is Top.UNIFORM and not outer.colors
    return outer.garment.school or (plain_uniform and age in (Age.CHILD, Age.TEEN))


def _top_color(outer: Worn | None, taste: Taste) -> Color:
    """Words first, then the reference picture, then what is natural to the garment, then taste."""
    said = outer.colors[0] if outer and outer.colors else None
    return said or taste.pictured or (outer.color if outer else None) or taste.color


def _legs(worn: list[Worn], outer: Worn | None, inner: Worn | None, taste: Taste,
          top: Color) -> tuple[Bottom, Color | None]:  # fmt: skip
    """The garment of the legs: named, the skirt of a dress underneath, of the same cloth, or open."""
    named = next((item for item in worn if isinstance(item.garment.kind, Bottom)), None)
    if named and isinstance(named.garment.kind, Bottom):
        return named.garment.kind, named.color
    if outer and inner and inner.garment.kind is Top.DRESS:
        return Bottom.SKIRT, inner.color or taste.accent
    if outer and outer.garment.whole and not outer.garment.school:
        return Bottom.TROUSERS, top
    clothes = _named(worn, Extra.CLOTHES)
    if clothes and clothes.color and not outer:
        return taste.bottom, darker(clothes.color, 0.2)
    return taste.bottom, None


def is_dressed(text: str) -> bool:
    """Whether ``text`` puts clothes on a body; a hat, a scarf or shoes alone do not."""
    return any(isinstance(item.garment.kind, Top | Bottom) for item in worn_in(text))


def _inner_color(outer: Worn | None, inner: Worn | None, top: Color, school: bool, taste: Taste) -> Color:
    if inner and inner.color:
        return inner.color
    if outer and not inner and outer.pattern is Pattern.PLAIN and len(outer.colors) > 1:
        return outer.colors[1]
    if school or (outer and outer.garment.kind in (Top.SUIT, Top.UNIFORM)):
        return rgb(0xEFECE4)
    return taste.inner if abs(luma(taste.inner) - luma(top)) > 0.12 else darker(top, 0.45)


def _shown(outer: Worn | None, inner: Worn | None, taste: Taste, school: bool) -> Top:
    if inner:
        return _SHOWS.get(Top(inner.garment.kind), Top.SHIRT)
    formal = school or (outer is not None and outer.garment.kind in (Top.SUIT, Top.UNIFORM, Top.VEST))
    return Top.SHIRT if formal else taste.under


def _hat_color(head: Worn | None, top: Color, taste: Taste) -> Color:
    if head is None:
        return taste.hat
    return head.color or (top if head.garment.kind is Headwear.HOOD else taste.hat)


def _pattern(outer: Worn | None, ground: Color, taste: Taste) -> tuple[Pattern, Color]:
    """The pattern of the upper garment and its second colour."""
    if outer is None or outer.pattern is Pattern.PLAIN:
        return Pattern.PLAIN, lighter(ground, 0.6)
    if len(outer.colors) > 1:
        return outer.pattern, outer.colors[1]
    if outer.pattern is Pattern.CHECKS:
        return outer.pattern, darker(ground, 0.5) if luma(ground) > 0.3 else lighter(ground, 0.5)
    if outer.pattern is Pattern.PINSTRIPES:
        return outer.pattern, lighter(ground, 0.45) if luma(ground) < 0.6 else darker(ground, 0.4)
    return outer.pattern, rgb(0xEFE8D8) if luma(ground) < 0.6 else _against(ground, taste)


def _against(ground: Color, taste: Taste) -> Color:
    """A dark second colour for a light ground."""
    return taste.accent if luma(ground) - luma(taste.accent) > 0.25 else darker(taste.accent, 0.45)
