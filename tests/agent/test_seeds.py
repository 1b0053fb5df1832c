from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent.seeds import seed_for, seed_of
from tests.tools import drafts, filmed
from tools import board, takes
from tools.db import Database


@given(st.integers(0, 2**40), st.integers(0, 50))
def test_every_take_of_a_shot_has_a_seed_of_its_own(film_seed: int, rendered: int) -> None:
    seeds = {seed_of(film_seed, "010_0020", rendered + n) for n in range(8)}
    assert len(seeds) == 8
    assert all(0 <= seed < 2**32 for seed in seeds)


def test_the_seed_that_was_asked_for_is_used_else_the_shots_own(database: Database) -> None:
    with database.write() as session:
        shot = board.shots(session, drafts.planned(session))[0]
        assert seed_for(7, shot, 2) == seed_of(7, "010_0010", 2)
        filmed.take(session, shot.id, seed=1234)
        takes.ask_retake(session, shot.id, same_seed=True)
        assert seed_for(7, board.shot_row(session, shot.id), 2) == 1234
