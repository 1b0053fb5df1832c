from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.animatic.look import Age, Beard, Hair, look_of
from generator.animatic.palette import NAMED, colour_in, rgb
from generator.animatic.wardrobe import Bottom, Headwear, Top
from generator.interface import Figure
from tests.generator.animatic_shots import MARA, TOM


def figure(name: str = "Robin", appearance: str = "", wardrobe: str = "") -> Figure:
    return Figure(tag="ID_A", name=name, appearance=appearance, wardrobe=wardrobe)


def test_the_words_of_a_card_become_the_look() -> None:
    look = look_of(MARA)
    assert (look.age, look.feminine, look.hair) == (Age.ELDER, True, Hair.BUN)
    assert look.wears.top is Top.COAT
    assert look.wears.top_color == colour_in("dark green")
    assert look.wears.scarf == rgb(NAMED["red"])


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("a boy", Age.CHILD),
        ("nine years old", Age.CHILD),
        ("girl, 7", Age.CHILD),
        ("a teenager", Age.TEEN),
        ("aged 17", Age.TEEN),
        ("in his forties", Age.ADULT),
        ("34", Age.ADULT),
        ("an old sailor", Age.ELDER),
        ("in her seventies", Age.ELDER),
        ("sixty-two", Age.ELDER),
        ("七十岁的老人", Age.ELDER),
        ("小女孩", Age.CHILD),
    ],
)
def test_an_age_in_words_or_figures_is_understood(words: str, age: Age) -> None:
    assert look_of(figure(appearance=words)).age is age


@pytest.mark.parametrize(
    ("words", "hair"),
    [
        ("bald", Hair.BALD),
        ("hair in a bun", Hair.BUN),
        ("long black hair", Hair.LONG),
        ("short hair", Hair.SHORT),
        ("curly hair", Hair.CURLY),
        ("a ponytail", Hair.PONYTAIL),
        ("a bob", Hair.BOB),
        ("braided hair", Hair.BRAIDS),
        ("an afro", Hair.AFRO),
        ("receding hair", Hair.RECEDING),
        ("wavy hair", Hair.WAVY),
        ("马尾", Hair.PONYTAIL),
    ],
)
def test_hair_styles_are_understood(words: str, hair: Hair) -> None:
    assert look_of(figure(appearance=words)).hair is hair


def test_hair_and_clothes_keep_their_own_colours() -> None:
    look = look_of(figure(appearance="blonde hair", wardrobe="navy sweater and grey trousers"))
    assert look.hair_color == rgb(NAMED["blonde"])
    assert look.wears.top_color == rgb(NAMED["navy"])
    assert look.wears.bottom_color == rgb(NAMED["grey"])


def test_beards_glasses_hats_and_skirts_are_understood() -> None:
    look = look_of(figure(appearance="long white beard, spectacles", wardrobe="black fedora hat, a skirt"))
    assert (look.beard, look.glasses) == (Beard.LONG, True)
    assert (look.wears.headwear, look.wears.bottom) == (Headwear.BRIM, Bottom.SKIRT)
    assert look.wears.headwear_color == rgb(NAMED["black"])


def test_chinese_words_are_understood() -> None:
    look = look_of(figure("李明", "男人，短发，戴眼镜", "蓝毛衣，灰色裤子"))
    assert (look.feminine, look.hair, look.glasses) == (False, Hair.SHORT, True)
    assert (look.wears.top, look.wears.top_color) == (Top.SWEATER, rgb(NAMED["蓝"]))
    assert look.wears.bottom_color == rgb(NAMED["灰"])


def test_at_least_thirty_colour_words_are_known() -> None:
    assert len([word for word in NAMED if word.isascii()]) >= 30


def test_a_new_word_on_the_card_changes_nothing_else() -> None:
    before, after = look_of(figure()), look_of(figure(appearance="glasses"))
    assert (before.hair, before.skin, before.hair_color, before.wears) == (
        after.hair,
        after.skin,
        after.hair_color,
        after.wears,
    )


def test_people_without_a_description_differ_in_colours() -> None:
    names = ("Anna", "Ben", "Carla", "Dov", "Eli", "Faye", "Gus", "Hana")
    colors = [
        (look.skin, look.hair_color, look.wears.top_color) for look in (look_of(figure(n)) for n in names)
    ]
    assert all(one != other for one, other in itertools.combinations(colors, 2))
    assert look_of(MARA).wears.top_color != look_of(TOM).wears.top_color


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=60))
def test_any_words_give_a_look_and_the_same_words_the_same_look(
    name: str, appearance: str, wardrobe: str
) -> None:
    first = look_of(figure(name, appearance, wardrobe))
    assert first == look_of(figure(name, appearance, wardrobe))
    assert 0.95 <= first.height <= 1.92
    assert all(0 <= channel <= 1 for color in (first.skin, first.wears.top_color) for channel in color)
