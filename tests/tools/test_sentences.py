from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tools.errors import ToolError
from tools.sentences import INSTALLED, SentenceEmbedder, installed_weights


def test_the_installed_weights_are_there_and_need_no_download() -> None:
    assert (installed_weights() / "model.safetensors").stat().st_size > 50_000_000


def test_a_model_that_cannot_be_loaded_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="DAILIES_EMBEDDER"):
        SentenceEmbedder(str(tmp_path)).embed(["a lamp"])


def test_what_means_the_same_comes_closer_than_what_sounds_the_same() -> None:
    embedder = SentenceEmbedder()
    letter, same, sounds = embedder.embed(
        [
            "A child gives the sailor a letter.",
            "The kid hands a note to the seaman.",
            "A child gives the horse an apple.",
        ]
    )
    assert embedder.name == INSTALLED
    assert letter.shape == (embedder.size,)
    assert np.isclose(np.linalg.norm(letter), 1.0, atol=1e-5)
    assert letter @ same > letter @ sounds
