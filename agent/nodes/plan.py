"""Planning: story, cast, scenes, shot list (section 5.2, E49 to E52). Each step writes its rows once."""

from __future__ import annotations

from langgraph.runtime import Runtime

from agent import steps
from agent.crew import Crew, Happening
from agent.state import State
from agent.writing.sentences import counted
from tools import asking, board, memory, planning
from tools.story import CastDraft, ScenesDraft, ShotListDraft, StoryDraft


def story(state: State, runtime: Runtime[Crew]) -> State:
    """Write the global story, or the next version of it when the last was sent back."""
    crew, film_id, drafts = runtime.context, state["film_id"], state.get("drafts", 0)
    with crew.database.read() as session:
        film, found = board.film(session, film_id), board.story(session, film_id)
        answers = asking.answered(session, film_id)
    if found is not None and found[1] > drafts:
        return {}
    values = {
        "brief": film.brief.model_copy(update={"seed": film.brief.seed + drafts}),
        "screenplay": film.screenplay,
        "answers": answers,
        "before": found[0] if found is not None else None,
        "wish": state.get("wish", ""),
    }
    draft = crew.writer.ask(steps.STORY, values, StoryDraft)
    with crew.database.write(crew.actor, crew.turn_id) as session:
        planning.write_story(session, film_id, draft, crew.writer.credit(steps.STORY))
    crew.report(Happening("story", draft.title))
    return {}


def cast(state: State, runtime: Runtime[Crew]) -> State:
    """Everybody's card."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        film, told, have = (
            board.film(session, film_id),
            board.story(session, film_id),
            board.cast(session, film_id),
        )
        answers = asking.answered(session, film_id)
    if have.characters or told is None:
        return {}
    values = {"story": told[0], "brief": film.brief, "answers": answers}
    draft = crew.writer.ask(steps.CAST, values, CastDraft)
    with crew.database.write(crew.actor, crew.turn_id) as session:
        planning.write_cast(session, film_id, draft)
    crew.report(Happening("cast", ", ".join(c.name for c in draft.characters)))
    return {}


def scenes(state: State, runtime: Runtime[Crew]) -> State:
    """Where and when."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        film, told = board.film(session, film_id), board.story(session, film_id)
        people, have = board.cast(session, film_id), board.scenes(session, film_id)
        answers = asking.answered(session, film_id)
    if have.scenes or told is None:
        return {}
    values = {"story": told[0], "cast": people, "brief": film.brief, "answers": answers}
    draft = crew.writer.ask(steps.SCENES, values, ScenesDraft)
    with crew.database.write(crew.actor, crew.turn_id) as session:
        planning.write_scenes(session, film_id, draft)
    crew.report(Happening("scenes", counted(len(draft.scenes), "scene")))
    return {}


def shots(state: State, runtime: Runtime[Crew]) -> State:
    """The shot list, and what each shot means (the vectors recall will search)."""
    crew, film_id = runtime.context, state["film_id"]
    with crew.database.read() as session:
        film, told = board.film(session, film_id), board.story(session, film_id)
        people, places = board.cast(session, film_id), board.scenes(session, film_id)
        answers = asking.answered(session, film_id)
    if not film.shots and told is not None:
        values = {
            "story": told[0],
            "cast": people,
            "scenes": places,
            "brief": film.brief,
            "answers": answers,
        }
        draft = crew.writer.ask(steps.SHOTS, values, ShotListDraft)
        for words in crew.writer.remarks:
            crew.report(Happening("remark", words))
        with crew.database.write(crew.actor, crew.turn_id) as session:
            planning.write_shots(session, film_id, draft)
        crew.report(Happening("shots", counted(len(draft.shots), "shot"), total=len(draft.shots)))
    crew.report(Happening("learn", "reading what each shot means"))
    learn(crew, film_id)
    return {}


def learn(crew: Crew, film_id: int, shot_id: int | None = None) -> None:
    """Give every shot that lacks one its vector, and ``shot_id`` a new one if its words have changed."""
    with crew.database.read() as session:
        vectors = memory.embed_shots(session, film_id, crew.embedder, shot_id)
    if vectors:
        with crew.database.write(crew.actor, crew.turn_id) as session:
            memory.write_embeddings(session, film_id, crew.embedder.name, vectors)
