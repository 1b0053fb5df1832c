"""The settings of the critics: which models look, how often a take is made again, and what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.build import Studio, crew, critics, open_studio
from app.health import Check, examine
from app.settings import Settings
from generator.interface import Cue, Unsupported
from generator.lab import Lab
from generator.plugins.picture_model import PictureModel
from generator.plugins.recogniser import Words
from generator.plugins.voice_model import VoiceModel
from tests.app.inside import told
from tests.app.running import ROOT, document, environment
from tests.generator.test_lab import made
from tests.tools import drafts
from tools import board

NAMES = ("CLIP", "FACE", "SPEAKER", "RECOGNISER")


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment with a home of its own and no model."""
    for name in (*(f"CRITIC_{name}" for name in NAMES), "RETAKES", "ENGINE"):
        monkeypatch.delenv(f"DAILIES_{name}", raising=False)
    monkeypatch.setenv("DAILIES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DAILIES_EMBEDDER", "hashing")
    return monkeypatch


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder that looks like a model's; what is in it is read at the first look."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    return folder


@pytest.fixture
def studio(env: pytest.MonkeyPatch) -> Iterator[Studio]:  # noqa: ARG001
    """An opened home folder."""
    studio = open_studio(Settings())
    yield studio
    studio.database.close()


def doctor() -> Check:
    return next(check for check in examine(Settings()) if check.name == "critics")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("holds", ["no folder", "no model"])
def test_a_model_that_is_not_there_is_named_before_there_is_a_film(
    tmp_path: Path, name: str, holds: str
) -> None:
    lost = tmp_path / "lost"
    if holds == "no model":
        lost.mkdir()
    home, setting = tmp_path / "home", {f"DAILIES_CRITIC_{name}": str(lost)}
    done = told(home, "make", "A lamp and a letter.", "--yes", **setting)
    assert done.returncode == 2
    said = " ".join(done.stderr.split())
    assert f"there is no folder {lost}" in said or f"{lost} has no config.json" in said
    assert f"leave DAILIES_CRITIC_{name} empty" in said
    assert document(told(home, "films", "--json", **setting))["films"] == []


@pytest.mark.parametrize("value", ["-1", "6", "often"])
def test_more_retakes_than_five_or_none_that_can_be_counted_are_refused(tmp_path: Path, value: str) -> None:
    done = told(tmp_path, "films", DAILIES_RETAKES=value)
    assert done.returncode == 2
    assert f"retakes: got '{value}'" in done.stderr


def test_a_setting_that_is_empty_is_not_set(env: pytest.MonkeyPatch) -> None:
    for name in (*(f"CRITIC_{name}" for name in NAMES), "RETAKES"):
        env.setenv(f"DAILIES_{name}", "")
    assert critics(Settings()) == ()
    assert Settings().retakes == 0


def test_each_folder_brings_its_critic(env: pytest.MonkeyPatch, model: Path) -> None:
    found = []
    for name in NAMES:
        env.setenv(f"DAILIES_CRITIC_{name}", str(model))
        found.append([type(plugin) for plugin in critics(Settings())])
    assert found[-1] == [PictureModel, PictureModel, VoiceModel, Words]
    assert [len(kinds) for kinds in found] == [1, 2, 3, 4]


def test_the_crew_retakes_as_often_as_is_set_and_not_at_all_unless_it_is(studio: Studio) -> None:
    with studio.database.write() as session:
        film = board.film(session, drafts.film(session))
    assert crew(studio, film).retakes == 0
    often = Studio(studio.settings.model_copy(update={"retakes": 2}), studio.database, studio.store)
    assert crew(often, film).retakes == 2


def test_no_crew_is_made_with_a_critic_that_is_not_there(studio: Studio, tmp_path: Path) -> None:
    with studio.database.write() as session:
        film = board.film(session, drafts.film(session))
    lost = studio.settings.model_copy(update={"critic_face": tmp_path / "lost"})
    with pytest.raises(Unsupported, match="DAILIES_CRITIC_FACE"):
        crew(Studio(lost, studio.database, studio.store), film)


def test_the_crew_listens_with_the_model_that_is_set_once_somebody_speaks(
    studio: Studio, model: Path, tmp_path: Path
) -> None:
    with studio.database.write() as session:
        film = board.film(session, drafts.film(session))
    listening = studio.settings.model_copy(update={"critic_speaker": model})
    lab = crew(Studio(listening, studio.database, studio.store), film).lab
    silent = made(tmp_path / "clip", 33, 40)
    spoken = replace(silent, cues=(Cue(line=0, start=0.1, end=1.2),))
    with pytest.raises(Unsupported, match=f"model of speakers in {model} cannot be loaded"):
        lab.measure(spoken)
    assert Lab().measure(spoken).heard


def test_models_that_are_set_are_not_loaded_before_they_look(model: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from app.build import critics\n"
        "from app.settings import Settings\n"
        "print(len(critics(Settings())), [m for m in ('torch', 'transformers') if m in sys.modules])"
    )
    folders = {f"DAILIES_CRITIC_{name}": str(model) for name in NAMES}
    cases: tuple[tuple[Mapping[str, str], str], ...] = (({}, "0 []"), (folders, "4 []"))
    for more, said in cases:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=environment(tmp_path, **more),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == said


def test_the_doctor_says_that_measures_look_alone(env: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    assert doctor() == Check("critics", True, "measures alone; models too: docs/critics.md")


def test_the_doctor_says_which_models_look_and_how_often_takes_are_made_again(
    env: pytest.MonkeyPatch, model: Path
) -> None:
    env.setenv("DAILIES_CRITIC_CLIP", str(model))
    env.setenv("DAILIES_CRITIC_RECOGNISER", str(model))
    env.setenv("DAILIES_RETAKES", "2")
    assert doctor() == Check(
        "critics",
        True,
        f"measures and a picture model ({model}), a recogniser ({model}); "
        "a take with findings is made again up to 2 times",
    )


def test_the_doctor_is_not_content_with_a_model_that_is_not_there(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    env.setenv("DAILIES_CRITIC_SPEAKER", str(tmp_path / "lost"))
    check = doctor()
    assert (check.fine, check.optional) == (False, False)
    assert f"there is no folder {tmp_path / 'lost'}" in check.words
