"""Whatever a film is made of, every question and its longest answer fit a small model."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent import briefing
from agent.authoring.batches import runs
from agent.authoring.length import seconds_in, wanted
from agent.model import Prompt
from agent.tokens import estimate, estimate_prompt
from benchmarks import planning
from tools.story import Answered, Brief, CardDraft, CastDraft, Coverage, ShotDraft, Topic


def largest(prompts: list[Prompt]) -> int:
    return max(estimate_prompt(prompt) + prompt.answer_tokens for prompt in prompts)


@pytest.mark.parametrize("shots", [30, 100])
def test_a_film_from_an_idea_fits_and_takes_few_calls(shots: int) -> None:
    prompts = planning.of_idea(shots)
    assert largest(prompts) <= planning.CONTEXT
    assert len(prompts) == 5 + math.ceil(shots / 8)


@pytest.mark.parametrize("shots", [30, 100])
def test_a_script_fits_and_takes_few_calls(shots: int) -> None:
    prompts = planning.of_script(shots)
    assert largest(prompts) <= planning.CONTEXT
    assert shots > 30 or len(prompts) <= planning.CALLS


@given(st.text(max_size=2_000), st.integers(40, 400))
def test_a_text_never_takes_more_than_it_may(text: str, tokens: int) -> None:
    kept = briefing.within(text, tokens)
    assert estimate(kept) <= tokens
    assert kept == text or briefing.GAP in kept


def test_a_long_text_keeps_its_beginning_and_its_end() -> None:
    kept = briefing.within(" ".join(f"word{n}" for n in range(2_000)), 200)
    assert kept.startswith("word0 word1 ")
    assert kept.endswith(" word1998 word1999")


@given(st.integers(1, 160), st.text(alphabet="ab 灯塔,.", max_size=400))
def test_a_shot_list_fits_however_many_shots_and_words_there_are(count: int, action: str) -> None:
    card = CardDraft(tag="ID_A", name="Mara", appearance=action, wardrobe="coat", voice="")
    shot = ShotDraft(scene=10, coverage=Coverage.SINGLE, frames=97, action=action)
    assert estimate(briefing.shots([shot] * count, 1, [card], 3_600)) <= 3_600
    assert estimate(briefing.cast([card] * 26, 400)) <= 400


def test_a_list_of_a_hundred_shots_names_every_one_of_them() -> None:
    plan = [
        ShotDraft(scene=10, coverage=Coverage.TWO_SHOT, frames=97, action=f"{planning.LONG}.", props=("key",))
        for _ in range(100)
    ]
    lines = briefing.shots(plan, 1, CastDraft(characters=()).characters, 3_600).splitlines()
    assert [line.split(" ")[0] for line in lines] == [str(n) for n in range(1, 101)]


@given(st.lists(st.integers(0, 9), max_size=130).map(sorted), st.integers(1, 20))
def test_runs_hold_everything_once_in_order_in_as_few_as_can_be(labels: list[int], most: int) -> None:
    found = runs(labels, most)
    assert [place for run in found for place in run] == list(range(len(labels)))
    assert all(0 < len(run) <= most for run in found)
    assert len(found) == math.ceil(len(labels) / most)


def test_runs_end_where_a_scene_ends_when_that_costs_nothing() -> None:
    labels = [10] * 6 + [20] * 7 + [30] * 7
    assert [len(run) for run in runs(labels, 8)] == [6, 7, 7]
    assert all(labels[a.stop - 1] != labels[b.start] for a, b in pairwise(runs(labels, 8)))


def test_thirty_shots_are_four_runs() -> None:
    assert [len(run) for run in runs([10] * 30, 8)] == [8, 8, 7, 7]


# -- how long -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("one minute", 60),
        ("About 90 seconds, please", 90),
        ("a minute and a half", 90),
        ("half a minute", 30),
        ("one and a half minutes", 90),
        ("1.5 min", 90),
        ("1:30", 90),
        ("forty-five seconds", 45),
        ("2m", 120),
        ("1 min 20 s", 80),
        ("一分钟", 60),
        ("两分半", 150),
        ("三十秒", 30),
        ("1分30秒", 90),
        ("半分钟", 30),
        ("四十五秒", 45),
        ("long", None),
        ("as long as it takes, a lot of streets", None),
        ("", None),
    ],
)
def test_a_length_is_read_from_words(said: str, seconds: float | None) -> None:
    assert seconds_in(said) == seconds


@given(st.text(max_size=60))
def test_any_words_may_answer_how_long(said: str) -> None:
    seconds = wanted(Brief(kind="idea", text=said), [length(said)])
    assert seconds is None or 4 <= seconds <= 540


def length(said: str) -> Answered:
    return Answered(topic=Topic.LENGTH, question="How long?", answer=said, given=True)


def test_an_idea_may_name_the_length_of_its_film() -> None:
    assert wanted(Brief(kind="idea", text="A 30-second film about a minute."), ()) == 30
    assert wanted(Brief(kind="idea", text="一个三十秒的短片"), ()) == 30
    assert wanted(Brief(kind="idea", text="In two minutes the bomb goes off."), ()) is None


def test_the_last_answer_about_the_length_holds() -> None:
    brief = Brief(kind="idea", text="A 30-second film.")
    assert wanted(brief, [length("one minute"), length("two minutes")]) == 120
    assert wanted(brief, [length("one minute"), length("no idea")]) == 60
