"""Pictures and voices that somebody brings: decoded, checked, and written anew."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from generator.lab import Lab
from generator.media import encode

LAB = Lab()


def said(path: Path, seconds: float, rate: int = 48_000, loud: float = 0.5) -> Path:
    """A tone in any container PyAV knows by the suffix."""
    codec = {".wav": "pcm_s16le", ".mp3": "libmp3lame", ".webm": "libopus", ".ogg": "libopus"}[path.suffix]
    tone = loud * np.sin(np.arange(int(seconds * rate)) * 440 * 2 * np.pi / rate).astype(np.float32)
    form = {"pcm_s16le": "s16", "libmp3lame": "fltp", "libopus": "flt"}[codec]
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream(codec, rate=rate, layout="mono")
        samples = (tone * 32767).astype(np.int16) if form == "s16" else tone
        for first in range(0, samples.size, 960):
            block = av.AudioFrame.from_ndarray(samples[None, first : first + 960].copy(), form, "mono")
            block.sample_rate, block.pts = rate, first
            file.mux(stream.encode(block))
        file.mux(stream.encode(None))
    return path


def claiming(path: Path, width: int, height: int) -> None:
    """A PNG of a few bytes that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, b"IDAT")
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def test_a_photograph_becomes_an_upright_png_without_metadata(tmp_path: Path) -> None:
    picture = Image.new("RGB", (2000, 1000), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "where somebody lives"
    picture.save(tmp_path / "phone.jpg", exif=exif)
    LAB.portrait(tmp_path / "phone.jpg", tmp_path / "kept.png")
    with Image.open(tmp_path / "kept.png") as kept:
        assert kept.format == "PNG"
        assert kept.size == (640, 1280)
        assert not kept.getexif()
    assert b"somebody lives" not in (tmp_path / "kept.png").read_bytes()


def test_what_shows_through_is_laid_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (80, 80), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    LAB.portrait(tmp_path / "clear.png", tmp_path / "kept.png")
    with Image.open(tmp_path / "kept.png") as kept:
        assert kept.getpixel((40, 40)) == (255, 255, 255)


@pytest.mark.parametrize("name", ["words.png", "half.png", "gif.png", "svg.png"])
def test_a_file_that_is_no_picture_is_refused_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    source = tmp_path / name
    Image.effect_noise((400, 400), 60).save(source, "GIF" if name == "gif.png" else "PNG")
    if name == "words.png":
        source.write_text("INT. LAMP ROOM - NIGHT")
    elif name == "half.png":
        source.write_bytes(source.read_bytes()[:5000])
    elif name == "svg.png":
        source.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    with pytest.raises(ValueError, match="expected a whole PNG, JPEG or WebP") as refused:
        LAB.portrait(source, tmp_path / "kept.png")
    assert str(tmp_path) not in str(refused.value)
    assert not (tmp_path / "kept.png").exists()


def test_a_picture_is_neither_tiny_nor_huge(tmp_path: Path) -> None:
    Image.new("RGB", (63, 200)).save(tmp_path / "tiny.png")
    with pytest.raises(ValueError, match="63x200 pixels, expected at least 64"):
        LAB.portrait(tmp_path / "tiny.png", tmp_path / "kept.png")
    claiming(tmp_path / "huge.png", 8_000, 7_000)
    with pytest.raises(ValueError, match="8000x7000 pixels, expected at most 50,000,000"):
        LAB.portrait(tmp_path / "huge.png", tmp_path / "kept.png")
    claiming(tmp_path / "bomb.png", 60_000, 60_000)
    with pytest.raises(ValueError, match="expected at most 50,000,000"):
        LAB.portrait(tmp_path / "bomb.png", tmp_path / "kept.png")


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".webm", ".ogg"])
def test_a_voice_becomes_mono_flac_at_48_khz(suffix: str, tmp_path: Path) -> None:
    seconds = LAB.voice(said(tmp_path / f"voice{suffix}", 2.0), tmp_path / "kept.flac")
    assert seconds == pytest.approx(2.0, abs=0.1)
    with av.open(str(tmp_path / "kept.flac")) as kept:
        audio = kept.streams.audio[0]
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("flac", 48_000, 1)
        heard = np.concatenate([frame.to_ndarray() for frame in kept.decode(audio=0)], axis=1)
    assert np.abs(heard).max() / 32768 == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(("seconds", "words"), [(0.5, "0.5 s"), (31.5, "more than 30 s"), (120, "more than")])
def test_a_voice_lasts_one_to_thirty_seconds(seconds: float, words: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"{words}.*expected 1 to 30 s"):
        LAB.voice(said(tmp_path / "voice.wav", seconds, rate=16_000), tmp_path / "kept.flac")


def test_a_part_of_a_sound_can_be_kept(tmp_path: Path) -> None:
    assert LAB.voice(said(tmp_path / "a.wav", 4.0), tmp_path / "kept.flac", 1.0, 2.5) == pytest.approx(1.5)


def test_silence_is_not_a_voice(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="silent recording"):
        LAB.voice(said(tmp_path / "a.wav", 2.0, loud=0.0), tmp_path / "kept.flac")


def test_a_playlist_called_a_voice_reads_no_other_file(tmp_path: Path) -> None:
    secret = said(tmp_path / "secret.wav", 2.0)
    playlist = tmp_path / "voice.wav"
    for words in (
        f"#EXTM3U\n#EXTINF:2,\nfile://{secret}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile {secret}\n",
    ):
        playlist.write_text(words)
        with pytest.raises(ValueError, match="not a sound"):
            LAB.voice(playlist, tmp_path / "kept.flac")


def test_a_frame_is_taken_from_a_clip(tmp_path: Path) -> None:
    frames = [np.full((64, 64, 4), 60 * n, np.uint8) for n in range(4)]
    clip, _ = encode(frames, np.zeros((2, 4 * 1920), np.float32), tmp_path, width=64, height=64)
    LAB.still(clip, 2, tmp_path / "kept.png")
    with Image.open(tmp_path / "kept.png") as kept:
        assert np.asarray(kept).mean() == pytest.approx(120, abs=6)
    with pytest.raises(ValueError, match="no frame 4"):
        LAB.still(clip, 4, tmp_path / "kept.png")


def test_peaks_tell_when_a_sound_is_loud(tmp_path: Path) -> None:
    sound = np.zeros((2, 2 * 48_000), np.float32)
    sound[0, 48_000:] = 1.0
    _, lossless = encode([np.zeros((64, 64, 4), np.uint8)] * 50, sound, tmp_path, width=64, height=64)
    peaks = LAB.peaks(lossless)
    assert len(peaks) == 200
    assert set(peaks[:99]) == {0}
    assert set(peaks[101:]) == {255}
