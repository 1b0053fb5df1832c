"""A model plans a film: questions, story, cast, scenes; and what it is told when an answer is no good."""

from __future__ import annotations

from typing import Any

import pytest

from agent.model import Models
from agent.scripted import Scripted
from agent.writer import BadReply
from tests.agent import authoring_answers as small
from tests.agent.authoring_answers import CAST, QUESTIONS, SCENES, STORY, answers, room
from tools import ledger
from tools.db import Database
from tools.editorial.screenplay import read
from tools.story import (
    Answered,
    Brief,
    CastDraft,
    QuestionsDraft,
    ScenesDraft,
    Screenplay,
    StoryDraft,
    Topic,
    tag_for,
)

SCRIPT = """INT. LAMP ROOM - NIGHT

MARA trims the lamp. A dog sleeps.

MARA
The boat is late.

TOM
It is not coming.

EXT. PIER - DAWN

Tom waits.

TOM
She was right.
"""


def script(text: str = SCRIPT) -> Screenplay:
    found = read(text.encode(), "test.fountain").screenplay
    assert found is not None
    return found


LITERAL = Brief(kind="fountain", text="", literal=True)


def members(*names: str, **more: Any) -> dict[str, Any]:
    return {"characters": [CAST["characters"][0] | {"name": name} | more for name in names]}


def told(model: Scripted, call: int) -> str:
    """What the model was told to mend."""
    return model.prompts[call].messages[-1].text


def test_an_idea_becomes_a_whole_film(database: Database) -> None:
    story, cast, scenes, shots = room(database, answers()).plan(small.ONE_MINUTE)
    assert (story.title, story.screenplay.scenes) == ("Forty Envelopes", ())
    assert [(c.tag, c.name) for c in cast.characters] == [("ID_A", "Mara"), ("ID_B", "Tom")]
    assert [s.heading for s in scenes.scenes] == ["INT. LAMP ROOM - NIGHT", "EXT. PIER - DAWN"]
    assert [(s.number, s.planned) for s in scenes.scenes] == [(10, 5), (20, 4)]
    assert [shot.scene for shot in shots.shots] == [10] * 5 + [20] * 4


def test_the_same_answers_make_the_same_film(database: Database) -> None:
    assert room(database, answers()).plan() == room(database, answers()).plan()


def test_a_plan_that_is_asked_for_again_calls_the_model_no_more(database: Database) -> None:
    planner = room(database, answers())
    before = planner.plan()
    calls = len(planner.model.prompts)
    assert planner.plan() == before
    assert len(planner.model.prompts) == calls


def test_every_call_is_in_the_ledger(database: Database) -> None:
    planner = room(database, answers())
    planner.questions()
    planner.plan()
    with database.read() as session:
        assert [c.skill for c in ledger.calls(session, 1)] == [p.skill for p in planner.model.prompts]
    assert len(planner.model.prompts) == 7


def test_critique_is_known_only_with_a_model_that_sees(database: Database) -> None:
    blind = room(database, Scripted(answers(), Models(writing="words")))
    seeing = room(database, Scripted(answers(), Models(writing="words", vision="eyes")))
    assert "critique" not in blind.author.knows
    assert seeing.author.knows - blind.author.knows == {"critique"}
    assert {"clarify", "story", "cast", "scenes", "shots", "condition", "revise"} == blind.author.knows


def test_the_credit_is_the_skill_that_asks(database: Database) -> None:
    assert room(database, answers()).author.credit("shots") == "shot-list 1.0.0"
    assert room(database, answers(), LITERAL, script()).author.credit("shots") == "breakdown 1.0.0"


def test_whoever_listens_hears_the_answer_as_it_comes(database: Database) -> None:
    planner, heard = room(database, answers()), list[str]()
    planner.author.heard_by(heard.append).ask("story", planner.values(), StoryDraft)
    assert STORY["logline"] in "".join(heard)


def test_an_unknown_step_and_a_missing_value_are_said(database: Database) -> None:
    author = room(database, answers()).author
    with pytest.raises(BadReply, match="got the step 'poem', expected one of"):
        author.ask("poem", {}, StoryDraft)
    with pytest.raises(BadReply, match="got nothing as 'brief', expected a Brief"):
        author.ask("story", {}, StoryDraft)
    with pytest.raises(BadReply, match="expected a CastDraft"):
        author.ask("story", room(database, answers()).values(), CastDraft)


# -- questions ------------------------------------------------------------------------------------------


def ask(database: Database, *questions: dict[str, Any], asked: tuple[Answered, ...] = ()) -> QuestionsDraft:
    said = [{"questions": list(questions), "enough": False}]
    return room(database, answers(clarifier=said)).questions(*asked)


def test_a_default_that_is_no_option_becomes_one(database: Database) -> None:
    card = ask(database, {"topic": "style", "text": "Look?", "options": ["noir", "ink"], "preset": "oil"})
    assert (card.questions[0].options, card.questions[0].preset) == (("noir", "ink", "oil"), "oil")


def test_a_default_in_other_letters_is_the_option(database: Database) -> None:
    card = ask(
        database, {"topic": "style", "text": "Look?", "options": ["Noir", "noir ", "Ink"], "preset": "NOIR"}
    )
    assert (card.questions[0].options, card.questions[0].preset) == (("Noir", "Ink"), "Noir")


def test_a_default_beside_six_options_takes_the_place_of_the_last(database: Database) -> None:
    options = ["a", "b", "c", "d", "e", "f"]
    card = ask(database, {"topic": "style", "text": "Look?", "options": options, "preset": "g"})
    assert card.questions[0].options == ("g", "a", "b", "c", "d", "e")


def test_a_question_with_one_option_is_asked_for_again(database: Database) -> None:
    bad = {"questions": [{"topic": "style", "text": "Look?", "options": ["a", "A"], "preset": "a"}]}
    planner = room(database, answers(clarifier=[bad, QUESTIONS]))
    assert len(planner.questions().questions) == 2
    assert "question 1 has one option only" in told(planner.model, 1)


def test_what_was_asked_before_is_not_asked_again(database: Database) -> None:
    asked = (Answered(topic=Topic.STYLE, question="Look?", answer="noir", given=True),)
    again = ask(
        database, {"topic": "style", "text": "look?", "options": ["a", "b"], "preset": "a"}, asked=asked
    )
    assert (again.questions, again.enough) == ((), True)


# -- story ----------------------------------------------------------------------------------------------


def test_the_users_style_wins(database: Database) -> None:
    brief = small.BRIEF.model_copy(update={"style": "paper cut-outs"})
    planner = room(database, answers(), brief)
    assert planner.author.ask("story", planner.values(), StoryDraft).style == "paper cut-outs"
    assert "Style: paper cut-outs" in planner.model.prompts[0].messages[1].text


def test_a_script_is_handed_on_byte_for_byte_with_its_own_title(database: Database) -> None:
    screenplay = script("Title: The Old Lamp\n\n" + SCRIPT)
    planner = room(database, answers(), LITERAL, screenplay)
    story = planner.author.ask("story", planner.values(), StoryDraft)
    assert (story.screenplay, story.title) == (screenplay, "The Old Lamp")
    assert "1. INT. LAMP ROOM - NIGHT. MARA trims the lamp" in planner.model.prompts[0].messages[1].text


def test_a_script_without_a_title_gets_one(database: Database) -> None:
    planner = room(database, answers(), LITERAL, script())
    assert planner.author.ask("story", planner.values(), StoryDraft).title == STORY["title"]


def test_a_wish_is_put_to_the_model_with_the_last_version(database: Database) -> None:
    planner = room(database, answers())
    before = planner.author.ask("story", planner.values(), StoryDraft)
    planner.author.ask("story", planner.values() | {"before": before, "wish": "make it funny"}, StoryDraft)
    prompt = planner.model.prompts[-1].messages[1].text
    assert "<wish>\nmake it funny\n</wish>" in prompt
    assert "Title: Forty Envelopes" in prompt


def test_a_story_without_a_turn_is_asked_for_again(database: Database) -> None:
    flat = STORY | {"beats": [STORY["beats"][0]] * 3}
    planner = room(database, answers(story=[flat, STORY]))
    assert planner.author.ask("story", planner.values(), StoryDraft).beats[1].name == "turn"
    assert "the beats lack pay-off, turn" in told(planner.model, 1)


def test_a_story_in_another_language_is_asked_for_again(database: Database) -> None:
    brief = Brief(kind="idea", text="灯塔看守人收到一封信", language="zh")
    planner = room(database, answers(), brief)
    with pytest.raises(BadReply, match="another language than the film: write it in 'zh'"):
        planner.author.ask("story", planner.values(), StoryDraft)


def test_the_length_the_user_named_reaches_the_model(database: Database) -> None:
    planner = room(database, answers())
    planner.author.ask("story", planner.values(small.ONE_MINUTE), StoryDraft)
    assert "about 40 seconds" in planner.model.prompts[0].messages[1].text


def test_passages_of_attached_files_reach_the_model(database: Database) -> None:
    planner = room(database, answers(), sources={"keeper": '[bible.md, passage 3] "The lamp is gas."'})
    planner.author.ask("story", planner.values(), StoryDraft)
    assert "[bible.md, passage 3]" in planner.model.prompts[0].messages[1].text
    assert planner.queries == [small.IDEA]


# -- cast -----------------------------------------------------------------------------------------------


def cast_of(database: Database, *said: object, text: str = SCRIPT) -> tuple[CastDraft, Scripted]:
    planner = room(database, answers(casting=said), LITERAL, script(text))
    story = planner.author.ask("story", planner.values(), StoryDraft)
    values = {"brief": LITERAL, "story": story, "answers": ()}
    return planner.author.ask("cast", values, CastDraft), planner.model


def test_the_scripts_people_keep_its_names_and_order(database: Database) -> None:
    cast, _ = cast_of(database, members("TOM", "mara"))
    assert [(c.tag, c.name) for c in cast.characters] == [("ID_A", "Mara"), ("ID_B", "Tom")]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (members("Mara"), "Tom is missing"),
        (members("Mara", "Tom", "Mara"), "Mara is there twice"),
        (members("Mara", "Tom", "Zoe"), "Zoe is not in the script"),
        (members("Mara", "Tom", voice=""), "Mara speaks in the script: describe the voice"),
    ],
)
def test_a_cast_that_does_not_fit_the_script_is_asked_for_again(
    database: Database, bad: object, words: str
) -> None:
    cast, model = cast_of(database, bad, members("Mara", "Tom"))
    assert len(cast.characters) == 2
    assert words in told(model, 2)


def test_somebody_silent_whom_the_script_mentions_may_be_cast(database: Database) -> None:
    cast, _ = cast_of(database, members("Mara", "Tom", "Dog"))
    assert (cast.characters[2].name, cast.characters[2].voice) == ("Dog", "")


def test_a_long_voice_is_shortened_not_refused(database: Database) -> None:
    cast, model = cast_of(database, members("Mara", "Tom", voice="low " * 40))
    assert cast.characters[0].voice.split() == ["low"] * 14
    assert len(model.prompts) == 2


def test_people_beyond_the_most_important_get_the_houses_cards(database: Database) -> None:
    crowd = [f"GUEST {chr(65 + n // 5)}{chr(65 + n % 5)}" for n in range(20)]
    lines = "\n\n".join(f"{name}\nGood evening.\n" for name in crowd)
    text = f"INT. HALL - NIGHT\n\nGuests.\n\n{lines}\n\n{crowd[0]}\nAnd good night.\n"
    names = [name.title().replace("Guest ", "GUEST ") for name in crowd[:16]]
    cast, model = cast_of(database, members(*names), text=text)
    assert [c.tag for c in cast.characters] == [tag_for(n) for n in range(20)]
    assert all(c.voice and c.appearance for c in cast.characters)
    assert len(model.prompts) == 2


# -- scenes ---------------------------------------------------------------------------------------------


def scenes_of(
    database: Database, *said: object, asked: tuple[Answered, ...] = (), screenplay: Screenplay | None = None
) -> tuple[ScenesDraft, Scripted]:
    brief = LITERAL if screenplay else small.BRIEF
    cast = members("Mara", "Tom")
    planner = room(database, answers(scenes=said, casting=[cast]), brief, screenplay)
    story = planner.author.ask("story", planner.values(), StoryDraft)
    values: dict[str, object] = {"brief": brief, "story": story, "answers": asked}
    values["cast"] = planner.author.ask("cast", values, CastDraft)
    return planner.author.ask("scenes", values, ScenesDraft), planner.model


def planned(*shots: int, **more: Any) -> dict[str, Any]:
    return {"scenes": [SCENES["scenes"][n % 2] | {"shots": count} | more for n, count in enumerate(shots)]}


def test_a_plan_of_five_hundred_shots_is_refused_with_the_limit(database: Database) -> None:
    with pytest.raises(BadReply, match="plan 500 shots, expected at most 120"):
        scenes_of(database, planned(250, 250))


def test_a_plan_far_from_the_length_the_user_named_is_asked_for_again(database: Database) -> None:
    scenes, model = scenes_of(database, planned(50, 50), planned(5, 4), asked=(small.ONE_MINUTE,))
    assert [s.planned for s in scenes.scenes] == [5, 4]
    assert "the scenes plan 100 shots, expected about 9" in told(model, 3)


def test_the_model_may_choose_the_number_of_shots_when_nobody_named_a_length(database: Database) -> None:
    scenes, _ = scenes_of(database, planned(30, 0))
    assert [s.planned for s in scenes.scenes] == [30, 1]


def test_a_place_the_film_comes_back_to_looks_the_same(database: Database) -> None:
    said = planned(3, 3, 3)
    said["scenes"][2]["description"] = "something else"
    scenes, _ = scenes_of(database, said)
    assert scenes.scenes[2].description == scenes.scenes[0].description


def test_a_script_keeps_its_headings_and_decides_its_shots(database: Database) -> None:
    scenes, model = scenes_of(
        database, planned(7), planned(7, 7, place="SHED", time="NOON"), screenplay=script()
    )
    assert [(s.heading, s.place, s.time, s.planned) for s in scenes.scenes] == [
        ("INT. LAMP ROOM - NIGHT", "LAMP ROOM", "NIGHT", 0),
        ("EXT. PIER - DAWN", "PIER", "DAWN", 0),
    ]
    assert "got 1 scenes, expected 2" in told(model, 3)


def test_a_scene_without_a_heading_gets_the_models_place(database: Database) -> None:
    screenplay = script("MARA trims the lamp.\n\nMARA\nThe boat is late.\n\nTOM\nIt is not coming.\n")
    scenes, _ = scenes_of(database, planned(1), screenplay=screenplay)
    assert scenes.scenes[0].heading == "INT. LAMP ROOM - NIGHT"
