"""What cannot be read is refused with the place and with what to do; what can be is decoded."""

from __future__ import annotations

import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.editorial.screenplay import MAX_BYTES, BadSource, Source, read
from tools.errors import ToolError

ENGLISH = "INT. CAFÉ - NIGHT\n\nMARA\n“Où est-il?” — she’s late…\n"
CHINESE = "内景 厨房 夜\n\n小明把灯打开，屋子里没有人。\n\n@小明\n你在哪里？我在这里等你。\n"


def refused(data: bytes, name: str = "film.fountain") -> str:
    with pytest.raises(BadSource) as error:
        read(data, name)
    assert isinstance(error.value, ToolError)
    return str(error.value)


def zipped(entry: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(entry, "text")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "an empty file"),
        (b" \r\n\t\n", "only white space"),
        (b"\xef\xbb\xbf", "only white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1 INT. ROOM}", "RTF"),
        (zipped("word/document.xml"), "Word document"),
        (zipped("anything.txt"), "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "(.doc)"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"INT. ROOM - DAY\n\nRa\x00in.", "line 3: got the control character U+0000"),
        (b"INT. ROOM - DAY\n\x1b[31m", "line 2: got the control character U+001B"),
        (b"caf\xe9 \x81 au lait", "byte 5 (0x81)"),
        (b"\xff\xfeI\x00\x00\xd8", "marked as UTF-16-LE, but byte 4"),
        (b"Title: Lamp\n", "without a scene"),
        (b"INT. ROOM - DAY\n\nRain. /* or\n\nsun\n", "line 3: a boneyard opens"),
        (b"/* a\n\n*/\nINT. ROOM - DAY\n\nMARA\nNo.\n\n[[why\n", "line 9: a note opens"),
        (b"/* INT. ROOM - DAY\n\nRain. */\n", "without a scene"),
    ],
)
def test_bad_bytes_are_refused_with_what_was_found(data: bytes, said: str) -> None:
    message = refused(data)
    assert message.startswith("film.fountain")
    assert said in message
    assert "expected" in message or "save it as UTF-8" in message


def test_a_document_is_answered_with_what_to_export() -> None:
    assert "export it as Fountain" in refused(zipped("word/document.xml"), "film.docx")
    assert "export it as Fountain" in refused(b"%PDF-1.7", "film.pdf")


def test_ten_megabytes_are_refused_at_once_with_the_size() -> None:
    start = time.perf_counter()
    assert "got 10.0 MB, expected at most 2 MB" in refused(b"%PDF" + b"a" * (10_000_000 - 4))
    assert time.perf_counter() - start < 0.2


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_western_scripts_are_decoded(encoding: str) -> None:
    assert read(ENGLISH.encode(encoding), "film.fountain").text == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_chinese_scripts_are_decoded(encoding: str) -> None:
    assert read(CHINESE.encode(encoding), "film.fountain").text == CHINESE


def test_latin_1_accents_and_russian_are_decoded() -> None:
    latin = "INT. ÉGLISE - NUIT\n\nÉLODIE\nÇa va, señor Müller?\n"
    russian = "INT. КУХНЯ - NIGHT\n\nМАША\nПривет, как дела? Где ты был вчера вечером?\n"
    assert read(latin.encode("latin-1"), "film.fountain").text == latin
    assert read(russian.encode("cp1251"), "film.fountain").text == russian


def test_every_line_end_counts_as_one() -> None:
    mixed = b"INT. ROOM - DAY\r\n\r\nRain.\r\rMARA\nWell?\x0c"
    found = read(mixed, "film.fountain")
    assert found.text == "INT. ROOM - DAY\n\nRain.\n\nMARA\nWell?\n"
    assert found.screenplay is not None
    assert [s.text for s in found.screenplay.speeches()] == ["Well?"]


BIG = MAX_BYTES - 100


UNITS = [" ", "a ", "[[a]]", "/*a*/", "*", "_a", "(a)", "a: ", "- ", "。", "!\n"]
PARAGRAPHS = ["MARA\nHi.\n\n" + "x" * 120 + "\n\n", "\n" + "word " * 12]
START = "INT. ROOM - DAY\n\n"
STARTS = [START + "MARA\n", START + "@", "Title: ", "# ", "= ", ".", "> ", ""]


@pytest.mark.parametrize("unit", UNITS + PARAGRAPHS)
def test_two_megabytes_of_anything_take_no_longer_than_seconds(unit: str) -> None:
    assert _seconds(START + unit * (BIG // len(unit.encode())) + "x") < 6.0


@pytest.mark.parametrize("start", STARTS)
def test_two_megabytes_on_one_line_take_no_longer_than_seconds(start: str) -> None:
    assert _seconds(start + "A( " * (BIG // 3) + "x") < 6.0


def _seconds(text: str) -> float:
    start = time.perf_counter()
    with suppress(BadSource):
        read(text.encode(), "film.fountain")
    return time.perf_counter() - start


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["film.fountain", "film.fdx", "film.txt", "film"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    _read_or_refuse(data, name)


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "INT. ROOM - DAY",
            "MARA",
            "@x",
            "(",
            ")",
            "^",
            "/*",
            "*/",
            "[[",
            "]]",
            "/",
            "*",
            "\n",
            "\n\n",
            "  ",
            "#",
            "#1#",
            "=",
            "===",
            ">",
            "<",
            "~",
            "!",
            ".",
            ".a",
            "Title:",
            "a:",
            "JOE: hi",
            "TO:",
            "CUT TO:",
            "_",
            "Hello.",
            "内景",
            "“",
            "\x85",
            "\u2028",
            "\ue000",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS, st.sampled_from(["film.fountain", "film.txt"]))
def test_any_heap_of_markup_is_read_or_refused(text: str, name: str) -> None:
    _read_or_refuse(text.encode(), name)


def _read_or_refuse(data: bytes, name: str) -> None:
    try:
        found = read(data, name)
    except BadSource as error:
        assert str(error).startswith(name)  # noqa: PT017 — both outcomes are right
        return
    assert isinstance(found, Source)
    script = found.screenplay
    if script is not None:
        assert [s.index for s in script.speeches()] == list(range(len(script.speeches())))
        assert all(s.text.strip() and s.speaker for s in script.speeches())
        assert not any(ord(c) < 9 for c in found.model_dump_json())
