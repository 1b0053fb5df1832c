"""Seconds and bytes of a piece of work, on whatever device it runs."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import torch

GIB = 1 << 30


class Cost(NamedTuple):
    """What a piece of work took."""

    seconds: float
    """The fastest of the runs: everything else on the machine only ever adds to it."""
    peak: int | None
    """Most bytes that tensors held on the device at once, weights included; None on a CPU."""

    @property
    def gib(self) -> str:
        """The peak for a table."""
        return "–" if self.peak is None else f"{self.peak / GIB:.2f}"


def cost(work: Callable[[], object], device: torch.device, runs: int = 3) -> Cost:
    """Once to warm up, then ``runs`` times; the fastest counts."""
    seconds(work, device)
    forget_peak(device)
    return Cost(min(seconds(work, device) for _ in range(runs)), peak(device))


def race(works: Sequence[Callable[[], object]], device: torch.device, runs: int = 3) -> list[float]:
    """Seconds of pieces of work that take turns, so that a busy machine is unfair to none; minima."""
    laps = [[seconds(work, device) for work in works] for _ in range(runs + 1)]
    return [min(times) for times in zip(*laps[1:], strict=True)]


def seconds(work: Callable[[], object], device: torch.device) -> float:
    """Seconds of one run: on a CPU the time the processor gave it, elsewhere what the clock on the wall says.

    On a busy machine the wall clock measures the neighbours. Time on a CPU is that of one thread: of several
    it would be their sum, and threads that wait for each other would be counted as working.
    """
    if device.type == "cpu":
        with alone():
            return _passed(work, time.process_time)

    def finished() -> None:
        work()
        torch.cuda.synchronize(device)

    torch.cuda.synchronize(device)
    return _passed(finished, time.perf_counter)


def _passed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


@contextmanager
def alone() -> Iterator[None]:
    """One thread inside."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def held(work: Callable[[], object], device: torch.device) -> int:
    """Most bytes that one run holds beyond what is there before; on a CPU as torch's profiler counts them."""
    if device.type == "cpu":
        return _profiled(work)
    forget_peak(device)
    before = torch.cuda.memory_allocated(device)
    work()
    return torch.cuda.max_memory_allocated(device) - before


def _profiled(work: Callable[[], object]) -> int:
    cpu = torch.profiler.ProfilerActivity.CPU
    with alone(), torch.profiler.profile(activities=[cpu], profile_memory=True, acc_events=False) as told:
        work()
    assert told.profiler is not None
    assert told.profiler.kineto_results is not None
    events = [e for e in told.profiler.kineto_results.events() if e.name() == "[memory]"]
    running = itertools.accumulate(e.nbytes() for e in sorted(events, key=lambda e: e.start_ns()))
    return max(running, default=0)


def forget_peak(device: torch.device) -> None:
    """Count the peak from here on."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats(device)


def peak(device: torch.device) -> int | None:
    """Most bytes held since :func:`forget_peak`; None where the device keeps no count."""
    return torch.cuda.max_memory_allocated(device) if device.type == "cuda" else None
