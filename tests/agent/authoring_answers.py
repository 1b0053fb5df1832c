"""A small film as a model plans it: every skill's answers in turn, and a desk over them."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.author import Author
from agent.book import Book
from agent.desk import Desk
from agent.model import Models
from agent.scripted import Scripted
from skills.library import Facts, Library
from tools import planning
from tools.db import Database
from tools.story import (
    Answered,
    Brief,
    CastDraft,
    QuestionsDraft,
    ScenesDraft,
    Screenplay,
    ShotListDraft,
    StoryDraft,
    Topic,
)

LIBRARY = Library()
"""Read once: its files do not change while the tests run."""

IDEA = "A lighthouse keeper who opens no letters gets one more on a foggy night."
BRIEF = Brief(kind="idea", text=IDEA, seed=3)
ONE_MINUTE = Answered(topic=Topic.LENGTH, question="How long?", answer="40 seconds", given=True)

QUESTIONS: dict[str, Any] = {
    "questions": [
        {
            "topic": "length",
            "text": "How long should it be?",
            "options": ["half a minute", "one minute"],
            "preset": "one minute",
        },
        {
            "topic": "direction",
            "text": "Does she read the letter?",
            "options": ["she reads it", "she burns it"],
            "preset": "she reads it",
        },
    ],
    "enough": True,
}
STORY: dict[str, Any] = {
    "title": "Forty Envelopes",
    "logline": "A keeper who opens no letters must burn them to light her lamp, and reads the first.",
    "theme": "answering",
    "style": "quiet realism, fine film grain, grey-blue sea light and one warm lamp",
    "beats": [
        {
            "name": "set-up",
            "text": "Mara shelves a fortieth letter unopened. Tom says the boat leaves at dawn.",
        },
        {"name": "turn", "text": "The lamp fails. Only the letters would burn; she opens the first."},
        {"name": "pay-off", "text": "The shelf is empty. Mara hands Tom an envelope of her own."},
    ],
}
CAST: dict[str, Any] = {
    "characters": [
        {
            "name": "Mara",
            "appearance": "woman in her sixties, tall and straight, silver hair in a bun, deep-lined face",
            "wardrobe": "yellow oilskin coat over a grey jumper",
            "voice": "low, rough and unhurried, an older woman's voice with a dry edge",
        },
        {
            "name": "Tom",
            "appearance": "boy of nineteen, thin, curly dark hair, large ears, freckles",
            "wardrobe": "red wool sweater, black trousers",
            "voice": "bright, quick and eager, a young man's voice that cracks when loud",
        },
    ]
}
SCENES: dict[str, Any] = {
    "scenes": [
        {
            "interior": True,
            "place": "LAMP ROOM",
            "time": "NIGHT",
            "light": "one oil lamp from the left, warm; the windows black",
            "description": "a brass lamp as tall as a man, round windows, a shelf of envelopes",
            "synopsis": "Tom brings a letter. Mara shelves it. The lamp dies; she takes the letter down.",
            "shots": 5,
        },
        {
            "interior": False,
            "place": "PIER",
            "time": "DAWN",
            "light": "pale gold from the sea, long shadows",
            "description": "wet planks, one iron bollard",
            "synopsis": "Mara comes down with an envelope of her own. Tom takes it aboard.",
            "shots": 4,
        },
    ]
}


def _single(scene: int, seconds: float, name: str, action: str, scale: str, **more: Any) -> dict[str, Any]:
    return {
        "scene": scene,
        "seconds": seconds,
        "coverage": "single",
        "action": action,
        "people": [{"name": name, "action": "", "expression": "calm"}],
        "camera": {"scale": scale},
        **more,
    }


RUNS: list[dict[str, Any]] = [
    {
        "shots": [
            {
                "scene": 10,
                "seconds": 3.6,
                "coverage": "establishing",
                "action": "Fog presses against the round windows of the lamp room.",
                "camera": {"scale": "wide"},
                "sound": "a slow foghorn",
                "music": "one low held note",
            },
            {
                "scene": 10,
                "seconds": 6,
                "coverage": "two-shot",
                "action": "Tom holds a letter out to Mara, who does not take her hands off the lamp.",
                "people": [
                    {"name": "Tom", "action": "holds a letter out", "expression": "eager"},
                    {"name": "Mara", "action": "trims the wick", "expression": "closed"},
                ],
                "lines": [
                    {
                        "speaker": "Tom",
                        "text": "One more for you. The boat leaves at dawn.",
                        "delivery": "low",
                    }
                ],
                "camera": {"scale": "medium", "on": "Tom", "over": "Mara"},
                "props": ["letter"],
            },
            _single(
                10,
                4,
                "Mara",
                "Mara shelves the letter beside all the others.",
                "medium close-up",
                lines=[{"speaker": "Mara", "text": "Put it with the others, and shut the door."}],
                props=["letter", "shelf"],
            ),
            {
                "scene": 10,
                "seconds": 2.4,
                "coverage": "insert",
                "action": "The flame of the lamp shrinks to a blue thread.",
                "camera": {"scale": "insert"},
                "props": ["lamp"],
            },
            _single(
                10,
                6.5,
                "Mara",
                "Mara takes the first letter down, looks at the dead lamp, and breaks the seal.",
                "close-up",
                camera={"scale": "close-up", "move": "push in"},
                fragments=["Mara takes a letter from the shelf", "her thumb breaks the seal"],
            ),
        ]
    },
    {
        "shots": [
            {
                "scene": 20,
                "seconds": 3.5,
                "coverage": "establishing",
                "action": "The pier at first light, a small boat at its end.",
                "camera": {"scale": "extreme wide"},
            },
            _single(
                20, 4, "Tom", "Tom unties the rope and looks up at the dark tower.", "full", props=["rope"]
            ),
            {
                "scene": 20,
                "seconds": 6,
                "coverage": "two-shot",
                "action": "Mara holds an envelope out to Tom.",
                "people": [
                    {"name": "Mara", "action": "holds an envelope out", "expression": "shy"},
                    {"name": "Tom", "action": "takes it", "expression": "amazed"},
                ],
                "lines": [
                    {"speaker": "Mara", "text": "This one is mine. See that somebody opens it."},
                ],
                "camera": {"scale": "medium"},
                "props": ["envelope"],
            },
            _single(
                20,
                5,
                "Mara",
                "Alone on the pier, Mara looks up: the lamp is lit.",
                "wide",
                music="the note returns",
            ),
        ]
    },
]
CONTINUITY: dict[str, Any] = {
    "notes": [
        {"shot": 5, "keep": "the lamp is out; the letter is unopened"},
        {"shot": 8, "keep": "Mara wears her coat open"},
    ]
}


def answers(**changes: Sequence[object]) -> dict[str, Sequence[object]]:
    """What the model says for each skill, in turn; ``changes`` by skill, with ``_`` for ``-``."""
    said: dict[str, Sequence[object]] = {
        "clarifier": [QUESTIONS],
        "story": [STORY],
        "casting": [CAST],
        "scenes": [SCENES],
        "shot-list": RUNS,
        "continuity": [CONTINUITY],
    }
    return copy.deepcopy(said) | {name.replace("_", "-"): said for name, said in changes.items()}


def film(database: Database, brief: Brief = BRIEF, screenplay: Screenplay | None = None) -> int:
    """A film's row; gives its id."""
    with database.write("user") as session:
        return planning.create_film(
            session, brief, screenplay, source_name="", title="A film", engine="slate", size=(128, 128)
        )


@dataclass
class Room:
    """An author, its model and the film it plans."""

    model: Scripted
    author: Author
    brief: Brief
    screenplay: Screenplay | None = None
    queries: list[str] = field(default_factory=list)

    def questions(self, *answered: Answered) -> QuestionsDraft:
        """The first round of questions."""
        values = {"brief": self.brief, "answers": answered, "round": 1}
        return self.author.ask("clarify", values, QuestionsDraft)

    def plan(self, *answered: Answered) -> tuple[StoryDraft, CastDraft, ScenesDraft, ShotListDraft]:
        """Story, cast, scenes and shots, asked for as the director does."""
        story = self.author.ask("story", self.values(*answered), StoryDraft)
        values: dict[str, object] = {"brief": self.brief, "answers": answered, "story": story}
        values["cast"] = cast = self.author.ask("cast", values, CastDraft)
        values["scenes"] = scenes = self.author.ask("scenes", values, ScenesDraft)
        return story, cast, scenes, self.author.ask("shots", values, ShotListDraft)

    def values(self, *answered: Answered) -> dict[str, object]:
        """What the story step is given."""
        return {
            "brief": self.brief,
            "screenplay": self.screenplay,
            "answers": answered,
            "before": None,
            "wish": "",
        }


def room(
    database: Database,
    said: Mapping[str, Sequence[object]] | Scripted,
    brief: Brief = BRIEF,
    screenplay: Screenplay | None = None,
    sources: Mapping[str, str] | None = None,
) -> Room:
    """An author over a scripted model and the built-in skills; ``sources``: by a word of the query."""
    model = said if isinstance(said, Scripted) else Scripted(said, Models(writing="scripted"))
    facts = Facts(words=brief.text, style=brief.style, language=brief.language, script=screenplay is not None)
    desk = Desk(model, LIBRARY, Book(database, film(database, brief, screenplay)), facts)
    queries: list[str] = []

    def find(query: str) -> str:
        queries.append(query)
        return next((text for word, text in (sources or {}).items() if word in query), "")

    return Room(model, Author(desk, find), brief, screenplay, queries)
