from __future__ import annotations

import pytest

from generator.animatic.places.exteriors import PLACES
from generator.animatic.places.rooms import DRAWN
from generator.animatic.sound.ambience import KINDS, PLACE_LUFS, ambience, layers
from generator.interface import SAMPLE_RATE, Place
from generator.loudness import loudness


def place(name: str, time: str = "DAY", *, inside: bool = False) -> Place:
    heading = f"{'INT' if inside else 'EXT'}. {name} - {time}"
    return Place(heading=heading, name=name, time=time, interior=inside)


def test_every_kind_of_place_that_is_drawn_has_a_bed_of_its_own() -> None:
    outside = {kind for kind in PLACES if not kind.startswith(("platform w", "country"))}
    assert set(DRAWN) | outside == set(KINDS)


@pytest.mark.parametrize(
    ("name", "inside", "heard"),
    [
        ("MOON", False, ("void",)),
        ("CORAL REEF", False, ("under water",)),
        ("DREAM", True, ("dream air", "void")),
        ("STADIUM", False, ("crowd", "wind")),
        ("RIVER", False, ("stream", "birds")),
        ("湖边", False, ("lapping water", "frogs", "birds")),
        ("PARK", False, ("birds", "children")),
        ("CASTLE", True, ("howling wind", "fire")),
        ("THRONE ROOM", True, ("nave", "fire")),
        ("FACTORY", True, ("machines",)),
    ],
)
def test_a_bed_is_that_of_the_very_place(name: str, inside: bool, heard: tuple[str, ...]) -> None:
    assert layers(place(name, inside=inside), "")[: len(heard)] == heard


def test_a_place_sounds_of_its_hour() -> None:
    assert "children" in layers(place("SCHOOL", inside=True), "")
    assert "children" not in layers(place("SCHOOL", "NIGHT", inside=True), "")
    assert "keyboard" not in layers(place("OFFICE", "NIGHT", inside=True), "")
    assert "owl" in layers(place("GRAVEYARD", "NIGHT"), "")
    assert "owl" not in layers(place("GRAVEYARD"), "")
    assert layers(place("SWAMP", "NIGHT"), "") != layers(place("SWAMP"), "")


def test_next_to_nothing_is_heard_on_the_moon() -> None:
    levels = {name: loudness(ambience(place(name), "", 4 * SAMPLE_RATE)) for name in ("MOON", "FIELD")}
    assert levels["MOON"] is not None
    assert levels["FIELD"] is not None
    assert levels["FIELD"] == pytest.approx(PLACE_LUFS, abs=2.0)
    assert levels["MOON"] < levels["FIELD"] - 8
