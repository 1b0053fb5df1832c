"""Tools that only look: the story, the shots, why a take remembers what it does, what attached files say."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field
from sqlalchemy.orm import Session

from agent import briefing
from agent.toolbox import finding
from agent.toolbox.kit import ANY, PLANNED, Args, Hand, Item, shot_field
from agent.writing.sentences import clip, flat
from generator.interface import FPS
from tools import board, viewing
from tools.errors import NotFound, ToolError

MOST_SHOTS = 40
"""Shots in one answer."""
STORY_TOKENS, CAST_TOKENS = 600, 600


class ShowStory(Args):
    """Nothing to say."""


class ShowShots(Args):
    """Which part of the shot list."""

    first: str = shot_field("The first shot to show; empty for the beginning.", "")
    last: str = shot_field("The last; empty for the end.", "")


class ShowShot(Args):
    """Which shot."""

    shot: str = shot_field()


class WhyMemory(Args):
    """Which take's memories."""

    shot: str = shot_field("The shot that remembers: its place, its code, or here.", "here")
    about: str = shot_field("The earlier shot that is asked about; empty for everything it remembers.", "")


class SearchSources(Args):
    """What to look for."""

    query: str = Field(description="A few words to look for in the files the user attached.", min_length=1)


def show_story(hand: Hand, _given: ShowStory) -> str:
    """Title, logline, beats and cast."""
    with hand.reading() as session:
        told, people = board.story(session, hand.film_id), board.cast(session, hand.film_id).characters
    if told is None:
        return "There is no story yet."
    cast = f"\nCast:\n{briefing.cast(people, CAST_TOKENS)}" if people else ""
    return briefing.story(told[0], STORY_TOKENS) + cast


def show_shots(hand: Hand, given: ShowShots) -> str:
    """The shot list, a line a shot."""
    with hand.reading() as session:
        film = hand.film(session)
        first = finding.shot(session, film, given.first or "first").position
        last = finding.shot(session, film, given.last or "last").position
        rows = board.shots(session, film.id)[first : last + 1]
        names = {c.tag: c.name for c in board.cast(session, film.id).characters}
    lines = [f"{_head(row)} | {_seen(row, names)}" for row in rows[:MOST_SHOTS]]
    if len(rows) > MOST_SHOTS:
        lines.append(f"… and {len(rows) - MOST_SHOTS} more: ask from shot {rows[MOST_SHOTS].position + 1} on")
    return "\n".join(lines) or "There are no shots there."


def show_shot(hand: Hand, given: ShowShot) -> str:
    """Everything about one shot."""
    with hand.reading() as session:
        film = hand.film(session)
        row = finding.shot(session, film, given.shot)
        names = {c.tag: c.name for c in board.cast(session, film.id).characters}
        notes = viewing.take(session, row.take_id).notes if row.take_id is not None else ()
    return "\n".join([_head(row), *_facts(row, names), *(f"Note: {note}" for note in notes)])


def why_memory(hand: Hand, given: WhyMemory) -> str:
    """What the circled take of a shot remembers and why, and what it does not."""
    with hand.reading() as session:
        film = hand.film(session)
        about = finding.shot(session, film, given.about) if given.about else None
        try:
            row = finding.shot(session, film, given.shot)
        except NotFound:
            if about is None:
                raise
            return _everywhere(session, film, about)
        take = viewing.take(session, row.take_id) if row.take_id is not None else None
    if take is None:
        raise ToolError(f"{row.code} has no take yet: what it remembers is chosen when it is rendered")
    if about is not None:
        return _about(take, about)
    lines = [f"{take.code} v{take.number:03d} remembers {len(take.slots)} moments:"]
    lines += [f"  {_slot(slot)}" for slot in take.slots]
    lines += [f"  left out: {words}" for words in take.left_out]
    return "\n".join(lines) if take.slots or take.left_out else f"{take.code} remembers nothing."


def search_sources(hand: Hand, given: SearchSources) -> str:
    """Passages of the attached files, each with where it stands."""
    from tools import knowledge

    with hand.reading() as session:
        quotes = knowledge.find(session, hand.film_id, given.query, hand.crew.embedder)
    if not quotes:
        return f"The attached files say nothing of “{given.query}”."
    return "\n".join(f"[{quote.source}] “{quote.text}”" for quote in quotes)


def _everywhere(session: Session, film: board.FilmRow, about: board.ShotRow) -> str:
    """Every circled take that remembers a shot, and why."""
    rows = [row for row in board.shots(session, film.id) if row.take_id is not None]
    takes = [viewing.take(session, row.take_id) for row in rows if row.take_id is not None]
    found = [
        f"{take.code} remembers {_slot(slot)}"
        for take in takes
        for slot in take.slots
        if slot.source.startswith(f"{about.code} ")
    ]
    return "\n".join(found) or f"No shot remembers {about.code}."


def _about(take: viewing.TakeRow, other: board.ShotRow) -> str:
    """Why one shot is among the memories of a take, or why it is not."""
    found = [slot for slot in take.slots if slot.source.startswith(f"{other.code} ")]
    if found:
        return "\n".join(f"{take.code} remembers {_slot(slot)}" for slot in found)
    left = [words for words in take.left_out if other.code in words]
    offered = next((r for r in take.recalled if r["shot"] == other.id), None)
    if left:
        return f"{take.code} does not remember {other.code}: {'; '.join(left)}"
    if offered is not None:
        parts = ", ".join(f"{reason} {part:.2f}" for reason, part in offered["parts"].items() if part)
        return (
            f"{take.code} does not remember {other.code}: it was offered (relevance {offered['score']:.2f}: "
            f"{parts}), others were better"
        )
    return f"{take.code} does not remember {other.code}: others were more relevant, or it comes later"


def _slot(slot: viewing.SlotRow) -> str:
    heard = f", with the voice from {slot.audio_start:.1f} to {slot.audio_end:.1f} s" if slot.voiced else ""
    return f"{slot.source}{heard}: {slot.words} ({slot.reason})"


def _head(row: board.ShotRow) -> str:
    return f"{row.position + 1} | {row.code} | {row.plan.frames / FPS:.1f} s | {row.status}"


def _seen(row: board.ShotRow, names: dict[str, str]) -> str:
    who = ", ".join(names.get(tag, tag) for tag in row.plan.tags)
    said = " ".join(f"{names.get(ln.speaker, ln.speaker)}: “{ln.text}”" for ln in row.plan.lines)
    parts = [f"{row.plan.camera.scale}", who, clip(flat(row.plan.action), 16), said]
    return " | ".join(part for part in parts if part)


def _facts(row: board.ShotRow, names: dict[str, str]) -> Iterator[str]:
    plan, camera = row.plan, row.plan.camera
    yield f"Scene: {row.plan.scene} {row.heading}"
    yield f"Action: {plan.action}"
    yield f"Camera: {camera.scale}, {camera.angle}, {camera.move}"
    for person in plan.people:
        doing = "; ".join(words for words in (person.action, person.expression) if words)
        yield f"In frame: {names.get(person.tag, person.tag)}: {doing or 'as they are'}"
    for number, line in enumerate(plan.lines, start=1):
        how = f" ({line.delivery})" if line.delivery else ""
        yield f"Line {number}: {names.get(line.speaker, line.speaker)}{how}: “{line.text}”"
    things = [("Props", ", ".join(plan.props)), ("Sound", plan.sound), ("Music", plan.music)]
    yield from (f"{name}: {text}" for name, text in [*things, ("Stays", plan.continuity)] if text)


TOOLS = (
    Item("show_story", "Show title, logline, beats and cast.", ShowStory, show_story, ANY, changes=False),
    Item("show_shots", "Show the shot list, a line a shot.", ShowShots, show_shots, PLANNED, changes=False),
    Item("show_shot", "Show everything about one shot.", ShowShot, show_shot, PLANNED, changes=False),
    Item(
        "why_memory",
        "Say which earlier moments a rendered shot remembers, why, and what was left out.",
        WhyMemory,
        why_memory,
        PLANNED,
        changes=False,
    ),
    Item(
        "search_sources",
        "Look into the files the user attached; quotes come with their source.",
        SearchSources,
        search_sources,
        ANY,
        changes=False,
    ),
)
