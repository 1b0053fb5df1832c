"""The hues that colour words stand for, English and Chinese: wide ones, for no two engines paint alike."""

from __future__ import annotations

import re

_HUES: dict[float, str] = {
    0.0: "red crimson scarlet burgundy maroon wine ruby brick reddish 红 酒红",
    25.0: "orange rust rusty copper coral salmon terracotta brown chestnut chocolate tan caramel camel "
    "ginger auburn amber bronze peach 橙 橘 棕 褐 咖啡",
    48.0: "yellow mustard gold golden ochre saffron lemon honey 黄 金",
    120.0: "green olive moss emerald forest lime mint sage jade 绿",
    180.0: "teal turquoise aqua cyan 青",
    215.0: "blue navy cobalt denim azure indigo sky 蓝 藏青",
    275.0: "purple violet lilac lavender mauve plum 紫",
    325.0: "pink magenta fuchsia rose 粉",
}
_NEUTRAL = "black white grey gray silver charcoal cream ivory beige khaki sand 黑 白 灰 银 米 卡其"


def hues_in(words: str) -> tuple[float, ...]:
    """Degrees of the hues a text names; empty when it names none, or something grey as well.

    Where something may be grey, any hue of the light may be seen on it, so nothing can be told.
    """
    text = words.casefold()
    if _names(_NEUTRAL, text):
        return ()
    return tuple(hue for hue, names in _HUES.items() if _names(names, text))


def _names(names: str, text: str) -> bool:
    return any(re.search(rf"\b{name}\b", text) if name.isascii() else name in text for name in names.split())


def away(one: float, other: float) -> float:
    """Degrees between two hues, 0 to 180."""
    return abs((one - other + 180.0) % 360.0 - 180.0)
