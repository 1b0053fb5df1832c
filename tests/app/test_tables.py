from __future__ import annotations

from dataclasses import replace

import pytest

from app import tables
from app.screen import Screen
from generator.interface import Camera, Capabilities, Scale, Setup
from generator.slate import Slate
from tests.making import Home
from tools import board, planning
from tools.story import CardDraft

SCRIPT = "INT. KITCHEN - DAY\n\nANNA pours tea.\n"


class Described(Slate):
    """A slate with something to say about how it is set up."""

    capabilities = Capabilities(name="described", version="2", facts={"policy": "1.5", "profile": "tiny"})


def test_a_take_shows_how_the_camera_was_set_up(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.camera = Described()
    home.make(SCRIPT)
    take = home.takes()[0]
    tables.show_take(Screen(), home.store, take, circled=True)
    line = f"  described 2 · policy 1.5 · profile tiny · seed {take.request.seed}\n"
    assert line in capsys.readouterr().out
    assert tables.take_facts(home.store, take)["camera"] == {"policy": "1.5", "profile": "tiny"}


def test_a_camera_with_nothing_to_say_is_named_with_its_seed(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home.make(SCRIPT)
    take = home.takes()[0]
    tables.show_take(Screen(), home.store, take, circled=False)
    assert f"  slate 1 · seed {take.request.seed}\n" in capsys.readouterr().out
    assert tables.take_facts(home.store, take)["latents"] is None


def test_the_journal_tells_what_was_said_in_every_turn(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    home.make(SCRIPT)
    with home.database.write("user") as session:
        number = planning.open_turn(session, home.film().id, "user", "closer")
    with home.database.read() as session:
        Screen().table(tables.journal(board.journal(session, home.film().id)))
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert (last[1], last[-2:]) == (str(number), [tables.OPENS_A_TURN, "“closer”"])


def test_the_shot_list_tells_over_whose_shoulder_and_where_a_shot_cuts(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    home.make(SCRIPT)
    (row, *_) = home.shots()
    people = [CardDraft(tag="ID_A", name="Anna", appearance="", wardrobe="", voice="")]
    cut = Setup(frame=25, camera=Camera(scale=Scale.CLOSE, on="ID_A"))
    plan = row.plan.model_copy(update={"camera": Camera(over="ID_A"), "cuts": (cut,)})
    Screen().table(tables.shots([replace(row, plan=plan)], people, 25))
    assert "medium, static, over Anna; cut to close-up, Anna" in " ".join(capsys.readouterr().out.split())
