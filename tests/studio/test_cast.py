from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from agent import stale
from app import making
from app.studio import worker
from app.studio.rooms import cast
from app.studio.visit import Guest, Visit
from generator.media import encode
from tests.studio.serving import Served, needs_browser
from tools import board, provenance, takes, undo, viewing
from tools.errors import NotFound, ToolError


def brought(visit: Visit, name: str, content: bytes) -> str:
    """A file as if it had been uploaded; gives its token."""
    folder = visit.studio.settings.work / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    token = f"{secrets.token_hex(16)}-{name}"
    (folder / token).write_bytes(content)
    return token


def face(visit: Visit, folder: Path, colour: tuple[int, int, int] = (180, 120, 90)) -> str:
    Image.new("RGB", (96, 128), colour).save(folder / "face.png")
    return brought(visit, "face.png", (folder / "face.png").read_bytes())


def voice(visit: Visit, folder: Path) -> str:
    tone = np.tile(np.sin(np.arange(96_000) * 0.05, dtype=np.float32) * 0.4, (2, 1))
    _, sound = encode([np.zeros((64, 64, 4), np.uint8)] * 50, tone, folder, width=64, height=64)
    return brought(visit, "voice.flac", sound.read_bytes())


def given(pieces: Any) -> dict[str, Any]:
    *_, last = pieces
    return dict(last)


def mara(visit: Visit) -> dict[str, Any]:
    return next(one for one in cast.cast(visit, "LAMP")["people"] if one["name"] == "Mara")


def codes(visit: Visit, name: str) -> list[str]:
    """The shots somebody is in frame of."""
    shown = cast.cast(visit, "LAMP")
    tag = next(one["tag"] for one in shown["people"] if one["name"] == name)
    return [shot["code"] for shot in shown["shots"] if tag in shot["people"]]


def stale_words(visit: Visit) -> dict[str, str]:
    """Why takes no longer fit, by the code of their shot."""
    with visit.look("LAMP") as (session, film):
        found = stale.standing(provenance.read(session, film.id))
        return {one.shot.code: "; ".join(one.words) for one in found.values()}


def test_the_cast_says_who_appears_where_and_how_much_they_say(visit: Visit) -> None:
    shown = cast.cast(visit, "LAMP")
    assert [one["name"] for one in shown["people"]] == ["Mara", "Jonas"]
    woman = mara(visit)
    assert (woman["lines"], woman["seen"]) == (2, 1)
    assert woman["seconds"] > 1
    assert "oilskin" in woman["stretches"][0]["wardrobe"]
    assert woman["shown"] in codes(visit, "Mara")
    assert [place["heading"] for place in shown["places"]] == ["INT. LAMP ROOM - NIGHT", "EXT. PIER - DAWN"]
    assert all(shot["still"] for shot in shown["shots"])


def test_clothes_change_from_a_shot_on_and_everywhere(visit: Visit) -> None:
    tag, third = mara(visit)["tag"], cast.cast(visit, "LAMP")["shots"][2]
    cast.change_card(visit, "LAMP", tag, {"wardrobe": "red coat"}, third["code"])
    first, second = mara(visit)["stretches"]
    assert ("oilskin" in first["wardrobe"], second["wardrobe"]) == (True, "red coat")
    assert second["from"] == third["position"]
    cast.change_card(visit, "LAMP", "Mara", {"wardrobe": "blue coat"})
    assert [one["wardrobe"] for one in mara(visit)["stretches"]] == ["blue coat"]


def test_a_change_made_from_an_old_card_is_refused(visit: Visit) -> None:
    seen = mara(visit)["seen"]
    cast.change_card(visit, "LAMP", "Mara", {"wardrobe": "red coat"}, seen=seen)
    with pytest.raises(ToolError, match="changed since you opened it"):
        cast.change_card(visit, "LAMP", "Mara", {"appearance": "20s"}, seen=seen)


def test_a_given_picture_is_in_the_slots_of_the_next_take_and_makes_the_others_stale(
    visit: Visit, tmp_path: Path
) -> None:
    picture = given(cast.give_reference(visit, "LAMP", "Mara", face(visit, tmp_path)))["picture"]
    sound = given(cast.give_reference(visit, "LAMP", "Mara", voice(visit, tmp_path), "voice"))["sound"]
    old = stale_words(visit)
    assert set(old) >= set(codes(visit, "Mara"))
    assert "Mara's reference picture was changed" in old[codes(visit, "Mara")[0]]
    spoken = next(
        shot["code"]
        for shot in cast.cast(visit, "LAMP")["shots"]
        if any(line["who"] == mara(visit)["tag"] for line in shot["lines"])
        and mara(visit)["tag"] in shot["people"]
    )
    with visit.turn("LAMP", "again") as change:
        shot = board.shot(change.session, change.film, spoken)
        takes.ask_retake(change.session, shot.id)
    making.revive(visit.studio, change.film.id)
    assert worker.work(visit.studio)
    with visit.look("LAMP") as (session, _):
        made = viewing.takes(session, shot.id)[-1]
    slot = next(slot for slot in made.request.slots if slot.character == mara(visit)["tag"])
    assert (slot.picture, slot.voice) == (picture, sound)
    assert spoken not in stale_words(visit)


def test_a_picture_can_be_undone_and_taken_away(visit: Visit, tmp_path: Path) -> None:
    given(cast.give_reference(visit, "LAMP", "Mara", face(visit, tmp_path)))
    assert mara(visit)["stretches"][0]["picture"]
    with visit.turn("LAMP", "undo") as change:
        last = undo.last_turn(change.session, change.film.id)
        undo.undo_turn(change.session, last or 0)
    assert not mara(visit)["stretches"][0]["picture"]
    given(cast.give_reference(visit, "LAMP", "Mara", face(visit, tmp_path)))
    cast.take_reference_away(visit, "LAMP", "Mara", "picture")
    assert [one["picture"] for one in mara(visit)["stretches"]] == [""]
    with pytest.raises(ToolError, match="no reference voice"):
        cast.take_reference_away(visit, "LAMP", "Mara", "voice")


def test_a_picture_everywhere_keeps_the_clothes_of_each_stretch(visit: Visit, tmp_path: Path) -> None:
    third = cast.cast(visit, "LAMP")["shots"][2]
    cast.change_card(visit, "LAMP", "Mara", {"wardrobe": "red coat"}, third["code"])
    picture = given(cast.give_reference(visit, "LAMP", "Mara", face(visit, tmp_path)))["picture"]
    first, second = mara(visit)["stretches"]
    assert [first["picture"], second["picture"]] == [picture, picture]
    assert ("oilskin" in first["wardrobe"], second["wardrobe"]) == (True, "red coat")


@pytest.mark.parametrize("what", ["picture", "voice"])
def test_a_text_called_a_picture_or_a_voice_is_refused_in_words(visit: Visit, what: str) -> None:
    token = brought(visit, "face.png", b"INT. LAMP ROOM - NIGHT")
    with pytest.raises(ToolError, match="expected a whole"):
        given(cast.give_reference(visit, "LAMP", "Mara", token, what))
    assert mara(visit)["seen"] == 1


def test_a_frame_of_a_shot_becomes_the_picture(visit: Visit) -> None:
    code = codes(visit, "Mara")[0]
    picture = given(cast.picture_from(visit, "LAMP", "Mara", code, 3))["picture"]
    with Image.open(visit.studio.store.path(picture)) as kept:
        assert kept.size == (128, 128)
    with pytest.raises(ToolError, match="got frame 9999"):
        given(cast.picture_from(visit, "LAMP", "Mara", code, 9999))


def test_a_line_of_somebody_else_is_not_their_voice(visit: Visit) -> None:
    shots = cast.cast(visit, "LAMP")["shots"]
    tag = mara(visit)["tag"]
    code, line = next(
        (shot["code"], line["line"]) for shot in shots for line in shot["lines"] if line["who"] != tag
    )
    with pytest.raises(ToolError, match="one that Mara says"):
        given(cast.voice_from(visit, "LAMP", "Mara", code, line))


def test_a_name_and_a_place_can_be_changed(visit: Visit) -> None:
    cast.rename_character(visit, "LAMP", "Jonas", "<b>Jon</b>")
    cast.change_place(visit, "LAMP", 10, {"light": "one green lamp"})
    shown = cast.cast(visit, "LAMP")
    assert shown["people"][1]["name"] == "<b>Jon</b>"
    assert shown["places"][0]["light"] == "one green lamp"
    with pytest.raises(ToolError):
        cast.change_place(visit, "LAMP", 10, {"heading": "EXT. MOON"})


def test_a_guest_gives_nothing_to_a_film_that_is_not_theirs(visit: Visit, tmp_path: Path) -> None:
    stranger = Visit(visit.studio, Guest("ada", frozenset({"OTHER"})), visit.staffing)
    with pytest.raises(NotFound):
        given(cast.give_reference(stranger, "LAMP", "Mara", face(visit, tmp_path)))


@needs_browser
def test_a_picture_is_brought_and_undone_on_the_page(
    served: Served, page_of: Callable[..., Any], tmp_path: Path
) -> None:
    Image.new("RGB", (96, 128), (180, 120, 90)).save(tmp_path / "face.png")
    page = page_of(f"{served.url}?film=LAMP&room=cast")
    card = page.get_by_role("region", name="Mara", exact=True)
    card.get_by_label("Bring a picture…").set_input_files(tmp_path / "face.png")
    expect(card.get_by_alt_text("Reference picture of Mara")).to_be_visible()
    card.get_by_role("button", name="Take away").click()
    expect(card.get_by_text("No picture of their own yet")).to_be_visible()


@needs_browser
def test_clothes_are_changed_from_a_shot_on_with_the_keyboard_alone(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=cast", size=(390, 844))
    card = page.get_by_role("region", name="Jonas", exact=True)
    card.get_by_label("Clothes").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("black scarf")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card.get_by_role("group", name="Versions over the film").get_by_role("button")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
