"""The small camera's own weights, as they come with the package: what they are, and that they film."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from app.engines import camera
from app.settings import Settings
from benchmarks.toon_camera import ToonKit
from benchmarks.toon_numbers import average
from benchmarks.toon_plan import memory
from benchmarks.toon_trials import Scope, run
from generator.echo.setup import SHIPPED
from generator.footage import probe
from tests.app.running import dailies, document

FOLDER = SHIPPED / "toon-128"
FILES = sorted(FOLDER.glob("*.safetensors"))
MIB = 1 << 20
SCRIPT = """INT. KITCHEN - DAY

ANNA (40s, red apron) pours tea.

ANNA
Sugar?

BEN (30s, blue coat) comes in.

BEN
No. Milk.
"""


def test_no_file_is_larger_than_sixteen_mebibytes_and_all_are_less_than_forty() -> None:
    sizes = [file.stat().st_size for file in FILES]
    assert max(sizes) < 16 * MIB
    assert sum(sizes) < 40 * MIB


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_has_its_card(file: Path) -> None:
    card = json.loads(file.with_suffix(".json").read_text())
    assert card["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert card["recipe"] == "toon-128"
    assert card["figures"]


def test_without_any_setting_echo_is_the_small_camera() -> None:
    able = camera(Settings(), "echo").capabilities
    assert able.facts["profile"] == "toon-128"
    assert "cartoon world" in able.facts["world"]


@pytest.mark.slow
def test_a_film_needs_no_more_than_the_name_of_the_camera(tmp_path: Path) -> None:
    script = tmp_path / "tea.fountain"
    script.write_text(SCRIPT)
    (made,) = document(dailies(tmp_path, "make", str(script), "--engine", "echo", "--yes", "--json"))["films"]
    assert (made["state"], made["engine"]) == ("finished", "echo")
    assert (made["width"], made["height"]) == (128, 96)
    assert probe(Path(made["folder"]) / "film.mp4").frames == made["frames"]


@pytest.mark.slow
def test_memory_tells_who_somebody_is_and_only_the_right_one_does() -> None:
    ways = run(memory(ToonKit(), Scope(stories=6, shots=3, frames=25, seeds=1))).ways
    hue, pitch = ({way: average(told.values[name]) for way, told in ways.items()} for name in ("hue", "f0"))
    assert hue["oracle"] < 0.7 * hue["none"]
    assert hue["wrong"] > 0.9 * hue["none"]
    assert pitch["oracle"] < 0.7 * pitch["none"]
