"""What animals, people and horns call, and the sounds of bodies; each is mono at half the rate of the mix."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from generator.animatic.sound.noises import RATE, Dice, Wave, band, burst, glide, hill, ring, strung, times

_THROAT = (1.0, 0.8, 0.6, 0.45, 0.3, 0.2, 0.12)


def _dog(dice: Dice) -> Wave:
    root = float(dice.uniform(240, 420))
    bark = glide((1.2 * root, 1.6 * root, 0.7 * root), 0.16, _THROAT) * hill(0.16, 0.7)
    rasp = 0.5 * band(dice, bark.size, 500, 2_600) * hill(0.16)
    return strung([(at, (bark + rasp).astype(np.float32)) for at in (0.0, 0.28, 0.95)])


def _cat(dice: Dice) -> Wave:
    root = float(dice.uniform(520, 680))
    return np.asarray(
        glide((root, 1.35 * root, 1.25 * root, 0.8 * root), 0.75, _THROAT) * hill(0.75, 0.8), np.float32
    )


def _crow(dice: Dice) -> Wave:
    caw = (
        glide((560, 640, 520), 0.3, _THROAT)
        * hill(0.3, 0.6)
        * (0.6 + 0.4 * np.sin(2 * np.pi * 70 * times(0.3)))
    )
    rough = (caw + 0.4 * band(dice, caw.size, 900, 3_500) * hill(0.3)).astype(np.float32)
    return strung([(at, rough) for at in (0.0, 0.45, 0.9)])


def _gulls(dice: Dice) -> Wave:
    high = float(dice.uniform(1_300, 1_700))
    cry = glide((0.7 * high, high, 0.95 * high, 0.6 * high), 0.34, (1.0, 0.7, 0.4, 0.2)) * hill(0.34)
    return strung([(0.42 * n, (1.0 - 0.15 * n) * cry) for n in range(4)])


def _bird(dice: Dice) -> Wave:
    base = float(dice.uniform(2_500, 4_200))
    note = glide((base, 1.15 * base, 0.95 * base), 0.11) * hill(0.11, 2.0)
    return strung([(at, note) for at in (0.0, 0.15, 0.3, 0.62, 0.77)])


def _rooster(_dice: Dice) -> Wave:
    parts = ((0.0, (500, 700), 0.2), (0.25, (700, 900), 0.18), (0.46, (850, 1_000, 950), 0.4),
             (0.9, (1_000, 900, 560), 0.7))  # fmt: skip
    return strung([(at, glide(pitches, span, _THROAT) * hill(span, 0.6)) for at, pitches, span in parts])


def _owl(_dice: Dice) -> Wave:
    return strung(
        [
            (at, glide((390, 380, 360), span, (1.0, 0.15)) * hill(span))
            for at, span in ((0.0, 0.4), (0.8, 0.2), (1.1, 0.7))
        ]
    )


def _wolf(_dice: Dice) -> Wave:
    return np.asarray(
        glide((260, 430, 520, 510, 470, 330), 2.4, (1.0, 0.5, 0.25, 0.1)) * hill(2.4, 0.7), np.float32
    )


def _neigh(_dice: Dice) -> Wave:
    time = times(1.2)
    shake = 1.0 + 0.12 * np.sin(2 * np.pi * 11 * time)
    pitch = np.interp(time, (0, 0.25, 1.2), (700, 1_050, 420)) * shake
    return np.asarray(glide(pitch.tolist(), 1.2, _THROAT)[: time.size] * hill(1.2, 0.6), np.float32)


def _laughter(dice: Dice) -> Wave:
    root = float(dice.uniform(170, 300))
    calls = []
    for n in range(6):
        ha = glide((1.25 * root, 0.95 * root), 0.12, (0.7, 1.0, 0.9, 0.5, 0.3, 0.2)) * hill(0.12)
        air = 0.35 * band(dice, ha.size, 700, 3_500) * hill(0.12, 0.5)
        calls.append((0.19 * n, (0.93**n * (ha + air)).astype(np.float32)))
    return strung(calls)


def _applause(dice: Dice) -> Wave:
    size = times(2.6).size
    out = 0.25 * band(dice, size, 700, 5_000)
    claps = [(float(at), float(dice.uniform(0.3, 1.0)) * burst(dice, 0.05, 700, 3_500, 0.008))
             for at in dice.uniform(0.0, 2.5, 150)]  # fmt: skip
    many = strung(claps)[:size]
    out[: many.size] += many
    return np.asarray(out * np.minimum(1.0, 3.0 * hill(2.6)), dtype=np.float32)


def _clap(dice: Dice) -> Wave:
    return strung([(0.32 * n, burst(dice, 0.12, 700, 3_500, 0.014)) for n in range(3)])


def _whistle(_dice: Dice) -> Wave:
    time = times(0.9)
    pea = 1.0 + 0.03 * np.sin(2 * np.pi * 34 * time)
    tone = np.sin(2 * np.pi * np.cumsum(2_350 * pea) / RATE)
    return np.asarray(tone * np.minimum(1.0, 4 * hill(0.9)), dtype=np.float32)


def _horn(_dice: Dice) -> Wave:
    both = glide((415, 415), 0.55, _THROAT) + glide((520, 520), 0.55, _THROAT)
    return strung([(0.0, (both * np.minimum(1, 5 * hill(0.55))).astype(np.float32))])


def _foghorn(_dice: Dice) -> Wave:
    return np.asarray(glide((92, 90, 88), 2.4, _THROAT) * np.minimum(1.0, 2.5 * hill(2.4)), dtype=np.float32)


def _siren(_dice: Dice) -> Wave:
    return np.asarray(
        glide((620, 1_050, 620, 1_050, 620), 2.4, (1.0, 0.4, 0.2)) * np.minimum(1, 3 * hill(2.4)), np.float32
    )


def _heartbeat(_dice: Dice) -> Wave:
    lub, dub = (
        ring([(52.0, 1.0, 0.06), (95.0, 0.5, 0.04)], 0.25, 0.01),
        ring([(64.0, 0.7, 0.05), (110.0, 0.4, 0.03)], 0.2, 0.01),
    )
    return strung([(0.85 * n + at, beat) for n in range(3) for at, beat in ((0.0, lub), (0.28, dub))])


def _cough(dice: Dice) -> Wave:
    bark = burst(dice, 0.22, 350, 2_200, 0.06, 0.004)
    return strung([(0.0, bark), (0.32, 0.8 * bark)])


def _sigh(dice: Dice) -> Wave:
    return np.asarray(band(dice, times(0.9).size, 400, 2_600) * hill(0.9, 1.5), dtype=np.float32)


def _sob(dice: Dice) -> Wave:
    root = float(dice.uniform(220, 320))
    gasp = 0.4 * band(dice, times(0.2).size, 800, 3_500) * hill(0.2)
    moan = glide((root, 1.2 * root, 0.9 * root), 0.4, (1.0, 0.5, 0.3, 0.2)) * hill(0.4)
    return strung([(0.0, gasp), (0.22, moan), (0.8, gasp), (1.02, 0.8 * moan)])


def _violin(_dice: Dice) -> Wave:
    time = times(1.5)
    pitch = 440 * (1.0 + 0.008 * np.sin(2 * np.pi * 5.5 * time) * np.minimum(1.0, time / 0.5))
    return np.asarray(
        glide(pitch.tolist(), 1.5, (1.0, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15)) * hill(1.5, 0.6), np.float32
    )


CALLS: dict[str, Callable[[Dice], Wave]] = {
    "dog": _dog, "cat": _cat, "crow": _crow, "gulls": _gulls, "bird": _bird, "rooster": _rooster, "owl": _owl,
    "wolf": _wolf, "neigh": _neigh, "laughter": _laughter, "applause": _applause, "clap": _clap,
    "whistle": _whistle, "horn": _horn, "foghorn": _foghorn, "siren": _siren, "heartbeat": _heartbeat,
    "cough": _cough, "sigh": _sigh, "sob": _sob, "violin": _violin,
}  # fmt: skip
