"""The cast of a screenplay as cards."""

from __future__ import annotations

from agent.writing import beings, looks
from agent.writing.banks import Bank
from agent.writing.mentions import Person, people
from agent.writing.reading import known
from agent.writing.sentences import named
from tools.story import CardDraft, CastDraft, Screenplay, tag_for


def cast(screenplay: Screenplay, bank: Bank, seed: int) -> CastDraft:
    """Everybody in the film in order of appearance, tagged ``ID_A`` …, each looking unlike the others."""
    used = looks.Used()
    found = people(screenplay, bank)
    return CastDraft(characters=tuple(_card(i, person, bank, used, seed) for i, person in enumerate(found)))


def _card(index: int, person: Person, bank: Bank, used: looks.Used, seed: int) -> CardDraft:
    facts = known(person, bank)
    kind = beings.being_of(person.name, facts.look, bank)
    role = "" if kind else looks.role_of(person.name, facts, bank)
    return CardDraft(
        tag=tag_for(index),
        name=named(person.name),
        appearance=(
            beings.appearance(kind, facts.look, bank)
            if kind
            else looks.appearance(person, facts, role, bank, used, seed)
        ),
        wardrobe=(
            bank.comma.join(facts.wardrobe[:3])
            if kind
            else looks.wardrobe(person, facts, role, bank, used, seed)
        ),
        voice=looks.voice(person, facts, role, bank, used, seed),
    )
