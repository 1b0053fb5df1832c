"""Memory as it will be: worn by the camera's own mistakes (E43).

In training memory is taken from true shots, in a film from shots the camera made itself, whose memory was
made by it too. So a student learns with memory that is noisy, soft, shifted, of drifted colour and tone, or
has gone through the autoencoder once more. This is done to training batches only; what is measured or
filmed never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from generator.echo.sampling import Pair
from generator.training.objective import noise_like

Through = Callable[[Pair], Pair]
"""Latents of a slot, decoded and encoded again; shapes stay."""


@dataclass(frozen=True, slots=True)
class Wear:
    """How strong each kind of wear is at level 1; 0 leaves it out. Latents have a deviation of about 1.

    Raises:
        ValueError: a strength below 0, or a share above 1.
    """

    noise: float = 0.3
    """Deviation of added noise."""
    blur: float = 0.5
    """Share of the mean of the neighbours."""
    jitter: float = 0.4
    """Share of the picture one latent further up, down, left or right, of the sound one earlier or later."""
    drift: float = 0.25
    """Deviation of the gain and of the offset of each channel."""
    through: Through | None = None
    """A round trip through the autoencoders, mixed in by the level."""

    def __post_init__(self) -> None:
        if min(self.noise, self.drift) < 0 or not (0 <= self.blur <= 1 and 0 <= self.jitter <= 1):
            raise ValueError(f"got {self}, expected noise and drift of at least 0, blur and jitter of 0 to 1")


def levels(dice: torch.Generator, slots: int, count: int) -> Tensor:
    """float32 [slots, count], 0 to 1: the most worn slot of a sample is drawn, each slot is so much or less.

    A film's first shots are hardly worn when its last ones are; so every batch has both.
    """
    most = torch.rand(1, count, generator=dice)
    return most * torch.rand(slots, count, generator=dice)


def worn(
    memory: Sequence[tuple[Tensor, Tensor]], dice: torch.Generator, wear: Wear, columns: int
) -> list[Pair]:
    """Memory of a batch, each slot of each sample worn by a level that is drawn; see :func:`degraded`."""
    level = levels(dice, len(memory), len(memory[0][0]))
    return degraded(memory, level, dice, wear, columns)


def degraded(
    memory: Sequence[tuple[Tensor, Tensor]],
    level: Tensor,
    dice: torch.Generator,
    wear: Wear,
    columns: int,
) -> list[Pair]:
    """Slots as they come out after wear; both halves of a slot are worn alike.

    Args:
        memory: for each slot video [B, rows * columns, C] and audio [B, L, C'] tokens.
        level: [slots, B], 0 to 1; where it is 0 the latents come back bit for bit.
        dice: all randomness.
        wear: what is done to them.
        columns: latents across the picture.

    Raises:
        ValueError: levels outside 0 to 1 or of another number of slots.
    """
    if level.shape[0] != len(memory) or not ((level >= 0) & (level <= 1)).all():
        raise ValueError(
            f"got levels {level.tolist()} for {len(memory)} slots, expected 0 to 1 for every slot and sample"
        )
    return [_slot(Pair(*slot), at, dice, wear, columns) for slot, at in zip(memory, level, strict=True)]


def _slot(slot: Pair, level: Tensor, dice: torch.Generator, wear: Wear, columns: int) -> Pair:
    again = slot if wear.through is None else wear.through(slot)
    return Pair(
        _worn(slot.video, again.video, level, dice, wear, columns),
        _worn(slot.audio, again.audio, level, dice, wear, 1),
    )


def _worn(
    clean: Tensor, again: Tensor, level: Tensor, dice: torch.Generator, wear: Wear, columns: int
) -> Tensor:
    at = level.to(clean)[:, None, None]
    board = torch.lerp(clean, again, at)
    board = board.reshape(len(board), -1, columns, board.shape[-1])
    board = torch.lerp(board, _moved(board, dice), wear.jitter * at[..., None])
    board = torch.lerp(board, _soft(board), wear.blur * at[..., None])
    tokens = board.flatten(1, 2)
    gain, offset = (wear.drift * at * noise_like(tokens[:, :1], dice) for _ in range(2))
    tokens = tokens * (1 + gain) + offset + wear.noise * at * noise_like(tokens, dice)
    return torch.where(at > 0, tokens, clean)


def _moved(board: Tensor, dice: torch.Generator) -> Tensor:
    """Each sample [B, rows, columns, C] one latent to a side drawn for it; edges are repeated."""
    ways = torch.stack(_neighbours(board))
    chosen = torch.randint(len(ways), (board.shape[0],), generator=dice)
    return ways[chosen, torch.arange(board.shape[0])]


def _soft(board: Tensor) -> Tensor:
    """The mean of each latent's neighbours."""
    return torch.stack(_neighbours(board)).mean(dim=0)


def _neighbours(board: Tensor) -> list[Tensor]:
    """The board seen from one step up, down, left and right; a board one wide has no sides."""
    up = torch.cat([board[:, :1], board[:, :-1]], dim=1)
    down = torch.cat([board[:, 1:], board[:, -1:]], dim=1)
    if board.shape[2] == 1:
        return [up, down]
    left = torch.cat([board[:, :, :1], board[:, :, :-1]], dim=2)
    right = torch.cat([board[:, :, 1:], board[:, :, -1:]], dim=2)
    return [up, down, left, right]
