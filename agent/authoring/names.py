"""Names to tags: a model writes names, the film is kept by tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.writing.mentions import key
from tools.story import CardDraft

_ASIDE = re.compile(r"\s*[(（\[].*$")


class Names:
    """The cast by name.

    A name counts as written, in any case, with a bracket behind it, as a tag, or by one of its words where
    only one card has it: ``Mara`` for ``Mara Lind`` and the other way round.
    """

    def __init__(self, cards: Sequence[CardDraft]) -> None:
        self.cards = {card.tag: card for card in cards}
        self._known = {key(card.tag): card.tag for card in cards} | {key(c.name): c.tag for c in cards}
        self._words = [(card.tag, set(key(card.name).split())) for card in cards]

    def tag(self, name: str) -> str | None:
        """The tag of whoever is meant; None for a stranger or when several could be."""
        wanted = key(_ASIDE.sub("", name)).strip(" :.,")
        if found := self._known.get(wanted):
            return found
        meant = [tag for tag, words in self._words if words & set(wanted.split()) - _TITLES]
        return meant[0] if len(meant) == 1 else None

    def name(self, tag: str) -> str:
        """The name of a tag."""
        return self.cards[tag].name

    def stranger(self, name: str) -> str:
        """What to say of a name that nobody has."""
        cast = ", ".join(card.name for card in self.cards.values())
        return f"got the name '{name}', expected one of the cast: {cast}"

    def in_order(self, tags: Sequence[str]) -> tuple[str, ...]:
        """``tags`` in the order of the cast, each once: left to right in every shot, so that screen
        direction never jumps."""
        return tuple(tag for tag in self.cards if tag in tags)


_TITLES = {"the", "a", "an", "old", "young", "little", "mr", "mrs", "ms", "dr"}
