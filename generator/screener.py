"""The review copy of a cut: a slate, then every clip with shot, take and time burnt into its frames.

Frames are decoded, drawn on and coded one at a time, so a long film takes no more memory than a short one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from generator.footage import Pixels, Samples, opened, read_sound, video_of
from generator.interface import FPS, SAMPLE_RATE, Leader, Progress, Reel
from generator.media import CONTAINER_OPTIONS, PictureTrack, add_aac, draft, sound_blocks

SLATE_FRAMES = 2 * FPS
"""How long the slate stands: two seconds."""
_EVERY = 8
"""Frames between two calls of the progress callback."""
_PER_FRAME = SAMPLE_RATE // FPS


def screener(reels: Sequence[Reel], leader: Leader, film: Path, progress: Progress) -> None:
    """Write the review copy of ``reels`` as the MP4 ``film``; same reels, same bytes.

    It has :data:`SLATE_FRAMES` frames of slate in silence and then every frame of every reel with its sound.

    Args:
        reels: the clips of the cut in order, each with its code and take.
        leader: what the slate says.
        film: where it goes; on any error, and on cancel, it is as it was.
        progress: told the fraction done several times a second; may raise Cancelled.

    Raises:
        ValueError: no reels; two clips differ in size (both are named); a clip cannot be read or has not the
            length its reel says.
        Unsupported: the drawing library does not load on this machine.
    """
    import av

    from generator.ahead import one_ahead
    from generator.animatic.engine import can_draw

    can_draw()
    size, total = _size(reels), SLATE_FRAMES + sum(reel.frames for reel in reels)
    with (
        draft(film) as temporary,
        av.open(str(temporary), "w", format="mp4", options=CONTAINER_OPTIONS) as out,
        closing(_pictures(reels, leader, size)) as pictures,
        closing(one_ahead(pictures)) as ahead,
    ):
        picture, audio = PictureTrack(out, size, FPS), add_aac(out)
        for number, (pixels, block) in enumerate(zip(ahead, _sound(reels), strict=True)):
            picture.write(pixels, number)
            out.mux(audio.encode(block))
            if number % _EVERY == 0:
                progress(number / total)
        picture.end()
        out.mux(audio.encode(None))
        progress(1.0)


def _size(reels: Sequence[Reel]) -> tuple[int, int]:
    """Width and height that all the reels share."""
    if not reels:
        raise ValueError("nothing to copy: got no clips, expected at least one. Approve a take first.")
    sizes = []
    for reel in reels:
        with opened(reel.picture) as source:
            context = video_of(source, reel.picture).codec_context
            sizes.append((context.width, context.height))
        if sizes[-1] != sizes[0]:
            (width, height), (wide, high) = sizes[-1], sizes[0]
            raise ValueError(
                f"cannot copy: {reel.label} is {width}x{height}, but {reels[0].label} is {wide}x{high}. "
                "Render one of the two again with the film's settings."
            )
    return sizes[0]


def _pictures(reels: Sequence[Reel], leader: Leader, size: tuple[int, int]) -> Generator[Pixels, None, None]:
    """Every frame of the copy, uint8 [H, W, 4] BGRA."""
    from generator.burn_in import BurnIn, slate

    card = slate(leader, len(reels), sum(reel.frames for reel in reels), size)
    for _ in range(SLATE_FRAMES):
        yield card
    burn, first = BurnIn(size, leader.timecode), 0
    for reel in reels:
        count = 0
        for count, pixels in enumerate(_decoded(reel), start=1):
            if count <= reel.frames:
                yield burn(pixels, reel, count - 1, first)
        if count != reel.frames:
            raise ValueError(
                f"{reel.label}: its picture has {count} frames, expected {reel.frames}. "
                "Render the take again."
            )
        first += count


def _decoded(reel: Reel) -> Iterator[Pixels]:
    with opened(reel.picture) as source:
        for frame in source.decode(video_of(source, reel.picture)):
            pixels = frame.to_ndarray(format="bgra", src_colorspace="ITU709", dst_color_range="JPEG")
            yield np.asarray(pixels, np.uint8)


def _sound(reels: Sequence[Reel]) -> Iterator[Any]:
    """The sound of every frame of the copy in turn: silence under the slate, then that of the reels."""
    yield from sound_blocks(np.zeros((2, SLATE_FRAMES * _PER_FRAME), np.float32), _PER_FRAME)
    start = SLATE_FRAMES * _PER_FRAME
    for reel in reels:
        sound: Samples = read_sound(reel.sound)
        if sound.shape[1] != reel.frames * _PER_FRAME:
            raise ValueError(
                f"{reel.label}: its sound has {sound.shape[1]} samples, expected {reel.frames * _PER_FRAME} "
                f"for {reel.frames} frames. Render the take again."
            )
        yield from sound_blocks(sound, _PER_FRAME, start)
        start += sound.shape[1]
