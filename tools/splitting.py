"""Dividing one shot into two (E62): its frames, lines, set-ups and what is seen in turn."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from generator.interface import FPS, MAX_FRAMES, Camera, Line, Setup
from tools import pacing, revising
from tools.errors import Conflict, ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Shot
from tools.story import ShotDraft, legal_frames, speech_seconds
from tools.wording import words_kept

STEP = 8
"""Frames by which legal lengths differ (8k + 1)."""
SHORTEST = 2 * STEP + 1
"""Frames of the shortest shot that can be divided."""


@command
def split_shot(
    session: Session, shot_id: int, expected: int, *, line: int = 0, first: str = "", second: str = ""
) -> int:
    """Divide a shot in two; gives the id of the new one, which follows it in the same scene.

    The first half keeps code and takes; its take no longer fits, which is said where takes are shown. The new
    one is numbered half way to the next and waits to be filmed. Words are never divided inside a line.

    Args:
        session: of the database.
        shot_id: the shot.
        expected: the version of it that was seen.
        line: the second half begins before this line, from 1; 0 divides in the middle.
        first: what happens in the first half; empty for what happened in the whole.
        second: what happens in the second half; the same.

    Raises:
        Conflict: somebody changed the shot since.
        ToolError: it has no such line, it is too short, or no number is left for the new one.
    """
    shot = one(session, Shot, shot_id)
    if shot.version != expected:
        raise Conflict(f"{shot.code} was changed by somebody else since you saw it: look again, then split")
    before, after = halves(shot.plan, shot.code, line)
    with words_kept(session, shot.film_id):
        new_id = revising.insert_shot(session, shot_id, after.model_copy(update={"lines": ()}))
        shot.plan = before.model_copy(update={"action": first.strip() or before.action})
        fresh = one(session, Shot, new_id)
        fresh.plan = after.model_copy(update={"action": second.strip() or after.action})
    session.flush()
    return new_id


def halves(plan: ShotDraft, name: str, line: int = 0) -> tuple[ShotDraft, ShotDraft]:
    """The two plans a plan is divided into; together they last as long, but for the frame that two legal
    lengths have more than one, and for lines that are spoken over one another.

    Args:
        plan: the shot.
        name: what to call it in a message.
        line: the second half begins before this line, from 1; 0 for the middle.

    Raises:
        ToolError: there is no such line, or the shot is too short.
    """
    if plan.frames < SHORTEST:
        raise ToolError(
            f"{name} lasts {plan.frames / FPS:.1f} s, expected at least {SHORTEST / FPS:.1f} s to divide it"
        )
    if not 0 <= line <= len(plan.lines):
        most = f"1 to {len(plan.lines)}, or 0" if plan.lines else "0, since nobody speaks,"
        raise ToolError(f"got line {line} of {name}, expected {most} for the middle")
    kept = line - 1 if line else _before_middle(plan)
    cut = _legal(_moment(plan, kept, middle=not line) * FPS, plan.frames)
    head, tail = plan.lines[:kept], plan.lines[kept:]
    begins = min([cut / FPS, *(spoken.start for spoken in tail if spoken.end > 0)])
    moved = tuple(_earlier(spoken, begins) for spoken in tail)
    seen = _fragments(plan, cut)
    return (
        plan.model_copy(
            update={
                "frames": _holding(cut, head),
                "lines": head,
                "cuts": _set_ups(plan.cuts, 0, cut),
                "fragments": seen[0],
            }
        ),
        plan.model_copy(
            update={
                "frames": _holding(plan.frames - cut + 1, moved),
                "lines": moved,
                "camera": _opening(plan, cut),
                "cuts": _set_ups(plan.cuts, cut, plan.frames),
                "fragments": seen[1],
            }
        ),
    )


def _before_middle(plan: ShotDraft) -> int:
    """How many lines are spoken, for the most part, before the middle."""
    middle = plan.frames / FPS / 2
    if all(spoken.end > 0 for spoken in plan.lines):
        return sum((spoken.start + spoken.end) / 2 < middle for spoken in plan.lines)
    return len(plan.lines) // 2


def _moment(plan: ShotDraft, kept: int, *, middle: bool) -> float:
    """Seconds at which the shot is divided, so that ``kept`` lines come before it."""
    seconds, head, tail = plan.frames / FPS, plan.lines[:kept], plan.lines[kept:]
    if any(spoken.end <= 0 for spoken in plan.lines):  # not planned: each line has its share
        said = [speech_seconds(spoken.text) for spoken in plan.lines]
        return seconds * sum(said[:kept]) / sum(said)
    ended = max((spoken.end for spoken in head), default=0.0)
    begun = min((spoken.start for spoken in tail), default=seconds)
    return min(max(seconds / 2, ended), max(begun, ended)) if middle else (ended + begun) / 2


def _legal(frame: float, frames: int) -> int:
    """The legal length nearest to a place in a shot that leaves a legal length behind it."""
    steps = (frames - 1) // STEP
    return STEP * min(max(round((frame - 1) / STEP), 1), steps - 1) + 1


def _holding(frames: int, lines: Sequence[Line]) -> int:
    """A legal length of at least so many frames, in which the lines are spoken to their ends."""
    latest = max((spoken.end for spoken in lines), default=0.0)
    return min(max(frames, legal_frames(latest)), MAX_FRAMES)


def _earlier(spoken: Line, seconds: float) -> Line:
    """A line so much earlier; one without a planned time stays without."""
    if spoken.end <= 0:
        return spoken
    return spoken.model_copy(
        update={"start": round(spoken.start - seconds, 3), "end": round(spoken.end - seconds, 3)}
    )


def _opening(plan: ShotDraft, cut: int) -> Camera:
    """The set-up a second half opens with: also one that would begin in its first frames."""
    return plan.camera_at(cut + pacing.SETTLE - 1)


def _set_ups(cuts: Sequence[Setup], start: int, end: int) -> tuple[Setup, ...]:
    """The set-ups that begin well inside a part of the shot, counted from its first frame."""
    return tuple(
        cut.model_copy(update={"frame": cut.frame - start})
        for cut in cuts
        if start + pacing.SETTLE <= cut.frame <= end - pacing.SETTLE
    )


def _fragments(plan: ShotDraft, cut: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is seen in turn in each half, by its share of the frames."""
    kept = round(len(plan.fragments) * cut / plan.frames)
    return plan.fragments[:kept], plan.fragments[kept:]
