from __future__ import annotations

import pytest

from generator.animatic.acting.pose import Act, Pose
from generator.animatic.cards.look import Look, look_of
from generator.animatic.creatures.wild import head_of
from generator.animatic.people.extents import extent_of
from generator.interface import Figure
from tests.generator.animatic_shots import TOM


def animal(words: str, name: str = "Rex") -> Look:
    return look_of(Figure(tag="ID_A", name=name, appearance=words))


def tall(look: Look) -> float:
    """Metres from the paws to the top."""
    return -extent_of(look, Pose(Act()))[0].top


@pytest.mark.parametrize("kind", ["dog", "cat", "bear", "bird", "frog"])
@pytest.mark.parametrize("name", ["Rex", "Biscuit", "Anna"])
def test_a_small_animal_is_a_quarter_smaller_and_a_large_one_a_fifth_larger(kind: str, name: str) -> None:
    usual = tall(animal(f"a brown {kind}", name))
    assert tall(animal(f"a small brown {kind}", name)) == pytest.approx(0.77 * usual, rel=0.07)
    for word in ("big", "huge", "large"):
        assert tall(animal(f"a {word} brown {kind}", name)) == pytest.approx(1.2 * usual, rel=0.07)


def test_a_dog_is_well_below_the_chin_of_a_child() -> None:
    child = look_of(TOM)
    chin = -head_of(animal("a dog"), Pose(Act())).at[1]
    assert chin < 0.55 * child.height
    assert tall(animal("a puppy")) < tall(animal("a dog"))
