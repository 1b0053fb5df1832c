"""Small plans for tests."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tools import planning
from tools.story import (
    Action,
    Beat,
    Brief,
    CardDraft,
    CastDraft,
    Coverage,
    Performance,
    SceneDraft,
    ScenesDraft,
    Screenplay,
    ScriptScene,
    ShotDraft,
    ShotListDraft,
    StoryDraft,
)

SCRIPT = Screenplay(
    title="The Lamp", scenes=(ScriptScene(heading="INT. ROOM", blocks=(Action(text="Rain."),)),)
)
STORY = StoryDraft(
    title="The Lamp",
    logline="A lamp is kept lit.",
    style="ink and wash",
    beats=(Beat(name="set-up", text="It is dark."),),
    screenplay=SCRIPT,
)
CAST = CastDraft(
    characters=tuple(
        CardDraft(tag=tag, name=name, appearance="tall", wardrobe="a yellow coat", voice="low and rough")
        for tag, name in (("ID_A", "MARA"), ("ID_B", "JONAS"))
    )
)
SCENES = ScenesDraft(
    scenes=(
        SceneDraft(number=10, heading="INT. ROOM - NIGHT", interior=True, place="ROOM", time="NIGHT"),
        SceneDraft(number=20, heading="EXT. PIER - DAWN", interior=False, place="PIER", time="DAWN"),
    )
)


def shot(scene: int = 10, *people: str, action: str = "She trims the lamp.", frames: int = 49) -> ShotDraft:
    """A plain shot."""
    return ShotDraft(
        scene=scene,
        coverage=Coverage.SINGLE,
        frames=frames,
        action=action,
        people=tuple(Performance(tag=tag) for tag in people),
    )


SHOTS = ShotListDraft(shots=(shot(10, "ID_A"), shot(10, "ID_A", "ID_B"), shot(20, "ID_B")))


def film(session: Session, title: str = "The Lamp") -> int:
    """A film row, nothing else."""
    return planning.create_film(
        session,
        Brief(kind="fountain", text=""),
        SCRIPT,
        source_name="lamp.fountain",
        title=title,
        engine="slate",
        size=(128, 128),
    )


def planned(session: Session, title: str = "The Lamp") -> int:
    """A film with story, cast, scenes and shots."""
    film_id = film(session, title)
    planning.write_story(session, film_id, STORY, "house 1")
    planning.write_cast(session, film_id, CAST)
    planning.write_scenes(session, film_id, SCENES)
    planning.write_shots(session, film_id, SHOTS)
    return film_id
