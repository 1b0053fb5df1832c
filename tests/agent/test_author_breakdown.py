"""A model breaks a script down: the words stay the script's, whatever it answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import app
from agent.authoring import breakdown
from agent.authoring.batches import runs
from agent.model import Models, Prompt
from agent.scripted import Scripted
from agent.writer import BadReply
from benchmarks import planning
from generator.interface import FPS
from tests.agent.authoring_answers import LIBRARY, STORY, room
from tools.db import Database
from tools.editorial.literal import differences
from tools.editorial.screenplay import read
from tools.story import LONGEST_SHOT, Brief, CastDraft, Coverage, Screenplay, ShotDraft, speech_seconds

EXAMPLES = sorted((Path(app.__file__).parent / "examples").glob("*.fountain"))
LITERAL = Brief(kind="fountain", text="", literal=True)
Shots = list[dict[str, Any]]

SCRIPT = """INT. LAMP ROOM - NIGHT

MARA trims the lamp.

MARA
The boat is late.

TOM (O.S.)
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


def one(*covers: int, **more: Any) -> dict[str, Any]:
    return {"covers": list(covers), "coverage": "single", "action": "Somebody does something."} | more


WHOLE: Shots = [one(1, 2), one(3), one(4), one(5)]


def directed(
    database: Database, screenplay: Screenplay, *said: Shots | Callable[[str], Shots]
) -> tuple[tuple[ShotDraft, ...], Scripted]:
    """The shot list of a script, and the model; ``said``: the breakdowns in turn, the last one repeats."""
    turn = iter(said)
    last: list[Shots | Callable[[str], Shots]] = []

    def answer(prompt: Prompt) -> object:
        match prompt.skill.partition(" ")[0]:
            case "breakdown":
                last[:] = [next(turn, last[0] if last else said[-1])]
                shots = last[0]
                return {"shots": shots(prompt.messages[1].text) if callable(shots) else shots}
            case "casting":
                found = re.search(r"<names>\n(.*?)\n</names>", prompt.messages[1].text, re.DOTALL)
                assert found
                return {"characters": [planning.member(name) for name in found.group(1).split("\n")]}
            case "story":
                return STORY
            case _:
                return planning.answer(prompt, 30)

    planner = room(database, Scripted(answer, Models(writing="scripted")), LITERAL, screenplay)
    return planner.plan()[3].shots, planner.model


def by_piece(text: str) -> Shots:
    return [one(n) for pair in planning.in_pairs(text) for n in pair]


def in_pairs(text: str) -> Shots:
    return [one(*pair) for pair in planning.in_pairs(text)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("way", [by_piece, in_pairs])
def test_the_film_says_the_script_byte_for_byte(
    database: Database, path: Path, way: Callable[[str], Shots]
) -> None:
    screenplay = script(path.read_text(encoding="utf-8"))
    shots, _ = directed(database, screenplay, way)
    lines = [line for shot in shots for line in shot.lines]
    assert differences(screenplay, lines) == []
    assert [line.text for line in lines] == [s.text for s in screenplay.speeches()]
    assert [shot.scene for shot in shots] == sorted(shot.scene for shot in shots)
    assert all(line.end + 0.4 <= shot.frames / FPS for shot in shots for line in shot.lines)


def test_a_speech_longer_than_a_shot_is_cut_between_sentences(database: Database) -> None:
    speech = " ".join(f"This is sentence number {n} of a long speech." for n in range(12))
    screenplay = script(SCRIPT.replace("The boat is late.", speech))
    shots, _ = directed(database, screenplay, by_piece)
    lines = [line for shot in shots for line in shot.lines]
    assert differences(screenplay, lines) == []
    assert all(speech_seconds(line.text) < LONGEST_SHOT for line in lines)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ([one(1, 2), one(4), one(5)], "piece 3 is covered by no shot; expected the pieces 1 to 5"),
        ([one(1, 2), one(2, 3), one(4), one(5)], "piece 2 is covered twice"),
        ([one(1), one(3), one(2), one(4), one(5)], "the pieces are not in order"),
        ([*WHOLE, one(6)], "there is no piece 6 in this run"),
        ([one(1, 2), one(3, 4), one(5)], "it covers pieces of the scenes [10, 20]"),
        ([*WHOLE, *([one()] * 5)], "5 shots cover nothing, expected at most half of them"),
        ([one(1, 2, action="She says the boat is late."), *WHOLE[1:]], "its action repeats the dialogue"),
        ([one(1, 2, people=[{"name": "Zoe"}]), *WHOLE[1:]], "shot 1: got the name 'Zoe'"),
    ],
)
def test_a_breakdown_that_cannot_be_used_is_asked_for_again(
    database: Database, bad: Shots, words: str
) -> None:
    shots, model = directed(database, script(), bad, WHOLE)
    assert words in model.prompts[4].messages[-1].text
    assert len(shots) == 4


def test_pieces_that_take_longer_than_a_shot_are_asked_for_again(database: Database) -> None:
    long = "\n\n".join(f"MARA\nThis is line {n} and it goes on for about three seconds.\n" for n in range(4))
    screenplay = script(f"INT. LAMP ROOM - NIGHT\n\nMARA trims the lamp.\n\n{long}")
    _, model = directed(database, screenplay, [one(1, 2, 3, 4, 5)], by_piece)
    told = model.prompts[4].messages[-1].text
    assert "expected at most 9.6 s: let it cover [1, 2] and give [3, 4, 5] to shots of their own" in told


def test_a_shot_that_covers_nothing_belongs_to_what_follows(database: Database) -> None:
    added = one(coverage="establishing")
    shots, _ = directed(database, script(), [added, *WHOLE[:2], added, *WHOLE[2:], one(coverage="insert")])
    assert [s.scene for s in shots] == [10, 10, 10, 20, 20, 20, 20]
    assert [s.frames for s in shots if s.coverage is Coverage.ESTABLISHING] == [81, 81]


def test_an_off_screen_line_stays_off_screen(database: Database) -> None:
    shots, _ = directed(database, script(), WHOLE)
    assert (shots[1].lines[0].voice_over, shots[1].tags) == (True, ())
    assert (shots[0].lines[0].voice_over, shots[0].tags) == (False, ("ID_A",))


def test_action_before_a_line_is_waited_for_as_far_as_the_shot_has_room(database: Database) -> None:
    deed = "Mara crosses the whole room with the heavy lamp in both her hands and sets it down. " * 2
    words = "I have carried it for forty years and it has never once been as heavy as it is now, boy."
    shots, _ = directed(
        database, script(f"INT. ROOM - DAY\n\n{deed}\n\nMARA\n{words}\n"), [one(1, 2), one(3)], by_piece
    )
    assert all(line.end <= shot.frames / FPS for shot in shots for line in shot.lines)


def test_cards_that_do_not_fit_the_script_are_said() -> None:
    with pytest.raises(BadReply, match="got 1 scene cards for 2 scenes"):
        breakdown.pieces(script(), CastDraft(characters=()), [10], "en")
    with pytest.raises(BadReply, match="has no card"):
        breakdown.pieces(script(), CastDraft(characters=()), [10, 20], "en")


def test_pieces_are_asked_for_in_as_few_runs_as_can_be(database: Database) -> None:
    screenplay = script(EXAMPLES[0].read_text(encoding="utf-8"))
    _, model = directed(database, screenplay, in_pairs)
    asked = [p for p in model.prompts if p.skill.startswith("breakdown")]
    pieces = sum(len(re.findall(r"^\d+ \(\d", p.messages[1].text, re.MULTILINE)) for p in asked)
    assert len(asked) == -(-pieces // breakdown.RUN) == len(runs(range(pieces), breakdown.RUN))
    assert len(LIBRARY.broken) == 0
