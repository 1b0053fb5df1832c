from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from agent import impact
from agent.impact_rehearsal import foreseen, rehearsal
from agent.stale import Stale, standing
from tests import long_film
from tests.long_film import MARA
from tests.making import Home
from tools import board, pinning, provenance, revising, takes
from tools.errors import ToolError
from tools.provenance import Web
from tools.provenance_price import Price, Rate, price
from tools.records import ShotStatus

SHOTS = 30


@pytest.fixture(scope="module")
def long(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a finished film of thirty shots."""
    return long_film.finished(migrated, tmp_path_factory.mktemp("long"), SHOTS)


@pytest.fixture(scope="module")
def short(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a finished film of twelve shots."""
    return long_film.finished(migrated, tmp_path_factory.mktemp("short"), 12)


@pytest.fixture
def thirty(long: Path, tmp_path: Path) -> Home:
    """The long film, for one test."""
    return long_film.copied(long, tmp_path / "home")


@pytest.fixture
def home(short: Path, tmp_path: Path) -> Home:
    """The short film, for one test."""
    return long_film.copied(short, tmp_path / "home")


def seen(home: Home) -> tuple[Web, dict[int, Stale]]:
    """The film and its stale takes."""
    with home.database.read() as session:
        web = provenance.read(session, home.film().id)
    return web, standing(web, home.camera.capabilities)


def ways(home: Home) -> dict[str, impact.WayOut]:
    """What can be done about all its stale takes."""
    web, stale = seen(home)
    with home.database.read() as session:
        fast = impact.speed(session, web.film, home.camera.capabilities)
    return {
        way.name: way for way in impact.ways_out(web, list(stale.values()), fast, home.camera.capabilities)
    }


def again(home: Home, *shots: board.ShotRow, same_seed: bool = False) -> list[str]:
    """Another take of these shots; gives the names of all takes that were made."""
    before = {take.id for take in home.takes()}
    with home.database.write("user") as session:
        for shot in shots:
            takes.ask_retake(session, shot.id, same_seed=same_seed)
    long_film.render(home, home.film().id)
    return [f"{take.code} v{take.number:03d}" for take in home.takes() if take.id not in before]


def redress(home: Home, wardrobe: str, position: int) -> None:
    """Other clothes for Mara from a place on."""
    with home.database.write("user") as session:
        revising.change_card(session, 1, {"wardrobe": wardrobe}, position)


# -- one shot again -------------------------------------------------------------------------------------


def test_another_take_of_one_shot_is_one_render_and_marks_who_remembers_the_old_one(thirty: Home) -> None:
    first, *others = thirty.shots()
    clips = {take.id: take.clip for take in thirty.takes()}
    assert again(thirty, first) == [f"{first.code} v002"]
    assert {take.id: take.clip for take in thirty.takes() if take.id in clips} == clips
    assert [shot.take_id for shot in thirty.shots()[1:]] == [shot.take_id for shot in others]
    web, stale = seen(thirty)
    words = f"remembers {first.code} v001, now v002"
    for shot in others:
        take = web.circled(shot)
        assert take is not None
        remembers = any(slot.take_id == first.take_id for slot in take.slots)
        assert (words in (stale[shot.id].reasons if shot.id in stale else ())) == remembers
    assert {one.reasons for one in stale.values() if one.itself} == {(words,)}


def test_only_what_is_chosen_is_rendered_again_and_then_fits(thirty: Home) -> None:
    again(thirty, thirty.shots()[0])
    _, stale = seen(thirty)
    chosen = impact.chosen(stale, [one.shot for one in list(stale.values())[:2]])
    assert len(chosen) == 2
    assert again(thirty, *(one.shot for one in chosen), same_seed=True) == [
        f"{one.shot.code} v002" for one in chosen
    ]
    assert chosen[0].shot.id not in seen(thirty)[1]


def test_rendering_all_of_them_in_order_leaves_nothing_stale(home: Home) -> None:
    again(home, home.shots()[-4])
    stale = seen(home)[1]
    assert stale
    made = again(home, *(one.shot for one in impact.chosen(stale, ())), same_seed=True)
    assert made == [f"{one.shot.code} v002" for one in stale.values()]
    assert seen(home)[1] == {}


def test_going_back_to_the_older_take_makes_everything_fit_again(home: Home) -> None:
    first = home.shots()[0]
    again(home, first)
    assert seen(home)[1]
    assert first.take_id is not None
    with home.database.write("user") as session:
        takes.approve(session, first.take_id)
    assert seen(home)[1] == {}


def test_a_new_take_that_shows_the_same_makes_nothing_stale(home: Home) -> None:
    first = home.shots()[0]
    assert again(home, first, same_seed=True) == [f"{first.code} v002"]
    assert home.takes()[1].reused == f"{first.code} v001"
    assert seen(home)[1] == {}


def test_a_take_that_remembers_a_stale_one_is_stale_in_a_weaker_sense(home: Home) -> None:
    again(home, home.shots()[0])
    weak = [one for one in seen(home)[1].values() if not one.itself]
    assert weak
    assert all(words.endswith(", which it remembers, is itself stale") for one in weak for words in one.words)


# -- other clothes --------------------------------------------------------------------------------------


def test_other_clothes_from_shot_nine_on_leave_earlier_takes_and_are_the_only_reason(thirty: Home) -> None:
    redress(thirty, "red oilskin coat, dark boots", 8)
    shots = thirty.shots()
    _, stale = seen(thirty)
    hers = [shot for shot in shots[8:] if MARA in shot.plan.tags]
    assert [one.shot.id for one in stale.values() if one.itself] == [shot.id for shot in hers]
    words = f"Mara's oilskin coat changed: yellow → red, from {shots[8].code} on"
    assert {one.reasons for one in stale.values() if one.itself} == {(words,)}
    assert all(one.shot.position >= 8 for one in stale.values())


def test_faces_and_voices_stay_in_their_slots_when_clothes_change(home: Home) -> None:
    redress(home, "red oilskin coat, dark boots", 8)
    speaking = next(s for s in home.shots()[9:] if MARA in s.plan.tags and s.plan.lines)

    def kept() -> list[tuple[str, str, bool]]:
        take = [take for take in home.takes() if take.shot_id == speaking.id][-1]
        return [(s.character, s.source, s.voiced) for s in take.slots if s.kind == "fixed"]

    before = kept()
    assert again(home, speaking, same_seed=True) == [f"{speaking.code} v002"]
    assert kept() == before
    assert (MARA, f"{home.shots()[0].code} v001", True) in before
    assert speaking.id not in seen(home)[1]


# -- ways out -------------------------------------------------------------------------------------------


def test_every_way_out_has_its_price(home: Home) -> None:
    again(home, home.shots()[0])
    _, stale = seen(home)
    found = ways(home)
    assert list(found) == ["keep", "pin", "render"]
    assert found["keep"].price == found["pin"].price
    assert found["keep"].price.seconds == 0.0
    assert found["render"].shots == tuple(one.shot.code for one in stale.values())
    assert found["render"].price.shots == len(stale)
    assert found["render"].price.measured
    assert found["render"].price.seconds is not None
    assert found["render"].price.seconds > 0
    assert (found["render"].price.gpu_seconds, found["render"].price.tokens) == (0.0, 0)


def test_nothing_is_offered_where_every_take_fits(home: Home) -> None:
    assert ways(home) == {}


def test_pinning_what_was_replaced_makes_a_take_fit_without_a_render(home: Home) -> None:
    again(home, home.shots()[0])
    _, stale = seen(home)
    able = ways(home)["pin"].shots
    with home.database.write("user") as session:
        for one in stale.values():
            if one.shot.code in able:
                pinning.keep(session, one.shot.id)
    assert set(able).isdisjoint(one.shot.code for one in seen(home)[1].values())


def test_an_earlier_take_that_fits_is_offered_instead_of_a_render(home: Home) -> None:
    last = home.shots()[-1]
    with home.database.write("user") as session:
        revising.change_scene(session, last.scene_id, {"light": "one candle"})
        revising.retake(session, [last.id])
    long_film.render(home, home.film().id)
    with home.database.write("user") as session:
        revising.change_scene(session, last.scene_id, {"light": ""})
    assert ways(home)["back"].shots == (last.code,)
    assert ways(home)["back"].words.endswith(f"{last.code} v001")


def test_a_shot_that_fits_or_has_no_take_is_not_refreshed(home: Home) -> None:
    _, stale = seen(home)
    with pytest.raises(ToolError, match="fits as it is, expected a take that is stale"):
        impact.chosen(stale, home.shots()[:1])


# -- before a change ------------------------------------------------------------------------------------


def test_what_a_change_would_do_is_known_before_it_is_made_and_nothing_is_kept(home: Home) -> None:
    before = home.shots()
    with home.database.read() as session:
        journal, cast = len(board.journal(session, home.film().id)), board.cast(session, home.film().id)
    told = foreseen(home.crew(), home.film().id, "make Mara's coat red from shot 9 on")
    assert told.told.startswith("Mara wears red oilskin coat")
    own = [one for one in told.stale if one.itself]
    assert own
    assert all(one.reasons[0].startswith("Mara's oilskin coat changed: yellow → red") for one in own)
    assert next(way for way in told.ways if way.name == "render").price.shots == len(told.stale)
    with home.database.read() as session:
        assert len(board.journal(session, home.film().id)) == journal
        assert board.cast(session, home.film().id) == cast
    assert home.shots() == before
    assert seen(home)[1] == {}


def test_a_change_that_is_not_understood_or_cannot_be_is_said(home: Home) -> None:
    with pytest.raises(ToolError, match="expected a change such as"):
        foreseen(home.crew(), home.film().id, "more melancholy")
    with pytest.raises(ToolError, match="expected 1 to 12"):
        foreseen(home.crew(), home.film().id, "make Mara's coat red from shot 40 on")


def _wrong(session: Session, shot_id: int) -> None:
    """Omits a shot, and then asks for what cannot be."""
    revising.omit_shot(session, shot_id)
    revising.restore_shot(session, shot_id)
    revising.omit_shot(session, shot_id)
    revising.restore_shot(session, shot_id + 1)


def test_a_rehearsal_gives_up_what_went_wrong_in_it_and_goes_on(home: Home) -> None:
    shot = home.shots()[0]
    with rehearsal(home.database) as (stage, session):
        with pytest.raises(ToolError, match="expected omit"), stage.write("user") as inner:
            _wrong(inner, shot.id)
        assert board.shot_row(session, shot.id).status is not ShotStatus.OMIT


# -- who rests on what ----------------------------------------------------------------------------------


def test_what_rests_on_somebody_a_scene_or_the_style_is_known_in_order(home: Home) -> None:
    web, _ = seen(home)
    places = {shot.id: shot.position for shot in web.shots}
    somebody = impact.resting_on_somebody(web, MARA)
    shown = [one for one in somebody if one.steps == 1]
    assert {web.by_id[one.shot_id].code for one in shown} == {
        s.code for s in web.shots if MARA in s.plan.tags
    }
    assert {one.words for one in shown} == {"shows Mara (card 1)"}
    assert [places[one.shot_id] for one in somebody] == sorted(places[one.shot_id] for one in somebody)
    scene = impact.resting_on_scene(web, 20)
    assert {one.words for one in scene if one.steps == 1} == {"plays in scene 20"}
    assert len(impact.resting_on_style(web)) == 12


def test_what_was_never_rendered_has_nothing_resting_on_it(home: Home) -> None:
    web, _ = seen(home)
    with pytest.raises(ToolError, match="v007 has not been rendered"):
        impact.resting_on(web, web.shots[0], 7)


# -- prices ---------------------------------------------------------------------------------------------


def test_a_price_says_how_it_is_known() -> None:
    unknown = price(Rate(None, measured=False, gpu=False, tokens=0.0, engine="echo"), [25, 50])
    assert (unknown.seconds, unknown.measured) == (None, False)
    assert unknown.words == "no take by echo yet, so nobody knows how long it takes"
    known = price(Rate(8.0, measured=True, gpu=True, tokens=1200.5, engine="echo"), [25, 50])
    assert known == Price(
        2, 24.0, 24.0, 2401, measured=True, words="about 24 s of rendering, 24 GPU-seconds, 2,401 tokens"
    )
    scaled = price(Rate(100.0, measured=False, gpu=False, tokens=0.0, engine="echo"), [25, 50])
    assert scaled.words == "about 5 min of rendering, reckoned from takes of another size"
