"""What of a plan and of the cards reaches the camera."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent.facing import directions
from generator.interface import Facing
from generator.media import write_png
from tests.making import Home
from tools import jobs
from tools.journal import command
from tools.records import Character
from tools.store import Blob
from tools.takes import register_media

TALK = """INT. BARN - DAY

MARA and TOM sit at the table.

MARA
It was here this morning. BARN.

TOM
Then somebody took it from you. BARN.

MARA
Nobody comes up here any more, and you know it very well.

TOM
I come up here every day to look at it.

MARA
At what?
"""


@command
def give_picture(session: Session, tag: str, picture: Blob) -> None:
    """Put a reference picture on somebody's card."""
    register_media(session, picture)
    session.flush()
    session.scalars(select(Character).where(Character.tag == tag)).one().cards[-1].picture = picture.sha256


def test_the_camera_is_given_the_set_ups_and_the_screen_direction_of_the_plan(home: Home) -> None:
    home.make(TALK)
    plans, requests = [s.plan for s in home.shots()], [t.request for t in home.takes()]
    assert [(r.camera, r.cuts) for r in requests] == [(p.camera, p.cuts) for p in plans]
    assert any(r.cuts for r in requests)
    assert any(r.camera.over for r in requests)
    assert [{f.tag: f.facing for f in r.figures} for r in requests] == list(directions(plans))
    looks = {f.tag: f.facing for r in requests for f in r.figures}
    assert looks == {"ID_A": Facing.RIGHT, "ID_B": Facing.LEFT}


def test_a_picture_on_a_card_reaches_the_camera_as_a_portrait(home: Home, tmp_path: Path) -> None:
    job_id = home.begin(TALK)
    home.run(job_id, "yes")
    write_png(np.zeros((8, 8, 3), np.uint8), tmp_path / "mara.png")
    picture = home.store.put(tmp_path / "mara.png")
    with home.database.write("user") as session:
        give_picture(session, "ID_A", picture)
        jobs.tell(session, job_id, "yes")
    home.run(job_id)
    portraits = {(f.tag, f.portrait) for t in home.takes() for f in t.request.figures}
    assert portraits == {("ID_A", picture.sha256), ("ID_B", "")}


def test_over_a_shoulder_only_the_face_is_remembered(home: Home) -> None:
    home.make(TALK)
    over = {t.id: t.request.camera for t in home.takes() if t.request.camera.over}
    remembered = [
        (slot.character, over[take.id])
        for slots in [t.request.slots for t in home.takes()]
        for slot in slots
        for take in home.takes()
        if slot.clip == take.clip and take.id in over
    ]
    assert remembered
    assert all(character in {"", camera.on} for character, camera in remembered)
