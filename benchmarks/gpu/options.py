"""What every script is told on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from benchmarks.gpu.scene import grid_of
from generator.echo.layout import Grid
from generator.echo.profiles import PROFILES, RELEASE, Profile
from generator.interface import MAX_FRAMES, MAX_SLOTS


@dataclass(frozen=True, slots=True)
class Options:
    """Where and how large."""

    device: torch.device
    profile: Profile
    frames: int
    size: tuple[int, int]
    """Width and height in pixels."""
    slots: int

    @property
    def dtype(self) -> torch.dtype:
        """bfloat16 on a card, float32 on a CPU."""
        return torch.bfloat16 if self.device.type == "cuda" else torch.float32

    @property
    def grid(self) -> Grid:
        """The shot in latents."""
        return grid_of(self.frames, self.size)

    @property
    def words(self) -> str:
        """The shot, for a table's title."""
        return f"{self.profile.name}, {self.size[0]}×{self.size[1]}, {self.frames} frames, {self.dtype}"


def parse(arguments: Sequence[str] | None, words: str | None) -> Options:
    """Read the command line.

    Args:
        arguments: those of the process when None.
        words: what the script shows, for ``--help``.
    """
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--profile", choices=list(PROFILES), default=RELEASE.name)
    parser.add_argument("--frames", type=int, help="8k + 1; default 241, or 25 for a tiny profile")
    parser.add_argument("--size", type=_size, help="WIDTHxHEIGHT; default: the profile's")
    parser.add_argument("--slots", type=int, choices=range(MAX_SLOTS + 1), default=MAX_SLOTS)
    told = parser.parse_args(arguments)
    profile, device = PROFILES[told.profile], torch.device(told.device)
    if profile is RELEASE and device.type == "cpu":
        parser.error("22b on a CPU takes hours and 40 GB; try the script with --profile random-tiny")
    frames = told.frames or (MAX_FRAMES if profile is RELEASE else 25)
    return Options(device, profile, frames, told.size or profile.size, told.slots)


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(side) for side in text.split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"got {text!r}, expected WIDTHxHEIGHT like 1280x736") from None
    return width, height
