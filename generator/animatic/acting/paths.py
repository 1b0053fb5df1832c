"""How people move over the ground and above it during a shot, metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from generator.animatic.acting.pose import WALKERS, Act, Stance, Travel, ease
from generator.animatic.acting.stunts import fall_share, jump_height
from generator.animatic.acting.timeline import Beat
from generator.interface import FPS, Facing, Scale, ShotRequest

Curve = npt.NDArray[np.float32]
"""One number a frame."""

_MARGIN = 0.45
"""How near to the edge of the picture somebody walks who stays in it."""
_MOVES = 0.004
"""Metres a frame from which somebody is walking and not shifting."""
_COMING = 34
"""Frames from one height, or from one tilt of the body, to another."""
_GOING_WIDE = (Scale.EXTREME_WIDE, Scale.WIDE, Scale.FULL)


@dataclass(frozen=True)
class Ground:
    """What a path has to know of the picture."""

    width: float
    """Metres from the left to the right edge of the picture."""
    alone: bool
    facing: Facing
    home: float


def follow_of(beats: Sequence[Sequence[Beat]], facing: Facing, request: ShotRequest) -> Curve:
    """When all who are seen walk all the time and nobody enters or leaves, the camera walks with them."""
    going = (*WALKERS, Stance.SWIM) if request.place.interior else (*WALKERS, Stance.SWIM, Stance.RIDE)
    acts = [mine[0].act for mine in beats]
    if not acts or not all(_all_the_way(mine, going) for mine in beats):
        return np.zeros(request.frames, np.float32)
    speed = {Stance.RUN: 2.3, Stance.RIDE: 2.3, Stance.SNEAK: 0.5, Stance.SWIM: 0.6}.get(acts[0].stance, 0.95)
    way = (np.arange(request.frames) - (request.frames - 1) / 2) / FPS * speed
    return (way * _forward(acts[0], facing, 1.0)).astype(np.float32)


def _all_the_way(beats: Sequence[Beat], going: tuple[Stance, ...]) -> bool:
    return all(beat.act.stance in going and beat.act.travel is Travel.NONE for beat in beats)


def way_of(act: Act, ground: Ground) -> float:
    """The side somebody goes to: -1 left, 1 right; screen direction is kept where the words leave it open."""
    natural = 1.0
    if not ground.alone and abs(ground.home) > 0.05:
        natural = float(np.sign(ground.home))
        if act.travel in (Travel.ENTER, Travel.CROSS):
            natural = -natural
    return _forward(act, ground.facing, natural)


def _forward(act: Act, facing: Facing, natural: float) -> float:
    if act.to_left or act.to_right:
        return -1.0 if act.to_left else 1.0
    if facing is not Facing.FREE:
        return -1.0 if facing is Facing.LEFT else 1.0
    return natural


def path_of(beats: Sequence[Beat], ground: Ground) -> Curve:
    """Where somebody is at every frame, when the camera follows nobody."""
    parts: list[Curve] = []
    at = ground.home
    for index, beat in enumerate(beats):
        part = _leg(beat, at, ground, index, len(beats))
        parts.append(part)
        at = float(part[-1])
    return np.concatenate(parts).astype(np.float32)


def _leg(beat: Beat, at: float, ground: Ground, index: int, count: int) -> Curve:
    act, frames = beat.act, beat.after - beat.first
    share = np.linspace(0.0, 1.0, frames, dtype=np.float32) if frames > 1 else np.ones(1, np.float32)
    out, way = ground.width / 2 + 0.55, way_of(act, ground)
    seconds = max(frames / FPS, 0.1)
    if act.travel is Travel.ENTER:
        span = min(0.62, max(0.3, 2.6 / seconds)) if count == 1 else 0.9
        return _between(-way * out, ground.home, _arrive(share / span))
    if act.travel is Travel.EXIT:
        start = 0.4 if count == 1 else 0.05
        return _between(at, way * out, np.clip((share - start) / (1 - start), 0, 1) ** 1.5)
    if act.travel is Travel.CROSS and count == 1:
        return _between(-way * out, way * out, share)
    if act.travel is Travel.CROSS and index == 0:
        return _between(-way * out, ground.home, _arrive(share))
    if act.stance in WALKERS:
        return _stroll(act, at, ground, index, share, seconds)
    return np.full(frames, at)


def _stroll(act: Act, at: float, ground: Ground, index: int, share: Curve, seconds: float) -> Curve:
    """A walk inside the picture: ends at home if the shot begins with it, else begins where one is."""
    way, pace = way_of(act, ground), 2.4 if act.stance is Stance.RUN else 1.0
    length = min(pace * seconds, max(0.45, 0.3 * ground.width), 2.2)
    edge = ground.width / 2 - _MARGIN
    if index == 0:
        return _between(at - way * length, at, _arrive(share))
    goal = at + way * length
    if not ground.alone:
        goal = min(max(goal, -edge), edge) if edge > abs(at) else at
    return _between(at, goal, _eased(share))


def _between(start: float, end: float, share: Curve) -> Curve:
    return (start + (end - start) * share).astype(np.float32)


def _arrive(share: Curve) -> Curve:
    """Even steps that slow down at the end."""
    return (1.0 - (1.0 - np.clip(share, 0, 1)) ** 1.6).astype(np.float32)


def _eased(share: Curve) -> Curve:
    k = np.clip(share, 0, 1)
    return (k * k * (3 - 2 * k)).astype(np.float32)


def moving(x: Curve) -> list[bool]:
    """At which frames somebody is on the way."""
    step = np.abs(np.diff(x, prepend=x[:1]))
    if step.size > 1:
        step[0] = step[1]
    return [bool(value) for value in step > _MOVES]


def rise_of(beats: Sequence[Beat]) -> Curve:
    """Metres the soles are over the ground: a jump, a climb, the thickness of who lies there."""
    return _joined([
        [_rise(beat, (frame - beat.first) / FPS) for frame in range(beat.first, beat.after)] for beat in beats
    ])  # fmt: skip


def _rise(beat: Beat, clock: float) -> float:
    stance = beat.act.stance
    if stance is Stance.JUMP:
        return jump_height(clock)
    if stance is Stance.FALL:
        return 0.17 * max(0.0, fall_share(clock))
    if stance is Stance.CLIMB:
        return 0.5 * ease(clock / max((beat.after - beat.first) / FPS, 0.1)) + 0.02
    return 0.62 + 0.05 * float(np.sin(clock * 2.2)) if stance is Stance.SWIM else 0.0


def roll_of(beats: Sequence[Beat]) -> Curve:
    """How far the body is tipped over to where it faces, degrees: somebody who falls, somebody who swims."""
    return _joined([
        [_roll(beat.act, (frame - beat.first) / FPS) for frame in range(beat.first, beat.after)]
        for beat in beats
    ])  # fmt: skip


def _joined(parts: Sequence[Sequence[float]]) -> Curve:
    """One curve of parts; where one begins elsewhere than the last one ended, it comes from there."""
    curve = np.concatenate(parts).astype(np.float32)
    at = 0
    for part in parts[:-1]:
        at += len(part)
        apart = curve[at - 1] - curve[at]
        share = np.arange(1, curve.size - at + 1, dtype=np.float32) / np.float32(_COMING)
        curve[at:] += apart * (1 - _eased(share))
    return curve


def _roll(act: Act, clock: float) -> float:
    if act.stance is Stance.FALL:
        return 87.0 * fall_share(clock)
    return 76.0 + 4.0 * float(np.sin(clock * 4.5)) if act.stance is Stance.SWIM else 0.0


def follows_alone(x: Curve, home: float, request: ShotRequest, beats: Sequence[Beat]) -> Curve:
    """How far the camera goes along with somebody alone in a close picture who walks during a sequence."""
    travels = any(beat.act.travel is not Travel.NONE for beat in beats)
    if travels or request.camera.scale in _GOING_WIDE:
        return np.zeros(request.frames, np.float32)
    return smooth(x - np.float32(home), 9)


def smooth(curve: Curve, span: int) -> Curve:
    """The running mean over ``span`` (odd) frames; the ends go on as they are."""
    padded = np.pad(curve, span // 2, mode="edge")
    return np.convolve(padded, np.full(span, 1.0 / span), mode="valid").astype(np.float32)[: curve.size]
