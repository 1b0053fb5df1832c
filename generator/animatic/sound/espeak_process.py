"""One line of espeak-ng in a process of its own, said again until it fits.

espeak-ng keeps the phase of its oscillators from one utterance to the next, even through a new start of the
library, so only a fresh process that is asked the same things in the same order gives the same samples. A
fault in the library also ends here, not in the studio. Started by espeak.py with no packages on the path:
standard library only.

In: a line of JSON with ``library``, ``data``, ``voices`` (the first known one is taken) and ``text``; then,
as often as wanted, a line with ``rate``, ``pitch`` and ``range``. Out, for each of these: a line of JSON with
``bytes`` and ``phonemes`` (sample and IPA symbol of each beginning; an empty symbol is a pause), then so many
bytes of 16-bit little-endian mono samples.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import sys
from collections.abc import Iterable

_SYNCHRONOUS = 2
_PHONEMES_IN_IPA = 1 | 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_END, _PHONEME = 0, 7


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("identifier", ctypes.c_uint), ("position", ctypes.c_int),
        ("length", ctypes.c_int), ("milliseconds", ctypes.c_int), ("sample", ctypes.c_int),
        ("data", ctypes.c_void_p), ("id", _Id),
    )  # fmt: skip


_HEAR = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


def main() -> int:
    """Speak what stdin asks for; 0 when all of it was spoken."""
    asked = json.loads(sys.stdin.buffer.readline())
    library = ctypes.CDLL(asked["library"])
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    options = _PHONEMES_IN_IPA | _DONT_EXIT
    if library.espeak_Initialize(_SYNCHRONOUS, 0, asked["data"].encode(), options) <= 0:
        sys.stderr.write(f"espeak-ng found no voice data in {asked['data']}\n")
        return 1
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))
    samples, phonemes = bytearray(), []

    @_HEAR  # type: ignore[untyped-decorator]
    def hear(wave: int | None, count: int, events: Iterable[_Event]) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        for event in itertools.takewhile(lambda event: event.type != _END, events):
            if event.type == _PHONEME:
                # Eight bytes may end in the middle of a letter.
                phonemes.append((event.sample, bytes(event.id.string).decode(errors="ignore")))
        return 0

    library.espeak_SetSynthCallback(hear)
    if all(library.espeak_SetVoiceByName(name.encode()) for name in asked["voices"]):
        sys.stderr.write(f"espeak-ng knows none of the voices {asked['voices']}\n")
        return 1
    text = asked["text"].encode() + b"\0"
    for line in sys.stdin.buffer:
        wish = json.loads(line)
        for parameter, name in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range")):
            library.espeak_SetParameter(parameter, wish[name], 0)
        failed = library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, _UTF8, None, None)
        if failed or library.espeak_Synchronize():
            sys.stderr.write(f"espeak-ng did not speak: error {failed}\n")
            return 1
        answer = {"bytes": len(samples), "phonemes": phonemes}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + samples)
        sys.stdout.buffer.flush()
        samples.clear()
        phonemes.clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
