"""How many floating-point operations a step takes, counted from shapes.

A linear layer: 2 x tokens x weights. Attention: 4 x (pairs of query and key) x inner width, for the scores
and for the sum over values; pairs are those of the calls that are really made. Norms, RoPE, gates, modulation
by level and the projections in and out are left out: less than a hundredth.
"""

from __future__ import annotations

from torch import nn

from benchmarks.gpu.scene import Scene
from generator.echo.attention import Call, Kind, calls
from generator.echo.backbone import Backbone
from generator.echo.fp8 import Fp8Linear
from generator.echo.layout import Layout

_ATTENTIONS = {
    "attn1": ("video", "video"),
    "audio_attn1": ("audio", "audio"),
    "attn2": ("video", "text"),
    "audio_attn2": ("audio", "text"),
    "audio_to_video_attn": ("video", "audio"),
    "video_to_audio_attn": ("audio", "video"),
}
"""Which tokens ask and which are looked at, by the name of an attention in a block."""


def operations(backbone: Backbone, scene: Scene) -> float:
    """Floating-point operations of one step, a multiplication and an addition counted as two."""
    layout = scene.layout
    tokens = {
        "video": layout.video.tokens,
        "audio": layout.audio.tokens,
        "text": scene.context.video.shape[1],
    }
    blocks = backbone.transformer.transformer_blocks
    return float(sum(_block(block, layer, len(blocks), layout, tokens) for layer, block in enumerate(blocks)))


def _block(block: nn.Module, layer: int, layers: int, layout: Layout, tokens: dict[str, int]) -> int:
    total = _linear(block.get_submodule("ff"), tokens["video"])
    total += _linear(block.get_submodule("audio_ff"), tokens["audio"])
    for name, (asks, seen) in _ATTENTIONS.items():
        part = block.get_submodule(name)
        total += sum(
            _linear(part.get_submodule(to), tokens[asks]) for to in ("to_q", "to_out.0", "to_gate_logits")
        )
        total += sum(_linear(part.get_submodule(to), tokens[seen]) for to in ("to_k", "to_v"))
        pairs = (
            tokens[asks] * tokens[seen]
            if seen == "text"
            else _pairs(_plan(layout, Kind(name), layer, layers))
        )
        total += 4 * pairs * _sides(part.get_submodule("to_q"))[1]
    return total


def _plan(layout: Layout, kind: Kind, layer: int, layers: int) -> list[Call]:
    video, audio, sight = layout.video.runs, layout.audio.runs, layout.sight
    queries, keys, rule = {
        Kind.VIDEO: (video, video, sight.video),
        Kind.AUDIO: (audio, audio, sight.audio),
        Kind.AUDIO_TO_VIDEO: (video, audio, sight.across),
        Kind.VIDEO_TO_AUDIO: (audio, video, sight.across),
    }[kind]
    return calls(queries, keys, lambda q, k: rule(q, k, layer, layers))


def _pairs(plan: list[Call]) -> int:
    return sum(_length(call.queries) * _length(call.keys) for call in plan)


def _length(spans: tuple[slice, ...]) -> int:
    return sum(span.stop - span.start for span in spans)


def _linear(part: nn.Module, tokens: int) -> int:
    layers = [_sides(m) for m in part.modules() if isinstance(m, nn.Linear | Fp8Linear)]
    return sum(2 * tokens * inputs * outputs for inputs, outputs in layers)


def _sides(layer: nn.Module) -> tuple[int, int]:
    assert isinstance(layer, nn.Linear | Fp8Linear)
    return layer.in_features, layer.out_features
