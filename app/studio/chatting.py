"""Saying something to the director: heard at once, answered piece by piece, carried on where that was meant.

What is said is done in a thread of its own: a page that is closed in the middle of an answer stops nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from agent.chat import converse
from agent.house_router import clauses, understood
from agent.stage import gate_of
from app.remaining import ALL_DONE, ON, Remaining, remaining
from app.studio.work import started
from app.talking import router
from generator.interface import Cancelled
from tools import jobs, planning, talk, undo
from tools.records import JobState, ShotStatus

if TYPE_CHECKING:
    from app.studio.visit import Visit

STOPPED = "Stopped. What was done until then stands; undo takes it back."
WORKS_ON = {
    Remaining.PLAN: "The planning goes on.",
    Remaining.SHOTS: "The rendering goes on.",
    Remaining.CUT: "The film is cut anew.",
    Remaining.NOTHING: ALL_DONE,
}


def answered(visit: Visit, film_id: int, words: str) -> Iterator[dict[str, Any]]:
    """The director's answer: ``{"piece"}`` as it speaks, at last ``{"reply", "turn", "changed", "goes_on"}``.

    Raises:
        ToolError: the message is empty or too long.
    """
    said: SimpleQueue[dict[str, Any] | BaseException] = SimpleQueue()

    def talk_on() -> None:
        try:
            said.put(_talked(visit, film_id, words, lambda piece: said.put({"piece": piece})))
        except BaseException as error:  # noqa: BLE001 — raised again where the answer is read
            said.put(error)

    visit.staffing.hushed.discard(film_id)
    threading.Thread(target=talk_on, name=f"chat {film_id}", daemon=True).start()
    yield {"piece": ""}
    while True:
        piece = said.get()
        if isinstance(piece, BaseException):
            raise piece
        yield piece
        if "reply" in piece:
            return


def _talked(visit: Visit, film_id: int, words: str, hear: Any) -> dict[str, Any]:  # noqa: ANN401 — a callback
    if _means_on(words) and (left := _idle(visit, film_id)) is not None:
        return _carried_on(visit, film_id, words, left)

    def listen(piece: str) -> None:
        if film_id in visit.staffing.hushed:
            raise Cancelled
        if piece:
            hear(piece)

    crew = visit.staffing.of(film_id)
    try:
        reply = converse(crew, router(crew), film_id, words, listen, who=visit.guest.name)
    except Cancelled:
        return _hushed(visit, film_id)
    goes_on = reply.goes_on or _asks_for_takes(visit, reply.turn_id)
    if goes_on:
        started(visit, film_id)
    return _facts(reply.text, reply.turn_id, changed=reply.changed, goes_on=goes_on)


def _means_on(words: str) -> bool:
    """True for nothing but: yes, go on."""
    parts = list(clauses(words))
    return len(parts) == 1 and (parts[0].lower() in ON or understood(parts[0]) == ("confirm", {}))


def _idle(visit: Visit, film_id: int) -> Remaining | None:
    """What is still to do on a film; None where the director asks something, or is at work."""
    with visit.studio.database.read() as session:
        job = jobs.newest(session, film_id)
        at_work = job is not None and job.state in {JobState.QUEUED, JobState.RUNNING}
        return None if at_work or gate_of(session, film_id) else remaining(session, film_id)


def _carried_on(visit: Visit, film_id: int, words: str, left: Remaining) -> dict[str, Any]:
    """Go on with what is still to do, and say so in the chat."""
    goes_on, reply = left is not Remaining.NOTHING, WORKS_ON[left]
    with visit.studio.database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, visit.guest.name, words.strip())
        talk.say(session, film_id, talk.USER, words.strip(), turn_id)
        talk.say(session, film_id, talk.DIRECTOR, reply, turn_id)
    if goes_on:
        started(visit, film_id)
    return _facts(reply, turn_id, changed=False, goes_on=goes_on)


def _hushed(visit: Visit, film_id: int) -> dict[str, Any]:
    with visit.studio.database.write("director") as session:
        last = talk.messages(session, film_id, 1)[-1]
        talk.say(session, film_id, talk.DIRECTOR, STOPPED, last.turn_id)
    return _facts(STOPPED, last.turn_id or 0, changed=False, goes_on=False)


def _asks_for_takes(visit: Visit, turn_id: int) -> bool:
    """True where another take was asked for in these words: that is an order to render it."""
    with visit.studio.database.read() as session:
        return any(
            change.table == "shot" and (change.after or {}).get("status") == ShotStatus.RETAKE
            for change in undo.turn_changes(session, turn_id)
        )


def _facts(reply: str, turn_id: int, *, changed: bool, goes_on: bool) -> dict[str, Any]:
    return {"reply": reply, "turn": turn_id, "changed": changed, "goes_on": goes_on}
