"""What a step is given, with its type."""

from __future__ import annotations

from collections.abc import Mapping

from agent.writer import BadReply
from agent.writing.banks import language_of
from tools.story import Answered, Brief, Screenplay


def answered(values: Mapping[str, object]) -> tuple[Answered, ...]:
    """What the user was asked and what holds; empty when nothing was asked.

    Raises:
        BadReply: ``answers`` is something else.
    """
    found = values.get("answers", ())
    if not isinstance(found, tuple) or not all(isinstance(a, Answered) for a in found):
        raise BadReply(f"got {found!r:.60} as 'answers', expected a tuple of Answered: pass it in values.")
    return found


def language(brief: Brief, screenplay: Screenplay | None = None) -> str:
    """The language the film is in: the script's where there is one, else the brief's."""
    if screenplay is None or not screenplay.scenes:
        return brief.language
    words = " ".join(block.text for scene in screenplay.scenes for block in scene.blocks)
    return language_of(words, brief.language)
