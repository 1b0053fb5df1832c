"""Cast and places: who is in the film, how they look and sound along it, and where it plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from agent.kok import CLOSENESS
from agent.toolbox import finding
from agent.toolbox.changing import dress
from app.engines import lab
from app.studio import uploads
from app.studio.visit import Visit
from tools import board, likeness, provenance, revising, workprint
from tools.errors import ToolError
from tools.likeness import Kind
from tools.store import writing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tools.board import FilmRow
    from tools.provenance import CardRow
    from tools.workprint import Strip

KINDS = {"picture": Kind.PICTURE, "voice": Kind.VOICE}
"""What somebody can be given, as the page names it."""
WORN = ("appearance", "wardrobe", "voice", "picture", "sound")


def cast(visit: Visit, film: str) -> dict[str, Any]:
    """Everybody in the film with their cards along it, every scene's place, and the shots.

    A person's ``stretches`` say what holds from which shot on; ``seen`` is the newest version of their card,
    to be given back with a change. ``picture``, ``sound``, ``clip`` and ``still`` are at
    ``/media/FILM/SHA256``.

    Args:
        visit: who asks.
        film: the film's code.
    """
    with visit.look(film) as (session, row):
        strips = workprint.read(session, row.id)
        closets = provenance.cards(session, row.id)
        scenes = board.scenes(session, row.id).scenes
    return {
        "fps": row.fps,
        "shots": [_shot(strip) for strip in strips],
        "people": [_person(cards, strips) for cards in closets.values()],
        "places": [
            {
                "scene": scene.number,
                "heading": scene.heading,
                "place": scene.place,
                "time": scene.time,
                "light": scene.light,
                "description": scene.description,
                "shots": [strip.code for strip in strips if strip.scene == scene.number],
            }
            for scene in scenes
        ],
    }


def change_card(
    visit: Visit, film: str, character: str, changes: dict[str, str], from_shot: str = "", seen: int = 0
) -> dict[str, Any]:
    """Change how somebody looks, dresses or sounds; takes that no longer fit are marked, none is rendered.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        changes: new words for some of ``appearance``, ``wardrobe`` and ``voice``.
        from_shot: the code of the first shot it holds in; empty holds in the whole film.
        seen: the newest version of the card the change was made from, an older one is refused; 0 does not
            ask.
    """
    given = {name: str(value) for name, value in changes.items()}
    if not given:
        raise ToolError("got nothing to change, expected some of appearance, wardrobe and voice")
    with visit.turn(film, f"{', '.join(given)} of {character}") as change:
        who, cards = _who(change.session, change.film, character)
        if seen and cards[-1].number != seen:
            raise ToolError(
                f"{who.name}'s card has been changed since you opened it (it is version {cards[-1].number} "
                f"now, you saw {seen}): look at it again, then change it"
            )
        start = _start(change.session, change.film, from_shot)
        # A card holds up to the next one that was decided otherwise, so everywhere means every stretch.
        starts = sorted({0, *(card.from_position for card in cards)}) if start is None else [start]
        for place in starts:
            dress(change.session, change.film, who, dict(given), place)
        _, now = _who(change.session, change.film, who.tag)
    return {"character": who.tag, "seen": now[-1].number}


def rename_character(visit: Visit, film: str, character: str, name: str) -> dict[str, Any]:
    """Give somebody another name; the words they say stay as they are.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        name: up to 60 characters that nobody else is called.
    """
    with visit.turn(film, f"call {character} {name[:60]}") as change:
        who, _ = _who(change.session, change.film, character)
        revising.rename(change.session, who.id, name)
    return {"character": who.tag}


def change_place(visit: Visit, film: str, scene: int, changes: dict[str, str]) -> dict[str, Any]:
    """Change when a scene plays, its light, or what its place looks like.

    Args:
        visit: who asks.
        film: the film's code.
        scene: its number: 10.
        changes: new words for some of ``time``, ``light`` and ``description``.
    """
    with visit.turn(film, f"scene {scene}: {', '.join(changes)}") as change:
        scene_id, number = finding.scene(change.session, change.film, str(scene))
        revising.change_scene(change.session, scene_id, {k: str(v) for k, v in changes.items()})
    return {"scene": number}


def give_reference(
    visit: Visit, film: str, character: str, upload: str, what: str = "picture", from_shot: str = ""
) -> Iterator[dict[str, Any]]:
    """Put a picture or a voice that was brought on somebody's card: the next takes are made to match it.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        upload: what ``/upload`` gave for the file: a PNG, JPEG or WebP; or 1 to 30 s of sound.
        what: ``picture`` or ``voice``.
        from_shot: the code of the first shot it holds in; empty holds in the whole film.
    """
    kind = _kind(what)
    source = uploads.taken(visit, upload)
    yield {"words": "looking at the file"}

    def make(folder: Path) -> Path:
        if kind is Kind.PICTURE:
            lab().portrait(source, folder / "picture.png")
            return folder / "picture.png"
        lab().voice(source, folder / "voice.flac")
        return folder / "voice.flac"

    yield _given(visit, film, character, kind, make, from_shot)
    source.unlink(missing_ok=True)


def picture_from(
    visit: Visit, film: str, character: str, shot: str, frame: int, from_shot: str = ""
) -> Iterator[dict[str, Any]]:
    """Put a frame of a shot's circled take on somebody's card, as their reference picture.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        shot: the code of the shot it is taken from.
        frame: which frame, from 0.
        from_shot: the code of the first shot it holds in; empty holds in the whole film.
    """
    strip = _filmed(visit, film, shot)
    if not 0 <= frame < strip.frames:
        raise ToolError(f"got frame {frame} of {strip.code}, expected 0 to {strip.frames - 1}")
    yield {"words": "taking the frame"}

    def make(folder: Path) -> Path:
        lab().still(visit.studio.store.path(strip.clip), frame, folder / "picture.png")
        return folder / "picture.png"

    yield _given(visit, film, character, Kind.PICTURE, make, from_shot)


def voice_from(
    visit: Visit, film: str, character: str, shot: str, line: int, from_shot: str = ""
) -> Iterator[dict[str, Any]]:
    """Put a line of a shot's circled take on somebody's card, as their reference voice.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        shot: the code of the shot it is taken from.
        line: which line of the shot, from 0; it must be theirs and last at least a second.
        from_shot: the code of the first shot it holds in; empty holds in the whole film.
    """
    strip = _filmed(visit, film, shot)
    with visit.look(film) as (session, row):
        who, _ = _who(session, row, character)
    said = next((one for one in strip.lines if one.number == line and one.speaker == who.tag), None)
    if said is None:
        raise ToolError(f"got line {line} of {strip.code}, expected one that {who.name} says")
    yield {"words": "taking the line"}

    def make(folder: Path) -> Path:
        source = visit.studio.store.path(strip.sound)
        lab().voice(source, folder / "voice.flac", said.start, said.end)
        return folder / "voice.flac"

    yield _given(visit, film, character, Kind.VOICE, make, from_shot)


def take_reference_away(
    visit: Visit, film: str, character: str, what: str, from_shot: str = ""
) -> dict[str, Any]:
    """Take a reference picture or voice off somebody's card.

    Args:
        visit: who asks.
        film: the film's code.
        character: tag or name.
        what: ``picture`` or ``voice``.
        from_shot: the code of the first shot it no longer holds in; empty takes it from the whole film.
    """
    kind = _kind(what)
    with visit.turn(film, f"no reference {what} of {character}") as change:
        who, _ = _who(change.session, change.film, character)
        start = _start(change.session, change.film, from_shot)
        likeness.take_away(change.session, who.id, kind, start)
    return {"character": who.tag}


def _given(
    visit: Visit, film: str, character: str, kind: Kind, make: Callable[[Path], Path], from_shot: str
) -> dict[str, Any]:
    """Make a file, store it and put it on a card; what is wrong with it is the guest's to mend."""
    with visit.look(film) as (session, row):
        _who(session, row, character)
        _start(session, row, from_shot)
    work = visit.studio.settings.work
    with writing(work), TemporaryDirectory(dir=work, prefix="reference-") as folder:
        try:
            made = make(Path(folder))
        except ValueError as error:
            raise ToolError(str(error)) from error
        blob = visit.studio.store.put(made)
    word = "picture" if kind is Kind.PICTURE else "voice"
    with visit.turn(film, f"a reference {word} of {character}") as change:
        who, _ = _who(change.session, change.film, character)
        start = _start(change.session, change.film, from_shot)
        likeness.give(change.session, who.id, kind, blob, start)
    return {"character": who.tag, str(kind): blob.sha256}


def _kind(what: str) -> Kind:
    if what not in KINDS:
        raise ToolError(f"got {what!r}, expected picture or voice")
    return KINDS[what]


def _filmed(visit: Visit, film: str, shot: str) -> Strip:
    with visit.look(film) as (session, row):
        code = board.shot(session, row, shot).code
        strip = next((one for one in workprint.read(session, row.id) if one.code == code), None)
    if strip is None or not strip.clip:
        raise ToolError(f"{code} has no take in the film yet: choose another shot, or have it rendered first")
    return strip


def _who(session: Session, row: FilmRow, name: str) -> tuple[finding.Somebody, Sequence[CardRow]]:
    who = finding.person(session, row, name)
    return who, provenance.cards(session, row.id)[who.tag]


def _start(session: Session, row: FilmRow, shot: str) -> int | None:
    """The place of a shot; None for the whole film."""
    return board.shot(session, row, shot).position if shot else None


def _shot(strip: Strip) -> dict[str, Any]:
    return {
        "code": strip.code,
        "position": strip.position,
        "scene": strip.scene,
        "frames": strip.frames,
        "take": strip.take,
        "clip": strip.clip,
        "still": strip.still,
        "people": list(strip.plan.tags),
        "lines": [
            {
                "line": line.number,
                "who": line.speaker,
                "text": line.text,
                "seconds": round(line.end - line.start, 3),
            }
            for line in strip.lines
        ],
    }


def _person(cards: Sequence[CardRow], strips: Sequence[Strip]) -> dict[str, Any]:
    tag = cards[-1].tag
    said = [line for strip in strips for line in strip.lines if line.speaker == tag]
    return {
        "tag": tag,
        "name": cards[-1].name,
        "seen": cards[-1].number,
        "stretches": _stretches(cards),
        "shown": _shown(tag, strips),
        "lines": len(said),
        "seconds": round(sum(line.end - line.start for line in said), 2),
    }


def _shown(tag: str, strips: Sequence[Strip]) -> str:
    """The code of the shot that shows somebody best: alone, large, the earliest; empty before the first."""
    showing = [strip for strip in strips if strip.still and tag in strip.plan.tags]
    best = min(
        showing,
        key=lambda strip: (len(strip.plan.tags), CLOSENESS.index(strip.plan.camera.scale), strip.position),
        default=None,
    )
    return best.code if best else ""


def _stretches(cards: Sequence[CardRow]) -> list[dict[str, Any]]:
    """What holds from which place of the shot list on, without repeating what goes on."""
    found: list[dict[str, Any]] = []
    for place in sorted({card.from_position for card in cards}):
        card = provenance.worn({"": cards}, place)[""]
        worn = {name: getattr(card, name) or "" for name in WORN}
        if not found or any(found[-1][name] != worn[name] for name in WORN):
            found.append({"from": place, "card": card.number} | worn)
    return found


DOORS = (
    cast,
    change_card,
    rename_character,
    change_place,
    give_reference,
    picture_from,
    voice_from,
    take_reference_away,
)
