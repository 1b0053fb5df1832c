"""Clear words by espeak-ng, when the optional package ``espeakng-loader`` (GPL-3.0) is installed."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from importlib import metadata, util
from math import log2
from pathlib import Path

import numpy as np
import numpy.typing as npt

from generator.animatic.voices import Kind, Voice
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


def say(text: str, voice: Voice, language: str, pace: float = PACE) -> npt.NDArray[np.float32]:
    """Say ``text``: float32 [samples], mono, 48 kHz, peak 1, with no silence at the ends.

    Args:
        text: any words; symbols are left out.
        voice: whose throat.
        language: a BCP 47 tag such as ``en`` or ``pt-BR``; a text in another script is said in that script's
            language, an unknown one in English.
        pace: words a minute, 80 to 450.

    Raises:
        RuntimeError: espeak-ng failed; the message holds its own.
    """
    variant, own_pitch = _variant(voice)
    # Playing a voice faster shortens its throat; the pitch is asked for lower by as much.
    shift = 50 * round(_ESPEAK_RATE * _OWN_TRACT[voice.kind] / voice.tract / 50)
    faster = shift / _ESPEAK_RATE
    ratio = voice.pitch / faster / own_pitch
    raw = _run(
        {
            "text": spoken(text),
            "voices": [f"{name}+{variant}" for name in _voices(text, language)],
            "rate": round(pace / faster),
            "pitch": round(float(np.interp(log2(ratio), np.log2(_RATIOS), _PITCHES))),
            "range": round(30 + 40 * voice.melody),
        }
    )
    return _trimmed(_resampled(np.frombuffer(raw, "<i2").astype(np.float64), shift))


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


def _run(asked: dict[str, object]) -> bytes:
    import espeakng_loader

    # The library refuses a data path of more than about 160 bytes, so it is started beside its data.
    data = Path(espeakng_loader.get_data_path())
    where = {"library": espeakng_loader.get_library_path(), "data": data.name}
    child = Path(__file__).with_name("espeak_process.py")
    done = subprocess.run(  # noqa: S603 — our own file, run by our own interpreter
        [sys.executable, "-I", "-S", str(child.resolve())],
        input=json.dumps(asked | where).encode(),
        capture_output=True,
        cwd=data.parent,
        timeout=_TIMEOUT,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(
            f"espeak-ng failed ({done.returncode}): {done.stderr.decode(errors='replace').strip()}"
        )
    return done.stdout


def _resampled(samples: npt.NDArray[np.float64], rate: int) -> npt.NDArray[np.float64]:
    from scipy.signal import resample_poly

    return np.asarray(resample_poly(samples, SAMPLE_RATE // 50, rate // 50)) if samples.size else samples


def _trimmed(samples: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Without silence at the ends (a hundredth of the peak, with 10 ms kept), peak 1."""
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        return np.zeros(0, np.float32)
    heard = np.flatnonzero(np.abs(samples) > 0.01 * peak)
    margin = SAMPLE_RATE // 100
    kept = samples[max(0, int(heard[0]) - margin) : int(heard[-1]) + margin]
    return np.asarray(kept / peak, dtype=np.float32)
