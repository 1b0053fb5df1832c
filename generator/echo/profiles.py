"""Sizes of the network as data: the released one, and a tiny one that walks the same path on a CPU."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXT_TOKENS = 1024
"""Positions of every encoded prompt; all of them are used (registers fill what the words leave)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How large each part is: the constructor arguments of the diffusers classes, and the engine's limits."""

    name: str
    words: str
    """What it is, for people."""
    transformer: Mapping[str, Any]
    connectors: Mapping[str, Any]
    video_vae: Mapping[str, Any]
    audio_vae: Mapping[str, Any]
    vocoder: Mapping[str, Any]
    text: Mapping[str, Any]
    """Arguments of transformers' ``Gemma3TextConfig``."""
    min_side: int
    max_side: int
    size: tuple[int, int]
    """Width and height in pixels when nobody asks for others."""
    threads: int = 0
    """Threads of the CPU a take may use; 0 leaves it to torch."""


_GATED = {
    "gated_attn": True,
    "audio_gated_attn": True,
    "cross_attn_mod": True,
    "audio_cross_attn_mod": True,
    "perturbed_attn": True,
    "rope_type": "split",
    "use_prompt_embeddings": False,
}
_CONNECTED = {
    "per_modality_projections": True,
    "proj_bias": True,
    "video_gated_attn": True,
    "audio_gated_attn": True,
    "rope_type": "split",
}
# The ratio derived from the patch size alone would be (64, 16): there are four stages, not three.
_VAE = {
    "down_block_types": ("LTX2VideoDownBlock3D",) * 4,
    "spatio_temporal_scaling": (True,) * 4,
    "decoder_spatio_temporal_scaling": (True,) * 4,
    "decoder_inject_noise": (False,) * 5,
    "downsample_type": ("spatial", "temporal", "spatiotemporal", "spatiotemporal"),
    "upsample_type": ("spatiotemporal", "spatiotemporal", "temporal", "spatial"),
    "upsample_residual": (False,) * 4,
    "upsample_factor": (2, 2, 1, 2),
    "timestep_conditioning": False,
    "encoder_causal": True,
    "decoder_causal": False,
    "encoder_spatial_padding_mode": "zeros",
    "decoder_spatial_padding_mode": "zeros",
    "spatial_compression_ratio": 32,
    "temporal_compression_ratio": 8,
}

RELEASE = Profile(
    name="22b",
    words="the released size: 19 B transformer, 3 B text connectors, autoencoders and vocoder",
    transformer=_GATED,
    connectors=_CONNECTED
    | {
        "video_connector_num_attention_heads": 32,
        "video_connector_attention_head_dim": 128,
        "video_connector_num_layers": 8,
        "audio_connector_num_attention_heads": 32,
        "audio_connector_attention_head_dim": 64,
        "audio_connector_num_layers": 8,
    },
    video_vae=_VAE
    | {
        "block_out_channels": (256, 512, 1024, 1024),
        "decoder_block_out_channels": (256, 512, 512, 1024),
        "layers_per_block": (4, 6, 4, 2, 2),
        "decoder_layers_per_block": (4, 6, 4, 2, 2),
    },
    audio_vae={},
    vocoder={},
    text={
        "hidden_size": 3840,
        "num_hidden_layers": 48,
        "num_attention_heads": 16,
        "num_key_value_heads": 8,
        "head_dim": 256,
        "intermediate_size": 15360,
    },
    min_side=256,
    max_side=1920,
    size=(1280, 736),
)

RANDOM_TINY = Profile(
    name="random-tiny",
    words="tiny random weights through the same classes, for trying the path on a CPU: the picture is noise",
    transformer=_GATED
    | {
        "num_attention_heads": 4,
        "attention_head_dim": 32,
        "cross_attention_dim": 128,
        "audio_num_attention_heads": 4,
        "audio_attention_head_dim": 16,
        "audio_cross_attention_dim": 64,
        "num_layers": 10,
    },
    connectors=_CONNECTED
    | {
        "caption_channels": 32,
        "text_proj_in_factor": 3,
        "video_hidden_dim": 128,
        "audio_hidden_dim": 64,
        "video_connector_num_attention_heads": 4,
        "video_connector_attention_head_dim": 32,
        "video_connector_num_layers": 1,
        "audio_connector_num_attention_heads": 4,
        "audio_connector_attention_head_dim": 16,
        "audio_connector_num_layers": 1,
    },
    video_vae=_VAE
    | {
        "block_out_channels": (16, 32, 64, 64),
        "decoder_block_out_channels": (16, 32, 32, 64),
        "layers_per_block": (1, 1, 1, 1, 1),
        "decoder_layers_per_block": (1, 1, 1, 1, 1),
    },
    audio_vae={"base_channels": 16, "num_res_blocks": 1},
    vocoder={
        "hidden_channels": 64,
        "resnet_kernel_sizes": [3],
        "resnet_dilations": [[1]],
        "bwe_hidden_channels": 32,
        "bwe_resnet_kernel_sizes": [3],
        "bwe_resnet_dilations": [[1]],
    },
    text={
        "vocab_size": 260,
        "hidden_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 16,
        "intermediate_size": 64,
    },
    min_side=64,
    max_side=512,
    size=(128, 96),
    # Layers this small are done before a second thread has woken; on a busy machine both wait for long.
    threads=1,
)

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (RELEASE, RANDOM_TINY)}
