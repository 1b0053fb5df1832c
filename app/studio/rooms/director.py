"""The director: what was said about a film, what it waits for, and everything that can be said to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from agent.writing.sentences import counted
from app import undoing
from app.models import model
from app.studio import chatting, uploads
from app.studio.asked import checked, retold, standing
from app.studio.visit import ALONE, Visit
from tools import board, jobs, knowledge, planning, revising, talk
from tools import undo as undoes
from tools.errors import ToolError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tools.board import FilmRow
    from tools.talk import MessageRow
    from tools.undo import TurnRow

NEWEST = 60
"""Entries of the chat that are shown before the guest asks for earlier ones."""


def director(visit: Visit, film: str, newest: int = NEWEST) -> dict[str, Any]:
    """The chat of a film and what the director waits for now.

    Args:
        visit: who asks.
        film: its code.
        newest: how many of the newest entries: what was said, and what was changed in the other rooms.
    """
    with visit.look(film) as (session, row):
        entries = _entries(session, row)
        return {
            "idea": _idea(row),
            "entries": entries[-max(1, newest) :],
            "earlier": max(0, len(entries) - max(1, newest)),
            "shots": [
                {"code": shot.code, "position": shot.position} for shot in board.shots(session, row.id)
            ],
            "now": standing(session, row),
            "steps": _steps(session, row),
            "files": [one.name for one in knowledge.attachments(session, row.id)],
            "model": model(visit.studio.settings) is not None,
        }


def say(visit: Visit, film: str, words: str) -> Iterator[dict[str, Any]]:
    """Say something to the director in plain words: what should be different, or a question.

    It answers piece by piece: ``{"piece"}`` while it speaks, at last ``{"reply", "turn", "changed",
    "goes_on"}``. Whatever the words changed can be undone by ``turn``.

    Args:
        visit: who says it.
        film: its code.
        words: 1 to 4,000 characters, such as: make her coat red from shot 3 on.
    """
    with visit.look(film) as (_, row):
        pass
    yield from chatting.answered(visit, row.id, words)


def hush(visit: Visit, film: str) -> dict[str, Any]:
    """Stop the director who is answering; what it did until then stands."""
    with visit.look(film) as (_, row):
        visit.staffing.hushed.add(row.id)
    return {"hushed": True}


def answer(visit: Visit, film: str, words: str = "yes", gate: str = "") -> dict[str, Any]:
    """Answer what the director asks (``now`` of the door ``director``); the work goes on by itself.

    Args:
        visit: who answers.
        film: its code.
        words: one of the question's options; at the gate ``questions`` answers by number as JSON, such as
            {"1": "noir"}; words where the question takes words.
        gate: the question that is meant: refused where another is asked by now. Empty for whichever there is.
    """
    with visit.studio.database.write("user") as session:
        row = visit.film(session, film)
        newest = jobs.newest(session, row.id)
        if newest is None:
            raise ToolError("nothing is asked: the film has not been begun")
        job = jobs.look(session, newest.id)
        told = checked(job, gate, words)
        asked, said = retold(session, row, job.question or {}, told)
        turn_id = planning.open_turn(session, row.id, visit.guest.name, f"answer: {said}")
        session.info["turn_id"] = turn_id
        talk.say(session, row.id, talk.DIRECTOR, asked, turn_id)
        talk.say(session, row.id, talk.USER, said, turn_id)
        jobs.tell(session, job.id, told)
    return {"job": job.id}


def change_story(
    visit: Visit, film: str, title: str = "", logline: str = "", style: str = ""
) -> dict[str, Any]:
    """Change the title, the story in a sentence or the look of a film; what is empty stays as it is."""
    given = {"title": title, "logline": logline, "style": style}
    words = "; ".join(f"{name}: {value.strip()}" for name, value in given.items() if value.strip())
    if not words:
        raise ToolError("got nothing to change, expected a title, a logline or a style")
    with visit.turn(film, words) as change:
        revising.change_story(change.session, change.film.id, title=title, logline=logline, style=style)
    return {"turn": change.turn_id}


def attach(visit: Visit, film: str, upload: str) -> Iterator[dict[str, Any]]:
    """Give the director a text file to know from: notes, a bible, research; one of the same name is replaced.

    Args:
        visit: who brings it.
        film: its code.
        upload: the file, as the upload named it (.txt, .md or .fountain).
    """
    with visit.look(film) as (_, row):
        path, name = uploads.taken(visit, upload), uploads.name_of(upload)
    yield {"words": f"reading {name}"}
    learned = knowledge.learn(name, path.read_bytes(), visit.staffing.of(row.id).embedder)
    with visit.turn(film, f"attach {learned.name}") as change:
        passages = knowledge.keep(change.session, row.id, learned)
        said = f"{learned.name} is read: {counted(passages, 'passage')} I can quote."
        talk.say(change.session, row.id, talk.DIRECTOR, said, change.turn_id)
    yield {"name": learned.name, "passages": passages, "turn": change.turn_id}


def undo(visit: Visit, film: str, turn: int = 0) -> dict[str, Any]:
    """Take back everything that one thing somebody asked has changed; rendered takes are kept.

    Gives what was said then, and what became of the film in sentences.

    Args:
        visit: who asks.
        film: its code.
        turn: the turn, as the chat and the journal number it; 0 for the last.
    """
    return _back(visit, film, turn, again=False)


def redo(visit: Visit, film: str) -> dict[str, Any]:
    """Do again what was taken back last."""
    return _back(visit, film, 0, again=True)


def _back(visit: Visit, film: str, turn: int, *, again: bool) -> dict[str, Any]:
    with visit.look(film) as (session, row):
        target, words = undoing.target(session, row.id, turn, again=again)
    with visit.turn(film, f"{'redo' if again else 'undo'}: {words}") as change:
        undoes.undo_turn(change.session, target)
    with visit.look(film) as (session, row):
        told = undoing.told(session, row.id, change.turn_id)
        older = undoing.fitting(session, row.id, change.turn_id)
    told += [f"{code}: v{number:03d} fits again; approve it to have it back" for code, number in older]
    said = words.removeprefix("undo: ") if again else words
    return {"words": said, "changes": told, "turn": change.turn_id}


def _idea(row: FilmRow) -> dict[str, Any]:
    """What the film was made from: the first thing that was said."""
    return {"text": row.brief.text, "name": row.source_name, "at": row.created_at.isoformat()}


def _steps(session: Session, row: FilmRow) -> dict[str, Any]:
    """How far the film has come."""
    told = board.story(session, row.id)
    return {
        "story": told is not None and told[2],
        "shots": told is not None and told[3],
        "count": row.shots,
        "rendered": row.rendered,
        "seconds": row.frames / row.fps,
        "cut": bool(row.folder),
    }


def _entries(session: Session, row: FilmRow) -> list[dict[str, Any]]:
    """What was said, and what was changed without a word in the other rooms, oldest first."""
    turns = {turn.id: turn for turn in undoes.turns(session, row.id)}
    said = talk.messages(session, row.id)
    last = {message.turn_id: message.id for message in said}
    alone = {turn for turn, count in Counter(m.turn_id for m in said).items() if count == 1}
    entries = [
        _message(m, turns.get(m.turn_id or 0), closes=last[m.turn_id] == m.id)
        | {"waits": m.speaker == talk.USER and m.turn_id in alone}
        for m in said
    ]
    silent = [t for t in turns.values() if t.id not in last and (t.stands or t.gone)]
    return sorted(entries + [_event(turn) for turn in silent], key=lambda entry: str(entry["at"]))


def _message(message: MessageRow, turn: TurnRow | None, *, closes: bool) -> dict[str, Any]:
    """Something that was said; the last word of a turn also tells what can be undone."""
    mine = message.speaker == talk.USER
    return {
        "key": f"m{message.id}",
        "kind": "said" if mine else "told",
        "who": turn.actor if mine and turn is not None and turn.actor != ALONE else "",
        "text": message.text,
        "at": message.at.isoformat(),
    } | (_fate(turn) if closes else {})


def _event(turn: TurnRow) -> dict[str, Any]:
    return {
        "key": f"t{turn.id}",
        "kind": "done",
        "who": turn.actor if turn.actor != ALONE else "",
        "text": turn.text,
        "at": turn.at.isoformat(),
    } | _fate(turn)


def _fate(turn: TurnRow | None) -> dict[str, Any]:
    if turn is None:
        return {}
    return {"turn": turn.id, "stands": turn.stands, "gone": turn.gone, "returns": turn.returns}


DOORS = (director, say, hush, answer, change_story, attach, undo, redo)
