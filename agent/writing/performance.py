"""What each person in frame does, and with what face."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from agent.writing import dice
from agent.writing.banks import Bank
from agent.writing.groups import Group
from agent.writing.sentences import flat
from tools.story import Performance


def performances(
    group: Group, frame: Sequence[str], names: Mapping[str, str], to: str, bank: Bank, seed: int
) -> tuple[Performance, ...]:
    """One performance for each tag of ``frame``, left to right; ``to``: whom a lone speaker talks to."""
    return tuple(
        Performance(
            tag=tag,
            action=_action(tag, group, frame, names, to, bank),
            expression=expression(tag, group, bank, seed),
        )
        for tag in frame
    )


def _action(
    tag: str, group: Group, frame: Sequence[str], names: Mapping[str, str], to: str, bank: Bank
) -> str:
    done = [deed.text for deed in group.deeds if tag in deed.actors]
    seen = [s.tag for s in group.sayings if not s.voice_over]
    heard = [s.tag for s in group.sayings if s.tag != tag]
    if tag in seen:
        other = to or next((t for t in frame if t != tag), "")
        done.append(bank.speaks.format(name=names[other]) if other else bank.speaks_alone)
    elif heard:
        word = bank.listens if heard[0] in frame else bank.hears
        done.append(word.format(name=names[heard[0]]))
    return "; ".join(text.rstrip(".。") for text in done)


def expression(tag: str, group: Group, bank: Bank, seed: int) -> str:
    """A face guessed from the parenthetical, the action's words, then the line's punctuation."""
    own = [s for s in group.sayings if s.tag == tag]
    for text in (*(s.delivery for s in own), *(d.text for d in group.deeds if tag in d.people)):
        if found := _from_words(text, bank):
            return found
    words = " ".join(flat(s.text) for s in own)
    if words.rstrip().endswith(("!", "！")):
        return bank.expression_shout
    if "?" in words or "？" in words:
        return bank.expression_question
    quiet = group.sayings[0].speech if group.sayings else (group.deeds[0].text if group.deeds else "")
    return dice.pick(bank.expression_default, "face", tag, quiet, seed)


def _from_words(text: str, bank: Bank) -> str:
    low = text.lower()
    spots = [(m.start(), face) for word, face in bank.expressions.items() if (m := _stem(word).search(low))]
    return min(spots)[1] if spots else ""


@lru_cache(maxsize=1_024)
def _stem(word: str) -> re.Pattern[str]:
    if not word.isascii():
        return re.compile(re.escape(word))
    return re.compile(rf"\b{re.escape(word)}(?:e|es|s|d|ed|ing|y|ily|ly|ened)?\b")
