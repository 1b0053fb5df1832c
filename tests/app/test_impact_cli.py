from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from app.impact_cli import impact, refresh, status, why
from app.pin_cli import pin, unpin
from tests import long_film
from tests.app.running import environment
from tests.making import Home
from tools import notes, pinning, revising, takes
from tools.records import NoteCategory, ShotStatus

SHOTS = 6
app = typer.Typer()
for each in (status, why, impact, refresh, pin, unpin):
    app.command()(each)


@pytest.fixture(scope="module")
def made(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a finished film of six shots, and another take of its first."""
    home = long_film.copied(
        long_film.finished(migrated, tmp_path_factory.mktemp("film"), SHOTS), tmp_path_factory.mktemp("again")
    )
    with home.database.write("user") as session:
        takes.ask_retake(session, home.shots()[0].id)
    long_film.render(home, home.film().id)
    home.database.close()
    return home.folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Home:
    """That film, for one test."""
    return long_film.copied(made, tmp_path / "home")


def run(home: Home, *words: str) -> Result:
    """A command in the test's own process."""
    return CliRunner().invoke(app, words, env=environment(home.folder), catch_exceptions=False)


def document(home: Home, *words: str) -> dict[str, Any]:
    """What a command tells programs."""
    found = json.loads(run(home, *words, "--json").stdout)
    assert isinstance(found, dict)
    return found


def stale(home: Home) -> list[str]:
    """Codes of the shots whose take no longer fits of itself."""
    shots = document(home, "status", "LAMP")["shots"]
    return [one["shot"] for one in shots if one["stale"] and one["stale"]["itself"]]


def test_status_says_where_every_shot_stands_and_what_can_be_done(home: Home) -> None:
    first, second = home.shots()[:2]
    with home.database.write("user") as session:
        notes.add_note(
            session, first.take_id or 0, "her coat flickers", NoteCategory.APPEARANCE, author="user", frame=3
        )
    told = run(home, "status", "LAMP").stdout
    assert "remembers LAMP_010_0010 v001, now v002" in told
    assert "v002 at frame 3: her coat flickers" in told
    assert "keep    keep them as they are; every take stays usable (no render)" in told
    assert "of rendering)" in told
    found = document(home, "status", "LAMP")
    assert [one["shot"] for one in found["shots"]] == [shot.code for shot in home.shots()]
    assert found["shots"][1]["stale"] is None or second.code in stale(home)
    assert [way["name"] for way in found["ways"]] == ["keep", "pin", "render"]
    assert run(home, "status", "LAMP", "-q").stdout.splitlines()[0] == f"{first.code} review"


def test_why_tells_everything_a_take_rests_on(home: Home) -> None:
    code = stale(home)[0]
    told = run(home, "why", "LAMP", code).stdout
    assert "replaced by v002" in told
    assert "stale: remembers LAMP_010_0010 v001, now v002" in told
    assert "  remembered by\n" in told
    found = document(home, "why", "LAMP", code, "v001")
    assert found["take"] == f"{code} v001"
    assert found["circled"]
    assert found["slots"][0]["source"] == "LAMP_010_0010 v001"
    assert found["edges"][-1]["later"] == f"{code} v001"


def test_why_of_an_older_take_names_who_still_remembers_it(home: Home) -> None:
    found = document(home, "why", "LAMP", "#1", "1")
    assert not found["circled"]
    assert found["dependents"]
    assert all(one["words"].startswith("remembers") for one in found["dependents"])


@pytest.mark.parametrize("of", ["#1", "Mara", "ID_A", "scene 10", "style"])
def test_impact_names_who_rests_on_something_with_a_price(home: Home, of: str) -> None:
    found = document(home, "impact", "LAMP", of)
    assert found["price"]["shots"] == len(found["dependents"])
    assert ("No take rests on" in run(home, "impact", "LAMP", of).stdout) == (not found["dependents"])


def test_impact_of_a_change_is_told_before_it_is_made(home: Home) -> None:
    told = run(home, "impact", "LAMP", "--if", "make Mara's coat red from shot 3 on").stdout
    assert "Mara's oilskin coat changed: yellow → red, from LAMP_020_0010 on" in told
    assert "Nothing was changed." in told
    found = document(home, "impact", "LAMP", "--if", "change the style to woodcut")
    assert len(found["stale"]) == SHOTS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("impact", "LAMP"),
            "got neither, expected a shot, somebody, a scene or style, or --if and a change",
        ),
        (("impact", "LAMP", "Mara", "--if", "closer"), "got both, expected a shot"),
        (("impact", "LAMP", "nobody"), "expected a shot, style, or one of Mara, Tom, scene 10, scene 20"),
        (("impact", "LAMP", "--if", "more melancholy"), "expected a change such as"),
        (("why", "LAMP", "#1", "v009"), "which has v001, v002"),
        (("why", "LAMP", "#1", "last"), "expected its number such as v001"),
        (("refresh", "LAMP", "--only", "#1"), "fits as it is"),
        (("unpin", "LAMP", "#2", "#1"), "is not pinned"),
        (("pin", "LAMP", "#1", "#2"), "expected a take of an earlier shot"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(home: Home, words: tuple[str, ...], told: str) -> None:
    done = run(home, *words)
    assert done.exit_code == 2
    assert told in done.stderr


def test_the_plan_of_a_refresh_renders_nothing(home: Home) -> None:
    before = home.takes()
    told = run(home, "refresh", "LAMP", "--plan").stdout
    assert "remembers LAMP_010_0010 v001, now v002" in told
    assert "Nothing was rendered; --yes renders them." in told
    assert run(home, "refresh", "LAMP", "--plan", "--yes", "-q").stdout.split()[0] in stale(home)
    assert home.takes() == before


def test_a_refresh_renders_exactly_what_was_chosen(home: Home) -> None:
    before = {take.id: take.clip for take in home.takes()}
    one = stale(home)[0]
    found = document(home, "refresh", "LAMP", "--only", one, "--yes")
    assert found["rendered"] == [f"{one} v002"]
    made = [take for take in home.takes() if take.id not in before]
    assert [take.code for take in made] == [one]
    assert {take.id: take.clip for take in home.takes() if take.id in before} == before
    old = next(take for take in home.takes() if take.code == one)
    assert made[0].request.seed == old.request.seed
    assert next(shot for shot in home.shots() if shot.code == one).status is ShotStatus.REVIEW
    assert one not in stale(home)


def test_a_refresh_of_everything_leaves_nothing_to_do(home: Home) -> None:
    assert run(home, "refresh", "LAMP", "--yes").exit_code == 0
    assert "Every take fits: there is nothing to render." in run(home, "refresh", "LAMP", "--yes").stdout


def test_what_waits_to_be_rendered_anyway_is_named(home: Home) -> None:
    last = home.shots()[-1]
    with home.database.write("user") as session:
        revising.retake(session, [last.id])
    found = document(home, "refresh", "LAMP", "--only", stale(home)[0])
    assert found["waiting"] == [last.code]


def test_of_many_that_wait_some_are_named_and_the_rest_counted(home: Home) -> None:
    first = stale(home)[0]
    with home.database.write("user") as session:
        revising.retake(session, [shot.id for shot in home.shots() if shot.code != first])
    told = " ".join(run(home, "refresh", "LAMP", "--only", first).stdout.split())
    assert re.search(r"Waiting to be rendered anyway: (\w+, ){3}\w+ and 1 more\.", told)


def test_a_pin_keeps_a_take_as_it_is_and_can_be_taken_back(home: Home) -> None:
    code = stale(home)[0]
    assert run(home, "pin", "LAMP", code).stdout.strip() == f"{code} keeps LAMP_010_0010 v001."
    assert code not in stale(home)
    assert document(home, "pin", "LAMP", code)["pinned"] == []
    assert run(home, "unpin", "LAMP", code, "#1", "v001").exit_code == 0
    assert code in stale(home)


def test_a_pin_that_a_take_does_not_heed_yet_makes_it_stale(home: Home) -> None:
    code = home.shots()[3].code
    pinned = ("pin", "LAMP", code, "#1", "--take", "v001", "--why", "her old face")
    assert f"{code} v001 does not remember it yet: " in run(home, *pinned).stdout
    assert document(home, *pinned)["pinned"]
    told = document(home, "why", "LAMP", code)["stale"]["reasons"]
    assert "does not remember LAMP_010_0010 v001, which you pinned" in told or code not in stale(home)


def test_a_memory_that_was_switched_off_is_said_so(home: Home) -> None:
    last = home.shots()[-1]
    source = next(s.source for t in home.takes() if t.shot_id == last.id for s in t.slots)
    off = next(row for row in home.shots() if row.code == source.split()[0])
    with home.database.write("user") as session:
        pinning.switch_off(session, last.id, off.take_id or 0)
    assert "switched off" in run(home, "why", "LAMP", last.code).stdout
    told = document(home, "why", "LAMP", last.code)["stale"]["reasons"]
    assert f"remembers {source}, which you switched off" in told
