"""Many drawn shots to latents at once; the camera's codec does one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from generator.echo.codec import Codec
from generator.echo.spectrogram import log_mel
from generator.training.video_vae import scaled


@torch.no_grad()
def encoded_video(codec: Codec, pictures: npt.NDArray[np.uint8], *, half: bool = True) -> Tensor:
    """uint8 [B, T, H, W, 3] to normalised latents: float32 [B, C, t, h, w]."""
    part = codec.network.video_vae
    device = next(part.parameters()).device
    with torch.autocast(device.type, torch.bfloat16, enabled=half):
        found = part.encode(scaled(pictures).to(device)).latent_dist.mode()
    return codec.normal_video(found)


@torch.no_grad()
def encoded_sound(codec: Codec, waves: npt.NDArray[np.float32]) -> Tensor:
    """float32 [B, n] at 16 kHz to normalised latents: float32 [B, L, C], channel by channel."""
    part = codec.network.audio_vae
    device = next(part.parameters()).device
    mels = torch.cat([log_mel(torch.from_numpy(wave).expand(2, -1)) for wave in waves])
    return codec.normal_sound(part.encode(mels.to(device)).latent_dist.mode())
