"""What a take keeps of the camera: what it generated, and how it was set up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from agent.crew import Happening
from generator.interface import Cancelled, Clip, Media, Progress, ShotRequest
from generator.slate import Slate
from tests.making import Home
from tools import board, jobs
from tools.records import KeyMoment, TakeState

SCRIPT = """INT. LAMP ROOM - NIGHT

MARA trims the lamp.

MARA
The boat is late.

JONAS comes up the stairs.

JONAS
Read this.

MARA
Then we keep the lamp lit.
"""
SETUP = {"profile": "random-tiny", "policy": "1.5", "residency": "resident"}


class Keeping(Slate):
    """A slate that keeps latents, other ones for every request."""

    def __init__(self, setup: dict[str, str] | None = None) -> None:
        self.capabilities = Slate.capabilities.model_copy(update={"name": "keeping", "facts": setup or SETUP})
        self.rendered = 0

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        self.rendered += 1
        latents = folder / "latents.safetensors"
        latents.write_bytes(request.digest("keeping", "1").encode())
        return replace(super().render(request, folder, media, progress), latents=latents)


@pytest.fixture
def kept(home: Home) -> Home:
    """A film whose camera keeps latents."""
    home.camera = Keeping()
    home.make(SCRIPT)
    return home


def test_a_take_keeps_what_the_camera_generated_as_media(kept: Home) -> None:
    with kept.database.read() as session:
        registered = board.missing_media(session, lambda _: False)
    for take in kept.takes():
        assert kept.store.path(take.latents or "").read_bytes() == take.digest.encode()
        assert kept.store.path(take.latents or "").suffix == ".safetensors"
        assert take.latents in registered


def test_a_later_take_is_given_the_latents_of_the_very_clip_it_remembers(kept: Home) -> None:
    takes = kept.takes()
    latents = {take.clip: take.latents for take in takes}
    slots = [slot for take in takes for slot in take.request.slots]
    assert len(slots) > 3
    assert all(slot.latents == latents[slot.clip] for slot in slots)


def test_a_camera_that_keeps_none_is_remembered_without(home: Home) -> None:
    home.make(SCRIPT)
    takes = home.takes()
    assert {take.latents for take in takes} == {None}
    assert {slot.latents for take in takes for slot in take.request.slots} == {""}
    assert {frozenset(take.camera) for take in takes} == {frozenset()}


def test_the_window_of_a_slot_is_the_key_moment_of_its_clip(kept: Home) -> None:
    takes = {take.clip: take for take in kept.takes()}
    with kept.database.read() as session:
        moments = {m.take_id: m for m in session.scalars(select(KeyMoment))}
        session.expunge_all()
    for slot in [slot for take in takes.values() for slot in take.request.slots]:
        source = takes[slot.clip]
        moment, seconds = moments[source.id], source.request.frames / source.request.fps
        assert (slot.frame, slot.audio_start, slot.audio_end, slot.picture) == (
            moment.frame,
            moment.audio_start,
            moment.audio_end,
            moment.still,
        )
        assert moment.first_frame <= slot.frame <= moment.last_frame < source.request.frames
        assert 0 <= slot.audio_start < slot.audio_end <= seconds
        assert slot.voice in {"", source.sound}


def test_a_clip_used_again_brings_its_latents_and_the_set_up_that_made_it(kept: Home) -> None:
    first, kept.camera = kept.takes(), Keeping(SETUP | {"residency": "streamed"})
    kept.make(SCRIPT)
    assert kept.camera.rendered == 0
    assert [take.latents for take in kept.takes()] == [take.latents for take in first]
    assert all(take.reused and take.camera == SETUP for take in kept.takes())


def test_latents_that_are_gone_from_the_disk_are_generated_again(kept: Home) -> None:
    lost, kept.camera = kept.takes()[2].latents or "", Keeping()
    kept.store.path(lost).unlink()
    kept.make(SCRIPT)
    assert kept.camera.rendered == 1
    assert kept.takes()[2].latents == lost
    assert kept.store.sound(lost)


def test_the_journal_tells_what_was_set_up_and_what_was_generated(kept: Home) -> None:
    take = kept.takes()[0]
    with kept.database.read() as session:
        entries = board.journal(session, kept.film().id)
    opened, finished = (
        next(
            change
            for entry in entries
            if entry.tool == tool
            for change in entry.changes
            if (change["table"], change["id"]) == ("take", take.id)
        )
        for tool in ("takes.open_take", "takes.finish_take")
    )
    assert opened["after"]["camera"] == SETUP
    assert (finished["before"]["latents"], finished["after"]["latents"]) == (None, take.latents)
    assert "camera" not in finished["after"]


def test_a_take_left_open_tells_of_the_camera_that_finished_it(home: Home) -> None:
    def stop_at_the_first(happening: Happening) -> None:
        if happening.step == "render":
            raise Cancelled

    home.camera = Keeping(SETUP | {"residency": "streamed"})
    home.run(home.begin(SCRIPT), "yes")
    with home.database.write("user") as session:
        jobs.tell(session, 1, "yes")
    home.run(1, report=stop_at_the_first)
    (left,) = home.takes()
    assert (left.state, left.camera["residency"]) == (TakeState.OPEN, "streamed")
    home.camera = Keeping()
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    home.run(again)
    done = home.takes()[0]
    assert (done.id, done.state, done.camera) == (left.id, TakeState.RENDERED, SETUP)
