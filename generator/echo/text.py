"""Words: a prompt through the text encoder and the connectors, as the transformer reads it (echo-facts 2.4).

The encoder is large and words are few: it is built when the first new prompt comes, and what it said is kept.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import torch
from torch import Tensor, nn

from generator.echo.profiles import TEXT_TOKENS, Profile, Reading
from generator.echo.residency import TEXT
from generator.interface import Unsupported

if TYPE_CHECKING:
    from diffusers.pipelines.ltx2.connectors import LTX2TextConnectors

KEPT = 64
"""Prompts whose context is kept: 12 MiB each at the released size in bfloat16."""
_PAD, _BEGIN, _SPECIAL = 0, 2, 4
"""Of the byte tokenizer, as Gemma numbers them: pad 0, end 1, begin 2, unknown 3; the bytes follow."""


class Context(NamedTuple):
    """What the words become: video [1, N, Dv] and audio [1, N, Da] text tokens, none of them masked.

    N is 1,024, and for the cartoon world as many as its words need.
    """

    video: Tensor
    audio: Tensor


class Hidden(NamedTuple):
    """Every hidden state of a prompt."""

    states: Tensor
    """[1, N, D, L + 1]: after the embedding, after every layer; the last one after the final norm."""
    mask: Tensor
    """int64 [1, N]: 1 where a token of the prompt is, 0 for the padding on its left."""


class TextEncoder(Protocol):
    """Reads a prompt."""

    @property
    def part(self) -> nn.Module:
        """The network, to be moved to where it shall work."""

    def encode(self, prompt: str, frames: int = 0) -> Hidden:
        """The hidden states of a prompt, at most 1,024 tokens of it.

        Args:
            prompt: the caption.
            frames: of the shot, for a reader that tells when each word is said.
        """


class Encoder:
    """A language model that reads a prompt from left to right, padded on the left.

    Args:
        model: transformers' ``Gemma3TextModel``.
        tokens: token ids of a text, special tokens included, not padded.
        pad: the id to pad with.
    """

    def __init__(self, model: nn.Module, tokens: Callable[[str], Sequence[int]], pad: int) -> None:
        self._model, self._tokens, self._pad = model.eval().requires_grad_(False), tokens, pad

    @property
    def part(self) -> nn.Module:
        """The language model."""
        return self._model

    @torch.no_grad()
    def encode(self, prompt: str, frames: int = 0) -> Hidden:  # noqa: ARG002
        """The hidden states of a prompt, on the device of the model; tokens beyond 1,024 are not read."""
        ids = list(self._tokens(prompt))[:TEXT_TOKENS]
        padding = TEXT_TOKENS - len(ids)
        device = next(self._model.parameters()).device
        mask = torch.tensor([[0] * padding + [1] * len(ids)], device=device)
        said = self._model(
            input_ids=torch.tensor([[self._pad] * padding + ids], device=device),
            attention_mask=mask,
            output_hidden_states=True,
            use_cache=False,
        )
        return Hidden(torch.stack(said.hidden_states, dim=-1), mask)


class Words:
    """Prompts to contexts; the same prompt is computed once.

    Args:
        build: makes the text encoder; called when the first prompt comes that is not kept.
        connectors: diffusers' text connectors, with registers: they fill what the words leave.
        using: brings a part to the device while it works: ``text`` and ``connectors``.
        max_chars: what is read of a prompt: 1,500 characters in 1.5, all of it (None) in 1.0.
        timed: whether the same words say something else in a shot of another length.
    """

    def __init__(
        self,
        build: Callable[[], TextEncoder],
        connectors: LTX2TextConnectors,
        using: Callable[[str], AbstractContextManager[object]],
        max_chars: int | None = None,
        *,
        timed: bool = False,
    ) -> None:
        self._build, self._connectors, self._using = build, connectors, using
        self._max_chars, self._timed = max_chars, timed
        self._encoder: TextEncoder | None = None
        self._kept: OrderedDict[tuple[str, int], Context] = OrderedDict()

    def knows(self, prompt: str, frames: int = 0) -> bool:
        """Whether the context is kept, so that no text encoder is needed."""
        return self._key(prompt, frames) in self._kept

    def context(self, prompt: str, frames: int = 0) -> Context:
        """What the transformer reads, on the CPU, in the type of the connectors.

        All positions count, those of the registers too, so there is no mask.

        Args:
            prompt: the caption.
            frames: of the shot.

        Raises:
            Unsupported: the text encoder is not there.
        """
        key = self._key(prompt, frames)
        if key not in self._kept:
            self._kept[key] = self._connect(self._encode(self._plain(prompt), frames))
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _plain(self, prompt: str) -> str:
        return prompt.strip()[: self._max_chars]

    def _key(self, prompt: str, frames: int) -> tuple[str, int]:
        text = self._plain(prompt)
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), frames if self._timed else 0

    def _encode(self, text: str, frames: int) -> Hidden:
        if self._encoder is None:
            self._encoder = self._build()
        with self._using(TEXT):
            return self._encoder.encode(text, frames)

    @torch.no_grad()
    def _connect(self, hidden: Hidden) -> Context:
        with self._using("connectors"):
            home = next(self._connectors.parameters())
            video, audio, _ = self._connectors(
                hidden.states.to(home.device, home.dtype), hidden.mask.to(home.device), padding_side="left"
            )
            return Context(video.cpu(), audio.cpu())


def gemma(
    path: Path | None, device: torch.device | str = "cpu", dtype: torch.dtype = torch.bfloat16
) -> Encoder:
    """The released text encoder from a folder on this machine; nothing is downloaded.

    Of a Gemma 3 that also sees, the language model alone is kept.

    Raises:
        Unsupported: no folder is named, or there is none, or it holds something else.
    """
    from transformers import AutoModel, AutoTokenizer

    check_folder(path)
    try:
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        whole = AutoModel.from_pretrained(path, local_files_only=True, dtype=dtype)
    except (OSError, ValueError) as error:
        raise Unsupported(f"the text encoder in {path} cannot be read ({error}); {_WHERE}") from error
    model = getattr(whole, "language_model", whole)
    if type(model).__name__ != "Gemma3TextModel":
        raise Unsupported(f"got a {type(whole).__name__} in {path}, expected Gemma 3; {_WHERE}")

    def tokens(text: str) -> list[int]:
        found = tokenizer(text, add_special_tokens=True, truncation=True, max_length=TEXT_TOKENS)
        return list(found["input_ids"])

    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    return Encoder(model.to(device), tokens, pad)


def tiny(profile: Profile, seed: int = 0) -> Encoder:
    """A text encoder of random weights that reads bytes: the released path at a small size.

    The same seed gives the same weights; the global random state is left as it was.
    """
    from transformers import Gemma3TextConfig, Gemma3TextModel

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Gemma3TextModel(Gemma3TextConfig(**profile.text))
    return Encoder(model, _bytes, _PAD)


def skeleton(profile: Profile, dtype: torch.dtype = torch.bfloat16) -> nn.Module:
    """What reads the prompt without weights, on the ``meta`` device: what it will take can be counted."""
    if profile.reading is Reading.TOON:
        from generator.toon.encoder import ToonWords

        with torch.device("meta"):
            return ToonWords(**profile.text).to(dtype)
    from transformers import Gemma3TextConfig, Gemma3TextModel

    with torch.device("meta"):
        model: nn.Module = Gemma3TextModel(Gemma3TextConfig(**profile.text)).to(dtype)
    return model


_WHERE = (
    "get google/gemma-3-12b-it from https://huggingface.co/google/gemma-3-12b-it (24 GB; ask there for "
    "access and accept the Gemma licence) and name its folder in DAILIES_ECHO_TEXT"
)


def check_folder(path: Path | None) -> None:
    """Look whether a text encoder can be there; reads nothing.

    Raises:
        Unsupported: no folder is named, or it is none of a model; the message says where to get it.
    """
    if path is None:
        raise Unsupported(f"no text encoder: {_WHERE}")
    if not (path / "config.json").is_file():
        raise Unsupported(f"got {path} for the text encoder, expected a folder with config.json; {_WHERE}")


def _bytes(text: str) -> list[int]:
    return [_BEGIN, *(byte + _SPECIAL for byte in text.encode("utf-8", "replace"))]
