"""The transformer as the sampler sees it: a velocity for the target, whatever is laid out around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch

from generator.echo import attention, modulation
from generator.echo.layout import Layout
from generator.echo.sampling import Pair, Step
from generator.echo.text import Context

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel


@dataclass(frozen=True, slots=True)
class Backbone:
    """A transformer that attends by group and modulates by level."""

    transformer: LTX2VideoTransformer3DModel
    seats: attention.Seats

    @classmethod
    def of(cls, transformer: LTX2VideoTransformer3DModel) -> Backbone:
        """Take a transformer over; it must not be run in any other way afterwards."""
        modulation.install(transformer)
        return cls(transformer, attention.install(transformer))

    @contextmanager
    def shot(self, layout: Layout, context: Context, tau: float = 1.0) -> Iterator[Shot]:
        """Seat a layout; gives the :class:`generator.echo.sampling.Velocity` of its target.

        The words are brought to the layout's device once, not in every step.
        """
        device = layout.video.latent.device
        with self.seats.taken(layout, tau):
            yield Shot(self.transformer, layout, Context(*(tokens.to(device) for tokens in context)))


@dataclass(frozen=True, slots=True)
class Shot:
    """The velocity of one laid-out shot."""

    transformer: LTX2VideoTransformer3DModel
    layout: Layout
    context: Context

    @torch.no_grad()
    def __call__(self, target: Pair, step: Step) -> Pair:
        """One forward pass; what it says of memory is dropped: memory is never predicted (E18)."""
        video, audio = self.layout.video, self.layout.audio
        dtype, device = target.video.dtype, target.video.device
        flow_video, flow_audio = self.transformer(
            hidden_states=video.filled(target.video),
            audio_hidden_states=audio.filled(target.audio),
            encoder_hidden_states=self.context.video.to(dtype),
            audio_encoder_hidden_states=self.context.audio.to(dtype),
            timestep=video.levels(step.timestep),
            audio_timestep=audio.levels(step.timestep),
            sigma=torch.tensor([self.layout.video_level(step.timestep)], device=device),
            audio_sigma=torch.tensor([self.layout.audio_level(step.timestep)], device=device),
            video_coords=video.position,
            audio_coords=audio.position,
            use_cross_timestep=True,
            return_dict=False,
        )
        return Pair(flow_video[:, video.target], flow_audio[:, audio.target])
