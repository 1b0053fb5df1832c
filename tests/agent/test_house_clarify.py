from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.house import House
from agent.writer import BadReply
from agent.writing.banks import Bank, bank
from agent.writing.clarify import questions, told
from agent.writing.fable import planned
from agent.writing.idea import read
from tests.agent.house_plans import IDEA, IDEA_ZH
from tools.story import Answered, Brief, QuestionsDraft, StoryDraft, Topic

OPEN = ["love", "A lost umbrella.", "爱", "一把雨伞", "🎈", ""]
"""Ideas that name neither people nor a place."""
IDEAS = st.sampled_from(
    [*OPEN, IDEA, IDEA_ZH, "Two rival bakers share one oven.", "An old king in a forest."]
)


def brief(text: str, seed: int = 0, style: str = "") -> Brief:
    language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"
    return Brief(kind="idea", text=text, seed=seed, style=style, language=language)


def words_of(asked: Brief) -> Bank:
    return bank("zh" if asked.language == "zh" else "en")


def cards(asked: Brief, number: int = 1) -> QuestionsDraft:
    return House().ask("clarify", {"brief": asked, "answers": (), "round": number}, QuestionsDraft)


def answered(asked: Brief, **said: str) -> tuple[Answered, ...]:
    return tuple(
        Answered(
            topic=c.topic, question=c.text, answer=said.get(c.topic) or c.preset, given=c.topic.value in said
        )
        for c in cards(asked).questions
    )


def story(asked: Brief, answers: tuple[Answered, ...] = ()) -> StoryDraft:
    return House().ask("story", {"brief": asked, "screenplay": None, "answers": answers}, StoryDraft)


def cues(made: StoryDraft) -> str:
    return " ".join(b.text for s in made.screenplay.scenes for b in s.blocks if b.kind == "action").lower()


def test_a_word_is_asked_how_it_looks_who_is_in_it_and_where_it_happens() -> None:
    asked = cards(brief("love"))
    assert [c.topic for c in asked.questions] == [Topic.STYLE, Topic.CHARACTERS, Topic.SCENES]
    assert asked.enough
    assert len(asked.questions[0].options) == 6
    assert "film noir" in asked.questions[0].options


def test_the_default_stands_first_and_is_what_the_house_would_do() -> None:
    asked = brief("love")
    made = planned(asked, words_of(asked))
    style, people, place = cards(asked).questions
    assert [c.options[0] for c in (style, people, place)] == [style.preset, people.preset, place.preset]
    assert place.preset == made.home.word
    assert all(player.role in people.preset for player in made.cast)
    assert words_of(asked).clarify.style.looks[style.preset] == story(asked).style


@pytest.mark.parametrize(
    ("text", "style", "topics"),
    [
        (IDEA, "", [Topic.STYLE]),
        (IDEA, "woodcut, two colours", []),
        ("A black and white film about a nurse.", "", []),
        ("A fox and a crow argue.", "", [Topic.STYLE, Topic.SCENES]),
        ("A rooftop at dusk.", "", [Topic.STYLE, Topic.CHARACTERS]),
        ("绘本：奶奶在厨房", "", []),
        ("雨夜的车站", "", [Topic.STYLE, Topic.CHARACTERS]),
    ],
)
def test_only_what_the_idea_leaves_open_is_asked(text: str, style: str, topics: list[Topic]) -> None:
    assert [c.topic for c in cards(brief(text, style=style)).questions] == topics


def test_a_chinese_idea_is_asked_in_chinese() -> None:
    assert [c.text for c in cards(brief("爱")).questions] == [
        "画面是什么样的？",
        "故事里有谁？",
        "故事发生在哪里？",
    ]


def test_there_is_one_round() -> None:
    assert cards(brief("love"), 2).questions == ()
    with pytest.raises(BadReply, match="as 'round', expected a int"):
        House().ask("clarify", {"brief": brief("love")}, QuestionsDraft)


@settings(max_examples=60, deadline=None)
@given(text=IDEAS | st.text(max_size=60), seed=st.integers(0, 50))
def test_defaults_left_standing_change_nothing(text: str, seed: int) -> None:
    asked = brief(text, seed)
    answers = answered(asked)
    assert told(asked, answers, words_of(asked)) == asked
    assert story(asked, answers) == story(asked)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=60), said=st.text(max_size=80), seed=st.integers(0, 5))
def test_any_words_are_an_answer(text: str, said: str, seed: int) -> None:
    asked = brief(text, seed)
    for topic in Topic:
        story(asked, answered(asked, **{topic.value: said}))


def test_a_look_that_is_chosen_changes_the_look_alone() -> None:
    plain, noir = story(brief("love")), story(brief("love"), answered(brief("love"), style="film noir"))
    assert noir.style == "film noir, black and white, one hard light, deep shadows"
    assert noir.model_copy(update={"style": plain.style}) == plain


def test_a_look_in_the_users_own_words_is_taken_as_it_is() -> None:
    asked = brief("love")
    assert story(asked, answered(asked, style="woodcut, two colours")).style == "woodcut, two colours"


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_everybody_offered_is_in_the_film(text: str, seed: int) -> None:
    asked = brief(text, seed)
    words = words_of(asked)
    for option in words.clarify.people.options:
        film = cues(story(asked, answered(asked, characters=option)))
        roles = [s.role for s in read(option, words).people]
        assert len(roles) == 2, option
        assert [role for role in roles if role not in film] == [], option


@pytest.mark.parametrize("text", OPEN)
@pytest.mark.parametrize("seed", [0, 1, 7])
def test_a_place_that_is_chosen_is_where_it_happens_and_the_people_stay(text: str, seed: int) -> None:
    asked = brief(text, seed)
    people = {p.role for p in planned(asked, words_of(asked)).cast}
    for place in words_of(asked).default_places:
        answers = answered(asked, scenes=place)
        assert place.upper() in story(asked, answers).screenplay.scenes[0].heading
        film = planned(told(asked, answers, words_of(asked)), words_of(asked))
        assert people <= {p.role for p in film.cast}


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("on the moon", "MOON"),
        ("aboard an airship", "INT. AIRSHIP"),
        ("a submarine", "SUBMARINE"),
        ("Paris", "EXT. PARIS"),
        ("in her grandmother's kitchen", "INT. KITCHEN"),
    ],
)
def test_a_place_in_the_users_own_words_is_found(said: str, heading: str) -> None:
    asked = brief("love")
    assert heading in story(asked, answered(asked, scenes=said)).screenplay.scenes[0].heading


def test_people_in_the_users_own_words_are_found() -> None:
    asked = brief("love")
    film = cues(story(asked, answered(asked, characters="an old baker called Rosa, and Zork")))
    assert "rosa (old baker" in film
    assert "zork" in film


def test_the_houses_own_looks_are_among_those_it_offers() -> None:
    for words in (bank("en"), bank("zh")):
        assert set(words.default_styles) <= set(words.clarify.style.looks.values())


def test_answers_to_what_the_house_did_not_ask_are_no_trouble() -> None:
    asked = brief("love")
    other = (Answered(topic=Topic.THEME, question="Why?", answer="because", given=True),)
    assert story(asked, other) == story(asked)


def test_another_draft_keeps_what_was_answered() -> None:
    answers = answered(brief("love"), characters="a robot and a child", scenes="rooftop")
    again = story(brief("love", 1), answers)
    assert "ROOFTOP" in again.screenplay.scenes[0].heading
    assert "robot" in cues(again)


def test_questions_need_no_screenplay_and_are_the_same_every_time() -> None:
    asked = brief("love", 3)
    assert questions(asked, words_of(asked), 1) == questions(asked, words_of(asked), 1)
