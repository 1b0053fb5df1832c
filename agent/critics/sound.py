"""Critics of the sound: clipping, breaking off, length against the picture's, and how loud it is (E61)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.critics.finding import Finding, Past, inside
from generator.interface import Measures, ShotRequest
from tools.records import NoteCategory
from tools.story import Evidence

APART = 1.5
"""Frames by which sound and picture may differ in length."""
BREAK = 8
"""Frames without any sound that are no pause."""
QUIET, LOUD = -45.0, -8.0
"""Integrated loudness (LUFS) outside which words are not followed, or hurt."""


def clipping(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """Samples at full scale: one finding, for they come in swarms."""
    if not measures.clipped_samples:
        return
    first = inside(measures.clipping[0].first, request) if measures.clipping else None
    last = inside(measures.clipping[-1].last, request) if measures.clipping else None
    count = measures.clipped_samples
    yield Finding(
        NoteCategory.SYNC,
        f"{count} samples of the sound clip, expected none"
        if count > 1
        else "1 sample of the sound clips, expected none",
        first,
        Evidence(measure="clipping", value=count, expected="none", frame=first, last_frame=last),
    )


def breaks(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """Sound that is there from the first frame on and then stops altogether, as no place does.

    A clip that begins without any sound is left alone: there silence is how its engine sounds.
    """
    if not measures.silent or measures.silent[0].first == 0:
        return
    for run in measures.silent:
        if run.frames >= BREAK:
            first, last = inside(run.first, request), inside(run.last, request)
            yield Finding(
                NoteCategory.SYNC,
                f"the sound breaks off from frame {first} to {last}, expected at least that of the place",
                first,
                Evidence(
                    measure="silence",
                    value=run.frames,
                    expected="some sound in every frame",
                    frame=first,
                    last_frame=last,
                ),
            )


def together(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """Sound without picture, or picture without sound."""
    if measures.sound_seconds is None:
        return
    over = measures.sound_seconds - measures.seconds
    if abs(over) * request.fps > APART:
        what = "sound without a picture" if over > 0 else "picture without sound"
        frame = inside(round(min(measures.sound_seconds, measures.seconds) * request.fps), request)
        yield Finding(
            NoteCategory.SYNC,
            f"{abs(over):.2f} s of {what} at the end, expected both to end together",
            frame,
            Evidence(
                measure="sound length",
                value=measures.sound_seconds,
                expected=f"{measures.seconds:.2f} s",
                frame=frame,
            ),
        )


def level(request: ShotRequest, measures: Measures, past: Sequence[Past]) -> Iterator[Finding]:  # noqa: ARG001
    """Words that are too quiet to be followed, or far too loud."""
    loud = measures.loudness_lufs
    if not request.lines or (loud is not None and QUIET <= loud <= LOUD):
        return
    heard = "silence" if loud is None else f"{loud:.0f} LUFS"
    count = len(request.lines)
    yield Finding(
        NoteCategory.DIALOGUE,
        f"{heard} where {count} {'lines' if count > 1 else 'line'} should be heard",
        None,
        Evidence(
            measure="loudness",
            value=-120.0 if loud is None else round(loud, 1),
            expected=f"{QUIET:.0f} to {LOUD:.0f} LUFS",
        ),
    )
