from __future__ import annotations

from agent.difference import Difference, conditions, lines, takes
from agent.nodes.condition import planned
from generator.interface import Camera, Line, Move, Scale, Setup
from tests.making import Home
from tests.tools import drafts
from tools import board, jobs, planning, viewing
from tools import takes as taking
from tools.db import Database

SHORT = "Title: The Lamp\n\nINT. LAMP ROOM - NIGHT\n\nMARA (60s) trims the lamp.\n\nMARA\nIt is late.\n"


def _changed(database: Database, **changes: object) -> list[Difference]:
    """What is asked of a shot after a change of its plan, and was not before."""
    with database.write("user") as session:
        film = board.film(session, drafts.planned(session))
        row = board.shots(session, film.id)[0]
        before = planned(session, film, row)
        planning.change_shot(session, row.id, row.version, dict(changes))
        return conditions(before, planned(session, film, board.shot_row(session, row.id)))


def test_nothing_differs_where_nothing_changed(database: Database) -> None:
    assert _changed(database, sound="") == []


def test_a_field_is_said_as_it_was_and_as_it_is(database: Database) -> None:
    found = _changed(database, camera=Camera(scale=Scale.CLOSE, move=Move.PUSH_IN, on="ID_A"), frames=121)
    assert lines(found) == [
        "asked",
        "  length",
        "  - 1.96 s (49 frames)",
        "  + 4.84 s (121 frames)",
        "  camera",
        "  - medium, static, eye level",
        "  + close-up, push in, eye level, on MARA",
    ]


def test_of_several_lines_only_those_that_differ_are_said(database: Database) -> None:
    first = Line(speaker="ID_A", text="One.", start=0.2, end=0.6)
    second = Line(speaker="ID_A", text="Two.", start=1.0, end=1.5)
    with database.write("user") as session:
        film = board.film(session, drafts.planned(session))
        row = board.shots(session, film.id)[0]
        planning.change_shot(session, row.id, row.version, {"lines": (first, second)})
        row = board.shot_row(session, row.id)
        before = planned(session, film, row)
        whispered = second.model_copy(update={"delivery": "whispering", "voice_over": True})
        planning.change_shot(session, row.id, row.version, {"lines": (first, whispered)})
        (found,) = conditions(before, planned(session, film, board.shot_row(session, row.id)))
    assert found.before == ("MARA: “Two.” (1.00–1.50 s)",)
    assert found.after == ("MARA, whispering, unseen: “Two.” (1.00–1.50 s)",)


def test_a_cut_and_a_thing_that_were_not_there_have_no_before(database: Database) -> None:
    cut = Setup(frame=24, camera=Camera(scale=Scale.CLOSE))
    found = {one.field: (one.before, one.after) for one in _changed(database, cuts=(cut,), props=("lamp",))}
    assert found == {
        "cuts": ((), ("from frame 24: close-up, static, eye level",)),
        "props": ((), ("lamp",)),
    }


def test_two_takes_differ_in_seed_alone_when_the_same_was_asked(home: Home) -> None:
    home.make(SHORT)
    shot = home.shots()[-1]
    with home.database.write("user") as session:
        taking.ask_retake(session, shot.id)
        job_id = jobs.enqueue(session, home.film().id, "make", {})
    home.run(job_id)
    with home.database.read() as session:
        first, second = viewing.takes(session, shot.id)
    found = takes(first, second)
    assert [(one.part, one.field) for one in found if one.part != "measured"] == [("made with", "seed")]
    assert found[0].before == (str(first.request.seed),)


def test_a_take_says_which_memories_it_has_that_the_other_had_not(home: Home) -> None:
    home.make()
    first, *_, last = home.takes()
    (found,) = (one for one in takes(first, last) if one.part == "remembers")
    assert (found.before, len(found.after)) == ((), len(last.slots))
    assert last.slots[0].source in found.after[0]
