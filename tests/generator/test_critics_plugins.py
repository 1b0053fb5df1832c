"""The optional models of the critics: loaded from a folder alone, and clear about it when they cannot be."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generator.interface import Camera, Facing, Heard, Measures, Seen, Unsupported
from generator.plugins.chosen import chosen
from generator.plugins.plugin import Footage, unit
from generator.plugins.recogniser import Words, need, recogniser
from generator.truth import (
    FigureTruth,
    LookTruth,
    PlaceTruth,
    SetupTruth,
    Truth,
    VoiceTruth,
)

NOTHING: dict[str, Any] = {"seconds": 1.0, "loudness_lufs": None, "peak_dbfs": None, "clipped_samples": 0,
                           "black_frames": 0, "frozen_frames": 0}  # fmt: skip
HEARD = Heard(line=0, start=0.0, end=1.0, level=-20.0, beat=0.4, voiced=0.7)


def footage() -> Footage:
    """A second of noise, and one frame with somebody in it."""
    dice = np.random.default_rng(3)
    box = ((8.0, 4.0, 40.0, 60.0),)
    look = LookTruth(creature="human", age="adult", feminine=True, height=1.7, girth=1.0, skin="#c08060",
                     eyes="#202020", hair="bun", hair_color="#808080", beard="none", glasses=False,
                     top="coat", top_color="#204020", bottom="trousers", bottom_color="#202020",
                     headwear="none", headwear_color="#000000")  # fmt: skip
    mara = FigureTruth(tag="ID_A", look=look, facing=Facing.FREE, stance="stand", gesture="none",
                       travel="none", feeling="calm",
                       voice=VoiceTruth(pitch=180, tract=0.9, breath=0.1, rate=1, melody=0.5),
                       body=box, head=box, lips=box, opening=(0,), gaze=((0, 0),), turn=(0,),
                       shut=(0,))  # fmt: skip
    truth = Truth(width=64, height=64, frames=1, fps=25, view=((0, 0, 2),), figures=(mara,), lines=(),
                  place=PlaceTruth(kind="room", interior=True, hour="day"),
                  setups=(SetupTruth(first=0, after=1, camera=Camera()),))  # fmt: skip
    return Footage(
        sound=dice.normal(0, 0.1, (2, 48_000)).astype(np.float32),
        truth=truth,
        at={"ID_A": (0,)},
        whole={0: dice.integers(0, 255, (64, 64, 3), dtype=np.uint8)},
    )


def measures() -> Measures:
    return Measures(**NOTHING, heard=(HEARD,), people=(Seen(tag="ID_A", frame=0),))


@pytest.mark.parametrize("which", ["clip", "face", "speaker", "words"])
def test_a_model_that_is_not_there_says_what_to_do(which: str, tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match=r"there is no folder .*missing.* leave DAILIES_CRITIC_\w+ empty"):
        chosen(**{which: tmp_path / "missing"})


@pytest.mark.parametrize("which", ["clip", "face", "speaker", "words"])
def test_a_folder_without_a_model_is_named_before_it_is_loaded(which: str, tmp_path: Path) -> None:
    with pytest.raises(
        Unsupported, match=rf"{tmp_path} has no config\.json, .* leave DAILIES_CRITIC_\w+ empty"
    ):
        chosen(**{which: tmp_path})


def test_nothing_is_chosen_when_nothing_is_asked_for() -> None:
    assert chosen() == ()


def test_a_library_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(
        Unsupported, match=r"the library no_such_thing, which .* pip install dailies\[critics\]"
    ):
        need("no_such_thing", "does nothing")
    if importlib.util.find_spec("faster_whisper") is None:
        (tmp_path / "model.bin").touch()
        with pytest.raises(Unsupported, match="pip install faster-whisper"):
            recogniser(tmp_path)


def test_a_recogniser_hears_every_line_at_16_khz() -> None:
    class Ear:
        def __init__(self) -> None:
            self.heard: list[int] = []

        def words(self, wave: np.ndarray[Any, Any]) -> str:
            self.heard.append(wave.size)
            return " The boat is late. "

    ear = Ear()
    found = Words(ear).add(measures(), footage())
    assert (found.heard[0].words, ear.heard) == ("The boat is late.", [16_000])


def test_vectors_are_of_unit_length_and_short() -> None:
    assert unit(np.array([3.0, 4.0], np.float32)) == (0.6, 0.8)
    assert unit(np.zeros(2, np.float32)) == (0.0, 0.0)


@pytest.mark.parametrize("which", ["clip", "speaker", "words"])
def test_a_folder_that_holds_no_model_says_so(which: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (plugin,) = chosen(**{which: tmp_path})
    with pytest.raises(Unsupported, match="cannot be loaded"):
        plugin.add(measures(), footage())


def tiny_clip(folder: Path) -> None:
    from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel

    small = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = CLIPConfig(
        text_config={**small, "vocab_size": 20, "bos_token_id": 0, "eos_token_id": 1},
        vision_config={**small, "image_size": 32, "patch_size": 8},
        projection_dim=8,
    )
    CLIPModel(config).save_pretrained(folder)
    size = {"height": 32, "width": 32}
    CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size).save_pretrained(folder)


def tiny_face(folder: Path) -> None:
    from transformers import ViTConfig, ViTImageProcessor, ViTModel

    config = ViTConfig(hidden_size=8, intermediate_size=8, num_hidden_layers=1, num_attention_heads=2,
                       image_size=32, patch_size=8)  # fmt: skip
    ViTModel(config).save_pretrained(folder)
    ViTImageProcessor(size={"height": 32, "width": 32}).save_pretrained(folder)


def tiny_speaker(folder: Path) -> None:
    from transformers import Wav2Vec2FeatureExtractor, WavLMConfig, WavLMForXVector

    config = WavLMConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
                         conv_dim=(8, 8), conv_stride=(5, 4), conv_kernel=(10, 8), num_feat_extract_layers=2,
                         num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=2,
                         tdnn_dim=(8, 8, 8, 8, 8), xvector_output_dim=8)  # fmt: skip
    WavLMForXVector(config).save_pretrained(folder)
    Wav2Vec2FeatureExtractor().save_pretrained(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("which", "save"), [("clip", tiny_clip), ("face", tiny_face), ("speaker", tiny_speaker)]
)
def test_a_real_model_of_random_weights_gives_the_same_vectors_each_time(
    which: str, save: Callable[[Path], None], tmp_path: Path
) -> None:
    import torch

    torch.manual_seed(1)
    save(tmp_path)
    (plugin,) = chosen(**{which: tmp_path})
    found, again = plugin.add(measures(), footage()), plugin.add(measures(), footage())
    assert found == again
    vectors = found.heard[0].vectors if which == "speaker" else found.people[0].vectors
    assert list(vectors) == [which]
    assert np.linalg.norm(vectors[which]) == pytest.approx(1.0, abs=1e-3)
