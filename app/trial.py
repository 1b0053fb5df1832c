"""A camera tried out: three short shots, each remembering the ones before, through the front door."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.crew import Happening, Report
from generator.interface import (
    Camera,
    Capabilities,
    Clip,
    Figure,
    Generator,
    Lab,
    Line,
    Measures,
    MemorySlot,
    Moment,
    Place,
    ShotRequest,
    check_sides,
)
from tools.errors import ToolError
from tools.store import file_digest, writing

FRAMES = 25
"""Frames of a shot: one second, and 8k + 1."""
_SHOTS = (
    ("Mara trims the lamp.", "The boat is late."),
    ("Mara looks out to sea.", "There. A light."),
    ("Mara waves with the lamp.", "Here we are!"),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot of the trial: what was asked, what came back."""

    request: ShotRequest
    clip: Clip
    moment: Moment
    measures: Measures
    seconds: float

    def facts(self, *, kept: bool) -> dict[str, Any]:
        """For programs; the files only where they are kept."""
        return {
            "shot": self.request.code,
            "memories": len(self.request.slots),
            "seconds": round(self.seconds, 2),
            "frames": self.clip.frames,
            "size": [self.clip.width, self.clip.height],
            "samples": self.clip.samples,
            "loudness_lufs": self.measures.loudness_lufs,
            "picture": str(self.clip.picture) if kept else None,
            "sound": str(self.clip.sound) if kept else None,
        }


@dataclass(slots=True)
class Shelf:
    """Files by content, as the media store keeps them, for as long as the trial lasts."""

    files: dict[str, Path] = field(default_factory=dict)

    def put(self, path: Path | None) -> str:
        """Keep a file; gives its sha256, or nothing for no file."""
        if path is None:
            return ""
        name = file_digest(path)
        self.files[name] = path
        return name


@contextmanager
def folder(out: Path | None) -> Iterator[Path]:
    """Where the clips go: a folder the user named, kept, or one that goes when the trial ends."""
    if out is not None:
        if out.is_file():
            raise ToolError(f"got the file {out}, expected a folder for the clips")
        with writing(out):
            out.mkdir(parents=True, exist_ok=True)
            yield out
        return
    with tempfile.TemporaryDirectory(prefix="dailies-trial-") as name:
        yield Path(name)


def sides(able: Capabilities, wanted: tuple[int, int] | None) -> tuple[int, int]:
    """Width and height of the trial in pixels: what the user wants, or in proportion to what is usual, but
    small, because a trial should not take long.

    Raises:
        Unsupported: the camera has no such size.
    """
    if wanted is None:
        return _side(able, able.size[0]), _side(able, able.size[1])
    return check_sides(wanted, able)


def shoot(camera: Generator, lab: Lab, into: Path, report: Report, size: tuple[int, int]) -> Iterator[Shot]:
    """Render the shots one after another, each in a folder of its own in ``into``.

    Args:
        camera: what is tried.
        lab: finds the key moment each later shot remembers, and measures.
        into: an existing folder.
        report: told how far it is.
        size: width and height in pixels, which the camera can do.
    """
    shelf, slots = Shelf(), list[MemorySlot]()
    for number in range(len(_SHOTS)):
        request = _request(camera.capabilities, number, tuple(slots), size)
        place = into / request.code
        place.mkdir(exist_ok=True)

        def progress(done: float, number: int = number, code: str = request.code) -> None:
            report(Happening("render", "", code, number + done, len(_SHOTS)))

        start = time.perf_counter()
        clip = camera.render(request, place, shelf.files.__getitem__, progress)
        seconds = time.perf_counter() - start
        moment = lab.moment(clip, place / "still.png")
        slots.append(_slot(shelf, len(slots), clip, moment))
        yield Shot(request, clip, moment, lab.measure(clip), seconds)


def _request(
    able: Capabilities, number: int, slots: tuple[MemorySlot, ...], size: tuple[int, int]
) -> ShotRequest:
    action, words = _SHOTS[number]
    mara = Figure(
        tag="ID_A",
        name="Mara",
        appearance="60s, silver hair in a bun",
        wardrobe="yellow oilskin coat",
        voice="low and warm",
        action=action,
    )
    width, height = size
    return ShotRequest(
        code=f"TRIAL_010_{10 * (number + 1):04d}",
        prompt=f"Mara, 60s, silver hair in a bun, yellow oilskin coat, in a lamp room at night. {action} "
        f'Mara says: "{words}" Static camera, medium shot. Wind outside.',
        width=width,
        height=height,
        frames=FRAMES,
        seed=number,
        place=Place(heading="INT. LAMP ROOM - NIGHT", name="lamp room", time="NIGHT"),
        figures=(mara,),
        lines=(Line(speaker="ID_A", text=words, start=0.1, end=0.9),),
        action=action,
        camera=Camera(),
        slots=slots[-able.max_slots :] if able.max_slots else (),
    )


def _side(able: Capabilities, wanted: int) -> int:
    small = wanted if wanted <= 256 else wanted // 4
    return max(able.min_side, small // able.size_step * able.size_step)


def _slot(shelf: Shelf, ordinal: int, clip: Clip, moment: Moment) -> MemorySlot:
    return MemorySlot(
        ordinal=ordinal,
        character="ID_A",
        picture=shelf.put(moment.still),
        clip=shelf.put(clip.picture),
        voice=shelf.put(clip.sound),
        latents=shelf.put(clip.latents),
        frame=moment.frame,
        audio_start=moment.audio_start,
        audio_end=moment.audio_end,
    )
