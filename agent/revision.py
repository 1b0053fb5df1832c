"""A note on a shot, carried out: each change of a ``RevisionAnswer`` goes where it belongs.

Only what the note names changes (E62): fields of the shot, what one person does in it, a card, the scene. A
card that changes ``onwards`` holds from this shot on; otherwise it holds in this shot alone, which is two
cards: one from here, and the old looks back from the next shot. The user may say that it holds everywhere.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from agent.amending import CAMERA, TEXTS, amended, changes, performed
from agent.toolbox import finding
from agent.toolbox.changing import dress
from skills.answers import Change, RevisionAnswer
from tools import board, memory, merging, planning, revising
from tools.errors import ToolError
from tools.lookup import one
from tools.records import Character, Shot
from tools.story import CardDraft, CastDraft, ShotDraft


class Reach(StrEnum):
    """Where a change of a card holds."""

    SHOT = "this shot only"
    ONWARDS = "from here on"
    EVERYWHERE = "everywhere"


SHOT = frozenset({*TEXTS, *CAMERA, "seconds", "props", "delivery", "line"})
PERFORMANCE = frozenset({"action", "expression"})
CARD = frozenset({"appearance", "wardrobe", "voice"})
SCENE = frozenset({"light", "description"})
FIELDS = {"shot": SHOT, "character": PERFORMANCE | CARD, "scene": SCENE}


def values(session: Session, film_id: int, row: board.ShotRow, note: str) -> dict[str, object]:
    """What a writer is asked with at ``revise``: the note, the shot, its scene, and everybody as they are
    dressed in it."""
    cards = memory.cards_at(session, film_id, row.position)
    people = [
        CardDraft(
            tag=person.tag,
            name=person.name,
            appearance=cards[person.tag].appearance,
            wardrobe=cards[person.tag].wardrobe,
            voice=cards[person.tag].voice,
        )
        for person in board.cast(session, film_id).characters
        if person.tag in cards
    ]
    return {
        "note": note,
        "shot": row.plan,
        "cast": CastDraft(characters=tuple(people)),
        "scene": board.scene_of(session, row.id),
    }


def apply(
    session: Session,
    film_id: int,
    shot_id: int,
    answer: RevisionAnswer,
    reach: Reach | None = None,
    *,
    seen: int | None = None,
) -> list[str]:
    """Carry out a revision; gives a sentence a change, and nothing for an answer that only asks.

    Args:
        session: of the database.
        film_id: the film.
        shot_id: the shot the note is about.
        answer: what changes.
        reach: where changes of cards hold; None for what the answer itself says.
        seen: the film's mark when its writer was asked (:func:`tools.merging.mark`); None for now.

    Raises:
        Conflict: somebody else changed since what the answer changes; says who and what.
        ToolError: a field does not belong where it was put, a value cannot be, somebody is not in the cast,
            or the film keeps its script. Give up the transaction: half a revision is none.
    """
    film, row = board.film(session, film_id), board.shot_row(session, shot_id)
    wanted = sorted(answer.changes, key=_last)
    for change in wanted:
        _belongs(change)
    plan = row.plan
    for change in wanted:
        plan = _planned(session, film, plan, change)
    if fresh := changes(row.plan, plan):
        expected = merging.version_seen(session, one(session, Shot, row.id), seen)
        planning.change_shot(session, row.id, expected, fresh)
    for change in wanted:
        if change.of == "character" and change.field in CARD:
            _dress(session, film, row, change, _reach(change, reach), seen)
        elif change.of == "scene":
            revising.change_scene(session, row.scene_id, {change.field: change.value}, seen=seen)
    return [_told(row, change, _reach(change, reach)) for change in wanted]


def _last(change: Change) -> int:
    """The length comes after the words it must hold."""
    return int(change.field == "seconds")


def _belongs(change: Change) -> None:
    if change.field not in FIELDS[change.of]:
        raise ToolError(
            f"got the {change.field} of a {change.of}, expected one of {', '.join(sorted(FIELDS[change.of]))}"
        )
    if change.of == "character" and not change.name:
        raise ToolError(f"got the {change.field} of nobody, expected a name of the cast")


def _planned(session: Session, film: board.FilmRow, plan: ShotDraft, change: Change) -> ShotDraft:
    if change.of == "shot":
        return amended(plan, change.field, change.value, change.line)
    if change.of == "character" and change.field in PERFORMANCE:
        who = finding.person(session, film, change.name)
        return performed(plan, who.tag, who.name, change.field, change.value)
    return plan


def _reach(change: Change, wished: Reach | None) -> Reach:
    return wished or (Reach.ONWARDS if change.onwards else Reach.SHOT)


def _dress(
    session: Session, film: board.FilmRow, row: board.ShotRow, change: Change, reach: Reach, seen: int | None
) -> None:
    who = finding.person(session, film, change.name)
    wear(session, film, row, who, {str(change.field): change.value}, reach, seen=seen)


def wear(
    session: Session,
    film: board.FilmRow,
    row: board.ShotRow,
    who: finding.Somebody,
    looks: dict[str, str],
    reach: Reach,
    *,
    seen: int | None = None,
) -> None:
    """Change how somebody looks, dresses or sounds, seen from a shot.

    Args:
        session: of the database.
        film: the film.
        row: the shot.
        who: whose card it is.
        looks: new values of ``appearance``, ``wardrobe``, ``voice``.
        reach: whether they hold in the shot alone, from it on, or in the whole film.
        seen: the film's mark they were meant for; None for now.

    Raises:
        Conflict: somebody else changed these looks since.
        ToolError: a value cannot be.
    """
    if reach is not Reach.EVERYWHERE:
        until = row.position + 1 if reach is Reach.SHOT else None
        dress(session, film, who, looks, row.position, until, seen=seen)
        return
    # A card holds up to the next one that was decided otherwise, so each stretch is changed.
    for start in sorted({0, *(card.from_position for card in one(session, Character, who.id).cards)}):
        dress(session, film, who, looks, start, seen=seen)


def _told(row: board.ShotRow, change: Change, reach: Reach) -> str:
    whose = {"shot": row.code, "character": change.name, "scene": f"scene {row.plan.scene}"}[change.of]
    value = f": {change.value}" if change.value else " removed"
    where = f" ({reach})" if change.of == "character" and change.field in CARD else ""
    return f"{whose}, {change.field}{value}{where}"
