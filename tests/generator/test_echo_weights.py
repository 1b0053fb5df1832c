"""Loading: every tensor of a checkpoint is used exactly once, or the error names it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from generator.echo.checkpoint import BadWeights, Form, Precision, inspect
from generator.echo.headers import Source, Stored, header
from generator.echo.network import Network, random, skeleton
from generator.echo.policy import Version
from generator.echo.profiles import RANDOM_TINY, RELEASE
from generator.echo.renames import renamed
from generator.echo.weights import load, match, plan
from tests.generator.echo_checkpoints import (
    FOLDERS,
    FULL,
    METADATA,
    TINY,
    Entry,
    entries,
    in_eight_bits,
    released,
    write_diffusers,
    write_index,
    write_manifest,
    write_monolith,
    write_release,
    write_sparse,
)

Shapes = dict[str, tuple[str, tuple[int, ...]]]


@pytest.fixture(scope="module")
def full() -> Network:
    return skeleton(RELEASE)


@pytest.fixture(scope="module")
def empty() -> Network:
    return skeleton(RANDOM_TINY)


def distinct() -> Network:
    """A tiny network in which no two tensors hold the same numbers."""
    network = random(RANDOM_TINY)
    chance = torch.Generator().manual_seed(7)
    for module in network.parts().values():
        for tensor in module.state_dict().values():
            tensor.normal_(0, 0.05, generator=chance)
    return network


@pytest.fixture(scope="module")
def source() -> Network:
    return distinct()


def shapes(size: tuple[Entry, ...], dtype: str = "BF16") -> Shapes:
    return {entry.key: (dtype, entry.shape) for entry in size}


def eight_bits(size: tuple[Entry, ...]) -> Shapes:
    """As the fp8 release: the linear layers of the blocks in eight bits, everything else in bf16."""
    said = shapes(size)
    for entry in size:
        if ".transformer_blocks." in entry.key and len(entry.shape) == 2 and entry.key.endswith(".weight"):
            said[entry.key] = ("F8_E4M3", entry.shape)
            said[entry.key.replace(".weight", ".weight_scale")] = ("F32", ())
    return said


def sparse_diffusers(folder: Path, size: tuple[Entry, ...]) -> None:
    """The transformer in shards, one a layer; every other part in one file."""
    shards: dict[str, dict[str, Shapes]] = {part: {} for part in FOLDERS}
    for entry in size:
        layer = entry.name.split(".")[1] if entry.name.startswith("transformer_blocks.") else "rest"
        shards[entry.part].setdefault(f"model-{layer}.safetensors", {})[entry.name] = ("BF16", entry.shape)
    for part, files in shards.items():
        for name, tensors in files.items():
            write_sparse(folder / FOLDERS[part] / name, tensors)
        weight_map = {key: name for name, tensors in files.items() for key in tensors}
        index = folder / FOLDERS[part] / "model.safetensors.index.json"
        index.write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))
    write_index(folder)


# ---- the full size, without its gigabytes ----


def test_the_full_release_has_forty_six_gigabytes_in_5947_tensors() -> None:
    size = entries(FULL)
    by_part = {part: sum(entry.part == part for entry in size) for part in FOLDERS}
    assert by_part == {
        "transformer": 4186,
        "connectors": 262,
        "video_vae": 170,
        "audio_vae": 102,
        "vocoder": 1227,
    }


def test_every_tensor_of_the_release_has_a_place_of_its_own() -> None:
    size = entries(FULL)
    assert {entry.key: renamed(entry.key) for entry in size} == {
        entry.key: (entry.part, entry.name) for entry in size
    }


@pytest.mark.parametrize("form", ["monolith", "release bf16", "release fp8", "diffusers"])
def test_a_checkpoint_of_full_size_maps_every_key_once(form: str, tmp_path: Path, full: Network) -> None:
    size = entries(FULL)
    path = tmp_path / "weights"
    if form == "monolith":
        path = write_sparse(tmp_path / "echo.safetensors", shapes(size), METADATA)
    elif form == "diffusers":
        sparse_diffusers(path, size)
    else:
        tensors = eight_bits(size) if form.endswith("fp8") else shapes(size)
        write_sparse(path / "model.safetensors", tensors)
        write_manifest(path, form.split()[1], {"model": "model.safetensors"})
    checkpoint = inspect(path)
    plan = match(checkpoint.tensors(), full)
    assert {part: len(names) for part, names in plan.parts.items()} == {
        part: sum(entry.part == part for entry in size) + (len(plan.scaled[part])) for part in FOLDERS
    }
    assert sum(len(names) for names in plan.scaled.values()) == (48 * 34 if form == "release fp8" else 0)


def test_a_sparse_file_of_46_gigabytes_is_planned_without_reading_it(tmp_path: Path, full: Network) -> None:
    path = write_sparse(tmp_path / "echo.safetensors", shapes(entries(FULL)), METADATA)
    assert path.stat().st_blocks * 512 < 2_000_000
    before = _bytes_read()
    rows = match(inspect(path).tensors(), full).rows()
    assert _bytes_read() - before < 20_000_000
    assert sum(row.size for row in rows) == pytest.approx(46.1e9, rel=0.01)
    assert [(row.part, row.dtypes) for row in rows] == [(part, ("BF16",)) for part in FOLDERS]
    assert rows[0].parameters == 18_988_838_144


def _bytes_read() -> int:
    process = psutil.Process()
    if not hasattr(process, "io_counters"):
        pytest.skip("this system does not count what a process reads")
    return int(process.io_counters().read_chars)


# ---- there and back at tiny size ----


def expected(source: Network, stored: torch.dtype, loaded: torch.dtype) -> dict[str, torch.Tensor]:
    tensors = {}
    for part, module in source.parts().items():
        dtype = torch.float32 if part in {"audio_vae", "vocoder"} else loaded
        for name, tensor in module.state_dict().items():
            eight = tensor.dtype == torch.float8_e4m3fn or name.endswith("weight_scale")
            tensors[f"{part} {name}"] = tensor if eight else tensor.to(stored).to(dtype)
    return tensors


def assert_same(network: Network, wanted: Mapping[str, torch.Tensor]) -> None:
    got = {f"{part} {k}": t for part, m in network.parts().items() for k, t in m.state_dict().items()}
    assert got.keys() == wanted.keys()
    for name, tensor in got.items():
        assert tensor.dtype == wanted[name].dtype, name
        assert torch.equal(tensor.float(), wanted[name].float()), name


def test_a_monolith_in_float32_comes_back_bit_for_bit(source: Network, tmp_path: Path) -> None:
    path = write_monolith(tmp_path / "a.safetensors", released(source, TINY, torch.float32))
    checkpoint = inspect(path)
    assert (checkpoint.form, checkpoint.version) == (Form.MONOLITH, Version.ONE)
    assert checkpoint.precision == Precision.FP32
    loaded = load(checkpoint, RANDOM_TINY, dtype=torch.float32)
    assert_same(loaded, expected(source, torch.float32, torch.float32))


def test_a_release_folder_keeps_the_sound_in_float32(source: Network, tmp_path: Path) -> None:
    path = write_release(tmp_path / "a", released(source, TINY, torch.bfloat16), "bf16")
    checkpoint = inspect(path)
    assert (checkpoint.form, checkpoint.version) == (Form.RELEASE, Version.ONE_FIVE)
    loaded = load(checkpoint, RANDOM_TINY)
    assert loaded.transformer.dtype == torch.bfloat16
    assert loaded.audio_vae.dtype == loaded.vocoder.dtype == torch.float32
    assert_same(loaded, expected(source, torch.bfloat16, torch.bfloat16))


def test_an_eight_bit_release_keeps_its_eight_bits(tmp_path: Path) -> None:
    eight = distinct()
    names = in_eight_bits(eight)
    path = write_release(tmp_path / "a", released(eight, TINY, torch.bfloat16), "fp8")
    checkpoint = inspect(path)
    assert checkpoint.precision == Precision.FP8
    assert plan(checkpoint, RANDOM_TINY).scaled["transformer"] == set(names)
    assert_same(load(checkpoint, RANDOM_TINY), expected(eight, torch.bfloat16, torch.bfloat16))


def test_a_folder_saved_by_diffusers_in_shards_comes_back(source: Network, tmp_path: Path) -> None:
    path = write_diffusers(tmp_path / "a", source)
    assert len(list((path / "transformer").glob("*.safetensors"))) > 1
    checkpoint = inspect(path)
    assert (checkpoint.form, checkpoint.version) == (Form.DIFFUSERS, Version.ONE_FIVE)
    loaded = load(checkpoint, RANDOM_TINY, dtype=torch.float32)
    assert_same(loaded, expected(source, torch.float32, torch.float32))


def test_unused_statistics_are_left_out_and_said(source: Network, tmp_path: Path) -> None:
    tensors = released(source, TINY, torch.bfloat16)
    unused = "vae.per_channel_statistics.mean-of-stds"
    path = write_monolith(tmp_path / "a.safetensors", tensors | {unused: torch.ones(128)})
    fitted = plan(inspect(path), RANDOM_TINY)
    assert fitted.left_out == (unused,)


def test_every_loaded_part_runs_as_its_source_does(source: Network, tmp_path: Path) -> None:
    path = write_monolith(tmp_path / "a.safetensors", released(source, TINY, torch.float32))
    loaded = load(inspect(path), RANDOM_TINY, dtype=torch.float32)
    for part, module in loaded.parts().items():
        assert not module.training
        assert not any(tensor.requires_grad for tensor in module.parameters()), part
    for got, wanted in zip(run(loaded), run(source), strict=True):
        assert got.isfinite().all()
        assert torch.equal(got, wanted)


@pytest.mark.parametrize("form", ["bf16", "fp8"])
def test_a_release_in_few_bits_runs(form: str, tmp_path: Path) -> None:
    network = distinct()
    if form == "fp8":
        in_eight_bits(network)
    path = write_release(tmp_path / "a", released(network, TINY, torch.bfloat16), form)
    loaded = load(inspect(path), RANDOM_TINY)
    for got in (*velocity(loaded, torch.bfloat16), *words(loaded, torch.bfloat16)):
        assert got.dtype == torch.bfloat16
        assert got.isfinite().all()


def noise(*shape: int, dtype: torch.dtype = torch.float32) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(3)).to(dtype)


@torch.no_grad()
def words(network: Network, dtype: torch.dtype = torch.float32) -> list[torch.Tensor]:
    seen = torch.ones(1, 128, dtype=torch.long)
    video, audio, _ = network.connectors(noise(1, 128, 32, 3, dtype=dtype), seen)
    return [video, audio]


@torch.no_grad()
def velocity(network: Network, dtype: torch.dtype = torch.float32) -> list[torch.Tensor]:
    video, audio = network.transformer(
        hidden_states=noise(1, 8, 128, dtype=dtype),
        audio_hidden_states=noise(1, 5, 128, dtype=dtype),
        encoder_hidden_states=noise(1, 4, 128, dtype=dtype),
        audio_encoder_hidden_states=noise(1, 4, 64, dtype=dtype),
        timestep=torch.full((1, 8), 900.0),
        audio_timestep=torch.full((1, 5), 900.0),
        sigma=torch.tensor([900.0]),
        audio_sigma=torch.tensor([900.0]),
        num_frames=2,
        height=2,
        width=2,
        audio_num_frames=5,
        use_cross_timestep=True,
        return_dict=False,
    )
    return [video, audio]


@torch.no_grad()
def run(network: Network) -> list[torch.Tensor]:
    """A small pass through every part: text tokens, velocities, latents, pictures, sound."""
    return [
        *words(network),
        *velocity(network),
        network.video_vae.encode(noise(1, 3, 9, 64, 64)).latent_dist.mode(),
        network.video_vae.decode(noise(1, 128, 2, 2, 2), return_dict=False)[0],
        network.audio_vae.encode(noise(1, 2, 17, 64)).latent_dist.mode(),
        network.audio_vae.decode(noise(1, 8, 5, 16), return_dict=False)[0],
        network.vocoder(noise(1, 2, 17, 64)),
    ]


# ---- what does not fit ----


def refused(tensors: Shapes, network: Network) -> str:
    stored = [Stored(Source(Path("x")), key, *said, 0) for key, said in tensors.items()]
    with pytest.raises(BadWeights) as why:
        match(stored, network)
    return str(why.value)


def test_a_renamed_key_is_named_twice_as_missing_and_as_unexpected(tmp_path: Path) -> None:
    tensors = shapes(entries(TINY))
    key = "model.diffusion_model.transformer_blocks.3.attn1.to_q.weight"
    tensors[key.replace("to_q", "query")] = tensors.pop(key)
    path = write_sparse(tmp_path / "tiny.safetensors", tensors, METADATA)
    with pytest.raises(BadWeights) as why:
        load(inspect(path), RANDOM_TINY)
    assert str(why.value) == (
        f"the weights at {path} do not fit the network 'random-tiny': "
        "1 missing: transformer transformer_blocks.3.attn1.to_q.weight; "
        f"1 unexpected: {key.replace('to_q', 'query')}"
    )


@pytest.mark.parametrize(
    "key",
    [
        "optimizer.step",
        "vae.encoder.down_blocks.9.conv.conv.weight",
        "vae.per_channel_statistics.median",
        "model.diffusion_model.transformer_blocks.10.attn1.to_q.weight",
        "model.diffusion_model.transformer_blocks.0.attn1.q_norm.weight_scale",
    ],
)
def test_an_extra_key_is_named(key: str, empty: Network) -> None:
    assert refused(shapes(entries(TINY)) | {key: ("F32", ())}, empty) == f"1 unexpected: {key}"


def test_a_tensor_given_under_two_names_is_refused(empty: Network) -> None:
    tensors = shapes(entries(TINY))
    key = "model.diffusion_model.proj_in.bias"
    said = refused(tensors | {key: tensors["model.diffusion_model.patchify_proj.bias"]}, empty)
    assert said == f"1 given twice: {key}"


def test_a_wrong_shape_is_named_with_both_shapes(empty: Network) -> None:
    key = "vae.encoder.conv_in.conv.weight"
    said = refused(shapes(entries(TINY)) | {key: ("BF16", (128, 12, 3, 3, 3))}, empty)
    assert said == f"1 of a wrong shape: {key} (got [128, 12, 3, 3, 3], expected [128, 48, 3, 3, 3])"


def test_the_released_size_does_not_fit_a_tiny_network_and_few_keys_are_named(empty: Network) -> None:
    said = refused(shapes(entries(FULL)), empty)
    assert said.count("(got [") == 5
    assert len(said) < 3000


@pytest.mark.parametrize("dtype", ["F16", "I32", "F8_E4M3"])
def test_a_wrong_type_is_named(dtype: str, empty: Network) -> None:
    key = "model.diffusion_model.proj_out.weight"
    said = refused(shapes(entries(TINY)) | {key: (dtype, (128, 128))}, empty)
    assert said == f"1 of a wrong type: {key} (got {dtype}, expected BF16 or F32)"


def test_a_scale_beside_a_weight_of_sixteen_bits_is_refused(empty: Network) -> None:
    key = "model.diffusion_model.proj_out.weight"
    said = refused(shapes(entries(TINY)) | {f"{key}_scale": ("F32", ())}, empty)
    assert said == f"1 of a wrong type: {key} (got BF16, expected F8_E4M3)"


def test_a_scale_for_every_row_is_refused(empty: Network) -> None:
    tensors = eight_bits(entries(TINY))
    key = next(key for key in tensors if key.endswith("weight_scale"))
    said = refused(tensors | {key: ("F32", (128, 1))}, empty)
    assert said == f"1 of a wrong shape: {key} (got [128, 1], expected [])"


@given(lost=st.sampled_from(entries(TINY)))
@settings(max_examples=20, deadline=None)
def test_whatever_one_tensor_is_lost_its_name_is_said(lost: Entry, empty: Network) -> None:
    tensors = shapes(entries(TINY))
    del tensors[lost.key]
    assert refused(tensors, empty) == f"1 missing: {lost.part} {lost.name}"


# ---- what is not there, or not whole ----


def test_versions_are_told_apart_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    first = write_sparse(tmp_path / "tiny.safetensors", shapes(entries(TINY)), METADATA)
    second = tmp_path / "second"
    write_sparse(second / "model.safetensors", shapes(entries(TINY)))
    write_manifest(second, "bf16", {"model": "model.safetensors"})
    assert inspect(first, Version.ONE).version == Version.ONE
    assert inspect(second).version == inspect(second / "model.safetensors").version == Version.ONE_FIVE
    with pytest.raises(BadWeights, match=r"holds version 1\.0, got version 1\.5"):
        inspect(first, Version.ONE_FIVE)
    with pytest.raises(BadWeights, match=r"holds version 1\.5, got version 1\.0"):
        inspect(second, Version.ONE)


def test_a_bare_file_must_be_told_its_version(tmp_path: Path) -> None:
    bare = write_sparse(tmp_path / "model.safetensors", shapes(entries(TINY)))
    with pytest.raises(BadWeights, match=r"which version it holds: set DAILIES_ECHO_VERSION to 1\.0 or 1\.5"):
        inspect(bare)
    assert inspect(bare, Version.ONE_FIVE).version == Version.ONE_FIVE


def test_a_diffusers_folder_is_what_its_marker_or_its_index_says(tmp_path: Path) -> None:
    sparse_diffusers(tmp_path, entries(TINY))
    assert inspect(tmp_path).version == Version.ONE_FIVE
    (tmp_path / "echo.json").write_text('{"version": "1.0"}')
    assert inspect(tmp_path).version == Version.ONE
    (tmp_path / "echo.json").write_text('{"version": "2"}')
    with pytest.raises(BadWeights, match=r"echo\.json is not as expected: version"):
        inspect(tmp_path)
    (tmp_path / "echo.json").unlink()
    write_index(tmp_path, "LTX2Pipeline")
    with pytest.raises(BadWeights, match="does not say which version"):
        inspect(tmp_path)
    (tmp_path / "modular_model_index.json").unlink()
    assert inspect(tmp_path, Version.ONE).version == Version.ONE


def test_a_precision_other_than_promised_is_refused(tmp_path: Path) -> None:
    write_sparse(tmp_path / "model.safetensors", shapes(entries(TINY)))
    write_manifest(tmp_path, "fp8", {"model": "model.safetensors"})
    with pytest.raises(BadWeights, match="says fp8, the file holds bf16"):
        inspect(tmp_path)


def test_the_four_bit_release_is_refused_because_it_is_a_pickle(tmp_path: Path) -> None:
    write_manifest(tmp_path, "fp4", {"components": "c.safetensors", "modelopt": "transformer_modelopt.pt"})
    (tmp_path / "transformer_modelopt.pt").write_bytes(b"PK\x03\x04")
    for path in (tmp_path, tmp_path / "transformer_modelopt.pt"):
        with pytest.raises(BadWeights, match=r"a pickle: .* Use the fp8 or the bf16 folder"):
            inspect(path)


@pytest.mark.parametrize(
    ("files", "schema", "said"),
    [
        ({"model": "../model.safetensors"}, 1, "outside its folder"),
        ({"weights": "model.safetensors"}, 1, "names no model file"),
        ({"model": "gone.safetensors"}, 1, r"gone\.safetensors cannot be read"),
        ({"model": "model.safetensors"}, 2, "is not as expected: schema_version"),
    ],
)
def test_a_manifest_that_promises_something_else_is_refused(
    files: dict[str, str], schema: int, said: str, tmp_path: Path
) -> None:
    write_manifest(tmp_path, "bf16", files, schema)
    with pytest.raises(BadWeights, match=said):
        inspect(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty or cut short: got 0 bytes"),
        (b"\x10\x00", "empty or cut short: got 2 bytes"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 46000000000\n", "git-lfs pointer"),
        (b"<!DOCTYPE html><html></html>", "not a safetensors file"),
        (b"GGUF\x03\x00\x00\x00\x00\x00\x00\x00", "GGUF files and pickles are not read"),
        ((12).to_bytes(8, "little") + b"not any json", "not a safetensors file: got no readable header"),
        ((2).to_bytes(8, "little") + b"[]", "not a safetensors file: got no readable header"),
        ((300).to_bytes(8, "little") + b"{", "cut short within its header"),
    ],
)
def test_a_file_that_holds_no_weights_says_what_it_is(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_bytes(content)
    with pytest.raises(BadWeights, match=said) as why:
        inspect(path, Version.ONE)
    assert str(path) in str(why.value)


def test_nothing_at_a_path_and_nothing_known_in_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadWeights, match="there is nothing at"):
        inspect(tmp_path / "gone")
    with pytest.raises(BadWeights, match="holds no weights this camera knows: expected"):
        inspect(tmp_path)
    write_index(tmp_path)
    with pytest.raises(BadWeights, match=r"transformer should hold one safetensors file.*got none"):
        inspect(tmp_path)


@given(cut=st.integers(1, 3000))
@settings(max_examples=40, deadline=None)
def test_a_file_cut_short_anywhere_is_refused(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "a.safetensors"
    write_sparse(path, {"a": ("BF16", (1000,)), "b": ("F32", (100, 2))}, METADATA)
    whole = path.read_bytes()
    path.write_bytes(whole[: max(0, len(whole) - cut)])
    with pytest.raises(BadWeights, match="cut short"):
        header(Source(path))
    path.write_bytes(whole + b" ")
    with pytest.raises(BadWeights, match="too long"):
        header(Source(path))


@given(content=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_file_however_strange_raises_anything_else(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "strange.safetensors"
    path.write_bytes(len(content).to_bytes(8, "little") + content)
    with pytest.raises(BadWeights):
        inspect(path, Version.ONE)


def test_a_missing_shard_is_named(source: Network, tmp_path: Path) -> None:
    write_diffusers(tmp_path, source)
    shard = sorted((tmp_path / "transformer").glob("*.safetensors"))[1]
    shard.unlink()
    with pytest.raises(BadWeights, match=shard.name):
        inspect(tmp_path)


# ---- identity ----


def test_the_identity_follows_the_content_and_not_the_place(source: Network, tmp_path: Path) -> None:
    tensors = released(source, TINY, torch.bfloat16)
    first = write_monolith(tmp_path / "a.safetensors", tensors)
    second = write_monolith(tmp_path / "b.safetensors", tensors)
    other = distinct()
    with torch.no_grad():
        for tensor in other.transformer.parameters():
            tensor.add_(1e-2)
    third = write_monolith(tmp_path / "c.safetensors", released(other, TINY, torch.bfloat16))
    one, two, three = (inspect(path).identity for path in (first, second, third))
    assert one == two != three
    assert len(one) == 16


def test_a_buffer_nobody_stores_is_computed(source: Network, tmp_path: Path) -> None:
    path = write_monolith(tmp_path / "a.safetensors", released(source, TINY, torch.bfloat16))
    loaded = load(inspect(path), RANDOM_TINY)
    assert torch.equal(loaded.vocoder.resampler.filter, random(RANDOM_TINY).vocoder.resampler.filter)
    held = [module for part in loaded.parts().values() for module in part.modules()]
    assert not any(tensor.is_meta for module in held for tensor in _tensors(module))


def _tensors(module: nn.Module) -> list[torch.Tensor]:
    plain = [each for each in vars(module).values() if isinstance(each, torch.Tensor)]
    return [*plain, *module.parameters(recurse=False), *module.buffers(recurse=False)]
