"""What a film waits for, as the chat puts it: a question of the director, or what is still to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from agent import stale
from app.cards import card_facts
from app.remaining import Remaining, remaining
from tools import asking, board, jobs, provenance, viewing
from tools.errors import ToolError
from tools.records import JobState, ShotStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tools.board import FilmRow
    from tools.jobs import JobRow

TAKE_WORDS = {"again": "another take", "later": "decide later"}


def standing(session: Session, film: FilmRow) -> dict[str, Any]:
    """Where a film stands, by its ``kind``.

    ``asked`` with what is asked; ``work`` (``asks``: before anything is rendered); ``failed`` with its
    reason; ``stopped``; or what is still to do: ``plan``, ``shots``, ``cut``, ``nothing``. The last ones tell
    how many shots are to be rendered, and the places of those whose takes no longer fit the plan.
    """
    job = jobs.newest(session, film.id)
    state = job.state if job is not None else JobState.DONE
    if job is not None and state is JobState.WAITING and job.question:
        return {"kind": "asked"} | _question(session, film, job.question)
    if state in {JobState.QUEUED, JobState.RUNNING}:
        return {"kind": "work", "asks": job is not None and not job.options.get("yes", False)}
    left = pending(session, film)
    if job is not None and state is JobState.FAILED:
        return {"kind": "failed", "reason": reason(job.error)} | left
    if state is JobState.CANCELLED:
        return {"kind": "stopped"} | left
    kind = remaining(session, film.id)
    outdated = _outdated(session, film) if kind is Remaining.NOTHING else []
    return {"kind": str(kind), "outdated": outdated} | left


def pending(session: Session, film: FilmRow) -> dict[str, Any]:
    """How many shots are to be rendered, their length, and the time that takes where it was measured."""
    rows = [row for row in board.shots(session, film.id) if row.status is not ShotStatus.OMIT]
    open_ = [r for r in rows if r.take_id is None or r.status in {ShotStatus.RETAKE, ShotStatus.WIP}]
    seconds = sum(row.plan.frames * max(1, row.wanted) for row in open_) / film.fps
    rate = viewing.render_seconds(session, film.engine)
    return {
        "pending": len(open_),
        "seconds": seconds,
        "estimate": None if rate is None else rate * seconds,
    }


def _outdated(session: Session, film: FilmRow) -> list[int]:
    """Places, from 1, of the shots whose takes no longer fit."""
    return [one.shot.position + 1 for one in stale.standing(provenance.read(session, film.id)).values()]


def reason(error: str) -> str:
    """Why a job failed, in a sentence: of a fault only what it is called."""
    words = error.strip()
    return words.splitlines()[-1] if words.startswith("Traceback") else words


def checked(job: JobRow, gate: str, words: str) -> str:
    """The answer as the waiting job takes it.

    Args:
        job: the newest of the film.
        gate: which question the guest saw; empty for whichever there is.
        words: the answer.

    Raises:
        ToolError: nothing is asked, something else is, or this is no answer to it.
    """
    question = job.question if job.state is JobState.WAITING else None
    if not question or (gate and gate != question["gate"]):
        raise ToolError("this has been answered already: the page shows what is asked now")
    said, options = words.strip(), list(question["options"])
    if said in options:
        return said
    if question["gate"] == "questions":
        return _by_number(said)
    if question.get("words") and said:
        return said
    others = " or words" if question.get("words") else ""
    raise ToolError(f"got the answer {said[:60]!r}, expected {' or '.join(options)}{others}")


def retold(session: Session, film: FilmRow, question: dict[str, Any], answer: str) -> tuple[str, str]:
    """What was asked and what was answered, in short, as the chat remembers it."""
    if question["gate"] == "questions":
        cards = asking.questions(session, film.id, int(question["round"]))
        given = json.loads(answer) if answer.startswith("{") else {}
        chosen = [given.get(str(card.number), "").strip() or card.preset for card in cards]
        return "\n".join(card.text for card in cards), "\n".join(chosen)
    if question["gate"] == "story":
        told = board.story(session, film.id)
        line = f"“{told[0].title}”: {told[0].logline}\n" if told is not None else ""
        return f"{line}Is this the story?", answer
    if question["gate"] == "take":
        take = viewing.take(session, int(question["take_id"]))
        return f"{take.code} v{take.number:03d}: keep this take?", TAKE_WORDS.get(answer, answer)
    return f"{film.shots} shots, {film.frames / film.fps:.0f} s. Shall they be rendered?", answer


def _by_number(said: str) -> str:
    expected = 'expected yes, or answers by number such as {"1": "noir"}'
    try:
        given = json.loads(said)
    except ValueError as error:
        raise ToolError(f"got the answer {said[:60]!r}, {expected}") from error
    if not isinstance(given, dict) or not all(k.isdecimal() and isinstance(v, str) for k, v in given.items()):
        raise ToolError(f"got the answer {said[:60]!r}, {expected}")
    if too_long := [k for k, v in given.items() if len(v) > asking.LONGEST_ANSWER]:
        raise ToolError(
            f"got a longer answer to question {too_long[0]} than {asking.LONGEST_ANSWER} characters: say it "
            "shorter, or attach it as a file"
        )
    return said


def _question(session: Session, film: FilmRow, question: dict[str, Any]) -> dict[str, Any]:
    facts = {
        "gate": question["gate"],
        "options": list(question["options"]),
        "words": bool(question.get("words")),
        "said": question.get("said", ""),
    }
    return facts | _ABOUT[question["gate"]](session, film, question)


def _cards(session: Session, film: FilmRow, question: dict[str, Any]) -> dict[str, Any]:
    number = int(question["round"])
    found = asking.questions(session, film.id, number)
    return {"round": number, "cards": [card_facts(card) for card in found]}


def _story(session: Session, film: FilmRow, question: dict[str, Any]) -> dict[str, Any]:
    told = board.story(session, film.id)
    if told is None:
        return {}
    draft = told[0]
    return {
        "number": question["story"],
        "title": film.title,
        "logline": draft.logline,
        "style": film.style or draft.style,
        "beats": [{"name": beat.name, "text": beat.text} for beat in draft.beats],
    }


def _shot_list(session: Session, film: FilmRow, _question: dict[str, Any]) -> dict[str, Any]:
    return {
        "people": [
            {"name": one.name, "looks": one.appearance, "wears": one.wardrobe}
            for one in board.cast(session, film.id).characters
        ],
        "scenes": [one.heading for one in board.scenes(session, film.id).scenes],
    } | pending(session, film)


def _take(session: Session, _film: FilmRow, question: dict[str, Any]) -> dict[str, Any]:
    take = viewing.take(session, int(question["take_id"]))
    return {"shot": take.code, "take": take.number, "verdict": take.verdict, "still": take.still}


_ABOUT = {"questions": _cards, "story": _story, "shot list": _shot_list, "take": _take}
