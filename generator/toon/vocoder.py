"""The toon world's vocoder: diffusers' own, told when the pulses of a voice come.

A network of convolutions over mel frames does the same for every frame: as long as the frames are alike, what
it gives repeats itself a hundred times a second, whatever the pitch. Real voices waver enough to get by; the
voices of this world do not. So the pitch is read from the frames, its pulses are counted on from the first
frame to the last, and the network gets them, folded into frames, beside the spectrum.
"""

from __future__ import annotations

import math

import torch
from diffusers.pipelines.ltx2.vocoder import LTX2VocoderWithBWE
from torch import Tensor, nn

from generator.mel import HOP, RATE

MELS = 64
NOISE = 32
"""Values of noise in every frame: what hisses cannot be made of pulses."""
CHANNELS = MELS + HOP + NOISE
"""``in_channels`` of the configuration: the spectrum, 10 ms of pulses, noise."""

_PULSE = 5e-5
"""Width of a pulse in seconds (its standard deviation): all harmonics of a voice up to some kilohertz."""
_LOWEST, _HIGHEST = 80.0, 400.0
_PITCHES = 96
"""Steps of the scale on which a pitch is read, 29 cents each."""
_WIDTH = 96


class Larynx(nn.Module):
    """Reads F0 from a log-mel spectrum: the mean of a distribution over a logarithmic scale."""

    scale: Tensor

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.Conv1d(MELS, _WIDTH, 5, padding=2), nn.GELU()]
        layers += [nn.Conv1d(_WIDTH, _WIDTH, 5, padding=2), nn.GELU()]
        self.layers = nn.Sequential(*layers, nn.Conv1d(_WIDTH, _PITCHES, 1))
        self.register_buffer("scale", torch.linspace(0.0, 1.0, _PITCHES) * math.log2(_HIGHEST / _LOWEST))

    def forward(self, mel: Tensor) -> Tensor:
        """Octaves above 80 Hz, float32 [B, T] of normalised spectra [B, T, 64]; anything where nobody
        speaks."""
        shares = self.layers(mel.transpose(1, 2)).softmax(dim=1)
        height: Tensor = (shares * self.scale[:, None]).sum(dim=1)
        return height


class ToonVocoder(LTX2VocoderWithBWE):  # type: ignore[misc]  # diffusers has no types
    """Log-mel [B, 2, T, 64] to sound [B, 2, 480 T], 48 kHz, the same in both ears.

    The half that extends the band adds nothing: its last layer is zero from the beginning, because nothing
    in this world sounds above 8 kHz. What is heard is the 16 kHz sound of the first half, resampled.

    Args:
        config: that of diffusers' class, with ``in_channels`` :data:`CHANNELS`, one channel out of each half
            and :data:`MELS` into the second.
    """

    def __init__(self, **config: object) -> None:
        super().__init__(**config)
        self.larynx = Larynx()
        nn.init.zeros_(self.bwe_generator.conv_out.weight)

    def forward(self, mel: Tensor) -> Tensor:
        """See the class."""
        heard: Tensor = super().forward(self.score(mel.mean(dim=1)))
        return heard.expand(-1, 2, -1)

    def sung(self, mel: Tensor) -> Tensor:
        """The first half alone: log-mel [B, T, 64] to [B, 160 T], 16 kHz."""
        sound: Tensor = self.vocoder(self.score(mel))
        return sound[:, 0]

    def score(self, mel: Tensor, pulses: Tensor | None = None) -> Tensor:
        """What the first half is given: [B, 1, T, 256] of log-mel [B, T, 64].

        The noise is the same for every sound of a length.

        Args:
            mel: natural logarithms.
            pulses: [B, 160 T] that are known; else they are read from the spectrum.
        """
        plain = normal(mel)
        if pulses is None:
            pulses = pulses_of(_hertz(self.larynx(plain))).to(mel.dtype)
        dice = torch.Generator().manual_seed(0)
        noise = torch.randn(mel.shape[1], NOISE, generator=dice).to(mel).expand(mel.shape[0], -1, -1)
        return torch.cat([plain, pulses.view(len(mel), -1, HOP), noise], dim=2)[:, None]


def normal(mel: Tensor) -> Tensor:
    """Logarithms brought to about mean 0 and deviation 1."""
    return (mel + 5.0) / 2.0


def octaves(hertz: Tensor) -> Tensor:
    """F0 on the scale of :class:`Larynx`: octaves above 80 Hz."""
    return torch.log2(hertz / _LOWEST)


def pulses_of(hertz: Tensor) -> Tensor:
    """The pulses of a voice whose F0 at every frame is known: [B, T] Hz to [B, 160 T], counted on."""
    ramp = torch.arange(HOP, device=hertz.device) / HOP
    after = torch.cat([hertz[:, 1:], hertz[:, -1:]], dim=1)
    each = torch.lerp(hertz[..., None], after[..., None], ramp).flatten(1)
    # In double precision: after ten seconds a float32 knows a pulse only to a fifth of a sample.
    return shaped(torch.cumsum(each.double() / RATE, dim=1), each)


def shaped(turns: Tensor, hertz: Tensor) -> Tensor:
    """A smooth pulse wherever ``turns`` is a whole number; RMS about 1, whatever the pitch."""
    spread = 2.0 * torch.pi * _PULSE * hertz
    swing = torch.cos(2.0 * torch.pi * (turns % 1.0)).to(hertz.dtype)
    loud = (torch.pi**0.5 * _PULSE * hertz).rsqrt()
    pulses: Tensor = loud * torch.exp((swing - 1.0) / spread**2)
    return pulses


def _hertz(height: Tensor) -> Tensor:
    return _LOWEST * torch.exp2(height.float())
