"""The camera's own memory, without a director: first three, last four, each by its fullest window."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from generator.echo.engine import Echo, Setup
from generator.echo.native import Story
from generator.echo.policy import RELEASES, Switches, Version
from generator.interface import (
    Cancelled,
    Capabilities,
    Clip,
    Media,
    MemorySlot,
    Place,
    Progress,
    ShotRequest,
)
from generator.media import encode

FRAMES = 241
BURST = 5.0
"""Second at which the sound of :class:`Loud` is loudest."""


@dataclass
class Loud:
    """A camera that makes a silent shot with one burst of noise, and keeps what it was asked."""

    asked: list[tuple[MemorySlot, ...]] = field(default_factory=list)
    capabilities = Capabilities(name="loud", version="1", min_side=32)

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        for slot in request.slots:
            assert media(slot.clip).exists()
        progress(0.5)
        self.asked.append(request.slots)
        samples = request.frames * 1920
        sound = np.zeros((2, samples), np.float32)
        first = min(int(BURST * 48_000), samples - 9600)
        noise = np.random.default_rng(request.seed).uniform(-0.5, 0.5, (2, 9600))
        sound[:, first : first + 9600] = noise
        card = np.full((request.height, request.width, 4), request.seed % 256, np.uint8)
        picture, lossless = encode(
            (card for _ in range(request.frames)), sound, folder, width=request.width, height=request.height
        )
        return Clip(picture, lossless, request.frames, request.width, request.height, samples)


def request(number: int, frames: int = FRAMES) -> ShotRequest:
    return ShotRequest(
        code=f"STORY_010_{number:04d}",
        prompt=f"Shot {number}.",
        width=96,
        height=64,
        frames=frames,
        seed=number,
        place=Place(heading="INT. LAMP ROOM - NIGHT"),
    )


def shoot(story: Story, folder: Path, numbers: range, frames: int = FRAMES) -> None:
    for number in numbers:
        into = folder / str(number)
        into.mkdir()
        story.shoot(request(number, frames), into)


def test_a_shot_remembers_the_first_three_and_the_latest_four(tmp_path: Path) -> None:
    camera = Loud()
    shoot(Story(camera), tmp_path, range(10), frames=9)
    names = [[slot.clip for slot in slots] for slots in camera.asked]
    clips = names[-1][:3]
    assert [len(slots) for slots in names] == [0, 1, 2, 3, 4, 5, 6, 7, 7, 7]
    assert all(slots[:3] == clips for slots in names[3:])
    assert [slot.ordinal for slot in camera.asked[-1]] == list(range(7))
    assert len(set(names[-1])) == 7


def test_at_the_true_rate_the_burst_and_its_picture_are_kept(tmp_path: Path) -> None:
    story = Story(Loud(), Switches(window_rate_slip=False))
    shoot(story, tmp_path, range(1))
    (slot,) = story.bank.slots
    assert slot.audio_start < BURST < slot.audio_end
    assert slot.audio_end - slot.audio_start == pytest.approx(96 / 25)
    assert abs(slot.frame - (slot.audio_start + slot.audio_end) / 2 * 25) <= 2


def test_by_the_slip_of_the_release_the_picture_is_the_last_one(tmp_path: Path) -> None:
    story = Story(Loud())
    shoot(story, tmp_path, range(1))
    (slot,) = story.bank.slots
    assert slot.audio_start < BURST < slot.audio_end, "the sound is right, for it is counted by proportion"
    assert slot.frame == FRAMES - 1, "the frame comes three times too late"


def test_a_cancelled_shot_is_not_remembered(tmp_path: Path) -> None:
    def stop(_: float) -> None:
        raise Cancelled

    story = Story(Loud())
    with pytest.raises(Cancelled):
        story.shoot(request(0), tmp_path, stop)
    assert story.bank.slots == ()


@pytest.mark.parametrize("version", RELEASES)
def test_the_camera_remembers_on_its_own_and_the_story_can_be_told_again(
    version: Version, tmp_path: Path
) -> None:
    camera = Echo(Setup(version=version))
    told = []
    for once in ("first", "again"):
        story, folder = Story(camera), tmp_path / once
        folder.mkdir()
        shoot(story, folder, range(3), frames=9)
        told.append([slot.clip for slot in story.bank.slots])
    assert told[0] == told[1]
    assert len(set(told[0])) == 3
