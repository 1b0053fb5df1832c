"""Scenes: where and when, in what light, what happens, and how many shots it should take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent import briefing
from agent.authoring import length
from agent.authoring.batches import runs
from agent.authoring.given import answered, language
from agent.authoring.wording import strangers
from agent.desk import Desk
from agent.steps import given
from agent.writing.banks import bank, language_of
from agent.writing.mentions import key
from agent.writing.places import heading
from agent.writing.sentences import flat
from skills.answers import PlannedScene, ScenesAnswer
from skills.hooks import Hook
from tools.story import Brief, CastDraft, SceneDraft, ScenesDraft, ScriptScene, StoryDraft

MAX_SHOTS = 120
"""The most shots a film from an idea is planned with."""
SHOT_SECONDS = 4.5
"""What a shot of a planned film lasts, on average."""
RUN = 16
"""Scenes of a script that are asked for at once."""


def scenes(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> ScenesDraft:
    """Scene cards numbered 10, 20, 30 …; with a script, one for each of its scenes, headings as written.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``brief``, ``story``, ``cast`` and ``answers``.

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    brief, told = given(values, "brief", Brief), given(values, "story", StoryDraft)
    script = told.screenplay.scenes
    tongue = language(brief, told.screenplay)
    asked = answered(values)
    facts = {
        "story": briefing.story(told, 500),
        "cast": briefing.cast(given(values, "cast", CastDraft).characters, 500),
        "answers": briefing.answers(asked, 250),
        "most": MAX_SHOTS,
        "sources": briefing.within(sources(told.logline), 300),
        "language": tongue,
    }
    if script:
        cards = [
            card
            for run in runs(range(len(script)), RUN)
            for card in _of_script(desk, facts, [(10 * (n + 1), script[n]) for n in run], brief.seed)
        ]
    else:
        cards = _of_idea(desk, facts, length.wanted(brief, asked), brief.seed)
    return ScenesDraft(scenes=_alike(cards))


def _of_script(
    desk: Desk, facts: Mapping[str, object], run: Sequence[tuple[int, ScriptScene]], seed: int
) -> list[SceneDraft]:
    def check(answer: ScenesAnswer) -> list[str]:
        if len(answer.scenes) == len(run):
            return _words(answer, str(facts["language"]))
        return [
            f"got {len(answer.scenes)} scenes, expected {len(run)}: one for each of the script's, in order"
        ]

    values = {**facts, "headings": briefing.headings(run, 1_300), "shots": 0}
    answer = desk.ask(Hook.SCENES, values, ScenesAnswer, check, seed=seed)
    return [
        _card(number, planned, scene, str(facts["language"]))
        for planned, (number, scene) in zip(answer.scenes, run, strict=True)
    ]


def _of_idea(desk: Desk, facts: Mapping[str, object], seconds: float | None, seed: int) -> list[SceneDraft]:
    wanted = min(max(round((seconds or length.USUAL) / SHOT_SECONDS), 1), MAX_SHOTS)

    def check(answer: ScenesAnswer) -> list[str]:
        total = sum(max(scene.shots, 1) for scene in answer.scenes)
        found = _words(answer, str(facts["language"]))
        if total > MAX_SHOTS:
            found.append(f"the scenes plan {total} shots, expected at most {MAX_SHOTS}: plan fewer")
        elif seconds and not wanted / 2 <= total <= wanted * 2:
            found.append(f"the scenes plan {total} shots, expected about {wanted}: the user named the length")
        return found

    values = {**facts, "headings": "", "shots": wanted}
    answer = desk.ask(Hook.SCENES, values, ScenesAnswer, check, seed=seed)
    return [
        _card(10 * number, planned, None, str(facts["language"]))
        for number, planned in enumerate(answer.scenes, start=1)
    ]


def _card(number: int, planned: PlannedScene, written: ScriptScene | None, tongue: str) -> SceneDraft:
    """The model's scene; where a script has a heading, its words stand."""
    headed = written is not None and flat(written.heading)
    interior = written.interior if written and headed else planned.interior
    place = (written.place or flat(written.heading)) if written and headed else flat(planned.place)
    time = written.time if written and headed else flat(planned.time)
    return SceneDraft(
        number=number,
        heading=written.heading if written and headed else _heading(place, interior, time, tongue),
        interior=interior,
        place=place,
        time=time,
        light=flat(planned.light).rstrip(".。"),
        description=flat(planned.description),
        synopsis=flat(planned.synopsis),
        planned=0 if written else max(planned.shots, 1),
    )


def _heading(place: str, interior: bool, time: str, tongue: str) -> str:
    words = bank(language_of("", tongue))
    return heading(place, interior, time.upper() or words.headings["time"], words)


def _alike(cards: Sequence[SceneDraft]) -> tuple[SceneDraft, ...]:
    """A place looks the same whenever the film comes back to it."""
    looks: dict[str, str] = {}
    for card in cards:
        if card.description:
            looks.setdefault(key(card.place), card.description)
    return tuple(card.model_copy(update={"description": looks.get(key(card.place), "")}) for card in cards)


def _words(answer: ScenesAnswer, tongue: str) -> list[str]:
    return [
        fault
        for number, scene in enumerate(answer.scenes, start=1)
        for fault in strangers(
            " ".join([scene.light, scene.description, scene.synopsis]), tongue, f"scene {number}"
        )
    ]
