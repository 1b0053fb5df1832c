"""Animals and robots: who is one, and how one looks; nothing human is made up for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.writing.banks import Bank
from agent.writing.sentences import size, with_article

LITTLE = 5
"""Words of a description below which one plain fact of its kind is added."""
_NOUN_ENDS = re.compile(r"\s(?:with|in|of|on|who|that|which|from|named|called|wearing)\s|[,，]")
_OF_A = re.compile(r"\bof an? (?:\w+ )?(\w+)$")
"""A bear of a man."""
_NAMED = re.compile(r"^(?:the|old|little|young|big)\s+|[\s#\d]+$", re.IGNORECASE)


def being_of(name: str, looks: Sequence[str], bank: Bank) -> str:
    """The kind of animal or robot somebody is (``dog``), or empty for a person.

    Args:
        name: as a cue has it: ``THE DOG`` is a dog, unless the looks say otherwise.
        looks: the parts of a description: ``small brown dog`` is a dog, ``dog walker`` is not.
        bank: words of the film's language.
    """
    kinds = [kind for text in looks if (kind := kind_in(text, bank))]
    if kinds:
        return kinds[0]
    heads = {_noun(text).rsplit(maxsplit=1)[-1] for text in looks if _noun(text)}
    human = heads & {*bank.roles, *bank.people_words.values()}
    plain = _NAMED.sub("", name).lower()
    return "" if human or (len(plain) < 2) else next((k for k in _kinds(bank) if k == plain), "")


def kind_in(text: str, bank: Bank) -> str:
    """The animal or robot that is the noun of ``text``: ``copper robot with a round head``; else empty."""
    noun = _noun(text)
    human = {*bank.roles, *bank.people_words.values()}
    if (simile := _OF_A.search(text.lower())) and simile.group(1) in human:
        return ""
    last = noun.rsplit(maxsplit=1)[-1] if noun else ""
    return next((k for k in _kinds(bank) if (last == k if k.isascii() else noun.endswith(k))), "")


def appearance(kind: str, looks: Sequence[str], bank: Bank) -> str:
    """What the script says, with one plain fact of the kind where that is little; 25 words at most."""
    said = list(looks) if any(kind_in(text, bank) for text in looks) else [kind, *looks]
    said[0] = with_article(said[0])
    if sum(size(text) for text in said) < LITTLE:
        said.append(next(fact for fact, kinds in bank.beings.items() if kind in kinds))
    while len(said) > 1 and sum(size(text) for text in said) > 25:
        said.pop()
    return bank.comma.join(said)


def _noun(text: str) -> str:
    return _NOUN_ENDS.split(text.lower(), maxsplit=1)[0].strip()


def _kinds(bank: Bank) -> list[str]:
    """Every kind, the longer word first: 机器人 before a shorter one at its end."""
    return sorted((kind for kinds in bank.beings.values() for kind in kinds), key=lambda k: (-len(k), k))
