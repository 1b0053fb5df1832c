"""What somebody looks and sounds like: the script's words, completed where it is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.writing import beings, dice
from agent.writing.banks import Bank
from agent.writing.mentions import Person
from agent.writing.reading import Known, bracketed, has, tells_age
from agent.writing.sentences import named, sentences, size, with_article

_OLD_HAIR = ("grey", "white", "silver", "thinning", "pepper", "白", "灰", "银")
_VOICE = re.compile(r"\b(?:and )?(?:a |with )?voice(?: is)?\b|^with |嗓音|声音")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Used:
    """What earlier members of the cast have, so that nobody is a double."""

    hairs: set[str] = field(default_factory=set)
    faces: set[str] = field(default_factory=set)
    wardrobes: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)


def role_of(name: str, facts: Known, bank: Bank) -> str:
    """The longest role of the bank in the name or the description, or empty."""
    text = f"{name} {' '.join(facts.look)}".lower()
    found = [r for r in bank.roles if has(text, (r,))]
    return max(found, key=len, default="")


def gender_of(person: Person, facts: Known, bank: Bank, seed: int) -> str:
    """``f``, ``m`` or ``""`` (an animal or a robot called it), from role, name and pronouns; else drawn."""
    first, role = named(person.name).split()[0], role_of(person.name, facts, bank)
    if role and (g := bank.roles[role][0]):
        return g
    if (
        first in bank.names_f
        or first.lower() in bank.known_f
        or first.upper() in {"MRS", "MS", "MISS", "LADY"}
    ):
        return "f"
    if first in bank.names_m or first.lower() in bank.known_m or first.upper() in {"MR", "SIR"}:
        return "m"
    own = bracketed(person)
    if _said(own, bank.pronoun_it) and beings.being_of(person.name, facts.look, bank):
        return ""
    rest = " ".join(sentences(person.first)[:3])
    for near in (own, rest):
        women, men = (_said(near, words) for words in (bank.pronoun_f, (*bank.pronoun_m, *bank.beard_words)))
        if women != men:
            return "f" if women > men else "m"
    return dice.pick(("f", "m"), "gender", person.name, seed)


def _said(text: str, words: tuple[str, ...]) -> int:
    """How often one of ``words`` stands in ``text``."""
    if _HAN.search(words[0]):
        return sum(text.count(word) for word in words)
    return len(re.findall(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE))


def age_of(facts: Known, role: str, bank: Bank, name: str, seed: int) -> str:
    """``child``, ``young``, ``middle`` or ``old``."""
    text = " ".join(facts.look)
    if digits := re.search(r"\b(\d{1,2})", text):
        years = int(digits.group(1))
        return "child" if years < 14 else "young" if years < 36 else "middle" if years < 58 else "old"
    if has(text, bank.old_words):
        return "old"
    if role and bank.roles[role][1]:
        return bank.roles[role][1]
    if has(text, bank.young_words):
        return "young"
    return dice.pick(("young", "middle", "middle", "old"), "age", name, seed)


def appearance(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """Age, build, hair and face in 8 to 25 words: the script's words first."""
    gender, age = gender_of(person, facts, bank, seed), age_of(facts, role, bank, person.name, seed)
    who = bank.people_words.get(f"{gender}_{age}") or bank.people_words.get(f"{gender}")
    text = " ".join(facts.look)
    parts = list(facts.look)
    lead = role if role and role not in text.lower() and role not in {"man", "woman"} else who or ""
    if lead and not has(text, (lead,)) and not (role and role in text.lower()):
        parts.insert(0, with_article(lead))
    elif role and parts and has(parts[0], (role,)):
        parts[0] = with_article(parts[0])
    if not tells_age(text, bank):
        parts.insert(1, dice.pick(bank.ages[age], "age words", person.name, seed))
    if not has(text, bank.build_words):
        builds = tuple(b for b in bank.builds if age != "child" or b in bank.builds[2:5]) or bank.builds
        parts.append(dice.pick(builds, "build", person.name, seed))
    if not has(text, bank.hair_words):
        parts.append(_fresh(hairs(bank, gender, age), used.hairs, "hair", person.name, seed))
    if not has(text, bank.face_words) or size(", ".join(parts)) < 8:
        parts.append(_fresh(bank.faces, used.faces, "face", person.name, seed))
    return _within(parts, bank, person.name, seed)


def hairs(bank: Bank, gender: str, age: str) -> tuple[str, ...]:
    """Hair that fits: grey only for the old, baldness not for children."""
    every = bank.hairs_f if gender == "f" else bank.hairs_m
    grown = {"young": _OLD_HAIR, "middle": _OLD_HAIR, "child": (*_OLD_HAIR, "bald", "bun", "光头", "秃")}
    return tuple(h for h in every if not has(h, grown.get(age, ()))) or every


def _within(parts: list[str], bank: Bank, name: str, seed: int) -> str:
    while size(", ".join(parts)) > 25 and len(parts) > 2:
        parts.pop()
    for extra in range(3):
        if size(", ".join(parts)) >= 8:
            break
        parts.append(dice.pick_new(bank.faces, parts, "more", extra, name, seed))
    return _listed(parts)


def _fresh(options: tuple[str, ...], used: set[str], *key: object) -> str:
    choice = dice.pick_new(options, used, *key)
    used.add(choice)
    return choice


def wardrobe(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """Clothes with a colour: the script's, the role's, or drawn so that no two people match."""
    age = age_of(facts, role, bank, person.name, seed)
    garments = bank.garments_child if age == "child" else bank.garments
    drawn = [bank.wardrobe_link.format(colour=c, garment=g) for c in bank.colours for g in garments]
    if facts.wardrobe:
        said = _listed(facts.wardrobe[:3])
        colour = (
            ""
            if has(said, bank.colours) or len(facts.wardrobe) > 1
            else dice.pick(bank.colours, "colour", person.name, seed)
        )
        choice = (
            said
            if not colour or _coloured(said, bank)
            else bank.wardrobe_link.format(colour=colour, garment=said)
        )
    elif role and bank.roles[role][2] and bank.roles[role][2] not in used.wardrobes:
        choice = bank.roles[role][2]
    else:
        choice = dice.pick_new(drawn, used.wardrobes, "wardrobe", person.name, seed)
    used.wardrobes.add(choice)
    return choice


def _coloured(text: str, bank: Bank) -> bool:
    """True when some colour word stands inside: ``dark green`` counts for ``green``."""
    plain = {"red", "blue", "green", "white", "pink", "purple", "violet", "gold", "silver", "beige", "tan"}
    plain |= {c.split()[-1] for c in bank.colours} | set("红黄绿蓝白黑灰棕紫橙青粉银金")
    return has(text, tuple(plain))


def voice(person: Person, facts: Known, role: str, bank: Bank, used: Used, seed: int) -> str:
    """The voice in 8 to 14 words; empty for somebody who never speaks."""
    if not person.speaks:
        return ""
    child = age_of(facts, role, bank, person.name, seed) == "child"
    said = [_VOICE.sub("", v).strip() for v in facts.voice]
    head = [v for v in said if v] or [
        _fresh(bank.voice_child if child else bank.voices_a, used.voices, "voice", person.name, seed)
    ]
    parts = [
        *head[:1],
        dice.pick(bank.voices_b, "voice b", person.name, seed),
        dice.pick(bank.voices_c, "voice c", person.name, seed),
    ]
    spare = 0
    while size(", ".join(parts)) < 8:
        parts.append(dice.pick_new(bank.voices_b, parts, "voice d", spare, person.name, seed))
        spare += 1
    while size(", ".join(parts)) > 14 and len(parts) > 1:
        parts.pop()
    return _listed(parts)


def _listed(parts: list[str]) -> str:
    text = "".join(parts)
    return ("，" if _HAN.search(text) else ", ").join(parts)
