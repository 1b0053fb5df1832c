"""Clear words by espeak-ng, when the optional package ``espeakng-loader`` (GPL-3.0) is installed."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import unicodedata
from contextlib import suppress
from importlib import metadata, util
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from generator.animatic.sound.phones import Phone, Utterance, plain
from generator.animatic.sound.voices import Kind, Voice
from generator.interface import SAMPLE_RATE

PACE = 165
"""Words a minute of an ordinary speaker."""
FASTEST = 340
"""Words a minute beyond which espeak-ng is no longer understood."""

_ESPEAK_RATE = 22_050
_TIMEOUT = 60
# Variants of espeak-ng's voice with the F0 they have at pitch 50, measured by autocorrelation.
_WOMEN = (("f1", 175.0), ("f2", 190.0), ("f4", 175.0), ("f5", 200.0))
_MEN = (("m1", 92.0), ("m2", 99.0), ("m3", 103.5), ("m4", 92.0), ("m5", 100.5), ("m6", 98.0), ("m7", 103.5))
_OWN_TRACT = {Kind.CHILD: 0.86, Kind.WOMAN: 0.87, Kind.MAN: 1.0}
# F0 against that at pitch 50, for the pitch parameter: the middle of men and women, measured.
_PITCHES = (0, 10, 25, 40, 50, 60, 75, 90, 99)
_RATIOS = (0.652, 0.70, 0.80, 0.91, 1.0, 1.097, 1.277, 1.50, 1.674)

_LANGUAGES = {"zh": "cmn", "en": "en", "no": "nb", "fr": "fr-fr", "pt": "pt-br"}
_SCRIPTS = {
    "CJK": "cmn", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar",
    "GREEK": "el", "DEVANAGARI": "hi", "HEBREW": "he", "THAI": "th", "BENGALI": "bn", "TAMIL": "ta",
}  # fmt: skip


def available() -> bool:
    """True when the package is installed."""
    return util.find_spec("espeakng_loader") is not None


def version() -> str:
    """The package's version, for the engine's own: other versions say other samples."""
    return metadata.version("espeakng-loader")


class Throat:
    """A line in a process of its own, which says it as often as it is asked; a context manager.

    The same line asked for the same way in the same order is the same samples.

    Args:
        text: any words; symbols are left out.
        voice: whose throat.
        language: a BCP 47 tag such as ``en`` or ``pt-BR``; a text in another script is said in that script's
            language, an unknown one in English.
    """

    def __init__(self, text: str, voice: Voice, language: str) -> None:
        import espeakng_loader

        variant, self._own_pitch = _variant(voice)
        self._voice = voice
        # Playing a voice faster shortens its throat; the pitch is asked for lower by as much.
        self._shift = 50 * round(_ESPEAK_RATE * _OWN_TRACT[voice.kind] / voice.tract / 50)
        # The library refuses a data path of more than about 160 bytes, so it is started beside its data.
        data = Path(espeakng_loader.get_data_path())
        child = Path(__file__).with_name("espeak_process.py")
        self._process = subprocess.Popen(  # noqa: S603 — our own file, run by our own interpreter
            [sys.executable, "-I", "-S", str(child.resolve())],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=data.parent,
        )  # fmt: skip
        self._alarm = threading.Timer(_TIMEOUT, self._process.kill)
        self._alarm.start()
        names = [f"{name}+{variant}" for name in _voices(text, language)]
        where = {"library": espeakng_loader.get_library_path(), "data": data.name}
        self._ask(where | {"voices": names, "text": spoken(text)})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._alarm.cancel()
        self._process.kill()
        self._process.communicate()

    def say(self, pace: float, pitch: float) -> Utterance:
        """Say the line with no silence at its ends.

        Args:
            pace: words a minute, 80 to 450.
            pitch: the F0 to aim at, Hz; the words decide how near it comes, :func:`median_pitch` tells.

        Raises:
            RuntimeError: espeak-ng failed; the message holds its own.
        """
        faster = self._shift / _ESPEAK_RATE
        ratio = pitch / faster / self._own_pitch
        self._ask({
            "rate": round(pace / faster),
            "pitch": round(float(np.interp(log2(ratio), np.log2(_RATIOS), _PITCHES))),
            "range": round(30 + 40 * self._voice.melody),
        })  # fmt: skip
        assert self._process.stdout is not None  # noqa: S101 — it was asked for
        answer = json.loads(self._process.stdout.readline() or "null")
        raw = self._process.stdout.read(answer["bytes"]) if answer else b""
        if not answer or len(raw) != answer["bytes"]:
            _, words = self._process.communicate()
            raise RuntimeError(
                f"espeak-ng failed ({self._process.returncode}): {words.decode(errors='replace').strip()}"
            )
        wave = _resampled(np.frombuffer(raw, "<i2").astype(np.float32), self._shift)
        return _trimmed(wave, _phones(answer["phonemes"], self._shift, wave.size / SAMPLE_RATE))

    def _ask(self, wish: dict[str, object]) -> None:
        assert self._process.stdin is not None  # noqa: S101 — it was asked for
        with suppress(BrokenPipeError):  # it has ended; what it said of that is read with its answer
            self._process.stdin.write(json.dumps(wish).encode() + b"\n")
            self._process.stdin.flush()


def spoken(text: str) -> str:
    """``text`` without what cannot be said (symbols, emoji, controls); a hum when nothing is left."""
    kept = "".join(c if unicodedata.category(c)[0] in "LMNPZ" else " " for c in text)
    return " ".join(kept.split()) if any(c.isalnum() for c in kept) else "hmm"


def _variant(voice: Voice) -> tuple[str, float]:
    choices = _MEN if voice.kind is Kind.MAN else _WOMEN
    variant, pitch = choices[voice.colour % len(choices)]
    if voice.breath >= 1.0:
        return ("whisper" if voice.kind is Kind.MAN else "whisperf"), pitch
    return variant, pitch


def _voices(text: str, language: str) -> list[str]:
    """espeak-ng's names to try in turn: the text's script, the language, its base, English."""
    letters = [unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()]
    scripts = [_SCRIPTS[name] for name in letters if name in _SCRIPTS]
    wanted = language.lower().replace("_", "-")
    base = wanted.split("-")[0]
    named = [_LANGUAGES.get(wanted, wanted), _LANGUAGES.get(base, base), "en"]
    foreign = len(scripts) * 2 > len(letters) and base not in {"zh", "cmn", "yue", "ja"}
    if foreign:
        named = ["ja" if "ja" in scripts else scripts[0], *named]
    return list(dict.fromkeys(named))


def _phones(events: list[tuple[int, str]], rate: int, seconds: float) -> tuple[Phone, ...]:
    """Beginnings of sounds as spans; what follows at the same moment replaces what was announced."""
    edges = [*(sample / rate for sample, _ in events), seconds]
    spans = zip(events, pairwise(edges), strict=True)
    return tuple(Phone(plain(symbol), start, end) for (_, symbol), (start, end) in spans if end > start)


def _resampled(samples: npt.NDArray[np.float32], rate: int) -> npt.NDArray[np.float32]:
    from scipy.signal import resample_poly

    return np.asarray(resample_poly(samples, SAMPLE_RATE // 50, rate // 50)) if samples.size else samples


def _trimmed(samples: npt.NDArray[np.float32], phones: tuple[Phone, ...]) -> Utterance:
    """Without silence at the ends (a hundredth of the peak, with 10 ms kept), peak 1."""
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        return Utterance(np.zeros(0, np.float32), ())
    heard = np.flatnonzero(np.abs(samples) > 0.01 * peak)
    margin = SAMPLE_RATE // 100
    first, after = max(0, int(heard[0]) - margin), min(int(heard[-1]) + margin, samples.size)
    return Utterance(np.asarray(samples / peak, dtype=np.float32), phones).cut(first, after)
