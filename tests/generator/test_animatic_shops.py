from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from generator.animatic.places.place import kind_of
from generator.interface import Camera, Place, Scale
from tests.generator.animatic_shots import pictures, request, silence

SHOPS = (
    "SHOP",
    "BAKERY",
    "FLORIST",
    "BOOKSHOP",
    "PHARMACY",
    "HARDWARE STORE",
    "TOY SHOP",
    "BUTCHER",
    "GROCERY",
)
CHINESE = ("面包店", "花店", "书店", "药店", "五金店", "玩具店", "肉铺", "水果店")
Numbers = npt.NDArray[np.float64]


def inside(name: str, description: str = "") -> Numbers:
    """The empty shop in a wide shot: float [H, W, 3], RGB."""
    where = Place(heading=f"INT. {name} - DAY", name=name, time="DAY", description=description)
    asked = request(place=where, figures=(), frames=1, camera=Camera(scale=Scale.WIDE))
    return pictures(asked, 0, sound=silence(asked))[0][:, :, 2::-1].astype(float)


def share(picture: Numbers, low: float, high: float) -> float:
    """How much of a picture is coloured with a hue from ``low`` to ``high`` degrees."""
    red, green, blue = np.moveaxis(picture, 2, 0)
    hue = np.degrees(np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue)) % 360
    strong = picture.max(axis=2) - picture.min(axis=2) > 50
    return float(np.mean(strong & (hue >= low) & (hue < high)))


@pytest.fixture(scope="module")
def shops() -> dict[str, Numbers]:
    return {name: inside(name) for name in SHOPS}


@pytest.mark.parametrize("name", [*SHOPS, *CHINESE])
def test_what_sells_is_a_shop(name: str) -> None:
    assert kind_of(Place(heading=f"INT. {name} - DAY", name=name)) == "shop"
    outside = Place(heading=f"EXT. {name} - DAY", name=name, interior=False)
    assert kind_of(outside) == "street"


def test_a_coffee_house_and_a_study_are_no_shops() -> None:
    assert kind_of(Place(heading="内景 咖啡店 白天", name="咖啡店")) == "cafe"
    assert kind_of(Place(heading="内景 书房 白天", name="书房")) == "library"


def test_any_two_trades_look_different(shops: dict[str, Numbers]) -> None:
    for (one, first), (other, second) in combinations(shops.items(), 2):
        assert np.abs(first - second).mean() > 6, (one, other)


def test_goods_have_their_colours(shops: dict[str, Numbers]) -> None:
    white = {name: np.mean(picture.min(axis=2) > 185) for name, picture in shops.items()}
    assert white["PHARMACY"] > 2 * white["SHOP"]
    golden = {name: share(picture, 20, 50) for name, picture in shops.items()}
    assert golden["BAKERY"] > 1.2 * golden["BOOKSHOP"]
    rosy = {name: share(picture, 330, 360) + share(picture, 0, 15) for name, picture in shops.items()}
    assert rosy["BUTCHER"] > 2 * rosy["SHOP"]


def test_a_trade_is_read_from_a_chinese_name() -> None:
    bakery, florist = inside("老王面包店"), inside("小红花店")
    assert share(bakery, 20, 50) > 1.2 * share(florist, 20, 50)
