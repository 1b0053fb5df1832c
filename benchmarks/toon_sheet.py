"""A page on which films of one tale lie under one another, a row for every way."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.toon_filming import Reel, Way, film
from generator.interface import Frame
from generator.sheet import contact_sheet

ACROSS = 4
"""Shots of a row."""
SCALE = 4
"""Drawn larger without smoothing: what is seen is what was made."""


def sheet(reel: Reel, ways: Sequence[Way], page: Path, seed: int = 0) -> None:
    """Film the first :data:`ACROSS` generated shots of a tale in every way and lay out their middle frames.

    Raises:
        ValueError: fewer than four ways or shots: the page would not have a row for each.
    """
    from PIL import Image

    there = len(reel.tale.shots) - reel.tale.given
    if len(ways) < ACROSS or there < ACROSS:
        raise ValueError(f"got {len(ways)} ways of {there} shots, expected at least {ACROSS} of each")
    with tempfile.TemporaryDirectory() as folder:
        frames = []
        for way in ways:
            for shown, column in zip(film(reel, way, seed), range(ACROSS), strict=False):
                shot = reel.tale.shots[shown.position]
                picture = Path(folder) / f"{way.name}-{column}.png"
                pixels = Image.fromarray(shown.made.frames[len(shown.made.frames) // 2])
                pixels.resize((pixels.width * SCALE, pixels.height * SCALE), Image.Resampling.NEAREST).save(
                    picture
                )
                who = " and ".join(f"ID_{chr(ord('A') + person.tag)}" for person in shot.people)
                frames.append(Frame(picture, way.name, f"{who}, {shot.scene.name.lower()}"))
        contact_sheet(frames, "Toon world: the same shots with different memories", page, "picture")


def as_jpeg(picture: Path, page: Path) -> None:
    """A PNG as the JPEG that a page of the documentation shows."""
    from PIL import Image

    page.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as image:
        image.convert("RGB").save(page, quality=84, optimize=True, progressive=True)
