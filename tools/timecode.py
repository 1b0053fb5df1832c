"""Timecode: frames as hours, minutes, seconds and frames."""

from __future__ import annotations


def timecode(frame: int, fps: int = 25, start_hour: int = 1) -> str:
    """``01:00:04:12`` for frame 112: films begin at hour one, as editors expect (editors.md)."""
    seconds, frames = divmod(frame, fps)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours + start_hour:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"
