"""Files that are not text, known by their first bytes, and what to export instead."""

from __future__ import annotations

from tools.editorial.source import BadSource

_EXPORT = "export it as Fountain (.fountain), Final Draft (.fdx) or plain text (.txt) and give that file"
_ZIP = "a zip archive"
_PICTURE = "give the screenplay or the idea itself, as text"

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _EXPORT),
    (b"PK\x03\x04", _ZIP, "unpack it and give the text file inside"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (.doc)", _EXPORT),
    (b"{\\rtf", "a rich text document (RTF)", _EXPORT),
    (b"\x89PNG", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"RIFF", "a RIFF file (sound, video or WebP picture)", _PICTURE),
    (b"OggS", "an Ogg file (sound or video)", _PICTURE),
    (b"fLaC", "a FLAC sound", _PICTURE),
    (b"ID3", "an MP3 sound", _PICTURE),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", _PICTURE),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the text file inside"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and give the text file inside"),
    (b"SQLite format 3\x00", "an SQLite database", _PICTURE),
    (b"\x7fELF", "a program", _PICTURE),
)

_PACKAGES: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument text (.odt)"),
    (b"document.xml", "a Fade In script (.fadein)"),
    (b"text.md", "a Highland script (.highland)"),
)
"""Names found near the start of zip archives that are really documents."""


def refuse_known_binary(data: bytes, name: str) -> None:
    """Raise :class:`BadSource` when ``data`` starts like a document, picture, sound or archive."""
    for start, what, advice in _SIGNATURES:
        if data.startswith(start):
            got, do = _package(data, what, advice) if what == _ZIP else (what, advice)
            raise BadSource(f"{name}: got {got}, expected text; {do}")
    if data[4:8] == b"ftyp":
        raise BadSource(f"{name}: got an MP4 or QuickTime file, expected text; {_PICTURE}")


def _package(data: bytes, what: str, advice: str) -> tuple[str, str]:
    # The list of a zip stands at its end, its first entries at the start: both are looked at.
    ends = data[:8192] + data[-8192:]
    for mark, document in _PACKAGES:
        if mark in ends:
            return document, _EXPORT
    return what, advice
