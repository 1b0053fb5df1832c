"""The stories recall is measured on, and a few of them watched by every policy, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from benchmarks.stories.policies import Watched, studio, watch
from benchmarks.stories.scoring import REASONS, fields, score
from benchmarks.stories.story import Story, Truth, dependencies
from benchmarks.stories.words import HELD, LEARNED, Bank
from benchmarks.stories.writing import STORIES, held, learned, story
from tools.embedding import HashingEmbedder
from tools.records import Reason


@pytest.fixture(scope="module")
def watched() -> Iterator[list[Watched]]:
    with studio(HashingEmbedder()) as crew:
        yield [watch(crew, one) for one in held(12)]


def truth(scene: int, place: str = "pier", **facts: object) -> Truth:
    plain = {"open": True, "faces": frozenset(), "looks": {"ID_A": 0}}
    return Truth(scene=scene, place=place, **plain | facts)  # type: ignore[arg-type]


def test_there_are_forty_stories_and_more_than_twelve_hundred_shots() -> None:
    stories = [*learned(), *held()]
    assert len(stories) == STORIES == 40
    assert sum(len(one.shots) for one in stories) >= 1_200


def test_a_number_is_the_same_story_always() -> None:
    assert story(7) == story(7)
    assert story(7).shots != story(9).shots


@pytest.mark.parametrize("half", [learned, held])
def test_every_reason_is_asked_for_in_both_halves(half: object) -> None:
    stories: list[Story] = half()  # type: ignore[operator]
    needs = [need for one in stories for n in range(len(one.shots)) for need in one.needs(n)]
    assert {need.reason for need in needs} == set(REASONS)


def test_what_is_needed_was_shown_before_and_is_of_use() -> None:
    for one in held(8):
        for position in range(len(one.shots)):
            for need in one.needs(position):
                assert need.serves
                assert max(need.serves) < position
                assert need.serves <= one.useful(position)


def test_the_halves_have_no_name_place_thing_event_or_deed_in_common() -> None:
    def kept(bank: Bank) -> set[str]:
        places = [p.name for p in (*bank.places, *(p for pair in bank.twins for p in pair))]
        events = [e.happens for e in bank.events] + [d.begun for d in bank.deeds]
        changes = [c.happens for c in (*bank.coats, *bank.marks)]
        return {*bank.names, *places, *events, *changes, *(t.name for t in bank.things)}

    assert kept(LEARNED) & kept(HELD) == set()


@pytest.mark.parametrize("bank", [LEARNED, HELD])
def test_what_is_told_again_shares_no_word_of_substance_with_what_happened(bank: Bank) -> None:
    small = {"a", "the", "of", "in", "is", "are", "and", "who", "at", "out", "into", "with", "has", "to"}
    for one, other in [(e.happens, e.told) for e in bank.events]:
        said = [set(re.findall(r"\w{2,}", text.lower())) - small for text in (one, other)]
        assert said[0] & said[1] == set(), one


def test_a_thing_shown_in_this_scene_already_is_no_dependency() -> None:
    shown, used = truth(0, things=frozenset({"key"})), truth(1, place="", things=frozenset({"key"}))
    assert [d.reason for d in dependencies([shown, used], 1)] == [Reason.PROP]
    assert dependencies([shown, used, used], 2) == ()


def test_clothes_matter_only_to_those_who_have_changed() -> None:
    face = frozenset({"ID_A"})
    plain = [truth(0, "room", faces=face), truth(1, "yard", faces=face)]
    assert dependencies(plain, 1) == ()
    wet = [*plain, *(truth(n, f"place {n}", faces=face, looks={"ID_A": 1}) for n in (2, 3))]
    (need,) = dependencies(wet, 3)
    assert (need.reason, need.serves) == (Reason.COSTUME, frozenset({2}))


def test_a_part_of_what_is_needed_stands_in_no_field(watched: list[Watched]) -> None:
    shares = fields(watched)
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["left out"] > 0.3


def test_ours_remembers_more_than_nearness_and_than_the_native_bank(watched: list[Watched]) -> None:
    ours, near, native = (score(watched, name) for name in ("ours", "embeddings only", "native"))
    assert ours.recall > 0.8
    assert ours.recall > near.recall + 0.05
    assert near.recall > native.recall
    assert ours.held > native.held + 0.3
    assert ours.needed > 2 * native.needed


def test_movements_and_clothes_are_always_remembered(watched: list[Watched]) -> None:
    ours = score(watched, "ours")
    assert ours.by_reason[Reason.ACTION] == ours.by_reason[Reason.COSTUME] == 1


def test_a_take_gets_at_most_seven_and_seldom_as_many(watched: list[Watched]) -> None:
    given = [one for w in watched for one in w.remembered["ours"]]
    assert max(len(one.slots) for one in given) <= 7
    assert score(watched, "ours").chosen <= 3
