"""What is said, to a recogniser: the words of every line, from which the critic takes ``max(0, 1 - WER)``."""

from __future__ import annotations

import importlib.util
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from generator.interface import Measures, Unsupported
from generator.mel import RATE
from generator.plugins.plugin import Footage, Wave, folder_of, loaded, window_of

WHAT = "the critics' recogniser"


class Recogniser(Protocol):
    """Somebody who writes down what is said."""

    def words(self, wave: Wave) -> str:
        """The words in float32 [n] at 16 kHz; empty where none are understood."""


class Words:
    """A :class:`~generator.plugins.plugin.Plugin` that has every line written down.

    Raises:
        Unsupported: jiwer, which compares the words, is not installed.
    """

    def __init__(self, recogniser: Recogniser) -> None:
        need("jiwer", "compares what was said with what was to be said")
        self._recogniser = recogniser

    def add(self, measures: Measures, footage: Footage) -> Measures:
        """Give every line, or phrase, its words."""
        heard = tuple(
            one.model_copy(update={"words": self._recogniser.words(window_of(footage.sound, one)).strip()})
            for one in measures.heard
        )
        return measures.model_copy(update={"heard": heard})


def recogniser(folder: Path) -> Recogniser:
    """The recogniser in a folder: one of faster-whisper (``model.bin``), else one of transformers.

    Raises:
        Unsupported: there is no such folder, no model in it, or its library is not installed.
    """
    if (folder / "model.bin").exists():
        need("faster_whisper", f"reads the model in {folder}", "faster-whisper")
        return FasterWhisper(folder)
    return Whisper(folder_of(folder, WHAT, "DAILIES_CRITIC_RECOGNISER"))


class FasterWhisper:
    """A model in the layout of CTranslate2."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def words(self, wave: Wave) -> str:
        """See :class:`Recogniser`."""
        segments, _ = self._model.transcribe(wave, beam_size=5, condition_on_previous_text=False)
        return " ".join(segment.text.strip() for segment in segments)

    @cached_property
    def _model(self) -> Any:  # noqa: ANN401 — of a library that is not a dependency
        import faster_whisper

        with loaded(self._folder, WHAT):
            return faster_whisper.WhisperModel(str(self._folder), compute_type="int8", local_files_only=True)


class Whisper:
    """A model in the layout of transformers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def words(self, wave: Wave) -> str:
        """See :class:`Recogniser`."""
        import torch

        processor, model = self._loaded
        with torch.inference_mode():
            given = processor(wave, sampling_rate=RATE, return_tensors="pt")
            said = model.generate(**given)
        return str(processor.batch_decode(said, skip_special_tokens=True)[0])

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        from transformers import AutoModelForSpeechSeq2Seq, AutoProcessor

        with loaded(self._folder, WHAT):
            processor = AutoProcessor.from_pretrained(self._folder, local_files_only=True)
            model = AutoModelForSpeechSeq2Seq.from_pretrained(self._folder, local_files_only=True)
            return processor, model.eval()


def need(library: str, does: str, package: str = "") -> None:
    """Raise :class:`Unsupported` when an optional library is not installed; ``does``: what it is for."""
    if importlib.util.find_spec(library) is None:
        raise Unsupported(
            f"{WHAT}: the library {library}, which {does}, is not installed. "
            f"Install it: pip install {package or 'dailies[critics]'}"
        )
