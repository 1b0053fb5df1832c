"""Literal mode: the film says the script, byte for byte (captions.md, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.interface import Line
from tools.editorial.splitting import may_cut, split_speech
from tools.story import Screenplay, Speech

__all__ = ["differences", "split_speech"]

_SHOWN = 60


def differences(screenplay: Screenplay, lines: Sequence[Line]) -> list[str]:
    """How the film's words differ from the script's; empty when it says exactly the script.

    ``lines`` are in film order; ``line.speech`` is the index of the speech a line was cut from. Each
    speech must be said once, in order, byte for byte; a cut may only drop white space (or nothing, where
    the script is written without spaces).
    """
    speeches = screenplay.speeches()
    said: dict[int, list[str]] = {}
    found: list[str] = []
    latest = -1
    for line in lines:
        if line.speech is None or not 0 <= line.speech < len(speeches):
            found.append(f"not in the script: {_quoted(line.text)}; remove the line, or leave literal mode")
            continue
        if line.speech < latest:
            early = _name(speeches[line.speech])
            found.append(f"{early} is said after speech {latest + 1}; expected the script's order")
        latest = max(latest, line.speech)
        said.setdefault(line.speech, []).append(line.text)
    for speech in speeches:
        found.extend(_difference(speech, said.get(speech.index, [])))
    return found


def _difference(speech: Speech, pieces: Sequence[str]) -> list[str]:
    if not pieces:
        return [f"{_name(speech)} is missing: {_quoted(speech.text)}; add it to a shot"]
    at = 0
    for piece in pieces:
        start = _start(speech.text, at, piece)
        if start < 0:
            expected = speech.text[at:].lstrip() if at else speech.text
            wanted = f"expected {_quoted(expected)}" if expected else "expected nothing more"
            return [f"{_name(speech)}: the film says {_quoted(piece)}, {wanted}; restore the script's words"]
        at = start + len(piece)
    if at < len(speech.text):
        return [
            f"{_name(speech)} stops early; missing: {_quoted(speech.text[at:].lstrip())}; add it to a shot"
        ]
    return []


def _start(text: str, at: int, piece: str) -> int:
    """Where ``piece`` goes on in ``text`` after ``at``; -1 when it does not."""
    gap = len(text[at:]) - len(text[at:].lstrip())
    if at == 0:
        return 0 if text.startswith(piece) else -1
    for start in (at + gap, at):
        if text.startswith(piece, start) and may_cut(text, at, start):
            return start
    return -1


def _name(speech: Speech) -> str:
    return f"speech {speech.index + 1} ({speech.speaker})"


def _quoted(text: str) -> str:
    flat = text.replace("\n", "⏎")
    return f"“{flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + '…'}”"
