"""The hour, the weather and the style of a shot, read from its words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from generator.animatic.palette import Color, Light, mix, rgb
from generator.animatic.places.style import Scheme, grain_of, scheme_of, styled
from generator.animatic.places.words import kind_of
from generator.animatic.wording import dice, says
from generator.interface import Place


class Hour(StrEnum):
    """Time of day, as far as the light is concerned."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


@dataclass(frozen=True)
class Mood:
    """Everything about a shot's light and air."""

    hour: Hour
    rain: bool
    snow: bool
    fog: bool
    storm: bool
    interior: bool
    light: Light
    sky: tuple[Color, Color]
    """Top and horizon of the sky, in the film's own tones."""
    scheme: Scheme
    """The hues of the film's places."""
    side: int
    """-1 or 1: on which side the sun or the moon stands."""
    autumn: bool = False
    """True when leaves have turned and fall."""
    grain: float = 0.0
    """Film grain, 0 none to 1; see :func:`generator.animatic.grain.grain_over`."""


_SKIES: dict[Hour, tuple[int, int]] = {
    Hour.DAWN: (0x8FA6C9, 0xF6CDA8),
    Hour.DAY: (0x86B4D8, 0xDDEAE6),
    Hour.DUSK: (0x5B5F92, 0xEE9F72),
    Hour.NIGHT: (0x141C38, 0x3D4F77),
}

_OUTSIDE: dict[Hour, Light] = {
    Hour.DAWN: Light((1.0, 0.92, 0.88), 0.92, 0.96, 0.015, (1.0, 0.86, 0.66), 0.2),
    Hour.DAY: Light((1.0, 1.0, 0.98), 1.0, 1.0, 0.0, (1.0, 0.97, 0.86), 0.18),
    Hour.DUSK: Light((0.96, 0.78, 0.74), 0.98, 1.0, 0.01, (1.0, 0.72, 0.45), 0.26),
    Hour.NIGHT: Light((0.54, 0.6, 0.8), 0.78, 0.95, 0.01, (0.74, 0.83, 1.0), 0.32),
}

_INSIDE: dict[Hour, Light] = {
    Hour.DAWN: Light((0.98, 0.9, 0.86), 0.95, 0.98, 0.01, (1.0, 0.86, 0.68), 0.2),
    Hour.DAY: Light((1.0, 0.99, 0.96), 1.0, 1.0, 0.0, (1.0, 0.97, 0.88), 0.16),
    Hour.DUSK: Light((0.98, 0.83, 0.74), 1.0, 1.0, 0.0, (1.0, 0.76, 0.5), 0.24),
    Hour.NIGHT: Light((0.82, 0.72, 0.68), 0.92, 1.04, -0.01, (1.0, 0.79, 0.48), 0.3),
}
_TUBES = Light((0.8, 0.84, 0.87), 0.88, 1.02, 0.0, (0.9, 0.97, 1.0), 0.26)
_FLOODS = Light((0.84, 0.87, 0.94), 0.92, 1.0, 0.0, (0.95, 0.98, 1.0), 0.28)
_AT_NIGHT: dict[str, Light] = {
    **dict.fromkeys(("hospital", "laboratory", "bathroom", "spaceship", "prison"), _TUBES),
    **dict.fromkeys(("moon", "space"), _OUTSIDE[Hour.DAY]),
    "stadium": _FLOODS,
}
"""Kinds of place with a light of their own at night: white lamps, floods, the sun where there is no air."""


def mood_of(place: Place, style: str) -> Mood:
    """The mood of a shot: its place's time, light and description, and the film's style."""
    text = " ".join((place.heading, place.time, place.light, place.description)).replace("雪白", "")
    hour = hour_of(f"{place.heading} {place.time}", f"{place.light} {place.description}")
    storm = says(text, "storm*", "thunder*", "gale", "tempest", "暴风", "雷")
    rain = storm or says(text, "rain*", "drizzl*", "downpour", "shower", "雨")
    snow = says(
        text,
        "snow",
        "snows",
        "snowing",
        "snowfall",
        "snowstorm",
        "snowy",
        "snowflake",
        "blizzard",
        "下雪",
        "大雪",
        "小雪",
        "飘雪",
        "雪花",
        "风雪",
        "暴雪",
    )
    fog = says(text, "fog*", "mist*", "haze", "hazy", "smok*", "雾")
    light = (_INSIDE if place.interior else _OUTSIDE)[hour]
    if hour is Hour.NIGHT:
        light = _AT_NIGHT.get(kind_of(place), light)
    if not place.interior:
        light = _weathered(light, rain or storm, snow, fog)
    top, low = (rgb(code) for code in _SKIES[hour])
    if rain or fog or snow:
        cover = rgb(0x9AA3AB) if hour is not Hour.NIGHT else rgb(0x2A3244)
        share = 0.75 if storm or fog else 0.6
        top, low = mix(top, mix(cover, (0.2, 0.22, 0.3), 0.25 * storm), share), mix(low, cover, share)
    bent = styled(Light(), style)
    return Mood(
        hour,
        rain,
        snow,
        fog,
        storm,
        place.interior,
        styled(light, style),
        (bent(top), bent(low)),
        scheme_of(style),
        dice("sun", place.name or place.heading).choice((-1, 1)),
        says(
            f"{text} {style}",
            "autumn",
            "autumnal",
            "fallen leaves",
            "falling leaves",
            "october",
            "秋",
            "落叶",
        ),
        grain_of(style),
    )


def hour_of(heading: str, description: str) -> Hour:
    """The hour named in the heading, else in the description, else day."""
    for text in (heading, description):
        if says(
            text,
            "dawn",
            "sunrise",
            "daybreak",
            "early morning",
            "first light",
            "黎明",
            "拂晓",
            "清晨",
            "日出",
        ):
            return Hour.DAWN
        if says(
            text,
            "dusk",
            "sunset",
            "evening",
            "twilight",
            "magic hour",
            "golden hour",
            "黄昏",
            "傍晚",
            "日落",
            "夕阳",
        ):
            return Hour.DUSK
        if says(text, "night", "midnight", "moonlight", "moonlit", "in the dark", "夜", "晚"):
            return Hour.NIGHT
        if says(text, "day", "morning", "noon", "afternoon", "daylight", "sunny", "日", "早", "午"):
            return Hour.DAY
    return Hour.DAY


def _weathered(light: Light, rain: bool, snow: bool, fog: bool) -> Light:
    if fog:
        light = replace(
            light, saturation=light.saturation * 0.7, contrast=light.contrast * 0.82, lift=light.lift + 0.03
        )
    if rain:
        tint = mix(light.tint, (0.74, 0.82, 0.9), 0.4)
        light = replace(light, tint=tint, saturation=light.saturation * 0.82, shade=light.shade * 0.8)
    if snow:
        light = replace(
            light, tint=mix(light.tint, (0.92, 0.97, 1.0), 0.4), saturation=light.saturation * 0.85
        )
    return light
