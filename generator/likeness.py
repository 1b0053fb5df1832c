"""Somebody's reference picture and voice: what a guest brings, checked by decoding it and written anew.

Nothing of the file itself is kept: neither its metadata nor anything that hides behind the picture.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generator.footage import read_frames
from generator.interface import SAMPLE_RATE
from generator.media import draft, write_png

MAX_PIXELS = 50_000_000
"""The largest picture that is opened: a phone's."""
MIN_SIDE = 64
"""The shorter side of a picture has at least so many pixels."""
MAX_SIDE = 1280
"""The longer side of what is kept; a larger picture is made smaller."""
MIN_SECONDS, MAX_SECONDS = 1.0, 30.0
"""Length of a voice."""
SILENT = 1e-3
"""A sound that is never louder than this is none."""
Mono = npt.NDArray[np.float32]
"""A voice: float32 [samples], -1 to 1, 48 kHz."""
_PICTURES = ("PNG", "JPEG", "WEBP")
_SOUNDS = "wav,flac,mp3,mov,mp4,m4a,ogg,matroska,webm,aac"
"""Containers a voice may come in; no playlists, which name other files that would be read."""


def portrait(source: Path, target: Path) -> None:
    """Write a picture that somebody brought as an RGB PNG, upright, without metadata.

    Args:
        source: PNG, JPEG or WebP, whatever its name says.
        target: where the PNG goes.

    Raises:
        ValueError: it is no picture, or too large or too small a one; says what was expected.
    """
    from PIL import Image, ImageOps

    broken = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(source, formats=_PICTURES) as opened:
                _check_size(*opened.size)
                opened.draft("RGB", (MAX_SIDE, MAX_SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise ValueError(f"got a picture of too many pixels, expected at most {MAX_PIXELS:,}") from error
    except WrongSize:
        raise
    except broken as error:
        raise ValueError(
            "got a file that is not a picture or only part of one, expected a whole PNG, JPEG or WebP"
        ) from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", upright.size, (255, 255, 255))
    flat.paste(upright, mask=upright.getchannel("A"))
    write_png(np.asarray(flat, dtype=np.uint8), target)


def still(clip: Path, frame: int, target: Path) -> None:
    """Write a frame of a clip, from 0, as PNG; ValueError when it has no such frame."""
    write_png(read_frames(clip, [frame])[0], target)


def voice(source: Path, target: Path, start: float = 0.0, end: float | None = None) -> float:
    """Write a voice that somebody brought as mono FLAC at 48 kHz; gives its length in seconds.

    Args:
        source: any common sound file, whatever its name says.
        target: where the FLAC goes.
        start: of the part that is kept, seconds.
        end: of the part that is kept; None for all of it.

    Raises:
        ValueError: it is no sound, is silent, or lasts less than 1 s or more than 30 s.
    """
    sound = _heard(source)
    sound = sound[int(start * SAMPLE_RATE) : None if end is None else int(end * SAMPLE_RATE)]
    seconds = sound.size / SAMPLE_RATE
    if not MIN_SECONDS <= seconds <= MAX_SECONDS:
        more = "more than 30" if seconds > MAX_SECONDS else f"{seconds:.1f}"
        raise ValueError(f"got a voice of {more} s, expected 1 to 30 s of one person speaking")
    if float(np.abs(sound).max()) < SILENT:
        raise ValueError("got a silent recording, expected somebody speaking: is the microphone on?")
    _write_mono(sound, target)
    return seconds


class WrongSize(ValueError):
    """A picture of a size that is no use."""


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise WrongSize(f"got a picture of {width}x{height} pixels, expected at most {MAX_PIXELS:,} in all")
    if min(width, height) < MIN_SIDE:
        raise WrongSize(f"got a picture of {width}x{height} pixels, expected at least {MIN_SIDE} each way")


def _heard(source: Path) -> Mono:
    """The sound of a file, as far as it could still be of a legal length."""
    import av

    most = int((MAX_SECONDS + 1) * SAMPLE_RATE)
    blocks: list[Mono] = []
    count = 0
    options = {"format_whitelist": _SOUNDS, "protocol_whitelist": "file"}
    try:
        with av.open(str(source), container_options=options) as container:
            if not container.streams.audio:
                raise ValueError("got a file without sound, expected a recording of a voice")
            resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
            for frame in container.decode(audio=0):
                for block in resampler.resample(frame):
                    blocks.append(block.to_ndarray()[0])
                    count += block.samples
                if count > most:
                    break
            else:
                blocks += [block.to_ndarray()[0] for block in resampler.resample(None)]
    except (av.error.FFmpegError, OSError) as error:
        raise ValueError(
            "got a file that is not a sound or only part of one, expected a whole WAV, FLAC, MP3, M4A, Ogg "
            "or WebM"
        ) from error
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _write_mono(samples: Mono, target: Path) -> None:
    import av

    whole = np.clip(np.rint(samples * 32767.0), -32768, 32767).astype(np.int16)
    with (
        draft(target) as temporary,
        av.open(str(temporary), "w", format="flac", options={"fflags": "+bitexact"}) as file,
    ):
        stream = file.add_stream("flac", rate=SAMPLE_RATE, layout="mono", options={"flags": "+bitexact"})
        for first in range(0, whole.size, SAMPLE_RATE):
            block = av.AudioFrame.from_ndarray(
                whole[None, first : first + SAMPLE_RATE].copy(), format="s16", layout="mono"
            )
            block.sample_rate, block.pts = SAMPLE_RATE, first
            file.mux(stream.encode(block))
        file.mux(stream.encode(None))
