"""Critics of the picture: its length, black, standing still, cuts and jumps (E61, J27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.critics.finding import Finding, Past, inside
from generator.interface import Camera, Measures, Move, Run, Scale, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence

HELD = 0.35
"""Share of a shot that people who do or say something may stand still, and at least :data:`HELD_LEAST`
frames: a listener far off at night was still for 0.26 of it."""
HELD_LEAST = 25
MOVED = 0.25
"""The same for a camera that should move; one in hand may be held still."""
STEADY = frozenset({Move.STATIC, Move.HANDHELD})
LOOK = 0.95
"""Share of a shot from which even somebody who only looks is no longer alive."""
NEAR = 2
"""Frames by which a cut may miss its place."""
PLAIN = 0.9
"""Share of one brightness from which a picture is a card that stands in for one: no camera made it."""


def length(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """A clip of another length than was asked for."""
    asked = request.frames / request.fps
    if abs(measures.seconds - asked) > 0.5 / request.fps:
        frame = inside(round(min(measures.seconds, asked) * request.fps), request)
        yield Finding(
            NoteCategory.SYNC,
            f"the clip lasts {measures.seconds:.2f} s, expected {asked:.2f} s",
            frame,
            Evidence(measure="length", value=measures.seconds, expected=f"{asked:.2f} s", frame=frame),
        )


def black(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """Black frames; every run is a finding of its own."""
    for run in measures.black:
        yield _run(NoteCategory.LAYOUT, "black", run, request, _black(run))


def frozen(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """A picture that stands still where the plan has somebody act or speak, or the camera move.

    A thing may lie still as long as it likes, and somebody who is only looked at nearly as long.
    """
    for run in measures.frozen:
        if run.frames >= _patience(request, run):
            words = f"the picture stands still for {run.frames} of {request.frames} frames"
            yield _run(NoteCategory.ACTION, "frozen", run, request, f"{words}, expected movement")


def cuts(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """A cut or a jump nobody asked for, and a cut that is not there."""
    if measures.cuts is None:
        return
    planned = [
        (first, after)
        for (_, _, before), (first, _, after) in zip(request.setups, request.setups[1:], strict=False)
        if before != after
    ]
    for measure, frames in (("cut", measures.cuts), ("jump", measures.jumps)):
        for frame in frames:
            if not any(abs(frame - first) <= NEAR for first, _ in planned):
                yield _strange(measure, frame, request)
    if measures.plain < PLAIN:
        there = (*measures.cuts, *measures.jumps, *(run.first for run in measures.black))
        for first, camera in planned:
            if not any(abs(frame - first) <= NEAR for frame in there):
                yield _missing(first, camera)


def _patience(request: ShotRequest, run: Run) -> float:
    """The frames from which a still picture is a fault, by what was to be seen in it."""
    shown = [
        (first, after, camera)
        for first, after, camera in request.setups
        if first <= run.last and after > run.first
    ]
    alive = bool(request.figures) and any(camera.scale is not Scale.INSERT for _, _, camera in shown)
    if any(camera.move not in STEADY for _, _, camera in shown):
        return max(HELD_LEAST, MOVED * request.frames)
    if alive and (_acted(request) or _spoken(request)):
        return max(HELD_LEAST, HELD * request.frames)
    return LOOK * request.frames if alive else float("inf")


def _acted(request: ShotRequest) -> bool:
    return any(figure.action for figure in request.figures)


def _spoken(request: ShotRequest) -> bool:
    shown = {figure.tag for figure in request.figures}
    return any(line.speaker in shown and not line.voice_over for line in request.lines)


def _strange(measure: str, frame: int, request: ShotRequest) -> Finding:
    what = "cuts" if measure == "cut" else "jumps, as if a piece of the movement were missing,"
    return Finding(
        NoteCategory.CAMERA,
        f"the picture {what} at frame {frame}, where no cut was asked for",
        inside(frame, request),
        Evidence(measure=measure, value=frame, expected="none here", frame=inside(frame, request)),
    )


def _missing(first: int, camera: Camera) -> Finding:
    return Finding(
        NoteCategory.CAMERA,
        f"no cut at frame {first}, where the camera should change to a {camera.scale}",
        first,
        Evidence(measure="missing cut", value=0, expected=f"a cut within {NEAR} frames", frame=first),
    )


def _black(run: Run) -> str:
    return f"{run.frames} black frames, expected none" if run.frames > 1 else "1 black frame, expected none"


def _run(category: NoteCategory, measure: str, run: Run, request: ShotRequest, words: str) -> Finding:
    first, last = inside(run.first, request), inside(run.last, request)
    return Finding(
        category,
        f"{words} (from frame {first} to {last})",
        first,
        Evidence(measure=measure, value=run.frames, expected="no such run", frame=first, last_frame=last),
    )
