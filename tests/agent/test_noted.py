from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.house import House
from agent.noted import Seen, noted
from agent.revision import FIELDS
from generator.interface import Line
from skills.answers import RevisionAnswer
from tests.tools import drafts
from tools.story import CardDraft, CastDraft
from tools.visible import visible

CAST = CastDraft(
    characters=(
        CardDraft(
            tag="ID_A",
            name="Mara",
            appearance="a woman, 60s, silver hair in a bun",
            wardrobe="yellow oilskin coat and dark sea boots",
            voice="low",
        ),
        CardDraft(
            tag="ID_B",
            name="Jonas",
            appearance="a man, 30s, black beard",
            wardrobe="red scarf",
            voice="rough",
        ),
    )
)
LINES = (
    Line(speaker="ID_A", text="It is late.", start=0.5, end=1.5),
    Line(speaker="ID_B", text="Yes.", start=2.0, end=2.6),
)
PLAN = drafts.shot(
    10, "ID_A", "ID_B", frames=97, action="Mara trims the lamp. Rain beats on the window."
).model_copy(update={"lines": LINES, "sound": "rain, a clock"})
SEEN = Seen(
    PLAN, CAST, drafts.SCENES.scenes[0].model_copy(update={"description": "A round room. Fog outside."})
)


def _of(note: str, seen: Seen = SEEN) -> list[tuple[str, str, str, str, int]]:
    return [(c.of, c.name, c.field, c.value, c.line) for c in noted(note, seen).changes]


@pytest.mark.parametrize(
    ("note", "change"),
    [
        ("make her coat red", ("character", "Mara", "wardrobe", "red oilskin coat and dark sea boots", 0)),
        (
            "her coat should be red",
            ("character", "Mara", "wardrobe", "red oilskin coat and dark sea boots", 0),
        ),
        ("make her hair red", ("character", "Mara", "appearance", "a woman, 60s, red hair in a bun", 0)),
        ("hold longer on his face", ("shot", "", "seconds", "4.88", 0)),
        ("too long", ("shot", "", "seconds", "3.1", 0)),
        ("2 seconds longer", ("shot", "", "seconds", "5.88", 0)),
        ("she should whisper", ("shot", "", "delivery", "whispering", 1)),
        ("he should shout", ("shot", "", "delivery", "shouting", 2)),
        ("no music", ("shot", "", "music", "", 0)),
        ("no fog", ("scene", "", "description", "A round room.", 0)),
        ("too dark", ("scene", "", "light", "brighter light", 0)),
        ("camera closer", ("shot", "", "scale", "closer", 0)),
        ("closer on her face, please", ("shot", "", "scale", "closer", 0)),
        ("make it a close-up", ("shot", "", "scale", "close-up", 0)),
        ("push in slowly", ("shot", "", "move", "push in", 0)),
        ("don't move the camera", ("shot", "", "move", "static", 0)),
        ("from below", ("shot", "", "angle", "low angle", 0)),
        ("cut the last line", ("shot", "", "line", "", 2)),
        ("cut his line", ("shot", "", "line", "", 2)),
        ("Jonas should say “No.”", ("shot", "", "line", "No.", 2)),
        ("he should look afraid", ("character", "Jonas", "expression", "afraid", 0)),
        ("she must not smile", ("character", "Mara", "expression", "serious", 0)),
        ("she should turn to the window", ("character", "Mara", "action", "turns to the window", 0)),
        ("the letter is missing", ("shot", "", "props", "letter", 0)),
        ("镜头近一点", ("shot", "", "scale", "closer", 0)),
        ("她应该小声说", ("shot", "", "delivery", "whispering", 1)),
    ],
)
def test_a_note_becomes_the_field_it_means(note: str, change: tuple[str, str, str, str, int]) -> None:
    assert _of(note) == [change]


def test_a_thing_goes_from_every_field_of_the_shot_that_has_it() -> None:
    assert [(field, value) for _, _, field, value, _ in _of("no rain")] == [
        ("action", "Mara trims the lamp."),
        ("sound", "a clock"),
    ]


def test_looks_hold_from_this_shot_on_and_an_expression_in_it_alone() -> None:
    (coat,) = noted("make her coat red", SEEN).changes
    (face,) = noted("she should look afraid", SEEN).changes
    assert (coat.onwards, face.onwards) == (True, False)


def test_every_part_of_a_note_is_heard_and_what_was_not_is_asked_about() -> None:
    answer = noted("closer; it needs more soul. she should smile", SEEN)
    assert [(c.field, c.value) for c in answer.changes] == [("scale", "closer"), ("expression", "smiling")]
    assert answer.question == "“it needs more soul” was not understood"


@pytest.mark.parametrize(
    ("note", "question"),
    [
        ("they should whisper", "“they” could be Mara or Jonas: say the name"),
        ("shout", "say which line is meant: 1: “It is late.”; 2: “Yes.”"),
        ("cut the third line", "say which line is meant"),
        ("no snow", "the shot has no snow that could go"),
        ("swap 4 and 5", "was not understood"),
        ("make her coat red from shot 3 on", "was not understood"),
        ("closer on 3", "was not understood"),
        ("hold longer on 3", "was not understood"),
        ("shot 3 shorter", "was not understood"),
        ("it should rain", "was not understood"),
        ("Otto should whisper", "nobody in this film is called “Otto”"),
    ],
)
def test_what_is_not_clear_or_not_about_this_shot_is_asked_and_changes_nothing(
    note: str, question: str
) -> None:
    answer = noted(note, SEEN)
    assert answer.changes == ()
    assert question in answer.question


def test_a_pronoun_means_whom_it_fits_among_those_in_the_shot() -> None:
    alone = Seen(PLAN.model_copy(update={"people": PLAN.people[1:], "lines": ()}), CAST, SEEN.scene)
    assert _of("he should smile", alone) == [("character", "Jonas", "expression", "smiling", 0)]
    assert noted("Mara should smile", alone).question.startswith("Mara is not in frame")


def test_the_house_answers_a_revision_like_any_writer() -> None:
    values = {"note": "closer", "shot": PLAN, "cast": CAST, "scene": SEEN.scene}
    assert House().ask("revise", values, RevisionAnswer) == noted("closer", SEEN)


@pytest.mark.parametrize("note", ["", " \t\n", "\x1f", "\x00\x07", "\u200b\ufeff", " ; \x7f. \x1b"])
def test_what_cannot_be_seen_says_nothing(note: str) -> None:
    assert noted(note, SEEN) == RevisionAnswer(changes=(), question="")


def test_what_is_said_between_control_characters_is_heard() -> None:
    assert _of("\x1fcloser\x1f;\x00") == [("shot", "", "scale", "closer", 0)]


@given(st.text(max_size=60))
@example("\x1f")
@example("\x00;\x7f")
def test_whatever_is_said_changes_a_field_there_is_or_is_asked_about(note: str) -> None:
    answer = noted(note, SEEN)
    assert all(change.field in FIELDS[change.of] for change in answer.changes)
    told = [c for c in note if visible(c) and c not in ".!?。！？,，;；"]
    assert answer.changes or answer.question or not told
