"""The loop of review: notes go in, takes come out, and it ends (E60 to E63)."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from agent import remarks
from agent.difference import lines
from agent.remarks import Heard, Remark
from agent.stale import standing
from generator.interface import Clip, Media, Progress, Scale, ShotRequest
from generator.slate import Slate
from tests import long_film
from tests.app.inside import told
from tests.making import Home
from tools import board, planning, provenance, takes, viewing
from tools.records import ShotStatus

SHOTS = 30


@dataclass
class Counting(Slate):
    """The slate, with a list of what it was asked for and the seconds it took."""

    asked: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        self.asked.append(request.code)
        start = time.perf_counter()
        try:
            return super().render(request, folder, media, progress)
        finally:
            self.seconds += time.perf_counter() - start


@pytest.fixture(scope="module")
def finished(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rendered film of thirty shots."""
    return long_film.finished(migrated, tmp_path_factory.mktemp("finished"), SHOTS)


@pytest.fixture
def film(finished: Path, tmp_path: Path) -> Home:
    """The same film, to be worked on."""
    home = long_film.copied(finished, tmp_path / "home")
    home.camera = Counting()
    return home


def _camera(home: Home) -> Counting:
    assert isinstance(home.camera, Counting)
    return home.camera


def _note(home: Home, place: int, words: str) -> Heard:
    """What ``dailies note --later`` does: the note, the change of the plan, the wish for another take."""
    film, shot = home.film(), home.shots()[place]
    with home.database.write("user") as session:
        turn_id = planning.open_turn(session, film.id, "user", words)
        take = viewing.take(session, shot.take_id or 0)
    heard = remarks.note(home.crew(), film.id, turn_id, take, Remark(words))
    if heard.understood:
        with home.database.write("user", turn_id) as session:
            takes.ask_retake(session, shot.id)
    return heard


def _clips(home: Home) -> dict[str, bytes]:
    """The bytes of every circled clip, by shot."""
    with home.database.read() as session:
        made = {s.code: viewing.take(session, s.take_id or 0) for s in board.shots(session, home.film().id)}
    return {code: home.store.path(take.clip or "").read_bytes() for code, take in made.items()}


def _run(home: Home, *words: str) -> str:
    """What ``dailies …`` prints; of ``--json`` the document."""
    done = told(home.folder, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _document(home: Home, *words: str) -> dict[str, Any]:
    found = json.loads(_run(home, *words, "--json"))
    assert isinstance(found, dict)
    return found


def _digests(home: Home) -> dict[str, str]:
    """sha256 of every circled clip on disk, by shot."""
    return {code: hashlib.sha256(clip).hexdigest() for code, clip in _clips(home).items()}


def _rendered(home: Home) -> list[str]:
    """The takes that were rendered or got another's clip, in order, as the journal has it."""
    with home.database.read() as session:
        ids = [
            entry.arguments["take_id"]
            for entry in board.journal(session, home.film().id)
            if entry.tool in {"takes.finish_take", "takes.reuse_clip"}
        ]
        return [viewing.take_name(session, take_id) for take_id in ids]


def _remembering(home: Home, source: str) -> set[str]:
    """The shots whose take remembers a take, other than as somebody's face or voice."""
    with home.database.read() as session:
        made = {s.code: viewing.take(session, s.take_id or 0) for s in board.shots(session, home.film().id)}
    return {code for code, take in made.items() if source in {slot.source for slot in take.slots}}


def _stale(home: Home) -> dict[str, list[str]]:
    """Why each take no longer fits of itself, by shot."""
    shots = _document(home, "status", "LAMP")["shots"]
    return {s["shot"]: s["stale"]["reasons"] for s in shots if s["stale"] and s["stale"]["itself"]}


def test_on_the_command_line_one_note_is_one_render_and_a_refresh_renders_what_was_chosen(film: Home) -> None:
    clips, made, code = _digests(film), _rendered(film), film.shots()[3].code
    remembering = _remembering(film, f"{code} v001")
    words = " ".join(_run(film, "note", "LAMP", "#4", "closer").split())
    assert _rendered(film) == [*made, f"{code} v002"]
    assert {name for name, clip in _digests(film).items() if clip != clips[name]} == {code}
    assert "- medium, static, eye level + medium close-up, static, eye level" in words
    assert f"{len(remembering)} other takes no longer fit, and none was touched" in words
    assert len(remembering) > 2
    for way in ("keep keep them as they are", "pin pin what these", "render render these"):
        assert way in words
    assert "of rendering)" in words
    assert _stale(film) == {name: [f"remembers {code} v001, now v002"] for name in remembering}
    one, other = sorted(remembering)[:2]
    clips, made = _digests(film), _rendered(film)
    told_of = _document(film, "refresh", "LAMP", "--only", one, "--only", other, "--yes")
    assert told_of["rendered"] == [f"{one} v002", f"{other} v002"]
    assert _rendered(film) == [*made, f"{one} v002", f"{other} v002"]
    assert {name for name, clip in _digests(film).items() if clip != clips[name]} <= {one, other}
    assert not {one, other} & set(_stale(film))


def test_on_the_command_line_all_but_the_render_takes_less_than_a_second(film: Home) -> None:
    for words in (
        ("note", "LAMP", "#4", "closer", "--later"),
        ("diff", "LAMP", "#4", "v001", "plan"),
        ("status", "LAMP"),
        ("impact", "LAMP", "#4"),
        ("impact", "LAMP", "--if", "make Mara's coat red from shot 9 on"),
        ("undo", "LAMP"),
    ):
        start = time.perf_counter()
        _run(film, *words)
        assert time.perf_counter() - start < 1.0, words


def test_other_clothes_from_shot_nine_on_touch_no_earlier_take_and_keep_faces_and_voices(film: Home) -> None:
    clips, made, shots = _digests(film), _rendered(film), film.shots()
    _run(film, "chat", "LAMP", "--say", "make Mara's coat red from shot 9 on")
    hers = [shot.code for shot in shots[8:] if long_film.MARA in shot.plan.tags]
    reason = f"Mara's oilskin coat changed: yellow → red, from {shots[8].code} on"
    assert _stale(film) == {name: [reason] for name in hers}
    assert (_digests(film), _rendered(film)) == (clips, made)
    speaking = next(s for s in shots[9:] if long_film.MARA in s.plan.tags and s.plan.lines)
    before = _kept(film, speaking.code)
    assert _document(film, "refresh", "LAMP", "--only", speaking.code, "--yes")["rendered"] == [
        f"{speaking.code} v002"
    ]
    assert _kept(film, speaking.code) == before
    assert (long_film.MARA, f"{shots[0].code} v001", True) in before
    assert _rendered(film) == [*made, f"{speaking.code} v002"]


def _kept(home: Home, code: str) -> list[tuple[str, str, bool]]:
    """The slots that keep faces and voices in a shot's take: who, from which take, and whether heard."""
    slots = _document(home, "why", "LAMP", code)["slots"]
    return [(s["character"], s["source"], s["voiced"]) for s in slots if s["kind"] == "fixed"]


def test_one_note_on_one_shot_of_a_long_film_renders_that_shot_and_nothing_else(film: Home) -> None:
    before, camera = _clips(film), _camera(film)
    camera.seconds = 0.0
    code, start = film.shots()[3].code, time.perf_counter()
    heard = _note(film, 3, "make the shot 1 second longer")
    told = time.perf_counter() - start
    long_film.render(film, film.film().id)
    beside = time.perf_counter() - start - camera.seconds
    after = _clips(film)
    assert lines(heard.differences) == [
        "asked",
        "  length",
        "  - 0.36 s (9 frames)",
        "  + 1.64 s (41 frames)",
    ]
    assert camera.asked == [code]
    assert {name for name in before if before[name] != after[name]} == {code}
    assert told < 1.0
    assert beside < 3.0  # a quarter of a second on a quiet machine


def test_later_takes_that_remember_the_old_take_are_counted_and_left_alone(film: Home) -> None:
    with film.database.read() as session:
        rows = board.shots(session, film.film().id)
        remembered = {
            slot.source.split()[0]
            for row in rows
            for slot in viewing.take(session, row.take_id or 0).slots
            if slot.kind == "dynamic"
        }
    place = next(row.position for row in rows if row.code in remembered)
    _note(film, place, "closer")
    long_film.render(film, film.film().id)
    with film.database.read() as session:
        web = provenance.read(session, film.film().id)
    old = [one for one in standing(web).values() if one.itself]
    assert old
    assert all(one.shot.position > place for one in old)
    assert {one.reasons for one in old} == {(f"remembers {web.shots[place].code} v001, now v002",)}
    assert [row.take_number for row in web.shots].count(2) == 1


Wish = Callable[[ShotRequest], bool]
WISHES: list[tuple[int, str, Wish]] = [
    (0, "closer", lambda r: r.camera.scale is Scale.CLOSE),  # two steps: two takes
    (0, "she should whisper", lambda r: r.lines[0].delivery == "whispering"),
    (3, "hold longer", lambda r: r.frames > 9),
    (4, "make her coat red", lambda r: "red" in r.figures[0].wardrobe),
    (6, "Tom should look afraid", lambda r: r.figures[0].expression == "afraid"),
    (7, "push in", lambda r: r.camera.move == "push in"),
    (12, "the map is missing", lambda r: "map" in r.props),
    (20, "from below", lambda r: r.camera.angle == "low angle"),
    (24, "cut the last line", lambda r: not r.lines),
]
"""Nine wishes, of which the first is said twice: ten notes on eight shots, one of them rendered twice."""


def _reviewed(home: Home) -> int:
    """One round of a reviewer who approves each shot, or says what is missing; gives the number of notes."""
    said = 0
    for shot in home.shots():
        with home.database.read() as session:
            request = viewing.take(session, shot.take_id or 0).request
        missing = [words for place, words, wish in WISHES if place == shot.position and not wish(request)]
        for words in missing:
            assert _note(home, shot.position, words).understood, words
        said += len(missing)
        if not missing and shot.status is not ShotStatus.APPROVED:
            with home.database.write("user") as session:
                takes.approve(session, shot.take_id or 0)
    return said


def test_a_reviewer_with_ten_notes_ends_with_all_resolved_and_one_render_a_revised_shot(film: Home) -> None:
    rounds = []
    while said := _reviewed(film):
        rounds.append(said)
        long_film.render(film, film.film().id)
    with film.database.read() as session:
        notes = viewing.notes(session, film.film().id)
    assert rounds == [9, 1]
    assert len(notes) == 10
    assert [note for note in notes if note.open] == []
    assert len(_camera(film).asked) == 9
    assert all(shot.status is ShotStatus.APPROVED for shot in film.shots())
