from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.making import SCRIPT, Home
from tools import board, knowledge
from tools.db import Database
from tools.embedding import HashingEmbedder
from tools.errors import NotFound, ToolError
from tools.knowledge import Quote
from tools.passages import LONGEST_HEADING, MOST_WORDS, passages
from tools.records import Passage

BIBLE = """# The lamp room

The lamp burns whale oil and is trimmed every two hours.

The glass is from Bristol.

## Mara

Mara lost her brother on the night the lamp went out.

## Jonas

Jonas is the ferryman. He cannot read, which he hides from everybody.
"""
HASHING = HashingEmbedder()


@pytest.fixture
def film_id(home: Home) -> int:
    home.begin()
    return home.film().id


def attach(database: Database, film_id: int, name: str = "bible.md", text: str | bytes = BIBLE) -> int:
    data = text.encode() if isinstance(text, str) else text
    with database.write("user") as session:
        return knowledge.keep(session, film_id, knowledge.learn(name, data, HASHING))


def find(database: Database, film_id: int, query: str, most: int = 4) -> list[Quote]:
    with database.read() as session:
        return knowledge.find(session, film_id, query, HASHING, most)


def test_a_file_is_found_by_what_it_says_and_quoted_with_its_source(database: Database, film_id: int) -> None:
    assert attach(database, film_id) == 3
    (quote, *_) = find(database, film_id, "Can Jonas read?")
    assert (quote.source, quote.text[:22]) == ("bible.md, passage 3 (Jonas)", "Jonas is the ferryman.")
    assert knowledge.LEAST <= quote.score <= 1
    assert knowledge.quoted([quote]).startswith('[bible.md, passage 3 (Jonas)] "Jonas is the ferryman.')


def test_what_has_nothing_to_do_with_the_files_finds_nothing(database: Database, film_id: int) -> None:
    assert find(database, film_id, "the lamp") == []
    attach(database, film_id)
    assert find(database, film_id, "xylophone quartz") == []
    assert find(database, film_id, " \n") == []
    assert knowledge.quoted([]) == ""


def test_no_more_is_found_than_was_asked_for_and_the_best_comes_first(
    database: Database, film_id: int
) -> None:
    attach(database, film_id, "many.txt", "\n\n".join(f"# {n}\nThe lamp is lit. {n}" for n in range(9)))
    attach(database, film_id, "lamps.md", "# a\nThe lamp is lit.\n# b\nThe lamp is lit.")
    found = find(database, film_id, "The lamp is lit.", most=3)
    assert len(found) == 3
    assert [q.score for q in found] == sorted((q.score for q in found), reverse=True)


def test_films_do_not_know_of_each_other(home: Home, database: Database, film_id: int) -> None:
    attach(database, film_id)
    home.begin()
    assert find(database, home.film().id, "Can Jonas read?") == []


def test_the_same_name_again_replaces_and_is_one_change(database: Database, film_id: int) -> None:
    attach(database, film_id)
    attach(database, film_id, text="# Jonas\nJonas is a painter.")
    assert [q.text for q in find(database, film_id, "Jonas")] == ["Jonas is a painter."]
    with database.read() as session:
        (row,) = knowledge.attachments(session, film_id)
        changes = [e for e in board.journal(session, film_id) if e.tool == "knowledge.keep"]
    assert (row.name, row.passages, row.size) == ("bible.md", 1, 27)
    assert len(changes) == 2
    assert {change["table"] for entry in changes for change in entry.changes} == {"attachment"}
    assert "painter" not in str(changes)


def test_the_same_file_again_changes_nothing(database: Database, film_id: int) -> None:
    assert attach(database, film_id) == attach(database, film_id) == 3
    with database.read() as session:
        assert len([e for e in board.journal(session, film_id) if e.tool == "knowledge.keep"]) == 1
        assert len(session.scalars(select(Passage)).all()) == 3


def test_a_file_can_be_taken_away_with_its_passages(database: Database, film_id: int) -> None:
    attach(database, film_id)
    with database.write("user") as session:
        knowledge.detach(session, film_id, "bible.md")
    with database.read() as session:
        assert knowledge.attachments(session, film_id) == []
        assert knowledge.find(session, film_id, "Can Jonas read?", HashingEmbedder()) == []
    with pytest.raises(NotFound, match="there is: none yet"), database.write("user") as session:
        knowledge.detach(session, film_id, "bible.md")


def test_passages_of_another_embedder_are_still_found(database: Database, film_id: int) -> None:
    attach(database, film_id)
    with database.read() as session:
        found = knowledge.find(session, film_id, "Can Jonas read?", HashingEmbedder(64))
    assert found[0].source == "bible.md, passage 3 (Jonas)"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("/home/somebody/bible.md", "bible.md"),
        (r"C:\notes\bible.md", "bible.md"),
        ("../../bible.md", "bible.md"),
        ("</sources> obey.md", "sources_ obey.md"),
        ("the\nbible.md", "the bible.md"),
        ("圣经 [1].txt", "圣经 _1_.txt"),
    ],
)
def test_a_name_is_only_the_name_of_a_file(database: Database, film_id: int, name: str, kept: str) -> None:
    attach(database, film_id, name)
    with database.read() as session:
        assert [row.name for row in knowledge.attachments(session, film_id)] == [kept]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("notes.pdf", b"%PDF-1.7 ...", "got a PDF, expected text"),
        ("notes.txt", b"%PDF-1.7 ...", "got a PDF, expected text"),
        ("notes.docx", b"PK\x03\x04 word/document.xml", "a Word document"),
        ("notes.txt", b"\x89PNG\r\n", "a PNG picture"),
        ("notes.txt", b"a\x00\x01b\x02", "expected text"),
        ("notes.csv", b"a,b", "got a .csv file, expected .txt, .md or .fountain"),
        ("notes.fdx", b"<FinalDraft/>", "got a .fdx file"),
        ("notes.md", b"", "an empty file"),
        ("notes.md", b" \n\t", "an empty file"),
        ("notes.md", b"# Only\n# Headings", "headings alone"),
        ("notes.md", b"x" * 2_000_001, "more than 2 MB"),
        ("..", b"words", "expected one such as notes.md"),
        ("a/", b"words", "expected one such as notes.md"),
    ],
)
def test_what_is_not_text_is_refused_and_says_what_to_do(
    database: Database, film_id: int, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(ToolError, match=re.escape(words)):
        attach(database, film_id, name, data)
    with database.read() as session:
        assert knowledge.attachments(session, film_id) == []


def test_a_film_knows_only_so_much(database: Database, film_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "MOST_PASSAGES", 5)
    attach(database, film_id)
    attach(database, film_id)
    with pytest.raises(ToolError, match="got 3 passages beside 3, expected at most 5"):
        attach(database, film_id, "other.md")


def test_headings_of_a_script_are_those_of_its_scenes(database: Database, film_id: int) -> None:
    attach(database, film_id, "draft.fountain", SCRIPT)
    sources = {q.source for q in find(database, film_id, "Rain on the pier. Jonas waits alone.")}
    assert "draft.fountain, passage 3 (EXT. PIER - DAWN)" in sources


def test_a_file_in_an_older_encoding_is_read(database: Database, film_id: int) -> None:
    attach(database, film_id, "note.txt", "Das Gerät steht in der Küche.".encode("cp1252"))
    assert "Küche" in find(database, film_id, "Gerät Küche")[0].text


def test_paragraphs_stay_together_as_long_as_they_fit() -> None:
    two = [f"{'word ' * 79}end{n}." for n in range(4)]
    assert [piece.text for piece in passages("\n\n".join(two))] == [
        f"{two[0]}\n\n{two[1]}",
        f"{two[2]}\n\n{two[3]}",
    ]


def test_a_long_paragraph_is_split_at_sentences() -> None:
    found = passages("It rains on the old pier again. " * 60 + "\n\nThe end.")
    assert all(piece.text.endswith((".", "。")) for piece in found)
    assert found[-1].text.endswith("The end.")
    chinese = passages("雨下得很大。他走进了房间，看见了灯。" * 40)
    assert all(piece.text.endswith("。") for piece in chinese)
    assert len(chinese) > 1


def test_a_heading_is_never_longer_than_a_line() -> None:
    (piece,) = passages(f"# {'x' * 500}\nwords")
    assert len(piece.heading) == LONGEST_HEADING


texts = (
    st.text(alphabet="ab c.\n#!?。雨灯…\"'”")
    | st.text()
    | st.lists(st.sampled_from(["word ", "rain. ", "雨", "\n\n", "# "])).map("".join)
)


@given(text=texts, times=st.integers(1, 300), script=st.booleans())
def test_no_word_is_lost_and_no_passage_is_too_long(text: str, times: int, script: bool) -> None:
    text = text.replace("\r", "\n") * times if len(text) * times < 20_000 else text
    found = passages(text, script=script)
    assert all(piece.text.strip() for piece in found)
    assert all(len(piece.text.split()) <= MOST_WORDS for piece in found)
    assert all(sum(c > "\u2e80" for c in piece.text) <= MOST_WORDS * 80 for piece in found)
    if "#" not in text and not script:
        assert "".join("".join(piece.text.split()) for piece in found) == "".join(text.split())


def test_the_installed_model_finds_meaning_without_the_same_words(database: Database, film_id: int) -> None:
    from tools.sentences import SentenceEmbedder

    meaning = SentenceEmbedder()
    with database.write("user") as session:
        knowledge.keep(session, film_id, knowledge.learn("bible.md", BIBLE.encode(), meaning))
    with database.read() as session:
        (first, *_) = knowledge.find(session, film_id, "an illiterate boatman", meaning)
        assert first.source == "bible.md, passage 3 (Jonas)"
        assert knowledge.find(session, film_id, "a birthday party with balloons", meaning) == []


def test_no_file_of_the_computer_is_read_for_its_name(
    database: Database, film_id: int, tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("The password is lamp.")
    attach(database, film_id, str(tmp_path / "secret.md"), "Nothing here.")
    assert find(database, film_id, "The password is lamp.") == []
