"""The camera's benchmarks measure what they say, and every script for a GPU runs on a CPU."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from benchmarks import camera
from benchmarks.gpu import weights
from benchmarks.gpu.clock import alone, held, race
from benchmarks.gpu.fp8 import in_eight_bits
from benchmarks.gpu.options import parse
from benchmarks.gpu.scene import grid_of, scene, widths_of
from benchmarks.gpu.work import operations
from generator.echo.backbone import Backbone
from generator.echo.network import skeleton
from generator.echo.profiles import RANDOM_TINY, RELEASE

CPU = torch.device("cpu")
SCRIPTS = ("matmul", "steps", "fp8", "compile", "residency", "decode", "shot")
TINY = ["--device", "cpu", "--profile", "random-tiny", "--frames", "9", "--size", "96x64", "--slots", "1"]
TRIAL = camera.Trial(RANDOM_TINY, (96, 64), 16, frames=25, slots=(2,), runs=1)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in {"steps", "matmul", "decode"} else [pytest.mark.slow])
        for name in SCRIPTS
    ],
)
def test_a_script_for_a_gpu_prints_a_table_on_a_cpu_and_says_that_it_is_none(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    importlib.import_module(f"benchmarks.gpu.{name}").main(TINY)
    printed = capsys.readouterr().out
    assert "a trial on the CPU: no figure for the records" in printed
    assert len(printed.splitlines()) >= 4


def test_the_list_of_checks_names_every_script_in_order() -> None:
    text = (Path(__file__).parent.parent / "docs" / "gpu-checks.md").read_text()
    places = [text.index(f"| `python -m benchmarks.gpu.{name}` |") for name in SCRIPTS]
    assert places == sorted(places)


def test_the_full_size_is_refused_on_a_cpu(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--device", "cpu"], None)
    assert "random-tiny" in capsys.readouterr().err


def test_a_size_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse([*TINY, "--size", "large"], None)
    assert "WIDTHxHEIGHT" in capsys.readouterr().err


def test_both_sides_compute_the_same() -> None:
    figures = {figure.name: figure for figure in camera.steps(TRIAL, CPU)}
    apart = figures["largest difference between the two"]
    assert 0.0 < apart.value < 1e-5
    assert not apart.missed


def test_grouped_attention_holds_less_than_dense_masks() -> None:
    trial = replace(TRIAL, frames=9, slots=(7,))
    figures = {figure.name: figure.value for figure in camera.steps(trial, CPU)}
    assert figures["diffusers ÷ ours, memory with 7 memories"] > 1.0


def test_a_story_is_measured_at_every_shot_asked_for() -> None:
    names = [figure.name for figure in camera.story((3, 12), CPU, runs=1)]
    assert [name.split(" (")[0] for name in names] == [
        "shot 3 of a story",
        "shot 12 of a story",
        "shot 12 ÷ shot 3",
    ]


def test_operations_are_those_that_torch_counts() -> None:
    backbone = Backbone.of(weights.network(RANDOM_TINY, CPU, torch.float32, ("transformer",)).transformer)
    at = scene(grid_of(25, (128, 96)), 3, widths_of(backbone.transformer, 32), CPU, torch.float32)
    with (
        backbone.shot(at.layout, at.context) as velocity,
        sdpa_kernel(SDPBackend.MATH),
        FlopCounterMode(display=False) as counter,
    ):
        velocity(at.target, at.step)
    blocks = sum(
        sum(counted.values())
        for name, counted in counter.get_flop_counts().items()
        if name.count(".") == 2 and ".transformer_blocks." in name
    )
    assert operations(backbone, at) == blocks


def test_operations_at_full_size_are_those_of_the_release() -> None:
    backbone = Backbone.of(skeleton(RELEASE).transformer)
    widths, shot = widths_of(backbone.transformer, 1024), grid_of(241, RELEASE.size)
    for slots, petaflop in ((0, 1.40), (7, 1.92)):
        at = scene(shot, slots, widths, CPU, torch.float32)
        assert operations(backbone, at) / 1e15 == pytest.approx(petaflop, rel=0.02)


def test_random_weights_are_where_and_what_they_should_be() -> None:
    made = weights.network(RANDOM_TINY, CPU, torch.bfloat16)
    types = {name: {p.dtype for p in part.parameters()} for name, part in made.parts().items()}
    assert types["transformer"] == types["video_vae"] == {torch.bfloat16}
    assert types["audio_vae"] == types["vocoder"] == {torch.float32}
    tensors = [t for part in made.parts().values() for t in (*part.parameters(), *part.buffers())]
    assert not any(tensor.is_meta for tensor in tensors)
    assert all(torch.isfinite(tensor).all() for tensor in tensors)


def test_parts_not_asked_for_take_no_memory() -> None:
    made = weights.network(RANDOM_TINY, CPU, torch.float32, ("transformer",))
    assert all(tensor.is_meta for tensor in made.connectors.parameters())


def test_every_linear_layer_of_the_blocks_goes_into_eight_bits() -> None:
    made = weights.network(RANDOM_TINY, CPU, torch.float32, ("transformer",))
    count = in_eight_bits(made.transformer.transformer_blocks)
    assert count == 10 * (6 * 5 + 4)
    assert in_eight_bits(made.transformer.transformer_blocks) == 0


def test_memory_is_counted_to_the_byte() -> None:
    def work() -> None:
        for _ in range(3):
            first = torch.empty(250_000)
            second = first.new_empty(500_000)
            del first, second

    assert held(work, CPU) == 3_000_000


def test_a_race_lets_everybody_run_as_often_and_in_turn() -> None:
    ran: list[str] = []
    times = race([lambda: ran.append("a"), lambda: ran.append("b")], CPU, runs=2)
    assert ran == ["a", "b"] * 3
    assert len(times) == 2


def test_one_thread_inside_and_as_many_as_before_outside() -> None:
    before = torch.get_num_threads()
    with alone():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == before
