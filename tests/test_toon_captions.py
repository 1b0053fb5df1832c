"""The toon world and the director understand each other: what is told in a caption is read from it again."""

from __future__ import annotations

import random
from dataclasses import replace
from time import process_time

import pytest

from agent.caption import LIMIT, caption
from generator.interface import Grammar
from generator.toon.reading import read
from generator.toon.telling import condition
from generator.toon.world import Line, Look, Person, Scene, ToonShot, Word, laid, new_shot, new_story

GRAMMARS: tuple[Grammar, ...] = ("released", "plain")
LENGTHS = tuple(range(25, 242, 8))


def shots(count: int) -> list[ToonShot]:
    """Shots of many stories, as they are trained on."""
    dice = random.Random(8)
    stories = [new_story(dice) for _ in range(40)]
    return [new_shot(dice, dice.choice(stories), dice.choice(LENGTHS)) for _ in range(count)]


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_every_shot_is_read_from_its_caption_again(grammar: Grammar) -> None:
    told = shots(600)
    assert [read(caption(condition(shot), grammar), shot.frames) for shot in told] == told


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_a_voice_from_outside_and_half_a_look_are_told_too(grammar: Grammar) -> None:
    shot = ToonShot(
        frames=121,
        scene=Scene.CAVE,
        people=(Person(4, look=Look(None, Word.GREEN)), Person(1, look=Look(Word.PURPLE, None))),
        lines=laid([(7, (3, 9)), (1, (0, 59, 30)), (7, (5,))]),
    )
    assert read(caption(condition(shot), grammar), 121) == shot


def test_only_the_moment_of_a_line_and_a_look_without_a_colour_are_not_told() -> None:
    shot = ToonShot(49, Scene.SEA, people=(Person(2, look=Look(None, None)),), lines=(Line(2, (1, 2), 20),))
    heard = read(caption(condition(shot)), 49)
    assert heard == replace(shot, people=(Person(2),), lines=laid([(2, (1, 2))]))


def test_no_caption_of_the_toon_world_is_shortened() -> None:
    told = [caption(condition(shot)) for shot in shots(50)]
    assert max(map(len, told)) < LIMIT


def test_a_usual_caption_is_read_in_a_few_milliseconds() -> None:
    told = [caption(condition(shot)) for shot in shots(60)]
    for _ in range(2):
        begin = process_time()
        for text in told:
            read(text, 121)
        spent = process_time() - begin
    assert spent / len(told) < 0.01
