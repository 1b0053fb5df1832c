"""Takes as a camera leaves them, without one: rows made through the commands, clips that are names only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from generator.interface import Clip, Measures, Moment, Place, ShotRequest
from tools import board, takes
from tools.store import Blob


def take(session: Session, shot_id: int, seed: int = 0, memories: Sequence[takes.Memory] = ()) -> int:
    """A rendered take of a shot, circled; gives its id."""
    shot = board.shot_row(session, shot_id)
    request = ShotRequest(
        code=shot.code,
        frames=shot.plan.frames,
        place=Place(heading=shot.heading),
        action=shot.plan.action,
        prompt=shot.plan.action,
        width=128,
        height=128,
        seed=seed,
    )
    take_id = takes.open_take(session, takes.Opening(shot_id, request, "slate", "1", memories=memories))
    takes.finish_take(session, take_id, _rushes(shot.plan.frames, f"{shot.code} {seed} {take_id}"))
    return take_id


def _rushes(frames: int, name: str) -> takes.Rushes:
    path, seconds = Path(name), frames / 25
    return takes.Rushes(
        clip=_blob(f"{name} clip", ".mp4"),
        sound=_blob(f"{name} sound", ".flac"),
        still=_blob(f"{name} still", ".png"),
        facts=Clip(path, path, frames, 128, 128, frames * 1920),
        moment=Moment(0, 0, 8, 0.0, 0.4, 0.0, path),
        measures=Measures(
            seconds=seconds,
            loudness_lufs=None,
            peak_dbfs=None,
            clipped_samples=0,
            black_frames=0,
            frozen_frames=0,
        ),
        seconds=0.1,
    )


def _blob(name: str, suffix: str) -> Blob:
    return Blob(hashlib.sha256(name.encode()).hexdigest(), suffix, len(name))
