from __future__ import annotations

import pytest

from tests.agent.house_plans import act, lamp, say, scene, script
from tools.story import CardDraft, tag_for


def words(text: str) -> int:
    return len(text.split())


def card(name: str, *blocks: str, speaks: bool = True) -> CardDraft:
    spoken = (say(name, "Yes."),) if speaks else ()
    made = script(scene("INT. ROOM - DAY", *(act(b) for b in blocks), *spoken))
    return next(c for c in made.cast.characters if c.name.upper() == name)


def test_people_are_tagged_in_order_of_first_appearance() -> None:
    made = script(
        scene(
            "INT. CAFE - DAY",
            act("Olga enters. A WAITER wipes the counter. NOAH (30s) sleeps."),
            say("WAITER", "Table?"),
            say("OLGA", "Two."),
            say("MAN #2", "Three."),
        )
    )
    assert [(c.tag, c.name) for c in made.cast.characters] == [
        ("ID_A", "Olga"),
        ("ID_B", "Waiter"),
        ("ID_C", "Noah"),
        ("ID_D", "Man #2"),
    ]


def test_a_description_in_brackets_becomes_the_card() -> None:
    mara, tom = lamp().cast.characters
    assert "60s" in mara.appearance
    assert "silver hair in a bun" in mara.appearance
    assert mara.wardrobe == "yellow oilskin coat"
    assert mara.voice.startswith("low rough")
    assert "curly dark hair" in tom.appearance
    assert tom.wardrobe == "red sweater"


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("ADA, 70s, stooped, white braid, in a green shawl, knits.", "appearance", "white braid"),
        ("ADA, 70s, stooped, white braid, in a green shawl, knits.", "wardrobe", "green shawl"),
        ("ADA knits. She wears a grey coat with brass buttons.", "wardrobe", "grey coat with brass buttons"),
        ("ADA knits. Her voice is high and thin.", "voice", "high and thin"),
        ("ADA (tall in a red coat) waits.", "wardrobe", "red coat"),
    ],
)
def test_words_around_the_first_mention_are_read(text: str, field: str, expected: str) -> None:
    assert expected in getattr(card("ADA", text), field)


def test_a_silent_script_is_completed_with_enough_words() -> None:
    made = script(scene("INT. ROOM - DAY", say("WAITER", "Yes."), say("LENA", "No."), say("CROWD", "Boo!")))
    for person in made.cast.characters:
        assert 8 <= words(person.appearance) <= 25
        assert words(person.wardrobe) >= 2
        assert 8 <= words(person.voice) <= 14


def test_somebody_who_never_speaks_has_no_voice() -> None:
    assert card("EDDA", "EDDA (40s, a nurse) sits down.", speaks=False).voice == ""


def test_pronouns_decide_whether_somebody_is_a_man_or_a_woman() -> None:
    assert "woman" in card("ROBIN", "ROBIN (50s) sits. She pours her tea.").appearance
    assert "man" in card("ROBIN", "ROBIN (50s) sits. He pours his tea.").appearance.split(",")[0]


def test_somebody_with_a_beard_is_a_man_whatever_the_name() -> None:
    assert card("BO", "BO (60s, white beard, blue cap) ties a rope.").appearance.startswith("a man")


def test_sounds_props_and_shouting_are_not_people() -> None:
    made = script(
        scene(
            "INT. ROOM - DAY",
            act("A BANG. The LANTERN swings. CLOSE ON the LETTER."),
            act("THE NEXT DAY ALL IS WHITE."),
            say("BO", "Hm."),
        )
    )
    assert [c.name for c in made.cast.characters] == ["Bo"]


def test_a_full_name_in_action_is_the_speaker_of_the_short_one() -> None:
    made = script(scene("INT. ROOM - DAY", act("MARA LINDQVIST (60s) sits."), say("MARA", "Hm.")))
    assert [c.name for c in made.cast.characters] == ["Mara"]


def test_sixty_characters_look_and_dress_unlike_each_other() -> None:
    names = [
        f"{a}{b}"
        for a in ("BO", "KI", "LU", "MO", "NA", "RE", "SA", "TI", "VE", "ZU")
        for b in ("DA", "LIN", "RA", "SO", "TEK", "VI")
    ]
    made = script(scene("EXT. SQUARE - DAY", *(say(name, f"I am {name}.") for name in names)))
    cast = made.cast.characters
    assert [c.tag for c in cast] == [tag_for(i) for i in range(60)]
    assert len({c.wardrobe for c in cast}) == 60
    assert len({c.appearance for c in cast}) == 60


def test_a_chinese_script_gives_chinese_cards() -> None:
    made = script(
        scene(
            "内景 厨房 夜",
            act("林婉（六十多岁，银发，黄色雨衣，声音低沉）在擦杯子。"),
            say("林婉", "你来晚了。"),
        )
    )
    (lin,) = made.cast.characters
    assert "银发" in lin.appearance
    assert lin.wardrobe == "黄色雨衣"
    assert lin.voice.startswith("低沉")


def test_a_robot_keeps_its_body_in_its_looks_its_clothes_in_its_wardrobe_and_its_voice_in_its_voice() -> None:
    kip = card(
        "KIP", "KIP (a copper robot with a round head and a red scarf, its voice high and flat) waits."
    )
    assert kip.appearance == "a copper robot with a round head"
    assert kip.wardrobe == "red scarf"
    assert kip.voice.startswith("high and flat, ")


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("ADA pets REX (a small brown dog).", "a small brown dog, a wagging tail"),
        ("ADA comes in with a small brown dog called REX.", "a small brown dog, a wagging tail"),
        ("REX, an old grey cat with one torn ear, sleeps.", "an old grey cat with one torn ear"),
        ("REX (a rusty android with one arm) rolls in.", "a rusty android with one arm"),
    ],
)
def test_an_animal_or_a_robot_looks_as_the_script_says_and_has_no_clothes_and_no_voice_of_its_own(
    text: str, looks: str
) -> None:
    rex = card("REX", text, speaks=False)
    assert (rex.appearance, rex.wardrobe, rex.voice) == (looks, "", "")


def test_an_animal_that_speaks_has_a_voice_and_wears_what_the_script_says() -> None:
    rex = card("REX", "REX (a dog in a blue collar) sits down.")
    assert rex.wardrobe == "blue collar"
    assert 8 <= words(rex.voice) <= 14


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("MOLLY", "40s, a dog walker"),
        ("KARL", "a bear of a man"),
        ("MR FOX", "50s, tall"),
        ("ADA", "a robot engineer"),
    ],
)
def test_a_person_with_an_animal_in_the_description_or_the_name_is_still_a_person(
    name: str, looks: str
) -> None:
    made = card(name, f"{name} ({looks}) waits.")
    assert words(made.wardrobe) >= 2
    assert words(made.appearance) >= 8


def test_a_chinese_robot_and_a_chinese_dog_get_nothing_human() -> None:
    made = script(
        scene(
            "内景 厨房 夜",
            act("小七（圆脑袋的铜机器人，戴着红围巾，它的声音又高又平）和阿黄（一只棕色的小狗）走进来。"),
            say("小七", "有人吗？"),
        )
    )
    looks = {c.name: (c.appearance, c.wardrobe, c.voice[:4]) for c in made.cast.characters}
    assert looks["小七"] == ("圆脑袋的铜机器人", "红围巾", "又高又平")
    assert looks["阿黄"] == ("一只棕色的小狗，摇着尾巴", "", "")


def test_looks_and_clothes_in_one_breath_are_told_apart() -> None:
    ada = card("ADA", "ADA (40s, curly hair with a red hat and green eyes) sits.")
    assert "curly hair, green eyes" in ada.appearance
    assert ada.wardrobe == "red hat"
