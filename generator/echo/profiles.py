"""Sizes of the network as data: the released one, those of the cartoon world, and a tiny one of noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from generator.interface import MAX_FRAMES

TEXT_TOKENS = 1024
"""Positions of every encoded prompt; all of them are used (registers fill what the words leave)."""
MEL_BINS = 16
"""Mel bands of one audio latent."""


class Widths(NamedTuple):
    """Values of one token in each stream: C of the latents; as released unless told."""

    video: int = 128
    audio: int = 128
    """Channels x mel bins."""


class Reading(StrEnum):
    """Who reads the prompt."""

    GEMMA = "gemma"
    """A language model of its own folder; always :data:`TEXT_TOKENS` positions."""
    BYTES = "bytes"
    """A tiny random language model that reads bytes; as many positions."""
    TOON = "toon"
    """The cartoon world's own few words; as many positions as they need, in steps of the registers."""


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
    """Of the cartoon world's own where :attr:`reading` is that world's."""
    text: Mapping[str, Any]
    """Arguments of transformers' ``Gemma3TextConfig``, or of ``ToonWords``."""
    min_side: int
    max_side: int
    size: tuple[int, int]
    """Width and height in pixels when nobody asks for others."""
    threads: int = 0
    """Threads of the CPU a take may use; 0 leaves it to torch."""
    video_channels: int = 128
    """Channels of a video latent: C of its token."""
    audio_channels: int = 8
    """Channels of an audio latent, each of :data:`MEL_BINS` bins."""
    reading: Reading = Reading.GEMMA
    shipped: bool = False
    """Whether its weights come with the package, in a folder of its name."""
    max_frames: int = MAX_FRAMES
    """The longest shot it was taught, 8k + 1 frames."""
    stereo: bool = True
    """False: the world it was taught is heard with one ear, and both channels carry the same."""
    first_frame: bool = True
    """Whether it was taught to begin with a given still."""
    any_size: bool = True
    """False: it was taught ``size`` alone, and others are refused."""

    @property
    def widths(self) -> Widths:
        """Values of a token."""
        return Widths(self.video_channels, self.audio_channels * MEL_BINS)


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
    reading=Reading.BYTES,
    # Layers this small are done before a second thread has woken; on a busy machine both wait for long.
    threads=1,
)

_TOON_WORDS = (
    "the real JoyAI-Echo architecture at {size} size, trained by us on a cartoon world: "
    "people are simple drawings, speech is a toy language"
)

# Eight pixels to a token at once: the wide layers work at a sixteenth of the picture, or two cores would take
# days. Three stages on that are again 8 x 32 x 32.
_TOON_VAE = {
    "latent_channels": 48,
    "block_out_channels": (96, 128, 128),
    "decoder_block_out_channels": (64, 64, 128),
    "patch_size": 8,
    "layers_per_block": (1, 1, 1, 1),
    "decoder_layers_per_block": (1, 1, 1, 1),
    "down_block_types": ("LTX2VideoDownBlock3D",) * 3,
    "spatio_temporal_scaling": (True,) * 3,
    "decoder_spatio_temporal_scaling": (True,) * 3,
    "decoder_inject_noise": (False,) * 4,
    "downsample_type": ("temporal", "spatiotemporal", "spatiotemporal"),
    "upsample_type": ("spatiotemporal", "spatiotemporal", "temporal"),
    "upsample_residual": (True,) * 3,
    "upsample_factor": (1, 1, 2),
    "timestep_conditioning": False,
    "encoder_causal": True,
    "decoder_causal": False,
    "encoder_spatial_padding_mode": "zeros",
    "decoder_spatial_padding_mode": "zeros",
    "spatial_compression_ratio": 32,
    "temporal_compression_ratio": 8,
}
# Of ``generator.toon.vocoder.ToonVocoder``: 64 mel bands, 160 values of pulses and 32 of noise in a frame.
_TOON_VOCODER = {
    "in_channels": 256,
    "hidden_channels": 192,
    "out_channels": 1,
    "upsample_kernel_sizes": [11, 8, 16],
    "upsample_factors": [5, 4, 8],
    "resnet_kernel_sizes": [3],
    "resnet_dilations": [[1, 3]],
    "act_fn": "leaky_relu",
    "antialias": False,
    "bwe_in_channels": 64,
    "bwe_out_channels": 1,
    "bwe_hidden_channels": 32,
    "bwe_resnet_kernel_sizes": [3],
    "bwe_resnet_dilations": [[1]],
    "bwe_act_fn": "leaky_relu",
    "bwe_antialias": False,
}


def _toon(
    name: str, words: str, *, heads: int, layers: int, size: tuple[int, int], min_side: int, threads: int
) -> Profile:
    """A profile of the cartoon world: sound and words are one for all, the picture's side is as wide as said.

    Heads are of 32 values.
    """
    wide, narrow = heads * 32, 96
    return Profile(
        name=name,
        words=_TOON_WORDS.format(size=words),
        transformer=_GATED
        | {
            "in_channels": 48,
            "out_channels": 48,
            "audio_in_channels": 32,
            "audio_out_channels": 32,
            "num_attention_heads": heads,
            "attention_head_dim": 32,
            "cross_attention_dim": wide,
            "audio_num_attention_heads": 3,
            "audio_attention_head_dim": 32,
            "audio_cross_attention_dim": narrow,
            "num_layers": layers,
        },
        connectors=_CONNECTED
        | {
            "video_connector_num_learnable_registers": 16,
            "audio_connector_num_learnable_registers": 16,
            "caption_channels": 96,
            "text_proj_in_factor": 1,
            "video_hidden_dim": wide,
            "audio_hidden_dim": narrow,
            "video_connector_num_attention_heads": heads,
            "video_connector_attention_head_dim": 32,
            "video_connector_num_layers": 1,
            "audio_connector_num_attention_heads": 3,
            "audio_connector_attention_head_dim": 32,
            "audio_connector_num_layers": 1,
        },
        video_vae=_TOON_VAE,
        audio_vae={"base_channels": 24, "num_res_blocks": 1, "latent_channels": 2},
        vocoder=_TOON_VOCODER,
        text={"width": 96},
        min_side=min_side,
        max_side=max(size),
        size=size,
        threads=threads,
        video_channels=48,
        audio_channels=2,
        reading=Reading.TOON,
        shipped=True,
        stereo=False,
        first_frame=False,
        any_size=False,
    )


# One thread, as above: a second gains little, and loses much where something else runs.
TOON_128 = _toon("toon-128", "laptop", heads=4, layers=6, size=(128, 96), min_side=96, threads=1)
TOON_256 = _toon("toon-256", "small", heads=6, layers=8, size=(256, 192), min_side=192, threads=2)

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (RELEASE, RANDOM_TINY, TOON_128, TOON_256)
}
