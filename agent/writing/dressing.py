"""Props, sounds and what must stay: read from the words of a shot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agent.writing.banks import Bank
from agent.writing.places import facts_of, word_pattern
from agent.writing.sentences import with_article
from tools.story import CardDraft, SceneDraft

_WORN = re.compile(r"\b(?:in|wearing|wears) (?:an?|his|her|their)(?: [\w-]+){0,2} $")


class Props:
    """Finds the things that matter in a sentence."""

    def __init__(self, words: Sequence[str], bank: Bank) -> None:
        ordered = sorted(set(words), key=lambda w: (-len(w), w))
        self._finders = [(word, word_pattern(word)) for word in ordered]
        self._clothes = frozenset(bank.clothes)
        self._verbs = frozenset(bank.also_verbs)
        self._article = re.compile(rf"\b(?:{'|'.join(bank.determiners)})(?:\s+[\w'-]+){{0,2}}\s+$")
        self._absent = re.compile("|".join(re.escape(w) for w in bank.absent))
        self._handled = re.compile(
            "|".join(re.escape(w) if not w.isascii() else rf"\b{re.escape(w)}\b" for w in bank.handled)
        )

    def found(self, text: str, most: int = 3) -> list[str]:
        """Props named in ``text`` in order, the longer word first: ``music box`` hides ``box``."""
        low = text.lower()
        hits: list[tuple[int, int, str]] = []
        for word, finder in self._finders:
            for match in finder.finditer(low) if word in low else ():
                if word in self._clothes and _WORN.search(low[: match.start()]):
                    continue
                if word in self._verbs and not self._article.search(low[: match.start()]):
                    continue
                if all(match.end() <= start or match.start() >= end for start, end, _ in hits):
                    hits.append((match.start(), match.end(), word))
        return list(dict.fromkeys(word for _, _, word in sorted(hits)))[:most]

    def first(self, text: str) -> str:
        """The first prop of ``text``, or empty."""
        return next(iter(self.found(text, 1)), "")

    def alone(self, text: str) -> str:
        """The prop a sentence without people shows; empty when the sentence says that it is not there."""
        return "" if self._absent.search(text.lower()) else self.first(text)

    def handled(self, text: str) -> str:
        """The prop somebody handles in ``text``, or empty."""
        return self.first(text) if self._handled.search(text.lower()) else ""


def sound(texts: Sequence[str], scene: SceneDraft, bank: Bank) -> str:
    """The place's ambience and at most two sounds the words call for."""
    low = " ".join(texts).lower()
    spots: list[tuple[int, str]] = []
    for word, heard in bank.sounds.items():
        if match := _heard_in(low, word, bank):
            spots.append((match.start(), heard))
    ambience = facts_of(scene.place, scene.interior, bank).ambience
    noises = [ambience, *(h for _, h in sorted(spots) if h not in ambience)]
    mark = "、" if not ambience.isascii() else ", "
    return mark.join(list(dict.fromkeys(noises))[:3])


def _heard_in(low: str, word: str, bank: Bank) -> re.Match[str] | None:
    """Where ``word`` makes its sound; one that is a verb as well (``waves at``) must stand as a noun does."""
    if not word.isascii():
        return re.search(re.escape(word), low)
    noun = rf"(?:^|[.!?] |\b(?:{'|'.join(bank.determiners)}) (?:[\w'-]+ ){{0,2}})"
    before = noun if word in bank.also_verbs else ""
    return re.search(rf"{before}(?<![a-z]){re.escape(word)}(?:s|es|ing|ed|y)?\b", low)


@dataclass
class Memory:
    """What earlier shots have shown: who has been seen, and the state things are in."""

    seen: set[str] = field(default_factory=set)
    states: dict[str, str] = field(default_factory=dict)

    def learn(self, texts: Sequence[str], people: Sequence[str], props: Props, bank: Bank) -> None:
        """Take in a shot: its people, and things that were lit, opened, broken …"""
        self.seen.update(people)
        for text in texts:
            thing = props.first(text)
            words = re.findall(r"[a-z]+", text.lower())
            for verb, state in bank.states.items():
                phrase = " " in verb or not verb.isascii()
                if thing and (verb in text.lower() if phrase else verb in words):
                    self.states[thing] = state

    def continuity(
        self, people: Sequence[str], shown: Sequence[str], cards: Mapping[str, CardDraft], bank: Bank
    ) -> str:
        """What must stay: clothes of people seen before, and the state of the things in this shot."""
        worn = [
            bank.still_wears.format(name=cards[tag].name, wardrobe=with_article(_short(cards[tag].wardrobe)))
            for tag in people
            if tag in self.seen and cards[tag].wardrobe
        ]
        things = [bank.thing_is.format(thing=p, state=self.states[p]) for p in shown if p in self.states]
        return "; ".join([*worn[:2], *things])


def _short(wardrobe: str) -> str:
    return re.split(r"[,，]| and ", wardrobe)[0]
