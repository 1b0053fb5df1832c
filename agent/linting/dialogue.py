"""Rules about what is said: word for word, in time, by somebody who can be seen."""

from __future__ import annotations

import math
from collections.abc import Iterator

from agent.linting.rule import Fault, Reading, Rule, Severity
from generator.interface import FPS, MAX_FRAMES, Camera, Line, Scale, ShotCondition
from tools.story import LINE_PAUSE, WORDS_PER_SECOND, legal_frames, speech_seconds


def _word_for_word(read: Reading) -> Iterator[Fault]:
    for number in read.missing:
        text = read.request.lines[number].text
        yield Fault(
            f"line {number + 1}",
            f'the caption lacks "{text}", word for word and in its place: compile the caption again',
        )


def _other_quotes(read: Reading) -> Iterator[Fault]:
    if '"' in read.prose and not read.missing:  # a line that is told in other words has its quotes, too
        around = read.prose[max(0, (at := read.prose.index('"')) - 20) : at + 20]
        yield Fault(
            "caption",
            f"a double quote belongs to no line, near '{around.strip()}': what stands in double quotes is "
            "spoken; use single ones",
        )


def _in_time(read: Reading) -> Iterator[Fault]:
    request = read.request
    length, needed = request.frames / request.fps, speaking(request)
    if needed <= length:
        return
    frames = legal_frames(needed + LINE_PAUSE)
    longer = f"lengthen the shot to {frames} frames ({frames / FPS:.2f} s), " if _fits(needed) else ""
    cut = math.ceil((needed - length) * WORDS_PER_SECOND)
    yield Fault(
        f"line {len(request.lines)}",
        f"at {WORDS_PER_SECOND:.0f} words a second the last one is spoken at {needed:.1f} s, and the shot "
        f"ends at {length:.2f} s: {longer}split it, or cut about {cut} words",
    )


def _fits(seconds: float) -> bool:
    return seconds + LINE_PAUSE <= MAX_FRAMES / FPS


def speaking(request: ShotCondition) -> float:
    """When the last word of a shot is out, seconds: every line at its pace, not before the one it follows.

    Lines that are planned to overlap are spoken together.
    """
    clock = last = 0.0
    for line in request.lines:
        begin = line.start if line.start < last else max(line.start, clock)
        clock, last = max(clock, begin + speech_seconds(line.text)), line.end
    return clock


def _present(read: Reading) -> Iterator[Fault]:
    inside = {figure.tag for figure in read.request.figures}
    for number, line in enumerate(read.request.lines, start=1):
        if not line.voice_over and line.speaker not in inside:
            yield Fault(
                f"line {number}",
                f"{read.name(line.speaker)} speaks on screen and is not in the shot: put them in frame, "
                "or mark the line as heard off screen",
            )


def _shown(read: Reading) -> Iterator[Fault]:
    inside = {figure.tag for figure in read.request.figures}
    for number, line in enumerate(read.request.lines, start=1):
        if line.voice_over or line.speaker not in inside:
            continue
        if not any(_shows(camera, line.speaker) for camera in _during(read.request, line)):
            yield Fault(
                f"line {number}",
                f"{read.name(line.speaker)} speaks while no set-up shows their face, so the line is only "
                "heard: turn the camera on them if it should be seen",
            )


def _during(request: ShotCondition, line: Line) -> list[Camera]:
    """The set-ups that are seen while a line is spoken; all of them where it has no time."""
    start, end = line.start * request.fps, line.end * request.fps
    if end <= start:
        return [camera for _, _, camera in request.setups]
    return [camera for first, after, camera in request.setups if first < end and start < after]


def _shows(camera: Camera, tag: str) -> bool:
    return camera.scale is not Scale.INSERT and camera.on in {"", tag} and camera.over != tag


RULES = (
    Rule("D001", Severity.ERROR, "Every line is in the caption, word for word and in order.", _word_for_word),
    Rule("D002", Severity.ERROR, "Double quotes stand around dialogue only.", _other_quotes),
    Rule("D003", Severity.ERROR, "The lines can be spoken within the shot.", _in_time),
    Rule("D004", Severity.ERROR, "Who speaks on screen is in the shot.", _present),
    Rule("D005", Severity.WARNING, "A set-up shows their face meanwhile.", _shown),
)
