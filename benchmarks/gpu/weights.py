"""Networks of any size filled with random numbers where they will work.

``network.random`` would make 22 B weights on the CPU in float32: 88 GB and many minutes. Here the skeleton is
on ``meta`` and every tensor is drawn on the device in its own type.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from generator.echo.network import PARTS, Network, skeleton
from generator.echo.profiles import Profile
from generator.echo.weights import FULL_PRECISION


def network(
    profile: Profile,
    device: torch.device,
    dtype: torch.dtype,
    parts: Sequence[str] = PARTS,
    home: torch.device | None = None,
) -> Network:
    """The networks with random weights that keep activations near 1 from layer to layer.

    Args:
        profile: the size.
        device: where numbers are drawn; a card draws 19 B of them in seconds, a CPU in minutes.
        dtype: of the transformer, the connectors and the video autoencoder; the other parts are float32.
        parts: which to fill; the others stay on ``meta``.
        home: where the weights are to lie, when not on ``device``.
    """
    made = skeleton(profile)
    dice = torch.Generator(device).manual_seed(0)
    for name in parts:
        part = made.parts()[name]
        # Past diffusers' own ``to``, which warns of every cast.
        nn.Module.to(part, torch.float32 if name in FULL_PRECISION else dtype)
        part.to_empty(device=home or device)
        _fill(part, dice)
    if "vocoder" in parts:
        # Its buffers are filters, computed when it is built on the CPU; it is small.
        built = type(made.vocoder)(**profile.vocoder).eval().requires_grad_(False)
        made.vocoder.load_state_dict(built.state_dict())
        made.vocoder.resampler = built.resampler.to(home or device)
    return made


def _fill(part: nn.Module, dice: torch.Generator) -> None:
    for name, tensor in (*part.named_parameters(), *part.named_buffers()):
        tensor.copy_(_drawn(name, tensor, dice))


def _drawn(name: str, tensor: Tensor, dice: torch.Generator) -> Tensor:
    """Zeros for biases and means, ones for norms and deviations, else normals of variance 1 / inputs."""
    if name.endswith(("bias", "latents_mean")):
        return torch.zeros_like(tensor)
    if tensor.ndim < 2:
        return torch.ones_like(tensor)
    normal = torch.randn(tensor.shape, generator=dice, device=dice.device, dtype=tensor.dtype)
    return normal.mul_(tensor[0].numel() ** -0.5)
