"""Tools that change what is in a shot, how somebody looks, where a scene plays, how the film looks."""

from __future__ import annotations

from pydantic import Field
from sqlalchemy.orm import Session

from agent.amending import amended, changes, performed, without
from agent.clothing import dressed, still_worn
from agent.toolbox import finding, sight
from agent.toolbox.kit import ANY, PLANNED, REMOVE, Args, Hand, Item, choice, shot_field
from generator.interface import Angle, Move, Scale
from tools import board, memory, planning, revising
from tools.errors import ToolError
from tools.story import ShotDraft

FROM_SHOT = "The first shot it holds in; empty for the whole film."


class ChangeShot(Args):
    """What changes in a shot; what is left empty stays, and ``none`` takes a thing away."""

    shot: str = shot_field("Its place in the film: 3. Or: 3-5, all, here, last, or a code: 0030.")
    action: str = Field(default="", description="What happens, one or two sentences, no dialogue.")
    seconds: float = Field(default=0.0, ge=0, le=60, description="The new length; 0 leaves it.")
    scale: str = choice(Scale, "How large people are seen; closer and wider do too.")
    move: str = choice(Move, "The one camera move.")
    angle: str = choice(Angle, "The height of the camera.")
    sound: str = Field(default="", description=f"What is heard beside the voices; {REMOVE} for silence.")
    music: str = Field(default="", description=f"The music; {REMOVE} for no music.")
    props: str = Field(default="", description="Things that matter, with commas between; all of them.")
    continuity: str = Field(default="", description="What must stay from earlier shots.")
    character: str = Field(default="", description="Whose doing or expression changes: a name.")
    doing: str = Field(default="", description="What that character does.")
    expression: str = Field(default="", description="One or two words for that character's face.")
    line: int = Field(default=0, ge=-1, le=50, description="Which line of dialogue, from 1; -1 the last.")
    delivery: str = Field(default="", description="How that line is said: whispering.")
    text: str = Field(default="", description=f"The new words of that line; {REMOVE} cuts it.")
    without: str = Field(default="", description="A thing to take out of it: rain.", max_length=60)


class ChangeWardrobe(Args):
    """Who wears what, from when on."""

    character: str = Field(description="A name of the cast.", min_length=1, max_length=60)
    wardrobe: str = Field(
        description="The piece that changes, such as red coat; or everything they wear.",
        min_length=1,
        max_length=400,
    )
    from_shot: str = shot_field(FROM_SHOT, "")


class ChangeCharacter(Args):
    """What changes about somebody; what is left empty stays."""

    character: str = Field(description="A name of the cast.", min_length=1, max_length=60)
    name: str = Field(default="", description="A new name.", max_length=60)
    appearance: str = Field(default="", description="Age, build, hair, face; all of it.", max_length=400)
    voice: str = Field(default="", description="Eight to fourteen words.", max_length=400)
    from_shot: str = shot_field(FROM_SHOT, "")


class ChangeScene(Args):
    """What changes about a scene; what is left empty stays."""

    scene: str = Field(description="Its number: 10. Or: here.", min_length=1, max_length=20)
    time: str = Field(default="", description="NIGHT, DAWN, DAY …", max_length=40)
    light: str = Field(default="", description="Where the light comes from and its colour.", max_length=400)
    description: str = Field(default="", description="What the place looks like.", max_length=400)


class ChangeStyle(Args):
    """The look, or the title, of the whole film."""

    style: str = Field(default="", description="Medium, light, colour, in one line.", max_length=400)
    title: str = Field(default="", description="A new title.", max_length=120)


def change_shot(hand: Hand, given: ChangeShot) -> str:
    """Change what one shot says, or the same in several; where several are meant, those it fits."""
    with hand.writing() as session:
        film = hand.film(session)
        rows = sight.shots(hand, session, given.shot)
        done, why = [], "it is so already, or nothing was said that should change"
        for row in rows:
            try:
                wanted = changes(row.plan, _amended(session, film, row.plan, given))
            except ToolError as error:
                if len(rows) == 1:
                    raise
                why = str(error)
                continue
            if wanted:
                planning.change_shot(session, row.id, sight.version(hand, session, row), wanted)
                done.append(row.code)
        if not done:
            raise ToolError(f"nothing was changed in {', '.join(row.code for row in rows)}: {why}")
    return f"changed {', '.join(done)}"


def change_wardrobe(hand: Hand, given: ChangeWardrobe) -> str:
    """Dress somebody from a shot on."""
    with hand.writing() as session:
        film = hand.film(session)
        who = finding.person(session, film, given.character)
        start = sight.shot(hand, session, given.from_shot).position if given.from_shot else 0
        worn = memory.cards_at(session, film.id, start)[who.tag].wardrobe
        dress(session, film, who, {"wardrobe": dressed(worn, given.wardrobe)}, start, seen=hand.seen)
        now = memory.cards_at(session, film.id, start)[who.tag].wardrobe
    return f"{who.name} wears {now} from shot {start + 1} on"


def change_character(hand: Hand, given: ChangeCharacter) -> str:
    """Change somebody's name, looks or voice."""
    looks = {name: getattr(given, name) for name in ("appearance", "voice") if getattr(given, name)}
    if not looks and not given.name:
        raise ToolError("got nothing to change, expected a name, an appearance or a voice")
    with hand.writing() as session:
        film = hand.film(session)
        who = finding.person(session, film, given.character)
        start = sight.shot(hand, session, given.from_shot).position if given.from_shot else 0
        if given.name:
            revising.rename(session, who.id, given.name, seen=hand.seen)
        if looks:
            revising.change_card(session, who.id, looks, start, seen=hand.seen)
    return f"changed {who.name}"


def change_scene(hand: Hand, given: ChangeScene) -> str:
    """Change when a scene plays, its light, its place."""
    values = {n: getattr(given, n) for n in ("time", "light", "description") if getattr(given, n)}
    if not values:
        raise ToolError("got nothing to change, expected a time, a light or a description")
    with hand.writing() as session:
        scene_id, number = finding.scene(session, hand.film(session), given.scene)
        plain = {name: "" if value.casefold() == REMOVE else value for name, value in values.items()}
        revising.change_scene(session, scene_id, plain, seen=hand.seen)
    return f"changed scene {number}: {', '.join(values)}"


def change_style(hand: Hand, given: ChangeStyle) -> str:
    """Change the look or the title of the whole film."""
    if not given.style and not given.title:
        raise ToolError("got nothing to change, expected a style or a title")
    with hand.writing() as session:
        revising.change_story(session, hand.film_id, title=given.title, style=given.style, seen=hand.seen)
    return "changed the " + " and the ".join(n for n in ("style", "title") if getattr(given, n))


def dress(
    session: Session,
    film: board.FilmRow,
    who: finding.Somebody,
    looks: dict[str, str],
    start: int,
    until: int | None = None,
    *,
    seen: int | None = None,
) -> None:
    """Change somebody's card, and the words of later shots that still name their old clothes.

    Raises:
        Conflict: somebody else changed these looks since the film's mark ``seen``.
    """
    rows = board.shots(session, film.id)
    before = {row.id: _wardrobe(session, film.id, row.position, who.tag) for row in rows}
    revising.change_card(session, who.id, looks, start, until, seen=seen)
    for row in rows:
        now = _wardrobe(session, film.id, row.position, who.tag)
        said = still_worn(row.plan.continuity, before[row.id], now)
        if who.tag in row.plan.tags and now != before[row.id] and said != row.plan.continuity:
            planning.change_shot(session, row.id, row.version, {"continuity": said})


def _wardrobe(session: Session, film_id: int, position: int, tag: str) -> str:
    card = memory.cards_at(session, film_id, position).get(tag)
    return card.wardrobe if card is not None else ""


def _amended(session: Session, film: board.FilmRow, plan: ShotDraft, given: ChangeShot) -> ShotDraft:
    """The plan with everything that was said of it; the length last, for the words it must hold."""
    for field in ("action", "scale", "move", "angle", "sound", "music", "props", "continuity"):
        if value := getattr(given, field):
            plan = amended(plan, field, value)
    line = _line(session, film, plan, given)
    if given.delivery:
        plan = amended(plan, "delivery", given.delivery, line)
    if given.text:
        plan = amended(plan, "line", given.text, line)
    if given.without:
        plan = without(plan, given.without)
    if given.doing or given.expression:
        plan = _performed(session, film, plan, given)
    return amended(plan, "seconds", f"{given.seconds:g}") if given.seconds else plan


def _line(session: Session, film: board.FilmRow, plan: ShotDraft, given: ChangeShot) -> int:
    """Which line is meant: as said, else the only one of the character."""
    if given.line or not given.character or not (given.text or given.delivery):
        return given.line
    tag = finding.person(session, film, given.character).tag
    said = [number for number, line in enumerate(plan.lines, start=1) if line.speaker == tag]
    if not said:
        raise ToolError(f"{finding.person(session, film, given.character).name} says nothing in this shot")
    return said[0] if len(said) == 1 else 0


def _performed(session: Session, film: board.FilmRow, plan: ShotDraft, given: ChangeShot) -> ShotDraft:
    if given.character or len(plan.people) != 1:
        who = finding.person(session, film, given.character or "they")
        tag, name = who.tag, who.name
    else:
        tag = name = plan.people[0].tag
    for field, value in (("action", given.doing), ("expression", given.expression)):
        if value:
            plan = performed(plan, tag, name, field, value)
    return plan


TOOLS = (
    Item(
        "change_shot",
        "Change one shot: action, length, camera, sound, music, props, what somebody does, a line.",
        ChangeShot,
        change_shot,
        PLANNED,
    ),
    Item(
        "change_wardrobe",
        "Change what somebody wears, from a shot on.",
        ChangeWardrobe,
        change_wardrobe,
        PLANNED,
    ),
    Item(
        "change_character",
        "Change somebody's name, looks or voice.",
        ChangeCharacter,
        change_character,
        PLANNED,
    ),
    Item("change_scene", "Change a scene's time, light or place.", ChangeScene, change_scene, PLANNED),
    Item("change_style", "Change the look or the title of the whole film.", ChangeStyle, change_style, ANY),
)
