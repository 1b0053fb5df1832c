"""Teaching the transformer: rectified flow of picture and sound that remember (Eq. 7, 10-13; E29-E33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

from generator.echo import attention
from generator.echo.layout import Layout
from generator.echo.memory import Slot
from generator.echo.policy import Policy, Version, policy, unpacked
from generator.echo.profiles import Profile
from generator.echo.sampling import Pair
from generator.training import muon
from generator.training.amplify import Amplification
from generator.training.descent import descend
from generator.training.latents import Batch, Library
from generator.training.levels import Shifted
from generator.training.objective import dice_of_measures, flow_losses, memory_length_weight, total
from generator.training.shape import SLOTS, shape

if TYPE_CHECKING:
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors

    from generator.toon.encoder import ToonWords

_SIGMAS = (0.97, 0.85, 0.5)
"""Where held-out shots are measured: what memory is worth shows at the first."""


class Nets(NamedTuple):
    """What makes a shot."""

    transformer: LTX2VideoTransformer3DModel
    words: ToonWords
    connectors: LTX2TextConnectors


def new_nets(profile: Profile, seed: int, device: torch.device) -> Nets:
    """Networks that have learned nothing, float32, in training mode."""
    from diffusers.models.transformers.transformer_ltx2 import LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors

    from generator.toon.encoder import ToonWords

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        nets = Nets(
            LTX2VideoTransformer3DModel(**profile.transformer),
            ToonWords(**profile.text),
            LTX2TextConnectors(**profile.connectors),
        )
    # A velocity of nothing is the best first guess, and the gradient of everything else is small until then.
    for last in (nets.transformer.proj_out, nets.transformer.audio_proj_out):
        nn.init.zeros_(last.weight)
        nn.init.zeros_(last.bias)
    attention.install(nets.transformer)
    return Nets(*(part.to(device) for part in nets))


def flow(
    nets: Nets, batch: Batch, video: Tensor, audio: Tensor, sigma: Tensor, rules: Policy | None = None
) -> Pair:
    """One call of the networks on many shots: dz/dsigma of the noisy target.

    Args:
        nets: what is called; keeps its gradient.
        batch: words and memory; its own target is not looked at.
        video: noisy picture, [B, T, C].
        audio: noisy sound, [B, T', C'].
        sigma: noise level of each shot, float32 [B], 0 to 1.
        rules: who sees whom; those of the cartoon world.
    """
    layout = _laid(batch, rules or policy(Version.TOON))
    _seat(nets.transformer, layout)
    text = read(nets, batch.tokens)
    level = sigma.float() * 1000.0
    (see, levels), (hear, sound_levels) = (
        _stream(layout.video, [still for still, _ in batch.memory], video, level),
        _stream(layout.audio, [voice for _, voice in batch.memory], audio, level),
    )
    size = len(sigma)
    seen, heard = nets.transformer(
        hidden_states=see,
        audio_hidden_states=hear,
        encoder_hidden_states=text.video,
        audio_encoder_hidden_states=text.audio,
        timestep=levels,
        audio_timestep=sound_levels,
        sigma=level,
        audio_sigma=level,
        video_coords=layout.video.position.expand(size, -1, -1, -1).to(video.device),
        audio_coords=layout.audio.position.expand(size, -1, -1, -1).to(video.device),
        use_cross_timestep=True,
        return_dict=False,
    )
    return Pair(seen[:, layout.video.target], heard[:, layout.audio.target])


def read(nets: Nets, tokens: Tensor) -> Pair:
    """Words as the transformer hears them: video [B, N, Dv] and audio [B, N, Da]."""
    said = nets.words(tokens)[..., None]
    video, audio, _ = nets.connectors(said, (tokens[..., 0] > 0).long(), padding_side="left")
    return Pair(video, audio)


@dataclass(frozen=True, slots=True)
class Options:
    """What a recipe says of a stage of flow."""

    length_factor: float = 2.0
    """lambda_v(K_max) of Eq. 13: 2, then 4 (E33)."""
    gradient_factor: float = 2.0
    """gamma of E32: 2, then 6."""
    own: bool = False
    """Whether gamma is kept to the attentions' own weights; see :mod:`generator.training.amplify`."""
    small_lr: float = 1e-3
    """Of AdamW, for vectors, tables and embeddings."""
    slots: tuple[float, ...] = SLOTS
    """How often 0, 1, … 7 shots are remembered (E30)."""
    frames: tuple[tuple[int, float], ...] = ((25, 1.0),)
    """Lengths and how often each is taught; see :func:`generator.training.shape.shape`."""
    median: float = 0.85
    """Half of all noise levels lie above."""
    audio_share: float = 1.0
    clip: float = 1.0


class FlowTask:
    """See :class:`generator.training.task.Task`.

    Args:
        nets: what is taught.
        library: shots to learn from.
        held_out: shots that are only measured on.
        batch: shots of 25 frames in an update.
        lr: the highest learning rate of Muon.
        options: see :class:`Options`.
        device: where to work.
        half: compute in bfloat16.
    """

    def __init__(
        self,
        nets: Nets,
        library: Library,
        held_out: Library,
        *,
        batch: int,
        lr: float,
        options: Options,
        device: str = "cpu",
        half: bool = False,
    ) -> None:
        self.nets, self._library, self._held_out = nets, library, held_out
        self._batch, self._options, self._device = batch, options, torch.device(device)
        self._half = half
        self._levels = Shifted(options.median)
        self._whole = nn.ModuleDict(dict(nets._asdict()))
        self._optimizers = muon.optimizers(self._whole, lr, options.small_lr)
        self._amplified = Amplification(nets.transformer, options.gradient_factor, own=options.own)

    def modules(self) -> Mapping[str, nn.Module]:
        """All three: words are learned with what they mean."""
        return self.nets._asdict()

    def optimizers(self) -> Mapping[str, torch.optim.Optimizer]:
        """Muon inside, AdamW at the edges."""
        return self._optimizers

    def step(self, number: int, dice: torch.Generator) -> Mapping[str, float]:
        """One update on shots of one length that remember equally much."""
        options = self._options
        size, frames, slots = shape(number, self._batch, options.slots, options.frames)
        batch = self._library.batch(dice, size, frames, slots).to(self._device)
        losses = self._losses(batch, self._levels.draw(dice, size).to(self._device), dice)
        weight = memory_length_weight(slots, len(options.slots) - 1, options.length_factor)
        loss = total(losses.video, losses.audio, weight, options.audio_share)
        descend(loss, self._whole.parameters(), self._optimizers.values(), options.clip)
        return {
            "loss": float(losses.video.detach() + losses.audio.detach()),
            "video": float(losses.video.detach()),
            "audio": float(losses.audio.detach()),
        }

    @torch.no_grad()
    def measure(self) -> Mapping[str, float]:
        """Flow loss of held-out shots at three levels with two memories, and without any."""
        figures: dict[str, float] = {}
        for slots in (0, 2):
            for sigma in _SIGMAS:
                dice = dice_of_measures()
                batch = self._held_out.batch(dice, 64, self._held_out.lengths[0], slots).to(self._device)
                losses = self._losses(batch, torch.full((64,), sigma, device=self._device), dice)
                figures |= {
                    f"video_{slots}_{sigma}": float(losses.video),
                    f"audio_{slots}_{sigma}": float(losses.audio),
                }
        return figures

    def _losses(self, batch: Batch, sigma: Tensor, dice: torch.Generator) -> Pair:
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            return flow_losses(
                lambda video, audio: flow(self.nets, batch, video, audio, sigma),
                Pair(batch.video, batch.audio),
                sigma,
                dice,
            )


def _laid(batch: Batch, rules: Policy) -> Layout:
    """The layout all shots of a batch have in common; made of the first one's memory."""
    still = batch.grid._replace(frames=1)
    memory = [Slot(unpacked(look[:1], still), voice[:1], "a batch") for look, voice in batch.memory]
    return rules.story(memory, batch.grid, device=batch.video.device)


def _seat(transformer: nn.Module, layout: Layout) -> None:
    blocks = list(transformer.get_submodule("transformer_blocks").children())
    for layer, block in enumerate(blocks):
        for kind in attention.Kind:
            block.get_submodule(kind.value).processor.plan = attention.plan(layout, kind, layer, len(blocks))  # type: ignore[union-attr]


def _stream(stream: object, memory: Sequence[Tensor], target: Tensor, level: Tensor) -> tuple[Tensor, Tensor]:
    """Clapper, memory and target as one, and the noise level of every token: [B, N, C] and [B, N]."""
    clean: Tensor = stream.clean  # type: ignore[attr-defined]
    before = clean.numel() - target.shape[1] - sum(part.shape[1] for part in memory)
    clapper = target.new_zeros(target.shape[0], before, target.shape[2])
    levels = level[:, None] * (~clean).float().to(level.device)
    return torch.cat([clapper, *(part.to(target) for part in memory), target], dim=1), levels
