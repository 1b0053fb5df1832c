"""Of several takes the best is circled, and said to be."""

from __future__ import annotations

import pytest

from tests.making import Home
from tools import jobs, notes, retaking, takes
from tools.errors import ToolError
from tools.records import NoteCategory, ShotStatus

SHORT = "Title: The Lamp\n\nINT. LAMP ROOM - NIGHT\n\nMARA (60s) trims the lamp.\n"


@pytest.fixture
def three(home: Home) -> list[int]:
    """Three takes of one shot, oldest first, all clean."""
    home.make(SHORT)
    shot, film_id = home.shots()[0], home.film().id
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id, count=2)
        job_id = jobs.enqueue(session, film_id, "make", {})
    home.run(job_id)
    return [take.id for take in home.takes() if take.shot_id == shot.id]


def remark(home: Home, take_id: int, author: str = "measures", count: int = 1) -> None:
    with home.database.write("critic") as session:
        for number in range(count):
            notes.add_note(session, take_id, f"fault {number}", NoteCategory.LAYOUT, author=author)


def best(home: Home, of: list[int]) -> int:
    with home.database.write("critic") as session:
        return retaking.circle_best(session, of)


def test_the_take_with_the_fewest_findings_is_circled_and_waits_for_its_review(
    home: Home, three: list[int]
) -> None:
    remark(home, three[0], count=2)
    remark(home, three[2])
    assert best(home, three) == three[1]
    shot = home.shots()[0]
    assert (shot.take_id, shot.status) == (three[1], ShotStatus.REVIEW)
    assert home.takes()[1].verdict == "clean; the best of 3 takes"


def test_of_equals_the_newest_counts_and_what_the_user_says_is_no_finding(
    home: Home, three: list[int]
) -> None:
    remark(home, three[2], author="user", count=3)
    assert best(home, three) == three[2]


def test_done_twice_it_says_so_once(home: Home, three: list[int]) -> None:
    assert best(home, three) == best(home, three)
    assert home.takes()[2].verdict.count("the best of") == 1


def test_takes_of_two_shots_cannot_be_compared(home: Home) -> None:
    home.make()
    with pytest.raises(ToolError, match="expected some of one shot"):
        best(home, [take.id for take in home.takes()])


def test_the_newest_takes_come_oldest_first(home: Home, three: list[int]) -> None:
    with home.database.read() as session:
        assert retaking.newest_takes(session, home.shots()[0].id, 2) == three[1:]
        assert retaking.found_in(session, three) == dict.fromkeys(three, 0)
