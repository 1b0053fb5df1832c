"""Attention by group: who may see whom becomes several small calls instead of one with a mask.

A dense mask of memory and target would be [35 000 x 900] for every head, and no fused kernel takes it. The
rules are made of whole groups, so queries that see the same groups are gathered, their keys are gathered,
and fused attention runs once for each: exact, and cheaper than computing what the mask would throw away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from diffusers.models.attention_dispatch import dispatch_attention_fn
from diffusers.models.transformers.transformer_ltx2 import apply_split_rotary_emb
from torch import Tensor

from generator.echo.layout import TARGET, Layout, Run

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel

Visible = Callable[[int, int], bool]
"""Whether a query group sees a key group."""


Attend = Callable[[Tensor, Tensor, Tensor, float | None], Tensor]
"""Fused attention of query, key and value [B, N, H, D] at a scale; None means 1 / sqrt(D)."""


class Kind(Enum):
    """The four attentions that memory takes part in."""

    VIDEO = "attn1"
    AUDIO = "audio_attn1"
    AUDIO_TO_VIDEO = "audio_to_video_attn"
    VIDEO_TO_AUDIO = "video_to_audio_attn"


class Call(NamedTuple):
    """One fused attention: these queries see exactly these keys."""

    queries: tuple[slice, ...]
    keys: tuple[slice, ...]
    tempered: bool = False
    """Whether the temperature tau applies: the target video among itself and memory (E35)."""


def calls(
    queries: Sequence[Run], keys: Sequence[Run], visible: Visible, *, temper: bool = False
) -> list[Call]:
    """The fewest calls that let every query see what it may; queries that see nothing are in no call.

    Args:
        queries: runs of the query stream.
        keys: runs of the key stream.
        visible: the rule between groups.
        temper: keep the target's queries in calls of their own, marked.
    """
    wanted: dict[tuple[tuple[Run, ...], bool], list[Run]] = {}
    queries, keys = ([run for run in runs if run.stop > run.start] for runs in (queries, keys))
    for query in queries:
        seen = tuple(key for key in keys if visible(query.group, key.group))
        if seen:
            wanted.setdefault((seen, temper and query.group <= TARGET), []).append(query)
    return [Call(_joined(of), _joined(seen), hot) for (seen, hot), of in wanted.items()]


def grouped_attention(
    query: Tensor, key: Tensor, value: Tensor, plan: Sequence[Call], attend: Attend, tau: float = 1.0
) -> Tensor:
    """Attention [B, N, H, D] by ``plan``; a query in no call gets zeros.

    Args:
        query: [B, N, H, D].
        key: [B, M, H, D].
        value: [B, M, H, D].
        plan: see :func:`calls`.
        attend: fused attention of (query, key, value, scale); scale None means 1 / sqrt(D).
        tau: temperature of the tempered calls: scale 1 / (tau sqrt(D)).
    """
    whole = plan[0] if len(plan) == 1 else None
    if whole and whole.queries == (slice(0, query.shape[1]),) and whole.keys == (slice(0, key.shape[1]),):
        return attend(query, key, value, _scale(whole, tau, query))
    out = torch.zeros_like(query)
    for call in plan:
        seen = attend(
            _gathered(query, call.queries),
            _gathered(key, call.keys),
            _gathered(value, call.keys),
            _scale(call, tau, query),
        )
        start = 0
        for span in call.queries:
            stop = start + span.stop - span.start
            out[:, span] = seen[:, start:stop]
            start = stop
    return out


def plan(layout: Layout, kind: Kind, layer: int, layers: int, *, temper: bool = False) -> list[Call]:
    """The calls of one attention of one layer, by the layout's rule."""
    video, audio, sight, at = layout.video.runs, layout.audio.runs, layout.sight, (layer, layers)
    match kind:
        case Kind.VIDEO:
            return calls(video, video, lambda q, k: sight.video(q, k, *at), temper=temper)
        case Kind.AUDIO:
            return calls(audio, audio, lambda q, k: sight.audio(q, k, *at))
        case Kind.AUDIO_TO_VIDEO:
            return calls(video, audio, lambda q, k: sight.across(q, k, *at))
        case Kind.VIDEO_TO_AUDIO:
            return calls(audio, video, lambda q, k: sight.across(q, k, *at))


@dataclass(frozen=True, slots=True)
class Seats:
    """The processors of one transformer, by kind of attention and layer."""

    processors: Mapping[tuple[Kind, int], GroupedProcessor]
    layers: int

    @contextmanager
    def taken(self, layout: Layout, tau: float = 1.0) -> Iterator[None]:
        """Seat the tokens of a layout for the forward passes inside."""
        for (kind, layer), processor in self.processors.items():
            processor.plan = plan(layout, kind, layer, self.layers, temper=tau != 1.0)
            processor.tau = tau
        try:
            yield
        finally:
            for processor in self.processors.values():
                processor.plan = None


class GroupedProcessor:
    """Attention processor of one ``LTX2Attention``: projections as diffusers has them, attention by group."""

    _attention_backend = None
    _parallel_config = None

    def __init__(self) -> None:
        # The plan itself and not the number of the layer: a compiler that saw the number would compile every
        # layer anew, though early layers are alike, and late ones.
        self.plan: list[Call] | None = None
        self.tau = 1.0

    def __call__(
        self,
        attn: Any,  # noqa: ANN401 — LTX2Attention, whose module costs seconds to import
        hidden_states: Tensor,
        encoder_hidden_states: Tensor | None = None,
        attention_mask: Tensor | None = None,
        query_rotary_emb: tuple[Tensor, Tensor] | None = None,
        key_rotary_emb: tuple[Tensor, Tensor] | None = None,
        perturbation_mask: Tensor | None = None,
        all_perturbed: bool | None = None,
    ) -> Tensor:
        """[B, N, D] attended by the seated layout. Masks and perturbation guidance have no place here."""
        if attention_mask is not None or perturbation_mask is not None or all_perturbed:
            raise ValueError("got a mask; expected none: who sees whom is the layout's rule")
        if self.plan is None:
            raise RuntimeError("the transformer was run without a layout; run it inside Seats.taken(layout)")
        seen = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        query, key = attn.norm_q(attn.to_q(hidden_states)), attn.norm_k(attn.to_k(seen))
        if query_rotary_emb is not None:
            query = apply_split_rotary_emb(query, query_rotary_emb)
            key = apply_split_rotary_emb(key, key_rotary_emb or query_rotary_emb)
        out = grouped_attention(
            query.unflatten(2, (attn.heads, -1)),
            key.unflatten(2, (attn.heads, -1)),
            attn.to_v(seen).unflatten(2, (attn.heads, -1)),
            self.plan,
            self._attend,
            self.tau,
        )
        if attn.to_gate_logits is not None:
            out = out * (2.0 * torch.sigmoid(attn.to_gate_logits(hidden_states))).unsqueeze(-1)
        out = attn.to_out[0](out.flatten(2, 3))
        return attn.to_out[1](out)  # type: ignore[no-any-return]

    def _attend(self, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        seen = dispatch_attention_fn(
            query,
            key,
            value,
            scale=scale,
            backend=self._attention_backend,
            parallel_config=self._parallel_config,
        )
        return seen.to(query.dtype)  # type: ignore[no-any-return]


def install(transformer: LTX2VideoTransformer3DModel) -> Seats:
    """Let a transformer attend by group; gives the seats to fill before it runs."""
    blocks = transformer.transformer_blocks
    processors = {(kind, layer): GroupedProcessor() for layer in range(len(blocks)) for kind in Kind}
    for (kind, layer), processor in processors.items():
        getattr(blocks[layer], kind.value).set_processor(processor)
    return Seats(processors, len(blocks))


def _scale(call: Call, tau: float, query: Tensor) -> float | None:
    return 1.0 / (tau * query.shape[-1] ** 0.5) if call.tempered else None


def _gathered(tokens: Tensor, spans: tuple[slice, ...]) -> Tensor:
    return tokens[:, spans[0]] if len(spans) == 1 else torch.cat([tokens[:, span] for span in spans], dim=1)


def _joined(runs: Sequence[Run]) -> tuple[slice, ...]:
    """Spans of runs in the order of their tokens, neighbours made one."""
    spans: list[slice] = []
    for run in runs:
        if spans and spans[-1].stop == run.start:
            spans[-1] = slice(spans[-1].start, run.stop)
        else:
            spans.append(run.span)
    return tuple(spans)
