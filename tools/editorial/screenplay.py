"""The one reader of what a user brings: bytes in, a :class:`Source` out."""

from __future__ import annotations

from tools.editorial.decoding import decode
from tools.editorial.fdx import read_fdx
from tools.editorial.fountain import read_fountain
from tools.editorial.plain import read_plain
from tools.editorial.signatures import refuse_known_binary
from tools.editorial.sniff import sniff
from tools.editorial.source import MAX_BYTES, MAX_LINES, BadSource, Source
from tools.story import Screenplay, SourceKind

__all__ = ["MAX_BYTES", "MAX_LINES", "BadSource", "Source", "read"]


def read(data: bytes, name: str) -> Source:
    """Read a screenplay (Fountain, FDX, plain text with ``NAME:`` lines) or an idea.

    ``name`` is the file's name: for messages, and for its extension where the content leaves a doubt.
    Dialogue keeps its bytes, but for line ends and the white space around a line.

    Raises:
        BadSource: too large, empty, not text, broken, or without anything to film.
    """
    if len(data) <= MAX_BYTES:
        refuse_known_binary(data, name)
    text = decode(data, name)
    kind = sniff(text, name)
    screenplay = _screenplay(kind, text, name)
    if kind in ("fountain", "fdx") and not (screenplay and screenplay.scenes):
        raise BadSource(
            f"{name}: got a script without a scene, a line of dialogue or any action; "
            "expected at least one; write what happens and try again"
        )
    return Source(kind=kind, text=text, screenplay=screenplay)


def _screenplay(kind: SourceKind, text: str, name: str) -> Screenplay | None:
    match kind:
        case "fdx":
            return read_fdx(text, name)
        case "fountain":
            return read_fountain(text, name)
        case "text":
            script = read_plain(text)
            return script if len(script.speeches()) >= 2 else None
        case _:
            return None
