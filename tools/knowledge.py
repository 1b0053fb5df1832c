"""Files the user gives as knowledge, notes or a bible (E50): found by meaning, quoted with their source.

What they say is material for the director, never an instruction to it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

import numpy as np
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tools.editorial.decoding import decode
from tools.editorial.signatures import refuse_known_binary
from tools.embedding import Embedder, Vectors
from tools.errors import NotFound, ToolError
from tools.journal import command
from tools.passages import Piece, passages
from tools.records import Attachment, Passage

MOST_BYTES = 2_000_000
"""The largest file, bytes."""
MOST_PASSAGES = 10_000
"""Passages of a film in all: they are compared one by one."""
LEAST = 0.25
"""Cosine; a passage further from a question than this has nothing to do with it."""
TEXT, SCRIPT = frozenset({".txt", ".md", ".markdown", ""}), frozenset({".fountain", ".spmd"})
"""Endings of the names of files that can be attached."""
ASIDE = "/"
"""Stands in the name of a file that was taken away, and in no other: it keeps its passages for an undo."""
_NOT_IN_A_NAME = re.compile(r"[^\w .,()&'+-]+")


@dataclass(frozen=True, slots=True)
class Learned:
    """A file, read and understood, not yet part of a film."""

    name: str
    data: bytes
    model: str
    """Which embedder made the vectors."""
    vectors: bytes
    """One for each passage: float32, little-endian, unit length."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attached file at a glance."""

    name: str
    size: int
    """Bytes."""
    passages: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that has to do with a question."""

    source: str
    """``bible.md, passage 3 (The lamp room)``."""
    text: str
    score: float
    """Cosine of question and passage, :data:`LEAST` to 1."""


def learn(name: str, data: bytes, embedder: Embedder) -> Learned:
    """Read a file and turn its passages into vectors: the slow part, so it comes before any writing.

    Raises:
        ToolError: it is not a text file, it is empty or too large, or its name is no name.
    """
    bare = _bare(name)
    pieces = _pieces(bare, data)
    vectors = embedder.embed([_meaning(piece.heading, piece.text) for piece in pieces])
    return Learned(bare, data, embedder.name, vectors.astype("<f4").tobytes())


@command
def keep(session: Session, film_id: int, learned: Learned) -> int:
    """Attach a file that was learned; one of the same name is replaced. Gives the number of its passages.

    Raises:
        ToolError: the film would have too many passages.
    """
    pieces = _pieces(learned.name, learned.data)
    _refuse_too_many(session, film_id, learned.name, len(pieces))
    sha256, size = hashlib.sha256(learned.data).hexdigest(), len(learned.data)
    row = _row(session, film_id, learned.name)
    if row is None or row.sha256 != sha256:
        if row is not None:
            put_aside(row)
            session.flush()
        row = Attachment(film_id=film_id, name=learned.name, sha256=sha256, size=size)
        session.add(row)
        session.flush()
    session.execute(delete(Passage).where(Passage.attachment_id == row.id))
    length = len(learned.vectors) // len(pieces)
    session.add_all(
        Passage(
            film_id=film_id,
            attachment_id=row.id,
            number=place + 1,
            heading=piece.heading,
            text=piece.text,
            model=learned.model,
            vector=learned.vectors[place * length : (place + 1) * length],
        )
        for place, piece in enumerate(pieces)
    )
    return len(pieces)


@command
def detach(session: Session, film_id: int, name: str) -> None:
    """Take a file and its passages away; undo gives them back.

    Raises:
        NotFound: there is none of that name; the message lists what there is.
    """
    row = _row(session, film_id, _bare(name))
    if row is None:
        known = ", ".join(a.name for a in attachments(session, film_id)) or "none yet"
        raise NotFound(f"there is no attached file {name!r}; there is: {known}")
    put_aside(row)


def put_aside(row: Attachment) -> None:
    """Take a file out of what a film knows, so that its name is free and it can be given back."""
    row.name = f"{row.name}{ASIDE}{row.id}"


def attachments(session: Session, film_id: int) -> list[AttachmentRow]:
    """The attached files of a film, by name."""
    rows = session.execute(
        select(Attachment, func.count(Passage.id))
        .outerjoin(Passage, Passage.attachment_id == Attachment.id)
        .where(Attachment.film_id == film_id, ~Attachment.name.contains(ASIDE))
        .group_by(Attachment.id)
        .order_by(Attachment.name)
    )
    return [AttachmentRow(a.name, a.size, count, a.at) for a, count in rows]


def find(session: Session, film_id: int, query: str, embedder: Embedder, most: int = 4) -> list[Quote]:
    """The passages that have to do with a question, best first; mostly few, often none.

    Passages that another embedder understood are understood anew for this question: attaching their file
    again makes that last.
    """
    rows = session.execute(
        select(Attachment.name, Passage)
        .join(Attachment, Attachment.id == Passage.attachment_id)
        .where(Passage.film_id == film_id, ~Attachment.name.contains(ASIDE))
        .order_by(Attachment.name, Passage.number)
    ).all()
    if not rows or not query.strip():
        return []
    scores = _vectors([passage for _, passage in rows], embedder) @ embedder.embed([query])[0]
    best = np.argsort(-scores, kind="stable")[:most]
    return [
        Quote(_source(name, passage), passage.text, round(float(scores[place]), 4))
        for place in best
        if scores[place] >= LEAST
        for name, passage in [rows[place]]
    ]


def quoted(quotes: Iterable[Quote]) -> str:
    """Passages as they stand in a prompt, each with its source; empty for none."""
    return "\n\n".join(f'[{quote.source}] "{quote.text}"' for quote in quotes)


def _bare(name: str) -> str:
    """A file's name without folders, and without anything that means something in a prompt."""
    last = re.split(r"[/\\]", name)[-1]
    bare = _NOT_IN_A_NAME.sub("_", " ".join(last.split()))[-120:].strip()
    if not bare.strip("._ "):
        raise ToolError(f"got the file name {name!r}, expected one such as notes.md")
    return bare


def _pieces(name: str, data: bytes) -> list[Piece]:
    suffix = PurePosixPath(name).suffix.lower()
    if len(data) > MOST_BYTES:
        raise ToolError(
            f"{name}: got more than {MOST_BYTES / 1e6:.0f} MB, expected less; attach the parts that matter"
        )
    refuse_known_binary(data, name)
    if suffix not in TEXT | SCRIPT:
        raise ToolError(f"{name}: got a {suffix} file, expected .txt, .md or .fountain; save it as text")
    if not data.strip():
        raise ToolError(f"{name}: got an empty file, expected notes to learn from")
    found = passages(decode(data, name), script=suffix in SCRIPT)
    if not found:
        raise ToolError(f"{name}: got headings alone, expected notes to learn from")
    return found


def _refuse_too_many(session: Session, film_id: int, name: str, more: int) -> None:
    others = sum(row.passages for row in attachments(session, film_id) if row.name != name)
    if others + more > MOST_PASSAGES:
        raise ToolError(
            f"{name}: got {more:,} passages beside {others:,}, expected at most {MOST_PASSAGES:,} in all; "
            "attach the parts that matter"
        )


def _row(session: Session, film_id: int, name: str) -> Attachment | None:
    return session.scalar(select(Attachment).where(Attachment.film_id == film_id, Attachment.name == name))


def _meaning(heading: str, text: str) -> str:
    return f"{heading}\n{text}".strip()


def _vectors(found: list[Passage], embedder: Embedder) -> Vectors:
    """float32 [n, size] of passages, as this embedder understands them."""
    vectors = np.zeros((len(found), embedder.size), dtype=np.float32)
    strange = [place for place, one in enumerate(found) if one.model != embedder.name]
    for place, one in enumerate(found):
        if one.model == embedder.name:
            vectors[place] = np.frombuffer(one.vector, dtype="<f4")
    if strange:
        vectors[strange] = embedder.embed([_meaning(found[p].heading, found[p].text) for p in strange])
    return vectors


def _source(name: str, passage: Passage) -> str:
    under = f" ({passage.heading})" if passage.heading else ""
    return f"{name}, passage {passage.number}{under}"
