"""Teaching the vocoder: from mel spectra to sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from generator.echo.profiles import Profile
from generator.mel import FFT, HOP, mel_filters
from generator.toon.speech import melody
from generator.toon.vocoder import MELS, ToonVocoder, normal, octaves, shaped
from generator.training.audio_vae import both_ears, heard_mels, pieces
from generator.training.corpus import HELD_OUT, Corpus, Pool, Shot
from generator.training.descent import descend

if TYPE_CHECKING:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2_audio import AutoencoderKLLTX2Audio

_PIECE = 40
"""Mel frames of a lesson."""
_EDGE = 3
"""Frames at its ends that are not judged: the network would have to guess what came before."""
_WINDOWS = (256, 512, FFT, 2048)
_QUIET = 1e-2
"""Magnitudes under this are alike; a vowel's harmonics are at 1 to 30."""
_WAVE = 5.0
_SEMITONES = 12.0
_IDLE = 150.0
"""Hz of the pulses that go on where nobody speaks, and that the network learns to leave out."""


class VocoderTask:
    """See :class:`generator.training.task.Task`.

    The first half learns from sounds whose pulses are known to the sample, so it can be asked for the very
    wave: the loss is the absolute error of the wave (x 5), the error of its spectra in four resolutions
    (relative, and of the logarithms) and that of its mel spectrum. No adversary: one would win back the grain
    of breath and hiss, which carries nothing here, for more time than all the rest takes. The larynx learns
    beside it to read the pitch, from the same spectra. The second half stays as it is; see
    :class:`~generator.toon.vocoder.ToonVocoder`.

    Args:
        profile: sizes of the network.
        batch: pieces of 0.4 s of an update.
        lr: the highest learning rate.
        seed: of weights and corpus.
        stories: how many are spoken once and used; two shots each.
        vae: a trained autoencoder, half of whose lessons are then spectra as it gives them back.
        device: where to work.
    """

    def __init__(
        self,
        profile: Profile,
        *,
        batch: int,
        lr: float,
        seed: int = 0,
        stories: int = 320,
        vae: AutoencoderKLLTX2Audio | None = None,
        device: str = "cpu",
    ) -> None:
        self._device, self._batch = torch.device(device), batch
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.vocoder = ToonVocoder(**profile.vocoder).to(self._device)
        self.vocoder.bwe_generator.requires_grad_(False)
        self._taught = [*self.vocoder.vocoder.parameters(), *self.vocoder.larynx.parameters()]
        self._optimizer = torch.optim.AdamW(self._taught, lr=lr, betas=(0.8, 0.99), weight_decay=0.0)
        corpus = Corpus(seed, frames=(41,), shots=2)
        self._lessons = _Lessons(Pool(corpus, range(stories), profile.size), vae)
        self._held_out = _Lessons(Pool(corpus, range(HELD_OUT, HELD_OUT + 24), profile.size), vae)

    def modules(self) -> Mapping[str, nn.Module]:
        """The vocoder, its larynx in it."""
        return {"vocoder": self.vocoder}

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """One for all of it."""
        return {"vocoder": self._optimizer}

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:  # noqa: ARG002
        """One update on pieces from random places of random shots."""
        mel, wave, pulses, hertz = (part.to(self._device) for part in self._lessons.draw(self._batch, dice))
        sung = self.vocoder.vocoder(self.vocoder.score(mel, pulses))[:, 0]
        error = sound_error(_inner(sung), _inner(wave))
        off = pitch_error(self.vocoder.larynx(normal(mel)), hertz)
        descend(error + off, self._taught, [self._optimizer], 5.0)
        return {"loss": error.item(), "pitch": off.item()}

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """On held-out shots.

        Returns:
            ``mel_l1``: mean absolute error of the logarithms of the mel spectrum of what is sung against
            what was heard, nepers; ``f0_error``: semitones between the pitch of a voice and the median F0 of
            what is sung, by autocorrelation, the median over shots with one speaker; ``f0_worst``: the ninth
            decile of it; ``pitch_error``: mean semitones by which the larynx is off. With an autoencoder, all
            of them also from its spectra, with ``_vae``.
        """
        figures: dict[str, float] = {}
        for name, mels in self._held_out.mels.items():
            sung = self.vocoder.sung(mels.to(self._device)).cpu()
            again = heard_mels(sung.numpy())[:, : mels.shape[1]]
            off = [abs(12 * np.log2(found / pitch)) for found, pitch in self._held_out.pitches(sung)]
            height = self.vocoder.larynx(normal(mels.to(self._device))).cpu()
            figures |= {
                f"mel_l1{name}": float((again - self._held_out.mels[""]).abs().mean()),
                f"f0_error{name}": float(np.median(off)),
                f"f0_worst{name}": float(np.quantile(off, 0.9)),
                f"pitch_error{name}": float(pitch_error(height, self._held_out.hertz)) * _SEMITONES,
            }
        return figures


class _Lessons:
    """Sounds, their spectra, and the pulses in them."""

    def __init__(self, pool: Pool, vae: AutoencoderKLLTX2Audio | None) -> None:
        self.shots: Sequence[Shot] = pool.shots
        # The last mel frame stands on the end of the sound.
        self.waves = functional.pad(torch.from_numpy(pool.waves), (0, HOP))
        self.mels = {"": heard_mels(pool.waves)}
        if vae is not None:
            self.mels["_vae"] = _given_back(self.mels[""], vae)
        pulses, hertz = zip(*(_sung(shot) for shot in pool.shots), strict=True)
        self.pulses, self.hertz = functional.pad(torch.stack(pulses), (0, HOP)), torch.stack(hertz)

    def draw(self, count: int, dice: torch.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Pieces: spectra [B, T, 64], the sound [B, 160 T], its pulses [B, 160 T], and F0 [B, T]."""
        mel, which, starts = pieces(self.mels[""], count, _PIECE, dice)
        rows, frames = which[:, None], starts[:, None] + torch.arange(_PIECE)
        samples = starts[:, None] * HOP + torch.arange(_PIECE * HOP)
        if "_vae" in self.mels:
            given_back = torch.rand(count, generator=dice) < 0.5
            mel = torch.where(given_back[:, None, None], self.mels["_vae"][rows, frames], mel)
        return mel, self.waves[rows, samples], self.pulses[rows, samples], self.hertz[rows, frames]

    def pitches(self, sung: Tensor) -> list[tuple[float, float]]:
        """For every shot with one speaker whose F0 is found: that, and the pitch of the voice, Hz."""
        from generator.animatic.sound.pitch import median_pitch

        found = []
        for shot, wave in zip(self.shots, sung.numpy(), strict=True):
            speakers = {line.speaker for line in shot.toon.lines}
            if len(speakers) == 1:
                pitch = shot.story.cast[speakers.pop()].voice.pitch
                heard = median_pitch(np.repeat(wave, 3), pitch)
                found.append((heard or pitch / 2, pitch))
        return found


def sound_error(sung: Tensor, wave: Tensor) -> Tensor:
    """How far a sound is from what it should be; 0 for the same: float32 [B, n] each, 16 kHz."""
    total = _WAVE * (sung - wave).abs().mean()
    filters = torch.from_numpy(mel_filters(MELS)).to(wave)
    for window in _WINDOWS:
        one, two = _magnitudes(sung, window), _magnitudes(wave, window)
        total = total + (one - two).norm() / two.norm() / len(_WINDOWS)
        total = total + _apart(one, two, _QUIET) / len(_WINDOWS)
        if window == FFT:
            total = total + 0.5 * _apart(filters @ one, filters @ two, 1e-4)
    return total


def pitch_error(height: Tensor, hertz: Tensor) -> Tensor:
    """Mean octaves by which a pitch is misread where somebody speaks (0 Hz: nobody): [B, T] each."""
    spoken = hertz > 0
    off = (height - octaves(hertz.clamp(min=1.0))).abs()
    return off[spoken].sum() / spoken.sum().clamp(min=1)


def _sung(shot: Shot) -> tuple[Tensor, Tensor]:
    """The pulses of a shot's voices, float32 [n], and F0 at every mel frame, [n / 160 + 1]."""
    found = melody(shot.toon, shot.story)
    idle = np.arange(found.turns.size) * (_IDLE / 16_000)
    spoken = found.hertz > 0
    turns = torch.from_numpy(np.where(spoken, found.turns, idle))
    hertz = torch.from_numpy(np.where(spoken, found.hertz, np.float32(_IDLE)))
    return shaped(turns, hertz), torch.from_numpy(np.append(found.hertz[::HOP], np.float32(0.0)))


@torch.no_grad()
def _given_back(mels: Tensor, vae: AutoencoderKLLTX2Audio) -> Tensor:
    """Spectra as an autoencoder gives them back: [N, 4k + 1, 64]."""
    parameter = next(vae.parameters())
    found = []
    for part in torch.split(mels, 32):
        latent = vae.encode(both_ears(part).to(parameter.device)).latent_dist.mode()
        found.append(vae.decode(latent, return_dict=False)[0].mean(dim=1).float().cpu())
    return torch.cat(found)


def _inner(wave: Tensor) -> Tensor:
    return wave[:, _EDGE * HOP : -_EDGE * HOP]


def _magnitudes(wave: Tensor, window: int) -> Tensor:
    """[B, window / 2 + 1, frames]; a small square keeps the slope finite in silence."""
    shape = torch.hann_window(window, device=wave.device)
    power = torch.stft(wave, window, window // 4, window=shape, return_complex=True)
    return (power.real.square() + power.imag.square() + 1e-9).sqrt()


def _apart(one: Tensor, two: Tensor, quiet: float) -> Tensor:
    """Mean absolute difference of the logarithms, nepers."""
    return (one.clamp(min=quiet).log() - two.clamp(min=quiet).log()).abs().mean()
