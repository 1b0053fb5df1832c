"""Read this second, after the architecture: whole films, made through the front door."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.engines import camera
from app.settings import Settings
from app.source import load
from generator.interface import SAMPLE_RATE, Line
from generator.media import probe, read_frames, read_sound
from tests.making import SCRIPT, Home
from tools import board, viewing
from tools.db import open_database
from tools.editorial.literal import differences
from tools.editorial.screenplay import read
from tools.editorial.subtitles import parse_srt
from tools.records import TakeState

SIZE = (256, 160)


def _example(name: str) -> str:
    source, _ = load(f"example:{name}")
    return source.text


@pytest.fixture(scope="module")
def short(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The short example, drawn by the animatic at thumbnail size; only to be looked at."""
    folder = tmp_path_factory.mktemp("short")
    shutil.copy(migrated, folder / "dailies.db")
    home = Home(open_database(f"sqlite:///{folder / 'dailies.db'}"), folder)
    home.camera = camera(Settings(), "animatic")
    home.make(_example("short"), size=SIZE)
    return home


def test_a_screenplay_becomes_a_film_with_picture_and_sound_in_every_shot(short: Home) -> None:
    film, takes = short.folder / "film" / "film.mp4", short.takes()
    frames = sum(t.request.frames for t in takes)
    whole = probe(film)
    assert (whole.frames, whole.width, whole.height, float(whole.fps)) == (frames, *SIZE, 25.0)
    assert abs(whole.samples - frames * SAMPLE_RATE // 25) < 2048
    start, sound = 0, read_sound(film)
    for take in takes:
        count = take.request.frames
        assert take.state is TakeState.RENDERED
        assert take.verdict == "clean", take.code
        first, middle = read_frames(film, [start, start + count // 2])
        assert first.std() > 8
        assert middle.std() > 8
        heard = sound[:, start * 1920 : (start + count) * 1920]
        assert float(np.abs(heard).max()) > 0.001, take.code
        start += count


def test_every_shot_in_the_film_is_the_clip_that_was_rendered_untouched(short: Home) -> None:
    film, start = short.folder / "film" / "film.mp4", 0
    for take in short.takes():
        clip = short.store.path(take.clip or "")
        wanted = [0, take.request.frames - 1]
        for a, b in zip(
            read_frames(clip, wanted), read_frames(film, [start + n for n in wanted]), strict=True
        ):
            assert np.array_equal(a, b), take.code
        start += take.request.frames


def test_the_film_says_the_script_byte_for_byte(short: Home) -> None:
    source, _ = load("example:short")
    assert source.screenplay is not None
    takes = short.takes()
    assert differences(source.screenplay, [line for take in takes for line in take.request.lines]) == []
    cues = parse_srt((short.folder / "film" / "dialogue.srt").read_text("utf-8"))
    assert [c.text for c in cues] == [speech.text for speech in source.screenplay.speeches()]
    assert cues[-1].end <= sum(t.request.frames for t in takes) / 25


def test_every_shot_in_which_somebody_speaks_is_as_loud_as_speech(short: Home) -> None:
    for take in short.takes():
        assert take.measures is not None
        assert take.measures.clipped_samples == 0
        if take.request.lines:
            assert take.measures.loudness_lufs is not None
            assert -20 < take.measures.loudness_lufs < -13, take.code


def test_the_manifest_names_every_file_with_its_digest(short: Home) -> None:
    folder = short.folder / "film"
    manifest = json.loads((folder / "manifest.json").read_text())
    there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} - {"manifest.json"}
    assert set(manifest["files"]) == there
    assert [s["code"] for s in manifest["shots"]] == [t.code for t in short.takes()]
    assert manifest["frames"] == sum(s["frames"] for s in manifest["shots"])


def test_an_idea_becomes_a_film(home: Home) -> None:
    film = home.make("A lighthouse keeper finds a letter on the last night of the lighthouse.")
    lines: list[Line] = [line for take in home.takes() for line in take.request.lines]
    assert film.shots >= 6
    assert film.frames > 25 * 25
    assert len({line.speaker for line in lines}) >= 2
    assert any("light" in t.request.place.heading.lower() for t in home.takes())
    with home.database.read() as session:
        told = board.story(session, film.id)
    assert told is not None
    assert [beat.name for beat in told[0].beats] == ["set-up", "turn", "pay-off"]


@pytest.mark.slow
def test_somebody_who_was_away_for_long_is_remembered_from_their_own_shot(home: Home) -> None:
    home.make(_example("five-minutes"), size=(128, 128))
    takes = home.takes()
    assert len(takes) >= 30
    tag, back = _returns(takes, away=10)
    before = [n for n, take in enumerate(takes[:back]) if tag in _people(take)]
    gap = back - 1 - before[-1]
    native = {*range(3), *range(back - 4, back)}
    assert not native & set(before), "First-3 and Recent-4 would have remembered them too"
    slot = next(s for s in takes[back].slots if s.character == tag)
    assert slot.source in {f"{takes[n].code} v001" for n in before}
    assert slot.reason == "character"
    assert f"returns after {gap} shots away" in slot.words
    sheet = (home.folder / "film" / "shots" / f"{takes[back].code}.md").read_text()
    assert f"returns after {gap} shots away" in sheet


def _people(take: viewing.TakeRow) -> set[str]:
    return {figure.tag for figure in take.request.figures}


def _returns(takes: list[viewing.TakeRow], away: int) -> tuple[str, int]:
    """The first person who is back in frame after at least ``away`` shots, and the shot."""
    seen: dict[str, int] = {}
    for number, take in enumerate(takes):
        for tag in _people(take):
            if number - seen.get(tag, number) > away:
                return tag, number
            seen[tag] = number
    raise AssertionError("nobody is away for so long")


@pytest.mark.slow
def test_every_slot_names_its_source_and_its_reason(home: Home) -> None:
    home.make(_example("five-minutes"), size=(128, 128))
    codes = {f"{t.code} v{t.number:03d}": n for n, t in enumerate(home.takes())}
    for number, take in enumerate(home.takes()):
        assert len(take.slots) <= 7
        for slot in take.slots:
            assert codes[slot.source] < number
            assert slot.words
            assert slot.audio_end > slot.audio_start
            assert 0 <= slot.score <= 1
            if slot.voiced:
                assert slot.character in {line.speaker for line in take.request.lines}


@pytest.mark.parametrize("name", ["short", pytest.param("five-minutes", marks=pytest.mark.slow), "idea"])
def test_the_screenplay_in_the_folder_is_the_one_the_film_was_shot_from(home: Home, name: str) -> None:
    home.make(_example(name), size=(128, 128))
    written = (home.folder / "film" / "screenplay.fountain").read_bytes()
    with home.database.read() as session:
        told = board.story(session, home.film().id)
    assert told is not None
    again = read(written, "screenplay.fountain").screenplay
    assert again is not None
    assert [s.heading for s in again.scenes] == [s.heading for s in told[0].screenplay.scenes]
    assert [(s.speaker, s.text) for s in again.speeches()] == [
        (s.speaker, s.text) for s in told[0].screenplay.speeches()
    ]


def test_papers_of_a_film_can_be_read_by_a_person(short: Home) -> None:
    folder = Path(short.folder / "film")
    assert "# Twenty Minutes Fast" in (folder / "README.md").read_text()
    assert "planning.write_shots" in (folder / "journal.md").read_text()
    sheets = sorted((folder / "shots").glob("*.md"))
    assert len(sheets) == len(short.takes())
    for sheet, take in zip(sheets, short.takes(), strict=True):
        text = sheet.read_text()
        assert take.request.prompt in text
        assert all(slot.words in text for slot in take.slots)


@pytest.mark.slow
def test_a_film_by_diffusion_goes_through_the_same_graph(home: Home) -> None:
    home.camera = camera(Settings(), "echo:random-tiny")
    home.make(SCRIPT, size=(64, 64))
    takes = home.takes()
    assert {(t.state, t.engine, t.camera["policy"]) for t in takes} == {(TakeState.RENDERED, "echo", "1.5")}
    assert all(home.store.has(t.latents or "") for t in takes)
    made = {t.clip: t.latents for t in takes}
    remembered = [slot for t in takes for slot in t.request.slots]
    assert remembered, "nobody was remembered"
    assert all(slot.latents == made[slot.clip] for slot in remembered)
    film = probe(home.folder / "film" / "film.mp4")
    assert (film.frames, film.width, film.height) == (sum(t.request.frames for t in takes), 64, 64)
