"""The caption line: who says what now, or what happens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import skia

from generator.animatic.palette import Color, lighter, luma, mix
from generator.interface import FPS, Cue, ShotRequest
from generator.lettering import Block, fitted, width_of, write

_FADE = 4
"""Frames a caption takes to come and go."""


@dataclass(frozen=True)
class Caption:
    """Text shown from one frame to another."""

    first: int
    last: int
    speaker: str
    text: str
    color: Color


def captions_of(request: ShotRequest, cues: Sequence[Cue], colors: dict[str, Color]) -> tuple[Caption, ...]:
    """The captions of a shot in order, never overlapping: each line while it is heard, the action before."""
    names = {figure.tag: figure.name for figure in (*request.voices, *request.figures)}
    plain = (0.95, 0.93, 0.88)
    shown: list[Caption] = []
    starts = sorted((round(cue.start * FPS), cue) for cue in cues)
    for position, (first, cue) in enumerate(starts):
        line = request.lines[cue.line]
        name = names.get(line.speaker) or line.speaker
        last = min(request.frames, round(cue.end * FPS) + 8)
        if position + 1 < len(starts):
            last = min(last, starts[position + 1][0])
        label = f"{name} (off)" if line.voice_over else name
        if last > first:
            shown.append(Caption(first, last, label, line.text, colors.get(line.speaker, plain)))
    action = _short(request.action)
    quiet = shown[0].first if shown else request.frames
    if action and quiet >= 20:
        last = min(quiet - 2, request.frames, 16 + 5 * len(action) // 2 + 60)
        shown.insert(0, Caption(0, last if shown else request.frames, "", action, plain))
    return tuple(shown)


def _short(action: str) -> str:
    """The first sentence, at most ninety characters."""
    text = " ".join(action.split())
    first = re.split(r"(?<=[.!?。！？])\s*", text, maxsplit=1)[0] if text else ""
    if len(first) <= 90:
        return first
    return first[:88].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def draw_caption(
    canvas: skia.Canvas, captions: Sequence[Caption], frame: int, width: int, height: int
) -> None:
    """Draw the caption of a frame at the foot of the picture, if it has one."""
    for caption in captions:
        if caption.first <= frame < caption.last:
            shown = min(1.0, (frame - caption.first + 1) / _FADE, (caption.last - frame) / _FADE)
            whole = skia.Paint(Alphaf=shown)
            canvas.drawImage(
                _drawn(caption, width, height), 0, height - _tall(height), skia.SamplingOptions(), whole
            )


def _tall(height: int) -> int:
    """Height of the strip at the foot of the picture that a caption may use."""
    return height * 2 // 5


@lru_cache(maxsize=8)
def _drawn(caption: Caption, width: int, height: int) -> skia.Image:
    """The strip with the caption, drawn once: type is the slowest thing in a frame."""
    surface = skia.Surface(width, _tall(height))
    canvas = surface.getCanvas()
    canvas.translate(0, _tall(height) - height)
    _draw(canvas, caption, width, height)
    return surface.makeImageSnapshot()


def _draw(canvas: skia.Canvas, caption: Caption, width: int, height: int) -> None:
    unit = min(height, width * 0.62)
    size = max(9.0, unit * (0.04 if caption.speaker else 0.035))
    block = fitted(caption.text, width * 0.84, size, max(8.0, size * 0.62))
    label = block.size * 0.74
    step = block.size * 1.22
    pad = block.size * 0.55
    tall = step * len(block.lines) + (label * 1.3 if caption.speaker else 0.0)
    top = height - max(height * 0.022, 4.0) - pad * 0.9 - tall
    _band(canvas, caption, block, (width, height, top - pad * 0.7, label))
    y = top
    if caption.speaker:
        tone = caption.color if luma(caption.color) > 0.45 else lighter(caption.color, 0.55)
        y += label
        name = _clipped(caption.speaker.upper(), width * 0.7, label)
        write(
            canvas,
            name,
            (width - width_of(name, label, True)) / 2,
            y,
            label,
            _paint(mix(tone, (1, 1, 1), 0.2), 1.0),
            True,
        )
        y += label * 0.3
    for line in block.lines:
        y += step
        write(
            canvas,
            line,
            (width - width_of(line, block.size)) / 2,
            y - step * 0.2,
            block.size,
            _paint((0.99, 0.98, 0.95), 1.0),
        )


def _band(canvas: skia.Canvas, caption: Caption, block: Block, place: tuple[int, int, float, float]) -> None:
    """A soft dark plate as wide as the text."""
    width, height, top, label = place
    widest = max(
        [width_of(line, block.size) for line in block.lines]
        + [width_of(caption.speaker.upper(), label, True)]
    )
    half = min(width * 0.49, widest / 2 + block.size * 1.1)
    box = skia.Rect.MakeLTRB(width / 2 - half, top, width / 2 + half, height - max(height * 0.016, 2.0))
    paint = _paint((0.06, 0.06, 0.09), 0.62 if caption.speaker else 0.42)
    canvas.drawRoundRect(box, block.size * 0.5, block.size * 0.5, paint)


def _clipped(name: str, width: float, size: float) -> str:
    while len(name) > 1 and width_of(name, size, True) > width:
        name = name[:-2].rstrip() + "…"
    return name


def _paint(color: Color, alpha: float) -> skia.Paint:
    paint = skia.Paint(skia.Color4f(*color, alpha))
    paint.setAntiAlias(True)
    return paint
