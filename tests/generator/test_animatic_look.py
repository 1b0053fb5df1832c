from __future__ import annotations

import colorsys
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.cast import CAST
from generator.animatic.cards.look import (
    Age,
    Beard,
    Brows,
    Creature,
    Eyes,
    Face,
    Hair,
    Lenses,
    Look,
    Mark,
    look_of,
)
from generator.animatic.cards.wardrobe import Bottom, Headwear, Pattern, Top
from generator.animatic.palette import NAMED, Color, colour_in, luma, rgb
from generator.interface import Figure
from tests.generator.animatic_shots import MARA, TOM

ROOT = Path(__file__).parents[2]


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
        ("a teenage girl", Age.TEEN),
        ("about ten, straight", Age.CHILD),
        ("1.80 m tall, 40", Age.ADULT),
        ("a mother of a small boy", Age.ADULT),
        ("an old scar on the chin", Age.ADULT),
        ("二十多岁", Age.ADULT),
        ("十二三岁", Age.CHILD),
        ("中年老师", Age.ADULT),
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


@pytest.mark.parametrize(
    ("appearance", "creature"),
    [
        ("a small brown dog", Creature.DOG),
        ("a talking dog", Creature.DOG),
        ("a young fox", Creature.FOX),
        ("an old robot", Creature.ROBOT),
        ("a sailor cat in a blue coat", Creature.CAT),
        ("the sailor's dog, grey", Creature.DOG),
        ("a kitten", Creature.CAT),
        ("a penguin", Creature.BIRD),
        ("会说话的狐狸", Creature.FOX),
        ("一只棕色的小狗", Creature.DOG),
        ("生锈的机器人", Creature.ROBOT),
        ("a dog walker, 30", Creature.HUMAN),
        ("a woman with cat's eyes", Creature.HUMAN),
        ("fox-red hair, thirty", Creature.HUMAN),
        ("a bear of a man", Creature.HUMAN),
        ("a wolfish grin", Creature.HUMAN),
        ("a man with a dog", Creature.HUMAN),
        ("owns a cat", Creature.HUMAN),
        ("a robot's inventor", Creature.HUMAN),
        ("a man who fears a wolf", Creature.HUMAN),
        ("in his thirties, a mole on the cheek", Creature.HUMAN),
        ("养猫的女人", Creature.HUMAN),
        ("像狼一样的眼神", Creature.HUMAN),
        ("黑色马尾，三十岁", Creature.HUMAN),
        ("虎背熊腰的汉子", Creature.HUMAN),
    ],
)
def test_an_animal_is_one_only_when_it_is_what_the_card_is_about(appearance: str, creature: Creature) -> None:
    assert look_of(figure(appearance=appearance)).creature is creature


@pytest.mark.parametrize(
    ("name", "creature"),
    [
        ("Rex the dog", Creature.DOG),
        ("老虎", Creature.CAT),
        ("Robot 7", Creature.ROBOT),
        ("THE FOX", Creature.FOX),
        ("Mr Fox", Creature.HUMAN),
        ("Robin", Creature.HUMAN),
        ("小马", Creature.HUMAN),
        ("Kitty", Creature.HUMAN),
    ],
)
def test_a_name_makes_an_animal_only_when_it_plainly_is_one(name: str, creature: Creature) -> None:
    assert look_of(figure(name)).creature is creature


def test_an_animal_has_the_coat_of_its_words_and_a_robot_its_metal() -> None:
    assert look_of(figure(appearance="a small brown dog with green eyes")).skin == rgb(NAMED["brown"])
    assert look_of(figure(appearance="a grey cat")).skin == rgb(NAMED["grey"])
    robot = look_of(figure(appearance="a robot with a round head", wardrobe="rusty metal"))
    assert (robot.skin, robot.dressed) == (rgb(NAMED["rusty"]), False)
    assert look_of(figure(appearance="a fox", wardrobe="a green waistcoat")).dressed
    assert not look_of(figure(appearance="a dog", wardrobe="a red scarf")).dressed


def test_the_traits_of_a_face_are_understood() -> None:
    look = look_of(figure(appearance="a woman, square jaw, almond-shaped green eyes, bushy eyebrows, "
                                     "a scar on the chin, freckles, sunglasses"))  # fmt: skip
    assert (look.face, look.eye_shape, look.brows) == (Face.SQUARE, Eyes.ALMOND, Brows.BUSHY)
    assert look.marks == (Mark.FRECKLES, Mark.SCAR)
    assert (look.glasses, look.lenses) == (True, Lenses.DARK)
    chinese = look_of(figure("李明", "圆脸，浓眉，大眼睛，脸上一道疤，单片眼镜"))
    assert (chinese.face, chinese.brows, chinese.eye_shape) == (Face.ROUND, Brows.BUSHY, Eyes.ROUND)
    assert (chinese.marks, chinese.lenses) == ((Mark.SCAR,), Lenses.MONOCLE)


def test_what_the_words_deny_is_not_there() -> None:
    look = look_of(figure(appearance="a man, no beard, without glasses", wardrobe="coat, no hat"))
    assert (look.beard, look.glasses, look.wears.headwear) == (Beard.NONE, False, Headwear.NONE)
    assert not look_of(figure("李明", "男人，不戴眼镜")).glasses


def test_the_size_of_a_part_is_not_the_size_of_the_person() -> None:
    usual = look_of(figure(appearance="a man"))
    part = look_of(figure(appearance="a man, small scar, short black hair, round face, heavy eyebrows"))
    assert (part.height, part.girth) == (usual.height, usual.girth)
    assert look_of(figure(appearance="a tall thin man")).height > usual.height > look_of(
        figure(appearance="a short and stout man")
    ).height  # fmt: skip


def test_colours_go_to_the_part_they_are_said_of() -> None:
    look = look_of(figure(appearance="red scarf on black hair, blue eyes and a grey beard"))
    assert look.hair_color == rgb(NAMED["black"])
    assert look_of(figure(appearance="salt-and-pepper hair")).hair_color == rgb(NAMED["grizzled"])
    assert look_of(figure("李明", "头发花白")).hair_color == rgb(NAMED["花白"])
    assert look_of(figure(appearance="green-skinned")).skin == rgb(NAMED["green"])


def test_hair_that_nothing_is_said_of_suits_the_skin() -> None:
    for name in ("Anna", "Ben", "Carla", "Dov", "Eli", "Faye", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lou"):
        look = look_of(figure(name, "dark-skinned, 30, an afro"))
        assert luma(look.hair_color) < 0.2
        assert look_of(figure(name, "dark-skinned, 30, an orange afro")).hair_color == rgb(NAMED["orange"])


@pytest.mark.parametrize(
    ("words", "top", "color", "pattern", "second"),
    [
        ("blue and white striped shirt", Top.SHIRT, "blue", Pattern.STRIPES, "white"),
        ("a white dress with red flowers", Top.DRESS, "white", Pattern.FLOWERS, "red"),
        ("a shirt, striped in red and cream", Top.SHIRT, "red", Pattern.STRIPES, "cream"),
        ("black and white checked coat", Top.COAT, "black", Pattern.CHECKS, "white"),
        ("白底红圆点裙子", Top.DRESS, "白", Pattern.DOTS, "红"),
    ],
)
def test_a_pattern_has_two_colours(words: str, top: Top, color: str, pattern: Pattern, second: str) -> None:
    wears = look_of(figure(wardrobe=words)).wears
    assert (wears.top, wears.top_color) == (top, rgb(NAMED[color]))
    assert (wears.pattern, wears.pattern_color) == (pattern, rgb(NAMED[second]))


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("a plaid shirt", Pattern.CHECKS),
        ("a gingham dress", Pattern.CHECKS),
        ("navy pinstriped suit", Pattern.PINSTRIPES),
        ("polka dot dress", Pattern.DOTS),
        ("格子衬衫", Pattern.CHECKS),
        ("条纹衫", Pattern.STRIPES),
        ("红色碎花衬衫", Pattern.FLOWERS),
        ("a plain shirt", Pattern.PLAIN),
    ],
)
def test_a_pattern_stands_out_from_its_ground(words: str, pattern: Pattern) -> None:
    wears = look_of(figure(wardrobe=words)).wears
    assert wears.pattern is pattern
    assert abs(luma(wears.pattern_color) - luma(wears.top_color)) > 0.1


@pytest.mark.parametrize(
    ("words", "top", "color", "inner", "under"),
    [
        ("white shirt under a brown waistcoat", Top.VEST, "brown", "white", Top.SHIRT),
        ("green coat over a grey sweater", Top.COAT, "green", "grey", Top.SWEATER),
        ("black leather jacket over a white t-shirt", Top.JACKET, "black", "white", Top.TSHIRT),
        ("white shirt, red cardigan", Top.CARDIGAN, "red", "white", Top.SHIRT),
        ("绿色马甲，白衬衫", Top.VEST, "绿", "白", Top.SHIRT),
    ],
)
def test_what_is_worn_over_is_outside(words: str, top: Top, color: str, inner: str, under: Top) -> None:
    wears = look_of(figure(wardrobe=words)).wears
    assert (wears.top, wears.top_color) == (top, rgb(NAMED[color]))
    assert (wears.inner_color, wears.under) == (rgb(NAMED[inner]), under)


def test_garments_have_their_natural_colours() -> None:
    def top(words: str) -> Color:
        return look_of(figure(wardrobe=words)).wears.top_color

    assert luma(top("lab coat")) > 0.85 < luma(top("a wedding dress"))
    assert top("denim jacket") == rgb(NAMED["denim"])
    assert top("blue lab coat") == rgb(NAMED["blue"])
    police = look_of(figure(wardrobe="police uniform")).wears
    assert police.top is Top.UNIFORM
    assert police.top_color == police.bottom_color


def test_a_girls_school_uniform_is_not_a_soldiers() -> None:
    wears = look_of(figure(appearance="a girl of eleven", wardrobe="school uniform")).wears
    assert (wears.top, wears.bottom) == (Top.SUIT, Bottom.SKIRT)
    assert wears.tie
    assert look_of(figure(wardrobe="soldier's uniform")).wears.top is Top.UNIFORM


WARDROBES = (
    "", "black suit", "old brown coat", "a girl's dress", "fur coat and wool hat", "white beard costume",
    "pale blue shirt", "short skirt", "long grey robe", "small jacket", "cat costume", "robot suit",
    "blonde wig", "heavy boots", "dark green sweater", "mother's shawl", "king's robe", "红裙子", "老式大衣",
    "黑色长袍，帽子",
)  # fmt: skip


@pytest.mark.parametrize("appearance", ["", "a woman of 30", "a tall man with a beard", "七十岁的老人"])
def test_a_change_of_clothes_changes_nothing_but_clothes(appearance: str) -> None:
    def body(wardrobe: str) -> tuple[object, ...]:
        look = look_of(figure("Sam", appearance, wardrobe))
        return (look.age, look.feminine, look.height, look.girth, look.skin, look.eyes, look.hair,
                look.hair_color, look.beard, look.creature, look.face, look.eye_shape, look.brows,
                look.marks)  # fmt: skip

    assert len(WARDROBES) == 20
    assert {body(wardrobe) for wardrobe in WARDROBES} == {body("")}


def test_glasses_and_hats_may_be_told_in_either_place() -> None:
    for look in (look_of(figure(appearance="round glasses, a straw hat")),
                 look_of(figure(wardrobe="round glasses, a straw hat"))):  # fmt: skip
        assert look.glasses
        assert look.wears.headwear is Headwear.BRIM


def test_names_alone_dress_people_in_many_hues() -> None:
    tops = [look_of(figure(f"Person {n}")).wears.top_color for n in range(120)]
    hues = {round(colorsys.rgb_to_hsv(*top)[0] * 24) % 24 for top in tops}
    assert len(hues) >= 12
    assert max(colorsys.rgb_to_hsv(*top)[1] for top in tops) < 0.75


def test_the_cast_is_two_dozen_of_whom_no_two_are_alike() -> None:
    looks = [look_of(card) for card in CAST]
    assert len({card.tag for card in CAST}) == len(looks) == 24
    assert len({look.hair for look in looks if look.creature is Creature.HUMAN}) >= 12
    beings = [look.creature for look in looks if look.creature is not Creature.HUMAN]
    assert (beings.count(Creature.ROBOT), len(beings)) == (1, 3)
    alike = [
        (one.name, other.name)
        for one, other in itertools.combinations(looks, 2)
        if _differences(one, other) < 3 and not _other_color(one.wears.top_color, other.wears.top_color)
    ]
    assert alike == []


def _differences(one: Look, other: Look) -> int:
    """In how many of the things that are seen first two people differ."""
    return sum(a != b for a, b in zip(_seen(one), _seen(other), strict=True))


def _seen(look: Look) -> tuple[object, ...]:
    wears = look.wears
    return look.creature, look.age, look.hair, wears.headwear, look.beard, wears.top, wears.pattern


def _other_color(one: Color, other: Color) -> bool:
    turn = abs(colorsys.rgb_to_hsv(*one)[0] - colorsys.rgb_to_hsv(*other)[0])
    return min(turn, 1 - turn) > 0.08 or abs(luma(one) - luma(other)) > 0.25


CARD_WORDS = st.lists(
    st.sampled_from((
        "a", "an", "old", "young", "dog", "of", "with", "man's", "no", "striped", "red", "dark", "and",
        "over", "under", "coat", "hair", "beard", "in", "her", "sixties", "42", ",", ".", "老", "狗", "红",
        "的", "岁", "十", "衬衫", "💃", "שלום", "the", "robot", "cat-like", "small", "pale", "'", "-",
    )),
    max_size=24,
).map(" ".join)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(CARD_WORDS, CARD_WORDS)
def test_the_words_of_cards_in_any_order_give_a_look(appearance: str, wardrobe: str) -> None:
    look = look_of(figure("Sam", appearance, wardrobe))
    assert 0.95 <= look.height <= 1.92
    assert 0.85 <= look.girth <= 1.3
    colors = (look.skin, look.eyes, look.hair_color, look.wears.inner_color, look.wears.pattern_color)
    assert all(0 <= channel <= 1 for color in colors for channel in color)


def test_a_very_long_card_is_read_quickly() -> None:
    before = time.process_time()
    look_of(figure("Sam", "a woman with red hair and a dog " * 700, "blue coat over a shirt and " * 700))
    assert time.process_time() - before < 2.0


def test_a_look_is_the_same_in_another_process() -> None:
    code = "from generator.animatic.cards.look import look_of; from benchmarks.cast import CAST;" \
           "print([look_of(card) for card in CAST[:6]])"  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert told.stdout.strip() == str([look_of(card) for card in CAST[:6]])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=60), st.text(max_size=60))
def test_any_words_give_a_look_and_the_same_words_the_same_look(
    name: str, appearance: str, wardrobe: str
) -> None:
    first = look_of(figure(name, appearance, wardrobe))
    assert first == look_of(figure(name, appearance, wardrobe))
    assert 0.95 <= first.height <= 1.92
    assert all(0 <= channel <= 1 for color in (first.skin, first.wears.top_color) for channel in color)
