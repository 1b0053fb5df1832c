"""``dailies engine list | check | inspect``, and the settings of the real camera, from the outside."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from app.engines import camera
from app.settings import Settings
from generator.footage import probe
from tests.app.inside import told
from tests.app.running import ROOT, dailies, document, environment
from tests.generator.echo_checkpoints import (
    FOLDERS,
    FULL,
    METADATA,
    TINY,
    Entry,
    entries,
    write_index,
    write_manifest,
    write_sparse,
)
from tests.generator.toon_weights import save

URL = "https://huggingface.co/jdopensource/JoyAI-Echo"
NONE = {"DAILIES_ECHO_TOON": "/nowhere"}
"""No weights of the package's own."""
TINY_ECHO = ("engine", "check", "echo", "--profile", "random-tiny", "--size", "64x64", "--json")


# ---- which there are ----


@pytest.mark.parametrize("words", [("--help",), ("engine", "check", "--help"), ("engine", "check", "slate")])
def test_help_and_light_engines_start_without_torch(tmp_path: Path, words: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom app.cli import app\n"
        f"try: app({list(words)})\n"
        "except SystemExit as end: print(end.code, [m for m in ('torch', 'diffusers') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_the_list_names_every_engine_and_profile(tmp_path: Path) -> None:
    found = document(told(tmp_path, "engine", "list", "--json", **NONE))["engines"]
    assert [(one["name"], one["ready"]) for one in found] == [
        ("animatic", True),
        ("slate", True),
        ("echo", False),
        ("echo:toon-128", False),
        ("echo:toon-256", False),
        ("echo:random-tiny", True),
    ]
    assert all(set(one) == {"name", "words", "ready", "state"} for one in found)
    ready = told(tmp_path, "engine", "list", "-q", **NONE).stdout.split()
    assert ready == ["animatic", "slate", "echo:random-tiny"]


@pytest.mark.parametrize("columns", ["80", "100", "200"])
def test_the_list_says_what_is_missing_and_how_to_get_it_on_any_terminal(
    tmp_path: Path, columns: str
) -> None:
    said = told(tmp_path, "engine", "list", COLUMNS=columns, **NONE).stdout
    assert "echo: no weights" in said
    for words in (URL, "LTX-2 community licence", "research only", "DAILIES_ECHO_WEIGHTS", "random-tiny"):
        assert words in said
    assert "there is no folder /nowhere/toon-128. `dailies train toon-128` teaches it" in said
    table = said.partition("echo: no weights")[0]
    assert max(len(line) for line in table.splitlines()) <= int(columns)
    assert "…" not in table


def test_making_a_film_without_weights_says_what_the_list_says(tmp_path: Path) -> None:
    listed = document(told(tmp_path, "engine", "list", "--json", **NONE))["engines"][2]["state"]
    for words in (("make", "A lamp.", "--engine", "echo"), ("engine", "check", "echo")):
        done = told(tmp_path, *words, "--json", **NONE)
        assert done.returncode == 2
        assert document(done)["error"] == {"kind": "mendable", "message": listed}
    assert document(told(tmp_path, "films", "--json")) == {"films": []}


# ---- trying one ----


@pytest.mark.slow
def test_trying_the_camera_takes_less_than_half_a_minute_and_says_what_it_did(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = dailies(
        tmp_path, "engine", "check", "echo", "--profile", "random-tiny", DAILIES_ENGINE="", COLUMNS="100"
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Of the processor, not of the clock: other tests run beside this one.
    assert after.ru_utime - before.ru_utime < 30
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "echo works here" in done.stdout
    for words in (
        "policy: 1.5",
        "profile: random-tiny",
        "weights: random",
        "device: cpu",
        "residency: resident: about",
    ):
        assert words in done.stdout
    assert "remembers" in done.stdout
    rows = [line.split() for line in done.stdout.splitlines() if "frames of 128x96" in line]
    assert [row[:2] for row in rows] == [["1", "nothing"], ["2", "1"], ["3", "1"]]
    assert rows[2][2:4] == ["and", "2"]
    assert all("1.00 s stereo" in " ".join(row) for row in rows)


@pytest.mark.slow
def test_a_trial_gives_its_facts_and_keeps_its_clips_where_it_is_told(tmp_path: Path) -> None:
    out = tmp_path / "clips"
    found = document(told(tmp_path, *TINY_ECHO, "--out", str(out)))
    assert found["engine"]["name"] == "echo"
    assert found["engine"]["version"] == "1+random-tiny+1.5+random"
    assert found["engine"]["facts"]["policy"] == "1.5"
    assert [shot["memories"] for shot in found["shots"]] == [0, 1, 2]
    for shot in found["shots"]:
        assert (shot["frames"], shot["size"], shot["samples"]) == (25, [64, 64], 48_000)
        assert shot["seconds"] > 0
        assert shot["loudness_lufs"] < 0
        picture = probe(Path(shot["picture"]))
        assert (picture.width, picture.height, picture.frames) == (64, 64, 25)
        assert Path(shot["sound"]).parent == out / shot["shot"]


def test_a_trial_leaves_nothing_behind_unless_it_is_told_to(tmp_path: Path) -> None:
    found = document(told(tmp_path, "engine", "check", "slate", "--json", TMPDIR=str(tmp_path)))
    assert [shot["size"] for shot in found["shots"]] == [[320, 160]] * 3
    assert {shot["picture"] for shot in found["shots"]} == {None}
    assert list(tmp_path.iterdir()) == []


def test_a_trial_can_be_repeated_in_the_same_folder(tmp_path: Path) -> None:
    words = ("engine", "check", "slate", "--out", str(tmp_path / "new" / "clips"))
    said = told(tmp_path, *words).stdout
    assert f"The clips are in {tmp_path / 'new' / 'clips'}" in said
    clips = told(tmp_path, *words, "--quiet").stdout.split()
    assert len(clips) == 3
    assert all(probe(Path(clip)).frames == 25 for clip in clips)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("imax",), "got the engine 'imax', expected one of: animatic, echo, slate"),
        (
            ("echo", "--profile", "huge"),
            "'huge', expected one of those of 'echo': toon-128, toon-256, random-tiny",
        ),
        (("slate", "--profile", "tiny"), "got the profile 'tiny', expected one of those of 'slate': none"),
        (("slate", "--size", "huge"), "got the size 'huge', expected WIDTHxHEIGHT"),
        (("slate", "--size", "100x128"), "got the width 100, expected a multiple of 32 from 128 to 1920"),
        (("echo:random-tiny", "--size", "64x1024"), "got the height 1024, expected a multiple of 32 from 64"),
        (("slate", "--out", "pyproject.toml"), "expected a folder for the clips"),
    ],
)
def test_a_trial_that_cannot_be_is_refused_in_words(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    out = () if "--out" in words else ("--out", str(tmp_path / "clips"))
    done = told(tmp_path, "engine", "check", *words, *out, "--json")
    assert done.returncode == 2
    assert said in document(done)["error"]["message"]
    assert list(tmp_path.iterdir()) == []


# ---- what weights hold ----


def _shapes(dtype: str = "BF16") -> dict[str, tuple[str, tuple[int, ...]]]:
    return {entry.key: (dtype, entry.shape) for entry in entries(FULL)}


def _eight_bits() -> dict[str, tuple[str, tuple[int, ...]]]:
    said = _shapes()
    for key, (_, shape) in list(said.items()):
        if ".transformer_blocks." in key and len(shape) == 2 and key.endswith(".weight"):
            said[key] = ("F8_E4M3", shape)
            said[key.replace(".weight", ".weight_scale")] = ("F32", ())
    return said


def _monolith(folder: Path) -> Path:
    return write_sparse(folder / "echo.safetensors", _shapes(), METADATA)


def _release(folder: Path, precision: str = "bf16") -> Path:
    tensors = _eight_bits() if precision == "fp8" else _shapes()
    write_sparse(folder / "model.safetensors", tensors)
    write_manifest(folder, precision, {"model": "model.safetensors"})
    return folder


def _fp8(folder: Path) -> Path:
    return _release(folder, "fp8")


def _diffusers(folder: Path) -> Path:
    parts: dict[str, list[Entry]] = {part: [] for part in FOLDERS}
    for entry in entries(FULL):
        parts[entry.part].append(entry)
    for part, held in parts.items():
        tensors = {entry.name: ("BF16", entry.shape) for entry in held}
        write_sparse(folder / FOLDERS[part] / "model.safetensors", tensors)
    write_index(folder)
    return folder


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (_fp8, "JoyAI-Echo 1.5, release folder, fp8"),
        pytest.param(_release, "JoyAI-Echo 1.5, release folder, bf16", marks=pytest.mark.slow),
        pytest.param(_monolith, "JoyAI-Echo 1.0, monolith, bf16", marks=pytest.mark.slow),
        pytest.param(_diffusers, "JoyAI-Echo 1.5, diffusers folder, bf16", marks=pytest.mark.slow),
    ],
)
def test_every_published_form_is_told_apart(
    tmp_path: Path, write: Callable[[Path], Path], words: str
) -> None:
    path = write(tmp_path / "weights")
    said = told(tmp_path, "engine", "inspect", str(path), COLUMNS="80").stdout
    assert words in said
    assert "LTX-2 community licence" in said
    eight = "fp8" in words
    rows = {line.split()[0]: line.split() for line in said.splitlines() if " B " in line}
    assert list(rows) == list(FOLDERS)
    assert rows["transformer"][1:] == (
        ["5818", "18.99", "B", "18.1", "GiB", "BF16,", "F8_E4M3,", "F32"]
        if eight
        else ["4186", "18.99", "B", "35.4", "GiB", "BF16"]
    )


@pytest.mark.slow
def test_forty_six_gigabytes_are_inspected_without_reading_them(tmp_path: Path) -> None:
    path = str(_monolith(tmp_path))
    # What is imported is read too, once.
    assert told(tmp_path, "engine", "inspect", path, "-q").stdout == "1.0\n"
    before = _bytes_read()
    found = document(told(tmp_path, "engine", "inspect", path, "--json"))
    assert _bytes_read() - before < 20_000_000
    assert sum(part["size"] for part in found["parts"]) == pytest.approx(46.1e9, rel=0.01)
    assert (found["path"], found["version"], len(found["identity"])) == (path, "1.0", 16)


def _bytes_read() -> int:
    process = psutil.Process()
    if not hasattr(process, "io_counters"):
        pytest.skip("this system does not count what a process reads")
    return int(process.io_counters().read_chars)


def _nothing(folder: Path) -> Path:
    return folder / "nowhere"


def _empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _cut(folder: Path) -> Path:
    path = _monolith(folder)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    return path


def _fp4(folder: Path) -> Path:
    folder.mkdir()
    write_manifest(folder, "fp4", {"components": "components.safetensors", "modelopt": "transformer.pt"})
    return folder


def _small(folder: Path) -> Path:
    tensors = {entry.key: ("BF16", entry.shape) for entry in entries(TINY)}
    return write_sparse(folder / "echo.safetensors", tensors, METADATA)


def _mute(folder: Path) -> Path:
    return write_sparse(folder / "echo.safetensors", _shapes())


def _picture(folder: Path) -> Path:
    folder.mkdir()
    (folder / "lamp.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder / "lamp.png"


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (_nothing, "there is nothing at"),
        (_empty, "holds no weights this camera knows"),
        (_cut, "is cut short"),
        (_fp4, "comes as a pickle"),
        (_small, "of a wrong shape"),
        (_mute, "does not say which version it holds"),
        (_picture, "is not a safetensors file"),
    ],
)
def test_what_cannot_be_used_is_named_in_a_sentence(
    tmp_path: Path, write: Callable[[Path], Path], said: str
) -> None:
    path = write(tmp_path / "weights")
    done = told(tmp_path, "engine", "inspect", str(path))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert str(path) in done.stderr or "tensors" in done.stderr or "safetensors" in done.stderr


# ---- settings ----


def test_policy_and_switches_show_in_the_facts_and_in_the_version(tmp_path: Path) -> None:
    asked = {"DAILIES_ECHO_VERSION": "1.0", "DAILIES_ECHO_SWITCHES": '{"tau": 0.9}'}
    engine = document(told(tmp_path, *TINY_ECHO, **asked))["engine"]
    assert (engine["facts"]["policy"], engine["facts"]["switches"]) == ("1.0", "tau=0.9")
    assert re.fullmatch(r"1\+random-tiny\+1\.0\+random\+[0-9a-f]{8}", engine["version"])


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ECHO_SWITCHES", '{"tau": -1}', "DAILIES_ECHO_SWITCHES: got tau -1.0"),
        ("ECHO_SWITCHES", '{"taau": 0.9}', "DAILIES_ECHO_SWITCHES: got taau, expected some of: bf16_sigmas"),
        ("ECHO_SWITCHES", '{"window": 9.5}', "DAILIES_ECHO_SWITCHES: window: got 9.5"),
        ("ECHO_VERSION", "2", "DAILIES_ECHO_VERSION: got '2', expected 1.0 or 1.5"),
        ("ECHO_DEVICE", "abacus", "got the device 'abacus', expected cpu"),
        ("ECHO_RESIDENCY", "attic", "got the residency 'attic', expected auto, resident"),
    ],
)
def test_a_setting_that_cannot_be_is_said_in_words_and_the_list_still_lists(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    setting = {f"DAILIES_{name}": value, **NONE}
    done = told(tmp_path, *TINY_ECHO, **setting)
    assert done.returncode == 2
    assert said in document(done)["error"]["message"]
    listed = document(told(tmp_path, "engine", "list", "--json", **setting))["engines"]
    assert [one["ready"] for one in listed] == [True, True, False, False, False, False]
    assert said in listed[-1]["state"]


@pytest.mark.parametrize("value", ["tau", '{"tau": "much"}', "[1]"])
def test_switches_that_are_no_json_are_said_in_words_by_every_command(tmp_path: Path, value: str) -> None:
    for words in (("films",), ("engine", "list"), ("doctor",), ("make", "A lamp.")):
        done = told(tmp_path, *words, "--json", DAILIES_ECHO_SWITCHES=value)
        assert done.returncode == 2
        assert "echo_switches" in document(done)["error"]["message"]


def test_weights_that_are_not_there_are_said_in_words_wherever_they_are_needed(tmp_path: Path) -> None:
    lost = str(tmp_path / "lost")
    said = f"DAILIES_ECHO_WEIGHTS: there is nothing at {lost}"
    for words in (("make", "A lamp.", "--engine", "echo"), ("engine", "check", "echo")):
        done = told(tmp_path / "home", *words, DAILIES_ECHO_WEIGHTS=lost)
        assert done.returncode == 2
        assert said in done.stderr
    listed = document(told(tmp_path / "home", "engine", "list", "--json", DAILIES_ECHO_WEIGHTS=lost, **NONE))
    assert said in listed["engines"][2]["state"]
    assert [one["ready"] for one in listed["engines"]] == [True, True, False, False, False, True]
    doctor = told(tmp_path / "home", "doctor", "--json", DAILIES_ECHO_WEIGHTS=lost)
    assert doctor.returncode == 2
    (check,) = [c for c in document(doctor)["checks"] if c["name"] == "engine echo"]
    assert (check["fine"], check["optional"]) == (False, False)
    assert said in check["words"]


def test_without_weights_the_doctor_is_content_and_says_what_they_would_bring(tmp_path: Path) -> None:
    checks = document(told(tmp_path, "doctor", "--json", **NONE))["checks"]
    (check,) = [c for c in checks if c["name"] == "engine echo"]
    assert (check["fine"], check["optional"]) == (False, True)
    assert URL in check["words"]


def test_weights_need_the_text_encoder_and_then_the_list_says_what_they_can_do(tmp_path: Path) -> None:
    weights = {"DAILIES_ECHO_WEIGHTS": str(_release(tmp_path / "weights"))}
    (tmp_path / "gemma").mkdir()
    for text in ({}, {"DAILIES_ECHO_TEXT": str(tmp_path / "gemma")}):
        state = document(told(tmp_path, "engine", "list", "--json", **weights, **text))["engines"][2]["state"]
        assert "text encoder" in state
        assert "google/gemma-3-12b-it" in state
        assert "DAILIES_ECHO_TEXT" in state
    (tmp_path / "gemma" / "config.json").write_text("{}")
    ready = document(told(tmp_path, "engine", "list", "--json", **weights, **text))["engines"][2]
    assert ready["ready"]
    assert ready["state"] == "256 to 1920 px, up to 241 frames, 7 memories"
    checks = document(told(tmp_path, "doctor", "--json", **weights, **text))["checks"]
    assert [c["fine"] for c in checks if c["name"] == "engine echo"] == [True]


def test_weights_of_another_version_than_was_said_are_refused(tmp_path: Path) -> None:
    weights = {"DAILIES_ECHO_WEIGHTS": str(_release(tmp_path / "weights")), "DAILIES_ECHO_VERSION": "1.0"}
    done = told(tmp_path, "engine", "check", "echo", **weights)
    assert done.returncode == 2
    assert "holds version 1.5, got version 1.0" in done.stderr


# ---- the package's own weights ----


@pytest.fixture(scope="module")
def toon(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Random weights in the place of those the package ships."""
    return {"DAILIES_ECHO_TOON": str(save(tmp_path_factory.mktemp("toon")))}


def test_without_other_weights_the_packages_own_are_used_and_called_what_they_are(
    tmp_path: Path, toon: dict[str, str]
) -> None:
    found = document(told(tmp_path, "engine", "list", "--json", **toon))["engines"]
    echo, own = found[2:4]
    assert (echo["name"], own["name"], echo["ready"], own["ready"]) == ("echo", "echo:toon-128", True, True)
    assert echo["words"] == own["words"]
    for words in ("toon-128", "laptop size", "cartoon world", "simple drawings", "toy language"):
        assert words in echo["words"]
    assert echo["state"] == "128x96 px, up to 241 frames, 7 memories"
    (check,) = [
        c
        for c in document(told(tmp_path, "doctor", "--json", **toon))["checks"]
        if c["name"] == "engine echo"
    ]
    assert check["fine"]
    assert "cartoon world" in check["words"]


def test_the_packages_own_weights_are_tried_like_any_other(tmp_path: Path, toon: dict[str, str]) -> None:
    engine = document(told(tmp_path, "engine", "check", "echo", "--json", **toon))
    assert [shot["size"] for shot in engine["shots"]] == [[128, 96]] * 3
    assert engine["engine"]["facts"]["profile"] == "toon-128"


def test_switches_depart_from_how_the_weights_were_taught(toon: dict[str, str]) -> None:
    told_so = Settings(echo_toon=Path(toon["DAILIES_ECHO_TOON"]), echo_switches={"slot_mask": False})
    assert camera(told_so, "echo:toon-128").capabilities.facts["switches"] == "slot_mask=False"


def test_weights_that_are_named_go_before_the_packages_own(tmp_path: Path, toon: dict[str, str]) -> None:
    weights = {"DAILIES_ECHO_WEIGHTS": str(_release(tmp_path / "weights"))}
    states = document(told(tmp_path, "engine", "list", "--json", **weights, **toon))["engines"]
    assert "text encoder" in states[2]["state"]
    assert states[3]["ready"]
