"""What a take rests on, by name: as values, as the digests a take keeps, and which of them no longer hold.

Only what can be seen or heard counts: the coat of somebody who is heard but not seen, or the voice of
somebody silent, makes no take stale.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agent.facing import Directions, directions
from agent.timeline import timeline
from generator.interface import Facing, Figure, Place, ShotCondition
from tools import board
from tools.board import FilmRow, ShotRow
from tools.digests import digest
from tools.provenance import CardRow, Filmed, Web, cards, worn
from tools.story import Performance, SceneDraft
from tools.takes import Memory

Facts = dict[str, Any]
"""Values of JSON by name: ``shot.action``, ``scene.light``, ``card ID_A.wardrobe``, ``direction ID_A``."""

REWRITABLE = frozenset(
    {"shot.action", "shot.people", "shot.sound", "shot.music", "shot.continuity", "shot.fragments"}
)
"""What a writer may put into other words when it writes the condition of a shot."""
_IDENTITY = re.compile(r"card \w+|memory \d+|engine")
"""Inputs that say which row it was. They are not compared: a new card that looks the same changes nothing,
the engine is judged by its name, and what is remembered by the slots."""
_GROUPS = {"shot": "shot.", "scene": "scene.", "screen direction": "direction "}
"""Inputs of takes from before each field had its own, and what the names of those fields begin with."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a take of a shot would rest on, were it opened now."""

    film: FilmRow
    shot: ShotRow
    scene: SceneDraft
    cards: Mapping[str, CardRow]
    """Everybody's card as it stands at the shot, by tag."""
    meant: ShotCondition
    """The shot as planned, before a writer puts it into other words."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something a take rests on that is no longer so."""

    name: str
    was: Any
    """Its old value; None where only that it changed is known."""
    now: Any


def ground(
    film: FilmRow, shot: ShotRow, scene: SceneDraft, dressed: Mapping[str, CardRow], looks: Directions
) -> Ground:
    """What a take of this shot rests on.

    Args:
        film: its film.
        shot: the shot.
        scene: where it plays.
        dressed: everybody's card as it stands at the shot, by tag.
        looks: where everybody in frame looks.
    """
    plan = shot.plan
    heard = dict.fromkeys(line.speaker for line in plan.lines if line.speaker not in plan.tags)
    meant = ShotCondition(
        code=shot.code,
        frames=plan.frames,
        language=film.language,
        style=film.style,
        place=_place(scene),
        figures=tuple(_figure(person, dressed, looks) for person in plan.people),
        voices=tuple(_figure(Performance(tag=tag), dressed, {}) for tag in heard),
        lines=plan.lines,
        action=plan.action,
        props=plan.props,
        camera=plan.camera,
        cuts=plan.cuts,
        sound=plan.sound,
        music=plan.music,
        continuity=plan.continuity,
        fragments=timeline(plan.fragments, plan.frames),
    )
    return Ground(film, shot, scene, dressed, meant)


def ground_of(session: Session, film: FilmRow, shot: ShotRow) -> Ground:
    """What a take of this shot rests on, read from the rows."""
    plans = board.scene_plans(session, shot.scene_id)
    looks = directions(list(plans.values()))[list(plans).index(shot.id)]
    dressed = worn(cards(session, film.id), shot.position)
    return ground(film, shot, board.scene_of(session, shot.id), dressed, looks)


def grounds(web: Web) -> dict[int, Ground]:
    """What every shot of a film rests on, by shot id."""
    scenes: dict[int, list[ShotRow]] = {}
    for shot in web.shots:
        scenes.setdefault(shot.scene_id, []).append(shot)
    looks = {
        shot.id: look
        for rows in scenes.values()
        for shot, look in zip(rows, directions([row.plan for row in rows]), strict=True)
    }
    return {
        shot.id: ground(
            web.film, shot, web.scenes[shot.plan.scene], worn(web.cards, shot.position), looks[shot.id]
        )
        for shot in web.shots
    }


def inputs(on: Ground, engine: tuple[str, str], memories: Sequence[Memory]) -> dict[str, str]:
    """Digest of everything a take rests on, by name, to be kept with it (E54).

    Args:
        on: what it rests on.
        engine: name and version of the camera.
        memories: what it remembers, slot by slot.
    """
    present = {figure.tag for figure in (*on.meant.figures, *on.meant.voices)} & on.cards.keys()
    which: Facts = {f"card {tag}": [on.cards[tag].id, on.cards[tag].number] for tag in sorted(present)}
    which |= {f"memory {n}": [m.take_id, m.card_id, m.frame] for n, m in enumerate(memories)}
    every = facts(on) | which | {"engine": list(engine)}
    return {name: digest(value) for name, value in every.items()}


def changes(take: Filmed, on: Ground) -> list[Change]:
    """What of the things a take rests on is no longer so, in the order they are kept.

    A digest tells that something changed, not what it was. What it was is read off the take's own request,
    where the digest shows that the writer had left it as planned.
    """
    was, now = asked(take), facts(on)
    if "shot" in take.inputs:
        return _of_groups(take, was, now, on)
    # What only one side has is told by what brought it along: a person, a line. And an input that a later
    # program names does not make the takes of an earlier one stale.
    return [
        Change(name, was[name] if name in was and digest(was[name]) == kept else None, now[name])
        for name, kept in take.inputs.items()
        if name in now and not _IDENTITY.fullmatch(name) and kept != digest(now[name])
    ]


def facts(on: Ground) -> Facts:
    """Everything a take of this shot would be made from now, each under its own name."""
    speaking = {line.speaker for line in on.meant.lines}
    sounds = {f"card {tag}.sound": on.cards[tag].sound or "" for tag in speaking if tag in on.cards}
    return _of(on.meant) | sounds | {"size": [on.film.width, on.film.height]}


def asked(take: Filmed) -> Facts:
    """The same of a rendered take as its request has it, a writer's words where there was one."""
    return _of(take.request) | {"size": [take.request.width, take.request.height]}


def _of(shot: ShotCondition) -> Facts:
    place = shot.place
    found: Facts = {
        "shot.length": shot.frames,
        "shot.action": shot.action,
        "shot.people": [[f.tag, f.action, f.expression] for f in shot.figures],
        "shot.lines": [[line.speaker, line.text, line.delivery, line.voice_over] for line in shot.lines],
        "shot.timing": [[line.start, line.end] for line in shot.lines],
        "shot.camera": [[0, shot.camera], *([cut.frame, cut.camera] for cut in shot.cuts)],
        "shot.props": list(shot.props),
        "shot.sound": shot.sound,
        "shot.music": shot.music,
        "shot.continuity": shot.continuity,
        "shot.fragments": [fragment.text for fragment in shot.fragments],
        "scene.heading": [place.heading, place.interior],
        "scene.place": place.name,
        "scene.time": place.time,
        "scene.light": place.light,
        "scene.description": place.description,
        "style": shot.style,
    }
    found["shot.camera"] = [[frame, camera.model_dump(mode="json")] for frame, camera in found["shot.camera"]]
    speaking = {line.speaker for line in shot.lines}
    for figure in shot.figures:
        seen = {"name": figure.name, "appearance": figure.appearance, "wardrobe": figure.wardrobe}
        found |= {f"card {figure.tag}.{name}": value for name, value in seen.items()}
        found[f"card {figure.tag}.picture"] = figure.portrait
        found[f"direction {figure.tag}"] = figure.facing.value
    for figure in (*shot.figures, *shot.voices):
        if figure.tag in speaking:
            found |= {f"card {figure.tag}.name": figure.name, f"card {figure.tag}.voice": figure.voice}
    return found


def _of_groups(take: Filmed, was: Facts, now: Facts, on: Ground) -> list[Change]:
    """The same for a take from before each field had its own digest: what can be read off its request, else
    that something of the group changed."""
    whole: Facts = {
        "shot": on.shot.plan.model_dump(mode="json"),
        "scene": on.scene.model_dump(mode="json"),
        "style": on.film.style,
        "size": now["size"],
        "screen direction": {figure.tag: figure.facing for figure in on.meant.figures},
    }
    whole |= {f"card {tag}": [card.id, card.number] for tag, card in on.cards.items()}
    found: list[Change] = []
    for group, kept in take.inputs.items():
        if group not in whole or kept == digest(whole[group]):
            continue
        begins = _GROUPS.get(group, f"{group}." if group.startswith("card ") else group)
        fields = [name for name in now if name.startswith(begins) and name in was and name not in REWRITABLE]
        differ = [Change(name, was[name], now[name]) for name in fields if was[name] != now[name]]
        found += differ or ([] if group.startswith("card ") else [Change(group, None, None)])
    return found


def _figure(person: Performance, dressed: Mapping[str, CardRow], looks: Directions) -> Figure:
    card = dressed.get(person.tag)
    return Figure(
        tag=person.tag,
        name=card.name if card else person.tag,
        appearance=card.appearance if card else "",
        wardrobe=card.wardrobe if card else "",
        voice=card.voice if card else "",
        action=person.action,
        expression=person.expression,
        facing=looks.get(person.tag, Facing.FREE),
        portrait=(card.picture or "") if card else "",
    )


def _place(scene: SceneDraft) -> Place:
    return Place(
        heading=scene.heading,
        interior=scene.interior,
        name=scene.place,
        time=scene.time,
        light=scene.light,
        description=scene.description,
    )
