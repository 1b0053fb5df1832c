from __future__ import annotations

import colorsys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.cast import CAST
from generator.animatic.cards.look import look_of
from generator.animatic.cards.portrait import Portrait, colours_of
from generator.animatic.palette import Color, luma
from generator.interface import Camera, Figure, Place, Scale
from tests.generator.animatic_shots import pictures, request, silence

ROOM = Place(heading="INT. ROOM - DAY", name="ROOM", time="DAY")
BY_NAME = {card.name: card for card in CAST}


def photographed(card: Figure, folder: Path) -> Path:
    """A medium close-up of somebody, drawn and kept as a PNG."""
    asked = request(width=448, height=352, frames=9, figures=(card,), place=ROOM, seed=2,
                    camera=Camera(scale=Scale.MEDIUM_CLOSE))  # fmt: skip
    (pixels,) = pictures(asked, 3, sound=silence(asked))
    file = folder / "portrait.png"
    Image.fromarray(pixels[:, :, [2, 1, 0]]).save(file)
    return file


def close(one: Color | None, other: Color) -> bool:
    """The same hue to 0.03 turns where there is one, and about the same light."""
    if one is None:
        return False
    turn = abs(colorsys.rgb_to_hsv(*one)[0] - colorsys.rgb_to_hsv(*other)[0])
    saturated = colorsys.rgb_to_hsv(*other)[1] > 0.3
    return (not saturated or min(turn, 1 - turn) < 0.03) and abs(luma(one) - luma(other)) < 0.12


@pytest.mark.parametrize("name", ["Tom", "Ines", "Kofi", "Nadia", "林婉", "Amara"])
def test_a_drawn_portrait_gives_back_the_colours_it_was_drawn_with(name: str, tmp_path: Path) -> None:
    seen, look = colours_of(photographed(BY_NAME[name], tmp_path)), look_of(BY_NAME[name])
    assert close(seen.skin, look.skin)
    assert close(seen.hair, look.hair_color)
    assert close(seen.top, look.wears.top_color)


def test_a_portrait_colours_what_the_words_leave_open(tmp_path: Path) -> None:
    seen = colours_of(photographed(BY_NAME["Tom"], tmp_path))
    drawn = look_of(Figure(tag="ID_Z", name="Zed", appearance="a man", wardrobe="a coat"), seen)
    assert (drawn.skin, drawn.hair_color, drawn.wears.top_color) == (seen.skin, seen.hair, seen.top)


def test_words_outweigh_a_portrait() -> None:
    card = Figure(tag="ID_Z", name="Zed", appearance="pale, black hair", wardrobe="green coat")
    red = Portrait((0.9, 0.1, 0.1), (0.9, 0.1, 0.1), (0.9, 0.1, 0.1))
    assert look_of(card, red) == look_of(card)


def test_a_portrait_that_tells_nothing_changes_nothing() -> None:
    card = Figure(tag="ID_Z", name="Zed")
    assert look_of(card, Portrait()) == look_of(card)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (64, 48), (700, 500)])
def test_a_picture_of_one_colour_tells_nothing(size: tuple[int, int], tmp_path: Path) -> None:
    for color in ((224, 174, 134), (0, 0, 0), (255, 255, 255), (40, 90, 200)):
        Image.new("RGB", size, color).save(tmp_path / "plain.png")
        assert colours_of(tmp_path / "plain.png") == Portrait()


@pytest.mark.parametrize(
    ("mode", "suffix"), [("RGBA", "png"), ("P", "png"), ("CMYK", "jpg"), ("RGB", "webp")]
)
def test_every_usual_kind_of_picture_is_read(mode: str, suffix: str, tmp_path: Path) -> None:
    with Image.open(photographed(BY_NAME["Tom"], tmp_path)) as opened:
        file = tmp_path / f"other.{suffix}"
        opened.convert("RGB").convert(mode).save(file)
    seen, look = colours_of(file), look_of(BY_NAME["Tom"])
    assert close(seen.top, look.wears.top_color)
    assert close(seen.hair, look.hair_color)


def test_what_is_transparent_is_not_the_person(tmp_path: Path) -> None:
    pixels = np.zeros((120, 100, 4), np.uint8)
    pixels[..., :3] = (224, 174, 134)
    pixels[20:60, 35:65] = (224, 174, 134, 255)
    pixels[8:20, 30:70] = (60, 40, 30, 255)
    pixels[70:, 20:80] = (40, 90, 200, 255)
    Image.fromarray(pixels).save(tmp_path / "cut.png")
    seen = colours_of(tmp_path / "cut.png")
    assert close(seen.skin, (224 / 255, 174 / 255, 134 / 255))
    assert close(seen.top, (40 / 255, 90 / 255, 200 / 255))


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_a_file_that_is_no_picture_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "mara.png").write_bytes(content)
    with pytest.raises(ValueError, match=r"mara\.png: not a picture that can be read"):
        colours_of(tmp_path / "mara.png")


def test_half_a_picture_is_refused(tmp_path: Path) -> None:
    whole = photographed(BY_NAME["Tom"], tmp_path).read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match=r"half\.png"):
        colours_of(tmp_path / "half.png")


def test_a_picture_too_large_to_be_a_portrait_is_refused(tmp_path: Path) -> None:
    Image.new("1", (9_000, 6_000)).save(tmp_path / "huge.png")
    with pytest.raises(ValueError, match=r"huge\.png.*at most"):
        colours_of(tmp_path / "huge.png")
