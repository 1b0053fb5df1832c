from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.house_phrases import PHRASES
from agent.house_router import clauses, understood
from agent.toolbox.shelf import ITEMS

SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("make her coat red from shot 3 on", "change_wardrobe",
     {"character": "her", "wardrobe": "red coat", "from_shot": "3"}),
    ("Turn Mara's hat dark green!", "change_wardrobe", {"character": "Mara", "wardrobe": "dark green hat"}),
    ("put Jonas in a grey suit from 4 on", "change_wardrobe",
     {"character": "Jonas", "wardrobe": "a grey suit", "from_shot": "4"}),
    ("Please swap 4 and 5.", "swap_shots", {"first": "4", "second": "5"}),
    ("move 6 before 2", "move_shot", {"shot": "6", "to": 2}),
    ("move 2 after 6", "move_shot", {"shot": "2", "to": 6}),
    ("move 2 before 6", "move_shot", {"shot": "2", "to": 5}),
    ("move 6 after 2", "move_shot", {"shot": "6", "to": 3}),
    ("cut shot 7", "omit_shot", {"shot": "7"}),
    ("leave 0030 out", "omit_shot", {"shot": "0030"}),
    ("bring back shot 7", "restore_shot", {"shot": "7"}),
    ("shorter", "shorten", {}),
    ("make it a bit shorter by 3 s", "shorten", {"by": 3.0}),
    ("shorten the film to 40 seconds", "shorten", {"to": 40.0}),
    ("shot 3 shorter", "shorten", {"shot": "3"}),
    ("hold longer on 3", "hold_longer", {"shot": "3"}),
    ("make shot 3 longer by 1.5 s", "hold_longer", {"shot": "3", "by": 1.5}),
    ("shot 3 5 seconds", "change_shot", {"shot": "3", "seconds": 5.0}),
    ("closer on shot 3", "change_shot", {"shot": "3", "scale": "closer"}),
    ("wider", "change_shot", {"shot": "here", "scale": "wider"}),
    ("she whispers in shot 3", "change_shot", {"character": "she", "shot": "3", "delivery": "whispering"}),
    ("louder in this shot", "change_shot", {"shot": "here", "delivery": "louder"}),
    ("no music", "change_shot", {"shot": "all", "music": "none"}),
    ("no rain in shot 2", "change_shot", {"shot": "2", "without": "rain"}),
    ("cut the last line of shot 3", "change_shot", {"shot": "3", "line": -1, "text": "none"}),
    ("change the style to black and white woodcut", "change_style", {"style": "black and white woodcut"}),
    ("call it “The Flame”", "change_style", {"title": "The Flame"}),
    ("rename Mara to Ines", "change_character", {"character": "Mara", "name": "Ines"}),
    ("retake 3-5", "retake", {"shots": "3-5"}),
    ("do shot 3 again", "retake", {"shots": "3"}),
    ("approve 3", "approve", {"shot": "3"}),
    ("why did you remember shot 2 here?", "why_memory", {"about": "2"}),
    ("why did you remember shot 2 in shot 5", "why_memory", {"about": "2", "shot": "5"}),
    ("what does shot 5 remember?", "why_memory", {"shot": "5"}),
    ("show me the shots", "show_shots", {}),
    ("the story", "show_story", {}),
    ("show shot 2", "show_shot", {"shot": "2"}),
    ("undo that", "undo", {}),
    ("redo", "redo", {}),
    ("Yes!", "confirm", {}),
    ("把镜头4和5对调", "swap_shots", {"first": "4", "second": "5"}),
    ("从第3个镜头开始把她的外套改成红色", "change_wardrobe",
     {"character": "她", "wardrobe": "红色外套", "from_shot": "3"}),
    ("把林婉的外套改成红色，从第3个镜头开始", "change_wardrobe",
     {"character": "林婉", "wardrobe": "红色外套", "from_shot": "3"}),
    ("重拍3-5", "retake", {"shots": "3-5"}),
    ("请删掉镜头3", "omit_shot", {"shot": "3"}),
    ("镜头3短一点", "shorten", {"shot": "3"}),
    ("镜头3近一点", "change_shot", {"shot": "3", "scale": "closer"}),
    ("不要音乐", "change_shot", {"shot": "all", "music": "none"}),
    ("风格改成水墨", "change_style", {"style": "水墨"}),
    ("为什么记住镜头2？", "why_memory", {"about": "2"}),
    ("撤销", "undo", {}),
    ("继续", "confirm", {}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tool", "arguments"), SAID, ids=[said for said, _, _ in SAID])
def test_a_command_is_understood_as_people_say_it(words: str, tool: str, arguments: dict[str, Any]) -> None:
    (part,) = clauses(words)
    assert understood(part) == (tool, arguments)


@pytest.mark.parametrize(
    "words", ["write me a poem", "make it better", "longer", "why?", "红", "shot", "she is sad"]
)
def test_what_no_phrase_fits_is_not_guessed(words: str) -> None:
    assert understood(next(clauses(words))) is None


def test_several_commands_in_one_message_are_several_clauses() -> None:
    said = list(clauses("Swap 4 and 5; make her coat red from shot 3 on, then retake 3."))
    assert said == ["Swap 4 and 5", "make her coat red from shot 3 on", "retake 3"]
    assert [understood(part) is not None for part in said] == [True] * 3


def test_every_phrase_leads_to_a_tool_with_arguments_it_has() -> None:
    for phrase in PHRASES:
        assert phrase.tool in ITEMS
    for words, tool, arguments in SAID:
        ITEMS[tool].arguments.model_validate(arguments), words


@given(st.text(max_size=200))
def test_any_text_is_split_and_looked_up_without_a_fault(words: str) -> None:
    for part in clauses(words):
        call = understood(part)
        assert call is None or call[0] in ITEMS
