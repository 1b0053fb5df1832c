"""What the style words of a film do: how they bend its light, and the few hues its places are painted in."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass, replace

from generator.animatic.palette import Color, Light, luma, mix
from generator.animatic.wording import dice, says, words


@dataclass(frozen=True)
class Scheme:
    """The hues of a film's places, each 0 to 1: whatever the words leave free is drawn near one of them."""

    wood: float
    leaf: float
    water: float
    cloth: float
    accent: float
    depth: float = 1.0
    """How saturated the places are against ordinary ones."""

    def pull(self, color: Color) -> Color:
        """``color`` with its hue drawn to the nearest of the film's; greys and light sources stay."""
        hue, saturation, value = colorsys.rgb_to_hsv(*color)
        if saturation < 0.05 or value > 1:
            return color
        hues = (self.wood, self.leaf, self.water, self.cloth, self.accent)
        way = min(((known - hue + 0.5) % 1.0 - 0.5 for known in hues), key=abs)
        # A little of the distance stays, or all greens of a wood would be one green.
        left = max(-_NEAR, min(_NEAR, way * 0.35))
        return colorsys.hsv_to_rgb((hue + way - left) % 1.0, min(1.0, saturation * self.depth), value)


_NEAR = 0.035
_GREY = 0.2
"""Saturation under which a style has no colours at all."""


@dataclass(frozen=True)
class _Style:
    stems: tuple[str, ...]
    tint: Color = (1.0, 1.0, 1.0)
    share: float = 0.0
    """How far white moves to ``tint``."""
    saturation: float = 1.0
    contrast: float = 1.0
    lift: float = 0.0
    shade: float = 0.0
    hues: tuple[float, float] | None = None
    """Cloth and accent of the film."""
    depth: float = 1.0

    def bend(self, light: Light) -> Light:
        tint = mix(light.tint, self.tint, self.share)
        if self.saturation < _GREY:
            # Moonlight and lamp light are grey, too.
            tint = (luma(tint),) * 3
        return replace(
            light,
            tint=tint,
            saturation=light.saturation * self.saturation,
            contrast=light.contrast * self.contrast,
            lift=light.lift + self.lift,
            shade=light.shade + self.shade,
        )


_STYLES = (
    _Style(("noir", "monochrome", "black and white", "black white", "silent film", "黑白"),
           saturation=0.08, contrast=1.15, shade=0.1),
    _Style(("ink", "ink wash", "水墨"), (0.98, 0.98, 0.94), 0.6, 0.22, 0.95, 0.04),
    _Style(("sepia", "vintage", "old", "nostalgic", "1920s", "1930s", "1940s", "retro", "复古", "怀旧",
            "老电影"),
           (1.0, 0.9, 0.74), 0.5, 0.7, hues=(0.07, 0.02)),
    _Style(("1970s", "1970", "70s", "seventies", "七十年代"), (1.03, 0.95, 0.8), 0.5, 0.9, 0.92, 0.03,
           hues=(0.09, 0.19), depth=1.25),
    _Style(("1980s", "80s", "eighties", "synthwave", "八十年代"), (1.0, 0.92, 1.05), 0.35, 1.15,
           hues=(0.83, 0.49), depth=1.2),
    _Style(("warm", "golden", "cozy", "cosy", "autumn*", "amber", "温暖", "暖色", "温馨"),
           (1.04, 0.94, 0.82), 0.45, hues=(0.04, 0.11)),
    _Style(("cold", "cool", "bleak", "icy", "nordic", "winter*", "冷色", "冷调", "寒冷"),
           (0.86, 0.95, 1.06), 0.5, 0.88, hues=(0.58, 0.5)),
    _Style(("pastel", "soft", "dreamy", "gentle", "柔和", "梦幻"), contrast=0.9, lift=0.05, depth=0.85,
           hues=(0.94, 0.48)),
    _Style(("watercolor", "watercolour", "gouache", "水彩"), (1.02, 1.0, 0.93), 0.6, 0.9, 0.86, 0.06,
           hues=(0.57, 0.03)),
    _Style(("children's book", "children", "picture book", "storybook", "fairy tale", "fairytale",
            "whimsical",
            "童话", "绘本", "儿童"), (1.03, 0.99, 0.92), 0.5, 1.14, 0.96, 0.03, hues=(0.0, 0.52), depth=1.15),
    _Style(("comic", "comics", "comic book", "graphic novel", "pop art", "cartoon", "漫画", "卡通"),
           saturation=1.28, contrast=1.16, hues=(0.99, 0.14), depth=1.3),
    _Style(("anime", "ghibli", "manga", "cel shaded", "动漫", "日漫", "动画"), (1.0, 1.0, 1.02), 0.5, 1.2,
           1.04,
           0.01, hues=(0.56, 0.95), depth=1.12),
    _Style(("vivid", "neon", "saturated", "colorful", "colourful", "bright", "鲜艳", "霓虹", "明亮"),
           saturation=1.22, depth=1.1),
    _Style(("muted", "desaturated", "grey", "gray", "restrained", "minimal*", "minimalist", "素雅", "克制"),
           saturation=0.8),
    _Style(("documentary", "realistic", "realism", "verité", "verite", "naturalistic", "纪录片", "写实",
            "纪实"),
           saturation=0.82, contrast=1.02, hues=(0.08, 0.58), depth=0.85),
    _Style(("horror", "creepy", "gothic", "sinister", "eerie", "恐怖", "惊悚", "阴森"),
           (0.8, 0.92, 0.84), 0.6, 0.62, 1.08, -0.03, 0.12, hues=(0.4, 0.0)),
    _Style(("thriller", "gritty", "crime", "悬疑", "犯罪"), (0.92, 0.98, 1.0), 0.5, 0.8, 1.08, -0.01, 0.05,
           hues=(0.55, 0.08)),
    _Style(("sci-fi", "sci fi", "scifi", "science fiction", "cyberpunk", "futuristic", "科幻", "赛博",
            "未来"),
           (0.9, 1.0, 1.05), 0.6, 1.05, 1.07, hues=(0.51, 0.89)),
    _Style(("western", "spaghetti western", "西部"), (1.05, 0.96, 0.8), 0.6, 0.95, 1.06, hues=(0.03, 0.12)),
)  # fmt: skip
"""The words of a style; several may hold at once."""


def styled(light: Light, style: str) -> Light:
    """``light`` bent by the style words of the film (noir, warm, pastel, neon, sepia …)."""
    for known in _found(style):
        light = known.bend(light)
    return light


def scheme_of(style: str) -> Scheme:
    """The hues of a film: those of its style words, and where they say nothing those its dice give."""
    lot = dice("scheme", *words(style))
    wood, leaf, water = lot.uniform(0.05, 0.095), lot.uniform(0.2, 0.34), lot.uniform(0.52, 0.61)
    cloth = lot.choice((0.01, 0.05, 0.45, 0.57, 0.66, 0.93)) + lot.uniform(-0.02, 0.02)
    accent = cloth + lot.choice((0.42, 0.5, 0.58)) + lot.uniform(-0.03, 0.03)
    depth = 1.0
    for known in _found(style):
        if known.hues is not None:
            cloth, accent = known.hues
        depth *= known.depth
    return Scheme(wood, leaf, water, cloth % 1.0, accent % 1.0, depth)


_GRAIN = (
    "grain",
    "grainy",
    "film grain",
    "16mm",
    "16 mm",
    "8mm",
    "8 mm",
    "super 8",
    "super8",
    "胶片颗粒",
    "颗粒",
)
_COARSE = ("super 8", "super8", "8mm", "8 mm", "heavy grain", "very grainy", "粗颗粒")
_CLEAN = ("no grain", "without grain", "grain free", "grainless", "无颗粒", "没有颗粒")


def grain_of(style: str) -> float:
    """How much film grain the style asks for: 0 none to 1 that of small-gauge film."""
    if says(style, *_CLEAN) or not says(style, *_GRAIN):
        return 0.0
    return 1.0 if says(style, *_COARSE) else 0.5


def _found(style: str) -> tuple[_Style, ...]:
    return tuple(known for known in _STYLES if says(style, *known.stems))
