"""Prose in pieces: sentences, words, and text cut at a sensible place."""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])\s*")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|No|vs|etc)\.$", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def flat(text: str) -> str:
    """``text`` on one line, white space as single spaces."""
    return " ".join(text.split())


def sentences(text: str) -> list[str]:
    """The sentences of ``text`` on one line each, in order; joined they give its words back."""
    found: list[str] = []
    for part in (p for p in _split(flat(text)) if p):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _split(text: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(text):
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    return [*pieces, text[start:].strip()]


def size(text: str) -> float:
    """Length in words; three Chinese characters count as two words."""
    han = len(_HAN.findall(text))
    return len(_HAN.sub(" ", text).split()) + han / 1.5


def joined(parts: Iterable[str]) -> str:
    """Sentences in a row: with a space between them, but none after a Chinese full stop."""
    return re.sub(r"(?<=[。！？]) ", "", " ".join(part for part in parts if part))


def clip(text: str, words: int) -> str:
    """At most ``words`` words of ``text`` (ten characters each), cut at a comma when one is near the end."""
    if words <= 0:
        return ""
    kept = text
    if len(tokens := text.split()) > words:
        kept = " ".join(tokens[:words])
    kept = kept[: words * 10] if not _HAN.search(kept) else kept[: words * 2]
    if kept == text:
        return text
    comma = max(kept.rfind(","), kept.rfind(";"), kept.rfind("，"), kept.rfind("。"), kept.rfind("."))
    kept = kept[:comma] if comma > len(kept) // 2 else kept
    return _trim_tail(kept)


def _trim_tail(text: str) -> str:
    tail = {
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "in",
        "on",
        "with",
        "to",
        "her",
        "his",
        "their",
        "at",
        "from",
    }
    tokens = text.rstrip(" ,;:，；、").split(" ")
    while len(tokens) > 1 and tokens[-1].lower() in tail:
        tokens.pop()
    return " ".join(tokens).rstrip(" ,;:，；、")


def pieces(sentence: str, limit: int = 36) -> list[str]:
    """``sentence`` in parts of at most ``limit`` words (see :func:`size`), at commas where possible."""
    parts: list[str] = []
    held: list[str] = []
    length = 0.0
    for token in _ATOMS.findall(sentence):
        weight = size(token)
        if held and length + weight > limit:
            cut = _comma(held)
            parts.append("".join(held[:cut]))
            held = held[cut:]
            length = sum(size(t) for t in held)
        held.append(token)
        length += weight
    return [part.strip() for part in [*parts, "".join(held)] if part.strip()]


_ATOMS = re.compile(r"[\u4e00-\u9fff]\S?\s*|[^\s\u4e00-\u9fff]{1,200}\s*|\s+")
"""Words with the space after them; Chinese characters one by one, so that text without spaces can be cut."""


def _comma(tokens: list[str]) -> int:
    """How many of ``tokens`` to cut off: up to the last comma in their second half, else all."""
    for spot in range(len(tokens) - 1, len(tokens) // 2, -1):
        if tokens[spot].rstrip()[-1:] in set(",;:，；、"):
            return spot + 1
    return len(tokens)


def counted(number: int, noun: str) -> str:
    """``1 shot``, ``2 shots``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentence(text: str) -> str:
    """``text`` beginning with a capital and ending with a full stop, or empty."""
    text = text.strip()
    if not text:
        return ""
    stop = "" if text[-1] in ".!?…。！？\"'”’)" else ("。" if _HAN.search(text[-1]) else ".")
    return text[0].upper() + text[1:] + stop


def named(cue: str) -> str:
    """A cue as a name: ``MARA`` → ``Mara``, ``MAN #2`` → ``Man #2``, ``McCLANE`` as written."""

    def word(token: str) -> str:
        if not token.isupper() or (len(token) == 2 and "." in token):
            return token
        parts = re.split(r"([-'’])", token.lower())
        return "".join(p[:1].upper() + p[1:] if len(p) > 1 or i == 0 else p for i, p in enumerate(parts))

    return " ".join(word(token) for token in cue.split())


def with_article(text: str) -> str:
    """English clothes or a role with ``a`` or ``an`` where one belongs: ``a red coat``, ``black boots``."""
    first = re.split(r",| and | over ", text)[0].lower()
    plural = first.endswith("s") and not first.endswith(("ss", "us"))
    if not first or not first.isascii() or plural or first.split()[0] in _DETERMINED:
        return text
    return f"{'an' if first[0] in 'aeiou' else 'a'} {text}"


_DETERMINED = {"a", "an", "the", "his", "her", "their", "one", "two", "some", "no", "nothing", "winter"}
