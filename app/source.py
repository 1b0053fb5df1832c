"""What the user gave on the command line: a file, an example, or an idea in words."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tools.editorial.screenplay import Source, read
from tools.errors import ToolError

EXAMPLE = "example:"
"""``example:short`` names a screenplay that came with the program."""
SUFFIXES = {".fountain", ".fdx", ".txt", ".md", ".spmd", ".pdf", ".docx"}


def load(given: str) -> tuple[Source, str]:
    """Read what was given; gives it with the name it came under.

    Raises:
        ToolError: there is no such file or example, or it is not a screenplay.
    """
    if given.startswith(EXAMPLE):
        return _example(given.removeprefix(EXAMPLE))
    path = Path(given).expanduser()
    if not given.strip():
        raise ToolError("got an empty idea; expected a screenplay's path or an idea in words")
    if _is_file(path):
        return read(path.read_bytes(), path.name), path.name
    if _is_folder(path):
        raise ToolError(
            f"{given} is a folder; expected a screenplay (.fountain, .fdx, .txt) or an idea in words"
        )
    if path.suffix.lower() in SUFFIXES and " " not in given.strip():
        raise ToolError(f"there is no file {given}; give the path of a screenplay, or an idea in words")
    return read(given.encode(), "idea"), ""


def examples() -> dict[str, str]:
    """The examples by name, with their file names."""
    found = [f.name for f in files("app.examples").iterdir() if Path(f.name).suffix in {".fountain", ".txt"}]
    return {Path(name).stem: name for name in sorted(found)}


def _example(name: str) -> tuple[Source, str]:
    known = examples()
    if name not in known:
        raise ToolError(f"got the example {name!r}, expected one of: {', '.join(known)}")
    return read(files("app.examples").joinpath(known[name]).read_bytes(), known[name]), known[name]


def _is_file(path: Path) -> bool:
    # A long idea is no path: asking the system about it raises instead of saying no.
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
