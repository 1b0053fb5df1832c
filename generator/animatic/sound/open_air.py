"""The sounds of weather, water, animals and fire, each a loop in both ears."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.animatic.sound.noises import (
    LOOP,
    RATE,
    Dice,
    Wave,
    Wide,
    band,
    burst,
    decay,
    glide,
    hill,
    moments,
    place,
    ring,
    slow,
    times,
    wide,
)


def _side(dice: Dice) -> float:
    return float(dice.uniform(-0.8, 0.8))


def _still() -> Wide:
    return np.zeros((2, LOOP), np.float32)


def _drops(dice: Dice, per_second: float, low: float, high: float) -> Wide:
    out = _still()
    for at in moments(dice, per_second):
        drop = ring([(float(dice.uniform(low, high)), 1.0, 0.006)], 0.03)
        place(out, drop * float(dice.uniform(0.5, 2.0)), at, _side(dice))
    return out


def _rain(dice: Dice) -> Wide:
    hiss = band(dice, LOOP, 900, 8_000) * slow(dice, LOOP, 0.5, 0.75, 1.0)
    return wide(hiss + 0.4 * band(dice, LOOP, 150, 900)) + _drops(dice, 14, 1_800, 5_000)


def _rain_on_windows(dice: Dice) -> Wide:
    dull = band(dice, LOOP, 120, 1_400) * slow(dice, LOOP, 0.5, 0.7, 1.0)
    return wide(dull + 0.15 * band(dice, LOOP, 1_400, 5_000)) + 1.4 * _drops(dice, 22, 700, 2_200)


def _thunder(dice: Dice) -> Wide:
    out = _still()
    for at in (1.5, 7.0):
        roll = band(dice, 3 * RATE, 30, 170) * decay(3.0, 1.1, 0.25) * (0.4 + slow(dice, 3 * RATE, 5))
        place(out, roll, at, _side(dice))
    return out


def _wind(dice: Dice) -> Wide:
    low = band(dice, LOOP, 90, 350) * slow(dice, LOOP, 0.4, 0.4, 1.0)
    return wide(low + 0.5 * band(dice, LOOP, 350, 900) * slow(dice, LOOP, 0.6) ** 2)


def _howling(dice: Dice) -> Wide:
    """Wind that sings in gaps and over ridges."""
    song = band(dice, LOOP, 480, 560) * slow(dice, LOOP, 0.5) ** 2
    other = band(dice, LOOP, 690, 760) * slow(dice, LOOP, 0.7) ** 2
    return _wind(dice) + wide(0.5 * song + 0.35 * other)


def _sand(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 60, 220) * slow(dice, LOOP, 0.3, 0.5, 1.0)
                + 0.25 * band(dice, LOOP, 3_500, 9_000) * slow(dice, LOOP, 0.8) ** 3)  # fmt: skip


def _snow(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 50, 260) * slow(dice, LOOP, 0.3, 0.6, 1.0))


def _leaves(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 1_200, 7_000) * slow(dice, LOOP, 0.6, 0.15, 1.0) ** 1.5
                + 0.5 * band(dice, LOOP, 120, 500) * slow(dice, LOOP, 0.4, 0.4, 1.0))  # fmt: skip


def _sea(dice: Dice) -> Wide:
    turn = np.arange(LOOP, dtype=np.float32) * np.float32(2 * np.pi * 2 / LOOP) + float(dice.uniform(0, 6))
    swell = (0.5 + 0.5 * np.sin(turn + 0.4 * np.sin(turn))) ** 2
    return wide(0.6 * band(dice, LOOP, 60, 400) * (0.6 + 0.4 * swell)
                + band(dice, LOOP, 400, 5_000) * (0.2 + 0.8 * swell))  # fmt: skip


def _lapping(dice: Dice) -> Wide:
    """Water against wood."""
    out = wide(0.5 * band(dice, LOOP, 80, 500) * slow(dice, LOOP, 0.8, 0.4, 1.0))
    for at in moments(dice, 1.6, 8):
        gulp = glide((float(dice.uniform(260, 420)), float(dice.uniform(500, 800))), 0.14) * hill(0.14)
        place(out, float(dice.uniform(0.3, 1.0)) * gulp, at, _side(dice))
        place(out, 0.8 * burst(dice, 0.3, 300, 2_400, 0.09, 0.05), at + 0.03, _side(dice))
    return out


def _stream(dice: Dice) -> Wide:
    out = wide(band(dice, LOOP, 500, 4_500) * slow(dice, LOOP, 4, 0.7, 1.0))
    for at in moments(dice, 18):
        bubble = glide((float(dice.uniform(500, 900)), float(dice.uniform(900, 1_700))), 0.06) * hill(0.06)
        place(out, float(dice.uniform(0.5, 1.5)) * bubble, at, _side(dice))
    return out


def _gulls(dice: Dice) -> Wide:
    out = _still()
    for at in moments(dice, 0.45, 3):
        high, side = float(dice.uniform(1_300, 1_800)), _side(dice)
        for call in range(int(dice.integers(2, 5))):
            cry = glide((0.7 * high, high, 0.95 * high, 0.6 * high), 0.32, (1.0, 0.7, 0.4, 0.2)) * hill(0.32)
            place(out, 0.6 * cry, at + 0.42 * call, side)
    return out


def _song(dice: Dice) -> Wave:
    base = float(dice.uniform(2_300, 4_600))
    bends = [base + float(dice.uniform(-500, 500)) for _ in range(3)]
    return np.asarray(glide(bends, 0.1) * hill(0.1, 2.0), dtype=np.float32)


def _flock(dice: Dice, per_second: float) -> Wide:
    out = wide(0.06 * band(dice, LOOP, 300, 3_000))
    for at in moments(dice, per_second, 4):
        note, side = _song(dice), _side(dice)
        for chirp in range(int(dice.integers(2, 6))):
            place(out, float(dice.uniform(0.4, 1.2)) * note, at + 0.14 * chirp, side)
    return out


def _birds(dice: Dice) -> Wide:
    return _flock(dice, 1.0)


def _dawn_chorus(dice: Dice) -> Wide:
    return _flock(dice, 3.2)


def _crickets(dice: Dice) -> Wide:
    time = times(LOOP / RATE)
    out = wide(0.2 * band(dice, LOOP, 100, 800))
    for _ in range(3):
        pitch, turns = round(dice.uniform(3_900, 4_900)), int(dice.integers(13, 22))
        pulses = np.sin(np.float32(2 * np.pi * 31) * time).clip(0) ** 2
        chirping = np.clip(4 * np.sin(2 * np.pi * turns * time * RATE / LOOP + dice.uniform(0, 6)) - 1, 0, 1)
        chirp = np.sin(np.float32(2 * np.pi * pitch) * time) * pulses * chirping
        place(out, float(dice.uniform(0.4, 0.8)) * chirp.astype(np.float32), 0.0, _side(dice))
    return out


def _insects(dice: Dice) -> Wide:
    """A hot day in the grass."""
    shrill = band(dice, LOOP, 5_200, 7_500) * slow(dice, LOOP, 7, 0.4, 1.0) * slow(dice, LOOP, 0.4, 0.3, 1.0)
    return wide(shrill + 0.3 * band(dice, LOOP, 200, 1_200))


def _owl(dice: Dice) -> Wide:
    out = wide(0.1 * band(dice, LOOP, 150, 700))
    side, root = _side(dice), float(dice.uniform(340, 420))
    for at, length in ((1.0, 0.45), (2.0, 0.2), (2.3, 0.7), (6.4, 0.45), (7.4, 0.2), (7.7, 0.7)):
        place(out, glide((root, 0.97 * root, 0.92 * root), length, (1.0, 0.15)) * hill(length), at, side)
    return out


def _frogs(dice: Dice) -> Wide:
    out = wide(0.15 * band(dice, LOOP, 100, 900))
    for at in moments(dice, 2.2, 8):
        croak = glide((float(dice.uniform(300, 600)),) * 2, 0.25, (1.0, 0.7, 0.5)) * hill(0.25)
        place(out, 0.5 * croak * (0.5 + 0.5 * np.sin(2 * np.pi * 38 * times(0.25))), at, _side(dice))
    return out


def _drips(dice: Dice) -> Wide:
    """A cave: air, and drops that ring after."""
    out = wide(0.25 * band(dice, LOOP, 40, 220))
    for at in moments(dice, 0.8, 5):
        drop, side = glide((900, float(dice.uniform(1_300, 2_300))), 0.07) * hill(0.07), _side(dice)
        for echo in range(5):
            place(out, float(1.6 * 0.5**echo) * drop, at + 0.17 * echo, side * (-0.7) ** echo)
    return out


def _under_water(dice: Dice) -> Wide:
    """A deep dull press, and bubbles that rise."""
    out = wide(
        band(dice, LOOP, 30, 150) * slow(dice, LOOP, 0.4, 0.6, 1.0) + 0.12 * band(dice, LOOP, 150, 500)
    )
    for at in moments(dice, 0.9, 6):
        side = _side(dice)
        for bubble in range(int(dice.integers(2, 6))):
            low = float(dice.uniform(240, 420))
            blip = glide((low, 2.1 * low), 0.09) * hill(0.09)
            place(out, float(dice.uniform(0.4, 1.0)) * blip, at + 0.11 * bubble, side)
    return out


def _void(dice: Dice) -> Wide:
    """Nothing, or nearly: a hum so low that it is felt."""
    hum = np.zeros(LOOP, np.float32)
    for pitch in (31.0, 46.5, 62.1):
        tone = np.sin(np.float32(2 * np.pi * pitch) * times(LOOP / RATE)).astype(np.float32)
        hum += tone * slow(dice, LOOP, 0.3, 0.3, 1.0)
    return wide(hum + 0.1 * band(dice, LOOP, 60, 300))


def _dream(dice: Dice) -> Wide:
    """Glasses that sing far away, each swelling and going."""
    out = wide(0.08 * band(dice, LOOP, 300, 2_400) * slow(dice, LOOP, 0.3, 0.2, 1.0))
    for at in moments(dice, 0.9, 7):
        pitch = 220.0 * 2 ** (int(dice.choice((0, 2, 4, 7, 9, 12, 16))) / 12)
        place(out, 0.3 * glide((pitch,) * 2, 4.0, (1.0, 0.0, 0.3)) * hill(4.0, 2.0), at, _side(dice))
    return out


def _fire(dice: Dice) -> Wide:
    out = wide(0.6 * band(dice, LOOP, 60, 500) * slow(dice, LOOP, 3, 0.6, 1.0))
    for at in moments(dice, 11):
        snap = burst(dice, 0.03, 700, 8_000, float(dice.uniform(0.001, 0.006)), 0.0003)
        place(out, snap * float(dice.exponential(1.6)), at, 0.6 * _side(dice))
    return out


OPEN_AIR: dict[str, Callable[[Dice], Wide]] = {
    "rain": _rain, "rain on windows": _rain_on_windows, "thunder": _thunder, "wind": _wind,
    "howling wind": _howling, "desert wind": _sand, "snowy air": _snow, "leaves": _leaves, "sea": _sea,
    "lapping water": _lapping, "stream": _stream, "gulls": _gulls, "birds": _birds,
    "dawn chorus": _dawn_chorus, "crickets": _crickets, "insects": _insects, "owl": _owl, "frogs": _frogs,
    "drips": _drips, "fire": _fire, "under water": _under_water, "void": _void, "dream air": _dream,
}  # fmt: skip
