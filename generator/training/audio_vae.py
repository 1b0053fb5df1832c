"""Teaching the sound's autoencoder: faithful mel spectra, and latents that bear a little noise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from generator.echo.profiles import Profile
from generator.echo.spectrogram import log_mel
from generator.training.corpus import HELD_OUT, Corpus, Pool
from generator.training.descent import descend

if TYPE_CHECKING:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2_audio import AutoencoderKLLTX2Audio

_PIECE = 65
"""Mel frames of a lesson, 4k + 1: 17 latents, four syllables."""
_KL = 1e-3
_TYPICAL, _SPREAD = -5.0, 2.0
"""About the mean and the deviation of the logarithms; the lessons' own are not needed."""


class AudioVaeTask:
    """See :class:`generator.training.task.Task`.

    The loss is the mean absolute error of the logarithms, in halves of a neper, plus a light pull of the
    latents towards a normal distribution (KL, 1e-3 a value). Loud cells weigh up to four times what silent
    ones do: the quiet places are noise, which nobody can foresee and which no latent should carry.

    Args:
        profile: sizes of the network.
        batch: pieces of 0.65 s of an update.
        lr: the highest learning rate.
        seed: of weights and corpus.
        stories: how many are spoken once and used; four shots each.
        device: where to work.
        half: compute in bfloat16.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        batch: int,
        lr: float,
        seed: int = 0,
        stories: int = 160,
        device: str = "cpu",
        half: bool = True,
    ) -> None:
        self._device, self._half, self._batch = torch.device(device), half, batch
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.vae = audio_vae(profile).to(self._device)
        self._optimizer = torch.optim.AdamW(self.vae.parameters(), lr=lr, betas=(0.9, 0.98), weight_decay=0.0)
        corpus = Corpus(seed, frames=(65,), shots=4)
        self._mels = heard_mels(Pool(corpus, range(stories), profile.size).waves)
        held_out = Pool(corpus, range(HELD_OUT, HELD_OUT + 16), profile.size)
        self._held_out = heard_mels(held_out.waves)

    def modules(self) -> Mapping[str, nn.Module]:
        """The autoencoder."""
        return {"audio_vae": self.vae}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """One for all of it."""
        return {"audio_vae": self._optimizer}

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:  # noqa: ARG002
        """One update on pieces from random places of random shots."""
        mel = both_ears(pieces(self._mels, self._batch, _PIECE, dice)[0]).to(self._device)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            posterior = self.vae.encode(mel).latent_dist
            noise = torch.randn(posterior.mean.shape, generator=dice).to(self._device)
            found = self.vae.decode(posterior.mean + posterior.std * noise, return_dict=False)[0]
        error = ((found.float() - mel).abs() * _weight(mel)).mean() / _SPREAD
        kl = posterior.kl().float().mean() / posterior.mean[0].numel()
        descend(error + _KL * kl, self.vae.parameters(), [self._optimizer], 1.0)
        return {"loss": error.item(), "kl": kl.item()}

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """On held-out shots; then sets the mean and deviation of the latents.

        Returns:
            ``mel_l1``: mean absolute error of the logarithms, nepers; ``mel_loud_l1``: the same where
            anybody would hear it, within 40 dB of the loudest; ``mel_snr``: dB.
        """
        mel = both_ears(self._held_out).to(self._device)
        latent = self.vae.encode(mel).latent_dist.mode()
        off = self.vae.decode(latent, return_dict=False)[0].float() - mel
        values = latent.float().permute(0, 2, 1, 3).flatten(0, 1).flatten(1)  # [shots * L, channels * bins]
        self.vae.latents_mean.copy_(values.mean(dim=0))
        self.vae.latents_std.copy_(values.std(dim=0))
        loud = mel > mel.amax() - 4.6
        return {
            "mel_l1": float(off.abs().mean()),
            "mel_loud_l1": float(off[loud].abs().mean()),
            "mel_snr": float(10 * (mel.var() / off.square().mean()).log10()),
        }


def audio_vae(profile: Profile) -> AutoencoderKLLTX2Audio:
    """A new autoencoder, which begins as if mel spectra were of mean 0 and deviation 1."""
    from diffusers.models.autoencoders.autoencoder_kl_ltx2_audio import AutoencoderKLLTX2Audio

    vae: AutoencoderKLLTX2Audio = AutoencoderKLLTX2Audio(**profile.audio_vae)
    # diffusers sizes these by the width of the autoencoder, which is only by chance that of a token.
    vae.register_buffer("latents_mean", torch.zeros(profile.widths.audio))
    vae.register_buffer("latents_std", torch.ones(profile.widths.audio))
    first, last = vae.encoder.conv_in.conv, vae.decoder.conv_out.conv
    with torch.no_grad():
        first.weight.div_(_SPREAD)
        first.bias.sub_(_TYPICAL * first.weight.sum(dim=(1, 2, 3)))
        last.weight.mul_(_SPREAD)
        last.bias.fill_(_TYPICAL)
    return vae


def heard_mels(waves: npt.NDArray[np.float32]) -> Tensor:
    """The log-mel spectra of sounds heard with one ear: float32 [N, n] at 16 kHz to [N, n // 160 + 1, 64]."""
    return torch.cat([log_mel(wave[None])[:, 0] for wave in torch.from_numpy(waves)])


def both_ears(mels: Tensor) -> Tensor:
    """[N, T, 64] as the network gets them: [N, 2, T, 64], the same in both."""
    return mels[:, None].expand(-1, 2, -1, -1)


def pieces(mels: Tensor, count: int, length: int, dice: torch.Generator) -> tuple[Tensor, Tensor, Tensor]:
    """``count`` pieces of ``length`` frames from random places.

    Args:
        mels: float32 [N, T, 64].
        count: B.
        length: at most T.
        dice: decides.

    Returns:
        float32 [B, length, 64]; the number of the sound of each, and its first frame: int64 [B].
    """
    which = torch.randint(len(mels), (count,), generator=dice)
    starts = torch.randint(mels.shape[1] - length + 1, (count,), generator=dice)
    frames = starts[:, None] + torch.arange(length)
    return mels[which[:, None], frames], which, starts


def _weight(mel: Tensor) -> Tensor:
    """1 in silence, 4 where it is as loud as a vowel."""
    return 1.0 + 3.0 * torch.sigmoid(mel + 4.0)
