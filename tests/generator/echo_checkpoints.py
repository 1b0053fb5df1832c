"""Synthetic checkpoints in every published form, written from the description of the release.

Every tensor of the released single file is listed here by hand with its shape and its place in diffusers'
classes, block by block, from echo-facts 1.2 and 2.1 to 2.6; the rename tables of the loader are not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from generator.echo import fp8
from generator.echo.network import Network
from generator.echo.profiles import RANDOM_TINY

DIT = "model.diffusion_model."
WIDTH = {"F32": 4, "BF16": 2, "F8_E4M3": 1}
METADATA = {"config": json.dumps({"transformer": {"num_layers": 48}})}
FOLDERS = {
    "transformer": "transformer",
    "connectors": "connectors",
    "video_vae": "vae",
    "audio_vae": "audio_vae",
    "vocoder": "vocoder",
}


class Entry(NamedTuple):
    """A tensor of the released file: its key there, its part and name in diffusers' classes, its shape."""

    key: str
    part: str
    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Size:
    """The numbers of echo-facts 2.1 to 2.6 that differ between the released network and a tiny one."""

    layers: int
    heads: int
    video: int
    audio: int
    latent: int
    connector_layers: int
    text: int
    registers: int
    encoder: tuple[int, ...]
    encoder_blocks: tuple[int, ...]
    decoder: tuple[int, ...]
    decoder_blocks: tuple[int, ...]
    sound: int
    sound_blocks: int
    vocoder: int
    bwe: int
    taps: tuple[int, ...]
    dilations: int


FULL = Size(
    layers=48,
    heads=32,
    video=4096,
    audio=2048,
    latent=128,
    connector_layers=8,
    text=3840 * 49,
    registers=128,
    encoder=(128, 256, 512, 1024, 1024),
    encoder_blocks=(4, 6, 4, 2, 2),
    decoder=(1024, 512, 512, 256, 128),
    decoder_blocks=(2, 2, 4, 6, 4),
    sound=128,
    sound_blocks=2,
    vocoder=1536,
    bwe=512,
    taps=(3, 7, 11),
    dilations=3,
)

_ENCODER = RANDOM_TINY.video_vae["block_out_channels"]
_DECODER = RANDOM_TINY.video_vae["decoder_block_out_channels"]
TINY = Size(
    layers=RANDOM_TINY.transformer["num_layers"],
    heads=RANDOM_TINY.transformer["num_attention_heads"],
    video=RANDOM_TINY.transformer["cross_attention_dim"],
    audio=RANDOM_TINY.transformer["audio_cross_attention_dim"],
    latent=128,
    connector_layers=RANDOM_TINY.connectors["video_connector_num_layers"],
    text=RANDOM_TINY.connectors["caption_channels"] * RANDOM_TINY.connectors["text_proj_in_factor"],
    registers=128,
    encoder=(128, *_ENCODER),
    encoder_blocks=RANDOM_TINY.video_vae["layers_per_block"],
    decoder=(*reversed(_DECODER), _DECODER[0] // 2),
    decoder_blocks=tuple(reversed(RANDOM_TINY.video_vae["decoder_layers_per_block"])),
    sound=RANDOM_TINY.audio_vae["base_channels"],
    sound_blocks=RANDOM_TINY.audio_vae["num_res_blocks"],
    vocoder=RANDOM_TINY.vocoder["hidden_channels"],
    bwe=RANDOM_TINY.vocoder["bwe_hidden_channels"],
    taps=tuple(RANDOM_TINY.vocoder["resnet_kernel_sizes"]),
    dilations=len(RANDOM_TINY.vocoder["resnet_dilations"][0]),
)


@cache
def entries(size: Size) -> tuple[Entry, ...]:
    """Every tensor of the released file that a part uses."""
    parts = (_transformer(size), _connectors(size), _video_vae(size), _audio_vae(size), _vocoder(size))
    return tuple(entry for part in parts for entry in part)


def _pair(key: str, part: str, name: str, weight: tuple[int, ...], *, bias: bool = True) -> Iterator[Entry]:
    yield Entry(f"{key}.weight", part, f"{name}.weight", weight)
    if bias:
        yield Entry(f"{key}.bias", part, f"{name}.bias", weight[:1])


def _attention(
    key: str, part: str, name: str, heads: int, query: int, context: int, inner: int
) -> Iterator[Entry]:
    sides = {
        "to_q": (inner, query),
        "to_k": (inner, context),
        "to_v": (inner, context),
        "to_out.0": (query, inner),
    }
    for leaf, shape in {**sides, "to_gate_logits": (heads, query)}.items():
        yield from _pair(f"{key}.{leaf}", part, f"{name}.{leaf}", shape)
    yield Entry(f"{key}.q_norm.weight", part, f"{name}.norm_q.weight", (inner,))
    yield Entry(f"{key}.k_norm.weight", part, f"{name}.norm_k.weight", (inner,))


def _feed_forward(key: str, part: str, name: str, width: int) -> Iterator[Entry]:
    yield from _pair(f"{key}.net.0.proj", part, f"{name}.net.0.proj", (4 * width, width))
    yield from _pair(f"{key}.net.2", part, f"{name}.net.2", (width, 4 * width))


def _transformer(size: Size) -> Iterator[Entry]:
    part, video, audio, latent = "transformer", size.video, size.audio, size.latent
    yield from _pair(f"{DIT}patchify_proj", part, "proj_in", (video, latent))
    yield from _pair(f"{DIT}audio_patchify_proj", part, "audio_proj_in", (audio, latent))
    yield from _pair(f"{DIT}proj_out", part, "proj_out", (latent, video))
    yield from _pair(f"{DIT}audio_proj_out", part, "audio_proj_out", (latent, audio))
    yield Entry(f"{DIT}scale_shift_table", part, "scale_shift_table", (2, video))
    yield Entry(f"{DIT}audio_scale_shift_table", part, "audio_scale_shift_table", (2, audio))
    for key, name, width, rows in (
        ("adaln_single", "time_embed", video, 9),
        ("audio_adaln_single", "audio_time_embed", audio, 9),
        ("prompt_adaln_single", "prompt_adaln", video, 2),
        ("audio_prompt_adaln_single", "audio_prompt_adaln", audio, 2),
        ("av_ca_video_scale_shift_adaln_single", "av_cross_attn_video_scale_shift", video, 4),
        ("av_ca_audio_scale_shift_adaln_single", "av_cross_attn_audio_scale_shift", audio, 4),
        ("av_ca_a2v_gate_adaln_single", "av_cross_attn_video_a2v_gate", video, 1),
        ("av_ca_v2a_gate_adaln_single", "av_cross_attn_audio_v2a_gate", audio, 1),
    ):
        embedder = "emb.timestep_embedder.linear_"
        yield from _pair(f"{DIT}{key}.{embedder}1", part, f"{name}.{embedder}1", (width, 256))
        yield from _pair(f"{DIT}{key}.{embedder}2", part, f"{name}.{embedder}2", (width, width))
        yield from _pair(f"{DIT}{key}.linear", part, f"{name}.linear", (rows * width, width))
    for layer in range(size.layers):
        yield from _block(size, f"transformer_blocks.{layer}")


def _block(size: Size, at: str) -> Iterator[Entry]:
    part, video, audio = "transformer", size.video, size.audio
    for name, query, context, inner in (
        ("attn1", video, video, video),
        ("attn2", video, video, video),
        ("audio_attn1", audio, audio, audio),
        ("audio_attn2", audio, audio, audio),
        ("audio_to_video_attn", video, audio, audio),
        ("video_to_audio_attn", audio, video, audio),
    ):
        yield from _attention(f"{DIT}{at}.{name}", part, f"{at}.{name}", size.heads, query, context, inner)
    yield from _feed_forward(f"{DIT}{at}.ff", part, f"{at}.ff", video)
    yield from _feed_forward(f"{DIT}{at}.audio_ff", part, f"{at}.audio_ff", audio)
    for key, name, rows, width in (
        ("scale_shift_table", "scale_shift_table", 9, video),
        ("audio_scale_shift_table", "audio_scale_shift_table", 9, audio),
        ("prompt_scale_shift_table", "prompt_scale_shift_table", 2, video),
        ("audio_prompt_scale_shift_table", "audio_prompt_scale_shift_table", 2, audio),
        ("scale_shift_table_a2v_ca_video", "video_a2v_cross_attn_scale_shift_table", 5, video),
        ("scale_shift_table_a2v_ca_audio", "audio_a2v_cross_attn_scale_shift_table", 5, audio),
    ):
        yield Entry(f"{DIT}{at}.{key}", part, f"{at}.{name}", (rows, width))


def _connectors(size: Size) -> Iterator[Entry]:
    part = "connectors"
    for stream, width in (("video", size.video), ("audio", size.audio)):
        key = f"text_embedding_projection.{stream}_aggregate_embed"
        yield from _pair(key, part, f"{stream}_text_proj_in", (width, size.text))
        key, name = f"{DIT}{stream}_embeddings_connector", f"{stream}_connector"
        registers = (size.registers, width)
        yield Entry(f"{key}.learnable_registers", part, f"{name}.learnable_registers", registers)
        for layer in range(size.connector_layers):
            block, renamed = f"{key}.transformer_1d_blocks.{layer}", f"{name}.transformer_blocks.{layer}"
            yield from _attention(f"{block}.attn1", part, f"{renamed}.attn1", size.heads, width, width, width)
            yield from _feed_forward(f"{block}.ff", part, f"{renamed}.ff", width)


def _video_vae(size: Size) -> Iterator[Entry]:
    part, cube = "video_vae", (3, 3, 3)
    yield from _statistics("vae", part, size.latent)
    widths, counts = size.encoder, size.encoder_blocks
    conv = "encoder.conv_in.conv"
    yield from _pair(f"vae.{conv}", part, conv, (widths[0], 3 * 4 * 4, *cube))
    for stage, stride in enumerate((4, 2, 8, 8)):
        at = f"encoder.down_blocks.{stage}"
        yield from _resnets(f"vae.encoder.down_blocks.{2 * stage}", part, at, widths[stage], counts[stage])
        flat = f"vae.encoder.down_blocks.{2 * stage + 1}.conv.conv"
        out = widths[stage + 1] // stride
        yield from _pair(flat, part, f"{at}.downsamplers.0.conv.conv", (out, widths[stage], *cube))
    yield from _resnets("vae.encoder.down_blocks.8", part, "encoder.mid_block", widths[4], counts[4])
    # One shared log variance behind the latent channels ("uniform").
    conv = "encoder.conv_out.conv"
    yield from _pair(f"vae.{conv}", part, conv, (size.latent + 1, widths[4], *cube))

    widths, counts = size.decoder, size.decoder_blocks
    conv = "decoder.conv_in.conv"
    yield from _pair(f"vae.{conv}", part, conv, (widths[0], size.latent, *cube))
    yield from _resnets("vae.decoder.up_blocks.0", part, "decoder.mid_block", widths[0], counts[0])
    for stage, stride in enumerate((8, 8, 2, 4)):
        at = f"decoder.up_blocks.{stage}"
        flat = f"vae.decoder.up_blocks.{2 * stage + 1}.conv.conv"
        out = widths[stage + 1] * stride
        yield from _pair(flat, part, f"{at}.upsamplers.0.conv.conv", (out, widths[stage], *cube))
        flat = f"vae.decoder.up_blocks.{2 * stage + 2}"
        yield from _resnets(flat, part, at, widths[stage + 1], counts[stage + 1])
    conv = "decoder.conv_out.conv"
    yield from _pair(f"vae.{conv}", part, conv, (3 * 4 * 4, widths[4], *cube))


def _statistics(prefix: str, part: str, channels: int) -> Iterator[Entry]:
    at = f"{prefix}.per_channel_statistics"
    yield Entry(f"{at}.mean-of-means", part, "latents_mean", (channels,))
    yield Entry(f"{at}.std-of-means", part, "latents_std", (channels,))


def _resnets(key: str, part: str, name: str, width: int, count: int) -> Iterator[Entry]:
    for block in range(count):
        for conv in ("conv1.conv", "conv2.conv"):
            old, new = f"{key}.res_blocks.{block}.{conv}", f"{name}.resnets.{block}.{conv}"
            yield from _pair(old, part, new, (width, width, 3, 3, 3))


def _audio_vae(size: Size) -> Iterator[Entry]:
    part = "audio_vae"
    yield from _statistics("audio_vae", part, 8 * 16)
    for name, shape in _sound_convolutions(size.sound, size.sound_blocks):
        yield from _pair(f"audio_vae.{name}.conv", part, f"{name}.conv", shape)


def _sound_convolutions(base: int, blocks: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    widths = (base, 2 * base, 4 * base)
    yield "encoder.conv_in", (base, 2, 3, 3)
    given = base
    for level, width in enumerate(widths):
        for block in range(blocks):
            yield from _sound_resnet(f"encoder.down.{level}.block.{block}", given, width)
            given = width
        if level < 2:
            yield f"encoder.down.{level}.downsample", (width, width, 3, 3)
    yield "encoder.conv_out", (2 * 8, given, 3, 3)
    yield "decoder.conv_in", (given, 8, 3, 3)
    for middle in (
        "encoder.mid.block_1",
        "encoder.mid.block_2",
        "decoder.mid.block_1",
        "decoder.mid.block_2",
    ):
        yield from _sound_resnet(middle, given, given)
    for level in (2, 1, 0):
        for block in range(blocks + 1):
            yield from _sound_resnet(f"decoder.up.{level}.block.{block}", given, widths[level])
            given = widths[level]
        if level:
            yield f"decoder.up.{level}.upsample.conv", (given, given, 3, 3)
    yield "decoder.conv_out", (2, base, 3, 3)


def _sound_resnet(name: str, given: int, width: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.conv1", (width, given, 3, 3)
    yield f"{name}.conv2", (width, width, 3, 3)
    if given != width:
        yield f"{name}.nin_shortcut", (width, given, 1, 1)


def _vocoder(size: Size) -> Iterator[Entry]:
    yield from _generator(size, "vocoder", size.vocoder, (11, 4, 4, 4, 4, 4))
    yield from _generator(size, "bwe_generator", size.bwe, (12, 11, 4, 4, 4))
    for name, shape in (
        ("mel_stft.mel_basis", (64, 257)),
        ("mel_stft.stft_fn.forward_basis", (514, 1, 512)),
        ("mel_stft.stft_fn.inverse_basis", (514, 1, 512)),
    ):
        yield Entry(f"vocoder.{name}", "vocoder", name, shape)


def _generator(size: Size, at: str, width: int, kernels: tuple[int, ...]) -> Iterator[Entry]:
    key, part = f"vocoder.{at}", "vocoder"
    yield from _pair(f"{key}.conv_pre", part, f"{at}.conv_in", (width, 128, 7))
    for stage, kernel in enumerate(kernels):
        yield Entry(
            f"{key}.ups.{stage}.weight", part, f"{at}.upsamplers.{stage}.weight", (width, width // 2, kernel)
        )
        width //= 2
        yield Entry(f"{key}.ups.{stage}.bias", part, f"{at}.upsamplers.{stage}.bias", (width,))
        for branch, taps in enumerate(size.taps):
            block = len(size.taps) * stage + branch
            old, new = f"{key}.resblocks.{block}", f"{at}.resnets.{block}"
            for row in (f"{side}.{i}" for side in "12" for i in range(size.dilations)):
                yield from _pair(f"{old}.convs{row}", part, f"{new}.convs{row}", (width, width, taps))
                yield from _activation(f"{old}.acts{row}", f"{new}.acts{row}", width)
    yield from _activation(f"{key}.act_post", f"{at}.act_out", width)
    yield from _pair(f"{key}.conv_post", part, f"{at}.conv_out", (2, width, 7), bias=False)


def _activation(key: str, name: str, width: int) -> Iterator[Entry]:
    yield Entry(f"{key}.act.alpha", "vocoder", f"{name}.act.alpha", (width,))
    yield Entry(f"{key}.act.beta", "vocoder", f"{name}.act.beta", (width,))
    yield Entry(f"{key}.upsample.filter", "vocoder", f"{name}.upsample.filter", (1, 1, 12))
    yield Entry(f"{key}.downsample.lowpass.filter", "vocoder", f"{name}.downsample.filter", (1, 1, 12))


def write_sparse(
    path: Path, tensors: Mapping[str, tuple[str, tuple[int, ...]]], metadata: Mapping[str, str] | None = None
) -> Path:
    """A safetensors file of full size with a true header, and a hole of the disk for the numbers."""
    header: dict[str, Any] = {"__metadata__": dict(metadata)} if metadata else {}
    end = 0
    for key, (dtype, shape) in tensors.items():
        start, end = end, end + WIDTH[dtype] * prod(shape)
        header[key] = {"dtype": dtype, "shape": list(shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + end)
    return path


def released(network: Network, size: Size, dtype: torch.dtype) -> dict[str, Tensor]:
    """The network's tensors under the released names; eight-bit layers with their scales."""
    states = {part: module.state_dict() for part, module in network.parts().items()}
    tensors = {}
    for key, part, name, shape in entries(size):
        tensor = states[part].pop(name)
        assert tuple(tensor.shape) == shape, key
        tensors[key] = tensor.clone() if tensor.dtype == fp8.E4M3 else tensor.to(dtype)
        if tensor.dtype == fp8.E4M3:
            scale = states[part].pop(name.replace(".weight", ".weight_scale"))
            tensors[key.replace(".weight", ".weight_scale")] = scale.clone()
    assert not any(states.values()), states
    return {key: tensor.contiguous() for key, tensor in tensors.items()}


def write_monolith(path: Path, tensors: dict[str, Tensor]) -> Path:
    """As 1.0: one file, its configuration in the metadata."""
    save_file(tensors, path, metadata=METADATA)
    return path


def write_release(folder: Path, tensors: dict[str, Tensor], precision: str) -> Path:
    """As 1.5: a file and its ``checkpoint.json``."""
    folder.mkdir()
    save_file(tensors, folder / "model.safetensors")
    write_manifest(folder, precision, {"model": "model.safetensors"})
    return folder


def write_manifest(folder: Path, precision: str, files: Mapping[str, str], schema: int = 1) -> None:
    """The ``checkpoint.json`` of a 1.5 folder."""
    manifest = {
        "schema_version": schema,
        "name": f"echo15_{precision}",
        "precision": precision,
        "files": files,
    }
    (folder / "checkpoint.json").write_text(json.dumps(manifest))


def write_diffusers(folder: Path, network: Network) -> Path:
    """As diffusers itself saves it, the transformer in shards."""
    for part, module in network.parts().items():
        module.save_pretrained(folder / FOLDERS[part], max_shard_size="4MB")  # type: ignore[operator]
    write_index(folder)
    return folder


def write_index(folder: Path, pipeline: str = "EchoModularPipeline") -> None:
    """The model index that names the pipeline."""
    folder.mkdir(exist_ok=True)
    index = {"_class_name": pipeline, "_blocks_class_name": "EchoBlocks"}
    (folder / "modular_model_index.json").write_text(json.dumps(index))


def in_eight_bits(network: Network) -> list[str]:
    """Put every linear layer of the transformer's blocks in eight bits; their names."""
    blocks = network.transformer.transformer_blocks
    linears = {name: each for name, each in blocks.named_modules() if isinstance(each, nn.Linear)}
    for name, linear in linears.items():
        parent, _, last = name.rpartition(".")
        blocks.get_submodule(parent).add_module(last, fp8.quantise(linear))
    return [f"transformer_blocks.{name}" for name in linears]
