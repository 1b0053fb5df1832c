"""What a place sounds like when nobody speaks: filtered noise chosen by the words of place and sound."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from generator.animatic.noises import Dice, Wave, band, decay, dice_for, lay, levelled, moments, slow, times
from generator.interface import SAMPLE_RATE, Place

MAX_LAYERS = 3
"""Sounds of a place at once: more is mud."""


def ambience(place: Place, sound: str, seed: int, count: int) -> npt.NDArray[np.float32]:
    """The sound of ``place``: float32 [2, count], 48 kHz, RMS about 1; the mix sets its level.

    The words of ``sound`` come first, then those of the place; time of day and indoors or outdoors decide
    when no word does. ``no traffic`` leaves traffic out.
    """
    names = layers(place, sound)
    out = np.zeros((2, count))
    for rank, name in enumerate(names):
        dice = dice_for("ambience", name, place.heading, seed)
        share = 0.7**rank
        left, right = _LAYERS[name](dice, count), _LAYERS[name](dice, count)
        # Two runs of the dice that share a middle: wide, but one place.
        middle = 0.6 * left + 0.4 * right
        out += share * np.stack([levelled(middle + 0.5 * left), levelled(middle + 0.5 * right)])
    return np.asarray(out / max(1.0, float(np.sqrt(len(names)))), dtype=np.float32)


def layers(place: Place, sound: str) -> list[str]:
    """Names of the layers heard in ``place``, the loudest first; never none."""
    heard = _without_denied(sound)
    around = _without_denied(" ".join((place.heading, place.name, place.description, place.light)))
    found = _named(heard) + [name for name in _named(around) if not _denied(name, sound)]
    if not place.interior:
        found += _open_air(place, found)
    if place.interior or not found:
        found.append("room" if place.interior else "wind")
    return list(dict.fromkeys(found))[:MAX_LAYERS]


def _named(text: str) -> list[str]:
    return [name for name, words in _WORDS.items() if re.search(rf"\b(?:{words})\b", text)]


def _without_denied(text: str) -> str:
    return re.sub(r"\b(?:no|without|not)\s+[\w-]+(?:\s+(?:or|and|nor)\s+[\w-]+)?", " ", text.lower())


def _denied(name: str, sound: str) -> bool:
    return name in _named(sound.lower()) and name not in _named(_without_denied(sound))


def _open_air(place: Place, found: list[str]) -> list[str]:
    if {"rain", "sea", "traffic", "crowd", "train"} & set(found):
        return []
    when = f"{place.time} {place.heading}".lower()
    if re.search(r"night|midnight|dusk|evening", when):
        return ["crickets"]
    return ["birds", "wind"] if re.search(r"day|dawn|morning|noon|sunrise|afternoon", when) else ["wind"]


def _rain(dice: Dice, count: int) -> Wave:
    out = band(dice, count, 900, 9_000) * slow(dice, count, 0.5, 0.7, 1.0) + 0.4 * band(dice, count, 150, 900)
    for at in moments(dice, count, 14):
        drop = decay(0.03, 0.006) * np.sin(2 * np.pi * dice.uniform(1_800, 5_000) * times(0.03))
        lay(out, drop * dice.uniform(0.5, 2.0), at)
    return out


def _wind(dice: Dice, count: int) -> Wave:
    low = band(dice, count, 90, 350) * slow(dice, count, 0.4, 0.35, 1.0)
    return np.asarray(low + 0.5 * band(dice, count, 350, 900) * slow(dice, count, 0.6, 0.0, 1.0) ** 2)


def _sea(dice: Dice, count: int) -> Wave:
    phase = dice.uniform(0, 2 * np.pi)
    swell = (0.5 + 0.5 * np.sin(2 * np.pi * np.arange(count) / SAMPLE_RATE / 6.5 + phase)) ** 2
    return np.asarray(
        0.6 * band(dice, count, 60, 400) * (0.5 + 0.5 * swell)
        + band(dice, count, 400, 5_000) * (0.1 + 0.9 * swell)
    )


def _birds(dice: Dice, count: int) -> Wave:
    out = 0.15 * band(dice, count, 200, 2_000)
    for at in moments(dice, count, 0.9):
        base, tone = dice.uniform(2_300, 4_600), times(0.09)
        for chirp in range(int(dice.integers(2, 6))):
            bent = base * tone + dice.uniform(-6_000, 6_000) * tone**2
            note = np.sin(2 * np.pi * bent) * np.sin(np.pi * tone / 0.09) ** 2
            lay(out, note * dice.uniform(0.4, 1.2), at + 0.13 * chirp)
    return out


def _traffic(dice: Dice, count: int) -> Wave:
    out = band(dice, count, 40, 180) + 0.35 * band(dice, count, 180, 900) * slow(dice, count, 0.5, 0.3, 1.0)
    for at in moments(dice, count, 0.15):
        span = 3.2
        swell = np.sin(np.pi * times(span) / span) ** 3
        lay(out, 1.6 * swell * band(dice, swell.size, 120, 1_400), at - span / 2 if at > span / 2 else 0.0)
    return out


def _crowd(dice: Dice, count: int) -> Wave:
    voices = [
        band(dice, count, centre * 0.8, centre * 1.25)
        * slow(dice, count, dice.uniform(2.5, 5.0), -0.4, 1.0).clip(0)
        for centre in (220.0, 330.0, 480.0, 700.0, 1_050.0, 1_600.0)
    ]
    out = np.asarray(np.sum(voices, axis=0))
    for at in moments(dice, count, 0.5):
        ring = dice.uniform(2_500, 4_500)
        lay(out, 1.2 * decay(0.15, 0.03) * np.sin(2 * np.pi * ring * times(0.15)), at)
    return out


def _room(dice: Dice, count: int) -> Wave:
    return np.asarray(band(dice, count, 40, 200) + 0.3 * band(dice, count, 200, 1_500))


def _crickets(dice: Dice, count: int) -> Wave:
    time = np.arange(count) / SAMPLE_RATE
    out = 0.35 * band(dice, count, 100, 800)
    for _ in range(3):
        pitch, rate, start = dice.uniform(3_900, 4_900), dice.uniform(1.3, 2.2), dice.uniform(0, 1)
        chirping = ((time * rate + start) % 1.0) < 0.35
        pulses = np.sin(2 * np.pi * 31 * time + start).clip(0) ** 2
        out += dice.uniform(0.3, 0.7) * np.sin(2 * np.pi * pitch * time) * pulses * _soft(chirping)
    return np.asarray(out)


def _fire(dice: Dice, count: int) -> Wave:
    out = 0.6 * band(dice, count, 60, 500) * slow(dice, count, 3, 0.6, 1.0)
    for at in moments(dice, count, 11):
        snap = decay(0.03, dice.uniform(0.001, 0.006), 0.0003) * dice.standard_normal(int(0.03 * SAMPLE_RATE))
        lay(out, snap * dice.exponential(2.0), at)
    return np.asarray(out)


def _train(dice: Dice, count: int) -> Wave:
    out = band(dice, count, 35, 160) + 0.3 * band(dice, count, 300, 1_500) * slow(dice, count, 1, 0.5, 1.0)
    start = float(dice.uniform(0, 1.1))
    clack = decay(0.12, 0.03) * band(dice, int(0.12 * SAMPLE_RATE), 150, 1_800)
    for turn in range(int(count / SAMPLE_RATE / 1.1) + 1):
        lay(out, 2.0 * clack, start + 1.1 * turn)
        lay(out, 1.5 * clack, start + 1.1 * turn + 0.18)
    return np.asarray(out)


def _machine(dice: Dice, count: int) -> Wave:
    time = np.arange(count) / SAMPLE_RATE
    root = dice.uniform(48, 62)
    hum = sum(np.sin(2 * np.pi * root * part * time + part) / part for part in (1, 2, 3, 4, 6))
    return np.asarray(hum + 0.4 * band(dice, count, 200, 2_500))


def _soft(gate: npt.NDArray[np.bool_]) -> Wave:
    from scipy.ndimage import uniform_filter1d

    return np.asarray(uniform_filter1d(gate.astype(np.float64), 960))


_WORDS = {
    "rain": r"rain\w*|drizzle|downpour|storm\w*|thunderstorm",
    "sea": r"sea|ocean|waves?|surf|shore|beach|harbou?r|pier|lighthouse|cliff|boat|ship|deck|tide|coast",
    "train": r"train|railway|railroad|carriage|locomotive|subway|metro",
    "traffic": r"traffic|street|road|highway|city|avenue|car|cars|bus|taxi|crossroads|motorway",
    "crowd": r"crowd\w*|caf[eé]|restaurant|bar|pub|market|party|station|diner|canteen"
    r"|chatter|lobby|theatre|bazaar",
    "fire": r"fire|fireplace|campfire|hearth|bonfire|flames?|stove|forge",
    "machine": r"machine\w*|engine|factory|server|laboratory|lab|workshop|generator|spaceship|bridge|reactor"
    r"|hum|humming|fridge|refrigerator|ventilation",
    "birds": r"birds?|garden|park|forest|woods?|meadow|birdsong|orchard|field|farm|gulls?",
    "crickets": r"crickets?|cicadas?",
    "wind": r"wind\w*|breeze|gale|gust\w*|desert|mountain|hill|moor|roof|rooftop|snow\w*|field|plain|cliff",
}
"""A layer and the words that call for it; earlier layers are louder."""

_LAYERS: dict[str, Callable[[Dice, int], Wave]] = {
    "rain": _rain, "wind": _wind, "sea": _sea, "birds": _birds, "traffic": _traffic, "crowd": _crowd,
    "room": _room, "crickets": _crickets, "fire": _fire, "train": _train, "machine": _machine,
}  # fmt: skip
