"""A model that says what it was told to say, and goes wrong when it was told to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent.model import Ending, Message, Misconfigured, Prompt, Said, Unreachable
from agent.scripted import PIECE, Calls, Fault, Scripted
from generator.interface import Cancelled
from skills.answers import Kept
from tools.errors import ToolError


def ask(model: Scripted, skill: str = "story 1.0.0") -> Said:
    return model.complete(Prompt(skill, (Message("user", "A lighthouse."),)), lambda _: None)


def test_answers_come_in_turn_and_the_last_one_stays() -> None:
    model = Scripted({"story": ["one", "two"], "cast": ["three"]})

    assert [ask(model).text for _ in range(3)] == ["one", "two", "two"]
    assert ask(model, "cast 2.1.0").text == "three"
    assert [prompt.skill for prompt in model.prompts] == ["story 1.0.0"] * 3 + ["cast 2.1.0"]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("not JSON at all {", "not JSON at all {"),
        ({"title": "灯"}, '{"title": "灯"}'),
        ([1, 2], "[1, 2]"),
        (Kept(shot=1, keep="the cup"), '{"shot":1,"keep":"the cup"}'),
        ({"notes": [Kept(shot=1, keep="the cup")]}, '{"notes": [{"shot": 1, "keep": "the cup"}]}'),
    ],
)
def test_a_text_is_said_as_it_is_and_values_as_json(answer: object, text: str) -> None:
    assert ask(Scripted({"story": [answer]})).text == text


def test_a_function_answers_what_it_is_asked() -> None:
    model = Scripted(lambda prompt: {"asked": prompt.messages[-1].text})

    assert json.loads(ask(model).text) == {"asked": "A lighthouse."}


def test_an_answer_is_heard_in_pieces() -> None:
    heard: list[str] = []
    Scripted({"story": ["x" * 60]}).complete(Prompt("story 1.0.0", ()), heard.append)

    assert [len(piece) for piece in heard] == [PIECE, PIECE, 60 - 2 * PIECE]


def test_tools_are_called() -> None:
    said = ask(Scripted({"story": [Calls([("look", {"shot": 1})], text="Let me see.")]}))

    assert (said.text, said.ending) == ("Let me see.", Ending.TOOLS)
    assert [(c.id, c.name, c.arguments) for c in said.calls] == [("call_1", "look", '{"shot": 1}')]


@pytest.mark.parametrize("kind", ["429", "500", "dropped"])
def test_a_server_fault_is_what_a_client_makes_of_it(kind: str) -> None:
    model = Scripted({"story": [Fault(kind), "after all"]})  # type: ignore[arg-type]

    with pytest.raises(Unreachable, match=kind):
        ask(model)
    assert ask(model).text == "after all"


def test_a_wrong_key_names_the_setting() -> None:
    with pytest.raises(Misconfigured, match="DAILIES_LLM_API_KEY"):
        ask(Scripted({"story": [Fault("401")]}))


def test_silence_can_be_stopped_and_ends_by_itself() -> None:
    def stop(_: str) -> None:
        raise Cancelled

    model = Scripted({"story": [Fault("hang")]}, patience=0.05)

    with pytest.raises(Cancelled):
        model.complete(Prompt("story 1.0.0", ()), stop)
    with pytest.raises(Unreachable):
        ask(model)


def test_cut_off_empty_and_refused_answers_are_answers() -> None:
    model = Scripted({"story": [Fault("truncated", of={"title": "Lamp"}), Fault("empty"), Fault("refusal")]})

    cut, empty, refused = ask(model), ask(model), ask(model)

    assert (cut.text, cut.ending) == ('{"title"', Ending.LENGTH)
    assert (empty.text, empty.ending) == ("", Ending.STOP)
    assert refused.text
    assert refused.ending is Ending.REFUSED


def test_a_skill_without_a_script_says_what_there_is() -> None:
    with pytest.raises(Misconfigured, match=r"no answer for the skill 'cast'; it has scenes, story"):
        ask(Scripted({"story": ["x"], "scenes": ["y"]}), "cast 1.0.0")


def test_a_script_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(
        """
story:
  - {fault: 429, wait: 2}
  - {fault: truncated, of: {title: Lamp}}
  - {title: Lamp}
chat:
  - {calls: [[look, {shot: 1}]], text: Let me see.}
  - Here it is.
""",
        encoding="utf-8",
    )

    model = Scripted.read(path)

    with pytest.raises(Unreachable):
        ask(model)
    assert [ask(model).ending, ask(model).text] == [Ending.LENGTH, '{"title": "Lamp"}']
    assert [ask(model, "chat 1.0.0").text for _ in range(2)] == ["Let me see.", "Here it is."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("story: nothing", "expected skills with a list of answers"),
        ("[", "cannot be read"),
        ("story: [{fault: flood}]", "got the fault 'flood', expected one of 429, 500"),
        ("story: [{fault: 429, wait: soon}]", "got the wait 'soon', expected seconds"),
        ("chat: [{calls: [look]}]", r"got the call 'look', expected \[name"),
    ],
)
def test_a_script_that_is_none_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ToolError, match=words) as caught:
        Scripted.read(path)
    assert str(path) in str(caught.value)
