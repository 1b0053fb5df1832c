"""A station platform: the line beyond it, with or without a train."""

from __future__ import annotations

import math
import random

from generator.animatic.palette import darker, hsv, lighter, mix, rgb
from generator.animatic.pen import Pen, Point, polygon
from generator.animatic.places import nature as put
from generator.animatic.places.ground import HORIZON, air, snowy
from generator.animatic.places.mood import Hour, Mood
from generator.animatic.wording import says

VANISHING: Point = (-2.3, HORIZON)
"""Where the rails come from, metres, in the layer of the line."""
LINE_DEPTH = 0.6
"""How much the line moves with the camera."""
_TRAIN = ("train", "locomotive", "carriage", "railcar", "tram", "火车")
_GONE = ("empty", "no train", "train has gone", "train gone", "train has left", "train is late", "last train",
         "missed the train", "missed her train", "missed his train", "waits for the train",
         "waiting for the train", "waits for a train", "next train", "deserted")  # fmt: skip
_LIGHT = ("headlight", "headlamp", "light of a train", "lights of a train", "light of the train",
          "lights of the train", "distant train", "train in the distance", "runs for the light")  # fmt: skip


def has_train(action: str, description: str) -> bool:
    """True when a train stands at the platform: the action decides, else the place's description."""
    for text in (action, description):
        if says(text, *_LIGHT, *_GONE):
            return False
        if says(text, *_TRAIN):
            return True
    return False


def has_headlight(action: str) -> bool:
    """True when a train is only a light far down the line."""
    return says(action, *_LIGHT)


def line_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """Fields, a fence and two rails that come round a bend from far away."""
    grass = air(mood, snowy(mood, rgb(0x7C8757)), 0.16)
    pen.fade(-18, HORIZON, 36, 1.4, air(mood, grass, 0.3), darker(grass, 0.15))
    for i in range(34):
        x = -11 + i * 0.68 + roll.uniform(-0.2, 0.2)
        if abs(x - VANISHING[0]) > 0.6:
            put.bush(pen, x, HORIZON + 0.03, roll.uniform(0.16, 0.4), air(mood, rgb(0x56664A), 0.3), roll)
    wood = air(mood, rgb(0x6E5A48), 0.1)
    for i in range(30):
        x = VANISHING[0] + 0.9 + i * 0.42
        pen.rect(x, HORIZON - 0.12, 0.045, 0.32, wood)
    for y in (-0.06, 0.06):
        pen.line([(VANISHING[0] + 0.8, HORIZON + y), (14, HORIZON + y)], wood, 0.026)
    _track(pen, mood)
    _signal(pen, VANISHING[0] - 0.55, mood)


def _bend(share: float, far: float) -> Point:
    """A point of the line: ``share`` 0 far away to 1 beside us, ``far`` 0 the near rim to 1 the far one."""
    x = VANISHING[0] + 12.5 * share**1.7 - 0.25 * math.sin(share * math.pi)
    rise = 1 - (1 - share) ** 2.2
    return x, HORIZON + rise * (0.62 - 0.3 * far)


def _track(pen: Pen, mood: Mood) -> None:
    steps = [i / 40 for i in range(41)]
    bed = snowy(mood, rgb(0x6F665E))
    pen.poly([*(_bend(s, 1.0) for s in steps), *(_bend(s, 0.0) for s in reversed(steps))], bed)
    sleeper = darker(rgb(0x5A4638), 0.15)
    for i in range(70):
        share = (i / 70) ** 0.7
        pen.line([_bend(share, 0.12), _bend(share, 0.88)], sleeper, 0.012 + 0.05 * share)
    shine = lighter(mix(rgb(0x8C9298), mood.sky[1], 0.4), 0.2)
    for far in (0.28, 0.72):
        points = [_bend(s, far) for s in steps]
        pen.line([(x, y + 0.012) for x, y in points], darker(bed, 0.5), 0.035)
        pen.line(points, shine, 0.022)


def _signal(pen: Pen, x: float, mood: Mood) -> None:
    iron = rgb(0x40474C)
    pen.rect(x - 0.025, HORIZON - 0.95, 0.05, 1.1, iron)
    pen.rect(x - 0.08, HORIZON - 1.12, 0.16, 0.34, iron, r=0.04)
    pen.oval(x, HORIZON - 1.02, 0.045, 0.045, rgb(0x5A2B28))
    pen.oval(x, HORIZON - 0.89, 0.045, 0.045, (0.5, 1.1, 0.6))
    if mood.hour is not Hour.DAY:
        pen.glow(x, HORIZON - 0.89, 0.35, (0.4, 1.0, 0.55), 0.6)


def draw_headlight(pen: Pen, share: float) -> None:
    """The light of a train far down the line, growing over the shot; ``share`` is 0 to 1."""
    x, y = VANISHING[0], VANISHING[1] - 0.08
    size = 0.7 + 0.8 * share
    pen.glow(x, y, 1.25 * size, (1.0, 0.86, 0.6), 0.75)
    pen.glow(x + 0.25 * size, y + 0.13, 0.8 * size, (1.0, 0.86, 0.6), 0.4, squash=0.22)
    pen.glow(x, y, 0.3 * size, (1.0, 0.97, 0.88), 1.0)
    pen.oval(x, y, 0.045 * size, 0.045 * size, (1.6, 1.5, 1.3))


def train_mid(pen: Pen, mood: Mood, roll: random.Random) -> None:
    """A train standing at the platform."""
    color, x0 = hsv(roll.choice((0.0, 0.35, 0.6)), 0.5, 0.45), -9.0
    pen.rect(x0, -2.9, 18, 2.4, color, r=0.2)
    pen.rect(x0, -2.2, 18, 0.95, lighter(mix(color, rgb(0xE8DDC4), 0.75)))
    for i in range(12):
        box = (x0 + 0.4 + i * 1.5, -2.1, 1.05, 0.75)
        pen.rect(*box, darker(mix(mood.sky[1], rgb(0x52636E), 0.6), 0.25), r=0.08)
        if mood.hour is not Hour.DAY:
            pen.rect(*box, (1.2, 0.98, 0.62), 0.75, r=0.08)
    pen.rect(x0, -0.9, 18, 0.1, rgb(0xD9C38C))
    for i in range(9):
        pen.oval(x0 + 1 + i * 2, -0.42, 0.26, 0.26, rgb(0x2E3136))


def platform_ground(pen: Pen, mood: Mood, _roll: random.Random) -> None:
    """Platform, roof, clock, lamp and bench."""
    stone = snowy(mood, rgb(0xA39C92))
    pen.fade(-18, -0.5, 36, 5, stone, darker(stone, 0.35))
    pen.rect(-18, -0.5, 36, 0.1, rgb(0xE0C766))
    for i in range(-30, 31):
        pen.line([(i * 0.7, -0.4), (i * 1.5, 3.5)], darker(stone, 0.15), 0.012)
    iron = rgb(0x3E5A54)
    for x in (-3.7, 3.7):
        pen.rect(x - 0.09, -4.4, 0.18, 4.3, iron)
        pen.rect(x - 0.18, -0.35, 0.36, 0.3, iron, r=0.04)
    pen.rect(-18, -4.55, 36, 0.3, iron)
    pen.poly([(-18, -4.5), (18, -4.5), (18, -7), (-18, -7)], darker(rgb(0x6B6F6C), 0.2))
    _station_clock(pen, 1.5, -3.3)
    _lamp(pen, -1.2, -3.35, mood)
    bench = rgb(0x8A6446)
    pen.rect(-2.9, -0.55, 1.5, 0.09, bench, r=0.02)
    pen.rect(-2.9, -0.88, 1.5, 0.2, bench, r=0.02)
    for x in (-2.75, -1.55):
        pen.rect(x - 0.03, -0.88, 0.06, 0.88, iron)


def _station_clock(pen: Pen, x: float, y: float) -> None:
    iron = rgb(0x2F4743)
    pen.rect(x - 0.03, -4.3, 0.06, y + 4.3 - 0.4, iron)
    pen.oval(x, y, 0.44, 0.44, iron)
    pen.oval(x, y, 0.38, 0.38, rgb(0xF6F1E2))
    for hour in range(12):
        dx, dy = math.sin(hour * math.tau / 12), math.cos(hour * math.tau / 12)
        pen.line([(x + dx * 0.31, y + dy * 0.31), (x + dx * 0.35, y + dy * 0.35)], iron, 0.02)
    pen.line([(x, y), (x - 0.14, y + 0.14)], iron, 0.045)
    pen.line([(x, y), (x + 0.25, y - 0.17)], iron, 0.03)


def _lamp(pen: Pen, x: float, y: float, mood: Mood) -> None:
    pen.rect(x - 0.02, -4.3, 0.04, y + 4.3, rgb(0x2F4743))
    pen.path(polygon([(x - 0.26, y + 0.12), (x + 0.26, y + 0.12), (x + 0.1, y - 0.08), (x - 0.1, y - 0.08)]),
             rgb(0x2F4743))  # fmt: skip
    if mood.hour is Hour.DAY:
        return
    pen.oval(x, y + 0.13, 0.14, 0.07, (1.5, 1.3, 0.9))
    pen.glow(x, y + 0.2, 2.4, (1.0, 0.8, 0.5), 0.6)
    pen.glow(x, -0.1, 2.0, (1.0, 0.8, 0.5), 0.3, squash=0.25)
