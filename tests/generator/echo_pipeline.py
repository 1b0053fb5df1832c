"""diffusers' own Echo pipeline on tiny weights: what the parity tests hold our camera against.

1.5 is the pipeline as it is. 1.0 is the same loop with its own memory tokens, and with masks set on every
block, written down from the table of the release (echo-facts 4.2) and sharing nothing with our layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple

import torch
from diffusers.modular_pipelines.echo.decoders import EchoAudioDecoderStep, EchoVaeDecoderStep
from diffusers.modular_pipelines.echo.encoders import EchoVaeEncoderStep
from diffusers.modular_pipelines.echo.modular_blocks_echo import EchoDenoiseStep, EchoTextConditioningStep
from PIL import Image
from torch import Tensor

from generator.echo import network, profiles, text
from generator.echo.layout import Grid, grid
from generator.echo.memory import Slot
from generator.echo.network import Network
from generator.echo.sampling import SIGMAS, Pair
from generator.echo.text import Context

SEED = 5
"""Of the noise, on both sides."""
_SEEN, _HIDDEN = 0.0, float("-inf")
_MEL_BINS = 16
_TARGET = -1


class Scene(NamedTuple):
    """What both sides are asked for, as latents."""

    frames: int
    height: int
    width: int
    context: Context
    memory: tuple[Slot, ...] = ()
    first_frame: Tensor | None = None
    """[1, 128, 1, h, w]."""

    @property
    def grid(self) -> Grid:
        """Its size in latents."""
        return grid(self.frames, self.height, self.width, 25)


def scene(
    voices: Sequence[int | None] = (),
    *,
    frames: int = 25,
    size: tuple[int, int] = (64, 96),
    first_frame: bool = False,
    seed: int = 0,
) -> Scene:
    """A scene of random latents: one memory slot for each voice, which is its length or None for silence.

    ``size`` is height and width in pixels.
    """
    random = torch.Generator().manual_seed(seed)
    height, width = size
    still = (1, 128, 1, height // 32, width // 32)
    memory = tuple(
        Slot(
            torch.randn(still, generator=random),
            None if length is None else torch.randn((1, length, 128), generator=random),
            "a scene",
        )
        for length in voices
    )
    context = Context(
        torch.randn((1, 128, 128), generator=random), torch.randn((1, 128, 64), generator=random)
    )
    given = torch.randn(still, generator=random) if first_frame else None
    return Scene(frames, height, width, context, memory, given)


def tiny() -> Network:
    """The tiny network, the same each time; its autoencoders have statistics that are not 0 and 1."""
    made = network.random(profiles.RANDOM_TINY)
    random = torch.Generator().manual_seed(1)
    for vae in (made.video_vae, made.audio_vae):
        vae.register_buffer("latents_mean", torch.randn(128, generator=random))
        vae.register_buffer("latents_std", torch.rand(128, generator=random) + 0.5)
    return made


def denoised(parts: Network, asked: Scene, sigmas: Sequence[float] = SIGMAS, **changes: Any) -> Pair:
    """The clean latents diffusers arrives at, as tokens; ``changes`` are further inputs of its pipeline."""
    return _ran(
        _pipeline(EchoDenoiseStep(), parts),
        asked,
        sigmas,
        first_frame_latents=asked.first_frame,
        memory_video_latents=[slot.video for slot in asked.memory],
        memory_audio_latents=[None if slot.audio is None else _wide(slot.audio) for slot in asked.memory],
        **changes,
    )


def denoised_as_one(parts: Network, asked: Scene, sigmas: Sequence[float] = SIGMAS) -> Pair:
    """The same for 1.0: memory from second 0, slots one after another, and masks on every block."""
    steps = EchoDenoiseStep()
    del steps.sub_blocks["prepare_conditioning"]
    net = parts.transformer
    size = asked.grid
    stills = [_packed(slot.video) for slot in asked.memory]
    voices = [slot.audio for slot in asked.memory if slot.audio is not None]
    length = sum(voice.shape[1] for voice in voices)
    with _masked(net, *_slots(asked)):
        return _ran(
            _pipeline(steps, parts),
            asked,
            sigmas,
            first_frame_tokens=None if asked.first_frame is None else _packed(asked.first_frame),
            memory_video_tokens=torch.cat(stills, dim=1) if stills else None,
            memory_audio_tokens=torch.cat(voices, dim=1) if voices else None,
            memory_video_coords=net.rope.prepare_video_coords(
                1, len(stills), size.height, size.width, "cpu", fps=24.0
            ),
            memory_audio_coords=net.audio_rope.prepare_audio_coords(1, length, "cpu"),
        )


def encoded(parts: Network, images: Sequence[Image.Image], height: int, width: int) -> list[Tensor]:
    """Images as diffusers encodes them, [1, 128, 1, h, w] each: a first frame, then memory."""
    first, *others = images
    found = _pipeline(EchoVaeEncoderStep(), parts)(
        image=first,
        memory_images=others,
        height=height,
        width=width,
        output=["first_frame_latents", "memory_video_latents"],
    )
    return [found["first_frame_latents"], *found["memory_video_latents"]]


def spoken(parts: Network, prompt: str) -> Context:
    """A prompt as diffusers reads it: the tiny text model, 1,024 positions padded on the left, connectors."""
    made = _pipeline(
        EchoTextConditioningStep(),
        parts,
        text_encoder=text.tiny(profiles.RANDOM_TINY).part,
        tokenizer=_Bytes(),
    )
    wanted = ["connector_prompt_embeds", "connector_audio_prompt_embeds", "connector_attention_mask"]
    found = made(prompt=prompt, output=wanted)
    video, audio, mask = (found[name] for name in wanted)
    assert mask.all(), "a text token is masked: our camera would have to mask it too"
    return Context(video, audio)


class _Bytes:
    """A tokenizer as diffusers uses one: a token for each byte after four special ones, begin is 2."""

    padding_side = "right"
    pad_token = "<pad>"

    def __call__(self, prompts: Sequence[str], *, max_length: int, **_: Any) -> Any:
        (prompt,) = prompts
        assert self.padding_side == "left"
        ids = [2, *(4 + byte for byte in prompt.encode())][:max_length]
        blank = [0] * (max_length - len(ids))
        return SimpleNamespace(
            input_ids=torch.tensor([blank + ids]),
            attention_mask=torch.tensor([blank + [1] * len(ids)]),
        )


class Film(NamedTuple):
    """What the decoders of diffusers give."""

    pictures: Tensor
    """[F, 3, H, W], 0 to 1."""
    sound: Tensor
    """[2, n] at 48 kHz."""


def decoded(parts: Network, latents: Pair, size: Grid) -> Film:
    """Latents, as tokens, decoded."""
    video = latents.video.transpose(1, 2).reshape(1, -1, size.frames, size.height, size.width)
    pictures = _pipeline(EchoVaeDecoderStep(), parts)(latents=video, output_type="pt", output="videos")
    sound = _pipeline(EchoAudioDecoderStep(), parts)(audio_latents=_wide(latents.audio), output="audio")
    return Film(pictures[0], sound[0])


def _pipeline(steps: Any, parts: Network, **further: Any) -> Any:
    made = steps.init_pipeline()
    have = {**parts.parts(), "vae": parts.video_vae, **further}
    wanted = {component.name for component in steps.expected_components}
    made.update_components(**{name: part for name, part in have.items() if name in wanted})
    made.set_progress_bar_config(disable=True)
    return made


def _ran(made: Any, asked: Scene, sigmas: Sequence[float], **inputs: Any) -> Pair:
    found = made(
        connector_prompt_embeds=asked.context.video,
        connector_audio_prompt_embeds=asked.context.audio,
        connector_attention_mask=torch.ones(asked.context.video.shape[:2]),
        height=asked.height,
        width=asked.width,
        num_frames=asked.frames,
        sigmas=list(sigmas),
        generator=torch.Generator().manual_seed(SEED),
        output=["latents", "audio_latents"],
        **inputs,
    )
    return Pair(_packed(found["latents"]), found["audio_latents"].transpose(1, 2).flatten(2))


def _packed(latent: Tensor) -> Tensor:
    """[1, C, f, h, w] as tokens [1, f h w, C]."""
    return latent.flatten(2).transpose(1, 2)


def _wide(tokens: Tensor) -> Tensor:
    """[1, L, 128] as the audio autoencoder has it, [1, 8, L, 16]."""
    return tokens.reshape(1, tokens.shape[1], -1, _MEL_BINS).transpose(1, 2)


def _slots(asked: Scene) -> tuple[Tensor, Tensor]:
    """The slot of every video and of every audio token; -1 for the target."""
    size = asked.grid
    video, audio = [size.height * size.width] * len(asked.memory), []
    for slot in asked.memory:
        audio.append(0 if slot.audio is None else slot.audio.shape[1])
    return _repeated([*video, size.video]), _repeated([*audio, size.audio])


def _repeated(lengths: Sequence[int]) -> Tensor:
    numbers = torch.tensor([*range(len(lengths) - 1), _TARGET])
    return numbers.repeat_interleave(torch.tensor(lengths))


@contextmanager
def _masked(net: Any, video: Tensor, audio: Tensor) -> Iterator[None]:
    """Set the three masks of 1.0 on every block for the forward passes inside."""
    paired = _additive(video[:, None] == audio)
    apart = _additive((audio[:, None] == _TARGET) == (audio == _TARGET))
    early = int(len(net.transformer_blocks) * 0.7)
    hooks = [
        block.register_forward_pre_hook(
            _setting(
                audio_self_attention_mask=apart if layer < early else None,
                a2v_cross_attention_mask=paired,
                v2a_cross_attention_mask=paired.transpose(1, 2),
            ),
            with_kwargs=True,
        )
        for layer, block in enumerate(net.transformer_blocks)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _setting(**masks: Tensor | None) -> Any:
    def hook(_: Any, args: Any, kwargs: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        return args, {**kwargs, **masks}

    return hook


def _additive(seen: Tensor) -> Tensor:
    return torch.where(seen, _SEEN, _HIDDEN)[None]
