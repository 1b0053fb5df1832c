"""Pixels and sound to latents, and back.

Latents that go in and out are normalised, float32, and laid out as the transformer knows them: video
[1, 128, f, h, w], audio [1, L, 128] with 8 channels x 16 mel bands in one token (echo-facts 2.5, 2.6).
Those are the released counts of channels; smaller networks have fewer.
Each part works in the type and on the device of its own parameters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from generator.echo.layout import FRAMES_PER_LATENT, PIXELS_PER_LATENT
from generator.echo.network import Network
from generator.echo.profiles import MEL_BINS
from generator.echo.spectrogram import heard, log_mel
from generator.footage import Pixels, Samples

# In latents: the release decodes 64 frames with 24 in common and 512 pixels with 64 in common. The first
# latent of a piece gives one frame instead of eight, hence one more of each in time.
PIECE, _PIECE_OVERLAP = 9, 4
"""Latent frames decoded at a time: 65 frames."""
TILE, _TILE_OVERLAP = 16, 2
"""Latents on a side of what is decoded at a time: 512 pixels."""
_TIME, _DOWN, _ACROSS = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Codec:
    """The autoencoders and the vocoder of a camera, without gradient and without autocast."""

    network: Network
    stereo: bool = True
    """False: the left channel is given on both sides (``Profile.stereo``)."""

    @property
    def channels(self) -> int:
        """Of a video latent."""
        return int(self.network.video_vae.config.latent_channels)

    @property
    def audio_values(self) -> int:
        """Of an audio token: channels x mel bands."""
        return int(self.network.audio_vae.config.latent_channels) * MEL_BINS

    def encode_frames(self, frames: Pixels) -> Tensor:
        """A film as latents (posterior mode): uint8 [8k + 1, H, W, 3] RGB to [1, 128, k + 1, H / 32, W / 32].

        Raises:
            ValueError: another type, another count of frames, or sides that are not multiples of 32.
        """
        _check_frames(frames)
        part = self.network.video_vae
        pixels = torch.from_numpy(np.require(frames, requirements=["C", "W"])).permute(3, 0, 1, 2)[None]
        with _exactly(part) as home:
            scaled = pixels.to(home.device).float() / 127.5 - 1.0
            return self.normal_video(part.encode(scaled.to(home.dtype)).latent_dist.mode())

    def encode_still(self, picture: Pixels, width: int, height: int) -> Tensor:
        """A picture as one latent frame: uint8 [H0, W0, 3] RGB, resized (bicubic), to [1, 128, 1, h, w].

        Raises:
            ValueError: another type or shape, or a size that is not a multiple of 32.
        """
        _check_frames(picture[None], sides=False)
        return self.encode_frames(fitted(picture, width, height)[None])

    def encode_sound(self, wave: Samples, rate: int) -> Tensor:
        """A sound as latents: float32 [C, n] or [n] at ``rate`` to [1, L, 128], 25 latents a second.

        Raises:
            ValueError: no samples, another shape, or an audio VAE that is not float32: memories of a voice
                were encoded in float32 when the weights were trained.
        """
        part = self.network.audio_vae
        with _exactly(part) as home:
            if home.dtype != torch.float32:
                raise ValueError(f"the audio VAE is {home.dtype}, expected float32: load it in float32")
            sound = torch.from_numpy(np.require(wave, np.float32, ["C", "W"])).to(home.device)
            return self.normal_sound(part.encode(log_mel(heard(sound, rate))).latent_dist.mode())

    def normal_video(self, latent: Tensor) -> Tensor:
        """What the video VAE gives, [B, 128, f, h, w], as the transformer knows it, float32."""
        part = self.network.video_vae
        mean, std = _statistics(part, self.channels)
        normal: Tensor = (latent.float() - _by_channel(mean)) * part.config.scaling_factor / _by_channel(std)
        return normal

    def normal_sound(self, latent: Tensor) -> Tensor:
        """What the audio VAE gives, [B, 8, L, 16], as the transformer knows it: [B, L, 128]."""
        mean, std = _statistics(self.network.audio_vae, self.audio_values)
        return (_packed(latent) - mean) / std

    def decode_video(self, latent: Tensor) -> Iterator[Pixels]:
        """The frames of [1, 128, f, h, w], one by one: 8f - 7 times uint8 [32h, 32w, 3] RGB.

        Films of more than 65 frames or 512 pixels are decoded in overlapping pieces, so that beside the
        frames of one piece nothing of the film is held.

        Raises:
            ValueError: another shape.
            FloatingPointError: a pixel that is not a number.
        """
        if latent.ndim != 5 or latent.shape[:2] != (1, self.channels):
            wanted = f"[1, {self.channels}, frames, height, width]"
            raise ValueError(f"got latents {list(latent.shape)}, expected {wanted}")
        return self._frames(latent)

    def decode_sound(self, latent: Tensor, samples: int) -> Samples:
        """The sound of [1, L, 128]: float32 [2, samples], 48 kHz, within -1 to 1.

        The decoder ends 30 ms before the picture of a shot does (echo-facts 2.6): silence fills the rest,
        and what is too long is cut.

        Raises:
            ValueError: another shape.
            FloatingPointError: a sample that is not a number.
        """
        if latent.ndim != 3 or latent.shape[::2] != (1, self.audio_values):
            raise ValueError(f"got latents {list(latent.shape)}, expected [1, length, {self.audio_values}]")
        part, vocoder = self.network.audio_vae, self.network.vocoder
        with _exactly(part) as home:
            mean, std = _statistics(part, self.audio_values)
            unpacked = _unpacked(latent.to(home.device).float() * std + mean)
            mel = part.decode(unpacked.to(home.dtype), return_dict=False)[0]  # [1, 2, 4L - 3, 64]
        with _exactly(vocoder) as home:
            wave = vocoder(mel.to(home.device, home.dtype))[0, :, :samples].float().cpu()
        _check_finite(wave, "sound")
        sound = np.zeros((2, samples), np.float32)
        sound[:, : wave.shape[1]] = (wave if self.stereo else wave[:1]).clamp(-1.0, 1.0)
        return sound

    def _frames(self, latent: Tensor) -> Iterator[Pixels]:
        length = latent.shape[_TIME]
        carried = None
        for start, stop in _spans(length, PIECE, _PIECE_OVERLAP):
            pixels, carried = self._piece(latent[:, :, start:stop], carried, last=stop == length)
            yield from pixels

    def _piece(self, latent: Tensor, carried: Tensor | None, *, last: bool) -> tuple[Pixels, Tensor | None]:
        """The finished frames of a piece, uint8 [n, H, W, 3], and those that wait for the next one.

        The first latent of a piece is decoded as if it were the first of the film: as its one last frame,
        which the piece before has already. So that frame is dropped at the front (diffusers' own tiling in
        time drops one at the back, and every piece but the first comes a frame late).
        """
        part = self.network.video_vae
        with _exactly(part) as home:
            mean, std = _statistics(part, self.channels)
            plain = latent.to(home.device).float() * _by_channel(std) / part.config.scaling_factor
            film = self._picture((plain + _by_channel(mean)).to(home.dtype))
            if carried is not None:
                film = film[:, :, 1:]
                seam = carried.shape[_TIME]
                film[:, :, :seam] = _mixed(carried, film[:, :, :seam], _TIME)
            waiting = 0 if last else (_PIECE_OVERLAP - 1) * FRAMES_PER_LATENT
            ready = film.shape[_TIME] - waiting
            return _pixels(film[0, :, :ready]), None if last else film[:, :, ready:].clone()

    def _picture(self, latent: Tensor) -> Tensor:
        """[1, C, n, h, w], not normalised, to [1, 3, 8n - 7, 32h, 32w], tile by tile."""
        seam = _TILE_OVERLAP * PIXELS_PER_LATENT
        rows: list[Tensor] = []
        for top, bottom in _spans(latent.shape[_DOWN], TILE, _TILE_OVERLAP):
            tiles: list[Tensor] = [
                self.network.video_vae.decode(latent[:, :, :, top:bottom, left:right], return_dict=False)[0]
                for left, right in _spans(latent.shape[_ACROSS], TILE, _TILE_OVERLAP)
            ]
            rows.append(reduce(lambda one, two: _joined(one, two, _ACROSS, seam), tiles))
        return reduce(lambda one, two: _joined(one, two, _DOWN, seam), rows)


def _packed(latent: Tensor) -> Tensor:
    """Audio latents as tokens: [B, C, L, 16] to [B, L, 16 C], channel by channel."""
    return latent.permute(0, 2, 1, 3).flatten(2)


def _unpacked(tokens: Tensor) -> Tensor:
    return tokens.reshape(1, tokens.shape[1], -1, MEL_BINS).permute(0, 2, 1, 3)


def fitted(picture: Pixels, width: int, height: int) -> Pixels:
    """A picture, uint8 [H0, W0, 3], in another size (bicubic); untouched when it has it."""
    from PIL import Image

    if picture.shape[:2] == (height, width):
        return picture
    return np.array(Image.fromarray(picture).resize((width, height), Image.Resampling.BICUBIC))


class _Home(NamedTuple):
    device: torch.device
    dtype: torch.dtype


@contextmanager
def _exactly(part: nn.Module) -> Iterator[_Home]:
    """No gradient and no autocast; gives the device and the type of the part's own parameters."""
    parameter = next(part.parameters())
    with torch.no_grad(), torch.autocast(parameter.device.type, enabled=False):
        yield _Home(parameter.device, parameter.dtype)


def _statistics(part: nn.Module, values: int) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation of every latent channel: float32 [values] each."""
    mean, std = (part.get_buffer(name).float() for name in ("latents_mean", "latents_std"))
    if not mean.shape == std.shape == (values,):
        name, got = type(part).__name__, [list(mean.shape), list(std.shape)]
        raise ValueError(f"{name}: mean and deviation of the latents are {got}, expected [{values}] each")
    return mean, std


def _by_channel(values: Tensor) -> Tensor:
    return values.view(1, -1, 1, 1, 1)


def _spans(length: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """``size`` at a time with ``overlap`` in common, so that no piece lies wholly inside the one before."""
    step = size - overlap
    pieces = max(1, math.ceil((length - overlap) / step))
    return [(number * step, min(number * step + size, length)) for number in range(pieces)]


def _joined(one: Tensor, two: Tensor, axis: int, seam: int) -> Tensor:
    """Two neighbours as one, the ``seam`` they have in common fading from the first to the second."""
    kept = one.shape[axis] - seam
    mixed = _mixed(one.narrow(axis, kept, seam), two.narrow(axis, 0, seam), axis)
    rest = two.narrow(axis, seam, two.shape[axis] - seam)
    return torch.cat([one.narrow(axis, 0, kept), mixed, rest], dim=axis)


def _mixed(one: Tensor, two: Tensor, axis: int) -> Tensor:
    length = one.shape[axis]
    share = torch.arange(1, length + 1, device=one.device, dtype=torch.float32) / (length + 1)
    shape = [length if number == axis else 1 for number in range(one.ndim)]
    return torch.lerp(one.float(), two.float(), share.view(shape)).to(one.dtype)


def _pixels(film: Tensor) -> Pixels:
    """[3, n, H, W] from -1 to 1 as uint8 [n, H, W, 3], a frame at a time."""
    _check_finite(film, "picture")
    pixels = np.empty((*film.shape[1:], 3), np.uint8)
    for number, frame in enumerate(film.unbind(1)):
        levels = ((frame.float() + 1.0) * 127.5).round().clamp(0, 255).to(torch.uint8)
        pixels[number] = levels.permute(1, 2, 0).cpu().numpy()
    return pixels


def _check_finite(values: Tensor, what: str) -> None:
    if not torch.isfinite(values).all():
        raise FloatingPointError(
            f"the decoded {what} holds values that are not numbers: the latents are broken, or overflow in "
            "half precision. Render again with another seed; if it stays, check the weights."
        )


def _check_frames(frames: Pixels, *, sides: bool = True) -> None:
    if frames.dtype != np.uint8 or frames.ndim != 4 or frames.shape[3] != 3 or 0 in frames.shape:
        raise ValueError(f"got {frames.dtype} {list(frames.shape)}, expected uint8 pictures [H, W, 3]")
    count, height, width, _ = frames.shape
    if count % FRAMES_PER_LATENT != 1:
        raise ValueError(f"got {count} frames, expected {FRAMES_PER_LATENT}k+1")
    if sides and (height % PIXELS_PER_LATENT or width % PIXELS_PER_LATENT):
        raise ValueError(f"got pictures of {width}x{height}, expected sides in steps of {PIXELS_PER_LATENT}")
