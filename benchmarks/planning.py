"""What planning by a language model takes: tokens a question, and calls a film, at 30 and at 100 shots.

The model here answers from a rule, with long answers: it is the questions that are measured, and the longest
answers they allow. Tokens are estimated (:mod:`agent.tokens`), with the schema of each answer counted in.
"""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent import steps
from agent.author import Author
from agent.book import Book
from agent.desk import Desk
from agent.model import Models, Prompt
from agent.scripted import Scripted
from agent.tokens import estimate_prompt
from benchmarks.figure import Figure
from skills.library import Facts, Library
from tools import planning
from tools.db import Database, open_database
from tools.story import (
    Action,
    Answered,
    Brief,
    CastDraft,
    QuestionsDraft,
    ScenesDraft,
    Screenplay,
    ScriptScene,
    ShotListDraft,
    Speech,
    StoryDraft,
    Topic,
)

CONTEXT = 8_192
CALLS = 9
"""The most a film of thirty shots may take."""
PEOPLE = ("Mara", "Jonas", "Anna", "Ben", "Petra", "Emil")
LONG = "She crosses the room slowly, lays the brass key beside the lamp and turns to the dark window"
PLACES = ("LAMP ROOM", "PIER", "KITCHEN", "FIELD", "STREET")


def measure() -> list[Figure]:
    """Questions with their longest answers against a small model's context, and calls a film."""
    figures = []
    for shots in (30, 100):
        idea, script = of_idea(shots), of_script(shots)
        asked = _by_skill([*idea, *script])
        for skill, prompts in asked.items():
            question = max(map(estimate_prompt, prompts))
            answer = max(prompt.answer_tokens for prompt in prompts)
            name = f"{skill}, {shots} shots"
            figures.append(Figure(f"{name}: question", question, "tokens"))
            figures.append(Figure(f"{name}: longest answer", answer, "tokens"))
            figures.append(Figure(f"{name}: together", question + answer, "tokens", CONTEXT))
        for kind, prompts in (("an idea", idea), ("a script", script)):
            target = CALLS if shots == 30 else None
            figures.append(Figure(f"{shots} shots from {kind}", len(prompts), "calls", target))
    return figures


def of_idea(shots: int) -> list[Prompt]:
    """Everything a model is asked for a film of so many shots from an idea, the user's questions included."""
    length = Answered(topic=Topic.LENGTH, question="How long?", answer=f"{shots * 4.5} seconds", given=True)
    brief = Brief(kind="idea", text=f"{LONG}. " * 8)
    return _planned(brief, None, (length,), shots)


def of_script(shots: int) -> list[Prompt]:
    """The same for a script that makes about so many shots."""
    return _planned(Brief(kind="fountain", text="", literal=True), script(shots), (), shots)


def script(shots: int) -> Screenplay:
    """A script of about five shots a scene: two pieces of it to a shot."""
    scenes: list[ScriptScene] = []
    for number in range(shots // 5):
        place, first, second = PLACES[number % 5], PEOPLE[number % 6], PEOPLE[(number + 1) % 6]
        blocks: list[Action | Speech] = []
        for turn in range(5):
            speaker = (first, second)[turn % 2]
            index = 5 * number + turn
            blocks.append(Action(text=f"{speaker} {LONG.removeprefix('She ')}."))
            said = f"This is line {index}, and it says as much as a line of dialogue should."
            blocks.append(Speech(speaker=speaker.upper(), text=said, index=index))
        heading = f"INT. {place} - NIGHT"
        scenes.append(ScriptScene(heading=heading, place=place, time="NIGHT", blocks=tuple(blocks)))
    return Screenplay(title="A Long Night", scenes=tuple(scenes))


def _planned(
    brief: Brief, screenplay: Screenplay | None, answers: tuple[Answered, ...], shots: int
) -> list[Prompt]:
    model = Scripted(lambda prompt: answer(prompt, shots), Models(writing="scripted", context=CONTEXT))
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'dailies.db'}")
        facts = Facts(words=brief.text, script=screenplay is not None)
        desk = Desk(model, Library(), Book(database, _film(database, brief, screenplay)), facts)
        author = Author(desk, lambda _: f"[bible.md, passage 3] {LONG}. " * 12)
        values: dict[str, object] = {"brief": brief, "screenplay": screenplay, "answers": answers, "round": 1}
        if screenplay is None:
            author.ask(steps.CLARIFY, values, QuestionsDraft)
        values["story"] = author.ask(steps.STORY, values, StoryDraft)
        values["cast"] = author.ask(steps.CAST, values, CastDraft)
        values["scenes"] = author.ask(steps.SCENES, values, ScenesDraft)
        author.ask(steps.SHOTS, values, ShotListDraft)
        database.close()
    return model.prompts


def _film(database: Database, brief: Brief, screenplay: Screenplay | None) -> int:
    with database.write("user") as session:
        return planning.create_film(
            session, brief, screenplay, source_name="", title="Long", engine="slate", size=(128, 128)
        )


def _by_skill(prompts: list[Prompt]) -> dict[str, list[Prompt]]:
    found: dict[str, list[Prompt]] = defaultdict(list)
    for prompt in prompts:
        found[prompt.skill.partition(" ")[0]].append(prompt)
    return found


# -- a model that talks a lot ---------------------------------------------------------------------------


def answer(prompt: Prompt, shots: int) -> dict[str, Any]:
    """A long but right answer to any planning question of a film of so many shots."""
    text = prompt.messages[1].text
    rules: dict[str, Callable[[], dict[str, Any]]] = {
        "clarifier": lambda: {"questions": []},
        "story": lambda: {
            "title": "The Brass Key",
            "logline": LONG,
            "style": "quiet realism, fine grain, one warm lamp against grey-blue sea light",
            "beats": [{"name": name, "text": f"{LONG}. {LONG}."} for name in ("set-up", "turn", "pay-off")],
        },
        "casting": lambda: {"characters": [member(name) for name in PEOPLE]},
        "scenes": lambda: {"scenes": _scenes(text, shots)},
        "shot-list": lambda: {"shots": [_shot({"scene": n, "seconds": 5.0}) for n in _wanted(text)]},
        "breakdown": lambda: {"shots": [_shot({"covers": covered}) for covered in in_pairs(text)]},
        "continuity": lambda: {"notes": [{"shot": 2, "keep": "the brass key lies beside the lamp"}]},
    }
    return rules[prompt.skill.partition(" ")[0]]()


def member(name: str) -> dict[str, str]:
    return {
        "name": name,
        "appearance": f"{name.lower()}-like, in the sixties, tall, silver hair in a bun, lined face",
        "wardrobe": "a yellow oilskin coat over a grey jumper and black rubber boots",
        "voice": "low, rough and unhurried, an older person's voice with a dry edge",
    }


def _scenes(text: str, shots: int) -> list[dict[str, Any]]:
    """A scene for each of the script's in this question, or one for every six shots."""
    script = re.findall(r"^\d+ ", text.partition("<headings>")[2].partition("</headings>")[0], re.MULTILINE)
    counts = [0] * len(script) or [6] * (shots // 6) + [shots % 6] * bool(shots % 6)
    return [
        {
            "interior": True,
            "place": PLACES[n % 5],
            "time": "NIGHT",
            "light": "one oil lamp from the left, warm and low; the corners and the windows black",
            "description": "a brass lamp as tall as a man, round windows, a long shelf of envelopes",
            "synopsis": f"{LONG}. " * 3,
            "shots": count,
        }
        for n, count in enumerate(counts)
    ]


def _wanted(text: str) -> list[int]:
    """The scene of every shot that is asked for."""
    lines = re.findall(r"^scene (\d+): (\d+) \(", text, re.MULTILINE)
    return [int(scene) for scene, count in lines for _ in range(int(count))]


def in_pairs(text: str) -> list[list[int]]:
    """Pieces in pairs, each pair in one scene."""
    found: list[list[int]] = []
    for part in re.split(r"^scene \d+$", text.partition("<pieces>")[2], flags=re.MULTILINE)[1:]:
        numbers = [int(n) for n in re.findall(r"^(\d+) \(\d", part, re.MULTILINE)]
        found += [numbers[at : at + 2] for at in range(0, len(numbers), 2)]
    return found


def _shot(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        **facts,
        "coverage": "single",
        "action": f"{LONG}.",
        "people": [{"name": "Mara", "action": LONG.lower(), "expression": "closed"}],
        "camera": {"scale": "medium close-up", "on": "Mara"},
        "props": ["brass key", "lamp"],
        "sound": "rain on the round windows",
    }
