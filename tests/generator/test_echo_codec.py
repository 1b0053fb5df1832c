"""Pixels and sound to latents and back: equal to diffusers' own steps, whole or in pieces."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from generator.echo import network
from generator.echo.codec import Codec
from generator.echo.profiles import RANDOM_TINY
from generator.echo.spectrogram import heard, log_mel
from generator.footage import Pixels, Samples


@pytest.fixture(scope="module")
def codec() -> Codec:
    """Tiny networks whose latents have a mean and a deviation worth undoing."""
    tiny = network.random(RANDOM_TINY, seed=3)
    dice = torch.Generator().manual_seed(4)
    for part in (tiny.video_vae, tiny.audio_vae):
        part.register_buffer("latents_mean", torch.randn(128, generator=dice))
        part.register_buffer("latents_std", 0.5 + torch.rand(128, generator=dice))
    return Codec(tiny)


def film(frames: int, height: int, width: int) -> Pixels:
    return np.random.default_rng(1).integers(0, 256, (frames, height, width, 3), np.uint8)


def voice(samples: int) -> Samples:
    return (0.2 * np.random.default_rng(2).standard_normal((2, samples))).astype(np.float32)


def normal(*shape: int, seed: int = 5) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def decoded(codec: Codec, latent: Tensor) -> Pixels:
    return np.stack(list(codec.decode_video(latent)))


def whole(codec: Codec, latent: Tensor) -> Pixels:
    """The film of ``latent`` decoded by diffusers in one piece."""
    from diffusers.modular_pipelines.echo.decoders import _denormalize_latents

    vae = codec.network.video_vae
    with torch.no_grad():
        plain = _denormalize_latents(latent, vae.latents_mean, vae.latents_std, vae.config.scaling_factor)
        values = (vae.decode(plain).sample[0] / 2 + 0.5).clamp(0, 1)
    return np.asarray((values.permute(1, 2, 3, 0) * 255).round().numpy(), np.uint8)


def difference(one: Pixels, two: Pixels) -> float:
    """Mean difference of two films, in levels of 255."""
    return float(np.abs(one.astype(float) - two.astype(float)).mean())


def test_a_still_is_encoded_as_diffusers_encodes_it(codec: Codec) -> None:
    from diffusers.modular_pipelines.echo.encoders import _encode_image

    vae, picture = codec.network.video_vae, film(1, 70, 100)[0]
    with torch.no_grad():
        expected = _encode_image(
            vae,
            vae.latents_mean,
            vae.latents_std,
            vae.config.scaling_factor,
            Image.fromarray(picture),
            64,
            96,
            torch.device("cpu"),
        )
    found = codec.encode_still(picture, 96, 64)
    assert found.shape == (1, 128, 1, 2, 3)
    torch.testing.assert_close(found, expected, atol=1e-6, rtol=0)


def test_a_film_is_encoded_as_diffusers_encodes_it(codec: Codec) -> None:
    from diffusers.modular_pipelines.echo.encoders import _normalize_latents

    vae, frames = codec.network.video_vae, film(9, 64, 96)
    pixels = torch.from_numpy(frames).float().permute(3, 0, 1, 2)[None] / 127.5 - 1
    with torch.no_grad():
        expected = _normalize_latents(
            vae.encode(pixels).latent_dist.mode(),
            vae.latents_mean,
            vae.latents_std,
            vae.config.scaling_factor,
        )
    found = codec.encode_frames(frames)
    assert found.shape == (1, 128, 2, 2, 3)
    torch.testing.assert_close(found, expected, atol=1e-6, rtol=0)


def test_a_short_film_is_decoded_as_diffusers_decodes_it(codec: Codec) -> None:
    latent = normal(1, 128, 2, 2, 3)
    frames = decoded(codec, latent)
    assert frames.shape == (9, 64, 96, 3)
    assert frames.dtype == np.uint8
    assert np.abs(frames.astype(int) - whole(codec, latent)).max() <= 1


def test_a_long_film_comes_in_pieces_that_meet(codec: Codec) -> None:
    latent = normal(1, 128, 14, 2, 2)
    pieces, at_once = decoded(codec, latent), whole(codec, latent)
    assert pieces.shape == at_once.shape == (105, 64, 64, 3)
    # A latent is seen some way off; beyond that the pieces are the film, and not a frame late.
    assert np.abs(pieces[:17].astype(int) - at_once[:17]).max() <= 1
    assert np.abs(pieces[-17:].astype(int) - at_once[-17:]).max() <= 1
    late = difference(pieces[66:], at_once[65:-1])
    assert difference(pieces[66:], at_once[66:]) < late / 10
    steps = [difference(pieces[n], pieces[n - 1]) for n in range(1, 105)]
    natural = [difference(at_once[n], at_once[n - 1]) for n in range(1, 105)]
    assert max(steps) <= max(natural) * 1.05


def test_a_large_picture_comes_in_tiles_that_meet(codec: Codec) -> None:
    latent = normal(1, 128, 1, 18, 17)
    tiles, at_once = decoded(codec, latent), whole(codec, latent)
    assert tiles.shape == (1, 576, 544, 3)
    assert np.abs(tiles[:, :320, :320].astype(int) - at_once[:, :320, :320]).max() <= 1
    assert difference(tiles, at_once) < difference(tiles[:, :, 1:], at_once[:, :, :-1]) / 2


def test_pieces_are_decoded_one_at_a_time(codec: Codec) -> None:
    frames = codec.decode_video(
        torch.cat([normal(1, 128, 9, 2, 2), torch.full((1, 128, 6, 2, 2), torch.nan)], 2)
    )
    assert len(list(islice(frames, 41))) == 41
    with pytest.raises(FloatingPointError, match="decoded picture"):
        next(frames)


def test_a_sound_is_encoded_as_diffusers_encodes_its_spectrogram(codec: Codec) -> None:
    from diffusers.modular_pipelines.echo.encoders import _normalize_audio_latents

    vae, sound = codec.network.audio_vae, voice(92_160)
    with torch.no_grad():
        mode = vae.encode(log_mel(heard(torch.from_numpy(sound), 48_000))).latent_dist.mode()
        expected = _normalize_audio_latents(mode, vae.latents_mean, vae.latents_std)  # [1, 8, L, 16]
    found = codec.encode_sound(sound, 48_000)
    assert found.shape == (1, 49, 128)
    for channel in range(8):
        torch.testing.assert_close(
            found[:, :, channel * 16 : channel * 16 + 16], expected[:, channel], atol=1e-6, rtol=0
        )


def test_a_sound_is_decoded_as_diffusers_decodes_it_and_filled_with_silence(codec: Codec) -> None:
    from diffusers.modular_pipelines.echo.decoders import _denormalize_audio_latents

    vae, tokens = codec.network.audio_vae, normal(1, 9, 128)
    latent = tokens.view(1, 9, 8, 16).transpose(1, 2)
    with torch.no_grad():
        plain = _denormalize_audio_latents(latent, vae.latents_mean, vae.latents_std)
        expected = codec.network.vocoder(vae.decode(plain).sample)[0]
    # 9 latents are 33 mel frames of 480 samples; the picture lasts 9 / 25 s.
    assert expected.shape == (2, 33 * 480)
    found = codec.decode_sound(tokens, 9 * 1920)
    assert found.shape == (2, 9 * 1920)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found[:, : 33 * 480], expected.numpy(), atol=1e-6)
    assert not found[:, 33 * 480 :].any()


def test_a_sound_that_is_too_long_is_cut_to_the_sample(codec: Codec) -> None:
    tokens = normal(1, 5, 128)
    np.testing.assert_array_equal(
        codec.decode_sound(tokens, 1001), codec.decode_sound(tokens, 8160)[:, :1001]
    )


def test_a_broken_sound_is_an_error_not_a_noise(codec: Codec) -> None:
    with pytest.raises(FloatingPointError, match="decoded sound"):
        codec.decode_sound(torch.full((1, 5, 128), torch.nan), 9600)


def test_cutting_before_encoding_differs_from_cutting_after(codec: Codec) -> None:
    # E21: memories are cut first. The encoder looks back, and reflects what it hears at the ends.
    sound = voice(2 * 46_080)
    first = codec.encode_sound(sound[:, 46_080:], 48_000)
    after = codec.encode_sound(sound, 48_000)[:, 24 : 24 + first.shape[1]]
    assert first.shape == after.shape
    assert (first - after).abs()[:, :2].mean() > 1e-3
    assert (first - after).abs()[:, :2].mean() > 2 * (first - after).abs()[:, 12:20].mean()


def test_ten_milliseconds_in_mono_can_be_encoded(codec: Codec) -> None:
    assert codec.encode_sound(voice(480)[0], 48_000).shape == (1, 2, 128)


def test_latents_keep_no_gradient_and_ignore_autocast(codec: Codec) -> None:
    picture = film(1, 64, 64)[0]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        latent = codec.encode_still(picture, 64, 64)
    assert latent.dtype == torch.float32
    assert not latent.requires_grad
    assert torch.equal(latent, codec.encode_still(picture, 64, 64))
    next(codec.decode_video(latent))
    assert torch.is_grad_enabled()


def test_every_part_works_in_its_own_type() -> None:
    tiny = network.random(RANDOM_TINY, seed=3)
    tiny.video_vae.bfloat16()
    codec = Codec(tiny)
    latent = codec.encode_still(film(1, 64, 64)[0], 64, 64)
    assert latent.dtype == torch.float32
    assert next(codec.decode_video(latent)).shape == (64, 64, 3)
    tiny.audio_vae.bfloat16()
    with pytest.raises(ValueError, match="expected float32"):
        codec.encode_sound(voice(480), 48_000)


@pytest.mark.parametrize(
    ("frames", "words"),
    [
        (film(8, 64, 64), "got 8 frames, expected 8k.1"),
        (film(9, 64, 65), "got pictures of 65x64"),
        (film(9, 64, 64).astype(np.float32), "got float32"),
        (film(9, 64, 64)[..., :2], "expected uint8 pictures"),
        (film(0, 64, 64), "expected uint8 pictures"),
    ],
)
def test_a_film_that_cannot_be_encoded_is_refused(codec: Codec, frames: Pixels, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        codec.encode_frames(frames)


def test_latents_of_another_shape_are_refused(codec: Codec) -> None:
    with pytest.raises(ValueError, match=r"expected \[1, 128, frames, height, width\]"):
        codec.decode_video(torch.zeros(1, 16, 2, 2, 2))
    with pytest.raises(ValueError, match=r"expected \[1, length, 128\]"):
        codec.decode_sound(torch.zeros(1, 8, 5, 16), 100)


def test_statistics_of_another_size_are_refused() -> None:
    tiny = network.random(RANDOM_TINY, seed=3)
    tiny.audio_vae.register_buffer("latents_mean", torch.zeros(16))
    with pytest.raises(ValueError, match="AutoencoderKLLTX2Audio: mean and deviation"):
        Codec(tiny).encode_sound(voice(480), 48_000)
