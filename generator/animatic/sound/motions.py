"""What moves: vehicles, liquids, paper, tools; each is mono at half the rate of the mix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.animatic.sound.noises import Dice, Wave, band, burst, glide, hill, ring, slow, strung, times


def _rush(dice: Dice, seconds: float, low: float, high: float, power: float = 1.0) -> Wave:
    """Noise that swells and goes."""
    swell = hill(seconds, power)
    return np.asarray(swell * band(dice, swell.size, low, high), dtype=np.float32)


def _car(dice: Dice) -> Wave:
    motor = glide((70, 72, 60), 2.6, (1.0, 0.8, 0.6, 0.4, 0.3)) * hill(2.6, 2.0)
    return np.asarray(0.4 * motor + _rush(dice, 2.6, 120, 1_600, 2.5), dtype=np.float32)


def _engine(dice: Dice) -> Wave:
    crank = strung([(0.11 * n, burst(dice, 0.1, 200, 1_500, 0.03)) for n in range(5)])
    run = glide((38, 62, 48, 46), 1.8, (0.7, 1.0, 0.6, 0.5, 0.3, 0.2)) * np.minimum(1.0, 3 * hill(1.8))
    return strung([(0.0, 0.7 * crank), (0.55, 0.6 * run), (0.55, 0.25 * _rush(dice, 1.8, 150, 1_800, 0.4))])


def _boat_engine(dice: Dice) -> Wave:
    putt = ring([(85.0, 1.0, 0.035)], 0.14) + 0.5 * burst(dice, 0.14, 150, 1_200, 0.03)
    return strung([(0.16 * n, (1.0 - 0.05 * n) * putt) for n in range(14)])


def _train(dice: Dice) -> Wave:
    clack = burst(dice, 0.14, 150, 1_800, 0.03)
    beats = [(0.3 + 0.55 * n + gap, 1.4 * clack) for n in range(4) for gap in (0.0, 0.14)]
    return strung([(0.0, _rush(dice, 2.8, 50, 900, 1.2)), *beats])


def _plane(dice: Dice) -> Wave:
    return np.asarray(
        _rush(dice, 3.0, 150, 1_400, 1.5) + 0.3 * glide((190, 170), 3.0, (1, 0.5)) * hill(3.0, 1.5),
        np.float32,
    )


def _wheels(dice: Dice) -> Wave:
    rattle = strung(
        [(0.09 * n, float(dice.uniform(0.3, 0.9)) * burst(dice, 0.06, 300, 2_500, 0.015)) for n in range(16)]
    )
    return strung([(0.0, 0.4 * _rush(dice, 1.5, 120, 900, 0.5)), (0.0, rattle)])


def _bicycle(dice: Dice) -> Wave:
    tick = burst(dice, 0.02, 2_500, 8_000, 0.003, 0.0003)
    return strung([(0.055 * n, float(dice.uniform(0.6, 1.0)) * tick) for n in range(26)])


def _hooves(dice: Dice) -> Wave:
    clop = ring([(620.0, 1.0, 0.02), (1_250.0, 0.4, 0.012)], 0.12) + 0.4 * burst(
        dice, 0.12, 200, 1_500, 0.015
    )
    return strung(
        [
            (0.52 * n + gap, level * clop)
            for n in range(4)
            for gap, level in ((0.0, 1.0), (0.13, 0.7), (0.27, 0.85))
        ]
    )


def _splash(dice: Dice) -> Wave:
    bubbles = [
        (
            float(dice.uniform(0.15, 0.9)),
            0.4 * glide((float(dice.uniform(350, 700)), 1_100), 0.08) * hill(0.08),
        )
        for _ in range(12)
    ]
    return strung(
        [
            (0.0, burst(dice, 1.1, 350, 6_000, 0.22, 0.015)),
            (0.0, 0.6 * burst(dice, 0.4, 70, 400, 0.1)),
            *bubbles,
        ]
    )


def _pouring(dice: Dice) -> Wave:
    """A vessel that fills: the note rises."""
    note = glide((380, 900), 1.8) * slow(dice, times(1.8).size, 14, 0.0, 0.5)
    blobs = strung([
        (float(at), 0.4 * glide((500 + 300 * float(at), 700 + 500 * float(at)), 0.05) * hill(0.05))
        for at in np.sort(dice.uniform(0.0, 1.7, 40))
    ])  # fmt: skip
    body = np.minimum(1.0, 4 * hill(1.8)) * (note + 0.25 * band(dice, note.size, 600, 4_000))
    return strung([(0.0, body), (0.0, blobs)])


def _kettle(dice: Dice) -> Wave:
    boil = _rush(dice, 2.0, 200, 1_600, 0.5) * slow(dice, times(2.0).size, 12, 0.5, 1.0)
    song = (
        glide((1_500, 2_150, 2_250, 2_250), 2.0, (1.0, 0.2))
        * np.linspace(0, 1, boil.size) ** 2
        * np.minimum(1, 4 * hill(2.0))
    )
    return np.asarray(0.5 * boil + 0.5 * song, dtype=np.float32)


def _oars(dice: Dice) -> Wave:
    creak = glide((120, 170, 140), 0.3, (0.5, 0.4, 0.35, 0.3)) * hill(0.3)
    stroke = strung(
        [
            (0.0, 0.4 * creak),
            (0.25, _rush(dice, 0.6, 300, 3_500, 1.5)),
            (0.85, 0.3 * _rush(dice, 0.3, 900, 5_000)),
        ]
    )
    return strung([(0.0, stroke), (1.3, stroke)])


def _rope(dice: Dice) -> Wave:
    root = float(dice.uniform(100, 150))
    return np.asarray(glide((root, 1.6 * root, 1.2 * root), 0.9, (1, 0.8, 0.7, 0.6, 0.5, 0.4)) * hill(0.9)
                      + 0.2 * _rush(dice, 0.9, 900, 4_000), dtype=np.float32)  # fmt: skip


def _match(dice: Dice) -> Wave:
    return strung(
        [
            (0.0, burst(dice, 0.35, 2_000, 9_000, 0.09, 0.02)),
            (0.2, 0.5 * burst(dice, 0.9, 300, 2_500, 0.3, 0.05)),
        ]
    )


def _paper(dice: Dice) -> Wave:
    rub = 0.35 * _rush(dice, 0.9, 1_800, 8_000, 0.6) * slow(dice, times(0.9).size, 14)
    cracks = [
        (float(at), float(dice.uniform(0.2, 0.8)) * burst(dice, 0.025, 1_500, 8_000, 0.004))
        for at in dice.uniform(0, 0.85, 24)
    ]
    return strung([(0.0, rub), *cracks])


def _page(dice: Dice) -> Wave:
    return strung(
        [(0.0, _rush(dice, 0.35, 1_500, 7_000, 1.5)), (0.33, 0.5 * burst(dice, 0.1, 400, 3_000, 0.02))]
    )


def _writing(dice: Dice) -> Wave:
    strokes = [
        (
            0.15 * n + float(dice.uniform(0, 0.05)),
            float(dice.uniform(0.5, 1.0)) * _rush(dice, float(dice.uniform(0.07, 0.13)), 2_200, 7_000),
        )
        for n in range(11)
    ]
    return strung(strokes)


def _typing(dice: Dice) -> Wave:
    key = burst(dice, 0.06, 900, 5_500, 0.008) + ring([(380.0, 0.6, 0.015)], 0.06)
    return strung(
        [(float(at), float(dice.uniform(0.5, 1.0)) * key) for at in np.cumsum(dice.uniform(0.08, 0.2, 13))]
    )


def _broom(dice: Dice) -> Wave:
    return strung([(0.7 * n, _rush(dice, 0.45, 1_000, 6_000, 1.2)) for n in range(3)])


def _saw(dice: Dice) -> Wave:
    return strung([(0.42 * n, _rush(dice, 0.36, 700 + 300 * (n % 2), 4_500, 0.8)) for n in range(5)])


def _static(dice: Dice) -> Wave:
    hiss = (
        band(dice, times(1.8).size, 800, 5_500)
        * slow(dice, times(1.8).size, 6, 0.3, 1.0)
        * np.minimum(1, 4 * hill(1.8))
    )
    whine = 0.3 * glide((900, 2_100, 1_200, 1_700), 1.8) * hill(1.8)
    return np.asarray(hiss + whine, dtype=np.float32)


def _whoosh(dice: Dice) -> Wave:
    return _rush(dice, 0.6, 400, 3_000, 2.0)


def _thud(dice: Dice) -> Wave:
    return ring([(68.0, 1.0, 0.09), (140.0, 0.4, 0.05)], 0.5) + 0.5 * burst(dice, 0.5, 80, 1_000, 0.04)


def _shuffle(dice: Dice) -> Wave:
    """Cloth: somebody gets up or puts something on."""
    return _rush(dice, 0.7, 600, 4_500) * slow(dice, times(0.7).size, 8, 0.2, 1.0)


MOTIONS: dict[str, Callable[[Dice], Wave]] = {
    "car": _car, "engine": _engine, "boat engine": _boat_engine, "train": _train, "plane": _plane,
    "wheels": _wheels, "bicycle": _bicycle, "hooves": _hooves, "splash": _splash, "pouring": _pouring,
    "kettle": _kettle, "oars": _oars, "rope": _rope, "match": _match, "paper": _paper,
    "page": _page, "writing": _writing, "typing": _typing, "broom": _broom, "saw": _saw, "static": _static,
    "whoosh": _whoosh, "thud": _thud, "cloth": _shuffle,
}  # fmt: skip
