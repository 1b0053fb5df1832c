"""Linear layers in eight bits: the released maths, and nothing that undoes it silently."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from generator.echo.checkpoint import BadWeights
from generator.echo.fp8 import E4M3, Fp8Linear, install, quantise


def linear(given: int = 64, out: int = 32, *, bias: bool = True, seed: int = 0) -> nn.Linear:
    layer = nn.Linear(given, out, bias=bias)
    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for tensor in layer.parameters():
            tensor.normal_(generator=chance)
    return layer.requires_grad_(False)


def noise(*shape: int, seed: int = 1) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def test_numbers_that_eight_bits_hold_are_multiplied_exactly() -> None:
    layer = nn.Linear(2, 2).requires_grad_(False)
    layer.weight.copy_(torch.tensor([[448.0, 1.0], [2.0, -4.0]]))
    layer.bias.copy_(torch.tensor([0.5, 1000.0]))
    out = quantise(layer)(torch.tensor([[448.0, 2.0], [-448.0, 0.0]]))
    assert out.tolist() == [[448.0 * 448 + 2 + 0.5, 896.0 - 8 + 1000], [-448.0 * 448 + 0.5, -896.0 + 1000]]


def test_the_product_is_that_of_the_scaled_matrix_multiplication_of_torch() -> None:
    layer = quantise(linear(bias=False))
    x = noise(5000, 64).to(torch.bfloat16)
    scale = x.abs().max().float() / 448
    eight = (x.float() / scale).clamp(-448, 448).to(E4M3)
    wanted = torch._scaled_mm(
        eight, layer.weight.t(), scale_a=scale, scale_b=layer.weight_scale, out_dtype=torch.bfloat16
    )
    # The same eight-bit numbers; only the order of summation, and so the last bit of bf16, may differ.
    torch.testing.assert_close(layer(x), wanted, rtol=2**-7, atol=1e-3)
    assert (layer(x) == wanted).float().mean() > 0.99


def test_the_result_is_near_that_of_full_precision() -> None:
    layer, x = linear(256, 128), noise(3, 5, 256)
    got, wanted = quantise(layer)(x), layer(x)
    assert got.shape == wanted.shape
    assert (got - wanted).norm() / wanted.norm() < 0.05


def test_the_result_has_the_type_of_its_input() -> None:
    layer = quantise(linear())
    assert layer(noise(2, 64)).dtype == torch.float32
    assert layer(noise(2, 64).to(torch.bfloat16)).dtype == torch.bfloat16


def test_silence_gives_the_bias_and_an_empty_weight_nothing() -> None:
    layer = quantise(linear())
    assert layer.bias is not None
    assert torch.equal(layer(torch.zeros(3, 64)), layer.bias.expand(3, -1))
    nothing = nn.Linear(64, 32, bias=False).requires_grad_(False)
    nothing.weight.zero_()
    assert torch.equal(quantise(nothing)(noise(3, 64)), torch.zeros(3, 32))


@given(largest=st.floats(2**-60, 2**60, width=32), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_no_size_of_activations_overflows(largest: float, seed: int) -> None:
    x = noise(4, 64, seed=seed)
    x = (x / x.abs().max() * largest).to(torch.bfloat16)
    assert quantise(linear(bias=False))(x).isfinite().all()


@given(seed=st.integers(0, 10_000), size=st.floats(2**-20, 2**20, width=32))
@settings(max_examples=60, deadline=None)
def test_every_weight_keeps_four_bits_of_precision(seed: int, size: float) -> None:
    layer = linear(seed=seed)
    layer.weight.mul_(size)
    eight = quantise(layer)
    off = (eight.weight.float() * eight.weight_scale - layer.weight).abs()
    # Half a step of three mantissa bits, or half the smallest step below the normal numbers.
    allowed = torch.maximum(layer.weight.abs() / 16, eight.weight_scale * 2**-10)
    assert (off <= allowed * 1.001).all()


CHANGES: list[Callable[[nn.Module], nn.Module]] = [
    lambda module: module.to(torch.bfloat16),
    lambda module: module.to("cpu", torch.float32),
    lambda module: module.half(),
    lambda module: module.float(),
    lambda module: module.double(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_type_leaves_the_eight_bits_and_their_scale(
    change: Callable[[nn.Module], nn.Module],
) -> None:
    layer = quantise(linear())
    before = layer.weight.float().clone()
    whole = change(nn.Sequential(layer, nn.Linear(32, 8)))
    assert layer.weight.dtype == E4M3
    assert torch.equal(layer.weight.float(), before)
    assert layer.weight_scale.dtype == torch.float32
    assert layer.bias is not None
    assert layer.bias.dtype == next(whole[1].parameters()).dtype  # type: ignore[index]


def test_a_change_of_device_moves_everything() -> None:
    layer = quantise(linear()).to("meta", torch.bfloat16)
    assert {tensor.device.type for tensor in layer.state_dict().values()} == {"meta"}
    assert layer.weight.dtype == E4M3


def test_the_state_of_a_layer_is_that_of_the_release() -> None:
    state = quantise(linear()).state_dict()
    assert {name: (tensor.dtype, tuple(tensor.shape)) for name, tensor in state.items()} == {
        "weight": (E4M3, (32, 64)),
        "weight_scale": (torch.float32, ()),
        "bias": (torch.float32, (32,)),
    }


def test_exactly_the_named_layers_are_replaced() -> None:
    module = nn.Sequential(nn.Linear(16, 16), nn.Sequential(nn.Linear(16, 16), nn.ReLU()), nn.Linear(16, 16))
    install(module, ["1.0", "2"])
    kinds = {name: type(each) for name, each in module.named_modules() if not list(each.children())}
    assert kinds == {"0": nn.Linear, "1.0": Fp8Linear, "1.1": nn.ReLU, "2": Fp8Linear}


def test_a_layer_installed_on_meta_stays_there() -> None:
    with torch.device("meta"):
        module = nn.Sequential(nn.Linear(16, 8, bias=False)).eval()
    install(module, ["0"])
    assert {tensor.is_meta for tensor in module.state_dict().values()} == {True}
    assert not module[0].training


@pytest.mark.parametrize("name", ["1", "5", "", "0.weight"])
def test_a_name_of_no_linear_layer_is_refused_and_nothing_is_replaced(name: str) -> None:
    module = nn.Sequential(nn.Linear(16, 16), nn.ReLU())
    with pytest.raises(BadWeights, match="are no linear layers"):
        install(module, ["0", name])
    assert type(module[0]) is nn.Linear


def test_a_weight_that_is_not_in_eight_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="quantise"):
        Fp8Linear(torch.ones(2, 2), torch.ones(()), None)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a card with eight-bit tensor cores")
@pytest.mark.parametrize("out", [32, 36])
def test_a_card_and_the_cpu_agree(out: int) -> None:
    layer, x = quantise(linear(256, out)), noise(3, 5, 256).to(torch.bfloat16)
    wanted = layer(x)
    got = layer.to("cuda")(x.to("cuda")).cpu()
    assert (got - wanted).norm() / wanted.norm() < 0.01
