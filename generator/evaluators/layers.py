"""Layers that all evaluators are made of."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional


def seeing(inside: int, outside: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    """A step over pictures: [B, inside, H, W] to [B, outside, H', W']."""
    return nn.Sequential(
        nn.Conv2d(
            inside, outside, kernel, stride, padding=(kernel - 1) // 2 if kernel > stride else 0, bias=False
        ),
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


def unit(vectors: Tensor) -> Tensor:
    """[..., D] at length 1: what a likeness is the cosine of."""
    return functional.normalize(vectors, dim=-1)
