"""What a camera knows to be true of a clip is kept beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app import tables
from generator.interface import Clip, Media, Progress, ShotRequest
from generator.slate import Slate
from generator.truth import PlaceTruth, SetupTruth, Truth, read_truth, write_truth
from tests.making import Home
from tools import board

SCRIPT = "INT. LAMP ROOM - NIGHT\n\nMARA trims the lamp.\n\nMARA\nThe boat is late.\n"


class Witness(Slate):
    """A slate that knows its set-ups."""

    capabilities = Slate.capabilities.model_copy(update={"name": "witness"})

    def __init__(self) -> None:
        self.rendered = 0

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        self.rendered += 1
        truth = write_truth(_truth(request), folder / "truth.json")
        return replace(super().render(request, folder, media, progress), truth=truth)


def _truth(request: ShotRequest) -> Truth:
    return Truth(
        width=request.width,
        height=request.height,
        frames=request.frames,
        fps=request.fps,
        place=PlaceTruth(kind=request.place.name or "room", interior=request.place.interior, hour="night"),
        setups=tuple(SetupTruth(first=a, after=b, camera=camera) for a, b, camera in request.setups),
        view=((0.0, 1.0, 2.0),) * request.frames,
        figures=(),
        lines=(),
    )


@pytest.fixture
def told(home: Home) -> Home:
    """A film whose camera knows what is true."""
    home.camera = Witness()
    home.make(SCRIPT)
    return home


def test_a_take_keeps_what_is_true_of_its_clip_as_media(told: Home) -> None:
    with told.database.read() as session:
        registered = board.missing_media(session, lambda _: False)
    for take in told.takes():
        file = told.store.path(take.truth or "")
        assert file.suffix == ".json"
        assert read_truth(file) == _truth(take.request)
        assert take.truth in registered
        assert tables.take_facts(told.store, take)["truth"] == str(file)


def test_a_camera_that_knows_nothing_leaves_no_truth(home: Home) -> None:
    home.make(SCRIPT)
    assert {take.truth for take in home.takes()} == {None}
    assert {tables.take_facts(home.store, take)["truth"] for take in home.takes()} == {None}


def test_a_clip_used_again_brings_its_truth(told: Home) -> None:
    first, told.camera = told.takes(), Witness()
    told.make(SCRIPT)
    assert told.camera.rendered == 0
    assert [take.truth for take in told.takes()] == [take.truth for take in first]


def test_a_truth_that_is_gone_from_the_disk_is_made_again(told: Home) -> None:
    lost, told.camera = told.takes()[0].truth or "", Witness()
    told.store.path(lost).unlink()
    told.make(SCRIPT)
    assert told.store.sound(lost)


def test_the_manifest_of_a_cut_names_the_truth_of_every_shot(told: Home) -> None:
    manifest = json.loads((Path(told.film().folder) / "manifest.json").read_text())
    assert [shot["truth"] for shot in manifest["shots"]] == [take.truth for take in told.takes()]
