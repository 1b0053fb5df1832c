from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from agent.inputs import grounds
from agent.stale import Stale, stale, standing
from generator.interface import Camera, Line, Scale
from generator.slate import Slate
from tests import long_film
from tests.long_film import MARA, TOM
from tests.making import Home
from tools import board, planning, provenance, revising, takes
from tools.db import Database
from tools.digests import digest
from tools.journal import command
from tools.lookup import one
from tools.records import Take
from tools.story import Performance

SLATE = Slate().capabilities
Change = Callable[[Session, list[board.ShotRow]], object]


def seen(database: Database, film_id: int) -> list[Stale]:
    """The stale takes of a film, in order."""
    with database.read() as session:
        return list(standing(provenance.read(session, film_id), SLATE).values())


def changed(database: Database, count: int, change: Change) -> list[Stale]:
    """What is stale in a film of so many shots once something has been changed."""
    film_id = long_film.filmed(database, count)
    assert seen(database, film_id) == []
    with database.write("user") as session:
        change(session, board.shots(session, film_id))
    return seen(database, film_id)


def plan(**fields: object) -> Change:
    """A change of the first shot's plan."""
    return lambda session, rows: planning.change_shot(session, rows[0].id, rows[0].version, fields)


def card(character: int = 1, place: int = 0, **fields: str) -> Change:
    """A change of somebody's card from a place on."""
    return lambda session, _: revising.change_card(session, character, fields, place)


def scene(**fields: str) -> Change:
    """A change of the first shot's scene."""
    return lambda session, rows: revising.change_scene(session, rows[0].scene_id, fields)


LINE = long_film.shot(0).lines[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            plan(action="The lamp is lit."),
            "the action changed: The lamp is moved, for the 0th time. → The lamp is lit.",
        ),
        (plan(frames=17), "the length changed: 0.4 s → 0.7 s"),
        (plan(props=("lamp", "wick")), "the props changed: lamp → lamp, wick"),
        (plan(sound="wind"), "the sound changed: none → wind"),
        (plan(music="a cello"), "the music changed: none → a cello"),
        (plan(continuity="wet floor"), "the continuity changed: none → wet floor"),
        (
            plan(fragments=("The lamp is lit.",), frames=97),
            "what is seen in turn changed: none → The lamp is lit.",
        ),
        (plan(camera=Camera(scale=Scale.CLOSE)), "the camera changed: medium, static → close-up, static"),
        (
            plan(lines=(LINE.model_copy(update={"text": "Not this."}),)),
            "the line of Mara was changed: “This is 0.” → “Not this.”",
        ),
        (
            plan(lines=(LINE.model_copy(update={"delivery": "whispering"}),)),
            "the line of Mara is said whispering now: “This is 0.”",
        ),
        (plan(lines=(LINE.model_copy(update={"start": 0.1}),)), "the lines are spoken at other times"),
        (plan(lines=()), "a line of Mara is gone: “This is 0.”"),
        (plan(lines=(LINE, Line(speaker=TOM, text="Oh."))), "a line of Tom is new: “Oh.”"),
        (plan(people=(Performance(tag=MARA, action="runs"),)), "Mara's action changed: waits → runs"),
        (plan(people=(Performance(tag=TOM), Performance(tag=MARA, action="waits"))), "Tom is in frame now"),
        (scene(light="one candle"), "the light of the scene changed: none → one candle"),
        (scene(description="bare boards"), "the description of the scene changed: none → bare boards"),
        (card(wardrobe="red oilskin coat, dark boots"), "Mara's oilskin coat changed: yellow → red"),
        (
            card(wardrobe="a nightdress"),
            "Mara's clothes changed: yellow oilskin coat, dark boots → a nightdress",
        ),
        (card(appearance="20s"), "Mara's looks changed: 60s → 20s"),
        (card(voice="clear"), "Mara's voice changed: rough → clear"),
        (lambda s, _: revising.rename(s, 1, "Ines"), "Mara is now called Ines"),
        (
            lambda s, _: revising.change_story(s, 1, style="woodcut"),
            "the style changed: ink and wash → woodcut",
        ),
    ],
)
def test_a_take_says_what_has_changed_under_it(database: Database, change: Change, words: str) -> None:
    found = changed(database, 1, change)
    assert len(found) == 1
    assert words in found[0].reasons


def test_clothes_that_still_are_worn_are_told_once(database: Database) -> None:
    film_id = long_film.plan(Home(database, Path()), 1)

    def still(session: Session, words: str) -> None:
        row = board.shots(session, film_id)[0]
        planning.change_shot(session, row.id, row.version, {"continuity": words})

    with database.write("user") as session:
        still(session, "Mara still wears a yellow oilskin coat")
        long_film.take(session, board.film(session, film_id), board.shots(session, film_id)[0], [])
        revising.change_card(session, 1, {"wardrobe": "red oilskin coat, dark boots"})
        still(session, "Mara still wears a red oilskin coat")
    assert [one.reasons for one in seen(database, film_id)] == [
        ("Mara's oilskin coat changed: yellow → red",)
    ]
    with database.write("user") as session:
        still(session, "Mara still wears a red oilskin coat; the floor is wet")
    assert len(seen(database, film_id)[0].reasons) == 2


@pytest.mark.parametrize(
    "change",
    [
        card(2, wardrobe="a cassock", appearance="old"),
        lambda s, rows: planning.change_shot(s, rows[0].id, rows[0].version, {"coverage": "master"}),
        card(place=5, wardrobe="a nightdress"),
    ],
    ids=["somebody else's card", "what the camera never hears of", "a later place"],
)
def test_what_cannot_be_seen_or_heard_makes_no_take_stale(database: Database, change: Change) -> None:
    assert changed(database, 1, change) == []


def test_the_coat_of_somebody_who_is_only_heard_makes_no_take_stale(database: Database) -> None:
    film_id = long_film.plan(Home(database, Path()), 1)
    line = Line(speaker=TOM, text="Oh.", voice_over=True)
    with database.write("user") as session:
        row = board.shots(session, film_id)[0]
        planning.change_shot(session, row.id, row.version, {"lines": (line,)})
        row = board.shots(session, film_id)[0]
        long_film.take(session, board.film(session, film_id), row, [])
        revising.change_card(session, 2, {"wardrobe": "a cassock", "appearance": "old"})
        revising.change_card(session, 1, {"voice": "clear"})  # Mara is seen, and silent
    assert seen(database, film_id) == []
    with database.write("user") as session:
        revising.change_card(session, 2, {"voice": "hoarse"})
    assert [one.reasons for one in seen(database, film_id)] == [("Tom's voice changed: bright → hoarse",)]


def test_a_change_that_is_taken_back_leaves_nothing_stale(database: Database) -> None:
    def there_and_back(session: Session, rows: list[board.ShotRow]) -> None:
        revising.change_card(session, 1, {"wardrobe": "a nightdress"})
        revising.change_card(session, 1, {"wardrobe": long_film.COAT})
        revising.change_scene(session, rows[0].scene_id, {"light": "dusk"})
        revising.change_scene(session, rows[0].scene_id, {"light": ""})

    assert changed(database, 3, there_and_back) == []


def test_a_change_says_from_which_shot_on_it_holds(database: Database) -> None:
    found = changed(database, 6, card(place=2, wardrobe="red oilskin coat, dark boots"))
    assert [one.shot.position for one in found if one.itself] == [2, 4, 5]
    third = next(one for one in found if one.shot.position == 4)
    assert third.reasons == ("Mara's oilskin coat changed: yellow → red, from LAMP_020_0010 on",)


def test_a_writers_other_words_are_not_taken_for_the_plans_old_ones(database: Database) -> None:
    film_id = long_film.filmed(database, 1)
    with database.write("user") as session:
        _reworded(session, film_id)
    assert seen(database, film_id) == []
    with database.write("user") as session:
        plan(action="The lamp is lit.")(session, board.shots(session, film_id))
    assert [one.reasons for one in seen(database, film_id)] == [("the action changed",)]


@command
def _reworded(session: Session, film_id: int) -> None:
    take = session.query(Take).filter_by(film_id=film_id).one()
    take.request = take.request.model_copy(update={"action": "The lamp glows."})


def test_a_take_of_another_version_of_the_camera_is_stale(database: Database) -> None:
    film_id = long_film.filmed(database, 1)
    newer = SLATE.model_copy(update={"version": "2"})
    with database.read() as session:
        web = provenance.read(session, film_id)
    assert [one.reasons for one in standing(web, newer).values()] == [("rendered by slate 1, now slate 2",)]
    assert standing(web) == {}


# -- through memory -------------------------------------------------------------------------------------


def test_a_take_that_remembers_a_replaced_one_is_stale_and_those_after_it_in_a_weaker_sense(
    database: Database,
) -> None:
    def replaced(session: Session, rows: list[board.ShotRow]) -> None:
        long_film.take(session, board.film(session, 1), rows[0], [])

    found = changed(database, 5, replaced)
    codes = [one.shot.code for one in found]
    assert [one.reasons for one in found[:2]] == [("remembers LAMP_010_0010 v001, now v002",)] * 2
    assert [one.itself for one in found] == [True, True, False, False]
    assert found[3].through == (
        f"{codes[1]}, which it remembers, is itself stale",
        f"{codes[2]}, which it remembers, is itself stale",
    )
    assert found[3].because == (3, 4)


def test_a_memory_of_what_is_left_out_or_comes_later_is_stale(database: Database) -> None:
    found = changed(database, 2, lambda s, rows: revising.omit_shot(s, rows[0].id))
    assert [one.reasons for one in found] == [
        ("remembers LAMP_010_0010 v001, which is left out of the film",)
    ]


def test_a_memory_of_what_now_comes_later_is_stale(database: Database) -> None:
    found = changed(database, 2, lambda s, rows: revising.swap_shots(s, rows[0].id, rows[1].id))
    assert "remembers LAMP_010_0010 v001, which now comes later" in found[0].reasons


def test_a_shot_that_is_left_out_is_never_stale(database: Database) -> None:
    def both(session: Session, rows: list[board.ShotRow]) -> None:
        plan(action="Dark.")(session, rows)
        revising.omit_shot(session, rows[0].id)

    assert changed(database, 1, both) == []


# -- takes from before ----------------------------------------------------------------------------------


@command
def _of_old(session: Session, film_id: int) -> None:
    """Gives every take of a film the inputs that an earlier program kept."""
    web = provenance.read(session, film_id)
    on = grounds(web)
    for take in web.takes.values():
        ground = on[take.shot_id]
        whole: dict[str, Any] = {
            "shot": ground.shot.plan.model_dump(mode="json"),
            "scene": ground.scene.model_dump(mode="json"),
            "style": web.film.style,
            "size": [web.film.width, web.film.height],
            "screen direction": {figure.tag: figure.facing for figure in take.request.figures},
        }
        worn = {
            f"card {tag}": [c.id, c.number] for tag, c in ground.cards.items() if tag in ground.shot.plan.tags
        }
        one(session, Take, take.id).inputs = {name: digest(value) for name, value in (whole | worn).items()}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (plan(camera=Camera(scale=Scale.CLOSE)), "the camera changed: medium, static → close-up, static"),
        (plan(action="Dark."), "the plan of the shot was changed"),
        (card(wardrobe="red oilskin coat, dark boots"), "Mara's oilskin coat changed: yellow → red"),
        (scene(light="one candle"), "the light of the scene changed: none → one candle"),
        (
            lambda s, _: revising.change_story(s, 1, style="woodcut"),
            "the style changed: ink and wash → woodcut",
        ),
    ],
)
def test_takes_of_an_earlier_program_are_judged_too(database: Database, change: Change, words: str) -> None:
    film_id = long_film.filmed(database, 1)
    with database.write("system") as session:
        _of_old(session, film_id)
    assert seen(database, film_id) == []
    with database.write("user") as session:
        change(session, board.shots(session, film_id))
    assert [one.reasons for one in seen(database, film_id)] == [(words,)]


# -- for the chat, and how fast -------------------------------------------------------------------------


def test_the_chat_is_told_of_plans_that_changed_and_not_of_memories(database: Database) -> None:
    film_id = long_film.filmed(database, 3)
    with database.write("user") as session:
        rows = board.shots(session, film_id)
        plan(action="Dark.")(session, rows)
        long_film.take(session, board.film(session, film_id), board.shots(session, film_id)[1], [1])
        film, rows = board.film(session, film_id), board.shots(session, film_id)
        assert [row.code for row in stale(session, film, rows)] == [rows[0].code]
        assert takes.rendered_before(session, 1) is None


@pytest.mark.slow
@pytest.mark.parametrize("count", [30, 300])
def test_a_film_is_judged_within_a_second(database: Database, count: int) -> None:
    film_id = long_film.filmed(database, count)
    with database.write("user") as session:
        card(wardrobe="a nightdress")(session, [])
    start = time.perf_counter()
    found = seen(database, film_id)
    assert time.perf_counter() - start < 1.0
    assert len(found) > count / 2
