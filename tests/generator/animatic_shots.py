"""Requests for the tests of the animatic, small and short."""

from __future__ import annotations

from typing import Any

import numpy as np

from generator.animatic.picture import frames_of
from generator.animatic.shot import shot_of
from generator.animatic.sound.soundtrack import Soundtrack, soundtrack
from generator.footage import Pixels
from generator.interface import Cue, Figure, Line, Place, ShotRequest

MARA = Figure(
    tag="ID_A",
    name="Mara",
    appearance="a woman in her sixties, grey hair in a bun",
    wardrobe="dark green wool coat, red scarf",
    action="holds a lantern",
    expression="worried",
)
TOM = Figure(
    tag="ID_B",
    name="Tom",
    appearance="a boy of 9, curly red hair",
    wardrobe="yellow raincoat, blue jeans",
    action="points at the sea",
    expression="happy",
)
KITCHEN = Place(heading="INT. KITCHEN - NIGHT", name="KITCHEN", time="NIGHT")
PIER = Place(heading="EXT. PIER - DUSK", name="PIER", time="DUSK", interior=False)


def request(**changes: Any) -> ShotRequest:
    """A two-shot in a kitchen, 256x160, nine frames, with ``changes``."""
    facts: dict[str, Any] = {
        "code": "TEST_010_0010",
        "prompt": "",
        "width": 256,
        "height": 160,
        "frames": 9,
        "place": KITCHEN,
        "figures": (MARA, TOM),
    }
    return ShotRequest(**{**facts, **changes})


def spoken(text: str = "The lamp is out.") -> tuple[Line, ...]:
    """One line of Mara's."""
    return (Line(speaker="ID_A", text=text),)


def silence(asked: ShotRequest) -> Soundtrack:
    """A soundtrack without sound whose first line is shown from the first frame to the last."""
    seconds = asked.frames / asked.fps
    shut = {figure.tag: np.zeros(asked.frames, np.float32) for figure in asked.figures}
    cues = (Cue(line=0, start=0, end=seconds),) if asked.lines else ()
    return Soundtrack(lambda: np.zeros((2, asked.frames * 1920), np.float32), shut, cues)


def pictures(asked: ShotRequest, *numbers: int, sound: Soundtrack | None = None) -> list[Pixels]:
    """Copies of the frames with these numbers, uint8 [H, W, 4]; with its own sound if none is given."""
    wanted, kept = set(numbers), {}
    for number, pixels in enumerate(frames_of(shot_of(asked, sound or soundtrack(asked)))):
        if number in wanted:
            kept[number] = pixels.copy()
    return [kept[number] for number in numbers]


def shades(pixels: Pixels) -> int:
    """How many different colours a picture has."""
    return len(np.unique(pixels.reshape(-1, 4), axis=0))
