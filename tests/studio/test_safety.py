from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from app.studio.doors import WHOLE, Door, doors
from app.studio.rooms import ROOMS
from tests.app.running import dailies
from tests.making import SCRIPT
from tests.studio.calling import answer, as_, calling, users
from tests.studio.serving import Served, needs_browser

EVIL = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
KEY = "sk-never-to-be-seen"
"""The model's key."""
GIVEN: dict[str, Any] = {
    "shot": "LAMP_010_0010",
    "shots": ["LAMP_010_0010"],
    "beside": "LAMP_010_0010",
    "source": "LAMP_010_0010",
    "other": "LAMP_010_0010",
    "from_shot": "LAMP_010_0010",
    "before": "LAMP_010_0010",
    "upload": "0" * 32 + "-words.txt",
    "text": "warmer light",
    "words": "warmer light",
    "action": "She waits.",
    "take": "v001",
    "character": "Mara",
    "name": "Nora",
    "changes": {"wardrobe": "a green coat"},
    "fields": {"action": "She waits."},
    "what": "picture",
}
"""Something of the film LAMP for every argument that could name it."""
SHOTS = frozenset(("shot", "shots", "beside", "source"))
"""Arguments that name a shot: one of another film is refused."""
FILMS = [door for door in doors(ROOMS) if any(p.name == "film" for p in door.given)]


@dataclass
class Two:
    """A home with two films, one guest for each and one for both."""

    home: Path
    client: TestClient
    ada: dict[str, str]
    """May see MOTH alone."""
    bo: dict[str, str]
    """May see both."""

    def stamp(self) -> list[Any]:
        """Changes with every row of either film."""
        with sqlite3.connect(self.home / "dailies.db") as rows:
            tables = ("journal", "turn", "job", "take", "note", "message", "card", "media")
            return [rows.execute(f"select count(*), max(id) from {t}").fetchone() for t in tables[:-1]]


@pytest.fixture(scope="module")
def two(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("two") / "home"))
    script = tmp_path_factory.mktemp("scripts") / "moth.fountain"
    script.write_text(SCRIPT.replace("The Lamp", "The Moth").replace("lamp", "moth"))
    done = dailies(home, "make", str(script), "--size", "128x128", "--yes")
    assert done.returncode == 0, done.stderr
    given: dict[str, Any] = {
        "studio_users": users(ada="moth", bo="both"),
        "studio_films": {"ada": ["MOTH"]},
        "studio_upload_mb": 1,
        "llm_base_url": f"http://someone:{KEY}@127.0.0.1:9/v1",
        "llm_api_key": KEY,
        "llm_model": "nothing",
    }
    with calling(home, **given) as client:
        yield Two(home, client, as_("ada", "moth"), as_("bo", "both"))


def arguments(door: Door, film: str) -> list[Any]:
    """What to call a door with, in order."""
    found = []
    for parameter in door.given:
        kind = str(parameter.annotation)
        preset = parameter.default if parameter.default is not parameter.empty else 1
        fits = parameter.name in GIVEN and not (parameter.name == "before" and "str" not in kind)
        found.append(film if parameter.name == "film" else GIVEN[parameter.name] if fits else preset)
    return found


def name_of(door: Door) -> str:
    return f"{door.name}{WHOLE}" if door.streams else door.name


@pytest.mark.parametrize("door", FILMS, ids=lambda door: door.name)
def test_a_film_that_is_not_open_to_a_guest_is_not_there_for_them(two: Two, door: Door) -> None:
    before = two.stamp()
    for code in ("LAMP", "lamp", "Lamp"):
        said = answer(two.client, name_of(door), *arguments(door, code), **two.ada)
        assert said == f"there is no film {code!r} here: the list of films shows what there is"
    assert two.stamp() == before


def test_a_film_that_is_closed_and_one_that_never_was_are_refused_alike(two: Two) -> None:
    said = [answer(two.client, "board", code, **two.ada) for code in ("LAMP", "NONE")]
    assert said[0].replace("LAMP", "NONE") == said[1]


@pytest.mark.parametrize(
    "code", ["", "1", "%", "_", "LAMP'--", "../LAMP", "LAMP\x00", "ＬＡＭＰ", "L" * 10_000]
)
def test_a_forged_code_is_no_film(two: Two, code: str) -> None:
    assert "there is no film" in answer(two.client, "pulse", code, **two.bo)


@pytest.mark.parametrize(
    "door", [d for d in FILMS if SHOTS & {p.name for p in d.given}], ids=lambda door: door.name
)
def test_a_shot_of_another_film_is_no_shot_of_this_one(two: Two, door: Door) -> None:
    before = two.stamp()
    said = answer(two.client, name_of(door), *arguments(door, "MOTH"), **two.bo)
    assert isinstance(said, str), said
    assert "something went wrong" not in said.lower()
    assert two.stamp() == before


def test_turns_and_notes_of_another_film_are_refused(two: Two) -> None:
    noted = answer(
        two.client, f"note{WHOLE}", "LAMP", "LAMP_010_0010", "too dark", -1, "", "", "", False, True, **two.bo
    )
    assert isinstance(noted, dict), noted
    with sqlite3.connect(two.home / "dailies.db") as rows:
        note = rows.execute("select max(id) from note").fetchone()[0]
        turn = rows.execute("select max(id) from turn where film_id = 1").fetchone()[0]
    before = two.stamp()
    for guest in (two.ada, two.bo):
        for door, *given in (
            ("undo", turn),
            ("turn_changes", turn),
            ("resolve", note, False),
            ("label", note, "wrong"),
            ("turn_changes", -1),
            ("undo", 2**70),
            ("resolve", 0, False),
        ):
            said = answer(two.client, door, "MOTH", *given, **guest)
            assert isinstance(said, str), (door, said)
            assert "too dark" not in said
    assert two.stamp() == before


def own_clip(home: Path, code: str) -> str:
    """A clip that no other film has."""
    with sqlite3.connect(home / "dailies.db") as rows:
        clips = "select clip from take join film on film.id = film_id where code"
        found = rows.execute(f"{clips} = ? and clip not in ({clips} != ?)", (code, code)).fetchone()
    return str(found[0])


def test_only_a_films_own_media_are_served_under_its_code(two: Two) -> None:
    lamp = own_clip(two.home, "LAMP")
    get = two.client.get
    assert get(f"/media/LAMP/{lamp}", headers=two.bo).status_code == 200
    for path, guest in (
        (f"/media/MOTH/{lamp}", two.bo),
        (f"/media/MOTH/{lamp}", two.ada),
        (f"/media/LAMP/{lamp}", two.ada),
        (f"/media/lamp/{lamp}", two.ada),
        (f"/media/LAMP/{lamp}?w=320", two.ada),
        (f"/media/LAMP/{lamp.upper()}", two.bo),
        (f"/media/LAMP/{lamp[:-1]}", two.bo),
        (f"/media/LAMP/{'0' * 64}", two.bo),
        ("/delivered/LAMP/all.zip", two.ada),
        ("/delivered/LAMP/cut.edl", two.ada),
    ):
        reply = get(path, headers=guest)
        assert reply.status_code == 404, path
        assert str(two.home) not in reply.text


@pytest.mark.parametrize(
    "start", ["/media/LAMP/", "/media/", "/page/", "/page/core/", "/delivered/LAMP/", "/"]
)
@pytest.mark.parametrize(
    "up",
    [
        "../../../../../../etc/passwd",
        "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%5c..%5cetc%5cpasswd",
        "%2fetc%2fpasswd",
        "....//....//etc/passwd",
        "%00/etc/passwd",
        "..;/etc/passwd",
        "../app.py",
    ],
)
def test_no_path_leads_out(two: Two, start: str, up: str) -> None:
    # The client tidies no path: what is written is what is sent.
    reply = two.client.get(f"{start}{up}", headers=two.bo)
    assert reply.status_code in {404, 400}
    assert "root:" not in reply.text
    assert "import" not in reply.text
    assert str(two.home) not in reply.text


def test_a_file_that_is_too_large_is_cut_off_and_nothing_is_kept(two: Two) -> None:
    large = b"x" * (2 << 20)
    kept = two.home / "work" / "uploads"
    for size in (len(large), (1 << 20) + 1):
        reply = two.client.post("/upload", files={"file": ("a.txt", large[:size])}, headers=two.bo)
        assert reply.status_code == 413
        assert "larger than 1 MB" in reply.json()["error"]
        assert not list(kept.glob("*"))


def test_only_kinds_of_files_that_a_door_takes_are_taken(two: Two) -> None:
    for name in ("a.exe", "a.html", "a.svg", "a", "a.png.html", ".png"):
        reply = two.client.post("/upload", files={"file": (name, b"<svg/>")}, headers=two.bo)
        assert reply.status_code == 415, name


def test_a_files_name_leads_nowhere(two: Two) -> None:
    name = "../../../evil" + "é" * 300 + ".txt"
    reply = two.client.post("/upload", files={"file": (name, b"words")}, headers=two.bo)
    token = reply.json()["upload"]
    assert (two.home / "work" / "uploads" / token).read_bytes() == b"words"
    assert "/" not in token
    assert len(token) < 130


@pytest.mark.parametrize(
    "token", ["..", ".", "", "../../dailies.db", "/etc/passwd", "x" * 5_000, "a\0b", "~"]
)
def test_a_forged_upload_is_no_file(two: Two, token: str) -> None:
    said = answer(two.client, f"attach{WHOLE}", "MOTH", token, **two.bo)
    assert said == "the file that was brought is not here any more: bring it again"


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("a.png", b"just words"),
        ("a.png", b"<html><script>alert(1)</script></html>"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"<script>alert(1)</script>" * 20),
        ("a.jpg", b"GIF89a/*" + b"\0" * 64 + b"*/=1;alert(1)//"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP"),
    ],
)
def test_a_picture_is_a_picture_by_what_is_in_it(two: Two, name: str, inside: bytes) -> None:
    before = two.stamp()
    token = two.client.post("/upload", files={"file": (name, inside)}, headers=two.bo).json()["upload"]
    said = answer(two.client, f"give_reference{WHOLE}", "MOTH", "Mara", token, "picture", "", **two.bo)
    assert isinstance(said, str), said
    assert "something went wrong" not in said.lower()
    assert str(two.home) not in said
    assert two.stamp() == before


def test_wrong_kinds_of_values_are_refused_in_words(two: Two) -> None:
    gradio_file = {"path": "/etc/passwd", "url": "http://127.0.0.1:9/", "meta": {"_type": "gradio.FileData"}}
    for given in (5, None, True, ["LAMP"], {"a": 1}, gradio_file):
        said = answer(two.client, "board", given, **two.bo)
        assert "expected str" in said
        assert "passwd" not in said


def test_neither_key_nor_password_nor_path_is_ever_in_an_answer(
    two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    for door in doors(ROOMS):
        if door.name in {"health", "stop", "say", "make"}:
            continue
        said = str(answer(two.client, name_of(door), *arguments(door, "MOTH"), **two.ada))
        assert KEY not in said, door.name
        assert "Traceback" not in said
        assert str(two.home) not in said, door.name
        for secret in ("someone:", "bo:", "both"):
            assert secret not in said, door.name
    for check in answer(two.client, f"health{WHOLE}", **two.bo)["checks"]:
        assert KEY not in check["words"]
    assert KEY not in caplog.text
    assert "Basic " not in caplog.text


def test_how_the_machine_does_is_shown_only_to_who_may_see_everything(two: Two) -> None:
    assert "whoever runs the studio" in answer(two.client, f"health{WHOLE}", **two.ada)
    assert answer(two.client, "settings", "", **two.ada)["kept"] is None


@pytest.mark.slow
@needs_browser
@pytest.mark.parametrize("room", ["board", "shot", "cast", "cut", "journal", "settings", "director"])
def test_markup_in_a_name_a_title_and_a_message_is_shown_as_text(
    served: Served, page_of: Callable[..., Any], room: str
) -> None:
    if served.call("pulse", "LAMP")["title"] != EVIL:
        served.call("change_story", "LAMP", EVIL, "", EVIL[:60])
        served.call("rename_character", "LAMP", "Mara", EVIL[:60])
        served.call(f"say{WHOLE}", "LAMP", EVIL)
        shot = served.call("board", "LAMP")["shots"][0]["code"]
        served.call(f"note{WHOLE}", "LAMP", shot, EVIL, 2, "", "", "", False, True)
    page = page_of(f"{served.url}?film=LAMP&room={room}", size=(1400, 900))
    expect(page.locator("header .title")).to_have_text(EVIL)
    page.wait_for_load_state("networkidle")
    assert page.locator("img[src=x]").count() == 0
    assert page.locator("script:not([src])").count() == 0
    assert page.title() not in {"1", "2"}
