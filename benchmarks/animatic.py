"""How fast the animatic renders, sound and encoding included, as a multiple of real time."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import psutil

from app.engines import camera
from app.settings import Settings
from benchmarks.figure import Figure
from generator.interface import Camera, Line, Move, Place, Scale, ShotRequest
from generator.interface import Figure as Person

FRAMES = 121


def measure() -> list[Figure]:
    """Medians over a wide shot, a two-shot with dialogue and a close-up; what thirty shots leave behind."""
    figures = []
    for (width, height), target in (((1280, 736), 2.0), ((256, 160), 12.0)):
        speeds = [_speed(request) for request in _requests(width, height)]
        figures.append(
            Figure(
                f"animatic at {width}×{height}",
                statistics.median(speeds),
                "× real time",
                target,
                at_least=True,
            )
        )
    return [*figures, Figure("memory from shot 10 to shot 40 of a film", _growth(), "MiB", 32.0)]


def _growth() -> float:
    """MiB by which the process has grown over thirty shots, after ten to warm up."""
    requests = _requests(640, 384)
    memory = psutil.Process()
    for number in range(40):
        if number == 10:
            before = memory.memory_info().rss
        _speed(requests[number % len(requests)].model_copy(update={"seed": number}))
    return (memory.memory_info().rss - before) / 2**20


def _speed(request: ShotRequest) -> float:
    engine = camera(Settings(), "animatic")
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        engine.render(request, Path(name), Path, lambda _: None)
        return request.frames / request.fps / (time.perf_counter() - start)


def _requests(width: int, height: int) -> list[ShotRequest]:
    mara = Person(tag="ID_A", name="Mara", appearance="60s, silver bun", wardrobe="yellow oilskin coat")
    jonas = Person(tag="ID_B", name="Jonas", appearance="30s, black beard", wardrobe="red scarf")
    line = Line(speaker="ID_A", text="The boat is late, and the lamp is low.", start=0.5, end=3.5)
    pier = Place(heading="EXT. PIER - DAWN", interior=False, name="PIER", time="DAWN", description="Rain.")
    room = Place(heading="INT. LAMP ROOM - NIGHT", name="LAMP ROOM", time="NIGHT")
    shots = [
        (pier, (jonas,), (), Camera(scale=Scale.EXTREME_WIDE, move=Move.PAN_RIGHT)),
        (room, (mara, jonas), (line,), Camera(scale=Scale.MEDIUM)),
        (room, (mara,), (line,), Camera(scale=Scale.CLOSE, move=Move.PUSH_IN)),
    ]
    return [
        ShotRequest(
            code=f"BENCH_010_{n:04d}",
            prompt="",
            width=width,
            height=height,
            frames=FRAMES,
            place=place,
            figures=people,
            lines=lines,
            camera=move,
            action="She looks out at the rain.",
        )
        for n, (place, people, lines, move) in enumerate(shots)
        for _ in range(2)
    ]
