"""Frames and samples into files and back.

A clip is two files: ``clip.mp4`` for watching and ``sound.flac`` for everything that must be exact. Every
clip of one size is coded with the same settings, so its video packets can stand beside those of any other
(decision 0003).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from generator.footage import GOP, Pixels, Probe, Samples, probe, read_frames, read_sound
from generator.interface import FPS, SAMPLE_RATE

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

__all__ = [
    "PictureTrack",
    "Pixels",
    "Probe",
    "Samples",
    "add_aac",
    "draft",
    "encode",
    "probe",
    "read_frames",
    "read_sound",
    "sound_blocks",
    "write_png",
]

AAC_BITS = 160_000
"""Bits a second of the sound inside an MP4."""
AAC_OPTIONS = {"aac_coder": "fast", "flags": "+bitexact"}
"""The two-loop coder is less than half as fast and measured worse at this rate (decision 0003)."""
CONTAINER_OPTIONS = {"fflags": "+bitexact", "movflags": "+faststart"}
BT709 = 1

# A change here makes new clips unjoinable with old ones, so it needs a new engine version. One thread: with
# two, one clip in four came out with other bytes on a busy machine (decision 0003).
_X264 = f"threads=1:bframes=0:keyint={GOP}:min-keyint={GOP}:scenecut=0:open-gop=0"
_AHEAD, _MOST_AHEAD, _AHEAD_BYTES = 6, 200, 32_000_000
"""Frames that may wait for the coder while the next are drawn: more of small ones, as many as fit."""
_VIDEO_OPTIONS = {"crf": "20", "x264-params": _X264, "flags": "+bitexact"}
_SMALL = 400 * 400
"""Pixels under which coding for size would take longer than drawing the picture does."""


def encode(
    frames: Iterable[Pixels],
    sound: Samples | Callable[[], Samples],
    folder: Path,
    *,
    width: int,
    height: int,
    fps: int = FPS,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[Path, Path]:
    """Write ``clip.mp4`` (H.264, AAC) and ``sound.flac`` (16 bit) into ``folder``; same input, same bytes.

    Args:
        frames: uint8 [height, width, 4] BGRA each; drawn one at a time, so a generator keeps memory flat.
        sound: float32 [2, n] at 48 kHz with ``n == frames * 48000 / fps`` exactly, or what makes it: that is
            called by the coder while the first frames are drawn.
        folder: an existing folder; on any error, and on cancel, nothing new is left in it.
        width: pixels, even.
        height: pixels, even.
        fps: frames a second; must divide 48000.
        meanwhile: what else there is to do; it is done while the coder works off the last frames.

    Returns:
        The picture's path and the sound's path.

    Raises:
        ValueError: a wrong shape, type or length, with what was expected.
    """
    _check_size(width, height, fps)
    made = cache(lambda: _checked_sound(sound() if callable(sound) else sound))
    picture, lossless = folder / "clip.mp4", folder / "sound.flac"
    with (
        draft(picture) as picture_draft,
        draft(lossless) as lossless_draft,
        _coding(picture_draft, frames, made, (width, height), fps),
    ):
        _write_flac(lossless_draft, made())
        if meanwhile is not None:
            meanwhile()
    return picture, lossless


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """Gives a temporary name beside ``path``: renamed to it on success, removed on any exception."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_png(array: Pixels, path: Path) -> None:
    """Write an RGB picture, uint8 [H, W, 3], as PNG; same array, same bytes."""
    from PIL import Image

    if array.dtype != np.uint8 or array.ndim != 3 or array.shape[2] != 3:
        raise ValueError(f"{path}: got a {array.dtype} array {list(array.shape)}, expected uint8 [H, W, 3].")
    with draft(path) as temporary:
        Image.fromarray(array).save(temporary, format="PNG", compress_level=4)


def sound_blocks(sound: Samples, size: int, start: int = 0) -> Iterator[Any]:
    """Cut float32 [2, n] into PyAV frames of ``size`` samples, stamped from sample ``start`` on."""
    import av

    for first in range(0, sound.shape[1], size):
        block = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(sound[:, first : first + size]), format="fltp", layout="stereo"
        )
        block.sample_rate, block.pts, block.time_base = SAMPLE_RATE, start + first, Fraction(1, SAMPLE_RATE)
        yield block


def add_aac(film: OutputContainer) -> AudioStream:
    """The one kind of sound track our MP4 files have."""
    return film.add_stream("aac", rate=SAMPLE_RATE, options=dict(AAC_OPTIONS), bit_rate=AAC_BITS)


def _check_size(width: int, height: int, fps: int) -> None:
    if width % 2 or height % 2:
        raise ValueError(f"size: got {width}x{height}, expected even numbers (H.264 yuv420p).")
    if fps <= 0 or SAMPLE_RATE % fps:
        raise ValueError(f"fps: got {fps}, expected a divisor of {SAMPLE_RATE}, such as {FPS}.")


def _checked_sound(sound: Samples) -> Samples:
    if sound.dtype != np.float32 or sound.ndim != 2 or sound.shape[0] != 2:
        raise ValueError(f"sound: got {sound.dtype} {list(sound.shape)}, expected float32 [2, samples].")
    if not np.isfinite(sound).all():
        raise ValueError("sound: holds NaN or infinity; expected samples from -1 to 1.")
    return sound


@contextmanager
def _coding(
    path: Path, frames: Iterable[Pixels], made: Callable[[], Samples], size: tuple[int, int], fps: int
) -> Iterator[None]:
    """Write the film file: entered when the last frame is drawn, left when it is coded."""
    import av

    ahead = min(_MOST_AHEAD, max(_AHEAD, _AHEAD_BYTES // (4 * size[0] * size[1])))
    with (
        av.open(str(path), "w", format="mp4", options=CONTAINER_OPTIONS) as film,
        ThreadPoolExecutor(max_workers=1) as coder,
    ):
        tracks = _Tracks(film, PictureTrack(film, size, fps), add_aac(film), _blocks(made))
        waiting: deque[Future[None]] = deque()
        count = 0
        for count, pixels in enumerate(frames, start=1):
            # A copy, because the frame may be drawn over while the coder is still at it.
            picture = _checked(pixels, size, count - 1).copy()
            waiting.append(coder.submit(tracks.code, picture, count - 1, count % fps == 1))
            if len(waiting) > ahead:
                waiting.popleft().result()
        if waiting:
            waiting[0].result()  # the first that waits has the sound made, or fails as it did
        per_frame, samples = SAMPLE_RATE // fps, made().shape[1]
        if count == 0 or count * per_frame != samples:
            raise ValueError(
                f"sound: got {samples} samples for {count} frames, expected {count * per_frame} "
                f"({per_frame} a frame) and at least one frame."
            )
        yield
        for late in waiting:
            late.result()
        tracks.picture.end()
        film.mux(tracks.audio.encode(None))


def _blocks(made: Callable[[], Samples]) -> Iterator[AudioFrame]:
    """The sound second by second, made when the first is asked for."""
    yield from sound_blocks(made(), SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class _Tracks:
    """Picture and sound of a file that is being written."""

    film: OutputContainer
    picture: PictureTrack
    audio: AudioStream
    blocks: Iterator[AudioFrame]

    def code(self, pixels: Pixels, number: int, with_sound: bool) -> None:
        """Write a frame, and before it the second of sound that begins with it."""
        if with_sound and (block := next(self.blocks, None)) is not None:
            self.film.mux(self.audio.encode(block))
        self.picture.write(pixels, number)


class PictureTrack:
    """The one kind of picture our MP4 files have: H.264, coded so that clips can be joined (decision 0003).

    Args:
        film: the file it belongs to.
        size: width and height in pixels.
        fps: frames a second.
    """

    def __init__(self, film: OutputContainer, size: tuple[int, int], fps: int) -> None:
        from av.video.reformatter import VideoReformatter

        self._film, self._video, self._reformatter = film, _add_h264(film, size, fps), VideoReformatter()

    def write(self, pixels: Pixels, number: int) -> None:
        """Code frame ``number``, uint8 [H, W, 4] BGRA."""
        self._film.mux(self._video.encode(self._yuv(pixels, number)))

    def end(self) -> None:
        """Write what the coder still holds."""
        self._film.mux(self._video.encode(None))

    def _yuv(self, pixels: Pixels, number: int) -> VideoFrame:
        import av
        from av.video.reformatter import ColorRange, Colorspace, Interpolation

        # Bit-exact scaling gives the same bytes on every processor, for one millisecond a frame.
        exact = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT
        frame = self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, "bgra"),
            format="yuv420p",
            dst_colorspace=int(Colorspace.ITU709),
            dst_color_range=int(ColorRange.MPEG),
            interpolation=int(exact),
            threads=1,
        )
        frame.color_primaries = frame.color_trc = BT709
        frame.pts, frame.time_base = number, self._video.codec_context.time_base
        return frame


def _add_h264(film: OutputContainer, size: tuple[int, int], fps: int) -> VideoStream:
    width, height = size
    preset = "superfast" if width * height < _SMALL else "veryfast"
    options = {**_VIDEO_OPTIONS, "preset": preset}
    video = film.add_stream("libx264", rate=fps, options=options, width=width, height=height)
    video.pix_fmt = "yuv420p"
    context = video.codec_context
    context.time_base = Fraction(1, fps)
    context.colorspace = context.color_primaries = context.color_trc = context.color_range = BT709
    return video


def _checked(pixels: Pixels, size: tuple[int, int], number: int) -> Pixels:
    if pixels.dtype != np.uint8 or pixels.shape != (size[1], size[0], 4):
        raise ValueError(
            f"frame {number}: got {pixels.dtype} {list(pixels.shape)}, "
            f"expected uint8 {[size[1], size[0], 4]} (height, width, BGRA)."
        )
    return pixels


def _write_flac(path: Path, sound: Samples) -> None:
    import av

    whole = np.clip(np.rint(sound * 32768.0), -32768, 32767).astype(np.int16)
    with av.open(str(path), "w", format="flac", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("flac", rate=SAMPLE_RATE, options={"flags": "+bitexact"})
        for first in range(0, whole.shape[1], SAMPLE_RATE):
            woven = np.ascontiguousarray(whole[:, first : first + SAMPLE_RATE].T).reshape(1, -1)
            block = av.AudioFrame.from_ndarray(woven, format="s16", layout="stereo")
            block.sample_rate, block.pts = SAMPLE_RATE, first
            file.mux(stream.encode(block))
        file.mux(stream.encode(None))
