from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from agent.crew import Review
from generator.interface import Frame
from generator.lab import Lab
from tests.making import Home
from tests.tools import drafts, filmed
from tools import board, jobs, revising, takes, viewing
from tools.db import Database
from tools.errors import NotFound, ToolError
from tools.records import ShotStatus

SHORT = "Title: The Lamp\n\nINT. LAMP ROOM - NIGHT\n\nMARA (60s) trims the lamp.\n"


@pytest.fixture
def shot_id(database: Database) -> int:
    with database.write() as session:
        return board.shots(session, drafts.planned(session))[0].id


def _again(home: Home, review: Review = Review.LATER, *answers: str) -> None:
    film = home.film()
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, film.id, "make", {})
    home.run(job_id, *answers, review=review)


def _row(home: Home, shot_id: int) -> board.ShotRow:
    with home.database.read() as session:
        return board.shot_row(session, shot_id)


def test_again_is_the_same_request_with_a_new_seed(home: Home) -> None:
    home.make(SHORT)
    with home.database.write("user") as session:
        takes.ask_retake(session, home.shots()[0].id)
    _again(home)
    first, second, *_ = home.takes()
    assert first.request.seed != second.request.seed
    assert first.request == second.request.model_copy(update={"seed": first.request.seed})


def test_the_same_seed_is_used_once_and_the_next_take_has_its_own_again(home: Home) -> None:
    home.make(SHORT)
    shot = home.shots()[0]
    with home.database.write("user") as session:
        revising.change_scene(session, shot.scene_id, {"light": "one candle"})
        takes.ask_retake(session, shot.id, same_seed=True)
    _again(home)
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id)
    _again(home)
    first, second, third = home.takes()[:3]
    assert (second.request.seed, second.request.place.light) == (first.request.seed, "one candle")
    assert third.request.seed not in {first.request.seed, second.request.seed}
    assert _row(home, shot.id).seed is None


@pytest.mark.parametrize("review", [Review.LATER, Review.APPROVE])
def test_several_takes_are_made_of_one_shot_and_laid_side_by_side(home: Home, review: Review) -> None:
    home.make(SHORT)
    shot, others = home.shots()[0], len(home.takes()) - 1
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id, count=4)
    _again(home, review)
    with home.database.read() as session:
        made = viewing.takes(session, shot.id)
    assert len({take.request.seed for take in made}) == len(made) == 5
    assert len(home.takes()) == 5 + others
    row = _row(home, shot.id)
    wanted = ShotStatus.REVIEW if review is Review.LATER else ShotStatus.APPROVED
    assert (row.wanted, row.status, row.take_number) == (0, wanted, 5)
    assert (home.folder / "film" / "takes" / f"{shot.code}.png").is_file()
    assert any("side by side" in happening.words for happening in home.happenings)


class Counting(Lab):
    """A lab that keeps what its contact sheets are said to show."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}

    def contact_sheet(self, frames: Sequence[Frame], title: str, sheet: Path, counted: str = "shot") -> None:
        self.sheets[sheet.name] = f"{len(frames)} {counted}"
        super().contact_sheet(frames, title, sheet, counted)


def test_the_sheet_of_a_shot_counts_takes_and_that_of_the_film_shots(home: Home) -> None:
    home.make(SHORT)
    shot, lab = home.shots()[0], Counting()
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id, count=2)
        job_id = jobs.enqueue(session, home.film().id, "make", {})
    home.run(job_id, lab=lab)
    assert lab.sheets == {f"{shot.code}.png": "3 take", "contact-sheet.png": f"{len(home.shots())} shot"}


def test_while_more_takes_are_wanted_nobody_is_asked(home: Home) -> None:
    home.make(SHORT)
    shot = home.shots()[0]
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id, count=2)
    _again(home, Review.EACH, "later")
    assert _row(home, shot.id).take_number == 3
    home.database.close()


def test_an_older_take_can_be_approved_and_the_newer_one_is_kept(database: Database, shot_id: int) -> None:
    with database.write() as session:
        first, second = (filmed.take(session, shot_id, seed) for seed in (1, 2))
        takes.ask_retake(session, shot_id, count=3)
        takes.approve(session, first)
        row = board.shot_row(session, shot_id)
        assert (row.take_id, row.status, row.wanted) == (first, ShotStatus.APPROVED, 0)
        assert [take.id for take in viewing.takes(session, shot_id)] == [first, second]


def test_a_take_of_a_shot_that_is_left_out_is_not_approved(database: Database, shot_id: int) -> None:
    with database.write() as session:
        take_id = filmed.take(session, shot_id)
        revising.omit_shot(session, shot_id)
    with pytest.raises(ToolError, match="left out of the film"), database.write() as session:
        takes.approve(session, take_id)


@pytest.mark.parametrize(
    ("count", "same_seed", "words"),
    [(0, False, "expected 1 to 8"), (9, False, "expected 1 to 8"), (2, True, "would be one take")],
)
def test_takes_that_cannot_be_are_refused(
    database: Database, shot_id: int, count: int, same_seed: bool, words: str
) -> None:
    with database.write() as session:
        filmed.take(session, shot_id)
    with pytest.raises(ToolError, match=words), database.write() as session:
        takes.ask_retake(session, shot_id, count=count, same_seed=same_seed)


def test_there_is_no_seed_to_use_again_before_the_first_take(database: Database, shot_id: int) -> None:
    with pytest.raises(ToolError, match="no take yet"), database.write() as session:
        takes.ask_retake(session, shot_id, same_seed=True)


def test_a_take_is_found_by_its_number(database: Database, shot_id: int) -> None:
    with database.write() as session:
        first, second = (filmed.take(session, shot_id, seed) for seed in (1, 2))
        assert [viewing.numbered(session, shot_id, name).id for name in ("v001", "2", "V2")] == [
            first,
            second,
            second,
        ]
        with pytest.raises(NotFound, match="v001, v002"):
            viewing.numbered(session, shot_id, "v003")


def test_a_retake_that_was_cut_short_is_taken_up_by_the_next_job(database: Database, shot_id: int) -> None:
    with database.write() as session:
        take_id = filmed.take(session, shot_id)
        others = [s.id for s in board.shots(session, 1)[1:]]
        for other in others:
            filmed.take(session, other)
        assert board.next_shot(session, 1) is None
        request = viewing.take(session, take_id).request.model_copy(update={"seed": 9})
        takes.open_take(session, takes.Opening(shot_id, request, "slate", "1"))
        assert board.next_shot(session, 1) == shot_id
