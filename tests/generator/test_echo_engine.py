"""The camera from its front door: tiny random weights, the true path."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from app import trial
from generator.echo.engine import Echo, Setup
from generator.echo.policy import Switches, Version
from generator.footage import probe, read_frames, read_sound
from generator.interface import (
    Cancelled,
    Clip,
    MemorySlot,
    Place,
    Progress,
    ShotRequest,
    Unsupported,
)
from generator.lab import Lab

W, H, FRAMES = 96, 64, 9


def request(**changes: object) -> ShotRequest:
    plain = ShotRequest(
        code="LIGHT_010_0010",
        prompt="Mara trims the lamp.",
        width=W,
        height=H,
        frames=FRAMES,
        seed=7,
        place=Place(heading="INT. LAMP ROOM - NIGHT"),
    )
    return plain.model_copy(update=changes)


@dataclass
class Bench:
    """A camera and a shelf for its clips."""

    folder: Path
    camera: Echo
    shelf: trial.Shelf = field(default_factory=trial.Shelf)
    takes: int = 0

    def shoot(self, wanted: ShotRequest, progress: Progress = lambda _: None) -> Clip:
        self.takes += 1
        into = self.folder / str(self.takes)
        into.mkdir()
        return self.camera.render(wanted, into, self.shelf.files.__getitem__, progress)

    def slot(self, clip: Clip, ordinal: int = 0, **changes: object) -> MemorySlot:
        still = clip.picture.with_suffix(".png")
        moment = Lab().moment(clip, still)
        whole = MemorySlot(
            ordinal=ordinal,
            picture=self.shelf.put(still),
            clip=self.shelf.put(clip.picture),
            voice=self.shelf.put(clip.sound),
            latents=self.shelf.put(clip.latents),
            frame=moment.frame,
            audio_start=moment.audio_start,
            audio_end=moment.audio_end,
        )
        return whole.model_copy(update=changes)


@pytest.fixture(scope="module")
def five() -> Echo:
    return Echo(Setup())


@pytest.fixture(scope="module")
def one() -> Echo:
    return Echo(Setup(version=Version.ONE))


@pytest.fixture
def bench(five: Echo, tmp_path: Path) -> Bench:
    return Bench(tmp_path, five)


@pytest.fixture(params=["five", "one"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    """A bench for each policy."""
    return Bench(tmp_path, request.getfixturevalue(request.param))


def sha(path: Path | None) -> str:
    assert path is not None
    return hashlib.sha256(path.read_bytes()).hexdigest()


def latents(clip: Clip) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    assert clip.latents is not None
    return load_file(clip.latents)


def test_a_take_is_picture_and_sound_of_exactly_its_length(bench: Bench) -> None:
    clip = bench.shoot(request(frames=17))
    picture, sound = probe(clip.picture), probe(clip.sound)
    assert (picture.frames, picture.width, picture.height, int(picture.fps)) == (17, W, H, 25)
    assert (sound.rate, sound.samples, clip.samples) == (48_000, 17 * 1920, 17 * 1920)
    assert read_sound(clip.sound).shape == (2, 17 * 1920)
    assert np.ptp(read_frames(clip.picture, [8])[0]) > 20, "an empty frame"
    assert np.abs(read_sound(clip.sound)).max() > 0.01, "no sound"


def test_the_latents_are_kept_beside_the_clip(bench: Bench) -> None:
    kept = latents(bench.shoot(request(frames=17)))
    assert kept["video"].shape == (1, 128, 3, 2, 3)
    assert kept["audio"].shape == (1, 17, 128)


def test_the_same_request_gives_the_same_bytes_and_another_seed_others(bench: Bench) -> None:
    one, two, three = (bench.shoot(request(seed=seed)) for seed in (1, 1, 2))
    assert sha(one.picture) == sha(two.picture)
    assert sha(one.sound) == sha(two.sound)
    assert sha(one.latents) == sha(two.latents)
    assert sha(one.picture) != sha(three.picture)
    assert sha(one.sound) != sha(three.sound)


def test_a_second_camera_makes_the_same_bytes(five: Echo, tmp_path: Path) -> None:
    first, second = Bench(tmp_path / "a", five), Bench(tmp_path / "b", Echo(Setup()))
    for bench in (first, second):
        bench.folder.mkdir()
    assert sha(first.shoot(request()).picture) == sha(second.shoot(request()).picture)


def test_memory_words_and_first_frame_each_change_the_shot(either: Bench) -> None:
    earlier = either.shoot(request(seed=1))
    slot = either.slot(earlier)
    made = {
        "plain": request(),
        "memory": request(slots=(slot,)),
        "silent memory": request(slots=(slot.model_copy(update={"voice": ""}),)),
        "two": request(slots=(slot, either.slot(either.shoot(request(seed=2)), 1))),
        "words": request(prompt="Jonas comes up the stairs."),
        "first frame": request(first_frame=slot.picture),
    }
    pictures = {name: sha(either.shoot(wanted).picture) for name, wanted in made.items()}
    assert len(set(pictures.values())) == len(made), pictures


def test_a_shot_begins_with_the_first_frame_it_was_given(bench: Bench) -> None:
    still = bench.slot(bench.shoot(request(seed=1))).picture
    begun, other = (
        latents(bench.shoot(request(first_frame=still, seed=seed)))["video"][:, :, 0] for seed in (3, 4)
    )
    assert torch.equal(begun, other)


def test_a_remembered_voice_is_a_slice_of_what_was_generated_when_it_was_kept(
    one: Echo, tmp_path: Path
) -> None:
    bench = Bench(tmp_path, one)
    slot = bench.slot(bench.shoot(request(seed=1)))
    kept = bench.shoot(request(slots=(slot,)))
    encoded = bench.shoot(request(slots=(slot.model_copy(update={"latents": ""}),)))
    assert sha(kept.picture) != sha(encoded.picture)


def test_seven_memories_of_cards_and_takes_fit(either: Bench) -> None:
    slot = either.slot(either.shoot(request(seed=1)))
    card = slot.model_copy(update={"clip": "", "latents": "", "audio_start": 0.0, "audio_end": 0.0})
    slots = tuple((slot if n % 2 else card).model_copy(update={"ordinal": n}) for n in range(7))
    assert either.shoot(request(slots=slots)).frames == FRAMES


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"frames": 26}, "8k\\+1"),
        ({"frames": 249}, "split the shot"),
        ({"width": 100}, "multiple of 32"),
        ({"height": 32}, "from 64"),
    ],
)
def test_what_it_cannot_do_is_refused_before_any_work(
    five: Echo, tmp_path: Path, changes: dict[str, int], words: str
) -> None:
    told: list[float] = []
    with pytest.raises(Unsupported, match=words):
        Bench(tmp_path, five).shoot(request(**changes), told.append)
    assert told == []


def test_progress_rises_to_the_end_and_is_told_after_every_step(five: Echo, tmp_path: Path) -> None:
    told: list[float] = []
    Bench(tmp_path, five).shoot(request(), told.append)
    assert told == sorted(told)
    assert len([done for done in told if 0.08 < done <= 0.85]) == 8
    assert told[-1] > 0.95


@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 0.9])
def test_a_cancelled_take_leaves_nothing_and_the_next_one_works(
    five: Echo, tmp_path: Path, after: float
) -> None:
    def stop(done: float) -> None:
        if done >= after:
            raise Cancelled

    bench = Bench(tmp_path, five)
    with pytest.raises(Cancelled):
        bench.shoot(request(), stop)
    assert list((tmp_path / "1").iterdir()) == []
    assert bench.shoot(request()).frames == FRAMES


def test_a_full_card_is_a_sentence_with_what_would_fit_and_the_next_take_works(
    five: Echo, tmp_path: Path
) -> None:
    def full(done: float) -> None:
        if done > 0.4:
            raise torch.OutOfMemoryError("CUDA out of memory")

    bench = Bench(tmp_path, five)
    with pytest.raises(Unsupported, match=r"ran out of memory.*(DAILIES_ECHO_RESIDENCY|what fits)") as failed:
        bench.shoot(request(), full)
    assert failed.value.__context__ is None, "the old exception would keep its tensors on the card"
    assert list((tmp_path / "1").iterdir()) == []
    assert bench.shoot(request()).frames == FRAMES


def test_every_residency_gives_the_same_clip(five: Echo, tmp_path: Path) -> None:
    bench = Bench(tmp_path, five)
    slot = bench.slot(bench.shoot(request(seed=1)))
    wanted = request(slots=(slot,))
    first = sha(bench.shoot(wanted).picture)
    for way in ("resident", "swap", "layers"):
        other = replace(bench, camera=Echo(Setup(residency=way)), folder=tmp_path / way)
        other.folder.mkdir()
        assert sha(other.shoot(wanted).picture) == first, way


@pytest.mark.parametrize("broken", ["picture", "voice", "clip"])
def test_a_memory_that_is_no_media_is_named(either: Bench, broken: str, tmp_path: Path) -> None:
    text = tmp_path / "notes.png"
    text.write_text("not a picture")
    slot = either.slot(either.shoot(request(seed=1)))
    changes = {broken: either.shelf.put(text), "latents": ""}
    if broken == "picture":
        changes["clip"] = ""
    if broken == "clip" and either.camera.capabilities.facts["policy"] == "1.5":
        pytest.skip("1.5 remembers the still alone")
    with pytest.raises(ValueError, match=r"notes\.png"):
        either.shoot(request(slots=(slot.model_copy(update=changes),)))


def test_latents_of_other_weights_are_not_used(one: Echo, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    bench = Bench(tmp_path, one)
    clip = bench.shoot(request(seed=1))
    assert clip.latents is not None
    foreign = tmp_path / "foreign.safetensors"
    save_file(load_file(clip.latents), foreign, metadata={"weights": "other"})
    slot = bench.slot(clip)
    without = slot.model_copy(update={"latents": ""})
    strange = slot.model_copy(update={"latents": bench.shelf.put(foreign)})
    assert sha(bench.shoot(request(slots=(strange,))).picture) == sha(
        bench.shoot(request(slots=(without,))).picture
    )


def test_policy_switches_and_weights_are_part_of_the_version() -> None:
    setups = [Setup(), Setup(version=Version.ONE), Setup(switches=Switches(tau=0.8))]
    versions = [Echo(setup).capabilities.version for setup in setups]
    assert len(set(versions)) == 3
    facts = Echo(Setup(version=Version.ONE, switches=Switches(tau=0.8, one_way=True))).capabilities.facts
    assert facts["switches"] == "tau=0.8, one_way=True"
    assert (facts["policy"], facts["profile"], facts["weights"]) == ("1.0", "random-tiny", "random")


@pytest.mark.parametrize(
    ("setup", "words"),
    [
        (Setup(weights=Path("/nowhere")), "/nowhere"),
        (Setup(residency="half"), "resident"),
        (Setup(device="tpu:9000"), "tpu:9000"),
        (Setup(switches=Switches(one_way=True)), "one_way is for 1.0"),
    ],
)
def test_a_set_up_that_cannot_work_is_refused_at_once(setup: Setup, words: str) -> None:
    with pytest.raises(Unsupported, match=words):
        Echo(setup)
