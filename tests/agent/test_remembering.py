"""What a take remembers is circled or pinned when it is opened, whatever the user does in between (E63)."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langgraph.runtime import Runtime
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent.kok import RECALLED
from agent.nodes.condition import condition
from agent.nodes.recall import recall
from agent.nodes.remember import remember
from agent.state import State
from generator.interface import MAX_SLOTS, Clip, Media, Progress, ShotRequest
from generator.slate import Slate
from tests import long_film
from tests.long_film import MARA
from tests.making import Home
from tools import board, pinning, revising, takes
from tools.db import Database
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Film, Shot, ShotStatus, Slot, Take, TakeState


@pytest.fixture(scope="module")
def made(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a finished film of eight shots."""
    return long_film.finished(migrated, tmp_path_factory.mktemp("eight"), 8)


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    """That film, for one test."""
    return long_film.copied(made, tmp_path / "home")


def again(home: Home, shot: board.ShotRow) -> None:
    """Another take of a shot."""
    with home.database.write("user") as session:
        takes.ask_retake(session, shot.id)
    long_film.render(home, home.film().id)


def remembered(home: Home, shot: board.ShotRow) -> dict[str, tuple[str, str]]:
    """What the newest take of a shot remembers: source to its kind and its reason in words."""
    take = [take for take in home.takes() if take.shot_id == shot.id][-1]
    return {slot.source: (slot.kind, slot.words) for slot in take.slots}


def of_kind(memories: dict[str, tuple[str, str]], kind: str) -> list[str]:
    """The sources of the slots of a kind, in their order."""
    return [source for source, (what, _) in memories.items() if what == kind]


def pin_others(home: Home, shot: board.ShotRow, count: int) -> list[str]:
    """Pin earlier takes a shot does not remember by itself, and render it again; gives their names."""
    known = remembered(home, shot)
    others = [row for row in home.shots() if row.position < shot.position]
    chosen = [row for row in others if f"{row.code} v001" not in known][:count]
    assert len(chosen) == count
    for row in chosen:
        assert row.take_id is not None
        with home.database.write("user") as session:
            pinning.pin(session, shot.id, row.take_id, "the empty pier")
    again(home, shot)
    return [f"{row.code} v001" for row in chosen]


def test_a_pin_displaces_nothing_where_there_is_a_place_for_it(home: Home) -> None:
    last = home.shots()[-1]
    before = remembered(home, last)
    assert len(of_kind(before, "dynamic")) == RECALLED - 1
    (name,) = pin_others(home, last, 1)
    after = remembered(home, last)
    assert after == before | {name: ("dynamic", "pinned by you: the empty pier")}


def test_a_pin_displaces_the_least_of_what_was_recalled_and_never_what_keeps_a_person(home: Home) -> None:
    last = home.shots()[-1]
    before = remembered(home, last)
    pins = pin_others(home, last, 2)
    after = remembered(home, last)
    assert of_kind(after, "dynamic") == pins + of_kind(before, "dynamic")[:-1]
    assert of_kind(after, "fixed") == of_kind(before, "fixed")
    assert len(after) <= MAX_SLOTS


def test_more_pins_than_there_are_places_are_named_and_the_oldest_wishes_are_met(home: Home) -> None:
    *earlier, last = home.shots()
    fixed = of_kind(remembered(home, last), "fixed")
    wished = [row for row in earlier if f"{row.code} v001" not in fixed]
    assert len(wished) == RECALLED + 1
    with home.database.write("user") as session:
        for row in wished:
            pinning.pin(session, last.id, row.take_id or 0)
    again(home, last)
    names = [f"{row.code} v001" for row in wished]
    assert of_kind(remembered(home, last), "dynamic") == names[:RECALLED]
    take = [take for take in home.takes() if take.shot_id == last.id][-1]
    assert f"pinned, but there is no place for it: {names[-1]}" in take.left_out


def test_a_replaced_take_is_remembered_only_where_it_is_pinned(home: Home) -> None:
    first, *_, last = home.shots()
    third = home.shots()[2]
    again(home, first)
    assert first.take_id is not None
    with home.database.write("user") as session:
        pinning.pin(session, last.id, first.take_id, "her old face", MARA)
    again(home, third)
    again(home, last)
    assert f"{first.code} v002" in remembered(home, third)
    assert f"{first.code} v001" not in remembered(home, third)
    kept = remembered(home, last)
    assert f"{first.code} v002" not in kept
    assert kept[f"{first.code} v001"][1].startswith("pinned by you: her old face")


def test_what_is_switched_off_is_remembered_in_no_slot_and_said_to_be_left_out(home: Home) -> None:
    last = home.shots()[-1]
    before = remembered(home, last)
    fixed, dynamic = (of_kind(before, kind)[0] for kind in ("fixed", "dynamic"))
    with home.database.write("user") as session:
        takes_by_name = {f"{take.code} v{take.number:03d}": take.id for take in home.takes()}
        pinning.switch_off(session, last.id, takes_by_name[fixed], "the wrong light")
        pinning.switch_off(session, last.id, takes_by_name[dynamic])
    again(home, last)
    after = remembered(home, last)
    assert {fixed, dynamic}.isdisjoint(after)
    take = [take for take in home.takes() if take.shot_id == last.id][-1]
    assert f"switched off by you (the wrong light): {fixed.split()[0]}" in take.left_out
    assert f"switched off by you: {dynamic.split()[0]}" in take.left_out


def test_keeping_a_take_pins_exactly_what_was_replaced(home: Home) -> None:
    first, *_, last = home.shots()
    again(home, first)
    with home.database.write("user") as session:
        kept = pinning.keep(session, last.id)
        assert kept == [first.take_id]
        assert pinning.keep(session, last.id) == []


class Watching(Slate):
    """A slate that looks, while it renders, whether the take in hand remembers what it may."""

    def __init__(self) -> None:
        self.database: Database | None = None
        self.stray: list[str] = []
        self.looked = 0

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        if self.database is not None:
            with self.database.read() as session:
                take = session.scalars(select(Take).where(Take.state == TakeState.OPEN)).one()
                kept = select(Shot.take_id).where(Shot.status != ShotStatus.OMIT)
                pins = {pin.past.take_id for pin in pinning.pinned(session, take.shot_id)}
                off = [one.shot_id for one in pinning.switched_off(session, take.shot_id)]
                gone = session.scalars(select(Take.id).where(Take.shot_id.in_(off)))
                may = (set(session.scalars(kept)) | pins) - set(gone)
                sources = session.scalars(select(Slot.source_take_id).where(Slot.take_id == take.id)).all()
            self.looked += len(sources)
            self.stray += [f"{request.code} remembers take {i}" for i in sources if i not in may]
        return super().render(request, folder, media, progress)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("retake", "approve", "pin", "unpin", "off", "omit", "render")),
        st.integers(0, 7),
        st.integers(0, 9),
    ),
    min_size=2,
    max_size=7,
)


def act(home: Home, what: str, index: int, number: int) -> None:
    """One thing a user may do."""
    shot = home.shots()[index]
    every = home.takes()
    mine = [take for take in every if take.shot_id == shot.id]
    chosen = every[number % len(every)].id
    with home.database.write("user") as session:
        match what:
            case "retake" if shot.status is not ShotStatus.OMIT:
                takes.ask_retake(session, shot.id)
            case "approve" if shot.status is not ShotStatus.OMIT:
                takes.approve(session, mine[number % len(mine)].id)
            case "pin":
                pinning.pin(session, shot.id, chosen)
            case "unpin":
                pinning.unpin(session, shot.id, chosen)
            case "off":
                pinning.switch_off(session, shot.id, chosen)
            case "omit" if shot.status is not ShotStatus.OMIT:
                revising.omit_shot(session, shot.id)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_new_take_remembers_one_that_is_neither_circled_nor_pinned(
    made: Path, steps: Sequence[tuple[str, int, int]]
) -> None:
    folder = Path(tempfile.mkdtemp())
    home = long_film.copied(made, folder)
    camera = Watching()
    home.camera, camera.database = camera, home.database
    for what, index, number in [*steps, ("retake", 6, 0), ("retake", 7, 0), ("render", 0, 0)]:
        if what == "render":
            long_film.render(home, home.film().id)
            continue
        with contextlib.suppress(ToolError):  # what cannot be done is refused, and nothing happens
            act(home, what, index, number)
    home.database.close()
    shutil.rmtree(folder)
    assert camera.stray == []
    left_out = {index for what, index, _ in steps if what == "omit"}
    assert camera.looked or {6, 7} <= left_out


def test_what_is_approved_between_remembering_and_opening_is_remembered_instead(home: Home) -> None:
    first, *_, last = home.shots()
    again(home, first)
    runtime = Runtime(context=home.crew())
    state = State(film_id=home.film().id, shot_id=last.id)
    state |= recall(state, runtime)
    state |= remember(state, runtime)
    assert first.take_id is not None
    with home.database.write("user") as session:
        takes.approve(session, first.take_id)
    condition(state, runtime)
    assert f"{first.code} v001" in remembered(home, last)
    assert f"{first.code} v002" not in remembered(home, last)


def test_what_is_switched_off_between_remembering_and_opening_is_not_remembered(home: Home) -> None:
    last = home.shots()[-1]
    gone = of_kind(remembered(home, last), "fixed")[0]
    runtime = Runtime(context=home.crew())
    state = State(film_id=home.film().id, shot_id=last.id)
    state |= recall(state, runtime)
    state |= remember(state, runtime)
    source = next(row for row in home.shots() if row.code == gone.split()[0])
    with home.database.write("user") as session:
        pinning.switch_off(session, last.id, source.take_id or 0)
    condition(state, runtime)
    assert gone not in remembered(home, last)


@pytest.mark.parametrize("policy", ["agent", "native"])
def test_a_memory_is_switched_off_by_every_policy(home: Home, policy: str) -> None:
    first, *_, last = home.shots()
    with home.database.write("user") as session:
        pinning.switch_off(session, last.id, first.take_id or 0)
        _remembering(session, home.film().id, policy)
    again(home, last)
    assert not [name for name in remembered(home, last) if name.startswith(first.code)]


@pytest.mark.parametrize("policy", ["native", "none"])
def test_the_other_policies_heed_a_pin_as_far_as_they_remember(home: Home, policy: str) -> None:
    first, *_, last = home.shots()
    again(home, first)
    assert first.take_id is not None
    with home.database.write("user") as session:
        pinning.pin(session, last.id, first.take_id)
        _remembering(session, home.film().id, policy)
    again(home, last)
    take = [take for take in home.takes() if take.shot_id == last.id][-1]
    if policy == "native":
        assert f"{first.code} v001" in remembered(home, last)
        assert f"{first.code} v002" not in remembered(home, last)
    else:
        assert take.slots == ()
        assert take.left_out == (f"pinned, but there is no place for it: {first.code} v001",)


@command
def _remembering(session: Session, film_id: int, policy: str) -> None:
    one(session, Film, film_id).memory = policy
