"""Rough sounds of written words: enough for a mouth to move rightly and a line to have its rhythm."""

from __future__ import annotations

import hashlib
import re
import unicodedata

PAUSES = {
    ",": 0.16,
    ";": 0.2,
    ":": 0.2,
    "—": 0.22,
    "–": 0.2,
    "-": 0.0,
    ".": 0.28,
    "!": 0.28,
    "?": 0.28,
    "…": 0.4,
}
"""Seconds of silence after a mark, at an ordinary pace."""

_GROUPS = {
    "tch": "C", "igh": "Y", "eau": "O", "ough": "O", "augh": "O", "sch": "S",
    "th": "T", "sh": "S", "ch": "C", "ph": "f", "wh": "w", "ck": "k", "ng": "N", "qu": "kw", "gh": "g",
    "kn": "n", "wr": "r", "ee": "I", "ea": "I", "ie": "I", "oo": "U", "ou": "A", "ow": "A", "oa": "O",
    "ai": "E", "ay": "E", "ei": "E", "ey": "E", "oi": "OI", "oy": "OI", "au": "O", "aw": "O", "ar": "ar",
    "er": "@r", "ir": "@r", "ur": "@r", "or": "Or", "ll": "l", "ss": "s", "tt": "t", "mm": "m", "nn": "n",
    "pp": "p", "rr": "r", "dd": "d", "ff": "f", "gg": "g", "bb": "b", "cc": "k", "zz": "z",
}  # fmt: skip
_SINGLE = {c: c for c in "abdefghiklmnoprstuvwz"} | {"c": "k", "j": "J", "q": "k", "x": "ks", "y": "i"}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ONSETS, _VOWELS, _CODAS = "bdgklmnprstfhSCJw", "aeiouIUOE", ("", "", "n", "N", "r")
_LONGEST = 4


def sounds(text: str) -> list[str]:
    """The text as a list of words, each a string of sound letters, with pause marks between them.

    Latin letters go by rough rules; a letter of any other script becomes a syllable of its own, always the
    same. Symbols are not spoken; words without a sound become a hum, so that nobody opens their mouth for
    nothing.
    """
    spoken: list[str] = []
    for piece in re.findall(r"\w+(?:['’]\w+)*|[^\w\s]", text):
        if piece in PAUSES:
            spoken.append(piece)
        elif any(c.isalnum() for c in piece):
            spoken.append(_word(piece))
    return spoken if any(piece not in PAUSES for piece in spoken) else ["m"]


def _word(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    out, latin = [], ""
    for letter in plain:
        if "a" <= letter <= "z":
            latin += letter
            continue
        out.append(_latin(latin))
        latin = ""
        if letter.isdecimal():
            out.append(_latin(_DIGITS[unicodedata.decimal(letter)]))
        elif letter.isalpha():
            out.append(_syllable(letter))
    out.append(_latin(latin))
    return "".join(out) or "m"


def _latin(word: str) -> str:
    # A final e is seldom heard: "lamp" and "flame" end alike.
    if len(word) > 3 and word.endswith("e") and word[-2] not in "aeiou":
        word = word[:-1]
    out, at = "", 0
    while at < len(word):
        size = next((n for n in range(_LONGEST, 1, -1) if word[at : at + n] in _GROUPS), 1)
        piece = word[at : at + size]
        soft = piece == "c" and word[at + 1 : at + 2] in ("e", "i", "y")
        out += (
            "s" if soft else "j" if piece == "y" and at == 0 else _GROUPS.get(piece) or _SINGLE.get(piece, "")
        )
        at += size
    return out


def _syllable(letter: str) -> str:
    digest = hashlib.sha256(letter.encode()).digest()
    return (
        _ONSETS[digest[0] % len(_ONSETS)]
        + _VOWELS[digest[1] % len(_VOWELS)]
        + _CODAS[digest[2] % len(_CODAS)]
    )
