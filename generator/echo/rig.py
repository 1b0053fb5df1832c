"""A camera put together: the networks loaded, and everything that works with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch

from generator.echo import network, residency, text, weights
from generator.echo.backbone import Backbone, Shot
from generator.echo.codec import Codec
from generator.echo.layout import Layout
from generator.echo.memory import SlotCache
from generator.echo.policy import Version
from generator.echo.profiles import Reading
from generator.echo.residency import Residency, Size
from generator.echo.sampling import Noise, Pair, denoise, falling, integrate, schedule
from generator.echo.setup import Camera
from generator.echo.slots import Reader
from generator.echo.stage import Stage
from generator.echo.text import Context
from generator.interface import Unsupported

LONGEST_PROMPT = 1500
"""Characters 1.5 reads of a prompt; 1.0 reads all."""


@dataclass(frozen=True, slots=True)
class Rig:
    """The loaded networks of one camera. Not for two takes at a time."""

    camera: Camera
    stage: Stage
    words: text.Words
    backbone: Backbone
    codec: Codec
    reader: Reader
    dtype: torch.dtype
    """What the transformer computes in."""
    held: Mapping[str, residency.Held]
    """Weights of every part, the text encoder's too."""

    @classmethod
    def load(cls, camera: Camera) -> Rig:
        """Load or make the networks; the text encoder comes with the first prompt that is new.

        Raises:
            Unsupported: the weights do not fit.
        """
        small = camera.checkpoint is None or camera.profile.shipped
        dtype = torch.float32 if small else torch.bfloat16
        nets = (
            network.random(camera.profile)
            if camera.checkpoint is None
            else weights.load(camera.checkpoint, camera.profile, dtype=dtype)
        )
        stage = Stage(nets.parts(), camera.device, camera.residency or Residency.RESIDENT)
        codec = Codec(nets, stereo=camera.profile.stereo)
        return cls(
            camera=camera,
            stage=stage,
            words=text.Words(
                _reader_of_words(camera, stage, dtype),
                nets.connectors,
                stage.using,
                LONGEST_PROMPT if camera.policy.version is Version.ONE_FIVE else None,
                timed=camera.profile.reading is Reading.TOON,
            ),
            backbone=Backbone.of(nets.transformer),
            codec=codec,
            reader=Reader(codec, camera.policy, camera.weights, SlotCache()),
            dtype=dtype,
            held={name: residency.held(part) for name, part in nets.parts().items()}
            | {residency.TEXT: residency.held(text.skeleton(camera.profile, dtype))},
        )

    def make_room(self, prompt: str, size: Size) -> str:
        """Settle how the weights shall live while a take of this size is made; gives the choice in words.

        Raises:
            Unsupported: it fits in no way that is allowed; the message says what would.
        """
        free = residency.free_bytes(self.camera.device) + self.stage.held
        allowed = self.camera.residency
        way = residency.choose(free, size, lambda s: self._needs(prompt, s, allowed))
        self.stage.settle(way, self._rooms(size))
        return residency.words(self._needs(prompt, size, None), way, free)

    def too_large(self, prompt: str, size: Size) -> str:
        """What to say when the card was full all the same, and what should fit."""
        way = self.stage.residency
        needs = self._needs(prompt, size, None)
        said = f"{size} ran out of memory on {self.camera.device} as '{way}', planned with"
        said += f" {residency.words(needs, way, residency.free_bytes(self.camera.device))}"
        below = int(needs[way] * (1 + residency.MARGIN)) - 1
        try:
            other = residency.choose(below, size, lambda s: self._needs(prompt, s, None))
        except Unsupported as error:
            return f"{said}; {error}"
        return f"{said}; set DAILIES_ECHO_RESIDENCY={other}"

    @contextmanager
    def shot(self, layout: Layout, context: Context) -> Iterator[Shot]:
        """The transformer on the device, a layout seated in it."""
        with (
            self.stage.using("transformer"),
            self.backbone.shot(layout, context, self.camera.policy.switches.tau) as shot,
        ):
            yield shot

    def made(
        self,
        layout: Layout,
        context: Context,
        noise: Noise,
        *,
        remembers: bool,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Pair:
        """The clean target of a layout: by the eight steps, or as many of a teacher as the camera is set to.

        ``remembers`` says whether there is memory in it: the release rounds otherwise then.
        """
        camera = self.camera
        with self.shot(layout, context) as velocity:
            if camera.steps:
                return integrate(velocity, noise, layout, falling(camera.steps), progress)
            steps = schedule(rounding=camera.policy.rounding(remembers))
            return denoise(velocity, noise, layout, steps, progress)

    def _needs(self, prompt: str, size: Size, only: Residency | None) -> Mapping[Residency, int]:
        parts = {
            name: held
            for name, held in self.held.items()
            if name != residency.TEXT or not self.words.knows(prompt, size.frames)
        }
        needs = residency.estimate(parts, self._rooms(size))
        return needs if only is None else {only: needs[only]}

    def _rooms(self, size: Size) -> Mapping[str, int]:
        eight_bit = self.camera.checkpoint is not None and self.camera.checkpoint.precision == "fp8"
        return residency.work(size, self.camera.profile, item=self.dtype.itemsize, eight_bit=eight_bit)


def _reader_of_words(camera: Camera, stage: Stage, dtype: torch.dtype) -> Callable[[], text.TextEncoder]:
    def build() -> text.TextEncoder:
        encoder = _encoder(camera, dtype)
        stage.add(residency.TEXT, encoder.part)
        return encoder

    return build


def _encoder(camera: Camera, dtype: torch.dtype) -> text.TextEncoder:
    if camera.checkpoint is None:
        return text.tiny(camera.profile)
    if camera.profile.reading is Reading.TOON:
        from generator.echo.vocabulary import vocabulary

        return vocabulary(camera.profile, camera.checkpoint.path)
    return text.gemma(camera.text, dtype=dtype)
