"""The house writer: the director's questions answered by rules, without a model.

It answers ``clarify``, ``story``, ``cast``, ``scenes``, ``shots`` and ``revise``; the same values and seed
give the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ValidationError

from agent.model import Listen
from agent.noted import Seen, noted
from agent.steps import given
from agent.writer import A, BadReply
from agent.writing import cast, clarify, extract, fable, scenes, shots
from agent.writing.banks import Bank, bank, language_of
from agent.writing.idea import things_of
from tools.story import (
    Answered,
    Brief,
    CastDraft,
    QuestionsDraft,
    SceneDraft,
    ScenesDraft,
    Screenplay,
    ShotDraft,
    StoryDraft,
)


class House:
    """A :class:`agent.writer.Writer` made of word banks and rules."""

    follows_words = False
    """It can only write another story, not change one as told."""

    remarks: Sequence[str] = ()
    """It never goes on without anything."""

    @property
    def knows(self) -> frozenset[str]:
        """The steps it can answer."""
        return frozenset(_STEPS)

    def heard_by(self, listen: Listen) -> House:  # noqa: ARG002 — it is done at once
        """Itself: there is nothing to hear."""
        return self

    def confirms(self, step: str) -> bool:  # noqa: ARG002 — always
        """Yes: the user is asked for the story and the shot list."""
        return True

    def credit(self, step: str) -> str:  # noqa: ARG002 — the house is one writer for all steps
        """``house 1``."""
        return "house 1"

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        """Answer ``clarify``, ``story``, ``cast``, ``scenes``, ``shots`` or ``revise``.

        Values (all from ``tools.story``): ``brief``; for ``clarify`` also ``round`` (from 1); for ``story``
        also ``screenplay`` (or None); for the others ``story``; for ``scenes`` and ``shots`` also ``cast``;
        for ``shots`` also ``scenes``. ``story`` and ``shots`` read ``answers``, too, where there are any.
        ``revise`` is given ``note`` (words), ``shot``, ``cast`` and ``scene``, and nothing else.

        Raises:
            BadReply: unknown step, missing or wrong value, cards that do not fit the screenplay, or an
                ``answer`` type this step does not give.
        """
        if step not in _STEPS:
            raise BadReply(
                f"got the step '{step}', expected one of {', '.join(_STEPS)}: the house writer knows no "
                "other. Use a language model for this step."
            )
        try:
            reply = _STEPS[step](values)
        except ValueError as error:
            raise BadReply(f"step '{step}': {error}") from error
        return _as(answer, reply, step)


def _as(answer: type[A], reply: BaseModel, step: str) -> A:
    if isinstance(reply, answer):
        return reply
    try:
        return answer.model_validate(reply.model_dump())
    except ValidationError as error:
        raise BadReply(
            f"step '{step}': got a {type(reply).__name__}, expected a {answer.__name__}: {error}"
        ) from error


def _words(screenplay: Screenplay, brief: Brief) -> Bank:
    """The bank in the language the screenplay is written in."""
    text = " ".join(block.text for scene in screenplay.scenes for block in scene.blocks)
    headings = " ".join(scene.heading for scene in screenplay.scenes)
    return bank(language_of(text or headings, brief.language))


def _told(values: Mapping[str, object]) -> Brief:
    """The brief with what the user answered to the questions about it."""
    brief = given(values, "brief", Brief)
    answers = [a for a in given({"answers": (), **values}, "answers", tuple) if isinstance(a, Answered)]
    return clarify.told(brief, answers, bank(language_of(brief.text, brief.language)))


def _clarify(values: Mapping[str, object]) -> QuestionsDraft:
    brief = given(values, "brief", Brief)
    return clarify.questions(
        brief, bank(language_of(brief.text, brief.language)), given(values, "round", int)
    )


def _story(values: Mapping[str, object]) -> StoryDraft:
    brief = _told(values)
    screenplay = values.get("screenplay")
    if screenplay is None:
        return fable.story(brief, bank(language_of(brief.text, brief.language)))
    screenplay = given(values, "screenplay", Screenplay)
    return extract.story(screenplay, brief, _words(screenplay, brief))


def _script(values: Mapping[str, object]) -> StoryDraft:
    """The story with the screenplay that is planned from."""
    story = given(values, "story", StoryDraft)
    if not story.screenplay.scenes:
        raise BadReply(
            "this story was written by a language model and has no screenplay, which the house writer plans "
            "from: set DAILIES_LLM_BASE_URL again and run `dailies resume`, or begin a new film"
        )
    return story


def _cast(values: Mapping[str, object]) -> CastDraft:
    story, brief = _script(values), given(values, "brief", Brief)
    return cast.cast(story.screenplay, _words(story.screenplay, brief), brief.seed)


def _scenes(values: Mapping[str, object]) -> ScenesDraft:
    story, brief = _script(values), given(values, "brief", Brief)
    people = given(values, "cast", CastDraft)
    return scenes.scenes(story.screenplay, people, _words(story.screenplay, brief))


def _shots(values: Mapping[str, object]) -> BaseModel:
    from tools.editorial.literal import split_speech

    story, brief = _script(values), _told(values)
    people, places = given(values, "cast", CastDraft), given(values, "scenes", ScenesDraft)
    words = _words(story.screenplay, brief)
    more = things_of(brief.text, words) if brief.kind in {"idea", "text"} else ()
    return shots.shots(story.screenplay, people, places, words, split_speech, brief.seed, more)


def _revise(values: Mapping[str, object]) -> BaseModel:
    seen = Seen(
        given(values, "shot", ShotDraft),
        given(values, "cast", CastDraft),
        given(values, "scene", SceneDraft),
    )
    return noted(given(values, "note", str), seen)


_STEPS: dict[str, Callable[[Mapping[str, object]], BaseModel]] = {
    "clarify": _clarify,
    "story": _story,
    "cast": _cast,
    "scenes": _scenes,
    "shots": _shots,
    "revise": _revise,
}
