"""A take, its notes and what no longer fits, as the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tools.viewing import NoteRow, TakeRow


def take_card(take: TakeRow, fps: int, circled: int | None) -> dict[str, Any]:
    """A take to be played and compared.

    Args:
        take: the take.
        fps: frames a second of its film.
        circled: id of the take of the shot that counts.
    """
    request = take.request
    return {
        "number": take.number,
        "state": str(take.state),
        "circled": take.id == circled,
        "verdict": take.verdict,
        "error": take.error,
        "seed": request.seed,
        "frames": request.frames,
        "fps": fps,
        "width": request.width,
        "height": request.height,
        "clip": take.clip,
        "still": take.still,
        "engine": f"{take.engine} {take.engine_version}",
        "seconds": take.seconds,
        "reused": take.reused,
        "lines": _heard(take, fps),
    }


def note_card(note: NoteRow, counting: Collection[int]) -> dict[str, Any]:
    """A note; ``counts`` where the next take is to answer it."""
    return tables.note_facts(note) | {"counts": note.id in counting}


def shown(takes: Sequence[TakeRow], circled: int | None) -> TakeRow | None:
    """The take a guest sees who names none: the circled one, else the newest that was rendered."""
    fitting = [take for take in takes if take.id == circled] or [take for take in takes if take.clip]
    return fitting[-1] if fitting else None


def _heard(take: TakeRow, fps: int) -> list[dict[str, Any]]:
    """Every line where it is really heard, in frames."""
    request = take.request
    names = {figure.tag: figure.name for figure in (*request.figures, *request.voices)}
    lines = [(cue, request.lines[cue.line]) for cue in take.cues if cue.line < len(request.lines)]
    return [
        {
            "who": names.get(line.speaker, line.speaker),
            "text": line.text,
            "first": round(cue.start * fps),
            "last": min(round(cue.end * fps), request.frames - 1),
        }
        for cue, line in lines
    ]
