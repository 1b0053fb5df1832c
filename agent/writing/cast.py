"""The cast of a screenplay as cards."""

from __future__ import annotations

from agent.writing import looks
from agent.writing.banks import Bank
from agent.writing.mentions import Person, people
from agent.writing.sentences import named
from tools.story import CardDraft, CastDraft, Screenplay, tag_for


def cast(screenplay: Screenplay, bank: Bank, seed: int) -> CastDraft:
    """Everybody in the film in order of appearance, tagged ``ID_A`` …, each looking unlike the others."""
    used = looks.Used()
    found = people(screenplay, bank)
    return CastDraft(characters=tuple(_card(i, person, bank, used, seed) for i, person in enumerate(found)))


def _card(index: int, person: Person, bank: Bank, used: looks.Used, seed: int) -> CardDraft:
    facts = looks.known(person, bank)
    role = looks.role_of(person.name, facts, bank)
    return CardDraft(
        tag=tag_for(index),
        name=named(person.name),
        appearance=looks.appearance(person, facts, role, bank, used, seed),
        wardrobe=looks.wardrobe(person, facts, role, bank, used, seed),
        voice=looks.voice(person, facts, role, bank, used, seed),
    )
