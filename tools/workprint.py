"""The work print: the film as it stands now, shot after shot, whether it has been cut or not. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, select, type_coerce
from sqlalchemy.orm import Session

from generator.interface import Cue
from tools.records import KeyMoment, Scene, Shot, ShotStatus, Take
from tools.story import ShotDraft, speech_seconds


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a shot when it is heard, or planned where the camera cannot tell."""

    number: int
    """Its place among the lines of the shot, from 0."""
    speaker: str
    """Tag."""
    text: str
    start: float
    """Seconds from the start of the shot."""
    end: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One shot as it stands: its circled take, or its plan where there is none yet."""

    shot_id: int
    code: str
    scene_id: int
    scene: int
    """Number of its scene."""
    heading: str
    position: int
    status: ShotStatus
    plan: ShotDraft
    frames: int
    """Of the take; planned where there is none."""
    take_id: int | None
    take: int | None
    """Number of the circled take."""
    clip: str
    """sha256; empty where there is no take, as are ``sound`` and ``still``."""
    sound: str
    still: str
    lines: tuple[Said, ...]


def read(session: Session, film_id: int) -> list[Strip]:
    """All shots in order, without what is left out of the film."""
    # Two fields of the request: reading it whole would cost more than all the rest.
    asked = type_coerce(Take.request, JSON)
    rows = session.execute(
        select(
            Shot,
            Scene,
            Take.id,
            Take.number,
            Take.clip,
            Take.sound,
            Take.cues,
            asked["frames"].as_integer(),
            asked["lines"],
            KeyMoment.still,
        )
        .join(Scene, Scene.id == Shot.scene_id)
        .outerjoin(Take, Take.id == Shot.take_id)
        .outerjoin(KeyMoment, KeyMoment.take_id == Take.id)
        .where(Shot.film_id == film_id, Shot.status != ShotStatus.OMIT)
        .order_by(Shot.position)
    )
    return [
        Strip(
            shot_id=shot.id,
            code=shot.code,
            scene_id=scene.id,
            scene=scene.number,
            heading=scene.heading,
            position=shot.position,
            status=shot.status,
            plan=shot.plan,
            frames=shot.plan.frames if frames is None else frames,
            take_id=take_id,
            take=number,
            clip=clip or "",
            sound=sound or "",
            still=still or "",
            lines=_planned(shot.plan) if take_id is None else _heard(lines, cues),
        )
        for shot, scene, take_id, number, clip, sound, cues, frames, lines, still in rows
    ]


def _planned(plan: ShotDraft) -> tuple[Said, ...]:
    return tuple(
        Said(number, line.speaker, line.text, line.start, line.end or line.start + speech_seconds(line.text))
        for number, line in enumerate(plan.lines)
    )


def _heard(lines: Sequence[Mapping[str, Any]], cues: Sequence[Cue] | None) -> tuple[Said, ...]:
    heard = {cue.line: cue for cue in cues or ()}
    found = []
    for number, line in enumerate(lines):
        cue, text = heard.get(number), line["text"]
        start, end = (cue.start, cue.end) if cue else (line["start"], line["end"])
        found.append(Said(number, line["speaker"], text, start, end or start + speech_seconds(text)))
    return tuple(found)
