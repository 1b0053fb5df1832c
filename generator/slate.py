"""The slate: a coloured card and a tone for every shot, in a few milliseconds.

Stands where a shot will be, with the right length and a tone under every line, so that the timing of a
whole film can be cut and heard before anything is drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from generator.interface import (
    SAMPLE_RATE,
    Capabilities,
    Clip,
    Cue,
    Media,
    Progress,
    ShotRequest,
    check,
)
from generator.media import Pixels, Samples, encode

FADE = 480
"""Samples over which a tone rises and falls: 10 ms."""


class Slate:
    """A :class:`generator.interface.Generator` that draws nothing but the card."""

    capabilities = Capabilities(name="slate", version="1", needs="nothing; for timing only")

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:  # noqa: ARG002
        """A card in the colour of the shot, its clock running along the lower edge."""
        check(request, self.capabilities)
        samples = request.frames * SAMPLE_RATE // request.fps
        cues = tuple(_cue(n, request) for n in range(len(request.lines)))
        picture, sound = encode(
            _cards(request, progress),
            _tones(request, cues, samples),
            folder,
            width=request.width,
            height=request.height,
            fps=request.fps,
        )
        return Clip(picture, sound, request.frames, request.width, request.height, samples, request.fps, cues)


def _cards(request: ShotRequest, progress: Progress) -> Iterator[Pixels]:
    digest = hashlib.sha256(f"{request.place.heading}/{request.action}/{request.seed}".encode()).digest()
    card = np.empty((request.height, request.width, 4), np.uint8)
    card[:] = [64 + digest[0] // 2, 64 + digest[1] // 2, 64 + digest[2] // 2, 255]
    clock = max(2, request.height // 32)
    for frame in range(request.frames):
        card[-clock:, : request.width * (frame + 1) // request.frames, :3] = 240
        yield card
        if frame % 8 == 0:
            progress((frame + 1) / request.frames)


def _cue(number: int, request: ShotRequest) -> Cue:
    line, end = request.lines[number], request.frames / request.fps
    start = min(line.start, end)
    return Cue(line=number, start=start, end=max(start, min(line.end or end, end)))


def _tones(request: ShotRequest, cues: tuple[Cue, ...], samples: int) -> Samples:
    sound = np.zeros((2, samples), np.float32)
    for cue in cues:
        first, last = int(cue.start * SAMPLE_RATE), min(int(cue.end * SAMPLE_RATE), samples)
        if last - first > 2 * FADE:
            sound[:, first:last] += _tone(request.lines[cue.line].speaker, last - first)
    return sound


def _tone(speaker: str, samples: int) -> Samples:
    """A soft tone, float32 [samples]; each speaker has their own pitch, 110 to 365 Hz."""
    pitch = 110 + hashlib.sha256(speaker.encode()).digest()[0]
    tone = 0.2 * np.sin(2 * np.pi * pitch * np.arange(samples) / SAMPLE_RATE)
    edge = np.minimum(np.arange(samples), np.arange(samples)[::-1]) / FADE
    return (tone * np.minimum(edge, 1.0)).astype(np.float32)
