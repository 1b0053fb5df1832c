"""Linear layers whose weight stays in eight bits, as the fp8 release has them (echo-facts 1.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

from generator.echo.headers import BadWeights

E4M3 = torch.float8_e4m3fn
LARGEST = torch.finfo(E4M3).max
"""448: the largest number E4M3 holds."""
_ALIGNED = 16
"""The tensor cores take sides in steps of this many numbers only."""
ROWS = 4096
"""Rows of the activations that are in float32 at once while they are quantised."""


class Fp8Linear(nn.Module):
    """``x W' + b`` with ``W`` in E4M3 and one scale for all of it.

    The activations are scaled by their own largest number on every call (per tensor, dynamic) and multiplied
    in E4M3. A GPU with eight-bit tensor cores does so natively; elsewhere the same eight-bit numbers are
    multiplied in float32, which is slow and differs only in the order of summation.

    Args:
        weight: E4M3 [out, in].
        weight_scale: float32 scalar; the weight is ``weight * weight_scale``.
        bias: [out], or None.
    """

    weight: Tensor
    weight_scale: Tensor
    bias: Tensor | None

    def __init__(self, weight: Tensor, weight_scale: Tensor, bias: Tensor | None) -> None:
        super().__init__()
        if weight.dtype != E4M3:
            raise ValueError(f"got a weight of {weight.dtype}, expected {E4M3}; quantise() makes one")
        self.out_features, self.in_features = weight.shape
        self.weight = nn.Parameter(weight, requires_grad=False)
        self.bias = None if bias is None else nn.Parameter(bias, requires_grad=False)
        self.register_buffer("weight_scale", weight_scale)

    def forward(self, x: Tensor) -> Tensor:
        """[..., in] to [..., out], in the dtype of ``x``."""
        rows = x.reshape(-1, self.in_features)
        scale = _scale(rows)
        multiply = _native if self._is_native(rows) else _emulated
        out = multiply(_cast(rows, scale), scale, self.weight, self.weight_scale, x.dtype)
        if self.bias is not None:
            out = out + self.bias.to(out.dtype)
        return out.reshape(*x.shape[:-1], self.out_features)

    def extra_repr(self) -> str:
        """Its size, for ``repr``."""
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, bias={self.bias is not None}"
        )

    def _is_native(self, rows: Tensor) -> bool:
        aligned = self.in_features % _ALIGNED == 0 and self.out_features % _ALIGNED == 0
        half = rows.dtype in {torch.bfloat16, torch.float16}
        return aligned and half and rows.is_cuda and torch.cuda.get_device_capability(rows.device) >= (8, 9)

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Fp8Linear:
        """Move to devices as any module, but keep the eight bits and their scale in a change of dtype.

        ``module.to(torch.bfloat16)`` over the whole network would otherwise turn the weight into numbers
        that miss their scale, without an error (echo-facts 7).
        """

        def kept(tensor: Tensor) -> Tensor:
            moved = fn(tensor)
            if tensor is self.bias or moved.dtype == tensor.dtype:
                return moved
            return tensor.to(moved.device)

        return super()._apply(kept, recurse)  # type: ignore[no-any-return,no-untyped-call]


def quantise(linear: nn.Linear) -> Fp8Linear:
    """The layer in eight bits: one scale for the whole weight, its largest number over 448."""
    scale = _scale(linear.weight.detach())
    bias = None if linear.bias is None else linear.bias.detach()
    return Fp8Linear(_cast(linear.weight.detach(), scale), scale, bias).train(linear.training)


def install(module: nn.Module, names: Iterable[str]) -> None:
    """Put an empty :class:`Fp8Linear` in place of every named ``nn.Linear``, on the device it was on.

    Args:
        module: a part of the network; it is changed.
        names: exactly the layers that have a ``weight_scale`` in the file, by their dotted names.

    Raises:
        BadWeights: a name is not that of an ``nn.Linear``; nothing was changed.
    """
    linears = {name: each for name, each in module.named_modules() if type(each) is nn.Linear}
    names = sorted(set(names))
    strange = [name for name in names if name not in linears]
    if strange:
        raise BadWeights(
            f"weight_scale stands beside {len(strange)} tensors that are no linear layers, such as "
            f"{', '.join(strange[:5])}; this is not the fp8 release"
        )
    for name in names:
        parent, _, last = name.rpartition(".")
        module.get_submodule(parent).add_module(last, _empty(linears[name]))


def _empty(linear: nn.Linear) -> Fp8Linear:
    weight = torch.empty_like(linear.weight, dtype=E4M3, requires_grad=False)
    scale = torch.ones((), dtype=torch.float32, device=weight.device)
    bias = None if linear.bias is None else linear.bias.detach()
    return Fp8Linear(weight, scale, bias).train(linear.training)


def _scale(x: Tensor) -> Tensor:
    low, high = torch.aminmax(x)
    scale = torch.maximum(-low, high).float() / LARGEST
    return torch.where(scale == 0, 1.0, scale)


def _cast(x: Tensor, scale: Tensor) -> Tensor:
    """``x / scale`` in E4M3, divided in float32: in bf16 a GPU would round the scale as well.

    Some rows at a time: in float32 the widest activations of a shot are over two gigabytes.
    """
    cast = torch.empty(x.shape, dtype=E4M3, device=x.device)
    for rows, into in zip(torch.split(x, ROWS), torch.split(cast, ROWS), strict=True):
        # Clamped because the division is rounded and E4M3 has no infinity: beyond 448 it would be NaN.
        into.copy_((rows.float() / scale).clamp_(-LARGEST, LARGEST))
    return cast


def _native(x: Tensor, x_scale: Tensor, weight: Tensor, weight_scale: Tensor, dtype: torch.dtype) -> Tensor:
    return torch._scaled_mm(
        x, weight.t(), scale_a=x_scale, scale_b=weight_scale, out_dtype=dtype, use_fast_accum=True
    )


def _emulated(x: Tensor, x_scale: Tensor, weight: Tensor, weight_scale: Tensor, dtype: torch.dtype) -> Tensor:
    return (functional.linear(x.float(), weight.float()) * (x_scale * weight_scale)).to(dtype)
