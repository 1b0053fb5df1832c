"""The toon camera and its judge, loaded: the networks of the package around latents, without a film.

Words go the way they go in a film: the director's caption of the shot, read again by the camera.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import torch

from agent.caption import caption
from benchmarks.toon_making import RATE, Figures, Film, Made, Wave
from generator.echo.layout import Grid, grid
from generator.echo.memory import Slot
from generator.echo.policy import TAUGHT, Switches, unpacked
from generator.echo.rig import Rig
from generator.echo.sampling import PackedNoise
from generator.echo.setup import SHIPPED, Setup, prepare
from generator.echo.spectrogram import heard
from generator.evaluators.judge import Judge
from generator.interface import FPS, SAMPLE_RATE
from generator.toon.picture import draw
from generator.toon.speech import speak
from generator.toon.telling import condition
from generator.toon.world import Story, ToonShot
from generator.training.latents import silence


class ToonMaker:
    """A :class:`benchmarks.toon_making.Maker` of the package's own networks.

    Raises:
        Unsupported: there are no weights of this profile, or they do not fit.
    """

    def __init__(self, setup: Setup) -> None:
        self._rig = Rig.load(prepare(setup))

    @property
    def identity(self) -> str:
        """Profile, weights, steps and switches that are set otherwise than taught."""
        able = self._rig.camera.capabilities()
        parts = [able.facts[key] for key in ("profile", "weights", "steps", "switches") if key in able.facts]
        return ", ".join(parts)

    @property
    def window(self) -> int:
        """Audio latents of a memory."""
        return self._rig.camera.policy.window or 0

    def draw(self, shot: ToonShot, story: Story, seed: int) -> Made:
        """The truth, in the size of the profile."""
        width, height = self._rig.camera.profile.size
        return Made(draw(shot, story, seed, width, height).frames, speak(shot, story, seed))

    def make(self, shot: ToonShot, memory: Sequence[Slot], seed: int) -> Made:
        """A shot from its words, its memory and noise."""
        rig, size = self._rig, self._grid(shot)
        camera = rig.camera
        context = rig.words.context(caption(condition(shot)), shot.frames)
        layout = camera.policy.story(memory, size, device=camera.device)
        dice = torch.Generator(camera.device).manual_seed(seed)
        noise = PackedNoise(dice, size, rig.dtype, camera.policy.widths)
        found = rig.made(layout, context, noise, remembers=bool(memory))
        return self._decoded(unpacked(found.video, size), found.audio, shot.frames)

    def recode(self, made: Made) -> Made:
        """A shot through both autoencoders and the vocoder."""
        codec = self._rig.codec
        return self._decoded(
            codec.encode_frames(made.frames), codec.encode_sound(made.sound, RATE), len(made.frames)
        )

    def remember(self, made: Made, frame: int, voice: slice | None) -> Slot:
        """One latent of picture, and of sound as many as are named; silence otherwise, as in a film."""
        codec = self._rig.codec
        if frame == 0 and made.video is not None:
            look = made.video[:, :, :1]
        else:
            look = codec.encode_frames(made.frames[frame][None])
        if voice is None:
            return Slot(look, self._silence, "silent")
        sound = codec.encode_sound(made.sound, RATE) if made.audio is None else made.audio
        return Slot(look, sound[:, voice], "voiced")

    @cached_property
    def _silence(self) -> torch.Tensor:
        return silence(self._rig.codec, self.window)[None]

    def _grid(self, shot: ToonShot) -> Grid:
        width, height = self._rig.camera.profile.size
        return grid(shot.frames, height, width, FPS)

    def _decoded(self, video: torch.Tensor, audio: torch.Tensor, frames: int) -> Made:
        codec = self._rig.codec
        film: Film = np.stack(list(codec.decode_video(video)))
        sound = codec.decode_sound(audio, frames * SAMPLE_RATE // FPS)
        wave: Wave = heard(torch.from_numpy(sound), SAMPLE_RATE)[0, : frames * RATE // FPS].numpy()
        return Made(film, wave, video, audio)


class ToonJudge:
    """A :class:`benchmarks.toon_making.Judge` of the evaluators."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def figures(self, made: Made, shot: ToonShot, story: Story) -> Figures:
        """What the evaluators say of a shot."""
        return self._judge.scores(made.frames, made.sound, shot, story).figures()


@dataclass(frozen=True, slots=True)
class ToonCamera:
    """A toon camera in words: small enough to be sent to another process."""

    setup: Setup
    judges: Path
    """Folder of the evaluators."""

    def maker(self) -> ToonMaker:
        """Load the networks."""
        return ToonMaker(self.setup)

    def judge(self) -> ToonJudge:
        """Load the evaluators."""
        return ToonJudge(Judge.load(self.judges))


@dataclass(frozen=True, slots=True)
class ToonKit:
    """A :class:`benchmarks.toon_plan.Kit` of a folder of weights."""

    profile: str = "toon-128"
    weights: Path = SHIPPED
    """A folder a profile lies in it, as in the package."""
    judges: Path = SHIPPED
    """Where the evaluators lie, likewise: the same ones judge all weights."""
    device: str = "cpu"

    def camera(
        self, *, teacher: bool = False, slot_mask: bool = True, isolation: bool = True, tau: float = 1.0
    ) -> ToonCamera:
        """See :class:`benchmarks.toon_plan.Kit`."""
        early = TAUGHT.early if isolation else 0.0
        switches: Switches = replace(TAUGHT, slot_mask=slot_mask, early=early, tau=tau)
        setup = Setup(
            profile=self.profile,
            folder=self.weights,
            teacher=teacher,
            switches=switches,
            device=self.device,
        )
        return ToonCamera(setup, self.judges / self.profile)
