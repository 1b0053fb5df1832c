"""The sounds of speech on a time line, and how far each opens a mouth."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.interface import SAMPLE_RATE


class Phone(NamedTuple):
    """A sound of speech; its times are seconds from the start of its line."""

    symbol: str
    """IPA without stress; empty for a pause."""
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line as it was said."""

    wave: npt.NDArray[np.float32]
    """float32 [samples], mono, 48 kHz, peak 1."""
    phones: tuple[Phone, ...]
    """In order, without gaps; all inside the wave."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.wave.size / SAMPLE_RATE

    def cut(self, first: int, after: int) -> Utterance:
        """The samples from ``first`` up to ``after``, and the sounds that are heard in them."""
        start, length = first / SAMPLE_RATE, (after - first) / SAMPLE_RATE
        moved = (
            Phone(symbol, max(begin - start, 0.0), min(end - start, length))
            for symbol, begin, end in self.phones
        )
        return Utterance(self.wave[first:after], tuple(phone for phone in moved if phone.end > phone.start))

    def paced(self, wave: npt.NDArray[np.float32]) -> Utterance:
        """The same words in ``wave``, which says them at another pace."""
        ratio = wave.size / max(self.wave.size, 1)
        return Utterance(
            wave, tuple(Phone(symbol, start * ratio, end * ratio) for symbol, start, end in self.phones)
        )


_SHUT = frozenset("mbpɓɱ")
_OPENINGS = {
    "aɑæɐɶ": 1.0, "ʌɒ": 0.88, "ɔɛœ": 0.8, "eəɜɚɝɘɤ": 0.66, "oøɵ": 0.58, "iɪɨyʏ": 0.46, "uʊʉɯ": 0.36,
    "wɥʍ": 0.26, "rɹɾɻʁʀɽ": 0.38, "jʲ": 0.36, "lɫʎɭɬ": 0.4, "hɦħʔʕ": 0.5, "kɡgqxχɣŋɲcçɟ": 0.38,
    "tdnθðɳʈɖ": 0.27, "szʃʒɕʑʂʐ": 0.2, "fvʋɸβ": 0.14,
}  # fmt: skip
_BY_LETTER = {letter: opening for letters, opening in _OPENINGS.items() for letter in letters}
_UNKNOWN = 0.4


def is_shut(symbol: str) -> bool:
    """True for the sounds that are made with closed lips: m, b, p."""
    return symbol[:1] in _SHUT


def opening_of(symbol: str) -> float:
    """How far this sound opens a mouth: 0 for m and a pause, 1 for a; a diphthong as its widest part."""
    if not symbol or is_shut(symbol):
        return 0.0
    return max((_BY_LETTER[letter] for letter in symbol if letter in _BY_LETTER), default=_UNKNOWN)


def plain(symbol: str) -> str:
    """An IPA symbol without stress, tone, spaces and punctuation; of length only the long mark is kept."""
    return "".join(c for c in symbol if c == "ː" or (unicodedata.category(c) in ("Ll", "Lo") and c.isalpha()))
