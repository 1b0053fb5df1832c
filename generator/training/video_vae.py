"""Teaching the picture's autoencoder: faithful pixels, and latents that bear a little noise."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from generator.echo.profiles import Profile
from generator.training import muon, still
from generator.training.corpus import HELD_OUT, Corpus, Pool
from generator.training.descent import descend

if TYPE_CHECKING:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video

_KL = 1e-4


class VideoVaeTask:
    """See :class:`generator.training.task.Task`.

    The loss is the mean of absolute and squared error plus a light pull of the latents towards a normal
    distribution (KL, 1e-4 a value). Edges and faces are small and matter most, so pixels are weighted by how
    much they differ from their neighbourhood.

    Args:
        profile: sizes of the network and the picture.
        batch: clips of an update.
        lr: the highest learning rate of Muon.
        seed: of weights and corpus.
        stories: how many are drawn once and used.
        clip: frames of a lesson, 8k + 1. One teaches looks: pictures of a clip are alike and cost as much as
            new ones. Nine teach movement. The encoder is causal, but the decoder looks both ways: what lies
            between two other latents is only learned from 25 or more.
        stills: share of updates that see single pictures all the same, four times as many, so that looks are
            not unlearned while movement is learned.
        device: where to work; pixels stay in host memory.
        half: compute in bfloat16.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        batch: int,
        lr: float,
        seed: int = 0,
        stories: int = 700,
        clip: int = 9,
        stills: float = 0.0,
        device: str = "cpu",
        half: bool = True,
    ) -> None:
        from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video

        self._device, self._half, self._batch, self._clip = torch.device(device), half, batch, clip
        self._stills = stills
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.vae: AutoencoderKLLTX2Video = AutoencoderKLLTX2Video(**profile.video_vae).to(self._device)
        still.install(self.vae)
        self._optimizers = muon.optimizers(self.vae, lr)
        corpus = Corpus(seed, frames=(25,), shots=4)
        self._pool = Pool(corpus, range(stories), profile.size)
        self._held_out = Pool(corpus, range(HELD_OUT, HELD_OUT + 12), profile.size)

    def modules(self) -> Mapping[str, nn.Module]:
        """The autoencoder."""
        return {"video_vae": self.vae}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """Muon for the convolutions, AdamW for the rest."""
        return self._optimizers

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:  # noqa: ARG002
        """One update on clips at random places of random shots."""
        clips = self._lesson(dice)
        with self._autocast():
            posterior = self.vae.encode(clips).latent_dist
            noise = torch.randn(posterior.mean.shape, generator=dice).to(self._device)
            found = self.vae.decode(posterior.mean + posterior.std * noise, return_dict=False)[0]
        difference = found.float() - clips
        weight = _weight(clips)
        error = (difference.abs() * weight).mean() + (difference.square() * weight).mean()
        kl = posterior.kl().float().mean() / posterior.mean[0].numel()
        descend(error + _KL * kl, self.vae.parameters(), self._optimizers.values(), 1.0)
        return {"loss": error.item(), "kl": kl.item()}

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """PSNR of held-out pictures, dB; then sets the mean and deviation of the latents."""
        pictures = self._held_out.pictures[:, : 1 if self._clip == 1 else 25]
        errors, latents = [], []
        for start in range(0, len(pictures), 8):
            clips = scaled(pictures[start : start + 8]).to(self._device)
            with self._autocast():
                latent = self.vae.encode(clips).latent_dist.mode()
                found = self.vae.decode(latent, return_dict=False)[0].float().clamp(-1, 1)
            errors.append(((found - clips) / 2).square().mean(dim=(1, 2, 3, 4)))
            latents.append(latent.float())
        values = torch.cat(latents)
        self.vae.latents_mean.copy_(values.mean(dim=(0, 2, 3, 4)))
        self.vae.latents_std.copy_(values.std(dim=(0, 2, 3, 4)))
        return {"psnr": float(-10 * torch.cat(errors).mean().log10())}

    def _lesson(self, dice: torch.Generator) -> Tensor:
        still = float(torch.rand((), generator=dice)) < self._stills
        length, size = (1, self._batch * 4) if still else (self._clip, self._batch)
        pictures = self._pool.pictures
        which = torch.randint(len(pictures), (size,), generator=dice).tolist()
        starts = torch.randint(pictures.shape[1] - length + 1, (size,), generator=dice).tolist()
        clips = np.stack([pictures[n, s : s + length] for n, s in zip(which, starts, strict=True)])
        return scaled(clips).to(self._device)

    def _autocast(self) -> AbstractContextManager[object]:
        return torch.autocast(self._device.type, torch.bfloat16, enabled=self._half)


def scaled(pictures: npt.NDArray[np.uint8]) -> Tensor:
    """uint8 [B, T, H, W, 3] as the network sees them: float32 [B, 3, T, H, W], -1 to 1."""
    return torch.from_numpy(pictures).permute(0, 4, 1, 2, 3).float().div_(127.5).sub_(1.0)


def _weight(clips: Tensor) -> Tensor:
    """1 on flat areas to 4 beside edges: float32 [B, 1, T, H, W] of [B, 3, T, H, W]."""
    detail = clips.new_zeros(clips.shape[0], *clips.shape[2:])
    across = clips.diff(dim=4).abs().amax(dim=1)
    down = clips.diff(dim=3).abs().amax(dim=1)
    for edges in (detail[..., 1:], detail[..., :-1]):
        torch.maximum(edges, across, out=edges)
    for edges in (detail[..., 1:, :], detail[..., :-1, :]):
        torch.maximum(edges, down, out=edges)
    return 1.0 + 4 * detail.clamp(max=0.75)[:, None]
