"""Where the camera stands: one scale, one angle, one move a set-up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.facing import directions
from agent.writing import dice
from agent.writing.groups import Group
from generator.interface import Angle, Camera, Facing, Move, Scale
from tools.story import Coverage, SceneDraft, ShotDraft

WALK = re.compile(
    r"\b(?:walk|climb|run|cross|enter|leave|follow|come|go|march|hurr|cycl|wander)(?:s|es|ies|ing)?\b"
    r"|\bcarr(?:y|ies) in\b|走|跑|爬|穿过|离开|进来"
)
_LOW = re.compile(r"\b(?:towers?|looks? up|sky|above|ceiling)\b|抬头|天空")
_HIGH = re.compile(r"\b(?:kneels?|floor|lies|ground|looks? down|crouch(?:es)?)\b|跪|地上|蹲")
_SHOCK = re.compile(r"\b(?:freezes|gasps|recoils|stunned|horrified|aghast|shocked)\b|愣住|惊呆|吓呆|大吃一惊")
_LADDER = (Scale.MEDIUM, Scale.MEDIUM_CLOSE, Scale.CLOSE)
_OPENING = (Move.PUSH_IN, Move.PAN_RIGHT, Move.PAN_LEFT, Move.TRACK_RIGHT)
_LEAVING = (Move.PULL_OUT, Move.CRANE_UP)
_SIDEWAYS = {
    Facing.LEFT: {Move.TRACK_RIGHT: Move.TRACK_LEFT, Move.PAN_RIGHT: Move.PAN_LEFT},
    Facing.RIGHT: {Move.TRACK_LEFT: Move.TRACK_RIGHT, Move.PAN_LEFT: Move.PAN_RIGHT},
}


def camera(
    group: Group,
    scene: SceneDraft,
    tension: float,
    before: tuple[Scale, Sequence[str]] | None,
    frame: Sequence[str],
    seed: int,
) -> Camera:
    """The camera of a shot.

    Args:
        group: what the shot shows.
        scene: where it plays.
        tension: how far the scene's talk has come, 0 to 1: the camera comes closer as it rises.
        before: scale and faces of the set-up before, so that no two neighbours are framed alike.
        frame: tags in frame.
        seed: of the brief.
    """
    text = " ".join(d.text for d in group.deeds)
    key = (scene.number, group.coverage, text, *(s.speech for s in group.sayings), seed)
    if group.coverage is Coverage.ESTABLISHING:
        scale = Scale.WIDE if scene.interior else Scale.EXTREME_WIDE
        return Camera(scale=scale, move=dice.pick(_OPENING[:2] if scene.interior else _OPENING, "move", *key))
    if group.coverage is Coverage.INSERT:
        return Camera(
            scale=Scale.INSERT, move=dice.pick((Move.STATIC, Move.PUSH_IN), "move", *key), angle=Angle.HIGH
        )
    if group.coverage is Coverage.REACTION:
        return Camera(scale=Scale.CLOSE)
    scale = _scale(group, tension, frame)
    if before and before[0] is scale and tuple(before[1]) == tuple(frame):
        scale = _other(scale)
    return Camera(scale=scale, move=_move(group, text, scale, key), angle=_angle(text))


def closing(view: Camera, frame: Sequence[str], scene: SceneDraft, seed: int, *, drawn: bool) -> Camera:
    """The film's last camera: it draws back, or outside it may rise.

    ``drawn``: the words of the shot say that it draws back.
    """
    away = _LEAVING[:1] if scene.interior or drawn else _LEAVING
    move = dice.pick(away, "closing", scene.number, scene.heading, seed)
    return Camera(scale=Scale.WIDE if frame else Scale.EXTREME_WIDE, move=move, angle=view.angle)


def following(scene: Sequence[ShotDraft]) -> list[ShotDraft]:
    """The shots of a scene with the camera going where the one person in frame is going."""
    return [
        _followed(shot, looks[shot.tags[0]]) if len(shot.tags) == 1 else shot
        for shot, looks in zip(scene, directions(scene), strict=True)
    ]


def _followed(shot: ShotDraft, facing: Facing) -> ShotDraft:
    move = _SIDEWAYS[facing].get(shot.camera.move, shot.camera.move)
    return shot.model_copy(update={"camera": shot.camera.model_copy(update={"move": move})})


def _scale(group: Group, tension: float, frame: Sequence[str]) -> Scale:
    if group.coverage in {Coverage.MASTER, Coverage.GROUP} or not frame:
        return Scale.WIDE if len(frame) > 2 or not frame else Scale.FULL
    walks = WALK.search(" ".join(d.text for d in group.deeds).lower()) is not None
    if group.coverage is Coverage.TWO_SHOT or not group.sayings:
        return Scale.FULL if walks else Scale.MEDIUM
    if group.deed_seconds > 2:
        return Scale.MEDIUM
    if any(s.text.rstrip().endswith(("!", "！")) for s in group.sayings):
        tension += 0.2
    return _LADDER[min(int(tension * len(_LADDER)), len(_LADDER) - 1)]


def _other(scale: Scale) -> Scale:
    """A clearly different size, so that the cut is not a jump."""
    return {
        Scale.MEDIUM: Scale.MEDIUM_CLOSE,
        Scale.MEDIUM_CLOSE: Scale.CLOSE,
        Scale.CLOSE: Scale.MEDIUM,
        Scale.FULL: Scale.MEDIUM,
        Scale.WIDE: Scale.FULL,
    }.get(scale, scale)


def _move(group: Group, text: str, scale: Scale, key: Sequence[object]) -> Move:
    if not group.sayings and len(group.people) == 1 and _SHOCK.search(text.lower()):
        return Move.ZOOM_IN
    if not group.sayings and WALK.search(text.lower()):
        return dice.pick((Move.TRACK_RIGHT, Move.TRACK_LEFT, Move.PAN_RIGHT), "move", *key)
    if scale is Scale.CLOSE or group.coverage is Coverage.MASTER:
        return dice.pick((Move.STATIC, Move.PUSH_IN), "move", *key)
    return dice.pick((Move.STATIC, Move.STATIC, Move.STATIC, Move.PUSH_IN, Move.HANDHELD), "move", *key)


def _angle(text: str) -> Angle:
    low = text.lower()
    if _LOW.search(low):
        return Angle.LOW
    return Angle.HIGH if _HIGH.search(low) else Angle.EYE
