"""One utterance of espeak-ng in a process of its own.

espeak-ng keeps the phase of its oscillators from one utterance to the next, even through a new start of the
library, so only a fresh process says the same text with the same samples. A fault in the library also ends
here, not in the studio. Started by espeak.py with no packages on the path: standard library only.

In: JSON on stdin with ``library``, ``data``, ``voices`` (first known one is taken), ``text``, ``rate``,
``pitch`` and ``range``. Out: 16-bit little-endian mono samples on stdout.
"""

from __future__ import annotations

import ctypes
import json
import sys

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_UTF8 = 1
_RATE, _PITCH, _RANGE = 1, 3, 4


def main() -> int:
    """Speak what stdin asks for; 0 when it was spoken."""
    asked = json.load(sys.stdin.buffer)
    library = ctypes.CDLL(asked["library"])
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    if library.espeak_Initialize(_SYNCHRONOUS, 0, asked["data"].encode(), _DONT_EXIT) <= 0:
        sys.stderr.write(f"espeak-ng found no voice data in {asked['data']}\n")
        return 1
    samples = bytearray()
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))
    hear = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

    @hear  # type: ignore[untyped-decorator]
    def callback(wave: int | None, count: int, _events: int | None) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        return 0

    library.espeak_SetSynthCallback(callback)
    if all(library.espeak_SetVoiceByName(name.encode()) for name in asked["voices"]):
        sys.stderr.write(f"espeak-ng knows none of the voices {asked['voices']}\n")
        return 1
    for parameter, value in ((_RATE, asked["rate"]), (_PITCH, asked["pitch"]), (_RANGE, asked["range"])):
        library.espeak_SetParameter(parameter, value, 0)
    text = asked["text"].encode() + b"\0"
    failed = int(library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, _UTF8, None, None))
    library.espeak_Synchronize()
    sys.stdout.buffer.write(samples)
    return failed


if __name__ == "__main__":
    sys.exit(main())
