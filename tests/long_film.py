"""A film of many short shots, planned by hand and rendered by whatever camera the home has."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from agent.inputs import ground_of, inputs
from agent.nodes.condition import asked
from generator.interface import FPS, SAMPLE_RATE, Clip, Line, Measures, Moment
from generator.lab import Lab
from tests.making import Home
from tests.tools import drafts
from tools import board, jobs, planning, takes
from tools.db import Database, open_database
from tools.digests import digest
from tools.records import JobState, Reason, SlotKind
from tools.store import Blob
from tools.story import CardDraft, CastDraft, Coverage, Performance, ShotDraft, ShotListDraft

MARA, TOM = "ID_A", "ID_B"
COAT = "yellow oilskin coat, dark boots"
CAST = CastDraft(
    characters=(
        CardDraft(tag=MARA, name="Mara", appearance="60s", wardrobe=COAT, voice="rough"),
        CardDraft(tag=TOM, name="Tom", appearance="19, freckled", wardrobe="grey jumper", voice="bright"),
    )
)
_PEOPLE: tuple[tuple[str, ...], ...] = ((MARA,), (TOM,), (MARA, TOM), (), (MARA,))
_THINGS = ("lamp", "letter", "rope", "boat", "kettle", "ledger", "key")


class Plain(Lab):
    """A lab that measures takes as ever and puts no film together: the cut is tested elsewhere."""

    def join(self, reels: object, film: Path) -> None:  # noqa: ARG002
        film.write_text("")

    def contact_sheet(self, frames: object, title: str, sheet: Path, counted: str = "shot") -> None:  # noqa: ARG002
        sheet.write_text("")


def shot(index: int) -> ShotDraft:
    """A third of a second; every third shot is spoken in, two in three play in the first scene."""
    people = _PEOPLE[index % len(_PEOPLE)]
    thing = _THINGS[index % len(_THINGS)]
    spoken = people and index % 3 == 0
    return ShotDraft(
        scene=20 if index % 3 == 2 else 10,
        coverage=Coverage.SINGLE,
        frames=9,
        action=f"The {thing} is moved, for the {index}th time.",
        people=tuple(Performance(tag=tag, action="waits") for tag in people),
        lines=(Line(speaker=people[0], text=f"This is {index}.", start=0.05, end=0.3),) if spoken else (),
        props=(thing,),
    )


def plan(home: Home, count: int) -> int:
    """A film up to its confirmed shot list; gives its id."""
    with home.database.write("user") as session:
        film_id = drafts.film(session)
        planning.write_story(session, film_id, drafts.STORY, "house 1")
        planning.confirm_story(session, film_id)
        planning.write_cast(session, film_id, CAST)
        planning.write_scenes(session, film_id, drafts.SCENES)
        planning.write_shots(session, film_id, ShotListDraft(shots=tuple(map(shot, range(count)))))
        planning.confirm_plan(session, film_id)
    return film_id


def render(home: Home, film_id: int) -> None:
    """Render whatever of a film waits to be."""
    with home.database.write("user") as session:
        job_id = jobs.enqueue(session, film_id, "make", {})
    assert home.run(job_id, lab=Plain()).state is JobState.DONE


def make(home: Home, count: int) -> board.FilmRow:
    """A finished film of so many shots."""
    render(home, plan(home, count))
    return home.film()


def finished(migrated: Path, folder: Path, count: int) -> Path:
    """A home with a finished film in it, to be copied for every test."""
    shutil.copy(migrated, folder / "dailies.db")
    home = Home(open_database(f"sqlite:///{folder / 'dailies.db'}"), folder)
    make(home, count)
    home.database.close()
    return folder


def copied(made: Path, folder: Path) -> Home:
    """A home of one's own with the same film in it."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return Home(open_database(f"sqlite:///{folder / 'dailies.db'}"), folder)


def filmed(database: Database, count: int) -> int:
    """A film whose takes are rows only, never rendered; each remembers the two before it. Gives its id."""
    film_id = plan(Home(database, Path()), count)
    past: list[int] = []
    with database.write("director") as session:
        film = board.film(session, film_id)
        for row in board.shots(session, film_id):
            past.append(take(session, film, row, past[-2:]))
    return film_id


def take(session: Session, film: board.FilmRow, row: board.ShotRow, sources: Sequence[int]) -> int:
    """A rendered take of a shot as it is planned now, remembering these takes; gives its id."""
    on, number = ground_of(session, film, row), row.takes
    memories = [_memory(source) for source in sources]
    opening = takes.Opening(
        shot_id=row.id,
        request=asked(film, on.meant, "released").model_copy(update={"seed": number}),
        engine="slate",
        engine_version="1",
        memories=memories,
        inputs=inputs(on, ("slate", "1"), memories),
        skill="house 1",
    )
    take_id = takes.open_take(session, opening)
    takes.finish_take(session, take_id, _rushes(f"{row.code} {number}", row.plan.frames))
    return take_id


def _memory(source: int) -> takes.Memory:
    return takes.Memory(SlotKind.DYNAMIC, Reason.SCENE, "the same place", 0.5, 4, 0.0, 0.3, False, "", source)


def _rushes(name: str, frames: int) -> takes.Rushes:
    clip, sound, still = (Blob(digest(f"{name} {part}"), f".{part}", 1) for part in ("mp4", "flac", "png"))
    nowhere = Path()
    return takes.Rushes(
        clip=clip,
        sound=sound,
        still=still,
        facts=Clip(nowhere, nowhere, frames, 128, 128, frames * SAMPLE_RATE // FPS),
        moment=Moment(4, 0, 8, 0.0, 0.3, 1.0, nowhere),
        measures=Measures(
            seconds=frames / FPS,
            loudness_lufs=-16.0,
            peak_dbfs=-3.0,
            clipped_samples=0,
            black_frames=0,
            frozen_frames=0,
        ),
        seconds=1.0,
    )
