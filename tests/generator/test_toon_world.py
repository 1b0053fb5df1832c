"""The toon world: what its pictures show, and what its words leave out."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.toon import words
from generator.toon.encoder import ToonWords
from generator.toon.picture import draw, mouth
from generator.toon.world import (
    LEAD,
    SYLLABLE,
    Action,
    Line,
    Person,
    Scene,
    Size,
    Story,
    ToonShot,
    Word,
    introduced,
    laid,
    named,
    new_shot,
    new_story,
)

STORY = new_story(random.Random(4), people=3)
FIRST, SECOND, _ = STORY.cast


def test_the_same_shot_is_the_same_picture_and_another_seed_a_slightly_other_one() -> None:
    shot = ToonShot(9, Scene.SEA, people=(Person(FIRST, Action.WAVE),))
    one, again, other = (draw(shot, STORY, seed).frames for seed in (1, 1, 2))
    assert one.shape == (9, 96, 128, 3)
    assert np.array_equal(one, again)
    assert 0 < np.abs(one.astype(int) - other.astype(int)).mean() < 12


def test_who_somebody_is_changes_the_picture_and_not_the_words() -> None:
    shot = ToonShot(9, Scene.ROOM, people=(Person(FIRST),))
    stranger = replace(STORY.cast[FIRST], skin=(STORY.cast[FIRST].skin + 0.5) % 1.0, style=5, head=1)
    elsewhere = Story({**STORY.cast, FIRST: stranger}, STORY.settings)
    assert not np.array_equal(draw(shot, STORY, 1).frames, draw(shot, elsewhere, 1).frames)


def test_heads_are_where_the_boxes_say() -> None:
    shot = ToonShot(9, Scene.SNOW, people=(Person(FIRST), Person(SECOND)))
    drawn = draw(shot, STORY, 3)
    alone = replace(STORY.cast[FIRST], skin=(STORY.cast[FIRST].skin + 0.5) % 1.0)
    changed = draw(shot, Story({**STORY.cast, FIRST: alone}, STORY.settings), 3)
    left, top, right, bottom = drawn.boxes[FIRST][4]
    different = np.abs(drawn.frames[4].astype(int) - changed.frames[4].astype(int)).sum(axis=2) > 60
    rows, columns = np.nonzero(different)
    inside = (columns >= left - 1) & (columns <= right) & (rows >= top - 1) & (rows <= bottom)
    assert inside.mean() > 0.7  # the rest are hands
    assert right < drawn.boxes[SECOND][4][0]


def test_a_mouth_opens_only_while_its_owner_speaks() -> None:
    shot = ToonShot(
        25, Scene.ROOM, people=(Person(FIRST), Person(SECOND)), lines=(Line(FIRST, (0, 5), LEAD),)
    )
    speaking, listening = (mouth(shot, tag) for tag in (FIRST, SECOND))
    assert listening.max() == 0.0
    assert speaking[:LEAD].max() == 0.0
    assert speaking[LEAD : LEAD + 2 * SYLLABLE].max() > 0.5
    assert speaking[LEAD + 2 * SYLLABLE :].max() == 0.0


@pytest.mark.parametrize("size", [(128, 96), (256, 192)])
def test_every_scene_is_told_from_every_other_at_a_glance(size: tuple[int, int]) -> None:
    looks = [draw(ToonShot(1, scene), STORY, 0, *size).frames[0].astype(int) for scene in Scene]
    for number, one in enumerate(looks):
        for other in looks[number + 1 :]:
            assert np.abs(one - other).mean() > 8


def test_a_picture_costs_less_than_two_milliseconds() -> None:
    import time

    shot = new_shot(random.Random(1), STORY, 25)
    draw(shot, STORY, 1)
    started = time.process_time()
    for seed in range(4):
        draw(shot, STORY, seed)
    assert (time.process_time() - started) / 100 < 0.002


@given(hue=st.floats(0, 1, exclude_max=True))
def test_a_hue_has_the_nearest_of_five_words(hue: float) -> None:
    middles = {Word.RED: 0.0, Word.YELLOW: 0.14, Word.GREEN: 0.36, Word.BLUE: 0.60, Word.PURPLE: 0.80}
    found = min(abs((hue - middles[named(hue)] + 0.5) % 1.0 - 0.5), 1.0)
    assert all(found <= abs((hue - middle + 0.5) % 1.0 - 0.5) + 1e-9 for middle in middles.values())


@settings(max_examples=60)
@given(seed=st.integers(0, 10_000), frames=st.sampled_from([9, 25, 49, 97, 241]))
def test_every_shot_of_a_story_can_be_drawn_and_told(seed: int, frames: int) -> None:
    dice = random.Random(seed)
    story = new_story(dice)
    shot = new_shot(dice, story, frames)
    assert len(shot.people) <= 2
    assert all(line.end <= frames for line in shot.lines)
    assert all(line.speaker in {person.tag for person in shot.people} for line in shot.lines)
    told = words.tokens(shot)
    assert len(told) % words.REGISTERS == 0
    assert int(told[:, 0].max()) < words.VOCABULARY
    assert int(told[:, 1].max()) < words.WHO


def test_lines_follow_one_another_with_a_breath_between() -> None:
    first, second = laid([(FIRST, (1, 2)), (SECOND, (3,))])
    assert (first.start, first.end, second.start) == (3, 11, 17)


def test_words_say_the_scene_who_does_what_and_when_each_syllable_is() -> None:
    person = Person(FIRST, Action.JUMP, look=introduced(STORY.cast[FIRST]))
    shot = ToonShot(25, Scene.CAVE, size=Size.CLOSE, people=(person,), lines=laid([(FIRST, (7, 8))]))
    told = words.tokens(shot)
    written = told[told[:, 0] != words.PAD].tolist()
    assert len(written) == 3 + 5 + 2
    assert [row[1] for row in written] == [0, 0, 0] + [FIRST + 1] * 7
    assert [row[2] for row in written] == [0] * 8 + [LEAD + 1, LEAD + SYLLABLE + 1]
    assert written[-1][0] - written[-2][0] == 1
    assert (told[: len(told) - len(written)] == 0).all()


def test_the_same_word_of_somebody_else_or_at_another_time_is_another_vector() -> None:
    import torch

    encoder = ToonWords(32)
    said = encoder(torch.tensor([[[50, 1, 4], [50, 2, 4], [50, 1, 8], [50, 1, 4]]]))[0]
    assert torch.equal(said[0], said[3])
    assert not torch.allclose(said[0], said[1])
    assert not torch.allclose(said[0], said[2])
