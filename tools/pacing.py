"""How long a shot must be, and what becomes of its lines when it is made longer or shorter. Pure.

A shot is lines and the air around them: before the first, between, after the last. Made shorter, air goes;
made longer, the shot is held after its last line. The words themselves are never hurried.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.interface import FPS, Line, Setup
from tools.errors import ToolError
from tools.story import LINE_PAUSE, LONGEST_SHOT, ShotDraft, legal_frames, speech_seconds

SHORTEST = 1.0
"""Seconds below which nobody sees what a shot shows."""
LOOK = 2.0
"""Seconds a shot without a word keeps when a film is made shorter."""
ACTION_WORDS = 4.0
"""Words of action that are played in a second."""
SETTLE = 4
"""Frames a set-up inside a shot lasts at least."""
FRAME = 1.0 / FPS

Air = tuple[float, float]
"""Seconds of air before a line (negative where it is spoken over the one before), and of the line itself."""


def least_seconds(plan: ShotDraft) -> float:
    """The least seconds a shot can have without a word being hurried."""
    return min(_needed(_airs(plan.lines)), plan.frames / FPS)


def easy_seconds(plan: ShotDraft) -> float:
    """The seconds below which a shot is not cut when the film is made shorter: its words, or its action."""
    if plan.lines:
        return least_seconds(plan)
    return min(max(LOOK, len(plan.action.split()) / ACTION_WORDS), plan.frames / FPS)


def paced(plan: ShotDraft, seconds: float) -> ShotDraft:
    """The shot at another length, its lines and set-ups moved to where they belong.

    Args:
        plan: the shot.
        seconds: wanted; the next legal length is taken.

    Raises:
        ToolError: too short for its dialogue, or longer than a shot can be; says the least and the most.
    """
    least = least_seconds(plan)
    if not least - FRAME <= seconds <= LONGEST_SHOT + FRAME:
        why = "its dialogue needs that long" if plan.lines else "it is seen for that long"
        raise ToolError(
            f"got {seconds:g} s, expected {_up(least):g} to {LONGEST_SHOT:g} s: {why} at the least, and no "
            "camera films a longer shot"
        )
    frames = legal_frames(seconds)
    return _placed(plan, _fitted(plan.lines, frames / FPS), frames, before=plan.lines)


def worded(plan: ShotDraft, lines: Sequence[Line]) -> ShotDraft:
    """The shot with other lines, each given the time it needs; the shot is lengthened where it must be.

    A line keeps the air before it; one whose words changed takes as long as they need.

    Raises:
        ToolError: the words do not fit into the longest shot.
    """
    old = {line.start: (line, air) for line, air in zip(plan.lines, _airs(plan.lines), strict=True)}
    airs: list[Air] = []
    for line in lines:
        was, (gap, length) = old.get(line.start, (None, (LINE_PAUSE, speech_seconds(line.text))))
        follows = was is not None and len(airs) == plan.lines.index(was)
        said = length if was is not None and was.text == line.text else speech_seconds(line.text)
        airs.append((gap if follows else max(gap, LINE_PAUSE), said))
    needed = _needed(airs)
    if needed > LONGEST_SHOT + FRAME:
        raise ToolError(
            f"the dialogue would take {_up(needed):g} s, expected at most {LONGEST_SHOT:g} s in one shot: "
            "make the line shorter, or say part of it in another shot"
        )
    frames = max(plan.frames, legal_frames(needed))
    fitted = _fitted(_laid(lines, airs), frames / FPS)
    return _placed(plan, fitted, frames, before=plan.lines if len(lines) == len(plan.lines) else ())


def _airs(lines: Sequence[Line]) -> list[Air]:
    """The air before each line and how long it is said; without a plan, a pause and the pace of speech."""
    airs: list[Air] = []
    end = 0.0
    for line in lines:
        planned = line.end > line.start
        airs.append(
            (line.start - end, line.end - line.start) if planned else (LINE_PAUSE, speech_seconds(line.text))
        )
        end += sum(airs[-1])
    return airs


def _laid(lines: Sequence[Line], airs: Sequence[Air]) -> tuple[Line, ...]:
    """The lines one after the other, each after its air."""
    laid: list[Line] = []
    end = 0.0
    for line, (gap, length) in zip(lines, airs, strict=True):
        start, end = max(0.0, end + gap), max(0.0, end + gap) + length
        laid.append(line.model_copy(update={"start": round(start, 3), "end": round(end, 3)}))
    return tuple(laid)


def _needed(airs: Sequence[Air]) -> float:
    """The seconds lines need with no more than a pause before and after each."""
    end = latest = 0.0
    for gap, length in airs:
        end += min(gap, LINE_PAUSE) + length
        latest = max(latest, end)
    return max(SHORTEST, latest + LINE_PAUSE if airs else 0.0)


def _fitted(lines: Sequence[Line], seconds: float) -> tuple[Line, ...]:
    """The lines inside ``seconds``: where they do not fit, every pause gives way by the same share."""
    over = max((line.end for line in lines), default=0.0) + LINE_PAUSE - seconds
    if over <= 0:
        return tuple(lines)
    airs = _airs(lines)
    spare = sum(max(0.0, gap - LINE_PAUSE) for gap, _ in airs)
    share = min(1.0, over / spare) if spare else 0.0
    laid = _laid(lines, [(gap - max(0.0, gap - LINE_PAUSE) * share, length) for gap, length in airs])
    return tuple(
        line.model_copy(update={"start": min(line.start, seconds), "end": min(line.end, seconds)})
        for line in laid
    )


def _placed(plan: ShotDraft, lines: Sequence[Line], frames: int, before: Sequence[Line]) -> ShotDraft:
    """The plan with its lines, each set-up inside the shot moved with the line it begins on."""
    cuts: list[Setup] = []
    for cut in plan.cuts:
        frame = cut.frame + _moved(cut.frame / FPS, before, lines)
        if (cuts[-1].frame if cuts else 0) + SETTLE <= frame <= frames - SETTLE:
            cuts.append(cut.model_copy(update={"frame": frame}))
    return plan.model_copy(update={"lines": tuple(lines), "frames": frames, "cuts": tuple(cuts)})


def _moved(seconds: float, old: Sequence[Line], new: Sequence[Line]) -> int:
    """Frames by which the line that is said at, or after, a moment has moved."""
    pairs = [(a, b) for a, b in zip(old, new, strict=False) if a.end > seconds]
    return round((pairs[0][1].start - pairs[0][0].start) * FPS) if pairs else 0


def _up(seconds: float) -> float:
    """Up to the next tenth, so that the number given back is one that works."""
    return -(-seconds * 10 // 1) / 10
