"""What a script says about somebody, sorted into looks, clothes and voice; nothing is invented here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.writing import beings
from agent.writing.banks import Bank
from agent.writing.mentions import Person
from agent.writing.sentences import flat, sentences, size

_AGE = re.compile(r"\b\d{1,2}(?:'?s)?\b|[零一二三四五六七八九十\d]{1,3}多?岁")
_BRACKET = re.compile(r"^[^.!?。]{0,60}?[（(]([^）)]*)[）)]")
_COMMA = re.compile(r"\s*[,;，；、]\s*|\s+(?:wearing|dressed in)\s+")
_JOINT = re.compile(r"\s+(?:and|in|with)\s+")
_LEAD = re.compile(
    r"^(?:(?:and|in|a|an|the|his|her|its|their|wearing|with)\s+|和|穿着?|戴着?|[他她它]的(?=声音|嗓))+(?=\S)",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Known:
    """What the script says about somebody, sorted."""

    look: list[str] = field(default_factory=list)
    wardrobe: list[str] = field(default_factory=list)
    voice: list[str] = field(default_factory=list)


def has(text: str, words: tuple[str, ...]) -> bool:
    """True when ``text`` contains one of ``words`` (whole words; Chinese anywhere)."""
    low = text.lower()
    tokens = set(re.findall(r"[\w'-]+", low)) | {p for t in re.findall(r"[\w'-]+", low) for p in t.split("-")}
    return any((w in low) if (_HAN.search(w) or " " in w) else (w in tokens) for w in words)


def bracketed(person: Person) -> str:
    """What stands in brackets after the first mention, or empty."""
    bracket = _BRACKET.match(person.first)
    return bracket.group(1) if bracket else ""


def tells_age(text: str, bank: Bank) -> bool:
    """True when ``text`` says how old somebody is: ``60s``, ``a boy``."""
    return _AGE.search(text) is not None or has(text, bank.age_words)


def known(person: Person, bank: Bank) -> Known:
    """What the words around the first mention say."""
    facts = Known()
    head = sentences(person.first)[0] if person.first else ""
    if own := bracketed(person):
        _sort(own, facts, bank, strict=False)
    elif head:
        _sort(_apposition(head, person.name), facts, bank, strict=True)
    _voice_sentence(person, facts)
    return facts


def _apposition(head: str, name: str) -> str:
    """``MARA, 60s, tall, in a yellow coat, trims …`` → what stands between the commas."""
    rest = head[len(name) :].lstrip()
    return rest.lstrip(", ，") if rest[:1] in {",", "，"} else ""


def _sort(text: str, facts: Known, bank: Bank, strict: bool) -> None:
    """Give each chunk of a description to look, wardrobe or voice; ``strict`` drops what fits none."""
    for chunk in _chunks(text, bank):
        if size(chunk) > 14:
            continue
        if has(chunk, bank.voice_words):
            facts.voice.append(chunk)
        elif has(chunk, bank.clothes):
            facts.wardrobe.append(chunk)
        elif (
            not strict
            or tells_age(chunk, bank)
            or has(chunk, (*bank.hair_words, *bank.build_words, *bank.face_words))
            or beings.kind_in(chunk, bank)
        ):
            facts.look.append(chunk)


def _chunks(text: str, bank: Bank) -> list[str]:
    """The parts of a description: at commas, and where a look ends and clothes begin."""
    parts = [piece for part in _COMMA.split(flat(text)) for piece in _turned(part.rstrip(". "), bank)]
    return [clean for part in parts if (clean := _LEAD.sub("", part).strip())]


def _turned(part: str, bank: Bank) -> list[str]:
    """``part`` cut wherever it turns from looks to clothes or back: a round head | a red scarf.

    ``hair in a bun`` and ``coat with brass buttons`` stay one thing.
    """
    for joint in reversed(list(_JOINT.finditer(part))):
        sides = part[: joint.start()], part[joint.end() :]
        before, after = (has(side, bank.clothes) for side in sides)
        if before != after and (after or joint.group().strip() == "and"):
            return [*_turned(sides[0], bank), *_turned(sides[1], bank)]
    return [part]


def _voice_sentence(person: Person, facts: Known) -> None:
    """``Her voice is low and rough.`` / ``She wears …`` in the sentences that follow."""
    for text in sentences(person.first)[:4]:
        if not facts.voice and (
            m := re.search(r"\b(?:[Hh]er|[Hh]is|[Ii]ts|[Tt]heir) voice (?:is )?([^,.;]{3,60})", text)
        ):
            facts.voice.append(m.group(1))
        if not facts.wardrobe and (
            m := re.search(r"\b(?:[Ww]ears|[Ww]earing|[Dd]ressed in) ([^.;]{3,70})", text)
        ):
            facts.wardrobe.append(re.sub(r"^(?:a|an|his|her|their) ", "", m.group(1)))
        if not facts.wardrobe and (m := re.search(r"(?:身穿|穿着|穿) ?([^，。；]{2,16})", text)):
            facts.wardrobe.append(m.group(1))
        if not facts.voice and (m := re.search(r"(?:声音|嗓音)([^，。；]{2,12})", text)):
            facts.voice.append(m.group(1))
