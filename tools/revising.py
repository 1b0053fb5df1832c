"""Commands that change a plan that stands: order, length, cards, scenes, style (E46, E62).

Positions of the shot list are always 0 … n-1, each once; omitted shots keep theirs. Codes are never
renumbered. A card holds from a place in the cut: when shots change places or are moved, the cards stay where
they are in the cut, and a shot is dressed for the place it comes to. When a shot is put in, the cards after
it move on with the shots they belong to.

A change says what its user had seen: the version of a shot, or with ``seen`` the film's mark
(:func:`tools.merging.mark`; None for the film as it is now). What others changed since is kept: the change
stands beside it, or it is refused with who changed what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from generator.interface import FPS
from tools import closet, merging, pacing, planning, takes
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.records import Card, Character, Film, Scene, Shot, ShotStatus
from tools.story import ShotDraft, legal_frames, shot_code
from tools.wording import words_kept

LONGEST_TEXT = 2_000
"""Characters of one value."""
SCENE_FIELDS = ("time", "light", "description")
CARD_FIELDS = ("appearance", "wardrobe", "voice")


@command
def swap_shots(session: Session, first_id: int, second_id: int, *, seen: int | None = None) -> None:
    """Let two shots of a film change places.

    Raises:
        Conflict: somebody else moved one of them since.
        ToolError: they are of two films, or a film that keeps its script would be told in another order.
    """
    first, second = one(session, Shot, first_id), one(session, Shot, second_id)
    if first.film_id != second.film_id:
        raise ToolError(f"{first.code} and {second.code} are shots of two films; expected two of one")
    merging.stood(session, first.film_id, (first.position, second.position), seen)
    with words_kept(session, first.film_id):
        first.position, second.position = second.position, first.position


@command
def move_shot(session: Session, shot_id: int, position: int, *, seen: int | None = None) -> None:
    """Put a shot at another place of the cut, 0 … n-1; those between make room.

    Raises:
        Conflict: somebody else changed the order there since.
        ToolError: there is no such place, or a film that keeps its script would be told in another order.
    """
    shot = one(session, Shot, shot_id)
    order = _order(session, shot.film_id)
    if not 0 <= position < len(order):
        raise ToolError(f"got place {position + 1}, expected 1 to {len(order)}")
    low, high = sorted((shot.position, position))
    merging.stood(session, shot.film_id, range(low, high + 1), seen)
    order.remove(shot)
    order.insert(position, shot)
    with words_kept(session, shot.film_id):
        for place, row in enumerate(order):
            row.position = place


@command
def omit_shot(session: Session, shot_id: int, *, seen: int | None = None) -> None:
    """Leave a shot out of the film; it keeps its place, its code and its takes.

    Raises:
        Conflict: somebody else changed its plan or its place since: they count on it.
        ToolError: the film keeps its script, and the shot says some of it.
    """
    shot = one(session, Shot, shot_id)
    merging.untouched(session, shot, seen)
    with words_kept(session, shot.film_id):
        shot.status = ShotStatus.OMIT


@command
def restore_shot(session: Session, shot_id: int) -> None:
    """Take an omitted shot back into the film: to be filmed, or to be looked at when it has a take.

    Raises:
        ToolError: it is not omitted.
    """
    shot = one(session, Shot, shot_id)
    if shot.status is not ShotStatus.OMIT:
        raise ToolError(f"{shot.code} is {shot.status}, expected omit: it is in the film already")
    with words_kept(session, shot.film_id):
        shot.status = ShotStatus.TODO if shot.take_id is None else ShotStatus.REVIEW


@command
def insert_shot(session: Session, beside_id: int, plan: ShotDraft, *, before: bool = False) -> int:
    """Put a new shot after another (or before it), in its scene; gives its id.

    Its number lies half way to the next one of the scene: 0015 between 0010 and 0020.

    Raises:
        ToolError: no number is left between the two, or the plan names somebody who is not in the cast.
    """
    beside = one(session, Shot, beside_id)
    film, scene = one(session, Film, beside.film_id), one(session, Scene, beside.scene_id)
    number = _number_beside(session, beside, before=before)
    code = shot_code(film.code, scene.number, number)
    plan = plan.model_copy(update={"scene": scene.number})
    tags = set(session.scalars(select(Character.tag).where(Character.film_id == film.id)))
    planning.check_names(plan, code, {scene.number}, tags)
    position = beside.position + (0 if before else 1)
    _make_room(session, film.id, position)
    shot = Shot(film_id=film.id, scene_id=scene.id, number=number, code=code, position=position, plan=plan)
    with words_kept(session, film.id):
        session.add(shot)
    session.flush()
    return shot.id


@command
def stretch_shot(session: Session, shot_id: int, expected: int, seconds: float) -> None:
    """Make a shot longer or shorter; its lines stay inside it (:func:`tools.pacing.paced`).

    Raises:
        Conflict: somebody changed the shot since.
        ToolError: too short for its dialogue (says the least), or longer than a shot can be.
    """
    shot = one(session, Shot, shot_id)
    plan = pacing.paced(shot.plan, seconds)
    planning.change_shot(
        session, shot_id, expected, {"frames": plan.frames, "lines": plan.lines, "cuts": plan.cuts}
    )


@command
def shorten_film(session: Session, film_id: int, seconds: float, *, seen: int | None = None) -> float:
    """Take air out of every shot until the film lasts ``seconds``; gives how long it lasts then.

    Every shot loses the same share of what it can spare; none loses what its words or its action need, so the
    film may stay longer than wanted.

    Raises:
        Conflict: somebody else changed the length, or the lines, of one that is to lose some.
    """
    shots = [s for s in _order(session, film_id) if s.status is not ShotStatus.OMIT]
    now = sum(s.plan.frames for s in shots) / FPS
    spare = {s.id: s.plan.frames / FPS - pacing.easy_seconds(s.plan) for s in shots}
    share = min(1.0, max(0.0, now - seconds) / (sum(spare.values()) or 1.0))
    for shot in shots:
        wanted = shot.plan.frames / FPS - spare[shot.id] * share
        if legal_frames(wanted) < shot.plan.frames:
            stretch_shot(session, shot.id, merging.version_seen(session, shot, seen), wanted)
    return sum(s.plan.frames for s in shots) / FPS


@command
def change_card(
    session: Session,
    character_id: int,
    changes: Mapping[str, str],
    from_position: int = 0,
    until: int | None = None,
    *,
    seen: int | None = None,
) -> None:
    """Change how somebody looks, dresses or sounds from a place of the shot list on (A13).

    The cards there are stay; new versions are added (:func:`tools.closet.changed`). Does nothing when they
    look so already.

    Args:
        session: of the database.
        character_id: who.
        changes: new values of ``appearance``, ``wardrobe``, ``voice``.
        from_position: the first place it holds at.
        until: the first place it no longer holds at; None when it stays.
        seen: the mark of the film it was meant for; None for now.

    Raises:
        Conflict: somebody else changed these looks since, in one of the shots they are meant for.
        ToolError: another field, a value too long, or nothing where looks are needed.
    """
    character = one(session, Character, character_id)
    values = _checked(changes, CARD_FIELDS, f"the card of {character.name}", may_be_empty=("voice",))
    merging.dressed_apart(session, character, values, from_position, until, seen)
    hang(character, values, from_position, until)


def hang(
    character: Character, values: Mapping[str, str | None], from_position: int, until: int | None = None
) -> None:
    """Add the cards that make ``values`` hold from a place on (:func:`tools.closet.changed`)."""
    number = max(card.number for card in character.cards)
    for hung in closet.changed(character.cards, values, from_position, until):
        number += 1
        character.cards.append(
            Card(
                film_id=character.film_id,
                number=number,
                from_position=hung.from_position,
                **asdict(hung.worn),
            )
        )


@command
def rename(session: Session, character_id: int, name: str, *, seen: int | None = None) -> None:
    """Give somebody another name; the words they say stay as they are.

    Raises:
        Conflict: somebody else gave them another one since.
        ToolError: no name, or somebody else has it.
    """
    character = one(session, Character, character_id)
    wanted = " ".join(name.split())
    others = select(Character.name).where(
        Character.film_id == character.film_id, Character.id != character.id
    )
    taken = {n.casefold() for n in session.scalars(others)}
    if not wanted or len(wanted) > 60 or wanted.casefold() in taken:
        raise ToolError(f"got the name {wanted!r}, expected up to 60 characters that nobody else is called")
    merging.kept_apart(session, character, character.name, {"name": wanted}, seen)
    character.name = wanted


@command
def change_scene(
    session: Session, scene_id: int, changes: Mapping[str, str], *, seen: int | None = None
) -> None:
    """Change when a scene plays, its light or what its place looks like.

    Raises:
        Conflict: somebody else changed one of these fields since.
        ToolError: another field, or a value too long.
    """
    scene = one(session, Scene, scene_id)
    values = _checked(changes, SCENE_FIELDS, f"scene {scene.number}", may_be_empty=SCENE_FIELDS)
    merging.kept_apart(session, scene, f"scene {scene.number}", values, seen)
    time = values.get("time")
    if time and scene.time and scene.heading.upper().endswith(scene.time.upper()):
        values["time"] = time.upper()
        scene.heading = scene.heading[: -len(scene.time)] + time.upper()
    for name, value in values.items():
        setattr(scene, name, value)


@command
def change_story(
    session: Session,
    film_id: int,
    *,
    title: str = "",
    style: str = "",
    logline: str = "",
    seen: int | None = None,
) -> None:
    """Change the film's title, the look of the whole film, or its story in a sentence; an empty value leaves
    it.

    Raises:
        Conflict: somebody else changed it since.
        ToolError: a value is too long.
    """
    film, story = one(session, Film, film_id), planning.newest_story(session, film_id)
    given = {name: value for name, value in (("title", title), ("style", style)) if value.strip()}
    values = _checked(given, ("title", "style"), "the film")
    merging.kept_apart(session, film, "the film", values, seen)
    for name, value in values.items():
        for row in (film, story):
            if row is not None:
                setattr(row, name, value)
    if story is not None and logline.strip():
        story.logline = _checked({"logline": logline}, ("logline",), "the film")["logline"]


@command
def retake(session: Session, shot_ids: Sequence[int]) -> None:
    """Ask for another take of several shots; one that has none yet is filmed anyway.

    Raises:
        ToolError: one of them is omitted.
    """
    for shot in [one(session, Shot, shot_id) for shot_id in shot_ids]:
        if shot.status is ShotStatus.OMIT:
            raise ToolError(f"{shot.code} is left out of the film: restore it before you ask for a take")
        if shot.take_id is not None:
            takes.ask_retake(session, shot.id)


def _order(session: Session, film_id: int) -> list[Shot]:
    return list(session.scalars(select(Shot).where(Shot.film_id == film_id).order_by(Shot.position)))


def _make_room(session: Session, film_id: int, position: int) -> None:
    for shot in _order(session, film_id)[position:]:
        shot.position += 1
    later = select(Card).where(Card.film_id == film_id, Card.from_position >= max(position, 1))
    for card in session.scalars(later).all():
        card.from_position += 1


def _number_beside(session: Session, beside: Shot, *, before: bool) -> int:
    others = select(Shot.number).where(Shot.scene_id == beside.scene_id)
    if before:
        low = session.scalar(
            select(func.max(Shot.number)).where(Shot.scene_id == beside.scene_id, Shot.number < beside.number)
        )
        ends = (low or 0, beside.number)
    else:
        high = min((n for n in session.scalars(others) if n > beside.number), default=None)
        ends = (beside.number, high or beside.number + 2 * planning.STEP)
    number = sum(ends) // 2
    if number in ends:
        raise ToolError(
            f"there is no number left between {ends[0]:04d} and {ends[1]:04d}: put the shot in at another "
            "place and move it there"
        )
    return number


def _checked(
    given: Mapping[str, str], names: Sequence[str], of: str, may_be_empty: Sequence[str] = ()
) -> dict[str, str]:
    strangers = sorted(given.keys() - set(names))
    if strangers:
        raise ToolError(f"got {', '.join(strangers)} of {of}, expected some of {', '.join(names)}")
    values = {name: " ".join(value.split()) for name, value in given.items()}
    for name, value in values.items():
        if len(value) > LONGEST_TEXT or (not value and name not in may_be_empty):
            raise ToolError(
                f"got {len(value)} characters as the {name} of {of}, expected 1 to {LONGEST_TEXT}"
            )
    return values
