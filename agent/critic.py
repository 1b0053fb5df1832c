"""What the measures say about a take: findings in words, without a model."""

from __future__ import annotations

from dataclasses import dataclass

from generator.interface import Measures, ShotRequest
from tools.records import NoteCategory

FROZEN = 0.9
"""Share of frames equal to the one before from which a shot stands still; a long look may hold for half."""
QUIET = -45.0
"""Integrated loudness (LUFS) below which nobody was heard to speak."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the number and what was expected."""

    category: NoteCategory
    words: str


def findings(request: ShotRequest, measures: Measures) -> list[Finding]:
    """What can be told to be wrong from the measures alone; empty for a clean take."""
    found = []
    length = request.frames / request.fps
    if abs(measures.seconds - length) > 0.5 / request.fps:
        found.append(
            Finding(NoteCategory.SYNC, f"the clip lasts {measures.seconds:.2f} s, expected {length:.2f} s")
        )
    if measures.black_frames:
        found.append(Finding(NoteCategory.LAYOUT, f"{measures.black_frames} black frames, expected none"))
    if measures.frozen_frames > FROZEN * request.frames:
        found.append(
            Finding(NoteCategory.ACTION, f"{measures.frozen_frames} of {request.frames} frames stand still")
        )
    if measures.clipped_samples:
        found.append(
            Finding(NoteCategory.SYNC, f"{measures.clipped_samples} samples of the sound clip, expected none")
        )
    loudness = measures.loudness_lufs
    if request.lines and (loudness is None or loudness < QUIET):
        heard = "silence" if loudness is None else f"{loudness:.0f} LUFS"
        found.append(
            Finding(NoteCategory.DIALOGUE, f"{heard} where {len(request.lines)} lines should be heard")
        )
    return found
