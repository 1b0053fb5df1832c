"""Things that are struck, rung or broken; each is mono at half the rate of the mix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.animatic.sound.noises import Dice, Wave, band, burst, decay, glide, hill, ring, strung, times


def _wood(dice: Dice, pitch: float = 170.0) -> Wave:
    return ring([(pitch, 1.0, 0.03), (2.4 * pitch, 0.5, 0.015)], 0.2) + 0.5 * burst(
        dice, 0.2, 150, 1_500, 0.02
    )


def _knock(dice: Dice) -> Wave:
    return strung([(0.21 * n, (1.0 - 0.1 * n) * _wood(dice)) for n in range(3)])


def _door(dice: Dice) -> Wave:
    root = float(dice.uniform(150, 230))
    creak = glide((root, 1.3 * root, 1.1 * root), 0.5, (0.5, 0.4, 0.35, 0.3, 0.25)) * hill(0.5)
    thud = ring([(75.0, 1.0, 0.08), (190.0, 0.4, 0.04)], 0.45) + 0.6 * burst(dice, 0.45, 80, 1_200, 0.05)
    latch = burst(dice, 0.06, 1_500, 6_000, 0.008)
    return strung([(0.0, 0.18 * creak), (0.5, thud), (0.54, 0.3 * latch)])


def _drawer(dice: Dice) -> Wave:
    slide = band(dice, times(0.5).size, 250, 2_500) * hill(0.5) * 0.3
    return strung([(0.0, slide.astype(np.float32)), (0.48, 0.8 * _wood(dice, 130.0))])


def _glass(dice: Dice) -> Wave:
    shards = [
        (float(dice.exponential(0.1)),
         0.4 * ring([(float(dice.uniform(2_500, 9_000)), 1.0, float(dice.uniform(0.02, 0.1)))], 0.4, 0.0005))
        for _ in range(18)
    ]  # fmt: skip
    return strung([(0.0, burst(dice, 0.2, 1_500, 10_000, 0.03, 0.0005)), *shards])


def _clink(dice: Dice) -> Wave:
    pitch = float(dice.uniform(2_000, 2_900))
    return ring([(pitch, 1.0, 0.16), (2.32 * pitch, 0.5, 0.09), (3.9 * pitch, 0.2, 0.04)], 0.7, 0.0005)


def _cup(dice: Dice) -> Wave:
    return strung(
        [(0.0, ring([(1_450.0, 0.6, 0.04), (3_100.0, 0.3, 0.02)], 0.25)), (0.0, _wood(dice, 210.0))]
    )


def _coin(dice: Dice) -> Wave:
    pitch = float(dice.uniform(4_000, 4_600))
    ping = ring([(pitch, 1.0, 0.08), (1.65 * pitch, 0.6, 0.05)], 0.3, 0.0003)
    gaps = np.cumsum([0.0, 0.16, 0.12, 0.09, 0.06, 0.04, 0.03])
    return strung([(float(at), 0.8**n * ping) for n, at in enumerate(gaps)])


def _bell(_dice: Dice) -> Wave:
    return ring(
        [(330.0, 0.5, 1.1), (660.0, 1.0, 0.8), (790.0, 0.5, 0.6), (1_320.0, 0.6, 0.4), (1_985.0, 0.3, 0.25),
         (2_790.0, 0.15, 0.15)], 2.4, 0.002,
    )  # fmt: skip


def _bicycle_bell(_dice: Dice) -> Wave:
    ping = ring([(2_300.0, 1.0, 0.25), (4_150.0, 0.5, 0.15)], 0.6, 0.0005)
    return strung([(0.0, ping), (0.14, 0.9 * ping)])


def _phone(_dice: Dice) -> Wave:
    time = times(0.9)
    trill = np.sin(2 * np.pi * 1_320 * time) + np.sin(2 * np.pi * 1_660 * time)
    edge = np.minimum(1.0, np.minimum(time, 0.9 - time) / 0.03)
    once = (trill * (0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 20 * time))) * edge).astype(np.float32)
    return strung([(0.0, once), (1.3, once)])


def _chime(dice: Dice) -> Wave:
    """Magic: a run of small bells upwards."""
    root = float(dice.choice((784.0, 880.0, 988.0)))
    tones = [root * 2 ** (step / 12) for step in (0, 4, 7, 11, 12, 16, 19, 24)]
    return strung([
        (0.075 * n, ring([(tone, 1.0, 0.35), (2.76 * tone, 0.3, 0.12)], 1.1)) for n, tone in enumerate(tones)
    ])  # fmt: skip


def _beeps(dice: Dice) -> Wave:
    tones = [float(dice.choice((740, 880, 1_110, 1_320, 1_660))) for _ in range(5)]
    return strung(
        [
            (0.13 * n, glide((tone, tone * 1.02), 0.1, (1.0, 0.2)) * hill(0.1, 0.4))
            for n, tone in enumerate(tones)
        ]
    )


def _clock(dice: Dice) -> Wave:
    tick = ring([(2_200.0, 1.0, 0.01), (900.0, 0.8, 0.02)], 0.1, 0.0005) + 0.4 * burst(
        dice, 0.1, 900, 6_000, 0.008
    )
    return strung([(0.5 * n, tick) for n in range(4)])


def _switch(dice: Dice) -> Wave:
    click = burst(dice, 0.08, 1_000, 6_000, 0.008, 0.0005) + ring([(420.0, 0.7, 0.02)], 0.08)
    return strung([(0.0, click), (0.07, 0.6 * click)])


def _shutter(dice: Dice) -> Wave:
    return strung(
        [(float(at), float(dice.uniform(0.4, 1.0)) * _wood(dice, 240.0)) for at in np.arange(8) * 0.13]
    )


def _camera(dice: Dice) -> Wave:
    click = burst(dice, 0.06, 1_200, 8_000, 0.008, 0.0005)
    return strung([(0.0, click), (0.06, 0.4 * burst(dice, 0.08, 800, 3_000, 0.03)), (0.12, 0.8 * click)])


def _hammer(dice: Dice) -> Wave:
    blow = ring([(820.0, 0.8, 0.1), (1_930.0, 0.5, 0.06)], 0.4) + burst(dice, 0.4, 150, 2_500, 0.02)
    return strung([(0.45 * n, blow) for n in range(3)])


def _gun(dice: Dice) -> Wave:
    crack = burst(dice, 1.4, 150, 9_000, 0.04, 0.0003) + 0.35 * burst(dice, 1.4, 60, 900, 0.35, 0.001)
    return np.asarray(np.tanh(1.6 * crack), dtype=np.float32)


def _explosion(dice: Dice) -> Wave:
    low = burst(dice, 2.4, 25, 180, 0.7, 0.004) + 0.5 * burst(dice, 2.4, 150, 3_000, 0.3, 0.002)
    return np.asarray(np.tanh(1.4 * low), dtype=np.float32)


def _thunder(dice: Dice) -> Wave:
    roll = decay(2.8, 0.9, 0.08) * band(dice, times(2.8).size, 30, 180)
    rumble = (roll * (0.6 + 0.4 * np.sin(2 * np.pi * 3.1 * times(2.8)))).astype(np.float32)
    return strung([(0.0, 0.5 * burst(dice, 0.6, 200, 3_000, 0.1, 0.005)), (0.02, rumble)])


def _key(dice: Dice) -> Wave:
    low, high = float(dice.uniform(3_000, 5_200)), float(dice.uniform(6_000, 9_000))
    return float(dice.uniform(0.3, 1.0)) * ring([(low, 1.0, 0.04), (high, 0.5, 0.02)], 0.15)


def _keys(dice: Dice) -> Wave:
    jingle = [(float(dice.uniform(0.0, 0.8)), _key(dice)) for _ in range(14)]
    return strung([*jingle, (0.95, burst(dice, 0.1, 600, 4_000, 0.015))])


def _string(pitch: float, seconds: float, bright: float) -> Wave:
    return ring([(pitch * n, bright ** (n - 1), 0.8 * seconds / (1 + 0.5 * n)) for n in range(1, 8)], seconds)


def _piano(_dice: Dice) -> Wave:
    return _string(392.0, 1.6, 0.45)


def _guitar(_dice: Dice) -> Wave:
    return strung(
        [(0.035 * n, _string(pitch, 1.4, 0.6)) for n, pitch in enumerate((196.0, 247.0, 294.0, 392.0))]
    )


def _drum(dice: Dice) -> Wave:
    hit = ring([(95.0, 1.0, 0.12), (160.0, 0.4, 0.07)], 0.5) + 0.3 * burst(dice, 0.5, 200, 3_000, 0.02)
    return strung([(0.0, hit), (0.3, 0.7 * hit), (0.6, hit)])


def _sword(dice: Dice) -> Wave:
    steel = [(pitch, 0.6, 0.25) for pitch in (2_150.0, 3_420.0, 5_060.0, 7_300.0)]
    return ring(steel, 0.9, 0.0005) + 0.6 * burst(dice, 0.9, 2_000, 9_000, 0.02)


STRUCK: dict[str, Callable[[Dice], Wave]] = {
    "knock": _knock, "door": _door, "drawer": _drawer, "glass": _glass, "clink": _clink, "cup": _cup,
    "coin": _coin, "bell": _bell, "bicycle bell": _bicycle_bell, "phone": _phone, "chime": _chime,
    "beeps": _beeps, "clock": _clock, "switch": _switch, "shutter": _shutter, "camera": _camera,
    "hammer": _hammer, "gun shot": _gun, "explosion": _explosion, "thunder": _thunder, "keys": _keys,
    "piano": _piano, "guitar": _guitar, "drum": _drum, "sword": _sword,
}  # fmt: skip
