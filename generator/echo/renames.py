"""What the tensors of the released single file are called in diffusers' classes, as data.

The released files (1.0, and 1.5 in bf16 and fp8) hold every part under one roof. A prefix says which part a
tensor belongs to; behind it, whole segments of the dotted name differ, and the video autoencoder counts its
stages in one flat row. Source: echo-facts 1.2 and 2.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """Where a tensor belongs: one of ``network.PARTS``, and its name in that part's state dict."""

    part: str
    name: str


PREFIXES: Mapping[str, Place] = {
    "model.diffusion_model.video_embeddings_connector.": Place("connectors", "video_connector."),
    "model.diffusion_model.audio_embeddings_connector.": Place("connectors", "audio_connector."),
    "model.diffusion_model.": Place("transformer", ""),
    "text_embedding_projection.video_aggregate_embed.": Place("connectors", "video_text_proj_in."),
    "text_embedding_projection.audio_aggregate_embed.": Place("connectors", "audio_text_proj_in."),
    "vae.": Place("video_vae", ""),
    "audio_vae.": Place("audio_vae", ""),
    "vocoder.": Place("vocoder", ""),
}
"""What a key starts with; the first that fits counts, so the longer ones stand first."""

SEGMENTS: Mapping[str, Mapping[str, str]] = {
    "transformer": {
        "patchify_proj": "proj_in",
        "audio_patchify_proj": "audio_proj_in",
        "adaln_single": "time_embed",
        "audio_adaln_single": "audio_time_embed",
        "prompt_adaln_single": "prompt_adaln",
        "audio_prompt_adaln_single": "audio_prompt_adaln",
        "av_ca_video_scale_shift_adaln_single": "av_cross_attn_video_scale_shift",
        "av_ca_audio_scale_shift_adaln_single": "av_cross_attn_audio_scale_shift",
        "av_ca_a2v_gate_adaln_single": "av_cross_attn_video_a2v_gate",
        "av_ca_v2a_gate_adaln_single": "av_cross_attn_audio_v2a_gate",
        "scale_shift_table_a2v_ca_video": "video_a2v_cross_attn_scale_shift_table",
        "scale_shift_table_a2v_ca_audio": "audio_a2v_cross_attn_scale_shift_table",
        "q_norm": "norm_q",
        "k_norm": "norm_k",
    },
    "connectors": {"transformer_1d_blocks": "transformer_blocks", "q_norm": "norm_q", "k_norm": "norm_k"},
    "video_vae": {"res_blocks": "resnets"},
    "audio_vae": {},
    "vocoder": {
        "ups": "upsamplers",
        "resblocks": "resnets",
        "conv_pre": "conv_in",
        "conv_post": "conv_out",
        "act_post": "act_out",
        "lowpass": "",
    },
}
"""Per part: a whole segment between two dots, and what it becomes; empty means that it goes."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "encoder.down_blocks": (
        "encoder.down_blocks.0",
        "encoder.down_blocks.0.downsamplers.0",
        "encoder.down_blocks.1",
        "encoder.down_blocks.1.downsamplers.0",
        "encoder.down_blocks.2",
        "encoder.down_blocks.2.downsamplers.0",
        "encoder.down_blocks.3",
        "encoder.down_blocks.3.downsamplers.0",
        "encoder.mid_block",
    ),
    "decoder.up_blocks": (
        "decoder.mid_block",
        "decoder.up_blocks.0.upsamplers.0",
        "decoder.up_blocks.0",
        "decoder.up_blocks.1.upsamplers.0",
        "decoder.up_blocks.1",
        "decoder.up_blocks.2.upsamplers.0",
        "decoder.up_blocks.2",
        "decoder.up_blocks.3.upsamplers.0",
        "decoder.up_blocks.3",
    ),
}
"""The video autoencoder's flat row of stages, by number."""

_STATISTICS = "per_channel_statistics."
STATISTICS: Mapping[str, str] = {"mean-of-means": "latents_mean", "std-of-means": "latents_std"}
"""What an autoencoder normalises its latents with."""

LEFT_OUT = frozenset({"mean-of-stds", "mean-of-stds_over_std-of-means", "channel"})
"""Statistics an autoencoder's file may hold that no part uses."""


def renamed(key: str) -> Place | None:
    """Where a tensor of the released single file belongs; None when it is known and left out on purpose.

    Raises:
        KeyError: nothing in the released files is called so.
    """
    prefix = next((prefix for prefix in PREFIXES if key.startswith(prefix)), None)
    if prefix is None:
        raise KeyError(key)
    part, start = PREFIXES[prefix]
    rest = key.removeprefix(prefix)
    if part.endswith("_vae") and rest.startswith(_STATISTICS):
        statistic = rest.removeprefix(_STATISTICS)
        return None if statistic in LEFT_OUT else Place(part, STATISTICS[statistic])
    if part == "video_vae":
        rest = _unfolded(rest)
    segments = (SEGMENTS[part].get(segment, segment) for segment in rest.split("."))
    return Place(part, start + ".".join(filter(None, segments)))


def _unfolded(name: str) -> str:
    row = next((row for row in STAGES if name.startswith(f"{row}.")), None)
    if row is None:
        return name
    number, _, rest = name.removeprefix(f"{row}.").partition(".")
    if not (number.isdecimal() and int(number) < len(STAGES[row])):
        raise KeyError(name)
    return f"{STAGES[row][int(number)]}.{rest}"
