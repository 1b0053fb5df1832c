"""Layers that all evaluators are made of."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


def seeing(inside: int, outside: int, kernel: int = 3, stride: int = 1, spread: int = 1) -> nn.Sequential:
    """A step over pictures: [B, inside, H, W] to [B, outside, ceil(H / stride), ceil(W / stride)]."""
    return nn.Sequential(
        nn.Conv2d(inside, outside, kernel, stride, (kernel - 1) // 2 * spread, spread, bias=False),
        nn.BatchNorm2d(outside),
        nn.ReLU(inplace=True),
    )


def hearing(inside: int, outside: int, kernel: int = 5, stride: int = 1, spread: int = 1) -> nn.Sequential:
    """A step over sound: [B, inside, T] to [B, outside, ceil(T / stride)]."""
    return nn.Sequential(
        nn.Conv1d(inside, outside, kernel, stride, (kernel - 1) // 2 * spread, spread, bias=False),
        nn.BatchNorm1d(outside),
        nn.ReLU(inplace=True),
    )


class Gaze(nn.Module):
    """Where to look: every gaze is a mean over the places of a map, weighted by what and where they are.

    Args:
        channels: of the map.
        size: rows and columns of the map.
        gazes: how many there are.
    """

    def __init__(self, channels: int, size: tuple[int, int], gazes: int) -> None:
        super().__init__()
        self.what = nn.Conv2d(channels, gazes, 1)
        # Alike, they would be one mean for long: each begins at places of its own.
        self.where = nn.Parameter(2.0 * torch.randn(gazes, *size))

    def forward(self, seen: Tensor) -> Tensor:
        """[B, C, h, w] to [B, gazes * C]."""
        weights = (self.what(seen) + self.where).flatten(2).softmax(dim=2)
        found: Tensor = weights @ seen.flatten(2).transpose(1, 2)
        return found.flatten(1)


def unit(vectors: Tensor) -> Tensor:
    """[..., D] at length 1: what a likeness is the cosine of."""
    return functional.normalize(vectors, dim=-1)
