"""``dailies screener`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.media import probe
from generator.screener import SLATE_FRAMES
from tests.app.inside import told
from tests.app.running import document

SMALL = ("--size", "128x128")
SCRIPT = "INT. KITCHEN - DAY\n\nANNA pours tea.\n\nANNA\nSugar?\n\nBEN\nNo. Never.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one finished film, TEA."""
    home = tmp_path_factory.mktemp("home")
    (home / "tea.fountain").write_text(SCRIPT)
    assert told(home, "make", str(home / "tea.fountain"), "--yes", *SMALL).returncode == 0
    return home


def test_a_review_copy_lies_beside_the_film_and_is_never_written_over_unasked(made: Path) -> None:
    film = document(told(made, "show", "TEA", "--json"))["film"]
    done = told(made, "screener", "tea", "--quiet")
    path = Path(done.stdout.strip())
    assert (done.returncode, path) == (0, Path(film["folder"]) / "screener.mp4")
    assert probe(path).frames == probe(path.with_name("film.mp4")).frames + SLATE_FRAMES
    was = path.stat().st_mtime_ns
    again = told(made, "screener", "TEA", "--json")
    assert again.returncode == 2
    assert "is there already" in document(again)["error"]["message"]
    assert path.stat().st_mtime_ns == was
    forced = document(told(made, "screener", "TEA", "--force", "--json"))
    assert (forced["screener"], forced["film"]["code"]) == (str(path), "TEA")
    assert path.stat().st_mtime_ns != was


def test_a_review_copy_can_have_another_name_in_a_folder_that_is_made(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "for the client" / "tea.mp4"
    done = told(made, "screener", "TEA", "--out", str(out))
    assert done.returncode == 0
    assert str(out) in done.stdout
    assert probe(out).width == 128
    assert [p.name for p in out.parent.iterdir()] == ["tea.mp4"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NOBODY",), "there is no film 'NOBODY'"),
        (("TEA", "--out", "."), "expected a file such as"),
        (("TEA", "--out", "copy.mov"), "ends in .mp4"),
        (("TEA", "--out", "tea.fountain/copy.mp4"), "cannot be written"),
    ],
)
def test_what_cannot_be_copied_is_answered_in_words(
    made: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(made)
    before = sorted(made.iterdir())
    done = told(made, "screener", *words, "--json")
    assert done.returncode == 2
    assert said in document(done)["error"]["message"]
    assert sorted(made.iterdir()) == before


def test_a_film_that_is_not_cut_yet_says_how_to_go_on(tmp_path: Path) -> None:
    assert told(tmp_path, "make", "A lamp and a letter.", *SMALL, "--title", "Lamp").returncode == 4
    done = told(tmp_path, "screener", "LAMP", "--json")
    assert done.returncode == 2
    assert "dailies resume LAMP" in document(done)["error"]["message"]


def test_a_clip_that_is_gone_or_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / "tea.fountain").write_text(SCRIPT)
    assert told(tmp_path, "make", str(tmp_path / "tea.fountain"), "--yes", *SMALL).returncode == 0
    clip = Path(document(told(tmp_path, "takes", "TEA", "#1", "--json"))["takes"][0]["clip"])
    clip.write_bytes(b"no film")
    broken = told(tmp_path, "screener", "TEA", "--json")
    assert (broken.returncode, clip.name in document(broken)["error"]["message"]) == (2, True)
    clip.unlink()
    gone = told(tmp_path, "screener", "TEA", "--json")
    assert (gone.returncode, clip.stem[:12] in document(gone)["error"]["message"]) == (2, True)
