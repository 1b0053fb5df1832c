"""Tools that steer the work: another take, a yes, a note carried out, undo."""

from __future__ import annotations

from pydantic import Field

from agent import revision, steps
from agent.stage import Stage, gate_of
from agent.toolbox import sight
from agent.toolbox.kit import ANY, FILMED, PLANNED, Args, Hand, Item, shot_field
from skills.answers import RevisionAnswer
from tools import jobs, merging, revising, takes, undo
from tools.errors import Conflict, ToolError


class Nothing(Args):
    """Nothing to say."""


class Retake(Args):
    """Which shots."""

    shots: str = shot_field("Places such as 3, 3-5 or 1, 4; or all.")


class Approve(Args):
    """Which shot."""

    shot: str = shot_field()


class Revise(Args):
    """A note on a shot."""

    shot: str = shot_field()
    note: str = Field(description="What should be different, in the user's words.", min_length=1)


class Rewrite(Args):
    """What is to change in the story."""

    wish: str = Field(description="What should be different in the story, in the user's words.", min_length=1)


def retake(hand: Hand, given: Retake) -> str:
    """Ask for another take of shots."""
    with hand.writing() as session:
        rows = sight.shots(hand, session, given.shots)
        revising.retake(session, [row.id for row in rows])
    filmed = [row.code for row in rows if row.take_id is not None]
    if not filmed:
        raise ToolError("none of these shots has a take yet: they are rendered when the work goes on")
    return f"{', '.join(filmed)} will be rendered again"


def approve(hand: Hand, given: Approve) -> str:
    """Say yes to the take of a shot."""
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        if row.take_id is None:
            raise ToolError(f"{row.code} has no take yet; only a rendered take can be approved")
        takes.approve(session, row.take_id)
    return f"{row.code} is approved"


def undo_last(hand: Hand, _given: Nothing) -> str:
    """Take back what was changed last."""
    with hand.writing() as session:
        last = undo.last_turn(session, hand.film_id)
        if last is None or last == hand.turn_id:
            raise ToolError("there is nothing to take back: the plan is as it was written")
        if merging.done_since(session, last, hand.seen):
            words = undo.words_of(session, hand.film_id, last)
            raise Conflict(
                f"“{words}” was done in the meantime: look at it, and say undo again to take it back"
            )
        return f"taken back: “{undo.undo_turn(session, last)}”"


def redo_last(hand: Hand, _given: Nothing) -> str:
    """Do again what was taken back last."""
    with hand.writing() as session:
        last = undo.last_undone(session, hand.film_id)
        if last is None:
            raise ToolError("there is nothing to do again: nothing was taken back since the last change")
        undo.undo_turn(session, last)
    return "done again"


def confirm(hand: Hand, _given: Nothing) -> str:
    """Say yes to what the director asks."""
    gate = _tell(hand, "yes")
    return f"said yes to the {gate}: the work goes on"


def rewrite_story(hand: Hand, given: Rewrite) -> str:
    """Send the story back with what is to change in it."""
    if not hand.crew.writer.follows_words:
        raise ToolError(
            "the house writer writes another story (answer: again), but cannot change one as told; a "
            "language model can: docs/models.md"
        )
    with hand.reading() as session:
        gate = gate_of(session, hand.film_id)
    if gate is None or gate[1] != "story":
        raise ToolError(
            "the story has been confirmed and planned from: change the shots, the cast or the style"
        )
    _tell(hand, given.wish)
    return "the story is written again"


def revise_shot(hand: Hand, given: Revise) -> str:
    """Carry out a note on a shot: what it changes is worked out by the writer."""
    with hand.reading() as session:
        row = sight.shot(hand, session, given.shot)
        values = revision.values(session, hand.film_id, row, given.note)
    answer = hand.crew.writer.ask(steps.REVISE, values, RevisionAnswer)
    if not answer.changes and not hand.crew.writer.follows_words:
        raise ToolError(
            f"{answer.question}: the house writer follows no notes of this kind: use change_shot, "
            "change_wardrobe or change_scene"
        )
    if not answer.changes:
        return answer.question or "the note changes nothing"
    with hand.writing() as session:
        return "; ".join(revision.apply(session, hand.film_id, row.id, answer, seen=hand.seen))


def _tell(hand: Hand, answer: str) -> str:
    with hand.writing() as session:
        gate = gate_of(session, hand.film_id)
        if gate is None:
            raise ToolError("nothing waits for a yes right now")
        jobs.tell(session, gate[0], answer)
    return gate[1]


TOOLS = (
    Item("retake", "Ask for another take of shots that have one.", Retake, retake, FILMED),
    Item("approve", "Approve the take of a shot.", Approve, approve, FILMED),
    Item("undo", "Take back everything the user's last change changed.", Nothing, undo_last, ANY),
    Item("redo", "Do again what undo took back.", Nothing, redo_last, ANY),
    Item(
        "confirm",
        "Say yes to what the director waits for. Only when the user says yes or go on.",
        Nothing,
        confirm,
        ANY,
    ),
    Item(
        "rewrite_story",
        "Send the story back to be written differently, before it is confirmed.",
        Rewrite,
        rewrite_story,
        frozenset({Stage.STORY}),
    ),
    Item(
        "revise_shot",
        "Carry out a remark about a shot that names no field: warmer, more tension, she looks bored.",
        Revise,
        revise_shot,
        PLANNED,
    ),
)
