"""A whole shot, stage by stage, as the engine makes it: words, memory, eight steps, sound, picture, file.

The text encoder is left out: it has a model of its own, and its prompts are kept. Everything is resident.
At full size it takes about four minutes and needs some 60 GiB. Published for the whole: 44.6 s resident in
bf16 on a card the release calls "H20D"; 20 to 38 s for the steps are expected of 400 to 550 TFLOP/s
(echo-facts 7).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from benchmarks.gpu import weights
from benchmarks.gpu.clock import GIB, forget_peak, peak, seconds
from benchmarks.gpu.options import Options, parse
from benchmarks.gpu.table import show
from generator.echo.backbone import Backbone
from generator.echo.codec import Codec
from generator.echo.memory import Slot
from generator.echo.network import Network
from generator.echo.policy import One, unpacked
from generator.echo.profiles import TEXT_TOKENS
from generator.echo.sampling import Pair, ReleasedNoise, denoise, schedule
from generator.echo.text import Context
from generator.echo.window import LATENTS
from generator.footage import Pixels, Samples
from generator.interface import FPS, SAMPLE_RATE
from generator.media import encode

Result = TypeVar("Result")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for every stage; the second shot is timed, the first warms up."""
    options = parse(arguments, __doc__)
    made = weights.network(options.profile, options.device, options.dtype)
    shot = _Shot(options, made, Codec(made), Backbone.of(made.transformer))
    shot.stages()
    rows = shot.stages()
    total = sum(row.seconds for row in rows)
    cells = [[row.name, f"{row.seconds:.2f}", row.gib] for row in [*rows, _Stage("together", total, None)]]
    show(f"a shot, {options.slots} memories: {options.words}", ["stage", "s", "peak GiB"], cells, options)


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str
    seconds: float
    peak: int | None

    @property
    def gib(self) -> str:
        return "" if self.peak is None else f"{self.peak / GIB:.2f}"


@dataclass(frozen=True, slots=True)
class _Shot:
    """The engine's recipe over random weights."""

    options: Options
    network: Network
    codec: Codec
    backbone: Backbone

    def stages(self) -> list[_Stage]:
        """Every stage in order, each given what the ones before made."""
        made: list[_Stage] = []
        context = self._timed("words", made, self._read)
        memory = self._timed("memory", made, self._remember)
        latents = self._timed("eight steps", made, lambda: self._generate(context, memory))
        sound = self._timed("sound", made, lambda: self.codec.decode_sound(latents.audio, self._samples))
        self._timed("picture and file", made, lambda: self._write(latents, sound))
        return made

    @property
    def _samples(self) -> int:
        return self.options.frames * SAMPLE_RATE // FPS

    def _timed(self, name: str, made: list[_Stage], work: Callable[[], Result]) -> Result:
        results: list[Result] = []
        forget_peak(self.options.device)
        took = seconds(lambda: results.append(work()), self.options.device)
        made.append(_Stage(name, took, peak(self.options.device)))
        return results[0]

    @torch.no_grad()
    def _read(self) -> Context:
        """The connectors, given hidden states of a prompt that fills half of its positions."""
        home = next(self.network.connectors.parameters())
        text = self.options.profile.text
        states = torch.randn(
            (1, TEXT_TOKENS, text["hidden_size"], text["num_hidden_layers"] + 1), device=home.device
        )
        mask = (torch.arange(TEXT_TOKENS, device=home.device) >= TEXT_TOKENS // 2).long()[None]
        video, audio, _ = self.network.connectors(states.to(home.dtype), mask, padding_side="left")
        return Context(video, audio)

    def _remember(self) -> list[Slot]:
        """Nine frames and 3.84 s of sound for every slot, as 1.0 remembers."""
        width, height = self.options.size
        dice, policy = np.random.default_rng(0), One()
        wave = (dice.standard_normal((2, LATENTS * SAMPLE_RATE // 25)) * 0.1).astype(np.float32)
        clip = dice.integers(0, 256, (policy.clip_frames, height, width, 3), np.uint8)
        return [
            Slot(
                self.codec.encode_frames(clip)[:, :, -1:], self.codec.encode_sound(wave, SAMPLE_RATE), "noise"
            )
            for _ in range(self.options.slots)
        ]

    def _generate(self, context: Context, memory: list[Slot]) -> Pair:
        options, policy = self.options, One()
        layout = policy.story(memory, options.grid, device=options.device)
        dice = torch.Generator(options.device).manual_seed(0)
        steps = schedule(rounding=policy.rounding(bool(memory)))
        with self.backbone.shot(layout, context) as velocity:
            return denoise(velocity, ReleasedNoise(dice, options.grid, options.dtype), layout, steps)

    def _write(self, latents: Pair, sound: Samples) -> None:
        width, height = self.options.size
        frames = self.codec.decode_video(unpacked(latents.video, self.options.grid))
        with tempfile.TemporaryDirectory() as folder:
            encode(_opaque(frames), sound, Path(folder), width=width, height=height, fps=FPS)


def _opaque(frames: Iterator[Pixels]) -> Iterator[Pixels]:
    """As the coder wants them: BGRA."""
    for frame in frames:
        yield np.concatenate([frame[..., ::-1], np.full((*frame.shape[:2], 1), 255, np.uint8)], axis=2)


if __name__ == "__main__":
    main(sys.argv[1:])
