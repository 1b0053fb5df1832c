"""Reading a card: whether a word is said of the person, or of somebody else, a part or a thing."""

from __future__ import annotations

import re
from typing import TypeVar

from generator.animatic.palette import Color, colours_in
from generator.animatic.wording import Found, Lexicon, is_han

T = TypeVar("T")

LIMIT = 4000
"""Characters of a card that are read; what a person looks like is said in far fewer."""

_REACH = 160
"""Characters a clause has at most on either side of a word."""
_CLAUSE = re.compile(r"[,.;:()!?\n，。；：、！？（）]")
_OF_ANOTHER = re.compile(
    r"(?<![a-z])(?:with|of|like|by|to|for|from|as|at|near|beside|his|her|their|my|has|had|owns?|keeps?|loves?"
    r"|lov(?:es|ing)|hold(?:s|ing)|carr(?:ies|ying)|rid(?:es|ing)|feed(?:s|ing)|walks|walking|hunts|trains"
    r"|fears|hates)(?![a-z'])|[有养带抱牵遛骑喂追](?:着|了|过)?[一两]?[只条匹头个群]|[养遛骑喂][着了]?$"
    r"|像|属|怕|(?<!可)爱|喜欢|跟着"
)
_SAID_OF_A_PART = re.compile(
    r"^(?:\s+(?!and |but |with |in )[a-z']+){0,2}?\s+(?:hair|haired|hairline|beard|bearded|moustache|mustache"
    r"|stubble|scars?|eyes?|eyed|eyebrows?|brows?|lips?|nose|chin|jaw|face|faced|cheeks?|cheekbones|smile|ears?"
    r"|hands?|fingers|head|glasses|spectacles|mole|bun|bob|braids?|plaits?|ponytail|pigtails|curls|crew|fringe"
    r"|voice|limp|teeth|neck|forehead|tail|features|hat|cap|coat|collar|boots|accent|grin|freckles|tattoo"
    r"|sighted|tempered|spoken|hearted|sleeves)(?![a-z])"
)
PARTS = re.compile(
    r"(?<![a-z])(?:hair|haired|beard|moustache|eyes?|eyed|skin|skinned|face|brows?|eyebrows?|lips|coat|dress"
    r"|shirt|hat|cap|scarf|sweater|jacket|trousers|glasses)(?![a-z])|头发|眼|皮肤|胡|衣|裤|裙|帽|围巾|眉"
)


def clause_before(text: str, place: int) -> str:
    """The part of a clause of ``text`` that lies before ``place``."""
    first = max(0, place - _REACH)
    breaks = [match.end() for match in _CLAUSE.finditer(text, first, place)]
    return text[breaks[-1] if breaks else first : place]


def clause_after(text: str, place: int) -> str:
    """The part of a clause of ``text`` that lies after ``place``."""
    end = _CLAUSE.search(text, place, place + _REACH)
    return text[place : end.start() if end else place + _REACH]


def of_another(text: str, found: Found[T]) -> bool:
    """Whether the noun is not the person: ``with a dog``, ``像狼``; or owns another: ``the sailor's dog``."""
    after = text[found.end : found.end + 2]
    owned = after.startswith("'") or after[:1] == "的"
    return owned or _OF_ANOTHER.search(clause_before(text, found.start)) is not None


def nouns_of_them(lexicon: Lexicon[T], text: str) -> list[Found[T]]:
    """The nouns of ``lexicon`` that stand for the person, in order."""
    return [found for found in lexicon.find(text) if not of_another(text, found)]


def said_of_them(lexicon: Lexicon[T], text: str) -> T | None:
    """What the first adjective says that is meant of the whole person: not ``small scar``, ``short hair``."""
    for found in lexicon.find(text):
        if not _SAID_OF_A_PART.match(clause_after(text, found.end)):
            return found.meaning
    return None


def colour_of(text: str, nouns: str) -> Color | None:
    """The colour said of a part of the body: before its noun, else after it (``眼睛是蓝色的``).

    ``nouns`` is a pattern; a part of another kind between colour and noun keeps them apart.
    """
    colors = colours_in(text)
    for noun in re.finditer(nouns, text):
        first = _reach(text, noun.start())
        before = [color.meaning for color in colors if first <= color.start < noun.end()]
        if before:
            return before[-1]
    for noun in re.finditer(nouns, text):
        after = clause_after(text, noun.end())
        other = PARTS.search(after)
        last = noun.end() + (other.start() if other else len(after))
        if said := [c.meaning for c in colors if noun.end() <= c.start < last and _predicate(after)]:
            return said[0]
    return None


def _reach(text: str, noun: int) -> int:
    """How far back from a noun its adjectives may begin."""
    before = clause_before(text, noun)
    breaks = [m.end() for m in re.finditer(r"(?<![a-z])(?:with|in|(?<!salt )and)(?![a-z])|[和与]", before)]
    breaks += [m.end() for m in PARTS.finditer(before)]
    return noun - len(before) + max(breaks, default=0)


def _predicate(after: str) -> bool:
    return bool(re.match(r"\s*(?:is|are|was|were|turned|gone|of|as|the colou?r)(?![a-z])", after)) or (
        after[:1] != "" and is_han(after[0])
    )
