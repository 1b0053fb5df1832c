"""Text on pictures: one shipped typeface, the system's only for what it lacks, boxes for the rest.

See docs/decisions/0002-caption-font.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import skia

from generator.animatic.wording import is_han

Run = tuple[skia.Typeface, str]
"""A typeface and the characters it draws; None draws boxes."""

_RIGHT_TO_LEFT = ("R", "AL")
_SILENT = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0xFE00,
    0xFE10),
           *range(0x1F3FB, 0x1F400), *range(0x2066, 0x206A)}  # fmt: skip


@cache
def typeface(bold: bool = False) -> skia.Typeface:
    """The shipped typeface, Source Sans Pro (SIL Open Font License)."""
    name = "SourceSansPro-Semibold.ttf" if bold else "SourceSansPro-Regular.ttf"
    data = files("font_source_sans_pro").joinpath("files", name).read_bytes()
    # An empty manager: the machine's own fonts are looked at only when a character needs them.
    return skia.FontMgr.New_Custom_Empty().makeFromData(skia.Data.MakeWithCopy(data))


@lru_cache(maxsize=4096)
def _fallback(character: str) -> skia.Typeface:
    """A typeface of this machine for a character the shipped one lacks, or None."""
    manager = skia.FontMgr()
    if not manager.countFamilies():
        return None
    language = ["zh"] if is_han(character) else []
    return manager.matchFamilyStyleCharacter("", skia.FontStyle.Normal(), language, ord(character))


@lru_cache(maxsize=256)
def runs(text: str, bold: bool) -> tuple[Run, ...]:
    """``text`` split into stretches of one typeface; unprintable characters are left out."""
    found: list[Run] = []
    own = typeface(bold)
    for character in _as_seen(text):
        if ord(character) in _SILENT or (not character.isprintable() and not character.isspace()):
            continue
        if "\ud800" <= character <= "\udfff":
            face = None
        else:
            face = own if own.unicharToGlyph(ord(character)) or character.isspace() else _fallback(character)
        if found and found[-1][0] is face:
            found[-1] = (face, found[-1][1] + character)
        else:
            found.append((face, character))
    return tuple(found)


def _as_seen(text: str) -> str:
    """Stretches of right-to-left letters turned round; Arabic letters are not joined."""
    if not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return text
    seen, stretch = "", ""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT or (stretch and kind in ("NSM", "WS")):
            stretch += character
            continue
        seen, stretch = seen + _turned(stretch) + character, ""
    return seen + _turned(stretch)


def _turned(stretch: str) -> str:
    kept = stretch.rstrip()
    return kept[::-1] + stretch[len(kept) :]


def unreadable(text: str) -> str:
    """The characters of ``text`` that no typeface here can draw (they come out as boxes), each once."""
    boxes = "".join(part for face, part in runs(text, False) if face is None)
    return "".join(dict.fromkeys(boxes))


def _font(face: skia.Typeface, size: float) -> skia.Font:
    font = skia.Font(face, size)
    font.setSubpixel(True)
    font.setEdging(skia.Font.Edging.kAntiAlias)
    font.setHinting(skia.FontHinting.kNone)
    return font


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in pixels."""
    return sum(_run_width(face, part, size) for face, part in runs(text, bold))


def _run_width(face: skia.Typeface, part: str, size: float) -> float:
    if face is None:
        return 0.62 * size * len(part)
    return float(_font(face, size).measureText(part))


def write(
    canvas: skia.Canvas, text: str, x: float, y: float, size: float, paint: skia.Paint, bold: bool = False
) -> None:
    """Write one line with its baseline at ``y``."""
    for face, part in runs(text, bold):
        if face is None:
            for i in range(len(part)):
                box = skia.Rect.MakeXYWH(
                    x + (0.62 * i + 0.08) * size, y - 0.62 * size, 0.46 * size, 0.62 * size
                )
                canvas.drawRoundRect(box, size * 0.08, size * 0.08, _outline(paint, size))
        else:
            canvas.drawString(part, x, y, _font(face, size), paint)
        x += _run_width(face, part, size)


def _outline(paint: skia.Paint, size: float) -> skia.Paint:
    line = skia.Paint(paint)
    line.setStyle(skia.Paint.kStroke_Style)
    line.setStrokeWidth(max(1.0, size * 0.06))
    return line


@dataclass(frozen=True)
class Block:
    """Text set in lines."""

    lines: tuple[str, ...]
    size: float
    """Pixels."""


def fitted(text: str, width: float, size: float, smallest: float, most: int = 2) -> Block:
    """``text`` in at most ``most`` lines of ``width`` pixels: shrunk if need be,
    then cut with an ellipsis."""
    clean = " ".join(text.split())
    while True:
        lines = _wrapped(clean, width, size)
        if len(lines) <= most:
            return Block(_balanced(clean, width, size, lines), size)
        if size * 0.93 < smallest:
            break
        size *= 0.93
    kept = lines[:most]
    last = kept[-1]
    while last and width_of(f"{last}…", size) > width:
        last = last[:-1]
    return Block((*kept[:-1], f"{last.rstrip()}…"), size)


def _balanced(text: str, width: float, size: float, lines: list[str]) -> tuple[str, ...]:
    """Two lines of about the same length read better than a long and a short one."""
    if len(lines) != 2:
        return tuple(lines)
    narrow = width
    while narrow > width * 0.5:
        tried = _wrapped(text, narrow - width * 0.05, size)
        if len(tried) > 2:
            break
        narrow, lines = narrow - width * 0.05, tried
    return tuple(lines)


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while len(line) > 1 and width_of(line.rstrip(), size) > width:
            fits = max(1, next((i for i in range(len(line), 0, -1) if width_of(line[:i], size) <= width), 1))
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: words with the space after them, single Chinese characters."""
    word = ""
    for character in text:
        if is_han(character) or "\u3040" <= character <= "\u30ff":
            if word:
                yield word
            yield character
            word = ""
        elif character == " ":
            yield word + " "
            word = ""
        else:
            word += character
    if word:
        yield word
