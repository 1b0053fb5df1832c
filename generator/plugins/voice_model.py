"""Whose voice it is to a model of speakers: x-vectors, as WavLM and its like give them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from generator.interface import Heard, Measures
from generator.mel import RATE
from generator.plugins.plugin import Footage, Wave, folder_of, loaded, unit, window_of

SHORTEST = 0.5
"""Seconds of a line from which its speaker can be told."""


class VoiceModel:
    """A :class:`~generator.plugins.plugin.Plugin` around a model of transformers with an x-vector head.

    Args:
        folder: the model's folder; nothing is downloaded.

    Raises:
        Unsupported: there is no such folder, or no model in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder_of(folder, "the critics' model of speakers", "DAILIES_CRITIC_SPEAKER")

    def add(self, measures: Measures, footage: Footage) -> Measures:
        """Give every line that is long enough the vector of its voice."""
        heard = tuple(
            self._known(one, footage) if one.end - one.start >= SHORTEST else one for one in measures.heard
        )
        return measures.model_copy(update={"heard": heard})

    def _known(self, one: Heard, footage: Footage) -> Heard:
        vector = unit(self._vector(window_of(footage.sound, one)))
        return one.model_copy(update={"vectors": {**one.vectors, "speaker": vector}})

    def _vector(self, wave: Wave) -> Wave:
        import torch

        extract, model = self._loaded
        with torch.inference_mode():
            given = extract(wave, sampling_rate=RATE, return_tensors="pt")
            return np.asarray(model(**given).embeddings[0].float(), np.float32)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoFeatureExtractor, AutoModelForAudioXVector

        with loaded(self._folder, "the critics' model of speakers"):
            extract = AutoFeatureExtractor.from_pretrained(self._folder, local_files_only=True)
            return extract, AutoModelForAudioXVector.from_pretrained(
                self._folder, local_files_only=True
            ).eval()
