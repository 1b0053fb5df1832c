"""Who judges the clips of a toon camera: what is compared with what, and what it was taught on."""

from __future__ import annotations

import copy
import inspect
import random
from collections.abc import Iterator, Mapping
from colorsys import hsv_to_rgb, rgb_to_hsv
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from generator.echo import network
from generator.echo.codec import Codec
from generator.echo.profiles import TOON_128
from generator.echo.setup import SHIPPED
from generator.evaluators.crops import side, sized
from generator.evaluators.files import FILE
from generator.evaluators.judge import Judge
from generator.evaluators.networks import Evaluators, loaded
from generator.evaluators.person import apart, on_circle
from generator.evaluators.scores import PersonScore, Scores, VoiceScore
from generator.evaluators.speech import decoded, edits, written
from generator.evaluators.voice import mels, window, windows
from generator.evaluators.watching import glimpses, lips
from generator.footage import Samples
from generator.interface import Heard, Measures, Unsupported
from generator.plugins.chosen import chosen
from generator.plugins.plugin import Footage
from generator.toon.picture import draw
from generator.toon.speech import speak
from generator.toon.world import Action, Emotion, Person, Scene, Story, ToonShot, laid, new_story
from generator.training import lessons
from generator.training.corpus import Corpus
from generator.training.evaluators import EvaluatorsTask, likeness, recoloured

FOLDER = SHIPPED / "toon-128"
STORY = new_story(random.Random(4))
ONE, OTHER = STORY.cast
SHOT = ToonShot(
    frames=33,
    scene=Scene.SEA,
    people=(Person(ONE, Action.WAVE, Emotion.SAD), Person(OTHER)),
    lines=laid([(ONE, (3, 17, 44)), (OTHER, (8, 8))]),
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Networks this small are done before a second thread has woken."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def nets() -> Evaluators:
    """Evaluators that know nothing, the same each time."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(2)
        return Evaluators().eval()


def clip(shot: ToonShot = SHOT, story: Story = STORY) -> tuple[Any, Any]:
    return draw(shot, story, 1).frames, speak(shot, story, 1)


# What is compared


@pytest.mark.parametrize(
    ("wanted", "heard", "changes"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "axc", 1), ("abcd", "bcde", 2)],
)
def test_syllables_are_put_in_taken_out_or_exchanged(wanted: str, heard: str, changes: int) -> None:
    assert edits([ord(letter) for letter in wanted], [ord(letter) for letter in heard]) == changes


WORDS = st.lists(st.integers(0, 4), max_size=8)


@given(WORDS, WORDS, WORDS)
def test_edits_are_a_distance(one: list[int], two: list[int], three: list[int]) -> None:
    assert edits(one, one) == 0
    assert edits(one, two) == edits(two, one)
    assert abs(len(one) - len(two)) <= edits(one, two) <= max(len(one), len(two))
    assert edits(one, three) <= edits(one, two) + edits(two, three)


def test_equal_neighbours_are_one_syllable_unless_there_is_nothing_between_them() -> None:
    symbols = [0, 7, 7, 0, 7, 3, 3, 0]
    assert decoded(torch.nn.functional.one_hot(torch.tensor(symbols), 61).float()) == (6, 6, 2)


def test_syllables_are_written_as_letters() -> None:
    assert written((0, 6, 59)) == "a be wu"


@given(st.floats(0, 1), st.floats(0, 1))
def test_hues_are_compared_around_the_circle(one: float, other: float) -> None:
    chord = float((on_circle(torch.tensor(one)) - on_circle(torch.tensor(other))).norm())
    assert apart(one, other) == pytest.approx(apart(other, one))
    assert 0.0 <= apart(one, other) <= 0.5
    assert chord == pytest.approx(2 * np.sin(np.pi * apart(one, other)), abs=1e-5)


def test_a_hue_just_under_a_turn_is_near_one_just_above_none() -> None:
    assert apart(0.98, 0.01) == pytest.approx(0.03)


@pytest.mark.parametrize("late", [-3, 0, 5])
def test_the_lag_of_lips_is_how_much_later_they_move(late: int) -> None:
    words = np.random.default_rng(0).random(60).astype(np.float32)
    found = lips(np.roll(words, late), words)
    assert found is not None
    assert (found.lag, round(found.likeness, 3)) == (late, 1.0)


def test_a_mouth_that_never_moves_or_has_no_words_has_no_lag() -> None:
    moving, still = np.arange(30, dtype=np.float32), np.zeros(30, np.float32)
    assert lips(still, moving) is None
    assert lips(moving, still) is None


@pytest.mark.parametrize(("frames", "spells", "last"), [(22, 1, 21), (25, 4, 24), (241, 4, 240), (9, 1, 8)])
def test_an_action_is_watched_in_spells_within_the_film(frames: int, spells: int, last: int) -> None:
    found = glimpses(frames)
    assert (len(found), found[0][0], found[-1][-1]) == (spells, 0, last)


# Where is looked and listened


def test_one_person_is_looked_for_in_the_middle_and_two_on_their_sides() -> None:
    film = np.broadcast_to(np.arange(128, dtype=np.uint8)[None, None, :, None], (2, 96, 128, 3))
    across = [
        side(film, place, people)[0, 0, [0, -1], 0].tolist() for place, people in ((0, 1), (0, 2), (1, 2))
    ]
    assert across == [[24, 103], [0, 79], [48, 127]]


def test_films_of_other_sizes_are_resized_and_other_things_refused() -> None:
    assert sized(np.zeros((3, 192, 256, 3), np.uint8)).shape == (3, 96, 128, 3)
    with pytest.raises(ValueError, match=r"expected uint8 pictures"):
        sized(np.zeros((3, 96, 128, 3), np.float32))
    with pytest.raises(ValueError, match=r"expected \[samples\], mono"):
        mels(np.zeros((2, 100), np.float32))


def test_a_voice_is_heard_in_windows_over_its_line() -> None:
    heard = torch.arange(200.0)[:, None].expand(200, 128)
    assert windows(heard, 20, 150)[:, 0, 0].tolist() == [20, 52, 84]
    assert windows(heard, 20, 40).shape == (1, 64, 128)
    assert window(heard, 180)[:, 0].tolist() == [*range(180, 200), *[0] * 44]


def test_all_evaluators_together_are_small() -> None:
    assert sum(parameter.numel() for parameter in Evaluators().parameters()) < 1_500_000


# What is judged


def test_a_clip_is_judged_in_everything_its_shot_and_story_say(nets: Evaluators) -> None:
    scores = Judge(nets).scores(*clip(), SHOT, STORY)
    assert [person.tag for person in scores.people] == [ONE, OTHER]
    assert [voice.tag for voice in scores.voices] == [ONE, OTHER]
    assert scores.said == 5
    assert set(scores.figures()) == {
        "skin", "hair", "shirt", "hue", "style", "head", "pattern", "attributes", "identity", "tag",
        "emotion", "action", "lag", "lips", "voice", "f0", "tract", "speech", "scene", "people",
    }  # fmt: skip
    for person in scores.people:
        assert np.linalg.norm(person.vector) == pytest.approx(1.0, abs=1e-3)
        assert all(0 <= error <= 0.5 for error in person.hues.values())


def test_without_a_story_only_what_the_words_say_is_judged(nets: Evaluators) -> None:
    figures = Judge(nets).scores(*clip(), SHOT).figures()
    assert set(figures) == {"tag", "emotion", "action", "lag", "lips", "speech", "scene", "people"}


def test_an_empty_and_silent_shot_is_judged_by_its_place(nets: Evaluators) -> None:
    shot = ToonShot(frames=9, scene=Scene.CAVE)
    assert set(Judge(nets).scores(*clip(shot), shot, STORY).figures()) == {"scene", "people"}


def test_the_same_clip_has_the_same_scores(nets: Evaluators) -> None:
    assert Judge(nets).scores(*clip(), SHOT, STORY) == Judge(nets).scores(*clip(), SHOT, STORY)


def test_somebody_is_known_by_drawings_that_have_nothing_to_do_with_the_clip(nets: Evaluators) -> None:
    judge = Judge(nets)
    known = judge.known(ONE, STORY.cast[ONE])
    judge.scores(*clip(), SHOT, STORY)
    assert judge.known(ONE, STORY.cast[ONE]) is known
    assert torch.equal(Judge(nets).known(ONE, STORY.cast[ONE]).look, known.look)


def test_figures_are_means_over_people_and_leave_out_what_is_not_known() -> None:
    person = PersonScore(tag=0, tag_right=True, emotion_right=False, action_right=True, vector=(1.0,))
    silent = replace(person, tag=1, tag_right=False, hues={"skin": 0.1, "hair": 0.3, "shirt": 0.2}, lag=-2)
    voice = VoiceScore(tag=0, vector=(1.0,), pitch=100.0, f0=2.0)
    scores = Scores((person, silent), (voice,), True, False, heard=(1,), wrong=3, said=4)
    assert scores.figures() == pytest.approx(
        {"skin": 0.1, "hair": 0.3, "shirt": 0.2, "hue": 0.2, "tag": 0.5, "emotion": 0.0, "action": 1.0,
         "lag": 2.0, "f0": 2.0, "speech": 0.25, "scene": 1.0, "people": 0.0}
    )  # fmt: skip


def test_speech_is_never_worse_than_all_wrong() -> None:
    assert Scores((), (), True, True, (1, 2, 3), wrong=9, said=2).figures()["speech"] == 0.0


# What is taught


def small(seed: int = 0, codec: Codec | None = None) -> EvaluatorsTask:
    return EvaluatorsTask(
        TOON_128, batch=8, lr=2e-3, seed=seed, codec=codec, stories=6, half=False, examined=1
    )


def test_lessons_come_from_the_numbers_of_stories_and_no_clip_can_get_in() -> None:
    told = {
        name for made in (lessons.pictures, lessons.sounds) for name in inspect.signature(made).parameters
    }
    assert told == {"corpus", "stories", "size", "codec"}
    assert set(inspect.signature(EvaluatorsTask).parameters) == {
        "profile", "batch", "lr", "seed", "codec", "stories", "device", "half", "examined",
    }  # fmt: skip


def test_people_are_taught_with_other_handles_than_their_own_too() -> None:
    taught = lessons.pictures(Corpus(1, frames=(25,), shots=4), range(12), (128, 96), None)
    for first, after in set(map(tuple, taught.same.tolist())):
        assert torch.equal(taught.hues[first:after], taught.hues[first].expand(after - first, 3))
    handles = [set(taught.choices["tag"][first:after].tolist()) for first, after in taught.same.tolist()]
    assert max(map(len, handles)) > 1


def test_a_recogniser_is_to_write_each_syllable_in_the_middle_of_its_time() -> None:
    (line,) = laid([(0, (4, 4))])
    assert lessons.symbols_of([line], 13).tolist() == [0, 0, 0, 0, 5, 5, 0, 0, 5, 5, 0, 0, 0]


def test_what_is_to_be_written_reads_as_what_was_said() -> None:
    taught = lessons.sounds(Corpus(3, frames=(65,), shots=4), range(3), None)
    shots = [shot for number in range(3) for shot in Corpus(3, frames=(65,), shots=4).story(number)]
    for shot, symbols in zip(shots, taught.symbols, strict=True):
        said = tuple(syllable for line in shot.toon.lines for syllable in line.syllables)
        assert decoded(torch.nn.functional.one_hot(symbols, 61).float()) == said


def test_every_other_lesson_goes_through_the_autoencoders() -> None:
    codec = Codec(network.random(TOON_128))
    corpus = Corpus(1, frames=(25,), shots=2)
    plain, mixed = (lessons.pictures(corpus, [0], (128, 96), one).glimpses for one in (None, codec))
    assert [bool(torch.equal(one, other)) for one, other in zip(plain, mixed, strict=True)] == [True, False]


def test_rows_of_the_same_person_that_find_each_other_have_no_loss() -> None:
    rows = torch.eye(4)
    assert float(likeness(torch.cat([rows, rows]))) == pytest.approx(0.0, abs=0.01)
    assert float(likeness(torch.cat([rows, rows.roll(1, 0)]))) > 3.0


def test_a_few_updates_lower_the_loss_and_the_same_dice_give_the_same_weights() -> None:
    losses, weights = [], []
    for _ in range(2):
        task, dice = small(), torch.Generator().manual_seed(3)
        losses.append([task.step(number, dice)["loss"] for number in range(6)])
        weights.append(torch.cat([tensor.flatten() for tensor in task.nets.parameters()]))
    assert losses[0][-1] < losses[0][0]
    assert torch.equal(*weights)


def test_a_task_goes_on_from_weights_and_optimiser_as_if_nothing_had_happened() -> None:
    task, dice = small(), torch.Generator().manual_seed(3)
    task.step(0, dice)
    other = small()
    other.nets.load_state_dict(task.nets.state_dict())
    other.optimizers()["evaluators"].load_state_dict(task.optimizers()["evaluators"].state_dict())
    twin = torch.Generator()
    twin.set_state(dice.get_state())
    assert task.step(1, dice) == other.step(1, twin)


def test_the_examination_is_held_as_drawn_and_again_after_the_autoencoders() -> None:
    figures = small(codec=Codec(network.random(TOON_128))).measure()
    names = {name for name in figures if not name.endswith(" again")}
    assert names >= {"attributes", "hue", "tag", "scene", "own look"}
    assert set(figures) == names | {f"{name} again" for name in names}


def test_an_examination_changes_nothing() -> None:
    task = small()
    task.nets.train()
    before = {name: tensor.clone() for name, tensor in task.nets.state_dict().items()}
    assert task.measure() == task.measure()
    assert task.nets.training
    assert all(torch.equal(tensor, before[name]) for name, tensor in task.nets.state_dict().items())


@given(st.integers(0, 2**31))
def test_other_colours_turn_every_hue_as_they_turn_the_picture(seed: int) -> None:
    hues = torch.rand(4, 3, generator=torch.Generator().manual_seed(seed))
    order, turned = recoloured(hues, torch.Generator().manual_seed(seed))
    for row, channels, wanted in zip(hues, order.tolist(), turned, strict=True):
        for hue, other in zip(row.tolist(), wanted.tolist(), strict=True):
            color = hsv_to_rgb(hue, 0.7, 0.8)
            assert apart(rgb_to_hsv(*(color[channel] for channel in channels))[0], other) < 1e-6


# The files, and the critics


def saved(nets: Evaluators, folder: Path) -> Path:
    from safetensors.torch import save_file

    save_file({name: tensor.bfloat16() if tensor.is_floating_point() else tensor
               for name, tensor in nets.state_dict().items()}, folder / FILE)  # fmt: skip
    return folder


def test_evaluators_that_are_not_there_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        Unsupported, match=r"there is no evaluators\.safetensors in .* dailies train toon-128"
    ):
        chosen(toon=tmp_path)
    (tmp_path / FILE).write_bytes(b"nothing")
    with pytest.raises(Unsupported, match=r"cannot be loaded"):
        loaded(tmp_path)


def test_evaluators_are_stored_small_and_judge_in_full_precision(nets: Evaluators, tmp_path: Path) -> None:
    judge = Judge.load(saved(nets, tmp_path))
    assert (tmp_path / FILE).stat().st_size < 6 * 2**20
    assert {parameter.dtype for parameter in judge.nets.parameters()} == {torch.float32}


MEASURES: dict[str, Any] = {"seconds": 1.0, "loudness_lufs": None, "peak_dbfs": None, "clipped_samples": 0,
                            "black_frames": 0, "frozen_frames": 0}  # fmt: skip


def measured(footage: Footage, folder: Path, line: int | None = None) -> Measures:
    heard = Heard(line=line, start=0.1, end=0.9, level=-20.0, beat=0.4, voiced=0.7)
    (plugin,) = chosen(toon=folder)
    return plugin.add(Measures(**MEASURES, heard=(heard,)), footage)


def footage(width: int = 128, height: int = 96) -> Footage:
    frames, sound = draw(SHOT, STORY, 1, width, height).frames, speak(SHOT, STORY, 1)
    both: Samples = np.repeat(sound, 3)[None].repeat(2, axis=0)
    return Footage(sound=both, truth=None, at={}, whole={number: frames[number] for number in (3, 9, 15)})


def test_the_critics_are_given_vectors_of_who_is_seen_and_heard(nets: Evaluators, tmp_path: Path) -> None:
    counting = copy.deepcopy(nets)
    counting.place.people.bias.data[2] = 100.0  # whatever it sees, it counts two
    found = measured(footage(), saved(counting, tmp_path))
    assert len({one.tag for one in found.people}) == len(found.people) == 2
    assert {one.frame for one in found.people} == {3}
    assert [len(one.vectors["toon"]) for one in found.people] == [32, 32]
    assert len(found.heard[0].vectors["toon"]) == 32
    assert found.heard[0].words is not None


def test_a_line_with_a_cue_is_given_no_words_for_it_would_be_compared_with_its_letters(
    nets: Evaluators, tmp_path: Path
) -> None:
    assert measured(footage(), saved(nets, tmp_path), line=0).heard[0].words is None


def test_clips_of_another_world_are_left_alone(nets: Evaluators, tmp_path: Path) -> None:
    folder = saved(nets, tmp_path)
    for other in (footage(512, 384), footage(128, 128), replace(footage(), whole={})):
        found = measured(other, folder)
        assert (found.people, found.heard[0].vectors) == ((), {})


@pytest.fixture(scope="module")
def examined() -> list[Mapping[str, float]]:
    """What the shipped evaluators say of drawings they were not taught."""
    judge = Judge.load(FOLDER)
    shots = [shot for number in range(12) for shot in Corpus(77, frames=(41,), shots=2).story(number)]
    return [
        judge.scores(shot.drawn(128, 96).frames, shot.spoken(), shot.toon, shot.story).figures()
        for shot in shots
    ]


NOT_YET = pytest.mark.xfail(reason="seventeen minutes of teaching reach 0.94", strict=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "least"),
    [
        pytest.param("attributes", 0.95, marks=NOT_YET),
        ("speech", 0.95),
        ("scene", 0.95),
        ("action", 0.9),
    ],
)
def test_the_shipped_evaluators_know_the_world_they_were_taught(
    examined: list[Mapping[str, float]], name: str, least: float
) -> None:
    assert np.mean([one[name] for one in examined if name in one]) >= least


@pytest.mark.slow
@pytest.mark.parametrize(("name", "most"), [("hue", 0.03), ("f0", 1.0)])
def test_the_shipped_evaluators_measure_hues_and_pitch(
    examined: list[Mapping[str, float]], name: str, most: float
) -> None:
    assert np.mean([one[name] for one in examined if name in one]) <= most
