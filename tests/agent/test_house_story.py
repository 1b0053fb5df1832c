from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.house import House
from agent.writer import BadReply, Writer
from agent.writing.banks import Bank, bank
from agent.writing.fable import story
from agent.writing.places import find_places
from tests.agent.house_plans import IDEA, LAMP, PAGES, SNAPSHOTS, idea, lamp
from tools.story import Brief, CastDraft, Speech, StoryDraft


def text_of(made: StoryDraft) -> str:
    return " ".join(
        f"{s.heading} {' '.join(b.text for b in s.blocks)}" for s in made.screenplay.scenes
    ).lower()


@pytest.mark.parametrize("name", PAGES)
def test_the_plan_reads_as_it_was_last_reviewed(name: str) -> None:
    kept = (SNAPSHOTS / name).read_text(encoding="utf-8")
    assert PAGES[name]() == kept, "reviewed the change? Renew: python -m tests.agent.house_plans"


def test_a_screenplay_is_handed_on_unchanged_and_its_beats_are_quoted_from_it() -> None:
    made = lamp().story
    assert made.screenplay == LAMP
    assert made.title == "The Light"
    assert "Mara" in made.logline
    whole = text_of(made)
    assert [beat.name for beat in made.beats] == ["set-up", "turn", "pay-off"]
    assert all(beat.text.lower() in whole for beat in made.beats)


def test_the_users_style_wins_over_the_houses() -> None:
    brief = Brief(kind="idea", text=IDEA, style="woodcut, two colours")
    assert (
        House().ask("story", {"brief": brief, "screenplay": None}, StoryDraft).style == "woodcut, two colours"
    )


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("A lighthouse keeper finds a letter in a bottle at night.", "lighthouse keeper letter bottle night"),
        ("A boy and his dog search for a red kite in a snowy forest.", "boy dog red kite forest snow"),
        ("Two rival bakers must share one umbrella in the rain.", "baker umbrella rain"),
        (
            "Mara, a retired clockmaker, mends an astrolabe in her kitchen.",
            "mara clockmaker astrolabe kitchen",
        ),
        ("A fox and a crow argue about a cheese.", "fox crow cheese"),
        (
            "A violinist, a compass, a jar, a harbour, a rooftop and an owl.",
            "violinist compass jar harbour rooftop owl",
        ),
        ("一个守塔人在大雪的夜里捡到一封旧信", "守塔人 雪 夜 信"),
        ("老火车站的黄昏，一只猫和一把雨伞", "火车站 黄昏 猫 雨伞"),
    ],
)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_ideas_own_nouns_are_in_the_film(text: str, nouns: str, seed: int) -> None:
    film = text_of(idea(text, seed).story)
    assert [noun for noun in nouns.split() if noun not in film] == []


def test_different_ideas_give_different_films_and_another_seed_gives_another() -> None:
    ideas = [
        IDEA,
        "Two rival bakers must share one umbrella.",
        "A fox teaches a crow to dance.",
        "love",
        "An old king in a forest.",
    ]
    films = [text_of(idea(text).story) for text in ideas] + [
        text_of(idea(IDEA, seed).story) for seed in (1, 2, 3)
    ]
    assert len(set(films)) == len(films)
    assert len({idea(text).story.title for text in ideas}) >= 4


@pytest.mark.parametrize("name", ["en", "zh"])
def test_every_pattern_makes_a_small_coherent_film(name: str) -> None:
    words = bank("en" if name == "en" else "zh")
    for fable in words.fables:
        alone = words.model_copy(update={"fables": (fable.model_copy(update={"grown": False}),)})
        for seed in range(4):
            _is_small_and_coherent(story(Brief(kind="idea", text="", seed=seed), alone), alone)


def _is_small_and_coherent(made: StoryDraft, words: Bank) -> None:
    speeches = made.screenplay.speeches()
    whole = text_of(made) + made.title + made.logline + "".join(beat.text for beat in made.beats)
    assert "{" not in whole
    assert "a a " not in whole
    assert 3 <= len(made.screenplay.scenes) <= 4
    assert 8 <= len(speeches) <= 14
    assert 2 <= len({s.speaker for s in speeches}) <= 3
    assert [s.index for s in speeches] == list(range(len(speeches)))
    assert all(len(s.text.split()) <= 13 and len(s.text) <= 80 for s in speeches)
    assert len({s.heading for s in made.screenplay.scenes}) >= 2
    assert made.title != words.untitled


@pytest.mark.parametrize("name", ["en", "zh"])
def test_every_place_the_bank_points_to_is_a_place_it_knows(name: str) -> None:
    words = bank("en" if name == "en" else "zh")
    pointed = {*words.default_places, *(near for facts in words.places.values() for near in facts.near)}
    assert pointed - words.places.keys() == set()
    assert {place for place in words.role_places.values() if not find_places(place, words)} == set()
    assert {role for role in words.default_roles if role not in words.roles} == set()


def test_there_are_at_least_six_english_patterns_and_four_chinese() -> None:
    assert len(bank("en").fables) >= 6
    assert len(bank("zh").fables) >= 4


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "go",
        "🦊🏠❤️",
        "مرحبا بالعالم",
        "שלום",
        "a " * 5_000,
        "lighthouse " * 5_000,
        "!!!",
        "\u202e",
        "{thing}",
        "愛",
    ],
)
def test_a_strange_idea_still_gives_a_small_film(text: str) -> None:
    made = idea(text)
    assert 3 <= len(made.story.screenplay.scenes) <= 4
    assert 8 <= len(made.story.screenplay.speeches()) <= 14
    assert made.shots.shots


@given(st.text(max_size=80), st.integers(0, 1_000))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_the_same_film_twice(text: str, seed: int) -> None:
    once, again = idea(text, seed), idea(text, seed)
    assert once == again
    assert once.story.screenplay.speeches()


def test_a_chinese_idea_gives_a_chinese_film() -> None:
    made = idea("一个守塔人在大雪的夜里捡到一封旧信")
    spoken = "".join(s.text for s in made.story.screenplay.speeches())
    assert not any(c.isascii() and c.isalpha() for c in spoken)
    assert made.story.screenplay.scenes[0].heading.startswith(("内景", "外景"))


def test_an_unknown_step_says_which_ones_there_are() -> None:
    writer: Writer = House()
    with pytest.raises(BadReply, match="got the step 'poem', expected one of clarify, story"):
        writer.ask("poem", {}, StoryDraft)


def test_a_missing_value_and_a_wrong_answer_type_are_named() -> None:
    with pytest.raises(BadReply, match="got nothing as 'brief', expected a Brief"):
        House().ask("story", {}, StoryDraft)
    brief = Brief(kind="idea", text=IDEA)
    with pytest.raises(BadReply, match="got a StoryDraft, expected a CastDraft"):
        House().ask("story", {"brief": brief, "screenplay": None}, CastDraft)


def test_a_parenthetical_of_a_pattern_is_not_spoken() -> None:
    speeches = [
        s for seed in range(6) for s in idea("the return of a lost thing", seed).story.screenplay.speeches()
    ]
    assert any(s.parenthetical for s in speeches)
    assert not any("(" in s.text for s in speeches if isinstance(s, Speech))


def test_a_story_without_a_screenplay_is_refused_with_what_to_do() -> None:
    story = idea("A fox wants a hat.").story
    bare = story.model_copy(update={"screenplay": story.screenplay.model_copy(update={"scenes": ()})})
    with pytest.raises(BadReply, match=r"was written by a language model .* set DAILIES_LLM_BASE_URL again"):
        House().ask("cast", {"story": bare, "brief": Brief(kind="idea", text="A fox.")}, CastDraft)
