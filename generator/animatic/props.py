"""Things that matter in a shot: held in a hand, or filling the picture of an insert.

Each is drawn around the origin in a box of about one unit.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.animatic.palette import Color, colour_in, darker, lighter, rgb
from generator.animatic.pen import Pen
from generator.animatic.wording import says

PAPER = rgb(0xF1EAD8)
STEEL = rgb(0x9AA1A8)
BRASS = rgb(0xC09A4A)
WOOD = rgb(0x8A6446)
INK = rgb(0x3A3540)

Draw = Callable[[Pen, Color | None], None]


def _letter(pen: Pen, c: Color | None) -> None:
    pen.rect(-0.36, -0.42, 0.72, 0.84, c or PAPER, r=0.015)
    pen.poly([(0.2, -0.42), (0.36, -0.26), (0.2, -0.26)], darker(c or PAPER, 0.18))
    for i in range(6):
        pen.line([(-0.27, -0.22 + i * 0.1), (0.27 - 0.13 * (i % 3), -0.22 + i * 0.1)], INK, 0.014, 0.75)


def _envelope(pen: Pen, c: Color | None) -> None:
    color = c or PAPER
    pen.rect(-0.45, -0.28, 0.9, 0.56, color, r=0.02)
    pen.line([(-0.45, -0.27), (0, 0.05), (0.45, -0.27)], darker(color, 0.35), 0.014)
    pen.oval(0, 0.04, 0.07, 0.07, rgb(0xA3362F))


def _phone(pen: Pen, c: Color | None) -> None:
    pen.rect(-0.22, -0.45, 0.44, 0.9, c or rgb(0x2C2F36), r=0.06)
    pen.rect(-0.18, -0.37, 0.36, 0.7, rgb(0x88B4C9), r=0.02)
    pen.rect(-0.13, -0.28, 0.26, 0.08, (1, 1, 1), 0.85, r=0.02)
    pen.rect(-0.13, -0.15, 0.18, 0.08, (1, 1, 1), 0.55, r=0.02)
    pen.oval(0, 0.39, 0.03, 0.03, STEEL)


def _key(pen: Pen, c: Color | None) -> None:
    color = c or BRASS
    pen.ring(-0.28, 0, 0.15, 0.15, color, 0.07)
    pen.rect(-0.12, -0.035, 0.56, 0.07, color, r=0.02)
    pen.rect(0.3, 0, 0.05, 0.15, color)
    pen.rect(0.39, 0, 0.05, 0.12, color)
    pen.line([(-0.12, -0.02), (0.4, -0.02)], lighter(color, 0.4), 0.014)


def _lamp(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x5F6B58)
    pen.ring(0, -0.38, 0.15, 0.13, darker(color, 0.3), 0.03)
    pen.poly([(-0.16, -0.28), (0.16, -0.28), (0.1, -0.38), (-0.1, -0.38)], color)
    pen.rect(-0.17, -0.28, 0.34, 0.46, (1.3, 1.08, 0.66), 0.9, r=0.06)
    pen.blob([(0, -0.16), (0.06, 0.02), (0, 0.1), (-0.06, 0.02)], (1.5, 0.9, 0.4))
    for x in (-0.17, 0.0, 0.17):
        pen.line([(x, -0.28), (x, 0.18)], darker(color, 0.2), 0.022)
    pen.rect(-0.22, 0.18, 0.44, 0.2, color, r=0.04)
    pen.glow(0, -0.02, 0.75, (1.0, 0.8, 0.45), 0.6)


def _torch(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x3C4048)
    pen.rect(-0.4, -0.08, 0.5, 0.16, color, r=0.04)
    pen.poly([(0.1, -0.09), (0.26, -0.17), (0.26, 0.17), (0.1, 0.09)], lighter(color, 0.15))
    pen.poly([(0.26, -0.15), (0.95, -0.4), (0.95, 0.4), (0.26, 0.15)], (1.4, 1.25, 0.85), 0.35)
    pen.oval(0.26, 0, 0.035, 0.15, (1.5, 1.4, 1.1))


def _cup(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xE7DFD0)
    pen.ring(0.3, 0.04, 0.15, 0.16, color, 0.06)
    pen.blob([(-0.28, -0.26), (0.28, -0.26), (0.25, 0.24), (0.14, 0.34), (-0.14, 0.34), (-0.25, 0.24)], color, 1.0)
    pen.oval(0, -0.25, 0.27, 0.07, darker(color, 0.15))
    pen.oval(0, -0.24, 0.23, 0.05, rgb(0x6B452F))
    for x in (-0.09, 0.08):
        pen.curve([(x, -0.34), (x + 0.04, -0.42), (x - 0.02, -0.5), (x + 0.03, -0.6)], (1, 1, 1), 0.022, 0.45)


def _book(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x7B3D3A)
    pen.rect(-0.5, -0.3, 1.0, 0.64, color, r=0.03)
    for side in (-1, 1):
        pen.blob([(0, -0.27), (side * 0.25, -0.33), (side * 0.46, -0.28), (side * 0.46, 0.27), (side * 0.25, 0.22), (0, 0.28)], PAPER)
        for i in range(5):
            pen.line([(side * 0.08, -0.17 + i * 0.08), (side * 0.38, -0.19 + i * 0.08)], INK, 0.01, 0.6)
    pen.line([(0, -0.27), (0, 0.29)], darker(PAPER, 0.4), 0.014)


def _photo(pen: Pen, c: Color | None) -> None:
    pen.rect(-0.36, -0.42, 0.72, 0.84, PAPER, r=0.015)
    pen.rect(-0.3, -0.36, 0.6, 0.56, c or rgb(0x9DB3B8))
    pen.poly([(-0.3, 0.2), (-0.3, 0.02), (-0.05, -0.1), (0.12, 0.04), (0.3, -0.04), (0.3, 0.2)], rgb(0x6F7F68))
    for x, s in ((-0.08, 1.0), (0.1, 0.85)):
        pen.oval(x, -0.08, 0.06 * s, 0.07 * s, rgb(0xE0B995))
        pen.blob([(x - 0.1 * s, 0.2), (x - 0.07 * s, 0.02), (x + 0.07 * s, 0.02), (x + 0.1 * s, 0.2)], rgb(0x54495E))


def _knife(pen: Pen, c: Color | None) -> None:
    pen.poly([(-0.08, -0.07), (0.4, -0.07), (0.5, 0.02), (0.36, 0.07), (-0.08, 0.07)], STEEL)
    pen.line([(-0.05, -0.05), (0.39, -0.05)], lighter(STEEL, 0.6), 0.016)
    pen.rect(-0.48, -0.065, 0.4, 0.13, c or WOOD, r=0.04)
    for x in (-0.36, -0.2):
        pen.oval(x, 0, 0.02, 0.02, STEEL)


def _gun(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x3B3E44)
    pen.rect(-0.25, -0.22, 0.68, 0.16, color, r=0.02)
    pen.poly([(-0.25, -0.1), (-0.02, -0.1), (-0.12, 0.32), (-0.34, 0.3)], darker(WOOD, 0.2))
    pen.ring(0.05, 0.0, 0.09, 0.09, color, 0.03)
    pen.rect(0.36, -0.26, 0.04, 0.05, color)


def _watch(pen: Pen, c: Color | None) -> None:
    color = c or BRASS
    pen.rect(-0.05, -0.48, 0.1, 0.14, color, r=0.02)
    pen.oval(0, 0, 0.38, 0.38, darker(color, 0.15))
    pen.oval(0, 0, 0.34, 0.34, color)
    pen.oval(0, 0, 0.28, 0.28, PAPER)
    for x, y in ((0, -0.23), (0.23, 0), (0, 0.23), (-0.23, 0)):
        pen.oval(x, y, 0.02, 0.02, INK)
    pen.line([(0, 0), (0, -0.18)], INK, 0.03)
    pen.line([(0, 0), (0.13, 0.07)], INK, 0.035)


def _ring(pen: Pen, c: Color | None) -> None:
    pen.ring(0, 0.1, 0.26, 0.26, c or BRASS, 0.07)
    pen.poly([(-0.14, -0.22), (-0.08, -0.32), (0.08, -0.32), (0.14, -0.22), (0, -0.08)], rgb(0xB9E0E8))
    pen.line([(-0.14, -0.22), (0.14, -0.22)], (1, 1, 1), 0.014)


def _bottle(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x4C6B4A)
    pen.blob([(-0.07, -0.45), (0.07, -0.45), (0.07, -0.2), (0.17, -0.06), (0.17, 0.4), (-0.17, 0.4), (-0.17, -0.06), (-0.07, -0.2)],
             color, 1.0)  # fmt: skip
    pen.rect(-0.17, 0.02, 0.34, 0.22, PAPER)
    pen.rect(-0.075, -0.5, 0.15, 0.08, WOOD, r=0.01)
    pen.line([(-0.1, -0.02), (-0.1, 0.36)], lighter(color, 0.5), 0.02, 0.6)


def _glass(pen: Pen, c: Color | None) -> None:
    pen.poly([(-0.2, -0.34), (0.2, -0.34), (0.15, 0.34), (-0.15, 0.34)], (0.86, 0.93, 0.96), 0.5)
    pen.poly([(-0.185, -0.08), (0.185, -0.08), (0.15, 0.32), (-0.15, 0.32)], c or rgb(0xB4793A), 0.85)
    pen.line([(-0.13, -0.28), (-0.1, 0.26)], (1, 1, 1), 0.02, 0.7)


def _radio(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x7A4E3A)
    pen.line([(0.28, -0.28), (0.44, -0.6)], STEEL, 0.02)
    pen.rect(-0.48, -0.3, 0.96, 0.6, color, r=0.07)
    pen.rect(-0.42, -0.23, 0.5, 0.46, lighter(color, 0.35), r=0.03)
    for i in range(6):
        pen.line([(-0.38, -0.17 + i * 0.07), (0.04, -0.17 + i * 0.07)], darker(color, 0.2), 0.018)
    pen.rect(0.14, -0.2, 0.28, 0.12, (1.15, 0.98, 0.68), r=0.02)
    for x in (0.19, 0.36):
        pen.oval(x, 0.1, 0.075, 0.075, BRASS)
        pen.line([(x, 0.1), (x + 0.03, 0.05)], INK, 0.02)


def _map(pen: Pen, c: Color | None) -> None:
    tone = c or rgb(0xE3D3A8)
    for i in range(4):
        x = -0.48 + i * 0.24
        dy = 0.03 * (i % 2)
        pen.poly([(x, -0.32 + dy), (x + 0.24, -0.29 - dy), (x + 0.24, 0.35 - dy), (x, 0.32 + dy)], darker(tone, 0.1 * (i % 2)))
    pen.blob([(-0.3, -0.14), (-0.02, -0.2), (0.14, 0.0), (-0.05, 0.16), (-0.28, 0.1)], rgb(0x8FAE86), alpha=0.8)
    pen.curve([(-0.36, 0.2), (-0.1, 0.06), (0.12, 0.12), (0.32, -0.12)], rgb(0xA8443A), 0.022)
    for side in (-1, 1):
        pen.line([(0.32 - 0.05, -0.12 - 0.05 * side), (0.32 + 0.05, -0.12 + 0.05 * side)], rgb(0xA8443A), 0.025)


def _bag(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x7A5138)
    pen.ring(0, -0.3, 0.15, 0.12, darker(color, 0.4), 0.045)
    pen.rect(-0.5, -0.26, 1.0, 0.62, color, r=0.06)
    for x in (-0.3, 0.22):
        pen.rect(x, -0.26, 0.08, 0.62, darker(color, 0.3))
        pen.rect(x - 0.01, -0.06, 0.1, 0.1, BRASS, r=0.02)
    pen.line([(-0.5, -0.06), (0.5, -0.06)], darker(color, 0.35), 0.018)


def _candle(pen: Pen, c: Color | None) -> None:
    pen.oval(0, 0.36, 0.3, 0.08, BRASS)
    pen.rect(-0.1, -0.2, 0.2, 0.56, c or PAPER, r=0.02)
    pen.line([(0, -0.2), (0, -0.27)], INK, 0.016)
    pen.blob([(0, -0.5), (0.07, -0.33), (0, -0.25), (-0.07, -0.33)], (1.4, 0.86, 0.36))
    pen.glow(0, -0.36, 0.85, (1.0, 0.78, 0.42), 0.7)


def _flower(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xC24F58)
    pen.curve([(0.02, 0.46), (-0.03, 0.15), (0.0, -0.16)], rgb(0x54774A), 0.035)
    pen.blob([(-0.01, 0.2), (0.14, 0.08), (0.26, 0.1), (0.12, 0.2)], rgb(0x54774A))
    for x, y in ((0, -0.34), (0.13, -0.24), (0.08, -0.09), (-0.08, -0.09), (-0.13, -0.24)):
        pen.oval(x, y, 0.105, 0.105, color)
    pen.oval(0, -0.2, 0.08, 0.08, rgb(0xE9C35A))


def _box(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xA67B4F)
    pen.poly([(-0.42, -0.1), (0.26, -0.1), (0.26, 0.36), (-0.42, 0.36)], color)
    pen.poly([(0.26, -0.1), (0.46, -0.24), (0.46, 0.2), (0.26, 0.36)], darker(color, 0.25))
    pen.poly([(-0.42, -0.1), (-0.2, -0.24), (0.46, -0.24), (0.26, -0.1)], lighter(color, 0.2))
    pen.rect(-0.14, -0.1, 0.12, 0.46, rgb(0xA83F3A))
    pen.rect(-0.13, 0.02, 0.1, 0.1, BRASS, r=0.01)


def _coin(pen: Pen, c: Color | None) -> None:
    color = c or BRASS
    pen.oval(0.02, 0.03, 0.36, 0.36, darker(color, 0.4))
    pen.oval(0, 0, 0.36, 0.36, color)
    pen.ring(0, 0, 0.3, 0.3, lighter(color, 0.35), 0.02)
    pen.poly([(0, -0.2), (0.06, -0.05), (0.2, -0.05), (0.09, 0.05), (0.13, 0.2), (0, 0.11), (-0.13, 0.2), (-0.09, 0.05),
              (-0.2, -0.05), (-0.06, -0.05)], darker(color, 0.22))  # fmt: skip


def _rope(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xC0A272)
    for i in range(4):
        pen.ring(0, 0.24 - i * 0.12, 0.4 - i * 0.02, 0.15, darker(color, 0.3), 0.12)
        pen.ring(0, 0.24 - i * 0.12, 0.4 - i * 0.02, 0.15, color, 0.085)
    pen.curve([(0.36, -0.1), (0.5, 0.1), (0.44, 0.36)], color, 0.08)


def _umbrella(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xA2393C)
    pen.line([(0, -0.4), (0, 0.36)], WOOD, 0.035)
    pen.curve([(0, 0.36), (0.05, 0.46), (0.13, 0.38)], WOOD, 0.04)
    pen.blob([(-0.5, -0.02), (-0.36, -0.34), (0, -0.46), (0.36, -0.34), (0.5, -0.02), (0.25, -0.1), (0, -0.02), (-0.25, -0.1)], color, 1.0)
    for x in (-0.22, 0.22):
        pen.curve([(0, -0.45), (x * 0.8, -0.3), (x, -0.08)], darker(color, 0.3), 0.012)


def _hat(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x57463B)
    pen.oval(0, 0.17, 0.5, 0.12, darker(color, 0.12))
    pen.blob([(-0.3, 0.14), (-0.27, -0.24), (-0.1, -0.3), (0, -0.26), (0.1, -0.3), (0.27, -0.24), (0.3, 0.14)], color, 1.0)
    pen.rect(-0.295, 0.0, 0.59, 0.12, darker(color, 0.5))


def _bicycle(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x9E3F3B)
    for x in (-0.3, 0.3):
        pen.ring(x, 0.16, 0.21, 0.21, INK, 0.03)
        pen.oval(x, 0.16, 0.03, 0.03, STEEL)
    pen.line([(-0.3, 0.16), (-0.12, -0.14), (0.2, -0.16), (0.0, 0.16), (-0.3, 0.16)], color, 0.035)
    pen.line([(-0.12, -0.14), (0.0, 0.16)], color, 0.035)
    pen.line([(0.3, 0.16), (0.19, -0.24), (0.3, -0.28)], color, 0.032)
    pen.line([(-0.14, -0.2), (-0.12, -0.14)], INK, 0.03)
    pen.rect(-0.22, -0.24, 0.17, 0.05, INK, r=0.02)


def _ball(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0xC2503F)
    pen.oval(0, 0, 0.38, 0.38, color)
    pen.blob([(-0.37, -0.05), (0, -0.14), (0.37, -0.05), (0.37, 0.1), (0, 0.03), (-0.37, 0.1)], lighter(color, 0.75))
    pen.oval(-0.13, -0.2, 0.09, 0.06, (1, 1, 1), 0.6)


def _computer(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x7D848B)
    pen.rect(-0.4, -0.36, 0.8, 0.54, darker(color, 0.5), r=0.03)
    pen.rect(-0.36, -0.32, 0.72, 0.45, rgb(0x86B1C4))
    pen.rect(-0.28, -0.24, 0.4, 0.04, (1, 1, 1), 0.8)
    pen.rect(-0.28, -0.16, 0.3, 0.04, (1, 1, 1), 0.6)
    pen.poly([(-0.4, 0.2), (0.4, 0.2), (0.5, 0.34), (-0.5, 0.34)], color)


def _camera(pen: Pen, c: Color | None) -> None:
    pen.rect(-0.44, -0.2, 0.88, 0.5, c or rgb(0x3B3C42), r=0.06)
    pen.rect(-0.16, -0.3, 0.32, 0.14, STEEL, r=0.03)
    for r, tone in ((0.21, STEEL), (0.17, INK), (0.1, rgb(0x5A7C93))):
        pen.oval(0, 0.05, r, r, tone)
    pen.oval(-0.04, 0.0, 0.03, 0.03, (1, 1, 1), 0.8)


def _binoculars(pen: Pen, c: Color | None) -> None:
    color = c or rgb(0x35373D)
    for side in (-1, 1):
        pen.poly([(side * 0.12, -0.3), (side * 0.3, -0.3), (side * 0.42, 0.3), (side * 0.08, 0.3)], color)
        pen.oval(side * 0.25, 0.3, 0.17, 0.06, rgb(0x6E93A6))
    pen.rect(-0.12, -0.12, 0.24, 0.14, darker(color, 0.2))


def _tool(pen: Pen, c: Color | None) -> None:
    pen.limb([(0.3, 0.38), (-0.05, -0.05)], c or STEEL, 0.12)
    pen.ring(-0.17, -0.2, 0.17, 0.17, c or STEEL, 0.11)


_PROPS: tuple[tuple[str, tuple[str, ...], Draw], ...] = (
    ("envelope", ("envelope", "信封"), _envelope),
    ("letter", ("letter", "note", "paper", "document", "telegram", "page", "ticket", "newspaper", "contract", "notebook",
                "diary", "logbook", "postcard", "list", "信", "纸", "报纸"), _letter),
    ("phone", ("phone", "telephone", "mobile", "cellphone", "smartphone", "handset", "手机", "电话"), _phone),
    ("key", ("key", "钥匙"), _key),
    ("torch", ("flashlight", "torch", "手电"), _torch),
    ("lamp", ("lamp", "lantern", "oil lamp", "灯"), _lamp),
    ("cup", ("cup", "mug", "teacup", "tea", "coffee", "bowl", "soup", "kettle", "杯", "茶", "碗"), _cup),
    ("book", ("book", "bible", "novel", "album", "ledger", "书"), _book),
    ("photo", ("photo", "photograph", "picture", "portrait", "polaroid", "painting", "照片", "画"), _photo),
    ("knife", ("knife", "dagger", "blade", "scissors", "sword", "刀", "剑"), _knife),
    ("gun", ("gun", "pistol", "revolver", "rifle", "weapon", "枪"), _gun),
    ("watch", ("watch", "clock", "pocket watch", "compass", "stopwatch", "barometer", "表", "钟"), _watch),
    ("ring", ("ring", "necklace", "jewel", "diamond", "戒指"), _ring),
    ("bottle", ("bottle", "wine", "whisky", "whiskey", "flask", "medicine", "vial", "瓶", "酒"), _bottle),
    ("glass", ("glass", "tumbler", "drink", "jar"), _glass),
    ("radio", ("radio", "walkie talkie", "transistor", "tape recorder", "cassette", "收音机"), _radio),
    ("map", ("map", "chart", "blueprint", "地图"), _map),
    ("bag", ("suitcase", "bag", "briefcase", "backpack", "luggage", "satchel", "purse", "trunk", "toolbox", "箱", "包"),
     _bag),
    ("candle", ("candle", "match", "matches", "lighter", "蜡烛"), _candle),
    ("flower", ("flower", "rose", "bouquet", "tulip", "daisy", "seedling", "花"), _flower),
    ("box", ("box", "parcel", "package", "gift", "present", "chest", "crate", "music box", "盒", "礼物"), _box),
    ("coin", ("coin", "medal", "money", "badge", "button", "钱", "硬币"), _coin),
    ("rope", ("rope", "cable", "line", "chain", "wire", "绳"), _rope),
    ("umbrella", ("umbrella", "parasol", "伞"), _umbrella),
    ("hat", ("hat", "cap", "helmet", "帽"), _hat),
    ("bicycle", ("bicycle", "bike", "自行车"), _bicycle),
    ("ball", ("ball", "football", "球", "balloon", "globe", "apple", "orange"), _ball),
    ("computer", ("computer", "laptop", "screen", "monitor", "tablet", "电脑"), _computer),
    ("camera", ("camera", "相机"), _camera),
    ("binoculars", ("binoculars", "telescope", "spyglass", "望远镜"), _binoculars),
    ("tool", ("wrench", "spanner", "hammer", "screwdriver", "tool", "crowbar", "扳手"), _tool),
)  # fmt: skip


def prop_of(text: str) -> str:
    """The first known prop named in ``text`` (in the table's order), or an empty string."""
    return next((kind for kind, stems, _ in _PROPS if says(text, *stems)), "")


def draw_prop(pen: Pen, kind: str, words: str = "") -> None:
    """Draw a known prop around the origin, one unit large, in the colour ``words`` give it.

    Raises:
        KeyError: ``kind`` is none of those :func:`prop_of` answers.
    """
    draw = {known: drawing for known, _, drawing in _PROPS}[kind]
    draw(pen, colour_in(words))


def kinds() -> tuple[str, ...]:
    """All props that have a drawing."""
    return tuple(kind for kind, _, _ in _PROPS)
