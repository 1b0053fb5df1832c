"""Two users of one film: what does not touch stands together, the rest is refused, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent import remarks
from agent.book import Book
from agent.chat import Reply, converse
from agent.desk import Desk
from agent.house import House
from agent.house_router import HouseRouter
from agent.model import Listen, Tool
from agent.model_router import ModelRouter
from agent.remarks import Heard, Remark
from agent.router import Router, Run
from agent.scripted import Calls, Scripted
from agent.stage import Stage
from agent.toolbox import shelf
from agent.toolbox.kit import Hand
from agent.writer import A
from skills.library import Facts, Library
from tests import long_film
from tests.making import Home
from tools import board, memory, merging, planning, revising, viewing
from tools.db import open_database
from tools.records import ShotStatus
from tools.talk import MessageRow

Meanwhile = Callable[[], object]
HER = "make Mara's coat red from shot 2 on"


@pytest.fixture
def film(home: Home) -> int:
    """A film of six shots whose takes are rows only: 0010 … 0040 in scene 10, two shots in scene 20."""
    return long_film.filmed(home.database, 6)


def hand(home: Home, words: str, seen: int | None = None) -> Hand:
    """A user who says something of the film as it is now, or as it was at a mark."""
    with home.database.write("user") as session:
        film_id = board.films(session)[0].id
        at = merging.mark(session, film_id) if seen is None else seen
        return Hand(home.crew(), film_id, planning.open_turn(session, film_id, "user", words), at)


def use(of: Hand, tool: str, **arguments: object) -> shelf.Result:
    return shelf.use(of, Stage.FINISHED, tool, shelf.written(arguments))


def worn(home: Home, place: int) -> str:
    with home.database.read() as session:
        return memory.cards_at(session, home.film().id, place)[long_film.MARA].wardrobe


def scene(home: Home, place: int) -> tuple[str, str]:
    with home.database.read() as session:
        found = board.scene_of(session, home.shots()[place].id)
    return found.light, found.description


# -- cards and scenes -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("film")
def test_two_changes_of_one_scene_both_stand_where_they_are_of_different_fields(home: Home) -> None:
    mine, theirs = hand(home, "dark"), hand(home, "bare")
    assert use(theirs, "change_scene", scene="10", description="bare boards").done
    assert use(mine, "change_scene", scene="10", light="one candle").done
    assert scene(home, 0) == ("one candle", "bare boards")


@pytest.mark.usefixtures("film")
def test_a_scene_whose_light_somebody_changed_is_not_lit_again_unseen(home: Home) -> None:
    mine, theirs = hand(home, "dark"), hand(home, "a bright morning")
    assert use(theirs, "change_scene", scene="10", light="the sun").done
    done = use(mine, "change_scene", scene="10", light="one candle", description="bare boards")
    assert done.text == (
        "scene 10 had the light changed by user (“a bright morning”) in the meantime. Look at it again; "
        "nothing was changed."
    )
    assert scene(home, 0) == ("the sun", "")
    assert use(hand(home, "dark"), "change_scene", scene="10", light="one candle").done
    assert scene(home, 0) == ("one candle", "")


@pytest.mark.usefixtures("film")
def test_the_same_light_twice_is_no_conflict(home: Home) -> None:
    mine, theirs = hand(home, "dark"), hand(home, "dark")
    for one in (mine, theirs):
        assert use(one, "change_scene", scene="10", light="one candle").done
    assert scene(home, 0)[0] == "one candle"


def test_other_clothes_and_another_voice_of_one_person_both_stand(home: Home, film: int) -> None:
    mine, theirs = hand(home, "a red coat"), hand(home, "a clear voice")
    assert use(theirs, "change_character", character="Mara", voice="clear and high").done
    assert use(mine, "change_wardrobe", character="Mara", wardrobe="red coat", from_shot="2").done
    with home.database.read() as session:
        card = memory.cards_at(session, film, 4)[long_film.MARA]
        assert "red" in card.wardrobe
        assert card.voice == "clear and high"


@pytest.mark.usefixtures("film")
def test_clothes_that_somebody_changed_from_an_earlier_shot_on_are_not_changed_unseen(home: Home) -> None:
    mine, theirs = hand(home, "a blue coat"), hand(home, HER)
    assert use(theirs, "change_wardrobe", character="Mara", wardrobe="red coat", from_shot="2").done
    state = [worn(home, place) for place in range(6)]
    done = use(mine, "change_wardrobe", character="Mara", wardrobe="blue coat", from_shot="4")
    assert done.text == (
        f"Mara had the wardrobe changed in LAMP_010_0030 by user (“{HER}”) in the meantime. "
        "Look at it again; nothing was changed."
    )
    assert [worn(home, place) for place in range(6)] == state


def test_clothes_of_other_shots_of_the_same_person_both_stand(home: Home, film: int) -> None:
    mine, theirs = hand(home, "a red coat here"), hand(home, "a blue coat at the end")
    assert use(theirs, "change_wardrobe", character="Mara", wardrobe="blue coat", from_shot="5").done
    with home.database.write("user", mine.turn_id) as session:
        mara = memory.cards_at(session, film, 0)[long_film.MARA].character_id
        revising.change_card(session, mara, {"wardrobe": "red coat"}, 1, 3, seen=mine.seen)
    assert [("red" in worn(home, n), "blue" in worn(home, n)) for n in range(6)] == [
        (False, False),
        (True, False),
        (True, False),
        (False, False),
        (False, True),
        (False, True),
    ]


@pytest.mark.usefixtures("film")
def test_a_name_and_the_style_are_not_changed_unseen(home: Home) -> None:
    mine, theirs = hand(home, "mine"), hand(home, "theirs")
    assert use(theirs, "change_character", character="Mara", name="Ines").done
    assert use(theirs, "change_style", style="woodcut").done
    assert (
        "had the name changed by user (“theirs”)"
        in use(mine, "change_character", character="ID_A", name="Nora").text
    )
    assert "the film had the style changed" in use(mine, "change_style", style="oil").text
    assert use(mine, "change_style", title="The Flame").done
    assert (home.film().style, home.film().title) == ("woodcut", "The Flame")


# -- the shot list --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("film")
def test_a_shot_that_somebody_changed_is_not_left_out_unseen(home: Home) -> None:
    mine, theirs = hand(home, "cut 3"), hand(home, "rain in 3")
    assert use(theirs, "change_shot", shot="3", sound="rain").done
    done = use(mine, "omit_shot", shot="3")
    assert "had its sound changed by user (“rain in 3”) in the meantime" in done.text
    assert home.shots()[2].status is not ShotStatus.OMIT
    assert use(hand(home, "cut 3"), "omit_shot", shot="3").done


@pytest.mark.usefixtures("film")
def test_a_shot_that_somebody_left_out_is_not_changed_unseen(home: Home) -> None:
    mine, theirs = hand(home, "rain in 3"), hand(home, "cut 3")
    assert use(theirs, "omit_shot", shot="3").done
    done = use(mine, "change_shot", shot="3", sound="rain")
    assert "was left out of the film by user (“cut 3”) in the meantime" in done.text
    assert home.shots()[2].plan.sound == ""


@pytest.mark.usefixtures("film")
def test_a_place_means_the_shot_that_stood_there_when_the_user_looked(home: Home) -> None:
    mine, theirs = hand(home, "rain in 3"), hand(home, "swap 3 and 4")
    codes = [shot.code for shot in home.shots()]
    assert use(theirs, "swap_shots", first="3", second="4").done
    done = use(mine, "change_shot", shot="3", sound="rain")
    assert f"shot 3 is now {codes[3]}: moved by user (“swap 3 and 4”)" in done.text
    assert use(mine, "change_shot", shot=codes[2], sound="rain").done
    assert use(mine, "change_shot", shot="1", sound="wind").done
    assert {shot.code: shot.plan.sound for shot in home.shots() if shot.plan.sound} == {
        codes[2]: "rain",
        codes[0]: "wind",
    }


@pytest.mark.usefixtures("film")
def test_two_moves_that_do_not_cross_both_stand_and_others_are_refused(home: Home) -> None:
    first, second, third, fourth, fifth, sixth = (shot.code for shot in home.shots())
    mine, theirs = hand(home, "mine"), hand(home, "theirs")
    assert use(theirs, "move_shot", shot=first, to=2).done
    assert use(mine, "move_shot", shot=sixth, to=4).done
    assert not use(mine, "move_shot", shot=fourth, to=1).done
    assert [shot.code for shot in home.shots()] == [second, first, third, sixth, fourth, fifth]


@pytest.mark.usefixtures("film")
def test_a_shot_put_in_at_the_front_does_not_let_a_place_slip(home: Home) -> None:
    mine, theirs = hand(home, "cut 2"), hand(home, "theirs")
    assert use(theirs, "insert_shot", action="The sea at night.").done
    assert "shot 2 is now LAMP_010_0010: moved by user (“theirs”)" in use(mine, "omit_shot", shot="2").text
    assert all(shot.status is not ShotStatus.OMIT for shot in home.shots())


@pytest.mark.usefixtures("film")
def test_who_did_it_all_themselves_is_never_refused(home: Home) -> None:
    mine = hand(home, "a long wish")
    for tool, wanted in (
        ("swap_shots", {"first": "3", "second": "4"}),
        ("change_shot", {"shot": "3", "sound": "rain"}),
        ("change_shot", {"shot": "3", "sound": "wind"}),
        ("change_scene", {"scene": "10", "light": "dusk"}),
        ("change_scene", {"scene": "10", "light": "dawn"}),
        ("change_wardrobe", {"character": "Mara", "wardrobe": "red coat", "from_shot": "3"}),
        ("change_wardrobe", {"character": "Mara", "wardrobe": "blue coat", "from_shot": "3"}),
        ("omit_shot", {"shot": "3"}),
    ):
        assert use(mine, tool, **wanted).done, tool


@pytest.mark.usefixtures("film")
def test_the_film_is_not_made_shorter_where_somebody_changed_a_length(home: Home) -> None:
    assert use(hand(home, "longer"), "change_shot", shot="2", seconds=6).done
    mine, theirs = hand(home, "shorter"), hand(home, "longer still")
    assert use(theirs, "change_shot", shot="2", seconds=8).done
    assert "had its frames changed by user (“longer still”)" in use(mine, "shorten", to=2).text
    assert home.shots()[1].plan.frames == 201


# -- the front doors: chat by rules, chat by a model, notes ----------------------------------------------


@dataclass
class Slow:
    """A router that thinks for so long that somebody else does something meanwhile."""

    router: Router
    meanwhile: Meanwhile

    def route(
        self,
        words: str,
        stage: Stage,
        film: str,
        history: Sequence[MessageRow],
        tools: Sequence[Tool],
        run: Run,
        listen: Listen,
    ) -> str:
        self.meanwhile()
        return self.router.route(words, stage, film, history, tools, run, listen)


@dataclass
class Thinking(House):
    """A writer that thinks for so long that somebody else does something meanwhile."""

    meanwhile: Meanwhile

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        self.meanwhile()
        return super().ask(step, values, answer)


def by_rules(home: Home, film_id: int, words: str, meanwhile: Meanwhile) -> Reply:
    return converse(home.crew(), Slow(HouseRouter(), meanwhile), film_id, words)


def by_model(home: Home, film_id: int, words: str, meanwhile: Meanwhile, *calls: Any) -> Reply:
    scripted = Scripted({"chat-router": (Calls(list(calls)), "Done!")})
    router = ModelRouter(Desk(scripted, Library(), Book(home.database, film_id), Facts()))
    return converse(home.crew(), Slow(router, meanwhile), film_id, words)


def noted(home: Home, film_id: int, place: int, words: str, meanwhile: Meanwhile) -> Heard:
    with home.database.write("user") as session:
        turn_id = planning.open_turn(session, film_id, "user", words)
        take = viewing.take(session, board.shots(session, film_id)[place].take_id or 0)
    return remarks.note(home.crew(writer=Thinking(meanwhile)), film_id, turn_id, take, Remark(words))


def test_in_the_chat_by_rules_what_somebody_did_meanwhile_is_kept_and_told(home: Home, film: int) -> None:
    def meanwhile() -> None:
        use(hand(home, HER), "change_wardrobe", character="Mara", wardrobe="red coat", from_shot="2")

    reply = by_rules(
        home, film, "make Mara's coat blue from shot 3 on; no music; hold longer on 5", meanwhile
    )
    assert f"Not done: Mara had the wardrobe changed in LAMP_020_0010 by user (“{HER}”)" in reply.text
    assert "010_0040: length" in reply.text
    assert ["red" in worn(home, n) for n in (0, 1, 5)] == [False, True, True]


def test_in_the_chat_by_a_model_what_somebody_did_meanwhile_is_kept_and_told(home: Home, film: int) -> None:
    def meanwhile() -> None:
        use(hand(home, "dusk, please"), "change_scene", scene="10", light="dusk")

    calls = [
        ("change_scene", {"scene": "10", "light": "noon"}),
        ("change_shot", {"shot": "1", "sound": "wind"}),
    ]
    reply = by_model(home, film, "noon, and wind", meanwhile, *calls)
    assert "Not done: scene 10 had the light changed by user (“dusk, please”)" in reply.text
    assert (scene(home, 0)[0], home.shots()[0].plan.sound) == ("dusk", "wind")


def test_a_note_that_was_thought_about_too_long_does_not_undo_what_somebody_did(
    home: Home, film: int
) -> None:
    def meanwhile() -> None:
        use(hand(home, "wide"), "change_shot", shot="1", scale="wide", sound="rain")

    heard = noted(home, film, 0, "closer", meanwhile)
    assert "LAMP_010_0010 had its camera changed by user (“wide”) in the meantime" in heard.text
    assert "kept as a note" in heard.text
    plan = home.shots()[0].plan
    assert (plan.camera.scale, plan.sound) == ("wide", "rain")


def test_an_undo_does_not_take_back_what_was_not_seen(home: Home, film: int) -> None:
    def meanwhile() -> None:
        use(hand(home, "woodcut"), "change_style", style="woodcut")

    use(hand(home, "oil"), "change_style", style="oil")
    assert "“woodcut” was done in the meantime" in by_rules(home, film, "undo", meanwhile).text
    assert home.film().style == "woodcut"


# -- any two users, in any order -------------------------------------------------------------------------

State = dict[tuple[str, object, str], object]
"""What a film says: by what kind of thing, which one, which field."""


def state_of(home: Home, film_id: int) -> State:
    found: State = {}
    with home.database.read() as session:
        rows = board.shots(session, film_id)
        for row in rows:
            found[("place", row.id, "")] = row.position
            found[("in the film", row.id, "")] = row.status is not ShotStatus.OMIT
            found |= {
                ("plan", row.id, name): repr(getattr(row.plan, name)) for name in type(row.plan).model_fields
            }
            for tag, card in memory.cards_at(session, film_id, row.position).items():
                found |= {("worn", row.id, f"{tag} {n}"): getattr(card, n) for n in ("wardrobe", "voice")}
        for one in board.scenes(session, film_id).scenes:
            found |= {("scene", one.number, n): getattr(one, n) for n in ("time", "light", "description")}
        found[("film", "", "style")] = board.film(session, film_id).style
    return found


@dataclass
class User:
    """Somebody who looked at the film once, and knows what they did to it since."""

    name: str
    hand: Hand
    view: State
    order: list[str]
    """Codes of the shots, by place, as they were."""

    @classmethod
    def looking(cls, home: Home, film_id: int, name: str) -> User:
        return cls(name, hand(home, name), state_of(home, film_id), [shot.code for shot in home.shots()])

    def did(self, before: State, after: State) -> None:
        """They know what they changed, and nothing else."""
        self.view |= {key: value for key, value in after.items() if value != before.get(key)}


KIND = {
    "change_shot": "plan",
    "change_wardrobe": "worn",
    "change_character": "worn",
    "change_scene": "scene",
    "change_style": "film",
    "swap_shots": "place",
    "move_shot": "place",
}
"""What a tool is meant to change; what it changes beside that (clothes of a shot that is moved) follows."""


def wish(a: int, b: int, what: str, by_place: bool, order: Sequence[str]) -> dict[str, object]:
    """The arguments of a tool, with shots named by place or code as the user knows them."""
    first, second = (str(n % len(order) + 1) if by_place else order[n % len(order)] for n in (a, b))
    given: dict[str, dict[str, object]] = {
        "sound": {"shot": first, "sound": f"wind {b}"},
        "music": {"shot": first, "music": f"cello {b}"},
        "seconds": {"shot": first, "seconds": 3 + b % 5},
        "wardrobe": {"character": "Mara", "wardrobe": f"coat {b}, boots", "from_shot": first},
        "voice": {"character": "Mara", "voice": f"voice {b}", "from_shot": first},
        "light": {"scene": str(10 + 10 * (a % 2)), "light": f"light {b}"},
        "description": {"scene": str(10 + 10 * (a % 2)), "description": f"wall {b}"},
        "style": {"style": f"style {b}"},
        "swap": {"first": first, "second": second},
        "move": {"shot": first, "to": b % len(order) + 1},
        "omit": {"shot": first},
        "restore": {"shot": first},
        "insert": {"after": first, "action": "A gull."},
    }
    return given[what]


TOOLS = {
    "sound": "change_shot",
    "music": "change_shot",
    "seconds": "change_shot",
    "wardrobe": "change_wardrobe",
    "voice": "change_character",
    "light": "change_scene",
    "description": "change_scene",
    "style": "change_style",
    "swap": "swap_shots",
    "move": "move_shot",
    "omit": "omit_shot",
    "restore": "restore_shot",
    "insert": "insert_shot",
}
steps = st.one_of(
    st.tuples(st.integers(0, 1), st.just("look"), st.just(0), st.just(0), st.booleans()),
    *[
        st.tuples(st.integers(0, 1), st.just(what), st.integers(0, 5), st.integers(0, 5), st.booleans())
        for what in TOOLS
    ],
)


def words_in(what: str, given: Mapping[str, object]) -> list[str]:
    """The words of an edit that must stand in the film afterwards."""
    return [str(given[what])] if what in {"sound", "music", "voice", "light", "description", "style"} else []


def overwritten(user: User, before: State, after: State, tool: str) -> list[tuple[str, object, str]]:
    """What a user changed, or left out, although it was no longer as they knew it."""
    kind = KIND.get(tool)
    changed = {key for key, value in after.items() if value != before.get(key)}
    hit = {key for key in changed if key[0] == kind}
    if tool == "omit_shot":
        gone = {key[1] for key in changed if key[0] == "in the film"}
        hit |= {key for key in before if key[0] == "plan" and key[1] in gone}
    return [key for key in hit if key in user.view and before.get(key) != user.view[key]]


@settings(max_examples=25, deadline=None)
@given(done=st.lists(steps, min_size=2, max_size=14))
def test_whatever_two_users_do_no_edit_is_overwritten_unseen_and_every_refusal_says_who_and_what(
    filmed: Path, done: list[tuple[int, str, int, int, bool]]
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copy(filmed, Path(folder) / "dailies.db")
        home = Home(open_database(f"sqlite:///{Path(folder) / 'dailies.db'}"), Path(folder))
        film_id = home.film().id
        users = [User.looking(home, film_id, name) for name in ("Ines", "Nora")]
        for who, what, a, b, by_place in done:
            user, other, before = users[who], users[1 - who], state_of(home, film_id)
            if what == "look":
                users[who] = User.looking(home, film_id, user.name)
                continue
            given = wish(a, b, what, by_place, user.order)
            result = use(user.hand, TOOLS[what], **given)
            after = state_of(home, film_id)
            if not result.done:
                assert after == before
            if "in the meantime" in result.text:
                assert f"(“{other.name}”)" in result.text
                assert before != user.view
            if result.done:
                assert overwritten(user, before, after, TOOLS[what]) == []
                assert all(any(said in str(v) for v in after.values()) for said in words_in(what, given))
                user.did(before, after)
        home.database.close()


@pytest.fixture(scope="module")
def filmed(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a film of six shots, to be copied."""
    path = tmp_path_factory.mktemp("filmed") / "dailies.db"
    shutil.copy(migrated, path)
    database = open_database(f"sqlite:///{path}")
    long_film.filmed(database, 6)
    database.close()
    return path
