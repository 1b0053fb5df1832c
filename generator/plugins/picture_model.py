"""Who somebody looks like to a picture model: CLIP on the whole person, or a model of faces on the head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from generator.footage import Pixels
from generator.interface import Measures, Seen
from generator.measuring.people import cut_out
from generator.plugins.plugin import Footage, folder_of, loaded, unit
from generator.truth import FigureTruth

SETTINGS = {"clip": "DAILIES_CRITIC_CLIP", "face": "DAILIES_CRITIC_FACE"}


class PictureModel:
    """A :class:`~generator.plugins.plugin.Plugin` around any image encoder in the layout of transformers.

    Args:
        sees: ``clip`` looks at whole people, ``face`` at heads; the name of its vectors in the measures.
        folder: the model's folder; nothing is downloaded.

    Raises:
        Unsupported: there is no such folder, or no model in it.
    """

    def __init__(self, sees: Literal["clip", "face"], folder: Path) -> None:
        self._sees = sees
        self._folder = folder_of(folder, f"the critics' {sees} model", SETTINGS[sees])

    def add(self, measures: Measures, footage: Footage) -> Measures:
        """Give everybody who was looked at the mean of their vectors."""
        if footage.truth is None:
            return measures
        figures = {figure.tag: figure for figure in footage.truth.figures}
        people = [self._known(one, figures[one.tag], footage) for one in measures.people]
        return measures.model_copy(update={"people": tuple(people)})

    def _known(self, one: Seen, figure: FigureTruth, footage: Footage) -> Seen:
        boxes = figure.body if self._sees == "clip" else figure.head
        cut = [cut_out(boxes[n], footage.whole[n]) for n in footage.at[one.tag] if n in footage.whole]
        parts = [part for part in cut if part is not None]
        if not parts:
            return one
        return one.model_copy(
            update={"vectors": {**one.vectors, self._sees: unit(self._vectors(parts).mean(0))}}
        )

    def _vectors(self, parts: Sequence[Pixels]) -> npt.NDArray[np.float32]:
        import torch

        processor, model = self._loaded
        with torch.inference_mode():
            given = processor(images=list(parts), return_tensors="pt")
            encode = getattr(model, "get_image_features", model)
            out = encode(**given)
        vectors = out if isinstance(out, torch.Tensor) else _pooled(out)
        return np.asarray(torch.nn.functional.normalize(vectors.float(), dim=-1), np.float32)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoImageProcessor, AutoModel

        with loaded(self._folder, f"the critics' {self._sees} model"):
            processor = AutoImageProcessor.from_pretrained(self._folder, local_files_only=True)
            return processor, AutoModel.from_pretrained(self._folder, local_files_only=True).eval()


def _pooled(out: Any) -> Any:  # noqa: ANN401 — the outputs of transformers have no common type
    """One vector a picture: the model's own, or that of its first token."""
    pooled = getattr(out, "pooler_output", None)
    return pooled.flatten(1) if pooled is not None else out.last_hidden_state[:, 0]
