"""How long recall takes over a long history, and how long the index takes to be rebuilt from vectors."""

from __future__ import annotations

import statistics
import time

import numpy as np

from benchmarks.figure import Figure
from generator.interface import Scale
from tools.history import History
from tools.memory import Past
from tools.relevance import Query

SIZE = 384
QUERIES = 50


def measure() -> list[Figure]:
    """Medians over queries about people, places and props that many shots share."""
    figures = []
    for count, target in ((1_000, 10.0), (100_000, 100.0)):
        build, query = _time(count)
        figures.append(Figure(f"recall over {count:,} shots", query * 1000, "ms", target))
        figures.append(Figure(f"index of {count:,} shots made", build, "s"))
    return figures


def _time(count: int) -> tuple[float, float]:
    dice = np.random.default_rng(0)
    vectors = dice.standard_normal((count, SIZE)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    history = History(1, "benchmark", SIZE)
    start = time.perf_counter()
    history._learn([_past(n) for n in range(count)], dict(enumerate(vectors)))
    build, times = time.perf_counter() - start, []
    for n in range(QUERIES):
        query = Query(count, n, f"place {n % 40}", (f"ID_{n % 12}",), frozenset({f"prop {n % 100}"}), ())
        start = time.perf_counter()
        history.recall(query, vectors[n * 7 % count], 8)
        times.append(time.perf_counter() - start)
    return build, statistics.median(times)


def _past(n: int) -> Past:
    return Past(
        shot_id=n,
        take_id=n,
        code=f"FILM_{n}",
        take_number=1,
        position=n,
        scene_id=n // 8,
        place=f"place {n % 40}",
        people=(f"ID_{n % 12}", f"ID_{n % 7}"),
        speakers=frozenset(),
        props=frozenset({f"prop {n % 100}"}),
        cards=(),
        scale=Scale.MEDIUM,
        frame=0,
        audio_start=0.0,
        audio_end=1.0,
        still="",
        clip="",
        sound="",
    )
