"""Rows as tables for people and as documented fields for programs (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from agent.difference import Difference
from app.screen import Screen, program
from tools.board import FilmRow, JournalEntry, ShotRow
from tools.records import JobState
from tools.store import MediaStore
from tools.story import CardDraft, ShotDraft
from tools.viewing import NoteRow, TakeRow

OPENS_A_TURN = "planning.open_turn"


def films(rows: Sequence[FilmRow]) -> Table:
    """All films."""
    table = listing("code", "title", "engine", "shots", "length", "state")
    for row in rows:
        table.add_row(
            row.code,
            row.title,
            row.engine,
            f"{row.rendered}/{row.shots}",
            f"{row.frames / row.fps:.0f} s",
            row.state,
        )
    return table


def cast(people: Sequence[CardDraft]) -> Table:
    """Who is in it."""
    table = listing("tag", "name", "looks", "wears", "voice")
    for card in people:
        table.add_row(card.tag, card.name, card.appearance, card.wardrobe, card.voice)
    return table


def shots(rows: Sequence[ShotRow], people: Sequence[CardDraft], fps: int) -> Table:
    """The shot list."""
    names = {card.tag: card.name for card in people}
    table = listing("shot", "s", "coverage", "camera", "who", "what happens", "status")
    for row in rows:
        plan = row.plan
        take = f" v{row.take_number:03d}" if row.take_number else ""
        table.add_row(
            row.code,
            f"{plan.frames / fps:.1f}",
            plan.coverage,
            _set_ups(plan, names),
            ", ".join(names.get(tag, tag) for tag in plan.tags),
            plan.action,
            f"{row.status}{take}",
        )
    return table


def journal(entries: Sequence[JournalEntry]) -> Table:
    """Who did what."""
    table = listing("#", "turn", "when", "who", "command", "rows")
    for entry in entries:
        said = entry.changes[0]["id"] if entry.tool == OPENS_A_TURN else ""
        touched = ", ".join(dict.fromkeys(str(change["table"]) for change in entry.changes))
        words = f"“{entry.arguments['words']}”" if said else f"{len(entry.changes)} ({touched})"
        table.add_row(
            str(entry.id),
            str(entry.turn_id or said),
            f"{entry.at.astimezone():%Y-%m-%d %H:%M:%S}",
            entry.actor,
            entry.tool,
            words,
        )
    return table


def notes(rows: Sequence[NoteRow]) -> Table:
    """What was said of the takes, and what became of it."""
    table = listing("note", "shot", "take", "frame", "who", "about", "what", "state")
    for row in rows:
        table.add_row(
            str(row.id),
            row.code,
            f"v{row.take_number:03d}",
            "" if row.frame is None else str(row.frame),
            row.author,
            row.category,
            "\n".join([row.text, *_evidence(row)]),
            _standing(row),
        )
    return table


def show_take(screen: Screen, store: MediaStore, take: TakeRow, *, circled: bool) -> None:
    """A take, what it remembers, and what it does not."""
    mark = " (circled)" if circled else ""
    screen.heading(f"v{take.number:03d}{mark}: {take.state}", take.error)
    screen.say(f"  {_camera(take)}")
    if take.clip:
        screen.say(f"  {store.path(take.clip)}")
        seconds = f"rendered in {take.seconds:.1f} s" if take.seconds else f"clip of {take.reused}"
        screen.say(f"  {seconds}; {take.verdict}")
    table = listing("slot", "kind", "from", "voice", "score", "why")
    for slot in take.slots:
        table.add_row(
            str(slot.ordinal + 1),
            slot.kind,
            slot.source,
            f"{slot.audio_start:.1f}–{slot.audio_end:.1f} s" if slot.voiced else "silence",
            f"{slot.score:.2f}",
            f"{slot.reason}: {slot.words}",
        )
    screen.table(table, empty="  remembers nothing")
    for words in take.left_out:
        screen.say(f"  left out: {words}")
    for words in take.notes:
        screen.say(f"  open note: {words}")


def show_outcome(screen: Screen, film: FilmRow, state: JobState) -> None:
    """How the work ended and what can be done next."""
    if state is JobState.DONE:
        screen.heading(f"{film.title} is ready: {film.frames / film.fps:.0f} s, {film.shots} shots")
        screen.say(f"  watch   {film.folder}/film.mp4")
        screen.say(f"  look    {film.folder}/contact-sheet.png")
        screen.say(f"  read    {film.folder}/README.md")
        screen.say(f"  next    {program()} show {film.code}  ·  {program()} takes {film.code} '#1'")
    elif state is JobState.WAITING:
        screen.say(
            f"{film.code} {film.state}. Answer at a terminal with: {program()} resume {film.code}  (or --yes)"
        )
    else:
        screen.say(f"{film.code} was stopped. Go on with: {program()} resume {film.code}")


def film_line(row: FilmRow) -> str:
    """One line on where a film stands."""
    where = f"\n{row.folder}/film.mp4" if row.folder else ""
    return f"{row.rendered} of {row.shots} shots rendered, {row.frames / row.fps:.1f} s, {row.state}{where}"


def film_facts(row: FilmRow) -> dict[str, Any]:
    """A film for programs."""
    return {
        "code": row.code,
        "title": row.title,
        "state": row.state,
        "engine": row.engine,
        "memory": row.memory,
        "width": row.width,
        "height": row.height,
        "fps": row.fps,
        "seed": row.seed,
        "language": row.language,
        "shots": row.shots,
        "rendered": row.rendered,
        "approved": row.approved,
        "frames": row.frames,
        "folder": row.folder,
    }


def shot_facts(row: ShotRow) -> dict[str, Any]:
    """A shot for programs."""
    return {
        "code": row.code,
        "position": row.position,
        "heading": row.heading,
        "status": str(row.status),
        "version": row.version,
        "take": row.take_number,
        "takes": row.takes,
        "plan": row.plan.model_dump(mode="json"),
    }


def take_facts(store: MediaStore, take: TakeRow) -> dict[str, Any]:
    """A take for programs."""
    return {
        "number": take.number,
        "state": str(take.state),
        "engine": take.engine,
        "engine_version": take.engine_version,
        "camera": take.camera,
        "digest": take.digest,
        "request": take.request.model_dump(mode="json"),
        "slots": [{name: getattr(slot, name) for name in slot.__dataclass_fields__} for slot in take.slots],
        "recalled": list(take.recalled),
        "left_out": list(take.left_out),
        "clip": str(store.path(take.clip)) if take.clip else None,
        "sound": str(store.path(take.sound)) if take.sound else None,
        "latents": str(store.path(take.latents)) if take.latents else None,
        "truth": str(store.path(take.truth)) if take.truth else None,
        "cues": [cue.model_dump() for cue in take.cues],
        "measures": take.measures.model_dump() if take.measures else None,
        "seconds": take.seconds,
        "reused": take.reused,
        "verdict": take.verdict,
        "notes": list(take.notes),
        "error": take.error,
    }


def note_facts(row: NoteRow) -> dict[str, Any]:
    """A note for programs."""
    return {
        "id": row.id,
        "shot": row.code,
        "take": row.take_number,
        "frame": row.frame,
        "author": row.author,
        "category": str(row.category),
        "text": row.text,
        "evidence": row.evidence.model_dump(mode="json") if row.evidence else None,
        "label": row.label,
        "at": row.at.isoformat(),
        "open": row.open,
        "resolved_by": row.resolved_by,
        "tried": row.tried,
    }


def difference_facts(found: Difference) -> dict[str, Any]:
    """A field that is not the same, for programs."""
    return {
        "part": found.part,
        "field": found.field,
        "before": list(found.before),
        "after": list(found.after),
    }


def journal_facts(entry: JournalEntry) -> dict[str, Any]:
    """A command for programs, with every row before and after."""
    return {
        "id": entry.id,
        "turn": entry.turn_id,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "tool": entry.tool,
        "arguments": entry.arguments,
        "changes": entry.changes,
    }


def _evidence(row: NoteRow) -> list[str]:
    """What a critic measured, as a line under its note."""
    if row.evidence is None:
        return []
    return [f"{row.evidence.measure} {row.evidence.value:g}, expected {row.evidence.expected}"]


def _standing(row: NoteRow) -> str:
    """``open``, ``open, see v002``, ``resolved by v002``; with what the user says of a critic's note."""
    if row.open:
        state = f"open, see v{row.tried:03d}" if row.tried else "open"
    else:
        state = f"resolved by v{row.resolved_by:03d}" if row.resolved_by else "resolved"
    return f"{state}; called {row.label}" if row.label else state


def _set_ups(plan: ShotDraft, names: Mapping[str, str]) -> str:
    """``medium close-up, static, over Tom``, with the cuts inside the shot."""
    camera = plan.camera
    over = f", over {names.get(camera.over, camera.over)}" if camera.over else ""
    cuts = [
        f"cut to {cut.camera.scale}, {names.get(cut.camera.on, cut.camera.on) or 'all'}" for cut in plan.cuts
    ]
    return "; ".join([f"{camera.scale}, {camera.move}{over}", *cuts])


def _camera(take: TakeRow) -> str:
    """``echo 1 · policy 1.5 · seed 123``: what made the take and how it was set up."""
    facts = [f"{name} {value}" for name, value in take.camera.items()]
    return " · ".join([f"{take.engine} {take.engine_version}", *facts, f"seed {take.request.seed}"])


def listing(*columns: str) -> Table:
    """An empty table in the house's look; the first column, a code or a name, is never broken."""
    table = Table(box=None, header_style="dim", pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=number == 0)
    return table
