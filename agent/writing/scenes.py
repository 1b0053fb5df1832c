"""Scenes as cards: where, when, in what light."""

from __future__ import annotations

from agent.writing.banks import Bank
from agent.writing.mentions import Roster
from agent.writing.places import facts_of, find_places, heading, light, time_of
from agent.writing.sentences import clip, flat, joined, sentences, size
from tools.story import Action, CastDraft, SceneDraft, ScenesDraft, Screenplay, ScriptScene


def scenes(screenplay: Screenplay, cast: CastDraft, bank: Bank) -> ScenesDraft:
    """One card a scene of the screenplay, numbered 10, 20, 30 …"""
    roster = Roster((card.name, card.tag) for card in cast.characters)
    drafts: list[SceneDraft] = []
    time, pictures = "", dict[str, str]()
    for index, scene in enumerate(screenplay.scenes):
        time = time_of(scene.time or scene.heading, bank, time)
        draft = _draft(10 * (index + 1), scene, time, roster, bank)
        picture = pictures.setdefault(draft.place.casefold(), draft.description)
        drafts.append(draft.model_copy(update={"description": picture}))
    return ScenesDraft(scenes=tuple(drafts))


def _draft(number: int, scene: ScriptScene, time: str, roster: Roster, bank: Bank) -> SceneDraft:
    place, interior = _place(scene, bank)
    when = scene.time or ("" if scene.heading else time)
    known = facts_of(place, interior, bank)
    return SceneDraft(
        number=number,
        heading=scene.heading or heading(place, interior, when, bank),
        interior=interior,
        place=place,
        time=when,
        light=light(interior, time, bank),
        description=_described(scene, known.look, roster),
    )


def _place(scene: ScriptScene, bank: Bank) -> tuple[str, bool]:
    """The heading's place; without one, the first place the text names, at worst a room."""
    if scene.place or scene.heading:
        return scene.place or flat(scene.heading), scene.interior
    text = " ".join(flat(b.text) for b in scene.blocks if isinstance(b, Action))
    found = find_places(text, bank)
    if not found:
        return bank.headings["room"], True
    return found[0][1].upper(), bank.places[found[0][2]].interior


def _described(scene: ScriptScene, look: str, roster: Roster) -> str:
    """Scenery from the first action, or the bank's picture of such a place; people are left to the shots."""
    first = next((b for b in scene.blocks if isinstance(b, Action)), None)
    scenery: list[str] = []
    for sentence in sentences(first.text) if first else []:
        if roster.mentioned(sentence) or not sentence[:1].isalnum():
            break
        scenery.append(sentence)
    said = joined(scenery[:2])
    whole = joined([said, look]) if size(said) < 6 and look not in said else said
    return clip(whole, 34).strip()
