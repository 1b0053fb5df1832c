"""Bytes of unknown origin to text with ``\\n`` line ends."""

from __future__ import annotations

import codecs
import re

from tools.editorial.source import MAX_BYTES, MAX_LINES, BadSource

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is a prefix of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("shift_jis", "big5", "cp1251", "koi8_r", "cp1253", "cp1255", "cp1256")
"""Encodings guessed by charset-normalizer, after Windows-1252 and GB18030 were ruled out."""
_SAMPLE = 64_000
"""Bytes looked at when guessing; the decoding itself is strict over the whole file."""

_LINE_ENDS = re.compile(r"\r\n?|\f|\v")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding=["']([A-Za-z0-9._-]{1,40})["']""")
_SAVE = "save it as UTF-8 text and try again"


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: any of UTF-8, UTF-16, UTF-32, Windows-1252, Latin-1 or GB18030 (and the
    common Japanese, traditional Chinese, Cyrillic, Greek, Hebrew and Arabic encodings, guessed).

    CRLF, CR, form feeds and vertical tabs become ``\\n``; nothing else is changed. ``name`` is for messages.

    Raises:
        BadSource: larger than ``MAX_BYTES`` or ``MAX_LINES``, empty, or not text.
    """
    if len(data) > MAX_BYTES:
        raise BadSource(
            f"{name}: got {len(data) / 1e6:.1f} MB, expected at most {MAX_BYTES / 1e6:.0f} MB; "
            "give one screenplay, without pictures or other files in it"
        )
    text = _LINE_ENDS.sub("\n", _characters(data, name))
    if not text.strip():
        got = "only white space" if data else "an empty file"
        raise BadSource(f"{name}: got {got}, expected a screenplay or an idea; write one and try again")
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        raise BadSource(f"{name}: got {lines:,} lines, expected at most {MAX_LINES:,}; split the script")
    _refuse_control_characters(text, name)
    return text


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name, skipped=len(mark))
    declared = _XML_ENCODING.match(data[:400])
    if declared and (encoding := _known(declared.group(1).decode("ascii"))):
        return _strict(data, encoding, name)
    if wide := _utf16_without_mark(data):
        return _strict(data, wide, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error.start, name)


def _known(encoding: str) -> str:
    """The codec for an encoding named in an XML declaration; empty when unknown or not a text codec."""
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)
    except LookupError:
        return ""
    # The declaration itself was readable as ASCII, so a claim of UTF-16 is stale.
    return "" if info.name.startswith(("utf-16", "utf-32", "utf-8")) else info.name


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if not pairs or len(data) % 2:
        return ""
    high, low = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if low > 0.4 * pairs and not high:
        return "utf-16-le"
    return "utf-16-be" if high > 0.4 * pairs and not low else ""


def _strict(data: bytes, encoding: str, name: str, skipped: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadSource(
            f"{name}: marked as {encoding.upper()}, but byte {error.start + skipped:,} does not belong to "
            f"that encoding; {_SAVE}"
        ) from error


def _legacy(data: bytes, offset: int, name: str) -> str:
    """Text in an encoding older than UTF-8; ``offset`` is the first byte that is not UTF-8."""
    encoding = _guess(data[:_SAMPLE] if offset < _SAMPLE else data[offset : offset + _SAMPLE])
    if encoding and b"\x00" not in data:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            offset = error.start
    raise BadSource(
        f"{name}: byte {offset:,} (0x{data[offset]:02X}) is not UTF-8, and no other encoding fits; "
        f"expected text; {_SAVE}"
    )


def _guess(sample: bytes) -> str:
    high = sum(byte >= 0x80 for byte in sample)
    # Accented letters of western text stand alone; the bytes of Asian text come in pairs.
    runs = re.findall(rb"[\x80-\xff]{2,}", sample)
    if sum(map(len, runs)) < 0.8 * high:
        return "cp1252"
    common = len(re.findall(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]", b"\n".join(runs)))
    if 2 * common >= 0.8 * high:
        return "gb18030"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return best.encoding if best else ""


def _refuse_control_characters(text: str, name: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise BadSource(
            f"{name}, line {line}: got the control character U+{ord(found.group()):04X}, expected text; "
            f"if this is a text file, remove the character; otherwise export it as text"
        )
