"""What a model is told of a film, in as few words as will do.

Every text here keeps within the tokens it is allowed, whatever a user or an earlier answer put into it: a
model holds 8,192 tokens of prompt and answer together, and a film of a hundred shots must fit like one of
ten. Lines are written anew with fewer words until they fit; only then is the middle left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from agent.tokens import estimate
from agent.writing.mentions import Person
from agent.writing.sentences import clip, flat, named
from generator.interface import FPS
from tools.story import (
    Action,
    Answered,
    Brief,
    CardDraft,
    SceneDraft,
    Screenplay,
    ScriptScene,
    ShotDraft,
    Speech,
    StoryDraft,
)

GAP = "[…]"
"""Stands where the middle of a text was left out."""
SIZES = (40, 25, 16, 10, 6, 3)
"""Words a line's longest part may have, tried in turn until the whole text fits."""


def within(text: str, tokens: int) -> str:
    """``text``, or as much of its beginning and, half as long, of its end as fits into ``tokens``."""
    kept, room = text, len(text)
    while estimate(kept) > tokens and room > 1:
        room = min(room - 1, int(room * tokens / estimate(kept)))
        head, tail = text[: 2 * room // 3], text[len(text) - room // 3 :]
        kept = f"{_whole_words(head)}\n{GAP}\n{_whole_words(tail, end=True)}"
    return kept


def fitted(write: Callable[[int], str], tokens: int) -> str:
    """The longest form of a text that fits; ``write``: gives it with so many words a line."""
    forms = (write(words) for words in SIZES)
    return within(next((f for f in forms if estimate(f) <= tokens), write(SIZES[-1])), tokens)


def idea(brief: Brief, tokens: int) -> str:
    """What the user asked for, with the style they named."""
    style = f"\nStyle: {flat(brief.style)}" if flat(brief.style) else ""
    return within(brief.text.strip(), tokens) + style if brief.text.strip() else style.strip()


def answers(asked: Sequence[Answered], tokens: int) -> str:
    """A line a question; what the user skipped is marked as open."""

    def line(answer: Answered, words: int) -> str:
        skipped = "" if answer.given else " (not said; this unless the story asks for something else)"
        return (
            f"{answer.topic}: {clip(flat(answer.question), words)} {clip(flat(answer.answer), 40)}{skipped}"
        )

    return fitted(lambda words: _lines(line(answer, words) for answer in asked), tokens)


def story(told: StoryDraft, tokens: int) -> str:
    """Title, logline, theme, style, beats."""

    def write(words: int) -> str:
        facts = [
            ("Title", told.title),
            ("Logline", told.logline),
            ("Theme", told.theme),
            ("Style", told.style),
        ]
        facts += [(beat.name, beat.text) for beat in told.beats]
        return _lines(f"{name}: {clip(flat(text), words)}" for name, text in facts if flat(text))

    return fitted(write, tokens)


def cast(cards: Sequence[CardDraft], tokens: int) -> str:
    """A line a person: name, looks, clothes, voice."""

    def line(card: CardDraft, words: int) -> str:
        parts = [
            clip(flat(card.appearance), words),
            f"wears {clip(flat(card.wardrobe), words)}" if flat(card.wardrobe) else "",
            f"voice: {clip(flat(card.voice), words)}" if words > 10 and flat(card.voice) else "",
        ]
        return f"{card.name}: {'; '.join(part for part in parts if part)}"

    return fitted(lambda words: _lines(line(card, words) for card in cards), tokens)


def scenes(cards: Sequence[SceneDraft], tokens: int) -> str:
    """A line a scene: number, heading, what happens, light, what the place looks like."""

    def line(scene: SceneDraft, words: int) -> str:
        told = [
            clip(flat(scene.synopsis), words).rstrip("."),
            f"light: {clip(flat(scene.light), words // 2)}" if flat(scene.light) else "",
            f"looks: {clip(flat(scene.description), words // 2)}" if flat(scene.description) else "",
        ]
        return f"{scene.number} {flat(scene.heading)}. {'; '.join(part for part in told if part)}".rstrip()

    return fitted(lambda words: _lines(line(scene, words) for scene in cards), tokens)


def script(screenplay: Screenplay, tokens: int) -> str:
    """A script scene by scene: heading, how it begins, who speaks."""

    def write(words: int) -> str:
        return _lines(
            f"{number}. {scene_gist(scene, words)}" for number, scene in enumerate(screenplay.scenes, 1)
        )

    return fitted(write, tokens)


def headings(numbered: Sequence[tuple[int, ScriptScene]], tokens: int) -> str:
    """Some scenes of a script under the numbers they have in the film."""
    return fitted(
        lambda words: _lines(f"{number} {scene_gist(scene, words)}" for number, scene in numbered), tokens
    )


def scene_gist(scene: ScriptScene, words: int) -> str:
    """A scene of a script in one line."""
    action = flat(scene.synopsis) or flat(" ".join(b.text for b in scene.blocks if isinstance(b, Action)))
    said = next((flat(b.text) for b in scene.blocks if isinstance(b, Speech)), "")
    speakers = dict.fromkeys(named(b.speaker) for b in scene.blocks if isinstance(b, Speech))
    parts = [
        flat(scene.heading).rstrip(".") or "no heading",
        clip(action or said, words).rstrip("."),
        f"speak: {', '.join(speakers)}" if speakers else "",
    ]
    return ". ".join(part for part in parts if part)


def people(found: Sequence[Person], tokens: int) -> str:
    """What a script says of its people: a line each, and who never speaks."""

    def line(person: Person, words: int) -> str:
        silent = "" if person.speaks else " (never speaks)"
        return f"{named(person.name)}{silent}: {clip(flat(person.first), words)}"

    return fitted(lambda words: _lines(line(person, words) for person in found), tokens)


def shots(plan: Sequence[ShotDraft], first: int, cards: Sequence[CardDraft], tokens: int) -> str:
    """A line a shot: place in the film, scene, coverage, scale, seconds, who is in frame, what happens."""
    names = {card.tag: card.name for card in cards}

    def write(words: int) -> str:
        return _lines(shot(place, draft, names, words) for place, draft in enumerate(plan, start=first))

    return fitted(write, tokens)


def shot(place: int, draft: ShotDraft, names: dict[str, str], words: int) -> str:
    """One shot in a line; people only where the words are too few to name them all."""
    seen = ", ".join(names.get(tag, tag) for tag in draft.tags)
    head = f"{place} [{draft.scene}] {draft.coverage}, {draft.camera.scale}, {draft.frames / FPS:.1f} s"
    said = "; ".join(
        f"{names.get(line.speaker, line.speaker)} says: {clip(flat(line.text), words)}"
        for line in draft.lines
    )
    if words <= 10:
        head, said = f"{place} [{draft.scene}] {draft.coverage}", ""
    parts = [head, seen, clip(flat(draft.action), words), said, ", ".join(draft.props) if words > 3 else ""]
    return " | ".join(part for part in parts if part)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _whole_words(text: str, *, end: bool = False) -> str:
    """``text`` without the half word it was cut in, when there is a space near."""
    head, gap, tail = text.partition(" ") if end else text.rpartition(" ")
    kept = tail if end else head
    return kept.strip() if gap and len(kept) > len(text) // 2 else text.strip()
