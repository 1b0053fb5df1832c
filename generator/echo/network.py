"""The five networks a camera is made of, as diffusers builds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from generator.echo.profiles import Profile, Reading

if TYPE_CHECKING:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video
    from diffusers.models.autoencoders.autoencoder_kl_ltx2_audio import AutoencoderKLLTX2Audio
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2VocoderWithBWE


QUIET = 0.25
"""Random weights sing at full level, which clips and hurts; each half of the vocoder is turned down."""


@dataclass(frozen=True, slots=True)
class Network:
    """The parts of one camera; each is an ``nn.Module`` in evaluation mode that wants no gradient."""

    transformer: LTX2VideoTransformer3DModel
    connectors: LTX2TextConnectors
    video_vae: AutoencoderKLLTX2Video
    audio_vae: AutoencoderKLLTX2Audio
    vocoder: LTX2VocoderWithBWE

    def parts(self) -> dict[str, torch.nn.Module]:
        """Every part by its name in :data:`PARTS`."""
        return {name: getattr(self, name) for name in PARTS}


PARTS = ("transformer", "connectors", "video_vae", "audio_vae", "vocoder")
"""The names of the parts."""


def skeleton(profile: Profile) -> Network:
    """The networks without weights: every tensor on the ``meta`` device, shapes and names only."""
    with torch.device("meta"):
        return _build(profile)


def random(profile: Profile, seed: int = 0) -> Network:
    """The networks with the random weights of their initialisation, float32 on the CPU.

    The same seed gives the same weights; the global random state is left as it was.
    """
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = _build(profile)
    for stage in (network.vocoder.vocoder, network.vocoder.bwe_generator):
        stage.conv_out.weight.mul_(QUIET)
    return network


def loaded(profile: Profile, folder: Path, *, teacher: bool = False) -> Network:
    """The networks with the weights of a shipped folder, float32 on the CPU.

    Args:
        profile: the size they were trained at.
        folder: a file for each part (:func:`generator.echo.checkpoint.shipped`).
        teacher: take the transformer that was not distilled.

    Raises:
        BadWeights: a file is missing, cut short, or of another network.
    """
    from generator.echo import checkpoint, weights

    return weights.load(checkpoint.shipped(folder, teacher=teacher), profile, dtype=torch.float32)


def _build(profile: Profile) -> Network:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video
    from diffusers.models.autoencoders.autoencoder_kl_ltx2_audio import AutoencoderKLLTX2Audio
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors

    network = Network(
        transformer=LTX2VideoTransformer3DModel(**profile.transformer),
        connectors=LTX2TextConnectors(**profile.connectors),
        video_vae=AutoencoderKLLTX2Video(**profile.video_vae),
        audio_vae=AutoencoderKLLTX2Audio(**profile.audio_vae),
        vocoder=_vocoder(profile),
    )
    # diffusers sizes these by the width of the autoencoder, which is only by chance that of a token.
    network.audio_vae.register_buffer("latents_mean", torch.zeros(profile.widths.audio))
    network.audio_vae.register_buffer("latents_std", torch.ones(profile.widths.audio))
    for part in network.parts().values():
        part.eval().requires_grad_(False)
    return network


def _vocoder(profile: Profile) -> LTX2VocoderWithBWE:
    if profile.reading is Reading.TOON:
        from generator.toon.vocoder import ToonVocoder

        return ToonVocoder(**profile.vocoder)
    from diffusers.pipelines.ltx2.vocoder import LTX2VocoderWithBWE

    return LTX2VocoderWithBWE(**profile.vocoder)
