"""Clips into one film: pictures copied packet by packet, sound laid sample by sample (decision 0003)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.footage import Samples, opened, read_sound, video_of
from generator.interface import SAMPLE_RATE, Reel
from generator.media import CONTAINER_OPTIONS, add_aac, draft, sound_blocks

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.container.core import Chapter
    from av.packet import Packet
    from av.video.stream import VideoStream


class Signature(NamedTuple):
    """What two video streams must share for their packets to stand in one stream."""

    codec: str
    width: int
    height: int
    fps: Fraction
    time_base: Fraction
    parameters: bytes
    """The codec's parameter sets (H.264: SPS and PPS)."""


def join(reels: Sequence[Reel], film: Path) -> None:
    """Join ``reels`` into the MP4 ``film``, with a chapter for every reel; same reels, same bytes.

    The film has exactly ``sum(reel.frames)`` frames; no picture is coded again. The sound of every reel is
    read from its lossless file and must be ``frames * 48000 / fps`` samples long.

    Raises:
        ValueError: no reels; or two clips differ in size, rate or coding (both are named); or a clip has not
            the length its reel says. ``film`` is then as it was.
    """
    if not reels:
        raise ValueError("nothing to join: got no clips, expected at least one. Approve a take first.")
    import av

    expected = _agreed(reels)
    with (
        draft(film) as temporary,
        av.open(str(temporary), "w", format="mp4", options=CONTAINER_OPTIONS) as out,
    ):
        with opened(reels[0].picture) as first:
            video = out.add_stream_from_template(video_of(first, reels[0].picture))
        audio = add_aac(out)
        out.set_chapters(_chapters(reels, expected.fps))
        _lay(out, video, audio, reels, expected)


def _lay(
    out: OutputContainer, video: VideoStream, audio: AudioStream, reels: Sequence[Reel], expected: Signature
) -> None:
    frames = 0
    with ThreadPoolExecutor(max_workers=1) as worker:
        # One reel ahead: the sound of the next is coded while the picture of this one is copied.
        for reel, sound in zip(reels, _ahead(worker, audio, reels, expected.fps), strict=True):
            out.mux(sound)
            for packet in _pictures(reel, expected, frames):
                packet.stream = video
                out.mux(packet)
            frames += reel.frames
    out.mux(audio.encode(None))


def _ahead(
    worker: ThreadPoolExecutor, audio: AudioStream, reels: Sequence[Reel], fps: Fraction
) -> Iterator[list[Packet[AudioStream]]]:
    """The coded sound of every reel in turn; one worker, so the coder sees the samples in order."""
    start, pending = 0, []
    for reel in reels:
        length = int(reel.frames * SAMPLE_RATE / fps)
        pending.append(worker.submit(_coded, audio, reel, length, start))
        start += length
        if len(pending) > 1:
            yield pending.pop(0).result()
    yield pending.pop().result()


def _coded(audio: AudioStream, reel: Reel, length: int, start: int) -> list[Packet[AudioStream]]:
    sound: Samples = read_sound(reel.sound)
    if sound.shape[1] != length:
        raise ValueError(
            f"{reel.label}: its sound has {sound.shape[1]} samples, expected {length} for {reel.frames} "
            "frames. Render the take again."
        )
    return [packet for block in sound_blocks(sound, SAMPLE_RATE, start) for packet in audio.encode(block)]


def _pictures(reel: Reel, expected: Signature, frames: int) -> Iterator[Packet[VideoStream]]:
    """The video packets of ``reel``, moved ``frames`` frames later."""
    with opened(reel.picture) as source:
        stream = video_of(source, reel.picture)
        later, count = int(frames / expected.fps / expected.time_base), 0
        for packet in source.demux(stream):
            if packet.dts is None or packet.pts is None:
                continue
            packet.pts, packet.dts, count = packet.pts + later, packet.dts + later, count + 1
            yield packet
    if count != reel.frames:
        raise ValueError(
            f"{reel.label}: its picture has {count} frames, expected {reel.frames}. Render the take again."
        )


def _agreed(reels: Sequence[Reel]) -> Signature:
    """What all the reels are; ValueError naming two that differ."""
    expected = _signature(reels[0])
    for reel in reels[1:]:
        _agree(reels[0].label, expected, reel.label, _signature(reel))
    return expected


def _signature(reel: Reel) -> Signature:
    with opened(reel.picture) as source:
        stream = video_of(source, reel.picture)
        context = stream.codec_context
        return Signature(
            context.name,
            context.width,
            context.height,
            Fraction(stream.average_rate or 0),
            Fraction(stream.time_base or 0),
            context.extradata or b"",
        )


def _agree(first: str, expected: Signature, label: str, got: Signature) -> None:
    if got == expected:
        return
    if (got.width, got.height) != (expected.width, expected.height):
        what = f"{got.width}x{got.height}, but {first} is {expected.width}x{expected.height}"
    elif got.fps != expected.fps:
        what = f"{float(got.fps):g} frames a second, but {first} has {float(expected.fps):g}"
    else:
        what = f"coded otherwise ({got.codec}) than {first} ({expected.codec})"
    raise ValueError(f"cannot join: {label} is {what}. Render one of the two again with the film's settings.")


def _chapters(reels: Sequence[Reel], fps: Fraction) -> list[Chapter]:
    chapters: list[Chapter] = []
    start = 0
    for number, reel in enumerate(reels):
        end = start + reel.frames
        chapters.append(
            {
                "id": number,
                "start": start,
                "end": end,
                "time_base": 1 / fps,
                "metadata": {"title": reel.label},
            }
        )
        start = end
    return chapters
