"""Words become 1,024 positions for each stream, whatever was written; the same words are read once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from generator.echo.network import random
from generator.echo.profiles import RANDOM_TINY, RELEASE, TEXT_TOKENS
from generator.echo.text import KEPT, Encoder, Hidden, Words, gemma, skeleton, tiny
from generator.interface import Unsupported

CONNECTORS = random(RANDOM_TINY).connectors
ENCODER = tiny(RANDOM_TINY)
PROMPTS = {
    "empty": "",
    "blank": " \n\t ",
    "one letter": "a",
    "long": "A lamp swings. " * 333,
    "emoji": "🎬🏮 take 👩‍🚀",
    "chinese": "灯塔看守人点亮了灯。",
    "arabic": "حارس المنارة يشعل المصباح.",
    "broken": "half a pair \ud83c",
}


class Counting:
    """A text encoder that notes what it was asked."""

    def __init__(self) -> None:
        self.asked = list[str]()

    @property
    def part(self) -> torch.nn.Module:
        return ENCODER.part

    def encode(self, prompt: str, frames: int = 0) -> Hidden:  # noqa: ARG002
        self.asked.append(prompt)
        return ENCODER.encode(prompt)


def words(encoder: Any = None, **kwargs: Any) -> Words:
    return Words(lambda: encoder or ENCODER, CONNECTORS, lambda _: nullcontext(), **kwargs)


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=PROMPTS.keys())
def test_every_prompt_fills_all_positions_of_both_streams(prompt: str) -> None:
    context = words().context(prompt)
    assert context.video.shape == (1, TEXT_TOKENS, 128)
    assert context.audio.shape == (1, TEXT_TOKENS, 64)
    for stream in context:
        assert torch.isfinite(stream).all()
        assert (stream.abs().amax(dim=-1) > 0).all()


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=1200))
def test_the_mask_ends_with_the_words_and_begins_with_padding(prompt: str) -> None:
    states, mask = ENCODER.encode(prompt)
    expected = min(TEXT_TOKENS, 1 + len(prompt.encode("utf-8", "replace")))
    assert states.shape == (1, TEXT_TOKENS, 32, 3)
    assert mask.tolist() == [[0] * (TEXT_TOKENS - expected) + [1] * expected]


def test_all_hidden_states_come_back_and_the_last_is_normed() -> None:
    encoder = ENCODER
    states, mask = encoder.encode("a lamp")
    ids = torch.tensor([[0] * (TEXT_TOKENS - 7) + [2] + [byte + 4 for byte in b"a lamp"]])
    said = encoder.part(input_ids=ids, attention_mask=mask)
    assert torch.equal(states[..., -1], said.last_hidden_state)
    embedded = encoder.part.get_submodule("embed_tokens")(ids)
    assert torch.equal(states[..., 0], embedded)


def test_padding_says_nothing_about_the_words() -> None:
    states, _ = ENCODER.encode("lamp")
    longer, _ = ENCODER.encode("lamp and more")
    first, again = states[0, -5:], longer[0, -14:-9]
    torch.testing.assert_close(first, again, atol=1e-5, rtol=1e-5)


def test_what_is_too_long_keeps_its_beginning() -> None:
    short, _ = ENCODER.encode("x" * 1023)
    long, mask = ENCODER.encode("x" * 5000)
    assert torch.equal(short, long)
    assert mask.sum() == TEXT_TOKENS


def test_the_context_is_that_of_the_connectors_called_by_hand() -> None:
    encoder = ENCODER
    states, mask = encoder.encode("a lamp swings")
    with torch.no_grad():
        video, audio, ones = CONNECTORS(states, mask, padding_side="left")
    context = words().context("  a lamp swings\n")
    assert torch.equal(context.video, video)
    assert torch.equal(context.audio, audio)
    assert bool((ones == 1).all())


def test_other_words_give_another_context() -> None:
    own = words()
    assert not torch.equal(own.context("a lamp").video, own.context("a ramp").video)
    assert not torch.equal(own.context("a lamp").audio, own.context("a ramp").audio)


def test_the_same_prompt_is_read_once() -> None:
    counting = Counting()
    own = words(counting)
    assert not own.knows("a lamp")
    first, again = own.context("a lamp"), own.context(" a lamp ")
    assert counting.asked == ["a lamp"]
    assert own.knows("a lamp")
    assert first.video is again.video


def test_the_least_recently_used_prompt_is_forgotten_first() -> None:
    class Short:
        part = torch.nn.Identity()

        def encode(self, prompt: str, frames: int = 0) -> Hidden:  # noqa: ARG002
            return Hidden(torch.zeros(1, 128, 32, 3), torch.ones(1, 128, dtype=torch.int64))

    small = {
        name: 8 if name.endswith("dim") else 1 for name in RANDOM_TINY.connectors if "connector_" in name
    }
    small |= {"video_hidden_dim": 8, "audio_hidden_dim": 8}
    connectors = type(CONNECTORS)(**(dict(RANDOM_TINY.connectors) | small))
    own = Words(Short, connectors, lambda _: nullcontext())
    for number in range(KEPT):
        own.context(str(number))
    own.context("0")
    own.context("new")
    assert own.knows("0")
    assert not own.knows("1")


def test_a_prompt_is_cut_to_the_characters_the_release_reads() -> None:
    counting = Counting()
    own = words(counting, max_chars=1500)
    own.context("  " + "a" * 2000)
    own.context("a" * 1500 + "b")
    assert counting.asked == ["a" * 1500]


def test_the_encoder_is_built_for_the_first_new_words_only() -> None:
    built, used = [], []

    def build() -> Encoder:
        built.append(1)
        return ENCODER

    @contextmanager
    def using(part: str) -> Iterator[None]:
        used.append(part)
        yield

    own = Words(build, CONNECTORS, using)
    assert not built
    for prompt in ("a", "b", "a"):
        own.context(prompt)
    assert (len(built), used) == (1, ["text", "connectors"] * 2)


def test_the_seed_decides_the_weights_and_global_randomness_is_left_alone() -> None:
    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    one, same, other = tiny(RANDOM_TINY, 1), tiny(RANDOM_TINY, 1), tiny(RANDOM_TINY, 2)
    one.encode("a")
    assert torch.equal(torch.rand(3), expected)

    def weight(encoder: Encoder) -> Tensor:
        return encoder.part.get_parameter("layers.0.mlp.up_proj.weight")

    assert torch.equal(weight(one), weight(same))
    assert not torch.equal(weight(one), weight(other))


@pytest.mark.parametrize("sees", [False, True])
def test_gemma_is_read_from_a_folder_with_or_without_eyes(tmp_path: Path, *, sees: bool) -> None:
    expected = saved(tmp_path, sees=sees)
    encoder = gemma(tmp_path, dtype=torch.float32)
    states, mask = encoder.encode("a lamp")
    assert type(encoder.part).__name__ == "Gemma3TextModel"
    assert states.shape == (1, TEXT_TOKENS, 32, 3)
    assert int(mask.sum()) == 3  # <bos> a lamp
    with torch.no_grad():
        ids = torch.tensor([[0] * (TEXT_TOKENS - 3) + [2, 4, 5]])
        said = expected(input_ids=ids, attention_mask=mask, output_hidden_states=True)
    assert torch.equal(states, torch.stack(said.hidden_states, dim=-1))
    assert int(encoder.encode("a lamp " * 2000).mask.sum()) == TEXT_TOKENS


def test_a_missing_encoder_says_where_to_get_it(tmp_path: Path) -> None:
    for path in (None, tmp_path / "nowhere", tmp_path):
        with pytest.raises(Unsupported, match=r"google/gemma-3-12b-it.*licence.*DAILIES_ECHO_TEXT"):
            gemma(path)


def test_another_model_is_refused(tmp_path: Path) -> None:
    from transformers import BertConfig, BertModel

    saved(tmp_path, sees=False)
    BertModel(
        BertConfig(
            vocab_size=8, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
        )
    ).save_pretrained(tmp_path)
    with pytest.raises(Unsupported, match="got a BertModel"):
        gemma(tmp_path)


def test_the_released_size_is_known_without_weights() -> None:
    parameters = sum(p.numel() for p in skeleton(RELEASE).parameters())
    assert parameters == pytest.approx(11.77e9, rel=0.01)


def saved(folder: Path, *, sees: bool) -> torch.nn.Module:
    """A tiny Gemma 3 and a tokenizer of three words in a folder; gives its language model."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import Gemma3Config, Gemma3ForCausalLM, Gemma3ForConditionalGeneration, Gemma3TextConfig
    from transformers import PreTrainedTokenizerFast as Fast

    vocabulary = {"<pad>": 0, "<eos>": 1, "<bos>": 2, "<unk>": 3, "a": 4, "lamp": 5}
    own = Tokenizer(WordLevel(vocabulary, unk_token="<unk>"))
    own.pre_tokenizer = Whitespace()
    own.post_processor = TemplateProcessing(single="<bos> $A", special_tokens=[("<bos>", 2)])
    names = {f"{kind}_token": f"<{kind}>" for kind in ("pad", "eos", "bos", "unk")}
    Fast(tokenizer_object=own, **names).save_pretrained(folder)
    torch.manual_seed(0)
    if not sees:
        blind = Gemma3ForCausalLM(Gemma3TextConfig(**RANDOM_TINY.text)).eval()
        blind.save_pretrained(folder)
        return blind.model  # type: ignore[no-any-return]
    eyes = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 1,
        "image_size": 28,
        "patch_size": 14,
    }
    config = Gemma3Config(
        text_config=dict(RANDOM_TINY.text), vision_config=eyes, mm_tokens_per_image=4, image_token_index=6
    )
    seeing = Gemma3ForConditionalGeneration(config).eval()
    seeing.save_pretrained(folder)
    return seeing.model.language_model  # type: ignore[no-any-return]
