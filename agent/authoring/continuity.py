"""Continuity: the whole list is read once more, for what must stay from shot to shot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent import briefing
from agent.authoring.batches import runs
from agent.desk import Desk
from agent.model import OverBudget
from agent.writer import BadReply
from agent.writing.sentences import clip, flat
from skills.answers import ContinuityAnswer
from skills.hooks import Hook
from tools.story import CardDraft, ShotDraft

RUN = 100
"""Shots read at once; a longer script is read in parts."""
WORDS = 30
"""The most a shot's continuity note keeps."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan with what must stay, and what could not be done about it."""

    shots: tuple[ShotDraft, ...]
    remarks: tuple[str, ...] = ()


def continuity(
    desk: Desk, plan: Sequence[ShotDraft], cards: Sequence[CardDraft], tongue: str, seed: int
) -> Kept:
    """The plan with a note on each shot in which something must stay.

    A plan is worth more than its notes: where none can be had the shots come back as they are, with a
    remark that says why.

    Args:
        desk: asks the model.
        plan: all shots in order.
        cards: the cast.
        tongue: the film's language.
        seed: of the brief.
    """
    kept, remarks = list(plan), []
    for run in runs([shot.scene for shot in plan], RUN):
        try:
            notes = _ask(desk, plan, run, cards, tongue, seed)
        except (BadReply, OverBudget) as error:
            remarks.append(
                f"planned without continuity notes for shots {run.start + 1} to {run.stop}: {error}"
            )
            continue
        for number, note in notes.items():
            kept[number - 1] = _with(kept[number - 1], note)
    return Kept(tuple(kept), tuple(remarks))


def _ask(
    desk: Desk, plan: Sequence[ShotDraft], run: range, cards: Sequence[CardDraft], tongue: str, seed: int
) -> dict[int, str]:
    def check(answer: ContinuityAnswer) -> list[str]:
        return [
            f"there is no shot {note.shot}, expected {run.start + 1} to {run.stop}"
            for note in answer.notes
            if note.shot - 1 not in run
        ]

    values = {
        "shots": briefing.shots(plan[run.start : run.stop], run.start + 1, cards, 3_600),
        "cast": briefing.cast(cards, 400),
        "language": tongue,
    }
    answer = desk.ask(Hook.CONTINUITY, values, ContinuityAnswer, check, seed=seed)
    return {note.shot: flat(note.keep) for note in answer.notes}


def _with(shot: ShotDraft, note: str) -> ShotDraft:
    had = shot.continuity.rstrip(".。")
    told = note if not had or had.casefold() in note.casefold() else f"{had}; {note}"
    return shot.model_copy(update={"continuity": clip(told, WORDS)})
