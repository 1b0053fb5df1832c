"""Commands of the planning stage: film, story, cast, scenes, shot list, and the two confirmations.

Each may be run twice: the graph repeats a step that was interrupted, and the second time changes nothing.
"""

from __future__ import annotations

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tools.columns import now
from tools.errors import ToolError
from tools.journal import command
from tools.lookup import one
from tools.merging import merged
from tools.records import Card, Character, Film, Scene, Shot, Story, Turn
from tools.story import (
    Brief,
    CastDraft,
    ScenesDraft,
    Screenplay,
    ShotDraft,
    ShotListDraft,
    StoryDraft,
    film_code,
    shot_code,
)
from tools.wording import words_kept

STEP = 10
"""Shots and scenes are numbered in tens, so that an insert fits in between."""


@command
def create_film(
    session: Session,
    brief: Brief,
    screenplay: Screenplay | None,
    *,
    source_name: str,
    title: str,
    engine: str,
    size: tuple[int, int],
    memory: str = "agent",
) -> int:
    """Begin a film; gives its id. The code is made from the title and never changes."""
    film = Film(
        code=_free_code(session, film_code(title)),
        title=title,
        brief=brief,
        source_name=source_name,
        screenplay=screenplay,
        language=brief.language,
        style=brief.style,
        width=size[0],
        height=size[1],
        engine=engine,
        memory=memory,
        seed=brief.seed,
    )
    session.add(film)
    session.flush()
    return film.id


@command
def open_turn(session: Session, film_id: int, actor: str, words: str) -> int:
    """Record what the user asked; gives the id that the changes made for it carry."""
    turn = Turn(film_id=film_id, actor=actor, text=words)
    session.add(turn)
    session.flush()
    return turn.id


@command
def write_story(session: Session, film_id: int, draft: StoryDraft, skill: str) -> int:
    """Add a version of the global story (E51), unconfirmed; gives its id."""
    film = one(session, Film, film_id)
    newest = newest_story(session, film_id)
    if newest is not None and _same_story(newest, draft):
        return newest.id
    story = Story(
        film_id=film_id,
        number=1 if newest is None else newest.number + 1,
        title=draft.title,
        logline=draft.logline,
        theme=draft.theme,
        style=draft.style,
        beats=draft.beats,
        screenplay=draft.screenplay,
        skill=skill,
    )
    film.style = film.style or draft.style
    if film.screenplay is None:
        film.title = draft.title  # until now it was the first words of the idea
    session.add(story)
    session.flush()
    return story.id


@command
def confirm_story(session: Session, film_id: int) -> None:
    """The user said yes to the newest story."""
    story = _story(session, film_id)
    story.confirmed_at = story.confirmed_at or now()


@command
def confirm_plan(session: Session, film_id: int) -> None:
    """The user said yes to cast, scenes and shot list: rendering may begin."""
    story = _story(session, film_id)
    if story.confirmed_at is None:
        raise ToolError("the shot list cannot be confirmed before the story is")
    story.plan_confirmed_at = story.plan_confirmed_at or now()


@command
def write_cast(session: Session, film_id: int, draft: CastDraft) -> None:
    """Add the characters of the draft that the film does not have yet, each with its first card."""
    have = set(session.scalars(select(Character.tag).where(Character.film_id == film_id)))
    for card in draft.characters:
        if card.tag not in have:
            _add_character(session, film_id, card.tag, card.name).cards.append(
                Card(
                    film_id=film_id,
                    number=1,
                    appearance=card.appearance,
                    wardrobe=card.wardrobe,
                    voice=card.voice,
                )
            )


@command
def write_scenes(session: Session, film_id: int, draft: ScenesDraft) -> None:
    """Add the scenes of the draft that the film does not have yet."""
    have = set(session.scalars(select(Scene.number).where(Scene.film_id == film_id)))
    session.add_all(
        Scene(film_id=film_id, **scene.model_dump()) for scene in draft.scenes if scene.number not in have
    )


@command
def write_shots(session: Session, film_id: int, draft: ShotListDraft) -> None:
    """Add the whole shot list, numbered in tens within each scene; does nothing when there is one.

    Raises:
        ToolError: a shot names a scene or a character the film does not have.
    """
    if session.scalar(select(func.count()).select_from(Shot).where(Shot.film_id == film_id)):
        return
    film = one(session, Film, film_id)
    scenes = {s.number: s for s in session.scalars(select(Scene).where(Scene.film_id == film_id))}
    tags = set(session.scalars(select(Character.tag).where(Character.film_id == film_id)))
    counts: dict[int, int] = {}
    for position, shot in enumerate(draft.shots):
        check_names(shot, f"shot {position + 1}", set(scenes), tags)
        counts[shot.scene] = number = counts.get(shot.scene, 0) + STEP
        session.add(
            Shot(
                film_id=film_id,
                scene_id=scenes[shot.scene].id,
                number=number,
                code=shot_code(film.code, shot.scene, number),
                position=position,
                plan=shot,
            )
        )


@command
def change_shot(session: Session, shot_id: int, expected: int, changes: dict[str, object]) -> None:
    """Change the named fields of a shot's plan, as somebody who saw version ``expected`` wants them.

    Where somebody else has changed other fields since, both changes stand (:mod:`tools.merging`).

    Raises:
        Conflict: somebody changed one of these fields since; says who and what. Nothing was changed.
        ToolError: a value cannot be, it names somebody who is not in the cast or not in frame, or the film
            keeps its script and would say other words.
    """
    shot = one(session, Shot, shot_id)
    try:
        fresh = changes if shot.version == expected else merged(session, shot, expected, changes)
        plan = ShotDraft.model_validate(shot.plan.model_dump() | fresh)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise ToolError(
            f"got {fault['input']!r} as the {where or 'plan'} of {shot.code}: {fault['msg']}"
        ) from error
    tags = set(session.scalars(select(Character.tag).where(Character.film_id == shot.film_id)))
    check_names(plan, shot.code, {shot.plan.scene}, tags)
    with words_kept(session, shot.film_id):
        shot.plan = plan


@command
def dress(session: Session, character_id: int, wardrobe: str, from_position: int) -> int:
    """A new card version with other clothes, from a position of the shot list on (A13); gives its id."""
    character = one(session, Character, character_id)
    last = character.cards[-1]
    card = Card(
        film_id=character.film_id,
        number=last.number + 1,
        from_position=from_position,
        appearance=last.appearance,
        wardrobe=wardrobe,
        voice=last.voice,
        picture=last.picture,
        sound=last.sound,
    )
    character.cards.append(card)
    session.flush()
    return card.id


def newest_story(session: Session, film_id: int) -> Story | None:
    """The story as it stands now."""
    return session.scalar(
        select(Story).where(Story.film_id == film_id).order_by(Story.number.desc()).limit(1)
    )


def _add_character(session: Session, film_id: int, tag: str, name: str) -> Character:
    character = Character(film_id=film_id, tag=tag, name=name, cards=[])
    session.add(character)
    return character


def check_names(shot: ShotDraft, name: str, scenes: set[int], tags: set[str]) -> None:
    """Refuse a shot that names a scene or a character there is not.

    Args:
        shot: its plan.
        name: what to call it in the message.
        scenes: numbers of the scenes it may be in.
        tags: tags of the cast.

    Raises:
        ToolError: it does, or its camera looks at somebody who is not in frame.
    """
    if shot.scene not in scenes:
        raise ToolError(f"{name} is in scene {shot.scene}; expected one of {sorted(scenes)}")
    strangers = ({*shot.tags} | {line.speaker for line in shot.lines}) - tags
    cameras = (shot.camera, *(cut.camera for cut in shot.cuts))
    unseen = {tag for camera in cameras for tag in (camera.on, camera.over) if tag} - {*shot.tags}
    if strangers:
        raise ToolError(f"{name} names {sorted(strangers)}; the cast is {sorted(tags)}")
    if unseen:
        raise ToolError(
            f"the camera of {name} looks at or over {sorted(unseen)}; in frame are "
            f"{sorted(shot.tags)}. Put them in frame, or frame somebody else."
        )


def _same_story(story: Story, draft: StoryDraft) -> bool:
    return (story.title, story.logline, story.screenplay) == (draft.title, draft.logline, draft.screenplay)


def _story(session: Session, film_id: int) -> Story:
    story = newest_story(session, film_id)
    if story is None:
        raise ToolError("the film has no story yet")
    return story


def _free_code(session: Session, code: str) -> str:
    taken = set(session.scalars(select(Film.code)))
    if code not in taken:
        return code
    return next(c for c in (f"{code[: 8 - len(str(n))]}{n}" for n in range(2, 10_000)) if c not in taken)
