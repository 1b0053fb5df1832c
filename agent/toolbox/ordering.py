"""Tools that change the shot list as a list: order, what is in it, how long it is."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from agent.toolbox import finding, sight
from agent.toolbox.kit import PLANNED, Args, Hand, Item, choice, shot_field
from generator.interface import FPS, Camera, Scale
from tools import board, pacing, revising
from tools.board import ShotRow
from tools.errors import ToolError
from tools.story import LONGEST_SHOT, Coverage, Performance, ShotDraft, legal_frames

SHORTER = 0.9
"""What a film keeps of its length when it is to be shorter and nobody says by how much."""
NEW_SECONDS = 4.0


class Two(Args):
    """Two shots."""

    first: str = shot_field()
    second: str = shot_field()


class Move(Args):
    """A shot, and the place it goes to."""

    shot: str = shot_field()
    to: int = Field(description="Its new place in the film, from 1.", ge=1)


class One(Args):
    """A shot."""

    shot: str = shot_field()


class Insert(Args):
    """A new shot."""

    after: str = shot_field("The shot it comes after; empty when it comes before the first.", "")
    action: str = Field(description="What happens, one or two sentences.", min_length=1, max_length=1_000)
    characters: str = Field(default="", description="Who is in frame, left to right, with commas between.")
    scale: str = choice(Scale, "How large people are seen.")
    seconds: float = Field(default=NEW_SECONDS, ge=1, le=LONGEST_SHOT, description="Its length.")


class Shorten(Args):
    """What is to be shorter, and by how much."""

    shot: str = shot_field("The shot; empty for the whole film.", "")
    to: float = Field(default=0.0, ge=0, description="The length wanted, seconds; 0 when not said.")
    by: float = Field(default=0.0, ge=0, description="The seconds it loses; 0 when not said.")


class Hold(Args):
    """A shot that is held longer."""

    shot: str = shot_field()
    by: float = Field(default=1.0, gt=0, le=9, description="Seconds more.")


def swap_shots(hand: Hand, given: Two) -> str:
    """Let two shots change places."""
    with hand.writing() as session:
        first, second = (sight.shot(hand, session, name) for name in (given.first, given.second))
        if first.id == second.id:
            raise ToolError(f"got {first.code} twice, expected two shots")
        revising.swap_shots(session, first.id, second.id, seen=hand.seen)
    return f"{first.code} and {second.code} changed places"


def move_shot(hand: Hand, given: Move) -> str:
    """Put a shot at another place."""
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        revising.move_shot(session, row.id, given.to - 1, seen=hand.seen)
    return f"{row.code} is now shot {given.to}"


def omit_shot(hand: Hand, given: One) -> str:
    """Leave a shot out."""
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        revising.omit_shot(session, row.id, seen=hand.seen)
    return f"{row.code} is left out of the film"


def restore_shot(hand: Hand, given: One) -> str:
    """Take a shot back in."""
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        revising.restore_shot(session, row.id)
    return f"{row.code} is back in the film"


def insert_shot(hand: Hand, given: Insert) -> str:
    """Put a new shot in."""
    with hand.writing() as session:
        film = hand.film(session)
        beside = sight.shot(hand, session, given.after or "first")
        names = [name.strip() for name in given.characters.replace("，", ",").replace("、", ",").split(",")]
        tags = [finding.person(session, film, name).tag for name in names if name]
        scale = finding.one_of(Scale, given.scale, "scale") if given.scale else Scale.MEDIUM
        plan = drafted(beside, given.action, tags, scale, given.seconds)
        revising.insert_shot(session, beside.id, plan, before=not given.after)
    return f"a new shot stands {'after' if given.after else 'before'} {beside.code}"


def shorten(hand: Hand, given: Shorten) -> str:
    """Take air out of a shot or of the film, never words."""
    if given.shot:
        return _shorten_shot(hand, given)
    with hand.writing() as session:
        film = hand.film(session)
        now = film.frames / FPS
        wanted = given.to or (now - given.by if given.by else now * SHORTER)
        lasts = revising.shorten_film(session, film.id, wanted, seen=hand.seen)
    if lasts >= now:
        raise ToolError(f"the film lasts {now:.1f} s and has no air to lose: leave a shot out instead")
    short = "" if lasts <= wanted + 1 else "; shorter it does not get without leaving a shot out"
    return f"the film lasts {lasts:.1f} s instead of {now:.1f} s{short}"


def hold_longer(hand: Hand, given: Hold) -> str:
    """Hold a shot longer after its last word."""
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        seconds = min(row.plan.frames / FPS + given.by, LONGEST_SHOT)
        if legal_frames(seconds) <= row.plan.frames:
            raise ToolError(f"{row.code} lasts {row.plan.frames / FPS:.1f} s: no camera films a longer shot")
        revising.stretch_shot(session, row.id, sight.version(hand, session, row), seconds)
        lasts = board.shot_row(session, row.id).plan.frames / FPS
    return f"{row.code} is held longer: {lasts:.1f} s"


def _shorten_shot(hand: Hand, given: Shorten) -> str:
    with hand.writing() as session:
        row = sight.shot(hand, session, given.shot)
        now, least = row.plan.frames / FPS, pacing.least_seconds(row.plan)
        wanted = given.to or now - (given.by or 1.0)
        if not given.to and not given.by:
            wanted = max(wanted, pacing.easy_seconds(row.plan))
        if legal_frames(max(wanted, least)) >= row.plan.frames:
            raise ToolError(
                f"{row.code} lasts {now:.1f} s and cannot be shorter: what is said and done needs it"
            )
        revising.stretch_shot(session, row.id, sight.version(hand, session, row), wanted)
    return f"{row.code} is shorter"


def drafted(beside: ShotRow, action: str, tags: Iterable[str], scale: Scale, seconds: float) -> ShotDraft:
    """The plan of a new shot in the scene of another.

    Args:
        beside: the shot it stands beside.
        action: what happens.
        tags: who is in frame, left to right.
        scale: how large people are seen.
        seconds: its length; the next legal one is taken.
    """
    people = tuple(Performance(tag=tag) for tag in dict.fromkeys(tags))
    return ShotDraft(
        scene=beside.plan.scene,
        coverage=_coverage(len(people)),
        frames=legal_frames(seconds),
        action=action,
        people=people,
        camera=Camera(scale=scale),
    )


def _coverage(people: int) -> Coverage:
    return (Coverage.INSERT, Coverage.SINGLE, Coverage.TWO_SHOT)[people] if people < 3 else Coverage.GROUP


TOOLS = (
    Item("swap_shots", "Let two shots change places.", Two, swap_shots, PLANNED),
    Item("move_shot", "Put a shot at another place in the film.", Move, move_shot, PLANNED),
    Item("omit_shot", "Leave a shot out of the film; it can come back.", One, omit_shot, PLANNED),
    Item("restore_shot", "Take a shot that was left out back in.", One, restore_shot, PLANNED),
    Item("insert_shot", "Put a new shot into the film.", Insert, insert_shot, PLANNED),
    Item(
        "shorten",
        "Make a shot, or the whole film, shorter: air goes, words and action stay.",
        Shorten,
        shorten,
        PLANNED,
    ),
    Item("hold_longer", "Hold a shot longer after its last word.", Hold, hold_longer, PLANNED),
)
