"""Teaching the picture's autoencoder."""

from __future__ import annotations

import pytest
import torch

from generator.echo.profiles import TOON_128
from generator.training import still
from generator.training.video_vae import VideoVaeTask, scaled


@pytest.fixture(scope="module")
def task() -> VideoVaeTask:
    torch.set_num_threads(1)
    return VideoVaeTask(TOON_128, batch=2, lr=0.02, stories=1, clip=1, half=False)


def test_one_picture_takes_the_short_way_to_the_same_numbers(task: VideoVaeTask) -> None:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video

    whole = AutoencoderKLLTX2Video(**TOON_128.video_vae)
    whole.load_state_dict(task.vae.state_dict())
    pictures = torch.rand(2, 3, 1, 96, 128) * 2 - 1
    clips = torch.rand(1, 3, 9, 96, 128) * 2 - 1
    with torch.no_grad():
        for seen in (pictures, clips):
            latent, short = whole.encode(seen).latent_dist.mode(), task.vae.encode(seen).latent_dist.mode()
            assert torch.allclose(latent, short, atol=1e-5)
            long, short = (vae.decode(latent, return_dict=False)[0] for vae in (whole, task.vae))
            assert torch.allclose(long, short, atol=1e-4)


def test_the_short_way_changes_nothing_in_what_is_saved(task: VideoVaeTask) -> None:
    from diffusers.models.autoencoders.autoencoder_kl_ltx2 import AutoencoderKLLTX2Video

    plain = AutoencoderKLLTX2Video(**TOON_128.video_vae)
    names = plain.state_dict().keys()
    still.install(plain)
    assert plain.state_dict().keys() == names == task.vae.state_dict().keys()


@pytest.mark.slow
def test_some_updates_lower_the_loss_and_the_same_dice_give_the_same_ones(task: VideoVaeTask) -> None:
    again = VideoVaeTask(TOON_128, batch=2, lr=0.02, stories=1, clip=1, half=False)
    found = []
    for one in (task, again):
        dice = torch.Generator().manual_seed(5)
        found.append([one.step(number, dice)["loss"] for number in range(8)])
    assert found[0] == found[1]
    assert sum(found[0][-2:]) < 0.8 * sum(found[0][:2])


def test_single_pictures_are_shown_between_clips_as_often_as_asked() -> None:
    mixed = VideoVaeTask(TOON_128, batch=1, lr=0.02, stories=1, clip=9, stills=0.5, half=False)
    dice = torch.Generator().manual_seed(1)
    shapes = [tuple(mixed._lesson(dice).shape) for _ in range(40)]
    assert set(shapes) == {(4, 3, 1, 96, 128), (1, 3, 9, 96, 128)}
    assert 10 < shapes.count((4, 3, 1, 96, 128)) < 30


def test_measuring_sets_the_scale_of_the_latents(task: VideoVaeTask) -> None:
    assert task.measure()["psnr"] > 5
    pictures = scaled(task._held_out.pictures[:, :1])
    with torch.no_grad():
        latent = task.vae.encode(pictures).latent_dist.mode()
    mean, std = task.vae.latents_mean, task.vae.latents_std
    normal = (latent - mean.view(1, -1, 1, 1, 1)) / std.view(1, -1, 1, 1, 1)
    assert normal.mean().abs() < 0.05
    assert 0.9 < normal.std() < 1.1
