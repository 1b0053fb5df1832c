from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from generator.interface import Camera, Figure, Scale
from tests.generator.animatic_shots import pictures, request, silence

FULL = Camera(scale=Scale.FULL)


def robot(wardrobe: str, action: str = "") -> npt.NDArray[np.int64]:
    figure = Figure(tag="ID_A", name="Unit", appearance="a grey robot", wardrobe=wardrobe, action=action)
    asked = request(figures=(figure,), frames=33, camera=FULL)
    return pictures(asked, 30, sound=silence(asked))[0].astype(int)


@pytest.mark.parametrize("wardrobe", ["red scarf", "red tie", "red cap", "red apron"])
def test_a_robot_wears_what_its_card_says(wardrobe: str) -> None:
    bare, worn = robot(""), robot(wardrobe)
    red = (worn[:, :, 2] > worn[:, :, 1] + 40) & (worn[:, :, 2] > worn[:, :, 0] + 40)
    new = red & (np.abs(worn - bare).max(axis=2) > 30)
    assert new.sum() > 12


def test_a_robot_from_behind_keeps_its_scarf() -> None:
    bare, worn = robot("", "stares out of the window"), robot("red scarf", "stares out of the window")
    assert (np.abs(worn - bare).max(axis=2) > 30).sum() > 12


@pytest.mark.parametrize("kind", ["dog", "horse", "bear"])
@pytest.mark.parametrize("wardrobe", ["red scarf", "red cap"])
def test_an_animal_on_four_legs_wears_its_scarf_and_its_hat(kind: str, wardrobe: str) -> None:
    def drawn(clothes: str) -> npt.NDArray[np.int64]:
        figure = Figure(tag="ID_A", name="Bruno", appearance=f"a grey {kind}", wardrobe=clothes)
        asked = request(figures=(figure,), frames=9, camera=FULL)
        return pictures(asked, 4, sound=silence(asked))[0].astype(int)

    bare, worn = drawn(""), drawn(wardrobe)
    red = (worn[:, :, 2] > worn[:, :, 1] + 40) & (worn[:, :, 2] > worn[:, :, 0] + 40)
    assert (red & (np.abs(worn - bare).max(axis=2) > 30)).sum() > 20
