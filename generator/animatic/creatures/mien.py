"""What a feeling does to the face of an animal: brows, lids, ears and the corners of the mouth."""

from __future__ import annotations

from typing import NamedTuple

from generator.animatic.acting.pose import Feeling


class Mien(NamedTuple):
    """Head units; negative is up."""

    inner: float = 0.0
    """Height of the inner end of a brow."""
    outer: float = 0.0
    lid: float = 0.1
    """Share of the eye that the upper lid covers."""
    slant: float = 0.0
    """How much lower the inner end of the lid is, in eyes: anger; negative is sorrow."""
    low: float = 0.0
    """Share of the eye that the lower lid covers: a smile."""
    ears: float = 0.0
    """-1 laid back or hanging, 1 pricked."""
    corner: float = 0.05
    """How far the corners of the mouth are lifted."""
    pupil: float = 1.0


_MIENS: dict[Feeling, Mien] = {
    Feeling.NEUTRAL: Mien(),
    Feeling.HAPPY: Mien(-0.07, -0.04, 0.0, 0.0, 0.2, 0.35, 0.17, 1.1),
    Feeling.SAD: Mien(-0.2, 0.1, 0.24, -0.42, 0.0, -0.85, -0.13, 1.1),
    Feeling.ANGRY: Mien(0.16, -0.14, 0.3, 0.5, 0.12, -0.7, -0.1, 0.8),
    Feeling.AFRAID: Mien(-0.22, 0.02, -0.1, -0.14, 0.0, -1.0, -0.1, 0.62),
    Feeling.SURPRISED: Mien(-0.24, -0.2, -0.15, 0.0, 0.0, 0.8, 0.0, 0.75),
    Feeling.THOUGHTFUL: Mien(0.08, -0.14, 0.2, 0.0, 0.1, 0.1, -0.02, 1.0),
    Feeling.TIRED: Mien(0.02, 0.12, 0.46, -0.16, 0.06, -0.65, -0.05, 1.0),
}


def mien_of(feeling: Feeling) -> Mien:
    """The face of a feeling."""
    return _MIENS.get(feeling, _MIENS[Feeling.NEUTRAL])
