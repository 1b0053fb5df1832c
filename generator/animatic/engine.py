"""The animatic: a shot as a moving storyboard, drawn in seconds on any computer."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from generator.interface import (
    FPS,
    MAX_CUTS,
    SAMPLE_RATE,
    Capabilities,
    Clip,
    Figure,
    Media,
    Progress,
    ShotRequest,
    Unsupported,
    check,
)

if TYPE_CHECKING:
    from generator.animatic.cards.look import Look
    from generator.animatic.shot import Shot
    from generator.footage import Pixels

_EVERY = 8
"""Frames between two calls of the progress callback."""


def can_draw() -> None:
    """Load the drawing library.

    Raises:
        Unsupported: it does not load on this machine; the message says what is missing and how to get it.
    """
    try:
        import skia  # noqa: F401 — only whether it loads
    except ImportError as error:
        raise Unsupported(
            f"the animatic engine cannot draw on this machine: {error}. On a Linux server without a desktop: "
            "apt install libgl1 libegl1"
        ) from error


class Animatic:
    """A :class:`~generator.interface.Generator` that draws figures, places and captions; CPU only."""

    @property
    def capabilities(self) -> Capabilities:
        """Any length up to 241 frames, any size from 128 to 1920 pixels in steps of 32."""
        from generator.animatic.sound.speech import synthesizer

        # The two voices give other samples, so their clips never stand in for one another.
        return Capabilities(
            name="animatic", version=f"3+{synthesizer()}", max_cuts=MAX_CUTS, needs="it draws on the CPU"
        )

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        """Draw one take into ``folder``: ``clip.mp4``, ``sound.flac`` and ``truth.json``.

        Same request, same bytes. ``media`` is asked for the reference pictures of cards alone: people are
        drawn from words, not from memory.

        Raises:
            Unsupported: the size or the length is outside the capabilities, or a reference picture cannot be
                read; nothing was written.
            Cancelled: raised by ``progress`` and passed on; nothing is left in ``folder``.
        """
        check(request, self.capabilities)
        from generator.animatic.shot import shot_of
        from generator.animatic.sound.soundtrack import soundtrack
        from generator.animatic.witness import truth_of
        from generator.media import draft, encode
        from generator.truth import write_truth
        from generator.turns import short_turns

        progress(0.0)
        looks = _from_pictures(request, media)
        sound = soundtrack(request)
        shot = shot_of(request, sound, looks)
        truth = folder / "truth.json"
        with short_turns(), closing(_told(shot, progress)) as frames, draft(truth) as known:
            picture, lossless = encode(
                frames,
                sound.mix,
                folder,
                width=request.width,
                height=request.height,
                fps=request.fps,
                meanwhile=lambda: write_truth(truth_of(shot, sound), known),
            )
        return Clip(
            picture=picture,
            sound=lossless,
            frames=request.frames,
            width=request.width,
            height=request.height,
            samples=request.frames * SAMPLE_RATE // FPS,
            fps=request.fps,
            cues=sound.cues,
            truth=truth,
        )


def _from_pictures(request: ShotRequest, media: Media) -> dict[str, Look]:
    """By tag, the looks of those whose card has a reference picture."""
    return {f.tag: _from_picture(f, media, request.code) for f in request.figures if f.portrait}


def _from_picture(figure: Figure, media: Media, code: str) -> Look:
    from generator.animatic.cards.look import look_of
    from generator.animatic.cards.portrait import colours_of

    try:
        return look_of(figure, colours_of(media(figure.portrait)))
    except ValueError as error:
        raise Unsupported(
            f"{code}: the reference picture of {figure.name} cannot be used: {error}. Give the card a PNG or "
            "JPEG instead, or none."
        ) from error


def _told(shot: Shot, progress: Progress) -> Generator[Pixels, None, None]:
    """The frames of ``shot``; ``progress`` hears of every eighth and may stop them."""
    from generator.animatic.picture import frames_of

    total = shot.request.frames
    for number, pixels in enumerate(frames_of(shot), start=1):
        yield pixels
        if number % _EVERY == 0 or number == total:
            progress(number / total)
