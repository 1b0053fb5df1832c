"""The same shot through diffusers' transformer as it comes: dense masks, modulation token by token.

It is what grouped attention is measured against. Its blocks accept masks, the transformer passes none on, so
hooks put them in (echo-facts 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from benchmarks.gpu.scene import Scene
from generator.echo.layout import Layout, Run
from generator.echo.sampling import Pair

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel


def twin(transformer: LTX2VideoTransformer3DModel) -> LTX2VideoTransformer3DModel:
    """Another transformer over the very same weights, with diffusers' own attention; takes no memory."""
    with torch.device("meta"):
        other = type(transformer).from_config(transformer.config)
    other.load_state_dict(transformer.state_dict(), assign=True)
    return other.eval().requires_grad_(False)


def mask(queries: Sequence[Run], keys: Sequence[Run], visible: Callable[[int, int], bool]) -> Tensor:
    """Additive [1, Q, K]: 0 where the query's group sees the key's, minus infinity elsewhere."""
    rows = [
        torch.cat([_block(query, key, visible(query.group, key.group)) for key in keys], dim=1)
        for query in queries
    ]
    return torch.cat(rows)[None]


@contextmanager
def masked(transformer: LTX2VideoTransformer3DModel, layout: Layout, dtype: torch.dtype) -> Iterator[None]:
    """Every block gets the masks of its layer; layers of one rule share a mask, and no rule needs none."""
    video, audio, sight = layout.video, layout.audio, layout.sight
    layers = len(transformer.transformer_blocks)
    made: dict[tuple[bool, ...], Tensor | None] = {}

    def needed(
        queries: Sequence[Run], keys: Sequence[Run], rule: Callable[..., bool], layer: int
    ) -> Tensor | None:
        key = (
            queries is video.runs,
            keys is video.runs,
            *(rule(q.group, k.group, layer, layers) for q in queries for k in keys),
        )
        if key not in made:
            dense = mask(queries, keys, lambda q, k: rule(q, k, layer, layers))
            made[key] = dense.to(video.latent.device, dtype) if dense.any() else None
        return made[key]

    hooks = []
    for layer, block in enumerate(transformer.transformer_blocks):
        masks = {
            "audio_self_attention_mask": needed(audio.runs, audio.runs, sight.audio, layer),
            "a2v_cross_attention_mask": needed(video.runs, audio.runs, sight.across, layer),
            "v2a_cross_attention_mask": needed(audio.runs, video.runs, sight.across, layer),
        }
        hooks.append(block.register_forward_pre_hook(partial(_with, masks), with_kwargs=True))
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


@torch.no_grad()
def velocity(transformer: LTX2VideoTransformer3DModel, scene: Scene) -> Pair:
    """One forward pass inside :func:`masked`; the velocity of the target."""
    layout, context, target, step = scene
    video, audio = layout.video, layout.audio
    sigma = torch.tensor([step.timestep], device=target.video.device)
    flow_video, flow_audio = transformer(
        hidden_states=video.filled(target.video),
        audio_hidden_states=audio.filled(target.audio),
        encoder_hidden_states=context.video,
        audio_encoder_hidden_states=context.audio,
        timestep=video.levels(step.timestep),
        audio_timestep=audio.levels(step.timestep),
        sigma=sigma,
        audio_sigma=sigma,
        video_coords=video.position,
        audio_coords=audio.position,
        use_cross_timestep=True,
        return_dict=False,
    )
    return Pair(flow_video[:, video.target], flow_audio[:, audio.target])


def _with(masks: dict[str, Tensor | None], block: nn.Module, args: Any, kwargs: dict[str, Any]) -> Any:  # noqa: ANN401, ARG001
    return args, kwargs | masks


def _block(query: Run, key: Run, visible: bool) -> Tensor:
    return torch.full((query.stop - query.start, key.stop - key.start), 0.0 if visible else -torch.inf)
