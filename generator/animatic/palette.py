"""Colours: their names, how to mix them, and how the light of a shot changes all of them."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from generator.animatic.wording import Found, Lexicon, plain

Color = tuple[float, float, float]
"""Red, green and blue in sRGB, each 0 to 1."""


def rgb(code: int) -> Color:
    """The colour of ``0xRRGGBB``."""
    return ((code >> 16 & 255) / 255, (code >> 8 & 255) / 255, (code & 255) / 255)


def mix(one: Color, other: Color, share: float) -> Color:
    """``share`` (0 to 1) of ``other`` in ``one``."""
    a, b, c = (x + (y - x) * share for x, y in zip(one, other, strict=True))
    return (a, b, c)


def darker(color: Color, share: float = 0.25) -> Color:
    """Towards a deep blue-violet, so that shadows stay colourful."""
    return mix(color, (0.09, 0.07, 0.16), share)


def lighter(color: Color, share: float = 0.25) -> Color:
    """Towards a warm white."""
    return mix(color, (1.0, 0.98, 0.93), share)


def luma(color: Color) -> float:
    """Rec. 709 weights on sRGB values; 0 black to 1 white."""
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]


def hsv(hue: float, saturation: float, value: float) -> Color:
    """The colour of a hue (0 to 1, wraps), saturation and value (0 to 1)."""
    return colorsys.hsv_to_rgb(hue % 1.0, saturation, value)


NAMED: dict[str, int] = {
    "black": 0x2B2A30, "white": 0xF1EEE6, "grey": 0x8C8F94, "gray": 0x8C8F94, "silver": 0xB9BFC6,
    "charcoal": 0x45464D, "slate": 0x5B6B7A, "red": 0xB8433C, "crimson": 0xA02C3C, "scarlet": 0xC93B2E,
    "burgundy": 0x6E2A3A, "maroon": 0x6B2B2F, "wine": 0x722F43, "pink": 0xDE9CA8, "rose": 0xCF7A87,
    "coral": 0xE08265, "salmon": 0xE0937E, "orange": 0xD9813A, "rust": 0xA9542E, "copper": 0xB06B43,
    "peach": 0xEBB796, "amber": 0xD99A2F, "gold": 0xCFA444, "golden": 0xCFA444, "mustard": 0xC39A36,
    "yellow": 0xE0BC4A, "lemon": 0xE6D35A, "cream": 0xEDE3CB, "ivory": 0xEFE8D6, "beige": 0xD8C6A8,
    "tan": 0xC2A27C, "khaki": 0xA79B6E, "brown": 0x7A5540, "chestnut": 0x744632, "chocolate": 0x553829,
    "green": 0x4F7F55, "olive": 0x6F7345, "moss": 0x66774A, "sage": 0x98A988, "mint": 0x9FCBB2,
    "emerald": 0x2F7D5E, "forest": 0x35583F, "lime": 0x9DBB4B, "teal": 0x2F7C7D, "turquoise": 0x46A6A3,
    "aqua": 0x62B5B8, "cyan": 0x56B3C4, "blue": 0x3F6CA5, "navy": 0x2A3B5C, "indigo": 0x40447F,
    "azure": 0x5D96CB, "cobalt": 0x2F57A0, "sky": 0x8DBADB, "denim": 0x4B678A, "violet": 0x73579B,
    "purple": 0x6D4C86, "lilac": 0xB4A0CC, "lavender": 0xB2A5D0, "mauve": 0x9C7A94, "plum": 0x6B3F62,
    "magenta": 0xB4478B, "sandy": 0xD2B98A, "blond": 0xD9B975, "blonde": 0xD9B975, "ginger": 0xB8602F,
    "auburn": 0x7E3B28, "brunette": 0x4B3226, "dark": 0x37343C, "bronze": 0x94703F, "brass": 0xB4944A,
    "brick": 0xA5493A, "ochre": 0xB98333, "terracotta": 0xB8603F, "saffron": 0xD98E2B, "honey": 0xC98F3A,
    "caramel": 0xB27A45, "camel": 0xB98F5E, "tawny": 0xB07F4A, "fawn": 0xC6A27A, "sand": 0xD2B98A,
    "jade": 0x4E9B79, "ruby": 0x9C2740, "fuchsia": 0xC04A8F, "steel": 0x7F8A94, "hazel": 0x7D6135,
    "reddish": 0xA8573F, "rusty": 0xA9542E, "golden brown": 0xA9763A, "midnight blue": 0x232F4F,
    "salt and pepper": 0x8F8D8C, "off white": 0xECE6D8, "grizzled": 0x8F8D8C, "silvery": 0xB9BFC6,
    "黑": 0x2B2A30, "白": 0xF1EEE6, "灰": 0x8C8F94, "银": 0xB9BFC6, "红": 0xB8433C, "粉": 0xDE9CA8,
    "橙": 0xD9813A, "金": 0xCFA444, "黄": 0xE0BC4A, "棕": 0x7A5540, "褐": 0x7A5540, "咖啡色": 0x6B4A36,
    "绿": 0x4F7F55, "青": 0x2F7C7D, "蓝": 0x3F6CA5, "紫": 0x6D4C86, "橘": 0xD9813A, "米色": 0xEDE3CB,
    "米白": 0xEDE3CB, "米黄": 0xE6D6AE, "藏青": 0x2A3B5C, "天蓝": 0x8DBADB, "墨绿": 0x2F4F3C,
    "军绿": 0x5E6844, "翠绿": 0x2F7D5E, "橄榄": 0x6F7345, "紫红": 0x8E3A6B, "酒红": 0x6E2A3A,
    "粉红": 0xDE9CA8, "橙红": 0xC95A32, "铁锈红": 0xA9542E, "芥末黄": 0xC39A36, "土黄": 0xB98F4A,
    "金黄": 0xD9A83A, "铜": 0xB06B43, "栗色": 0x744632, "驼色": 0xB98F5E, "卡其": 0xA79B6E,
    "银灰": 0xA6ABB0, "花白": 0xB9B7B4, "灰白": 0xB9B7B4, "铁锈": 0xA9542E, "生锈": 0xA9542E,
    "深色": 0x37343C, "暗色": 0x37343C, "浅色": 0xDCD6C8,
}  # fmt: skip
"""Colour words, English and Chinese, as 0xRRGGBB: muted, so that any two go together."""

_TONES = {"dark": -0.32, "deep": -0.25, "pale": 0.42, "light": 0.32, "faded": 0.25, "bright": 0.06,
          "深": -0.3, "暗": -0.3, "浅": 0.32, "淡": 0.4, "亮": 0.06}  # fmt: skip
_BROAD = frozenset(("red", "orange", "yellow", "green", "blue", "purple", "violet", "pink", "brown", "grey",
                    "gray", "white", "black"))  # fmt: skip
"""Names that a narrower one before them makes narrower: ``navy blue`` is navy."""
_BLOCKED = ("青年", "金属", "白天", "明白", "黄昏", "金鱼", "黑夜", "沾灰", "灰尘")
"""Chinese words that name no colour though a character of theirs does."""
_WORDS: Lexicon[str] = Lexicon({word: word for word in (*NAMED, *_TONES, *_BLOCKED)})


def colours_in(text: str) -> tuple[Found[Color], ...]:
    """The colours named in ``text`` with their tone words, in order: ``dark green``, ``navy blue``, ``浅灰``.

    A ``dark`` that belongs to no colour is one. Places are those in :func:`wording.plain` of the text.
    """
    text = plain(text)
    found: list[Found[Color]] = []
    tone: Found[str] | None = None
    narrow: Found[str] | None = None
    for token in _WORDS.find(text):
        word = token.meaning
        if word in _TONES:
            tone, narrow = token, None
            if word == "dark":
                found.append(Found(token.start, token.end, rgb(NAMED["dark"])))
        elif word in NAMED and not (word in _BROAD and narrow and _beside(text, narrow, token)):
            near = tone if tone and _beside(text, tone, token) else None
            if near and near.meaning == "dark":
                found.pop()
            color = _toned(rgb(NAMED[word]), _TONES[near.meaning] if near else 0.0)
            found.append(Found(near.start if near else token.start, token.end, color))
            tone, narrow = None, token if word not in _BROAD else None
    return tuple(found)


def colour_in(text: str) -> Color | None:
    """The last colour named in ``text`` with its tone word (``dark green``), or None."""
    found = [color.meaning for color in colours_in(text)]
    dark = rgb(NAMED["dark"])
    return next((color for color in reversed(found) if color != dark), found[-1] if found else None)


def _beside(text: str, one: Found[str], other: Found[str]) -> bool:
    return not text[one.end : other.start].strip()


def _toned(color: Color, tone: float) -> Color:
    return darker(color, -tone) if tone < 0 else lighter(color, tone)


@dataclass(frozen=True)
class Light:
    """What the hour, the weather and the style do to every colour of a shot."""

    tint: Color = (1.0, 1.0, 1.0)
    """What white becomes where the light is the ambient one; each 0 to 1.2."""
    saturation: float = 1.0
    contrast: float = 1.0
    lift: float = 0.0
    """Added to every channel: haze."""
    key: Color = (1.0, 0.96, 0.86)
    """Colour of the brightest source: sun, lamp, moon."""
    shade: float = 0.2
    """Strength of shadows on people, 0 to 1."""

    def __call__(self, color: Color) -> Color:
        """``color`` as seen under this light."""
        grey = luma(color)
        out = []
        for channel, tint in zip(color, self.tint, strict=True):
            value = (grey + (channel - grey) * self.saturation) * tint
            value = 0.5 + (value - 0.5) * self.contrast + self.lift
            out.append(min(1.0, max(0.0, value)))
        return (out[0], out[1], out[2])
