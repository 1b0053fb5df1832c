from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
import zipfile
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from app.studio import worker
from app.studio.rooms import cut
from app.studio.visit import Visit
from tests.studio.serving import Served, needs_browser
from tools import board, cuts, revising, takes, viewing
from tools.editorial import delivered
from tools.editorial.subtitles import parse_srt
from tools.errors import NotFound


def folder_of(visit: Visit) -> Path:
    with visit.look("LAMP") as (session, film):
        newest = cuts.newest(session, film.id)
    assert newest is not None
    return Path(newest.folder)


def test_the_film_plays_as_it_was_cut(visit: Visit) -> None:
    film = cut.cut(visit, "LAMP")
    manifest = json.loads((folder_of(visit) / "manifest.json").read_text())
    assert film["frames"] == manifest["frames"]
    assert [shot["clip"] for shot in film["shots"]] == [shot["clip"] for shot in manifest["shots"]]
    assert (film["missing"], film["delivered"]["stale"]) == (0, False)


def test_the_lines_are_where_the_subtitles_have_them(visit: Visit) -> None:
    film = cut.cut(visit, "LAMP")
    start, said = 0.0, []
    for shot in film["shots"]:
        said += [(start + line["start"], line["text"]) for line in shot["lines"]]
        start += shot["frames"] / film["fps"]
    written = parse_srt((folder_of(visit) / "dialogue.srt").read_text())
    assert [text for _, text in said] == [one.text for one in written]
    assert [at for at, _ in said] == pytest.approx([one.start for one in written], abs=0.01)


def test_a_shot_without_a_take_stands_with_its_plan_and_an_omitted_one_is_gone(visit: Visit) -> None:
    first, *rest = cut.cut(visit, "LAMP")["shots"]
    with visit.turn("LAMP", "leave out") as change:
        shot = board.shot(change.session, change.film, first["code"])
        plan = shot.plan.model_copy(update={"lines": ()})
        new, gone = (revising.insert_shot(change.session, shot.id, plan) for _ in range(2))
        revising.omit_shot(change.session, gone)
    with visit.look("LAMP") as (session, _):
        code = board.shot_row(session, new).code
    film = cut.cut(visit, "LAMP")
    assert [shot["code"] for shot in film["shots"]] == [first["code"], code, *(s["code"] for s in rest)]
    slate = film["shots"][1]
    assert (slate["clip"], slate["frames"], slate["action"]) == ("", shot.plan.frames, first["action"])
    assert (film["missing"], film["delivered"]["stale"]) == (1, True)


def test_a_newer_take_makes_the_cut_older_and_export_cuts_anew(visit: Visit) -> None:
    with visit.turn("LAMP", "again") as change:
        shot = board.shot(change.session, change.film, "#1")
        takes.ask_retake(change.session, shot.id)
    assert cut.export(visit, "LAMP") == {"begun": True}
    assert worker.work(visit.studio)
    with visit.look("LAMP") as (session, _):
        assert len(viewing.takes(session, shot.id)) == 2
    fresh = cut.cut(visit, "LAMP")["delivered"]
    assert (fresh["number"], fresh["stale"]) == (2, False)


def test_every_file_of_the_cut_says_what_it_is_for(visit: Visit) -> None:
    files = cut.cut(visit, "LAMP")["delivered"]["files"]
    assert files[0]["name"] == "film.mp4"
    assert {"dialogue.srt", "manifest.json", "contact-sheet.png"} <= {one["name"] for one in files}
    assert all(one["words"] and one["size"] for one in files)


def test_the_waveform_is_measured_once_and_is_as_long_as_the_film(visit: Visit) -> None:
    *progress, last = cut.peaks(visit, "LAMP")
    assert progress[0] == {"done": 0, "total": last["total"]}
    film = cut.cut(visit, "LAMP")
    for shot in film["shots"]:
        assert len(b64decode(last["peaks"][shot["sound"]])) == pytest.approx(shot["frames"] * 4, abs=1)
    assert list(cut.peaks(visit, "LAMP")) == [last]


def test_only_what_the_manifest_names_is_delivered(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("mine")
    folder = tmp_path / "cut"
    folder.mkdir()
    (folder / "film.mp4").write_bytes(b"film")
    (folder / "diary.txt").write_text("mine")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    names = ["film.mp4", "../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "gone.txt"]
    (folder / "manifest.json").write_text(json.dumps({"files": dict.fromkeys(names, "")}))
    assert [one.name for one in delivered.pieces(folder)] == ["film.mp4", "manifest.json"]
    with pytest.raises(NotFound):
        delivered.piece(folder, "diary.txt")
    (folder / "manifest.json").write_text("[]")
    assert delivered.pieces(folder) == []


def fetched(served: Served, path: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(f"{served.url}delivered/{path}", timeout=30) as reply:
        return reply.read(), reply.headers["content-disposition"]


def test_files_are_downloaded_each_and_as_one_zip(served: Served) -> None:
    words, as_file = fetched(served, "LAMP/dialogue.srt")
    assert b"The boat is late." in words
    assert as_file.startswith("attachment")
    packed, as_file = fetched(served, "LAMP/all.zip")
    assert 'filename="LAMP.zip"' in as_file
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.read("LAMP/dialogue.srt") == words
        assert any(name.startswith("LAMP/shots/") for name in archive.namelist())


@pytest.mark.parametrize(
    "path",
    [
        "LAMP/..%2f..%2fdailies.db",
        "LAMP/%2e%2e",
        "LAMP/shots%2fLAMP_010_0010.md",
        "LAMP/nothing.txt",
        "NOPE/film.mp4",
        "LAMP/%2fetc%2fpasswd",
    ],
)
def test_nothing_else_is_served(served: Served, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetched(served, path)
    with refused.value as reply:
        assert reply.code == 404


@needs_browser
def test_the_film_plays_across_a_cut_and_is_moved_with_the_keyboard(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=cut")
    film = served.call("cut", "LAMP")
    first, second = film["shots"][:2]
    clock, now = page.get_by_label("Timecode"), page.locator("#now")
    expect(clock).to_have_text("01:00:00:00")
    page.keyboard.press("ArrowRight")
    expect(clock).to_have_text("01:00:00:01")
    page.keyboard.press("ArrowDown")
    expect(now).to_have_text(f"{second['code']} v001")
    page.keyboard.press("ArrowLeft")
    expect(now).to_have_text(f"{first['code']} v001")
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(now).to_have_text(f"{second['code']} v001")
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("slider", name="Place in the film")).to_have_attribute(
        "aria-valuenow", str(film["frames"] - 1)
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served.url}?film=LAMP&room=shot&shot={film['shots'][-1]['code']}")


@needs_browser
def test_the_time_line_is_dragged_and_subtitles_are_shown(
    served: Served, page_of: Callable[..., Any]
) -> None:
    page = page_of(f"{served.url}?film=LAMP&room=cut", size=(390, 844), dark=True)
    film = served.call("cut", "LAMP")
    start = 0
    for shot in film["shots"]:
        if shot["lines"]:
            break
        start += shot["frames"]
    line = shot["lines"][0]
    middle = start + (line["start"] + line["end"]) / 2 * film["fps"]
    track = page.get_by_role("slider", name="Place in the film")
    box = track.bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * middle / film["frames"], box["y"] + 30)
    page.mouse.up()
    expect(page.locator(".subtitle")).to_have_text(line["text"])
    page.get_by_role("button", name="Subtitles: English").click()
    expect(page.locator(".subtitle")).to_have_text("")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
