"""The story of a screenplay in a title, a line and three beats: quoted from it, never invented."""

from __future__ import annotations

from collections.abc import Sequence

from agent.writing import dice
from agent.writing.banks import Bank
from agent.writing.mentions import people
from agent.writing.sentences import clip, flat, named, sentence, sentences
from tools.story import Action, Beat, Brief, Screenplay, ScriptScene, Speech, StoryDraft


def story(screenplay: Screenplay, brief: Brief, bank: Bank) -> StoryDraft:
    """The global story of ``screenplay``, which is handed on unchanged."""
    return StoryDraft(
        title=title(screenplay, bank),
        logline=_logline(screenplay, bank),
        theme="",
        style=style(brief, bank),
        beats=_beats(screenplay, bank),
        screenplay=screenplay,
    )


def style(brief: Brief, bank: Bank) -> str:
    """The user's style, or one of the house's."""
    return flat(brief.style) or dice.pick(bank.default_styles, "style", brief.text, brief.seed)


def title(screenplay: Screenplay, bank: Bank) -> str:
    """The script's title, or one made of its first place or person."""
    if flat(screenplay.title):
        return flat(screenplay.title)
    place = next((s.place or s.heading for s in screenplay.scenes if s.place or s.heading), "")
    if place:
        return named(flat(place))[:60]
    cast = people(screenplay, bank)
    return named(cast[0].name)[:60] if cast else bank.untitled


def _logline(screenplay: Screenplay, bank: Bank) -> str:
    """The synopses where the script has them, else who, where, and how it begins."""
    synopsis = flat(" ".join(s.synopsis for s in screenplay.scenes if s.synopsis))
    if synopsis:
        return clip(synopsis, 40)
    cast = [named(p.name) for p in people(screenplay, bank) if p.speaks][:3]
    places = list(
        dict.fromkeys(named(flat(s.place or s.heading)) for s in screenplay.scenes if s.place or s.heading)
    )
    who = bank.comma.join(cast)
    where = bank.comma.join(places[:3])
    return sentence(clip(bank.colon.join(p for p in (who, where) if p), 40)) or _gist(screenplay.scenes)


def _beats(screenplay: Screenplay, bank: Bank) -> tuple[Beat, ...]:
    """What happens first, in the middle, and last."""
    told = [gist for scene in screenplay.scenes if (gist := _gist([scene]))]
    if len(told) < 3:
        blocks = [b for scene in screenplay.scenes for b in scene.blocks]
        told = [_block(b) for b in blocks if flat(b.text)] or told
    if not told:
        told = [bank.untitled]
    texts = (told[0], told[len(told) // 2], told[-1])
    return tuple(
        Beat(name=name, text=clip(text, 32))
        for name, text in zip(("set-up", "turn", "pay-off"), texts, strict=True)
    )


def _gist(scenes: Sequence[ScriptScene]) -> str:
    """A scene in a sentence: its synopsis, its first action, its first line, its heading."""
    for scene in scenes:
        if flat(scene.synopsis):
            return flat(scene.synopsis)
        for block in sorted(scene.blocks, key=lambda b: isinstance(b, Speech)):
            if flat(block.text):
                return _block(block)
        if flat(scene.heading):
            return flat(scene.heading)
    return ""


def _block(block: Action | Speech) -> str:
    text = flat(block.text)
    if isinstance(block, Speech):
        return f'{named(block.speaker)}: "{clip(text, 24)}"'
    return " ".join(sentences(text)[:2])
