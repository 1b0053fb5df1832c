"""Training can be stopped, killed, damaged and taken up: what it ends with is the same to the last bit."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn

from generator.training import card, log
from generator.training.average import Average
from generator.training.course import Passed, folder_of, follow
from generator.training.files import AtWork, Damaged, Folder, keep, kept
from generator.training.gather import gather
from generator.training.log import Line
from generator.training.loop import Finished, NotFinite, Point, Stopped, finished, train
from generator.training.pace import Budget, Decay, rate
from generator.training.plot import draw, panels
from generator.training.recipe import BadRecipe, Recipe, Stage, load, read, shipped
from generator.training.task import Task, TrainingFault
from tests.generator.tiny_task import TASKS, Tiny

ROOT = Path(__file__).parents[2]


def recipe(*stages: dict[str, Any], **more: Any) -> Recipe:
    """Stages of the tiny task."""
    tiny = {"task": "tiny", "batch": 8, "lr": 0.05, "ema": 0.9}
    whole = {"name": "small", "profile": "none", "seed": 3, "stages": [tiny | stage for stage in stages]}
    return read(json.dumps(whole | more))


class Heard:
    """A listener that remembers, and may do something at an update."""

    def __init__(self, act: Callable[[Point], None] = lambda _: None) -> None:
        self.points, self.words, self._act = list[Point](), list[str](), act

    def at(self, point: Point) -> None:
        self.points.append(point)
        self._act(point)

    def said(self, words: str) -> None:
        self.words.append(words)


def trained(plan: Recipe, root: Path, heard: Heard | None = None, **more: Any) -> Tiny:
    """Train the first stage; gives the task as it ended."""
    stage = plan.stages[0]
    folder = folder_of(plan, stage, root)
    task = Tiny(plan, stage, folder)
    train(task, plan, stage, folder, heard, **more)
    return task


def stop_at(step: int) -> Heard:
    """Ctrl-C after an update."""

    def act(point: Point) -> None:
        if point.step == step:
            signal.raise_signal(signal.SIGINT)

    return Heard(act)


def ticking(seconds: float) -> Callable[[], float]:
    """A clock that goes on by as much whenever somebody looks."""
    ticks = itertools.count()
    return lambda: next(ticks) * seconds


def same(one: nn.Module, other: nn.Module) -> bool:
    """Whether two modules are the same to the last bit."""
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


def weights(root: Path) -> dict[str, torch.Tensor]:
    """The finished ones."""
    return load_file(root / "tiny" / "ruler.safetensors")


# Stopping and going on.


@pytest.mark.parametrize("cuts", [(10,), (1, 2, 3), (7, 19)])
def test_a_training_that_was_stopped_ends_with_the_same_bits(tmp_path: Path, cuts: tuple[int, ...]) -> None:
    plan = recipe({"steps": 20, "warmup": 5})
    straight = trained(plan, tmp_path / "straight")
    for cut in cuts:
        with pytest.raises(Stopped, match=f"after {cut} updates"):
            trained(plan, tmp_path / "cut", stop_at(cut))
    again = trained(plan, tmp_path / "cut")
    assert same(straight.ruler, again.ruler)
    one, other = weights(tmp_path / "straight"), weights(tmp_path / "cut")
    assert all(torch.equal(one[key], other[key]) for key in one)
    assert len(again.rates) == 20 - cuts[-1]
    assert again.rates == straight.rates[cuts[-1] :]


@pytest.mark.slow
def test_a_training_that_was_killed_goes_on_from_its_last_checkpoint_and_ends_with_the_same_bits(
    tmp_path: Path,
) -> None:
    plan = recipe({"steps": 120, "every": 0.05, "options": {"naps": 0.01}})
    straight = trained(plan, tmp_path / "straight")
    dice, done = random.Random(5), 0
    for _ in range(3):
        process = program(plan, tmp_path / "killed", tmp_path)
        until(process, done + dice.randint(8, 25))
        done = checkpoint_after(done, Folder(tmp_path / "killed" / "tiny"))
        process.kill()
        process.communicate()
    assert same(straight.ruler, trained(plan, tmp_path / "killed").ruler)
    assert [line.step for line in log.read(tmp_path / "killed" / "tiny" / "log.jsonl")][-1] == 120


def test_sigterm_writes_a_checkpoint_and_says_so(tmp_path: Path) -> None:
    plan = recipe({"steps": 100_000, "options": {"naps": 0.01}})
    process = program(plan, tmp_path / "run", tmp_path)
    until(process, 5)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "they are kept" in said
    state, _ = kept(Folder(tmp_path / "run" / "tiny"))
    assert state is not None
    assert state["step"] >= 5


def test_a_bigger_budget_goes_on_where_a_finished_stage_ended(tmp_path: Path) -> None:
    trained(recipe({"steps": 5}), tmp_path)
    assert len(trained(recipe({"steps": 8}), tmp_path).rates) == 3


def test_another_recipe_in_the_same_folder_is_refused_with_what_is_different(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        trained(recipe({"steps": 9}), tmp_path, stop_at(4))
    with pytest.raises(TrainingFault, match=r"another recipe: stage\.lr 0\.05, now 0\.01.*--fresh"):
        trained(recipe({"steps": 9, "lr": 0.01}), tmp_path)
    with pytest.raises(TrainingFault, match=r"stage\.options\.naps None, now 0"):
        trained(recipe({"steps": 9, "options": {"naps": 0}}), tmp_path)


# Checkpoints.


def checkpoints(tmp_path: Path) -> Folder:
    """A folder with two checkpoints, of three and of six updates."""
    plan = recipe({"steps": 9})
    for step in (3, 6):
        with pytest.raises(Stopped):
            trained(plan, tmp_path, stop_at(step))
    return Folder(tmp_path / "tiny")


@pytest.mark.parametrize("damage", ["a bit", "its end", "everything"])
def test_a_damaged_checkpoint_is_told_and_the_one_before_it_is_used(tmp_path: Path, damage: str) -> None:
    folder = checkpoints(tmp_path)
    data = bytearray(folder.checkpoint.read_bytes())
    if damage == "a bit":
        data[len(data) // 2] ^= 4
    folder.checkpoint.write_bytes(
        {"a bit": bytes(data), "its end": bytes(data[:-100]), "everything": b""}[damage]
    )
    heard = Heard()
    task = trained(recipe({"steps": 9}), tmp_path, heard)
    assert heard.words == ["checkpoint.pt is damaged; going on from the one before it, 3 updates"]
    assert same(task.ruler, trained(recipe({"steps": 9}), tmp_path / "straight").ruler)


def test_where_every_checkpoint_is_damaged_nothing_is_begun_anew_unasked(tmp_path: Path) -> None:
    folder = checkpoints(tmp_path)
    for path in (folder.checkpoint, folder.previous):
        path.write_bytes(b"nothing")
    with pytest.raises(Damaged, match=r"checkpoint\.previous\.pt is damaged.*--fresh"):
        trained(recipe({"steps": 9}), tmp_path)


def test_a_process_that_dies_between_two_checkpoints_leaves_the_older_one(tmp_path: Path) -> None:
    folder = checkpoints(tmp_path)
    folder.checkpoint.replace(folder.previous)
    folder.path.joinpath(".checkpoint.pt.part").write_bytes(b"half")
    state, said = kept(folder)
    assert state is not None
    assert (state["step"], said) == (6, ())


def test_a_checkpoint_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    folder = checkpoints(tmp_path)
    (folder.path / ".checkpoint.pt.part").mkdir()
    with pytest.raises(TrainingFault, match="cannot be written"):
        keep(folder, {"step": 9})
    state, _ = kept(folder)
    assert state is not None
    assert state["step"] == 6


def test_checkpoints_come_as_often_as_the_stage_says_and_two_are_kept(tmp_path: Path) -> None:
    trained(recipe({"steps": 30, "every": 6}), tmp_path, clock=ticking(1))
    there = {path.name for path in (tmp_path / "tiny").iterdir()}
    assert {"checkpoint.pt", "checkpoint.previous.pt"} <= there
    assert not [name for name in there if name.endswith(".part")]


# One at a time.


def test_a_second_process_is_refused_and_a_dead_one_keeps_nobody_out(tmp_path: Path) -> None:
    plan = recipe({"steps": 100_000, "every": 0.05, "options": {"naps": 0.01}})
    process = program(plan, tmp_path / "run", tmp_path)
    until(process, 2)
    with pytest.raises(AtWork, match="another process trains in"):
        trained(plan, tmp_path / "run")
    with pytest.raises(AtWork):
        follow(plan, TASKS, tmp_path / "run", fresh=True)
    process.kill()
    process.communicate()
    with pytest.raises(Stopped):
        trained(plan, tmp_path / "run", Heard(lambda _: signal.raise_signal(signal.SIGINT)))


# What is not a number.


def test_a_loss_that_is_no_number_stops_and_the_last_good_checkpoint_stays(tmp_path: Path) -> None:
    plan = recipe({"steps": 9, "options": {"spoilt": 6}})
    with pytest.raises(Stopped):
        trained(plan, tmp_path, stop_at(4))
    with pytest.raises(NotFinite, match=r"tiny: got loss nan in update 7\. The last good checkpoint is kept"):
        trained(plan, tmp_path)
    state, _ = kept(Folder(tmp_path / "tiny"))
    assert state is not None
    assert state["step"] == 4


def test_weights_that_are_no_numbers_are_never_kept(tmp_path: Path) -> None:
    class Poisoned(Tiny):
        def step(self, number: int, dice: torch.Generator) -> dict[str, float]:
            found = dict(super().step(number, dice))
            if number == 2:  # the last update: no loss tells of it any more
                self.ruler.line.weight.data[0, 0] = math.inf
            return found

    plan = recipe({"steps": 3})
    folder = folder_of(plan, plan.stages[0], tmp_path)
    with pytest.raises(NotFinite, match="weights that are not finite in ruler"):
        train(Poisoned(plan, plan.stages[0], folder), plan, plan.stages[0], folder)
    assert not folder.checkpoint.exists()
    assert not folder.end.exists()


# Pace.


def test_the_rate_rises_over_the_warm_up_and_falls_by_a_half_cosine() -> None:
    assert [rate(n, 0.0, 4) for n in range(6)] == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    assert [rate(9, share) for share in (0.0, 0.5, 1.0)] == pytest.approx([1.0, 0.5, 0.0])
    assert rate(9, 0.7, decay=Decay.CONSTANT) == 1.0


@given(st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 10**4), st.sampled_from(Decay))
def test_the_rate_is_never_above_the_highest_nor_below_nothing(
    number: int, share: float, warmup: int, decay: Decay
) -> None:
    assert 0.0 <= rate(number, share, warmup, decay) <= 1.0


def test_the_loop_sets_the_rate_of_every_update(tmp_path: Path) -> None:
    task = trained(recipe({"steps": 4, "warmup": 2, "lr": 0.1}), tmp_path)
    falling = [0.5 * (1 + math.cos(math.pi * n / 4)) for n in range(4)]
    assert task.rates == pytest.approx([0.1 * part for part in (0.5, *falling[1:])])


def test_a_budget_of_minutes_goes_by_the_clock_and_counts_no_time_between_runs(tmp_path: Path) -> None:
    plan = recipe({"minutes": 1})
    with pytest.raises(Stopped):
        trained(plan, tmp_path, stop_at(5), clock=ticking(1))
    state, _ = kept(Folder(tmp_path / "tiny"))
    assert state is not None
    assert 5 < state["seconds"] < 20
    trained(plan, tmp_path, clock=ticking(1))
    end = finished(plan, plan.stages[0], Folder(tmp_path / "tiny"))
    assert end is not None
    assert 60 <= end.seconds < 63


def test_the_time_left_is_what_the_speed_so_far_promises() -> None:
    assert Budget(steps=100).left(40, 20.0, 2.0) == 30.0
    assert Budget(seconds=60).left(40, 20.0, 2.0) == 40.0
    assert Budget(steps=100).left(0, 0.0, 0.0) == math.inf


def test_a_listener_hears_how_far_it_is(tmp_path: Path) -> None:
    heard = Heard()
    trained(recipe({"steps": 4}), tmp_path, heard)
    assert [(point.step, point.share) for point in heard.points] == [(1, 0.25), (2, 0.5), (3, 0.75), (4, 1.0)]
    assert all(point.samples > 0 and "loss" in point.figures for point in heard.points)


# The average.


def test_the_average_follows_closely_at_first_and_slowly_later() -> None:
    line = nn.Linear(1, 1, bias=False)
    line.weight.data.fill_(0.0)
    average = Average({"line": line}, 0.5)
    line.weight.data.fill_(1.0)
    seen = []
    for _ in range(3):
        average.update()
        with average.applied():
            seen.append(line.weight.item())
    # It keeps 1/10, 2/11 and 3/12 of what it was: below its decay all three.
    assert seen == pytest.approx([0.9, 1 - 0.1 * 2 / 11, 1 - 0.1 * 2 / 11 * 3 / 12])
    assert line.weight.item() == 1.0


def test_an_average_that_keeps_nothing_is_the_weights_themselves(tmp_path: Path) -> None:
    task = trained(recipe({"steps": 6, "ema": 0, "keep_float32": ["ruler"]}), tmp_path)
    assert torch.equal(weights(tmp_path)["line.weight"], task.ruler.line.weight)


def test_counters_are_copied_and_half_precision_is_averaged_in_full() -> None:
    norm = nn.BatchNorm1d(2).to(torch.bfloat16)
    average = Average({"norm": norm}, 0.999)
    norm(torch.randn(4, 2, dtype=torch.bfloat16))
    average.update()
    with average.applied():
        assert norm.num_batches_tracked is not None
        assert norm.num_batches_tracked.item() == 1
    means = average.state_dict()["means"]
    assert isinstance(means, dict)
    assert means["norm"]["weight"].dtype == torch.float32


def test_a_look_on_the_way_leaves_no_trace(tmp_path: Path) -> None:
    """What is measured sets a buffer; only the finished weights may have it."""
    looked = trained(recipe({"steps": 30, "measure_every": 5}), tmp_path / "a", clock=ticking(1))
    plain = trained(recipe({"steps": 30}), tmp_path / "b", clock=ticking(1))
    assert same(looked.ruler, plain.ruler)
    assert looked.ruler.centre.tolist() == [0, 0, 0]
    assert weights(tmp_path / "a")["centre"].tolist() == [7, 7, 7]
    assert sum(line.measured for line in log.read(tmp_path / "a" / "tiny" / "log.jsonl")) > 2


# Finished weights and their card.


def test_finished_weights_are_rounded_and_their_card_says_what_they_are(tmp_path: Path) -> None:
    trained(recipe({"steps": 12}), tmp_path)
    folder = tmp_path / "tiny"
    assert {tensor.dtype for tensor in weights(tmp_path).values()} == {torch.bfloat16, torch.int64}
    document = json.loads((folder / "ruler.json").read_text())
    data = (folder / "ruler.safetensors").read_bytes()
    assert document["sha256"] == hashlib.sha256(data).hexdigest()
    assert (document["bytes"], document["parameters"]) == (len(data), 10)
    assert (document["recipe"], document["stage"], document["seed"]) == ("small", "tiny", 3)
    assert (document["steps"], document["float"]) == (12, "bfloat16")
    assert document["figures"]["off"] > 0
    assert set(document["versions"]) == {"torch", "diffusers", "dailies"}
    assert all(document["versions"].values())


def test_the_same_training_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        trained(recipe({"steps": 12}), tmp_path / name)
    one, other = ((tmp_path / n / "tiny" / "ruler.safetensors").read_bytes() for n in ("one", "other"))
    assert one == other


def test_weights_may_be_kept_as_they_are_and_carry_the_configuration(tmp_path: Path) -> None:
    line = nn.Linear(2, 2)
    line.config = {"wide": 2, "_private": 1}  # type: ignore[assignment]
    facts = card.write(line, tmp_path / "l.safetensors", tmp_path / "l.json", {}, keep_float32=True)
    assert facts["float"] == "float32"
    with safe_open(tmp_path / "l.safetensors", "pt") as file:
        assert json.loads(file.metadata()["config"]) == {"wide": 2}
    again = nn.Linear(2, 2)
    card.load(again, tmp_path / "l.safetensors")
    assert same(line, again)


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    card.write(nn.Linear(2, 2), tmp_path / "l.safetensors", tmp_path / "l.json", {})
    with pytest.raises(TrainingFault, match="does not fit"):
        card.load(nn.Linear(3, 3), tmp_path / "l.safetensors")
    with pytest.raises(TrainingFault, match="does not fit"):
        card.load(nn.Linear(3, 3), tmp_path / "none.safetensors")


# The log and its picture.


def test_what_was_done_again_replaces_what_was_done_before(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    for step, loss in ((1, 9.0), (5, 8.0), (9, 7.0), (6, 5.0), (8, 4.0)):
        log.append(path, Line(step, step / 2, {"loss": loss}))
    assert [(line.step, line.figures["loss"]) for line in log.read(path)] == [(1, 9), (5, 8), (6, 5), (8, 4)]
    assert len(path.read_text().splitlines()) == 5


def test_a_line_that_was_cut_off_is_left_out_and_the_next_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    log.append(path, Line(1, 1.0, {"loss": 2.0}))
    with path.open("a") as file:
        file.write('{"step": 2, "seco')
    log.append(path, Line(3, 3.0, {"loss": 1.0}))
    assert [line.step for line in log.read(path)] == [1, 3]


def test_a_figure_fell_when_its_last_quarter_is_below_its_first() -> None:
    def lines(*values: float) -> list[Line]:
        return [Line(n, n, {"loss": value}) for n, value in enumerate(values)]

    assert log.fell(lines(4, 3, 2, 1), "loss")
    assert not log.fell(lines(1, 2, 3, 4), "loss")
    assert not log.fell(lines(1, 1, 1, 1), "loss")
    assert not log.fell(lines(1), "loss")
    assert not log.fell(lines(2, 1), "other")


def test_a_stage_whose_figure_did_not_fall_fails_and_keeps_its_checkpoint(tmp_path: Path) -> None:
    plan = recipe({"steps": 40, "lr": 1e-9, "falls": "loss"})
    stuck = recipe({"steps": 40, "falls": "nothing"})
    assert trained(recipe({"steps": 40, "falls": "loss"}), tmp_path / "good", clock=ticking(1))
    with pytest.raises(TrainingFault, match="nothing did not fall in 40 updates"):
        trained(stuck, tmp_path / "bad", clock=ticking(1))
    assert (tmp_path / "bad" / "tiny" / "checkpoint.pt").exists()
    assert finished(plan, plan.stages[0], Folder(tmp_path / "bad" / "tiny")) is None


def test_every_figure_has_a_panel_those_of_the_training_first(tmp_path: Path) -> None:
    lines = [Line(1, 1, {"psnr": 20.0}, measured=True)]
    lines += [Line(n, n, {"loss": 10.0 ** -(n % 4), "kl": math.nan, "same": 1.0}) for n in range(2, 2000)]
    names = [(panel.name, panel.measured, panel.logarithmic) for panel in panels(lines)]
    assert names == [("loss", False, True), ("same", False, False), ("psnr", True, False)]
    assert all(len(panel.points) <= 400 for panel in panels(lines))
    draw(lines, "a stage", tmp_path / "figures.png")
    assert (tmp_path / "figures.png").read_bytes()[:4] == b"\x89PNG"
    draw([], "nothing yet", tmp_path / "none.png")
    assert not (tmp_path / "none.png").exists()


# Recipes.


@pytest.mark.parametrize("name", ["smoke", "toon-128", "toon-256"])
def test_shipped_recipes_are_sound(name: str) -> None:
    found = load(name)
    assert found.name == name
    tasks = list(dict.fromkeys(stage.task for stage in found.stages))
    assert tasks == ["video-vae", "audio-vae", "vocoder", "evaluators", "flow", "guide", "distil"]
    assert set(shipped()) == {"smoke", "toon-128", "toon-128-more", "toon-256"}


def test_the_second_round_begins_with_what_the_first_has_left() -> None:
    first, second = load("toon-128"), load("toon-128-more")
    assert (second.name, second.profile) == (first.name, first.profile)
    kept = [stage.name for stage in second.stages if stage.name in {one.name for one in first.stages}]
    assert kept == ["details", "audio-vae", "flow-2", "vocoder", "evaluators"]
    assert [stage.name for stage in second.stages][: len(kept)] == kept


def test_the_two_stages_have_the_papers_factors() -> None:
    """E33: length weight and gradient 2 and 2, then 4 and 6."""
    flows = [stage.options for stage in load("toon-128").stages if stage.task == "flow"]
    assert [(one["length_factor"], one["gradient_factor"]) for one in flows] == [(2, 2), (4, 6)]


GOOD = "name: a\nprofile: p\nstages: [{task: t, batch: 1, lr: 1e-3, steps: 2}]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "colour: red", r"colour: there is no such field"),
        (GOOD.replace("batch: 1", "batsch: 1"), r"stages\.0\.batch: this field is missing"),
        (GOOD.replace("lr: 1e-3", "lr: fast"), r"stages\.0\.lr: got 'fast', input should be a valid number"),
        (GOOD.replace("steps: 2", "steps: 0"), r"stages\.0\.steps: got 0"),
        (GOOD.replace("steps: 2", "ema: 0"), r"stages\.0: expected either minutes or steps"),
        (GOOD.replace("steps: 2", "steps: 2, minutes: 2"), r"expected either minutes or steps"),
        (GOOD.replace("task: t", "task: ../t"), r"stages\.0\.name: got '\.\./t'"),
        (GOOD + "corpus: {frames: [24]}", r"corpus\.frames: got \[24\], expected lengths of 8k \+ 1"),
        (GOOD.replace("}]", "}, {task: t, batch: 1, lr: 1, steps: 1}]"), "two stages are called t"),
        ("- a", "got list, expected name, profile and stages"),
        ("", "got NoneType"),
        ("a: [", "is not YAML"),
        ("name: !!python/object/apply:os.getcwd []", "is not YAML"),
    ],
)
def test_what_is_wrong_with_a_recipe_is_named(text: str, said: str) -> None:
    with pytest.raises(BadRecipe, match=said):
        read(text)


def test_a_recipe_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(BadRecipe, match=r"no recipe 'nowhere'.*smoke, toon-128, toon-128-more, toon-256"):
        load("nowhere")
    (tmp_path / "own.yaml").write_text(GOOD)
    assert load(str(tmp_path / "own.yaml")).stages[0].name == "t"
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadRecipe, match="cannot be read"):
        load(str(tmp_path / "picture.yaml"))


# The course.


def test_stages_are_trained_in_order_and_finished_ones_left_out(tmp_path: Path) -> None:
    plan = recipe({"name": "first", "steps": 3}, {"name": "second", "steps": 4})
    assert [(one.end.stage, one.skipped) for one in follow(plan, TASKS, tmp_path, only="first")] == [
        ("first", False)
    ]
    passed = follow(plan, TASKS, tmp_path)
    assert [(one.end.stage, one.skipped, one.end.steps) for one in passed] == [
        ("first", True, 3),
        ("second", False, 4),
    ]
    assert all(one.end.weights == ("ruler.safetensors",) for one in passed)


def test_begun_anew_what_was_there_is_put_aside(tmp_path: Path) -> None:
    plan, heard = recipe({"steps": 3}), Heard()
    for _ in range(3):
        (passed,) = follow(plan, TASKS, tmp_path, heard, fresh=True)
        assert not passed.skipped
    assert {path.name for path in tmp_path.iterdir()} == {"tiny", "tiny.old-1", "tiny.old-2"}
    put_aside = [f"tiny: what was there is now {tmp_path / f'tiny.old-{number}'}" for number in (1, 2)]
    prepared = "tiny: preparing its lessons"
    assert heard.words == [prepared, put_aside[0], prepared, put_aside[1], prepared]


def test_a_finished_stage_of_another_recipe_is_not_taken_for_this_one(tmp_path: Path) -> None:
    follow(recipe({"steps": 3}), TASKS, tmp_path)
    with pytest.raises(TrainingFault, match=r"seed 3, now 4"):
        follow(recipe({"steps": 3}, seed=4), TASKS, tmp_path)


def test_weights_that_are_gone_are_written_again(tmp_path: Path) -> None:
    plan = recipe({"steps": 3})
    follow(plan, TASKS, tmp_path)
    (tmp_path / "tiny" / "ruler.safetensors").unlink()
    (passed,) = follow(plan, TASKS, tmp_path)
    assert not passed.skipped
    assert (tmp_path / "tiny" / "ruler.safetensors").exists()


def test_an_unknown_task_or_stage_is_said_before_anything_is_trained(tmp_path: Path) -> None:
    plan = recipe({"steps": 3}, {"name": "odd", "task": "juggling", "steps": 3})
    with pytest.raises(BadRecipe, match="got the task 'juggling', expected one of: tiny"):
        follow(plan, TASKS, tmp_path)
    with pytest.raises(BadRecipe, match="got the stage 'third', expected one of: tiny, odd"):
        follow(plan, TASKS, tmp_path, only="third")
    assert not list(tmp_path.iterdir())


def test_an_option_the_task_cannot_use_is_named(tmp_path: Path) -> None:
    def plain(_recipe: Recipe, stage: Stage, _folder: Folder) -> Task:
        return _needs(**stage.options)

    with pytest.raises(BadRecipe, match="tiny: the task tiny has no option 'sped'"):
        follow(recipe({"steps": 3, "options": {"sped": 2}}), {"tiny": plain}, tmp_path)

    def checked(_recipe: Recipe, stage: Stage, _folder: Folder) -> Task:
        return _needs(speed=TypeAdapter(int).validate_python(stage.options["speed"]))

    with pytest.raises(BadRecipe, match="tiny: got 'fast', input should be a valid integer"):
        follow(recipe({"steps": 3, "options": {"speed": "fast"}}), {"tiny": checked}, tmp_path)


def _needs(*, speed: int = 1) -> Task:
    raise AssertionError(speed)


def test_a_stage_finds_the_newest_weights_of_those_before_it_and_never_its_own(tmp_path: Path) -> None:
    plan = recipe(*({"name": name, "steps": 3} for name in ("one", "two", "three")))
    follow(plan, TASKS, tmp_path)
    three = folder_of(plan, plan.stages[2], tmp_path)
    assert three.taught("ruler") == tmp_path / "two" / "ruler.safetensors"
    one = folder_of(plan, plan.stages[0], tmp_path)
    with pytest.raises(TrainingFault, match="this stage is the first"):
        one.taught("ruler")


# Several processes.


@pytest.mark.slow
def test_two_processes_learn_different_lessons_and_have_the_same_weights(tmp_path: Path) -> None:
    plan = recipe({"steps": 20, "options": {"naps": 0.01}})
    for _ in range(2):  # the second finds everything done
        done = subprocess.run(
            [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", "-m",
             "tests.generator.tiny_team", str(written(plan, tmp_path)), str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, timeout=200, check=False, env=os.environ,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    first, second = (torch.load(tmp_path / f"rank-{rank}.pt", weights_only=True) for rank in (0, 1))
    assert all(
        torch.equal(first["modules"][key], second["modules"][key]) for key in ("line.weight", "line.bias")
    )
    assert not torch.equal(first["dice"], second["dice"])
    alone = trained(plan, tmp_path / "alone")
    assert not torch.equal(first["modules"]["line.weight"], alone.ruler.line.weight)


def written(plan: Recipe, folder: Path) -> Path:
    """The recipe as a file."""
    folder.mkdir(exist_ok=True)
    path = folder / "recipe.yaml"
    path.write_text(plan.model_dump_json())
    return path


def program(plan: Recipe, root: Path, folder: Path) -> subprocess.Popen[str]:
    """Training in a process of its own, which prints the number of every update."""
    words = [sys.executable, "-m", "tests.generator.tiny_task", str(root), str(written(plan, folder))]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ)


def until(process: subprocess.Popen[str], step: int) -> None:
    """Wait for an update."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip().isdigit() and int(line) >= step:
            return
    raise AssertionError("it ended before that update")


def checkpoint_after(step: int, folder: Folder) -> int:
    """Wait for a checkpoint of more updates than ``step``; gives how many."""
    for _ in range(1000):
        state, _said = kept(folder)
        if state is not None and state["step"] > step:
            return int(state["step"])
        time.sleep(0.05)
    raise AssertionError("no checkpoint was written")


# What is left when all is done.


def test_a_finished_training_is_one_folder_with_the_latest_of_each_module(tmp_path: Path) -> None:
    recipe = read(
        "name: r\nprofile: toon-128\nstages:\n"
        "  - {name: one, task: flow, steps: 1, batch: 1, lr: 0.1}\n"
        "  - {name: two, task: flow, steps: 1, batch: 1, lr: 0.1}\n"
        "  - {task: distil, steps: 1, batch: 1, lr: 0.1}\n"
    )
    passed = []
    left = (("transformer", "words"), ("transformer",), ("transformer", "critic"))
    for stage, names in zip(recipe.stages, left, strict=True):
        folder = tmp_path / stage.name
        folder.mkdir()
        for name in names:
            (folder / f"{name}.safetensors").write_text(stage.name)
            (folder / f"{name}.json").write_text(stage.name)
        end = Finished(stage.name, 1, 1.0, {}, tuple(f"{name}.safetensors" for name in names))
        passed.append(Passed(end, folder, skipped=False))
    assert gather(recipe, tmp_path, passed[:2]) is None
    assert gather(recipe, tmp_path, passed) == tmp_path / "weights"
    whole = tmp_path / "weights" / "toon-128"
    found = {file.stem: file.read_text() for file in whole.glob("*.safetensors")}
    assert found == {"transformer": "distil", "teacher": "two", "words": "one"}
    assert (whole / "teacher.json").read_text() == "two"
