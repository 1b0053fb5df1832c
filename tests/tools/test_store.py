from __future__ import annotations

import hashlib
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.errors import NoRoom, NotFound
from tools.store import MediaStore


def _file(folder: Path, data: bytes, name: str = "clip.mp4") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_is_stored_under_the_sha256_of_its_bytes(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "media")
    blob = store.put(_file(tmp_path, b"frames"))
    assert blob.sha256 == hashlib.sha256(b"frames").hexdigest()
    assert store.path(blob.sha256).read_bytes() == b"frames"
    assert store.path(blob.sha256).suffix == ".mp4"
    assert store.sound(blob.sha256)


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "media")
    assert store.put(_file(tmp_path, b"a")) == store.put(_file(tmp_path, b"a", "other.mp4"))
    assert len([p for p in (tmp_path / "media").rglob("*") if p.is_file()]) == 1


@pytest.mark.parametrize("name", ["", "abc", "../../etc/passwd", "g" * 64, "A" * 64, "/" + "a" * 63])
def test_what_is_no_digest_is_never_looked_up(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound, match="sha256"):
        MediaStore(tmp_path).path(name)
    assert not MediaStore(tmp_path).has(name)


def test_damaged_bytes_are_noticed(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "media")
    blob = store.put(_file(tmp_path, b"whole"))
    store.path(blob.sha256).write_bytes(b"holed")
    assert not store.sound(blob.sha256)


def test_what_a_killed_process_left_is_swept_and_never_seen(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "media")
    store.put(_file(tmp_path, b"x"))
    half = tmp_path / "media" / "incoming" / "tmp123"
    half.write_bytes(b"half")
    assert store.sweep(time.time() + 1) == 1
    assert not half.exists()


def test_a_full_disk_is_said_in_words_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    _file(tmp_path, bytes(3_000_000))
    code = (
        "import resource, signal, sys; from pathlib import Path; from tools.store import MediaStore\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, {resource.RLIM_INFINITY}))\n"
        "from tools.errors import NoRoom\n"
        "try: MediaStore(Path(sys.argv[1]) / 'media').put(Path(sys.argv[1]) / 'clip.mp4')\n"
        "except NoRoom as error: print(error)"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert "no room left" in out.stdout
    assert "dailies resume" in out.stdout
    assert [p for p in (tmp_path / "media").rglob("*") if p.is_file()] == []


def test_a_folder_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    blocked = _file(tmp_path, b"", "blocked")
    with pytest.raises(NoRoom, match="--out or DAILIES_HOME"):
        MediaStore(blocked / "media").put(_file(tmp_path, b"x"))
