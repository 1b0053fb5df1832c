"""The sounds of rooms, streets, people and machines, each a loop in both ears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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

_TIME = LOOP / RATE


def _side(dice: Dice) -> float:
    return float(dice.uniform(-0.8, 0.8))


def _hum(root: float, levels: Sequence[float]) -> Wide:
    """Partials of a steady tone; ``root`` is a tenth of a hertz at the finest, so that it goes round."""
    tone = glide((round(root, 1),) * 2, _TIME, levels)
    return np.stack([tone, np.roll(tone, RATE // 500)])


def _room(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 40, 200) + 0.25 * band(dice, LOOP, 200, 1_500))


def _fridge(dice: Dice) -> Wide:
    return 0.5 * _room(dice) + _hum(50.0, (0.5, 0.7, 0.1, 0.25, 0.05, 0.12))


def _ticks(dice: Dice) -> Wide:
    out = np.zeros((2, LOOP), np.float32)
    for tick in range(round(2 * _TIME)):
        pitch = 2_400.0 if tick % 2 else 2_000.0
        hit = ring([(pitch, 1.0, 0.008), (0.4 * pitch, 0.8, 0.015)], 0.08, 0.0005)
        place(out, 2.0 * hit + 0.3 * burst(dice, 0.08, 900, 6_000, 0.006), tick / 2, 0.25)
    return out


def _ventilation(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 60, 400) + 0.3 * band(dice, LOOP, 400, 3_000)) + 0.2 * _hum(118.0, (1, 0.4))


def _monitor(dice: Dice) -> Wide:
    """The beeps of a sick-room."""
    del dice
    out = np.zeros((2, LOOP), np.float32)
    for beat in range(9):
        place(out, glide((960, 960), 0.11) * hill(0.11, 0.4), 0.3 + beat * _TIME / 9, 0.4)
    return out


def _keyboard(dice: Dice) -> Wide:
    out = np.zeros((2, LOOP), np.float32)
    for at in moments(dice, 4.5, 20):
        key = burst(dice, 0.04, 900, 5_000, 0.006) + ring([(float(dice.uniform(300, 500)), 1.0, 0.01)], 0.04)
        place(out, float(dice.uniform(0.5, 1.2)) * key, at, 0.3 + 0.3 * _side(dice))
    return out


def _passing(dice: Dice, seconds: float) -> Wave:
    swell = hill(seconds, 3.0)
    return np.asarray(swell * band(dice, swell.size, 110, 1_400), dtype=np.float32)


def _traffic(dice: Dice) -> Wide:
    out = wide(
        band(dice, LOOP, 40, 180) + 0.35 * band(dice, LOOP, 180, 900) * slow(dice, LOOP, 0.5, 0.4, 1.0)
    )
    for at in moments(dice, 0.3, 2):
        place(out, 1.5 * _passing(dice, 3.2), at, _side(dice))
    return out


def _far_city(dice: Dice) -> Wide:
    return wide(
        band(dice, LOOP, 40, 260) * slow(dice, LOOP, 0.4, 0.7, 1.0) + 0.15 * band(dice, LOOP, 260, 900)
    )


def _murmur(dice: Dice) -> Wide:
    """Many people talking: syllables in the bands of voices, no words."""
    out = np.zeros((2, LOOP), np.float32)
    for centre in (220.0, 330.0, 480.0, 700.0, 1_050.0, 1_600.0):
        talk = band(dice, LOOP, centre * 0.8, centre * 1.25)
        out += wide(talk * slow(dice, LOOP, float(dice.uniform(2.5, 5.0)), -0.35, 1.0).clip(0.08))
    return out


def _crowd(dice: Dice) -> Wide:
    """Thousands of people round a field: a roar that swells, and single shouts."""
    roar = band(dice, LOOP, 250, 1_100) + 0.5 * band(dice, LOOP, 1_100, 3_200)
    out = wide(roar * slow(dice, LOOP, 0.5, 0.35, 1.0))
    for at in moments(dice, 1.6, 8):
        root = float(dice.uniform(260, 520))
        shout = glide((root, 1.2 * root, 0.9 * root), 0.45, (0.6, 1.0, 0.6, 0.4)) * hill(0.45)
        place(out, float(dice.uniform(0.3, 0.8)) * shout, at, _side(dice))
    return out


def _cups(dice: Dice) -> Wide:
    out = np.zeros((2, LOOP), np.float32)
    for at in moments(dice, 0.7, 4):
        pitch = float(dice.uniform(2_300, 4_300))
        clink = ring([(pitch, 1.0, 0.04), (2.3 * pitch, 0.4, 0.02)], 0.18)
        place(out, float(dice.uniform(0.4, 1.2)) * clink, at, _side(dice))
    return out


def _bass(dice: Dice) -> Wide:
    """Music behind a wall."""
    out = np.zeros((2, LOOP), np.float32)
    for beat in range(16):
        note = float(dice.choice((55.0, 65.4, 73.4, 82.4)))
        thud = ring([(note, 1.0, 0.16), (2 * note, 0.3, 0.08)], 0.5, 0.01)
        place(out, thud, beat * _TIME / 16, 0.0)
    return out


def _hall(dice: Dice) -> Wide:
    """A large public hall: murmur and steps far off, and the air of it."""
    out = 0.6 * _murmur(dice) + wide(0.7 * band(dice, LOOP, 60, 500))
    for at in moments(dice, 1.2, 6):
        place(out, 0.8 * burst(dice, 0.3, 200, 1_800, 0.08, 0.01), at, _side(dice))
    return out


def _children(dice: Dice) -> Wide:
    out = wide(0.2 * band(dice, LOOP, 200, 1_500))
    for at in moments(dice, 2.2, 10):
        root, side = float(dice.uniform(420, 760)), _side(dice)
        shout = glide((root, root * float(dice.uniform(1.1, 1.5)), root), 0.3, (0.6, 1.0, 0.5, 0.4)) * hill(
            0.3
        )
        place(out, float(dice.uniform(0.2, 0.7)) * shout, at, side)
        place(out, 0.12 * shout, at + 0.23, -side)
    return out


def _train(dice: Dice) -> Wide:
    out = wide(band(dice, LOOP, 35, 160) + 0.3 * band(dice, LOOP, 300, 1_500) * slow(dice, LOOP, 1, 0.5, 1.0))
    clack = burst(dice, 0.12, 150, 1_800, 0.03)
    for turn in range(9):
        place(out, 1.6 * clack, turn * _TIME / 9, -0.2)
        place(out, 1.2 * clack, turn * _TIME / 9 + 0.18, 0.2)
    return out


def _driving(dice: Dice) -> Wide:
    road = wide(
        band(dice, LOOP, 50, 300) + 0.25 * band(dice, LOOP, 300, 1_600) * slow(dice, LOOP, 0.5, 0.6, 1.0)
    )
    return road + 0.6 * _hum(41.0, (0.6, 1.0, 0.4, 0.5, 0.2))


def _machines(dice: Dice) -> Wide:
    out = wide(0.5 * band(dice, LOOP, 200, 2_500)) + _hum(float(dice.uniform(48, 62)), (1, 0.5, 0.35, 0.25))
    press = burst(dice, 0.4, 80, 900, 0.09)
    for stroke in range(12):
        place(out, 1.2 * press, stroke * _TIME / 12, 0.3)
    return out


def _ship_hum(dice: Dice) -> Wide:
    """A ship among the stars."""
    deep = _hum(36.0, (1.0, 0.5, 0.3)) + 0.7 * _hum(54.3, (1.0, 0.3)) + 0.15 * _hum(432.1, (1.0,))
    air = wide(0.4 * band(dice, LOOP, 200, 900) * slow(dice, LOOP, 0.3, 0.5, 1.0))
    return np.asarray(deep + air)


def _nave(dice: Dice) -> Wide:
    """A church: high still air."""
    air = wide(
        band(dice, LOOP, 60, 320) + 0.25 * band(dice, LOOP, 320, 1_200) * slow(dice, LOOP, 0.3, 0.5, 1.0)
    )
    for at in moments(dice, 0.25, 1):
        place(air, 0.8 * burst(dice, 1.4, 120, 900, 0.4, 0.01), at, _side(dice))
    return air


def _creaks(dice: Dice) -> Wide:
    """Old wood that moves."""
    out = np.zeros((2, LOOP), np.float32)
    for at in moments(dice, 0.6, 4):
        length, root = float(dice.uniform(0.4, 0.9)), float(dice.uniform(90, 170))
        stick = glide((root, 1.5 * root, 1.2 * root), length, (1.0, 0.8, 0.7, 0.6, 0.5, 0.4)) * hill(
            length, 1.5
        )
        place(out, stick, at, _side(dice))
    return out


def _rigging(dice: Dice) -> Wide:
    """Lines that slap a mast."""
    out = np.zeros((2, LOOP), np.float32)
    for at in moments(dice, 1.3, 6):
        tink = ring([(float(dice.uniform(1_500, 2_100)), 1.0, 0.05), (3_300.0, 0.4, 0.03)], 0.2)
        place(out, float(dice.uniform(0.3, 1.0)) * tink, at, _side(dice))
    return out


def _hammers(dice: Dice) -> Wide:
    out = np.zeros((2, LOOP), np.float32)
    for at in (1.0, 1.5, 2.0, 5.8, 6.3, 6.8, 7.3):
        blow = ring([(820.0, 1.0, 0.09), (1_930.0, 0.6, 0.05)], 0.35) + burst(dice, 0.35, 150, 2_000, 0.02)
        place(out, 0.8 * blow, at, 0.5)
    return out


def _static(dice: Dice) -> Wide:
    out = wide(band(dice, LOOP, 900, 5_000) * slow(dice, LOOP, 3, 0.4, 1.0))
    for at in moments(dice, 9):
        place(out, burst(dice, 0.02, 1_000, 8_000, 0.003) * float(dice.exponential(2.0)), at, 0.2)
    return out


def _stairs(dice: Dice) -> Wide:
    air = _room(dice)
    for at in moments(dice, 0.5, 3):
        place(air, 1.5 * decay(0.9, 0.25) * band(dice, int(0.9 * RATE), 100, 700), at, _side(dice))
    return air


def _water_pipes(dice: Dice) -> Wide:
    return wide(band(dice, LOOP, 300, 1_600) * slow(dice, LOOP, 0.5) ** 2 + 0.5 * band(dice, LOOP, 60, 300))


def _warm_hum(dice: Dice) -> Wide:
    """Electric lamps."""
    swell = 1.0 + 0.2 * np.sin(np.float32(2 * np.pi * 0.3) * times(_TIME))
    hum = _hum(100.0, (1.0, 0.5, 0.25)) * swell.astype(np.float32)
    return np.asarray(hum + 0.3 * _room(dice))


BUILT_UP: dict[str, Callable[[Dice], Wide]] = {
    "room": _room, "fridge": _fridge, "clock": _ticks, "ventilation": _ventilation, "monitor": _monitor,
    "keyboard": _keyboard, "traffic": _traffic, "far city": _far_city, "murmur": _murmur, "crowd": _crowd,
    "cups": _cups,
    "music next door": _bass, "hall": _hall, "children": _children, "train": _train, "driving": _driving,
    "machines": _machines, "ship hum": _ship_hum, "nave": _nave, "creaks": _creaks, "rigging": _rigging,
    "hammers": _hammers, "static": _static, "stairwell": _stairs, "pipes": _water_pipes,
    "lamps": _warm_hum,
}  # fmt: skip
