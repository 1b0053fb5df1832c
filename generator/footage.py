"""Frames and samples out of files, with a clear word for files that are no media."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

Pixels = npt.NDArray[np.uint8]
"""A picture: uint8 [H, W, 4] BGRA going in, uint8 [H, W, 3] RGB coming out."""
Samples = npt.NDArray[np.float32]
"""A sound: float32 [2, samples], -1 to 1, 48 kHz."""

GOP = 25
"""Frames between key frames: one second, so that any frame is at most 24 decodes away."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a media file says of itself, checked by walking its packets."""

    frames: int
    """Frames of the video stream; 0 when there is none."""
    width: int
    height: int
    fps: Fraction
    """Frames a second; 0 when there is no video."""
    rate: int
    """Samples a second of the sound; 0 when there is none."""
    samples: int
    """Samples a channel; exact for FLAC, to within a codec block for AAC."""


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """Open a media file for reading.

    Raises:
        ValueError: ``path`` is missing, unreadable, cut short or no media file; the message names it.
    """
    import av

    try:
        with av.open(str(path)) as container:
            yield container
    except av.error.FFmpegError as error:
        raise ValueError(
            f"{path}: cannot be read as media ({error}); expected a whole video or sound file. "
            "Render the take again, or choose another file."
        ) from error


def probe(path: Path) -> Probe:
    """Count the frames and samples of a file without decoding it; ValueError naming the file if it is bad."""
    with opened(path) as container:
        video, audio = container.streams.video, container.streams.audio
        if not video and not audio:
            raise ValueError(f"{path}: holds neither picture nor sound; expected a video or sound file.")
        frames = sum(1 for packet in container.demux(video[0]) if packet.size) if video else 0
        if video and video[0].frames > frames:
            raise ValueError(
                f"{path}: cut short: {frames} of {video[0].frames} frames are there. Render the take again."
            )
        return Probe(
            frames=frames,
            width=video[0].codec_context.width if video else 0,
            height=video[0].codec_context.height if video else 0,
            fps=Fraction(video[0].average_rate or 0) if video else Fraction(0),
            rate=audio[0].codec_context.sample_rate if audio else 0,
            samples=_count_samples(audio[0]) if audio else 0,
        )


def read_frames(path: Path, frames: Sequence[int]) -> list[Pixels]:
    """The frames with these numbers (from 0), in the order asked for.

    Returns:
        uint8 [H, W, 3] RGB each.

    Raises:
        ValueError: the file is bad, or has no such frame; the message names both.
    """
    wanted = sorted(set(frames))
    if wanted and wanted[0] < 0:
        raise ValueError(f"{path}: frame {wanted[0]} asked for; frames are counted from 0.")
    found: dict[int, Pixels] = {}
    with opened(path) as container:
        for number, frame in _numbered(video_of(container, path), wanted):
            found[number] = np.asarray(_rgb(frame), dtype=np.uint8)
    missing = [number for number in wanted if number not in found]
    if missing:
        raise ValueError(f"{path}: has no frame {missing[0]}; it holds {probe(path).frames} frames.")
    return [found[number] for number in frames]


def read_sound(path: Path) -> Samples:
    """All sound of a file as float32 [2, samples] at 48 kHz; mono is doubled, other rates are resampled.

    Raises:
        ValueError: the file is bad or has no sound.
    """
    import av

    with opened(path) as container:
        if not container.streams.audio:
            raise ValueError(f"{path}: has no sound; expected a file with a sound track.")
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        decoded = chain(container.decode(audio=0), [None])
        blocks = [block.to_ndarray() for frame in decoded for block in resampler.resample(frame)]
    if not blocks:
        return np.zeros((2, 0), np.float32)
    return np.ascontiguousarray(np.concatenate(blocks, axis=1), dtype=np.float32)


def _count_samples(audio: AudioStream) -> int:
    if audio.duration is None or audio.time_base is None:
        return 0
    return round(audio.duration * audio.time_base * audio.codec_context.sample_rate)


def video_of(container: InputContainer, path: Path) -> VideoStream:
    """The picture of an open file; ValueError naming ``path`` when it has none."""
    if not container.streams.video or not container.streams.video[0].average_rate:
        raise ValueError(f"{path}: has no picture; expected a video file.")
    return container.streams.video[0]


def _numbered(video: VideoStream, wanted: list[int]) -> Iterator[tuple[int, VideoFrame]]:
    """Decode the wanted frames (sorted numbers), seeking only over gaps longer than a group of pictures."""
    container = cast("InputContainer", video.container)
    rate, base = cast(Fraction, video.average_rate), cast(Fraction, video.time_base)
    video.thread_type = "SLICE"
    origin = video.start_time or 0
    place = -1
    decoded: Iterator[VideoFrame] = iter(())
    for number in wanted:
        if place < 0 or number - place > GOP:
            container.seek(origin + int(number / rate / base), stream=video)
            decoded = container.decode(video)
        for frame in decoded:
            place = round((frame.pts - origin) * base * rate) if frame.pts is not None else place + 1
            if place >= number:
                break
        if place == number:
            yield number, frame


def _rgb(frame: VideoFrame) -> npt.NDArray[Any]:
    return frame.to_ndarray(format="rgb24", src_colorspace="ITU709", dst_color_range="JPEG")
