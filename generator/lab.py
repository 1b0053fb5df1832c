"""The lab: clips are examined and joined here, whatever engine made them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import join, likeness, measure, media
from generator.interface import Clip, Frame, Leader, Measures, Moment, Progress, Reel
from generator.moment import WINDOW, key_moment
from generator.peaks import peaks
from generator.plugins.plugin import Plugin
from generator.screener import screener
from generator.sheet import contact_sheet


class Lab:
    """The :class:`generator.interface.Lab` for files on this machine.

    Args:
        window: seconds of sound in a key moment (E20).
        plugins: what optional models add to the measures (E61).
    """

    def __init__(self, window: float = WINDOW, plugins: Sequence[Plugin] = ()) -> None:
        self._window, self._plugins = window, tuple(plugins)

    def moment(self, clip: Clip, still: Path) -> Moment:
        """The key moment of ``clip`` (Eq. 8; E20, E22); its picture goes to ``still`` as PNG.

        Raises:
            ValueError: a file of the clip is missing or corrupt; the message names it.
        """
        found = key_moment(media.read_sound(clip.sound), clip.frames, clip.fps, self._window)
        media.write_png(media.read_frames(clip.picture, [found.frame])[0], still)
        return Moment(
            frame=found.frame,
            first_frame=found.first_frame,
            last_frame=found.last_frame,
            audio_start=found.audio_start,
            audio_end=found.audio_end,
            energy=found.energy,
            still=still,
        )

    def measure(self, clip: Clip) -> Measures:
        """See :func:`generator.measure.measure`."""
        return measure.measure(clip, self._plugins)

    def join(self, reels: Sequence[Reel], film: Path) -> None:
        """See :func:`generator.join.join`."""
        join.join(reels, film)

    def screener(self, reels: Sequence[Reel], leader: Leader, film: Path, progress: Progress) -> None:
        """See :func:`generator.screener.screener`."""
        screener(reels, leader, film, progress)

    def contact_sheet(self, frames: Sequence[Frame], title: str, sheet: Path, counted: str = "shot") -> None:
        """See :func:`generator.sheet.contact_sheet`."""
        contact_sheet(frames, title, sheet, counted)

    def portrait(self, source: Path, target: Path) -> None:
        """See :func:`generator.likeness.portrait`."""
        likeness.portrait(source, target)

    def still(self, clip: Path, frame: int, target: Path) -> None:
        """See :func:`generator.likeness.still`."""
        likeness.still(clip, frame, target)

    def voice(self, source: Path, target: Path, start: float = 0.0, end: float | None = None) -> float:
        """See :func:`generator.likeness.voice`."""
        return likeness.voice(source, target, start, end)

    def peaks(self, sound: Path) -> bytes:
        """See :func:`generator.peaks.peaks`."""
        return peaks(sound)
