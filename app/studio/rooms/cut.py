"""Film: the work print played as one film, its waveform, and what was delivered."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from app.engines import lab
from app.studio.visit import Visit
from app.studio.work import started
from tools import board, cuts, workprint
from tools.editorial import delivered
from tools.errors import ToolError
from tools.store import writing

if TYPE_CHECKING:
    from tools.workprint import Strip

START_HOUR = 1
"""Films begin at 01:00:00:00, as editors expect."""
PURPOSES = {
    "film.mp4": "the film: picture and sound, to watch and to show",
    "dialogue.srt": "subtitles: every line when it is heard",
    "contact-sheet.png": "one picture a shot, to print or to send",
    "screenplay.fountain": "the script, for any screenplay program",
    "story.md": "the story as it was confirmed",
    "cast.md": "who is in it, with looks, clothes and voice",
    "shots.md": "the shot list with timecode",
    "journal.md": "everything that was done to this film, in order",
    "README.md": "what is in the folder",
    "manifest.json": "every shot with take, seed and clip, and the sha256 of every file",
}
"""What the files of a cut are for."""
KINDS = {
    ".otio": "the cut for editing programs that read OpenTimelineIO",
    ".edl": "an edit list, for Resolve and for conforming",
    ".xml": "the cut for Premiere and older Final Cut",
    ".fcpxml": "the cut for Final Cut Pro",
    ".vtt": "subtitles for the web",
    ".csv": "a table for spreadsheets",
    ".pdf": "to print",
}
"""The same by suffix, where a name does not tell."""


def cut(visit: Visit, film: str) -> dict[str, Any]:
    """The film as it stands: every shot with its circled take, its place and its lines, and the newest cut.

    Frames are counted from 0 at the first frame of the film, which is timecode 01:00:00:00; ``start`` and
    ``end`` of a line are seconds from the start of its shot. A shot without a take has an empty ``clip`` and
    its planned length. ``clip``, ``sound`` and ``still`` are at ``/media/FILM/SHA256``.

    Args:
        visit: who asks.
        film: the film's code.
    """
    with visit.look(film) as (session, row):
        strips = workprint.read(session, row.id)
        names = {person.tag: person.name for person in board.cast(session, row.id).characters}
        newest = cuts.newest(session, row.id)
    return {
        "fps": row.fps,
        "width": row.width,
        "height": row.height,
        "engine": row.engine,
        "hour": START_HOUR,
        "language": row.language,
        "frames": sum(strip.frames for strip in strips),
        "missing": sum(not strip.clip for strip in strips),
        "shots": [_shot(strip, names) for strip in strips],
        "delivered": None if newest is None else _delivered(newest, strips),
    }


def peaks(visit: Visit, film: str) -> Iterator[dict[str, Any]]:
    """The waveform of the film's takes; says how far it is, and gives all of it at the end.

    The last piece has ``peaks``: by the sha256 of a take's sound, base64 of one byte a hundredth of a second,
    0 for silence and 255 for as loud as can be.

    Args:
        visit: who asks.
        film: the film's code.
    """
    with visit.look(film) as (session, row):
        sounds = list(dict.fromkeys(s.sound for s in workprint.read(session, row.id) if s.sound))
    found: dict[str, str] = {}
    for sound in sounds:
        path = visit.studio.settings.work / "peaks" / sound
        if not path.exists():
            yield {"done": len(found), "total": len(sounds)}
            _measure(visit.studio.store.path(sound), path)
        found[sound] = b64encode(path.read_bytes()).decode()
    yield {"done": len(found), "total": len(sounds), "peaks": found}


def export(visit: Visit, film: str) -> dict[str, Any]:
    """Render what is still missing, cut the film and deliver its files; the worker does it.

    Gives ``{"begun": true}``, or false where the worker is at this film already: it cuts at the end.

    Args:
        visit: who asks.
        film: the film's code.
    """
    with visit.look(film) as (_, row):
        if not row.shots:
            raise ToolError(
                "the film has no shots yet, expected at least one: plan it with the director first"
            )
        if row.state.startswith("waits"):
            raise ToolError(f"the film {row.state}: answer the director first, then cut")
    return {"begun": started(visit, row.id)}


def _shot(strip: Strip, names: dict[str, str]) -> dict[str, Any]:
    camera = strip.plan.camera
    return {
        "code": strip.code,
        "scene": strip.scene,
        "heading": strip.heading,
        "status": str(strip.status),
        "frames": strip.frames,
        "take": strip.take,
        "clip": strip.clip,
        "sound": strip.sound,
        "still": strip.still,
        "action": strip.plan.action,
        "camera": f"{camera.scale}, {camera.move}",
        "lines": [
            {
                "who": names.get(line.speaker, line.speaker),
                "text": line.text,
                "start": round(line.start, 3),
                "end": round(line.end, 3),
            }
            for line in strip.lines
        ],
    }


def _delivered(newest: cuts.CutRow, strips: Sequence[Strip]) -> dict[str, Any]:
    pieces = delivered.pieces(Path(newest.folder))
    known = [*PURPOSES]
    flat = sorted(
        (piece for piece in pieces if "/" not in piece.name),
        key=lambda piece: known.index(piece.name) if piece.name in known else 1,
    )
    return {
        "number": newest.number,
        "at": newest.at.isoformat(),
        "frames": newest.frames,
        "shots": len(newest.clips),
        "stale": newest.clips != tuple(strip.clip for strip in strips),
        "files": [{"name": piece.name, "size": piece.size, "words": _purpose(piece.name)} for piece in flat],
        "more": len(pieces) - len(flat),
        "size": sum(piece.size for piece in pieces),
    }


def _purpose(name: str) -> str:
    return PURPOSES.get(name) or KINDS.get(Path(name).suffix, "")


def _measure(sound: Path, target: Path) -> None:
    """Write the waveform of a sound, whole or not at all."""
    loud = lab().peaks(sound)
    with writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, delete=False) as half:
            half.write(loud)
        Path(half.name).replace(target)


DOORS = (cut, peaks, export)
