"""Teaching the transformer: batches, what they remember, and the same maths as the camera's."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor

from generator.echo import network
from generator.echo.backbone import Backbone
from generator.echo.codec import Codec
from generator.echo.memory import Slot
from generator.echo.policy import Version, policy, unpacked
from generator.echo.profiles import TOON_128
from generator.echo.sampling import Pair, Step
from generator.echo.text import Context
from generator.training import guide, muon, shelf
from generator.training.corpus import Corpus
from generator.training.flow import FlowTask, Nets, Options, flow, new_nets, read
from generator.training.guide import GuideTask
from generator.training.latents import Batch, Encoded, Library, encoded, fullest, padded
from generator.training.shape import shape

CPU = torch.device("cpu")
CORPUS = Corpus(3, frames=(17, 25), shots=5)


@pytest.fixture(scope="module")
def shots() -> list[Encoded]:
    torch.set_num_threads(1)
    return encoded(TOON_128, Codec(network.random(TOON_128)), CORPUS, range(3))


@pytest.fixture(scope="module")
def library(shots: list[Encoded]) -> Library:
    return Library(shots, TOON_128.size, CORPUS.shots, torch.zeros(12, 32))


@pytest.fixture
def nets() -> Nets:
    nets = new_nets(TOON_128, 1, CPU)
    with torch.no_grad():  # something to compare: new ones say nothing
        for last in (nets.transformer.proj_out, nets.transformer.audio_proj_out):
            last.weight.normal_(std=0.1)
    return nets


def _dice(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_what_is_remembered_is_of_the_same_story_and_never_the_shot_itself(library: Library) -> None:
    batch = library.batch(_dice(), 12, 25, 3)
    for row in range(12):
        (home,) = [
            story for story in library.stories if any(torch.equal(s.video, batch.video[row]) for s in story)
        ]
        kept = [_number(home, look[row]) for look, _ in batch.memory]
        assert len(set(kept)) == 3
        assert _number(home, batch.video[row, :12]) not in kept


def _number(story: Sequence[Encoded], look: Tensor) -> int:
    (number,) = [n for n, shot in enumerate(story) if torch.equal(shot.video[:12], look)]
    return number


def test_some_voices_in_memory_are_silence(library: Library) -> None:
    voices = torch.cat([voice for _, voice in library.batch(_dice(), 60, 25, 2).memory])
    silent = (voices == 0).all(dim=(1, 2)).float().mean()
    assert 0.08 < silent < 0.35


def test_the_beginning_of_a_longer_shot_is_a_shorter_one(library: Library) -> None:
    batch = library.batch(_dice(), 4, 9, 1)
    assert (batch.video.shape[1], batch.audio.shape[1]) == (2 * 12, 9)
    assert batch.grid.frames == 2
    starts = [shot.video[:24] for story in library.stories for shot in story if shot.frames == 17]
    assert all(any(torch.equal(start, row) for start in starts) for row in batch.video)


def test_a_length_that_no_shot_has_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="got 33 frames, expected no more than 25"):
        library.batch(_dice(), 2, 33, 1)


def test_a_team_teaches_one_shape_at_an_update_and_shorter_shots_are_more() -> None:
    shapes = [shape(number, 8, (0.5, 0.5), ((9, 0.5), (25, 0.5))) for number in range(40)]
    assert shapes == [shape(number, 8, (0.5, 0.5), ((9, 0.5), (25, 0.5))) for number in range(40)]
    assert {(one.size, one.frames) for one in shapes} == {(22, 9), (8, 25)}
    assert {one.slots for one in shapes} == {0, 1}


def test_more_slots_than_other_shots_are_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="got 5 slots, expected fewer than the 5 shots"):
        library.batch(_dice(), 2, 25, 5)


def test_the_loudest_window_is_where_somebody_speaks() -> None:
    import numpy as np

    wave = np.zeros(30 * 640, np.float32)
    wave[11 * 640 : 17 * 640] = 0.5
    assert fullest(wave, 30, 6) == 11
    assert fullest(wave[: 4 * 640], 4, 6) == 0


def test_shorter_word_lists_are_padded_on_the_left() -> None:
    short, long = torch.ones(2, 3, dtype=torch.long), torch.ones(4, 3, dtype=torch.long)
    found = padded([short, long])
    assert found[0, :, 0].tolist() == [0, 0, 1, 1]
    assert found[1, :, 0].tolist() == [1, 1, 1, 1]


def test_a_shelf_gives_back_what_was_put_there_and_nothing_made_of_something_else(
    shots: list[Encoded], tmp_path: Path
) -> None:
    shelf.put(shots, tmp_path / "shots.safetensors", "key")
    found = shelf.got(tmp_path / "shots.safetensors", "key")
    assert found is not None
    assert len(found) == len(shots)
    for one, again in zip(shots, found, strict=True):
        assert torch.equal(one.video, again.video)
        assert torch.equal(one.tokens, again.tokens)
        assert (one.frames, one.loudest) == (again.frames, again.loudest)
    assert shelf.got(tmp_path / "shots.safetensors", "other") is None
    assert shelf.got(tmp_path / "none.safetensors", "key") is None


@pytest.mark.parametrize("slots", [0, 2])
def test_a_shot_is_taught_by_the_same_maths_as_it_is_made(library: Library, nets: Nets, slots: int) -> None:
    batch = library.batch(_dice(), 3, 25, slots)
    video, audio = torch.randn_like(batch.video), torch.randn_like(batch.audio)
    with torch.no_grad():
        taught = flow(nets, batch, video, audio, torch.tensor([0.9, 0.5, 0.2]))
        made = _as_the_camera_does(nets, batch, video, audio, 0.5, row=1)
    assert torch.allclose(taught.video[1:2], made.video, atol=2e-5)
    assert torch.allclose(taught.audio[1:2], made.audio, atol=2e-5)


def _as_the_camera_does(
    nets: Nets, batch: Batch, video: Tensor, audio: Tensor, sigma: float, row: int
) -> Pair:
    one = slice(row, row + 1)
    still = batch.grid._replace(frames=1)
    memory = [Slot(unpacked(look[one], still), voice[one], "test") for look, voice in batch.memory]
    layout = policy(Version.TOON).story(memory, batch.grid)
    context = Context(*read(nets, batch.tokens[one]))
    backbone = Backbone.of(copy.deepcopy(nets.transformer).requires_grad_(False))
    with backbone.shot(layout, context) as velocity:
        return velocity(Pair(video[one], audio[one]), Step(sigma, sigma * 1000, 0.0, 0.0))


def test_memory_changes_what_is_said_and_so_do_words(library: Library, nets: Nets) -> None:
    batch = library.batch(_dice(), 2, 25, 2)
    video, audio, sigma = (
        torch.randn_like(batch.video),
        torch.randn_like(batch.audio),
        torch.tensor([0.9, 0.9]),
    )
    other = batch._replace(memory=[(look + 1.0, voice + 1.0) for look, voice in batch.memory])
    silent = batch._replace(tokens=torch.zeros_like(batch.tokens))
    with torch.no_grad():
        plain, remembered, unsaid = (flow(nets, b, video, audio, sigma) for b in (batch, other, silent))
    for changed in (remembered, unsaid):
        assert not torch.allclose(plain.video, changed.video, atol=1e-4)
        assert not torch.allclose(plain.audio, changed.audio, atol=1e-4)


def test_no_gradient_of_the_loss_reaches_what_memory_says_of_itself(library: Library, nets: Nets) -> None:
    """Memory tokens are conditions: they may teach the target, their own outputs are in no loss (E18)."""
    batch = library.batch(_dice(), 2, 25, 1)
    outputs: list[Tensor] = []

    def keep(_module: object, _inputs: object, output: Tensor) -> None:
        output.retain_grad()
        outputs.append(output)

    handle = nets.transformer.proj_out.register_forward_hook(keep)
    found = flow(
        nets, batch, torch.randn_like(batch.video), torch.randn_like(batch.audio), torch.tensor([0.9, 0.9])
    )
    handle.remove()
    found.video.square().mean().backward()  # type: ignore[no-untyped-call]
    gradient = outputs[0].grad
    assert gradient is not None
    target = batch.video.shape[1]
    assert gradient[:, :-target].abs().max() == 0.0
    assert gradient[:, -target:].abs().max() > 0.0


@pytest.mark.slow
def test_some_updates_on_few_shots_lower_the_loss(library: Library) -> None:
    task = FlowTask(
        new_nets(TOON_128, 1, CPU), library, library, batch=4, lr=0.02,
        options=Options(frames=((17, 1.0),), slots=(0.5, 0.5)),
    )  # fmt: skip
    dice = _dice(1)
    losses = [task.step(number, dice)["loss"] for number in range(12)]
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])


def test_an_orthogonal_matrix_turns_every_direction_alike() -> None:
    matrix = torch.randn(24, 60, generator=_dice()) @ torch.diag(torch.logspace(-2, 2, 60))
    for given in (matrix, matrix.T):
        values = torch.linalg.svdvals(muon.orthogonal(given))
        assert values.min() > 0.3
        assert values.max() < 1.4


def test_convolutions_are_orthogonal_and_vectors_tables_and_embeddings_are_not() -> None:
    module = torch.nn.ModuleDict(
        {"conv": torch.nn.Conv3d(4, 8, 3), "word": torch.nn.Embedding(9, 4), "line": torch.nn.Linear(4, 4)}
    )
    found = muon.optimizers(module, 0.02)
    wide = found["muon"].param_groups[0]["params"]
    assert [tuple(weight.shape) for weight in wide] == [(8, 4, 3, 3, 3), (4, 4)]
    assert len(found["adamw"].param_groups[0]["params"]) == 3


def _guide(
    library: Library, nets: Nets, options: guide.Options, batch: int = 2, lr: float = 0.01
) -> GuideTask:
    return GuideTask(nets, library, library, batch=batch, lr=lr, options=options)


def test_guidance_goes_on_from_what_is_said_without_memory_to_what_is_said_with_it(
    library: Library, nets: Nets
) -> None:
    task = _guide(library, nets, guide.Options(guidance=3.0))
    batch = library.batch(_dice(), 2, 25, 1)
    noisy, sigma = (torch.randn_like(batch.video), torch.randn_like(batch.audio)), torch.tensor([0.9, 0.7])
    with torch.no_grad():
        told, untold = (flow(nets, one, *noisy, sigma) for one in (batch, batch._replace(memory=[])))
    wanted = task._guided(batch, *noisy, sigma)
    for found, v, v0 in zip(wanted, told, untold, strict=True):
        assert torch.allclose(found, v0 + 3.0 * (v - v0), atol=1e-5)


def test_without_memory_guidance_leaves_the_network_as_it_was(library: Library, nets: Nets) -> None:
    task = _guide(library, nets, guide.Options(slots=(1.0,)))
    assert task.step(0, _dice())["loss"] == 0.0


def test_only_the_one_that_is_taught_guidance_sees_memory_worn(library: Library, nets: Nets) -> None:
    def loss(*, degrade: bool) -> float:
        options = guide.Options(guidance=1.0, slots=(0.0, 1.0), degrade=degrade)
        return _guide(library, nets, options).step(0, _dice())["loss"]

    assert loss(degrade=False) == 0.0
    assert loss(degrade=True) > 0.0


@pytest.mark.slow
def test_guidance_is_learned_and_the_teacher_stays_as_it_is(library: Library, nets: Nets) -> None:
    before = copy.deepcopy(nets.transformer.state_dict())
    options = guide.Options(guidance=60.0, slots=(0.0, 1.0), frames=((17, 1.0),))
    task, dice = _guide(library, nets, options, batch=4, lr=0.002), _dice(1)
    losses = [task.step(number, dice)["loss"] for number in range(12)]
    assert sum(losses[-3:]) < 0.8 * sum(losses[:3])
    assert all(torch.equal(value, before[name]) for name, value in nets.transformer.state_dict().items())
    measured = task.measure()
    assert measured["loss"] < measured["loss_before"]
