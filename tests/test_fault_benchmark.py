"""A small part of ``python -m benchmarks faults``: two clips of one person, with every fault there is."""

from __future__ import annotations

import pytest

from benchmarks.clean_clips import HELD, TUNED, clean
from benchmarks.faults import EXPECTED, partner, story


@pytest.mark.slow
def test_every_planted_fault_is_found_and_nothing_in_a_clean_clip() -> None:
    trials = story(0, shots=2)
    assert {trial.fault for trial in trials if trial.fault} == set(EXPECTED)
    assert [trial for trial in trials if trial.found is not bool(trial.fault)] == []


def test_the_clips_the_thresholds_were_set_on_are_not_those_they_are_judged_on() -> None:
    tuned, held = clean(TUNED), clean(HELD)
    assert len(tuned) == len(held) == 120
    assert not {request.model_dump_json(exclude={"code"}) for request in tuned} & {
        request.model_dump_json(exclude={"code"}) for request in held
    }


def test_nobody_is_swapped_for_themselves() -> None:
    assert all(partner(person) != person for person in range(24))
