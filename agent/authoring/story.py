"""Story: the global description the user confirms (E51); with a script, a description of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agent import briefing
from agent.authoring import length
from agent.authoring.given import answered, language
from agent.authoring.wording import strangers
from agent.desk import Desk
from agent.steps import given
from agent.writing.sentences import clip, flat
from skills.answers import StoryAnswer
from skills.hooks import Hook
from tools.story import Beat, Brief, Screenplay, StoryDraft

BEATS = {"set-up", "turn", "pay-off"}


def story(desk: Desk, sources: Callable[[str], str], values: Mapping[str, object]) -> StoryDraft:
    """The story of the whole film.

    A script is handed on as it is, byte for byte, and keeps its own title; a film from an idea has a
    screenplay without scenes. The style the user named stands.

    Args:
        desk: asks the model.
        sources: passages of attached files for a query.
        values: ``brief``, ``screenplay`` or None, ``answers``, ``before`` (the last version or None) and
            ``wish`` (what is to change in it).

    Raises:
        BadReply: a value is missing, or the answer was no good twice.
    """
    brief, asked = given(values, "brief", Brief), answered(values)
    script = given(values, "screenplay", Screenplay) if values.get("screenplay") is not None else None
    before = given(values, "before", StoryDraft) if values.get("before") is not None else None
    wish, tongue = flat(str(values.get("wish") or "")), language(brief, script)
    told = briefing.idea(brief, 700 if script else 1_200)
    found = desk.ask(
        Hook.STORY,
        {
            "idea": told,
            "answers": briefing.answers(asked, 500),
            "script": briefing.script(script, 2_400) if script else "",
            "seconds": 0 if script else round(length.wanted(brief, asked) or length.USUAL),
            "before": briefing.story(before, 450) if before else "",
            "wish": briefing.within(wish, 300),
            "sources": briefing.within(sources(wish or clip(flat(brief.text), 60)), 500),
            "language": tongue,
        },
        StoryAnswer,
        lambda answer: _faults(answer, tongue),
        seed=brief.seed,
    )
    own_title = flat(script.title) if script else ""
    return StoryDraft(
        title=own_title or flat(found.title),
        logline=flat(found.logline),
        theme=flat(found.theme),
        style=flat(brief.style) or flat(found.style),
        beats=tuple(Beat(name=beat.name, text=flat(beat.text)) for beat in found.beats),
        screenplay=script or Screenplay(title="", scenes=()),
    )


def _faults(answer: StoryAnswer, tongue: str) -> list[str]:
    missing = sorted(BEATS - {beat.name for beat in answer.beats})
    found = [f"the beats lack {', '.join(missing)}: give each of set-up, turn and pay-off"] if missing else []
    words = " ".join([answer.logline, *(beat.text for beat in answer.beats)])
    return found + strangers(words, tongue, "the story")
